// nvcc -std=c++20 -O2 -fmad=false -Xcompiler -march=native,-ffp-contract=off,-fwrapv $(np2gpu --flags) script.cu -o script
#include "np.h"

// saxpy.py:6   return a * x + y
__global__ void saxpy_6(float a_2, np::view<const float, 1> x_2, np::view<float, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = a_2 * x_2(i); });
}

// saxpy.py:6   return a * x + y
__global__ void saxpy_6_2(np::view<const float, 1> x, np::view<const float, 1> y_2, np::view<float, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) + y_2(i); });
}

// np.py:1211   return bool(np.all((x == y) | (np.isnan(x) & np.isnan(y))))
__global__ void array_equal_1211(np::view<const float, 1> a1_2, np::view<const float, 1> a2_2, np::view<bool, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = a1_2(i) == a2_2(i); });
}

// np.py:1211   return bool(np.all((x == y) | (np.isnan(x) & np.isnan(y))))
__global__ void array_equal_1211_2(np::view<const float, 1> a1_2, np::view<bool, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = np::isnan(a1_2(i)); });
}

// np.py:1211   return bool(np.all((x == y) | (np.isnan(x) & np.isnan(y))))
__global__ void array_equal_1211_3(np::view<const bool, 1> x, np::view<const bool, 1> y, np::view<bool, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) & y(i); });
}

// np.py:1211   return bool(np.all((x == y) | (np.isnan(x) & np.isnan(y))))
__global__ void array_equal_1211_4(np::view<const bool, 1> x, np::view<const bool, 1> y, np::view<bool, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) | y(i); });
}

// saxpy.py:21   x = np.arange(n, dtype=np.float32) / n
__global__ void main_21(np::view<const float, 1> x, float y, np::view<float, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) / y; });
}

// saxpy.py:29   print(np.abs(z - y).max())
__global__ void main_29(np::view<const float, 1> z, np::view<const float, 1> y, np::view<float, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = z(i) - y(i); });
}

// saxpy.py:29   print(np.abs(z - y).max())
__global__ void main_29_2(np::view<const float, 1> x, np::view<float, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = np::absolute(x(i)); });
}

// saxpy.py:5   def saxpy(a, x, y):
static np::array<float, 1> saxpy(float a, np::array<float, 1> x, np::array<float, 1> y) {
    auto y_2 = y;
    auto x_2 = x;
    float a_2 = a;
    // saxpy.py:6   return a * x + y
    return np::map(NP_AT(6), saxpy_6_2, np::map(saxpy_6, a_2, x_2), y_2);
}

// saxpy.py:13   def saxpy_loop(a, x, y):
static np::array<float, 1> saxpy_loop(float a, np::array<float, 1> x, np::array<float, 1> y) {
    auto y_2 = y;
    auto x_2 = x;
    float a_2 = a;
    // saxpy.py:14   out = np.empty_like(y)
    auto out = np::empty_like<float>(y_2, NP_AT(14));
    // saxpy.py:15   for i in range(len(x)):
    for (np::i64 i = 0; i < x_2.shape(0); ++i) {
        // saxpy.py:16   out[i] = a * x[i] + y[i]
        np::i64 t = np::wrap_index(i, x_2.shape(0), 0, NP_AT(16));
        out.at(NP_AT(16), i) = a_2 * x_2(t) + y_2(NP_AT(16), i);
    }
    // saxpy.py:17   return out
    return out;
}

// np.py:1205   def array_equal(a1, a2, equal_nan=False):
static bool array_equal(np::array<float, 1> a1, np::array<float, 1> a2, bool equal_nan, np::at caller) {
    bool equal_nan_2 = equal_nan;
    auto a2_2 = a2;
    auto a1_2 = a1;
    // np.py:1208   if x.shape != y.shape:
    if (!(a1_2.shape(0) == a2_2.shape(0))) {
        // np.py:1209   return False
        return false;
    }
    // np.py:1210   if equal_nan and x.dtype.kind in "fc" and y.dtype.kind in "fc":
    bool result{};
    if (equal_nan_2) {
        result = true;
    } else {
        result = false;
    }
    if (result) {
        // np.py:1211   return bool(np.all((x == y) | (np.isnan(x) & np.isnan(y))))
        auto shape = np::broadcast<1>(caller, a1_2, a2_2);
        return np::truth(np::all(np::map(caller, array_equal_1211_4, np::map(array_equal_1211, a1_2, a2_2),
            np::map(caller, array_equal_1211_3, np::map(array_equal_1211_2, a1_2),
            np::map(array_equal_1211_2, a2_2)))));
    }
    // np.py:1212   return bool(np.all(x == y))
    return np::truth(np::all(np::map(caller, array_equal_1211, a1_2, a2_2)));
}

