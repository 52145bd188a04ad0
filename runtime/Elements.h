// What the library's .cpp files share: the C++ type behind each dtype, NumPy's conversion between any two, promotion,
// and loops over strided operands. Private to the runtime, everything in an anonymous namespace; standard library
// only.
#pragma once
#include "abi/base.h"
#include <bit>
#include <cfenv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using i64 = np_i64;
constexpr int maxRank = 64;

// --- element types ---------------------------------------------------------------------------------------------

struct Half {
  uint16_t bits;
};
// Not std::complex, whose product recovers infinities where NumPy's does not.
template <typename T> struct Complex {
  T re, im;
};

template <typename T> struct Type {
  using type = T;
};
template <typename T> constexpr bool isComplex = false;
template <typename T> constexpr bool isComplex<Complex<T>> = true;
template <typename T> constexpr bool isHalf = std::is_same_v<T, Half>;
template <typename T> constexpr bool isFloat = std::is_floating_point_v<T> || isHalf<T>;

// Calls f(Type<T>()) with the element type of the dtype.
template <typename F> inline decltype(auto) dispatch(int dtype, F &&f) {
  switch (dtype) {
  case NP_BOOL:
    return f(Type<bool>());
  case NP_I8:
    return f(Type<int8_t>());
  case NP_I16:
    return f(Type<int16_t>());
  case NP_I32:
    return f(Type<int32_t>());
  case NP_I64:
    return f(Type<int64_t>());
  case NP_U8:
    return f(Type<uint8_t>());
  case NP_U16:
    return f(Type<uint16_t>());
  case NP_U32:
    return f(Type<uint32_t>());
  case NP_U64:
    return f(Type<uint64_t>());
  case NP_F16:
    return f(Type<Half>());
  case NP_F32:
    return f(Type<float>());
  case NP_F64:
    return f(Type<double>());
  case NP_C64:
    return f(Type<Complex<float>>());
  default:
    return f(Type<Complex<double>>());
  }
}

inline i64 itemSize(int dtype) {
  return dispatch(dtype, [](auto type) -> i64 { return sizeof(typename decltype(type)::type); });
}

inline bool isInteger(int dtype) { return dtype >= NP_I8 && dtype <= NP_U64; }

inline float toFloat(Half h) {
  uint32_t sign = uint32_t(h.bits & 0x8000) << 16, exponent = (h.bits >> 10) & 31, mantissa = h.bits & 0x3ff;
  if (exponent == 0) {
    float magnitude = float(mantissa) * 0x1p-24f;
    return sign ? -magnitude : magnitude;
  }
  uint32_t bits = exponent == 31 ? 0x7f800000u | mantissa << 13 : (exponent + 112) << 23 | mantissa << 13;
  return std::bit_cast<float>(sign | bits);
}

// Rounds once, to nearest even. Raises the overflow flag as the hardware's conversions do.
inline Half toHalf(double x) {
  uint64_t bits = std::bit_cast<uint64_t>(x);
  uint16_t sign = uint16_t(bits >> 48 & 0x8000);
  bits &= ~(uint64_t(1) << 63);
  double magnitude = std::bit_cast<double>(bits);
  if (magnitude != magnitude) {
    uint16_t payload = uint16_t(bits >> 42 & 0x3ff);
    return {uint16_t(sign | 0x7c00 | (payload ? payload : 1))};
  }
  if (magnitude >= 65520.0) {
    if (magnitude < std::numeric_limits<double>::infinity())
      std::feraiseexcept(FE_OVERFLOW);
    return {uint16_t(sign | 0x7c00)};
  }
  if (magnitude < 0x1p-14) { // subnormal: adding 2^52 rounds to an integer
    double scaled = magnitude * 0x1p24 + 0x1p52;
    return {uint16_t(sign | uint16_t(std::bit_cast<uint64_t>(scaled) & 0x7ff))};
  }
  uint64_t rounded = (bits + 0x1ffffffffff + (bits >> 42 & 1)) >> 42;
  return {uint16_t(sign | uint16_t(rounded - (uint64_t(1008) << 10)))};
}

