// Shapes and strides: reshape, broadcasting, and the memory order of results, with NumPy's error texts.
#include "Elements.h"
#include "abi/library.h"
#include <algorithm>

namespace {

// Joins the extents of all operands, from the last axis on. False where they do not fit.
bool broadcast(int n, const np_ref *refs, int *ndim, i64 *shape) {
  int rank = 0;
  for (int k = 0; k < n; ++k)
    rank = std::max(rank, refs[k].ndim);
  std::fill(shape, shape + rank, 1);
  for (int k = 0; k < n; ++k)
    for (int i = 0; i < refs[k].ndim; ++i) {
      i64 extent = refs[k].shape[i], &common = shape[i + rank - refs[k].ndim];
      if (extent == 1 || extent == common)
        continue;
      if (common != 1)
        return false;
      common = extent;
    }
  *ndim = rank;
  return true;
}

// As Python prints a tuple.
std::string tupleText(const np_ref &a) { return shapeText(a.ndim, a.shape, ", "); }

bool isContiguous(const np_ref &a, bool fortran) {
  i64 stride = 1;
  for (int k = 0; k < a.ndim; ++k) {
    int i = fortran ? k : a.ndim - 1 - k;
    if (a.shape[i] != 1 && a.strides[i] != stride)
      return false;
    stride *= a.shape[i];
  }
  return true;
}

// Are all operands (those of rank 0 apart) of this very shape, in Fortran order and not all in C order?
bool allFortran(int n, const np_ref *refs, int ndim, const i64 *shape) {
  bool allC = true, any = false;
  for (int k = 0; k < n; ++k) {
    if (refs[k].ndim == 0)
      continue;
    if (refs[k].ndim != ndim || !std::equal(shape, shape + ndim, refs[k].shape) || !isContiguous(refs[k], true))
      return false;
    allC &= isContiguous(refs[k], false);
    any = true;
  }
  return any && !allC;
}

} // namespace

extern "C" int np_broadcast_shapes(int n, const np_ref *refs, int *ndim, np_i64 *shape) {
  if (broadcast(n, refs, ndim, shape))
    return NP_OK;
  std::string text;
  for (int k = 0; k < n; ++k)
    text += shapeText(refs[k]) + " ";
  return np_fail(NP_VALUE_ERROR, "operands could not be broadcast together with shapes %s", text.c_str());
}

extern "C" int np_broadcast_objects(int n, const np_ref *refs, int *ndim, np_i64 *shape) {
  if (broadcast(n, refs, ndim, shape))
    return NP_OK;
  // NumPy names the first axis that does not fit, and there the operand that set the extent and the one against it.
  int rank = 0;
  for (int k = 0; k < n; ++k)
    rank = std::max(rank, refs[k].ndim);
  for (int i = 0; i < rank; ++i) {
    int first = -1;
    for (int k = 0; k < n; ++k) {
      int j = i - rank + refs[k].ndim;
      if (j < 0 || refs[k].shape[j] == 1)
        continue;
      if (first < 0)
        first = k;
      else if (refs[k].shape[j] != refs[first].shape[i - rank + refs[first].ndim])
        return np_fail(NP_VALUE_ERROR,
                       "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg %d "
                       "with shape %s and arg %d with shape %s.",
                       first, tupleText(refs[first]).c_str(), k, tupleText(refs[k]).c_str());
    }
  }
  return NP_OK;
}

extern "C" int np_broadcast_output_check(const np_ref *out, int ndim, const np_i64 *shape) {
  bool fits = out->ndim == ndim;
  for (int i = 0; i < ndim && fits; ++i)
    fits = out->shape[i] == shape[i];
  if (fits)
    return NP_OK;
  return np_fail(NP_VALUE_ERROR, "non-broadcastable output operand with shape %s doesn't match the broadcast shape %s",
                 shapeText(*out).c_str(), shapeText(ndim, shape).c_str());
}

extern "C" int np_broadcast_to(const np_ref *a, int ndim, const np_i64 *shape, np_i64 *strides) {
  if (ndim == 0 && a->ndim > 0)
    return np_fail(NP_VALUE_ERROR, "cannot broadcast a non-scalar to a scalar array");
  if (a->ndim > ndim)
    return np_fail(NP_VALUE_ERROR, "input operand has more dimensions than allowed by the axis remapping");
  int skip = ndim - a->ndim;
  std::fill(strides, strides + skip, 0);
  for (int i = 0; i < a->ndim; ++i) {
    if (a->shape[i] != shape[skip + i] && a->shape[i] != 1)
      return np_fail(NP_VALUE_ERROR,
                     "operands could not be broadcast together with remapped shapes [original->remapped]: %s  and "
                     "requested shape %s",
                     shapeText(*a).c_str(), shapeText(ndim, shape).c_str());
    strides[skip + i] = a->shape[i] == 1 ? 0 : a->strides[i];
  }
  return NP_OK;
}

