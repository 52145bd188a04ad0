// SeedSequence: well-mixed words from any integers (after O'Neill's seed_seq_fe; 32-bit arithmetic throughout), and how
// a script's seed becomes integers.
#include "Elements.h"
#include "Random.h"
#include <random>

namespace {

// Multiplies by a constant that itself changes at every call.
struct Hash {
  uint32_t constant, factor;
  uint32_t operator()(uint32_t value) {
    value ^= constant;
    constant *= factor;
    value *= constant;
    return value ^ value >> 16;
  }
};

uint32_t mixed(uint32_t x, uint32_t y) {
  uint32_t r = 0xca01f9ddu * x - 0x4973f715u * y;
  return r ^ r >> 16;
}

// An integer's words, lowest first; zero has one.
int appendInteger(std::vector<uint32_t> &words, unsigned __int128 value, bool negative) {
  if (negative)
    return np_fail(NP_VALUE_ERROR, "expected non-negative integer");
  do
    words.push_back(uint32_t(value));
  while (value >>= 32);
  return NP_OK;
}

int appendArray(std::vector<uint32_t> &words, const np_ref &a) {
  if (a.ndim == 0 && a.dtype >= NP_F16)
    return np_fail(NP_TYPE_ERROR,
                   "SeedSequence expects int or sequence of ints for entropy not a number of another type");
  if (a.ndim == 0)
    return np_fail(NP_TYPE_ERROR, "len() of unsized object");
  if (a.dtype >= NP_F16)
    return sizeOf(a) ? np_fail(NP_TYPE_ERROR, "seed must be integer") : int(NP_OK);
  int status = NP_OK;
  if (a.dtype == NP_U64)
    for (uint64_t value : flatten<uint64_t>(a))
      appendInteger(words, value, false);
  else
    for (int64_t value : flatten<int64_t>(a))
      if ((status = appendInteger(words, uint64_t(value), value < 0)))
        break;
  return status;
}

int appendSeed(std::vector<uint32_t> &words, const np_seed &seed) {
  switch (seed.kind) {
  case NP_SEED_NONE: {
    std::random_device device;
    for (int i = 0; i < 4; ++i)
      words.push_back(device());
    return NP_OK;
  }
  case NP_SEED_INT:
    return appendInteger(words, (unsigned __int128)(np_u64)seed.high << 64 | seed.low, seed.high < 0);
  case NP_SEED_WORDS:
    words.insert(words.end(), seed.words, seed.words + seed.count);
    return NP_OK;
  default:
    return appendArray(words, *seed.array);
  }
}

} // namespace

void np_seed_sequence::mix() {
  std::vector<uint32_t> words = entropy;
  if (!spawnKey.empty() && words.size() < 4)
    words.resize(4);
  words.insert(words.end(), spawnKey.begin(), spawnKey.end());
  Hash hash{0x43b0d7e5u, 0x931e8875u};
  for (size_t i = 0; i < 4; ++i)
    pool[i] = hash(i < words.size() ? words[i] : 0);
  for (int from = 0; from < 4; ++from)
    for (int to = 0; to < 4; ++to)
      if (from != to)
        pool[to] = mixed(pool[to], hash(pool[from]));
  for (size_t i = 4; i < words.size(); ++i)
    for (uint32_t &to : pool)
      to = mixed(to, hash(words[i]));
}

void np_seed_sequence::generate(uint32_t *out, np_i64 n) const {
  Hash hash{0x8b51f9ddu, 0x58f38dedu};
  for (np_i64 i = 0; i < n; ++i)
    out[i] = hash(pool[i % 4]);
}

extern "C" {

int np_seed_sequence_new(const np_seed *seed, const unsigned *spawnKey, np_i64 count, np_seed_sequence **out) {
  return guarded([&] {
    auto fresh = std::make_unique<np_seed_sequence>();
    if (int status = appendSeed(fresh->entropy, *seed))
      return status;
    fresh->spawnKey.assign(spawnKey, spawnKey + count);
    fresh->mix();
    *out = fresh.release();
    return int(NP_OK);
  });
}

np_seed_sequence *np_seed_sequence_retain(np_seed_sequence *seeds) {
  ++seeds->references;
  return seeds;
}

void np_seed_sequence_release(np_seed_sequence *seeds) {
  if (seeds && --seeds->references == 0)
    delete seeds;
}

int np_seed_sequence_spawn(np_seed_sequence *parent, np_i64 n, np_seed_sequence **out) {
  if (n < 0)
    return np_fail(NP_OVERFLOW_ERROR, "can't convert negative value to uint32_t");
  return guarded([&] {
    std::vector<std::unique_ptr<np_seed_sequence>> fresh;
    for (np_i64 i = 0; i < n; ++i) {
      auto child = std::make_unique<np_seed_sequence>();
      child->entropy = parent->entropy;
      child->spawnKey = parent->spawnKey;
      appendInteger(child->spawnKey, np_u64(parent->children + i), false);
      child->mix();
      fresh.push_back(std::move(child));
    }
    for (np_i64 i = 0; i < n; ++i)
      out[i] = fresh[i].release();
    parent->children += n;
    return int(NP_OK);
  });
}

int np_seed_sequence_generate_state(const np_seed_sequence *seeds, const np_ref *out) {
  if (out->dtype != NP_U32 && out->dtype != NP_U64)
    return np_fail(NP_VALUE_ERROR, "only support uint32 or uint64");
  return guarded([&] {
    i64 n = sizeOf(*out), step = (out->ndim ? out->strides[0] : 0) * itemSize(out->dtype);
    std::vector<uint32_t> words(out->dtype == NP_U64 ? 2 * n : n);
    seeds->generate(words.data(), i64(words.size()));
    char *to = static_cast<char *>(out->data);
    for (i64 i = 0; i < n; ++i, to += step)
      if (out->dtype == NP_U64)
        store(to, uint64_t(words[2 * i + 1]) << 32 | words[2 * i]);
      else
        store(to, words[i]);
    return int(NP_OK);
  });
}

} // extern "C"
