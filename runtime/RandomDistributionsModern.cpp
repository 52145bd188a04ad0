// Generator's distributions, instantiated for both bit generators.
#include "RandomDrawer.h"
#include "RandomModern.h"

extern "C" const np_random::Drawing *np_rng_modern_drawing(int bits, int distribution) {
  using namespace np_random;
  return (bits == NP_RNG_MT19937 ? drawings<Modern<Mt19937>, Mt19937>() : drawings<Modern<Pcg64>, Pcg64>()) +
         distribution;
}
