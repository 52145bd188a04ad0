// From a family's member function, `double normal(double, double)`, to the functions that fill arrays with it: the
// rows of the two tables that RandomDistributionsLegacy.cpp and RandomDistributionsModern.cpp instantiate.
#pragma once
#include "Elements.h"
#include "Random.h"
#include <utility>

namespace np_random {

template <class T> inline T parameter(const np_rng_value &value) {
  if constexpr (std::is_same_v<T, double>)
    return value.real;
  else
    return value.integer;
}

// Member is the type of the member function; Call, a lambda without state, calls it.
template <class Family, class Bits, class Member, class Call> struct Drawer;
template <class Family, class Bits, class Call, class Base, class Result, class... Params>
struct Drawer<Family, Bits, Result (Base::*)(Params...), Call> {
  static constexpr size_t count = sizeof...(Params);

  template <size_t... I> static Result call(Family &family, const np_rng_value *params, std::index_sequence<I...>) {
    return Call()(family, parameter<Params>(params[I])...);
  }
  template <size_t... I>
  static Result call(Family &family, char *const *params, const i64 *step, i64 i, std::index_sequence<I...>) {
    return Call()(family, load<Params>(params[I] + i * step[I])...);
  }

  static void draw(np_rng &rng, const np_rng_value *params, np_rng_value *result) {
    Held<Bits> held(rng);
    Family family(held.bits, rng);
    Result value = call(family, params, std::index_sequence_for<Params...>());
    if constexpr (std::is_floating_point_v<Result>)
      result->real = value;
    else
      result->integer = np_i64(value);
  }

  static void fill(np_rng &rng, const np_rng_value *params, const np_ref &out) {
    Held<Bits> held(rng);
    Family family(held.bits, rng);
    np_rng_value own[count + 1]; // not the caller's, so that the stores below cannot change it
    for (size_t i = 0; i < count; ++i)
      own[i] = params[i];
    if (out.ndim == 0)
      return store(static_cast<char *>(out.data), call(family, own, std::index_sequence_for<Params...>()));
    Loop<1> loop(out.ndim, out.shape);
    loop.operand(0, out);
    loop.coalesce();
    loop.run([&](i64 n, char *const *p, const i64 *step) {
      char *at = p[0];
      if (step[0] == sizeof(Result))
        for (i64 i = 0; i < n; ++i)
          store(at + i * i64(sizeof(Result)), call(family, own, std::index_sequence_for<Params...>()));
      else
        for (i64 i = 0; i < n; ++i)
          store(at + i * step[0], call(family, own, std::index_sequence_for<Params...>()));
    });
  }

  static void fillArrays(np_rng &rng, const np_ref *params, const np_ref &out) {
    Held<Bits> held(rng);
    Family family(held.bits, rng);
    Loop<1 + count> loop(out.ndim, out.shape);
    loop.operand(0, out);
    for (size_t k = 0; k < count; ++k)
      loop.operand(int(k) + 1, params[k]);
    loop.coalesce();
    loop.run([&](i64 n, char *const *p, const i64 *step) {
      for (i64 i = 0; i < n; ++i)
        store(p[0] + i * step[0], call(family, p + 1, step + 1, i, std::index_sequence_for<Params...>()));
    });
  }
};

// The same for a member that fills a contiguous run at once: void randomMany(double *, i64, parameters).
template <class Family, class Bits, class Member, class Call> struct Bulk;
template <class Family, class Bits, class Call, class Base, class... Params>
struct Bulk<Family, Bits, void (Base::*)(double *, np_i64, Params...), Call> {
  template <size_t... I>
  static void call(Family &family, double *out, i64 n, const np_rng_value *params, std::index_sequence<I...>) {
    Call()(family, out, n, parameter<Params>(params[I])...);
  }
  static void fill(np_rng &rng, const np_rng_value *params, const np_ref &out) {
    Held<Bits> held(rng);
    Family family(held.bits, rng);
    Loop<1> loop(out.ndim, out.shape);
    loop.operand(0, out);
    loop.coalesce();
    loop.run([&](i64 n, char *const *p, const i64 *step) {
      if (step[0] == sizeof(double)) {
        call(family, reinterpret_cast<double *>(p[0]), n, params, std::index_sequence_for<Params...>());
        return;
      }
      for (i64 i = 0; i < n; ++i) {
        double value;
        call(family, &value, 1, params, std::index_sequence_for<Params...>());
        store(p[0] + i * step[0], value);
      }
    });
  }
};

// Family over Bits: one Drawing for each row of the table.
template <class Family, class Bits> const Drawing *drawings() {
#define NP_RNG_CALL(name) decltype(&Family::name), decltype([](Family &f, auto... p) { return f.name(p...); })
#define NP_RNG_ROW(name, ...)                                                                                          \
  [] {                                                                                                                 \
    using Wide = Drawer<Family, Bits, NP_RNG_CALL(name)>;                                                              \
    Drawing row = {Wide::draw, Wide::fill, Wide::fillArrays, nullptr, nullptr};                                        \
    if constexpr (requires { &Family::name##Many; })                                                                   \
      row.fill = Bulk<Family, Bits, NP_RNG_CALL(name##Many)>::fill;                                                    \
    if constexpr (requires { &Family::name##32; }) {                                                                   \
      using Narrow = Drawer<Family, Bits, NP_RNG_CALL(name##32)>;                                                      \
      row.fill32 = Narrow::fill;                                                                                       \
      row.fillArrays32 = Narrow::fillArrays;                                                                           \
    }                                                                                                                  \
    return row;                                                                                                        \
  }(),
  static const Drawing table[] = {NP_RNG_TABLE(NP_RNG_ROW)};
  return table;
#undef NP_RNG_ROW
#undef NP_RNG_CALL
}

} // namespace np_random
