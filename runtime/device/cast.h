// np::cast<To>(x): NumPy's conversion between any two dtypes, `astype`.
//
// A float goes to an integer as x86 does it: int64, uint64 and uint32 by way of int64, the smaller ones by way of
// int32, then the low bits; NaN and what does not fit give the least integer (so -1.0 to uint8 is 255 and 3e9 to int8
// is 0). Complex to real drops the imaginary part; anything to bool asks whether it is nonzero (NaN is).
#pragma once
#include "basic.h"

namespace np {

template <class To, class From> NP_FN To cast(From x) {
  if constexpr (is_same<To, From>) {
    return x;
  } else if constexpr (is_bool<To>) {
    if constexpr (is_complex<From>)
      return x.re != 0 || x.im != 0;
    else if constexpr (is_same<From, f16>)
      return (x.word & 0x7fffu) != 0;
    else
      return x != From(0);
  } else if constexpr (is_complex<To>) {
    if constexpr (is_complex<From>)
      return To(static_cast<part_of<To>>(x.re), static_cast<part_of<To>>(x.im));
    else
      return To(cast<part_of<To>>(x), 0);
  } else if constexpr (is_complex<From>) {
    return cast<To>(x.re);
  } else if constexpr (is_same<To, f16>) {
    if constexpr (is_same<From, double>)
      return f16(x);
    else
      return f16(static_cast<float>(x));
  } else if constexpr (is_same<From, f16>) {
    return cast<To>(float(x));
  } else if constexpr (is_int<To> && is_real<From>) {
    double value = x;
    if constexpr (sizeof(To) == 8 && is_signed_int<To>)
      return static_cast<To>(to_i64(value));
    else if constexpr (sizeof(To) == 8)
      return static_cast<To>(to_u64(value));
    else if constexpr (sizeof(To) == 4 && !is_signed_int<To>)
      return static_cast<To>(to_i64(value));
    else
      return static_cast<To>(to_i32(value));
  } else {
    return static_cast<To>(x);
  }
}

// bool(x).
template <class T> NP_FN bool truth(T x) { return cast<bool>(x); }

} // namespace np
