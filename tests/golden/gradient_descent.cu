// nvcc -std=c++20 -O2 -fmad=false -Xcompiler -march=native,-ffp-contract=off,-fwrapv $(np2gpu --flags) script.cu -o script
#include "np.h"

// gradient_descent.py:11   return 2 / len(y) * X.T @ (X @ w - y)
__global__ void gradient_11(double t, np::view<const double, 2> y, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = t * y(i, j); });
}

// gradient_descent.py:11   return 2 / len(y) * X.T @ (X @ w - y)
__global__ void gradient_11_2(np::view<const double, 1> x, np::view<const double, 1> y_2, np::view<double, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) - y_2(i); });
}

// gradient_descent.py:17   w = w - rate * gradient(w, X, y)
__global__ void descend_17(double rate_2, np::view<const double, 1> t, np::view<double, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = rate_2 * t(i); });
}

// gradient_descent.py:26   y = X @ true + 0.1 * rng.standard_normal(n)
__global__ void main_26(np::view<const double, 1> y, np::view<double, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = 0.1 * y(i); });
}

// gradient_descent.py:26   y = X @ true + 0.1 * rng.standard_normal(n)
__global__ void main_26_2(np::view<const double, 1> t_3, np::view<const double, 1> y, np::view<double, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = t_3(i) + y(i); });
}

// gradient_descent.py:29   print("descent ", np.round(w, 5))
__global__ void main_29(np::view<const double, 1> w, np::view<double, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = np::round(w(i), np::i64(5)); });
}

// gradient_descent.py:31   print(f"loss from {history[0]:.5f} to {history[-1]:.5f}, falling: {(np.diff(history) <= 1e-12).all()}")
__global__ void main_31(np::view<const double, 1> x, np::view<bool, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) <= 1e-12; });
}

// generator.py:99   def uniform(self, low=0.0, high=1.0, size=None):
static np::array<double, 2> uniform(np::generator self, np::i64 low, np::i64 high, np::i64 size_2, np::i64 size,
    np::at caller) {
    np::i64 size_4 = size_2;
    np::i64 size_3 = size;
    np::i64 high_2 = high;
    np::i64 low_2 = low;
    auto self_2 = self;
    // generator.py:100   return np.random._of_uniform(self, low, high, size)
    np::i64 size_5 = np::check_extent(size_4, caller);
    return np::random_uniform<double>(self_2, low_2, high_2, {size_5, np::check_extent(size_3, caller)}, caller);
}

// np.py:565   def column_stack(tup):
static np::array<double, 2> column_stack(np::array<double, 1> tup, np::array<double, 2> tup_2, np::at caller) {
    auto tup_3 = tup_2;
    auto tup_4 = tup;
    // np.py:566   return np.concatenate([np.asarray(a).reshape(-1, 1) if np.asarray(a).ndim < 2 else np.asarray(a) for a in tup], axis=1)
    auto shape = np::check_reshape<2>(tup_4, {-1, 1}, caller);
    auto reshaped = np::reshape<2>(tup_4, {shape[0], shape[1]});
    return np::concatenate<1>(reshaped, tup_3, caller);
}

// gradient_descent.py:10   def gradient(w, X, y):
static np::array<double, 1> gradient(np::array<double, 1> w, np::array<double, 2> X, np::array<double, 1> y) {
    auto y_2 = y;
    auto X_2 = X;
    auto w_2 = w;
    // gradient_descent.py:11   return 2 / len(y) * X.T @ (X @ w - y)
    double t = np::py_truediv(2, y_2.shape(0), NP_AT(11));
    return np::matmul(np::map(gradient_11, t, X_2.T()),
        np::map(NP_AT(11), gradient_11_2, np::matmul(X_2, w_2, NP_AT(11)), y_2), NP_AT(11));
}

