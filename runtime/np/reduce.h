// Reductions: np::sum(x), np::sum<0>(x), np::sum<1>(x, np::keepdims). All of them are calls of the C ABI, which adds
// in NumPy's order.
#pragma once
#include "../abi/reduce.h"
#include "pending.h"
#include "shape.h"

namespace np {

struct keepdims_t {};
constexpr keepdims_t keepdims{};
// axis=(): nothing is reduced.
constexpr int no_axis = -1000;
template <class M> struct where_mask {
  const M &mask;
};
template <class T, int N> inline where_mask<array<T, N>> where(const array<T, N> &mask) { return {mask}; }
template <class T> struct initial_value {
  T value;
};
template <class T> inline initial_value<T> initial(T value) { return {value}; }

// What the arguments behind the array say.
struct reduce_options {
  np_ref mask;
  const np_ref *where = nullptr;
  const void *initial = nullptr;
  double ddof = 0;
  at line = nowhere;

  void take(keepdims_t) {}
  void take(later_t) {}
  void take(at where) { line = where; }
  void take(double value) { ddof = value; }
  template <class M> void take(const where_mask<M> &m) {
    mask = m.mask.ref();
    where = &mask;
  }
  template <class T> void take(const initial_value<T> &i) { initial = &i.value; }
};
template <class... O> constexpr bool keeps = (__is_same(O, keepdims_t) || ...);
template <class... O> constexpr bool is_later = (__is_same(O, later_t) || ...);

// The dtype of a result: sum, prod; mean; var and std.
template <class T> auto accumulated_of() {
  if constexpr (is_bool<T> || is_signed_int<T>)
    return i64();
  else if constexpr (is_int<T>)
    return u64();
  else
    return T();
}
template <class T> using accumulated = decltype(accumulated_of<T>());
template <class T> auto averaged_of() {
  if constexpr (is_real<T> || is_complex<T>)
    return T();
  else
    return double();
}
template <class T> using averaged = decltype(averaged_of<T>());
template <class T> auto spread_of() {
  if constexpr (is_complex<T>)
    return decltype(T().re)();
  else
    return averaged<T>();
}
template <class T> using spread = decltype(spread_of<T>());

constexpr int count_axes(const int *axes, int n) { return n == 1 && axes[0] == no_axis ? 0 : n; }

// R: the result's element; Axes: none means all of them. `call` is the host's function; what np_array_reduce can do as
// well may run on a device.
template <class R, int... Axes, class T, int N, class F, class... O>
inline auto reduce_with(int op, const array<T, N> &a, F call, const O &...options) {
  reduce_options o;
  (o.take(options), ...);
  constexpr int given[] = {Axes..., 0};
  constexpr int naxes = sizeof...(Axes) == 0 ? -1 : count_axes(given, sizeof...(Axes));
  constexpr int rank = keeps<O...> ? N : naxes < 0 ? 0 : N - naxes;
  array<R, rank> out;
  bool gone[N ? N : 1] = {};
  for (int k = 0; k < naxes; ++k)
    gone[given[k]] = true;
  int next = 0;
  for (int axis = 0; axis < N; ++axis)
    if (naxes < 0 || gone[axis]) {
      if (keeps<O...>)
        out.shape_.n[next++] = 1;
    } else {
      out.shape_.n[next++] = a.shape_.n[axis];
    }
  bool may_place = np_may_place(a.size() * i64(sizeof(T))) && !o.where && !o.initial && op != NP_REDUCE_VAR;
  if (rank == 0 && !may_place) {
    R result;
    i64 none[1] = {};
    np_ref in = a.ref(), to = {&result, none, none, 0, dtype_of<R>};
    check(call(&in, given, naxes, false, &to, o), o.line);
    if constexpr (is_later<O...>)
      return pending<R>(result);
    else if constexpr (rank == 0)
      return result;
  }
  allocate(out, false, o.line);
  np_ref layout = a.layout();
  np_reduce_layout(op, &layout, given, naxes, keeps<O...>, o.where, out.strides_.n);
  if (may_place) {
    np_operand in = a.operand(), to = out.operand();
    check(np_array_reduce(op, &in, given, naxes, keeps<O...>, &to), o.line);
  } else {
    np_ref in = a.ref(), to = out.target();
    check(call(&in, given, naxes, keeps<O...>, &to, o), o.line);
  }
  if constexpr (is_later<O...>)
    return pending<R>(out);
  else if constexpr (rank == 0)
    return R(out());
  else
    return out;
}

#define NP_REDUCTION(name, op, result)                                                                                 \
  template <int... Axes, class T, int N, class... O> inline auto name(const array<T, N> &a, const O &...options) {     \
    return reduce_with<result, Axes...>(                                                                               \
        op, a,                                                                                                         \
        [](const np_ref *in, const int *axes, int n, int keep, const np_ref *out, const reduce_options &o) {           \
          return np_reduce(op, in, axes, n, keep, o.where, o.initial, out);                                            \
        },                                                                                                             \
        options...);                                                                                                   \
  }
NP_REDUCTION(sum, NP_REDUCE_SUM, accumulated<T>)
NP_REDUCTION(prod, NP_REDUCE_PROD, accumulated<T>)
NP_REDUCTION(max, NP_REDUCE_MAX, T)
NP_REDUCTION(min, NP_REDUCE_MIN, T)
NP_REDUCTION(any, NP_REDUCE_ANY, bool)
NP_REDUCTION(all, NP_REDUCE_ALL, bool)
NP_REDUCTION(argmax, NP_REDUCE_ARGMAX, i64)
NP_REDUCTION(argmin, NP_REDUCE_ARGMIN, i64)
#undef NP_REDUCTION

template <int... Axes, class T, int N, class... O> inline auto mean(const array<T, N> &a, const O &...options) {
  return reduce_with<averaged<T>, Axes...>(
      NP_REDUCE_MEAN, a,
      [](const np_ref *in, const int *axes, int n, int keep, const np_ref *out, const reduce_options &o) {
        return np_mean(in, axes, n, keep, o.where, out);
      },
      options...);
}
template <int... Axes, class T, int N, class... O> inline auto var(const array<T, N> &a, const O &...options) {
  return reduce_with<spread<T>, Axes...>(
      NP_REDUCE_VAR, a,
      [](const np_ref *in, const int *axes, int n, int keep, const np_ref *out, const reduce_options &o) {
        return np_var(in, axes, n, o.ddof, keep, o.where, 0, out);
      },
      options...);
}
template <int... Axes, class T, int N, class... O> inline auto std(const array<T, N> &a, const O &...options) {
  return reduce_with<spread<T>, Axes...>(
      NP_REDUCE_VAR, a,
      [](const np_ref *in, const int *axes, int n, int keep, const np_ref *out, const reduce_options &o) {
        return np_var(in, axes, n, o.ddof, keep, o.where, 1, out);
      },
      options...);
}

} // namespace np
