// nvcc -std=c++20 -O2 -fmad=false -Xcompiler -march=native,-ffp-contract=off,-fwrapv $(np2gpu --flags) script.cu -o script
#include "np.h"

// two_files.py:8   data = rng.randn(1000) * 2 + 1
__global__ void main_8(np::view<const double, 1> x, np::view<double, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) * 2.0; });
}

// two_files.py:8   data = rng.randn(1000) * 2 + 1
__global__ void main_8_2(np::view<const double, 1> x, np::view<double, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) + 1.0; });
}

// two_files.py:10   report("positive", data[data > 0])
__global__ void main_10(np::view<const double, 1> data, np::view<bool, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = data(i) > 0.0; });
}

// np.py:1685   def _last(a, axis):
static np::array<double, 1> _last(np::array<double, 1> a, np::at caller) {
    auto a_2 = a;
    // np.py:1687   return a.reshape(-1)
    return np::reshape<1>(a_2, {-1}, caller);
}

// np.py:1716   def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
static double median(np::array<double, 1> a, bool overwrite_input, bool keepdims, np::at caller) {
    auto a_2 = a;
    // np.py:1718   x = np.asarray(a)
    auto x = a_2;
    // np.py:1719   ordered = np.sort(_last(x, axis), axis=-1)
    auto t = _last(x, caller);
    auto ordered = np::sort<0>(t);
    // np.py:1720   n = ordered.shape[-1]
    np::i64 n = ordered.shape(0);
    // np.py:1721   result = np.mean(ordered[..., (n - 1) // 2 : n // 2 + 1], axis=-1)
    np::i64 t_2 = np::py_sub(n, 1, caller);
    np::i64 t_3 = np::py_add(np::py_floordiv(n, 2), 1, caller);
    np::pending<double> result = np::mean<0>(np::slice<1>(ordered, {np::range(np::py_floordiv(t_2, 2), t_3)}),
        np::later);
    // np.py:1722   if x.dtype.kind in "fc" and n > 0:
    if (n > 0) {
        // np.py:1723   result = np.where(np.isnan(ordered[..., -1]), ordered[..., -1], result)[()]
        np::i64 t_4 = np::wrap_index(-1, ordered.shape(0), 0, caller);
        result = np::from_scalar<double>(np::isnan(np::slice<0>(ordered, {t_4})())
            ? np::slice<0>(ordered, {-1}, caller)() : result())();
    }
    // np.py:1724   return np.reshape(result, _kept_shape(x, axis)) if keepdims else result
    return result();
}

// two_files_helper.py:7   def summary(x):
static np::tuple<double, double, double> summary(np::array<double, 1> x) {
    auto x_2 = x;
    // two_files_helper.py:8   return x.mean(), x.std(), np.median(x)
    auto t = np::mean(x_2, np::later);
    auto t_2 = np::std(x_2, np::later);
    return {t(), t_2(), median(x_2, false, false, NP_AT(8))};
}

// two_files_helper.py:11   def report(name, values):
static void report(np::str name, np::array<double, 1> values, np::i64 DIGITS) {
    // two_files_helper.py:13   print(f"{name}: mean {mean:.{DIGITS}f}, std {std:.{DIGITS}f}, median {median:.{DIGITS}f}")
    np::i64 DIGITS_2 = DIGITS;
    auto values_2 = values;
    // two_files_helper.py:12   mean, std, median = summary(values)
    auto [mean, std_, median_2] = summary(values_2);
    // two_files_helper.py:13   print(f"{name}: mean {mean:.{DIGITS}f}, std {std:.{DIGITS}f}, median {median:.{DIGITS}f}")
    np::str t = np::format(NP_AT(13), ".{}f", DIGITS_2);
    np::str t_2 = np::format(NP_AT(13), ".{}f", DIGITS_2);
    np::print(np::format(NP_AT(13), "all: mean {:{}}, std {:{}}, median {:{}}", np::scalar<double>(mean), t,
        np::scalar<double>(std_), t_2, np::scalar<double>(median_2), np::format(NP_AT(13), ".{}f", DIGITS_2)));
}

// two_files_helper.py:11   def report(name, values):
static void report_2(np::str name, np::array<double, 1> values, np::i64 DIGITS) {
    // two_files_helper.py:13   print(f"{name}: mean {mean:.{DIGITS}f}, std {std:.{DIGITS}f}, median {median:.{DIGITS}f}")
    np::i64 DIGITS_2 = DIGITS;
    auto values_2 = values;
    // two_files_helper.py:12   mean, std, median = summary(values)
    auto [mean, std_, median_2] = summary(values_2);
    // two_files_helper.py:13   print(f"{name}: mean {mean:.{DIGITS}f}, std {std:.{DIGITS}f}, median {median:.{DIGITS}f}")
    np::str t = np::format(NP_AT(13), ".{}f", DIGITS_2);
    np::str t_2 = np::format(NP_AT(13), ".{}f", DIGITS_2);
    np::print(np::format(NP_AT(13), "positive: mean {:{}}, std {:{}}, median {:{}}", np::scalar<double>(mean), t,
        np::scalar<double>(std_), t_2, np::scalar<double>(median_2), np::format(NP_AT(13), ".{}f", DIGITS_2)));
}

static void script() {
    // two_files_helper.py:4   DIGITS = 4
    np::i64 DIGITS = 4;
    // two_files.py:7   rng = np.random.RandomState(3)
    auto rng = np::random_state(np::i64(3), NP_AT(7));
    // two_files.py:8   data = rng.randn(1000) * 2 + 1
    auto data = np::map(main_8_2, np::map(main_8, np::random_standard_normal<double>(rng, {1000}, NP_AT(8))));
    // two_files.py:9   report("all", data)
    report("all", data, DIGITS);
    // two_files.py:10   report("positive", data[data > 0])
    report_2("positive", np::gather<1>(NP_AT(10), data, "m", np::map(main_10, data)), DIGITS);
    // two_files.py:11   mean, std, median = helper.summary(data)
    auto [mean, t, median_2] = summary(data);
    // two_files.py:12   print(helper.DIGITS, round(float(mean - median), 4))
    np::print(DIGITS, np::py_round(mean - median_2, np::i64(4), NP_AT(12)));
}

static const np::source_line lines[] = {
    {7, "rng = np.random.RandomState(3)"},
    {8, "data = rng.randn(1000) * 2 + 1"},
    {9, "report(\"all\", data)"},
    {10, "report(\"positive\", data[data > 0])"},
    {11, "mean, std, median = helper.summary(data)"},
    {12, "print(helper.DIGITS, round(float(mean - median), 4))"},
    {0, nullptr}};
static const np::function_name functions[] = {{"_last", "_last"}, {"median", "median"}, {"summary", "summary"}, {"report", "report"}, {"report_2", "report"}, {"script", "<module>"}, {nullptr, nullptr}};
static const np_kernel_name kernels[] = {NP_KERNEL(main_8), NP_KERNEL(main_8_2), NP_KERNEL(main_10), {nullptr, nullptr}};
extern "C" int np_main(int argc, char **argv) {
    return np::run(script, {"two_files.py", lines, functions, kernels}, argc, argv);
}
int main(int argc, char **argv) { return np_main(argc, argv); }
