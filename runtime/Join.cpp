// Arrays made of others' parts: concatenate, tile, repeat, roll. Each is a few np_copy into views of the output.
#include "Elements.h"
#include "abi/library.h"
#include <algorithm>

namespace {

// `a` from `start` on along one axis, `length` long.
struct Slice {
  i64 shape[maxRank];
  np_ref ref;
  Slice(const np_ref &a, int axis, i64 start, i64 length) {
    std::copy(a.shape, a.shape + a.ndim, shape);
    shape[axis] = length;
    ref = {static_cast<char *>(a.data) + start * a.strides[axis] * itemSize(a.dtype), shape, a.strides, a.ndim,
           a.dtype};
  }
};

// The memory order of concatenate's result: axes by falling stride, stably from C order. Axes compare in the arrays
// where neither has length 1; where arrays disagree, C order wins. (A ufunc's K order passes over strides of 0 too.)
void strideOrder(int n, const np_ref *refs, int rank, int *order) {
  for (int i = 0; i < rank; ++i)
    order[i] = i;
  for (int i = 1; i < rank; ++i) {
    int axis = order[i], to = i;
    for (int j = i - 1; j >= 0; --j) {
      bool compared = false, moves = false;
      for (int k = 0; k < n; ++k) {
        if (refs[k].shape[axis] == 1 || refs[k].shape[order[j]] == 1)
          continue;
        if (std::llabs(refs[k].strides[axis]) <= std::llabs(refs[k].strides[order[j]]))
          moves = false;
        else if (!compared)
          moves = true;
        compared = true;
      }
      if (compared && !moves)
        break;
      if (compared)
        to = j;
    }
    std::rotate(order + to, order + i, order + i + 1);
  }
}

int countsOf(const np_ref &a, const np_ref &counts, int axis, std::vector<i64> &out) {
  out = flatten<i64>(counts);
  i64 n = a.shape[axis];
  if (out.size() == 1) {
    if (out[0] < 0)
      return np_fail(NP_VALUE_ERROR, "negative dimensions are not allowed");
    out.assign(n, out[0]);
    return NP_OK;
  }
  if (i64(out.size()) != n)
    return np_fail(NP_VALUE_ERROR, "operands could not be broadcast together with shape (%lld,) (%lld,)", n,
                   i64(out.size()));
  for (i64 count : out)
    if (count < 0)
      return np_fail(NP_VALUE_ERROR, "repeats may not contain negative values.");
  return NP_OK;
}

} // namespace

extern "C" int np_concatenate_shape(int n, const np_ref *refs, int axis, np_i64 *shape, np_i64 *strides) {
  if (n == 0)
    return np_fail(NP_VALUE_ERROR, "need at least one array to concatenate");
  int rank = refs[0].ndim;
  if (rank == 0)
    return np_fail(NP_VALUE_ERROR, "zero-dimensional arrays cannot be concatenated");
  if (int status = checkAxis(axis, rank))
    return status;
  std::copy(refs[0].shape, refs[0].shape + rank, shape);
  for (int k = 1; k < n; ++k) {
    if (refs[k].ndim != rank)
      return np_fail(NP_VALUE_ERROR,
                     "all the input arrays must have same number of dimensions, but the array at index 0 has %d "
                     "dimension(s) and the array at index %d has %d dimension(s)",
                     rank, k, refs[k].ndim);
    for (int i = 0; i < rank; ++i)
      if (i == axis)
        shape[i] += refs[k].shape[i];
      else if (refs[k].shape[i] != shape[i])
        return np_fail(NP_VALUE_ERROR,
                       "all the input array dimensions except for the concatenation axis must match exactly, but "
                       "along dimension %d, the array at index 0 has size %lld and the array at index %d has size %lld",
                       i, shape[i], k, refs[k].shape[i]);
  }
  int order[maxRank];
  strideOrder(n, refs, rank, order);
  i64 stride = product(rank, shape) ? 1 : 0;
  for (int i = rank - 1; i >= 0; --i) {
    strides[order[i]] = stride;
    stride *= shape[order[i]];
  }
  return NP_OK;
}

