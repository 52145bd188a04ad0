// Making arrays: zeros and its kin, ranges, arrays of lists and scalars.
#pragma once
#include "list.h"
#include "map.h"
#include "shape.h"
#include "wide.h"

namespace np {

template <class T, int N> inline array<T, N> filled(const i64 (&shape)[N], bool zero) {
  array<T, N> a;
  for (int axis = 0; axis < N; ++axis)
    a.shape_.n[axis] = shape[axis];
  allocate(a, zero, nowhere);
  return a;
}
// Fortran order: the strides the other way round.
template <class T, int N> inline array<T, N> ordered(array<T, N> a, const char *order) {
  if (*order == 'F') {
    i64 size = 1;
    for (int axis = 0; axis < N; ++axis) {
      a.strides_.n[axis] = size;
      size *= a.shape_.n[axis] ? a.shape_.n[axis] : 1;
    }
  }
  return a;
}
template <class T, int N, class U> inline void put_all(const array<T, N> &a, U value) {
  fill(a, cast<T>(value));
}
template <class T, int N> inline array<T, N> zeros(const i64 (&shape)[N], const char *order = "C") {
  i64 bytes = sizeof(T);
  for (i64 extent : shape)
    bytes *= extent;
  if (!np_may_place(bytes)) // the system's fresh pages are zeros
    return ordered(filled<T>(shape, true), order);
  auto a = ordered(filled<T>(shape, false), order);
  put_all(a, T(0));
  return a;
}
template <class T, int N> inline array<T, N> empty(const i64 (&shape)[N], const char *order = "C") {
  auto a = ordered(filled<T>(shape, false), order);
  a.buffer->valid = 0;
  return a;
}
template <class T, int N> inline array<T, N> ones(const i64 (&shape)[N], const char *order = "C") {
  auto a = ordered(filled<T>(shape, false), order);
  put_all(a, T(1));
  return a;
}
template <class T> inline array<T, 0> scalar_array(T value) {
  array<T, 0> a;
  allocate(a, false, nowhere);
  *a.data = value;
  return a;
}
template <class T> inline array<T, 0> zeros(extents<0>, const char * = "C") { return scalar_array(T(0)); }
template <class T> inline array<T, 0> empty(extents<0>, const char * = "C") { return scalar_array(T(0)); }
template <class T> inline array<T, 0> ones(extents<0>, const char * = "C") { return scalar_array(T(1)); }
template <class T, int N, class U> inline array<T, N> full(const i64 (&shape)[N], const U &value, const char *order, at) {
  auto a = ordered(filled<T>(shape, false), order);
  put_all(a, value);
  return a;
}
template <class T, int N, class U> inline array<T, N> full(const i64 (&shape)[N], const U &value, at where) {
  return full<T>(shape, value, "C", where);
}
template <class T, class U> inline array<T, 0> full(extents<0>, const U &value, at) { return scalar_array(cast<T>(value)); }
template <class T, class U> inline array<T, 0> full(extents<0>, const array<U, 0> &value, at) {
  return scalar_array(cast<T>(value()));
}
template <class T, int N, class U, int M> inline array<T, N> full(const i64 (&shape)[N], const array<U, M> &value, at where) {
  auto a = filled<T>(shape, false);
  check_assign(a, value, where);
  assign(a, value);
  return a;
}
template <class T> inline array<T, 0> from_scalar(T value) { return scalar_array(value); }

// arange: as many as fit before stop; every element is start + i * step, as NumPy computes it (the second element
// fixes the difference).
inline double plain(i64 x) { return double(x); }
inline double plain(double x) { return x; }
template <class T, class S> inline array<T, 1> arange(S start, S stop, S step, at where) {
  if (step == 0)
    fail(NP_ZERO_DIVISION_ERROR, "division by zero", where);
  i64 count;
  if constexpr (is_int<S>) {
    count = step > 0 ? (stop > start ? (stop - start - 1) / step + 1 : 0) : (stop < start ? (start - stop - 1) / -step + 1 : 0);
  } else {
    double n = __builtin_ceil((stop - start) / step);
    if (isnan(n))
      fail(NP_VALUE_ERROR, "arange: cannot compute length", where);
    if (n > 9e18)
      fail(NP_VALUE_ERROR, "Maximum allowed size exceeded", where);
    count = n > 0 ? i64(n) : 0;
  }
  i64 shape[] = {count};
  array<T, 1> a = filled<T>(shape, false);
  if constexpr (is_complex<T> || is_bool<T>) {
    for (i64 i = 0; i < count; ++i)
      a.data[i] = cast<T>(start + S(i) * step);
  } else {
    T first = cast<T>(start), delta = T(cast<T>(S(start + step)) - first);
    if (np_may_place(count * i64(sizeof(T)))) {
      np_operand to = a.operand();
      check(np_array_ramp(&to, &first, &delta), where);
      return a;
    }
    for (i64 i = 0; i < count; ++i)
      a.data[i] = T(first + cast<T>(i) * delta);
  }
  return a;
}
template <class T> inline array<T, 1> arange(i64 start, i64 stop, i64 step, at where) {
  return arange<T, i64>(start, stop, step, where);
}
template <class T, class A, class B, class C> inline array<T, 1> arange(A start, B stop, C step, at where) {
  if constexpr (is_int<A> && is_int<B> && is_int<C>)
    return arange<T, i64>(i64(start), i64(stop), i64(step), where);
  else
    return arange<T, double>(double(start), double(stop), double(step), where);
}
inline array<double, 1> linspace_of(double start, double stop, i64 num, bool endpoint, at where) {
  if (num < 0)
    fail(np_fail(NP_VALUE_ERROR, "Number of samples, %lld, must be non-negative.", num), where);
  i64 shape[] = {num}, parts = endpoint ? num - 1 : num;
  array<double, 1> a = filled<double>(shape, false);
  double delta = stop - start, step = parts > 0 ? delta / double(parts) : nan;
  for (i64 i = 0; i < num; ++i)
    a.data[i] = parts > 0 ? (step == 0 ? double(i) / double(parts) * delta : double(i) * step) + start : double(i) * delta + start;
  if (endpoint && num > 1)
    a.data[num - 1] = stop;
  return a;
}
template <class T = double> inline array<double, 1> linspace(double start, double stop, i64 num, at where) {
  return linspace_of(start, stop, num, true, where);
}
template <class T = double> inline array<double, 1> linspace(double start, double stop, i64 num, bool endpoint, at where) {
  return linspace_of(start, stop, num, endpoint, where);
}
template <class T> inline array<T, 2> eye(i64 rows, i64 columns, i64 k, at where) {
  i64 shape[] = {check_extent(rows, where), check_extent(columns, where)};
  array<T, 2> a = filled<T>(shape, true);
  for (i64 i = k < 0 ? -k : 0; i < rows && i + k < columns; ++i)
    a.data[i * columns + i + k] = T(1);
  return a;
}
template <class T> inline array<T, 2> eye(i64 n, i64 k, at where) { return eye<T>(n, n, k, where); }

// np.array([[1.0, 2.0], [3.0, 4.0]]): the elements in C order.
template <class T, int N, int S, int K> inline array<T, N> make_array(const i64 (&shape)[S], const T (&elements)[K]) {
  array<T, N> a;
  for (int axis = 0; axis < N; ++axis)
    a.shape_.n[axis] = shape[axis];
  allocate(a, false, nowhere);
  for (int i = 0; i < K; ++i)
    a.data[i] = elements[i];
  return a;
}
struct no_elements {};
template <class T, int N, int S> inline array<T, N> make_array(const i64 (&shape)[S], no_elements) {
  return filled<T>(shape, true);
}
template <class T, int N> inline array<T, N> make_array(extents<0>, const T (&elements)[1]) { return scalar_array(elements[0]); }

// np.array of a list that grows: of scalars, lists or arrays, which must agree in shape.
template <class T, int N, class S> struct list_filler {
  static void shape(const S &, i64 *) {}
  static bool fits(const S &, const i64 *) { return true; }
  static void fill(const S &item, T *&to) { *to++ = cast<T>(item); }
};
template <class T, int N, class S> struct list_filler<T, N, scalar<S>> {
  static void shape(const scalar<S> &, i64 *) {}
  static bool fits(const scalar<S> &, const i64 *) { return true; }
  static void fill(const scalar<S> &item, T *&to) { *to++ = cast<T>(item.value); }
};
template <class T, int N> struct list_filler<T, N, wide> {
  static void shape(const wide &, i64 *) {}
  static bool fits(const wide &, const i64 *) { return true; }
  static void fill(const wide &item, T *&to) { *to++ = cast<T>(i64(item.value)); }
};
template <class T, int N, class S> struct list_filler<T, N, list<S>> {
  using inner = list_filler<T, N - 1, S>;
  static void shape(const list<S> &l, i64 *shape) {
    *shape = l.size();
    if (l.size())
      inner::shape(l[0], shape + 1);
  }
  static bool fits(const list<S> &l, const i64 *shape) {
    if (l.size() != *shape)
      return false;
    for (const S &item : l)
      if (!inner::fits(item, shape + 1))
        return false;
    return true;
  }
  static void fill(const list<S> &l, T *&to) {
    for (const S &item : l)
      inner::fill(item, to);
  }
};
template <class T, int N, class S, int M> struct list_filler<T, N, array<S, M>> {
  static void shape(const array<S, M> &a, i64 *shape) {
    for (int axis = 0; axis < M; ++axis)
      shape[axis] = a.shape_.n[axis];
  }
  static bool fits(const array<S, M> &a, const i64 *shape) {
    for (int axis = 0; axis < M; ++axis)
      if (a.shape_.n[axis] != shape[axis])
        return false;
    return true;
  }
  static void fill(const array<S, M> &a, T *&to) {
    array<T, M> run;
    run.data = to;
    run.shape_ = a.shape_;
    np_c_strides(M, run.shape_.n, run.strides_.n);
    np_ref target = run.target(), from = a.ref();
    np_copy(&target, &from);
    to += a.size();
  }
};
template <class T, int N, class S> inline array<T, N> array_of_list(const list<S> &l, at where) {
  array<T, N> a;
  for (int axis = 0; axis < N; ++axis)
    a.shape_.n[axis] = 0;
  using filler = list_filler<T, N, list<S>>;
  filler::shape(l, a.shape_.n);
  if (!filler::fits(l, a.shape_.n)) {
    builder shape; // the part that all items share: the outermost length at least
    np_repr_int(&shape, l.size());
    fail(np_fail(NP_VALUE_ERROR,
                 "setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 "
                 "dimensions. The detected shape was (%lld,) + inhomogeneous part.", l.size()), where);
  }
  allocate(a, false, where);
  T *to = a.data;
  filler::fill(l, to);
  return a;
}
// np.array of several arrays: a new first axis.
template <class T, class U, int N, class... More>
inline array<T, N + 1> stack(at where, const array<U, N> &first, const More &...more) {
  list<array<U, N>> l;
  l.append(first);
  if constexpr ((__is_same(More, array<U, N>) && ...)) {
    (l.append(more), ...);
    return array_of_list<T, N + 1>(l, where);
  } else {
    list<array<T, N>> cast_list;
    cast_list.append(astype<T>(first));
    (cast_list.append(astype<T>(more)), ...);
    return array_of_list<T, N + 1>(cast_list, where);
  }
}
// x.tolist(): L is the (nested) list, or a Python scalar for rank 0.
template <class L> struct list_maker {
  template <class T> static L make(const T *data, const i64 *, const i64 *) { return cast<L>(*data); }
};
template <> struct list_maker<wide> {
  template <class T> static wide make(const T *data, const i64 *, const i64 *) { return wide(*data); }
};
template <class S> struct list_maker<list<S>> {
  template <class T> static list<S> make(const T *data, const i64 *shape, const i64 *strides) {
    list<S> l;
    for (i64 i = 0; i < *shape; ++i)
      l.append(list_maker<S>::make(data + i * *strides, shape + 1, strides + 1));
    return l;
  }
};
template <class L, class T, int N> inline L tolist(const array<T, N> &a) {
  a.read();
  return list_maker<L>::make(a.data, a.shape_.n, a.strides_.n);
}

} // namespace np
