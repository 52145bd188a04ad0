// Reductions on a device. The host describes the iteration as loops (`shape`, made by CudaReduce.cpp from NumPy's plan);
// here are the three ways of walking it:
//   sum_calls    sums in NumPy's order: each inner call of NumPy's iterator is one pairwise tree
//   sequential   one thread a result, its elements in order: columns, and products of floats
//   any_order    integers, extremes, truth: blocks share the elements of a result
#pragma once
#include "cast.h"
#include "pairwise.h"

namespace np {

// Loops, innermost first; strides in elements.
struct loops {
  enum { most = 8 };
  int count;
  i64 length[most], in[most], out[most];

  // The offset of iteration i in the input; `out` gets that of the output.
  NP_MEMBER i64 at(i64 i, i64 *out_offset = nullptr) const {
    i64 offset = 0;
#if NP_CUDA
#pragma unroll 1
#endif
    for (int k = 0; k < count; ++k) {
      i64 here = i;
      if (k + 1 < count) {
        here = i % length[k];
        i /= length[k];
      }
      offset += here * in[k];
      if (out_offset)
        *out_offset += here * out[k];
    }
    return offset;
  }
};

// `results` results, each of `calls` inner calls of `length` elements. With a chunk, the calls of one result run over
// pieces of a longer run: call c takes elements [c % chunks * length, ...) of `total`.
struct reduction {
  i64 results, calls, length, chunks, total;
  loops kept, ordered, inner; // a result's place; a call's; an element's

  NP_MEMBER i64 call_length(i64 call) const {
    if (chunks <= 1)
      return length;
    i64 left = total - call % chunks * length;
    return left < length ? left : length;
  }
  // Where a call begins, and its first element's number in the inner loops.
  NP_MEMBER i64 call_start(i64 base, i64 call) const { return base + ordered.at(chunks > 1 ? call / chunks : call); }
  NP_MEMBER i64 call_first(i64 call) const { return chunks > 1 ? call % chunks * length : 0; }
};

// The threads that add up one call, by its length: neighbouring lanes, a warp, a block.
enum sum_team { lanes, warp, block };
template <int W> NP_FN sum_team team_for(i64 length) {
  int depth = pairwise_pair_depth<W>(length);
  return depth > 5 ? block : depth > 0 ? warp : lanes;
}

} // namespace np

