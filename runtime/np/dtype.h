// C++ types and the dtypes of the C ABI.
#pragma once
#include "../abi/base.h"
#include "../device/number.h"

namespace np {

template <class T> constexpr int dtype_of = -1;
template <> constexpr int dtype_of<bool> = NP_BOOL;
template <> constexpr int dtype_of<i8> = NP_I8;
template <> constexpr int dtype_of<i16> = NP_I16;
template <> constexpr int dtype_of<i32> = NP_I32;
template <> constexpr int dtype_of<i64> = NP_I64;
template <> constexpr int dtype_of<u8> = NP_U8;
template <> constexpr int dtype_of<u16> = NP_U16;
template <> constexpr int dtype_of<u32> = NP_U32;
template <> constexpr int dtype_of<u64> = NP_U64;
template <> constexpr int dtype_of<f16> = NP_F16;
template <> constexpr int dtype_of<float> = NP_F32;
template <> constexpr int dtype_of<double> = NP_F64;
template <> constexpr int dtype_of<c64> = NP_C64;
template <> constexpr int dtype_of<c128> = NP_C128;

} // namespace np
