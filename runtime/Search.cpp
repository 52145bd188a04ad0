// searchsorted, digitize, unique, bincount and histogram's counting.
#include "Elements.h"
#include "abi/library.h"
#include <algorithm>

namespace {

// The insertion point of each element of v into the sorted elements at(0) .. at(n-1). Consecutive keys often grow,
// so the last answer bounds the next search.
template <typename T, typename At> void searchAll(i64 n, At at, const std::vector<T> &v, int side, i64 *out) {
  auto before = [&](T element, T key) { return side == NP_LEFT ? less(element, key) : !less(key, element); };
  i64 low = 0, high = 0;
  for (size_t k = 0; k < v.size(); ++k) {
    T key = v[k];
    if (k && less(v[k - 1], key)) // not to the left of the last answer
      high = n;
    else {
      low = 0;
      high = k && high < n ? high + 1 : n;
    }
    if (k == 0)
      low = 0, high = n;
    while (low < high) {
      i64 middle = low + (high - low) / 2;
      if (before(at(middle), key))
        low = middle + 1;
      else
        high = middle;
    }
    out[k] = low;
  }
}

np_ref vectorRef(void *data, const i64 &n, int dtype) {
  static const i64 one = 1;
  return {data, &n, &one, 1, dtype};
}

// np.digitize's test: 1 increasing, -1 decreasing, 0 neither.
int monotonicity(const std::vector<double> &bins) {
  size_t i = 1, n = bins.size();
  while (i < n && bins[i] == bins[0])
    ++i;
  if (i >= n)
    return 1;
  bool increasing = bins[i - 1] < bins[i];
  for (; i < n; ++i)
    if (increasing ? bins[i - 1] > bins[i] : bins[i - 1] < bins[i])
      return 0;
  return increasing ? 1 : -1;
}

struct Unique {
  Temporary sorted;            // rank 1
  std::vector<i64> order;      // of the sorted elements in the source, if asked for
  std::vector<i64> starts;     // where each distinct element begins in `sorted`
  Unique(int dtype, const i64 &n) : sorted(dtype, 1, &n) {}
};

template <typename T> std::vector<i64> groupStarts(const T *values, i64 n) {
  std::vector<i64> starts;
  for (i64 i = 0; i < n; ++i)
    if (i == 0 || (!(isNan(values[i]) && isNan(values[i - 1])) &&
                   (less(values[i - 1], values[i]) || less(values[i], values[i - 1]))))
      starts.push_back(i);
  return starts;
}

// NumPy counts in blocks and adds the blocks' sums, which shows in the bits of weighted counts.
constexpr i64 histogramBlock = 65536;

// count(i, weight) for the bins of one block into doubles, then into the counts' own type.
template <typename W, typename Bin>
void countBlocks(i64 n, const np_ref *weights, i64 bins, const np_ref &out, Bin bin) {
  using Sum = std::conditional_t<isComplex<W>, Complex<double>, double>;
  auto plus = [](auto x, auto y) {
    using S = decltype(x);
    if constexpr (isComplex<S>)
      return S{x.re + y.re, x.im + y.im};
    else if constexpr (isHalf<S>)
      return toHalf(double(toFloat(x) + toFloat(y)));
    else
      return S(x + y);
  };
  std::vector<Sum> w;
  if (weights)
    w = flatten<Sum>(*weights);
  std::vector<W> total(bins);
  for (i64 start = 0; start < n; start += histogramBlock) {
    std::vector<Sum> block(bins);
    for (i64 i = start; i < std::min(n, start + histogramBlock); ++i)
      if (i64 at = bin(i); at >= 0)
        block[at] = plus(block[at], weights ? w[i] : convert<Sum>(1.0));
    for (i64 j = 0; j < bins; ++j)
      total[j] = plus(W(total[j]), convert<W>(block[j]));
  }
  Temporary counts(out.dtype, 1, &bins);
  for (i64 j = 0; j < bins; ++j)
    store(static_cast<char *>(counts.ref.data) + j * i64(sizeof(W)), W(total[j]));
  np_copy(&out, &counts.ref);
}

// np.histogram's arithmetic in the edges' type E (float16: every operation rounded to it).
template <typename E> struct UniformBins {
  using Calc = std::conditional_t<isHalf<E>, float, E>;
  std::vector<Calc> edges;
  Calc first, span, bins;

  static Calc rounded(Calc x) { return convert<Calc>(convert<E>(x)); }
  UniformBins(const np_ref &ref, double start, double width)
      : edges(flatten<Calc>(ref)), first(convert<Calc>(convert<E>(start))), span(convert<Calc>(convert<E>(width))),
        bins(rounded(Calc(double(edges.size()) - 1))) {}

  i64 operator()(double value, double last) const {
    Calc x = convert<Calc>(convert<E>(value));
    if (!(x >= first && x <= convert<Calc>(convert<E>(last))))
      return -1;
    i64 n = i64(edges.size()) - 1;
    Calc position = rounded(rounded(rounded(x - first) / span) * bins);
    i64 at = convert<i64>(position);
    if (at == n)
      --at;
    if (at < 0 || at >= n)
      return -1;
    if (x < edges[at])
      --at;
    if (at >= 0 && x >= edges[at + 1] && at != n - 1)
      ++at;
    return at;
  }
};

} // namespace

