// Library calls that choose, repeat and count elements: take, unique, repeat, histogram and their kin; arrays like
// another one. They allocate the result and call the C ABI.
#pragma once
#include "library.h"

namespace np {

// --- like another array: its shape, the order of its axes in memory
template <class T, class U, int N> inline array<T, N> empty_like(const array<U, N> &a, const char *order, at where) {
  array<T, N> out = fresh<T, N>(a.shape_.n, where);
  np_ref like = a.layout();
  if (*order == 'K' || *order == 'A')
    np_korder_strides(1, &like, N, out.shape_.n, out.strides_.n);
  return ordered(out, order);
}
template <class T, class U, int N> inline array<T, N> zeros_like(const array<U, N> &a, const char *order, at where) {
  auto out = empty_like<T>(a, order, where);
  put_all(out, T(0));
  return out;
}
template <class T, class U, int N> inline array<T, N> ones_like(const array<U, N> &a, const char *order, at where) {
  auto out = empty_like<T>(a, order, where);
  put_all(out, T(1));
  return out;
}
template <class T, int N, class V> inline array<T, N> filled_with(array<T, N> out, const V &value, at where) {
  np_ref to = out.target(), from = value_ref(value);
  check(np_assign_check(N, out.shape_.n, from.ndim, from.shape), where);
  check(np_copy(&to, &from), where);
  return out;
}
template <class T, class U, int N, class V>
inline array<T, N> full_like(const array<U, N> &a, const V &value, const char *order, at where) {
  return filled_with(empty_like<T>(a, order, where), value, where);
}
template <class T, class U, int N> inline auto empty_like(const array<U, N> &a, at where) { return empty_like<T>(a, "K", where); }
template <class T, class U, int N> inline auto zeros_like(const array<U, N> &a, at where) { return zeros_like<T>(a, "K", where); }
template <class T, class U, int N> inline auto ones_like(const array<U, N> &a, at where) { return ones_like<T>(a, "K", where); }
template <class T, class U, int N, class V> inline auto full_like(const array<U, N> &a, const V &value, at where) {
  return full_like<T>(a, value, "K", where);
}
template <class T, class U, int N, int M> inline auto empty_like(const array<U, N> &, const i64 (&shape)[M], at) { return empty<T>(shape); }
template <class T, class U, int N, int M> inline auto zeros_like(const array<U, N> &, const i64 (&shape)[M], at) { return zeros<T>(shape); }
template <class T, class U, int N, int M> inline auto ones_like(const array<U, N> &, const i64 (&shape)[M], at) { return ones<T>(shape); }
template <class T, class U, int N, class V, int M>
inline auto full_like(const array<U, N> &, const V &value, const i64 (&shape)[M], at where) {
  return filled_with(empty<T>(shape), value, where);
}

template <class T, int N> inline array<T, N> byteswap(const array<T, N> &a) {
  array<T, N> out = copy(a);
  np_ref to = out.target();
  np_byteswap(&to);
  return out;
}

// --- repeat, tile, roll
template <int Axis, class T, int N, class C, int M> inline auto repeat(const array<T, N> &a, const array<C, M> &counts, at where) {
  if constexpr (Axis == flat) {
    return repeat<0>(flattened(a), counts, where);
  } else {
    np_ref in = a.ref(), n = counts.ref();
    extents<N> shape = a.shape_;
    check(np_repeat_count(&in, &n, Axis, &shape.n[Axis]), where);
    array<T, N> out = fresh<T, N>(shape.n, where);
    np_ref to = out.target();
    check(np_repeat(&in, &n, Axis, &to), where);
    return out;
  }
}
template <class T, int N, int K> inline auto tile(const array<T, N> &a, const i64 (&reps)[K], at where) {
  np_ref in = a.ref();
  int ndim;
  i64 shape[NP_MAX_RANK];
  check(np_tile_shape(&in, K, reps, &ndim, shape), where);
  constexpr int R = N > K ? N : K;
  array<T, R> out = fresh<T, R>(shape, where);
  np_ref to = out.target();
  check(np_tile(&in, K, reps, &to), where);
  return out;
}
template <class T, int N> inline auto tile(const array<T, N> &a, extents<0>, at) { return copy(a); }
template <int Axis, class T, int N> inline array<T, N> roll(const array<T, N> &a, i64 shift) {
  array<T, N> out = fresh<T, N>(a.shape_.n);
  np_ref in = a.ref(), to = out.target();
  check(np_roll(&in, shift, Axis, &to), nowhere);
  return out;
}

// --- take, compress, putmask, place
template <int Axis, class T, int N, class I, int M>
inline auto take(const array<T, N> &a, const array<I, M> &indices, const char *mode, at where) {
  if constexpr (Axis == flat && N != 1) {
    return take<flat>(flattened(a), indices, mode, where);
  } else {
    constexpr int axis = Axis == flat ? 0 : Axis, R = N - 1 + M;
    i64 shape[R + 1];
    int next = 0;
    for (int k = 0; k < axis; ++k)
      shape[next++] = a.shape_.n[k];
    for (int k = 0; k < M; ++k)
      shape[next++] = indices.shape_.n[k];
    for (int k = axis + 1; k < N; ++k)
      shape[next++] = a.shape_.n[k];
    array<T, R> out = fresh<T, R>(shape, where);
    np_ref in = a.ref(), at_indices = indices.ref(), to = out.target();
    int how = *mode == 'w' ? NP_WRAP : *mode == 'c' ? NP_CLIP : NP_RAISE;
    check(np_take(&in, &at_indices, axis, how, &to), where);
    if constexpr (R == 0)
      return T(out());
    else
      return out;
  }
}
template <int Axis, class T, int N, class I, int M> inline auto take(const array<T, N> &a, const array<I, M> &indices, at where) {
  return take<Axis>(a, indices, "raise", where);
}
template <int Axis, class T, int N, class C> inline array<T, N> compress(const array<T, N> &a, const array<C, 1> &condition, at where) {
  np_ref in = a.ref(), mask = condition.ref();
  extents<N> shape = a.shape_;
  check(np_compress_count(&mask, &in, Axis, &shape.n[Axis]), where);
  array<T, N> out = fresh<T, N>(shape.n, where);
  np_ref to = out.target();
  check(np_compress_fill(&mask, &in, Axis, &to), where);
  return out;
}
template <class T, int N, class M, int K, class V, int L>
inline void putmask(const array<T, N> &a, const array<M, K> &mask, const array<V, L> &values, at where) {
  np_ref to = a.target(), m = mask.ref(), from = values.ref();
  check(np_putmask(&to, &m, &from), where);
}
template <class T, int N, class M, int K, class V, int L>
inline void place(const array<T, N> &a, const array<M, K> &mask, const array<V, L> &values, at where) {
  np_ref to = a.target(), m = mask.ref(), from = values.ref();
  check(np_place(&to, &m, &from), where);
}

// --- partition, lexsort, digitize, running extremes
template <int Axis, class T, int N> inline auto partition(const array<T, N> &a, i64 kth, at where) {
  if constexpr (Axis == flat) {
    return partition<0>(flattened(a), kth, where);
  } else {
    auto out = copy(a);
    np_ref to = out.target();
    check(np_partition(&to, Axis, 1, &kth), where);
    return out;
  }
}
template <int Axis, class T, int N> inline auto argpartition(const array<T, N> &a, i64 kth, at where) {
  if constexpr (Axis == flat) {
    return argpartition<0>(flattened(a), kth, where);
  } else {
    array<i64, N> order = fresh<i64, N>(a.shape_.n, where);
    np_ref in = a.ref(), to = order.target();
    check(np_argpartition(&in, Axis, 1, &kth, &to), where);
    return order;
  }
}
template <int Axis, int N> inline array<i64, N> lexsort_refs(int count, const np_ref *keys, at where) {
  for (int k = 1; k < count; ++k)
    for (int axis = 0; axis < N; ++axis)
      if (keys[k].shape[axis] != keys[0].shape[axis])
        fail(NP_VALUE_ERROR, "all keys need to be the same shape", where);
  array<i64, N> order = fresh<i64, N>(keys[0].shape, where);
  np_ref to = order.target();
  check(np_lexsort(count, keys, Axis, &to), where);
  return order;
}
template <int Axis, class A, int N> inline auto lexsort(const array<A, N> &a, at where) {
  np_ref keys[] = {a.ref()};
  return lexsort_refs<Axis, N>(1, keys, where);
}
template <int Axis, class A, class B, int N> inline auto lexsort(const array<A, N> &a, const array<B, N> &b, at where) {
  np_ref keys[] = {a.ref(), b.ref()};
  return lexsort_refs<Axis, N>(2, keys, where);
}
template <int Axis, class A, class B, class C, int N>
inline auto lexsort(const array<A, N> &a, const array<B, N> &b, const array<C, N> &c, at where) {
  np_ref keys[] = {a.ref(), b.ref(), c.ref()};
  return lexsort_refs<Axis, N>(3, keys, where);
}
template <int Axis, class A, class B, class C, class D, int N>
inline auto lexsort(const array<A, N> &a, const array<B, N> &b, const array<C, N> &c, const array<D, N> &d, at where) {
  np_ref keys[] = {a.ref(), b.ref(), c.ref(), d.ref()};
  return lexsort_refs<Axis, N>(4, keys, where);
}
template <class T, int N, class B> inline auto digitize(const array<T, N> &x, const array<B, 1> &bins, bool right, at where) {
  array<i64, N> out = fresh<i64, N>(x.shape_.n, where);
  np_ref in = x.ref(), edges = bins.ref(), to = out.target();
  check(np_digitize(&in, &edges, right, &to), where);
  if constexpr (N == 0)
    return out();
  else
    return out;
}
template <class T, int N, class B> inline auto digitize(const array<T, N> &x, const array<B, 1> &bins, at where) {
  return digitize(x, bins, false, where);
}
template <int Axis, class T, int N> inline auto cummax(const array<T, N> &a) { return cumulate<T, Axis>(NP_REDUCE_MAX, a); }
template <int Axis, class T, int N> inline auto cummin(const array<T, N> &a) { return cumulate<T, Axis>(NP_REDUCE_MIN, a); }

// --- unique, histogram
struct unique_search {
  void *state = nullptr;
  i64 count[1] = {0};
  unique_search(const np_ref &a, bool positions) { check(np_unique_begin(&a, positions, count, &state), nowhere); }
  unique_search(const unique_search &) = delete;
  void fill(const np_ref *values, const np_ref *first, const np_ref *inverse, const np_ref *counts) {
    check(np_unique_fill(state, values, first, inverse, counts), nowhere);
  }
};
template <class T, int N> inline array<T, 1> unique(const array<T, N> &a) {
  unique_search search(a.ref(), false);
  array<T, 1> values = fresh<T, 1>(search.count);
  np_ref to = values.target();
  search.fill(&to, nullptr, nullptr, nullptr);
  return values;
}
template <class T, int N> inline tuple<array<T, 1>, array<i64, 1>> unique_counts(const array<T, N> &a) {
  unique_search search(a.ref(), false);
  array<T, 1> values = fresh<T, 1>(search.count);
  array<i64, 1> counts = fresh<i64, 1>(search.count);
  np_ref to = values.target(), often = counts.target();
  search.fill(&to, nullptr, nullptr, &often);
  return {values, counts};
}
template <class T, int N> inline tuple<array<T, 1>, array<i64, 1>, array<i64, N>, array<i64, 1>> unique_all(const array<T, N> &a) {
  unique_search search(a.ref(), true);
  array<T, 1> values = fresh<T, 1>(search.count);
  array<i64, 1> first = fresh<i64, 1>(search.count), counts = fresh<i64, 1>(search.count);
  array<i64, N> inverse = fresh<i64, N>(a.shape_.n);
  np_ref to = values.target(), f = first.target(), i = inverse.target(), c = counts.target();
  search.fill(&to, &f, &i, &c);
  return {values, first, inverse, counts};
}
template <class R, class E> inline array<R, 1> bins_between(const array<E, 1> &edges, at where) {
  i64 shape[] = {edges.shape_.n[0] > 0 ? edges.shape_.n[0] - 1 : 0};
  array<R, 1> out = fresh<R, 1>(shape, where);
  put_all(out, R(0));
  return out;
}
template <class T, class E, class W>
inline array<W, 1> histogram_uniform(const array<T, 1> &a, const array<E, 1> &edges, const array<W, 1> &weights, double first, double span, at where) {
  auto out = bins_between<W>(edges, where);
  np_ref in = a.ref(), bounds = edges.ref(), w = weights.ref(), to = out.target();
  check(np_histogram_uniform(&in, &w, first, span, &bounds, &to), where);
  return out;
}
template <class T, class E>
inline array<i64, 1> histogram_uniform(const array<T, 1> &a, const array<E, 1> &edges, double first, double span, at where) {
  auto out = bins_between<i64>(edges, where);
  np_ref in = a.ref(), bounds = edges.ref(), to = out.target();
  check(np_histogram_uniform(&in, nullptr, first, span, &bounds, &to), where);
  return out;
}
template <class T, class E, class W>
inline array<W, 1> histogram_edges(const array<T, 1> &a, const array<E, 1> &edges, const array<W, 1> &weights, at where) {
  auto out = bins_between<W>(edges, where);
  np_ref in = a.ref(), bounds = edges.ref(), w = weights.ref(), to = out.target();
  check(np_histogram_edges(&in, &w, &bounds, &to), where);
  return out;
}
template <class T, class E> inline array<i64, 1> histogram_edges(const array<T, 1> &a, const array<E, 1> &edges, at where) {
  auto out = bins_between<i64>(edges, where);
  np_ref in = a.ref(), bounds = edges.ref(), to = out.target();
  check(np_histogram_edges(&in, nullptr, &bounds, &to), where);
  return out;
}

} // namespace np
