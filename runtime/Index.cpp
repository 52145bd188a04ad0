// Fancy indexing: gather, scatter and ufunc.at through integer arrays and boolean masks.
//
// A plan holds, for every index array, its values broadcast over the common index shape F and wrapped to be
// non-negative (a mask of rank k is k such arrays, its nonzero()). The result is
//   x[:, i, :, j] -> (F, rest...)      index arrays apart: F comes first
//   x[:, i, j]    -> (before, F, after) index arrays side by side: F stands in their place
// so both directions are one walk: axes before F, then F in C order (the last of duplicates stays), then axes after.
#include "Elements.h"
#include "abi/library.h"
#include <algorithm>

namespace {

struct Plan {
  std::vector<int> axes;                    // source axis of each index array
  std::vector<std::vector<i64>> indices;    // its values over F
  std::vector<i64> fancyShape;
  i64 fancySize = 1;
  std::vector<std::pair<int, int>> before, after; // (result axis, source axis) of whole axes; newaxis has none
  int fancyAt = 0;                          // the result axis where F starts
  int badAxis = -1;                         // first index out of bounds
  i64 badIndex = 0, badSize = 0;
};

struct IndexArray {
  int axis; // -1: a mask of rank 0, which only broadcasts
  std::vector<i64> shape, values;
};

// The positions of a mask's true elements, one vector an axis.
std::vector<std::vector<i64>> positions(const np_ref &mask) {
  std::vector<std::vector<i64>> out(mask.ndim);
  std::vector<bool> flat = flatten<bool>(mask);
  std::vector<i64> at(mask.ndim);
  for (size_t k = 0; k < flat.size(); ++k) {
    if (flat[k])
      for (int i = 0; i < mask.ndim; ++i)
        out[i].push_back(at[i]);
    for (int i = mask.ndim - 1; i >= 0 && ++at[i] == mask.shape[i]; --i)
      at[i] = 0;
  }
  return out;
}

// Adds what one item of the pattern indexes, the next of the source's axes being `axis`; returns a status.
int addItem(const np_ref &source, char kind, const np_ref &index, int &axis, std::vector<IndexArray> &arrays) {
  if (kind == 'a') {
    arrays.push_back({axis++, {index.shape, index.shape + index.ndim}, flatten<i64>(index)});
    return NP_OK;
  }
  if (index.ndim == 0) {
    i64 n = flatten<bool>(index)[0];
    arrays.push_back({-1, {n}, std::vector<i64>(n)});
    return NP_OK;
  }
  for (int i = 0; i < index.ndim; ++i)
    if (index.shape[i] != 0 && index.shape[i] != source.shape[axis + i]) // NumPy never minds an empty axis
      return np_fail(NP_INDEX_ERROR,
                     "boolean index did not match indexed array along axis %d; size of axis is %lld but size of "
                     "corresponding boolean axis is %lld",
                     axis + i, source.shape[axis + i], index.shape[i]);
  for (std::vector<i64> &values : positions(index))
    arrays.push_back({axis++, {i64(values.size())}, std::move(values)});
  return NP_OK;
}

// Broadcasts the arrays' values over the common shape, wraps them and notes the first one out of bounds.
int resolve(const np_ref &source, std::vector<IndexArray> &arrays, Plan &plan) {
  // Plain integers come first, as in NumPy: before the arrays are broadcast.
  for (const IndexArray &array : arrays)
    if (array.axis >= 0 && array.shape.empty())
      if (i64 size = source.shape[array.axis], value = array.values[0]; value < -size || value >= size)
        return np_fail(NP_INDEX_ERROR, "index %lld is out of bounds for axis %d with size %lld", value, array.axis, size);
  std::vector<np_ref> refs;
  std::vector<std::vector<i64>> strides;
  for (IndexArray &array : arrays) {
    int rank = int(array.shape.size());
    std::vector<i64> steps(rank);
    i64 stride = 1;
    for (int i = rank - 1; i >= 0; --i) {
      steps[i] = stride;
      stride *= array.shape[i];
    }
    strides.push_back(std::move(steps));
    refs.push_back({array.values.data(), array.shape.data(), strides.back().data(), rank, NP_I64});
  }
  int rank = 0;
  i64 shape[maxRank];
  if (np_broadcast_shapes(int(refs.size()), refs.data(), &rank, shape)) {
    std::string text;
    for (const np_ref &ref : refs)
      if (ref.ndim) // plain integers aren't named
        text += shapeText(ref) + " ";
    return np_fail(NP_INDEX_ERROR, "shape mismatch: indexing arrays could not be broadcast together with shapes %s",
                   text.c_str());
  }
  plan.fancyShape.assign(shape, shape + rank);
  plan.fancySize = product(rank, shape);
  for (size_t k = 0; k < arrays.size(); ++k) {
    if (arrays[k].axis < 0)
      continue;
    i64 size = source.shape[arrays[k].axis];
    for (i64 &value : arrays[k].values) {
      if (value >= -size && value < size) {
        value += value < 0 ? size : 0;
        continue;
      }
      if (plan.badAxis < 0 && plan.fancySize) {
        plan.badAxis = arrays[k].axis;
        plan.badIndex = value;
        plan.badSize = size;
      }
    }
    plan.axes.push_back(arrays[k].axis);
    if (i64(arrays[k].values.size()) == plan.fancySize) {
      plan.indices.push_back(std::move(arrays[k].values));
      continue;
    }
    std::vector<i64> all(plan.fancySize);
    i64 steps[maxRank], stride = 1;
    for (int i = rank - 1; i >= 0; --i) {
      steps[i] = stride;
      stride *= shape[i];
    }
    np_ref out = {all.data(), shape, steps, rank, NP_I64};
    np_copy(&out, &refs[k]);
    plan.indices.push_back(std::move(all));
  }
  return NP_OK;
}

int makePlan(const np_ref &source, const char *pattern, const np_ref *indices, np_index_plan *out) {
  auto plan = std::make_unique<Plan>();
  int used = 0;
  const np_ref *next = indices;
  for (const char *c = pattern; *c; ++c) {
    used += *c == ':' ? 1 : *c == 'a' ? 1 : *c == 'm' ? next->ndim : 0;
    next += *c == 'a' || *c == 'm';
  }
  if (used > source.ndim)
    return np_fail(NP_INDEX_ERROR, "too many indices for array: array is %d-dimensional, but %d were indexed",
                   source.ndim, used);

  struct Whole {
    int axis; // -1: newaxis
    bool afterFancy;
  };
  std::vector<Whole> whole;
  std::vector<IndexArray> arrays;
  int axis = 0;
  bool seen = false, apart = false;
  char previous = 0;
  next = indices;
  for (const char *c = pattern; *c; previous = *c++) {
    if (*c == ':' || *c == 'n') {
      whole.push_back({*c == ':' ? axis++ : -1, seen});
      continue;
    }
    apart |= seen && (previous == ':' || previous == 'n');
    seen = true;
    if (int status = addItem(source, *c, *next++, axis, arrays))
      return status;
  }
  while (axis < source.ndim)
    whole.push_back({axis++, true});
  if (int status = resolve(source, arrays, *plan))
    return status;

  out->ndim = 0;
  auto extent = [&](i64 n) {
    if (out->ndim < maxRank)
      out->shape[out->ndim] = n;
    ++out->ndim;
  };
  auto place = [&](bool afterFancy, std::vector<std::pair<int, int>> &axes) {
    for (Whole w : whole)
      if ((w.afterFancy || apart) == afterFancy) {
        if (w.axis >= 0)
          axes.push_back({out->ndim, w.axis});
        extent(w.axis < 0 ? 1 : source.shape[w.axis]);
      }
  };
  place(false, plan->before);
  plan->fancyAt = out->ndim;
  for (i64 n : plan->fancyShape)
    extent(n);
  place(true, plan->after);
  if (out->ndim > maxRank)
    return np_fail(NP_INDEX_ERROR, "number of dimensions must be within [0, %d], indexing result would have %d",
                   maxRank, out->ndim);
  out->size = product(out->ndim, out->shape);
  out->state = plan.release();
  return NP_OK;
}

// body(n, sourcePointer, step, resultPointer, step) over all elements, in the order of the header comment.
template <typename F> void walk(const Plan &plan, const np_ref &source, const np_ref &result, F &&body) {
  i64 sourceSize = itemSize(source.dtype), resultSize = itemSize(result.dtype);
  std::vector<i64> offsets(plan.fancySize), resultOffsets(plan.fancySize);
  for (size_t k = 0; k < plan.axes.size(); ++k) {
    i64 step = source.strides[plan.axes[k]] * sourceSize;
    for (i64 i = 0; i < plan.fancySize; ++i)
      offsets[i] += plan.indices[k][i] * step;
  }
  int rank = int(plan.fancyShape.size());
  std::vector<i64> at(rank);
  i64 offset = 0;
  for (i64 i = 0; i < plan.fancySize; ++i) {
    resultOffsets[i] = offset;
    for (int j = rank - 1; j >= 0; --j) {
      i64 step = result.strides[plan.fancyAt + j] * resultSize;
      offset += step;
      if (++at[j] < plan.fancyShape[j])
        break;
      offset -= step * plan.fancyShape[j];
      at[j] = 0;
    }
  }
  auto loopOver = [&](const std::vector<std::pair<int, int>> &axes) {
    Loop<2> loop(0, nullptr);
    for (auto [to, from] : axes) {
      loop.shape[loop.ndim] = source.shape[from];
      loop.step[0][loop.ndim] = source.strides[from] * sourceSize;
      loop.step[1][loop.ndim++] = result.strides[to] * resultSize;
    }
    loop.coalesce();
    return loop;
  };
  Loop<2> outer = loopOver(plan.before), inner = loopOver(plan.after);
  outer.data[0] = static_cast<char *>(source.data);
  outer.data[1] = static_cast<char *>(result.data);
  outer.run([&](i64 n, char *const *p, const i64 *step) {
    for (i64 j = 0; j < n; ++j) {
      char *from = p[0] + j * step[0], *to = p[1] + j * step[1];
      if (inner.ndim == 0) {
        for (i64 i = 0; i < plan.fancySize; ++i)
          body(1, from + offsets[i], 0, to + resultOffsets[i], 0);
        continue;
      }
      for (i64 i = 0; i < plan.fancySize; ++i) {
        inner.data[0] = from + offsets[i];
        inner.data[1] = to + resultOffsets[i];
        inner.run([&](i64 m, char *const *q, const i64 *s) { body(m, q[0], s[0], q[1], s[1]); });
      }
    }
  });
}

template <int Size> void moveAll(const Plan &plan, const np_ref &source, const np_ref &result, bool gather) {
  auto move = [](i64 n, char *to, i64 toStep, const char *from, i64 fromStep) {
    if (n > 1 && toStep == Size && fromStep == Size)
      std::memcpy(to, from, n * Size);
    else
      for (i64 i = 0; i < n; ++i)
        std::memcpy(to + i * toStep, from + i * fromStep, Size);
  };
  if (gather)
    walk(plan, source, result, [&](i64 n, char *p, i64 ps, char *q, i64 qs) { move(n, q, qs, p, ps); });
  else
    walk(plan, source, result, [&](i64 n, char *p, i64 ps, char *q, i64 qs) { move(n, p, ps, q, qs); });
}

void moveAll(const Plan &plan, const np_ref &source, const np_ref &result, bool gather) {
  switch (itemSize(source.dtype)) {
  case 1:
    return moveAll<1>(plan, source, result, gather);
  case 2:
    return moveAll<2>(plan, source, result, gather);
  case 4:
    return moveAll<4>(plan, source, result, gather);
  case 8:
    return moveAll<8>(plan, source, result, gather);
  default:
    return moveAll<16>(plan, source, result, gather);
  }
}

const Plan &planOf(const np_index_plan *plan) { return *static_cast<const Plan *>(plan->state); }

// `value` broadcast to the plan's shape (false: it does not fit), copied in `dtype` first if it has another or may
// share memory with dst.
struct Value {
  std::unique_ptr<Temporary> copy;
  i64 strides[maxRank];
  np_ref ref;

