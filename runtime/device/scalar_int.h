// Arithmetic on booleans and integers as NumPy's loops do it: results wrap in the type, division rounds down, by zero
// it gives 0, shifts by the width or more give 0 (or -1). Nothing here is undefined behaviour.
#pragma once
#include "cast.h"

namespace np {

#define NP_INT_FN(...) template <class T> NP_FN constexpr typename enable_if<is_int<T>, __VA_ARGS__>::type

// bool + is or, bool * is and; bool - is a TypeError before it gets here.
NP_FN constexpr bool add(bool x, bool y) { return x | y; }
NP_FN constexpr bool multiply(bool x, bool y) { return x & y; }
NP_INT_FN(T) add(T x, T y) { return static_cast<T>(static_cast<u64>(x) + static_cast<u64>(y)); }
NP_INT_FN(T) subtract(T x, T y) { return static_cast<T>(static_cast<u64>(x) - static_cast<u64>(y)); }
NP_INT_FN(T) multiply(T x, T y) { return static_cast<T>(static_cast<u64>(x) * static_cast<u64>(y)); }
NP_INT_FN(T) negative(T x) { return static_cast<T>(u64(0) - static_cast<u64>(x)); }
NP_INT_FN(T) positive(T x) { return x; }
NP_INT_FN(T) square(T x) { return multiply(x, x); }
NP_INT_FN(T) absolute(T x) { return x < T(0) ? negative(x) : x; }
NP_FN constexpr bool absolute(bool x) { return x; }
NP_FN constexpr bool square(bool x) { return x; }
NP_INT_FN(T) sign(T x) { return static_cast<T>((x > T(0)) - (x < T(0))); }

// x / y of integers is a float64 quotient.
template <class T> NP_FN constexpr typename enable_if<is_int<T> || is_bool<T>, double>::type true_divide(T x, T y) {
  return static_cast<double>(x) / static_cast<double>(y);
}

NP_INT_FN(T) floor_divide(T x, T y) {
  if (y == T(0))
    return T(0);
  if constexpr (is_signed_int<T>) {
    if (y == T(-1)) // INT_MIN // -1 wraps
      return negative(x);
    T quotient = static_cast<T>(x / y);
    return static_cast<T>(quotient - ((x % y != 0) & ((x < 0) != (y < 0))));
  } else {
    return static_cast<T>(x / y);
  }
}
NP_INT_FN(T) remainder(T x, T y) {
  if (y == T(0) || y == static_cast<T>(-1) * T(is_signed_int<T>))
    return T(0);
  T rest = static_cast<T>(x % y);
  if constexpr (is_signed_int<T>)
    return rest != 0 && (rest < 0) != (y < 0) ? static_cast<T>(rest + y) : rest;
  else
    return rest;
}
// The dividend's sign.
NP_INT_FN(T) fmod(T x, T y) {
  if (y == T(0) || y == static_cast<T>(-1) * T(is_signed_int<T>))
    return T(0);
  return static_cast<T>(x % y);
}
NP_INT_FN(two<T, T>) divmod(T x, T y) { return {floor_divide(x, y), remainder(x, y)}; }
// NumPy computes both on int8 for booleans.
NP_FN constexpr i8 floor_divide(bool x, bool y) { return static_cast<i8>(x & y); }
NP_FN constexpr i8 remainder(bool, bool) { return 0; }
NP_FN constexpr i8 fmod(bool, bool) { return 0; }

// By squaring, wrapping. A negative exponent raises before it gets here; the value is then x ** y rounded to zero.
NP_INT_FN(T) power(T x, T y) {
  if constexpr (is_signed_int<T>)
    if (y < 0)
      return x == 1 ? T(1) : x == T(-1) ? (y & 1 ? T(-1) : T(1)) : T(0);
  u64 base = static_cast<u64>(x), result = 1;
  for (u64 n = static_cast<u64>(y); n; n >>= 1) {
    if (n & 1)
      result *= base;
    base *= base;
  }
  return static_cast<T>(result);
}
NP_FN constexpr i8 power(bool x, bool y) { return static_cast<i8>(x | !y); }
// 1 / x rounded to zero. By zero as x86's quotient of floats converts: the least integer, in small types 0.
NP_INT_FN(T) reciprocal(T x) {
  if (x == T(0)) {
    if constexpr (is_signed_int<T>)
      return sizeof(T) >= 4 ? limits<T>::min() : T(0);
    else
      return T(0);
  }
  return x == T(1) ? T(1) : x == static_cast<T>(-1) && is_signed_int<T> ? static_cast<T>(-1) : T(0);
}

NP_INT_FN(T) left_shift(T x, T n) {
  return static_cast<unsigned_of<T>>(n) < 8 * sizeof(T)
             ? static_cast<T>(static_cast<u64>(x) << (static_cast<u64>(n) & 63))
             : T(0);
}
NP_INT_FN(T) right_shift(T x, T n) {
  if (static_cast<unsigned_of<T>>(n) < 8 * sizeof(T))
    return static_cast<T>(x >> n);
  return x < T(0) ? static_cast<T>(-1) : T(0);
}
NP_FN constexpr i8 left_shift(bool x, bool n) { return static_cast<i8>(x << n); }
NP_FN constexpr i8 right_shift(bool x, bool n) { return static_cast<i8>(x >> n); }

NP_INT_FN(T) invert(T x) { return static_cast<T>(~x); }
NP_FN constexpr bool invert(bool x) { return !x; }
#define NP_BITWISE(NAME, OPERATOR)                                                                                     \
  template <class T> NP_FN constexpr typename enable_if<is_int<T> || is_bool<T>, T>::type NAME(T x, T y) {             \
    return static_cast<T>(x OPERATOR y);                                                                               \
  }
NP_BITWISE(bitwise_and, &)
NP_BITWISE(bitwise_or, |)
NP_BITWISE(bitwise_xor, ^)
#undef NP_BITWISE
NP_INT_FN(int) bitwise_count(T x) {
  u64 n = static_cast<u64>(x < T(0) ? negative(x) : x) & static_cast<u64>(static_cast<unsigned_of<T>>(-1));
  n -= n >> 1 & 0x5555555555555555ull;
  n = (n & 0x3333333333333333ull) + (n >> 2 & 0x3333333333333333ull);
  return static_cast<int>(((n + (n >> 4)) & 0x0f0f0f0f0f0f0f0full) * 0x0101010101010101ull >> 56);
}

// Euclid on the magnitudes. The magnitude of INT_MIN comes back as INT_MIN.
NP_INT_FN(T) gcd(T x, T y) {
  auto a = static_cast<unsigned_of<T>>(absolute(x)), b = static_cast<unsigned_of<T>>(absolute(y));
  while (b != 0) {
    auto rest = static_cast<unsigned_of<T>>(a % b);
    a = b;
    b = rest;
  }
  return static_cast<T>(a);
}
NP_INT_FN(T) lcm(T x, T y) {
  using U = unsigned_of<T>;
  auto a = static_cast<U>(absolute(x)), b = static_cast<U>(absolute(y)), divisor = static_cast<U>(gcd(x, y));
  return divisor == 0 ? T(0) : static_cast<T>(static_cast<u64>(a / divisor) * b);
}

// int64 against uint64 compares the mathematical values.
NP_FN constexpr bool equal(i64 x, u64 y) { return x >= 0 && static_cast<u64>(x) == y; }
NP_FN constexpr bool less(i64 x, u64 y) { return x < 0 || static_cast<u64>(x) < y; }
NP_FN constexpr bool less_equal(i64 x, u64 y) { return x < 0 || static_cast<u64>(x) <= y; }
NP_FN constexpr bool equal(u64 x, i64 y) { return equal(y, x); }
NP_FN constexpr bool less(u64 x, i64 y) { return !less_equal(y, x); }
NP_FN constexpr bool less_equal(u64 x, i64 y) { return !less(y, x); }
NP_FN constexpr bool not_equal(i64 x, u64 y) { return !equal(x, y); }
NP_FN constexpr bool not_equal(u64 x, i64 y) { return !equal(y, x); }
NP_FN constexpr bool greater(i64 x, u64 y) { return less(y, x); }
NP_FN constexpr bool greater(u64 x, i64 y) { return less(y, x); }
NP_FN constexpr bool greater_equal(i64 x, u64 y) { return less_equal(y, x); }
NP_FN constexpr bool greater_equal(u64 x, i64 y) { return less_equal(y, x); }

#undef NP_INT_FN

} // namespace np
