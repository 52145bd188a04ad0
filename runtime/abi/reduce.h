// Reductions, cumulations and statistics with NumPy's bits (the order of the additions is NumPy's, see
// device/pairwise.h for the tree and ReducePlan.cpp for the iterator's rules).
//
// Conventions of every function below
// - `axes`, `naxes`: the reduced axes, negative ones count from the end; naxes = -1 means all (axis=None),
//   naxes = 0 none (axis=()).
// - `out` is allocated by the caller: its shape is the input's without the reduced axes, or with length 1
//   there if `keepdims`. Its dtype is the dtype of the computation (np_reduce_dtype gives NumPy's choice; a
//   script's dtype= another one): the input is converted to it element by element, as NumPy does.
// - The result of NumPy has the strides that np_reduce_layout tells. Allocate `out` so, unless the script
//   passed its own out=: NumPy's iterator looks at the output's strides too, so they may change the order.
// - `where` is NULL or a bool array that broadcasts to the input's shape.
// - `initial` is NULL or points to one element of out's dtype.
// - `out` must not share memory with the inputs.
#pragma once
#include "base.h"

enum np_reduction {
  NP_REDUCE_SUM,
  NP_REDUCE_PROD,
  NP_REDUCE_MIN, // NaN anywhere gives NaN
  NP_REDUCE_MAX,
  NP_REDUCE_FMIN, // skips NaN (np.fmin.reduce; np.nanmin adds a warning where all are NaN)
  NP_REDUCE_FMAX,
  NP_REDUCE_ANY,
  NP_REDUCE_ALL,
  NP_REDUCE_LOGICAL_XOR,
  NP_REDUCE_BITWISE_AND,
  NP_REDUCE_BITWISE_OR,
  NP_REDUCE_BITWISE_XOR,
  NP_REDUCE_MEAN,
  NP_REDUCE_ARGMIN, // one axis or all; out is int64; the first NaN if any, else the first extreme
  NP_REDUCE_ARGMAX,
  NP_REDUCE_NANSUM,  // NaN counts as 0
  NP_REDUCE_NANPROD, // NaN counts as 1
  NP_REDUCE_VAR,     // var and std: for np_reduce_layout only, np_var computes them
};

// One strided loop of a binary function over elements of one dtype: out[i*os] = f(x[i*xs], y[i*ys]) for i in
// [0, n), in order. A fold is the call with out == x and os == xs == 0; a cumulation the call with
// x == out - os. Strides in elements.
typedef void (*np_binary_loop)(void *out, np_i64 os, const void *x, np_i64 xs, const void *y, np_i64 ys, np_i64 n);

// A conversion of runs from one dtype to another: out[i*os] = in[i*is], for i in [0, n).
struct np_converter {
  void (*row)(np_i64 n, char *out, np_i64 out_step, const char *in, np_i64 in_step); // steps in bytes
  np_i64 in_size, out_size;
  void operator()(const void *in, np_i64 is, void *out, np_i64 os, np_i64 n) const {
    row(n, static_cast<char *>(out), os * out_size, static_cast<const char *>(in), is * in_size);
  }
};

// A binary function that np_reduce has no case for: np.subtract.reduce, np.gcd.reduce, np.hypot.reduce, ...
struct np_binary_reduction {
  const char *name;     // the ufunc's name, for the errors
  np_binary_loop loop;  // over elements of out's dtype
  const void *identity; // one element of out's dtype, or NULL: the first element of each group starts it
  int reorderable;      // false: more than one axis is an error, as for subtract
};

