// wide: a Python int held in 128 bits. What leaves them raises OverflowError at the script's line.
#pragma once
#include "error.h"

namespace np {

struct wide {
  __int128 value;
  wide() = default;
  constexpr wide(__int128 value) : value(value) {}
  constexpr wide(i64 value) : value(value) {}
  constexpr wide(u64 value) : value(value) {}
  constexpr wide(int value) : value(value) {}
  i64 high() const { return i64(value >> 64); }
  u64 low() const { return u64(value); }
  explicit operator i64() const { return i64(value); } // of one that fits
};
inline bool operator==(wide a, wide b) { return a.value == b.value; }
inline bool operator!=(wide a, wide b) { return a.value != b.value; }
inline bool operator<(wide a, wide b) { return a.value < b.value; }
inline bool operator<=(wide a, wide b) { return a.value <= b.value; }
inline bool operator>(wide a, wide b) { return a.value > b.value; }
inline bool operator>=(wide a, wide b) { return a.value >= b.value; }
inline wide join(i64 high, u64 low) { return wide(__int128(high) << 64 | low); }

[[noreturn]] inline void too_wide(at where) {
  fail(NP_OVERFLOW_ERROR, "this Python int does not fit the 128 bits that np2gpu keeps", where);
}
inline wide py_add(wide a, wide b, at where) {
  __int128 r;
  if (__builtin_add_overflow(a.value, b.value, &r))
    too_wide(where);
  return r;
}
inline wide py_sub(wide a, wide b, at where) {
  __int128 r;
  if (__builtin_sub_overflow(a.value, b.value, &r))
    too_wide(where);
  return r;
}
inline wide py_mul(wide a, wide b, at where) {
  // Not __builtin_mul_overflow: it calls a function of a library that plain g++ lacks.
  auto magnitude = [](__int128 x) { return x < 0 ? -(unsigned __int128)x : (unsigned __int128)x; };
  unsigned __int128 x = magnitude(a.value), y = magnitude(b.value), limit = ~(unsigned __int128)0 >> 1;
  if (x != 0 && y > limit / x)
    too_wide(where);
  return __int128((unsigned __int128)a.value * (unsigned __int128)b.value);
}
// 128 bits are divided by a function, 64 by an instruction.
inline bool is_narrow(wide a, wide b) { return a.value == i64(a.value) && b.value == i64(b.value) && b.value != -1; }
inline wide py_floordiv(wide a, wide b, at where) {
  if (b.value == 0)
    fail(NP_ZERO_DIVISION_ERROR, "integer division or modulo by zero", where);
  if (is_narrow(a, b)) {
    i64 q = i64(a.value) / i64(b.value);
    return wide(q - (i64(a.value) % i64(b.value) != 0 && (a.value < 0) != (b.value < 0)));
  }
  __int128 q = a.value / b.value;
  return q - (a.value % b.value != 0 && (a.value < 0) != (b.value < 0));
}
inline wide py_mod(wide a, wide b, at where) {
  if (b.value == 0)
    fail(NP_ZERO_DIVISION_ERROR, "integer division or modulo by zero", where);
  __int128 r = is_narrow(a, b) ? i64(a.value) % i64(b.value) : a.value % b.value;
  return r != 0 && (r < 0) != (b.value < 0) ? r + b.value : r;
}
inline wide py_pow(wide a, wide b, at where) {
  if (b.value < 0)
    fail(NP_OVERFLOW_ERROR, "a negative power of an int is a float", where);
  wide result(1);
  for (__int128 n = b.value; n;) {
    if (n & 1)
      result = py_mul(result, a, where);
    if (n >>= 1)
      a = py_mul(a, a, where);
  }
  return result;
}
inline wide py_lshift(wide a, wide b, at where) {
  if (b.value < 0)
    fail(NP_VALUE_ERROR, "negative shift count", where);
  if (a.value == 0)
    return a;
  if (b.value > 126)
    too_wide(where);
  return py_mul(a, wide(__int128(1) << b.value), where);
}
inline wide py_rshift(wide a, wide b, at where) {
  if (b.value < 0)
    fail(NP_VALUE_ERROR, "negative shift count", where);
  return a.value >> (b.value > 127 ? 127 : int(b.value));
}
inline wide py_and(wide a, wide b) { return a.value & b.value; }
inline wide py_or(wide a, wide b) { return a.value | b.value; }
inline wide py_xor(wide a, wide b) { return a.value ^ b.value; }
// Without a line: the result is known to fit, or only its low bits are wanted.
inline wide wrapped(unsigned __int128 x) { return wide(__int128(x)); }
inline wide operator+(wide a, wide b) { return wrapped((unsigned __int128)a.value + (unsigned __int128)b.value); }
inline wide operator-(wide a, wide b) { return wrapped((unsigned __int128)a.value - (unsigned __int128)b.value); }
inline wide operator*(wide a, wide b) { return wrapped((unsigned __int128)a.value * (unsigned __int128)b.value); }
inline wide operator<<(wide a, wide n) {
  if (n.value < 0)
    fail(NP_VALUE_ERROR, "negative shift count", at{0, ""});
  return n.value > 127 ? wide(0) : wrapped((unsigned __int128)a.value << int(n.value));
}
inline wide operator-(wide a) { return wide(0) - a; }
inline wide operator&(wide a, wide b) { return a.value & b.value; }
inline wide operator|(wide a, wide b) { return a.value | b.value; }
inline wide operator^(wide a, wide b) { return a.value ^ b.value; }
inline wide operator~(wide a) { return ~a.value; }
inline wide py_invert(wide a) { return ~a.value; }
inline wide py_neg(wide a, at where) { return py_sub(wide(0), a, where); }
inline wide py_abs(wide a, at where) { return a.value < 0 ? py_neg(a, where) : a; }
inline double py_truediv(wide a, wide b, at where) {
  if (b.value == 0)
    fail(NP_ZERO_DIVISION_ERROR, "division by zero", where);
  return double(a.value) / double(b.value);
}
// Back to 64 bits.
inline i64 narrow(wide a, at where) {
  if (a.value != i64(a.value))
    fail(NP_OVERFLOW_ERROR, "Python int too large to convert to C long", where);
  return i64(a.value);
}

} // namespace np
