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

// np.py:1476   def _last(a, axis):
static np::array<double, 1> _last(np::array<double, 1> a) {
    // np.py:1478   return a.reshape(-1)
    return np::reshape<1>(a, {-1}, NP_AT(1478));
}

// np.py:1507   def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
static double median_2(np::array<double, 1> a, bool overwrite_input, bool keepdims) {
    // np.py:1509   x = np.asarray(a)
    auto x = a;
    // np.py:1510   ordered = np.sort(_last(x, axis), axis=-1)
    auto t = _last(x);
    auto ordered = np::sort<0>(t);
    // np.py:1511   n = ordered.shape[-1]
    np::i64 n = ordered.shape(0);
    // np.py:1512   result = np.mean(ordered[..., (n - 1) // 2 : n // 2 + 1], axis=-1)
    np::i64 t_2 = np::py_sub(n, 1, NP_AT(1512));
    np::i64 t_3 = np::py_add(np::py_floordiv(n, 2), 1, NP_AT(1512));
    double result = np::mean<0>(np::slice<1>(ordered, {np::range(np::py_floordiv(t_2, 2), t_3)}));
    // np.py:1513   if x.dtype.kind in "fc" and n > 0:
    if (n > 0) {
        // np.py:1514   result = np.where(np.isnan(ordered[..., -1]), ordered[..., -1], result)[()]
        np::i64 t_4 = np::wrap_index(-1, ordered.shape(0), 0, NP_AT(1514));
        result = np::from_scalar<double>(np::isnan(np::slice<0>(ordered, {t_4})())
            ? np::slice<0>(ordered, {-1}, NP_AT(1514))() : result)();
    }
    // np.py:1515   return np.reshape(result, _kept_shape(x, axis)) if keepdims else result
    return result;
}

// two_files_helper.py:7   def summary(x):
static np::tuple<double, double, double> summary(np::array<double, 1> x) {
    // two_files_helper.py:8   return x.mean(), x.std(), np.median(x)
    double t = np::mean(x);
    double t_2 = np::std(x);
    return {t, t_2, median_2(x, false, false)};
}

// two_files_helper.py:11   def report(name, values):
static void report(np::str name, np::array<double, 1> values, np::i64 DIGITS) {
    // two_files_helper.py:12   mean, std, median = summary(values)
    auto [mean_2, std_2, median_3] = summary(values);
    double mean = mean_2;
    double std_ = std_2;
    double median = median_3;
    // two_files_helper.py:13   print(f"{name}: mean {mean:.{DIGITS}f}, std {std:.{DIGITS}f}, median {median:.{DIGITS}f}")
    np::str t = np::format(NP_AT(13), ".{}f", DIGITS);
    np::str t_2 = np::format(NP_AT(13), ".{}f", DIGITS);
    np::print(np::format(NP_AT(13), "all: mean {:{}}, std {:{}}, median {:{}}", np::scalar<double>(mean), t,
        np::scalar<double>(std_), t_2, np::scalar<double>(median), np::format(NP_AT(13), ".{}f", DIGITS)));
}

// two_files_helper.py:11   def report(name, values):
static void report_2(np::str name, np::array<double, 1> values, np::i64 DIGITS) {
    // two_files_helper.py:12   mean, std, median = summary(values)
    auto [mean_2, std_2, median_3] = summary(values);
    double mean = mean_2;
    double std_ = std_2;
    double median = median_3;
    // two_files_helper.py:13   print(f"{name}: mean {mean:.{DIGITS}f}, std {std:.{DIGITS}f}, median {median:.{DIGITS}f}")
    np::str t = np::format(NP_AT(13), ".{}f", DIGITS);
    np::str t_2 = np::format(NP_AT(13), ".{}f", DIGITS);
    np::print(np::format(NP_AT(13), "positive: mean {:{}}, std {:{}}, median {:{}}", np::scalar<double>(mean), t,
        np::scalar<double>(std_), t_2, np::scalar<double>(median), np::format(NP_AT(13), ".{}f", DIGITS)));
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
    auto [mean_2, t, median_3] = summary(data);
    double mean = mean_2;
    double median = median_3;
    // two_files.py:12   print(helper.DIGITS, round(float(mean - median), 4))
    np::print(DIGITS, np::py_round(mean - median, np::i64(4), NP_AT(12)));
}

static const np::source_line lines[] = {
    {7, "rng = np.random.RandomState(3)"},
    {8, "data = rng.randn(1000) * 2 + 1"},
    {9, "report(\"all\", data)"},
    {10, "report(\"positive\", data[data > 0])"},
    {11, "mean, std, median = helper.summary(data)"},
    {12, "print(helper.DIGITS, round(float(mean - median), 4))"},
    {0, nullptr}};
static const np::function_name functions[] = {{"_last", "_last"}, {"median_2", "median_2"}, {"summary", "summary"}, {"report", "report"}, {"report_2", "report"}, {"script", "<module>"}, {nullptr, nullptr}};
extern "C" int np_main(int argc, char **argv) {
    return np::run(script, {"two_files.py", lines, functions}, argc, argv);
}
int main(int argc, char **argv) { return np_main(argc, argv); }
