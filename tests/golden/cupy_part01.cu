// nvcc -std=c++20 -O2 -fmad=false -Xcompiler -march=native,-ffp-contract=off,-fwrapv $(np2gpu --flags) script.cu -o script
#include "np.h"

// np.py:852   def trace(a, offset=0, axis1=0, axis2=1, dtype=None):
static double trace(np::array<double, 2> a, np::i64 offset, np::i64 axis1, np::i64 axis2, np::at caller) {
    np::i64 offset_2 = offset;
    auto a_2 = a;
    // np.py:853   return np.diagonal(a, offset, axis1, axis2).sum(axis=-1, dtype=dtype)
    return np::sum<0>(np::diagonal(a_2, offset_2, 0, 1));
}

static void script() {
    // cupy_part01.py:10   x = np.arange(6).reshape(2, 3).astype("f")
    auto x = np::astype<float>(np::reshape<2>(np::arange<np::i64>(np::i64(0), np::i64(6), np::i64(1), NP_AT(10)),
        {2, 3}, NP_AT(10)));
    // cupy_part01.py:11   print(x)
    np::print(x);
    // cupy_part01.py:12   print(x.sum(axis=1))
    np::print(np::sum<1>(x));
    // cupy_part01.py:14   sizes = [100, 1000]
    np::list<np::i64> sizes = np::make_list<np::i64>(100, 1000);
    // cupy_part01.py:15   if len(sys.argv) > 1:
    if (np::len(np::sys_argv()) > 1) {
        // cupy_part01.py:16   sizes.append(int(sys.argv[1]))
        np::append(sizes, np::int_of_str(np::get(np::sys_argv(), np::i64(1), NP_AT(16)), NP_AT(16)));
    }
    // cupy_part01.py:18   np.random.seed(0)
    np::random_seed(np::i64(0), NP_AT(18));
    // cupy_part01.py:19   for n in sizes:
    np::list<np::i64> iterable = sizes;
    for (np::i64 i = 0, stop = np::len(sizes); i < stop; ++i) {
        np::i64 n = np::get(iterable, i, NP_AT(19));
        // cupy_part01.py:20   a = np.random.rand(n, n)
        np::i64 t = np::check_extent(n, NP_AT(20));
        auto a = np::random_random<double>({t, np::check_extent(n, NP_AT(20))}, NP_AT(20));
        // cupy_part01.py:21   b = np.random.rand(n, n)
        np::i64 t_2 = np::check_extent(n, NP_AT(21));
        auto b = np::random_random<double>({t_2, np::check_extent(n, NP_AT(21))}, NP_AT(21));
        // cupy_part01.py:22   start = time.perf_counter()
        double start = np::time_perf_counter();
        // cupy_part01.py:23   c = np.matmul(a, b)
        auto c = np::matmul(a, b, NP_AT(23));
        // cupy_part01.py:24   seconds = time.perf_counter() - start
        double seconds = np::time_perf_counter() - start;
        // cupy_part01.py:25   print(f"n = {n}: trace {np.trace(c):.6f}, {seconds:.6f} s")
        np::print(np::format(NP_AT(25), "n = {}: trace {:.6f}, {:.6f} s", n,
            np::scalar<double>(trace(c, 0, 0, 1, NP_AT(25))), seconds));
    }
}

static const np::source_line lines[] = {
    {10, "x = np.arange(6).reshape(2, 3).astype(\"f\")"},
    {11, "print(x)"},
    {12, "print(x.sum(axis=1))"},
    {14, "sizes = [100, 1000]"},
    {15, "if len(sys.argv) > 1:"},
    {16, "sizes.append(int(sys.argv[1]))"},
    {18, "np.random.seed(0)"},
    {19, "for n in sizes:"},
    {20, "a = np.random.rand(n, n)"},
    {21, "b = np.random.rand(n, n)"},
    {22, "start = time.perf_counter()"},
    {23, "c = np.matmul(a, b)"},
    {24, "seconds = time.perf_counter() - start"},
    {25, "print(f\"n = {n}: trace {np.trace(c):.6f}, {seconds:.6f} s\")"},
    {0, nullptr}};
static const np::function_name functions[] = {{"trace", "trace"}, {"script", "<module>"}, {nullptr, nullptr}};
static const np_kernel_name kernels[] = {{nullptr, nullptr}};
extern "C" int np_main(int argc, char **argv) {
    return np::run(script, {"cupy_part01.py", lines, functions, kernels}, argc, argv);
}
int main(int argc, char **argv) { return np_main(argc, argv); }
