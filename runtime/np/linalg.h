// Products and linear algebra, by way of BLAS and LAPACK.
#pragma once
#include "../abi/blas.h"
#include "library.h"

namespace np {

template <class T> auto floating_of() {
  if constexpr (is_complex<T> || is_same<T, float> || is_same<T, double>)
    return T();
  else
    return double();
}
template <class T> using floating = decltype(floating_of<T>());

#define NP_PRODUCT(name, rank)                                                                                         \
  template <class T, int N, class U, int M> inline auto name(const array<T, N> &a, const array<U, M> &b, at where) {   \
    using R = joint<T, U>;                                                                                             \
    constexpr int K = rank;                                                                                            \
    np_operand x = a.operand(), y = b.operand();                                                                       \
    int ndim;                                                                                                          \
    i64 shape[NP_MAX_RANK];                                                                                            \
    check(np_##name##_shape(&x.ref, &y.ref, &ndim, shape), where);                                                     \
    array<R, K> out = fresh<R, K>(shape, where);                                                                       \
    np_operand to = out.operand();                                                                                     \
    if (N <= 2 && M <= 2 && N && M && np_may_place((a.size() + b.size()) * i64(sizeof(R)))) {                          \
      check(np_array_matmul(&x, &y, &to), where);                                                                      \
    } else {                                                                                                           \
      a.read(), b.read();                                                                                              \
      check(np_##name(&x.ref, &y.ref, &to.ref), where);                                                                \
    }                                                                                                                  \
    if constexpr (K == 0)                                                                                              \
      return R(out());                                                                                                 \
    else                                                                                                               \
      return out;                                                                                                      \
  }
NP_PRODUCT(matmul, (N == 1 && M == 1 ? 0 : N == 1 ? M - 1 : M == 1 ? N - 1 : N > M ? N : M))
NP_PRODUCT(dot, (N == 0 || M == 0 ? N + M : N + M - 2))
NP_PRODUCT(inner, (N == 0 || M == 0 ? N + M : N + M - 2))
#undef NP_PRODUCT
template <class T, int N, class U, int M> inline auto vdot(const array<T, N> &a, const array<U, M> &b, at where) {
  using R = joint<T, U>;
  array<R, 0> out = fresh<R, 0>(nullptr);
  np_ref x = a.ref(), y = b.ref(), to = out.target();
  check(np_vdot(&x, &y, &to), where);
  return R(out());
}

template <class T, int N, class U, int M> inline auto linalg_solve(const array<T, N> &a, const array<U, M> &b, at where) {
  using R = joint<floating<T>, floating<U>>;
  constexpr int K = M == 1 ? (N - 1 > 1 ? N - 1 : 1) : (N > M ? N : M);
  np_ref x = a.ref(), y = b.ref();
  int ndim;
  i64 shape[NP_MAX_RANK];
  check(np_solve_shape(&x, &y, &ndim, shape), where);
  array<R, K> out = fresh<R, K>(shape, where);
  np_ref to = out.target();
  check(np_solve(&x, &y, &to), where);
  return out;
}
template <class T, int N> inline auto linalg_inv(const array<T, N> &a, at where) {
  array<floating<T>, N> out = fresh<floating<T>, N>(a.shape_.n);
  np_ref in = a.ref(), to = out.target();
  check(np_inv(&in, &to), where);
  return out;
}
template <class T, int N> inline auto linalg_cholesky(const array<T, N> &a, at where) {
  array<floating<T>, N> out = fresh<floating<T>, N>(a.shape_.n);
  np_ref in = a.ref(), to = out.target();
  check(np_cholesky(&in, 0, &to), where);
  return out;
}
template <class T, int N> inline auto linalg_det(const array<T, N> &a, at where) {
  constexpr int K = N > 2 ? N - 2 : 0;
  array<floating<T>, K> out = fresh<floating<T>, K>(a.shape_.n);
  np_ref in = a.ref(), to = out.target();
  check(np_det(&in, &to), where);
  if constexpr (K == 0)
    return floating<T>(out());
  else
    return out;
}

} // namespace np
