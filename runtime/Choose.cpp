// Picking and placing elements by a condition or by flat positions: masks, nonzero, take, put, compress, choose.
#include "Elements.h"
#include "abi/library.h"
#include <algorithm>

namespace {

// f(k, isTrue, pointer) for the elements of `a` beside those of `mask`, in C order. Same shapes.
template <typename F> void eachMasked(const np_ref &a, const np_ref &mask, F &&f) {
  Loop<2> loop(a.ndim, a.shape);
  loop.operand(0, a);
  loop.operand(1, mask);
  loop.coalesce();
  i64 k = 0;
  dispatch(mask.dtype, [&](auto type) {
    using M = typename decltype(type)::type;
    loop.run([&](i64 n, char *const *p, const i64 *step) {
      for (i64 i = 0; i < n; ++i, ++k)
        f(k, isTrue(load<M>(p[1] + i * step[1])), p[0] + i * step[0]);
    });
  });
}

// A C-ordered copy in `a`'s dtype, and the pointer to its k-th element.
struct Flat {
  Temporary copy;
  i64 size, item;
  Flat(const np_ref &values, int dtype)
      : copy(dtype, values.ndim, values.shape), size(sizeOf(values)), item(itemSize(dtype)) {
    np_copy(&copy.ref, &values);
  }
  const char *operator[](i64 k) const { return static_cast<const char *>(copy.ref.data) + k * item; }
};

// A mask of the same size but another shape, seen in a's.
struct MaskView {
  Temporary copy;
  np_ref ref;
  MaskView(const np_ref &mask, const np_ref &a) : copy(NP_BOOL, mask.ndim, mask.shape), strides(a.ndim) {
    np_copy(&copy.ref, &mask);
    i64 stride = 1;
    for (int i = a.ndim - 1; i >= 0; --i) {
      strides[i] = stride;
      stride *= a.shape[i];
    }
    ref = {copy.ref.data, a.shape, strides.data(), a.ndim, NP_BOOL};
  }

private:
  std::vector<i64> strides;
};

// Brings every index into [0, size), or fails.
int normalize(std::vector<i64> &indices, i64 size, int axis, int mode) {
  for (i64 &index : indices) {
    if (mode == NP_WRAP)
      index = size ? (index % size + size) % size : 0;
    else if (mode == NP_CLIP)
      index = index < 0 ? 0 : index >= size ? size - 1 : index;
    else if (index < -size || index >= size)
      return np_fail(NP_INDEX_ERROR, "index %lld is out of bounds for axis %d with size %lld", index, axis, size);
    else if (index < 0)
      index += size;
  }
  return NP_OK;
}

// What take does before it copies: indices in range, and NumPy's errors, which look at the indices only where there
// are lines to take from. *empty: there is nothing to copy.
int checkTake(const np_ref &a, std::vector<i64> &indices, int axis, int mode, bool *empty) {
  i64 lines = product(axis, a.shape), rest = product(a.ndim - axis - 1, a.shape + axis + 1);
  *empty = lines * rest * i64(indices.size()) == 0;
  if (a.shape[axis] == 0 && !*empty)
    return np_fail(NP_INDEX_ERROR, "cannot do a non-empty take from an empty axes.");
  return lines ? normalize(indices, a.shape[axis], axis, mode) : int(NP_OK);
}

// a.take(indices, axis), out.shape[axis:] beginning with `rank` axes of indices.
int takeAt(const np_ref &a, std::vector<i64> indices, int rank, const i64 *shape, int axis, int mode,
           const np_ref &out) {
  bool empty;
  int status = checkTake(a, indices, axis, mode, &empty);
  if (status || empty)
    return status;
  Temporary wrapped(NP_I64, rank, shape);
  std::memcpy(wrapped.ref.data, indices.data(), indices.size() * sizeof(i64));
  np_index_plan plan;
  std::string pattern = std::string(axis, ':') + "a";
  status = np_index_plan_make(&a, pattern.c_str(), &wrapped.ref, &plan);
  if (!status)
    status = np_gather(&a, &plan, &out);
  np_index_plan_free(&plan);
  return status;
}

std::vector<i64> truePositions(const np_ref &condition) {
  std::vector<i64> at;
  std::vector<bool> flat = flatten<bool>(condition);
  for (size_t i = 0; i < flat.size(); ++i)
    if (flat[i])
      at.push_back(i64(i));
  return at;
}

} // namespace