extern "C" int np_assign_check(int dstRank, const np_i64 *dst, int srcRank, const np_i64 *src) {
  for (; srcRank > dstRank && *src == 1; --srcRank) // NumPy drops these first, in the text too
    ++src;
  bool fits = srcRank <= dstRank;
  for (int i = 0; i < srcRank && fits; ++i)
    fits = src[i] == 1 || src[i] == dst[i + dstRank - srcRank];
  if (fits)
    return NP_OK;
  return np_fail(NP_VALUE_ERROR, "could not broadcast input array from shape %s into shape %s",
                 shapeText(srcRank, src).c_str(), shapeText(dstRank, dst).c_str());
}

extern "C" int np_reshape_check(np_i64 size, const np_i64 *dims, int n, np_i64 *shape) {
  int unknown = -1;
  i64 known = 1;
  bool overflow = false;
  for (int i = 0; i < n; ++i) {
    shape[i] = dims[i];
    if (dims[i] >= 0) {
      overflow |= __builtin_mul_overflow(known, dims[i], &known);
      continue;
    }
    if (unknown >= 0)
      return np_fail(NP_VALUE_ERROR, "can only specify one unknown dimension");
    unknown = i;
  }
  bool fits = !overflow && (unknown < 0 ? known == size : known > 0 && size % known == 0);
  if (!fits)
    return np_fail(NP_VALUE_ERROR, "cannot reshape array of size %lld into shape %s", size,
                   shapeText(n, dims).c_str());
  if (unknown >= 0)
    shape[unknown] = size / known;
  return NP_OK;
}

extern "C" void np_c_strides(int ndim, const np_i64 *shape, np_i64 *strides) {
  bool empty = product(ndim, shape) == 0; // NumPy gives arrays without elements strides of 0
  i64 stride = empty ? 0 : 1;
  for (int i = ndim - 1; i >= 0; --i) {
    strides[i] = stride;
    stride *= shape[i];
  }
}

extern "C" int np_can_reshape(const np_ref *a, int ndim, const np_i64 *shape, np_i64 *strides) {
  if (a->ndim == ndim && std::equal(shape, shape + ndim, a->shape)) {
    std::copy(a->strides, a->strides + ndim, strides);
    return 1;
  }
  if (sizeOf(*a) <= 1) { // any strides do; those of a fresh array of 1-long axes
    i64 stride = 1;
    for (int i = ndim - 1; i >= 0; --i) {
      strides[i] = stride;
      stride *= std::max<i64>(shape[i], 1);
    }
    return 1;
  }
  i64 oldShape[maxRank], oldStrides[maxRank];
  int oldRank = 0;
  for (int i = 0; i < a->ndim; ++i)
    if (a->shape[i] != 1) {
      oldShape[oldRank] = a->shape[i];
      oldStrides[oldRank++] = a->strides[i];
    }
  // Groups of old and new axes with equal products; within a group the old axes must run through memory as one.
  int oldEnd = 0, newEnd = 0;
  for (int oldAxis = 0, newAxis = 0; oldAxis < oldRank && newAxis < ndim; oldAxis = oldEnd, newAxis = newEnd) {
    i64 oldSize = oldShape[oldEnd++], newSize = shape[newEnd++];
    while (oldSize != newSize)
      if (newSize < oldSize)
        newSize *= shape[newEnd++];
      else
        oldSize *= oldShape[oldEnd++];
    for (int i = oldAxis; i < oldEnd - 1; ++i)
      if (oldStrides[i] != oldShape[i + 1] * oldStrides[i + 1])
        return 0;
    i64 stride = oldStrides[oldEnd - 1];
    for (int i = newEnd - 1; i >= newAxis; --i) {
      strides[i] = stride;
      stride *= shape[i];
    }
  }
  for (int i = newEnd; i < ndim; ++i) // trailing axes of length 1
    strides[i] = newEnd ? strides[newEnd - 1] : 1;
  return 1;
}

extern "C" void np_korder_strides(int n, const np_ref *refs, int ndim, const np_i64 *shape, np_i64 *strides) {
  auto strideOf = [&](int k, int axis) -> i64 {
    int j = axis - ndim + refs[k].ndim;
    return j < 0 || refs[k].shape[j] == 1 ? 0 : std::llabs(refs[k].strides[j]);
  };
  // Axes from the innermost out, by stable insertion. Two axes compare only through operands in which both move;
  // where operands disagree, C order wins.
  int order[maxRank];
  for (int i = 0; i < ndim; ++i)
    order[i] = ndim - 1 - i;
  for (int i = 1; i < ndim; ++i) {
    int axis = order[i], to = i;
    for (int j = i - 1; j >= 0; --j) {
      bool compared = false, moves = false;
      for (int k = 0; k < n; ++k) {
        i64 mine = strideOf(k, axis), inner = strideOf(k, order[j]);
        if (mine == 0 || inner == 0)
          continue;
        if (inner <= mine)
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
  // NumPy's short cut for such operands, which shows in the strides of axes of length 1.
  if (allFortran(n, refs, ndim, shape))
    for (int i = 0; i < ndim; ++i)
      order[i] = i;
  i64 stride = product(ndim, shape) == 0 ? 0 : 1;
  for (int i = 0; i < ndim; ++i) {
    strides[order[i]] = stride;
    stride *= shape[order[i]];
  }
}