extern "C" {
// The dtype of NumPy's result for an input of dtype `in_dtype`, no dtype= given: sum and prod of bool and
// signed integers are int64, of unsigned uint64; mean of those float64. -1: NumPy raises TypeError.
int np_reduce_dtype(int op, int in_dtype);
// The dtype of var and std: float64 for integers and bools, the part's for complex.
int np_var_dtype(int in_dtype);

// Strides (elements) of the array that NumPy allocates for a reduction of `in`: compact, axes in the order of
// the input's strides (K order; C order for argmin and argmax). `out_strides` has as many entries as the result
// has axes. `op` is an np_reduction, or -1 for np_reduce_with.
int np_reduce_layout(int op, const np_ref *in, const int *axes, int naxes, int keepdims, const np_ref *where,
                     np_i64 *out_strides);

// ValueError, with NumPy's text, where a group without elements has no identity; AxisError.
int np_reduce(int op, const np_ref *in, const int *axes, int naxes, int keepdims, const np_ref *where,
              const void *initial, const np_ref *out);
int np_reduce_with(const np_binary_reduction *f, const np_ref *in, const int *axes, int naxes, int keepdims,
                   const np_ref *where, const void *initial, const np_ref *out);

// Mean, and variance (or standard deviation, if `std`) with `ddof` delta degrees of freedom. float16 input with
// float16 output accumulates the mean in float32. Warn as NumPy does where there is nothing to divide by.
int np_mean(const np_ref *in, const int *axes, int naxes, int keepdims, const np_ref *where, const np_ref *out);
int np_var(const np_ref *in, const int *axes, int naxes, double ddof, int keepdims, const np_ref *where, int std,
           const np_ref *out);

// Running sum, product, minimum, maximum (and the other reductions of a binary function) along `axis`; out has
// in's shape. `flat`: along the C-order ravel (axis=None), out then has one axis. np_cumulate_layout: the
// strides of NumPy's result.
int np_cumulate(int op, const np_ref *in, int axis, int flat, const np_ref *out);
int np_cumulate_with(np_binary_loop loop, const np_ref *in, int axis, int flat, const np_ref *out);
int np_cumulate_layout(const np_ref *in, int axis, int flat, np_i64 *out_strides);

// --- between Reduce*.cpp, Scan.cpp and Statistics.cpp; not called by emitted text

// The conversion of runs between two dtypes, NumPy's astype without its warnings (Copy.cpp).
np_converter np_find_converter(int in_dtype, int out_dtype);
// The same over whole arrays of one shape that do not share memory.
void np_convert_array(const np_ref *in, const np_ref *out);
}

// Fast loops of one (op, dtype), chosen for this processor (ReduceLoops.cpp).
struct np_reduce_loops {
  // rows folds of n elements each: out[r*os] = op(out[r*os], x[r*xr + i*xs] for i in order)
  void (*fold)(void *out, np_i64 os, const void *x, np_i64 xs, np_i64 n, np_i64 xr, np_i64 rows);
  // n running values side by side: out[j*os] = op(out[j*os], x[r*xr + j*xs] for r in order)
  void (*columns)(void *out, np_i64 os, const void *x, np_i64 xs, np_i64 n, np_i64 xr, np_i64 rows);
  // out[i*os] = op(out[(i-1)*os], x[i*xs]) for i in [0, n), in order
  void (*scan)(void *out, np_i64 os, const void *x, np_i64 xs, np_i64 n);
  // the first i in [0, n) where x[i*xs] == *value, else n; not for complex numbers
  np_i64 (*find)(const void *x, np_i64 xs, np_i64 n, const void *value);
  const void *identity; // or NULL: min and max
};

enum { NP_MAX_NDIM = 64 };

// The order in which NumPy's iterator walks a reduction (ReducePlan.cpp): dimensions innermost first.
struct np_reduce_plan {
  int ndim;
  np_i64 length[NP_MAX_NDIM], in[NP_MAX_NDIM], out[NP_MAX_NDIM], where[NP_MAX_NDIM];
  int best;         // a transfer runs through the dimensions below best and a part of best
  np_i64 core;      // elements of the dimensions below best
  np_i64 chunk;     // elements of one transfer
  int outer_reduce; // whether each transfer is one inner call per core elements, or one call
};

extern "C" {
// NULL where NumPy has no such loop. any, all and logical_xor: dtype is bool, the input is converted.
const np_reduce_loops *np_find_reduce_loops(int op, int dtype);
int np_reduce_arg(int op, const np_ref *in, const int *axes, int naxes, int keepdims, const np_ref *out);
// reduced[i]: whether axis i is reduced. AxisError, ValueError for a repeated axis.
int np_reduced_axes(const np_ref *in, const int *axes, int naxes, unsigned char *reduced);
// out_strides: the output's strides per axis of `in`, 0 on reduced axes; where_strides likewise or NULL.
void np_plan_reduction(const np_ref *in, const np_i64 *out_strides, const np_i64 *where_strides, int cast,
                       np_reduce_plan *plan);
// The strides of a copy of `in` (np.array(in, order='K')): no gaps, axes in the order of the input's strides.
void np_copy_layout(const np_ref *in, np_i64 *strides);
// Per axis of `in`: the strides of the mean (0 on reduced axes) and of the array `in - mean`. where_strides may
// be NULL.
void np_deviation_layout(const np_ref *in, const unsigned char *reduced, const np_i64 *where_strides,
                         np_i64 *mean_strides, np_i64 *strides);
// The strides of `where`, broadcast to in's shape. ValueError if it does not broadcast.
int np_broadcast_where(const np_ref *in, const np_ref *where, np_i64 *where_strides);
}
