// exp, exp2, expm1, sinh, cosh, tanh of float64 and float32, at most 2 ulp (tests/unit/scalar measures them).
//
// Branch-free with fma, so that loops over them vectorise; one text for CPU and device gives the same bits on both.
// x = n ln 2 + r with |r| <= ln 2 / 2; e^r by a minimax polynomial (Remez; the error stands beside it); 2^n by its
// bits. sinh and cosh of n ln 2 + r follow from those of r and of n ln 2, which are exact or nearly so:
//   sinh x = sinh r cosh(n ln 2) + cosh r sinh(n ln 2), where cosh(n ln 2) = (2^n + 2^-n) / 2.
#pragma once
#include "scalar_float.h"

namespace np {
namespace detail {

// c0 + c1 x + c2 x^2 + ...
template <class T> NP_FN T horner(T, T c) { return c; }
template <class T, class... Rest> NP_FN T horner(T x, T c, Rest... rest) { return fma(horner(x, rest...), x, c); }

// Adding it leaves the nearest integer in the low bits.
inline constexpr double magic = 0x1.8p52;
inline constexpr float magic_f = 0x1.8p23f;
// 2^n where rounded = magic + n, -1022 <= n <= 1023 (-126 .. 127).
NP_FN double pow2(double rounded) { return from_bits((bits(rounded) << 52) + (1023ull << 52)); }
NP_FN float pow2(float rounded) { return from_bits((bits(rounded) << 23) + (127u << 23)); }
// x * 2^n for -2044 <= n <= 2046, rounded once if |x| is about 1.
NP_FN double scale(double x, double n) {
  double half = fma(n, 0.5, magic);
  return x * pow2(half) * pow2(magic + (n - (half - magic)));
}
NP_FN float scale(float x, float n) {
  float half = fma(n, 0.5f, magic_f);
  return x * pow2(half) * pow2(magic_f + (n - (half - magic_f)));
}

// x = n ln 2 + r + low, |r| <= ln 2 / 2.
template <class T> struct exp_parts {
  T n, r, low;
};
NP_FN exp_parts<double> exp_reduce(double x) {
  double n = fma(x, 0x1.71547652b82fep+0, magic) - magic;
  double high = fma(-n, 0x1.62e42fefa39efp-1, x), r = fma(-n, 0x1.abc9e3b39803fp-56, high);
  return {n, r, fma(-n, 0x1.abc9e3b39803fp-56, high - r)};
}
NP_FN exp_parts<float> exp_reduce(float x) {
  float n = fma(x, 0x1.715476p+0f, magic_f) - magic_f;
  float high = fma(-n, 0x1.62e43p-1f, x), r = fma(-n, -0x1.05c61p-29f, high);
  return {n, r, fma(-n, -0x1.05c61p-29f, high - r)};
}

// (e^r - 1 - r) / r^2, error 2^-53.
NP_FN double exp_poly(double r) {
  return horner(r, 0x1.0000000000001p-1, 0x1.5555555555558p-3, 0x1.5555555553d62p-5, 0x1.111111110f803p-7,
                0x1.6c16c1788c44dp-10, 0x1.a01a01b00c2c6p-13, 0x1.a019b90bc3fbdp-16, 0x1.71ddf6b3f10d1p-19,
                0x1.289186d6aea07p-22, 0x1.af632ad6abee8p-26);
}

// (sinh r - r) / r^3 and (cosh r - 1) / r^2 as functions of r^2, errors 2^-57 and 2^-53 (float: 2^-33, 2^-30).
NP_FN double sinh_poly(double z) {
  return horner(z, 0x1.5555555555556p-3, 0x1.11111111109b3p-7, 0x1.a01a01a7c456cp-13, 0x1.71de0dada4588p-19,
                0x1.af38ab3f3184ep-26);
}
NP_FN double cosh_poly(double z) {
  return horner(z, 0x1.0000000000001p-1, 0x1.5555555553d62p-5, 0x1.6c16c1788c44dp-10, 0x1.a019b90bc3fbdp-16,
                0x1.289186d6aea07p-22);
}
NP_FN float sinh_poly(float z) { return horner(z, 0x1.555556p-3f, 0x1.1110e0p-7f, 0x1.a124f8p-13f); }
NP_FN float cosh_poly(float z) { return horner(z, 0x1.000000p-1f, 0x1.5554e8p-5f, 0x1.6d432ep-10f); }

// sinh and cosh of n ln 2 + r + low, n >= 0, each as a sum with what its rounding lost.
template <class T> struct hyperbolic_parts {
  T sinh, sinh_low, cosh, cosh_low;
};
template <class T> NP_FN hyperbolic_parts<T> hyperbolic(exp_parts<T> x, T shift) {
  T z = x.r * x.r, rest = fma(x.r * z, sinh_poly(z), x.low), s = x.r + rest, s_low = (x.r - s) + rest;
  T c1 = z * cosh_poly(z), up = pow2(shift + x.n), down = pow2(shift - x.n);
  T sinh_n = T(0.5) * (up - down), cosh_n = T(0.5) * (up + down);
  // What the sums of powers lost counts where 2^-2n is about the last bit.
  T to_sinh = fma(s, cosh_n, c1 * sinh_n) + ((T(0.5) * up - sinh_n) - T(0.5) * down);
  T to_cosh = fma(s, sinh_n, c1 * cosh_n) + ((T(0.5) * up - cosh_n) + T(0.5) * down);
  T sinh = sinh_n + to_sinh, cosh = cosh_n + to_cosh;
  return {sinh, fma(s_low, cosh_n, (sinh_n - sinh) + to_sinh), cosh, fma(s_low, sinh_n, (cosh_n - cosh) + to_cosh)};
}
template <class T> NP_FN T tanh_of(hyperbolic_parts<T> x) {
  T inverse = T(1) / x.cosh, quotient = x.sinh * inverse;
  return fma(fma(-quotient, x.cosh, x.sinh) + fma(-quotient, x.cosh_low, x.sinh_low), inverse, quotient);
}

} // namespace detail

NP_FN double exp(double x) {
  // Beyond these the result is infinite or zero; NaN passes.
  double t = x > 710.0 ? 710.0 : x;
  t = t < -746.0 ? -746.0 : t;
  detail::exp_parts parts = detail::exp_reduce(t);
  double r = parts.r;
  return detail::scale(1.0 + fma(r * r, detail::exp_poly(r), r), parts.n);
}
NP_FN float exp(float x) {
  float t = x > 89.0f ? 89.0f : x;
  t = t < -104.0f ? -104.0f : t;
  detail::exp_parts parts = detail::exp_reduce(t);
  float r = parts.r;
  float q = detail::horner(r, 0x1.000000p-1f, 0x1.5554dcp-3f, 0x1.5554b8p-5f, 0x1.120b74p-7f, 0x1.6d754ap-10f);
  return detail::scale(1.0f + fma(r * r, q, r), parts.n);
}

NP_FN double exp2(double x) {
  double t = x > 1025.0 ? 1025.0 : x;
  t = t < -1080.0 ? -1080.0 : t;
  double n = (t + detail::magic) - detail::magic, r = t - n;
  // (2^r - 1) / r, error 2^-61.
  double q = detail::horner(r, 0x1.62e42fefa39efp-1, 0x1.ebfbdff82c58fp-3, 0x1.c6b08d704a0c2p-5, 0x1.3b2ab6fba4e79p-7,
                            0x1.5d87fe78a5275p-10, 0x1.430912f86b060p-13, 0x1.ffcbfc670e6c3p-17, 0x1.62c022455619bp-20,
                            0x1.b524fae45a977p-24, 0x1.e4cf04eac2f9fp-28, 0x1.e9d401b74629ep-32, 0x1.c4b5b16f4ae69p-36);
  return detail::scale(fma(r, q, 1.0), n);
}
NP_FN float exp2(float x) {
  float t = x > 129.0f ? 129.0f : x;
  t = t < -152.0f ? -152.0f : t;
  float n = (t + detail::magic_f) - detail::magic_f, r = t - n;
  float q = detail::horner(r, 0x1.62e430p-1f, 0x1.ebfbe0p-3f, 0x1.c6b08ep-5f, 0x1.3b2a1cp-7f, 0x1.5d874cp-10f,
                           0x1.444008p-13f, 0x1.00dc20p-16f);
  return detail::scale(fma(r, q, 1.0f), n);
}

NP_FN double expm1(double x) {
  double t = x > 710.0 ? 710.0 : x;
  t = t < -50.0 ? -50.0 : t;
  detail::exp_parts parts = detail::exp_reduce(t);
  double r = parts.r, rest = fma(r * r, detail::exp_poly(r), parts.low), p = r + rest, p_low = (r - p) + rest;
  // Half of 2^n p + (2^n - 1): 2^n itself may be infinite.
  double half = detail::pow2(detail::magic + (parts.n - 1.0));
  double result = 2.0 * (fma(p, half, half - 0.5) + p_low * half);
  return fabs(x) < 0x1p-54 ? x : result;
}

// Large results are computed without a factor of 2^512, which could overflow too early.
NP_FN double sinh(double x) {
  double a = fabs(x) > 711.0 ? 711.0 : fabs(x);
  detail::exp_parts parts = detail::exp_reduce(a);
  bool large = parts.n > 1000.0;
  parts.n -= large ? 512.0 : 0.0;
  double result = detail::hyperbolic(parts, detail::magic).sinh;
  return copysign(isnan(x) ? x : result * (large ? 0x1p512 : 1.0), x);
}
NP_FN double cosh(double x) {
  double a = fabs(x) > 711.0 ? 711.0 : fabs(x);
  detail::exp_parts parts = detail::exp_reduce(a);
  bool large = parts.n > 1000.0;
  parts.n -= large ? 512.0 : 0.0;
  return detail::hyperbolic(parts, detail::magic).cosh * (large ? 0x1p512 : 1.0);
}
NP_FN double tanh(double x) {
  double a = fabs(x) > 22.0 ? 22.0 : fabs(x);
  return copysign(detail::tanh_of(detail::hyperbolic(detail::exp_reduce(a), detail::magic)), x);
}
NP_FN float tanh(float x) {
  float a = fabs(x) > 10.0f ? 10.0f : fabs(x);
  return copysign(detail::tanh_of(detail::hyperbolic(detail::exp_reduce(a), detail::magic_f)), x);
}

// The others of float32 by way of float64.
#define NP_FLOAT_UNARY(NAME)                                                                                           \
  NP_FN float NAME(float x) { return static_cast<float>(NAME(static_cast<double>(x))); }
NP_FLOAT_UNARY(expm1)
NP_FLOAT_UNARY(sinh)
NP_FLOAT_UNARY(cosh)
NP_HALF_UNARY(exp)
NP_HALF_UNARY(exp2)
NP_HALF_UNARY(expm1)
NP_HALF_UNARY(sinh)
NP_HALF_UNARY(cosh)
NP_HALF_UNARY(tanh)

} // namespace np
