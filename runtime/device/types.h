// The element types of the runtime and what is known of each: the fixed-width integers, float16, complex numbers,
// dtype numbers, limits. The bottom of layer (a): includes nothing, so that NVRTC, nvcc, Clang in the process and
// g++ read the same text.
//
// float16 is computed in float and rounded after every operation, as NumPy does. Complex arithmetic is NumPy's:
// plain products (no recovery of infinities as in C99 Annex G), quotients by Smith's method, lexicographic order.
// Compile without contraction (-ffp-contract=off, for devices -fmad=false).
#pragma once

#if defined(__CUDACC__) || defined(__CUDACC_RTC__)
#define NP_CUDA 1
#else
#define NP_CUDA 0
#endif

// NP_FN: a small function, always inlined, so that loops over it vectorise. NP_SLOW_FN: a rare or long one.
// NP_MEMBER: for members.
#if NP_CUDA
#ifndef NP_FN
#define NP_FN __host__ __device__ __forceinline__
#endif
#define NP_SLOW_FN __host__ __device__ inline
#define NP_MEMBER __host__ __device__
#else
#ifndef NP_FN
#define NP_FN static inline __attribute__((always_inline))
#endif
#define NP_SLOW_FN static inline __attribute__((unused))
#define NP_MEMBER __attribute__((always_inline))
#endif

namespace np {

using i8 = signed char;
using i16 = short;
using i32 = int;
using i64 = long long;
using u8 = unsigned char;
using u16 = unsigned short;
using u32 = unsigned int;
using u64 = unsigned long long;

template <class To, class From> NP_FN constexpr To bit_cast(From from) {
  static_assert(sizeof(To) == sizeof(From), "bit_cast keeps the size");
  return __builtin_bit_cast(To, from);
}

NP_FN constexpr u64 bits(double x) { return bit_cast<u64>(x); }
NP_FN constexpr u32 bits(float x) { return bit_cast<u32>(x); }
NP_FN constexpr double from_bits(u64 x) { return bit_cast<double>(x); }
NP_FN constexpr float from_bits(u32 x) { return bit_cast<float>(x); }

// NaN as Python's and NumPy's constants have it: quiet, positive.
inline constexpr double inf = __builtin_bit_cast(double, 0x7ff0000000000000ull);
inline constexpr double nan = __builtin_bit_cast(double, 0x7ff8000000000000ull);
inline constexpr float inf_f = __builtin_bit_cast(float, 0x7f800000u);
inline constexpr float nan_f = __builtin_bit_cast(float, 0x7fc00000u);
inline constexpr double pi = 3.14159265358979323846;
inline constexpr double e = 2.71828182845904523536;
inline constexpr double euler_gamma = 0.57721566490153286061;

//===--- float16 --------------------------------------------------------------------------------------------------===//

NP_FN constexpr float half_to_float_bits(u16 half) {
  u32 magnitude = half & 0x7fffu;
  // The fraction moves up; adding 112 to the exponent rebiases it, 112 more makes infinity and NaN of 31.
  u32 normal = (magnitude << 13) + (112u << 23) + (magnitude >= 0x7c00u ? 112u << 23 : 0u);
  // A subnormal is its fraction times 2^-24: both exact.
  float subnormal = static_cast<float>(static_cast<i32>(magnitude)) * 0x1p-24f;
  u32 result = magnitude < 0x400u ? bits(subnormal) : normal;
  return from_bits(result | static_cast<u32>(half & 0x8000u) << 16);
}

NP_FN constexpr u16 float_to_half_bits(float x) {
  u32 magnitude = bits(x) & 0x7fffffffu;
  // Below 2^-14: adding 0.5 leaves the rounded multiple of 2^-24 in the low bits.
  u32 subnormal = bits(from_bits(magnitude) + 0.5f) - bits(0.5f);
  u32 normal = (magnitude - (112u << 23) + 0xfffu + (magnitude >> 13 & 1u)) >> 13;
  u32 special = 0x7c00u | (magnitude > 0x7f800000u ? 0x200u | (magnitude >> 13 & 0x3ffu) : 0u);
  u32 result = magnitude < (113u << 23) ? subnormal : magnitude < (143u << 23) ? normal : special;
  return static_cast<u16>(result | (bits(x) >> 16 & 0x8000u));
}

NP_FN float half_to_float(u16 half) {
#if defined(__CUDA_ARCH__)
  float x;
  asm("cvt.f32.f16 %0, %1;" : "=f"(x) : "h"(half));
  return x;
#elif defined(__F16C__) && defined(__clang__)
  return static_cast<float>(bit_cast<_Float16>(half));
#else
  return half_to_float_bits(half);
#endif
}

NP_FN u16 float_to_half(float x) {
#if defined(__F16C__) && defined(__clang__) && !NP_CUDA
  return bit_cast<u16>(static_cast<_Float16>(x));
#else
  return float_to_half_bits(x);
#endif
}

// One rounding: what the float cannot hold is kept as a sticky last bit, which is below the half's rounding place.
NP_FN u16 double_to_half(double x) {
  u64 word = bits(x), dropped = word & 0x1fffffffull;
  word = (word ^ dropped) | (dropped ? 0x20000000ull : 0ull);
  return float_to_half(static_cast<float>(from_bits(word)));
}

struct f16 {
  u16 word;