extern "C" int np_searchsorted(const np_ref *a, const np_ref *v, int side, const np_ref *sorter, const np_ref *out) {
  return guarded([&] {
    if (a->ndim > 1 || (sorter && sorter->ndim > 1))
      return np_fail(NP_VALUE_ERROR, "object too deep for desired array");
    i64 n = sizeOf(*a);
    std::vector<i64> order;
    if (sorter) {
      order = flatten<i64>(*sorter);
      if (i64(order.size()) != n)
        return np_fail(NP_VALUE_ERROR, "sorter.size must equal a.size");
      for (i64 i : order)
        if (i < 0 || i >= n)
          return np_fail(NP_VALUE_ERROR, "Sorter index out of range.");
    }
    Temporary result(NP_I64, v->ndim, v->shape);
    i64 *at = static_cast<i64 *>(result.ref.data);
    int common = promote(a->dtype, v->dtype);
    dispatch(common, [&](auto type) {
      using T = typename decltype(type)::type;
      std::vector<T> keys = flatten<T>(*v);
      // One key in a large array is a binary search, not a copy of the array.
      if (a->dtype == common) {
        const char *data = static_cast<const char *>(a->data);
        i64 step = n > 0 && a->ndim ? a->strides[0] * i64(sizeof(T)) : 0;
        if (sorter)
          searchAll(n, [&](i64 i) { return load<T>(data + order[i] * step); }, keys, side, at);
        else
          searchAll(n, [&](i64 i) { return load<T>(data + i * step); }, keys, side, at);
        return;
      }
      std::vector<T> elements = flatten<T>(*a);
      if (sorter)
        searchAll(n, [&](i64 i) { return T(elements[order[i]]); }, keys, side, at);
      else
        searchAll(n, [&](i64 i) { return T(elements[i]); }, keys, side, at);
    });
    return np_copy(out, &result.ref);
  });
}

extern "C" int np_digitize(const np_ref *x, const np_ref *bins, int right, const np_ref *out) {
  return guarded([&] {
    if (bins->ndim > 1)
      return np_fail(NP_VALUE_ERROR, "object too deep for desired array");
    int direction = monotonicity(flatten<double>(*bins));
    if (direction == 0)
      return np_fail(NP_VALUE_ERROR, "bins must be monotonically increasing or decreasing");
    int side = right ? NP_LEFT : NP_RIGHT;
    if (direction > 0)
      return np_searchsorted(bins, x, side, nullptr, out);
    i64 n = bins->shape[0], backwards = -bins->strides[0];
    np_ref reversed = {static_cast<char *>(bins->data) - (n - 1) * backwards * itemSize(bins->dtype), bins->shape,
                       &backwards, 1, bins->dtype};
    Temporary result(NP_I64, x->ndim, x->shape);
    if (int status = np_searchsorted(&reversed, x, side, nullptr, &result.ref))
      return status;
    i64 *at = static_cast<i64 *>(result.ref.data);
    for (i64 i = 0, size = sizeOf(*x); i < size; ++i)
      at[i] = n - at[i];
    return np_copy(out, &result.ref);
  });
}