  bool make(const np_ref &value, const np_index_plan *plan, const np_ref &dst, int dtype) {
    np_ref from = value;
    for (; from.ndim > plan->ndim && from.shape[0] == 1; --from.ndim, ++from.shape)
      ++from.strides;
    if (np_broadcast_to(&from, plan->ndim, plan->shape, strides))
      return false;
    if (from.dtype != dtype || np_may_share(&from, &dst)) {
      copy = std::make_unique<Temporary>(dtype, from.ndim, from.shape);
      np_copy(&copy->ref, &from);
      from = copy->ref;
      np_broadcast_to(&from, plan->ndim, plan->shape, strides);
    }
    ref = {from.data, plan->shape, strides, plan->ndim, dtype};
    return true;
  }
};

// --- ufunc.at -------------------------------------------------------------------------------------------------

template <int Op, typename T> T apply(T a, T b) {
  if constexpr (Op == NP_AT_MAXIMUM || Op == NP_AT_MINIMUM) {
    if (isNan(a) || isNan(b))
      return isNan(a) ? a : b;
    return (Op == NP_AT_MAXIMUM) == less(a, b) ? b : a;
  } else if constexpr (Op == NP_AT_AND || Op == NP_AT_OR || Op == NP_AT_XOR) {
    if constexpr (std::is_integral_v<T>)
      return T(Op == NP_AT_AND ? a & b : Op == NP_AT_OR ? a | b : a ^ b);
    else
      return a; // no such ufunc loop: refused before
  } else if constexpr (isHalf<T>)
    return toHalf(double(apply<Op>(toFloat(a), toFloat(b))));
  else if constexpr (std::is_same_v<T, bool>)
    return Op == NP_AT_ADD ? a || b : Op == NP_AT_MULTIPLY ? a && b : a != b;
  else if constexpr (isComplex<T>) {
    if constexpr (Op == NP_AT_ADD)
      return {a.re + b.re, a.im + b.im};
    else if constexpr (Op == NP_AT_SUBTRACT)
      return {a.re - b.re, a.im - b.im};
    else if constexpr (Op == NP_AT_MULTIPLY)
      return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
    else { // Smith's division, as NumPy's
      using R = decltype(a.re);
      R bre = std::fabs(b.re), bim = std::fabs(b.im);
      if (bre >= bim) {
        if (bre == 0 && bim == 0)
          return {a.re / bre, a.im / bre};
        R ratio = b.im / b.re, scale = R(1) / (b.re + b.im * ratio);
        return {(a.re + a.im * ratio) * scale, (a.im - a.re * ratio) * scale};
      }
      R ratio = b.re / b.im, scale = R(1) / (b.im + b.re * ratio);
      return {(a.re * ratio + a.im) * scale, (a.im * ratio - a.re) * scale};
    }
  } else if constexpr (std::is_integral_v<T>) { // wraps
    uint64_t x = uint64_t(a), y = uint64_t(b);
    if constexpr (Op == NP_AT_DIVIDE)
      return convert<T>(double(a) / double(b));
    else
      return T(Op == NP_AT_ADD ? x + y : Op == NP_AT_SUBTRACT ? x - y : x * y);
  } else
    return Op == NP_AT_ADD ? a + b : Op == NP_AT_SUBTRACT ? a - b : Op == NP_AT_MULTIPLY ? a * b : a / b;
}

using OpRow = void (*)(i64 n, char *dst, i64 dstStep, const char *value, i64 valueStep);

// T is the dtype computed in, D that of dst.
template <int Op, typename T, typename D> void applyRow(i64 n, char *p, i64 ps, const char *q, i64 qs) {
  for (i64 i = 0; i < n; ++i, p += ps, q += qs)
    store(p, convert<D>(apply<Op>(convert<T>(load<D>(p)), load<T>(q))));
}

template <int Op> OpRow rowFor(int dst, int common) {
  return dispatch(dst, [&](auto d) {
    return dispatch(common, [&](auto t) -> OpRow {
      using D = typename decltype(d)::type;
      using T = typename decltype(t)::type;
      // `common` is the promotion of both, so at least as wide
      if constexpr (std::is_same_v<T, D> || (sizeof(T) >= sizeof(D) && (isComplex<T> || !isComplex<D>)))
        return applyRow<Op, T, D>;
      return nullptr;
    });
  });
}

OpRow rowFor(int op, int dst, int common) {
  constexpr OpRow (*rows[])(int, int) = {
      rowFor<NP_AT_ADD>,     rowFor<NP_AT_SUBTRACT>, rowFor<NP_AT_MULTIPLY>, rowFor<NP_AT_DIVIDE>, rowFor<NP_AT_MAXIMUM>,
      rowFor<NP_AT_MINIMUM>, rowFor<NP_AT_AND>,      rowFor<NP_AT_OR>,       rowFor<NP_AT_XOR>};
  return rows[op](dst, common);
}

} // namespace