  f16() = default;
  // Implicit, so that `x * 2.0` is a float16 as in NumPy; the way back is explicit.
  NP_MEMBER f16(float x) : word(float_to_half(x)) {}
  NP_MEMBER f16(double x) : word(double_to_half(x)) {}
  NP_MEMBER f16(int x) : word(float_to_half(static_cast<float>(x))) {}
  NP_MEMBER explicit operator float() const { return half_to_float(word); }
  NP_MEMBER explicit operator double() const { return static_cast<double>(half_to_float(word)); }
  NP_MEMBER explicit operator bool() const { return (word & 0x7fffu) != 0; }
  NP_MEMBER static constexpr f16 of_bits(u16 word) {
    f16 x{};
    x.word = word;
    return x;
  }

  NP_MEMBER friend f16 operator+(f16 a, f16 b) { return f16(float(a) + float(b)); }
  NP_MEMBER friend f16 operator-(f16 a, f16 b) { return f16(float(a) - float(b)); }
  NP_MEMBER friend f16 operator*(f16 a, f16 b) { return f16(float(a) * float(b)); }
  NP_MEMBER friend f16 operator/(f16 a, f16 b) { return f16(float(a) / float(b)); }
  NP_MEMBER friend f16 operator-(f16 a) { return of_bits(static_cast<u16>(a.word ^ 0x8000u)); }
  NP_MEMBER friend f16 operator+(f16 a) { return a; }
  NP_MEMBER friend bool operator==(f16 a, f16 b) { return float(a) == float(b); }
  NP_MEMBER friend bool operator!=(f16 a, f16 b) { return float(a) != float(b); }
  NP_MEMBER friend bool operator<(f16 a, f16 b) { return float(a) < float(b); }
  NP_MEMBER friend bool operator<=(f16 a, f16 b) { return float(a) <= float(b); }
  NP_MEMBER friend bool operator>(f16 a, f16 b) { return float(a) > float(b); }
  NP_MEMBER friend bool operator>=(f16 a, f16 b) { return float(a) >= float(b); }
  NP_MEMBER f16 &operator+=(f16 b) { return *this = *this + b; }
  NP_MEMBER f16 &operator-=(f16 b) { return *this = *this - b; }
  NP_MEMBER f16 &operator*=(f16 b) { return *this = *this * b; }
  NP_MEMBER f16 &operator/=(f16 b) { return *this = *this / b; }
};

//===--- complex numbers ------------------------------------------------------------------------------------------===//

// A real operand converts to (x, 0) first, as NumPy promotes it.
template <class T> struct complex {
  T re, im;

  complex() = default;
  NP_MEMBER constexpr complex(T re, T im = T(0)) : re(re), im(im) {}

  NP_MEMBER friend constexpr complex operator+(complex a, complex b) { return {a.re + b.re, a.im + b.im}; }
  NP_MEMBER friend constexpr complex operator-(complex a, complex b) { return {a.re - b.re, a.im - b.im}; }
  NP_MEMBER friend constexpr complex operator*(complex a, complex b) {
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
  }
  // Smith's method: divides by the larger part first, so that squares cannot overflow.
  NP_MEMBER friend complex operator/(complex a, complex b) {
    // Magnitudes; of -0.0, +0.0.
    T size_re = b.re > T(0) ? b.re : T(0) - b.re, size_im = b.im > T(0) ? b.im : T(0) - b.im;
    if (size_re >= size_im) {
      if (size_re == T(0) && size_im == T(0))
        return {a.re / size_re, a.im / size_re};
      T ratio = b.im / b.re, scale = T(1) / (b.re + b.im * ratio);
      return {(a.re + a.im * ratio) * scale, (a.im - a.re * ratio) * scale};
    }
    T ratio = b.re / b.im, scale = T(1) / (b.im + b.re * ratio);
    return {(a.re * ratio + a.im) * scale, (a.im * ratio - a.re) * scale};
  }
  NP_MEMBER friend constexpr complex operator-(complex a) { return {-a.re, -a.im}; }
  NP_MEMBER friend constexpr complex operator+(complex a) { return a; }
  NP_MEMBER friend constexpr bool operator==(complex a, complex b) { return a.re == b.re && a.im == b.im; }
  NP_MEMBER friend constexpr bool operator!=(complex a, complex b) { return !(a == b); }
  // The real parts decide, unless an imaginary part is NaN.
  NP_MEMBER friend constexpr bool operator<(complex a, complex b) {
    return (a.re < b.re && a.im == a.im && b.im == b.im) || (a.re == b.re && a.im < b.im);
  }
  NP_MEMBER friend constexpr bool operator<=(complex a, complex b) {
    return (a.re < b.re && a.im == a.im && b.im == b.im) || (a.re == b.re && a.im <= b.im);
  }
  NP_MEMBER friend constexpr bool operator>(complex a, complex b) { return b < a; }
  NP_MEMBER friend constexpr bool operator>=(complex a, complex b) { return b <= a; }
  NP_MEMBER complex &operator+=(complex b) { return *this = *this + b; }
  NP_MEMBER complex &operator-=(complex b) { return *this = *this - b; }
  NP_MEMBER complex &operator*=(complex b) { return *this = *this * b; }
  NP_MEMBER complex &operator/=(complex b) { return *this = *this / b; }
};
using c64 = complex<float>;
using c128 = complex<double>;

//===--- traits ---------------------------------------------------------------------------------------------------===//

enum class kind { boolean, sint, uint, real, cplx };

// The numbers are those of the C ABI's enum np_dtype.
template <class T> struct traits;
#define NP_TRAITS(TYPE, NUMBER, KIND, PART, UNSIGNED)                                                                  \
  template <> struct traits<TYPE> {                                                                                    \
    static constexpr int dtype = NUMBER;                                                                               \
    static constexpr np::kind kind = np::kind::KIND;                                                                   \
    using part = PART;                                                                                                 \
    using unsigned_type = UNSIGNED;                                                                                    \
  };
NP_TRAITS(bool, 0, boolean, bool, bool)
NP_TRAITS(i8, 1, sint, i8, u8)
NP_TRAITS(i16, 2, sint, i16, u16)
NP_TRAITS(i32, 3, sint, i32, u32)
NP_TRAITS(i64, 4, sint, i64, u64)
NP_TRAITS(u8, 5, uint, u8, u8)
NP_TRAITS(u16, 6, uint, u16, u16)
NP_TRAITS(u32, 7, uint, u32, u32)
NP_TRAITS(u64, 8, uint, u64, u64)
NP_TRAITS(f16, 9, real, f16, f16)
NP_TRAITS(float, 10, real, float, float)
NP_TRAITS(double, 11, real, double, double)
NP_TRAITS(c64, 12, cplx, float, c64)
NP_TRAITS(c128, 13, cplx, double, c128)
#if defined(__linux__) && defined(__LP64__)
// int64_t is `long` there: the same dtype as long long.
NP_TRAITS(long, 4, sint, long, u64)
NP_TRAITS(unsigned long, 8, uint, unsigned long, u64)
#endif
#undef NP_TRAITS

template <class T> struct remove_const {
  using type = T;
};
template <class T> struct remove_const<const T> {
  using type = T;
};

template <class T> inline constexpr int dtype_of = traits<typename remove_const<T>::type>::dtype;
template <class T> inline constexpr np::kind kind_of = traits<typename remove_const<T>::type>::kind;
template <class T> inline constexpr bool is_bool = kind_of<T> == kind::boolean;
template <class T> inline constexpr bool is_signed_int = kind_of<T> == kind::sint;
template <class T> inline constexpr bool is_int = kind_of<T> == kind::sint || kind_of<T> == kind::uint;
template <class T> inline constexpr bool is_real = kind_of<T> == kind::real;
template <class T> inline constexpr bool is_complex = kind_of<T> == kind::cplx;
template <class T> using part_of = typename traits<T>::part;
template <class T> using unsigned_of = typename traits<T>::unsigned_type;

template <class A, class B> inline constexpr bool is_same = false;
template <class A> inline constexpr bool is_same<A, A> = true;
template <bool Condition, class T = void> struct enable_if {};
template <class T> struct enable_if<true, T> {
  using type = T;
};

// The least and greatest value: np.iinfo and np.finfo. For reductions with an identity: lowest() and highest() are
// the infinities of floats.
template <class T> struct limits {
  NP_MEMBER static constexpr T min() {
    if constexpr (is_bool<T>)
      return false;
    else if constexpr (is_signed_int<T>)
      return static_cast<T>(u64(1) << (8 * sizeof(T) - 1));
    else if constexpr (is_int<T>)
      return T(0);
    else if constexpr (is_same<T, double>)
      return -0x1.fffffffffffffp1023;
    else if constexpr (is_same<T, float>)
      return -0x1.fffffep127f;
    else
      return T::of_bits(0xfbff);
  }
  NP_MEMBER static constexpr T max() {
    if constexpr (is_bool<T>)
      return true;
    else if constexpr (is_signed_int<T>)
      return static_cast<T>((u64(1) << (8 * sizeof(T) - 1)) - 1);
    else if constexpr (is_int<T>)
      return static_cast<T>(~u64(0));
    else if constexpr (is_same<T, double>)
      return 0x1.fffffffffffffp1023;
    else if constexpr (is_same<T, float>)
      return 0x1.fffffep127f;
    else
      return T::of_bits(0x7bff);
  }
  NP_MEMBER static constexpr T lowest() {
    if constexpr (is_same<T, double>)
      return -inf;
    else if constexpr (is_same<T, float>)
      return -inf_f;
    else if constexpr (is_real<T>)
      return T::of_bits(0xfc00);
    else
      return min();
  }
  NP_MEMBER static constexpr T highest() {
    if constexpr (is_same<T, double>)
      return inf;
    else if constexpr (is_same<T, float>)
      return inf_f;
    else if constexpr (is_real<T>)
      return T::of_bits(0x7c00);
    else
      return max();
  }
};

// What functions of two results return: divmod, modf, frexp.
template <class A, class B> struct two {
  A first;
  B second;
};

} // namespace np