extern "C" int np_has_negative(const np_ref *a) {
  if (a->dtype < NP_I8 || a->dtype > NP_I64)
    return false;
  std::vector<i64> all = flatten<i64>(*a);
  return std::any_of(all.begin(), all.end(), [](i64 x) { return x < 0; });
}

extern "C" np_i64 np_count_nonzero(const np_ref *a) {
  i64 count = 0;
  Loop<1> loop(a->ndim, a->shape);
  loop.operand(0, *a);
  loop.sortAxes();
  loop.coalesce();
  dispatch(a->dtype, [&](auto type) {
    using T = typename decltype(type)::type;
    loop.run([&](i64 n, char *const *p, const i64 *step) {
      if (step[0] == sizeof(T)) {
        const T *x = reinterpret_cast<const T *>(p[0]);
        for (i64 i = 0; i < n; ++i)
          count += isTrue(x[i]);
      } else
        for (i64 i = 0; i < n; ++i)
          count += isTrue(load<T>(p[0] + i * step[0]));
    });
  });
  return count;
}

extern "C" int np_nonzero_fill(const np_ref *a, const np_ref *out) {
  char *row = static_cast<char *>(out->data);
  i64 rowStep = out->strides[0] * i64(sizeof(i64)), columnStep = out->strides[1] * i64(sizeof(i64));
  i64 at[maxRank] = {};
  int last = a->ndim - 1;
  Loop<1> loop(a->ndim, a->shape);
  loop.operand(0, *a);
  dispatch(a->dtype, [&](auto type) {
    using T = typename decltype(type)::type;
    loop.run([&](i64 n, char *const *p, const i64 *step) {
      for (i64 i = 0; i < n; ++i) {
        if (!isTrue(load<T>(p[0] + i * step[0])))
          continue;
        for (int j = 0; j < last; ++j)
          store(row + j * columnStep, at[j]);
        if (last >= 0)
          store(row + last * columnStep, i);
        row += rowStep;
      }
      for (int j = last - 1; j >= 0 && ++at[j] == a->shape[j]; --j)
        at[j] = 0;
    });
  });
  return NP_OK;
}

extern "C" int np_mask_assign(const np_ref *a, const np_ref *mask, const np_ref *value) {
  return guarded([&] {
    if (mask->ndim > a->ndim)
      return np_fail(NP_INDEX_ERROR, "too many indices for array: array is %d-dimensional, but %d were indexed",
                     a->ndim, mask->ndim);
    for (int i = 0; i < a->ndim; ++i)
      if (mask->shape[i] != 0 && a->shape[i] != mask->shape[i]) // NumPy never minds an empty axis
        return np_fail(NP_INDEX_ERROR,
                       "boolean index did not match indexed array along axis %d; size of axis is %lld but size of "
                       "corresponding boolean axis is %lld",
                       i, a->shape[i], mask->shape[i]);
    if (value->ndim > 1)
      return np_fail(NP_TYPE_ERROR,
                     "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has %d "
                     "dimensions",
                     value->ndim);
    i64 n = sizeOf(*value), count;
    if (n != 1 && n != (count = np_count_nonzero(mask)))
      return np_fail(NP_VALUE_ERROR,
                     "NumPy boolean array indexing assignment cannot assign %lld input values to the %lld output "
                     "values where the mask is true",
                     n, count);
    if (sizeOf(*mask) == 0)
      return int(NP_OK);
    Flat values(*value, a->dtype);
    std::unique_ptr<Temporary> copy;
    if (np_may_share(a, mask)) {
      copy = std::make_unique<Temporary>(mask->dtype, mask->ndim, mask->shape);
      np_copy(&copy->ref, mask);
      mask = &copy->ref;
    }
    i64 next = 0;
    eachMasked(*a, *mask, [&](i64, bool is, char *p) {
      if (is)
        std::memcpy(p, values[n == 1 ? 0 : next++], values.item);
    });
    return int(NP_OK);
  });
}

extern "C" int np_take(const np_ref *a, const np_ref *indices, int axis, int mode, const np_ref *out) {
  return guarded([&] {
    return takeAt(*a, flatten<i64>(*indices), indices->ndim, indices->shape, axis, mode, *out);
  });
}