// saxpy.py:9   def saxpy_in_place(a, x, y):
static void saxpy_in_place(float a, np::array<float, 1> x, np::array<float, 1> y) {
    auto y_2 = y;
    auto x_2 = x;
    float a_2 = a;
    // saxpy.py:10   y += a * x
    np::map_inplace(NP_AT(10), y_2, saxpy_6_2, y_2, np::map(saxpy_6, a_2, x_2));
    // saxpy.py:9   def saxpy_in_place(a, x, y):
}

static void script() {
    // saxpy.py:20   n = 10000
    np::i64 n = 10000;
    // saxpy.py:21   x = np.arange(n, dtype=np.float32) / n
    auto x = np::map(main_21, np::arange<float>(np::i64(0), n, np::i64(1), NP_AT(21)), float(n));
    // saxpy.py:22   y = np.ones(n, dtype=np.float32)
    auto y = np::ones<float>({np::check_extent(n, NP_AT(22))});
    // saxpy.py:23   a = np.float32(2.5)
    float a = 2.5f;
    // saxpy.py:25   z = saxpy(a, x, y)
    auto t = saxpy(a, x, y);
    auto z = t;
    // saxpy.py:26   print(z.dtype, z[0], z[n // 2], z[-1])
    np::i64 t_2 = np::wrap_index(0, z.shape(0), 0, NP_AT(26));
    np::i64 t_3 = np::wrap_index(5000, z.shape(0), 0, NP_AT(26));
    np::print("float32", z(t_2), z(t_3), z(NP_AT(26), -1));
    // saxpy.py:27   print(np.array_equal(z, saxpy_loop(a, x, y)))
    auto t_4 = saxpy_loop(a, x, y);
    auto argument = t_4;
    np::print(array_equal(z, argument, false, NP_AT(27)));
    // saxpy.py:28   saxpy_in_place(a, x, y)
    saxpy_in_place(a, x, y);
    // saxpy.py:29   print(np.abs(z - y).max())
    np::print(np::max(np::map(main_29_2, np::map(NP_AT(29), main_29, z, y)), np::later, NP_AT(29)));
}

static const np::source_line lines[] = {
    {5, "def saxpy(a, x, y):"},
    {6, "return a * x + y"},
    {9, "def saxpy_in_place(a, x, y):"},
    {10, "y += a * x"},
    {13, "def saxpy_loop(a, x, y):"},
    {14, "out = np.empty_like(y)"},
    {15, "for i in range(len(x)):"},
    {16, "out[i] = a * x[i] + y[i]"},
    {17, "return out"},
    {20, "n = 10000"},
    {21, "x = np.arange(n, dtype=np.float32) / n"},
    {22, "y = np.ones(n, dtype=np.float32)"},
    {23, "a = np.float32(2.5)"},
    {25, "z = saxpy(a, x, y)"},
    {26, "print(z.dtype, z[0], z[n // 2], z[-1])"},
    {27, "print(np.array_equal(z, saxpy_loop(a, x, y)))"},
    {28, "saxpy_in_place(a, x, y)"},
    {29, "print(np.abs(z - y).max())"},
    {0, nullptr}};
static const np::function_name functions[] = {{"saxpy", "saxpy"}, {"saxpy_loop", "saxpy_loop"}, {"array_equal", "array_equal"}, {"saxpy_in_place", "saxpy_in_place"}, {"script", "<module>"}, {nullptr, nullptr}};
static const np_kernel_name kernels[] = {NP_KERNEL(saxpy_6), NP_KERNEL(saxpy_6_2), NP_KERNEL(array_equal_1211), NP_KERNEL(array_equal_1211_2), NP_KERNEL(array_equal_1211_3), NP_KERNEL(array_equal_1211_4), NP_KERNEL(main_21), NP_KERNEL(main_29), NP_KERNEL(main_29_2), {nullptr, nullptr}};
extern "C" int np_main(int argc, char **argv) {
    return np::run(script, {"saxpy.py", lines, functions, kernels}, argc, argv);
}
int main(int argc, char **argv) { return np_main(argc, argv); }
