// nvcc -std=c++20 -O2 -fmad=false -Xcompiler -march=native,-ffp-contract=off,-fwrapv $(np2gpu --flags) script.cu -o script
#include "np.h"

// newton.py:21   def cubic(x):
static double cubic(double x) {
    double x_2 = x;
    // newton.py:22   return x**3 - 2 * x - 5
    return np::py_pow(x_2, 3.0, NP_AT(22)) - 2.0 * x_2 - 5.0;
}

// newton.py:25   root, steps = newton(cubic, lambda x: 3 * x**2 - 2, 2.0)
static double lambda_25(double x) {
    double x_2 = x;
    return 3.0 * np::py_pow(x_2, 2.0, NP_AT(25)) - 2.0;
}

// newton.py:5   def newton(f, df, x, tolerance=1e-12, limit=50):
static np::tuple<double, np::i64> newton(double x, double tolerance, np::i64 limit) {
    np::i64 limit_2 = limit;
    double tolerance_2 = tolerance;
    double x_2 = x;
    // newton.py:6   for i in range(limit):
    for (np::i64 i = 0; i < limit_2; ++i) {
        // newton.py:7   step = f(x) / df(x)
        double t = cubic(x_2);
        double step = np::py_truediv(t, lambda_25(x_2), NP_AT(7));
        // newton.py:8   x = x - step
        x_2 = x_2 - step;
        // newton.py:9   if abs(step) < tolerance:
        if (np::py_abs(step, NP_AT(9)) < tolerance_2) {
            // newton.py:10   return x, i + 1
            return {x_2, np::py_add(i, 1, NP_AT(10))};
        }
    }
    // newton.py:11   raise RuntimeError(f"no convergence after {limit} steps")
    np::raise(NP_RUNTIME_ERROR, np::format(NP_AT(11), "no convergence after {} steps", limit_2), NP_AT(11));
}

// newton.py:27   root, steps = newton(np.cos, lambda x: -np.sin(x), 1.0)
static double lambda_27_2(np::i64 x, double x_2, double x_3) {
    np::i64 x_6 = x;
    double x_5 = x_2;
    double x_4 = x_3;
    double result{};
    if (x_6 == 0) {
        result = np::sin(x_5);
    } else {
        result = np::sin(x_4);
    }
    return -result;
}

// newton.py:5   def newton(f, df, x, tolerance=1e-12, limit=50):
static np::tuple<double, np::i64> newton_2(double x, double tolerance, np::i64 limit) {
    np::i64 limit_2 = limit;
    double tolerance_2 = tolerance;
    double x_4 = x;
    // newton.py:6   for i in range(limit):
    np::i64 x_2 = 1;
    double x_3{};
    for (np::i64 i = 0; i < limit_2; ++i) {
        // newton.py:7   step = f(x) / df(x)
        double result{};
        if (x_2 == 0) {
            result = np::cos(x_3);
        } else {
            result = np::cos(x_4);
        }
        double step = result / lambda_27_2(x_2, x_3, x_4);
        // newton.py:8   x = x - step
        if (x_2 == 0) {
            result = x_3 - step;
        } else {
            result = x_4 - step;
        }
        x_3 = result;
        // newton.py:9   if abs(step) < tolerance:
        if (np::truth(np::absolute(step) < tolerance_2)) {
            // newton.py:10   return x, i + 1
            return {x_3, np::py_add(i, 1, NP_AT(10))};
        }
        // newton.py:6   for i in range(limit):
        x_2 = 0;
    }
    // newton.py:11   raise RuntimeError(f"no convergence after {limit} steps")
    np::raise(NP_RUNTIME_ERROR, np::format(NP_AT(11), "no convergence after {} steps", limit_2), NP_AT(11));
}

// newton.py:14   def numeric(f, h=1e-6):
static double numeric(double h) {
    double h_2 = h;
    // newton.py:18   return df
    return h_2;
}

// newton.py:29   root, steps = newton(lambda x: np.exp(x) - 3, numeric(lambda x: np.exp(x) - 3), 1.0, tolerance=1e-9)
static double lambda_29_3(np::i64 x, double x_2, double x_3) {
    np::i64 x_6 = x;
    double x_5 = x_2;
    double x_4 = x_3;
    double result{};
    if (x_6 == 0) {
        result = np::exp(x_5);
    } else {
        result = np::exp(x_4);
    }
    return result - 3.0;
}

