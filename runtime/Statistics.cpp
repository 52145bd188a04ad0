// np.mean, var and std, step by step as NumPy computes them: every intermediate result is rounded where NumPy
// stores it, and the squared deviations are summed in the memory order that NumPy's temporary has.
#include "ReduceElements.h"
#include "abi/reduce.h"
#include <cmath>
#include <memory>
#include <new>

namespace {

using reduction::Complex;
using reduction::Half;

// An array that owns its memory.
struct Temporary {
  std::unique_ptr<char[]> data;
  np_i64 shape[NP_MAX_NDIM], strides[NP_MAX_NDIM];
  np_ref ref;

  Temporary(const np_i64 *shapeOf, int ndim, int dtype) {
    for (int i = 0; i < ndim; ++i)
      shape[i] = shapeOf[i];
    ref = {nullptr, shape, strides, ndim, dtype};
  }
  np_i64 size() const {
    np_i64 n = 1;
    for (int i = 0; i < ref.ndim; ++i)
      n *= shape[i];
    return n;
  }
  void allocate() {
    data.reset(new char[size() * reduction::elementSize(ref.dtype)]);
    ref.data = data.get();
  }
};

// f(out's offset, its step, the second operand's offset, its step, n) for the innermost rows of out's memory.
template <class F> void forEachRow(const np_ref *out, const np_i64 *otherStrides, F f) {
  np_i64 length[NP_MAX_NDIM + 1] = {1}, os[NP_MAX_NDIM + 1] = {}, ts[NP_MAX_NDIM + 1] = {};
  int ndim = 0;
  for (int axis = out->ndim - 1; axis >= 0; --axis) {
    if (out->shape[axis] == 0)
      return;
    if (out->shape[axis] == 1)
      continue;
    int k = ndim++;
    auto magnitude = [](np_i64 stride) { return stride < 0 ? -stride : stride; };
    for (; k > 0 && magnitude(os[k - 1]) > magnitude(out->strides[axis]); --k) {
      length[k] = length[k - 1];
      os[k] = os[k - 1];
      ts[k] = ts[k - 1];
    }
    length[k] = out->shape[axis];
    os[k] = out->strides[axis];
    ts[k] = otherStrides[axis];
  }
  np_i64 index[NP_MAX_NDIM + 1] = {}, o = 0, t = 0;
  for (;;) {
    f(o, os[0], t, ts[0], length[0]);
    int k = 1;
    for (; k < ndim; ++k) {
      o += os[k];
      t += ts[k];
      if (++index[k] < length[k])
        break;
      o -= os[k] * length[k];
      t -= ts[k] * length[k];
      index[k] = 0;
    }
    if (k >= ndim)
      return;
  }
}

// x / n, computed in float64 (complex: NumPy's division by n + 0j) and rounded once to x's type.
template <class T> T divided(T x, double n) {
  if constexpr (reduction::isComplex<T>) {
    // NumPy's algorithm scales by the larger part of the divisor, which is n.
    double ratio = 0.0 / n, scale = 1.0 / (n + 0.0 * ratio);
    if (n == 0)
      return {decltype(x.re)(x.re / 0.0), decltype(x.im)(x.im / 0.0)};
    return {decltype(x.re)((x.re + x.im * ratio) * scale), decltype(x.im)((x.im - x.re * ratio) * scale)};
  } else {
    return reduction::convert<T>(reduction::convert<double>(x) / n);
  }
}

// out /= max(count - ddof, 0), where count is one number or an array of out's shape. Warns as NumPy's division.
void divide(const np_ref *out, double count, const np_ref *counts, double ddof) {
  np_i64 zeros[NP_MAX_NDIM] = {};
  bool invalid = false, byZero = false;
  reduction::dispatch(out->dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    T *y = static_cast<T *>(out->data);
    const np_i64 *each = counts ? static_cast<const np_i64 *>(counts->data) : nullptr;
    forEachRow(out, counts ? counts->strides : zeros, [&](np_i64 o, np_i64 os, np_i64 c, np_i64 cs, np_i64 length) {
      if (!each && count - ddof > 0) {
        double n = count - ddof;
        if (os == 1) {
          for (np_i64 i = 0; i < length; ++i)
            y[o + i] = divided(y[o + i], n);
          return;
        }
        for (np_i64 i = 0; i < length; ++i)
          y[o + i * os] = divided(y[o + i * os], n);
        return;
      }
      for (np_i64 i = 0; i < length; ++i) {
        T &element = y[o + i * os];
        double n = (each ? double(each[c + i * cs]) : count) - ddof;
        if (!(n > 0)) {
          n = 0;
          auto value = reduction::convert<Complex<double>>(element);
          invalid |= value.re == 0 || (reduction::isComplex<T> && value.im == 0);
          byZero |= value.re != 0 && value.re - value.re == 0;
        }
        element = divided(element, n);
      }
    });
  });
  if (byZero)
    np_warn("RuntimeWarning",
            out->ndim == 0 ? "divide by zero encountered in scalar divide" : "divide by zero encountered in divide");
  if (invalid)
    np_warn("RuntimeWarning",
            out->ndim == 0 ? "invalid value encountered in scalar divide" : "invalid value encountered in divide");
}

