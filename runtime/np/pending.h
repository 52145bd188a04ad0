// The result of a reduction over a whole array. On a device it is a buffer of one element, which later kernels and
// copies may use as it is; it is waited for where somebody looks at it.
#pragma once
#include "array.h"

namespace np {

template <class T> struct pending {
  array<T, 0> element; // without a buffer, the value is there
  T value;

  pending() : value() {}
  pending(T value) : value(value) {}
  pending(const array<T, 0> &element) : element(element), value() {}
  T operator()() const { return element.buffer ? element() : value; }
};
// An argument of a reduction: its result may be pending.
struct later_t {};
constexpr later_t later{};

// Starts to bring to the host what is about to be looked at.
inline void fetch(const auto &) {}
template <class T, int N> inline void fetch(const array<T, N> &a) {
  if (a.buffer && !(a.buffer->valid & NP_ON_HOST))
    np_buffer_fetch(a.buffer);
}
template <class T> inline void fetch(const pending<T> &p) { fetch(p.element); }

} // namespace np
