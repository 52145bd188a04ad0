// One element of an array as the widest value of its kind. Internal to the runtime's printing.
#pragma once
#include "abi/base.h"
#include "device/types.h"
#include <cstdint>
#include <cstring>

namespace np_scalar {

enum class Kind { Bool, Int, Float, Complex };

static inline Kind kindOf(int dtype) {
  return dtype == NP_BOOL ? Kind::Bool : dtype < NP_F16 ? Kind::Int : dtype < NP_C64 ? Kind::Float : Kind::Complex;
}

static inline const char *nameOf(int dtype) {
  static const char *const names[] = {"bool",   "int8",   "int16",   "int32",   "int64",   "uint8",     "uint16",
                                      "uint32", "uint64", "float16", "float32", "float64", "complex64", "complex128"};
  return names[dtype];
}

static inline int sizeOf(int dtype) {
  static const int sizes[] = {1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 4, 8, 8, 16};
  return sizes[dtype];
}

// The dtype of one part of a complex number; of a real one, itself.
static inline int partOf(int dtype) { return dtype == NP_C64 ? NP_F32 : dtype == NP_C128 ? NP_F64 : dtype; }

template <typename T> static inline T read(const void *value) {
  T result;
  std::memcpy(&result, value, sizeof result);
  return result;
}

// The real number, or the real (part 0) or imaginary (part 1) part of a complex one.
static inline double floatAt(int dtype, const void *value, int part = 0) {
  switch (dtype) {
  case NP_F16:
    return np::half_to_float(read<std::uint16_t>(value));
  case NP_F32:
  case NP_C64:
    return read<float>(static_cast<const char *>(value) + 4 * part);
  default:
    return read<double>(static_cast<const char *>(value) + 8 * part);
  }
}

// A boolean or integer.
static inline __int128 intAt(int dtype, const void *value) {
  switch (dtype) {
  case NP_BOOL:
    return read<std::uint8_t>(value) != 0;
  case NP_I8:
    return read<std::int8_t>(value);
  case NP_I16:
    return read<std::int16_t>(value);
  case NP_I32:
    return read<std::int32_t>(value);
  case NP_I64:
    return read<std::int64_t>(value);
  case NP_U8:
    return read<std::uint8_t>(value);
  case NP_U16:
    return read<std::uint16_t>(value);
  case NP_U32:
    return read<std::uint32_t>(value);
  default:
    return read<std::uint64_t>(value);
  }
}

static inline np_i64 high(__int128 value) { return static_cast<np_i64>(value >> 64); }
static inline np_u64 low(__int128 value) { return static_cast<np_u64>(value); }
static inline __int128 joined(np_i64 high, np_u64 low) {
  return static_cast<__int128>(static_cast<unsigned __int128>(static_cast<__int128>(high)) << 64 | low);
}

} // namespace np_scalar
