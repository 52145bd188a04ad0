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
// One flat grid-stride loop; the index is taken apart from the last axis on, in 32 bits where they suffice (a division
// in 64 costs more than the rest of most kernels).
template <class Index, int Axis, int N, class F, class... I>
__device__ inline void take_apart(const extents<N> &s, Index rest, F &f, I... index) {
  if constexpr (Axis == 0)
    f(i64(rest), index...);
  else
    take_apart<Index, Axis - 1>(s, Index(rest / Index(s.n[Axis])), f, i64(rest % Index(s.n[Axis])), index...);
}
template <int N, class F> __device__ inline void each(const extents<N> &s, F f) {
  i64 first = (i64)blockIdx.x * blockDim.x + threadIdx.x, step = (i64)gridDim.x * blockDim.x, total = 1;
  for (int axis = 0; axis < N; ++axis)
    total *= s.n[axis];
  if constexpr (N == 0) {
    if (first == 0)
      f();
  } else if (N == 1 || total > 0x7fffffff) {
#pragma unroll 1
    for (i64 flat = first; flat < total; flat += step)
      take_apart<i64, N - 1>(s, flat, f);
  } else {
#pragma unroll 1
    for (i64 flat = first; flat < total; flat += step)
      take_apart<u32, N - 1>(s, u32(flat), f);
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
