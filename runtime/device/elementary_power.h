// power, cbrt, hypot of floats, at most 2 ulp.
//
// power is libm's under the runtime's own name on the host, so NumPy's bits; `array ** 2` is x * x, np::square, which
// the emitter chooses. On a device float32 goes by way of float64: CUDA's powf is 4 ulp.
#pragma once
#include "elementary_exp.h"

namespace np {

#if defined(__CUDA_ARCH__)
NP_FN double power(double x, double y) { return ::pow(x, y); }
NP_FN float power(float x, float y) {
  return static_cast<float>(::pow(static_cast<double>(x), static_cast<double>(y)));
}
#else
NP_FN double power(double x, double y) { return np_libm_pow(x, y); }
NP_FN float power(float x, float y) { return np_libm_powf(x, y); }
#endif
NP_HALF_BINARY(power)

NP_FN double hypot(double x, double y) {
  double a = fabs(x), b = fabs(y), top = a > b ? a : b, low = a > b ? b : a;
  // Scaled, so that squares neither overflow nor underflow where they count.
  bool large = top > 0x1p500, little = top < 0x1p-400;
  double factor = large ? 0x1p-600 : little ? 0x1p600 : 1.0;
  top *= factor;
  low *= factor;
  double t = top * top, u = low * low, h = sqrt(t + u), square = h * h;
  // What h^2 misses, with the rests of the three products, corrects the root.
  double rest = ((t - square) + u) + ((fma(top, top, -t) + fma(low, low, -u)) - fma(h, h, -square));
  h = top > 0.0 ? h + rest / (2.0 * h) : h;
  h *= large ? 0x1p600 : little ? 0x1p-600 : 1.0;
  return a == inf || b == inf ? inf : isnan(x) || isnan(y) ? nan : h;
}
// Squares of floats are exact in double.
NP_FN float hypot(float x, float y) {
  double a = x, b = y, h = sqrt(fma(a, a, b * b));
  return isinf(x) || isinf(y) ? inf_f : static_cast<float>(h);
}
NP_HALF_BINARY(hypot)

NP_FN double cbrt(double x) {
  double a = fabs(x);
  bool subnormal = a < 0x1p-1022;
  u64 word = bits(subnormal ? a * 0x1p54 : a);
  double m = from_bits((word & 0x000fffffffffffffull) | 0x3ff0000000000000ull);
  double exponent = from_bits(word >> 52 | 0x4330000000000000ull) - (subnormal ? 0x1p52 + 1077.0 : 0x1p52 + 1023.0);
  // exponent = 3 third + rest, the rest 0, 1 or 2.
  double rounded = fma(exponent - 1.0, 0x1.5555555555555p-2, detail::magic);
  double third = rounded - detail::magic, rest = fma(third, -3.0, exponent);
  // m^(-1/3) on [1, 2], error 2^-15; one step of Halley's makes 2^-43 of it.
  double y = detail::horner(m, 0x1.ac187e2197fa6p+0, -0x1.2de19c5befccep+0, 0x1.6776b03dfb7b9p-1, -0x1.cb36997e50b8ap-3,
                            0x1.dc9880338b461p-6);
  y *= rest == 0.0 ? 1.0 : rest == 1.0 ? 0x1.965fea53d6e3dp-1 : 0x1.428a2f98d728bp-1;
  m *= rest == 0.0 ? 1.0 : rest == 1.0 ? 2.0 : 4.0;
  double miss = fma(-m * y * y, y, 1.0);
  y = fma(y * miss, fma(miss, 0x1.c71c71c71c71cp-3, 0x1.5555555555555p-2), y);
  // The root and, exactly enough, what its cube misses.
  double root = m * y * y, square = root * root, lost = fma(root, root, -square);
  root += (fma(-root, square, m) - root * lost) * (y * y) * 0x1.5555555555555p-2;
  double result = root * detail::pow2(detail::magic + third);
  return a > 0.0 && a < inf ? copysign(result, x) : x;
}
NP_FLOAT_UNARY(cbrt)
NP_HALF_UNARY(cbrt)

} // namespace np
