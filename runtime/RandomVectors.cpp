// multinomial and dirichlet: each result is a vector.
#include "Elements.h"
#include "Random.h"
#include "abi/library.h"
#include <algorithm>

using namespace np_random;

namespace {

// Generator's binomial, in RandomState too.
i64 drawBinomial(np_rng &rng, i64 n, double p) {
  np_rng_value params[2], result;
  params[0].integer = n;
  params[1].real = p;
  np_rng_modern_drawing(rng.bits, NP_RNG_binomial)->draw(rng, params, &result);
  return result.integer;
}
double drawBeta(np_rng &rng, double a, double b) {
  np_rng_value params[2], result;
  params[0].real = a;
  params[1].real = b;
  drawingOf(rng, NP_RNG_beta).draw(rng, params, &result);
  return result.real;
}
double drawGamma(np_rng &rng, double shape) {
  np_rng_value param, result;
  param.real = shape;
  drawingOf(rng, NP_RNG_standard_gamma).draw(rng, &param, &result);
  return result.real;
}

np_ref withoutLast(const np_ref &a) { return {a.data, a.shape, a.strides, a.ndim - 1, a.dtype}; }

int checkProbabilities(const np_rng &rng, const np_ref &ref, const std::vector<double> &p) {
  if (ref.ndim < 1)
    return rng.family == NP_RNG_GENERATOR
               ? np_fail(NP_VALUE_ERROR, "pvals must have at least 1 dimension and the last dimension of pvals must be "
                                         "greater than 0.")
               : np_fail(NP_TYPE_ERROR, "pvals must be a 1-d sequence");
  i64 d = ref.shape[ref.ndim - 1];
  if (d == 0 && rng.family == NP_RNG_GENERATOR)
    return np_fail(NP_VALUE_ERROR,
                   "pvals must have at least 1 dimension and the last dimension of pvals must be greater than 0.");
  for (double x : p)
    if (!(x >= 0 && x <= 1))
      return np_fail(NP_VALUE_ERROR, "pvals < 0, pvals > 1 or pvals contains NaNs");
  for (size_t i = 0; i < p.size(); i += size_t(d))
    if (kahanSum(&p[i], d - 1) > 1.0 + 1e-12) {
      double sum = 0; // in the array's own precision it may be right
      for (i64 j = 0; j < d; ++j)
        sum += p[i + size_t(j)];
      if ((ref.dtype == NP_F16 || ref.dtype == NP_F32) && sum < 1.0001)
        return np_fail(NP_VALUE_ERROR,
                       "sum(pvals[:-1].astype(np.float64)) > 1.0. The pvals array is cast to 64-bit floating point "
                       "prior to checking the sum. Precision changes when casting may cause problems even if the sum "
                       "of the original pvals is valid.");
      return np_fail(NP_VALUE_ERROR, "sum(pvals[:-1]) > 1.0");
    }
  return NP_OK;
}

struct Multinomial {
  std::vector<i64> n;
  std::vector<double> p;
  np_ref groups; // pvals without its last axis

  int read(const np_rng &rng, const np_ref &nRef, const np_ref &pRef) {
    n = flatten<i64>(nRef);
    p = flatten<double>(pRef);
    if (int status = checkProbabilities(rng, pRef, p))
      return status;
    for (i64 count : n)
      if (count < 0)
        return np_fail(NP_VALUE_ERROR, "n < 0");
    groups = withoutLast(pRef);
    return NP_OK;
  }
};

// One vector: binomial counts of what is left, until nothing is.
void drawMultinomial(np_rng &rng, i64 n, const double *p, i64 d, char *out, i64 step) {
  for (i64 j = 0; j < d; ++j)
    store(out + j * step, i64(0));
  double rest = 1;
  for (i64 j = 0; j < d - 1; ++j) {
    i64 count = drawBinomial(rng, n, p[j] / rest);
    store(out + j * step, count);
    n -= count;
    if (n <= 0)
      return;
    rest -= p[j];
  }
  if (n > 0 && d > 0)
    store(out + (d - 1) * step, n);
}

// body(first element of the vector, index into n, index into the groups) for each vector of out.
template <class F> void eachVector(const np_ref &out, const np_ref *n, const np_ref *groups, F &&body) {
  np_ref vectors = withoutLast(out), flat[2] = {};
  std::vector<i64> index[2], strides[2];
  const np_ref *from[2] = {n, groups};
  for (int k = 0; k < 2; ++k) {
    i64 size = from[k] ? sizeOf(*from[k]) : 1;
    for (i64 i = 0; i < size; ++i)
      index[k].push_back(i);
    int ndim = from[k] ? from[k]->ndim : 0;
    strides[k].resize(size_t(ndim));
    if (ndim)
      np_c_strides(ndim, from[k]->shape, strides[k].data());
    flat[k] = {index[k].data(), from[k] ? from[k]->shape : nullptr, strides[k].data(), ndim, NP_I64};
  }
  Loop<3> loop(vectors.ndim, vectors.shape);
  loop.operand(0, vectors);
  loop.operand(1, flat[0]);
  loop.operand(2, flat[1]);
  loop.run([&](i64 count, char *const *p, const i64 *step) {
    for (i64 i = 0; i < count; ++i)
      body(p[0] + i * step[0], load<i64>(p[1] + i * step[1]), load<i64>(p[2] + i * step[2]));
  });
}

} // namespace