extern "C" int np_unique_begin(const np_ref *a, int positions, np_i64 *count, void **state) {
  return guarded([&] {
    i64 n = sizeOf(*a);
    auto unique = std::make_unique<Unique>(a->dtype, n);
    Temporary flat(a->dtype, a->ndim, a->shape);
    np_copy(&flat.ref, a);
    np_ref line = vectorRef(flat.ref.data, n, a->dtype);
    if (positions) {
      unique->order.resize(n);
      np_ref order = vectorRef(unique->order.data(), n, NP_I64);
      int status = np_argsort(&line, 0, &order);
      if (!status)
        status = np_take(&line, &order, 0, NP_RAISE, &unique->sorted.ref);
      if (status)
        return status;
    } else {
      np_copy(&unique->sorted.ref, &line);
      if (int status = np_sort(&unique->sorted.ref, 0))
        return status;
    }
    unique->starts = dispatch(a->dtype, [&](auto type) {
      return groupStarts(static_cast<const typename decltype(type)::type *>(unique->sorted.ref.data), n);
    });
    *count = i64(unique->starts.size());
    *state = unique.release();
    return int(NP_OK);
  });
}

extern "C" int np_unique_fill(void *state, const np_ref *values, const np_ref *first, const np_ref *inverse,
                              const np_ref *counts) {
  return guarded([&] {
    std::unique_ptr<Unique> unique(static_cast<Unique *>(state));
    std::vector<i64> &starts = unique->starts;
    i64 n = unique->sorted.shape[0], count = i64(starts.size());
    std::vector<i64> numbers(std::max(n, count));
    np_ref asVector = vectorRef(numbers.data(), count, NP_I64);
    int status = NP_OK;
    if (values) {
      np_ref at = vectorRef(starts.data(), count, NP_I64);
      status = count ? np_take(&unique->sorted.ref, &at, 0, NP_RAISE, values) : int(NP_OK);
    }
    if (first && !status) {
      for (i64 i = 0; i < count; ++i)
        numbers[i] = unique->order[starts[i]];
      status = np_copy(first, &asVector);
    }
    if (counts && !status) {
      for (i64 i = 0; i < count; ++i)
        numbers[i] = (i + 1 < count ? starts[i + 1] : n) - starts[i];
      status = np_copy(counts, &asVector);
    }
    if (inverse && !status) {
      Temporary flat(NP_I64, inverse->ndim, inverse->shape);
      i64 *to = static_cast<i64 *>(flat.ref.data);
      for (i64 group = 0, i = 0; i < n; ++i) {
        group += group + 1 < count && starts[group + 1] == i;
        to[unique->order[i]] = group;
      }
      status = np_copy(inverse, &flat.ref);
    }
    return status;
  });
}

extern "C" int np_bincount_count(const np_ref *x, const np_ref *weights, np_i64 minlength, np_i64 *length) {
  return guarded([&] {
    if (minlength < 0)
      return np_fail(NP_VALUE_ERROR, "'minlength' must not be negative");
    i64 top = -1;
    for (i64 value : flatten<i64>(*x)) {
      if (value < 0)
        return np_fail(NP_VALUE_ERROR, "'list' argument must have no negative elements");
      top = std::max(top, value);
    }
    if (weights && top >= 0 && sizeOf(*weights) != sizeOf(*x))
      return np_fail(NP_VALUE_ERROR, "The weights and list don't have the same length.");
    *length = std::max(top + 1, minlength);
    return int(NP_OK);
  });
}

extern "C" int np_bincount_fill(const np_ref *x, const np_ref *weights, const np_ref *out) {
  return guarded([&] {
    std::vector<i64> at = flatten<i64>(*x);
    Temporary result(weights && !at.empty() ? NP_F64 : NP_I64, 1, out->shape);
    if (weights && !at.empty()) {
      std::vector<double> w = flatten<double>(*weights);
      double *sums = static_cast<double *>(result.ref.data);
      std::fill(sums, sums + out->shape[0], 0.0);
      for (size_t i = 0; i < at.size(); ++i)
        sums[at[i]] += w[i];
    } else {
      i64 *counts = static_cast<i64 *>(result.ref.data);
      std::fill(counts, counts + out->shape[0], 0);
      for (i64 value : at)
        ++counts[value];
    }
    return np_copy(out, &result.ref);
  });
}

