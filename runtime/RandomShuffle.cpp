// shuffle, permutation, permuted: Fisher and Yates from the last element down, for elements of any size and stride.
#include "Elements.h"
#include "Random.h"

using namespace np_random;

namespace {

int isUnsized(const np_ref &x) { return x.ndim == 0 ? np_fail(NP_TYPE_ERROR, "len() of unsized object") : int(NP_OK); }

template <class Bits, class Swap> void shuffle(Bits &bits, i64 n, Swap &&swap) {
  for (i64 i = n - 1; i >= 1; --i) {
    i64 j = i64(interval(bits, uint64_t(i)));
    if (i != j)
      swap(i, j);
  }
}

template <class T, class Bits> void shuffleRow(Bits &bits, char *data, i64 step, i64 n) {
  shuffle(bits, n, [&](i64 i, i64 j) {
    T a = load<T>(data + i * step), b = load<T>(data + j * step);
    store(data + i * step, b);
    store(data + j * step, a);
  });
}

template <class Bits> void shuffleRow(Bits &bits, char *data, i64 step, i64 n, i64 size) {
  if (size == 1)
    shuffleRow<uint8_t>(bits, data, step, n);
  else if (size == 2)
    shuffleRow<uint16_t>(bits, data, step, n);
  else if (size == 4)
    shuffleRow<uint32_t>(bits, data, step, n);
  else if (size == 8)
    shuffleRow<uint64_t>(bits, data, step, n);
  else
    shuffleRow<Complex<double>>(bits, data, step, n);
}

// Slice i of x along axis.
np_ref sliceOf(const np_ref &x, int axis, i64 i, const i64 *shape, const i64 *strides) {
  char *data = static_cast<char *>(x.data) + i * x.strides[axis] * itemSize(x.dtype);
  return {data, shape, strides, x.ndim - 1, x.dtype};
}

} // namespace

extern "C" {

int np_rng_shuffle(np_rng *rng, const np_ref *x, int axis) {
  if (int status = isUnsized(*x))
    return status;
  if (int status = checkAxis(axis, x->ndim))
    return status;
  i64 size = itemSize(x->dtype), n = x->shape[axis];
  withBits(*rng, [&](auto &bits) {
    if (x->ndim == 1)
      return shuffleRow(bits, static_cast<char *>(x->data), x->strides[0] * size, n, size);
    i64 shape[maxRank], strides[maxRank];
    for (int i = 0, k = 0; i < x->ndim; ++i)
      if (i != axis) {
        shape[k] = x->shape[i];
        strides[k++] = x->strides[i];
      }
    if (product(x->ndim - 1, shape) == 0)
      n = 0; // NumPy does not draw where there is nothing to swap
    shuffle(bits, n, [&](i64 i, i64 j) {
      np_ref a = sliceOf(*x, axis, i, shape, strides), b = sliceOf(*x, axis, j, shape, strides);
      Loop<2> loop(a.ndim, shape);
      loop.operand(0, a);
      loop.operand(1, b);
      loop.coalesce();
      loop.run([&](i64 count, char *const *p, const i64 *step) {
        char kept[16];
        if (step[0] == size && step[1] == size) {
          std::swap_ranges(p[0], p[0] + count * size, p[1]);
          return;
        }
        for (i64 k = 0; k < count; ++k) {
          std::memcpy(kept, p[0] + k * step[0], size_t(size));
          std::memcpy(p[0] + k * step[0], p[1] + k * step[1], size_t(size));
          std::memcpy(p[1] + k * step[1], kept, size_t(size));
        }
      });
    });
  });
  return NP_OK;
}

int np_rng_permutation(np_rng *rng, const np_ref *out) {
  i64 n = out->shape[0], step = out->strides[0] * 8;
  char *data = static_cast<char *>(out->data);
  for (i64 i = 0; i < n; ++i)
    store(data + i * step, i);
  withBits(*rng, [&](auto &bits) { shuffleRow<i64>(bits, data, step, n); });
  return NP_OK;
}

int np_rng_permuted(np_rng *rng, const np_ref *x, int axis, int flat) {
  i64 size = itemSize(x->dtype);
  if (flat)
    return guarded([&] {
      if (int status = isUnsized(*x))
        return status;
      // The order is the memory's, not the axes'. Through a copy, where the elements have one stride.
      i64 n = sizeOf(*x);
      std::vector<char> copy(static_cast<size_t>(n * size));
      Loop<1> loop(x->ndim, x->shape);
      loop.operand(0, *x);
      loop.sortAxes();
      auto move = [&](bool back) {
        char *at = copy.data();
        loop.run([&](i64 count, char *const *p, const i64 *step) {
          for (i64 i = 0; i < count; ++i, at += size)
            std::memcpy(back ? p[0] + i * step[0] : at, back ? at : p[0] + i * step[0], size_t(size));
        });
      };
      move(false);
      withBits(*rng, [&](auto &bits) { shuffleRow(bits, copy.data(), size, n, size); });
      move(true);
      return int(NP_OK);
    });
  if (int status = checkAxis(axis, x->ndim))
    return status;
  withBits(*rng, [&](auto &bits) {
    const np_ref *const one[] = {x};
    eachLine<1>(one, axis,
                [&](char *const *p) { shuffleRow(bits, p[0], x->strides[axis] * size, x->shape[axis], size); });
  });
  return NP_OK;
}

} // extern "C"
