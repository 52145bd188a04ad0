// np.sum, prod, min, max, any, all, ... and ufunc.reduce: walks a plan (ReducePlan.cpp) and hands each of its
// inner calls to a loop (ReduceLoops.cpp, or the caller's). What must be NumPy's is how many elements each call
// gets; copies into a buffer happen only where a call's elements do not lie at one distance.
#include "abi/reduce.h"
#include "ReduceElements.h"
#include <memory>
#include <new>
#include <vector>

namespace {

struct Reduction {
  const char *name;
  const np_reduce_loops *loops; // or
  np_binary_loop binary;        // the caller's
  const void *identity;
  bool reorderable;
};

// What one np_reduce call works on.
class Walk {
public:
  Walk(const Reduction &reduction, const np_ref *in, const np_ref *out, const np_ref *where, const np_i64 *whereStrides,
       const np_i64 *outStrides, bool skipFirst)
      : reduction(reduction), cast(in->dtype != out->dtype), skipFirst(skipFirst),
        inSize(reduction::elementSize(in->dtype)), outSize(reduction::elementSize(out->dtype)),
        input(static_cast<const char *>(in->data)), output(static_cast<char *>(out->data)),
        mask(where ? static_cast<const unsigned char *>(where->data) : nullptr),
        converter(np_find_converter(in->dtype, out->dtype)) {
    np_plan_reduction(in, outStrides, whereStrides, cast, &plan);
    // Integers add up to the same in any order: convert them in pieces that stay in the first-level cache.
    if (cast && !plan.outer_reduce && plan.best == 0 && reduction.loops && out->dtype <= NP_U64 && plan.chunk > block)
      plan.chunk = block;
  }

  void run() {
    if (plan.out[0] != 0 && plan.length[0] > 1)
      runColumns();
    else
      runFolds();
  }

private:
  static constexpr np_i64 block = 1024; // elements of a conversion that is not bound to NumPy's chunks

  const Reduction &reduction;
  bool cast, skipFirst;
  np_i64 inSize, outSize;
  const char *input;
  char *output;
  const unsigned char *mask;
  np_converter converter;
  np_reduce_plan plan;
  std::unique_ptr<char[]> buffer;
  std::vector<unsigned char> maskBuffer;

  // Position on the dimensions from `first` on.
  struct Position {
    np_i64 index[NP_MAX_NDIM] = {};
    np_i64 in = 0, out = 0, where = 0;
  };

  bool advance(Position &position, int first) const {
    for (int k = first; k < plan.ndim; ++k) {
      position.in += plan.in[k];
      position.out += plan.out[k];
      position.where += plan.where[k];
      if (++position.index[k] < plan.length[k])
        return true;
      position.in -= plan.in[k] * plan.length[k];
      position.out -= plan.out[k] * plan.length[k];
      position.where -= plan.where[k] * plan.length[k];
      position.index[k] = 0;
    }
    return false;
  }

  // Whether all reduced dimensions from `first` on stand at their start.
  bool atFirstVisit(const Position &position, int first) const {
    for (int k = first; k < plan.ndim; ++k)
      if (plan.out[k] == 0 && position.index[k] != 0)
        return false;
    return true;
  }

  void fold(np_i64 out, np_i64 os, const char *x, np_i64 xs, np_i64 n, np_i64 xr, np_i64 rows) {
    char *result = output + out * outSize;
    if (reduction.loops)
      return reduction.loops->fold(result, os, x, xs, n, xr, rows);
    for (np_i64 r = 0; r < rows; ++r, result += os * outSize, x += xr * outSize)
      reduction.binary(result, 0, result, 0, x, xs, n);
  }

  void columns(np_i64 out, np_i64 os, const char *x, np_i64 xs, np_i64 n, np_i64 xr, np_i64 rows) {
    char *result = output + out * outSize;
    if (reduction.loops)
      return reduction.loops->columns(result, os, x, xs, n, xr, rows);
    for (np_i64 r = 0; r < rows; ++r, x += xr * outSize)
      reduction.binary(result, os, result, os, x, xs, n);
  }

