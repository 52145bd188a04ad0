// RandomState's distributions, instantiated for both bit generators.
#include "RandomDrawer.h"
#include "RandomLegacy.h"

extern "C" const np_random::Drawing *np_rng_legacy_drawing(int bits, int distribution) {
  using namespace np_random;
  return (bits == NP_RNG_MT19937 ? drawings<Legacy<Mt19937>, Mt19937>() : drawings<Legacy<Pcg64>, Pcg64>()) +
         distribution;
}
