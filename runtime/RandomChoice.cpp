// choice: the indices that a sample takes, with or without replacement and probabilities.
#include "Elements.h"
#include "Random.h"
#include <algorithm>
#include <unordered_set>

using namespace np_random;

namespace {

int fail(const np_rng &rng, const char *legacy, const char *modern) {
  return np_fail(NP_VALUE_ERROR, "%s", rng.family == NP_RNG_GENERATOR ? modern : legacy);
}

int checkProbabilities(const np_rng &rng, const np_ref &ref, const std::vector<double> &p, i64 n) {
  if (ref.ndim != 1)
    return fail(rng, "'p' must be 1-dimensional", "p must be 1-dimensional");
  if (i64(p.size()) != n)
    return fail(rng, "'a' and 'p' must have same size", "a and p must have same size");
  double sum = kahanSum(p.data(), n);
  if (sum != sum)
    return fail(rng, "probabilities contain NaN", "Probabilities contain NaN");
  for (double x : p)
    if (x < 0)
      return fail(rng, "probabilities are not non-negative", "Probabilities are not non-negative");
  // The square root of the dtype's epsilon, of float64's at least.
  double tolerance = std::sqrt(ref.dtype == NP_F16 ? 0x1p-10 : ref.dtype == NP_F32 ? 0x1p-23 : 0x1p-52);
  if (std::fabs(sum - 1) > tolerance)
    return fail(rng, "probabilities do not sum to 1",
                "Probabilities do not sum to 1. See Notes section of docstring for more information.");
  return NP_OK;
}

std::vector<double> cumulated(const std::vector<double> &p) {
  std::vector<double> sums(p);
  for (size_t i = 1; i < sums.size(); ++i)
    sums[i] += sums[i - 1];
  double last = sums.empty() ? 1 : sums.back();
  for (double &sum : sums)
    sum /= last;
  return sums;
}

i64 found(const std::vector<double> &sums, double u) {
  return std::upper_bound(sums.begin(), sums.end(), u) - sums.begin();
}

// Draws what is missing at once, keeps each new index once in the order of appearance, and so on without them.
template <class Bits> std::vector<i64> weighted(Bits &bits, std::vector<double> p, i64 count) {
  std::vector<i64> result;
  while (i64(result.size()) < count) {
    std::vector<double> sums = cumulated(p);
    std::vector<i64> fresh(size_t(count) - result.size());
    for (i64 &index : fresh)
      index = found(sums, bits.real());
    std::unordered_set<i64> seen;
    for (i64 index : fresh)
      if (seen.insert(index).second) {
        result.push_back(index);
        p[size_t(index)] = 0;
      }
  }
  return result;
}

// Generator's sample of `count` of n: the tail of a shuffle, or Floyd's algorithm for small samples.
template <class Bits> std::vector<i64> sample(Bits &bits, i64 n, i64 count, bool shuffled) {
  auto mix = [&](std::vector<i64> &x, i64 first) {
    for (i64 i = i64(x.size()) - 1; i >= first; --i)
      std::swap(x[size_t(i)], x[lemire(bits, uint64_t(i))]);
  };
  std::vector<i64> result;
  if (n > 10000 && count > n / (shuffled ? 50 : 20)) {
    std::vector<i64> all(static_cast<size_t>(n));
    for (i64 i = 0; i < n; ++i)
      all[size_t(i)] = i;
    mix(all, std::max<i64>(n - count, 1));
    result.assign(all.end() - count, all.end());
    return result;
  }
  std::unordered_set<i64> taken;
  for (i64 j = n - count; j < n; ++j) {
    i64 value = i64(lemire(bits, uint64_t(j)));
    if (!taken.insert(value).second) {
      value = j;
      taken.insert(j);
    }
    result.push_back(value);
  }
  if (shuffled)
    mix(result, 1);
  return result;
}

void write(const np_ref &out, const std::vector<i64> &values) {
  const i64 *next = values.data();
  Loop<1> loop(out.ndim, out.shape);
  loop.operand(0, out);
  loop.coalesce();
  loop.run([&](i64 n, char *const *p, const i64 *step) {
    for (i64 i = 0; i < n; ++i)
      store(p[0] + i * step[0], *next++);
  });
}

int choose(np_rng *rng, i64 n, int ofArray, int replace, int shuffled, const np_ref *p, const np_ref *out) {
  i64 count = sizeOf(*out);
  if (n <= 0 && count != 0)
    return ofArray ? fail(*rng, "'a' cannot be empty unless no samples are taken",
                          "a cannot be empty unless no samples are taken")
                   : fail(*rng, "a must be greater than 0 unless no samples are taken",
                          "a must be a positive integer unless no samples are taken");
  std::vector<double> weights;
  if (p) {
    weights = flatten<double>(*p);
    if (int status = checkProbabilities(*rng, *p, weights, n))
      return status;
  }
  if (replace) {
    if (!p)
      return count ? np_rng_integers(rng, 0, 0, 0, np_u64(n), 0, out) : int(NP_OK);
    std::vector<double> sums = cumulated(weights);
    std::vector<i64> result(static_cast<size_t>(count));
    withBits(*rng, [&](auto &bits) {
      for (i64 &index : result)
        index = found(sums, bits.real());
    });
    write(*out, result);
    return NP_OK;
  }
  if (count > n)
    return fail(*rng, "Cannot take a larger sample than population when 'replace=False'",
                "Cannot take a larger sample than population when replace is False");
  if (p && i64(weights.size() - size_t(std::count(weights.begin(), weights.end(), 0.0))) < count)
    return fail(*rng, "Fewer non-zero entries in p than size", "Fewer non-zero entries in p than size");
  std::vector<i64> result;
  if (p)
    withBits(*rng, [&](auto &bits) { result = weighted(bits, std::move(weights), count); });
  else if (rng->family == NP_RNG_GENERATOR)
    withBits(*rng, [&](auto &bits) { result = sample(bits, n, count, shuffled); });
  else {
    result.resize(static_cast<size_t>(n));
    i64 one = 1;
    np_ref all = {result.data(), &n, &one, 1, NP_I64};
    np_rng_permutation(rng, &all);
  }
  write(*out, result);
  return NP_OK;
}

} // namespace

extern "C" int np_rng_choice(np_rng *rng, np_i64 n, int ofArray, int replace, int shuffled, const np_ref *p,
                             const np_ref *out) {
  return guarded([&] { return choose(rng, n, ofArray, replace, shuffled, p, out); });
}