  char *scratch(np_i64 elements) {
    if (!buffer)
      buffer.reset(new char[(elements < 8192 ? 8192 : elements) * outSize]);
    return buffer.get();
  }

  // --- the innermost dimension is kept: each output takes its values one by one

  void runColumns() {
    np_i64 n = plan.length[0], rows = 1, xr = 0, mr = 0;
    int outer = 1;
    if (plan.ndim > 1 && plan.out[1] == 0) {
      rows = plan.length[1];
      xr = plan.in[1];
      mr = plan.where[1];
      outer = 2;
    }
    Position position;
    do {
      bool skip = skipFirst && atFirstVisit(position, outer);
      if (mask)
        maskedColumns(position, n, xr, mr, rows);
      else if (cast)
        castColumns(position, n, xr, rows, skip);
      else if (rows > skip)
        columns(position.out, plan.out[0], input + (position.in + skip * xr) * inSize, plan.in[0], n, xr, rows - skip);
    } while (advance(position, outer));
  }

  void castColumns(const Position &position, np_i64 n, np_i64 xr, np_i64 rows, bool skip) {
    // Several rows are converted before they are added.
    char *converted = scratch(4 * block);
    np_i64 group = 4 * block / (n < block ? n : block);
    for (np_i64 first = 0; first < n; first += block) {
      np_i64 count = n - first < block ? n - first : block;
      for (np_i64 r = skip; r < rows; r += group) {
        np_i64 some = rows - r < group ? rows - r : group;
        const char *x = input + (position.in + r * xr + first * plan.in[0]) * inSize;
        convertRows(x, count, xr, some, converted);
        columns(position.out + first * plan.out[0], plan.out[0], converted, 1, count, count, some);
      }
    }
  }

  // `rows` runs of n elements, side by side.
  void convertRows(const char *x, np_i64 n, np_i64 xr, np_i64 rows, char *to) {
    if (rows > 1 && xr == n * plan.in[0])
      return converter(x, plan.in[0], to, 1, n * rows);
    for (np_i64 r = 0; r < rows; ++r)
      converter(x + r * xr * inSize, plan.in[0], to + r * n * outSize, 1, n);
  }

  void maskedColumns(const Position &position, np_i64 n, np_i64 xr, np_i64 mr, np_i64 rows) {
    for (np_i64 r = 0; r < rows; ++r) {
      const unsigned char *flags = mask + position.where + r * mr;
      forEachTrueRun(flags, plan.where[0], n, [&](np_i64 first, np_i64 count) {
        const char *x = input + (position.in + r * xr + first * plan.in[0]) * inSize;
        np_i64 out = position.out + first * plan.out[0];
        if (!cast)
          return columns(out, plan.out[0], x, plan.in[0], count, 0, 1);
        for (np_i64 done = 0; done < count; done += block) {
          np_i64 some = count - done < block ? count - done : block;
          converter(x + done * plan.in[0] * inSize, plan.in[0], scratch(block), 1, some);
          columns(out + done * plan.out[0], plan.out[0], scratch(block), 1, some, 0, 1);
        }
      });
    }
  }

  template <class F> static void forEachTrueRun(const unsigned char *flags, np_i64 step, np_i64 n, F f) {
    for (np_i64 i = 0; i < n;) {
      if (!flags[i * step]) {
        ++i;
        continue;
      }
      np_i64 first = i;
      while (i < n && flags[i * step])
        ++i;
      f(first, i - first);
    }
  }

  // --- the innermost dimension is reduced: the calls of the plan, each one fold

