// The host's libm under the runtime's own names (abi/libm.h says why). Compiled apart from its callers and never
// inlined into them; each function is one call with unknown arguments, which leaves nothing to fold.
#include "abi/libm.h"

#include <math.h>

extern "C" {
#define ROW(NAME)                                                                                                      \
  double np_libm_##NAME(double x) { return NAME(x); }                                                                  \
  float np_libm_##NAME##f(float x) { return NAME##f(x); }
NP_LIBM_UNARY(ROW)
#undef ROW
#define ROW(NAME)                                                                                                      \
  double np_libm_##NAME(double x, double y) { return NAME(x, y); }                                                     \
  float np_libm_##NAME##f(float x, float y) { return NAME##f(x, y); }
NP_LIBM_BINARY(ROW)
#undef ROW
double np_libm_fma(double x, double y, double z) { return fma(x, y, z); }
float np_libm_fmaf(float x, float y, float z) { return fmaf(x, y, z); }
}
