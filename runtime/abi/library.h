// The C ABI of the library calls on host arrays: copies and casts, shapes and strides, fancy indexing, joining,
// sorting, searching. Includes base.h only, so that Clang in the process, nvcc and g++ read the same text.
//
// Everywhere: the caller allocates the outputs, in the shape and dtype that the comment gives; where a size
// depends on the data there is a pair count + fill. Outputs may have any strides. "i64" means dtype NP_I64.
// Unless said otherwise a function returns an np_status (base.h) with NumPy's text, and writes nothing when it
// fails. An `axis` may be negative where the comment says "checked axis"; elsewhere it is in [0, ndim).
#pragma once
#include "base.h"

enum { NP_MAX_RANK = 64 }; // NumPy's own limit on the number of axes

enum np_index_mode { NP_RAISE, NP_WRAP, NP_CLIP };
enum np_search_side { NP_LEFT, NP_RIGHT };
// The operations of ufunc.at. Computed in the promoted dtype of dst and value, then cast to dst's.
enum np_at_op {
  NP_AT_ADD, NP_AT_SUBTRACT, NP_AT_MULTIPLY, NP_AT_DIVIDE, NP_AT_MAXIMUM, NP_AT_MINIMUM,
  NP_AT_AND, NP_AT_OR, NP_AT_XOR
};

// Fancy indexing, resolved against one source array: np_index_plan_make fills it, np_index_plan_free releases it.
// A plan may be used for any number of gathers and scatters on arrays of the same shape.
struct np_index_plan {
  int ndim; // of the result
  np_i64 shape[NP_MAX_RANK];
  np_i64 size;
  void *state;
};

