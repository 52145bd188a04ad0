// sort, argsort, partition, lexsort along an axis.
//
// One order for all of them, and stable: NumPy's default argsort leaves the order of equal elements to the processor
// (its vector sorts differ by CPU), so a stable one agrees wherever NumPy is well defined, and on up to 16 elements.
// Real elements become unsigned keys with the same order (NaNs largest, both zeros equal), which a radix sort takes
// in one pass a byte, constant bytes skipped; short lines and complex numbers use std::stable_sort.
#include "Elements.h"
#include "abi/library.h"
#include <algorithm>

namespace {

constexpr i64 radixFrom = 256; // elements, from where the histograms pay

// --- keys ------------------------------------------------------------------------------------------------------

template <size_t Size>
using Unsigned = std::conditional_t<Size == 1, uint8_t,
                                    std::conditional_t<Size == 2, uint16_t,
                                                       std::conditional_t<Size == 4, uint32_t, uint64_t>>>;
template <typename T> using Key = Unsigned<sizeof(T)>;

template <typename T> Key<T> keyOf(T x) {
  using K = Key<T>;
  constexpr K top = K(K(1) << (8 * sizeof(T) - 1));
  if constexpr (isFloat<T>) {
    if (isNan(x))
      return K(~K(0));
    K bits = std::bit_cast<K>(x);
    if (bits == top)
      bits = 0;
    return bits & top ? K(~bits) : K(bits | top);
  } else if constexpr (std::is_signed_v<T>)
    return K(K(x) ^ top);
  else
    return K(x);
}

template <typename T> T fromKey(Key<T> key) {
  using K = Key<T>;
  constexpr K top = K(K(1) << (8 * sizeof(T) - 1));
  if constexpr (isHalf<T>)
    return key == K(~K(0)) ? Half{0x7e00} : Half{K(key & top ? key ^ top : ~key)};
  else if constexpr (isFloat<T>)
    return key == K(~K(0)) ? std::numeric_limits<T>::quiet_NaN() : std::bit_cast<T>(K(key & top ? key ^ top : ~key));
  else if constexpr (std::is_signed_v<T>)
    return T(key ^ top);
  else
    return T(key);
}

// Sorts keys, and `payload` beside them unless null. Stable.
template <typename K> void radixSort(std::vector<K> &keys, std::vector<i64> *payload) {
  constexpr int digits = sizeof(K);
  size_t n = keys.size();
  std::vector<size_t> counts(size_t(digits) * 256);
  for (K key : keys)
    for (int d = 0; d < digits; ++d)
      ++counts[d * 256 + (key >> (8 * d) & 255)];
  std::vector<K> other(n);
  std::vector<i64> otherPayload(payload ? n : 0);
  for (int d = 0; d < digits; ++d) {
    size_t *count = &counts[d * 256];
    if (count[keys[0] >> (8 * d) & 255] == n)
      continue;
    for (size_t i = 0, start = 0; i < 256; ++i)
      start += std::exchange(count[i], start);
    for (size_t i = 0; i < n; ++i) {
      size_t to = count[keys[i] >> (8 * d) & 255]++;
      other[to] = keys[i];
      if (payload)
        otherPayload[to] = (*payload)[i];
    }
    keys.swap(other);
    if (payload)
      payload->swap(otherPayload);
  }
}

// --- lines -----------------------------------------------------------------------------------------------------

// Sorts the positions in `order` by the elements that they name, equal ones staying as they are.
template <typename T> void orderLine(const char *line, i64 step, std::vector<i64> &order) {
  i64 n = i64(order.size());
  if constexpr (!isComplex<T>)
    if (n >= radixFrom) {
      std::vector<Key<T>> keys(n);
      for (i64 i = 0; i < n; ++i)
        keys[i] = keyOf(load<T>(line + order[i] * step));
      return radixSort(keys, &order);
    }
  std::stable_sort(order.begin(), order.end(), [&](i64 a, i64 b) {
    return less(load<T>(line + a * step), load<T>(line + b * step));
  });
}

template <typename T> void sortLine(char *line, i64 step, i64 n) {
  if constexpr (isComplex<T>) {
    std::vector<T> values(n);
    for (i64 i = 0; i < n; ++i)
      values[i] = load<T>(line + i * step);
    std::stable_sort(values.begin(), values.end(), less<T>);
    for (i64 i = 0; i < n; ++i)
      store(line + i * step, values[i]);
  } else {
    std::vector<Key<T>> keys(n);
    std::vector<bool> zeroSigns; // keys don't tell the zeros apart: they keep their order
    for (i64 i = 0; i < n; ++i) {
      T x = load<T>(line + i * step);
      keys[i] = keyOf(x);
      if constexpr (isFloat<T>)
        if (!isTrue(x))
          zeroSigns.push_back(std::bit_cast<Key<T>>(x) != 0);
    }
    if (n >= radixFrom)
      radixSort(keys, nullptr);
    else
      std::sort(keys.begin(), keys.end());
    size_t zero = 0;
    for (i64 i = 0; i < n; ++i) {
      T x = fromKey<T>(keys[i]);
      if constexpr (isFloat<T>)
        if (!isTrue(x) && zeroSigns[zero++])
          x = std::bit_cast<T>(Key<T>(Key<T>(1) << (8 * sizeof(T) - 1)));
      store(line + i * step, x);
    }
  }
}

// Every kth in [0, n) of the axis, sorted; NumPy's ValueError otherwise.
int checkKth(const np_ref &a, int axis, int count, const i64 *kth, std::vector<i64> &out) {
  if (sizeOf(a) == 0) // NumPy does not look at them either
    return NP_OK;
  i64 n = a.shape[axis];
  for (int i = 0; i < count; ++i) {
    i64 k = kth[i] < 0 ? kth[i] + n : kth[i];
    if (k < 0 || k >= n)
      return np_fail(NP_VALUE_ERROR, "kth(=%lld) out of bounds (%lld)", k, n);
    out.push_back(k);
  }
  std::sort(out.begin(), out.end());
  return NP_OK;
}

template <typename It, typename Less> void select(It begin, It end, const std::vector<i64> &kth, Less less) {
  It from = begin;
  for (i64 k : kth)
    if (begin + k >= from) {
      std::nth_element(from, begin + k, end, less);
      from = begin + k + 1;
    }
}

template <typename T> void partitionLine(char *line, i64 step, i64 n, const std::vector<i64> &kth) {
  std::unique_ptr<T[]> values(new T[n]); // not a vector: that of bool is packed
  for (i64 i = 0; i < n; ++i)
    values[i] = load<T>(line + i * step);
  select(values.get(), values.get() + n, kth, less<T>);
  for (i64 i = 0; i < n; ++i)
    store(line + i * step, values[i]);
}

// The lines of `a` and `out` along the axis: makeOrder<T>(line, step, order) for order = 0, 1, ..., n-1.
template <typename F> void eachOrder(const np_ref &a, int axis, const np_ref &out, F &&makeOrder) {
  i64 n = a.shape[axis], step = a.strides[axis] * itemSize(a.dtype), outStep = out.strides[axis] * i64(sizeof(i64));
  std::vector<i64> order(n);
  dispatch(a.dtype, [&](auto type) {
    const np_ref *both[] = {&a, &out};
    eachLine(both, axis, [&](char *const *p) {
      for (i64 i = 0; i < n; ++i)
        order[i] = i;
      makeOrder(type, p[0], step, order);
      for (i64 i = 0; i < n; ++i)
        store(p[1] + i * outStep, order[i]);
    });
  });
}

} // namespace