// How many elements each group has: one number, or with `where` an array of the result's shape.
struct Counts {
  double each = 1;
  std::unique_ptr<Temporary> array;
  bool any(double limit) const { // whether a group has at most `limit`
    if (!array)
      return each <= limit;
    const np_i64 *n = static_cast<const np_i64 *>(array->ref.data);
    for (np_i64 i = 0, size = array->size(); i < size; ++i)
      if (double(n[i]) <= limit)
        return true;
    return false;
  }
};

int countElements(const np_ref *in, const int *axes, int naxes, int keepdims, const np_ref *where, const np_ref *out,
                  Counts &counts) {
  unsigned char reduced[NP_MAX_NDIM];
  if (int status = np_reduced_axes(in, axes, naxes, reduced))
    return status;
  for (int i = 0; i < in->ndim; ++i)
    if (reduced[i])
      counts.each *= double(in->shape[i]);
  if (!where)
    return NP_OK;
  np_i64 strides[NP_MAX_NDIM];
  if (int status = np_broadcast_where(in, where, strides))
    return status;
  np_ref mask = {where->data, in->shape, strides, in->ndim, NP_BOOL};
  counts.array = std::make_unique<Temporary>(out->shape, out->ndim, NP_I64);
  if (int status = np_reduce_layout(-1, &mask, axes, naxes, keepdims, nullptr, counts.array->strides))
    return status;
  counts.array->allocate();
  return np_reduce(NP_REDUCE_SUM, &mask, axes, naxes, keepdims, nullptr, nullptr, &counts.array->ref);
}

// The square of the distance from the mean, in the type of the subtraction.
template <class T> T squared(T x, T mean) {
  if constexpr (std::is_same_v<T, Half>) {
    float difference = reduction::toFloat(reduction::toHalf(reduction::toFloat(x) - reduction::toFloat(mean)));
    return reduction::toHalf(difference * difference);
  } else {
    T difference = x - mean;
    return difference * difference;
  }
}

template <class T> T squared(Complex<T> x, Complex<T> mean) {
  T re = x.re - mean.re, im = x.im - mean.im;
  return re * re + im * im;
}

// The dtype of `in - mean`, for a mean of dtype `mean`.
int differenceDtype(int in, int mean) {
  if (in >= NP_C64)
    return in;
  if (in >= NP_F16)
    return in > mean ? in : mean;
  bool wide = in == NP_I32 || in == NP_I64 || in == NP_U32 || in == NP_U64, isByte = in == NP_I8 || in == NP_U8;
  if (mean == NP_F64 || wide)
    return NP_F64;
  return mean == NP_F16 && !isByte && in != NP_BOOL ? NP_F32 : mean;
}

