// nvcc -std=c++20 -O2 -fmad=false -Xcompiler -march=native,-ffp-contract=off,-fwrapv $(np2gpu --flags) script.cu -o script
#include "np.h"

// monte_carlo_pi.py:8   return 4 * np.sum(x * x + y * y < 1) / n
__global__ void with_arrays_8(np::view<const double, 1> x, np::view<double, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) * x(i); });
}

// monte_carlo_pi.py:8   return 4 * np.sum(x * x + y * y < 1) / n
__global__ void with_arrays_8_2(np::view<const double, 1> x, np::view<const double, 1> y, np::view<double, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) + y(i); });
}

// monte_carlo_pi.py:8   return 4 * np.sum(x * x + y * y < 1) / n
__global__ void with_arrays_8_3(np::view<const double, 1> x, np::view<bool, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) < 1.0; });
}

// monte_carlo_pi.py:5   def with_arrays(n):
static double with_arrays(np::i64 n) {
    np::i64 n_2 = n;
    // monte_carlo_pi.py:6   x = np.random.rand(n)
    auto x = np::random_random<double>({np::check_extent(n_2, NP_AT(6))}, NP_AT(6));
    // monte_carlo_pi.py:7   y = np.random.rand(n)
    auto y = np::random_random<double>({np::check_extent(n_2, NP_AT(7))}, NP_AT(7));
    // monte_carlo_pi.py:8   return 4 * np.sum(x * x + y * y < 1) / n
    auto shape = np::broadcast<1>(NP_AT(8), x, x);
    return double(4 * np::sum(np::map(with_arrays_8_3,
        np::map(NP_AT(8), with_arrays_8_2, np::map(with_arrays_8, x),
        np::map(NP_AT(8), with_arrays_8, y))))) / double(n_2);
}

// np.random.py:80   def uniform(low=0.0, high=1.0, size=None):
static double uniform(np::i64 low, np::i64 high, np::at caller) {
    np::i64 high_2 = high;
    np::i64 low_2 = low;
    // np.random.py:81   return np.random._uniform(low, high, size)
    return np::random_uniform(low_2, high_2, caller);
}

// monte_carlo_pi.py:11   def one_by_one(n):
static double one_by_one(np::i64 n) {
    np::i64 n_2 = n;
    // monte_carlo_pi.py:12   inside = 0
    np::i64 inside = 0;
    // monte_carlo_pi.py:13   for _ in range(n):
    for (np::i64 i = 0; i < n_2; ++i) {
        // monte_carlo_pi.py:14   x = np.random.uniform(-1, 1)
        double x = uniform(-1, 1, NP_AT(14));
        // monte_carlo_pi.py:15   y = np.random.uniform(-1, 1)
        double y = uniform(-1, 1, NP_AT(15));
        // monte_carlo_pi.py:16   if x**2 + y**2 < 1:
        double t = np::py_pow(x, 2.0, NP_AT(16));
        if (t + np::py_pow(y, 2.0, NP_AT(16)) < 1) {
            // monte_carlo_pi.py:17   inside += 1
            inside = np::py_add(inside, 1, NP_AT(17));
        }
    }
    // monte_carlo_pi.py:18   return 4 * inside / n
    return np::py_truediv(np::py_mul(4, inside, NP_AT(18)), n_2, NP_AT(18));
}

static void script() {
    // monte_carlo_pi.py:21   np.random.seed(2024)
    np::random_seed(np::i64(2024), NP_AT(21));
    // monte_carlo_pi.py:22   for n in (100, 10000, 1000000):
    np::i64 item_3 = 100;
    np::i64 item_2 = 10000;
    np::i64 item = 1000000;
    np::i64 n = item_3;
    // monte_carlo_pi.py:23   print(n, with_arrays(n))
    np::print(n, with_arrays(n));
    // monte_carlo_pi.py:22   for n in (100, 10000, 1000000):
    n = item_2;
    // monte_carlo_pi.py:23   print(n, with_arrays(n))
    np::print(n, with_arrays(n));
    // monte_carlo_pi.py:22   for n in (100, 10000, 1000000):
    n = item;
    // monte_carlo_pi.py:23   print(n, with_arrays(n))
    np::print(n, with_arrays(n));
    // monte_carlo_pi.py:24   print(one_by_one(20000))
    np::print(one_by_one(20000));
}

static const np::source_line lines[] = {
    {5, "def with_arrays(n):"},
    {6, "x = np.random.rand(n)"},
    {7, "y = np.random.rand(n)"},
    {8, "return 4 * np.sum(x * x + y * y < 1) / n"},
    {11, "def one_by_one(n):"},
    {12, "inside = 0"},
    {13, "for _ in range(n):"},
    {14, "x = np.random.uniform(-1, 1)"},
    {15, "y = np.random.uniform(-1, 1)"},
    {16, "if x**2 + y**2 < 1:"},
    {17, "inside += 1"},
    {18, "return 4 * inside / n"},
    {21, "np.random.seed(2024)"},
    {22, "for n in (100, 10000, 1000000):"},
    {23, "print(n, with_arrays(n))"},
    {24, "print(one_by_one(20000))"},
    {0, nullptr}};
static const np::function_name functions[] = {{"with_arrays", "with_arrays"}, {"uniform", "uniform"}, {"one_by_one", "one_by_one"}, {"script", "<module>"}, {nullptr, nullptr}};
static const np_kernel_name kernels[] = {NP_KERNEL(with_arrays_8), NP_KERNEL(with_arrays_8_2), NP_KERNEL(with_arrays_8_3), {nullptr, nullptr}};
extern "C" int np_main(int argc, char **argv) {
    return np::run(script, {"monte_carlo_pi.py", lines, functions, kernels}, argc, argv);
}
int main(int argc, char **argv) { return np_main(argc, argv); }