  void runFolds() {
    int best = plan.best;
    np_i64 step = plan.chunk / plan.core;
    bool plain = reduction.loops && !mask; // such a minimum may see its first element twice
    Position position;
    do {
      bool first = skipFirst && atFirstVisit(position, best + 1);
      for (np_i64 i = 0; i < plan.length[best]; i += step) {
        np_i64 count = plan.length[best] - i < step ? plan.length[best] - i : step;
        Position start = position;
        start.in += i * plan.in[best];
        start.out += i * plan.out[best];
        start.where += i * plan.where[best];
        if (!plan.outer_reduce) {
          call(start, best + (count > 1), plan.core * count, first && i == 0);
        } else if (plain && !cast && isLinear(plan.in, best)) {
          fold(start.out, plan.out[best], input + start.in * inSize, plan.in[0], plan.core, plan.in[best], count);
        } else if (plain && cast && isLinear(plan.in, best + 1)) {
          castFolds(start, count);
        } else {
          for (np_i64 r = 0; r < count; ++r) {
            bool visit = first && (plan.out[best] != 0 || i + r == 0);
            call(start, best, plan.core, visit);
            start.in += plan.in[best];
            start.out += plan.out[best];
            start.where += plan.where[best];
          }
        }
      }
    } while (advance(position, best + 1));
  }

  // Calls of plan.core elements that follow one another: several are converted at once.
  void castFolds(const Position &start, np_i64 count) {
    int best = plan.best;
    np_i64 group = plan.core < block ? block / plan.core : 1;
    char *converted = scratch(plan.core * group);
    for (np_i64 r = 0; r < count; r += group) {
      np_i64 some = count - r < group ? count - r : group;
      converter(input + (start.in + r * plan.in[best]) * inSize, plan.in[0], converted, 1, plan.core * some);
      fold(start.out + r * plan.out[best], plan.out[best], converted, 1, plan.core, plan.core, some);
    }
  }

  // Whether the first `dims` dimensions are one run of one stride.
  bool isLinear(const np_i64 *stride, int dims) const {
    for (int k = 1; k < dims; ++k)
      if (stride[k - 1] * plan.length[k - 1] != stride[k])
        return false;
    return true;
  }

  // One inner call: n elements of the first `dims` dimensions.
  void call(const Position &start, int dims, np_i64 n, bool skip) {
    const char *x = input + start.in * inSize;
    np_i64 step = plan.in[0];
    if (!isLinear(plan.in, dims)) {
      x = gather(start, n);
      step = 1;
    } else if (cast) {
      char *converted = scratch(n);
      converter(x, step, converted, 1, n);
      x = converted;
      step = 1;
    }
    if (!mask) {
      if (n > skip)
        fold(start.out, 0, x + skip * step * outSize, step, n - skip, 0, 1);
      return;
    }
    const unsigned char *flags = mask + start.where;
    np_i64 flagStep = plan.where[0];
    if (!isLinear(plan.where, dims)) {
      flags = gatherMask(start, n);
      flagStep = 1;
    }
    forEachTrueRun(flags, flagStep, n, [&](np_i64 first, np_i64 count) {
      fold(start.out, 0, x + first * step * outSize, step, count, 0, 1);
    });
  }

  // f(input offset, mask offset, elements before, elements) for the rows of dimension 0 of n elements from start.
  template <class F> void forEachRow(const Position &start, np_i64 n, F f) const {
    Position position;
    for (np_i64 done = 0; done < n; done += plan.length[0]) {
      np_i64 count = n - done < plan.length[0] ? n - done : plan.length[0];
      f(start.in + position.in, start.where + position.where, done, count);
      advance(position, 1);
    }
  }

  char *gather(const Position &start, np_i64 n) {
    char *to = scratch(n);
    forEachRow(start, n, [&](np_i64 in, np_i64, np_i64 done, np_i64 count) {
      converter(input + in * inSize, plan.in[0], to + done * outSize, 1, count);
    });
    return to;
  }

