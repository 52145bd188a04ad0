// nvcc -std=c++20 -O2 -fmad=false -Xcompiler -march=native,-ffp-contract=off,-fwrapv $(np2gpu --flags) script.cu -o script
#include "np.h"

// mandelbrot.py:9   inside = np.abs(z) <= 2
__global__ void with_arrays_9(np::view<const np::c128, 2> z, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = np::absolute(z(i, j)); });
}

// mandelbrot.py:9   inside = np.abs(z) <= 2
__global__ void with_arrays_9_2(np::view<const double, 2> x, np::view<bool, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = x(i, j) <= 2.0; });
}

// mandelbrot.py:10   z[inside] = z[inside] * z[inside] + c[inside]
__global__ void with_arrays_10(np::view<const np::c128, 1> t, np::view<const np::c128, 1> t_2,
    np::view<np::c128, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = t(i) * t_2(i); });
}

// mandelbrot.py:10   z[inside] = z[inside] * z[inside] + c[inside]
__global__ void with_arrays_10_2(np::view<const np::c128, 1> x, np::view<const np::c128, 1> y,
    np::view<np::c128, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) + y(i); });
}

// mandelbrot.py:11   counts[inside] += 1
__global__ void with_arrays_11(np::view<const np::i64, 1> x, np::view<np::i64, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = x(i) + 1; });
}

// mandelbrot.py:32   picture = with_arrays(re + 1j * im, steps)
__global__ void main_32(np::c128 x, np::view<const double, 2> item, np::view<np::c128, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = x * np::cast<np::c128>(item(i, j)); });
}

// mandelbrot.py:32   picture = with_arrays(re + 1j * im, steps)
__global__ void main_32_2(np::view<const double, 2> item_2, np::view<const np::c128, 2> y, np::view<np::c128, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = np::cast<np::c128>(item_2(i, j)) + y(i, j); });
}

// mandelbrot.py:38   print(picture.sum(), np.count_nonzero(picture != point_by_point(width, height, steps)) < 10)
__global__ void main_38(np::view<const np::i64, 2> picture, np::view<const np::i64, 2> y, np::view<bool, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = picture(i, j) != y(i, j); });
}

// np.py:170   def meshgrid(*xi, copy=True, sparse=False, indexing="xy"):
static np::tuple<np::array<double, 2>, np::array<double, 2>> meshgrid(bool copy, bool sparse, np::str indexing,
    np::array<double, 1> xi_2, np::array<double, 1> xi, np::at caller) {
    auto xi_3 = xi;
    auto xi_4 = xi_2;
    // np.py:180   grids = grids + (np.asarray(x).reshape((1,) * axis + (-1,) + (1,) * (n - 1 - axis)),)
    auto shape_4 = np::check_reshape<2>(xi_4, {1, -1}, caller);
    auto reshaped_2 = np::reshape<2>(xi_4, {shape_4[0], shape_4[1]});
    // np.py:181   shape = shape[:axis] + (np.asarray(x).size,) + shape[axis:]
    np::i64 shape_3 = xi_4.size();
    // np.py:180   grids = grids + (np.asarray(x).reshape((1,) * axis + (-1,) + (1,) * (n - 1 - axis)),)
    auto shape_5 = np::check_reshape<2>(xi_3, {-1, 1}, caller);
    auto reshaped = np::reshape<2>(xi_3, {shape_5[0], shape_5[1]});
    // np.py:181   shape = shape[:axis] + (np.asarray(x).size,) + shape[axis:]
    np::i64 shape_2 = xi_3.size();
    np::i64 shape = shape_3;
    // np.py:184   whole = grid if sparse else np.broadcast_to(grid, shape)
    auto shape_6 = np::check_broadcast_to<2>(reshaped_2, {shape_2, shape}, caller);
    np::i64 whole_4 = shape_6[0];
    np::i64 whole_3 = shape_6[1];
    // np.py:185   result = result + (whole.copy() if copy else whole,)
    auto result_0 = np::copy(np::broadcast_to<2>(reshaped_2, {whole_4, whole_3}), 'C');
    // np.py:184   whole = grid if sparse else np.broadcast_to(grid, shape)
    auto shape_7 = np::check_broadcast_to<2>(reshaped, {shape_2, shape}, caller);
    np::i64 whole_2 = shape_7[0];
    np::i64 whole = shape_7[1];
    // np.py:185   result = result + (whole.copy() if copy else whole,)
    auto result_1 = np::copy(np::broadcast_to<2>(reshaped, {whole_2, whole}), 'C');
    // np.py:186   return result
    return {result_0, result_1};
}

