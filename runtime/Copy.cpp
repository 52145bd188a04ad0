// Copies with broadcasting and casts, fills, and the question whether two arrays share memory.
//
// dst[...] = src is right for any overlap: where the two may share a byte and are not the same view, src is copied
// first. Elsewhere the axes are put in dst's memory order and joined, so that contiguous copies are one memcpy.
#include "Elements.h"
#include "abi/library.h"
#include "abi/reduce.h"
#include <algorithm>

namespace {

using CopyRow = void (*)(i64 n, char *dst, i64 dstStep, const char *src, i64 srcStep);

template <typename D, typename S> void castRow(i64 n, char *dst, i64 dstStep, const char *src, i64 srcStep) {
  if (srcStep == 0) {
    D value = convert<D>(load<S>(src));
    for (i64 i = 0; i < n; ++i)
      store(dst + i * dstStep, value);
  } else if (dstStep == sizeof(D) && srcStep == sizeof(S)) {
    D *__restrict out = reinterpret_cast<D *>(dst);
    const S *__restrict in = reinterpret_cast<const S *>(src);
    for (i64 i = 0; i < n; ++i)
      out[i] = convert<D>(in[i]);
  } else
    for (i64 i = 0; i < n; ++i)
      store(dst + i * dstStep, convert<D>(load<S>(src + i * srcStep)));
}

template <int Size> void moveRow(i64 n, char *dst, i64 dstStep, const char *src, i64 srcStep) {
  if (dstStep == Size && srcStep == Size)
    std::memcpy(dst, src, n * Size);
  else
    for (i64 i = 0; i < n; ++i)
      std::memcpy(dst + i * dstStep, src + i * srcStep, Size);
}

CopyRow rowFunction(int dst, int src) {
  if (dst == src)
    switch (itemSize(dst)) {
    case 1:
      return moveRow<1>;
    case 2:
      return moveRow<2>;
    case 4:
      return moveRow<4>;
    case 8:
      return moveRow<8>;
    default:
      return moveRow<16>;
    }
  return dispatch(dst, [&](auto d) {
    return dispatch(src, [&](auto s) -> CopyRow {
      return castRow<typename decltype(d)::type, typename decltype(s)::type>;
    });
  });
}

bool mayWarn(int dst, int src) {
  if (src == dst || dst == NP_BOOL || src == NP_BOOL)
    return false;
  return dst == NP_F16 || (src >= NP_F16 && (dst < NP_F16 || itemSize(dst) < itemSize(src)));
}

void copyElements(const np_ref &dst, const np_ref &src) {
  Loop<2> loop(dst.ndim, dst.shape);
  loop.operand(0, dst);
  loop.operand(1, src);
  loop.sortAxes();
  loop.coalesce();
  CopyRow row = rowFunction(dst.dtype, src.dtype);
  loop.run([&](i64 n, char *const *p, const i64 *step) { row(n, p[0], step[0], p[1], step[1]); });
}

void copyDisjoint(const np_ref &dst, const np_ref &src) {
  if (!mayWarn(dst.dtype, src.dtype))
    return copyElements(dst, src);
  std::feclearexcept(FE_INVALID | FE_OVERFLOW);
  copyElements(dst, src);
  int flags = std::fetestexcept(FE_INVALID | FE_OVERFLOW);
  if (flags & FE_OVERFLOW)
    np_warn("RuntimeWarning", "overflow encountered in cast");
  if (flags & FE_INVALID)
    np_warn("RuntimeWarning", "invalid value encountered in cast");
}

bool sameView(const np_ref &a, const np_ref &b) {
  if (a.data != b.data || a.dtype != b.dtype || a.ndim != b.ndim)
    return false;
  for (int i = 0; i < a.ndim; ++i)
    if (a.shape[i] != b.shape[i] || (a.shape[i] > 1 && a.strides[i] != b.strides[i]))
      return false;
  return true;
}

// The bytes from the first to past the last that an array touches.
struct Bounds {
  uintptr_t low, high;
};
Bounds bounds(const np_ref &a) {
  i64 size = itemSize(a.dtype), before = 0, after = size;
  for (int i = 0; i < a.ndim; ++i) {
    if (a.shape[i] == 0)
      return {0, 0};
    i64 reach = (a.shape[i] - 1) * a.strides[i] * size;
    (reach < 0 ? before : after) += reach;
  }
  uintptr_t at = reinterpret_cast<uintptr_t>(a.data);
  return {at + before, at + after};
}

// --- is there x with sum(step[i] * x[i]) = target and 0 <= x[i] <= limit[i]? ------------------------------------

using wide = __int128; // a sum of reaches may leave 64 bits

struct Term {
  wide step, limit;
};

wide gcd(wide a, wide b) {
  while (b) {
    wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

// a * x = 1 (mod m), for coprime a and m.
wide inverse(wide a, wide m) {
  wide r0 = m, r1 = a % m, t0 = 0, t1 = 1;
  while (r1) {
    wide q = r0 / r1, r = r0 - q * r1, t = t0 - q * t1;
    r0 = r1, r1 = r, t0 = t1, t1 = t;
  }
  return m == 1 ? 0 : (t0 % m + m) % m;
}

// Depth first over the terms, largest step first. What the later terms can reach bounds x from below, and their
// gcd leaves only every (gcd / common)-th x.
bool solvable(const std::vector<Term> &terms, const std::vector<wide> &reach, const std::vector<wide> &gcds,
              size_t at, wide target) {
  if (target < 0 || target > reach[at])
    return false;
  if (at == terms.size())
    return target == 0;
  auto [step, limit] = terms[at];
  wide low = target > reach[at + 1] ? (target - reach[at + 1] + step - 1) / step : 0;
  wide high = std::min(limit, target / step), stride = 1;
  if (wide later = gcds[at + 1]) {
    wide common = gcd(step, later);
    if (target % common)
      return false;
    stride = later / common;
    wide first = (target / common % stride) * inverse(step / common % stride, stride) % stride;
    low += ((first - low) % stride + stride) % stride;
  }
  for (wide x = low; x <= high; x += stride)
    if (solvable(terms, reach, gcds, at + 1, target - step * x))
      return true;
  return false;
}

} // namespace

extern "C" int np_may_share(const np_ref *a, const np_ref *b) {
  Bounds x = bounds(*a), y = bounds(*b);
  return x.low < y.high && y.low < x.high;
}

extern "C" int np_shares_memory(const np_ref *a, const np_ref *b) {
  if (!np_may_share(a, b))
    return 0;
  // Byte p of a is low(a) + sum of steps, byte q of b is high(b) - 1 - sum of steps (its axes counted from the far
  // end): all coefficients positive, and equal ones are one term.
  std::vector<Term> terms;
  auto add = [&](wide step, wide limit) {
    if (limit <= 0 || step == 0)
      return;
    for (Term &term : terms)
      if (term.step == step) {
        term.limit += limit;
        return;
      }
    terms.push_back({step, limit});
  };
  for (const np_ref *r : {a, b}) {
    i64 size = itemSize(r->dtype);
    for (int i = 0; i < r->ndim; ++i)
      add(std::llabs(r->strides[i]) * wide(size), r->shape[i] - 1);
    add(1, size - 1);
  }
  std::sort(terms.begin(), terms.end(), [](const Term &x, const Term &y) { return x.step > y.step; });
  std::vector<wide> reach(terms.size() + 1), gcds(terms.size() + 1);
  for (size_t i = terms.size(); i-- > 0;) {
    reach[i] = reach[i + 1] + terms[i].step * terms[i].limit;
    gcds[i] = gcd(terms[i].step, gcds[i + 1]);
  }
  return solvable(terms, reach, gcds, 0, wide(bounds(*b).high - 1) - wide(bounds(*a).low));
}

extern "C" int np_copy(const np_ref *dst, const np_ref *src) {
  return guarded([&] {
    np_ref from = *src;
    while (from.ndim > dst->ndim && from.shape[0] == 1) {
      ++from.shape;
      ++from.strides;
      --from.ndim;
    }
    if (int status = np_assign_check(dst->ndim, dst->shape, src->ndim, src->shape))
      return status;
    if (sizeOf(*dst) == 0 || sameView(*dst, from))
      return int(NP_OK);
    if (np_may_share(dst, &from)) {
      Temporary copy(from.dtype, from.ndim, from.shape);
      copyDisjoint(copy.ref, from);
      copyDisjoint(*dst, copy.ref);
    } else
      copyDisjoint(*dst, from);
    return int(NP_OK);
  });
}

extern "C" int np_fill(const np_ref *dst, int dtype, const void *value) {
  np_ref scalar = {const_cast<void *>(value), nullptr, nullptr, 0, dtype};
  return np_copy(dst, &scalar);
}

extern "C" np_converter np_find_converter(int from, int to) {
  return {rowFunction(to, from), itemSize(from), itemSize(to)};
}

extern "C" void np_convert_array(const np_ref *in, const np_ref *out) {
  if (sizeOf(*out) != 0)
    copyElements(*out, *in);
}

extern "C" void np_byteswap(const np_ref *a) {
  i64 size = itemSize(a->dtype), part = a->dtype == NP_C64 || a->dtype == NP_C128 ? size / 2 : size;
  Loop<1> loop(a->ndim, a->shape);
  loop.operand(0, *a);
  loop.run([&](i64 n, char *const *p, const i64 *step) {
    for (i64 i = 0; i < n; ++i)
      for (char *x = p[0] + i * step[0], *end = x + size; x < end; x += part)
        std::reverse(x, x + part);
  });
}