#if defined(__CUDACC__) || defined(__CUDACC_RTC__) || defined(NP_PAIRWISE_SIMULATED)
namespace np {

// --- sums in NumPy's order

// What is added, and how one call's sum joins the others: float16 is added in float and rounded after each call.
template <class T> struct adding {
  using type = T;
  static constexpr int lanes = 8;
  __device__ static T zero() { return T(-0.0); }
  __device__ static T join(T a, T b) { return a + b; }
};
template <> struct adding<f16> {
  using type = float;
  static constexpr int lanes = 8;
  __device__ static float zero() { return -0.0f; }
  __device__ static float join(float a, float b) { return float(f16(a + b)); }
};
template <class P> struct adding<complex<P>> {
  using type = complex<P>;
  static constexpr int lanes = 4;
  __device__ static complex<P> zero() { return {P(-0.0), P(-0.0)}; }
  __device__ static complex<P> join(complex<P> a, complex<P> b) { return {a.re + b.re, a.im + b.im}; }
};

// A sum divided by a count (0: not), as np.mean rounds.
template <class R, class T> __device__ inline R finished(T sum, i64 count) {
  if constexpr (is_complex<R>) {
    if (count) {
      double scale = 1.0 / double(count);
      double re = double(sum.re), im = double(sum.im);
      using P = decltype(R().re);
      return {P((re + im * 0.0) * scale), P((im - re * 0.0) * scale)};
    }
    return sum;
  } else {
    return count ? R(double(sum) / double(count)) : R(sum);
  }
}

// Element i of the inner loops, where they are not one run; not inlined, since sums unroll a lot.
__device__ __noinline__ inline i64 inner_at(const loops &inner, i64 i) { return inner.at(i); }

// Into `partial`, a value each call, or to the result if there is one call. Linear: each call is one run.
template <class A, bool Linear, sum_team Team, class In, class R>
__device__ inline void sum_calls(const reduction &s, const In *in, R *out, typename adding<A>::type *partial, i64 count) {
  using T = typename adding<A>::type;
  constexpr int W = adding<A>::lanes;
  __shared__ alignas(16) char memory[sizeof(T) << pairwise_max_levels];
  T *slots = reinterpret_cast<T *>(memory);
  const T zero = adding<A>::zero();
  i64 rows = s.results * s.calls;
  auto sum_of = [&](i64 row, auto sum) {
    i64 result = row / s.calls, call = row % s.calls, first = s.call_first(call);
    const In *start = in + s.call_start(s.kept.at(result), call);
    i64 step = Linear ? s.inner.in[0] : 0;
    if (Linear)
      start += first * step;
    auto element = [&](i64 i) { return T(cast<A>(start[Linear ? i * step : inner_at(s.inner, first + i)])); };
    return sum(element, s.call_length(call));
  };
  auto finish = [&](i64 row, T sum) {
    if (s.calls > 1) {
      partial[row] = sum;
    } else {
      i64 place = 0;
      s.kept.at(row, &place);
      T start{};
      out[place] = finished<R>(adding<A>::join(start, sum), count);
    }
  };
  i64 thread = (i64)blockIdx.x * blockDim.x + threadIdx.x, threads = (i64)gridDim.x * blockDim.x;
  if constexpr (Team == block) {
    for (i64 row = blockIdx.x; row < rows; row += gridDim.x) {
      T sum = sum_of(row, [&](auto &a, i64 n) { return pairwise_team_sum<W, pairwise_block>(a, n, zero, slots); });
      if (threadIdx.x == 0)
        finish(row, sum);
    }
  } else if constexpr (Team == warp) {
    T *own = slots + threadIdx.x / 32 * 32;
    for (i64 row = thread / 32; row < rows; row += threads / 32) {
      T sum = sum_of(row, [&](auto &a, i64 n) { return pairwise_team_sum<W, pairwise_warp>(a, n, zero, own); });
      if (threadIdx.x % 32 == 0)
        finish(row, sum);
    }
  } else {
    for (i64 row = thread / W; row < rows; row += threads / W) {
      T sum = sum_of(row, [&](auto &a, i64 n) { return pairwise_lanes_pair<W, T>(a, 0, int(n), zero); });
      if (threadIdx.x % W == 0)
        finish(row, sum);
    }
  }
}
// The calls of each result, in order.
template <class A, class R>
__device__ inline void sum_partials(const reduction &s, R *out, const typename adding<A>::type *partial, i64 count) {
  using T = typename adding<A>::type;
  for (i64 r = (i64)blockIdx.x * blockDim.x + threadIdx.x; r < s.results; r += (i64)gridDim.x * blockDim.x) {
    T sum{};
    for (i64 c = 0; c < s.calls; ++c)
      sum = adding<A>::join(sum, partial[r * s.calls + c]);
    i64 place = 0;
    s.kept.at(r, &place);
    out[place] = finished<R>(sum, count);
  }
}
// One sum over everything, by the whole device.
template <class A, class In, class R>
__device__ inline void sum_all(const reduction &s, const In *in, R *out, typename adding<A>::type *partial,
                               unsigned *counter, i64 count) {
  using T = typename adding<A>::type;
  constexpr int W = adding<A>::lanes;
  int levels = pairwise_block_levels(pairwise_pair_depth<W>(s.length));
  i64 step = s.inner.in[0];
  auto finish = [&](T sum) {
    T start{};
    *out = finished<R>(adding<A>::join(start, sum), count);
  };
  auto element = [&](i64 i) { return T(cast<A>(in[i * step])); };
  pairwise_sum_grid<W, T>(element, s.length, adding<A>::zero(), levels, partial, counter, finish);
}

// --- other operations: a state, one element's, and how two of them join (the first stands before the second)
template <class R> struct add_op {
  using state = R;
  template <class In> __device__ static R of(In x, i64) { return cast<R>(x); }
  __device__ static R join(R a, R b) { return R(a + b); }
  __device__ static R result(R a) { return a; }
};
template <class R> struct multiply_op {
  using state = R;
  template <class In> __device__ static R of(In x, i64) { return cast<R>(x); }
  __device__ static R join(R a, R b) { return R(a * b); }
  __device__ static R result(R a) { return a; }
};
template <class R> struct any_op {
  using state = bool;
  template <class In> __device__ static bool of(In x, i64) { return cast<bool>(x); }
  __device__ static bool join(bool a, bool b) { return a || b; }
  __device__ static bool result(bool a) { return a; }
};
template <class R> struct all_op {
  using state = bool;
  template <class In> __device__ static bool of(In x, i64) { return cast<bool>(x); }
  __device__ static bool join(bool a, bool b) { return a && b; }
  __device__ static bool result(bool a) { return a; }
};
// NaN wins, and then the earlier of them.
template <class T, bool Greatest> struct extreme {
  T value;
  i64 index;
  __device__ static extreme join(const extreme &a, const extreme &b) {
    const extreme &first = a.index <= b.index ? a : b, &second = a.index <= b.index ? b : a;
    if (isnan(first.value))
      return first;
    if (isnan(second.value))
      return second;
    return (Greatest ? first.value < second.value : second.value < first.value) ? second : first;
  }
};
template <class In, bool Greatest> struct extreme_op {
  using state = extreme<In, Greatest>;
  __device__ static state of(In x, i64 i) { return {x, i}; }
  __device__ static state join(const state &a, const state &b) { return state::join(a, b); }
  __device__ static In result(const state &a) { return a.value; }
};
template <class In, bool Greatest> struct place_op : extreme_op<In, Greatest> {
  using state = extreme<In, Greatest>;
  __device__ static i64 result(const state &a) { return a.index; }
};

template <class Op, class In, class R> __device__ inline void sequential(const reduction &s, const In *in, R *out) {
  i64 n = s.calls * s.length;
  for (i64 r = (i64)blockIdx.x * blockDim.x + threadIdx.x; r < s.results; r += (i64)gridDim.x * blockDim.x) {
    i64 place = 0, base = s.kept.at(r, &place);
    auto element = [&](i64 i) { return in[base + s.ordered.at(i / s.length) + s.inner.at(i % s.length)]; };
    typename Op::state sum = Op::of(element(0), 0);
    for (i64 i = 1; i < n; ++i)
      sum = Op::join(sum, Op::of(element(i), i));
    out[place] = Op::result(sum);
  }
}
// Additions in order, from +0.0: the columns of a sum.
template <class A, class In, class R>
__device__ inline void sum_columns(const reduction &s, const In *in, R *out, i64 count) {
  using T = typename adding<A>::type;
  for (i64 r = (i64)blockIdx.x * blockDim.x + threadIdx.x; r < s.results; r += (i64)gridDim.x * blockDim.x) {
    i64 place = 0, base = s.kept.at(r, &place);
    T sum{};
    if (s.ordered.count == 1) {
      const In *at = in + base;
#pragma unroll 8
      for (i64 c = 0; c < s.calls; ++c)
        sum = adding<A>::join(sum, T(cast<A>(at[c * s.ordered.in[0]])));
    } else {
      for (i64 c = 0; c < s.calls; ++c)
        sum = adding<A>::join(sum, T(cast<A>(in[base + s.ordered.at(c)])));
    }
    out[place] = finished<R>(sum, count);
  }
}

// Block (part, result) joins its share of the result's elements; `partial` has parts * results states. Launched again
// with `in` null, it joins those.
template <class Op, class In, class R>
__device__ inline void any_order(const reduction &s, const In *in, R *out, typename Op::state *partial, i64 parts) {
  using State = typename Op::state;
  __shared__ alignas(16) char memory[sizeof(State) * 256];
  State *slots = reinterpret_cast<State *>(memory);
  i64 n = in ? s.calls * s.length : parts, shares = in ? parts : 1;
  for (i64 block = blockIdx.x; block < s.results * shares; block += gridDim.x) {
    i64 r = block / shares, part = block % shares, place = 0, base = s.kept.at(r, &place);
    i64 first = n / shares * part + (part < n % shares ? part : n % shares);
    i64 mine = n / shares + (part < n % shares);
    auto element = [&](i64 i) {
      return in ? Op::of(in[base + s.ordered.at(i / s.length) + s.inner.at(i % s.length)], i) : partial[r * parts + i];
    };
    if (threadIdx.x < mine) {
      State sum = element(first + threadIdx.x);
      for (i64 i = threadIdx.x + blockDim.x; i < mine; i += blockDim.x)
        sum = Op::join(sum, element(first + i));
      slots[threadIdx.x] = sum;
    }
    i64 filled = mine < blockDim.x ? mine : blockDim.x;
    for (int half = 128; half > 0; half /= 2) {
      __syncthreads();
      if (threadIdx.x < half && threadIdx.x + half < filled)
        slots[threadIdx.x] = Op::join(slots[threadIdx.x], slots[threadIdx.x + half]);
      filled = filled < half ? filled : half;
    }
    if (threadIdx.x == 0) {
      if (shares > 1)
        partial[block] = slots[0];
      else
        out[place] = Op::result(slots[0]);
    }
    __syncthreads();
  }
}

} // namespace np
#endif
