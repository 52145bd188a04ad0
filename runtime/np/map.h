// Elementwise launches: the host's side of np::each. `np::map(kernel, x, y)` gives a fresh array in NumPy's memory
// order, `np::map_to(target, kernel, x, y)` writes an existing one, both broadcast. Kernels take their output last.
#pragma once
#include "../device/each.h"
#include "array.h"

namespace np {

// Scalars are handed on as they are; to the C ABI they are operands of rank -1.
template <class T> inline np_ref operand(const T &) { return {nullptr, nullptr, nullptr, -1, 0}; }
template <class T, int N> inline np_ref operand(const array<T, N> &a) { return a.ref(); }

// What a kernel's parameter sees of an argument: an array through the index space of the launch, a scalar as it is.
template <class P> struct bind {
  template <class A> static P to(const A &scalar, const np_space &) { return scalar; }
};
template <class T, int N> struct bind<view<T, N>> {
  template <class U, int M> static view<T, N> to(const array<U, M> &a, const np_space &space) {
    view<T, N> v;
    v.data = a.data;
    for (int axis = 0; axis < N; ++axis) {
      int own = M - 1 - space.axis[axis];
      v.shape.n[axis] = space.shape[axis];
      v.strides.n[axis] = space.axis[axis] < 0 || own < 0 || a.shape_.n[own] == 1 ? 0 : a.strides_.n[own];
    }
    return v;
  }
};

// The type of a kernel's output.
template <class P, class... More> struct output : output<More...> {};
template <class T, int N> struct output<view<T, N>> {
  using type = array<T, N>;
};

template <class... P, class... A> inline void launch(void (*kernel)(P...), const np_space &space, const A &...arguments) {
  i64 size = 1;
  for (int axis = 0; axis < space.ndim; ++axis)
    size *= space.shape[axis];
  if (size == 0)
    return;
#if NP_CUDA
  i64 blocks = (size + 255) / 256;
  kernel<<<blocks > 65535 ? 65535 : unsigned(blocks), 256>>>(bind<P>::to(arguments, space)...);
#else
  kernel(bind<P>::to(arguments, space)...);
#endif
}
// An argument that dies with the call, of the result's type, and whose memory nobody else sees: the result may take it.
template <class R> inline void offer(const R *&, const auto &) {}
template <class R> inline void offer(const R *&spare, R &&argument) {
  if (argument.buffer && argument.buffer->references == 1)
    spare = &argument;
}
template <class... P, class... A> auto map(at where, void (*kernel)(P...), A &&...inputs) {
  using result_type = typename output<P...>::type;
  const result_type *spare = nullptr;
  (offer<result_type>(spare, static_cast<A &&>(inputs)), ...);
  result_type out;
  np_ref refs[] = {operand(inputs)...}, result = out.target();
  np_space space;
  if (spare && np_map_reuse(sizeof...(A), refs, spare->data, &result, &space))
    out = *spare;
  else
    check(np_map_begin(sizeof...(A), refs, &result, &out.buffer, &space), where);
  out.data = static_cast<decltype(out.data)>(result.data);
  launch(kernel, space, inputs..., out);
  return out;
}
// Shapes were checked before.
template <class... P, class... A> auto map(void (*kernel)(P...), A &&...inputs) {
  return map(nowhere, kernel, static_cast<A &&>(inputs)...);
}
template <class T, int N, class... P, class... A>
inline void map_to(const array<T, N> &target, void (*kernel)(P...), const A &...inputs) {
  np_ref refs[] = {operand(inputs)...}, result = target.target();
  np_space space;
  if (np_map_into(sizeof...(A), refs, &result, &space)) {
    auto apart = map(kernel, inputs...);
    np_ref from = apart.ref();
    np_copy(&result, &from);
  } else {
    launch(kernel, space, inputs..., target);
  }
}

// target += x: with NumPy's checks, of all shapes together and of the target's.
template <class T, int N, class... P, class... A>
inline void map_inplace(at where, const array<T, N> &target, void (*kernel)(P...), const A &...inputs) {
  np_ref refs[] = {operand(inputs)..., target.ref()};
  check(np_map_check(sizeof...(A) + 1, refs), where);
  map_to(target, kernel, inputs...);
}

// target[...] = x + y: the operands' shapes, then the assignment.
template <class T, int N, class... P, class... A>
inline void map_assign(at where, const array<T, N> &target, void (*kernel)(P...), const A &...inputs) {
  np_ref refs[] = {operand(inputs)...};
  check(np_map_assign_check(sizeof...(A), refs, N, target.shape_.n), where);
  map_to(target, kernel, inputs...);
}

// target[...] = value: broadcast, cast, and right if the two overlap.
template <class T, int N, class U, int M> inline void assign(const array<T, N> &target, const array<U, M> &value) {
  np_ref to = target.target(), from = value.ref();
  np_copy(&to, &from);
}
template <class T, int N, class U, int M> inline void assign(at where, const array<T, N> &target, const array<U, M> &value) {
  check(np_assign_check(N, target.shape_.n, M, value.shape_.n), where);
  assign(target, value);
}
template <class T, int N, class U, int M>
inline void assign_inplace(at where, const array<T, N> &target, const array<U, M> &value) {
  np_ref refs[] = {value.ref(), target.ref()};
  check(np_map_check(2, refs), where);
  assign(target, value);
}
template <class T, int N, class U> inline void fill(const array<T, N> &target, const U &value) {
  np_ref to = target.target();
  np_fill(&to, dtype_of<U>, &value);
}

} // namespace np
