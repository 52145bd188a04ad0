// randint and integers: bounded integers of every dtype, by masked rejection (RandomState) or Lemire's
// multiplication (Generator); and bytes.
//
// 64- and 32-bit types use 32-bit words where the range allows, else 64-bit words. Smaller types use pieces of 32-bit
// words, lowest first, and what a call leaves of its last word is dropped.
#include "Elements.h"
#include "Random.h"
#include "Scalar.h"
#include "abi/library.h"
#include <algorithm>

using namespace np_random;

namespace {

using i128 = __int128;

template <class Bits, class T> struct Pieces {
  Bits &bits;
  uint32_t word = 0;
  int left = 0;
  static constexpr int width = std::is_same_v<T, bool> ? 1 : int(sizeof(T)) * 8;

  uint32_t next() {
    if (left == 0) {
      word = bits.u32();
      left = 32 / width - 1;
    } else {
      word >>= width;
      --left;
    }
    return word & ((1u << width) - 1);
  }
};

// A number in [0, range].
template <bool masked, class T, class Bits> inline uint64_t bounded(Pieces<Bits, T> &pieces, uint64_t range) {
  if constexpr (sizeof(T) >= 4)
    return masked ? interval(pieces.bits, range) : lemire(pieces.bits, range);
  else {
    constexpr uint32_t full = (1u << Pieces<Bits, T>::width) - 1;
    if (range == 0)
      return 0;
    if (range == full)
      return pieces.next();
    uint32_t value;
    if (masked) {
      uint32_t mask = 0xffffffffu >> __builtin_clz(uint32_t(range));
      while ((value = pieces.next() & mask) > range)
        ;
      return value;
    }
    uint32_t count = uint32_t(range) + 1, product = pieces.next() * count;
    if ((product & full) < count) {
      uint32_t least = (full - uint32_t(range)) % count;
      while ((product & full) < least)
        product = pieces.next() * count;
    }
    return product >> Pieces<Bits, T>::width;
  }
}

// body(element type, number in [0, range] by the family's method).
template <class F> void withMethod(np_rng &rng, int dtype, F &&body) {
  dispatch(dtype, [&](auto type) {
    using T = typename decltype(type)::type;
    if constexpr (std::is_integral_v<T>)
      withBits(rng, [&](auto &bits) {
        using Bits = std::remove_reference_t<decltype(bits)>;
        Pieces<Bits, T> pieces{bits};
        if (rng.family == NP_RNG_RANDOMSTATE)
          body(type, [&](uint64_t range) { return bounded<true, T>(pieces, range); });
        else
          body(type, [&](uint64_t range) { return bounded<false, T>(pieces, range); });
      });
  });
}

// Each element of out = value(), in C order.
template <class T, class V> void eachElement(const np_ref &out, V &&value) {
  if (out.ndim == 0)
    return store(static_cast<char *>(out.data), value());
  Loop<1> loop(out.ndim, out.shape);
  loop.operand(0, out);
  loop.coalesce();
  loop.run([&](i64 n, char *const *p, const i64 *step) {
    for (i64 i = 0; i < n; ++i)
      store(p[0] + i * step[0], value());
  });
}

struct Limits {
  i128 low, high;
  const char *name;
};
Limits limitsOf(int dtype) {
  const char *name = np_scalar::nameOf(dtype);
  if (dtype == NP_BOOL)
    return {0, 1, name};
  int bits = int(itemSize(dtype)) * 8;
  if (dtype >= NP_U8)
    return {0, (i128(1) << bits) - 1, name};
  return {-(i128(1) << (bits - 1)), (i128(1) << (bits - 1)) - 1, name};
}

int checkDtype(const np_rng &rng, int dtype) {
  if (dtype <= NP_U64)
    return NP_OK;
  return np_fail(NP_TYPE_ERROR, "Unsupported dtype dtype('%s') for %s", np_scalar::nameOf(dtype),
                 rng.family == NP_RNG_GENERATOR ? "integers" : "randint");
}

int lowFault(const Limits &limits) { return np_fail(NP_VALUE_ERROR, "low is out of bounds for %s", limits.name); }
int highFault(const Limits &limits) { return np_fail(NP_VALUE_ERROR, "high is out of bounds for %s", limits.name); }
// The text depends on low alone: where it is zero the call looks as if it had one argument.
int emptyFault(bool lowIsZero, bool endpoint) {
  const char *sign = endpoint ? "" : "=";
  return lowIsZero ? np_fail(NP_VALUE_ERROR, "high <%s 0", sign) : np_fail(NP_VALUE_ERROR, "low >%s high", sign);
}

// The elements as integers of any sign and size, floats towards zero.
int readBounds(const np_ref &a, std::vector<i128> &out) {
  if (a.dtype >= NP_C64)
    return np_fail(NP_TYPE_ERROR,
                   "int() argument must be a string, a bytes-like object or a real number, not 'complex'");
  if (a.dtype == NP_U64) {
    for (uint64_t value : flatten<uint64_t>(a))
      out.push_back(value);
  } else if (a.dtype >= NP_F16) {
    for (double value : flatten<double>(a)) {
      if (value != value)
        return np_fail(NP_VALUE_ERROR, "cannot convert float NaN to integer");
      out.push_back(value >= 0x1p100 ? i128(1) << 100 : value <= -0x1p100 ? -(i128(1) << 100) : i128(value));
    }
  } else
    for (i64 value : flatten<i64>(a))
      out.push_back(value);
  return NP_OK;
}

// Bounds for each element of the output, checked.
struct Bounds {
  std::vector<i128> low, high;
  int ndim = 0;
  i64 shape[maxRank];

