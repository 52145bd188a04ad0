// Exactly rounded building blocks for double and float: fma, sqrt, the roundings, sign and class tests, scaling by
// powers of two. On the CPU they are instructions (by builtins, which the optimiser knows and vectorises); on a
// device they are CUDA's functions, which are built in.
#pragma once
#include "types.h"

#if !defined(__CUDA_ARCH__)
#include "../abi/libm.h"
#endif

namespace np {

#if defined(__CUDA_ARCH__)
#define NP_BASIC(NAME, DOUBLE)                                                                                         \
  NP_FN double NAME(double x) { return ::DOUBLE(x); }                                                                  \
  NP_FN float NAME(float x) { return ::DOUBLE##f(x); }
NP_FN double fma(double a, double b, double c) { return ::fma(a, b, c); }
NP_FN float fma(float a, float b, float c) { return ::fmaf(a, b, c); }
#else
#if defined(__clang__) && !NP_CUDA
// Like the builtins of libm's names, but without errno, which would keep a square root from being one instruction.
#define NP_BASIC(NAME, ELEMENTWISE)                                                                                    \
  NP_FN double NAME(double x) { return __builtin_elementwise_##ELEMENTWISE(x); }                                       \
  NP_FN float NAME(float x) { return __builtin_elementwise_##ELEMENTWISE(x); }
#else
#define NP_BASIC(NAME, DOUBLE)                                                                                         \
  NP_FN double NAME(double x) { return __builtin_##DOUBLE(x); }                                                        \
  NP_FN float NAME(float x) { return __builtin_##DOUBLE##f(x); }
#endif
#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
NP_FN double fma(double a, double b, double c) { return __builtin_fma(a, b, c); }
NP_FN float fma(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
#else
NP_FN double fma(double a, double b, double c) { return np_libm_fma(a, b, c); }
NP_FN float fma(float a, float b, float c) { return np_libm_fmaf(a, b, c); }
#endif
#endif
NP_BASIC(sqrt, sqrt)
NP_BASIC(floor, floor)
NP_BASIC(ceil, ceil)
NP_BASIC(trunc, trunc)
NP_BASIC(rint, rint)
#undef NP_BASIC

NP_FN constexpr double fabs(double x) { return from_bits(bits(x) & 0x7fffffffffffffffull); }
NP_FN constexpr float fabs(float x) { return from_bits(bits(x) & 0x7fffffffu); }
NP_FN constexpr bool signbit(double x) { return bits(x) >> 63; }
NP_FN constexpr bool signbit(float x) { return bits(x) >> 31; }
NP_FN constexpr bool isnan(double x) { return x != x; }
NP_FN constexpr bool isnan(float x) { return x != x; }
NP_FN constexpr bool isinf(double x) { return (bits(x) & 0x7fffffffffffffffull) == 0x7ff0000000000000ull; }
NP_FN constexpr bool isinf(float x) { return (bits(x) & 0x7fffffffu) == 0x7f800000u; }
NP_FN constexpr bool isfinite(double x) { return (bits(x) & 0x7fffffffffffffffull) < 0x7ff0000000000000ull; }
NP_FN constexpr bool isfinite(float x) { return (bits(x) & 0x7fffffffu) < 0x7f800000u; }
NP_FN constexpr double copysign(double x, double sign) {
  return from_bits((bits(x) & 0x7fffffffffffffffull) | (bits(sign) & 0x8000000000000000ull));
}
NP_FN constexpr float copysign(float x, float sign) {
  return from_bits((bits(x) & 0x7fffffffu) | (bits(sign) & 0x80000000u));
}

// float16 by way of float; the tests look at the bits.
NP_FN f16 fabs(f16 x) { return f16::of_bits(x.word & 0x7fffu); }
NP_FN f16 sqrt(f16 x) { return f16(sqrt(float(x))); }
NP_FN f16 floor(f16 x) { return f16(floor(float(x))); }
NP_FN f16 ceil(f16 x) { return f16(ceil(float(x))); }
NP_FN f16 trunc(f16 x) { return f16(trunc(float(x))); }
NP_FN f16 rint(f16 x) { return f16(rint(float(x))); }
NP_FN constexpr bool signbit(f16 x) { return x.word >> 15; }
NP_FN constexpr bool isnan(f16 x) { return (x.word & 0x7fffu) > 0x7c00u; }
NP_FN constexpr bool isinf(f16 x) { return (x.word & 0x7fffu) == 0x7c00u; }
NP_FN constexpr bool isfinite(f16 x) { return (x.word & 0x7fffu) < 0x7c00u; }
NP_FN constexpr f16 copysign(f16 x, f16 sign) {
  return f16::of_bits(static_cast<u16>((x.word & 0x7fffu) | (sign.word & 0x8000u)));
}

// Integers round to themselves and are never special. Booleans too: np.floor(True) is True.
#define NP_INTEGER_UNARY(TYPE, NAME, RESULT, VALUE)                                                                    \
  template <class T> NP_FN constexpr typename enable_if<(TYPE), RESULT>::type NAME(T x) { return VALUE; }
NP_INTEGER_UNARY(is_int<T> || is_bool<T>, floor, T, x)
NP_INTEGER_UNARY(is_int<T> || is_bool<T>, ceil, T, x)
NP_INTEGER_UNARY(is_int<T> || is_bool<T>, trunc, T, x)
NP_INTEGER_UNARY(is_int<T> || is_bool<T>, isnan, bool, ((void)x, false))
NP_INTEGER_UNARY(is_int<T> || is_bool<T>, isinf, bool, ((void)x, false))
NP_INTEGER_UNARY(is_int<T> || is_bool<T>, isfinite, bool, ((void)x, true))
#undef NP_INTEGER_UNARY

template <class T> NP_FN constexpr bool isnan(complex<T> z) { return isnan(z.re) || isnan(z.im); }
template <class T> NP_FN constexpr bool isinf(complex<T> z) { return isinf(z.re) || isinf(z.im); }
template <class T> NP_FN constexpr bool isfinite(complex<T> z) { return isfinite(z.re) && isfinite(z.im); }
template <class T> NP_FN complex<T> rint(complex<T> z) { return {rint(z.re), rint(z.im)}; }

// x rounded to zero where that fits, else what x86 gives: the least integer.
NP_FN i64 to_i64(double x) {
  return x >= -0x1p63 && x < 0x1p63 ? static_cast<i64>(x) : static_cast<i64>(0x8000000000000000ull);
}
NP_FN i32 to_i32(double x) {
  return x > -2147483649.0 && x < 2147483648.0 ? static_cast<i32>(x) : static_cast<i32>(0x80000000u);
}
NP_FN u64 to_u64(double x) {
  // x86 has no such conversion; compilers subtract 2^63 and put it back.
  return x >= 0x1p63 ? static_cast<u64>(to_i64(x - 0x1p63)) ^ 0x8000000000000000ull : static_cast<u64>(to_i64(x));
}

// x * 2^n, rounded once.
NP_FN double ldexp(double x, int n) {
  n = n > 2100 ? 2100 : n < -2200 ? -2200 : n;
  // Large steps first; going down, each step keeps 53 bits above the subnormals, so that only the last one rounds.
  if (n > 1023) {
    x *= 0x1p1023, n -= 1023;
    if (n > 1023)
      x *= 0x1p1023, n = n - 1023 > 1023 ? 1023 : n - 1023;
  } else if (n < -1022) {
    x *= 0x1p-969, n += 969;
    if (n < -1022)
      x *= 0x1p-969, n = n + 969 < -1022 ? -1022 : n + 969;
  }
  return x * from_bits(static_cast<u64>(n + 1023) << 52);
}
// A double holds every product but those that round; its rounding to float is then the only one.
NP_FN float ldexp(float x, int n) {
  n = n > 400 ? 400 : n < -400 ? -400 : n;
  return static_cast<float>(static_cast<double>(x) * from_bits(static_cast<u64>(n + 1023) << 52));
}
NP_FN f16 ldexp(f16 x, int n) {
  n = n > 60 ? 60 : n < -60 ? -60 : n;
  return f16(float(x) * from_bits(static_cast<u32>(n + 127) << 23));
}
template <class T> NP_FN T ldexp(T x, i64 n) {
  return ldexp(x, n > 100000 ? 100000 : n < -100000 ? -100000 : static_cast<int>(n));
}

} // namespace np
