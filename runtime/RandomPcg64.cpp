// PCG64: jumping ahead and the state. Its steps are in Random.h.
#include "Random.h"
#include <new>

using np_random::Pcg64;
using np_random::u128;

// The n-fold composition of s -> M s + c by squaring.
void Pcg64::advance(u128 steps) {
  u128 factor = 1, offset = 0, m = multiplier, c = increment;
  for (; steps; steps >>= 1) {
    if (steps & 1) {
      factor *= m;
      offset = offset * m + c;
    }
    c *= m + 1;
    m *= m;
  }
  state = state * factor + offset;
  hasKept = 0;
  kept = 0;
}

static u128 joined(np_u64 high, np_u64 low) { return u128(high) << 64 | low; }

static int check(const np_rng *rng) {
  if (rng->bits != NP_RNG_PCG64)
    return np_fail(NP_VALUE_ERROR, "state must be for a MT19937 PRNG");
  return NP_OK;
}

extern "C" int np_rng_advance(np_rng *rng, np_i64 high, np_u64 low) {
  if (rng->bits != NP_RNG_PCG64)
    return np_fail(NP_ATTRIBUTE_ERROR, "'numpy.random._mt19937.MT19937' object has no attribute 'advance'");
  rng->pcg.advance(joined(np_u64(high), low));
  return NP_OK;
}

extern "C" int np_rng_jumped(const np_rng *rng, np_i64 high, np_u64 low, np_rng **out) {
  if (rng->bits != NP_RNG_PCG64)
    return np_fail(NP_NOT_IMPLEMENTED_ERROR, "MT19937.jumped is not supported");
  np_rng *fresh = new (std::nothrow) np_rng;
  if (!fresh)
    return np_fail(NP_MEMORY_ERROR, "Unable to allocate memory for a bit generator");
  fresh->family = rng->family;
  fresh->bits = rng->bits;
  fresh->pcg = rng->pcg;
  // 2^128 divided by the golden ratio, so that few jumps come near each other.
  constexpr u128 jump = u128(0x9e3779b97f4a7c15) << 64 | 0xf39cc0605cedc835;
  fresh->pcg.advance(joined(np_u64(high), low) * jump);
  *out = fresh;
  return NP_OK;
}

extern "C" int np_rng_get_pcg64(const np_rng *rng, np_pcg64_state *state) {
  if (int status = check(rng))
    return status;
  const Pcg64 &pcg = rng->pcg;
  *state = {np_u64(pcg.state >> 64), np_u64(pcg.state), np_u64(pcg.increment >> 64),
            np_u64(pcg.increment),   pcg.hasKept,       pcg.kept,
            rng->hasGauss,           rng->gauss};
  return NP_OK;
}

extern "C" int np_rng_set_pcg64(np_rng *rng, const np_pcg64_state *state) {
  if (int status = check(rng))
    return status;
  rng->pcg = {joined(state->state_high, state->state_low), joined(state->inc_high, state->inc_low),
              state->has_uint32 != 0, state->uinteger};
  rng->hasGauss = state->has_gauss != 0;
  rng->gauss = state->gauss;
  return NP_OK;
}
