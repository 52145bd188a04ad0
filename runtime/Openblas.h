// The BLAS and LAPACK library, opened at first need, and its functions by type. Private to Blas.cpp and Linalg.cpp.
//
// Integers are passed as 64 bits. A library with 32-bit ones (a plain libopenblas.so.0) takes the same calls: by
// value only the low half of a register is read, by address only the low half of a little-endian word; what it
// writes (info, pivots) is read back as np_blas_is_narrow says.
#pragma once
#include "Elements.h"
#include "abi/library.h"

extern "C" {
// Defined in Blas.cpp. The address of e.g. "cblas_dgemm" or "dgesv_"; null if there is no library.
void *np_blas_symbol(const char *name);
int np_blas_is_narrow(void);
}

namespace {

// "dgemm" with the letter of T: s, d, c, z.
template <typename T> constexpr char letter = 'd';
template <> constexpr char letter<float> = 's';
template <> constexpr char letter<Complex<float>> = 'c';
template <> constexpr char letter<Complex<double>> = 'z';

template <typename F> F blasFunction(std::string name) { return reinterpret_cast<F>(np_blas_symbol(name.c_str())); }

// The common shape of two stacks of matrices: the axes before the last `core[k]` of each operand. `outCore` is the
// result's own part, which NumPy's error names.
inline int broadcastStacks(const np_ref *const (&operands)[2], const int (&core)[2], const std::vector<i64> &outCore,
                           int *rank, i64 *stack) {
  np_ref stacks[] = {*operands[0], *operands[1]};
  for (int k = 0; k < 2; ++k)
    stacks[k].ndim = std::max(stacks[k].ndim - core[k], 0);
  if (!np_broadcast_shapes(2, stacks, rank, stack))
    return NP_OK;
  std::string text;
  for (int k = 0; k < 2; ++k) {
    std::vector<i64> mapped(operands[k]->shape, operands[k]->shape + stacks[k].ndim);
    mapped.resize(mapped.size() + outCore.size(), -1); // printed as newaxis
    text += shapeText(*operands[k]) + "->" + shapeText(int(mapped.size()), mapped.data()) + " ";
  }
  return np_fail(NP_VALUE_ERROR,
                 "operands could not be broadcast together with remapped shapes [original->remapped]: %s and "
                 "requested shape %s",
                 text.c_str(), shapeText(int(outCore.size()), outCore.data()).c_str());
}

template <typename T> constexpr bool isBlasType =
    std::is_floating_point_v<T> || std::is_same_v<T, Complex<float>> || std::is_same_v<T, Complex<double>>;

} // namespace
