// sin, cos, tan, arcsin, arccos, arctan, arctan2 of float64 and float32, at most 2 ulp.
//
// x = n pi / 2 + r with |r| <= pi / 4. Sine and cosine of r are both computed and n's last bits choose; a kernel that
// takes both of one x shares the work. How n and r are found for arguments of any size:
//
// - float64 on the CPU: without a branch, so that loops vectorise (a call in a rare branch would prevent it), by the
//   product of x with the row of a table of 2 / pi for x's exponent (two_over_pi.h).
// - float32: without a branch, in double, by x 2^(-24 k) times the remainder of 2^(24 k) by 2 pi.
// - float64 on devices, and its tan: below 2^40 by pi / 2 in three parts and fma, from there on by a function that is
//   not inlined.
//
// The inverse functions are branch-free.
#pragma once
#include "elementary_exp.h"
#if !defined(__CUDA_ARCH__)
#include "two_over_pi.h"
#endif

namespace np {
namespace detail {

// pi / 2.
inline constexpr double quarter_1 = 0x1.921fb54442d18p+0, quarter_2 = 0x1.1a62633145c07p-54,
                        quarter_3 = -0x1.f1976b7ed8fbcp-110;

// sin r = r + r^3 P(r^2), |r| <= 1.001 pi / 4, error 2^-55 of P.
NP_FN double sin_poly(double z) {
  return horner(z, -0x1.5555555555555p-3, 0x1.1111111110ba6p-7, -0x1.a01a019e80a1fp-13, 0x1.71de37929231fp-19,
                -0x1.ae6006d9b1ddcp-26, 0x1.5e09988c5b3d4p-33);
}
// cos r = 1 + r^2 Q(r^2), error 2^-62 of Q.
NP_FN double cos_poly(double z) {
  return horner(z, -0x1.0p-1, 0x1.5555555555551p-5, -0x1.6c16c16c15d55p-10, 0x1.a01a019ddcdbep-16,
                -0x1.27e4f8e0dac78p-22, 0x1.1eea7c23dfe24p-29, -0x1.8ff80d57defb6p-37);
}
// The same for float32 results, |r| <= 1.05 pi / 4, errors 2^-34 and 2^-41.
NP_FN double sin_poly_short(double z) {
  return horner(z, -0x1.55555553e9102p-3, 0x1.11110ce0a269ap-7, -0x1.a0124be21de7bp-13, 0x1.6d52bc56e3ef4p-19);
}
NP_FN double cos_poly_short(double z) {
  return horner(z, -0x1.fffffffffd6b9p-2, 0x1.5555554f66e0cp-5, -0x1.6c16b8b1705efp-10, 0x1.a01102c6374f8p-16,
                -0x1.241b6600bf73ap-22);
}

// The nearest integer to x / (pi / 2) in the low bits; |x| < 2^50.
NP_FN double quarters(double x) { return fma(x, 0x1.45f306dc9c883p-1, magic); }
// x - n pi / 2.
NP_FN double reduce(double x, double n) { return fma(-n, quarter_3, fma(-n, quarter_2, fma(-n, quarter_1, x))); }
// The sine of an angle of n quarter turns and a bit, of which these are sine and cosine.
NP_FN double sin_of_quadrant(u64 n, double sine, double cosine) {
  return from_bits(bits(n & 1 ? cosine : sine) ^ (n >> 1 & 1) << 63);
}

// sin(x + turn pi / 2), |x| < 2^40.
NP_FN double sin_moderate(double x, unsigned turn) {
  double rounded = quarters(x), r = reduce(x, rounded - magic), z = r * r;
  return sin_of_quadrant(bits(rounded) + turn, fma(r * z, sin_poly(z), r), fma(z, cos_poly(z), 1.0));
}

// Sine and cosine, in double and good for a float, of a float's distance to the nearest multiple n of pi / 2.
struct float_quadrant {
  u64 n;
  double sine, cosine;
};
NP_FN float_quadrant reduce_float(float value) {
  // x 2^(24 k) times a remainder below pi is less than 2^50.
  double x = value, a = fabs(x);
  double factor = a < 0x1p47    ? 1.0
                  : a < 0x1p71  ? -0x1.c9b6498c1137fp-25
                  : a < 0x1p95  ? 0x1.09f4683d25023p-51
                  : a < 0x1p119 ? 0x1.ee6639887604dp-75
                                : 0x1.89a58c41dc40cp-95;
  double factor_low = a < 0x1p47    ? 0.0
                      : a < 0x1p71  ? -0x1.2643605c762f1p-82
                      : a < 0x1p95  ? 0x1.fee10ecf6f246p-107
                      : a < 0x1p119 ? 0x1.8b437ad3f55e0p-130
                                    : -0x1.27745096c7eeep-149;
  double product = x * factor, low = fma(x, factor_low, fma(x, factor, -product));
  double rounded = quarters(product), n = rounded - magic;
  double r = fma(-n, quarter_2, fma(-n, quarter_1, product)) + low, z = r * r;
  return {bits(rounded), fma(r * z, sin_poly_short(z), r), fma(z, cos_poly_short(z), 1.0)};
}
NP_FN float sin_float(float x, unsigned turn) {
  float_quadrant q = reduce_float(x);
  return static_cast<float>(sin_of_quadrant(q.n + turn, q.sine, q.cosine));
}

#if defined(__CUDA_ARCH__)
NP_SLOW_FN double huge_sin(double x) { return ::sin(x); }
NP_SLOW_FN double huge_cos(double x) { return ::cos(x); }
NP_SLOW_FN double huge_tan(double x) { return ::tan(x); }
#else
NP_FN double huge_tan(double x) { return np_libm_tan(x); }

// sin(x + turn pi / 2) of every x.
NP_FN double sin_any(double x, unsigned turn) {
  // NaN and infinity take the last row and come out as NaN.
  double a = fabs(x);
  u64 row = a < 0x1p60 ? 0 : ((bits(a) >> 52) - 1075) >> 3;
  const double *w = two_over_pi[row];
  double y = x * from_bits((1023 - 8 * row) << 52);
  // y * row as a sum of parts of falling size; the first loses its multiples of 4.
  double p1 = y * w[0], l1 = fma(y, w[0], -p1), p2 = y * w[1], l2 = fma(y, w[1], -p2) + fma(y, w[2], y * w[3]);
  p1 = fma(-4.0, rint(0.25 * p1), p1);
  double s1 = l1 + p2, b = s1 - l1, e1 = (l1 - (s1 - b)) + (p2 - b);
  double s2 = p1 + s1, c = s2 - p1, e2 = (p1 - (s2 - c)) + (s1 - c);
  // Whole quarters and the fraction, high and low; then times pi / 2.
  double rounded = s2 + magic, fraction = s2 - (rounded - magic), rest = (e1 + e2) + l2;
  double high = fraction + rest, low = (fraction - high) + rest;
  double r = high * quarter_1, r_low = fma(high, quarter_1, -r) + fma(high, quarter_2, low * quarter_1), z = r * r;
  return sin_of_quadrant(bits(rounded) + turn, r + fma(r * z, sin_poly(z), r_low),
                         fma(z, cos_poly(z), fma(-r, r_low, 1.0)));
}
#endif
inline constexpr double huge = 0x1p40;

} // namespace detail

#if defined(__CUDA_ARCH__)
NP_FN double sin(double x) {
  if (!(fabs(x) < detail::huge))
    return detail::huge_sin(x);
  return x == 0.0 ? x : detail::sin_moderate(x, 0);
}
NP_FN double cos(double x) { return fabs(x) < detail::huge ? detail::sin_moderate(x, 1) : detail::huge_cos(x); }
#else
NP_FN double sin(double x) {
  double s = detail::sin_any(x, 0);
  return fabs(x) < 0x1p-26 ? x : s;
}
NP_FN double cos(double x) { return detail::sin_any(x, 1); }
#endif
NP_FN float sin(float x) {
  float s = detail::sin_float(x, 0);
  return x == 0.0f ? x : s;
}
NP_FN float cos(float x) { return detail::sin_float(x, 1); }

NP_FN double tan(double x) {
  if (!(fabs(x) < detail::huge))
    return detail::huge_tan(x);
  double rounded = detail::quarters(x), n = rounded - detail::magic;
  // r + low = x - n pi / 2, to some 100 bits.
  double first = fma(-n, detail::quarter_1, x), t = n * (detail::quarter_2), t_low = fma(n, detail::quarter_2, -t);
  double sum = first - t, b = sum - first;
  double sum_low = fma(-n, detail::quarter_3, ((first - (sum - b)) - (t + b)) - t_low);
  double r = sum + sum_low, low = (sum - r) + sum_low, z = r * r;
  // Sine and cosine with what their rounding lost.
  double s_rest = fma(r * z, detail::sin_poly(z), low), s = r + s_rest, s_low = (r - s) + s_rest;
  double half = 0.5 * z, c_head = 1.0 - half;
  double c_rest = ((1.0 - c_head) - half) + fma(z, detail::cos_poly(z) + 0.5, fma(-r, low, -0.5 * fma(r, r, -z)));
  double c = c_head + c_rest, c_low = (c_head - c) + c_rest;
  bool odd = bits(rounded) & 1;
  double top = odd ? -c : s, top_low = odd ? -c_low : s_low, bottom = odd ? s : c, bottom_low = odd ? s_low : c_low;
  double quotient = top / bottom;
  quotient += (fma(-quotient, bottom, top) + top_low - quotient * bottom_low) / bottom;
  return fabs(x) < 0x1p-27 ? x : quotient;
}

namespace detail {

// arctan x - x = x^3 P(x^2) for |x| <= sqrt(2) - 1, error 2^-54 of P.
NP_FN double arctan_poly(double x) {
  double z = x * x;
  return x * z *
         horner(z, -0x1.5555555555555p-2, 0x1.999999999938cp-3, -0x1.2492492438ff3p-3, 0x1.c71c7186d56acp-4,
                -0x1.745d0b62074fcp-4, 0x1.3b1267a654e38p-4, -0x1.10fab1a93dacap-4, 0x1.dfe9ca4f6c2e6p-5,
                -0x1.a0a9ef835a20dp-5, 0x1.418cb77e7c98fp-5, -0x1.3a8d05415398ap-6);
}
// arctan(y / x) of positive finite numbers, not both zero: from the nearest of 0, pi / 4 and pi / 2, by the tangent of
// the difference, t + t_low.
NP_FN double arctan_positive(double y, double x) {
  bool steep = y > x;
  double big = steep ? y : x, small = steep ? x : y;
  bool diagonal = small > big * 0x1.a827999fcef32p-2;
  double sum = small + big, difference = small - big;
  double top = diagonal ? difference : small, bottom = diagonal ? sum : big;
  double top_low = diagonal ? small - (difference + big) : 0.0, bottom_low = diagonal ? (big - sum) + small : 0.0;
  double t = top / bottom, t_low = (fma(-t, bottom, top) + (top_low - t * bottom_low)) / bottom;
  t_low = t == 0.0 ? 0.0 : t_low;
  double rest = arctan_poly(t) + t_low;
  double base = diagonal ? 0x1.921fb54442d18p-1 : steep ? 0x1.921fb54442d18p+0 : 0.0;
  double base_low = diagonal ? 0x1.1a62633145c07p-55 : steep ? 0x1.1a62633145c07p-54 : 0.0;
  return steep ? base - (t + (rest - base_low)) : base + (t + (rest + base_low));
}
// (arcsin x - x) / x^3 as a function of x^2 <= 1/4, error 2^-52.
NP_FN double arcsin_poly(double z) {
  return horner(z, 0x1.555555555554ep-3, 0x1.3333333337502p-4, 0x1.6db6db67b701fp-5, 0x1.f1c71fde02d00p-6,
                0x1.6e8b22107a24dp-6, 0x1.1c59e89d41f35p-6, 0x1.c862a9303830fp-7, 0x1.85991748eeba2p-7,
                0x1.faeb06e5c2b4ap-8, 0x1.0a0ff210c06b1p-6, -0x1.6b842be06f012p-7, 0x1.d1a62d63d6edcp-6);
}

} // namespace detail

NP_FN double arctan(double x) {
  double a = fabs(x), t = a > 0x1p60 ? 0x1p60 : a;
  double result = detail::arctan_positive(t, 1.0);
  return copysign(result, x);
}

NP_FN double arctan2(double y, double x) {
  // Scaled, so that sums do not overflow and quotients do not underflow more than the result does.
  double a = fabs(y), b = fabs(x), larger = a > b ? a : b;
  double factor = larger > 0x1p1000 ? 0x1p-60 : larger < 0x1p-900 ? 0x1p100 : 1.0;
  bool both_infinite = a == inf && b == inf, both_zero = larger == 0.0;
  double top = both_infinite ? 1.0 : a == inf ? 1.0 : b == inf ? 0.0 : both_zero ? 0.0 : a * factor;
  double bottom = both_infinite ? 1.0 : a == inf ? 0.0 : b == inf ? 1.0 : both_zero ? 1.0 : b * factor;
  double angle = detail::arctan_positive(top, bottom);
  angle = signbit(x) ? 0x1.921fb54442d18p+1 - (angle - 0x1.1a62633145c07p-53) : angle;
  return isnan(x) || isnan(y) ? nan : copysign(angle, y);
}

// From 1/2 on by the half angle: arccos x = 2 arcsin sqrt((1 - x) / 2).
NP_FN double arcsin(double x) {
  double a = fabs(x);
  bool large = a > 0.5;
  double z = large ? 0.5 * (1.0 - a) : a * a, s = large ? sqrt(z) : a, p = detail::arcsin_poly(z) * z;
  // What the root lost counts, since the result is pi / 2 minus twice it.
  double s_low = large ? fma(-s, s, z) / (2.0 * s + 0x1p-1000) : 0.0;
  double upper = 0x1.921fb54442d18p+0 - (2.0 * s - (0x1.1a62633145c07p-54 - 2.0 * fma(s, p, s_low)));
  double result = copysign(large ? upper : fma(s, p, s), x);
  return a > 1.0 ? nan : isnan(x) ? x : result;
}
NP_FN double arccos(double x) {
  double a = fabs(x);
  bool large = a > 0.5;
  double z = large ? 0.5 * (1.0 - a) : a * a, s = large ? sqrt(z) : a, p = detail::arcsin_poly(z) * z;
  double s_low = large ? fma(-s, s, z) / (2.0 * s + 0x1p-1000) : 0.0;
  double rest = fma(s, p, s_low), right = 2.0 * (s + rest);
  double left = 0x1.921fb54442d18p+1 - (2.0 * s - (0x1.1a62633145c07p-53 - 2.0 * rest));
  double signed_s = copysign(s, x),
         middle = 0x1.921fb54442d18p+0 - (signed_s - (0x1.1a62633145c07p-54 - copysign(rest, x)));
  double result = large ? (x > 0.0 ? right : left) : middle;
  return a > 1.0 ? nan : isnan(x) ? x : result;
}

NP_FN float tan(float x) {
  detail::float_quadrant q = detail::reduce_float(x);
  bool odd = q.n & 1;
  float t = static_cast<float>((odd ? -q.cosine : q.sine) / (odd ? q.sine : q.cosine));
  return x == 0.0f ? x : t;
}
NP_FLOAT_UNARY(arctan)
NP_FLOAT_UNARY(arcsin)
NP_FLOAT_UNARY(arccos)
NP_FN float arctan2(float y, float x) {
  return static_cast<float>(arctan2(static_cast<double>(y), static_cast<double>(x)));
}
NP_HALF_UNARY(sin)
NP_HALF_UNARY(cos)
NP_HALF_UNARY(tan)
NP_HALF_UNARY(arctan)
NP_HALF_UNARY(arcsin)
NP_HALF_UNARY(arccos)
NP_HALF_BINARY(arctan2)

// sin(pi x) / (pi x). NumPy puts the dtype's epsilon where x is 0; the result is 1.
NP_FN double sinc(double x) {
  double y = x == 0.0 ? 0x1p-52 : pi * x;
  return sin(y) / y;
}
NP_FN float sinc(float x) {
  float y = x == 0.0f ? 0x1p-23f : static_cast<float>(pi) * x;
  return sin(y) / y;
}
NP_FN f16 sinc(f16 x) {
  f16 y = f16(pi) * x;
  y = y == f16(0) ? f16(0x1p-10f) : y;
  return sin(y) / y;
}

} // namespace np
