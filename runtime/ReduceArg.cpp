// np.argmin and np.argmax: the first NaN if there is one, else the first extreme.
//
// A row is searched block by block: the vectorised minimum of a block tells whether it holds anything better, and
// only then is the place looked for. Where the searched axis is not the innermost one in memory, neighbouring
// rows are searched side by side instead.
#include "ReduceElements.h"
#include "abi/reduce.h"

namespace {

// Elements compare as themselves; float16 as float, bool as a byte.
template <class T> auto comparable(const T &x) {
  if constexpr (std::is_same_v<T, reduction::Half>)
    return reduction::toFloat(x);
  else if constexpr (std::is_same_v<T, reduction::Bool>)
    return uint8_t(x);
  else
    return x;
}

template <class T> using Compared = decltype(comparable(T()));

template <class V> bool isMissing(const V &x) {
  if constexpr (reduction::isComplex<V>)
    return (x.re != x.re) | (x.im != x.im);
  else
    return x != x;
}

template <class V> bool isSame(const V &a, const V &b) {
  if constexpr (reduction::isComplex<V>)
    return (a.re == b.re) & (a.im == b.im);
  else
    return a == b;
}

// Whether x replaces the best so far. A NaN replaces anything, and stays.
template <bool Max, class V> bool isBetter(const V &x, const V &best) {
  bool better;
  if constexpr (reduction::isComplex<V>) {
    if ((Max ? x.re < best.re : x.re > best.re) && x.im == x.im)
      return false; // the usual case
    better = (Max ? x.re > best.re : x.re < best.re) | ((x.re == best.re) & (Max ? x.im > best.im : x.im < best.im));
  } else {
    better = Max ? x > best : x < best;
  }
  return isMissing(best) ? false : better | isMissing(x);
}

template <class T> struct Best {
  T element;
  np_i64 index = -1; // -1: nothing seen yet
};

template <bool Max, class T>
void searchRow(Best<T> &best, const T *x, np_i64 step, np_i64 n, np_i64 firstIndex, const np_reduce_loops *loops) {
  if (n == 0)
    return;
  if (best.index < 0)
    best = {x[0], firstIndex};
  // Complex numbers and short rows are compared one by one.
  if (reduction::isComplex<T> || n < 16) {
    auto value = comparable(best.element);
    np_i64 at = -1;
    for (np_i64 i = 0; i < n; ++i) {
      auto candidate = comparable(x[i * step]);
      if (isBetter<Max>(candidate, value)) {
        value = candidate;
        at = i;
      }
    }
    if (at >= 0)
      best = {x[at * step], firstIndex + at};
    return;
  }
  if constexpr (std::is_same_v<T, reduction::Bool>) {
    const T extreme = reduction::convert<T>(Max);
    np_i64 i = best.element == extreme ? n : loops->find(x, step, n, &extreme);
    if (i < n)
      best = {extreme, firstIndex + i};
    return;
  }
  const np_i64 block = 8192 / np_i64(sizeof(T));
  for (np_i64 first = 0; first < n && !isMissing(comparable(best.element)); first += block) {
    np_i64 count = n - first < block ? n - first : block;
    const T *p = x + first * step;
    T extreme = best.element;
    loops->fold(&extreme, 0, p, step, count, 0, 1);
    if (!isBetter<Max>(comparable(extreme), comparable(best.element)))
      continue;
    np_i64 i = 0;
    if (isMissing(comparable(extreme)))
      while (!isMissing(comparable(p[i * step])))
        ++i;
    else
      i = loops->find(p, step, count, &extreme);
    best = {p[i * step], firstIndex + first + i};
  }
}

// n columns (distance xs) of `rows` elements (distance xr), a block of rows at a time: first all extremes, then
// the places of those that got better.
template <bool Max, class T>
void searchColumns(const T *x, np_i64 xs, np_i64 n, np_i64 xr, np_i64 rows, np_i64 *out, np_i64 os,
                   const np_reduce_loops *loops) {
  const np_i64 block = 512, height = 32;
  T best[block], extreme[block];
  for (np_i64 first = 0; first < n; first += block) {
    np_i64 count = n - first < block ? n - first : block;
    const T *p = x + first * xs;
    np_i64 *index = out + first * os;
    for (np_i64 j = 0; j < count; ++j) {
      best[j] = extreme[j] = p[j * xs];
      index[j * os] = 0;
    }
    for (np_i64 r = 0; r < rows; r += height) {
      np_i64 some = rows - r < height ? rows - r : height;
      const T *q = p + r * xr;
      loops->columns(extreme, 1, q, xs, count, xr, some);
      for (np_i64 j = 0; j < count; ++j) {
        auto value = comparable(extreme[j]);
        if (!isBetter<Max>(value, comparable(best[j])))
          continue;
        np_i64 i = 0;
        while (isMissing(value) ? !isMissing(comparable(q[j * xs + i * xr]))
                                : !isSame(comparable(q[j * xs + i * xr]), value))
          ++i;
        best[j] = extreme[j];
        index[j * os] = r + i;
      }
    }
  }
}

// The axes that give the results (kept), in C order, then the searched ones.
struct Axes {
  int kept = 0, searched = 0;
  np_i64 keptLength[NP_MAX_NDIM], keptIn[NP_MAX_NDIM], keptOut[NP_MAX_NDIM];
  np_i64 length[NP_MAX_NDIM], in[NP_MAX_NDIM];
};

// Steps through `ndim` dimensions, the last one fastest; false at the end.
bool advance(np_i64 *index, const np_i64 *length, int ndim, np_i64 &x, const np_i64 *in, np_i64 &y, const np_i64 *out) {
  for (int k = ndim - 1; k >= 0; --k) {
    x += in[k];
    y += out ? out[k] : 0;
    if (++index[k] < length[k])
      return true;
    x -= in[k] * length[k];
    y -= out ? out[k] * length[k] : 0;
    index[k] = 0;
  }
  return false;
}

template <bool Max, class T> void searchAll(Axes &axes, const T *x, np_i64 *out, const np_reduce_loops *loops) {
  np_i64 keptIndex[NP_MAX_NDIM] = {}, xo = 0, oo = 0, unused = 0;
  auto magnitude = [](np_i64 stride) { return stride < 0 ? -stride : stride; };
  int last = axes.kept - 1;
  bool sideBySide = axes.searched == 1 && axes.kept > 0 && axes.keptLength[last] > 1 &&
                    magnitude(axes.keptIn[last]) < magnitude(axes.in[0]) && axes.keptLength[last] >= 16;
  int inner = axes.searched - 1;
  np_i64 n = axes.searched ? axes.length[inner] : 1, step = axes.searched ? axes.in[inner] : 1;
  // The last kept axis is a loop of its own: rows of it, or columns.
  np_i64 rows = 1, rowIn = 0, rowOut = 0;
  if (axes.kept > 0) {
    rows = axes.keptLength[last];
    rowIn = axes.keptIn[last];
    rowOut = axes.keptOut[last];
    --axes.kept;
  }
  do {
    if (sideBySide) {
      searchColumns<Max>(x + xo, rowIn, rows, axes.in[0], axes.length[0], out + oo, rowOut, loops);
      continue;
    }
    for (np_i64 row = 0; row < rows; ++row) {
      Best<T> best;
      np_i64 offset = xo + row * rowIn, firstIndex = 0;
      if (axes.searched == 1) {
        searchRow<Max>(best, x + offset, step, n, 0, loops);
      } else {
        np_i64 index[NP_MAX_NDIM] = {};
        do {
          searchRow<Max>(best, x + offset, step, n, firstIndex, loops);
          firstIndex += n;
        } while (advance(index, axes.length, inner, offset, axes.in, unused, nullptr));
      }
      out[oo + row * rowOut] = best.index;
    }
  } while (advance(keptIndex, axes.keptLength, axes.kept, xo, axes.keptIn, oo, axes.keptOut));
}

} // namespace

