// The objects behind np.random, RandomState and Generator: making, seeding, sharing, spawning.
#include "Random.h"
#include "Elements.h"
#include "Scalar.h"

namespace {

int outOfRange() { return np_fail(NP_VALUE_ERROR, "Seed must be between 0 and 2**32 - 1"); }

// Seeds the bit generator from the words of a SeedSequence, and keeps it for spawn(). Takes one reference over.
void seedFrom(np_rng &rng, np_seed_sequence *seeds) {
  if (rng.bits == NP_RNG_PCG64) {
    uint32_t words[8];
    seeds->generate(words, 8);
    uint64_t wide[4];
    for (int i = 0; i < 4; ++i)
      wide[i] = uint64_t(words[2 * i + 1]) << 32 | words[2 * i];
    rng.pcg.seed(wide);
  } else {
    seeds->generate(rng.mt.key, np_random::Mt19937::size);
    rng.mt.key[0] = 0x80000000;
    rng.mt.pos = np_random::Mt19937::size - 1;
  }
  np_seed_sequence_release(rng.seeds);
  rng.seeds = seeds;
}

int seedFrom(np_rng &rng, const np_seed &seed) {
  np_seed_sequence *seeds;
  if (seed.kind == NP_SEED_OBJECT)
    seeds = np_seed_sequence_retain(seed.object);
  else if (int status = np_seed_sequence_new(&seed, nullptr, 0, &seeds))
    return status;
  seedFrom(rng, seeds);
  return NP_OK;
}

void forget(np_rng &rng) {
  np_seed_sequence_release(rng.seeds);
  rng.seeds = nullptr;
}

int seedLegacy(np_rng &rng, np_i64 high, np_u64 low) {
  if (high != 0 || low > 0xffffffff)
    return outOfRange();
  rng.mt.seed(uint32_t(low));
  forget(rng);
  return NP_OK;
}

// RandomState's seeding by an array: an ndarray of one element is an int.
int seedLegacy(np_rng &rng, const np_ref &a, bool squeezes) {
  i64 n = sizeOf(a);
  int ndim = a.ndim;
  if (squeezes)
    for (int i = 0; i < a.ndim; ++i)
      ndim -= a.shape[i] == 1;
  if (ndim == 0 && isInteger(a.dtype)) {
    i64 value = flatten<i64>(a)[0];
    return seedLegacy(rng, a.dtype == NP_U64 ? 0 : value >> 63, np_u64(value));
  }
  if (n == 0)
    return np_fail(NP_VALUE_ERROR, "Seed must be non-empty");
  if (a.dtype >= NP_U64)
    return np_fail(NP_TYPE_ERROR, "Cannot cast %s from dtype('%s') to dtype('int64') according to the rule 'safe'",
                   ndim ? "array data" : "scalar", np_scalar::nameOf(a.dtype));
  if (ndim != 1)
    return np_fail(NP_VALUE_ERROR, "Seed array must be 1-d");
  std::vector<uint32_t> words;
  for (i64 value : flatten<i64>(a)) {
    if (value < 0 || value > 0xffffffff)
      return outOfRange();
    words.push_back(uint32_t(value));
  }
  rng.mt.seed(words.data(), n);
  forget(rng);
  return NP_OK;
}

int seedLegacy(np_rng &rng, const np_seed &seed) {
  switch (seed.kind) {
  case NP_SEED_NONE:
  case NP_SEED_OBJECT:
    return seedFrom(rng, seed);
  case NP_SEED_INT:
    return seedLegacy(rng, seed.high, seed.low);
  case NP_SEED_WORDS:
    for (np_i64 i = 1; i < seed.count; ++i)
      if (seed.words[i])
        return outOfRange();
    return seedLegacy(rng, 0, seed.words[0]);
  default:
    return seedLegacy(rng, *seed.array, seed.kind == NP_SEED_ARRAY);
  }
}

template <class Seeding> int make(int family, int bits, np_rng **out, Seeding &&seeding) {
  return guarded([&] {
    auto fresh = std::make_unique<np_rng>();
    fresh->family = family;
    fresh->bits = bits;
    if (int status = seeding(*fresh))
      return status;
    *out = fresh.release();
    return int(NP_OK);
  });
}

} // namespace

static np_rng *(*currentGlobal)(void);

extern "C" {

void np_rng_set_global(np_rng *(*current)(void)) { currentGlobal = current; }

np_rng *np_rng_global(void) {
  if (currentGlobal)
    return currentGlobal();
  static np_rng *global = [] {
    np_rng *fresh = nullptr;
    np_seed none = {};
    np_rng_randomstate(&none, &fresh);
    return fresh;
  }();
  return global;
}

int np_rng_randomstate(const np_seed *seed, np_rng **out) {
  return make(NP_RNG_RANDOMSTATE, NP_RNG_MT19937, out, [&](np_rng &rng) { return seedLegacy(rng, *seed); });
}

int np_rng_new(int family, int bits, const np_seed *seed, np_rng **out) {
  return make(family, bits, out, [&](np_rng &rng) { return seedFrom(rng, *seed); });
}

int np_rng_default(const np_seed *seed, np_rng **out) { return np_rng_new(NP_RNG_GENERATOR, NP_RNG_PCG64, seed, out); }

np_rng *np_rng_retain(np_rng *rng) {
  ++rng->references;
  return rng;
}

void np_rng_release(np_rng *rng) {
  if (rng && --rng->references == 0) {
    np_seed_sequence_release(rng->seeds);
    delete rng;
  }
}

int np_rng_family_of(const np_rng *rng) { return rng->family; }
int np_rng_bits_of(const np_rng *rng) { return rng->bits; }

int np_rng_seed(np_rng *rng, const np_seed *seed) {
  if (rng->bits != NP_RNG_MT19937)
    return np_fail(NP_TYPE_ERROR, "can only re-seed a MT19937 BitGenerator");
  return guarded([&] {
    int status = seedLegacy(*rng, *seed);
    if (!status) {
      rng->hasGauss = 0;
      rng->gauss = 0;
    }
    return status;
  });
}

int np_rng_spawn(np_rng *rng, np_i64 n, np_rng **out) {
  if (!rng->seeds)
    return np_fail(NP_TYPE_ERROR, "The underlying SeedSequence does not implement spawning.");
  return guarded([&] {
    std::vector<np_seed_sequence *> seeds(n > 0 ? n : 0);
    if (int status = np_seed_sequence_spawn(rng->seeds, n, seeds.data()))
      return status;
    for (np_i64 i = 0; i < n; ++i) {
      out[i] = new np_rng;
      out[i]->family = rng->family;
      out[i]->bits = rng->bits;
      seedFrom(*out[i], seeds[i]);
    }
    return int(NP_OK);
  });
}

} // extern "C"
