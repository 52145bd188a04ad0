// Library calls: joining, sorting, searching, scans, fancy indexing. They allocate the result and call the C ABI.
#pragma once
#include "create.h"
#include "reduce.h"

namespace np {

// axis=None of a scan, a sort or a concatenation.
constexpr int flat = -1001;
template <class T, int N> inline array<T, 1> flattened(const array<T, N> &a) {
  i64 shape[] = {a.size()};
  return reshaped<1>(a, shape);
}

// --- joining
template <class R, int N> inline array<R, N> concatenate_refs(const np_ref *refs, int count, int axis, at where) {
  array<R, N> out;
  check(np_concatenate_shape(count, refs, axis, out.shape_.n, out.strides_.n), where);
  extents<N> strides = out.strides_;
  allocate(out, false, where);
  out.strides_ = strides;
  np_ref to = out.target();
  check(np_concatenate(count, refs, axis, &to), where);
  return out;
}
template <class T, class... More> struct promoted {
  using type = T;
};
template <class T, class U> constexpr int joint_dtype() {
  constexpr int a = dtype_of<T>, b = dtype_of<U>;
  if (a == b)
    return a;
  if (a == NP_BOOL || b == NP_BOOL)
    return a == NP_BOOL ? b : a;
  // Kinds: 1 signed, 2 unsigned, 3 float, 4 complex; sizes in bytes of a part.
  constexpr auto kind = [](int d) { return d <= NP_I64 ? 1 : d <= NP_U64 ? 2 : d <= NP_F64 ? 3 : 4; };
  constexpr int sizes[] = {1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 4, 8, 4, 8};
  constexpr int ka = kind(a), kb = kind(b);
  if (ka == kb)
    return sizes[a] > sizes[b] ? a : b;
  if (ka <= 2 && kb <= 2) { // signed with unsigned
    constexpr int s = ka == 1 ? a : b, u = ka == 1 ? b : a;
    if (sizes[s] > sizes[u])
      return s;
    return sizes[u] == 1 ? NP_I16 : sizes[u] == 2 ? NP_I32 : sizes[u] == 4 ? NP_I64 : NP_F64;
  }
  constexpr int low = ka < kb ? a : b, high = ka < kb ? b : a;
  // An int needs a float of twice its size, float64 at most; a float needs its own size.
  int need = kind(low) <= 2 ? (sizes[low] == 1 ? 2 : sizes[low] == 2 ? 4 : 8) : sizes[low];
  int size = need > sizes[high] ? need : sizes[high];
  if (kind(high) == 4)
    return size == 8 ? NP_C128 : NP_C64;
  return size == 8 ? NP_F64 : size == 4 ? NP_F32 : NP_F16;
}
template <int dtype> auto type_of_dtype() {
  if constexpr (dtype == NP_BOOL) return bool();
  else if constexpr (dtype == NP_I8) return i8();
  else if constexpr (dtype == NP_I16) return i16();
  else if constexpr (dtype == NP_I32) return i32();
  else if constexpr (dtype == NP_I64) return i64();
  else if constexpr (dtype == NP_U8) return u8();
  else if constexpr (dtype == NP_U16) return u16();
  else if constexpr (dtype == NP_U32) return u32();
  else if constexpr (dtype == NP_U64) return u64();
  else if constexpr (dtype == NP_F16) return f16();
  else if constexpr (dtype == NP_F32) return float();
  else if constexpr (dtype == NP_F64) return double();
  else if constexpr (dtype == NP_C64) return c64();
  else return c128();
}
template <class T, class U> using joint = decltype(type_of_dtype<joint_dtype<T, U>()>());
template <class T, class U, class... More> struct promoted<T, U, More...> : promoted<joint<T, U>, More...> {};

// The line comes last, so the arrays are a pack behind it in here.
template <class R, int Axis, int N, class... A> inline auto concatenate_arrays(at where, const A &...arrays) {
  if constexpr (Axis == flat) {
    auto join = [&](const auto &...runs) {
      np_ref refs[] = {runs.ref()...};
      return concatenate_refs<R, 1>(refs, sizeof...(runs), 0, where);
    };
    return join(flattened(arrays)...);
  } else {
    np_ref refs[] = {arrays.ref()...};
    return concatenate_refs<R, N>(refs, sizeof...(arrays), Axis, where);
  }
}
// The line comes last: turned round until it is the first.
template <class T> struct element_of_array;
template <class T, int N> struct element_of_array<array<T, N>> {
  using type = T;
  static constexpr int rank = N;
};
template <int Axis, class A, class... More> inline auto concatenate_turned(at where, const A &a, const More &...more) {
  using joined = typename promoted<typename element_of_array<A>::type, typename element_of_array<More>::type...>::type;
  return concatenate_arrays<joined, Axis, element_of_array<A>::rank>(where, a, more...);
}
template <int Axis, class T, int N, class... More> inline auto concatenate_turned(const array<T, N> &a, const More &...more) {
  return concatenate_turned<Axis>(more..., a);
}
template <int Axis, class T, int N, class... More> inline auto concatenate(const array<T, N> &a, const More &...more) {
  return concatenate_turned<Axis>(a, more...);
}
template <int Axis, class T, int N> inline auto concatenate(const list<array<T, N>> &l, at where) {
  if (!l.size())
    fail(NP_VALUE_ERROR, "need at least one array to concatenate", where);
  auto *refs = static_cast<np_ref *>(np_allocate(l.size() * i64(sizeof(np_ref))));
  list<array<T, 1>> runs;
  for (i64 i = 0; i < l.size(); ++i) {
    if constexpr (Axis == flat) {
      runs.append(flattened(l[i]));
      refs[i] = runs[i].ref();
    } else {
      refs[i] = l[i].ref();
    }
  }
  try {
    if constexpr (Axis == flat) {
      for (i64 i = 0; i < l.size(); ++i)
        refs[i] = runs[i].ref();
      auto out = concatenate_refs<T, 1>(refs, int(l.size()), 0, where);
      np_deallocate(refs);
      return out;
    } else {
      auto out = concatenate_refs<T, N>(refs, int(l.size()), Axis, where);
      np_deallocate(refs);
      return out;
    }
  } catch (...) {
    np_deallocate(refs);
    throw;
  }
}

// --- scans
template <class R, int Axis, class T, int N> inline auto cumulate(int op, const array<T, N> &a) {
  constexpr bool is_flat = Axis == flat;
  array<R, is_flat ? 1 : N> out;
  if constexpr (is_flat)
    out.shape_.n[0] = a.size();
  else
    out.shape_ = a.shape_;
  allocate(out, false, nowhere);
  np_ref in = a.ref();
  np_cumulate_layout(&in, is_flat ? 0 : Axis, is_flat, out.strides_.n);
  np_ref to = out.target();
  check(np_cumulate(op, &in, is_flat ? 0 : Axis, is_flat, &to), nowhere);
  return out;
}
template <class R, int Axis, class T, int N> inline auto cumsum(const array<T, N> &a) { return cumulate<R, Axis>(NP_REDUCE_SUM, a); }
template <class R, int Axis, class T, int N> inline auto cumprod(const array<T, N> &a) { return cumulate<R, Axis>(NP_REDUCE_PROD, a); }

// --- sorting. `kind` does not matter: every sort is stable.
template <int Axis, class T, int N> inline void sort_in_place(const array<T, N> &a, at where) {
  np_ref to = a.target();
  check(np_sort(&to, Axis), where);
}
template <int Axis, class T, int N> inline auto sort(const array<T, N> &a, const char * = nullptr) {
  if constexpr (Axis == flat) {
    auto out = copy(flattened(a));
    sort_in_place<0>(out, nowhere);
    return out;
  } else {
    auto out = copy(a);
    sort_in_place<Axis>(out, nowhere);
    return out;
  }
}
template <int Axis, class T, int N> inline auto argsort(const array<T, N> &a, const char * = nullptr) {
  if constexpr (Axis == flat) {
    return argsort<0>(flattened(a));
  } else {
    array<i64, N> order = fresh<i64, N>(a.shape_.n);
    np_ref in = a.ref(), to = order.target();
    check(np_argsort(&in, Axis, &to), nowhere);
    return order;
  }
}

// --- searching, counting
template <class T, class U, int M> inline array<i64, M> searchsorted(const array<T, 1> &a, const array<U, M> &v, const char *side, at where) {
  array<i64, M> out = fresh<i64, M>(v.shape_.n);
  np_ref in = a.ref(), values = v.ref(), to = out.target();
  check(np_searchsorted(&in, &values, *side == 'r' ? NP_RIGHT : NP_LEFT, nullptr, &to), where);
  return out;
}
template <class T, class U> inline i64 searchsorted(const array<T, 1> &a, const array<U, 0> &v, const char *side, at where) {
  array<i64, 0> out = fresh<i64, 0>(v.shape_.n);
  np_ref in = a.ref(), values = v.ref(), to = out.target();
  check(np_searchsorted(&in, &values, *side == 'r' ? NP_RIGHT : NP_LEFT, nullptr, &to), where);
  return out();
}
template <class T, class V> inline auto searchsorted(const array<T, 1> &a, const V &v, at where) { return searchsorted(a, v, "left", where); }
template <class T, int N> inline i64 count_nonzero(const array<T, N> &a) {
  np_ref in = a.ref();
  return np_count_nonzero(&in);
}
template <class T, int N> inline array<i64, 2> nonzero_positions(const array<T, N> &a) {
  i64 shape[] = {count_nonzero(a), N};
  array<i64, 2> positions = filled<i64>(shape, false);
  np_ref in = a.ref(), to = positions.target();
  np_nonzero_fill(&in, &to);
  return positions;
}
inline array<i64, 1> column(const array<i64, 2> &positions, i64 k) { return slice<1>(positions, {whole, k}); }
template <class T> inline array<i64, 1> nonzero(const array<T, 1> &a, at) { return column(nonzero_positions(a), 0); }
template <class T> inline tuple<array<i64, 1>, array<i64, 1>> nonzero(const array<T, 2> &a, at) {
  auto p = nonzero_positions(a);
  return {column(p, 0), column(p, 1)};
}
template <class T> inline tuple<array<i64, 1>, array<i64, 1>, array<i64, 1>> nonzero(const array<T, 3> &a, at) {
  auto p = nonzero_positions(a);
  return {column(p, 0), column(p, 1), column(p, 2)};
}
template <class T> inline tuple<array<i64, 1>, array<i64, 1>, array<i64, 1>, array<i64, 1>> nonzero(const array<T, 4> &a, at) {
  auto p = nonzero_positions(a);
  return {column(p, 0), column(p, 1), column(p, 2), column(p, 3)};
}
template <class R> inline array<R, 1> bincount_of(const np_ref &x, const np_ref *weights, i64 minlength, at where) {
  i64 shape[1];
  check(np_bincount_count(&x, weights, minlength, shape), where);
  array<R, 1> out = filled<R>(shape, true);
  np_ref to = out.target();
  check(np_bincount_fill(&x, weights, &to), where);
  return out;
}
template <class T> inline array<i64, 1> bincount(const array<T, 1> &x, i64 minlength, at where) {
  return bincount_of<i64>(x.ref(), nullptr, minlength, where);
}
template <class T, class U> inline array<double, 1> bincount(const array<T, 1> &x, const array<U, 1> &weights, i64 minlength, at where) {
  np_ref w = weights.ref();
  return bincount_of<double>(x.ref(), &w, minlength, where);
}
template <class T, int N, class U, int M> inline bool shares_memory(const array<T, N> &a, const array<U, M> &b, at) {
  np_ref x = a.layout(), y = b.layout();
  return np_shares_memory(&x, &y);
}
template <class T, int N, class I, int K, class V, int M>
inline void put(const array<T, N> &a, const array<I, K> &indices, const array<V, M> &values, at where) {
  np_ref to = a.target(), at_indices = indices.ref(), from = values.ref();
  check(np_put(&to, &at_indices, &from, NP_RAISE), where);
}

// --- fancy indexing
struct index_plan : np_index_plan {
  // `pattern` has a letter for each axis that a mask covers, the C ABI's one for the mask.
  index_plan(at where, const np_ref &source, const char *pattern, const np_ref *indices) {
    char letters[NP_MAX_RANK + 1];
    int count = 0, next = 0;
    while (*pattern) {
      letters[count++] = *pattern;
      if (*pattern == 'm')
        pattern += indices[next].ndim > 1 ? indices[next].ndim : 1;
      else
        ++pattern;
      next += letters[count - 1] != ':';
    }
    letters[count] = 0;
    check(np_index_plan_make(&source, letters, indices, this), where);
  }
  index_plan(const index_plan &) = delete;
  ~index_plan() { np_index_plan_free(this); }
};
constexpr i64 no_extents[1] = {0};
inline np_ref index_ref(const i64 &i) { return {const_cast<i64 *>(&i), no_extents, no_extents, 0, NP_I64}; }
inline np_ref index_ref(const int &i) { return {const_cast<int *>(&i), no_extents, no_extents, 0, NP_I32}; }
template <class T, int N> inline np_ref index_ref(const array<T, N> &a) { return a.ref(); }
template <class T> inline np_ref value_ref(const T &v) { return {const_cast<T *>(&v), no_extents, no_extents, 0, dtype_of<T>}; }
template <class T, int N> inline np_ref value_ref(const array<T, N> &a) { return a.ref(); }

template <int M, class T, int N, class... I> inline array<T, M> gather(at where, const array<T, N> &a, const char *pattern, const I &...indices) {
  np_ref refs[] = {index_ref(indices)...}, in = a.ref();
  index_plan plan(where, in, pattern, refs);
  array<T, M> out = fresh<T, M>(plan.shape, where);
  np_gather_layout(&in, &plan, out.strides_.n);
  np_ref to = out.target();
  check(np_gather(&in, &plan, &to), where);
  return out;
}
template <class T, int N, class V, class... I>
inline void scatter(at where, const array<T, N> &a, const char *pattern, const V &value, const I &...indices) {
  np_ref refs[] = {index_ref(indices)...}, to = a.target(), from = value_ref(value);
  index_plan plan(where, to, pattern, refs);
  check(np_scatter(&to, &plan, &from), where);
}
// a[mask] = value, for a mask of all of a.
template <class V> inline np_operand value_operand(const V &v) { return {value_ref(v), nullptr}; }
template <class T> inline np_operand value_operand(const array<T, 0> &v) { return v.operand(); }
template <class V> constexpr bool is_single = dtype_of<V> >= 0;
template <class T, int N> constexpr bool is_single<array<T, N>> = N == 0;
template <class T, int N, class V> requires(N > 0 && is_single<V>)
inline void scatter(at where, const array<T, N> &a, const char *, const V &value, const array<bool, N> &mask) {
  np_operand to = a.operand(), flags = mask.operand(), from = value_operand(value);
  check(np_array_mask_fill(&to, &flags, &from), where);
}
// np.add.at and its kin, by the ufunc's name.
inline int at_op(const char *ufunc) {
  const char *const names[] = {"add", "subtract", "multiply", "true_divide", "maximum", "minimum", "bitwise_and", "bitwise_or", "bitwise_xor"};
  for (int op = 0; op < 9; ++op)
    if (__builtin_strcmp(names[op], ufunc) == 0)
      return op;
  return -1;
}
template <class T, int N, class V, class... I>
inline void scatter_op(at where, const array<T, N> &a, const char *pattern, const char *ufunc, const V &value, const I &...indices) {
  np_ref refs[] = {index_ref(indices)...}, to = a.target(), from = value_ref(value);
  index_plan plan(where, to, pattern, refs);
  int op = at_op(ufunc);
  if (op < 0)
    fail(NP_NOT_IMPLEMENTED_ERROR, "this ufunc's .at", where);
  check(np_scatter_op(&to, &plan, op, &from), where);
}

} // namespace np
