// MT19937: renewing its 624 words, NumPy's three seedings, the state.
#include "Random.h"

using np_random::Mt19937;

// key[i] depends on the words i, i+1 and i+397 (modulo 624), so the range falls into pieces in which no word depends
// on another one of the same vector.
void Mt19937::renew() {
  auto next = [](uint32_t high, uint32_t low, uint32_t far) {
    uint32_t y = (high & 0x80000000) | (low & 0x7fffffff);
    return far ^ y >> 1 ^ (-(y & 1) & 0x9908b0df);
  };
  for (int i = 0; i < size - middle; ++i)
    key[i] = next(key[i], key[i + 1], key[i + middle]);
  for (int i = size - middle; i < size - 1; ++i)
    key[i] = next(key[i], key[i + 1], key[i + middle - size]);
  key[size - 1] = next(key[size - 1], key[0], key[middle - 1]);
  pos = 0;
}

void Mt19937::reals(double *out, np_i64 n) {
  for (np_i64 i = 0; i < n;) {
    if (pos >= size - 1) { // a number may straddle two blocks
      out[i++] = real();
      continue;
    }
    np_i64 count = (size - pos) / 2;
    count = count < n - i ? count : n - i;
    const uint32_t *words = key + pos;
    for (np_i64 k = 0; k < count; ++k)
      out[i + k] = join(temper(words[2 * k]), temper(words[2 * k + 1]));
    i += count;
    pos += int(2 * count);
  }
}

void Mt19937::seed(uint32_t value) {
  key[0] = value;
  for (uint32_t i = 1; i < size; ++i)
    key[i] = 1812433253u * (key[i - 1] ^ key[i - 1] >> 30) + i;
  pos = size;
}

void Mt19937::seed(const uint32_t *words, np_i64 count) {
  seed(19650218u);
  np_i64 i = 1, j = 0;
  auto advance = [&] {
    if (++i == size) {
      key[0] = key[size - 1];
      i = 1;
    }
  };
  for (np_i64 k = count > size ? count : np_i64(size); k > 0; --k) {
    key[i] = (key[i] ^ (key[i - 1] ^ key[i - 1] >> 30) * 1664525u) + words[j] + uint32_t(j);
    advance();
    j = j + 1 == count ? 0 : j + 1;
  }
  for (int k = size - 1; k > 0; --k) {
    key[i] = (key[i] ^ (key[i - 1] ^ key[i - 1] >> 30) * 1566083941u) - uint32_t(i);
    advance();
  }
  key[0] = 0x80000000;
}

extern "C" int np_rng_get_mt19937(const np_rng *rng, np_mt19937_state *state) {
  if (rng->bits != NP_RNG_MT19937)
    return np_fail(NP_VALUE_ERROR, "state must be for a PCG64 RNG");
  for (int i = 0; i < Mt19937::size; ++i)
    state->key[i] = rng->mt.key[i];
  state->pos = rng->mt.pos;
  state->has_gauss = rng->hasGauss;
  state->gauss = rng->gauss;
  return NP_OK;
}

extern "C" int np_rng_set_mt19937(np_rng *rng, const np_mt19937_state *state) {
  if (rng->bits != NP_RNG_MT19937)
    return np_fail(NP_VALUE_ERROR, "state must be for a PCG64 RNG");
  if (state->pos < 0 || state->pos > Mt19937::size) // NumPy would read outside of the key
    return np_fail(NP_VALUE_ERROR, "pos must be between 0 and %d", int(Mt19937::size));
  for (int i = 0; i < Mt19937::size; ++i)
    rng->mt.key[i] = state->key[i];
  rng->mt.pos = state->pos;
  rng->hasGauss = state->has_gauss != 0;
  rng->gauss = state->gauss;
  return NP_OK;
}
