// nvcc -std=c++20 -O2 -fmad=false -Xcompiler -march=native,-ffp-contract=off,-fwrapv $(np2gpu --flags) script.cu -o script
#include "np.h"

// jacobi2d_swap.py:8   v[1:-1, 1:-1] = (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:]) / 4
__global__ void relax_8(np::view<const double, 2> x, np::view<const double, 2> y, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = x(i, j) + y(i, j); });
}

// jacobi2d_swap.py:8   v[1:-1, 1:-1] = (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:]) / 4
__global__ void relax_8_2(np::view<const double, 2> x, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = x(i, j) / 4.0; });
}

// jacobi2d_swap.py:10   if np.max(np.abs(v - u)) < tolerance:
__global__ void relax_10(np::view<const double, 2> v_2, np::view<const double, 2> u_2, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = v_2(i, j) - u_2(i, j); });
}

// jacobi2d_swap.py:10   if np.max(np.abs(v - u)) < tolerance:
__global__ void relax_10_2(np::view<const double, 2> x, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = np::absolute(x(i, j)); });
}

// jacobi2d_swap.py:5   def relax(u, v, tolerance, limit):
static np::tuple<np::array<double, 2>, np::i64> relax(np::array<double, 2> u, np::array<double, 2> v, double tolerance,
    np::i64 limit) {
    np::i64 limit_2 = limit;
    double tolerance_2 = tolerance;
    auto v_2 = v;
    auto u_2 = u;
    // jacobi2d_swap.py:6   steps = 0
    np::i64 steps = 0;
    // jacobi2d_swap.py:7   while steps < limit:
    while ((steps < limit_2)) {
        // jacobi2d_swap.py:8   v[1:-1, 1:-1] = (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:]) / 4
        np::map_assign(NP_AT(8), np::slice<2>(v_2, {np::range(1, -1), np::range(1, -1)}), relax_8_2,
            np::map(NP_AT(8), relax_8,
            np::map(NP_AT(8), relax_8,
            np::map(NP_AT(8), relax_8, np::slice<2>(u_2, {np::range(0, -2), np::range(1, -1)}),
            np::slice<2>(u_2, {np::range(2, np::none), np::range(1, -1)})),
            np::slice<2>(u_2, {np::range(1, -1), np::range(0, -2)})),
            np::slice<2>(u_2, {np::range(1, -1), np::range(2, np::none)})));
        // jacobi2d_swap.py:9   steps += 1
        steps = np::py_add(steps, 1, NP_AT(9));
        // jacobi2d_swap.py:10   if np.max(np.abs(v - u)) < tolerance:
        if (np::truth(np::max(np::map(relax_10_2, np::map(NP_AT(10), relax_10, v_2, u_2)), NP_AT(10)) < tolerance_2)) {
            // jacobi2d_swap.py:11   return v, steps
            return {v_2, steps};
        }
        // jacobi2d_swap.py:12   u, v = v, u
        auto v_3 = u_2;
        u_2 = v_2;
        v_2 = v_3;
    }
    // jacobi2d_swap.py:13   return u, steps
    return {u_2, steps};
}

static void script() {
    // jacobi2d_swap.py:16   n = 40
    np::i64 n = 40;
    // jacobi2d_swap.py:17   u = np.zeros((n, n))
    np::i64 shape = np::check_extent(n, NP_AT(17));
    auto u = np::zeros<double>({shape, np::check_extent(n, NP_AT(17))});
    // jacobi2d_swap.py:18   u[0, 1:-1] = 1.0
    np::fill(np::slice<1>(u, {0, np::range(1, -1)}, NP_AT(18)), 1.0);
    // jacobi2d_swap.py:19   v = u.copy()
    auto v = np::copy(u, 'C');
    // jacobi2d_swap.py:20   result, steps = relax(u, v, 1e-4, 5000)
    auto [result_2, steps] = relax(u, v, 1e-04, 5000);
    // jacobi2d_swap.py:21   print(steps, f"{result[n // 2, n // 2]:.8f} {result.sum():.6f}")
    np::print(steps, np::format(NP_AT(21), "{:.8f} {:.6f}", np::scalar<double>(result_2(NP_AT(21), 20, 20)),
        np::sum(result_2, np::later)));
    // jacobi2d_swap.py:22   print(result is v or result is u, np.shares_memory(result, u) != np.shares_memory(result, v))
    bool result_3 = np::same_object(result_2, v);
    bool result{};
    if (result_3) {
        result = result_3;
    } else {
        result = np::same_object(result_2, u);
    }
    bool t = np::shares_memory(result_2, u, NP_AT(22));
    np::print(result, t != np::shares_memory(result_2, v, NP_AT(22)));
}

static const np::source_line lines[] = {
    {5, "def relax(u, v, tolerance, limit):"},
    {6, "steps = 0"},
    {7, "while steps < limit:"},
    {8, "v[1:-1, 1:-1] = (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:]) / 4"},
    {9, "steps += 1"},
    {10, "if np.max(np.abs(v - u)) < tolerance:"},
    {11, "return v, steps"},
    {12, "u, v = v, u"},
    {13, "return u, steps"},
    {16, "n = 40"},
    {17, "u = np.zeros((n, n))"},
    {18, "u[0, 1:-1] = 1.0"},
    {19, "v = u.copy()"},
    {20, "result, steps = relax(u, v, 1e-4, 5000)"},
    {21, "print(steps, f\"{result[n // 2, n // 2]:.8f} {result.sum():.6f}\")"},
    {22, "print(result is v or result is u, np.shares_memory(result, u) != np.shares_memory(result, v))"},
    {0, nullptr}};
static const np::function_name functions[] = {{"relax", "relax"}, {"script", "<module>"}, {nullptr, nullptr}};
static const np_kernel_name kernels[] = {NP_KERNEL(relax_8), NP_KERNEL(relax_8_2), NP_KERNEL(relax_10), NP_KERNEL(relax_10_2), {nullptr, nullptr}};
extern "C" int np_main(int argc, char **argv) {
    return np::run(script, {"jacobi2d_swap.py", lines, functions, kernels}, argc, argv);
}
int main(int argc, char **argv) { return np_main(argc, argv); }
