// log, log2, log10, log1p, logaddexp, arcsinh, arccosh, arctanh of float64 and float32, at most 2 ulp.
//
// Branch-free (special values are selected at the end), so that loops over them vectorise. x = 2^k (1 + f) with
// 1 + f between sqrt(1/2) and sqrt(2); s = f / (2 + f), log(1 + f) = 2 artanh s = f - f^2/2 + s (f^2/2 + R(s^2)).
#pragma once
#include "elementary_exp.h"

namespace np {
namespace detail {

struct log_parts {
  double k, f;
};
// Of a positive finite x.
NP_FN log_parts log_split(double x) {
  bool subnormal = x < 0x1p-1022;
  u64 word = bits(subnormal ? x * 0x1p54 : x);
  // The exponent counted from sqrt(1/2), biased by 1023. The bits of 2^52 + n are n's and those of 2^52.
  u64 biased = (word - 0x3fe6a09e667f3bcdull + (1023ull << 52)) >> 52;
  double k = from_bits(biased | 0x4330000000000000ull) - (subnormal ? 0x1p52 + 1077.0 : 0x1p52 + 1023.0);
  return {k, from_bits(word - (biased << 52) + (1023ull << 52)) - 1.0};
}

// log(1 + f) = f - half_square + rest.
struct log_poly_parts {
  double half_square, rest;
};
NP_FN log_poly_parts log_poly(double f) {
  double s = f / (2.0 + f), z = s * s, half_square = 0.5 * f * f;
  // Error 2^-51 of R(z) / z, which counts a hundredth.
  double r = z * horner(z, 0x1.5555555555558p-1, 0x1.999999999514fp-2, 0x1.2492492e1b649p-2, 0x1.c71c62b254fe1p-3,
                        0x1.7462c2a5f0932p-3, 0x1.39fc9fb0e5d14p-3, 0x1.2b6d4f7aba4abp-3);
  return {half_square, s * (half_square + r)};
}

// k ln 2 + log(1 + f) + small. The high part of ln 2 has 32 bits: its product is exact.
NP_FN double log_join(double k, double f, double small) {
  log_poly_parts p = log_poly(f);
  return fma(k, 0x1.62e42fee00000p-1, f - (p.half_square - (p.rest + fma(k, 0x1.a39ef35793c76p-33, small))));
}

// log x of x below, at and above the range where it is computed. NaN passes.
NP_FN double log_special(double x, double result) {
  result = x < inf ? result : x;
  result = x == 0.0 ? -inf : result;
  return x < 0.0 ? nan : result;
}

// log(u + low) + extra ln 2 for a positive u, |low| <= ulp(u) / 2.
NP_FN double log_sum(double u, double low, double extra) {
  log_parts parts = log_split(u);
  double f = parts.f, k = parts.k;
  // low / u; the reciprocal of 1 + f is good to a few per cent.
  double scaled = fabs(k) < 60.0 ? low * pow2(magic - k) : 0.0;
  return log_join(k + extra, f, scaled * fma(f, fma(f, 0.9, -1.0), 1.0));
}

// log(1 + x + low) for x > -1.
NP_FN double log1p_sum(double x, double low) {
  double u = 1.0 + x, b = u - 1.0;
  return log_sum(u, ((1.0 - (u - b)) + (x - b)) + low, 0.0);
}

// log(1 + f) * scale, unevaluated; (high, low) is the factor.
struct twofold {
  double high, low;
};
NP_FN twofold log_times(double f, double high, double low) {
  log_poly_parts p = log_poly(f);
  double h = f - p.half_square, l = ((f - h) - p.half_square) + p.rest, product = h * high;
  return {product, fma(h, high, -product) + fma(h, low, l * high)};
}

} // namespace detail

NP_FN double log(double x) {
  detail::log_parts parts = detail::log_split(x);
  return detail::log_special(x, detail::log_join(parts.k, parts.f, 0.0));
}
NP_FN float log(float x) {
  bool subnormal = x < 0x1p-126f;
  u32 word = bits(subnormal ? x * 0x1p24f : x);
  u32 biased = (word - 0x3f3504f3u + (127u << 23)) >> 23;
  float k = from_bits(biased | 0x4b000000u) - (subnormal ? 0x1p23f + 151.0f : 0x1p23f + 127.0f);
  float f = from_bits(word - (biased << 23) + (127u << 23)) - 1.0f, z = f * f;
  // log(1 + f) = f - f^2/2 + f^3 P(f), error 2^-25 of P.
  float p = detail::horner(f, 0x1.555554p-2f, -0x1.ffffe6p-3f, 0x1.999d48p-3f, -0x1.5562c2p-3f, 0x1.23dac8p-3f,
                           -0x1.fbaf2ep-4f, 0x1.dcab42p-4f, -0x1.de4110p-4f, 0x1.2cd312p-4f);
  float small = fma(k, 0x1.0bfbe8p-15f, f * z * p), result = fma(k, 0x1.62ep-1f, f + fma(-0.5f, z, small));
  result = x < inf_f ? result : x;
  result = x == 0.0f ? -inf_f : result;
  return x < 0.0f ? nan_f : result;
}

NP_FN double log2(double x) {
  detail::log_parts parts = detail::log_split(x);
  detail::twofold p = detail::log_times(parts.f, 0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56);
  double sum = parts.k + p.high;
  return detail::log_special(x, sum + (p.low + ((parts.k - sum) + p.high)));
}
NP_FN double log10(double x) {
  detail::log_parts parts = detail::log_split(x);
  detail::twofold p = detail::log_times(parts.f, 0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57);
  double whole = parts.k * 0x1.34413509p-2, sum = whole + p.high;
  return detail::log_special(x, sum + (fma(parts.k, 0x1.ef3fde623e256p-35, p.low) + ((whole - sum) + p.high)));
}

NP_FN double log1p(double x) {
  double result = detail::log_special(1.0 + x, detail::log1p_sum(x, 0.0));
  return fabs(x) < 0x1p-54 ? x : result;
}

NP_FN double arcsinh(double x) {
  // log1p(a + a^2 / (1 + sqrt(1 + a^2))); from 2^28 on log(2 a).
  double a = fabs(x), t = a > 0x1p28 ? 1.0 : a, square = t * t;
  double q = square / (1.0 + sqrt(1.0 + square)), w = t + q;
  double u = 1.0 + w, b = u - 1.0, low = ((1.0 - (u - b)) + (w - b)) + ((t - w) + q);
  bool large = a > 0x1p28;
  double result = detail::log_sum(large ? a : u, large ? 0.0 : low, large ? 1.0 : 0.0);
  result = a < inf ? result : a;
  return a < 0x1p-28 ? x : copysign(result, x);
}
NP_FN double arccosh(double x) {
  // With t = x - 1: log1p(t + sqrt(2 t + t^2)); from 2^28 on log(2 x).
  bool large = x > 0x1p28;
  double t = large ? 1.0 : x - 1.0, twice = 2.0 * t, square = t * t, v = twice + square;
  double first = twice > square ? twice : square, second = twice > square ? square : twice;
  double v_low = ((first - v) + second) + fma(t, t, -square), root = sqrt(v);
  double root_low = root > 0.0 ? (fma(-root, root, v) + v_low) / (2.0 * root) : 0.0, w = t + root;
  double u = 1.0 + w, b = u - 1.0, big = t > root ? t : root, little = t > root ? root : t;
  double low = ((1.0 - (u - b)) + (w - b)) + (((big - w) + little) + root_low);
  double result = detail::log_sum(large ? x : u, large ? 0.0 : low, large ? 1.0 : 0.0);
  result = x < inf ? result : x;
  return x < 1.0 ? nan : result;
}
NP_FN double arctanh(double x) {
  // log1p(2 a / (1 - a)) / 2, the quotient with its rest.
  double a = fabs(x), d = 1.0 - a, d_low = (1.0 - d) - a, q = 2.0 * a / d;
  double low = (fma(-q, d, 2.0 * a) - q * d_low) / d;
  double result = 0.5 * detail::log1p_sum(q, low);
  result = a < 1.0 ? result : a > 1.0 ? nan : inf;
  result = isnan(x) ? x : result;
  return a < 0x1p-28 ? x : copysign(result, x);
}

NP_FLOAT_UNARY(log2)
NP_FLOAT_UNARY(log10)
NP_FLOAT_UNARY(log1p)
NP_FLOAT_UNARY(arcsinh)
NP_FLOAT_UNARY(arccosh)
NP_FLOAT_UNARY(arctanh)
NP_HALF_UNARY(log)
NP_HALF_UNARY(log2)
NP_HALF_UNARY(log10)
NP_HALF_UNARY(log1p)
NP_HALF_UNARY(arcsinh)
NP_HALF_UNARY(arccosh)
NP_HALF_UNARY(arctanh)

// log(e^x + e^y) and log2(2^x + 2^y), about the larger one.
NP_FN double logaddexp(double x, double y) {
  if (x == y)
    return x + 0x1.62e42fefa39efp-1;
  double difference = x - y, larger = difference > 0 ? x : y;
  return isnan(difference) ? difference : larger + log1p(exp(-fabs(difference)));
}
NP_FN double logaddexp2(double x, double y) {
  if (x == y)
    return x + 1.0;
  double difference = x - y, larger = difference > 0 ? x : y;
  return isnan(difference) ? difference : larger + log1p(exp2(-fabs(difference))) * 0x1.71547652b82fep+0;
}
NP_FN float logaddexp(float x, float y) {
  return static_cast<float>(logaddexp(static_cast<double>(x), static_cast<double>(y)));
}
NP_FN float logaddexp2(float x, float y) {
  return static_cast<float>(logaddexp2(static_cast<double>(x), static_cast<double>(y)));
}
NP_HALF_BINARY(logaddexp)
NP_HALF_BINARY(logaddexp2)

} // namespace np