  const unsigned char *gatherMask(const Position &start, np_i64 n) {
    maskBuffer.resize(size_t(n));
    forEachRow(start, n, [&](np_i64, np_i64 where, np_i64 done, np_i64 count) {
      for (np_i64 i = 0; i < count; ++i)
        maskBuffer[size_t(done + i)] = mask[where + i * plan.where[0]];
    });
    return maskBuffer.data();
  }
};

// The result as an array with in's axes: its stride on kept axes, 0 on reduced ones.
int alignOutput(const np_ref *in, const np_ref *out, const unsigned char *reduced, int keepdims, np_i64 *strides) {
  int o = 0;
  for (int i = 0; i < in->ndim; ++i) {
    strides[i] = 0;
    if (reduced[i] && !keepdims)
      continue;
    if (o >= out->ndim || out->shape[o] != (reduced[i] ? 1 : in->shape[i]))
      return np_fail(NP_VALUE_ERROR, "output parameter for reduction operation has the wrong shape");
    if (!reduced[i])
      strides[i] = out->strides[o];
    ++o;
  }
  if (o != out->ndim)
    return np_fail(NP_VALUE_ERROR, "output parameter for reduction operation has the wrong number of dimensions");
  return NP_OK;
}

int reduce(const Reduction &reduction, const np_ref *in, const int *axes, int naxes, int keepdims, const np_ref *where,
           const void *initial, const np_ref *out) {
  unsigned char reduced[NP_MAX_NDIM];
  np_i64 outStrides[NP_MAX_NDIM], whereStrides[NP_MAX_NDIM], zeros[NP_MAX_NDIM] = {};
  if (int status = np_reduced_axes(in, axes, naxes, reduced))
    return status;
  int reducedCount = 0;
  np_i64 group = 1, results = 1;
  for (int i = 0; i < in->ndim; ++i) {
    reducedCount += reduced[i];
    (reduced[i] ? group : results) *= in->shape[i];
  }
  if (!reduction.reorderable && reducedCount > 1)
    return np_fail(NP_VALUE_ERROR, "reduction operation '%s' is not reorderable, so at most one axis may be specified",
                   reduction.name);
  if (int status = alignOutput(in, out, reduced, keepdims, outStrides))
    return status;
  if (where)
    if (int status = np_broadcast_where(in, where, whereStrides))
      return status;
  const void *start = initial ? initial : reduction.identity;
  if (!start && where)
    return np_fail(NP_VALUE_ERROR,
                   "reduction operation '%s' does not have an identity, so to use a where mask one has to specify "
                   "'initial'",
                   reduction.name);
  if (!start && group == 0)
    return np_fail(NP_VALUE_ERROR, "zero-size array to reduction operation %s which has no identity", reduction.name);
  if (results == 0)
    return NP_OK;
  // Every result starts as the same value, or as the first element of its group.
  np_ref from = {const_cast<void *>(start), out->shape, zeros, out->ndim, out->dtype};
  np_i64 firstStrides[NP_MAX_NDIM];
  if (!start) {
    int o = 0;
    for (int i = 0; i < in->ndim; ++i)
      if (keepdims || !reduced[i])
        firstStrides[o++] = reduced[i] ? 0 : in->strides[i];
    from = {in->data, out->shape, firstStrides, out->ndim, in->dtype};
  }
  np_convert_array(&from, out);
  if (group == 0)
    return NP_OK;
  try {
    Walk(reduction, in, out, where, where ? whereStrides : nullptr, outStrides, !start).run();
  } catch (const std::bad_alloc &) {
    return np_fail(NP_MEMORY_ERROR, "Unable to allocate a buffer");
  }
  return NP_OK;
}

const char *opName(int op) {
  switch (op) {
  case NP_REDUCE_MIN:
    return "minimum";
  case NP_REDUCE_MAX:
    return "maximum";
  case NP_REDUCE_FMIN:
    return "fmin";
  case NP_REDUCE_FMAX:
    return "fmax";
  default:
    return "add"; // the others have an identity and never fail
  }
}

} // namespace

