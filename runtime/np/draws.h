// Draws of np.random: np::random_NAME([generator,] parameters..., [{n, m},] at), one family of functions for each line
// of the C ABI's table. Without extents and with scalar parameters the result is a number, else an array. Without a
// generator the global one is drawn from.
#pragma once
#include "library.h"
#include "random.h"

namespace np {

template <class T, int N> inline constexpr int rank_of(const array<T, N> *) { return N; }
inline constexpr int rank_of(const void *) { return 0; }
template <class T> inline constexpr bool is_array = false;
template <class T, int N> inline constexpr bool is_array<array<T, N>> = true;
template <class... P> constexpr int highest_rank() {
  int rank = 0;
  ((rank = rank_of(static_cast<P *>(nullptr)) > rank ? rank_of(static_cast<P *>(nullptr)) : rank), ...);
  return rank;
}

// Of extents that the script gave.
template <class T, int N, class... P>
inline array<T, N> draw_sized(int distribution, np_rng *rng, const extents<N> &size, at where, const P &...parameters) {
  np_ref refs[] = {value_ref(parameters)..., np_ref{}};
  int ndim;
  i64 shape[NP_MAX_RANK];
  check(np_rng_shape(rng, distribution, refs, sizeof...(P), N, size.n, &ndim, shape), where);
  array<T, N> out = fresh<T, N>(shape, where);
  np_ref to = out.target();
  check(np_rng_fill(rng, distribution, refs, sizeof...(P), &to), where);
  return out;
}
template <class T, int N, class... P>
inline array<T, N> draw_sized(int distribution, np_rng *rng, const i64 (&size)[N], at where, const P &...parameters) {
  extents<N> checked{};
  for (int axis = 0; axis < N; ++axis)
    checked.n[axis] = check_extent(size[axis], where);
  return draw_sized<T, N>(distribution, rng, checked, where, parameters...);
}
// Of the parameters' shape, or one number.
template <class T, class... P> inline auto draw_unsized(int distribution, np_rng *rng, at where, const P &...parameters) {
  constexpr int N = highest_rank<P...>();
  np_ref refs[] = {value_ref(parameters)..., np_ref{}};
  int ndim;
  i64 shape[NP_MAX_RANK];
  check(np_rng_shape(rng, distribution, refs, sizeof...(P), -1, nullptr, &ndim, shape), where);
  if constexpr (N == 0) {
    T value;
    np_ref to = {&value, shape, shape, 0, dtype_of<T>};
    check(np_rng_fill(rng, distribution, refs, sizeof...(P), &to), where);
    return value;
  } else {
    array<T, N> out = fresh<T, N>(shape, where);
    np_ref to = out.target();
    check(np_rng_fill(rng, distribution, refs, sizeof...(P), &to), where);
    return out;
  }
}

// R: the dtype of the numbers. `T` is what the script says, float32 perhaps.
#define NP_DRAW0(name, R, one)                                                                                         \
  template <class T = R, int N> inline auto random_##name(const i64 (&size)[N], at where) {                            \
    return draw_sized<T, N>(NP_RNG_##name, np_rng_global(), size, where);                                              \
  }                                                                                                                    \
  template <class T = R> inline auto random_##name(extents<0> size, at where) {                                        \
    return draw_sized<T, 0>(NP_RNG_##name, np_rng_global(), size, where);                                              \
  }                                                                                                                    \
  template <class T = R> inline R random_##name(at where) { return one(np_rng_global(), where); }                      \
  template <class T = R, int N> inline auto random_##name(const generator &g, const i64 (&size)[N], at where) {        \
    return draw_sized<T, N>(NP_RNG_##name, g.rng, size, where);                                                        \
  }                                                                                                                    \
  template <class T = R> inline auto random_##name(const generator &g, extents<0> size, at where) {                    \
    return draw_sized<T, 0>(NP_RNG_##name, g.rng, size, where);                                                        \
  }                                                                                                                    \
  template <class T = R> inline R random_##name(const generator &g, at where) { return one(g.rng, where); }
inline double one_random(np_rng *rng, at) { return np_rng_random(rng); }
inline double one_normal(np_rng *rng, at) { return np_rng_gauss(rng); }
inline double one_exponential(np_rng *rng, at where) { return draw_unsized<double>(NP_RNG_standard_exponential, rng, where); }
inline double one_cauchy(np_rng *rng, at where) { return draw_unsized<double>(NP_RNG_standard_cauchy, rng, where); }
NP_DRAW0(random, double, one_random)
NP_DRAW0(standard_normal, double, one_normal)
NP_DRAW0(standard_exponential, double, one_exponential)
NP_DRAW0(standard_cauchy, double, one_cauchy)
#undef NP_DRAW0

#define NP_TYPES(...) __VA_ARGS__
#define NP_DRAW(name, R, types, parameters, values)                                                                    \
  template <class T = R, types, int N> inline auto random_##name(parameters, const i64 (&size)[N], at where) {         \
    return draw_sized<T, N>(NP_RNG_##name, np_rng_global(), size, where, values);                                      \
  }                                                                                                                    \
  template <class T = R, types> inline auto random_##name(parameters, extents<0> size, at where) {                     \
    return draw_sized<T, 0>(NP_RNG_##name, np_rng_global(), size, where, values);                                      \
  }                                                                                                                    \
  template <class T = R, types> inline auto random_##name(parameters, at where) {                                      \
    return draw_unsized<R>(NP_RNG_##name, np_rng_global(), where, values);                                             \
  }                                                                                                                    \
  template <class T = R, types, int N>                                                                                 \
  inline auto random_##name(const generator &g, parameters, const i64 (&size)[N], at where) {                          \
    return draw_sized<T, N>(NP_RNG_##name, g.rng, size, where, values);                                                \
  }                                                                                                                    \
  template <class T = R, types> inline auto random_##name(const generator &g, parameters, extents<0> size, at where) { \
    return draw_sized<T, 0>(NP_RNG_##name, g.rng, size, where, values);                                                \
  }                                                                                                                    \
  template <class T = R, types> inline auto random_##name(const generator &g, parameters, at where) {                  \
    return draw_unsized<R>(NP_RNG_##name, g.rng, where, values);                                                       \
  }
#define NP_DRAW1(name, R) NP_DRAW(name, R, NP_TYPES(class A), NP_TYPES(const A &a), NP_TYPES(a))
#define NP_DRAW2(name, R)                                                                                              \
  NP_DRAW(name, R, NP_TYPES(class A, class B), NP_TYPES(const A &a, const B &b), NP_TYPES(a, b))
#define NP_DRAW3(name, R)                                                                                              \
  NP_DRAW(name, R, NP_TYPES(class A, class B, class C), NP_TYPES(const A &a, const B &b, const C &c), NP_TYPES(a, b, c))
NP_DRAW2(uniform, double)
NP_DRAW2(normal, double)
NP_DRAW2(lognormal, double)
NP_DRAW1(exponential, double)
NP_DRAW1(standard_gamma, double)
NP_DRAW2(gamma, double)
NP_DRAW2(beta, double)
NP_DRAW1(chisquare, double)
NP_DRAW2(noncentral_chisquare, double)
NP_DRAW2(f, double)
NP_DRAW3(noncentral_f, double)
NP_DRAW1(standard_t, double)
NP_DRAW2(laplace, double)
NP_DRAW2(gumbel, double)
NP_DRAW2(logistic, double)
NP_DRAW1(rayleigh, double)
NP_DRAW1(weibull, double)
NP_DRAW1(pareto, double)
NP_DRAW1(power, double)
NP_DRAW2(vonmises, double)
NP_DRAW2(wald, double)
NP_DRAW3(triangular, double)
NP_DRAW1(poisson, i64)
NP_DRAW2(binomial, i64)
NP_DRAW2(negative_binomial, i64)
NP_DRAW1(geometric, i64)
NP_DRAW1(zipf, i64)
NP_DRAW1(logseries, i64)
NP_DRAW3(hypergeometric, i64)
#undef NP_DRAW
#undef NP_DRAW1
#undef NP_DRAW2
#undef NP_DRAW3
#undef NP_TYPES

// --- integers: randint and integers, by the generator's family
inline wide bound_of(wide x) { return x; }
inline wide bound_of(u64 x) { return x; }
template <class T> inline wide bound_of(T x) { return wide(i64(x)); }
template <class T, int N, class S, class A, class B>
inline array<T, N> integers_sized(np_rng *rng, const A &low, const B &high, const S &size, bool endpoint, at where) {
  if constexpr (highest_rank<A, B>() == 0 && !is_array<A> && !is_array<B>) {
    array<T, N> out = fresh<T, N>(size, where);
    np_ref to = out.target();
    wide l = bound_of(low), h = bound_of(high);
    check(np_rng_integers(rng, l.high(), l.low(), h.high(), h.low(), endpoint, &to), where);
    return out;
  } else {
    np_ref l = value_ref(low), h = value_ref(high);
    int ndim;
    i64 shape[NP_MAX_RANK];
    check(np_rng_integers_shape(rng, &l, &h, endpoint, dtype_of<T>, N, size, &ndim, shape), where);
    array<T, N> out = fresh<T, N>(shape, where);
    np_ref to = out.target();
    check(np_rng_integers_fill(rng, &l, &h, endpoint, &to), where);
    return out;
  }
}
template <class T, class A, class B>
inline auto integers_unsized(np_rng *rng, const A &low, const B &high, bool endpoint, at where) {
  constexpr int N = highest_rank<A, B>();
  if constexpr (N == 0) {
    return integers_sized<T, 0>(rng, low, high, no_extents, endpoint, where)();
  } else {
    np_ref l = value_ref(low), h = value_ref(high);
    int ndim;
    i64 shape[NP_MAX_RANK];
    check(np_rng_integers_shape(rng, &l, &h, endpoint, dtype_of<T>, -1, nullptr, &ndim, shape), where);
    array<T, N> out = fresh<T, N>(shape, where);
    np_ref to = out.target();
    check(np_rng_integers_fill(rng, &l, &h, endpoint, &to), where);
    return out;
  }
}
template <class T = i64, class A, class B, int N>
inline auto random_integers(const A &low, const B &high, const i64 (&size)[N], bool endpoint, at where) {
  for (i64 n : size)
    check_extent(n, where);
  return integers_sized<T, N>(np_rng_global(), low, high, size, endpoint, where);
}
template <class T = i64, class A, class B>
inline auto random_integers(const A &low, const B &high, extents<0>, bool endpoint, at where) {
  return integers_sized<T, 0>(np_rng_global(), low, high, no_extents, endpoint, where);
}
template <class T = i64, class A, class B> inline auto random_integers(const A &low, const B &high, bool endpoint, at where) {
  return integers_unsized<T>(np_rng_global(), low, high, endpoint, where);
}
template <class T = i64, class A, class B, int N>
inline auto random_integers(const generator &g, const A &low, const B &high, const i64 (&size)[N], bool endpoint, at where) {
  for (i64 n : size)
    check_extent(n, where);
  return integers_sized<T, N>(g.rng, low, high, size, endpoint, where);
}
template <class T = i64, class A, class B>
inline auto random_integers(const generator &g, const A &low, const B &high, extents<0>, bool endpoint, at where) {
  return integers_sized<T, 0>(g.rng, low, high, no_extents, endpoint, where);
}
template <class T = i64, class A, class B>
inline auto random_integers(const generator &g, const A &low, const B &high, bool endpoint, at where) {
  return integers_unsized<T>(g.rng, low, high, endpoint, where);
}

// --- choice: the indices; permutation, shuffle
template <int N>
inline array<i64, N> choose_indices(np_rng *rng, i64 n, const np_ref *p, const i64 *size, bool of_array, bool replace, bool shuffle, at where) {
  for (int axis = 0; axis < N; ++axis)
    check_extent(size[axis], where);
  array<i64, N> out = fresh<i64, N>(size, where);
  np_ref to = out.target();
  check(np_rng_choice(rng, n, of_array, replace, shuffle, p, &to), where);
  return out;
}
template <class T = i64, int N>
inline array<i64, N> random_choice(i64 n, const i64 (&size)[N], bool of_array, bool replace, bool shuffle, at where) {
  return choose_indices<N>(np_rng_global(), n, nullptr, size, of_array, replace, shuffle, where);
}
template <class T = i64> inline array<i64, 0> random_choice(i64 n, extents<0>, bool of_array, bool replace, bool shuffle, at where) {
  return choose_indices<0>(np_rng_global(), n, nullptr, no_extents, of_array, replace, shuffle, where);
}
inline i64 random_choice(i64 n, bool of_array, bool replace, bool shuffle, at where) {
  return choose_indices<0>(np_rng_global(), n, nullptr, no_extents, of_array, replace, shuffle, where)();
}
template <class T = i64, int N>
inline array<i64, N> random_choice(const generator &g, i64 n, const i64 (&size)[N], bool of_array, bool replace, bool shuffle, at where) {
  return choose_indices<N>(g.rng, n, nullptr, size, of_array, replace, shuffle, where);
}
template <class T = i64>
inline array<i64, 0> random_choice(const generator &g, i64 n, extents<0>, bool of_array, bool replace, bool shuffle, at where) {
  return choose_indices<0>(g.rng, n, nullptr, no_extents, of_array, replace, shuffle, where);
}
inline i64 random_choice(const generator &g, i64 n, bool of_array, bool replace, bool shuffle, at where) {
  return choose_indices<0>(g.rng, n, nullptr, no_extents, of_array, replace, shuffle, where)();
}
template <class P, int K, int N>
inline array<i64, N> random_choice_p(i64 n, const array<P, K> &p, const i64 (&size)[N], bool of_array, bool replace, bool shuffle, at where) {
  np_ref weights = p.ref();
  return choose_indices<N>(np_rng_global(), n, &weights, size, of_array, replace, shuffle, where);
}
template <class P, int K> inline i64 random_choice_p(i64 n, const array<P, K> &p, bool of_array, bool replace, bool shuffle, at where) {
  np_ref weights = p.ref();
  return choose_indices<0>(np_rng_global(), n, &weights, no_extents, of_array, replace, shuffle, where)();
}
template <class P, int K, int N>
inline array<i64, N> random_choice_p(const generator &g, i64 n, const array<P, K> &p, const i64 (&size)[N], bool of_array, bool replace, bool shuffle, at where) {
  np_ref weights = p.ref();
  return choose_indices<N>(g.rng, n, &weights, size, of_array, replace, shuffle, where);
}
template <class P, int K>
inline i64 random_choice_p(const generator &g, i64 n, const array<P, K> &p, bool of_array, bool replace, bool shuffle, at where) {
  np_ref weights = p.ref();
  return choose_indices<0>(g.rng, n, &weights, no_extents, of_array, replace, shuffle, where)();
}
inline array<i64, 1> permutation_of(np_rng *rng, i64 n, at where) {
  i64 shape[] = {check_extent(n, where)};
  array<i64, 1> out = fresh<i64, 1>(shape, where);
  np_ref to = out.target();
  check(np_rng_permutation(rng, &to), where);
  return out;
}
template <class T = i64> inline array<i64, 1> random_permutation(i64 n, at where) { return permutation_of(np_rng_global(), n, where); }
template <class T = i64> inline array<i64, 1> random_permutation(const generator &g, i64 n, at where) { return permutation_of(g.rng, n, where); }
template <class T, int N> inline void random_shuffle(const array<T, N> &x, at where) {
  np_ref to = x.target();
  check(np_rng_shuffle(np_rng_global(), &to, 0), where);
}
template <int Axis, class T, int N> inline void random_shuffle(const array<T, N> &x, const generator &g, at where) {
  np_ref to = x.target();
  check(np_rng_shuffle(g.rng, &to, Axis), where);
}
template <int Axis, class T, int N> inline void random_permuted(const array<T, N> &x, const generator &g, at where) {
  np_ref to = x.target();
  check(np_rng_permuted(g.rng, &to, Axis, false), where);
}
template <class T, int N> inline void random_permuted(const array<T, N> &x, const generator &g, at where) {
  np_ref to = x.target();
  check(np_rng_permuted(g.rng, &to, 0, true), where);
}

// --- vectors: one more axis, as long as the last parameter
template <int M, class A, class P>
inline array<i64, M + 1> multinomial_of(np_rng *rng, const A &n, const array<P, 1> &pvals, int size_ndim, const i64 *size, at where) {
  np_ref counts = value_ref(n), p = pvals.ref();
  int ndim;
  i64 shape[NP_MAX_RANK];
  check(np_rng_multinomial_shape(rng, &counts, &p, size_ndim, size, &ndim, shape), where);
  shape[M] = pvals.shape_.n[0];
  array<i64, M + 1> out = fresh<i64, M + 1>(shape, where);
  np_ref to = out.target();
  check(np_rng_multinomial(rng, &counts, &p, &to), where);
  return out;
}
template <class A, class P, int N> inline auto random_multinomial(const A &n, const array<P, 1> &pvals, const i64 (&size)[N], at where) {
  return multinomial_of<N>(np_rng_global(), n, pvals, N, size, where);
}
template <class A, class P> inline auto random_multinomial(const A &n, const array<P, 1> &pvals, at where) {
  return multinomial_of<highest_rank<A>()>(np_rng_global(), n, pvals, -1, nullptr, where);
}
template <class A, class P, int N>
inline auto random_multinomial(const generator &g, const A &n, const array<P, 1> &pvals, const i64 (&size)[N], at where) {
  return multinomial_of<N>(g.rng, n, pvals, N, size, where);
}
template <class A, class P> inline auto random_multinomial(const generator &g, const A &n, const array<P, 1> &pvals, at where) {
  return multinomial_of<highest_rank<A>()>(g.rng, n, pvals, -1, nullptr, where);
}
template <int M, class A> inline array<double, M + 1> dirichlet_of(np_rng *rng, const array<A, 1> &alpha, const i64 *size, at where) {
  i64 shape[M + 1];
  for (int axis = 0; axis < M; ++axis)
    shape[axis] = check_extent(size[axis], where);
  shape[M] = alpha.shape_.n[0];
  array<double, M + 1> out = fresh<double, M + 1>(shape, where);
  np_ref a = alpha.ref(), to = out.target();
  check(np_rng_dirichlet(rng, &a, &to), where);
  return out;
}
template <class A, int N> inline auto random_dirichlet(const array<A, 1> &alpha, const i64 (&size)[N], at where) {
  return dirichlet_of<N>(np_rng_global(), alpha, size, where);
}
template <class A> inline auto random_dirichlet(const array<A, 1> &alpha, at where) {
  return dirichlet_of<0>(np_rng_global(), alpha, nullptr, where);
}
template <class A, int N> inline auto random_dirichlet(const generator &g, const array<A, 1> &alpha, const i64 (&size)[N], at where) {
  return dirichlet_of<N>(g.rng, alpha, size, where);
}
template <class A> inline auto random_dirichlet(const generator &g, const array<A, 1> &alpha, at where) {
  return dirichlet_of<0>(g.rng, alpha, nullptr, where);
}

// --- RandomState(seed)
template <class S> inline generator random_state(const S &seed, at where) {
  np_seed s = seed_of(seed);
  np_rng *rng;
  check(np_rng_randomstate(&s, &rng), where);
  return generator(rng);
}
template <class T, int N> inline generator random_state(const array<T, N> &seed, at where) {
  np_ref words = seed.ref();
  np_seed s = {NP_SEED_ARRAY, 0, 0, &words, nullptr, 0, nullptr};
  np_rng *rng;
  check(np_rng_randomstate(&s, &rng), where);
  return generator(rng);
}
inline generator random_state(at where) { return random_state(none, where); }

} // namespace np