// newton.py:29   root, steps = newton(lambda x: np.exp(x) - 3, numeric(lambda x: np.exp(x) - 3), 1.0, tolerance=1e-9)
static double lambda_29_4(np::i64 x, double x_2, double x_3) {
    np::i64 x_6 = x;
    double x_5 = x_2;
    double x_4 = x_3;
    double result{};
    if (x_6 == 0) {
        result = np::exp(x_5);
    } else {
        result = np::exp(x_4);
    }
    return result - 3.0;
}

// newton.py:15   def df(x):
static double df_2(np::i64 x, double x_2, double x_3, double h) {
    // newton.py:16   return (f(x + h) - f(x - h)) / (2 * h)
    double h_2 = h;
    np::i64 x_6 = x;
    double x_5 = x_2;
    double x_4 = x_3;
    np::i64 result{};
    double result_2{};
    double result_3{};
    if (x_6 == 0) {
        result_3 = x_5 + h_2;
        result = 0;
    } else {
        result_2 = x_4 + h_2;
        result = 1;
    }
    double t = lambda_29_4(result, result_3, result_2);
    if (x_6 == 0) {
        result_3 = x_5 - h_2;
        result = 0;
    } else {
        result_2 = x_4 - h_2;
        result = 1;
    }
    return (t - lambda_29_4(result, result_3, result_2)) / (2.0 * h_2);
}

// newton.py:5   def newton(f, df, x, tolerance=1e-12, limit=50):
static np::tuple<double, np::i64> newton_3(double df, double x, double tolerance, np::i64 limit) {
    np::i64 limit_2 = limit;
    double tolerance_2 = tolerance;
    double x_4 = x;
    double df_3 = df;
    // newton.py:6   for i in range(limit):
    np::i64 x_2 = 1;
    double x_3{};
    for (np::i64 i = 0; i < limit_2; ++i) {
        // newton.py:7   step = f(x) / df(x)
        double t = lambda_29_3(x_2, x_3, x_4);
        double step = t / df_2(x_2, x_3, x_4, df_3);
        // newton.py:8   x = x - step
        double result{};
        if (x_2 == 0) {
            result = x_3 - step;
        } else {
            result = x_4 - step;
        }
        x_3 = result;
        // newton.py:9   if abs(step) < tolerance:
        if (np::truth(np::absolute(step) < tolerance_2)) {
            // newton.py:10   return x, i + 1
            return {x_3, np::py_add(i, 1, NP_AT(10))};
        }
        // newton.py:6   for i in range(limit):
        x_2 = 0;
    }
    // newton.py:11   raise RuntimeError(f"no convergence after {limit} steps")
    np::raise(NP_RUNTIME_ERROR, np::format(NP_AT(11), "no convergence after {} steps", limit_2), NP_AT(11));
}

// newton.py:32   newton(lambda x: x**2 + 1, lambda x: 2 * x, 0.5, limit=10)
static double lambda_32(double x) {
    double x_2 = x;
    return np::py_pow(x_2, 2.0, NP_AT(32)) + 1.0;
}

// newton.py:32   newton(lambda x: x**2 + 1, lambda x: 2 * x, 0.5, limit=10)
static double lambda_32_2(double x) {
    double x_2 = x;
    return 2.0 * x_2;
}

// newton.py:5   def newton(f, df, x, tolerance=1e-12, limit=50):
static np::tuple<double, np::i64> newton_4(double x, double tolerance, np::i64 limit) {
    np::i64 limit_2 = limit;
    double tolerance_2 = tolerance;
    double x_2 = x;
    // newton.py:6   for i in range(limit):
    for (np::i64 i = 0; i < limit_2; ++i) {
        // newton.py:7   step = f(x) / df(x)
        double t = lambda_32(x_2);
        double step = np::py_truediv(t, lambda_32_2(x_2), NP_AT(7));
        // newton.py:8   x = x - step
        x_2 = x_2 - step;
        // newton.py:9   if abs(step) < tolerance:
        if (np::py_abs(step, NP_AT(9)) < tolerance_2) {
            // newton.py:10   return x, i + 1
            return {x_2, np::py_add(i, 1, NP_AT(10))};
        }
    }
    // newton.py:11   raise RuntimeError(f"no convergence after {limit} steps")
    np::raise(NP_RUNTIME_ERROR, np::format(NP_AT(11), "no convergence after {} steps", limit_2), NP_AT(11));
}

