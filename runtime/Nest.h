// The loops of an elementwise operation over arrays that broadcast to its output: axes of length 1 dropped, the output's
// strides falling, neighbours that are one run in every array joined.
#pragma once
#include "abi/library.h"
#include <initializer_list>

namespace np::device {

struct Nest {
  static constexpr int most = 4; // arrays
  int ndim = 0;
  np_i64 shape[NP_MAX_RANK], strides[most][NP_MAX_RANK];

  Nest(std::initializer_list<const np_ref *> arrays) {
    const np_ref &out = **arrays.begin();
    int count = int(arrays.size());
    auto size = [](np_i64 stride) { return stride < 0 ? -stride : stride; };
    for (int axis = 0; axis < out.ndim; ++axis) {
      if (out.shape[axis] == 1)
        continue;
      int at = ndim++;
      for (; at > 0 && size(strides[0][at - 1]) < size(out.strides[axis]); --at)
        move(at - 1, at, count);
      shape[at] = out.shape[axis];
      for (int k = 0; k < count; ++k) {
        const np_ref &array = *arrays.begin()[k];
        int own = axis - (out.ndim - array.ndim);
        strides[k][at] = own < 0 || array.shape[own] == 1 ? 0 : array.strides[own];
      }
    }
    int last = 0;
    for (int axis = 1; axis < ndim; ++axis) {
      bool joins = true;
      for (int k = 0; k < count; ++k)
        joins &= strides[k][last] == strides[k][axis] * shape[axis];
      if (joins) {
        np_i64 joined = shape[last] * shape[axis];
        move(axis, last, count);
        shape[last] = joined;
      } else {
        move(axis, ++last, count);
      }
    }
    if (ndim == 0) { // one element
      shape[0] = 1;
      for (int k = 0; k < count; ++k)
        strides[k][0] = 1;
    }
    ndim = last + 1;
  }

  np_i64 size() const {
    np_i64 n = 1;
    for (int axis = 0; axis < ndim; ++axis)
      n *= shape[axis];
    return n;
  }
  // Is array k one run?
  bool isDense(int k) const { return ndim == 1 && strides[k][0] == 1; }

private:
  void move(int from, int to, int count) {
    shape[to] = shape[from];
    for (int k = 0; k < count; ++k)
      strides[k][to] = strides[k][from];
  }
};

} // namespace np::device
