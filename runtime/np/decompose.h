// Decompositions: QR, singular values, eigenvalues, least squares, slogdet; einsum. Several results are a tuple.
#pragma once
#include "linalg.h"

namespace np {

template <class T> auto real_part_of() {
  if constexpr (is_complex<T>)
    return decltype(T().re)();
  else
    return T();
}
template <class T> using real_of = decltype(real_part_of<floating<T>>());
template <class T> auto complex_part_of() {
  if constexpr (is_same<real_of<T>, float>)
    return c64();
  else
    return c128();
}
template <class T> using complex_of = decltype(complex_part_of<T>());
// A result with the leading axes of `a` and the given last ones.
template <class R, int M, class T, int N> inline array<R, M> stacked(const array<T, N> &a, i64 rows, i64 columns, at where) {
  i64 shape[M + 1];
  for (int axis = 0; axis < N - 2; ++axis)
    shape[axis] = a.shape_.n[axis];
  if constexpr (M >= N - 1)
    shape[N - 2] = rows;
  if constexpr (M >= N)
    shape[N - 1] = columns;
  return fresh<R, M>(shape, where);
}
template <class T, int N> inline i64 shorter(const array<T, N> &a) {
  i64 m = a.shape_.n[N - 2], n = a.shape_.n[N - 1];
  return m < n ? m : n;
}
// A scalar is what a rank of 0 stands for.
template <class T, int N> inline auto plainly(const array<T, N> &a) {
  if constexpr (N == 0)
    return T(a());
  else
    return a;
}

template <class T, int N> inline auto linalg_slogdet(const array<T, N> &a, at where) {
  auto sign = stacked<floating<T>, N - 2>(a, 0, 0, where);
  auto size = stacked<real_of<T>, N - 2>(a, 0, 0, where);
  np_ref in = a.ref(), s = sign.target(), l = size.target();
  check(np_slogdet(&in, &s, &l), where);
  return tuple<decltype(plainly(sign)), decltype(plainly(size))>{plainly(sign), plainly(size)};
}
template <class T, int N>
inline tuple<array<floating<T>, N>, array<floating<T>, N>> linalg_qr(const array<T, N> &a, const char *mode, at where) {
  bool complete = *mode == 'c';
  i64 m = a.shape_.n[N - 2], n = a.shape_.n[N - 1], k = complete ? m : shorter(a);
  auto q = stacked<floating<T>, N>(a, m, k, where), r = stacked<floating<T>, N>(a, k, n, where);
  np_ref in = a.ref(), to_q = q.target(), to_r = r.target();
  check(np_qr(&in, complete ? NP_QR_COMPLETE : NP_QR_REDUCED, &to_q, &to_r), where);
  return {q, r};
}
template <class T, int N> inline auto linalg_qr_r(const array<T, N> &a, at where) {
  auto r = stacked<floating<T>, N>(a, shorter(a), a.shape_.n[N - 1], where);
  np_ref in = a.ref(), to = r.target();
  check(np_qr(&in, NP_QR_R, nullptr, &to), where);
  return r;
}
template <class T, int N>
inline tuple<array<floating<T>, N>, array<real_of<T>, N - 1>, array<floating<T>, N>> linalg_svd(const array<T, N> &a, bool full, at where) {
  i64 m = a.shape_.n[N - 2], n = a.shape_.n[N - 1], k = shorter(a);
  auto u = stacked<floating<T>, N>(a, m, full ? m : k, where), vh = stacked<floating<T>, N>(a, full ? n : k, n, where);
  auto s = stacked<real_of<T>, N - 1>(a, k, 0, where);
  np_ref in = a.ref(), to_u = u.target(), to_s = s.target(), to_v = vh.target();
  check(np_svd(&in, full, &to_u, &to_s, &to_v), where);
  return {u, s, vh};
}
template <class T, int N> inline auto linalg_svdvals(const array<T, N> &a, at where) {
  auto s = stacked<real_of<T>, N - 1>(a, shorter(a), 0, where);
  np_ref in = a.ref(), to = s.target();
  check(np_svd(&in, false, nullptr, &to, nullptr), where);
  return s;
}
template <class T, int N>
inline tuple<array<complex_of<T>, N - 1>, array<complex_of<T>, N>, bool> linalg_eig(const array<T, N> &a, at where) {
  i64 n = a.shape_.n[N - 1];
  auto w = stacked<complex_of<T>, N - 1>(a, n, 0, where);
  auto v = stacked<complex_of<T>, N>(a, n, n, where);
  np_ref in = a.ref(), to_w = w.target(), to_v = v.target();
  int is_real = 0;
  check(np_eig(&in, &to_w, &to_v, &is_real), where);
  return {w, v, is_real != 0};
}
template <class T, int N> inline tuple<array<complex_of<T>, N - 1>, bool> linalg_eigvals(const array<T, N> &a, at where) {
  auto w = stacked<complex_of<T>, N - 1>(a, a.shape_.n[N - 1], 0, where);
  np_ref in = a.ref(), to = w.target();
  int is_real = 0;
  check(np_eig(&in, &to, nullptr, &is_real), where);
  return {w, is_real != 0};
}
template <class T, int N>
inline tuple<array<real_of<T>, N - 1>, array<floating<T>, N>> linalg_eigh(const array<T, N> &a, const char *uplo, at where) {
  i64 n = a.shape_.n[N - 1];
  auto w = stacked<real_of<T>, N - 1>(a, n, 0, where);
  auto v = stacked<floating<T>, N>(a, n, n, where);
  np_ref in = a.ref(), to_w = w.target(), to_v = v.target();
  check(np_eigh(&in, *uplo, &to_w, &to_v), where);
  return {w, v};
}
template <class T, int N> inline auto linalg_eigh(const array<T, N> &a, at where) { return linalg_eigh(a, "L", where); }
template <class T, int N> inline auto linalg_eigvalsh(const array<T, N> &a, const char *uplo, at where) {
  auto w = stacked<real_of<T>, N - 1>(a, a.shape_.n[N - 1], 0, where);
  np_ref in = a.ref(), to = w.target();
  check(np_eigh(&in, *uplo, &to, nullptr), where);
  return w;
}
template <class T, int N> inline auto linalg_eigvalsh(const array<T, N> &a, at where) { return linalg_eigvalsh(a, "L", where); }
// rcond NaN: NumPy's default.
template <class T, int N, class U, int M> inline auto linalg_lstsq(const array<T, N> &a, const array<U, M> &b, double rcond, at where) {
  using R = joint<floating<T>, floating<U>>;
  i64 n = a.shape_.n[N - 1], columns = M > 1 ? b.shape_.n[M - 1] : 1;
  i64 shape[] = {n, columns}, lengths[] = {columns}, values[] = {shorter(a)};
  array<R, M> x = fresh<R, M>(shape, where);
  array<real_of<R>, 1> residuals = fresh<real_of<R>, 1>(lengths, where), s = fresh<real_of<R>, 1>(values, where);
  np_ref in = a.ref(), right = b.ref(), to_x = x.target(), to_r = residuals.target(), to_s = s.target();
  i64 count = 0;
  int rank = 0;
  check(np_lstsq(&in, &right, rcond, &to_x, &to_r, &count, &rank, &to_s), where);
  residuals.shape_.n[0] = count;
  return tuple<array<R, M>, array<real_of<R>, 1>, i32, array<real_of<R>, 1>>{x, residuals, i32(rank), s};
}

// --- einsum: R axes in the result. Each letter has one extent; the sum runs over the letters that the result lacks.
struct einsum_plan {
  int letters = 0;         // of the result first
  char name[52];
  i64 extent[52];
  i64 stride[5][52] = {};  // of the operands and, last, the result
};
// The subscripts of one operand; "..." stands for the axes that are left, named by control characters from the right.
inline int expand_subscripts(const char *&text, int ndim, char *names, at where) {
  int count = 0, dots = -1, letters = 0;
  for (const char *c = text; *c && *c != ',' && *c != '-'; ++c)
    letters += *c != '.' && *c != ' ';
  for (; *text && *text != ',' && *text != '-'; ++text) {
    if (*text == ' ')
      continue;
    if (*text == '.') {
      if (dots < 0) {
        dots = count;
        for (int k = ndim - letters; k-- > 0;)
          names[count++] = char(k + 1);
      }
      continue;
    }
    names[count++] = *text;
  }
  if (count != ndim)
    fail(np_fail(NP_VALUE_ERROR, count > ndim ? "einstein sum subscripts string contains too many subscripts for operand %d"
                                              : "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions.",
                 0), where);
  return count;
}
template <int R, class T, int... N> inline auto einsum_arrays(const char *subscripts, at where, const array<T, N> &...arrays) {
  constexpr int count = sizeof...(N);
  np_ref refs[] = {arrays.ref()...};
  const T *data[] = {arrays.data...};
  char names[count][NP_MAX_RANK], output[NP_MAX_RANK];
  const char *text = subscripts;
  int ranks[count];
  for (int k = 0; k < count; ++k) {
    ranks[k] = expand_subscripts(text, refs[k].ndim, names[k], where);
    if (*text == ',')
      ++text;
    else if (k + 1 < count)
      fail(NP_VALUE_ERROR, "more operands provided to einstein sum function than specified in the subscripts string", where);
  }
  auto occurrences = [&](char letter) {
    int n = 0;
    for (int k = 0; k < count; ++k)
      for (int axis = 0; axis < ranks[k]; ++axis)
        n += names[k][axis] == letter;
    return n;
  };
  int rank = 0;
  if (*text == '-') {
    text += 2;
    rank = expand_subscripts(text, R, output, where);
  } else { // the axes of "..." first, then the letters that stand once, sorted
    for (int c = 1; c < 32; ++c)
      if (occurrences(char(32 - c)))
        output[rank++] = char(32 - c);
    for (int c = 'A'; c <= 'z'; ++c)
      if (occurrences(char(c)) == 1)
        output[rank++] = char(c);
  }
  einsum_plan plan;
  auto letter_of = [&](char letter) {
    for (int i = 0; i < plan.letters; ++i)
      if (plan.name[i] == letter)
        return i;
    plan.name[plan.letters] = letter;
    plan.extent[plan.letters] = 1;
    return plan.letters++;
  };
  for (int axis = 0; axis < rank; ++axis) {
    if (!occurrences(output[axis]))
      fail(np_fail(NP_VALUE_ERROR, "einstein sum subscripts string included output subscript '%c' which never appeared in an input", output[axis]), where);
    letter_of(output[axis]);
  }
  for (int k = 0; k < count; ++k)
    for (int axis = 0; axis < ranks[k]; ++axis) {
      int i = letter_of(names[k][axis]);
      i64 n = refs[k].shape[axis];
      if (n != 1) {
        if (plan.extent[i] != 1 && plan.extent[i] != n)
          fail(np_fail(NP_VALUE_ERROR, "operands could not be broadcast together with remapped shapes [original->remapped]: dimension of length %lld does not match %lld", n, plan.extent[i]), where);
        plan.extent[i] = n;
        plan.stride[k][i] += refs[k].strides[axis];
      }
    }
  array<T, R> out = fresh<T, R>(plan.extent, where);
  for (int axis = 0; axis < R; ++axis)
    plan.stride[4][axis] = out.strides_.n[axis];
  // The letters of the result count like a clock, and for each of its elements the others.
  i64 index[52] = {}, total = 1, inner = 1;
  for (int i = 0; i < plan.letters; ++i)
    (i < R ? total : inner) *= plan.extent[i];
  T *to = out.data;
  auto advance = [&](int first, int last, bool moves_out) {
    for (int i = last; i-- > first;) {
      bool done = ++index[i] == plan.extent[i];
      for (int k = 0; k < count; ++k)
        data[k] += done ? -plan.stride[k][i] * (plan.extent[i] - 1) : plan.stride[k][i];
      if (moves_out)
        to += done ? -plan.stride[4][i] * (plan.extent[i] - 1) : plan.stride[4][i];
      if (!done)
        return;
      index[i] = 0;
    }
  };
  for (i64 n = 0; n < total; ++n) {
    T sum = T(0);
    for (i64 m = 0; m < inner; ++m) {
      T product = data[0][0];
      for (int k = 1; k < count; ++k)
        product = T(product * data[k][0]);
      sum = T(sum + product);
      advance(R, plan.letters, false);
    }
    *to = sum;
    advance(0, R, true);
  }
  return plainly(out);
}
template <class T, class U, int N> inline array<T, N> in_dtype(const array<U, N> &a) {
  if constexpr (is_same<T, U>)
    return a;
  else
    return astype<T>(a);
}
template <int R, class A, int N> inline auto einsum(const array<A, N> &a, const char *subscripts, at where) {
  return einsum_arrays<R>(subscripts, where, a);
}
template <int R, class A, int N, class B, int M>
inline auto einsum(const array<A, N> &a, const array<B, M> &b, const char *subscripts, at where) {
  using T = joint<A, B>;
  return einsum_arrays<R>(subscripts, where, in_dtype<T>(a), in_dtype<T>(b));
}
template <int R, class A, int N, class B, int M, class C, int K>
inline auto einsum(const array<A, N> &a, const array<B, M> &b, const array<C, K> &c, const char *subscripts, at where) {
  using T = joint<joint<A, B>, C>;
  return einsum_arrays<R>(subscripts, where, in_dtype<T>(a), in_dtype<T>(b), in_dtype<T>(c));
}
template <int R, class A, int N, class B, int M, class C, int K, class D, int L>
inline auto einsum(const array<A, N> &a, const array<B, M> &b, const array<C, K> &c, const array<D, L> &d, const char *subscripts, at where) {
  using T = joint<joint<joint<A, B>, C>, D>;
  return einsum_arrays<R>(subscripts, where, in_dtype<T>(a), in_dtype<T>(b), in_dtype<T>(c), in_dtype<T>(d));
}

} // namespace np