extern "C" int np_index_plan_make(const np_ref *source, const char *pattern, const np_ref *indices,
                                  np_index_plan *plan) {
  plan->state = nullptr;
  return guarded([&] { return makePlan(*source, pattern, indices, plan); });
}

extern "C" void np_index_plan_free(np_index_plan *plan) {
  delete static_cast<Plan *>(plan->state);
  plan->state = nullptr;
}

extern "C" int np_index_plan_check(const np_index_plan *plan) {
  const Plan &p = planOf(plan);
  if (p.badAxis < 0)
    return NP_OK;
  return np_fail(NP_INDEX_ERROR, "index %lld is out of bounds for axis %d with size %lld", p.badIndex, p.badAxis,
                 p.badSize);
}

extern "C" void np_gather_layout(const np_ref *source, const np_index_plan *given, i64 *strides) {
  const Plan &plan = *static_cast<const Plan *>(given->state);
  std::vector<std::pair<int, int>> rest = plan.before;
  rest.insert(rest.end(), plan.after.begin(), plan.after.end());
  std::stable_sort(rest.begin(), rest.end(), [&](auto a, auto b) {
    return std::abs(source->strides[a.second]) > std::abs(source->strides[b.second]);
  });
  i64 stride = 1;
  auto next = [&](int axis) {
    strides[axis] = stride;
    stride *= given->shape[axis] ? given->shape[axis] : 1;
  };
  for (size_t i = rest.size(); i-- > 0;)
    next(rest[i].first);
  for (size_t i = plan.fancyShape.size(); i-- > 0;)
    next(plan.fancyAt + int(i));
}