extern "C" int np_sort(const np_ref *a, int axis) {
  return guarded([&] {
    if (int status = checkAxis(axis, a->ndim))
      return status;
    i64 step = a->strides[axis] * itemSize(a->dtype);
    dispatch(a->dtype, [&](auto type) {
      const np_ref *one[] = {a};
      eachLine(one, axis,
               [&](char *const *p) { sortLine<typename decltype(type)::type>(p[0], step, a->shape[axis]); });
    });
    return int(NP_OK);
  });
}

extern "C" int np_argsort(const np_ref *a, int axis, const np_ref *order) {
  return guarded([&] {
    if (int status = checkAxis(axis, a->ndim))
      return status;
    eachOrder(*a, axis, *order, [](auto type, const char *line, i64 step, std::vector<i64> &positions) {
      orderLine<typename decltype(type)::type>(line, step, positions);
    });
    return int(NP_OK);
  });
}

extern "C" int np_partition(const np_ref *a, int axis, int n, const np_i64 *kth) {
  return guarded([&] {
    std::vector<i64> at;
    if (int status = checkAxis(axis, a->ndim))
      return status;
    if (int status = checkKth(*a, axis, n, kth, at))
      return status;
    i64 step = a->strides[axis] * itemSize(a->dtype);
    dispatch(a->dtype, [&](auto type) {
      const np_ref *one[] = {a};
      eachLine(one, axis,
               [&](char *const *p) { partitionLine<typename decltype(type)::type>(p[0], step, a->shape[axis], at); });
    });
    return int(NP_OK);
  });
}

