// Elementary functions of complex numbers, with C99 Annex G's special values and branch cuts, which are NumPy's (it
// calls libm's). complex64 by way of complex128.
//
// Sources: sqrt and the inverse functions after W. Kahan, "Branch cuts for complex elementary functions" (1987); log
// near the unit circle by an exact |z|^2 - 1; sinh, cosh, tanh by their real and imaginary parts, of which the
// trigonometric ones are i f(-i z).
#pragma once
#include "elementary_log.h"
#include "elementary_power.h"
#include "elementary_trig.h"

namespace np {

NP_FN double absolute(c128 z) { return hypot(z.re, z.im); }
NP_FN float absolute(c64 z) { return hypot(z.re, z.im); }
NP_FN double angle(c128 z) { return arctan2(z.im, z.re); }
NP_FN float angle(c64 z) { return arctan2(z.im, z.re); }
// Of a real number: 0 or pi; the angle of NaN is NaN.
NP_FN double angle(double x) { return arctan2(0.0, x); }
NP_FN float angle(float x) { return arctan2(0.0f, x); }

// z / |z|; of an infinite part, its sign.
template <class T> NP_FN complex<T> sign(complex<T> z) {
  T size = absolute(z), zero = T(0);
  if (isnan(size))
    return {size, size};
  if (isinf(size)) {
    if (isinf(z.re) && isinf(z.im))
      return {cast<T>(nan), cast<T>(nan)};
    return isinf(z.re) ? complex<T>(z.re > zero ? T(1) : T(-1), zero) : complex<T>(zero, z.im > zero ? T(1) : T(-1));
  }
  return size == zero ? complex<T>(zero, zero) : complex<T>(z.re / size, z.im / size);
}

namespace detail {

// i z and -i z.
NP_FN c128 turn(c128 z) { return {-z.im, z.re}; }
NP_FN c128 turn_back(c128 z) { return {z.im, -z.re}; }
// e^x (cos y, sin y), also where e^x alone overflows.
NP_SLOW_FN c128 exp_polar(double x, double y) {
  // e^1400 overflows whatever y is, unless a part is 0.
  double above = x > 700.0 ? (x > 2000.0 ? 1300.0 : x - 700.0) : 0.0, first = exp(x - above), second = exp(above);
  if (above > 700.0)
    second = 0x1p1000 * 0x1p23;
  return {first * cos(y) * second, first * sin(y) * second};
}

} // namespace detail

NP_SLOW_FN c128 sqrt(c128 z) {
  double x = z.re, y = z.im;
  if (x == 0.0 && y == 0.0)
    return {0.0, y};
  if (isinf(y))
    return {inf, y};
  if (isnan(x))
    return {x, nan};
  if (isinf(x))
    return signbit(x) ? c128(isnan(y) ? nan : 0.0, copysign(inf, y)) : c128(x, isnan(y) ? nan : copysign(0.0, y));
  if (isnan(y))
    return {nan, nan};
  double size = maximum(fabs(x), fabs(y)), factor = size > 0x1p1000 ? 0x1p-4 : size < 0x1p-900 ? 0x1p200 : 1.0;
  double back = size > 0x1p1000 ? 0x1p2 : size < 0x1p-900 ? 0x1p-100 : 1.0;
  x *= factor;
  y *= factor;
  double root = sqrt(0.5 * (fabs(x) + hypot(x, y)));
  double other = y / (2.0 * root);
  return x >= 0.0 ? c128(root * back, other * back) : c128(fabs(other) * back, copysign(root, y) * back);
}

NP_SLOW_FN c128 exp(c128 z) {
  if (z.im == 0.0)
    return {exp(z.re), z.im};
  if (isinf(z.re)) {
    if (!isfinite(z.im))
      return z.re < 0.0 ? c128(0.0, copysign(0.0, z.im)) : c128(inf, nan);
    double size = z.re < 0.0 ? 0.0 : inf;
    return {size * cos(z.im), size * sin(z.im)};
  }
  if (!isfinite(z.im) || isnan(z.re))
    return {nan, nan};
  return detail::exp_polar(z.re, z.im);
}

NP_SLOW_FN c128 log(c128 z) {
  double a = fabs(z.re), b = fabs(z.im), top = a > b ? a : b, low = a > b ? b : a;
  double turn = arctan2(z.im, z.re);
  if (top > 0x1p1020 && top < inf)
    return {log(hypot(0.25 * top, 0.25 * low)) + 1.38629436111989061883, turn};
  if (top < 0x1p-900 && top > 0.0)
    return {log(hypot(top * 0x1p200, low * 0x1p200)) - 138.629436111989061883, turn};
  if (top > 0.5 && top < 1.5 && low < 1.5) {
    // log(1 + m) / 2 where m = top^2 + low^2 - 1, summed exactly but for the last bits.
    double t = top * top, u = low * low, less = t - 1.0, m = less + u, part = m - less;
    double rest = ((less - (m - part)) + (u - part)) + ((t - 1.0) - less) + fma(top, top, -t) + fma(low, low, -u);
    return {0.5 * detail::log1p_sum(m, rest), turn};
  }
  return {log(hypot(z.re, z.im)), turn};
}
NP_SLOW_FN c128 log2(c128 z) {
  c128 w = log(z);
  return {w.re * 0x1.71547652b82fep+0, w.im * 0x1.71547652b82fep+0};
}
NP_SLOW_FN c128 log10(c128 z) {
  c128 w = log(z);
  return {w.re * 0x1.bcb7b1526e50ep-2, w.im * 0x1.bcb7b1526e50ep-2};
}
// NumPy's formulas, weak near 0 as they are there.
NP_SLOW_FN c128 log1p(c128 z) { return {log(hypot(z.re + 1.0, z.im)), arctan2(z.im, z.re + 1.0)}; }
NP_SLOW_FN c128 expm1(c128 z) {
  double s = sin(0.5 * z.im), size = exp(z.re);
  return {expm1(z.re) * cos(z.im) - 2.0 * s * s, size * sin(z.im)};
}
NP_SLOW_FN c128 exp2(c128 z) { return exp(c128(z.re * 0x1.62e42fefa39efp-1, z.im * 0x1.62e42fefa39efp-1)); }

NP_SLOW_FN c128 sinh(c128 z) {
  double x = z.re, y = z.im;
  if (y == 0.0)
    return {sinh(x), y};
  if (!isfinite(y)) {
    if (x == 0.0)
      return {x, nan};
    return {isinf(x) ? x : nan, nan};
  }
  if (x == 0.0)
    return {copysign(0.0, x) * cos(y), sin(y)};
  if (fabs(x) > 700.0 && isfinite(x)) {
    c128 half = detail::exp_polar(fabs(x) - 0x1.62e42fefa39efp-1, y);
    return {copysign(1.0, x) * half.re, half.im};
  }
  return {sinh(x) * cos(y), cosh(x) * sin(y)};
}
NP_SLOW_FN c128 cosh(c128 z) {
  double x = z.re, y = z.im;
  if (y == 0.0)
    return {cosh(x), isnan(x) ? y : copysign(0.0, x) * y};
  if (!isfinite(y)) {
    if (x == 0.0)
      return {nan, 0.0};
    return {isinf(x) ? inf : nan, nan};
  }
  if (fabs(x) > 700.0 && isfinite(x)) {
    c128 half = detail::exp_polar(fabs(x) - 0x1.62e42fefa39efp-1, y);
    return {half.re, copysign(1.0, x) * half.im};
  }
  if (x == 0.0)
    return {cos(y), copysign(0.0, x) * sin(y)};
  return {cosh(x) * cos(y), sinh(x) * sin(y)};
}
NP_SLOW_FN c128 tanh(c128 z) {
  double x = z.re, y = z.im;
  if (isnan(x))
    return {x, y == 0.0 ? y : nan};
  if (isinf(x))
    return {copysign(1.0, x), copysign(0.0, isfinite(y) ? sin(2.0 * y) : y)};
  if (!isfinite(y))
    return {x == 0.0 ? x : nan, nan};
  if (fabs(x) >= 22.0) {
    double shrink = exp(-fabs(x));
    return {copysign(1.0, x), 4.0 * sin(y) * cos(y) * shrink * shrink};
  }
  // With t = tan y and s = sinh x: (cosh x sinh x (1 + t^2) + i t) / (1 + (1 + t^2) s^2), both multiplied by cos^2 y.
  double c = cos(y), s = sinh(x), below = fma(c, c, s * s);
  return {cosh(x) * s / below, sin(y) * c / below};
}
NP_SLOW_FN c128 sin(c128 z) { return detail::turn_back(sinh(detail::turn(z))); }
NP_SLOW_FN c128 cos(c128 z) { return cosh(detail::turn(z)); }
NP_SLOW_FN c128 tan(c128 z) { return detail::turn_back(tanh(detail::turn(z))); }

namespace detail {

// arcsin and arccos of z share their imaginary parts but for the sign.
struct arc_parts {
  c128 minus, plus; // sqrt(1 - z), sqrt(1 + z)
  double im;
};
NP_SLOW_FN arc_parts arc(c128 z) {
  c128 minus = sqrt(c128(1.0 - z.re, -z.im)), plus = sqrt(c128(1.0 + z.re, z.im));
  return {minus, plus, arcsinh(plus.im * minus.re - plus.re * minus.im)};
}
NP_FN bool is_far(c128 z) { return fabs(z.re) > 0x1p300 || fabs(z.im) > 0x1p300; }
// log(2 |z|) of a large z.
NP_FN double log_twice(c128 z) { return log(hypot(0.25 * z.re, 0.25 * z.im)) + 2.07944154167983592825; }

} // namespace detail

NP_SLOW_FN c128 arccos(c128 z) {
  double x = z.re, y = z.im;
  if (isnan(x) || isnan(y)) {
    if (isinf(x))
      return {nan, -inf};
    if (isinf(y))
      return {nan, -y};
    return {x == 0.0 ? 0x1.921fb54442d18p+0 : nan, nan};
  }
  if (detail::is_far(z))
    return {fabs(arctan2(fabs(y), x)), -copysign(detail::log_twice(z), y)};
  detail::arc_parts p = detail::arc(z);
  return {2.0 * arctan2(p.minus.re, p.plus.re), -copysign(p.im, y)};
}
NP_SLOW_FN c128 arcsin(c128 z) {
  double x = z.re, y = z.im;
  if (isnan(x) || isnan(y)) {
    if (isinf(x) || isinf(y))
      return {nan, isinf(y) ? y : x};
    return {x == 0.0 ? x : nan, nan};
  }
  if (detail::is_far(z))
    return {arctan2(x, fabs(y)), copysign(detail::log_twice(z), y)};
  detail::arc_parts p = detail::arc(z);
  return {arctan2(x, p.minus.re * p.plus.re - p.minus.im * p.plus.im), copysign(p.im, y)};
}
NP_SLOW_FN c128 arctanh(c128 z) {
  double x = z.re, y = z.im, quarter = 0x1.921fb54442d18p+0;
  if (isnan(x) || isnan(y)) {
    if (isinf(x))
      return {copysign(0.0, x), nan};
    if (isinf(y))
      return {copysign(0.0, x), copysign(quarter, y)};
    return {x == 0.0 ? x : nan, nan};
  }
  if (fabs(x) > 0x1p30 || fabs(y) > 0x1p30) {
    // The real part of 1 / z: x / |z|^2.
    double size = hypot(0.25 * x, 0.25 * y);
    return {isinf(size) ? copysign(0.0, x) : 0.0625 * (x / size) / size, copysign(quarter, y)};
  }
  double a = fabs(x), beside = 1.0 - a, square = fma(beside, beside, y * y);
  double re = square == 0.0                    ? inf
              : a == 1.0 && fabs(y) < 0x1p-500 ? -0.5 * log(0.5 * fabs(y))
                                               : 0.25 * log1p(4.0 * a / square);
  double im = 0.5 * arctan2(2.0 * y, fma(beside, 1.0 + a, -(y * y)));
  return {copysign(re, x), im};
}
NP_SLOW_FN c128 arccosh(c128 z) {
  c128 w = arccos(z);
  // Of a NaN with an infinity arccos says (nan, -inf) and this (inf, nan).
  if (isnan(w.re))
    return {isnan(w.im) ? nan : inf, nan};
  if (isnan(w.im))
    return {nan, z.re == 0.0 ? 0x1.921fb54442d18p+0 : nan};
  return signbit(w.im) ? c128(-w.im, w.re) : c128(w.im, -w.re);
}
NP_SLOW_FN c128 arcsinh(c128 z) { return detail::turn(arcsin(detail::turn_back(z))); }
NP_SLOW_FN c128 arctan(c128 z) { return detail::turn_back(arctanh(detail::turn(z))); }

// z ** w: small integer exponents by multiplication in T, else e^(w log z).
template <class T> NP_SLOW_FN complex<T> power(complex<T> z, complex<T> w) {
  complex<T> one(T(1), T(0));
  if (w.re == T(0) && w.im == T(0))
    return one;
  if (z.re == T(0) && z.im == T(0))
    return w.re > T(0) ? complex<T>(T(0), T(0)) : complex<T>(cast<T>(nan), cast<T>(nan));
  if (w.im == T(0) && w.re == trunc(w.re) && fabs(w.re) < T(100)) {
    int n = static_cast<int>(w.re), count = n < 0 ? -n : n;
    if (n == 1)
      return z;
    if (n == 2)
      return z * z;
    if (n == 3)
      return z * (z * z);
    complex<T> result = one, base = z;
    for (int mask = 1;;) {
      if (count & mask)
        result = result * base;
      mask <<= 1;
      if (count < mask)
        break;
      base = base * base;
    }
    return n < 0 ? one / result : result;
  }
  c128 to = cast<c128>(w) * log(cast<c128>(z));
  return cast<complex<T>>(exp(to));
}

#define NP_COMPLEX64(NAME)                                                                                             \
  NP_FN c64 NAME(c64 z) { return cast<c64>(NAME(cast<c128>(z))); }
NP_COMPLEX64(sqrt)
NP_COMPLEX64(exp)
NP_COMPLEX64(exp2)
NP_COMPLEX64(expm1)
NP_COMPLEX64(log)
NP_COMPLEX64(log2)
NP_COMPLEX64(log10)
NP_COMPLEX64(log1p)
NP_COMPLEX64(sin)
NP_COMPLEX64(cos)
NP_COMPLEX64(tan)
NP_COMPLEX64(sinh)
NP_COMPLEX64(cosh)
NP_COMPLEX64(tanh)
NP_COMPLEX64(arcsin)
NP_COMPLEX64(arccos)
NP_COMPLEX64(arctan)
NP_COMPLEX64(arcsinh)
NP_COMPLEX64(arccosh)
NP_COMPLEX64(arctanh)
#undef NP_COMPLEX64

// x ** y in float64 or complex128, whatever the dtypes.
template <class T> NP_FN auto float_power(T x, T y) {
  if constexpr (is_complex<T>)
    return power(cast<c128>(x), cast<c128>(y));
  else
    return power(cast<double>(x), cast<double>(y));
}

} // namespace np
