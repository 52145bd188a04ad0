// Views, and the checks of shapes. A view is a handle to the same buffer; strides are in elements.
#pragma once
#include "array.h"
#include "print.h"
#include "wide.h"

namespace np {

// --- checks
// Extents that may be printed as one variable: auto shape = np::broadcast<2>(NP_AT(6), x, y).
template <int N, class... A> inline extents<N> broadcast(at where, const A &...arrays) {
  np_ref refs[] = {arrays.layout()...};
  int ndim;
  i64 full[NP_MAX_RANK];
  check(np_broadcast_shapes(sizeof...(A), refs, &ndim, full), where);
  extents<N> shape{};
  for (int axis = 0; axis < N; ++axis)
    shape.n[axis] = full[axis];
  return shape;
}
template <class T, int N, class U, int M> inline void check_assign(const array<T, N> &target, const array<U, M> &value, at where) {
  check(np_assign_check(N, target.shape_.n, M, value.shape_.n), where);
}
template <class T, int N, class U> inline void check_assign(const array<T, N> &, const U &, at) {}
template <class T, int N, class U, int M> inline void check_inplace(const array<T, N> &target, const array<U, M> &value, at where) {
  np_ref refs[] = {target.layout(), value.layout()};
  int ndim;
  i64 full[NP_MAX_RANK];
  check(np_broadcast_shapes(2, refs, &ndim, full), where);
  check(np_broadcast_output_check(&refs[0], ndim, full), where);
}
template <class T, int N, class U> inline void check_inplace(const array<T, N> &, const U &, at) {}
// The exponents of an integer power.
template <class T> inline void check_powers(T exponent, at where) {
  if (exponent < 0)
    fail(NP_VALUE_ERROR, "Integers to negative integer powers are not allowed.", where);
}
template <class T, int N> inline void check_powers(const array<T, N> &exponents, at where) {
  np_ref in = exponents.ref();
  if (np_has_negative(&in))
    fail(NP_VALUE_ERROR, "Integers to negative integer powers are not allowed.", where);
}
inline i64 check_extent(i64 n, at where) {
  if (n < 0)
    fail(NP_VALUE_ERROR, "negative dimensions are not allowed", where);
  return n;
}
inline void check_unpack(i64 length, i64 count, at where) {
  if (length < count)
    fail(np_fail(NP_VALUE_ERROR, "not enough values to unpack (expected %lld, got %lld)", count, length), where);
  if (length > count)
    fail(np_fail(NP_VALUE_ERROR, "too many values to unpack (expected %lld)", count), where);
}
// `what` is NumPy's name of the target: "assignment destination", "output array", ...
template <class T, int N> inline void check_writable(const array<T, N> &a, const char *what, at where) {
  if (a.buffer && a.buffer->read_only)
    fail(np_fail(NP_VALUE_ERROR, "%s is read-only", what), where);
}
// An argument `{n, m}` of any number of extents; {} is rank 0.
template <int N> struct extents_of {
  using type = const i64 (&)[N];
};
template <> struct extents_of<0> {
  using type = extents<0>;
};
template <int M, class T, int N, int K> inline extents<M> check_reshape(const array<T, N> &a, const i64 (&wanted)[K], at where) {
  extents<M> shape{};
  check(np_reshape_check(a.size(), wanted, M, shape.n), where);
  return shape;
}
template <int M, class T, int N> inline extents<M> check_reshape(const array<T, N> &a, extents<0>, at where) {
  extents<M> shape{};
  check(np_reshape_check(a.size(), shape.n, 0, shape.n), where);
  return shape;
}
template <int M, class T, int N, int K>
inline extents<M> check_broadcast_to(const array<T, N> &a, const i64 (&wanted)[K], at where) {
  extents<M> shape{}, strides{};
  for (int axis = 0; axis < M; ++axis)
    shape.n[axis] = wanted[axis];
  np_ref from = a.layout();
  check(np_broadcast_to(&from, M, shape.n, strides.n), where);
  return shape;
}

// --- views
template <int M, class T, int N> inline array<T, M> slice(const array<T, N> &a, const axis (&index)[N]) {
  array<T, M> v(a.buffer, a.data);
  int out = 0;
  for (int k = 0; k < N; ++k) {
    const axis &x = index[k];
    i64 first = x.start, count = x.stop, step = x.step;
    switch (x.what) {
    case axis::position:
      v.data += first * a.strides_.n[k];
      continue;
    case axis::everything:
      first = 0, count = a.shape_.n[k], step = 1;
      break;
    case axis::range: {
      bounds b = slice_bounds(a.shape_.n[k], x);
      first = b.first, count = b.count;
      break;
    }
    case axis::span:
      break;
    }
    if (count > 0)
      v.data += first * a.strides_.n[k];
    v.shape_.n[out] = count;
    v.strides_.n[out++] = step * a.strides_.n[k];
  }
  return v;
}
// With a line: positions are the script's, and checked.
template <int M, class T, int N> inline array<T, M> slice(const array<T, N> &a, const axis (&index)[N], at where) {
  axis wrapped[N] = {index[0]};
  for (int k = 0; k < N; ++k) {
    wrapped[k] = index[k];
    if (index[k].what == axis::position)
      wrapped[k].start = wrap_index(index[k].start, a.shape_.n[k], k, where);
  }
  return slice<M>(a, wrapped);
}
template <class T, int N, int K> inline array<T, N + K> expand_dims(const array<T, N> &a, const int (&axes)[K]) {
  array<T, N + K> v(a.buffer, a.data);
  int from = 0;
  for (int axis = 0; axis < N + K; ++axis) {
    bool fresh = false;
    for (int k = 0; k < K; ++k)
      fresh = fresh || axes[k] == axis;
    v.shape_.n[axis] = fresh ? 1 : a.shape_.n[from];
    v.strides_.n[axis] = fresh ? 0 : a.strides_.n[from];
    from += !fresh;
  }
  return v;
}
template <class T, int N> inline array<T, N> transpose(const array<T, N> &a, const int (&permutation)[N]) {
  array<T, N> v(a.buffer, a.data);
  for (int axis = 0; axis < N; ++axis) {
    v.shape_.n[axis] = a.shape_.n[permutation[axis]];
    v.strides_.n[axis] = a.strides_.n[permutation[axis]];
  }
  return v;
}
template <class T, int N> inline array<T, N> array<T, N>::T() const {
  array v(buffer, data);
  for (int axis = 0; axis < N; ++axis) {
    v.shape_.n[axis] = shape_.n[N - 1 - axis];
    v.strides_.n[axis] = strides_.n[N - 1 - axis];
  }
  return v;
}
template <class T, int N> inline i64 stride(const array<T, N> &a, int axis) { return a.strides_.n[axis] * i64(sizeof(T)); }

// a.copy(order): fresh memory; K keeps the order of the axes.
template <class T, int N> inline array<T, N> copy(const array<T, N> &a, char order = 'K') {
  array<T, N> c = fresh<T, N>(a.shape_.n);
  np_operand from = a.operand();
  if (order == 'K' || order == 'A') {
    np_korder_strides(1, &from.ref, N, c.shape_.n, c.strides_.n);
  } else if (order == 'F') {
    i64 size = 1;
    for (int axis = 0; axis < N; ++axis) {
      c.strides_.n[axis] = size;
      size *= c.shape_.n[axis];
    }
  }
  np_operand to = c.operand();
  check(np_array_copy(&to, &from), nowhere);
  return c;
}
template <class U, class T, int N> inline array<U, N> astype(const array<T, N> &a, char order = 'K') {
  array<U, N> c = fresh<U, N>(a.shape_.n);
  np_operand from = a.operand();
  if (order == 'K' || order == 'A')
    np_korder_strides(1, &from.ref, N, c.shape_.n, c.strides_.n);
  np_operand to = c.operand();
  check(np_array_copy(&to, &from), nowhere);
  return c;
}

// Are the elements in this order, without gaps?
template <class T, int N> inline bool is_contiguous(const array<T, N> &a, char order) {
  if (a.size() == 0)
    return true;
  i64 size = 1;
  for (int k = 0; k < N; ++k) {
    int axis = order == 'F' ? k : N - 1 - k;
    if (a.shape_.n[axis] != 1 && a.strides_.n[axis] != size)
      return false;
    size *= a.shape_.n[axis];
  }
  return true;
}
// np.ascontiguousarray, np.asfortranarray.
template <class T, int N> inline array<T, N> contiguous(const array<T, N> &a, char order) {
  return is_contiguous(a, order) ? a : copy(a, order);
}
// as_strided: strides in bytes.
template <int M, class T, int N, int K> inline array<T, M> as_strided(const array<T, N> &a, const i64 (&shape)[K], const i64 (&strides)[K]) {
  array<T, M> v(a.buffer, a.data);
  for (int axis = 0; axis < M; ++axis)
    v.shape_.n[axis] = shape[axis], v.strides_.n[axis] = strides[axis] / i64(sizeof(T));
  return v;
}
// a.flags.NAME. An array that shows all of its buffer owns it.
template <class T, int N> inline bool flag(const array<T, N> &a, const char *name) {
  switch (name[0]) {
  case 'c': return is_contiguous(a, 'C');
  case 'f': return is_contiguous(a, 'F');
  case 'o': return a.buffer && a.data == a.buffer->host;
  default: return true;
  }
}

// The same elements in C order under other extents: a view where the strides allow it, else of a copy.
template <int M, class T, int N> inline array<T, M> reshaped(const array<T, N> &a, const i64 *shape, char order = 'C') {
  if (order == 'F') {
    i64 reversed[M ? M : 1];
    for (int axis = 0; axis < M; ++axis)
      reversed[axis] = shape[M - 1 - axis];
    return reshaped<M>(a.T(), reversed).T();
  }
  array<T, M> v(a.buffer, a.data);
  for (int axis = 0; axis < M; ++axis)
    v.shape_.n[axis] = shape[axis];
  np_ref from = a.layout();
  if (np_can_reshape(&from, M, v.shape_.n, v.strides_.n))
    return v;
  array<T, N> dense = copy(a, 'C');
  from = dense.layout();
  np_can_reshape(&from, M, v.shape_.n, v.strides_.n);
  array<T, M> w(dense.buffer, dense.data);
  w.shape_ = v.shape_, w.strides_ = v.strides_;
  return w;
}
// With a line: the extents are checked here, and one of them may be -1.
template <int M, class T, int N> requires(M > 0)
inline array<T, M> reshape(const array<T, N> &a, const extents<M> (&shape)[1], char order = 'C') {
  return reshaped<M>(a, shape[0].n, order);
}
template <int M, class T, int N, int K> inline array<T, M> reshape(const array<T, N> &a, const i64 (&shape)[K], char order = 'C') {
  return reshaped<M>(a, shape, order);
}
template <int M, class T, int N> inline array<T, M> reshape(const array<T, N> &a, extents<0>, char order = 'C') {
  return reshaped<M>(a, nullptr, order);
}
template <int M, class T, int N, int K>
inline array<T, M> reshape(const array<T, N> &a, const i64 (&shape)[K], char order, at where) {
  return reshaped<M>(a, check_reshape<M>(a, shape, where).n, order);
}
template <int M, class T, int N, int K> inline array<T, M> reshape(const array<T, N> &a, const i64 (&shape)[K], at where) {
  return reshape<M>(a, shape, 'C', where);
}
template <int M, class T, int N> inline array<T, M> reshape(const array<T, N> &a, extents<0> shape, at where) {
  check_reshape<M>(a, shape, where);
  return reshaped<M>(a, nullptr);
}
template <int M, class T, int N, int K> inline array<T, M> broadcast_to(const array<T, N> &a, const i64 (&shape)[K], at where) {
  array<T, M> v(a.buffer, a.data);
  for (int axis = 0; axis < M; ++axis)
    v.shape_.n[axis] = shape[axis];
  np_ref from = a.layout();
  check(np_broadcast_to(&from, M, v.shape_.n, v.strides_.n), where);
  return v;
}
template <int M, class T, int N, int K> inline array<T, M> broadcast_to(const array<T, N> &a, const i64 (&shape)[K]) {
  return broadcast_to<M>(a, shape, nowhere);
}
template <int M, class T, int N> requires(M > 0)
inline array<T, M> broadcast_to(const array<T, N> &a, const extents<M> (&shape)[1]) {
  array<T, M> v(a.buffer, a.data);
  v.shape_ = shape[0];
  np_ref from = a.ref();
  check(np_broadcast_to(&from, M, v.shape_.n, v.strides_.n), nowhere);
  return v;
}
template <int M, class T, int N> inline array<T, M> broadcast_to(const array<T, N> &a, extents<0>, at where = nowhere) {
  array<T, M> v(a.buffer, a.data);
  np_ref from = a.layout();
  check(np_broadcast_to(&from, 0, v.shape_.n, v.strides_.n), where);
  return v;
}
template <int M, class T, int N>
inline extents<M> check_broadcast_to(const array<T, N> &a, extents<0> shape, at where) {
  broadcast_to<M>(a, shape, where);
  return {};
}
// The diagonal of two axes, which go; it becomes the last axis.
template <class T, int N> inline array<T, N - 1> diagonal(const array<T, N> &a, i64 offset, int axis1, int axis2) {
  array<T, N - 1> v(a.buffer, a.data);
  int out = 0;
  for (int axis = 0; axis < N; ++axis)
    if (axis != axis1 && axis != axis2) {
      v.shape_.n[out] = a.shape_.n[axis];
      v.strides_.n[out++] = a.strides_.n[axis];
    }
  i64 rows = a.shape_.n[axis1] - (offset < 0 ? -offset : 0), columns = a.shape_.n[axis2] - (offset > 0 ? offset : 0);
  i64 n = rows < columns ? rows : columns;
  v.shape_.n[out] = n < 0 ? 0 : n;
  v.strides_.n[out] = a.strides_.n[axis1] + a.strides_.n[axis2];
  if (n > 0)
    v.data += offset < 0 ? -offset * a.strides_.n[axis1] : offset * a.strides_.n[axis2];
  return v;
}
template <class P, int N> inline array<P, N> part_view(const array<complex<P>, N> &a, int which) {
  array<P, N> v(a.buffer, reinterpret_cast<P *>(a.data) + which);
  v.shape_ = a.shape_;
  for (int axis = 0; axis < N; ++axis)
    v.strides_.n[axis] = 2 * a.strides_.n[axis];
  return v;
}
template <class P, int N> inline array<P, N> real_view(const array<complex<P>, N> &a) { return part_view(a, 0); }
template <class P, int N> inline array<P, N> imag_view(const array<complex<P>, N> &a) { return part_view(a, 1); }
template <class T, int N> inline const array<T, N> &real_view(const array<T, N> &a) { return a; }
// x.view(dtype): the last axis changes its length where the sizes differ, and must be dense.
template <class U, class T, int N> inline array<U, N> bitcast(const array<T, N> &a, at where) {
  array<U, N> v(a.buffer, reinterpret_cast<U *>(a.data));
  v.shape_ = a.shape_, v.strides_ = a.strides_;
  constexpr i64 from = sizeof(T), to = sizeof(U);
  if constexpr (from != to) {
    if constexpr (N == 0)
      fail(NP_VALUE_ERROR, "Changing the dtype of a 0d array is only supported if the itemsize is unchanged", where);
    if (a.strides_.n[N - 1] != 1 && a.shape_.n[N - 1] != 1)
      fail(NP_VALUE_ERROR, "To change to a dtype of a different size, the last axis must be contiguous", where);
    if (a.shape_.n[N - 1] * from % to)
      fail(NP_VALUE_ERROR,
           "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array.",
           where);
    for (int axis = 0; axis < N; ++axis)
      v.strides_.n[axis] = axis == N - 1 ? 1 : a.strides_.n[axis] * from / to;
    v.shape_.n[N - 1] = a.shape_.n[N - 1] * from / to;
  }
  return v;
}

// --- single elements
// bool(x) of an array.
template <class T, int N> inline bool truth(const array<T, N> &a, at where) {
  if (a.size() == 0)
    fail(NP_VALUE_ERROR, "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty.", where);
  if (a.size() != 1)
    fail(NP_VALUE_ERROR, "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()", where);
  a.read();
  return truth(*a.data);
}
template <class U, class T, int N> inline U element_of(const array<T, N> &a, at where) {
  if (a.size() != 1)
    fail(NP_VALUE_ERROR, "setting an array element with a sequence.", where);
  a.read();
  return cast<U>(*a.data);
}
// a.item().
template <class U, class T, int N> inline U item_of(const array<T, N> &a, at where) {
  if (a.size() != 1)
    fail(NP_VALUE_ERROR, "can only convert an array of size 1 to a Python scalar", where);
  return element_of<U>(a, where);
}
// A Python int as a NumPy integer: it must fit.
template <class T, class I> inline T weak(I value, at where) {
  bool fits = is_signed_int<T> ? i64(value) >= i64(limits<T>::min()) && i64(value) <= i64(limits<T>::max())
                               : value >= 0 && u64(value) <= u64(limits<T>::max());
  if (!fits) {
    const char *const names[] = {"bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"};
    fail(np_fail(NP_OVERFLOW_ERROR, "Python integer %lld out of bounds for %s", i64(value), names[dtype_of<T>]), where);
  }
  return T(value);
}
template <class T> inline T weak(wide value, at where) {
  bool fits = is_signed_int<T> ? value.value >= i64(limits<T>::min()) && value.value <= i64(limits<T>::max())
                               : value.value >= 0 && value.value <= u64(limits<T>::max());
  if (!fits) {
    const char *const names[] = {"bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"};
    builder text;
    text.add("Python integer ");
    np_repr_int128(&text, i64(value.value >> 64), u64(value.value));
    text.add(" out of bounds for ");
    text.add(names[dtype_of<T>]);
    raise(NP_OVERFLOW_ERROR, text.take(), where);
  }
  return T(value.value);
}

} // namespace np
