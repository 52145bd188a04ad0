// Index and element types, and the view through which a kernel sees an array. Includes nothing; the same text is read
// by Clang in the process, g++, nvcc and NVRTC.
#pragma once

// NP_FN: a function for host and device. On the CPU a kernel is an ordinary function that is not inlined into its
// launch, so that the optimiser meets each one alone.
#if defined(__CUDACC__) || defined(__CUDACC_RTC__)
#ifndef NP_FN
#define NP_FN __host__ __device__ inline
#endif
#define NP_METHOD __host__ __device__
#else
#ifndef NP_FN
#define NP_FN static inline
#endif
#define NP_METHOD
#define __global__ static __attribute__((noinline))
#endif

namespace np {

using i8 = signed char;
using i16 = short;
using i32 = int;
using i64 = long long;
using u8 = unsigned char;
using u16 = unsigned short;
using u32 = unsigned;
using u64 = unsigned long long;

// N extents. (C++ has no array of length 0, so rank 0 keeps one unused entry.)
template <int N> struct extents {
  i64 n[N ? N : 1];
  NP_METHOD i64 operator[](int axis) const { return n[axis]; }
};

// An array as a kernel sees it: a pointer, N extents, and strides in elements, which may be zero or negative.
template <class T, int N> struct view {
  T *data;
  extents<N> shape, strides;

  template <class... I> NP_METHOD T &operator()(I... index) const {
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
  NP_METHOD T &operator()() const { return *data; }
};

} // namespace np
