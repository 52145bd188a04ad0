// The view through which a kernel sees an array.
#pragma once

#include "types.h"

// On the CPU a kernel is an ordinary function that is not inlined into its launch, so that the optimiser meets each
// one alone.
#if !NP_CUDA
#define __global__ static __attribute__((noinline))
#endif

namespace np {

// N extents. (C++ has no array of length 0, so rank 0 keeps one unused entry.)
template <int N> struct extents {
  i64 n[N ? N : 1];
  NP_MEMBER i64 operator[](int axis) const { return n[axis]; }
};

// An array as a kernel sees it: a pointer, N extents, and strides in elements, which may be zero or negative.
template <class T, int N> struct view {
  T *data;
  extents<N> shape, strides;

  template <class... I> NP_MEMBER T &operator()(I... index) const {
    static_assert(sizeof...(I) == N, "one index for each axis");
    T *at = data;
    int axis = 0;
    ((at += i64(index) * strides.n[axis++]), ...);
    return *at;
  }
};
template <class T> struct view<T, 0> {
  T *data;
  extents<0> shape, strides;
  NP_MEMBER T &operator()() const { return *data; }
};

} // namespace np
