// nvcc -std=c++20 -O2 -fmad=false -Xcompiler -march=native,-ffp-contract=off,-fwrapv $(np2gpu --flags) script.cu -o script
#include "np.h"

// kmeans.py:9   distances = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
__global__ void kmeans_9(np::view<const double, 3> x, np::view<const double, 3> y, np::view<double, 3> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j, np::i64 k) { out(i, j, k) = x(i, j, k) - y(i, j, k); });
}

// kmeans.py:9   distances = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
__global__ void kmeans_9_2(np::view<const double, 3> x, np::view<double, 3> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j, np::i64 k) { out(i, j, k) = np::power(x(i, j, k), 2.0); });
}

// kmeans.py:11   if step > 0 and (new == labels).all():
__global__ void kmeans_11(np::view<const np::i64, 1> new_, np::view<const np::i64, 1> labels, np::view<bool, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = new_(i) == labels(i); });
}

// kmeans.py:15   members = points[labels == j]
__global__ void kmeans_15(np::view<const np::i64, 1> new_, np::i64 j, np::view<bool, 1> out) {
    np::each(out.shape, [&](np::i64 i) { out(i) = new_(i) == j; });
}

// kmeans.py:27   print(np.round(centres[order], 6))
__global__ void main_27(np::view<const double, 2> x, np::view<double, 2> out) {
    np::each(out.shape, [&](np::i64 i, np::i64 j) { out(i, j) = np::round(x(i, j), np::i64(6)); });
}

// np.random.py:84   def normal(loc=0.0, scale=1.0, size=None):
static np::array<double, 2> normal(np::i64 loc_2, np::i64 loc, double scale, np::i64 size_2, np::i64 size,
    np::at caller) {
    np::i64 size_4 = size_2;
    np::i64 size_3 = size;
    double scale_2 = scale;
    np::i64 loc_4 = loc_2;
    np::i64 loc_3 = loc;
    // np.random.py:85   return np.random._normal(loc, scale, size)
    np::i64 size_5 = np::check_extent(size_4, caller);
    return np::random_normal(np::make_array<np::i64, 1>({2}, {loc_4, loc_3}), scale_2,
        {size_5, np::check_extent(size_3, caller)}, caller);
}

// np.py:429   def atleast_2d(*arys):
static void atleast_2d(np::array<double, 2> arys, np::at caller) {
}

// np.py:550   def vstack(tup, dtype=None):
static np::array<double, 2> vstack(np::array<double, 2> tup_3, np::array<double, 2> tup_2, np::array<double, 2> tup,
    np::at caller) {
    auto tup_4 = tup;
    auto tup_5 = tup_2;
    auto tup_6 = tup_3;
    // np.py:551   result = np.concatenate([np.atleast_2d(a) for a in tup], axis=0)
    atleast_2d(tup_6, caller);
    atleast_2d(tup_5, caller);
    atleast_2d(tup_4, caller);
    auto result = np::concatenate<0>(tup_6, tup_5, tup_4, caller);
    // np.py:552   return result if dtype is None else result.astype(dtype)
    return result;
}

// np.random.py:25   def choice(a, size=None, replace=True, p=None):
static np::array<np::i64, 1> choice(np::i64 a, np::i64 size, bool replace, np::at caller) {
    np::i64 size_2 = size;
    np::i64 a_2 = a;
    // np.random.py:28   return np.random._choice(a, size, False, replace, True)
    return np::random_choice<np::i64>(a_2, {np::check_extent(size_2, caller)}, false, false, true, caller);
}

// kmeans.py:5   def kmeans(points, k, steps):
static np::tuple<np::array<double, 2>, np::array<np::i64, 1>, np::i64> kmeans(np::array<double, 2> points, np::i64 k,
    np::i64 steps) {
    np::i64 steps_2 = steps;
    np::i64 k_2 = k;
    auto points_2 = points;
    // kmeans.py:6   centres = points[np.random.choice(len(points), k, replace=False)]
    auto t = choice(points_2.shape(0), k_2, false, NP_AT(6));
    auto centres = np::gather<2>(NP_AT(6), points_2, "a:", t);
    // kmeans.py:7   labels = np.zeros(len(points), dtype=int)
    auto labels_2 = np::zeros<np::i64>({np::check_extent(points_2.shape(0), NP_AT(7))});
    // kmeans.py:8   for step in range(steps):
    np::i64 step = 0;
    auto labels = labels_2;
    np::i64 step_2{};
    for (np::i64 i = 0; i < steps_2; ++i) {
        step_2 = i;
        // kmeans.py:9   distances = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
        auto distances = np::sum<2>(np::map(kmeans_9_2,
            np::map(NP_AT(9), kmeans_9, np::expand_dims(np::slice<2>(points_2, {np::whole, np::whole}), {1}),
            np::expand_dims(np::slice<2>(centres, {np::whole, np::whole}), {0}))));
        // kmeans.py:10   new = distances.argmin(axis=1)
        auto new_ = np::argmin<1>(distances, NP_AT(10));
        // kmeans.py:11   if step > 0 and (new == labels).all():
        bool result{};
        if (step_2 > 0) {
            result = np::truth(np::all(np::map(NP_AT(11), kmeans_11, new_, labels)));
        } else {
            result = false;
        }
        if (result) {
            // kmeans.py:8   for step in range(steps):
            step = 1;
            // kmeans.py:12   break
            break;
        }
        // kmeans.py:14   for j in range(k):
        for (np::i64 j = 0; j < k_2; ++j) {
            // kmeans.py:15   members = points[labels == j]
            auto members = np::gather<2>(NP_AT(15), points_2, "m:", np::map(kmeans_15, new_, j));
            // kmeans.py:16   if len(members) > 0:
            if (members.shape(0) > 0) {
                // kmeans.py:17   centres[j] = members.mean(axis=0)
                auto t_2 = np::mean<0>(members);
                np::i64 t_3 = np::wrap_index(j, centres.shape(0), 0, NP_AT(17));
                np::check_assign(np::slice<1>(centres, {t_3, np::whole}), t_2, NP_AT(17));
                np::assign(np::slice<1>(centres, {t_3, np::whole}), t_2);
            }
        }
        // kmeans.py:8   for step in range(steps):
        step = 1;
        labels = new_;
    }
    // kmeans.py:18   return centres, labels, step
    if (step == 0) {
        np::raise(NP_UNBOUND_LOCAL_ERROR, "cannot access local variable 'step' where it is not associated with a value",
            NP_AT(18));
    }
    return {centres, labels, step_2};
}

