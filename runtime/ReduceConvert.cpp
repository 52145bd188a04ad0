// Conversions of runs and arrays from one dtype to another, NumPy's astype element by element.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3") // vectorises the loops, as Clang does anyway
#endif
#include "ReduceElements.h"
#include "abi/reduce.h"

namespace {

template <class To, class From>
__attribute__((always_inline)) inline void convertRun(const void *in, np_i64 is, void *out, np_i64 os, np_i64 n) {
  const From *x = static_cast<const From *>(in);
  To *__restrict y = static_cast<To *>(out);
  if (is == 1 && os == 1) {
    if constexpr (std::is_same_v<To, From>) {
      std::memcpy(y, x, size_t(n) * sizeof(To));
    } else {
      for (np_i64 i = 0; i < n; ++i)
        y[i] = reduction::convert<To>(x[i]);
    }
    return;
  }
  for (np_i64 i = 0; i < n; ++i)
    y[i * os] = reduction::convert<To>(x[i * is]);
}

template <class To, class From> void convertBase(const void *in, np_i64 is, void *out, np_i64 os, np_i64 n) {
  convertRun<To, From>(in, is, out, os, n);
}

#if defined(__x86_64__)
template <class To, class From>
__attribute__((target("avx2"))) void convertAvx2(const void *in, np_i64 is, void *out, np_i64 os, np_i64 n) {
  convertRun<To, From>(in, is, out, os, n);
}
#endif

} // namespace

extern "C" np_converter np_find_converter(int from, int to) {
  return reduction::dispatch(from, [&](auto source) {
    return reduction::dispatch(to, [](auto target) -> np_converter {
      using To = typename decltype(target)::type;
      using From = typename decltype(source)::type;
#if defined(__x86_64__)
      if (__builtin_cpu_supports("avx2"))
        return convertAvx2<To, From>;
#endif
      return convertBase<To, From>;
    });
  });
}

extern "C" void np_convert_array(const np_ref *in, const np_ref *out) {
  np_converter converter = np_find_converter(in->dtype, out->dtype);
  np_i64 inSize = reduction::elementSize(in->dtype), outSize = reduction::elementSize(out->dtype);
  // Innermost first: the output's smallest stride. Neighbours that both run through join up.
  np_i64 length[NP_MAX_NDIM + 1], is[NP_MAX_NDIM + 1], os[NP_MAX_NDIM + 1];
  int ndim = 0;
  for (int axis = in->ndim - 1; axis >= 0; --axis) {
    if (in->shape[axis] == 0)
      return;
    if (in->shape[axis] == 1)
      continue;
    int k = ndim++;
    auto size = [](np_i64 stride) { return stride < 0 ? -stride : stride; };
    for (; k > 0 && size(os[k - 1]) > size(out->strides[axis]); --k) {
      length[k] = length[k - 1];
      is[k] = is[k - 1];
      os[k] = os[k - 1];
    }
    length[k] = in->shape[axis];
    is[k] = in->strides[axis];
    os[k] = out->strides[axis];
  }
  if (ndim == 0) {
    length[0] = 1;
    is[0] = os[0] = 0;
    ndim = 1;
  }
  int last = 0;
  for (int k = 1; k < ndim; ++k) {
    if (is[last] * length[last] == is[k] && os[last] * length[last] == os[k]) {
      length[last] *= length[k];
    } else {
      ++last;
      length[last] = length[k];
      is[last] = is[k];
      os[last] = os[k];
    }
  }
  ndim = last + 1;
  np_i64 index[NP_MAX_NDIM + 1] = {};
  const char *x = static_cast<const char *>(in->data);
  char *y = static_cast<char *>(out->data);
  for (;;) {
    converter(x, is[0], y, os[0], length[0]);
    int k = 1;
    for (; k < ndim; ++k) {
      x += is[k] * inSize;
      y += os[k] * outSize;
      if (++index[k] < length[k])
        break;
      x -= is[k] * length[k] * inSize;
      y -= os[k] * length[k] * outSize;
      index[k] = 0;
    }
    if (k >= ndim)
      return;
  }
}