// mandelbrot.py:5   def with_arrays(c, steps):
static np::array<np::i64, 2> with_arrays(np::array<np::c128, 2> c, np::i64 steps) {
    np::i64 steps_2 = steps;
    auto c_2 = c;
    // mandelbrot.py:6   z = np.zeros_like(c)
    auto z = np::zeros_like<np::c128>(c_2, NP_AT(6));
    // mandelbrot.py:7   counts = np.zeros(c.shape, dtype=int)
    np::i64 shape = np::check_extent(c_2.shape(0), NP_AT(7));
    auto counts = np::zeros<np::i64>({shape, np::check_extent(c_2.shape(1), NP_AT(7))});
    // mandelbrot.py:8   for _ in range(steps):
    for (np::i64 i = 0; i < steps_2; ++i) {
        // mandelbrot.py:9   inside = np.abs(z) <= 2
        auto inside = np::map(with_arrays_9_2, np::map(with_arrays_9, z));
        // mandelbrot.py:10   z[inside] = z[inside] * z[inside] + c[inside]
        auto t = np::gather<1>(NP_AT(10), z, "mm", inside);
        auto t_2 = np::gather<1>(NP_AT(10), z, "mm", inside);
        auto shape_2 = np::broadcast<1>(NP_AT(10), t, t_2);
        np::scatter(NP_AT(10), z, "mm",
            np::map(NP_AT(10), with_arrays_10_2, np::map(with_arrays_10, t, t_2),
            np::gather<1>(NP_AT(10), c_2, "mm", inside)), inside);
        // mandelbrot.py:11   counts[inside] += 1
        np::scatter(NP_AT(11), counts, "mm", np::map(with_arrays_11, np::gather<1>(NP_AT(11), counts, "mm", inside)),
            inside);
    }
    // mandelbrot.py:12   return counts
    return counts;
}

// mandelbrot.py:15   def point_by_point(width, height, steps):
static np::array<np::i64, 2> point_by_point(np::i64 width, np::i64 height, np::i64 steps) {
    np::i64 steps_2 = steps;
    np::i64 height_2 = height;
    np::i64 width_2 = width;
    // mandelbrot.py:16   counts = np.zeros((height, width), dtype=int)
    np::i64 shape = np::check_extent(height_2, NP_AT(16));
    auto counts = np::zeros<np::i64>({shape, np::check_extent(width_2, NP_AT(16))});
    // mandelbrot.py:17   for row in range(height):
    for (np::i64 row = 0; row < height_2; ++row) {
        // mandelbrot.py:18   for column in range(width):
        for (np::i64 column = 0; column < width_2; ++column) {
            // mandelbrot.py:19   x0 = -2.25 + 3 * column / (width - 1)
            np::i64 t = np::py_mul(3, column, NP_AT(19));
            double x0 = -2.25 + np::py_truediv(t, np::py_sub(width_2, 1, NP_AT(19)), NP_AT(19));
            // mandelbrot.py:20   y0 = -1.2 + 2.4 * row / (height - 1)
            double y0 = -1.2 + np::py_truediv(2.4 * np::to_float(row), np::to_float(np::py_sub(height_2, 1, NP_AT(20))),
                NP_AT(20));
            // mandelbrot.py:21   x = y = 0.0
            double x = 0.0;
            double y = 0.0;
            // mandelbrot.py:22   n = 0
            np::i64 n = 0;
            // mandelbrot.py:23   while x * x + y * y <= 4 and n < steps:
            while (true) {
                bool result{};
                if (x * x + y * y <= 4) {
                    result = n < steps_2;
                } else {
                    result = false;
                }
                if (!result) {
                    break;
                }
                // mandelbrot.py:24   x, y = x * x - y * y + x0, 2 * x * y + y0
                double t_2 = x;
                x = x * x - y * y + x0;
                y = 2.0 * t_2 * y + y0;
                // mandelbrot.py:25   n += 1
                n = np::py_add(n, 1, NP_AT(25));
            }
            // mandelbrot.py:26   counts[row, column] = n
            counts.at(NP_AT(26), row, column) = n;
        }
    }
    // mandelbrot.py:27   return counts
    return counts;
}

