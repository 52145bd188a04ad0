// np_rng_fill and np_rng_shape: NumPy's checks of a distribution's parameters, their broadcasting, and the way to the
// function that draws (RandomDrawer.h).
#include "Elements.h"
#include "Random.h"
#include "RandomChecks.h"
#include "Scalar.h"
#include "abi/library.h"

using namespace np_random;

namespace {

// --- all parameters of one call --------------------------------------------------------------------------------

// A parameter that had to be converted.
struct Converted {
  std::vector<double> reals;
  std::vector<i64> integers, strides;
};

// The parameters as doubles and int64: all scalars, or arrays (then `scalars` is not used).
struct Params {
  const Row &row;
  bool legacy, array = false;
  np_rng_value scalars[3];
  np_ref refs[3];
  std::unique_ptr<Converted> converted[3]; // scalar calls are frequent and must not pay for these

  Params(const np_rng &rng, int distribution) : row(rows[distribution]), legacy(rng.family == NP_RNG_RANDOMSTATE) {}

  int read(const np_ref *params, int n);
  int check() const;
  // Order in which NumPy looks at the parameters: binomial's p comes first.
  int at(int k) const { return &row == &rows[NP_RNG_binomial] ? 1 - k : k; }

private:
  int readScalar(int k, const np_ref &);
  void readArray(int k, const np_ref &);
  int checkOne(int k) const;
  int checkTogether(bool before) const;
  // Whether predicate(x, y) for any pair of elements of two parameters (of type T) broadcast together.
  template <class T, class P> int any(int x, int y, P &&predicate, bool &found) const;
};

int Params::readScalar(int k, const np_ref &a) {
  bool wantsInt = row.params[k].kind == Int;
  if (a.dtype >= NP_C64)
    return np_fail(NP_TYPE_ERROR, "%s() argument must be a string%s or a real number, not 'complex'",
                   wantsInt ? "int" : "float", wantsInt ? ", a bytes-like object" : "");
  return dispatch(a.dtype, [&](auto type) -> int {
    using S = typename decltype(type)::type;
    S value = load<S>(static_cast<const char *>(a.data));
    if (!wantsInt) {
      scalars[k].real = convert<double>(value);
      return NP_OK;
    }
    if constexpr (isFloat<S>) {
      double x = convert<double>(value);
      if (x != x)
        return np_fail(NP_VALUE_ERROR, "cannot convert float NaN to integer");
      if (std::isinf(x))
        return np_fail(NP_OVERFLOW_ERROR, "cannot convert float infinity to integer");
      if (x >= 0x1p63 || x < -0x1p63)
        return np_fail(NP_OVERFLOW_ERROR, "Python int too large to convert to C long");
    } else if constexpr (std::is_same_v<S, uint64_t>)
      if (value > INT64_MAX)
        return np_fail(NP_OVERFLOW_ERROR, "Python int too large to convert to C long");
    scalars[k].integer = convert<int64_t>(value);
    return NP_OK;
  });
}

void Params::readArray(int k, const np_ref &a) {
  int dtype = row.params[k].kind == Int ? NP_I64 : NP_F64;
  refs[k] = a;
  if (a.dtype == dtype)
    return;
  converted[k] = std::make_unique<Converted>();
  Converted &own = *converted[k];
  if (dtype == NP_I64)
    own.integers = flatten<i64>(a);
  else
    own.reals = flatten<double>(a);
  own.strides.resize(size_t(a.ndim));
  np_c_strides(a.ndim, a.shape, own.strides.data());
  refs[k] = {dtype == NP_I64 ? static_cast<void *>(own.integers.data()) : own.reals.data(), a.shape, own.strides.data(),
             a.ndim, dtype};
}

int Params::read(const np_ref *params, int n) {
  if (n != row.count)
    return np_fail(NP_TYPE_ERROR, "%s() takes %d parameters, not %d", row.name, row.count, n);
  for (int k = 0; k < n; ++k)
    array |= params[k].ndim > 0;
  for (int k = 0; k < n; ++k)
    if (!array) {
      if (int status = readScalar(k, params[k]))
        return status;
    } else if (params[k].dtype >= NP_C64)
      return np_fail(NP_TYPE_ERROR,
                     "Cannot cast array data from dtype('%s') to dtype('%s') according to the rule 'safe'",
                     np_scalar::nameOf(params[k].dtype), row.params[k].kind == Int ? "int64" : "float64");
    else
      readArray(k, params[k]);
  return NP_OK;
}

int Params::checkOne(int k) const {
  const Parameter &param = row.params[k];
  if (!array) {
    double value = param.kind == Int ? double(scalars[k].integer) : scalars[k].real;
    if (plainlyGood(param.check, value))
      return NP_OK;
    for (const Fault &f : faultsOf(param.check, legacy, false))
      if (f.applies(value))
        return fault(f, param.name);
    return NP_OK;
  }
  for (const Fault &f : faultsOf(param.check, legacy, true)) {
    bool found = false;
    Loop<1> loop(refs[k].ndim, refs[k].shape);
    loop.operand(0, refs[k]);
    loop.coalesce();
    loop.run([&](i64 n, char *const *p, const i64 *step) {
      for (i64 i = 0; i < n; ++i)
        found |=
            f.applies(param.kind == Int ? double(load<i64>(p[0] + i * step[0])) : load<double>(p[0] + i * step[0]));
    });
    if (found)
      return fault(f, param.name);
  }
  return NP_OK;
}

template <class T, class P> int Params::any(int x, int y, P &&predicate, bool &found) const {
  found = false;
  if (!array) {
    if constexpr (std::is_same_v<T, double>)
      found = predicate(scalars[x].real, scalars[y].real);
    else
      found = predicate(scalars[x].integer, scalars[y].integer);
    return NP_OK;
  }
  const np_ref pair[] = {refs[x], refs[y]};
  int ndim;
  i64 shape[maxRank];
  if (int status = np_broadcast_shapes(2, pair, &ndim, shape))
    return status;
  Loop<2> loop(ndim, shape);
  loop.operand(0, refs[x]);
  loop.operand(1, refs[y]);
  loop.run([&](i64 n, char *const *p, const i64 *step) {
    for (i64 i = 0; i < n; ++i)
      found |= predicate(load<T>(p[0] + i * step[0]), load<T>(p[1] + i * step[1]));
  });
  return NP_OK;
}

// The conditions on several parameters; before or after those on each.
int Params::checkTogether(bool before) const {
  bool found = false;
  int status = NP_OK;
  auto wrong = [&](const char *text) {
    return status || found ? (status ? status : np_fail(NP_VALUE_ERROR, "%s", text)) : int(NP_OK);
  };
  switch (before ? &row - rows : -1 - (&row - rows)) {
  case NP_RNG_uniform: {
    status = any<double>(1, 0, [](double high, double low) { return !std::isfinite(high - low); }, found);
    if (found)
      return np_fail(NP_OVERFLOW_ERROR,
                     legacy || array ? "Range exceeds valid bounds" : "high - low range exceeds valid bounds");
    if (status || legacy)
      return status;
    status = any<double>(1, 0, [](double high, double low) { return negative(high - low); }, found);
    return wrong("high - low < 0");
  }
  case NP_RNG_triangular: {
    status = any<double>(0, 1, [](double left, double mode) { return left > mode; }, found);
    if (int s = wrong("left > mode"))
      return s;
    status = any<double>(1, 2, [](double mode, double right) { return mode > right; }, found);
    if (int s = wrong("mode > right"))
      return s;
    status = any<double>(0, 2, [](double left, double right) { return left == right; }, found);
    return wrong("left == right");
  }
  case NP_RNG_hypergeometric: {
    if (!legacy) {
      bool foundBad = false;
      status = any<i64>(0, 0, [](i64 a, i64) { return a >= 1000000000; }, found);
      any<i64>(1, 1, [](i64 a, i64) { return a >= 1000000000; }, foundBad);
      found |= foundBad;
      if (int s = wrong("both ngood and nbad must be less than 1000000000"))
        return s;
    }
    auto tooMany = [](i64 good, i64 bad, i64 sample) { return i64(np_u64(good) + np_u64(bad)) < sample; };
    if (!array)
      found = tooMany(scalars[0].integer, scalars[1].integer, scalars[2].integer);
    else {
      // Two ufuncs: add, then less.
      const np_ref two[] = {refs[0], refs[1]};
      int ndim;
      i64 sum[maxRank], shape[maxRank];
      if ((status = np_broadcast_shapes(2, two, &ndim, sum)))
        return status;
      np_ref sumRef = {nullptr, sum, nullptr, ndim, NP_I64};
      const np_ref second[] = {sumRef, refs[2]};
      if ((status = np_broadcast_shapes(2, second, &ndim, shape)))
        return status;
      Loop<3> loop(ndim, shape);
      for (int k = 0; k < 3; ++k)
        loop.operand(k, refs[k]);
      loop.run([&](i64 n, char *const *p, const i64 *step) {
        for (i64 i = 0; i < n; ++i)
          found |= tooMany(load<i64>(p[0] + i * step[0]), load<i64>(p[1] + i * step[1]), load<i64>(p[2] + i * step[2]));
      });
    }
    return wrong("ngood + nbad < nsample");
  }
  case -1 - NP_RNG_negative_binomial: {
    if (legacy)
      return NP_OK;
    status = any<double>(
        0, 1, [](double n, double p) { return (1 - p) / p * (n + 10 * std::sqrt(n)) > greatestLam; }, found);
    return wrong("n too large or p too small, see Generator.negative_binomial Notes");
  }
  default:
    return NP_OK;
  }
}

int Params::check() const {
  if (int status = checkTogether(true))
    return status;
  for (int k = 0; k < row.count; ++k)
    if (int status = checkOne(at(k)))
      return status;
  return checkTogether(false);
}

// "(2, 3)", as Python prints a tuple.
std::string tupleText(int n, const i64 *shape) {
  std::string text = "(";
  for (int i = 0; i < n; ++i)
    text += (i ? ", " : "") + std::to_string(shape[i]);
  return text + (n == 1 ? ",)" : ")");
}

int shapeOf(const Params &params, int sizeRank, const i64 *size, int *ndim, i64 *shape) {
  if (params.array) {
    np_ref ordered[3];
    for (int k = 0; k < params.row.count; ++k)
      ordered[k] = params.refs[params.at(k)];
    // uniform's second parameter is high - low.
    i64 range[maxRank];
    if (&params.row == &rows[NP_RNG_uniform]) {
      const np_ref two[] = {params.refs[1], params.refs[0]};
      if (int status = np_broadcast_shapes(2, two, &ordered[1].ndim, range))
        return status;
      ordered[1].shape = range;
    }
    return np_rng_broadcast(params.row.count, ordered, sizeRank, size, ndim, shape);
  }
  return np_rng_broadcast(0, nullptr, sizeRank, size, ndim, shape);
}

} // namespace