  int check(const np_ref &lowRef, const np_ref &highRef, bool endpoint, int dtype);
};

int Bounds::check(const np_ref &lowRef, const np_ref &highRef, bool endpoint, int dtype) {
  Limits limits = limitsOf(dtype);
  if (int status = readBounds(lowRef, low))
    return status;
  if (int status = readBounds(highRef, high))
    return status;
  if (!endpoint)
    for (i128 &h : high)
      --h;
  for (i128 l : low)
    if (l < limits.low)
      return lowFault(limits);
  for (i128 h : high)
    if (h > limits.high)
      return highFault(limits);
  const np_ref both[] = {lowRef, highRef};
  if (int status = np_broadcast_shapes(2, both, &ndim, shape))
    return status;
  bool zero = std::all_of(low.begin(), low.end(), [](i128 l) { return l == 0; });
  // Strides over the flat copies, not over the arrays.
  i64 lowStrides[maxRank], highStrides[maxRank];
  np_c_strides(lowRef.ndim, lowRef.shape, lowStrides);
  np_c_strides(highRef.ndim, highRef.shape, highStrides);
  auto spread = [&](std::vector<i128> &from, const np_ref &a, const i64 *strides) {
    std::vector<i128> to;
    np_ref flat = {from.data(), a.shape, strides, a.ndim, NP_C128}; // elements of 16 bytes
    Loop<1> loop(ndim, shape);
    loop.operand(0, flat);
    loop.coalesce();
    loop.run([&](i64 n, char *const *p, const i64 *step) {
      for (i64 i = 0; i < n; ++i)
        to.push_back(load<i128>(p[0] + i * step[0]));
    });
    from = std::move(to);
  };
  spread(low, lowRef, lowStrides);
  spread(high, highRef, highStrides);
  for (size_t i = 0; i < low.size(); ++i)
    if (low[i] > high[i])
      return emptyFault(zero, endpoint);
  return NP_OK;
}

bool isEmpty(int ndim, const i64 *shape) { return ndim > 0 && product(ndim, shape) == 0; }

// low and high with the output's shape: NumPy does not mind if these are larger than the output.
int joinedShape(const np_ref &low, const np_ref &high, int sizeRank, const i64 *size, int *ndim, i64 *shape) {
  np_ref sizeRef = {nullptr, size, nullptr, sizeRank, NP_I64};
  const np_ref all[] = {low, high, sizeRef};
  return np_broadcast_objects(sizeRank < 0 ? 2 : 3, all, ndim, shape);
}

} // namespace

