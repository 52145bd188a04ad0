// nvcc -std=c++20 -O2 -fmad=false -Xcompiler -march=native,-ffp-contract=off,-fwrapv $(np2gpu --flags) script.cu -o script
#include "np.h"

// softmax.py:7   e = np.exp(x - m)
__global__ void softmax_7(np::view<const double, 2> x_2, np::view<const double, 2> m, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = x_2(i, j) - m(i, j); });
}

// softmax.py:7   e = np.exp(x - m)
__global__ void softmax_7_2(np::view<const double, 2> x, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = np::exp(x(i, j)); });
}

// softmax.py:8   return e / e.sum(axis=1, keepdims=True)
__global__ void softmax_8(np::view<const double, 2> e, np::view<const double, 2> y, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = e(i, j) / y(i, j); });
}

// np.py:1230   result = ((np.absolute(x - y) <= atol + rtol * np.absolute(y)) & np.isfinite(y)) | (x == y)
__global__ void isclose_1230(np::view<const double, 1> a_2, double y, np::view<double, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = a_2(i) - y; });
}

// np.py:1230   result = ((np.absolute(x - y) <= atol + rtol * np.absolute(y)) & np.isfinite(y)) | (x == y)
__global__ void isclose_1230_2(np::view<const double, 1> x, np::view<double, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = np::absolute(x(i)); });
}

// np.py:1230   result = ((np.absolute(x - y) <= atol + rtol * np.absolute(y)) & np.isfinite(y)) | (x == y)
__global__ void isclose_1230_3(np::view<const double, 1> x, double y, np::view<bool, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) <= y; });
}

// np.py:1230   result = ((np.absolute(x - y) <= atol + rtol * np.absolute(y)) & np.isfinite(y)) | (x == y)
__global__ void isclose_1230_4(np::view<const bool, 1> x, bool y, np::view<bool, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) & y; });
}

// np.py:1230   result = ((np.absolute(x - y) <= atol + rtol * np.absolute(y)) & np.isfinite(y)) | (x == y)
__global__ void isclose_1230_5(np::view<const double, 1> a_2, double y, np::view<bool, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = a_2(i) == y; });
}

// np.py:1230   result = ((np.absolute(x - y) <= atol + rtol * np.absolute(y)) & np.isfinite(y)) | (x == y)
__global__ void isclose_1230_6(np::view<const bool, 1> x, np::view<const bool, 1> y, np::view<bool, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) | y(i); });
}

// np.py:1232   result = result | (np.isnan(x * 1.0) & np.isnan(y))
__global__ void isclose_1232(np::view<const double, 1> a_2, np::view<double, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = a_2(i) * 1.0; });
}

// np.py:1232   result = result | (np.isnan(x * 1.0) & np.isnan(y))
__global__ void isclose_1232_2(np::view<const double, 1> x, np::view<bool, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = np::isnan(x(i)); });
}

// softmax.py:12   return -np.log(p[np.arange(len(labels)), labels]).mean()
__global__ void cross_entropy_12(np::view<const double, 1> x, np::view<double, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = np::log(x(i)); });
}

// softmax.py:16   x = rng.standard_normal((64, 10)) * 3
__global__ void main_16(np::view<const double, 2> x, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = x(i, j) * 3.0; });
}

// softmax.py:19   print(np.round(p[:2], 6))
__global__ void main_19(np::view<const double, 2> x, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = np::round(x(i, j), np::i64(6)); });
}

// softmax.py:21   print(f"loss {cross_entropy(p, labels):.8f}, accuracy {(p.argmax(axis=1) == labels).mean():.4f}")
__global__ void main_21(np::view<const np::i64, 1> x, np::view<const np::i64, 1> labels, np::view<bool, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) == labels(i); });
}

