// NumPy's order of summation, the one copy of it, for the CPU and for CUDA.
//
// NumPy adds n numbers as a binary tree T(a, n). With W lanes (8; 4 for complex numbers, where NumPy counts the
// two parts of a number):
//   n < W          -0.0 + a[0] + a[1] + ... in order
//   n <= 16 W      lane k adds a[k], a[k + W], ... in order; the lanes are added pairwise (neighbours, then
//                  pairs, then halves); then the last n mod W elements one by one
//   otherwise      T(first half) + T(rest), the half rounded down to a multiple of W
// One inner loop of NumPy is out = out + T(...), with out = +0.0 or `initial` at first.
//
// Where the leaves are, without recursion (for threads that each take some): all leaves lie at depth D or D - 1,
// and following the right child (the larger one) gives D. A leaf's slot is its path, D bits, most significant
// first, 1 = right; a leaf at depth D - 1 owns the slot whose last bit is 0, the other slot is empty.
// Slots combine as v[p] += v[p + 2^k] for k = 0 .. D-1 and every p that is a multiple of 2^(k+1), unless the
// right slot is empty.
//
// An "accessor" is anything with a(i) giving element i in the type of the addition. float16 is added in float.
// The text includes nothing and is read by g++, Clang, nvcc and NVRTC. Additions must not be contracted or
// reassociated: compile with -ffp-contract=off, for devices -fmad=false.
#pragma once

#ifndef NP_FN
#if defined(__CUDACC__) || defined(__CUDACC_RTC__)
#define NP_FN __host__ __device__ inline
#else
#define NP_FN static inline
#endif
#endif

// On the CPU the tree must be inlined into callers that are compiled for a richer instruction set than the file.
#if defined(__CUDACC__) || defined(__CUDACC_RTC__)
#define NP_PAIRWISE_INLINE
#define NP_PAIRWISE_MEMBER __host__ __device__
#elif defined(__GNUC__)
#define NP_PAIRWISE_INLINE __attribute__((always_inline))
#define NP_PAIRWISE_MEMBER __attribute__((always_inline))
#else
#define NP_PAIRWISE_INLINE
#define NP_PAIRWISE_MEMBER
#endif

namespace np {

// A run of T in memory, the accessor of plain sums: `Step` elements apart, or the member `step` if 0.
template <class T, int Step = 0> struct pairwise_run {
  const T *data;
  long long step = Step;
  NP_PAIRWISE_MEMBER T operator()(long long i) const { return data[Step ? i * Step : i * step]; }
};

// Elements of the left child of a node of n elements.
template <int W> NP_FN long long pairwise_left(long long n) {
  long long half = n / 2;
  return half - half % W;
}

// T(a[first .. first + n)) for n <= 16 W. `zero` is -0.0 in the type of the addition.
template <int W, class T, class A>
NP_FN NP_PAIRWISE_INLINE T pairwise_leaf(const A &a, long long first, long long n, T zero) {
  static_assert(W == 8 || W == 4, "NumPy has eight accumulators, or four complex ones");
  T sum = zero;
  long long i = 0;
  if (n >= W) {
    T lane[W];
    for (int k = 0; k < W; ++k)
      lane[k] = a(first + k);
    for (i = W; i + W <= n; i += W)
      for (int k = 0; k < W; ++k)
        lane[k] = lane[k] + a(first + i + k);
    sum = (lane[0] + lane[1]) + (lane[2] + lane[3]);
    if constexpr (W == 8)
      sum = sum + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
  }
  for (; i < n; ++i)
    sum = sum + a(first + i);
  return sum;
}

// T(a[0 .. n)) on one thread. The tree is walked with a stack of the right children still to come (a node of
// 2^63 elements has fewer than 60 levels), so that the whole sum inlines into its caller.
template <int W, class T, class A> NP_FN NP_PAIRWISE_INLINE T pairwise_sum(const A &a, long long n, T zero) {
  if (n <= 16 * W)
    return pairwise_leaf<W, T>(a, 0, n, zero);
  long long right[64]; // size of the right child; 0 while that child is being summed
  T left[64];
  int depth = 0;
  long long first = 0;
  for (;;) {
    for (; n > 16 * W; ++depth) {
      long long m = pairwise_left<W>(n);
      right[depth] = n - m;
      n = m;
    }
    T sum = pairwise_leaf<W, T>(a, first, n, zero);
    first += n;
    while (depth > 0 && right[depth - 1] == 0)
      sum = left[--depth] + sum;
    if (depth == 0)
      return sum;
    left[depth - 1] = sum;
    n = right[depth - 1];
    right[depth - 1] = 0;
  }
}

// Depth D of the deepest leaves of T over n elements.
template <int W> NP_FN int pairwise_depth(long long n) {
  int depth = 0;
  for (; n > 16 * W; ++depth)
    n -= pairwise_left<W>(n);
  return depth;
}

// A node of the tree: elements [first, first + n) of the sum, or nothing (an empty slot).
struct pairwise_node {
  long long first, n;
  bool exists;
};

// The node that `path` (`bits` bits, most significant first) leads to from `from`. A path that goes on below a
// leaf leads to that leaf if all further bits are 0, and else to an empty slot.
template <int W> NP_FN pairwise_node pairwise_walk(pairwise_node from, long long path, int bits) {
  for (int b = bits - 1; b >= 0 && from.exists; --b) {
    bool goRight = (path >> b) & 1;
    if (from.n <= 16 * W) {
      from.exists = !goRight;
      continue;
    }
    long long m = pairwise_left<W>(from.n);
    if (goRight) {
      from.first += m;
      from.n -= m;
    } else {
      from.n = m;
    }
  }
  return from;
}

} // namespace np