// NumPy's cast. Floats outside an integer's range give what x86's truncating conversions give, by way of int32 for
// up to 32 signed bits and int64 for uint32.
template <typename D, typename S> inline D convert(S x) {
  if constexpr (std::is_same_v<D, S>)
    return x;
  else if constexpr (isComplex<D> && isComplex<S>)
    return {convert<decltype(D::re)>(x.re), convert<decltype(D::re)>(x.im)};
  else if constexpr (isComplex<D>)
    return {convert<decltype(D::re)>(x), 0};
  else if constexpr (isComplex<S> && std::is_same_v<D, bool>)
    return x.re != 0 || x.im != 0;
  else if constexpr (isComplex<S>)
    return convert<D>(x.re);
  else if constexpr (isHalf<S>)
    return convert<D>(toFloat(x));
  else if constexpr (isHalf<D> && std::is_same_v<S, double>)
    return toHalf(x);
  else if constexpr (isHalf<D>) // integers round to float32 first
    return toHalf(double(static_cast<float>(x)));
  else if constexpr (std::is_same_v<D, bool>)
    return x != 0;
  else if constexpr (std::is_floating_point_v<S> && std::is_integral_v<D>) {
    // Out of range is undefined in C++ but not on the machines that matter; the casts are written so that no
    // compiler can see the value.
    if constexpr (std::is_same_v<D, uint64_t>) {
      constexpr S top = S(0x1p63);
      return x >= top ? uint64_t(int64_t(x - top)) ^ uint64_t(1) << 63 : uint64_t(int64_t(x));
    } else if constexpr (std::is_same_v<D, uint32_t>)
      return uint32_t(int64_t(x));
    else if constexpr (sizeof(D) == 8)
      return int64_t(x);
    else
      return D(int32_t(x));
  } else
    return static_cast<D>(x);
}

// The bits of promotion (NEP 50, both operands strong): the kinds' order, then the narrowest type that holds both.
inline int promote(int a, int b) {
  auto bits = [](int t) { return int(itemSize(t)) * 8; };
  auto isUnsigned = [](int t) { return t >= NP_U8 && t <= NP_U64; };
  if (a > b)
    std::swap(a, b);
  if (a == b || a == NP_BOOL)
    return b;
  if (b <= NP_I64 || isUnsigned(a))
    if (!(b >= NP_F16))
      return b; // the same signedness: the wider one
  if (b <= NP_U64) { // a signed, b unsigned
    if (bits(a) > bits(b))
      return a;
    return b == NP_U8 ? NP_I16 : b == NP_U16 ? NP_I32 : b == NP_U32 ? NP_I64 : NP_F64;
  }
  // b is inexact: how many bits of float an operand needs
  auto need = [&](int t) {
    if (t == NP_F64 || t == NP_C128)
      return 64;
    if (t == NP_F32 || t == NP_C64)
      return 32;
    if (t == NP_F16 || bits(t) == 8)
      return 16;
    return bits(t) == 16 ? 32 : 64;
  };
  int width = std::max(need(a), need(b));
  if (b >= NP_C64)
    return width == 64 ? NP_C128 : NP_C64;
  return width == 64 ? NP_F64 : width == 32 ? NP_F32 : NP_F16;
}

// --- NaN-aware order, NumPy's for sorting: NaNs last, complex by real then imaginary part ----------------------

template <typename T> inline bool isNan(T x) {
  if constexpr (isComplex<T>)
    return x.re != x.re || x.im != x.im;
  else if constexpr (isHalf<T>)
    return (x.bits & 0x7fff) > 0x7c00;
  else
    return x != x;
}