// generator.py:16   def integers(self, low, high=None, size=None, dtype=None, endpoint=False):
static np::array<np::i64, 1> integers(np::generator self, np::i64 low, np::i64 high, np::i64 size, bool endpoint,
    np::at caller) {
    np::i64 size_2 = size;
    np::i64 high_2 = high;
    np::i64 low_2 = low;
    auto self_2 = self;
    // generator.py:17   start = 0 if high is None else int(low) if isinstance(low, float) else low
    np::i64 start = low_2;
    // generator.py:18   stop = low if high is None else high
    np::i64 stop = high_2;
    // generator.py:24   return np.random._of_integers(self, start, stop, size, kind, endpoint)
    return np::random_integers<np::i64>(self_2, start, stop, {np::check_extent(size_2, caller)}, false, caller);
}

// softmax.py:5   def softmax(x):
static np::array<double, 2> softmax(np::array<double, 2> x) {
    auto x_2 = x;
    // softmax.py:6   m = x.max(axis=1, keepdims=True)
    auto m = np::max<1>(x_2, np::keepdims, NP_AT(6));
    // softmax.py:7   e = np.exp(x - m)
    auto e = np::map(softmax_7_2, np::map(NP_AT(7), softmax_7, x_2, m));
    // softmax.py:8   return e / e.sum(axis=1, keepdims=True)
    return np::map(NP_AT(8), softmax_8, e, np::sum<1>(e, np::keepdims));
}

// np.py:1227   def isclose(a, b, rtol=1.0e-5, atol=1.0e-8, equal_nan=False):
static np::array<bool, 1> isclose(np::array<double, 1> a, np::i64 b, double rtol, double atol, bool equal_nan,
    np::at caller) {
    bool equal_nan_2 = equal_nan;
    double atol_2 = atol;
    double rtol_2 = rtol;
    np::i64 b_2 = b;
    auto a_2 = a;
    // np.py:1229   y = np.asarray(b) * 1.0
    double y = double(np::from_scalar<np::i64>(b_2)()) * 1.0;
    // np.py:1230   result = ((np.absolute(x - y) <= atol + rtol * np.absolute(y)) & np.isfinite(y)) | (x == y)
    auto result_3 = np::map(caller, isclose_1230_6,
        np::map(isclose_1230_4,
        np::map(isclose_1230_3, np::map(isclose_1230_2, np::map(isclose_1230, a_2, y)), atol_2 + rtol_2
        * np::absolute(y)), np::isfinite(y)), np::map(isclose_1230_5, a_2, y));
    // np.py:1231   if equal_nan:
    np::array<bool, 1> result;
    if (equal_nan_2) {
        // np.py:1232   result = result | (np.isnan(x * 1.0) & np.isnan(y))
        auto result_2 = np::map(caller, isclose_1230_6, result_3,
            np::map(isclose_1230_4, np::map(isclose_1232_2, np::map(isclose_1232, a_2)), np::isnan(y)));
        // np.py:1231   if equal_nan:
        result = result_2;
    } else {
        result = result_3;
    }
    // np.py:1233   return result[()]
    return result;
}

// np.py:1236   def allclose(a, b, rtol=1.0e-5, atol=1.0e-8, equal_nan=False):
static bool allclose(np::array<double, 1> a, np::i64 b, double rtol, double atol, bool equal_nan, np::at caller) {
    bool equal_nan_2 = equal_nan;
    double atol_2 = atol;
    double rtol_2 = rtol;
    np::i64 b_2 = b;
    auto a_2 = a;
    // np.py:1237   return bool(np.all(np.isclose(a, b, rtol, atol, equal_nan)))
    return np::truth(np::all(isclose(a_2, b_2, rtol_2, atol_2, equal_nan_2, caller)));
}

// softmax.py:11   def cross_entropy(p, labels):
static double cross_entropy(np::array<double, 2> p, np::array<np::i64, 1> labels) {
    auto labels_2 = labels;
    auto p_2 = p;
    // softmax.py:12   return -np.log(p[np.arange(len(labels)), labels]).mean()
    return -np::mean(np::map(cross_entropy_12,
        np::gather<1>(NP_AT(12), p_2, "aa", np::arange<np::i64>(np::i64(0), labels_2.shape(0), np::i64(1), NP_AT(12)),
        labels_2)));
}

