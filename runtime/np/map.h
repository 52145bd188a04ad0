// Elementwise launches: `np::map(kernel, x, y)` gives a fresh array in NumPy's memory order, `np::map_to(target, kernel,
// x, y)` writes an existing one, both broadcast. Kernels take their output last. Which side runs them, and over which
// index space, is the runtime's to find out (abi/launch.h).
#pragma once
#include "../abi/device.h"
#include "../device/each.h"
#include "array.h"

// An entry of the table by which a device finds a kernel.
#define NP_KERNEL(kernel) {#kernel, reinterpret_cast<np_kernel>(kernel)}

namespace np {

// What becomes a kernel's parameter: a scalar is there, a view is laid out by the runtime.
template <class P> struct argument {
  P value;
  template <class A> argument(const A &scalar) : value(scalar) {}
  template <class A> static np_ref layout(const A &) { return {nullptr, nullptr, nullptr, -1, int(sizeof(P))}; }
  template <class A> static np_buffer *buffer(const A &) { return nullptr; }
};
template <class T, int N> struct argument<view<T, N>> {
  view<T, N> value;
  template <class U, int M> argument(const array<U, M> &) {}
  template <class U, int M> static np_ref layout(const array<U, M> &a) { return a.layout(); }
  template <class U, int M> static np_buffer *buffer(const array<U, M> &a) { return a.buffer; }
};

// 0, 1, ... as template arguments.
template <class T, T... I> struct indices {};
#if defined(__clang__)
template <int n> using indices_to = __make_integer_seq<indices, int, n>;
#else
template <int n> using indices_to = indices<int, __integer_pack(n)...>;
#endif

// Calls a kernel of these parameters on the host.
template <class... P, int... I> inline void call_with(void (*kernel)(P...), void *const *arguments, indices<int, I...>) {
  kernel(*static_cast<P *>(arguments[I])...);
}
template <class... P> void call(np_kernel kernel, void *const *arguments) {
  call_with(reinterpret_cast<void (*)(P...)>(kernel), arguments, indices_to<sizeof...(P)>());
}

// The type of a kernel's output.
template <class P, class... More> struct output : output<More...> {};
template <class T, int N> struct output<view<T, N>> {
  using type = array<T, N>;
};

// Hands a launch to the runtime: `begin` gets it, and what it filled in.
template <class... P, class F, class... A> inline void launch(void (*kernel)(P...), F begin, const A &...arguments) {
  np_ref refs[] = {argument<P>::layout(arguments)...};
  np_buffer *buffers[] = {argument<P>::buffer(arguments)...};
  [&](argument<P>... stored) {
    void *const places[] = {&stored.value...};
    np_launch launch = {reinterpret_cast<np_kernel>(kernel), call<P...>, sizeof...(P), refs, buffers, places};
    begin(launch);
  }(arguments...);
}

// An argument that dies with the call, of the result's type, and whose memory nobody else sees: the result may take it.
template <class R> inline bool is_spare(const auto &) { return false; }
template <class R> inline bool is_spare(R &&argument) { return argument.buffer && argument.buffer->references == 1; }
template <class... P, class... A> auto map(at where, void (*kernel)(P...), A &&...inputs) {
  typename output<P...>::type out;
  int spare = -1, i = 0;
  ((is_spare<decltype(out)>(static_cast<A &&>(inputs)) ? spare = i++ : i++), ...);
  launch(
      kernel,
      [&](np_launch &l) {
        check(np_map(&l, spare), where);
        out.buffer = l.buffers[l.count - 1];
        out.data = static_cast<decltype(out.data)>(l.refs[l.count - 1].data);
      },
      inputs..., out);
  return out;
}
// Shapes were checked before.
template <class... P, class... A> auto map(void (*kernel)(P...), A &&...inputs) {
  return map(nowhere, kernel, static_cast<A &&>(inputs)...);
}
template <class T, int N, class... P, class... A>
inline void map_to(const array<T, N> &target, void (*kernel)(P...), const A &...inputs) {
  launch(kernel, [](np_launch &l) { check(np_map_to(&l), nowhere); }, inputs..., target);
}

// target += x: with NumPy's checks, of all shapes together and of the target's.
inline np_ref layout_of(const auto &) { return {nullptr, nullptr, nullptr, -1, 0}; }
template <class T, int N> inline np_ref layout_of(const array<T, N> &a) { return a.layout(); }
template <class T, int N, class... P, class... A>
inline void map_inplace(at where, const array<T, N> &target, void (*kernel)(P...), const A &...inputs) {
  np_ref refs[] = {layout_of(inputs)..., target.layout()};
  check(np_map_check(sizeof...(A) + 1, refs), where);
  map_to(target, kernel, inputs...);
}

// target[...] = x + y: the operands' shapes, then the assignment.
template <class T, int N, class... P, class... A>
inline void map_assign(at where, const array<T, N> &target, void (*kernel)(P...), const A &...inputs) {
  np_ref refs[] = {layout_of(inputs)...};
  check(np_map_assign_check(sizeof...(A), refs, N, target.shape_.n), where);
  map_to(target, kernel, inputs...);
}

// target[...] = value: broadcast, cast, and right if the two overlap.
template <class T, int N, class U, int M> inline void assign(const array<T, N> &target, const array<U, M> &value) {
  np_operand to = target.operand(), from = value.operand();
  check(np_array_copy(&to, &from), nowhere);
}
template <class T, int N, class U, int M> inline void assign(at where, const array<T, N> &target, const array<U, M> &value) {
  check(np_assign_check(N, target.shape_.n, M, value.shape_.n), where);
  assign(target, value);
}
template <class T, int N, class U, int M>
inline void assign_inplace(at where, const array<T, N> &target, const array<U, M> &value) {
  np_ref refs[] = {value.layout(), target.layout()};
  check(np_map_check(2, refs), where);
  assign(target, value);
}
template <class T, int N, class U> inline void fill(const array<T, N> &target, const U &value) {
  np_operand to = target.operand();
  check(np_array_fill(&to, dtype_of<U>, &value), nowhere);
}

} // namespace np
