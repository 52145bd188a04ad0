// The host's C mathematics library under the runtime's own names: what Python's math module and the `**` of Python
// floats are bit for bit, and the rare cases of device/*.h. Optimisers know libm's names and rewrite calls of them
// (pow(x, 2.0) to x * x, with other bits); of these they know nothing. Includes nothing.
#pragma once

#define NP_LIBM_UNARY(ROW)                                                                                             \
  ROW(acos)                                                                                                            \
  ROW(acosh) ROW(asin) ROW(asinh) ROW(atan) ROW(atanh) ROW(cbrt) ROW(cos) ROW(cosh) ROW(erf) ROW(erfc) ROW(exp)        \
      ROW(exp2) ROW(expm1) ROW(lgamma) ROW(log) ROW(log10) ROW(log1p) ROW(log2) ROW(sin) ROW(sinh) ROW(tan) ROW(tanh)  \
          ROW(tgamma)
#define NP_LIBM_BINARY(ROW) ROW(atan2) ROW(fmod) ROW(hypot) ROW(nextafter) ROW(pow) ROW(remainder)

// np_libm_exp(double), np_libm_expf(float), ...
extern "C" {
#define NP_LIBM_ROW(NAME)                                                                                              \
  double np_libm_##NAME(double);                                                                                       \
  float np_libm_##NAME##f(float);
NP_LIBM_UNARY(NP_LIBM_ROW)
#undef NP_LIBM_ROW
#define NP_LIBM_ROW(NAME)                                                                                              \
  double np_libm_##NAME(double, double);                                                                               \
  float np_libm_##NAME##f(float, float);
NP_LIBM_BINARY(NP_LIBM_ROW)
#undef NP_LIBM_ROW
double np_libm_fma(double, double, double);
float np_libm_fmaf(float, float, float);
}