extern "C" int np_gather(const np_ref *source, const np_index_plan *plan, const np_ref *out) {
  return guarded([&] {
    if (int status = np_index_plan_check(plan))
      return status;
    if (out->dtype == source->dtype && !np_may_share(source, out)) {
      moveAll(planOf(plan), *source, *out, true);
      return int(NP_OK);
    }
    Temporary copy(source->dtype, plan->ndim, plan->shape);
    moveAll(planOf(plan), *source, copy.ref, true);
    return np_copy(out, &copy.ref);
  });
}

extern "C" int np_scatter(const np_ref *dst, const np_index_plan *plan, const np_ref *value) {
  return guarded([&] {
    if (planOf(plan).fancyShape.empty()) { // only plain integers: NumPy's is then an ordinary assignment
      int status = np_index_plan_check(plan);
      if (!status && plan->ndim == 0 && sizeOf(*value) != 1)
        status = np_fail(NP_VALUE_ERROR, "setting an array element with a sequence.");
      status = status ? status : np_assign_check(plan->ndim, plan->shape, value->ndim, value->shape);
      if (status)
        return status;
    }
    Value v;
    if (!v.make(*value, plan, *dst, dst->dtype))
      return np_fail(NP_VALUE_ERROR,
                     "shape mismatch: value array of shape %s could not be broadcast to indexing result of shape %s",
                     shapeText(*value).c_str(), shapeText(plan->ndim, plan->shape).c_str());
    if (int status = np_index_plan_check(plan))
      return status;
    moveAll(planOf(plan), *dst, v.ref, false);
    return int(NP_OK);
  });
}

extern "C" int np_scatter_op(const np_ref *dst, const np_index_plan *plan, int op, const np_ref *value) {
  return guarded([&] {
    if (int status = np_index_plan_check(plan))
      return status;
    Value v;
    if (!v.make(*value, plan, *dst, promote(dst->dtype, value->dtype)))
      return np_fail(NP_VALUE_ERROR, "array is not broadcastable to correct shape");
    OpRow row = rowFor(op, dst->dtype, v.ref.dtype);
    walk(planOf(plan), *dst, v.ref, [&](i64 n, char *p, i64 ps, char *q, i64 qs) { row(n, p, ps, q, qs); });
    return int(NP_OK);
  });
}
