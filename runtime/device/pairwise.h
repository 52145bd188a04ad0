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
template <int W, class N> NP_FN N pairwise_left(N n) {
  N half = n / 2;
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

// All leaves' parents, and the leaves without a sibling, lie at one depth: D - 1, or 0. Every node above exists, so
// device code takes these "pairs" of leaves (at most 32 W elements) as the leaves of a perfect binary tree.
template <int W> NP_FN int pairwise_pair_depth(long long n) {
  int depth = pairwise_depth<W>(n);
  return depth > 0 ? depth - 1 : 0;
}

// From a node to the one that `path` (`bits` bits) leads to, all of it above the pairs.
template <int W, class N> NP_FN void pairwise_descend(N &first, N &n, long long path, int bits) {
  for (int b = bits - 1; b >= 0; --b) {
    N m = pairwise_left<W>(n);
    if ((path >> b) & 1) {
      first += m;
      n -= m;
    } else {
      n = m;
    }
  }
}

// How many levels of pairs one block of a full sum takes (2^levels pairs): 32 pairs keep 256 threads busy, about a
// thousand blocks the whole device; at most pairwise_max_levels.
enum { pairwise_max_levels = 10 };
NP_FN int pairwise_block_levels(int pairDepth) {
  int levels = pairDepth - 10;
  levels = levels < 5 ? 5 : levels > 8 ? 8 : levels;
  return levels < pairDepth ? levels : pairDepth;
}

} // namespace np

// --- device code ------------------------------------------------------------------------------------------------
// NP_PAIRWISE_SIMULATED: a test that compiles these bodies for the CPU defines CUDA's words itself.
#if defined(__CUDACC__) || defined(__CUDACC_RTC__) || defined(NP_PAIRWISE_SIMULATED)