extern "C" int np_concatenate(int n, const np_ref *refs, int axis, const np_ref *out) {
  i64 at = 0;
  if (axis < 0)
    axis += out->ndim;
  for (int k = 0; k < n; ++k) {
    Slice part(*out, axis, at, refs[k].shape[axis]);
    if (int status = np_copy(&part.ref, &refs[k]))
      return status;
    at += refs[k].shape[axis];
  }
  return NP_OK;
}

extern "C" int np_tile_shape(const np_ref *a, int n, const np_i64 *reps, int *ndim, np_i64 *shape) {
  int rank = std::max(n, a->ndim);
  *ndim = rank;
  for (int i = 0; i < rank; ++i) {
    int j = i - rank + a->ndim, k = i - rank + n;
    shape[i] = (j < 0 ? 1 : a->shape[j]) * (k < 0 ? 1 : reps[k]);
    if (shape[i] < 0)
      return np_fail(NP_VALUE_ERROR, "negative dimensions are not allowed");
  }
  return NP_OK;
}

extern "C" int np_tile(const np_ref *a, int n, const np_i64 *reps, const np_ref *out) {
  if (sizeOf(*out) == 0)
    return NP_OK;
  // Each axis of out as (repetition, position); a is broadcast along the repetitions. Axes of length 1 left out:
  // so the rank stays below 64 for anything that fits in memory.
  i64 shape[2 * maxRank], to[2 * maxRank], from[2 * maxRank];
  int rank = 0;
  auto axis = [&](i64 length, i64 toStride, i64 fromStride) {
    if (length == 1)
      return;
    shape[rank] = length;
    to[rank] = toStride;
    from[rank++] = fromStride;
  };
  for (int i = 0; i < out->ndim; ++i) {
    int j = i - out->ndim + a->ndim, k = i - out->ndim + n;
    i64 length = j < 0 ? 1 : a->shape[j];
    axis(k < 0 ? 1 : reps[k], out->strides[i] * length, 0);
    axis(length, out->strides[i], j < 0 ? 0 : a->strides[j]);
  }
  np_ref dst = {out->data, shape, to, rank, out->dtype}, src = {a->data, shape, from, rank, a->dtype};
  return np_copy(&dst, &src);
}

extern "C" int np_repeat_count(const np_ref *a, const np_ref *counts, int axis, np_i64 *length) {
  return guarded([&] {
    std::vector<i64> each;
    if (int status = countsOf(*a, *counts, axis, each))
      return status;
    *length = 0;
    for (i64 count : each)
      *length += count;
    return int(NP_OK);
  });
}

extern "C" int np_repeat(const np_ref *a, const np_ref *counts, int axis, const np_ref *out) {
  return guarded([&] {
    std::vector<i64> each, indices;
    if (int status = countsOf(*a, *counts, axis, each))
      return status;
    for (size_t i = 0; i < each.size(); ++i)
      indices.insert(indices.end(), each[i], i64(i));
    i64 n = i64(indices.size()), one = 1;
    np_ref index = {indices.data(), &n, &one, 1, NP_I64};
    return np_take(a, &index, axis, NP_RAISE, out);
  });
}

extern "C" int np_roll(const np_ref *a, np_i64 shift, int axis, const np_ref *out) {
  i64 n = a->shape[axis];
  if (n == 0)
    return NP_OK;
  shift = (shift % n + n) % n;
  Slice low(*a, axis, 0, n - shift), high(*a, axis, n - shift, shift);
  Slice outHigh(*out, axis, shift, n - shift), outLow(*out, axis, 0, shift);
  int status = np_copy(&outHigh.ref, &low.ref);
  return status ? status : np_copy(&outLow.ref, &high.ref);
}
