// sin, cos, tan, arcsin, arccos, arctan, arctan2 of float64 and float32, at most 2 ulp.
//
// Arguments are reduced with pi in three parts and fma, exact enough below 2^40 (float32: 2^17); larger ones go to a
// function that is not inlined. x = n pi + r with |r| <= pi / 2, so that one polynomial and a sign make the sine; for
// the cosine n is a half-integer, for the tangent x = n pi / 2 + r. The inverse functions are branch-free.
#pragma once
#include "elementary_exp.h"

namespace np {
namespace detail {

inline constexpr double pi_1 = 0x1.921fb54442d18p+1, pi_2 = 0x1.1a62633145c07p-53, pi_3 = -0x1.f1976b7ed8fbcp-109;
inline constexpr float pi_1f = 0x1.921fb6p+1f, pi_2f = -0x1.777a5cp-24f, pi_3f = -0x1.ee59dap-49f;

// sin r, |r| <= 1.0005 pi / 2, error 2^-61 of the factor of r^3.
NP_FN double sin_poly(double r) {
  double z = r * r;
  double p = horner(z, -0x1.5555555555555p-3, 0x1.1111111111107p-7, -0x1.a01a01a018a95p-13, 0x1.71de3a54556a4p-19,
                    -0x1.ae6455a12a3b4p-26, 0x1.61240121f01d7p-33, -0x1.ae51260990c30p-41, 0x1.89a226a0709b6p-49);
  return fma(r, z * p, r);
}
// |r| <= 1.01 pi / 2, error 2^-35.
NP_FN float sin_poly(float r) {
  float z = r * r;
  float p = horner(z, -0x1.555556p-3f, 0x1.111110p-7f, -0x1.a018f8p-13f, 0x1.7193ccp-19f, -0x1.9d6020p-26f);
  return fma(r, z * p, r);
}
// x - n pi.
NP_FN double reduce(double x, double n) { return fma(-n, pi_3, fma(-n, pi_2, fma(-n, pi_1, x))); }
NP_FN float reduce(float x, float n) { return fma(-n, pi_3f, fma(-n, pi_2f, fma(-n, pi_1f, x))); }
// x with its sign changed where the integer in the low bits is odd.
NP_FN double flip_odd(double x, double rounded) { return from_bits(bits(x) ^ bits(rounded) << 63); }
NP_FN float flip_odd(float x, float rounded) { return from_bits(bits(x) ^ bits(rounded) << 31); }

#if defined(__CUDA_ARCH__)
NP_SLOW_FN double huge_sin(double x) { return ::sin(x); }
NP_SLOW_FN double huge_cos(double x) { return ::cos(x); }
NP_SLOW_FN double huge_tan(double x) { return ::tan(x); }
#else
NP_FN double huge_sin(double x) { return np_libm_sin(x); }
NP_FN double huge_cos(double x) { return np_libm_cos(x); }
NP_FN double huge_tan(double x) { return np_libm_tan(x); }
#endif
inline constexpr double huge = 0x1p40;
inline constexpr float huge_f = 0x1p17f;

} // namespace detail

NP_FN double sin(double x) {
  if (!(fabs(x) < detail::huge))
    return detail::huge_sin(x);
  double rounded = fma(x, 0x1.45f306dc9c883p-2, detail::magic);
  double s = detail::flip_odd(detail::sin_poly(detail::reduce(x, rounded - detail::magic)), rounded);
  return x == 0.0 ? x : s;
}
NP_FN double cos(double x) {
  if (!(fabs(x) < detail::huge))
    return detail::huge_cos(x);
  double a = fabs(x), rounded = fma(a, 0x1.45f306dc9c883p-2, -0.5) + detail::magic;
  double s = detail::sin_poly(detail::reduce(a, (rounded - detail::magic) + 0.5));
  return -detail::flip_odd(s, rounded);
}
NP_FN float sin(float x) {
  if (!(fabs(x) < detail::huge_f))
    return static_cast<float>(sin(static_cast<double>(x)));
  float rounded = fma(x, 0x1.45f306p-2f, detail::magic_f);
  float s = detail::flip_odd(detail::sin_poly(detail::reduce(x, rounded - detail::magic_f)), rounded);
  return x == 0.0f ? x : s;
}
NP_FN float cos(float x) {
  if (!(fabs(x) < detail::huge_f))
    return static_cast<float>(cos(static_cast<double>(x)));
  float a = fabs(x), rounded = fma(a, 0x1.45f306p-2f, -0.5f) + detail::magic_f;
  float s = detail::sin_poly(detail::reduce(a, (rounded - detail::magic_f) + 0.5f));
  return -detail::flip_odd(s, rounded);
}

NP_FN double tan(double x) {
  if (!(fabs(x) < detail::huge))
    return detail::huge_tan(x);
  double rounded = fma(x, 0x1.45f306dc9c883p-1, detail::magic), n = rounded - detail::magic;
  // r + low = x - n pi / 2, to some 100 bits.
  double first = fma(-n, 0.5 * detail::pi_1, x), t = n * (0.5 * detail::pi_2), t_low = fma(n, 0.5 * detail::pi_2, -t);
  double sum = first - t, b = sum - first;
  double sum_low = fma(-n, 0.5 * detail::pi_3, ((first - (sum - b)) - (t + b)) - t_low);
  double r = sum + sum_low, low = (sum - r) + sum_low, z = r * r;
  // Errors 2^-55 and 2^-59.
  double p = detail::horner(z, -0x1.5555555555555p-3, 0x1.1111111110ba6p-7, -0x1.a01a019e80a1fp-13,
                            0x1.71de37929231fp-19, -0x1.ae6006d9b1ddcp-26, 0x1.5e09988c5b3d4p-33);
  double q = detail::horner(z, 0x1.5555555555555p-5, -0x1.6c16c16c16960p-10, 0x1.a01a019f4d281p-16,
                            -0x1.27e4fa15da0e5p-22, 0x1.1eeb66d0ea80dp-29, -0x1.907c1f79fb1adp-37);
  // Sine and cosine with what their rounding lost.
  double s_rest = fma(r * z, p, low), s = r + s_rest, s_low = (r - s) + s_rest;
  double half = 0.5 * z, c_head = 1.0 - half, c_rest = ((1.0 - c_head) - half) + fma(z * z, q, -r * low);
  c_rest -= 0.5 * fma(r, r, -z);
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
  double signed_s = copysign(s, x), middle = 0x1.921fb54442d18p+0 - (signed_s - (0x1.1a62633145c07p-54 - copysign(rest, x)));
  double result = large ? (x > 0.0 ? right : left) : middle;
  return a > 1.0 ? nan : isnan(x) ? x : result;
}

NP_FLOAT_UNARY(tan)
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