extern "C" int np_histogram_uniform(const np_ref *a, const np_ref *weights, double first, double span,
                                    const np_ref *edges, const np_ref *out) {
  return guarded([&] {
    std::vector<double> values = flatten<double>(*a);
    i64 n = i64(values.size()), bins = edges->shape[0] - 1;
    auto count = [&](auto bin) {
      dispatch(out->dtype, [&](auto type) {
        countBlocks<typename decltype(type)::type>(n, weights, bins, *out, bin);
      });
    };
    // The last edge is where linspace put `last` itself.
    double last = flatten<double>(*edges).back();
    auto with = [&](auto type) {
      UniformBins<typename decltype(type)::type> uniform(*edges, first, span);
      count([&](i64 i) { return uniform(values[i], last); });
    };
    if (edges->dtype == NP_F16)
      with(Type<Half>());
    else if (edges->dtype == NP_F32)
      with(Type<float>());
    else
      with(Type<double>());
    return int(NP_OK);
  });
}

extern "C" int np_histogram_edges(const np_ref *a, const np_ref *weights, const np_ref *edges, const np_ref *out) {
  return guarded([&] {
    i64 n = sizeOf(*a), count = edges->shape[0], bins = count - 1;
    std::vector<i64> left(n), right(n);
    Temporary flat(a->dtype, a->ndim, a->shape);
    np_copy(&flat.ref, a);
    np_ref line = vectorRef(flat.ref.data, n, a->dtype);
    np_ref leftRef = vectorRef(left.data(), n, NP_I64), rightRef = vectorRef(right.data(), n, NP_I64);
    int status = np_searchsorted(edges, &line, NP_LEFT, nullptr, &leftRef);
    if (!status)
      status = np_searchsorted(edges, &line, NP_RIGHT, nullptr, &rightRef);
    if (status)
      return status;
    if (!weights) {
      dispatch(out->dtype, [&](auto type) {
        countBlocks<typename decltype(type)::type>(n, nullptr, bins, *out, [&](i64 i) -> i64 {
          if (left[i] >= count) // beyond the last edge
            return -1;
          return std::min(right[i], bins) - 1;
        });
      });
      return int(NP_OK);
    }
    // With weights NumPy takes differences of the running sums over each sorted block.
    std::vector<i64> order(n);
    dispatch(out->dtype, [&](auto type) {
      using W = typename decltype(type)::type;
      // cumsum widens small integers and bool
      using Small = std::conditional_t<std::is_same_v<W, bool> || (std::is_signed_v<W> && std::is_integral_v<W>), i64,
                                       uint64_t>;
      using Sum = std::conditional_t<std::is_integral_v<W>, Small, W>;
      auto plus = [](Sum x, Sum y, bool minus) -> Sum {
        if constexpr (isComplex<Sum>)
          return minus ? Sum{x.re - y.re, x.im - y.im} : Sum{x.re + y.re, x.im + y.im};
        else if constexpr (isHalf<Sum>)
          return toHalf(double(minus ? toFloat(x) - toFloat(y) : toFloat(x) + toFloat(y)));
        else
          return minus ? x - y : x + y;
      };
      std::vector<Sum> w = flatten<Sum>(*weights), total(count);
      for (i64 start = 0; start < n; start += histogramBlock) {
        i64 length = std::min(n - start, histogramBlock);
        np_ref block = vectorRef(static_cast<char *>(flat.ref.data) + start * itemSize(a->dtype), length, a->dtype);
        np_ref orderRef = vectorRef(order.data(), length, NP_I64);
        np_argsort(&block, 0, &orderRef);
        std::vector<Sum> running(length + 1);
        for (i64 i = 0; i < length; ++i)
          running[i + 1] = plus(running[i], w[start + order[i]], false);
        // How many of the block lie before each edge, and for the last one before or on it.
        std::vector<i64> before(count + 1);
        for (i64 i = start; i < start + length; ++i)
          ++before[left[i] < count ? std::min(right[i], bins) : count]; // on the last edge: in the last bin
        for (i64 j = 0, seen = 0; j < count; ++j) {
          seen += before[j];
          total[j] = plus(total[j], running[seen], false);
        }
      }
      Temporary counts(out->dtype, 1, &bins);
      for (i64 j = 0; j < bins; ++j)
        store(static_cast<char *>(counts.ref.data) + j * i64(sizeof(W)),
              convert<W>(plus(total[j + 1], total[j], true)));
      np_copy(out, &counts.ref);
    });
    return int(NP_OK);
  });
}