// squares = |in - mean|^2, elements of T (the dtype of the difference), real results. All have in's shape; the
// mean's strides are 0 on the reduced axes.
template <class T>
void squareDeviations(const np_ref *in, const T *mean, const np_i64 *meanStrides, int dtype, const np_ref *squares) {
  using Square = decltype(squared(T(), T()));
  // Innermost first, in the memory order of the result; neighbours that join up are one.
  int order[NP_MAX_NDIM], ndim = 0;
  for (int axis = in->ndim - 1; axis >= 0; --axis) {
    if (in->shape[axis] == 0)
      return;
    int k = ndim++;
    for (; k > 0 && squares->strides[order[k - 1]] > squares->strides[axis]; --k)
      order[k] = order[k - 1];
    order[k] = axis;
  }
  np_i64 length[NP_MAX_NDIM + 1] = {1}, xs[NP_MAX_NDIM + 1] = {}, ms[NP_MAX_NDIM + 1] = {};
  int dims = 1; // the squares themselves have no gaps: one pointer runs through them
  for (int k = 0; k < ndim; ++k) {
    np_i64 n = in->shape[order[k]], x = in->strides[order[k]], m = meanStrides[order[k]];
    if (n == 1)
      continue;
    if (length[dims - 1] == 1) {
      length[dims - 1] = n;
      xs[dims - 1] = x;
      ms[dims - 1] = m;
    } else if (xs[dims - 1] * length[dims - 1] == x && ms[dims - 1] * length[dims - 1] == m) {
      length[dims - 1] *= n;
    } else {
      length[dims] = n;
      xs[dims] = x;
      ms[dims++] = m;
    }
  }
  const np_i64 block = 1024;
  T converted[block];
  np_converter convert = np_find_converter(in->dtype, dtype);
  np_i64 inSize = reduction::elementSize(in->dtype), index[NP_MAX_NDIM + 1] = {};
  const char *x = static_cast<const char *>(in->data);
  Square *y = static_cast<Square *>(squares->data);
  for (;;) {
    for (np_i64 first = 0; first < length[0]; first += block) {
      np_i64 count = length[0] - first < block ? length[0] - first : block;
      const T *p = reinterpret_cast<const T *>(x) + first * xs[0];
      np_i64 ps = xs[0];
      if (in->dtype != dtype) {
        convert(x + first * xs[0] * inSize, xs[0], converted, 1, count);
        p = converted;
        ps = 1;
      }
      if (ms[0] == 0 && ps == 1) {
        const T m = *mean;
        for (np_i64 i = 0; i < count; ++i)
          y[i] = squared(p[i], m);
      } else if (ms[0] == 1 && ps == 1) {
        const T *m = mean + first;
        for (np_i64 i = 0; i < count; ++i)
          y[i] = squared(p[i], m[i]);
      } else {
        const T *m = mean + first * ms[0];
        for (np_i64 i = 0; i < count; ++i)
          y[i] = squared(p[i * ps], m[i * ms[0]]);
      }
      y += count;
    }
    int k = 1;
    for (; k < dims; ++k) {
      x += xs[k] * inSize;
      mean += ms[k];
      if (++index[k] < length[k])
        break;
      x -= xs[k] * length[k] * inSize;
      mean -= ms[k] * length[k];
      index[k] = 0;
    }
    if (k >= dims)
      return;
  }
}

// out = sqrt(out), float16 through float.
void squareRoots(const np_ref *out) {
  np_i64 zeros[NP_MAX_NDIM] = {};
  forEachRow(out, zeros, [&](np_i64 o, np_i64 os, np_i64, np_i64, np_i64 n) {
    if (out->dtype == NP_F64) {
      double *y = static_cast<double *>(out->data) + o;
      for (np_i64 i = 0; i < n; ++i)
        y[i * os] = std::sqrt(y[i * os]);
    } else if (out->dtype == NP_F32) {
      float *y = static_cast<float *>(out->data) + o;
      for (np_i64 i = 0; i < n; ++i)
        y[i * os] = std::sqrt(y[i * os]);
    } else {
      Half *y = static_cast<Half *>(out->data) + o;
      for (np_i64 i = 0; i < n; ++i)
        y[i * os] = reduction::toHalf(std::sqrt(reduction::toFloat(y[i * os])));
    }
  });
}

} // namespace

extern "C" int np_var_dtype(int in) {
  return in <= NP_U64 ? NP_F64 : in == NP_C64 ? NP_F32 : in == NP_C128 ? NP_F64 : in;
}

static int mean(const np_ref *in, const int *axes, int naxes, int keepdims, const np_ref *where, const np_ref *out) {
  Counts counts;
  if (int status = countElements(in, axes, naxes, keepdims, where, out, counts))
    return status;
  if (counts.any(0))
    np_warn("RuntimeWarning", "Mean of empty slice");
  const np_ref *perResult = counts.array ? &counts.array->ref : nullptr;
  if (in->dtype != NP_F16 || out->dtype != NP_F16) {
    if (int status = np_reduce(NP_REDUCE_SUM, in, axes, naxes, keepdims, where, nullptr, out))
      return status;
    divide(out, counts.each, perResult, 0);
    return NP_OK;
  }
  Temporary wide(out->shape, out->ndim, NP_F32);
  if (int status = np_reduce_layout(-1, in, axes, naxes, keepdims, where, wide.strides))
    return status;
  wide.allocate();
  if (int status = np_reduce(NP_REDUCE_SUM, in, axes, naxes, keepdims, where, nullptr, &wide.ref))
    return status;
  if (out->ndim == 0) {
    // A scalar's quotient goes from float64 to float16 at once, an array's is stored as float32 between.
    double total = *reinterpret_cast<float *>(wide.ref.data);
    np_i64 none = 0;
    np_ref exact = {&total, &none, &none, 0, NP_F64};
    divide(&exact, counts.each, perResult, 0);
    np_convert_array(&exact, out);
    return NP_OK;
  }
  divide(&wide.ref, counts.each, perResult, 0);
  np_convert_array(&wide.ref, out);
  return NP_OK;
}

