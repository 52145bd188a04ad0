// What Random*.cpp share: the two bit generators, word by word, and the object behind np_rng. Private to the runtime.
//
// A bit generator gives u32(), u64(), real() (float64 in [0, 1)) and real32(). NumPy's distributions are defined on
// these four, so which one a distribution takes, and when, is part of its bits.
#pragma once
#include "abi/random.h"
#include <atomic>
#include <cstdint>
#include <vector>

namespace np_random {

using u128 = unsigned __int128;

inline float realFrom(uint32_t word) { return float(word >> 8) * 0x1p-24f; }
inline double realFrom(uint64_t word) { return double(word >> 11) * 0x1p-53; }

// MT19937 (Matsumoto and Nishimura 1998). 624 words are renewed at once and handed out one by one.
struct Mt19937 {
  enum { size = 624, middle = 397 };
  uint32_t key[size];
  int pos;

  void renew(); // RandomMt19937.cpp
  void seed(uint32_t);
  void seed(const uint32_t *words, np_i64 count); // count >= 1

  static uint32_t temper(uint32_t y) {
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ y >> 18;
  }
  static double join(uint32_t a, uint32_t b) { return ((a >> 5) * 67108864.0 + (b >> 6)) / 9007199254740992.0; }

  uint32_t u32() {
    if (__builtin_expect(pos == size, 0))
      renew();
    return temper(key[pos++]);
  }
  uint64_t u64() {
    uint64_t high = u32();
    return high << 32 | u32();
  }
  double real() {
    uint32_t a = u32();
    return join(a, u32());
  }
  float real32() { return realFrom(u32()); }
  uint64_t raw() { return u32(); }
  void reals(double *out, np_i64 n); // n times real()
};

// PCG64 XSL-RR (O'Neill 2014): a linear congruential generator of 128 bits. A draw of 32 bits keeps the other half.
struct Pcg64 {
  u128 state, increment;
  int hasKept;
  uint32_t kept;

  static constexpr u128 multiplier = u128(2549297995355413924) << 64 | 4865540595714422341;

  void seed(const uint64_t words[4]) {
    increment = (u128(words[2]) << 64 | words[3]) << 1 | 1;
    state = increment + (u128(words[0]) << 64 | words[1]);
    state = state * multiplier + increment;
    hasKept = 0;
    kept = 0;
  }
  uint64_t u64() {
    state = state * multiplier + increment;
    uint64_t high = uint64_t(state >> 64), x = high ^ uint64_t(state);
    unsigned turn = unsigned(high >> 58);
    return x >> turn | x << (-turn & 63);
  }
  uint32_t u32() {
    if (hasKept) {
      hasKept = 0;
      return kept;
    }
    uint64_t word = u64();
    hasKept = 1;
    kept = uint32_t(word >> 32);
    return uint32_t(word);
  }
  double real() { return realFrom(u64()); }
  float real32() { return realFrom(u32()); }
  uint64_t raw() { return u64(); }
  void reals(double *out, np_i64 n) {
    for (np_i64 i = 0; i < n; ++i)
      out[i] = real();
  }
  void advance(u128 steps); // RandomPcg64.cpp; forgets the kept half
};

// A uniform integer in [0, max] by masking and rejecting: what RandomState and every shuffle use.
template <class Bits> inline uint64_t interval(Bits &bits, uint64_t max) {
  if (max == 0)
    return 0;
  uint64_t mask = ~uint64_t(0) >> __builtin_clzll(max), value;
  if (max <= 0xffffffff)
    while ((value = bits.u32() & mask) > max)
      ;
  else
    while ((value = bits.u64() & mask) > max)
      ;
  return value;
}

// A uniform integer in [0, max] by multiplying (Lemire 2019): what Generator uses elsewhere.
template <class Bits> inline uint64_t lemire(Bits &bits, uint64_t max) {
  if (max == 0)
    return 0;
  if (max == 0xffffffff)
    return bits.u32();
  if (max == ~uint64_t(0))
    return bits.u64();
  if (max < 0xffffffff) {
    uint32_t count = uint32_t(max) + 1;
    uint64_t product = uint64_t(bits.u32()) * count;
    if (uint32_t(product) < count) {
      uint32_t least = (0xffffffffu - uint32_t(max)) % count;
      while (uint32_t(product) < least)
        product = uint64_t(bits.u32()) * count;
    }
    return product >> 32;
  }
  uint64_t count = max + 1;
  u128 product = u128(bits.u64()) * count;
  if (uint64_t(product) < count) {
    uint64_t least = (~uint64_t(0) - max) % count;
    while (uint64_t(product) < least)
      product = u128(bits.u64()) * count;
  }
  return uint64_t(product >> 64);
}

// The sum of n numbers by Kahan's method, which NumPy holds against 1.
inline double kahanSum(const double *p, np_i64 n) {
  double sum = n > 0 ? p[0] : 0, rest = 0;
  for (np_i64 i = 1; i < n; ++i) {
    double y = p[i] - rest, next = sum + y;
    rest = (next - sum) - y;
    sum = next;
  }
  return sum;
}

// One layer of a ziggurat: a candidate is integer * width, taken at once below `certain`, else tested with the curve's
// height.
template <class Real, class Integer> struct Layer {
  Integer certain;
  Real width, height;
};
struct Ziggurats {
  Layer<double, uint64_t> normal[256], exponential[256];
  Layer<float, uint32_t> normal32[256], exponential32[256];
};

} // namespace np_random