template <typename T> inline bool less(T a, T b) {
  if constexpr (isComplex<T>) {
    bool aRe = a.re != a.re, bRe = b.re != b.re, aIm = a.im != a.im, bIm = b.im != b.im;
    if (a.re < b.re)
      return aIm == bIm || bIm;
    if (a.re > b.re)
      return bIm && !aIm;
    if (a.re == b.re || (aRe && bRe))
      return a.im < b.im || (bIm && !aIm);
    return bRe; // exactly one real part is NaN
  } else if constexpr (isHalf<T>)
    return less(toFloat(a), toFloat(b));
  else if constexpr (std::is_floating_point_v<T>)
    return a < b || (b != b && a == a);
  else
    return a < b;
}

template <typename T> inline bool isTrue(T x) { return convert<bool>(x); }

// --- arrays ----------------------------------------------------------------------------------------------------

inline i64 product(int n, const i64 *shape) {
  i64 size = 1;
  for (int i = 0; i < n; ++i)
    size *= shape[i];
  return size;
}
inline i64 sizeOf(const np_ref &a) { return product(a.ndim, a.shape); }

// "(3,4)", "(3,)", "()". A negative extent is an unknown one: NumPy prints newaxis, and nothing for leading ones.
inline std::string shapeText(int n, const i64 *shape, const char *separator = ",") {
  std::string text;
  int first = 0;
  while (first < n && shape[first] < 0)
    ++first;
  for (int i = first; i < n; ++i)
    text += (i > first ? separator : "") + (shape[i] < 0 ? std::string("newaxis") : std::to_string(shape[i]));
  return "(" + text + (n == 1 && first == 0 ? ",)" : ")");
}
inline std::string shapeText(const np_ref &a) { return shapeText(a.ndim, a.shape); }

// Memory for a temporary array and the np_ref that describes it, C order unless strides are given.
struct Temporary {
  std::vector<i64> shape, strides;
  std::unique_ptr<char[]> memory;
  np_ref ref;

  Temporary(int dtype, int ndim, const i64 *extents) : shape(extents, extents + ndim), strides(ndim) {
    i64 stride = 1;
    for (int i = ndim - 1; i >= 0; --i) {
      strides[i] = stride;
      stride *= shape[i];
    }
    allocate(dtype);
  }
  Temporary(int dtype, int ndim, const i64 *extents, const i64 *steps)
      : shape(extents, extents + ndim), strides(steps, steps + ndim) {
    allocate(dtype);
  }

private:
  void allocate(int dtype) {
    i64 size = product(int(shape.size()), shape.data());
    memory.reset(new char[(size ? size : 1) * itemSize(dtype)]);
    ref = {memory.get(), shape.data(), strides.data(), int(shape.size()), dtype};
  }
};

// A loop over N operands with one common shape; steps in bytes. The innermost axis is a call of the body.
template <int N> struct Loop {
  int ndim;
  i64 shape[maxRank + 1];
  i64 step[N][maxRank + 1];
  char *data[N];

  Loop(int rank, const i64 *extents) : ndim(rank) {
    for (int i = 0; i < rank; ++i)
      shape[i] = extents[i];
  }

  // Operand k, broadcast to the loop's shape (which it must fit).
  void operand(int k, const np_ref &a) {
    i64 size = itemSize(a.dtype);
    data[k] = static_cast<char *>(a.data);
    for (int i = 0; i < ndim; ++i) {
      int j = i - ndim + a.ndim;
      step[k][i] = j < 0 || a.shape[j] == 1 ? 0 : a.strides[j] * size;
    }
  }

  // Joins neighbouring axes that every operand runs through with one stride, and drops axes of length 1.
  void coalesce() {
    int kept = 0;
    for (int i = 0; i < ndim; ++i) {
      if (shape[i] == 1)
        continue;
      bool joins = kept > 0;
      for (int k = 0; k < N && joins; ++k)
        joins = step[k][kept - 1] == step[k][i] * shape[i];
      int at = joins ? kept - 1 : kept++;
      shape[at] = joins ? shape[at] * shape[i] : shape[i];
      for (int k = 0; k < N; ++k)
        step[k][at] = step[k][i];
    }
    ndim = kept;
  }

  // Where the order of the elements does not matter: the axes so that operand 0 moves forward through memory.
  void sortAxes() {
    for (int i = 1; i < ndim; ++i)
      for (int j = i; j > 0 && std::llabs(step[0][j - 1]) < std::llabs(step[0][j]); --j) {
        std::swap(shape[j - 1], shape[j]);
        for (int k = 0; k < N; ++k)
          std::swap(step[k][j - 1], step[k][j]);
      }
  }

  // body(n, pointers, steps): n elements along the innermost axis; called in C order of the loop's axes.
  template <typename F> void run(F &&body) {
    for (int i = 0; i < ndim; ++i)
      if (shape[i] == 0)
        return;
    i64 innerStep[N] = {};
    char *at[N];
    for (int k = 0; k < N; ++k) {
      at[k] = data[k];
      if (ndim > 0)
        innerStep[k] = step[k][ndim - 1];
    }
    i64 n = ndim > 0 ? shape[ndim - 1] : 1;
    i64 index[maxRank + 1] = {};
    while (true) {
      body(n, static_cast<char *const *>(at), static_cast<const i64 *>(innerStep));
      int i = ndim - 2;
      for (; i >= 0; --i) {
        for (int k = 0; k < N; ++k)
          at[k] += step[k][i];
        if (++index[i] < shape[i])
          break;
        for (int k = 0; k < N; ++k)
          at[k] -= step[k][i] * shape[i];
        index[i] = 0;
      }
      if (i < 0)
        return;
    }
  }
};