namespace np {

// x of the lane whose number differs in the bits of `flip`, among the lanes of `mask`. Any T of whole words.
template <class T> __device__ inline T pairwise_shuffle(unsigned mask, T x, int flip) {
  static_assert(sizeof(T) % 4 == 0, "float16 is summed as float");
  unsigned words[sizeof(T) / 4];
  memcpy(words, &x, sizeof(T));
#pragma unroll
  for (int i = 0; i < int(sizeof(T) / 4); ++i)
    words[i] = __shfl_xor_sync(mask, words[i], flip);
  memcpy(&x, words, sizeof(T));
  return x;
}

// T(a[first .. first + n)) for n <= 16 W by W neighbouring lanes, whose result all of them get. Lane k reads the
// elements of NumPy's accumulator k, all of them before it adds the first.
template <int W, class T, class A> __device__ inline T pairwise_lanes_leaf(const A &a, long long first, int n, T zero) {
  int lane = threadIdx.x % W;
  int whole = n - n % W;
  T sum = zero;
  if (whole > 0) {
    unsigned mask = ((1u << W) - 1) << (threadIdx.x % 32 - lane);
    T x[16];
#pragma unroll
    for (int k = 0; k < 16; ++k)
      if (k * W < whole)
        x[k] = a(first + k * W + lane);
    sum = x[0];
#pragma unroll
    for (int k = 1; k < 16; ++k)
      if (k * W < whole)
        sum = sum + x[k];
    // An addition gives the same bits with its operands exchanged, so each lane holds the tree's value.
#pragma unroll
    for (int flip = 1; flip < W; flip *= 2)
      sum = sum + pairwise_shuffle(mask, sum, flip);
  }
  for (int i = whole; i < n; ++i)
    sum = sum + a(first + i);
  return sum;
}

// A pair of leaves, or one leaf.
template <int W, class T, class A> __device__ inline T pairwise_lanes_pair(const A &a, long long first, int n, T zero) {
  if (n <= 16 * W)
    return pairwise_lanes_leaf<W, T>(a, first, n, zero);
  int left = pairwise_left<W>(n);
  T sum = pairwise_lanes_leaf<W, T>(a, first, left, zero);
  return sum + pairwise_lanes_leaf<W, T>(a, first + left, n - left, zero);
}

// The threads that sum one node together: a warp or a block. Block sizes are multiples of 32.
struct pairwise_warp {
  static constexpr int max_levels = 5;
  __device__ static int size() { return 32; }
  __device__ static int rank() { return threadIdx.x % 32; }
  __device__ static void wait() { __syncwarp(); }
};
struct pairwise_block {
  static constexpr int max_levels = pairwise_max_levels;
  __device__ static int size() { return blockDim.x; }
  __device__ static int rank() { return threadIdx.x; }
  __device__ static void wait() { __syncthreads(); }
};

// Adds up the 2^levels values of `slots` as a tree, into slots[0]; all threads of the team call it.
template <class Team, class T> __device__ inline T pairwise_combine(T *slots, int levels) {
  for (int k = 0; k < levels; ++k) {
    Team::wait();
    for (int p = Team::rank() << (k + 1); p < 1 << levels; p += Team::size() << (k + 1))
      slots[p] = slots[p] + slots[p + (1 << k)];
  }
  Team::wait();
  T sum = slots[0];
  Team::wait(); // slots may be filled again
  return sum;
}

// The value of a node with 2^levels pairs, levels <= Team::max_levels, for all threads of the team.
template <int W, class Team, class T, class A>
__device__ inline T pairwise_team_node(const A &a, long long first, long long n, int levels, T zero, T *slots) {
  for (int pair = Team::rank() / W; pair < 1 << levels; pair += Team::size() / W) {
    int from = 0, count = int(n);
    pairwise_descend<W>(from, count, pair, levels);
    T sum = pairwise_lanes_pair<W, T>(a, first + from, count, zero);
    if (Team::rank() % W == 0)
      slots[pair] = sum;
  }
  return pairwise_combine<Team>(slots, levels);
}

// T(a[0 .. n)) by one team, for any n: subtrees of max_levels one after the other, added up like the digits of a
// counter (subtree i closes as many levels as i + 1 has trailing zeros).
template <int W, class Team, class T, class A>
__device__ inline T pairwise_team_sum(const A &a, long long n, T zero, T *slots) {
  int depth = pairwise_pair_depth<W>(n);
  int levels = depth < Team::max_levels ? depth : Team::max_levels, top = depth - levels;
  T pending[40];
  T sum = zero;
  for (long long path = 0; path < 1ll << top; ++path) {
    long long first = 0, count = n;
    pairwise_descend<W>(first, count, path, top);
    sum = pairwise_team_node<W, Team>(a, first, count, levels, zero, slots);
    int level = 0;
    for (; (path >> level) & 1; ++level)
      sum = pending[level] + sum;
    pending[level] = sum;
  }
  return sum;
}

// The sum of all of a[0 .. n), in one launch: each block takes subtrees of `levels` levels (pairwise_block_levels),
// the last block to end adds their values up and calls finish(T). The caller gives `partial`, room for
// 2^(pair depth - levels) values, and `counter`, which is 0 before the launch and after it.
template <int W, class T, class A, class F>
__device__ inline void pairwise_sum_grid(const A &a, long long n, T zero, int levels, T *partial, unsigned *counter,
                                         F finish) {
  __shared__ T slots[1 << pairwise_max_levels];
  __shared__ bool isLast;
  int top = pairwise_pair_depth<W>(n) - levels;
  for (long long path = blockIdx.x; path < 1ll << top; path += gridDim.x) {
    long long first = 0, count = n;
    pairwise_descend<W>(first, count, path, top);
    T sum = pairwise_team_node<W, pairwise_block>(a, first, count, levels, zero, slots);
    if (threadIdx.x == 0)
      partial[path] = sum;
  }
  if (threadIdx.x == 0) {
    __threadfence();
    isLast = atomicAdd(counter, 1u) == gridDim.x - 1;
  }
  __syncthreads();
  if (!isLast)
    return;
  __threadfence();
  // More values than slots: each thread first adds up runs of neighbours.
  int kept = top < pairwise_max_levels ? top : pairwise_max_levels, run = top - kept;
  for (int slot = threadIdx.x; slot < 1 << kept; slot += blockDim.x) {
    T pending[40];
    T sum = zero;
    for (long long i = 0; i < 1ll << run; ++i) {
      sum = partial[((long long)slot << run) + i];
      int level = 0;
      for (; (i >> level) & 1; ++level)
        sum = pending[level] + sum;
      pending[level] = sum;
    }
    slots[slot] = sum;
  }
  T sum = pairwise_combine<pairwise_block>(slots, kept);
  if (threadIdx.x == 0) {
    *counter = 0;
    finish(sum);
  }
}

// Sums of rows: finish(r, T(a(r, 0) .. a(r, n - 1))) for r in [0, rows), by one thread each; the last row has only
// `lastLength` elements (so the chunks of a long sum are rows, too). Short rows get W lanes, middle ones a warp,
// long ones a block.
template <int W, class T, class A, class F>
__device__ inline void pairwise_sum_rows(const A &a, long long rows, long long n, long long lastLength, T zero,
                                         F finish) {
  __shared__ T slots[1 << pairwise_max_levels]; // 32 of them for each of up to 32 warps
  int depth = pairwise_pair_depth<W>(n);
  if (depth > pairwise_warp::max_levels) {
    for (long long r = blockIdx.x; r < rows; r += gridDim.x) {
      auto row = [&](long long i) { return a(r, i); };
      T sum = pairwise_team_sum<W, pairwise_block>(row, r == rows - 1 ? lastLength : n, zero, slots);
      if (threadIdx.x == 0)
        finish(r, sum);
    }
    return;
  }
  long long thread = (long long)blockIdx.x * blockDim.x + threadIdx.x, threads = (long long)gridDim.x * blockDim.x;
  if (depth > 0) {
    for (long long r = thread / 32; r < rows; r += threads / 32) {
      auto row = [&](long long i) { return a(r, i); };
      T *own = slots + threadIdx.x / 32 * 32;
      T sum = pairwise_team_sum<W, pairwise_warp>(row, r == rows - 1 ? lastLength : n, zero, own);
      if (threadIdx.x % 32 == 0)
        finish(r, sum);
    }
    return;
  }
  for (long long r = thread / W; r < rows; r += threads / W) {
    auto row = [&](long long i) { return a(r, i); };
    T sum = pairwise_lanes_pair<W, T>(row, 0, int(r == rows - 1 ? lastLength : n), zero);
    if (threadIdx.x % W == 0)
      finish(r, sum);
  }
}

// Sums along an axis that is not innermost: one thread a column, its values in order: finish(c, sum) with
// sum = add(... add(add(start, a(0, c)), a(1, c)) ...). `add` rounds where NumPy does (float16).
template <class T, class A, class Add, class F>
__device__ inline void pairwise_sum_columns(const A &a, long long rows, long long columns, T start, Add add, F finish) {
  const int ahead = 8; // loads on their way at once
  for (long long c = (long long)blockIdx.x * blockDim.x + threadIdx.x; c < columns;
       c += (long long)gridDim.x * blockDim.x) {
    T sum = start;
    long long r = 0;
    for (; r + ahead <= rows; r += ahead) {
      decltype(a(r, c)) x[ahead];
#pragma unroll
      for (int k = 0; k < ahead; ++k)
        x[k] = a(r + k, c);
#pragma unroll
      for (int k = 0; k < ahead; ++k)
        sum = add(sum, x[k]);
    }
    for (; r < rows; ++r)
      sum = add(sum, a(r, c));
    finish(c, sum);
  }
}

// A few values in order, by one thread: the chunks of a sum.
template <class T, class Add> __device__ inline T pairwise_chain(const T *values, long long count, T start, Add add) {
  T sum = start;
  for (long long i = 0; i < count; ++i)
    sum = add(sum, values[i]);
  return sum;
}

} // namespace np
#endif