extern "C" {

int np_rng_multinomial_shape(const np_rng *rng, const np_ref *n, const np_ref *pvals, int sizeRank, const np_i64 *size,
                             int *ndim, np_i64 *shape) {
  return guarded([&] {
    Multinomial read;
    if (int status = read.read(*rng, *n, *pvals))
      return status;
    // Unlike the other distributions', size comes last among the arrays.
    for (int i = 0; i < sizeRank; ++i)
      if (size[i] < 0)
        return np_fail(NP_VALUE_ERROR, "negative dimensions are not allowed");
    np_ref sizeRef = {nullptr, size, nullptr, sizeRank, NP_I64};
    const np_ref all[] = {*n, read.groups, sizeRef};
    if (n->ndim || read.groups.ndim)
      if (int status = np_broadcast_objects(sizeRank < 0 ? 2 : 3, all, ndim, shape))
        return status;
    const np_ref both[] = {*n, read.groups};
    return np_rng_broadcast(2, both, sizeRank, size, ndim, shape);
  });
}

int np_rng_multinomial(np_rng *rng, const np_ref *n, const np_ref *pvals, const np_ref *out) {
  return guarded([&] {
    Multinomial read;
    if (int status = read.read(*rng, *n, *pvals))
      return status;
    int ndim;
    i64 shape[maxRank];
    const np_ref both[] = {*n, read.groups};
    if (int status = np_rng_broadcast(2, both, out->ndim - 1, out->shape, &ndim, shape))
      return status;
    i64 d = pvals->shape[pvals->ndim - 1], step = out->strides[out->ndim - 1] * 8;
    eachVector(*out, n, &read.groups, [&](char *vector, i64 i, i64 group) {
      drawMultinomial(*rng, read.n[size_t(i)], read.p.data() + group * d, d, vector, step);
    });
    return int(NP_OK);
  });
}

int np_rng_dirichlet(np_rng *rng, const np_ref *alpha, const np_ref *out) {
  return guarded([&] {
    std::vector<double> a = flatten<double>(*alpha);
    bool modern = rng->family == NP_RNG_GENERATOR;
    for (double x : a)
      if (modern ? x < 0 : x <= 0)
        return np_fail(NP_VALUE_ERROR, modern ? "alpha < 0" : "alpha <= 0");
    i64 d = i64(a.size()), step = out->strides[out->ndim - 1] * 8;
    bool sticks = modern && d > 0 && *std::max_element(a.begin(), a.end()) < 0.1;
    std::vector<double> tails(a); // sums from the right
    for (i64 j = d - 2; j >= 0; --j)
      tails[size_t(j)] += tails[size_t(j) + 1];
    eachVector(*out, nullptr, nullptr, [&](char *vector, i64, i64) {
      auto put = [&](i64 j, double x) { store(vector + j * step, x); };
      if (sticks) { // breaks a stick by betas: sums of gammas this small would be zero
        double rest = 1;
        for (i64 j = 0; j < d; ++j)
          put(j, 0);
        for (i64 j = 0; j < d - 1; ++j) {
          if (tails[size_t(j)] == 0)
            return;
          double part = drawBeta(*rng, a[size_t(j)], tails[size_t(j) + 1]);
          put(j, rest * part);
          rest *= 1 - part;
        }
        put(d - 1, rest);
        return;
      }
      double sum = 0;
      for (i64 j = 0; j < d; ++j) {
        double x = drawGamma(*rng, a[size_t(j)]);
        sum += x;
        put(j, x);
      }
      double inverse = 1 / sum;
      for (i64 j = 0; j < d; ++j)
        put(j, load<double>(vector + j * step) * inverse);
    });
    return int(NP_OK);
  });
}

} // extern "C"