extern "C" int np_put(const np_ref *a, const np_ref *indices, const np_ref *values, int mode) {
  return guarded([&] {
    i64 size = sizeOf(*a), n = sizeOf(*indices), m = sizeOf(*values);
    if (n > 0 && size == 0)
      return np_fail(NP_INDEX_ERROR, "cannot replace elements of an empty array");
    if (n == 0 || m == 0)
      return int(NP_OK);
    std::vector<i64> flat = flatten<i64>(*indices);
    if (int status = normalize(flat, size, 0, mode))
      return status;
    Flat from(*values, a->dtype);
    for (i64 k = 0; k < n; ++k) {
      i64 rest = flat[k], offset = 0;
      for (int i = a->ndim - 1; i >= 0; --i) {
        offset += rest % a->shape[i] * a->strides[i];
        rest /= a->shape[i];
      }
      std::memcpy(static_cast<char *>(a->data) + offset * from.item, from[k % m], from.item);
    }
    return int(NP_OK);
  });
}

extern "C" int np_putmask(const np_ref *a, const np_ref *mask, const np_ref *values) {
  return guarded([&] {
    if (sizeOf(*a) != sizeOf(*mask))
      return np_fail(NP_VALUE_ERROR, "putmask: mask and data must be the same size");
    if (sizeOf(*values) == 0)
      return int(NP_OK);
    Flat from(*values, a->dtype);
    MaskView view(*mask, *a);
    eachMasked(*a, view.ref, [&](i64 k, bool is, char *p) {
      if (is)
        std::memcpy(p, from[k % from.size], from.item);
    });
    return int(NP_OK);
  });
}

extern "C" int np_place(const np_ref *a, const np_ref *mask, const np_ref *values) {
  return guarded([&] {
    if (sizeOf(*a) != sizeOf(*mask))
      return np_fail(NP_VALUE_ERROR, "place: mask and data must be the same size");
    MaskView view(*mask, *a);
    if (sizeOf(*values) == 0)
      return np_count_nonzero(mask) ? np_fail(NP_VALUE_ERROR, "Cannot insert from an empty array!") : int(NP_OK);
    Flat from(*values, a->dtype);
    i64 next = 0;
    eachMasked(*a, view.ref, [&](i64, bool is, char *p) {
      if (is)
        std::memcpy(p, from[next++ % from.size], from.item);
    });
    return int(NP_OK);
  });
}

extern "C" int np_compress_count(const np_ref *condition, const np_ref *a, int axis, np_i64 *count) {
  return guarded([&] {
    std::vector<i64> at = truePositions(*condition);
    *count = i64(at.size());
    bool empty;
    return checkTake(*a, at, axis, NP_RAISE, &empty);
  });
}

extern "C" int np_compress_fill(const np_ref *condition, const np_ref *a, int axis, const np_ref *out) {
  return guarded([&] {
    std::vector<i64> at = truePositions(*condition);
    i64 n = i64(at.size());
    return takeAt(*a, std::move(at), 1, &n, axis, NP_RAISE, *out);
  });
}

extern "C" int np_choose(const np_ref *selector, int n, const np_ref *choices, int mode, const np_ref *out) {
  return guarded([&] {
    Temporary which(NP_I64, selector->ndim, selector->shape);
    i64 *at = static_cast<i64 *>(which.ref.data);
    np_copy(&which.ref, selector);
    for (i64 i = 0, size = sizeOf(*selector); i < size; ++i) {
      if (mode == NP_RAISE && (at[i] < 0 || at[i] >= n))
        return np_fail(NP_VALUE_ERROR, "invalid entry in choice array");
      at[i] = mode == NP_CLIP ? (at[i] < 0 ? 0 : at[i] >= n ? n - 1 : at[i]) : (at[i] % n + n) % n;
    }
    // Into fresh memory, since out may share with a choice.
    Temporary result(out->dtype, out->ndim, out->shape);
    i64 item = itemSize(out->dtype);
    for (int k = 0; k < n; ++k) {
      Flat choice(choices[k], out->dtype);
      Loop<3> loop(out->ndim, out->shape);
      loop.operand(0, result.ref);
      loop.operand(1, which.ref);
      loop.operand(2, choice.copy.ref);
      loop.coalesce();
      loop.run([&](i64 m, char *const *p, const i64 *step) {
        for (i64 i = 0; i < m; ++i)
          if (load<i64>(p[1] + i * step[1]) == k)
            std::memcpy(p[0] + i * step[0], p[2] + i * step[2], item);
      });
    }
    return np_copy(out, &result.ref);
  });
}