extern "C" int np_argpartition(const np_ref *a, int axis, int n, const np_i64 *kth, const np_ref *order) {
  return guarded([&] {
    std::vector<i64> at;
    if (int status = checkAxis(axis, a->ndim))
      return status;
    if (int status = checkKth(*a, axis, n, kth, at))
      return status;
    eachOrder(*a, axis, *order, [&](auto type, const char *line, i64 step, std::vector<i64> &positions) {
      using T = typename decltype(type)::type;
      select(positions.begin(), positions.end(), at,
             [&](i64 x, i64 y) { return less(load<T>(line + x * step), load<T>(line + y * step)); });
    });
    return int(NP_OK);
  });
}

extern "C" int np_lexsort(int n, const np_ref *keys, int axis, const np_ref *order) {
  return guarded([&] {
    if (n == 0)
      return np_fail(NP_TYPE_ERROR, "need sequence of keys with len > 0 in lexsort");
    for (int k = 1; k < n; ++k)
      if (keys[k].ndim != keys[0].ndim || !std::equal(keys[k].shape, keys[k].shape + keys[k].ndim, keys[0].shape))
        return np_fail(NP_VALUE_ERROR, "all keys need to be the same shape");
    if (order->ndim == 0) {
      store<i64>(static_cast<char *>(order->data), 0);
      return int(NP_OK);
    }
    if (int status = checkAxis(axis, order->ndim))
      return status;
    // Key after key, each time stably: line i of every key in turn, found by its offset from the first key's.
    i64 length = order->shape[axis], outStep = order->strides[axis] * i64(sizeof(i64));
    std::vector<std::vector<char *>> lines(n);
    for (int k = 0; k < n; ++k) {
      const np_ref *one[] = {&keys[k]};
      eachLine(one, axis, [&](char *const *p) { lines[k].push_back(p[0]); });
    }
    std::vector<i64> positions(length);
    size_t line = 0;
    const np_ref *out[] = {order};
    eachLine(out, axis, [&](char *const *p) {
      for (i64 i = 0; i < length; ++i)
        positions[i] = i;
      for (int k = 0; k < n; ++k)
        dispatch(keys[k].dtype, [&](auto type) {
          orderLine<typename decltype(type)::type>(lines[k][line], keys[k].strides[axis] * itemSize(keys[k].dtype),
                                                   positions);
        });
      for (i64 i = 0; i < length; ++i)
        store(p[0] + i * outStep, positions[i]);
      ++line;
    });
    return int(NP_OK);
  });
}
