// The inner loops of reductions: for one operation and dtype, a fold of rows into one value each and a fold of
// rows into running columns, both compiled for AVX2 too where the processor has it. Which operation: bool knows
// only and, or, exclusive or (any and all come here with converted elements); sums of floats are NumPy's
// pairwise trees; a float16 is added in float and rounded once a call (once an addition in columns).
#include "ReduceElements.h"
#include "abi/reduce.h"
#include "device/pairwise.h"
#include <limits>

// Not where everything is compiled for AVX2 anyway (-march=native).
#define NP_TWO_VARIANTS (defined(__x86_64__) && !defined(__AVX2__))
#define NP_ALWAYS_INLINE __attribute__((always_inline)) inline

namespace {

using reduction::Complex;
using reduction::Half;

// 32 bytes of T: one AVX2 register, two of SSE2.
template <class T> struct Vector {
  static constexpr np_i64 lanes = 32 / sizeof(T);
  typedef T Register __attribute__((vector_size(32)));
  typedef T Memory __attribute__((vector_size(32), aligned(alignof(T)), may_alias));
};

template <class T> inline constexpr bool isVector = std::is_arithmetic_v<T>;

// An operation is `apply(a, b)`: a = a op b, for one element and for vectors of them. `sequential`: rounding makes
// the order of the operands show in the result, so folds go left to right; the others choose an element.
struct Add {
  static constexpr bool sequential = true, hasIdentity = true;
  template <class T> static NP_ALWAYS_INLINE void apply(T &a, const T &b) { a = a + b; }
  template <class T> static T identity() { return T{}; }
};

struct Multiply {
  static constexpr bool sequential = true, hasIdentity = true;
  template <class T> static NP_ALWAYS_INLINE void apply(T &a, const T &b) {
    if constexpr (reduction::isComplex<T>)
      a = {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
    else if constexpr (std::is_integral_v<T>)
      a = T(np_u64(a) * np_u64(b)); // small types would be promoted to int, which may overflow
    else
      a = a * b;
  }
  template <class T> static T identity() {
    if constexpr (reduction::isComplex<T>)
      return {1, 0};
    else if constexpr (std::is_same_v<T, Half>)
      return {0x3c00};
    else
      return T(1);
  }
};

template <class T> NP_ALWAYS_INLINE bool isNan(const T &a) {
  if constexpr (reduction::isComplex<T>)
    return (a.re != a.re) | (a.im != a.im);
  else
    return a != a;
}

// Complex numbers compare by real, then imaginary part; false if NaN is in the way.
template <class T> NP_ALWAYS_INLINE bool orderedBefore(const T &a, const T &b) {
  if constexpr (reduction::isComplex<T>)
    return (a.re < b.re && a.im == a.im && b.im == b.im) || (a.re == b.re && a.im <= b.im);
  else
    return a <= b;
}

// Max is Min with the operands of the comparison exchanged; the first NaN stays (Skip: goes).
template <bool Max, bool Skip> struct Extreme {
  static constexpr bool sequential = false, hasIdentity = false;
  // Of vectors without NaN.
  template <class T> static NP_ALWAYS_INLINE void choose(T &a, const T &b) {
    if constexpr (Max)
      a = a > b ? a : b;
    else
      a = a < b ? a : b;
  }
  template <class T> static NP_ALWAYS_INLINE void apply(T &a, const T &b) {
    if constexpr (reduction::isComplex<T>) {
      // Mostly the real parts decide, and a branch is cheaper than a chain of selections.
      if ((Max ? a.re > b.re : a.re < b.re) && a.im == a.im && b.im == b.im)
        return;
      bool keep = Max ? orderedBefore(b, a) : orderedBefore(a, b);
      if (!(keep | (Skip ? isNan(b) : isNan(a))))
        a = b;
    } else if constexpr (std::is_same_v<T, Half>) {
      float x = reduction::toFloat(a), y = reduction::toFloat(b);
      bool keep = (Max ? x >= y : x <= y) | (Skip ? y != y : x != x);
      a = keep ? a : b;
    } else if constexpr (std::is_arithmetic_v<T>) {
      bool keep = Max ? orderedBefore(b, a) : orderedBefore(a, b);
      a = (keep | (Skip ? isNan(b) : isNan(a))) ? a : b;
    } else if constexpr (Skip) { // a vector
      a = ((Max ? a >= b : a <= b) | (b != b)) ? a : b;
    } else {
      a = ((Max ? a >= b : a <= b) | (a != a)) ? a : b;
    }
  }
  template <class T> static T identity() { return T{}; }
};

struct And {
  static constexpr bool sequential = false, hasIdentity = true;
  template <class T> static NP_ALWAYS_INLINE void apply(T &a, const T &b) { a = a & b; }
  template <class T> static T identity() { return T(~T(0)); }
};

struct Or {
  static constexpr bool sequential = false, hasIdentity = true;
  template <class T> static NP_ALWAYS_INLINE void apply(T &a, const T &b) { a = a | b; }
  template <class T> static T identity() { return T(0); }
};

// Or and And of bools stop once the answer is known.
struct AnyTrue : Or {
  static bool isFinal(uint8_t sum) { return sum != 0; }
};

struct AllTrue : And {
  static bool isFinal(uint8_t sum) { return sum == 0; }
  template <class T> static T identity() { return T(1); }
};

struct Xor {
  static constexpr bool sequential = false, hasIdentity = true;
  template <class T> static NP_ALWAYS_INLINE void apply(T &a, const T &b) { a = a ^ b; }
  template <class T> static T identity() { return T(0); }
};

// --- folds of one row

template <class T> struct WidenedHalves {
  const T *data;
  np_i64 step;
  NP_ALWAYS_INLINE float operator()(np_i64 i) const { return reduction::toFloat(data[i * step]); }
};

template <class Op> inline constexpr bool isPropagating = false;
template <bool Max> inline constexpr bool isPropagating<Extreme<Max, false>> = true;

template <class Op, class T> NP_ALWAYS_INLINE void foldVectors(T &sum, const T *x, np_i64 n) {
  using Register = typename Vector<T>::Register;
  using Memory = typename Vector<T>::Memory;
  constexpr np_i64 lanes = Vector<T>::lanes;
  // A floating-point extreme is the plain one, one instruction, with the NaNs collected apart.
  constexpr bool apart = std::is_floating_point_v<T> && isPropagating<Op>;
  np_i64 i = 0;
  if (n >= 4 * lanes) {
    Register running[4], next;
    for (int k = 0; k < 4; ++k)
      running[k] = *reinterpret_cast<const Memory *>(x + k * lanes);
    auto missing = running[0] != running[0];
    missing |= (running[1] != running[1]) | (running[2] != running[2]) | (running[3] != running[3]);
    for (i = 4 * lanes; i + 4 * lanes <= n; i += 4 * lanes) {
#pragma GCC unroll 4
      for (int k = 0; k < 4; ++k) {
        next = *reinterpret_cast<const Memory *>(x + i + k * lanes);
        if constexpr (apart) {
          Op::choose(running[k], next);
          missing |= next != next;
        } else {
          Op::apply(running[k], next);
        }
      }
    }
    Op::apply(running[0], running[1]);
    Op::apply(running[2], running[3]);
    Op::apply(running[0], running[2]);
    for (np_i64 k = 0; k < lanes; ++k) {
      T lane = running[0][k];
      if constexpr (apart)
        lane = missing[k] ? std::numeric_limits<T>::quiet_NaN() : lane;
      Op::apply(sum, lane);
    }
  }
  for (; i < n; ++i)
    Op::apply(sum, x[i]);
}

template <class Op, class T> NP_ALWAYS_INLINE void foldRow(T &sum, const T *x, np_i64 step, np_i64 n) {
  constexpr bool isSum = std::is_same_v<Op, Add>;
  if constexpr (std::is_same_v<T, Half>) {
    float wide = reduction::toFloat(sum);
    if constexpr (!Op::sequential) { // chooses an element
      for (np_i64 i = 0; i < n; ++i)
        Op::apply(sum, x[i * step]);
      return;
    } else if constexpr (isSum) {
      wide = wide + np::pairwise_sum<8, float>(WidenedHalves<T>{x, step}, n, -0.0f);
    } else {
      for (np_i64 i = 0; i < n; ++i)
        Op::apply(wide, reduction::toFloat(x[i * step]));
    }
    sum = reduction::toHalf(wide);
  } else if constexpr (isSum && reduction::isComplex<T>) {
    T zero{-0.0f, -0.0f};
    if (step == 1)
      sum = sum + np::pairwise_sum<4, T>(np::pairwise_run<T, 1>{x}, n, zero);
    else
      sum = sum + np::pairwise_sum<4, T>(np::pairwise_run<T>{x, step}, n, zero);
  } else if constexpr (isSum && std::is_floating_point_v<T>) {
    if (step == 1)
      sum = sum + np::pairwise_sum<8, T>(np::pairwise_run<T, 1>{x}, n, T(-0.0));
    else
      sum = sum + np::pairwise_sum<8, T>(np::pairwise_run<T>{x, step}, n, T(-0.0));
  } else if constexpr (std::is_integral_v<T> || (std::is_floating_point_v<T> && !Op::sequential)) {
    if (step == 1)
      return foldVectors<Op>(sum, x, n);
    np_i64 i = 0;
    if (n >= 16) { // four chains
      T a = x[0], b = x[step], c = x[2 * step], d = x[3 * step];
      for (i = 4; i + 4 <= n; i += 4) {
        Op::apply(a, x[i * step]);
        Op::apply(b, x[(i + 1) * step]);
        Op::apply(c, x[(i + 2) * step]);
        Op::apply(d, x[(i + 3) * step]);
      }
      Op::apply(a, b);
      Op::apply(c, d);
      Op::apply(a, c);
      Op::apply(sum, a);
    }
    for (; i < n; ++i)
      Op::apply(sum, x[i * step]);
  } else {
    T running = sum;
    for (np_i64 i = 0; i < n; ++i)
      Op::apply(running, x[i * step]);
    sum = running;
  }
}

template <class Op, class T> NP_ALWAYS_INLINE void foldBools(T &sum, const T *x, np_i64 step, np_i64 n) {
  const np_i64 block = 1024;
  for (np_i64 first = 0; first < n && !Op::isFinal(sum); first += block)
    foldRow<Op>(sum, x + first * step, step, n - first < block ? n - first : block);
}

template <class Op, class T>
NP_ALWAYS_INLINE void fold(void *out, np_i64 os, const void *in, np_i64 xs, np_i64 n, np_i64 xr, np_i64 rows) {
  T *sums = static_cast<T *>(out);
  const T *x = static_cast<const T *>(in);
  for (np_i64 r = 0; r < rows; ++r) {
    T sum = sums[r * os];
    if constexpr (std::is_same_v<Op, AnyTrue> || std::is_same_v<Op, AllTrue>)
      foldBools<Op>(sum, x + r * xr, xs, n);
    else
      foldRow<Op>(sum, x + r * xr, xs, n);
    sums[r * os] = sum;
  }
}

// --- columns

// One element of a column takes one more value.
template <class Op, class T> NP_ALWAYS_INLINE void accumulate(T &sum, const T &x) {
  if constexpr (std::is_same_v<T, Half> && Op::sequential) {
    float wide = reduction::toFloat(sum);
    Op::apply(wide, reduction::toFloat(x));
    sum = reduction::toHalf(wide);
  } else {
    Op::apply(sum, x);
  }
}

// A few neighbouring columns over all rows, their values in registers.
template <class Op, class T, int Count>
NP_ALWAYS_INLINE void narrowColumns(T *out, np_i64 os, const T *x, np_i64 xs, np_i64 xr, np_i64 rows) {
  T sums[Count];
  for (int j = 0; j < Count; ++j)
    sums[j] = out[j * os];
  for (np_i64 r = 0; r < rows; ++r, x += xr)
    for (int j = 0; j < Count; ++j)
      accumulate<Op>(sums[j], x[j * xs]);
  for (int j = 0; j < Count; ++j)
    out[j * os] = sums[j];
}

// The running values take Rows rows at once, so that they are read and written once for all of them.
template <class Op, class T, int Rows> NP_ALWAYS_INLINE void addRows(T *out, const T *x, np_i64 n, np_i64 xr) {
  using Memory = typename Vector<T>::Memory;
  constexpr np_i64 lanes = Vector<T>::lanes;
  np_i64 j = 0;
  for (; j + lanes <= n; j += lanes) {
    typename Vector<T>::Register sums = *reinterpret_cast<Memory *>(out + j);
#pragma GCC unroll 4
    for (int r = 0; r < Rows; ++r) {
      typename Vector<T>::Register row = *reinterpret_cast<const Memory *>(x + r * xr + j);
      Op::apply(sums, row);
    }
    *reinterpret_cast<Memory *>(out + j) = sums;
  }
  for (; j < n; ++j)
    for (int r = 0; r < Rows; ++r)
      Op::apply(out[j], x[r * xr + j]);
}

template <class Op, class T> NP_ALWAYS_INLINE void vectorColumns(T *out, const T *x, np_i64 n, np_i64 xr, np_i64 rows) {
  np_i64 r = 0;
  for (; r + 4 <= rows; r += 4)
    addRows<Op, T, 4>(out, x + r * xr, n, xr);
  for (; r < rows; ++r)
    addRows<Op, T, 1>(out, x + r * xr, n, xr);
}

template <class Op, class T>
NP_ALWAYS_INLINE void columns(void *result, np_i64 os, const void *in, np_i64 xs, np_i64 n, np_i64 xr, np_i64 rows) {
  T *out = static_cast<T *>(result);
  const T *x = static_cast<const T *>(in);
  if constexpr (std::is_same_v<Op, Add> && reduction::isComplex<T>) {
    if (os == 1 && xs == 1) // the parts add up apart
      return columns<Op, decltype(T::re)>(result, 1, in, 1, 2 * n, 2 * xr, rows);
  }
  if (n < 16 && rows > 1) {
    np_i64 j = 0;
    for (; j + 4 <= n; j += 4)
      narrowColumns<Op, T, 4>(out + j * os, os, x + j * xs, xs, xr, rows);
    for (; j < n; ++j)
      narrowColumns<Op, T, 1>(out + j * os, os, x + j * xs, xs, xr, rows);
    return;
  }
  // Blocks of columns whose running values stay in the first-level cache.
  const np_i64 block = 16384 / np_i64(sizeof(T));
  for (np_i64 first = 0; first < n; first += block) {
    np_i64 count = n - first < block ? n - first : block;
    T *o = out + first * os;
    const T *p = x + first * xs;
    if constexpr (isVector<T>) {
      if (os == 1 && xs == 1) {
        vectorColumns<Op>(o, p, count, xr, rows);
        continue;
      }
    }
    for (np_i64 r = 0; r < rows; ++r, p += xr)
      for (np_i64 j = 0; j < count; ++j)
        accumulate<Op>(o[j * os], p[j * xs]);
  }
}

// --- cumulation

template <class Op, class T> void scan(void *out, np_i64 os, const void *in, np_i64 xs, np_i64 n) {
  T *o = static_cast<T *>(out);
  const T *x = static_cast<const T *>(in);
  T running = o[-os];
  for (np_i64 i = 0; i < n; ++i) {
    accumulate<Op>(running, x[i * xs]);
    o[i * os] = running;
  }
}

// --- search

template <class T> NP_ALWAYS_INLINE np_i64 find(const void *in, np_i64 xs, np_i64 n, const void *wanted) {
  const T *x = static_cast<const T *>(in), value = *static_cast<const T *>(wanted);
  np_i64 i = 0;
  if constexpr (isVector<T>) {
    using Memory = typename Vector<T>::Memory;
    typedef long long Words __attribute__((vector_size(32)));
    constexpr np_i64 lanes = Vector<T>::lanes;
    const typename Vector<T>::Register all = value - typename Vector<T>::Register{};
    for (; xs == 1 && i + 4 * lanes <= n; i += 4 * lanes) {
      auto same = (*reinterpret_cast<const Memory *>(x + i) == all) |
                  (*reinterpret_cast<const Memory *>(x + i + lanes) == all) |
                  (*reinterpret_cast<const Memory *>(x + i + 2 * lanes) == all) |
                  (*reinterpret_cast<const Memory *>(x + i + 3 * lanes) == all);
      Words words = (Words)same;
      if (words[0] | words[1] | words[2] | words[3])
        break;
    }
    while (i < n && x[i * xs] != value)
      ++i;
  } else if constexpr (std::is_same_v<T, Half>) {
    float number = reduction::toFloat(value);
    while (i < n && reduction::toFloat(x[i * xs]) != number)
      ++i;
  }
  return i;
}

// --- the table

#if NP_TWO_VARIANTS
template <class Op, class T>
__attribute__((target("avx2"))) void foldAvx2(void *out, np_i64 os, const void *x, np_i64 xs, np_i64 n, np_i64 xr,
                                              np_i64 rows) {
  fold<Op, T>(out, os, x, xs, n, xr, rows);
}
template <class Op, class T>
__attribute__((target("avx2"))) void columnsAvx2(void *out, np_i64 os, const void *x, np_i64 xs, np_i64 n, np_i64 xr,
                                                 np_i64 rows) {
  columns<Op, T>(out, os, x, xs, n, xr, rows);
}
template <class T>
__attribute__((target("avx2"))) np_i64 findAvx2(const void *x, np_i64 xs, np_i64 n, const void *value) {
  return find<T>(x, xs, n, value);
}
#endif

template <class Op, class T>
void foldBase(void *out, np_i64 os, const void *x, np_i64 xs, np_i64 n, np_i64 xr, np_i64 rows) {
  fold<Op, T>(out, os, x, xs, n, xr, rows);
}
template <class Op, class T>
void columnsBase(void *out, np_i64 os, const void *x, np_i64 xs, np_i64 n, np_i64 xr, np_i64 rows) {
  columns<Op, T>(out, os, x, xs, n, xr, rows);
}

template <class T> np_i64 findBase(const void *x, np_i64 xs, np_i64 n, const void *value) {
  return find<T>(x, xs, n, value);
}

template <class Op, class T> const np_reduce_loops *loops() {
  static const T identity = Op::template identity<T>();
  const void *start = Op::hasIdentity ? &identity : nullptr;
#if NP_TWO_VARIANTS
  static const np_reduce_loops wide = {foldAvx2<Op, T>, columnsAvx2<Op, T>, scan<Op, T>, findAvx2<T>, start};
  if (__builtin_cpu_supports("avx2"))
    return &wide;
#endif
  static const np_reduce_loops base = {foldBase<Op, T>, columnsBase<Op, T>, scan<Op, T>, findBase<T>, start};
  return &base;
}

// Signed sums and products wrap: they run on the unsigned type.
template <class Op> const np_reduce_loops *bitLoops(int dtype) {
  switch (dtype) {
  case NP_I8:
  case NP_U8:
    return loops<Op, uint8_t>();
  case NP_I16:
  case NP_U16:
    return loops<Op, uint16_t>();
  case NP_I32:
  case NP_U32:
    return loops<Op, uint32_t>();
  case NP_I64:
  case NP_U64:
    return loops<Op, uint64_t>();
  default:
    return nullptr;
  }
}

template <class Op> const np_reduce_loops *arithmeticLoops(int dtype) {
  switch (dtype) {
  case NP_F16:
    return loops<Op, Half>();
  case NP_F32:
    return loops<Op, float>();
  case NP_F64:
    return loops<Op, double>();
  case NP_C64:
    return loops<Op, Complex<float>>();
  case NP_C128:
    return loops<Op, Complex<double>>();
  default:
    return bitLoops<Op>(dtype);
  }
}

template <bool Max, bool Skip> const np_reduce_loops *extremeLoops(int dtype) {
  using Op = Extreme<Max, Skip>;
  switch (dtype) {
  case NP_I8:
    return loops<Extreme<Max, false>, int8_t>();
  case NP_I16:
    return loops<Extreme<Max, false>, int16_t>();
  case NP_I32:
    return loops<Extreme<Max, false>, int32_t>();
  case NP_I64:
    return loops<Extreme<Max, false>, int64_t>();
  case NP_U8:
    return loops<Extreme<Max, false>, uint8_t>();
  case NP_U16:
    return loops<Extreme<Max, false>, uint16_t>();
  case NP_U32:
    return loops<Extreme<Max, false>, uint32_t>();
  case NP_U64:
    return loops<Extreme<Max, false>, uint64_t>();
  case NP_F16:
    return loops<Op, Half>();
  case NP_F32:
    return loops<Op, float>();
  case NP_F64:
    return loops<Op, double>();
  case NP_C64:
    return loops<Op, Complex<float>>();
  default:
    return loops<Op, Complex<double>>();
  }
}

// The minimum of bools is their `and`, but has no identity.
template <class Op> const np_reduce_loops *boolExtreme() {
  static const np_reduce_loops without = [] {
    np_reduce_loops copy = *loops<Op, uint8_t>();
    copy.identity = nullptr;
    return copy;
  }();
  return &without;
}

} // namespace

extern "C" const np_reduce_loops *np_find_reduce_loops(int op, int dtype) {
  bool isBool = dtype == NP_BOOL;
  switch (op) {
  case NP_REDUCE_SUM:
    return isBool ? loops<AnyTrue, uint8_t>() : arithmeticLoops<Add>(dtype);
  case NP_REDUCE_PROD:
    return isBool ? loops<AllTrue, uint8_t>() : arithmeticLoops<Multiply>(dtype);
  case NP_REDUCE_MIN:
    return isBool ? boolExtreme<AllTrue>() : extremeLoops<false, false>(dtype);
  case NP_REDUCE_MAX:
    return isBool ? boolExtreme<AnyTrue>() : extremeLoops<true, false>(dtype);
  case NP_REDUCE_FMIN:
    return isBool ? boolExtreme<AllTrue>() : extremeLoops<false, true>(dtype);
  case NP_REDUCE_FMAX:
    return isBool ? boolExtreme<AnyTrue>() : extremeLoops<true, true>(dtype);
  case NP_REDUCE_ANY:
    return isBool ? loops<AnyTrue, uint8_t>() : nullptr;
  case NP_REDUCE_ALL:
    return isBool ? loops<AllTrue, uint8_t>() : nullptr;
  case NP_REDUCE_LOGICAL_XOR:
    return isBool ? loops<Xor, uint8_t>() : nullptr;
  case NP_REDUCE_BITWISE_AND:
    return isBool ? loops<AllTrue, uint8_t>() : bitLoops<And>(dtype);
  case NP_REDUCE_BITWISE_OR:
    return isBool ? loops<AnyTrue, uint8_t>() : bitLoops<Or>(dtype);
  case NP_REDUCE_BITWISE_XOR:
    return isBool ? loops<Xor, uint8_t>() : bitLoops<Xor>(dtype);
  default:
    return nullptr;
  }
}