static int variance(const np_ref *in, const int *axes, int naxes, double ddof, int keepdims, const np_ref *where,
                    int std, const np_ref *out) {
  if (out->dtype < NP_F16 || out->dtype > NP_F64)
    return np_fail(NP_TYPE_ERROR, "var and std of this dtype are not supported");
  Counts counts;
  if (int status = countElements(in, axes, naxes, keepdims, where, out, counts))
    return status;
  if (counts.any(ddof))
    np_warn("RuntimeWarning", "Degrees of freedom <= 0 for slice");

  // The mean, with the reduced axes kept at length 1.
  unsigned char reduced[NP_MAX_NDIM];
  if (int status = np_reduced_axes(in, axes, naxes, reduced))
    return status;
  np_i64 whereStrides[NP_MAX_NDIM];
  if (where)
    if (int status = np_broadcast_where(in, where, whereStrides))
      return status;
  int meanDtype = in->dtype >= NP_C64 ? in->dtype : out->dtype;
  int dtype = differenceDtype(in->dtype, meanDtype);
  Temporary mean(in->shape, in->ndim, meanDtype), converted(in->shape, in->ndim, dtype);
  Temporary squares(in->shape, in->ndim, in->dtype == NP_C64 ? NP_F32 : in->dtype == NP_C128 ? NP_F64 : dtype);
  np_deviation_layout(in, reduced, where ? whereStrides : nullptr, mean.strides, squares.strides);
  for (int i = 0; i < in->ndim; ++i) {
    if (reduced[i])
      mean.shape[i] = converted.shape[i] = 1;
    converted.strides[i] = mean.strides[i];
  }
  mean.allocate();
  if (int status = np_reduce(NP_REDUCE_SUM, in, axes, naxes, 1, where, nullptr, &mean.ref))
    return status;
  if (counts.array) {
    np_ref kept = counts.array->ref;
    np_i64 strides[NP_MAX_NDIM];
    for (int i = 0, o = 0; i < in->ndim; ++i) {
      strides[i] = reduced[i] ? 0 : kept.strides[o];
      o += keepdims || !reduced[i];
    }
    kept.strides = strides;
    divide(&mean.ref, 0, &kept, 0);
  } else {
    divide(&mean.ref, counts.each, nullptr, 0);
  }

  np_ref subtrahend = mean.ref;
  if (dtype != meanDtype) {
    converted.allocate();
    np_convert_array(&mean.ref, &converted.ref);
    subtrahend = converted.ref;
  }
  squares.allocate();
  reduction::dispatch(dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    if constexpr (std::is_floating_point_v<T> || reduction::isComplex<T> || std::is_same_v<T, Half>)
      squareDeviations(in, static_cast<const T *>(subtrahend.data), subtrahend.strides, dtype, &squares.ref);
  });

  if (int status = np_reduce(NP_REDUCE_SUM, &squares.ref, axes, naxes, keepdims, where, nullptr, out))
    return status;
  divide(out, counts.each, counts.array ? &counts.array->ref : nullptr, ddof);
  if (std)
    squareRoots(out);
  return NP_OK;
}

extern "C" int np_mean(const np_ref *in, const int *axes, int naxes, int keepdims, const np_ref *where,
                       const np_ref *out) {
  try {
    return mean(in, axes, naxes, keepdims, where, out);
  } catch (const std::bad_alloc &) {
    return np_fail(NP_MEMORY_ERROR, "Unable to allocate a temporary array");
  }
}

extern "C" int np_var(const np_ref *in, const int *axes, int naxes, double ddof, int keepdims, const np_ref *where,
                      int std, const np_ref *out) {
  try {
    return variance(in, axes, naxes, ddof, keepdims, where, std, out);
  } catch (const std::bad_alloc &) {
    return np_fail(NP_MEMORY_ERROR, "Unable to allocate a temporary array");
  }
}
