// Random generators: reference objects.
#pragma once
#include "../abi/random.h"
#include "create.h"

namespace np {

class generator {
public:
  generator() = default;
  explicit generator(np_rng *owned) : rng(owned) {}
  generator(const generator &o) : rng(o.rng ? np_rng_retain(o.rng) : nullptr) {}
  generator &operator=(const generator &o) {
    np_rng *old = rng;
    rng = o.rng ? np_rng_retain(o.rng) : nullptr;
    np_rng_release(old);
    return *this;
  }
  ~generator() { np_rng_release(rng); }
  np_rng *rng = nullptr;
};

inline np_seed seed_of(none_t) { return {NP_SEED_NONE, 0, 0, nullptr, nullptr, 0, nullptr}; }
inline np_seed seed_of(i64 n) { return {NP_SEED_INT, n < 0 ? -1 : 0, u64(n), nullptr, nullptr, 0, nullptr}; }
inline np_seed seed_of(wide n) { return {NP_SEED_INT, n.high(), n.low(), nullptr, nullptr, 0, nullptr}; }

template <class S> inline generator default_rng(const S &seed, at where) {
  np_seed s = seed_of(seed);
  np_rng *rng;
  check(np_rng_default(&s, &rng), where);
  return generator(rng);
}
template <class T, int N> inline generator default_rng(const array<T, N> &seed, at where) {
  np_ref words = seed.ref();
  np_seed s = {NP_SEED_ARRAY, 0, 0, &words, nullptr, 0, nullptr};
  np_rng *rng;
  check(np_rng_default(&s, &rng), where);
  return generator(rng);
}
inline generator default_rng(at where) { return default_rng(none, where); }
template <class S> inline void random_seed(const S &seed, at where) {
  np_seed s = seed_of(seed);
  check(np_rng_seed(np_rng_global(), &s), where);
}
template <class T, int N> inline void random_seed(const array<T, N> &seed, at where) {
  np_ref words = seed.ref();
  np_seed s = {NP_SEED_ARRAY, 0, 0, &words, nullptr, 0, nullptr};
  check(np_rng_seed(np_rng_global(), &s), where);
}
inline void random_seed(at where) { random_seed(none, where); }

} // namespace np
