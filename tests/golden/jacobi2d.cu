// nvcc -std=c++20 -O2 -fmad=false -Xcompiler -march=native,-ffp-contract=off,-fwrapv $(np2gpu --flags) script.cu -o script
#include "np.h"

// jacobi2d.py:7   new[1:-1, 1:-1] = 0.25 * (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:])
__global__ void step_7(np::view<const double, 2> x, np::view<const double, 2> y, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = x(i, j) + y(i, j); });
}

// jacobi2d.py:7   new[1:-1, 1:-1] = 0.25 * (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:])
__global__ void step_7_2(np::view<const double, 2> y, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = 0.25 * y(i, j); });
}

// jacobi2d.py:18   change = np.abs(new - u).max()
__global__ void main_18(np::view<const double, 2> new_, np::view<const double, 2> u, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = new_(i, j) - u(i, j); });
}

// jacobi2d.py:18   change = np.abs(new - u).max()
__global__ void main_18_2(np::view<const double, 2> x, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = np::absolute(x(i, j)); });
}

// jacobi2d.py:21   print(np.round(u[:: n // 4, :: n // 4], 4))
__global__ void main_21(np::view<const double, 2> x, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = np::round(x(i, j), np::i64(4)); });
}

// jacobi2d.py:5   def step(u):
static np::array<double, 2> step(np::array<double, 2> u) {
    auto u_2 = u;
    // jacobi2d.py:6   new = u.copy()
    auto new_ = np::copy(u_2, 'C');
    // jacobi2d.py:7   new[1:-1, 1:-1] = 0.25 * (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:])
    auto t = np::map(step_7_2,
        np::map(NP_AT(7), step_7,
        np::map(NP_AT(7), step_7,
        np::map(NP_AT(7), step_7, np::slice<2>(u_2, {np::range(0, -2), np::range(1, -1)}),
        np::slice<2>(u_2, {np::range(2, np::none), np::range(1, -1)})),
        np::slice<2>(u_2, {np::range(1, -1), np::range(0, -2)})),
        np::slice<2>(u_2, {np::range(1, -1), np::range(2, np::none)})));
    np::check_assign(np::slice<2>(new_, {np::range(1, -1), np::range(1, -1)}), t, NP_AT(7));
    np::assign(np::slice<2>(new_, {np::range(1, -1), np::range(1, -1)}), t);
    // jacobi2d.py:8   return new
    return new_;
}

static void script() {
    // jacobi2d.py:11   n = 64
    np::i64 n = 64;
    // jacobi2d.py:12   u = np.zeros((n, n))
    np::i64 shape = np::check_extent(n, NP_AT(12));
    auto u_2 = np::zeros<double>({shape, np::check_extent(n, NP_AT(12))});
    // jacobi2d.py:13   u[0, :] = 100.0
    np::fill(np::slice<1>(u_2, {0, np::whole}, NP_AT(13)), 100.0);
    // jacobi2d.py:14   u[:, 0] = np.linspace(100, 0, n)
    auto t = np::linspace<double>(np::to_float(np::i64(100)), np::to_float(np::i64(0)), n, true, NP_AT(14));
    np::i64 t_2 = np::wrap_index(0, u_2.shape(1), 1, NP_AT(14));
    np::check_assign(np::slice<1>(u_2, {np::whole, t_2}), t, NP_AT(14));
    np::assign(np::slice<1>(u_2, {np::whole, t_2}), t);
    // jacobi2d.py:15   change = 0.0
    double change_3 = 0.0;
    // jacobi2d.py:16   for i in range(500):
    np::i64 change = 1;
    np::i64 i = 0;
    auto u = u_2;
    np::pending<double> change_2{};
    np::i64 i_2{};
    for (np::i64 i_3 = 0; i_3 < 500; ++i_3) {
        i_2 = i_3;
        // jacobi2d.py:17   new = step(u)
        auto t_3 = step(u);
        auto new_ = t_3;
        // jacobi2d.py:18   change = np.abs(new - u).max()
        change_2 = np::max(np::map(main_18_2, np::map(NP_AT(18), main_18, new_, u)), np::later, NP_AT(18));
        // jacobi2d.py:16   for i in range(500):
        change = 0;
        i = 1;
        u = new_;
    }
    // jacobi2d.py:20   print(f"after {i + 1} steps the change is {change:.8f}, the mean {u.mean():.8f}")
    if (i == 0) {
        np::raise(NP_NAME_ERROR, "name 'i' is not defined", NP_AT(20), "id");
    }
    np::i64 t_4 = np::py_add(i_2, 1, NP_AT(20));
    np::str result{};
    if (change == 0) {
        result = np::format(NP_AT(20), "{:.8f}", change_2);
    } else {
        result = np::format(NP_AT(20), "{:.8f}", change_3);
    }
    np::print(np::format(NP_AT(20), "after {} steps the change is {}, the mean {:.8f}", t_4, result,
        np::mean(u, np::later)));
    // jacobi2d.py:21   print(np.round(u[:: n // 4, :: n // 4], 4))
    np::print(np::map(main_21,
        np::slice<2>(u, {np::range(np::none, np::none, 16), np::range(np::none, np::none, 16)})));
}

static const np::source_line lines[] = {
    {5, "def step(u):"},
    {6, "new = u.copy()"},
    {7, "new[1:-1, 1:-1] = 0.25 * (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:])"},
    {8, "return new"},
    {11, "n = 64"},
    {12, "u = np.zeros((n, n))"},
    {13, "u[0, :] = 100.0"},
    {14, "u[:, 0] = np.linspace(100, 0, n)"},
    {15, "change = 0.0"},
    {16, "for i in range(500):"},
    {17, "new = step(u)"},
    {18, "change = np.abs(new - u).max()"},
    {19, "u = new"},
    {20, "print(f\"after {i + 1} steps the change is {change:.8f}, the mean {u.mean():.8f}\")"},
    {21, "print(np.round(u[:: n // 4, :: n // 4], 4))"},
    {0, nullptr}};
static const np::function_name functions[] = {{"step", "step"}, {"script", "<module>"}, {nullptr, nullptr}};
static const np_kernel_name kernels[] = {NP_KERNEL(step_7), NP_KERNEL(step_7_2), NP_KERNEL(main_18), NP_KERNEL(main_18_2), NP_KERNEL(main_21), {nullptr, nullptr}};
extern "C" int np_main(int argc, char **argv) {
    return np::run(script, {"jacobi2d.py", lines, functions, kernels}, argc, argv);
}
int main(int argc, char **argv) { return np_main(argc, argv); }