static void script() {
    // newton.py:5   def newton(f, df, x, tolerance=1e-12, limit=50):
    double newton_6 = 1e-12;
    np::i64 newton_5 = 50;
    // newton.py:14   def numeric(f, h=1e-6):
    double numeric_2 = 1e-06;
    // newton.py:25   root, steps = newton(cubic, lambda x: 3 * x**2 - 2, 2.0)
    auto [root_2, steps] = newton(2.0, newton_6, newton_5);
    // newton.py:26   print(f"{root:.10f} in {steps} steps")
    np::print(np::format(NP_AT(26), "{:.10f} in {} steps", root_2, steps));
    // newton.py:27   root, steps = newton(np.cos, lambda x: -np.sin(x), 1.0)
    auto [root, steps_2] = newton_2(1.0, newton_6, newton_5);
    steps = steps_2;
    // newton.py:28   print(f"{root:.10f} {np.pi / 2:.10f}")
    np::print(np::format(NP_AT(28), "{:.10f} {:.10f}", np::scalar<double>(root), 3.141592653589793 / 2.0));
    // newton.py:29   root, steps = newton(lambda x: np.exp(x) - 3, numeric(lambda x: np.exp(x) - 3), 1.0, tolerance=1e-9)
    auto [root_3, steps_3] = newton_3(numeric(numeric_2), 1.0, 1e-09, newton_5);
    root = root_3;
    steps = steps_3;
    // newton.py:30   print(f"{root:.8f} {np.log(3):.8f}")
    np::print(np::format(NP_AT(30), "{:.8f} {:.8f}", np::scalar<double>(root), np::scalar<double>(np::log(double(3)))));
    // newton.py:31   try:
    try {
        // newton.py:32   newton(lambda x: x**2 + 1, lambda x: 2 * x, 0.5, limit=10)
        newton_4(0.5, newton_6, 10);
    } catch (const np::Error &error_2) {
        if (np::is(error_2, {NP_RUNTIME_ERROR, NP_NOT_IMPLEMENTED_ERROR, NP_RECURSION_ERROR})) {
            // newton.py:33   except RuntimeError as error:
            auto error = error_2;
            // newton.py:34   print("RuntimeError:", error)
            np::print("RuntimeError:", error);
        } else {
            throw;
        }
    }
}

static const np::source_line lines[] = {
    {5, "def newton(f, df, x, tolerance=1e-12, limit=50):"},
    {6, "for i in range(limit):"},
    {7, "step = f(x) / df(x)"},
    {8, "x = x - step"},
    {9, "if abs(step) < tolerance:"},
    {10, "return x, i + 1"},
    {11, "raise RuntimeError(f\"no convergence after {limit} steps\")"},
    {14, "def numeric(f, h=1e-6):"},
    {15, "def df(x):"},
    {16, "return (f(x + h) - f(x - h)) / (2 * h)"},
    {18, "return df"},
    {21, "def cubic(x):"},
    {22, "return x**3 - 2 * x - 5"},
    {25, "root, steps = newton(cubic, lambda x: 3 * x**2 - 2, 2.0)"},
    {26, "print(f\"{root:.10f} in {steps} steps\")"},
    {27, "root, steps = newton(np.cos, lambda x: -np.sin(x), 1.0)"},
    {28, "print(f\"{root:.10f} {np.pi / 2:.10f}\")"},
    {29, "root, steps = newton(lambda x: np.exp(x) - 3, numeric(lambda x: np.exp(x) - 3), 1.0, tolerance=1e-9)"},
    {30, "print(f\"{root:.8f} {np.log(3):.8f}\")"},
    {31, "try:"},
    {32, "newton(lambda x: x**2 + 1, lambda x: 2 * x, 0.5, limit=10)"},
    {33, "except RuntimeError as error:"},
    {34, "print(\"RuntimeError:\", error)"},
    {0, nullptr}};
static const np::function_name functions[] = {{"cubic", "cubic"}, {"lambda_25", "<lambda>"}, {"newton", "newton"}, {"lambda_27_2", "<lambda>"}, {"newton_2", "newton"}, {"numeric", "numeric"}, {"lambda_29_3", "<lambda>"}, {"lambda_29_4", "<lambda>"}, {"df_2", "df"}, {"newton_3", "newton"}, {"lambda_32", "<lambda>"}, {"lambda_32_2", "<lambda>"}, {"newton_4", "newton"}, {"script", "<module>"}, {nullptr, nullptr}};
static const np_kernel_name kernels[] = {{nullptr, nullptr}};
extern "C" int np_main(int argc, char **argv) {
    return np::run(script, {"newton.py", lines, functions, kernels}, argc, argv);
}
int main(int argc, char **argv) { return np_main(argc, argv); }