// gradient_descent.py:5   def loss(w, X, y):
static double loss(np::array<double, 1> w, np::array<double, 2> X, np::array<double, 1> y) {
    auto y_2 = y;
    auto X_2 = X;
    auto w_2 = w;
    // gradient_descent.py:6   r = X @ w - y
    auto r = np::map(NP_AT(6), gradient_11_2, np::matmul(X_2, w_2, NP_AT(6)), y_2);
    // gradient_descent.py:7   return (r @ r) / len(y)
    return np::matmul(r, r, NP_AT(7)) / double(y_2.shape(0));
}

// gradient_descent.py:14   def descend(w, X, y, rate=0.1, steps=500):
static np::tuple<np::array<double, 1>, np::array<double, 1>> descend(np::array<double, 1> w, np::array<double, 2> X,
    np::array<double, 1> y, double rate, np::i64 steps) {
    np::i64 steps_2 = steps;
    double rate_2 = rate;
    auto y_2 = y;
    auto X_2 = X;
    auto w_2 = w;
    // gradient_descent.py:15   history = []
    np::list<np::scalar<double>> history = np::make_list<np::scalar<double>>();
    // gradient_descent.py:16   for _ in range(steps):
    for (np::i64 i = 0; i < steps_2; ++i) {
        // gradient_descent.py:17   w = w - rate * gradient(w, X, y)
        auto t = gradient(w_2, X_2, y_2);
        w_2 = np::map(NP_AT(17), gradient_11_2, w_2, np::map(descend_17, rate_2, t));
        // gradient_descent.py:18   history.append(loss(w, X, y))
        np::append(history, loss(w_2, X_2, y_2));
    }
    // gradient_descent.py:19   return w, np.array(history)
    return {w_2, np::array_of_list<double, 1>(history, NP_AT(19))};
}

// np.py:1484   def diff(a, n=1, axis=-1, prepend=None, append=None):
static np::array<double, 1> diff(np::array<double, 1> a, np::i64 n, np::i64 axis, np::at caller) {
    auto a_2 = a;
    // np.py:1499   late = (slice(None),) * i + (slice(1, None),)
    np::i64 late = 1;
    // np.py:1500   early = (slice(None),) * i + (slice(None, -1),)
    np::i64 early = -1;
    // np.py:1501   result = array[late] != array[early] if array.dtype == bool else array[late] - array[early]
    auto result_3 = np::map(caller, gradient_11_2, np::slice<1>(a_2, {np::range(late, np::none)}),
        np::slice<1>(a_2, {np::range(0, early)}));
    // np.py:1502   for again in range(n - 1):
    auto result = result_3;
    for (np::i64 i = 0; i < 0; ++i) {
        // np.py:1503   result = result[late] != result[early] if array.dtype == bool else result[late] - result[early]
        auto result_2 = np::map(caller, gradient_11_2, np::slice<1>(result, {np::range(late, np::none)}),
            np::slice<1>(result, {np::range(0, early)}));
        // np.py:1502   for again in range(n - 1):
        result = result_2;
    }
    // np.py:1504   return result
    return result;
}

