// Decimal digits of a binary floating-point number: the only place that calls std::to_chars on one. Internal to the
// runtime. The three functions give the digits of |value| (finite); signs, points and exponents are the callers'.
#pragma once
#include "abi/base.h"

// d[0].d[1]d[2]... times 10^exponent, without leading zeros (zero is the one digit 0 with exponent 0) and without
// trailing ones. No double has more than 767 significant digits, so every rounding fits; what is asked beyond is zeros.
struct np_decimal {
  char digits[800];
  int count;
  int exponent;
};

extern "C" {
// The shortest digits that read back as `value` in the type `dtype` (NP_F16, NP_F32, NP_F64).
void np_digits_shortest(np_decimal *, double value, int dtype);
// The exact value rounded half to even to `places` places after the point; negative: to a power of ten.
void np_digits_fixed(np_decimal *, double value, np_i64 places);
// The exact value rounded half to even to 1 + `precision` significant digits.
void np_digits_exact(np_decimal *, double value, np_i64 precision);
}

// The digit that stands for 10^position.
static inline char npDigitAt(const np_decimal &decimal, np_i64 position) {
  np_i64 index = decimal.exponent - position;
  return index >= 0 && index < decimal.count ? decimal.digits[index] : '0';
}