extern "C" int np_reduce_dtype(int op, int in) {
  bool isInteger = in <= NP_U64, isUnsigned = in >= NP_U8 && in <= NP_U64;
  switch (op) {
  case NP_REDUCE_SUM:
  case NP_REDUCE_PROD:
  case NP_REDUCE_NANSUM:
  case NP_REDUCE_NANPROD:
    return !isInteger ? in : isUnsigned ? NP_U64 : NP_I64;
  case NP_REDUCE_ANY:
  case NP_REDUCE_ALL:
  case NP_REDUCE_LOGICAL_XOR:
    return NP_BOOL;
  case NP_REDUCE_ARGMIN:
  case NP_REDUCE_ARGMAX:
    return NP_I64;
  case NP_REDUCE_MEAN:
    return isInteger ? NP_F64 : in;
  case NP_REDUCE_BITWISE_AND:
  case NP_REDUCE_BITWISE_OR:
  case NP_REDUCE_BITWISE_XOR:
    return isInteger ? in : -1;
  default:
    return in;
  }
}

extern "C" int np_reduce_with(const np_binary_reduction *f, const np_ref *in, const int *axes, int naxes, int keepdims,
                              const np_ref *where, const void *initial, const np_ref *out) {
  Reduction reduction = {f->name, nullptr, f->loop, f->identity, f->reorderable != 0};
  return reduce(reduction, in, axes, naxes, keepdims, where, initial, out);
}

static int reducePlain(int op, const np_ref *in, const int *axes, int naxes, int keepdims, const np_ref *where,
                       const void *initial, const np_ref *out) {
  const np_reduce_loops *loops = np_find_reduce_loops(op, out->dtype);
  if (!loops)
    return np_fail(NP_TYPE_ERROR, "the reduction is not supported for the input type");
  Reduction reduction = {opName(op), loops, nullptr, loops->identity, true};
  return reduce(reduction, in, axes, naxes, keepdims, where, initial, out);
}

// np.nansum, np.nanprod: NumPy reduces a copy with NaN replaced.
static int reduceWithoutNan(int op, const np_ref *in, const int *axes, int naxes, int keepdims, const np_ref *where,
                            const void *initial, const np_ref *out) {
  int plain = op == NP_REDUCE_NANSUM ? NP_REDUCE_SUM : NP_REDUCE_PROD;
  if (in->dtype < NP_F16 || in->ndim > NP_MAX_NDIM)
    return reducePlain(plain, in, axes, naxes, keepdims, where, initial, out);
  np_i64 strides[NP_MAX_NDIM], count = 1;
  np_copy_layout(in, strides);
  for (int i = 0; i < in->ndim; ++i)
    count *= in->shape[i];
  std::unique_ptr<char[]> data(new (std::nothrow) char[count * reduction::elementSize(in->dtype)]);
  if (!data)
    return np_fail(NP_MEMORY_ERROR, "Unable to allocate a temporary array");
  np_ref copy = {data.get(), in->shape, strides, in->ndim, in->dtype};
  np_convert_array(in, &copy);
  reduction::dispatch(in->dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    T replacement = reduction::convert<T>(op == NP_REDUCE_NANSUM ? 0.0f : 1.0f), *x = reinterpret_cast<T *>(data.get());
    for (np_i64 i = 0; i < count; ++i) {
      auto element = reduction::convert<reduction::Complex<double>>(x[i]);
      if (element.re != element.re || element.im != element.im)
        x[i] = replacement;
    }
  });
  return reducePlain(plain, &copy, axes, naxes, keepdims, where, initial, out);
}

extern "C" int np_reduce(int op, const np_ref *in, const int *axes, int naxes, int keepdims, const np_ref *where,
                         const void *initial, const np_ref *out) {
  switch (op) {
  case NP_REDUCE_MEAN:
    return np_mean(in, axes, naxes, keepdims, where, out);
  case NP_REDUCE_ARGMIN:
  case NP_REDUCE_ARGMAX:
    return np_reduce_arg(op, in, axes, naxes, keepdims, out);
  case NP_REDUCE_NANSUM:
  case NP_REDUCE_NANPROD:
    return reduceWithoutNan(op, in, axes, naxes, keepdims, where, initial, out);
  default:
    return reducePlain(op, in, axes, naxes, keepdims, where, initial, out);
  }
}
