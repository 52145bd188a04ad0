// Arithmetic on floats and complex numbers beyond the operators: division with Python's rules for signs, maxima with
// NumPy's rules for NaN, rounding, neighbours, splitting. float16 is computed in float and rounded at the end.
#pragma once
#include "scalar_int.h"

namespace np {

// An overload for float16 of a function of floats.
#define NP_HALF_UNARY(NAME)                                                                                            \
  NP_FN f16 NAME(f16 x) { return f16(NAME(static_cast<float>(x))); }
#define NP_HALF_BINARY(NAME)                                                                                           \
  NP_FN f16 NAME(f16 x, f16 y) { return f16(NAME(static_cast<float>(x), static_cast<float>(y))); }
#define NP_FLOAT_FN(...) template <class T> NP_FN typename enable_if<is_real<T> && !is_same<T, f16>, __VA_ARGS__>::type
#define NP_REAL_FN(...) template <class T> NP_FN typename enable_if<is_real<T>, __VA_ARGS__>::type
#define NP_INEXACT_FN(...) template <class T> NP_FN typename enable_if<is_real<T> || is_complex<T>, __VA_ARGS__>::type

//===--- the operators, by name -----------------------------------------------------------------------------------===//

NP_INEXACT_FN(T) add(T x, T y) { return x + y; }
NP_INEXACT_FN(T) subtract(T x, T y) { return x - y; }
NP_INEXACT_FN(T) multiply(T x, T y) { return x * y; }
NP_INEXACT_FN(T) true_divide(T x, T y) { return x / y; }
NP_INEXACT_FN(T) negative(T x) { return -x; }
NP_INEXACT_FN(T) positive(T x) { return x; }
NP_INEXACT_FN(T) square(T x) { return x * x; }
NP_REAL_FN(T) reciprocal(T x) { return T(1) / x; }
// Smith's method with 1 above, as NumPy: not the same bits as 1 / z.
template <class T> NP_FN complex<T> reciprocal(complex<T> z) {
  if (fabs(z.im) <= fabs(z.re)) {
    T ratio = z.im / z.re, scale = z.re + z.im * ratio;
    return {T(1) / scale, -ratio / scale};
  }
  T ratio = z.re / z.im, scale = z.re * ratio + z.im;
  return {ratio / scale, T(-1) / scale};
}
#define NP_COMPARE(NAME, OPERATOR)                                                                                     \
  template <class T> NP_FN constexpr bool NAME(T x, T y) { return x OPERATOR y; }
NP_COMPARE(equal, ==)
NP_COMPARE(not_equal, !=)
NP_COMPARE(less, <)
NP_COMPARE(less_equal, <=)
NP_COMPARE(greater, >)
NP_COMPARE(greater_equal, >=)
#undef NP_COMPARE
template <class T> NP_FN bool logical_and(T x, T y) { return truth(x) && truth(y); }
template <class T> NP_FN bool logical_or(T x, T y) { return truth(x) || truth(y); }
template <class T> NP_FN bool logical_xor(T x, T y) { return truth(x) != truth(y); }
template <class T> NP_FN bool logical_not(T x) { return !truth(x); }
template <class T> NP_FN T where(bool condition, T x, T y) { return condition ? x : y; }

//===--- maxima ---------------------------------------------------------------------------------------------------===//

// Equal operands (0.0 and -0.0) give the second one, as the instruction that NumPy uses does. NaN wins; of two, the
// first.
template <class T> NP_FN T maximum(T x, T y) { return (x > y || isnan(x)) ? x : y; }
template <class T> NP_FN T minimum(T x, T y) { return (x < y || isnan(x)) ? x : y; }
// NaN loses.
template <class T> NP_FN T fmax(T x, T y) { return (x > y || isnan(y)) ? x : y; }
template <class T> NP_FN T fmin(T x, T y) { return (x < y || isnan(y)) ? x : y; }
template <class T> NP_FN complex<T> maximum(complex<T> x, complex<T> y) { return isnan(x) || x >= y ? x : y; }
template <class T> NP_FN complex<T> minimum(complex<T> x, complex<T> y) { return isnan(x) || x <= y ? x : y; }
template <class T> NP_FN complex<T> fmax(complex<T> x, complex<T> y) { return isnan(y) || x >= y ? x : y; }
template <class T> NP_FN complex<T> fmin(complex<T> x, complex<T> y) { return isnan(y) || x <= y ? x : y; }
// A NaN anywhere is the result; low > high gives high.
template <class T> NP_FN T clip(T x, T low, T high) {
  T above = isnan(x) || x > low ? x : low;
  return isnan(above) || above < high ? above : high;
}

//===--- parts and signs ------------------------------------------------------------------------------------------===//

NP_REAL_FN(T) absolute(T x) { return fabs(x); }
// NaN stays NaN, zeros become +0.
NP_REAL_FN(T) sign(T x) { return x > T(0) ? T(1) : x < T(0) ? T(-1) : x == T(0) ? T(0) : x; }
template <class T> NP_FN T real(T x) { return x; }
template <class T> NP_FN T real(complex<T> z) { return z.re; }
template <class T> NP_FN T imag(T) { return T(0); }
template <class T> NP_FN T imag(complex<T> z) { return z.im; }
template <class T> NP_FN T conjugate(T x) { return x; }
template <class T> NP_FN complex<T> conjugate(complex<T> z) { return {z.re, -z.im}; }
template <class T> NP_FN T conj(T x) { return conjugate(x); }
NP_REAL_FN(T) heaviside(T x, T at_zero) { return isnan(x) ? x : x == T(0) ? at_zero : x < T(0) ? T(0) : T(1); }

//===--- division -------------------------------------------------------------------------------------------------===//

// The exact rest of x / y with x's sign. A quotient below 2^53 (2^24) needs one step: it is at most one off, and both
// its product's difference and the step back are exact.
NP_FN double fmod(double x, double y) {
  double a = fabs(x), b = fabs(y), quotient = trunc(a / b);
  if (!(quotient < 0x1p52)) {
    // Also NaN, infinities and y = 0. x / y overflows for finite x and y too.
#if defined(__CUDA_ARCH__)
    return ::fmod(x, y);
#else
    return np_libm_fmod(x, y);
#endif
  }
  if (isinf(b))
    return x;
  double rest = fma(-quotient, b, a);
  rest = rest < 0 ? rest + b : rest;
  rest = rest >= b ? rest - b : rest;
  return copysign(rest, x);
}
// Exact in double for every quotient that fits.
NP_FN float fmod(float x, float y) { return static_cast<float>(fmod(static_cast<double>(x), static_cast<double>(y))); }
NP_HALF_BINARY(fmod)

// The divisor's sign, also of a zero.
NP_FLOAT_FN(T) remainder(T x, T y) {
  T rest = fmod(x, y);
  if (y == T(0))
    return rest;
  T shifted = (y < T(0)) != (rest < T(0)) ? rest + y : rest;
  return rest != T(0) ? shifted : copysign(T(0), y);
}
// The largest integer not above x / y, consistent with remainder: NumPy divides the exact multiple and rounds.
NP_FLOAT_FN(two<T, T>) divmod(T x, T y) {
  T rest = fmod(x, y);
  if (y == T(0))
    return {x / y, rest};
  T quotient = (x - rest) / y;
  if (rest != T(0)) {
    if ((y < T(0)) != (rest < T(0))) {
      rest += y;
      quotient -= T(1);
    }
  } else {
    rest = copysign(T(0), y);
  }
  if (quotient == T(0))
    return {copysign(T(0), x / y), rest};
  T below = floor(quotient);
  return {quotient - below > T(0.5) ? below + T(1) : below, rest};
}
NP_FLOAT_FN(T) floor_divide(T x, T y) { return divmod(x, y).first; }
NP_HALF_BINARY(remainder)
NP_HALF_BINARY(floor_divide)
NP_FN two<f16, f16> divmod(f16 x, f16 y) {
  auto both = divmod(static_cast<float>(x), static_cast<float>(y));
  return {f16(both.first), f16(both.second)};
}
template <class T> NP_FN T mod(T x, T y) { return remainder(x, y); }

//===--- rounding -------------------------------------------------------------------------------------------------===//

template <class T> NP_FN T fix(T x) { return trunc(x); }

// 10^n as NumPy has it: libm's power where it is not exact anyway.
NP_FN double power_of_ten(i64 n) {
  constexpr double table[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};
  if (n < 9)
    return table[n];
#if defined(__CUDA_ARCH__)
  return ::pow(10.0, static_cast<double>(n));
#else
  return np_libm_pow(10.0, static_cast<double>(n));
#endif
}
// Scales, rounds half to even and scales back, each step rounded to T.
NP_REAL_FN(T) round(T x, i64 decimals) {
  if (decimals == 0)
    return rint(x);
  T scale = cast<T>(power_of_ten(decimals < 0 ? -decimals : decimals));
  return decimals > 0 ? rint(x * scale) / scale : rint(x / scale) * scale;
}
NP_REAL_FN(T) round(T x) { return rint(x); }
template <class T> NP_FN complex<T> round(complex<T> z, i64 decimals = 0) {
  return {round(z.re, decimals), round(z.im, decimals)};
}
// Integers change for negative decimals only, by way of float64.
template <class T> NP_FN typename enable_if<is_int<T>, T>::type round(T x, i64 decimals = 0) {
  return decimals >= 0 ? x : cast<T>(round(static_cast<double>(x), decimals));
}

//===--- neighbours, splitting ------------------------------------------------------------------------------------===//

NP_REAL_FN(T) nextafter(T x, T y) {
  // Magnitudes are ordered as integers.
  if (isnan(x) || isnan(y))
    return x + y;
  if (x == y)
    return is_same<T, f16> ? x : y;
  if constexpr (is_same<T, f16>) {
    if (x == T(0))
      return f16::of_bits(static_cast<u16>(1 | (y.word & 0x8000u)));
    return f16::of_bits(static_cast<u16>(x.word + ((x < y) == (x > T(0)) ? 1 : -1)));
  } else {
    using U = decltype(bits(x));
    if (x == T(0))
      return copysign(from_bits(U(1)), y);
    return from_bits(bits(x) + ((x < y) == (x > T(0)) ? U(1) : ~U(0)));
  }
}
// The distance to the next number away from zero, with x's sign; of float16, to the next larger number.
NP_REAL_FN(T) spacing(T x) {
  if (isinf(x))
    return cast<T>(nan);
  T far = cast<T>(inf);
  return nextafter(x, x < T(0) && !is_same<T, f16> ? -far : far) - x;
}
// The fraction and the integral part, both with x's sign.
NP_FLOAT_FN(two<T, T>) modf(T x) {
  T whole = trunc(x);
  return {copysign(isinf(x) ? T(0) : x - whole, x), whole};
}
NP_FN two<f16, f16> modf(f16 x) {
  auto both = modf(static_cast<float>(x));
  return {f16(both.first), f16(both.second)};
}
// x = fraction * 2^exponent with 0.5 <= |fraction| < 1; zeros, infinities and NaN stay, with exponent 0.
NP_FN two<double, i32> frexp(double x) {
  if (x == 0 || !isfinite(x))
    return {x, 0};
  double scaled = fabs(x) < 0x1p-1022 ? x * 0x1p54 : x;
  i32 exponent = static_cast<i32>(bits(scaled) >> 52 & 0x7ff) - 1022 - (fabs(x) < 0x1p-1022 ? 54 : 0);
  return {from_bits((bits(scaled) & 0x800fffffffffffffull) | 0x3fe0000000000000ull), exponent};
}
NP_FN two<float, i32> frexp(float x) {
  auto both = frexp(static_cast<double>(x));
  return {static_cast<float>(both.first), both.second};
}
NP_FN two<f16, i32> frexp(f16 x) {
  auto both = frexp(static_cast<double>(x));
  return {f16(both.first), both.second};
}

// The constants are quotients in the type (float16: in float).
NP_FN double deg2rad(double x) { return x * (pi / 180.0); }
NP_FN double rad2deg(double x) { return x * (180.0 / pi); }
NP_FN float deg2rad(float x) { return x * (static_cast<float>(pi) / 180.0f); }
NP_FN float rad2deg(float x) { return x * (180.0f / static_cast<float>(pi)); }
NP_HALF_UNARY(deg2rad)
NP_HALF_UNARY(rad2deg)
template <class T> NP_FN T radians(T x) { return deg2rad(x); }
template <class T> NP_FN T degrees(T x) { return rad2deg(x); }

#undef NP_FLOAT_FN
#undef NP_REAL_FN
#undef NP_INEXACT_FN

} // namespace np
