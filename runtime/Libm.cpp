// The host's libm under the runtime's own names (abi/libm.h says why). Never inlined into their callers, nor folded,
// even where a standalone text holds both: a weak function may be replaced by another one. Each is one call with
// unknown arguments.
#include "abi/libm.h"

#include <math.h>

#define WEAK __attribute__((weak))

extern "C" {
#define ROW(NAME)                                                                                                      \
  WEAK double np_libm_##NAME(double x) { return NAME(x); }                                                                  \
  WEAK float np_libm_##NAME##f(float x) { return NAME##f(x); }
NP_LIBM_UNARY(ROW)
#undef ROW
#define ROW(NAME)                                                                                                      \
  WEAK double np_libm_##NAME(double x, double y) { return NAME(x, y); }                                                     \
  WEAK float np_libm_##NAME##f(float x, float y) { return NAME##f(x, y); }
NP_LIBM_BINARY(ROW)
#undef ROW
WEAK double np_libm_fma(double x, double y, double z) { return fma(x, y, z); }
WEAK float np_libm_fmaf(float x, float y, float z) { return fmaf(x, y, z); }
}
