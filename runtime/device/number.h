// float16 and the complex numbers, with NumPy's arithmetic (the textbook formulas, no recovery of infinities).
#pragma once
#include "view.h"

namespace np {

// IEEE half precision, a storage type: it turns into float to be computed with and is rounded when it is stored.
struct f16 {
  u16 bits;

  f16() = default;
  NP_METHOD f16(float value) : bits(round(value)) {}
  NP_METHOD operator float() const {
    u32 sign = u32(bits & 0x8000) << 16, exponent = bits >> 10 & 31, fraction = bits & 0x3ff;
    if (exponent == 31)
      return __builtin_bit_cast(float, sign | 0x7f800000 | fraction << 13);
    if (exponent == 0) {
      float value = float(fraction) * 5.9604644775390625e-8f; // subnormal: fraction * 2^-24, exact
      return sign ? -value : value;
    }
    return __builtin_bit_cast(float, sign | (exponent + 112) << 23 | fraction << 13);
  }

private:
  // Nearest, halves to even. NaN keeps the upper bits of its payload.
  NP_METHOD static u16 round(float value) {
    u32 x = __builtin_bit_cast(u32, value), sign = x >> 16 & 0x8000, a = x & 0x7fffffff;
    if (a > 0x7f800000) {
      u32 fraction = a >> 13 & 0x3ff;
      return u16(sign | 0x7c00 | (fraction ? fraction : 1));
    }
    if (a >= 0x477ff000) // rounds to 65536 or more
      return u16(sign | 0x7c00);
    if (a < 0x38800000) { // below 2^-14: a multiple of 2^-24
      if (a < 0x33000000)
        return u16(sign);
      u32 shift = 126 - (a >> 23), m = (a & 0x7fffff) | 0x800000;
      u32 whole = m >> shift, rest = m & ((1u << shift) - 1), half = 1u << (shift - 1);
      return u16(sign | (whole + (rest > half || (rest == half && (whole & 1)))));
    }
    u32 y = a - 0x38000000;
    return u16(sign | (y + 0xfff + (y >> 13 & 1)) >> 13);
  }
};

template <class T> struct complex {
  T re, im;

  complex() = default;
  NP_METHOD constexpr complex(T re, T im = 0) : re(re), im(im) {}
  template <class U> NP_METHOD explicit constexpr complex(complex<U> z) : re(T(z.re)), im(T(z.im)) {}
};
using c64 = complex<float>;
using c128 = complex<double>;

template <class T> NP_FN complex<T> operator+(complex<T> a, complex<T> b) { return {a.re + b.re, a.im + b.im}; }
template <class T> NP_FN complex<T> operator-(complex<T> a, complex<T> b) { return {a.re - b.re, a.im - b.im}; }
template <class T> NP_FN complex<T> operator-(complex<T> a) { return {-a.re, -a.im}; }
template <class T> NP_FN complex<T> operator*(complex<T> a, complex<T> b) {
  return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}
// Smith's method, as NumPy divides: by the larger part of the divisor.
template <class T> NP_FN complex<T> operator/(complex<T> a, complex<T> b) {
  T re = b.re < 0 ? -b.re : b.re, im = b.im < 0 ? -b.im : b.im;
  if (re >= im) {
    if (re == 0 && im == 0)
      return {a.re / re, a.im / re};
    T ratio = b.im / b.re, scale = T(1) / (b.re + b.im * ratio);
    return {(a.re + a.im * ratio) * scale, (a.im - a.re * ratio) * scale};
  }
  T ratio = b.re / b.im, scale = T(1) / (b.im + b.re * ratio);
  return {(a.re * ratio + a.im) * scale, (a.im * ratio - a.re) * scale};
}
template <class T> NP_FN bool operator==(complex<T> a, complex<T> b) { return a.re == b.re && a.im == b.im; }
template <class T> NP_FN bool operator!=(complex<T> a, complex<T> b) { return !(a == b); }
// The order by the real part, then the imaginary one; with a NaN as NumPy's.
template <class T> NP_FN bool operator<(complex<T> a, complex<T> b) {
  return (a.re < b.re && !(a.im != a.im || b.im != b.im)) || (a.re == b.re && a.im < b.im);
}
template <class T> NP_FN bool operator<=(complex<T> a, complex<T> b) {
  return (a.re < b.re && !(a.im != a.im || b.im != b.im)) || (a.re == b.re && a.im <= b.im);
}
template <class T> NP_FN bool operator>(complex<T> a, complex<T> b) { return b < a; }
template <class T> NP_FN bool operator>=(complex<T> a, complex<T> b) { return b <= a; }
template <class T> NP_FN bool operator!(complex<T> a) { return a.re == 0 && a.im == 0; }
template <class T> NP_FN bool operator&&(complex<T> a, complex<T> b) { return !!a && !!b; }
template <class T> NP_FN bool operator||(complex<T> a, complex<T> b) { return !!a || !!b; }

} // namespace np