extern "C" {

int np_rng_integers(np_rng *rng, np_i64 lowHigh, np_u64 lowLow, np_i64 highHigh, np_u64 highLow, int endpoint,
                    const np_ref *out) {
  if (int status = checkDtype(*rng, out->dtype))
    return status;
  if (isEmpty(out->ndim, out->shape))
    return NP_OK;
  Limits limits = limitsOf(out->dtype);
  i128 low = i128(u128(np_u64(lowHigh)) << 64 | lowLow), high = i128(u128(np_u64(highHigh)) << 64 | highLow);
  if (!endpoint)
    --high;
  if (low < limits.low)
    return lowFault(limits);
  if (high > limits.high)
    return highFault(limits);
  if (low > high)
    return emptyFault(low == 0, endpoint);
  uint64_t base = uint64_t(low), range = uint64_t(high - low);
  withMethod(*rng, out->dtype, [&](auto type, auto draw) {
    using T = typename decltype(type)::type;
    eachElement<T>(*out, [&] { return T(base + draw(range)); });
  });
  return NP_OK;
}

int np_rng_integers_shape(const np_rng *rng, const np_ref *low, const np_ref *high, int endpoint, int dtype,
                          int sizeRank, const np_i64 *size, int *ndim, np_i64 *shape) {
  return guarded([&] {
    if (int status = checkDtype(*rng, dtype))
      return status;
    if (sizeRank >= 0 && !isEmpty(sizeRank, size)) {
      for (int i = 0; i < sizeRank; ++i)
        if (size[i] < 0)
          return np_fail(NP_VALUE_ERROR, "negative dimensions are not allowed");
    }
    if (sizeRank < 0 || !isEmpty(sizeRank, size)) {
      Bounds bounds;
      if (int status = bounds.check(*low, *high, endpoint, dtype))
        return status;
      if (int status = joinedShape(*low, *high, sizeRank, size, ndim, shape))
        return status;
    }
    if (sizeRank >= 0) {
      *ndim = sizeRank;
      std::copy(size, size + sizeRank, shape);
    }
    return int(NP_OK);
  });
}

int np_rng_integers_fill(np_rng *rng, const np_ref *low, const np_ref *high, int endpoint, const np_ref *out) {
  return guarded([&] {
    if (int status = checkDtype(*rng, out->dtype))
      return status;
    if (isEmpty(out->ndim, out->shape))
      return int(NP_OK);
    Bounds bounds;
    if (int status = bounds.check(*low, *high, endpoint, out->dtype))
      return status;
    int ndim;
    i64 shape[maxRank];
    if (int status = joinedShape(*low, *high, out->ndim, out->shape, &ndim, shape))
      return status;
    // The bounds in the order of the joint shape; a larger one than the output's is cut off.
    i64 strides[maxRank];
    np_c_strides(bounds.ndim, bounds.shape, strides);
    i64 count = sizeOf(*out);
    std::vector<i64> order;
    std::vector<i64> index(bounds.low.size());
    for (size_t i = 0; i < index.size(); ++i)
      index[i] = i64(i);
    np_ref indexRef = {index.data(), bounds.shape, strides, bounds.ndim, NP_I64};
    Loop<1> loop(ndim, shape);
    loop.operand(0, indexRef);
    loop.run([&](i64 n, char *const *p, const i64 *step) {
      for (i64 i = 0; i < n && i64(order.size()) < count; ++i)
        order.push_back(load<i64>(p[0] + i * step[0]));
    });
    withMethod(*rng, out->dtype, [&](auto type, auto draw) {
      using T = typename decltype(type)::type;
      const i64 *next = order.data();
      eachElement<T>(*out, [&] {
        i64 i = *next++;
        return T(uint64_t(bounds.low[i]) + draw(uint64_t(bounds.high[i] - bounds.low[i])));
      });
    });
    return int(NP_OK);
  });
}

void np_rng_bytes(np_rng *rng, np_i64 n, void *out) {
  withBits(*rng, [&](auto &bits) {
    char *to = static_cast<char *>(out);
    do { // no bytes cost a word too
      uint32_t word = bits.u32();
      std::memcpy(to, &word, n < 4 ? size_t(n) : 4);
      n -= 4;
      to += 4;
    } while (n > 0);
  });
}

} // extern "C"