static void script() {
    // kmeans.py:21   np.random.seed(42)
    np::random_seed(np::i64(42), NP_AT(21));
    // kmeans.py:22   clouds = [np.random.normal(centre, 0.5, size=(100, 2)) for centre in ((0, 0), (5, 5), (0, 5))]
    np::i64 centre_2 = 0;
    np::i64 centre = 0;
    auto t_4 = normal(centre_2, centre, 0.5, 100, 2, NP_AT(22));
    auto t_3 = t_4;
    centre_2 = 5;
    centre = 5;
    auto t_5 = normal(centre_2, centre, 0.5, 100, 2, NP_AT(22));
    auto t_2 = t_5;
    centre_2 = 0;
    centre = 5;
    auto t_6 = normal(centre_2, centre, 0.5, 100, 2, NP_AT(22));
    auto t = t_6;
    // kmeans.py:23   points = np.vstack(clouds)
    auto t_7 = vstack(t_3, t_2, t, NP_AT(23));
    auto points = t_7;
    // kmeans.py:24   centres, labels, steps = kmeans(points, 3, 50)
    auto [item_2, item, steps] = kmeans(points, 3, 50);
    // kmeans.py:25   order = np.lexsort((centres[:, 1], centres[:, 0]))
    np::i64 t_8 = np::wrap_index(1, item_2.shape(1), 1, NP_AT(25));
    auto order = np::lexsort<0>(np::slice<1>(item_2, {np::whole, t_8}), np::slice<1>(item_2, {np::whole, 0}, NP_AT(25)),
        NP_AT(25));
    // kmeans.py:26   print("stopped after", steps, "steps")
    np::print("stopped after", steps, "steps");
    // kmeans.py:27   print(np.round(centres[order], 6))
    np::print(np::map(main_27, np::gather<2>(NP_AT(27), item_2, "a:", order)));
    // kmeans.py:28   print(np.bincount(labels, minlength=3)[order])
    np::print(np::gather<1>(NP_AT(28), np::bincount(item, np::i64(3), NP_AT(28)), "a", order));
}

static const np::source_line lines[] = {
    {5, "def kmeans(points, k, steps):"},
    {6, "centres = points[np.random.choice(len(points), k, replace=False)]"},
    {7, "labels = np.zeros(len(points), dtype=int)"},
    {8, "for step in range(steps):"},
    {9, "distances = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)"},
    {10, "new = distances.argmin(axis=1)"},
    {11, "if step > 0 and (new == labels).all():"},
    {12, "break"},
    {14, "for j in range(k):"},
    {15, "members = points[labels == j]"},
    {16, "if len(members) > 0:"},
    {17, "centres[j] = members.mean(axis=0)"},
    {18, "return centres, labels, step"},
    {21, "np.random.seed(42)"},
    {22, "clouds = [np.random.normal(centre, 0.5, size=(100, 2)) for centre in ((0, 0), (5, 5), (0, 5))]"},
    {23, "points = np.vstack(clouds)"},
    {24, "centres, labels, steps = kmeans(points, 3, 50)"},
    {25, "order = np.lexsort((centres[:, 1], centres[:, 0]))"},
    {26, "print(\"stopped after\", steps, \"steps\")"},
    {27, "print(np.round(centres[order], 6))"},
    {28, "print(np.bincount(labels, minlength=3)[order])"},
    {0, nullptr}};
static const np::function_name functions[] = {{"normal", "normal"}, {"atleast_2d", "atleast_2d"}, {"vstack", "vstack"}, {"choice", "choice"}, {"kmeans", "kmeans"}, {"script", "<module>"}, {nullptr, nullptr}};
static const np_kernel_name kernels[] = {NP_KERNEL(kmeans_9), NP_KERNEL(kmeans_9_2), NP_KERNEL(kmeans_11), NP_KERNEL(kmeans_15), NP_KERNEL(main_27), {nullptr, nullptr}};
extern "C" int np_main(int argc, char **argv) {
    return np::run(script, {"kmeans.py", lines, functions, kernels}, argc, argv);
}
int main(int argc, char **argv) { return np_main(argc, argv); }