static void script() {
    // softmax.py:15   rng = np.random.default_rng(1)
    auto rng = np::default_rng(np::i64(1), NP_AT(15));
    // softmax.py:16   x = rng.standard_normal((64, 10)) * 3
    auto x = np::map(main_16, np::random_standard_normal<double>(rng, {64, 10}, NP_AT(16)));
    // softmax.py:17   labels = rng.integers(0, 10, size=64)
    auto t = integers(rng, 0, 10, 64, false, NP_AT(17));
    auto labels = t;
    // softmax.py:18   p = softmax(x)
    auto t_2 = softmax(x);
    auto p = t_2;
    // softmax.py:19   print(np.round(p[:2], 6))
    np::print(np::map(main_19, np::slice<2>(p, {np::range(0, 2), np::whole})));
    // softmax.py:20   print("rows add up to 1:", np.allclose(p.sum(axis=1), 1))
    auto argument = np::sum<1>(p);
    np::print("rows add up to 1:", allclose(argument, 1, 1e-05, 1e-08, false, NP_AT(20)));
    // softmax.py:21   print(f"loss {cross_entropy(p, labels):.8f}, accuracy {(p.argmax(axis=1) == labels).mean():.4f}")
    double t_3 = cross_entropy(p, labels);
    np::print(np::format(NP_AT(21), "loss {:.8f}, accuracy {:.4f}", np::scalar<double>(t_3),
        np::mean(np::map(NP_AT(21), main_21, np::argmax<1>(p, NP_AT(21)), labels), np::later)));
}

static const np::source_line lines[] = {
    {5, "def softmax(x):"},
    {6, "m = x.max(axis=1, keepdims=True)"},
    {7, "e = np.exp(x - m)"},
    {8, "return e / e.sum(axis=1, keepdims=True)"},
    {11, "def cross_entropy(p, labels):"},
    {12, "return -np.log(p[np.arange(len(labels)), labels]).mean()"},
    {15, "rng = np.random.default_rng(1)"},
    {16, "x = rng.standard_normal((64, 10)) * 3"},
    {17, "labels = rng.integers(0, 10, size=64)"},
    {18, "p = softmax(x)"},
    {19, "print(np.round(p[:2], 6))"},
    {20, "print(\"rows add up to 1:\", np.allclose(p.sum(axis=1), 1))"},
    {21, "print(f\"loss {cross_entropy(p, labels):.8f}, accuracy {(p.argmax(axis=1) == labels).mean():.4f}\")"},
    {0, nullptr}};
static const np::function_name functions[] = {{"integers", "integers"}, {"softmax", "softmax"}, {"isclose", "isclose"}, {"allclose", "allclose"}, {"cross_entropy", "cross_entropy"}, {"script", "<module>"}, {nullptr, nullptr}};
static const np_kernel_name kernels[] = {NP_KERNEL(softmax_7), NP_KERNEL(softmax_7_2), NP_KERNEL(softmax_8), NP_KERNEL(isclose_1230), NP_KERNEL(isclose_1230_2), NP_KERNEL(isclose_1230_3), NP_KERNEL(isclose_1230_4), NP_KERNEL(isclose_1230_5), NP_KERNEL(isclose_1230_6), NP_KERNEL(isclose_1232), NP_KERNEL(isclose_1232_2), NP_KERNEL(cross_entropy_12), NP_KERNEL(main_16), NP_KERNEL(main_19), NP_KERNEL(main_21), {nullptr, nullptr}};
extern "C" int np_main(int argc, char **argv) {
    return np::run(script, {"softmax.py", lines, functions, kernels}, argc, argv);
}
int main(int argc, char **argv) { return np_main(argc, argv); }
