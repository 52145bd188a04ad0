// The skeletons of kernels: who runs which elements. The body is a lambda, printed once; CUDA strides over the grid,
// the CPU loops. Iterations of np::each are independent of each other (a kernel whose output overlaps an input other
// than element for element must not use it), which is what lets compilers vectorise without asking about aliases.
#pragma once
#include "view.h"

#if defined(__clang__)
#define NP_INDEPENDENT _Pragma("clang loop vectorize(assume_safety) unroll(disable)")
#elif defined(__GNUC__) && !defined(__CUDACC__)
#define NP_INDEPENDENT _Pragma("GCC ivdep")
#else
#define NP_INDEPENDENT
#endif

namespace np {

// f(i, j, ...) for every index of the space. The last axis runs fastest; a launch arranges operands so that it is long
// and dense where it can be (abi/launch.h).
#if defined(__CUDA_ARCH__)
// One flat grid-stride loop; the index is taken apart from the last axis on.
template <int N, class F> __device__ inline void each(const extents<N> &s, F f) {
  i64 total = 1;
  for (int axis = 0; axis < N; ++axis)
    total *= s.n[axis];
#pragma unroll 1
  for (i64 flat = (i64)blockIdx.x * blockDim.x + threadIdx.x; flat < total; flat += (i64)gridDim.x * blockDim.x) {
    if constexpr (N == 0) {
      f();
    } else if constexpr (N == 1) {
      f(flat);
    } else if constexpr (N == 2) {
      f(flat / s.n[1], flat % s.n[1]);
    } else if constexpr (N == 3) {
      i64 rest = flat / s.n[2];
      f(rest / s.n[1], rest % s.n[1], flat % s.n[2]);
    } else {
      static_assert(N == 4, "a launch folds further axes");
      i64 k = flat / s.n[3], j = k / s.n[2];
      f(j / s.n[1], j % s.n[1], k % s.n[2], flat % s.n[3]);
    }
  }
}
#else
template <class F> NP_FN void each(const extents<0> &, F f) { f(); }
template <class F> NP_FN void each(const extents<1> &s, F f) {
  NP_INDEPENDENT
  for (i64 i = 0; i < s.n[0]; ++i)
    f(i);
}
template <class F> NP_FN void each(const extents<2> &s, F f) {
  for (i64 i = 0; i < s.n[0]; ++i) {
    NP_INDEPENDENT
    for (i64 j = 0; j < s.n[1]; ++j)
      f(i, j);
  }
}
// From three axes on: the first axis, then the rest.
template <int N, class F> NP_FN void each(const extents<N> &s, F f) {
  extents<N - 1> rest;
  for (int axis = 1; axis < N; ++axis)
    rest.n[axis - 1] = s.n[axis];
  for (i64 i = 0; i < s.n[0]; ++i)
    each(rest, [&](auto... index) { f(i, index...); });
}
#endif

} // namespace np