struct np_seed_sequence {
  std::atomic<np_i64> references{1};
  std::vector<uint32_t> entropy, spawnKey; // words
  uint32_t pool[4];
  np_i64 children = 0; // spawned so far

  void mix(); // the pool from the words
  void generate(uint32_t *out, np_i64 n) const;
};

struct np_rng {
  std::atomic<np_i64> references{1};
  int family, bits;
  // Only the one that `bits` names is used.
  np_random::Mt19937 mt;
  np_random::Pcg64 pcg;
  // RandomState's other normal of a pair.
  int hasGauss = 0;
  double gauss = 0;
  np_seed_sequence *seeds = nullptr; // what spawn() continues; null after a seeding without SeedSequence
};

namespace np_random {

// The bit generator of an object during one call: PCG64 is copied, so that it lives in registers.
template <class Bits> struct Held;
template <> struct Held<Mt19937> {
  Mt19937 &bits;
  explicit Held(np_rng &rng) : bits(rng.mt) {}
};
template <> struct Held<Pcg64> {
  Pcg64 bits, &home;
  explicit Held(np_rng &rng) : bits(rng.pcg), home(rng.pcg) {}
  ~Held() { home = bits; }
  Held(const Held &) = delete;
};

// body(bits) with the object's bit generator.
template <class F> inline decltype(auto) withBits(np_rng &rng, F &&body) {
  if (rng.bits == NP_RNG_MT19937) {
    Held<Mt19937> held(rng);
    return body(held.bits);
  }
  Held<Pcg64> held(rng);
  return body(held.bits);
}

// How one distribution is drawn by one family over one bit generator.
struct Drawing {
  void (*draw)(np_rng &, const np_rng_value *params, np_rng_value *result);
  // Fills out with scalar parameters; with one array of doubles or int64 per parameter, broadcast to out's shape.
  void (*fill)(np_rng &, const np_rng_value *params, const np_ref &out);
  void (*fillArrays)(np_rng &, const np_ref *params, const np_ref &out);
  // The same in float32, or null.
  void (*fill32)(np_rng &, const np_rng_value *params, const np_ref &out);
  void (*fillArrays32)(np_rng &, const np_ref *params, const np_ref &out);
};

} // namespace np_random

// Between Random*.cpp.
extern "C" {
const np_random::Drawing *np_rng_legacy_drawing(int bits, int distribution); // RandomDistributionsLegacy.cpp
const np_random::Drawing *np_rng_modern_drawing(int bits, int distribution); // RandomDistributionsModern.cpp
const np_random::Ziggurats *np_rng_ziggurats(void);                          // RandomZiggurat.cpp
// The shape that arrays, and size if size_ndim >= 0, broadcast to (RandomFill.cpp).
int np_rng_broadcast(int n, const np_ref *params, int size_ndim, const np_i64 *size, int *ndim, np_i64 *shape);
}

namespace np_random {

inline const Drawing &drawingOf(const np_rng &rng, int distribution) {
  return *(rng.family == NP_RNG_GENERATOR ? np_rng_modern_drawing(rng.bits, distribution)
                                          : np_rng_legacy_drawing(rng.bits, distribution));
}

} // namespace np_random
