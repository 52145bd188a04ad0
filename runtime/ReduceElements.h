// Element types and their conversions, for the reduction, scan and statistics files. Only float16 and complex
// numbers need a type of their own; everything else is the C++ type.
#pragma once
#include "abi/base.h"
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace reduction {

struct Half {
  uint16_t bits;
};

template <class T> struct Complex {
  T re, im;
  Complex operator+(Complex other) const { return {re + other.re, im + other.im}; }
};

template <class T> inline constexpr bool isComplex = false;
template <class T> inline constexpr bool isComplex<Complex<T>> = true;

// NumPy's bool, a byte apart from uint8 so that conversions to it compare with zero.
enum class Bool : uint8_t {};

inline float toFloat(Half half) {
  uint32_t magnitude = uint32_t(half.bits & 0x7fff) << 13;
  float scaled;
  std::memcpy(&scaled, &magnitude, 4);
  scaled *= 0x1p112f; // moves the exponent's bias from 15 to 127; exact, subnormals included
  uint32_t bits;
  std::memcpy(&bits, &scaled, 4);
  bits |= (magnitude >= 0x0f800000 ? 0x7f800000u : 0u) | uint32_t(half.bits & 0x8000) << 16;
  float result;
  std::memcpy(&result, &bits, 4);
  return result;
}

// Round to nearest, ties to even.
inline Half toHalf(float value) {
  uint32_t bits, sign;
  std::memcpy(&bits, &value, 4);
  sign = bits >> 16 & 0x8000;
  bits &= 0x7fffffff;
  uint32_t result;
  if (bits > 0x7f800000) {
    result = 0x7e00;
  } else if (bits >= 0x47800000) { // 2^16 and above
    result = 0x7c00;
  } else if (bits < 0x38800000) { // below 2^-14: an addition rounds at the right bit
    float magnitude;
    std::memcpy(&magnitude, &bits, 4);
    magnitude += 0.5f;
    std::memcpy(&result, &magnitude, 4);
    result -= 0x3f000000;
  } else {
    result = (bits - 0x38000000 + 0xfff + (bits >> 13 & 1)) >> 13;
  }
  return {uint16_t(result | sign)};
}

// One rounding from double: to float with the last bit sticky ("round to odd"), then to nearest.
inline Half toHalf(double value) {
  float narrow = float(value);
  if (value == value && double(narrow) != value) {
    uint32_t bits;
    std::memcpy(&bits, &narrow, 4);
    bool away = (narrow < 0 ? -double(narrow) : double(narrow)) > (value < 0 ? -value : value);
    bits = (away ? bits - 1 : bits) | 1;
    std::memcpy(&narrow, &bits, 4);
  }
  return toHalf(narrow);
}

// NumPy's conversion of one element: complex to real drops the imaginary part, integers reach float16 through
// float.
template <class To, class From> inline To convert(From from) {
  if constexpr (std::is_same_v<To, From>) {
    return from;
  } else if constexpr (isComplex<From>) {
    if constexpr (isComplex<To>)
      return {static_cast<decltype(To::re)>(from.re), static_cast<decltype(To::re)>(from.im)};
    else if constexpr (std::is_same_v<To, Bool>)
      return Bool(from.re != 0 || from.im != 0);
    else
      return convert<To>(from.re);
  } else if constexpr (std::is_same_v<From, Half>) {
    if constexpr (std::is_same_v<To, Bool>)
      return Bool((from.bits & 0x7fff) != 0);
    else
      return convert<To>(toFloat(from));
  } else if constexpr (std::is_same_v<From, Bool>) {
    return convert<To>(uint8_t(from));
  } else if constexpr (isComplex<To>) {
    return {convert<decltype(To::re)>(from), 0};
  } else if constexpr (std::is_same_v<To, Half>) {
    if constexpr (std::is_same_v<From, double>)
      return toHalf(from);
    else
      return toHalf(float(from));
  } else if constexpr (std::is_same_v<To, Bool>) {
    return Bool(from != 0);
  } else {
    return static_cast<To>(from);
  }
}

template <class T> struct TypeTag {
  using type = T;
};

// f(TypeTag<the C++ type of `dtype`>{})
template <class F> inline auto dispatch(int dtype, F f) {
  switch (dtype) {
  case NP_BOOL:
    return f(TypeTag<Bool>{});
  case NP_I8:
    return f(TypeTag<int8_t>{});
  case NP_I16:
    return f(TypeTag<int16_t>{});
  case NP_I32:
    return f(TypeTag<int32_t>{});
  case NP_I64:
    return f(TypeTag<int64_t>{});
  case NP_U8:
    return f(TypeTag<uint8_t>{});
  case NP_U16:
    return f(TypeTag<uint16_t>{});
  case NP_U32:
    return f(TypeTag<uint32_t>{});
  case NP_U64:
    return f(TypeTag<uint64_t>{});
  case NP_F16:
    return f(TypeTag<Half>{});
  case NP_F32:
    return f(TypeTag<float>{});
  case NP_F64:
    return f(TypeTag<double>{});
  case NP_C64:
    return f(TypeTag<Complex<float>>{});
  default:
    return f(TypeTag<Complex<double>>{});
  }
}

inline np_i64 elementSize(int dtype) {
  return dispatch(dtype, [](auto tag) { return np_i64(sizeof(typename decltype(tag)::type)); });
}

} // namespace reduction