static void script() {
    // mandelbrot.py:30   width, height, steps = 72, 25, 30
    np::i64 width = 72;
    np::i64 height = 25;
    np::i64 steps = 30;
    // mandelbrot.py:31   re, im = np.meshgrid(np.linspace(-2.25, 0.75, width), np.linspace(-1.2, 1.2, height))
    auto argument_3 = np::linspace<double>(-2.25, 0.75, width, true, NP_AT(31));
    auto argument_2 = np::linspace<double>(-1.2, 1.2, height, true, NP_AT(31));
    auto [item_2, item] = meshgrid(true, false, "xy", argument_3, argument_2, NP_AT(31));
    // mandelbrot.py:32   picture = with_arrays(re + 1j * im, steps)
    auto argument = np::map(NP_AT(32), main_32_2, item_2, np::map(main_32, np::c128(0.0, 1.0), item));
    auto t = with_arrays(argument, steps);
    auto picture = t;
    // mandelbrot.py:33   for row in picture:
    for (np::i64 i = 0; i < picture.shape(0); ++i) {
        np::i64 row_4 = np::wrap_index(i, picture.shape(0), 0, NP_AT(33));
        np::i64 row_3 = 0;
        np::i64 row_2 = picture.shape(1);
        np::i64 row = 1;
        // mandelbrot.py:34   line = ""
        np::str line = "";
        // mandelbrot.py:35   for n in row:
        np::i64 iterable_4 = row_4;
        np::i64 iterable_3 = row_3;
        np::i64 iterable_2 = row_2;
        np::i64 iterable = row;
        for (np::i64 j = 0, stop = np::slice<1>(picture, {row_4, np::span(row_3, row_2, row)}).shape(0); j < stop;
            ++j) {
            np::i64 n = np::slice<1>(picture,
                {iterable_4, np::span(iterable_3, iterable_2, iterable)})(np::wrap_index(j,
                np::slice<1>(picture, {iterable_4, np::span(iterable_3, iterable_2, iterable)}).shape(0), 0,
                NP_AT(35)));
            // mandelbrot.py:36   line += "#" if n == steps else "+" if n > 8 else "." if n > 4 else " "
            np::str result{};
            if (np::truth(n == steps)) {
                result = "#";
            } else if (np::truth(n > 8)) {
                result = "+";
            } else if (np::truth(n > 4)) {
                result = ".";
            } else {
                result = " ";
            }
            line = np::concat(line, result);
        }
        // mandelbrot.py:37   print(line)
        np::print(line);
    }
    // mandelbrot.py:38   print(picture.sum(), np.count_nonzero(picture != point_by_point(width, height, steps)) < 10)
    auto t_2 = np::sum(picture, np::later);
    np::print(t_2, np::count_nonzero(np::map(NP_AT(38), main_38, picture, point_by_point(width, height, steps))) < 10);
}

static const np::source_line lines[] = {
    {5, "def with_arrays(c, steps):"},
    {6, "z = np.zeros_like(c)"},
    {7, "counts = np.zeros(c.shape, dtype=int)"},
    {8, "for _ in range(steps):"},
    {9, "inside = np.abs(z) <= 2"},
    {10, "z[inside] = z[inside] * z[inside] + c[inside]"},
    {11, "counts[inside] += 1"},
    {12, "return counts"},
    {15, "def point_by_point(width, height, steps):"},
    {16, "counts = np.zeros((height, width), dtype=int)"},
    {17, "for row in range(height):"},
    {18, "for column in range(width):"},
    {19, "x0 = -2.25 + 3 * column / (width - 1)"},
    {20, "y0 = -1.2 + 2.4 * row / (height - 1)"},
    {21, "x = y = 0.0"},
    {22, "n = 0"},
    {23, "while x * x + y * y <= 4 and n < steps:"},
    {24, "x, y = x * x - y * y + x0, 2 * x * y + y0"},
    {25, "n += 1"},
    {26, "counts[row, column] = n"},
    {27, "return counts"},
    {30, "width, height, steps = 72, 25, 30"},
    {31, "re, im = np.meshgrid(np.linspace(-2.25, 0.75, width), np.linspace(-1.2, 1.2, height))"},
    {32, "picture = with_arrays(re + 1j * im, steps)"},
    {33, "for row in picture:"},
    {34, "line = \"\""},
    {35, "for n in row:"},
    {36, "line += \"#\" if n == steps else \"+\" if n > 8 else \".\" if n > 4 else \" \""},
    {37, "print(line)"},
    {38, "print(picture.sum(), np.count_nonzero(picture != point_by_point(width, height, steps)) < 10)"},
    {0, nullptr}};
static const np::function_name functions[] = {{"meshgrid", "meshgrid"}, {"with_arrays", "with_arrays"}, {"point_by_point", "point_by_point"}, {"script", "<module>"}, {nullptr, nullptr}};
static const np_kernel_name kernels[] = {NP_KERNEL(with_arrays_9), NP_KERNEL(with_arrays_9_2), NP_KERNEL(with_arrays_10), NP_KERNEL(with_arrays_10_2), NP_KERNEL(with_arrays_11), NP_KERNEL(main_32), NP_KERNEL(main_32_2), NP_KERNEL(main_38), {nullptr, nullptr}};
extern "C" int np_main(int argc, char **argv) {
    return np::run(script, {"mandelbrot.py", lines, functions, kernels}, argc, argv);
}
int main(int argc, char **argv) { return np_main(argc, argv); }