extern "C" int np_reduce_arg(int op, const np_ref *in, const int *axes, int naxes, int keepdims, const np_ref *out) {
  bool isMax = op == NP_REDUCE_ARGMAX;
  unsigned char reduced[NP_MAX_NDIM];
  if (naxes == 0 || naxes > 1)
    return np_fail(NP_TYPE_ERROR, "argmin and argmax take one axis or none");
  if (int status = np_reduced_axes(in, axes, naxes, reduced))
    return status;
  if (out->dtype != NP_I64)
    return np_fail(NP_TYPE_ERROR, "Cannot cast array data from dtype('int64') according to the rule 'safe'");
  Axes split;
  np_i64 results = 1, group = 1;
  int o = 0;
  for (int i = 0; i < in->ndim; ++i) {
    if (reduced[i]) {
      group *= in->shape[i];
      split.length[split.searched] = in->shape[i];
      split.in[split.searched++] = in->strides[i];
      o += keepdims != 0;
      continue;
    }
    if (o >= out->ndim || out->shape[o] != in->shape[i])
      return np_fail(NP_VALUE_ERROR, "output array does not match result of np.%s.", isMax ? "argmax" : "argmin");
    results *= in->shape[i];
    split.keptLength[split.kept] = in->shape[i];
    split.keptIn[split.kept] = in->strides[i];
    split.keptOut[split.kept++] = out->strides[o++];
  }
  if (group == 0)
    return np_fail(NP_VALUE_ERROR, "attempt to get %s of an empty sequence", isMax ? "argmax" : "argmin");
  if (results == 0)
    return NP_OK;
  // Searched axes that join up are one.
  int inner = 0;
  for (int k = 1; k < split.searched; ++k) {
    if (split.length[k] * split.in[k] == split.in[inner]) {
      split.length[inner] *= split.length[k];
    } else {
      split.length[++inner] = split.length[k];
    }
    split.in[inner] = split.in[k];
  }
  if (split.searched)
    split.searched = inner + 1;
  const np_reduce_loops *loops = np_find_reduce_loops(isMax ? NP_REDUCE_MAX : NP_REDUCE_MIN, in->dtype);
  np_i64 *answers = static_cast<np_i64 *>(out->data);
  reduction::dispatch(in->dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    const T *x = static_cast<const T *>(in->data);
    isMax ? searchAll<true>(split, x, answers, loops) : searchAll<false>(split, x, answers, loops);
  });
  return NP_OK;
}