static void script() {
    // gradient_descent.py:14   def descend(w, X, y, rate=0.1, steps=500):
    double descend_3 = 0.1;
    np::i64 descend_2 = 500;
    // gradient_descent.py:22   rng = np.random.default_rng(0)
    auto rng = np::default_rng(np::i64(0), NP_AT(22));
    // gradient_descent.py:23   n = 200
    np::i64 n = 200;
    // gradient_descent.py:24   X = np.column_stack([np.ones(n), rng.uniform(-1, 1, (n, 2))])
    np::i64 shape = np::check_extent(n, NP_AT(24));
    auto t = uniform(rng, -1, 1, n, 2, NP_AT(24));
    auto item_3 = np::ones<double>({shape});
    auto item_2 = t;
    auto t_2 = column_stack(item_3, item_2, NP_AT(24));
    auto X = t_2;
    // gradient_descent.py:25   true = np.array([1.0, -2.0, 0.5])
    auto true_ = np::make_array<double, 1>({3}, {1.0, -2.0, 0.5});
    // gradient_descent.py:26   y = X @ true + 0.1 * rng.standard_normal(n)
    auto t_3 = np::matmul(X, true_, NP_AT(26));
    auto y = np::map(NP_AT(26), main_26_2, t_3,
        np::map(main_26, np::random_standard_normal<double>(rng, {np::check_extent(n, NP_AT(26))}, NP_AT(26))));
    // gradient_descent.py:27   w, history = descend(np.zeros(3), X, y)
    auto [w, item] = descend(np::zeros<double>({3}), X, y, descend_3, descend_2);
    // gradient_descent.py:28   exact = np.linalg.solve(X.T @ X, X.T @ y)
    auto t_4 = np::matmul(X.T(), X, NP_AT(28));
    auto exact = np::linalg_solve(t_4, np::matmul(X.T(), y, NP_AT(28)), NP_AT(28));
    // gradient_descent.py:29   print("descent ", np.round(w, 5))
    np::print("descent ", np::map(main_29, w));
    // gradient_descent.py:30   print("exact   ", np.round(exact, 5))
    np::print("exact   ", np::map(main_29, exact));
    // gradient_descent.py:31   print(f"loss from {history[0]:.5f} to {history[-1]:.5f}, falling: {(np.diff(history) <= 1e-12).all()}")
    double t_5 = item(NP_AT(31), 0);
    double t_6 = item(NP_AT(31), -1);
    np::print(np::format(NP_AT(31), "loss from {:.5f} to {:.5f}, falling: {:}", np::scalar<double>(t_5),
        np::scalar<double>(t_6), np::all(np::map(main_31, diff(item, 1, -1, NP_AT(31))), np::later)));
}

static const np::source_line lines[] = {
    {5, "def loss(w, X, y):"},
    {6, "r = X @ w - y"},
    {7, "return (r @ r) / len(y)"},
    {10, "def gradient(w, X, y):"},
    {11, "return 2 / len(y) * X.T @ (X @ w - y)"},
    {14, "def descend(w, X, y, rate=0.1, steps=500):"},
    {15, "history = []"},
    {16, "for _ in range(steps):"},
    {17, "w = w - rate * gradient(w, X, y)"},
    {18, "history.append(loss(w, X, y))"},
    {19, "return w, np.array(history)"},
    {22, "rng = np.random.default_rng(0)"},
    {23, "n = 200"},
    {24, "X = np.column_stack([np.ones(n), rng.uniform(-1, 1, (n, 2))])"},
    {25, "true = np.array([1.0, -2.0, 0.5])"},
    {26, "y = X @ true + 0.1 * rng.standard_normal(n)"},
    {27, "w, history = descend(np.zeros(3), X, y)"},
    {28, "exact = np.linalg.solve(X.T @ X, X.T @ y)"},
    {29, "print(\"descent \", np.round(w, 5))"},
    {30, "print(\"exact   \", np.round(exact, 5))"},
    {31, "print(f\"loss from {history[0]:.5f} to {history[-1]:.5f}, falling: {(np.diff(history) <= 1e-12).all()}\")"},
    {0, nullptr}};
static const np::function_name functions[] = {{"uniform", "uniform"}, {"column_stack", "column_stack"}, {"gradient", "gradient"}, {"loss", "loss"}, {"descend", "descend"}, {"diff", "diff"}, {"script", "<module>"}, {nullptr, nullptr}};
static const np_kernel_name kernels[] = {NP_KERNEL(gradient_11), NP_KERNEL(gradient_11_2), NP_KERNEL(descend_17), NP_KERNEL(main_26), NP_KERNEL(main_26_2), NP_KERNEL(main_29), NP_KERNEL(main_31), {nullptr, nullptr}};
extern "C" int np_main(int argc, char **argv) {
    return np::run(script, {"gradient_descent.py", lines, functions, kernels}, argc, argv);
}
int main(int argc, char **argv) { return np_main(argc, argv); }