extern "C" {

int np_rng_broadcast(int n, const np_ref *params, int sizeRank, const np_i64 *size, int *ndim, np_i64 *shape) {
  for (int i = 0; i < sizeRank; ++i)
    if (size[i] < 0)
      return np_fail(NP_VALUE_ERROR, "negative dimensions are not allowed");
  np_ref sizeRef = {nullptr, size, nullptr, sizeRank, NP_F64};
  np_ref all[4];
  int count = 0;
  if (sizeRank >= 0)
    all[count++] = sizeRef;
  for (int k = 0; k < n; ++k)
    all[count++] = params[k];
  if (int status = np_broadcast_objects(count, all, ndim, shape))
    return status;
  if (sizeRank >= 0 && (*ndim != sizeRank || !std::equal(size, size + sizeRank, shape)))
    return np_fail(NP_VALUE_ERROR, "Output size %s is not compatible with broadcast dimensions of inputs %s.",
                   tupleText(sizeRank, size).c_str(), tupleText(*ndim, shape).c_str());
  return NP_OK;
}

const char *np_rng_name(int distribution) { return rows[distribution].name; }
int np_rng_parameters(int distribution) { return rows[distribution].count; }
int np_rng_result(int distribution) { return rows[distribution].result; }
int np_rng_has_float32(int distribution) {
  return np_rng_modern_drawing(NP_RNG_PCG64, distribution)->fill32 != nullptr;
}

int np_rng_shape(const np_rng *rng, int distribution, const np_ref *params, int nparams, int sizeRank,
                 const np_i64 *size, int *ndim, np_i64 *shape) {
  return guarded([&] {
    Params read(*rng, distribution);
    if (int status = read.read(params, nparams))
      return status;
    if (int status = read.check())
      return status;
    return shapeOf(read, sizeRank, size, ndim, shape);
  });
}

int np_rng_fill(np_rng *rng, int distribution, const np_ref *params, int nparams, const np_ref *out) {
  return guarded([&] {
    const Drawing &drawing = drawingOf(*rng, distribution);
    bool narrow = out->dtype == NP_F32 && drawing.fill32;
    if (!narrow && out->dtype != rows[distribution].result)
      return np_fail(NP_TYPE_ERROR, "Unsupported output dtype for %s", rows[distribution].name);
    Params read(*rng, distribution);
    if (int status = read.read(params, nparams))
      return status;
    if (int status = read.check())
      return status;
    if (!read.array) {
      (narrow ? drawing.fill32 : drawing.fill)(*rng, read.scalars, *out);
      return int(NP_OK);
    }
    int ndim;
    i64 shape[maxRank];
    if (int status = shapeOf(read, out->ndim, out->shape, &ndim, shape))
      return status;
    (narrow ? drawing.fillArrays32 : drawing.fillArrays)(*rng, read.refs, *out);
    return int(NP_OK);
  });
}

int np_rng_draw(np_rng *rng, int distribution, const np_rng_value *params, np_rng_value *result) {
  Params read(*rng, distribution);
  for (int k = 0; k < read.row.count; ++k)
    read.scalars[k] = params[k];
  if (int status = read.check())
    return status;
  drawingOf(*rng, distribution).draw(*rng, params, result);
  return NP_OK;
}

double np_rng_random(np_rng *rng) {
  return withBits(*rng, [](auto &bits) { return bits.real(); });
}

double np_rng_gauss(np_rng *rng) {
  np_rng_value value;
  drawingOf(*rng, NP_RNG_standard_normal).draw(*rng, nullptr, &value);
  return value.real;
}

} // extern "C"