template <typename T> inline T load(const char *p) {
  T x;
  std::memcpy(&x, p, sizeof x);
  return x;
}
template <typename T> inline void store(char *p, T x) { std::memcpy(p, &x, sizeof x); }

// Every line of operand 0 along `axis` (each operand's own rank and extents on that axis; the others equal).
template <int N, typename F> inline void eachLine(const np_ref *const (&operands)[N], int axis, F &&body) {
  i64 shape[maxRank];
  int rank = operands[0]->ndim;
  for (int i = 0, j = 0; i < rank; ++i)
    if (i != axis)
      shape[j++] = operands[0]->shape[i];
  Loop<N> loop(rank - 1, shape);
  for (int k = 0; k < N; ++k) {
    i64 size = itemSize(operands[k]->dtype);
    loop.data[k] = static_cast<char *>(operands[k]->data);
    for (int i = 0, j = 0; i < rank; ++i)
      if (i != axis)
        loop.step[k][j++] = operands[k]->strides[i] * size;
  }
  loop.run([&](i64 n, char *const *p, const i64 *step) {
    char *at[N];
    for (i64 i = 0; i < n; ++i) {
      for (int k = 0; k < N; ++k)
        at[k] = p[k] + i * step[k];
      body(static_cast<char *const *>(at));
    }
  });
}

// A copy of all elements as type T, in C order.
template <typename T> inline std::vector<T> flatten(const np_ref &a) {
  std::vector<T> out;
  out.reserve(sizeOf(a));
  Loop<1> loop(a.ndim, a.shape);
  loop.operand(0, a);
  loop.coalesce();
  dispatch(a.dtype, [&](auto type) {
    using S = typename decltype(type)::type;
    loop.run([&](i64 n, char *const *p, const i64 *step) {
      for (i64 i = 0; i < n; ++i)
        out.push_back(convert<T>(load<S>(p[0] + i * step[0])));
    });
  });
  return out;
}

// Negative axes count from the end; AxisError as NumPy words it.
inline int checkAxis(int &axis, int ndim) {
  if (axis < -ndim || axis >= ndim)
    return np_fail(NP_AXIS_ERROR, "axis %d is out of bounds for array of dimension %d", axis, ndim);
  if (axis < 0)
    axis += ndim;
  return NP_OK;
}

// The body of an exported function: out of memory becomes Python's exception.
template <typename F> inline int guarded(F &&body) {
  try {
    return body();
  } catch (const std::bad_alloc &) {
    return np_fail(NP_MEMORY_ERROR, "Unable to allocate memory for a temporary array");
  }
}

} // namespace