extern "C" {
// --- copies (Copy.cpp)
// dst[...] = src: broadcasts, casts between any two dtypes with NumPy's rules (complex to real drops the imaginary
// part, floats to small integers go through int32 as on x86) and right if the two overlap. Extra leading axes of
// length 1 in src are dropped. RuntimeWarning "invalid value encountered in cast", "overflow encountered in cast".
int np_copy(const struct np_ref *dst, const struct np_ref *src);
// Reverses the bytes of each element (of each part of a complex one) in place.
void np_byteswap(const struct np_ref *a);
int np_fill(const struct np_ref *dst, int dtype, const void *value);
// 1 if the two may, respectively do, share a byte. The second solves the problem exactly for any strides.
int np_may_share(const struct np_ref *a, const struct np_ref *b);
int np_shares_memory(const struct np_ref *a, const struct np_ref *b);

// --- shapes and strides (Shape.cpp)
// 1 and the strides of the view if `a` can be seen in the new shape (of the same size) without a copy, else 0.
int np_can_reshape(const struct np_ref *a, int ndim, const np_i64 *shape, np_i64 *strides);
// The shape that a.reshape(dims) has: fills in the one negative extent, or ValueError.
int np_reshape_check(np_i64 size, const np_i64 *dims, int n, np_i64 *shape);
// The common shape (room for NP_MAX_RANK extents). np_broadcast_shapes: with a ufunc's error text ("operands could
// not be broadcast together with shapes (3,) (2,) "); np_broadcast_objects: that of np.broadcast_arrays and choose.
int np_broadcast_shapes(int n, const struct np_ref *refs, int *ndim, np_i64 *shape);
int np_broadcast_objects(int n, const struct np_ref *refs, int *ndim, np_i64 *shape);
// An in-place ufunc (whose output is one of the broadcast operands): can `out` hold the broadcast shape? "non-broadcastable output operand with shape ..."
int np_broadcast_output_check(const struct np_ref *out, int ndim, const np_i64 *shape);
// np.broadcast_to: the strides of the view.
int np_broadcast_to(const struct np_ref *a, int ndim, const np_i64 *shape, np_i64 *strides);
// dst[...] = src: "could not broadcast input array from shape (3,) into shape (2,)".
int np_assign_check(int dst_ndim, const np_i64 *dst_shape, int src_ndim, const np_i64 *src_shape);
// The strides of a fresh array of this shape in C order, and in the K order that a ufunc over `refs` (which
// broadcast to the shape) gives its output.
void np_c_strides(int ndim, const np_i64 *shape, np_i64 *strides);
void np_korder_strides(int n, const struct np_ref *refs, int ndim, const np_i64 *shape, np_i64 *strides);

// --- fancy indexing (Index.cpp)
// `pattern` has one character an item of the index, from the first axis on: ':' a whole axis, 'n' newaxis, 'a' the
// next of `indices` as an integer array (any integer dtype; rank 0 for a plain integer mixed with arrays), 'm' the
// next of `indices` as a boolean mask over as many axes as its rank (rank 0: np.True_). Axes that the pattern does
// not reach are whole. Slices are the caller's: it makes the view first. IndexError for masks of the wrong shape and
// indices that do not broadcast. Indices out of bounds are the IndexError of np_index_plan_check, which gather and
// scatter call before they touch anything (NumPy complains about the shape of an assigned value first).
int np_index_plan_make(const struct np_ref *source, const char *pattern, const struct np_ref *indices,
                       struct np_index_plan *plan);
int np_index_plan_check(const struct np_index_plan *plan);
void np_index_plan_free(struct np_index_plan *plan);
// out (plan's shape, any dtype) = source[...]; dst[...] = value (broadcast, cast; of duplicates the last stays; one
// mask of dst's own rank: np_mask_assign); ufunc.at(dst, ..., value), where duplicates add up.
// The strides (in elements) that NumPy gives the result of x[index arrays]: F outermost, then the whole axes in the
// order of the source's strides.
void np_gather_layout(const struct np_ref *source, const struct np_index_plan *, np_i64 *strides);
int np_gather(const struct np_ref *source, const struct np_index_plan *plan, const struct np_ref *out);
int np_scatter(const struct np_ref *dst, const struct np_index_plan *plan, const struct np_ref *value);
int np_scatter_op(const struct np_ref *dst, const struct np_index_plan *plan, int op, const struct np_ref *value);

// --- choosing (Choose.cpp)
// a[mask] = value for a mask of a's own rank. "... cannot assign 3 input values to the 2 output values ..."
int np_mask_assign(const struct np_ref *a, const struct np_ref *mask, const struct np_ref *value);
np_i64 np_count_nonzero(const struct np_ref *a);
int np_has_negative(const struct np_ref *a); // of ints
// positions: i64 (count, a->ndim), row k the index of the k-th nonzero element in C order. Its columns are nonzero().
int np_nonzero_fill(const struct np_ref *a, const struct np_ref *positions);
// out has shape a.shape[:axis] + indices.shape + a.shape[axis+1:].
int np_take(const struct np_ref *a, const struct np_ref *indices, int axis, int mode, const struct np_ref *out);
// a.flat[indices] = values, repeated as needed.
int np_put(const struct np_ref *a, const struct np_ref *indices, const struct np_ref *values, int mode);
// a.flat[i] = values.flat[i mod n] where the mask is true.
int np_putmask(const struct np_ref *a, const struct np_ref *mask, const struct np_ref *values);
// The k-th true position takes values.flat[k mod n].
int np_place(const struct np_ref *a, const struct np_ref *mask, const struct np_ref *values);
// np.compress: how many lines along the axis stay; condition has rank 1, and may be shorter than the axis.
int np_compress_count(const struct np_ref *condition, const struct np_ref *a, int axis, np_i64 *count);
int np_compress_fill(const struct np_ref *condition, const struct np_ref *a, int axis, const struct np_ref *out);
// np.choose(selector, choices): all broadcast to out's shape.
int np_choose(const struct np_ref *selector, int n, const struct np_ref *choices, int mode, const struct np_ref *out);

// --- joining (Join.cpp)
// np.concatenate along a checked axis: the result's shape and strides (K order of the inputs), or NumPy's error.
// For axis=None pass refs that the caller has made flat.
int np_concatenate_shape(int n, const struct np_ref *refs, int axis, np_i64 *shape, np_i64 *strides);
int np_concatenate(int n, const struct np_ref *refs, int axis, const struct np_ref *out);
// np.tile: reps has n entries, out rank max(n, a->ndim); np_tile_shape gives its shape.
int np_tile_shape(const struct np_ref *a, int n, const np_i64 *reps, int *ndim, np_i64 *shape);
int np_tile(const struct np_ref *a, int n, const np_i64 *reps, const struct np_ref *out);
// np.repeat along an axis; counts: integers, rank 0 or 1, one entry or as many as the axis is long.
int np_repeat_count(const struct np_ref *a, const struct np_ref *counts, int axis, np_i64 *length);
int np_repeat(const struct np_ref *a, const struct np_ref *counts, int axis, const struct np_ref *out);
// np.roll along one axis (several: one after the other).
int np_roll(const struct np_ref *a, np_i64 shift, int axis, const struct np_ref *out);

// --- sorting (Sort.cpp). Checked axes. Every sort is stable, NaNs last, complex by (real, imaginary part).
int np_sort(const struct np_ref *a, int axis);                                // in place
int np_argsort(const struct np_ref *a, int axis, const struct np_ref *order); // order: i64, a's shape
// In place; n positions may be negative. "kth(=5) out of bounds (2)"
int np_partition(const struct np_ref *a, int axis, int n, const np_i64 *kth);
int np_argpartition(const struct np_ref *a, int axis, int n, const np_i64 *kth, const struct np_ref *order);
// The last key is the primary one; all keys have order's shape.
int np_lexsort(int n, const struct np_ref *keys, int axis, const struct np_ref *order);

// --- searching and counting (Search.cpp)
// out: i64, v's shape. sorter: i64 of a's length or null. a and v are compared in their promoted dtype.
int np_searchsorted(const struct np_ref *a, const struct np_ref *v, int side, const struct np_ref *sorter,
                    const struct np_ref *out);
int np_digitize(const struct np_ref *x, const struct np_ref *bins, int right, const struct np_ref *out);
// np.unique of all elements (NaNs are one): begin sorts and counts (positions: will first or inverse be asked for?), fill writes what is asked for (null where not) and releases
// the state; call fill with nulls to give up. values, first (return_index), counts: rank 1 of `count` elements;
// inverse: any shape of a's size. All but values are i64.
int np_unique_begin(const struct np_ref *a, int positions, np_i64 *count, void **state);
int np_unique_fill(void *state, const struct np_ref *values, const struct np_ref *first,
                   const struct np_ref *inverse, const struct np_ref *counts);
// np.bincount: the length of the result; out: i64 without weights, f64 with
// (NumPy's is i64 for an empty x in any case).
int np_bincount_count(const struct np_ref *x, const struct np_ref *weights, np_i64 minlength, np_i64 *length);
int np_bincount_fill(const struct np_ref *x, const struct np_ref *weights, const struct np_ref *out);
// np.histogram's counts; out has the weights' dtype, i64 without. uniform: edges (f16, f32 or f64) made by linspace,
// first the first edge, span last - first as computed in the edges' types (integers: exactly).
int np_histogram_uniform(const struct np_ref *a, const struct np_ref *weights, double first, double span,
                         const struct np_ref *edges, const struct np_ref *out);
int np_histogram_edges(const struct np_ref *a, const struct np_ref *weights, const struct np_ref *edges,
                       const struct np_ref *out);
}
