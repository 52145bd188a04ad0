// The way into a function from another language (abi/call.h): values of the C ABI become those of the text, results and
// exceptions go back.
#pragma once
#include "../abi/call.h"
#include "list.h"
#include "random.h"
#include "run.h"

namespace np {

// np::take<T>(value): numbers by their bytes, everything else by handle.
template <class T> struct taken {
  static T from(const np_value &v) {
    T number;
    __builtin_memcpy(static_cast<void *>(&number), v.bytes, sizeof(T));
    return number;
  }
};
template <> struct taken<str> {
  static str from(const np_value &v) { return str(v.text, v.size).copy(); }
};
template <> struct taken<generator> {
  static generator from(const np_value &v) { return generator(np_rng_retain(v.generator)); }
};
template <class T, int N> struct taken<array<T, N>> {
  static array<T, N> from(const np_value &v) {
    array<T, N> a(v.buffer, static_cast<T *>(v.data));
    for (int axis = 0; axis < N; ++axis)
      a.shape_.n[axis] = v.shape[axis], a.strides_.n[axis] = v.strides[axis];
    return a;
  }
};
template <class... T> struct taken<tuple<T...>> {
  static tuple<T...> from(const np_value &v) {
    const np_value *item = v.items;
    return {taken<T>::from(*item++)...};
  }
};
template <class T> struct taken<list<T>> {
  static list<T> from(const np_value &v) {
    list<T> items;
    for (np_i64 i = 0; i < v.count; ++i)
      items.append(taken<T>::from(v.items[i]));
    return items;
  }
};
template <class T> inline T take(const np_value &value) { return taken<T>::from(value); }

// np::give(place, result): references go to the caller.
template <class T> inline void give(np_value &place, const T &number) {
  __builtin_memcpy(place.bytes, static_cast<const void *>(&number), sizeof(T));
}
inline void give(np_value &place, const str &text) {
  place.text = static_cast<char *>(np_allocate(text.size()));
  place.size = text.size();
  __builtin_memcpy(place.text, text.data(), text.size());
}
inline void give(np_value &place, const generator &g) { place.generator = np_rng_retain(g.rng); }
template <class T, int N> inline void give(np_value &place, const array<T, N> &a) {
  if (!place.shape) {
    place.shape = static_cast<np_i64 *>(np_allocate(2 * N * sizeof(np_i64)));
    place.strides = place.shape + N;
  }
  place.buffer = a.buffer;
  if (a.buffer) {
    ++a.buffer->references;
    a.read();
  }
  place.data = a.data;
  for (int axis = 0; axis < N; ++axis)
    place.shape[axis] = a.shape_.n[axis], place.strides[axis] = a.strides_.n[axis];
}
inline np_value *room(np_value &place, np_i64 count) {
  place.items = static_cast<np_value *>(np_allocate(count * sizeof(np_value)));
  place.count = count;
  __builtin_memset(static_cast<void *>(place.items), 0, count * sizeof(np_value));
  return place.items;
}
template <class... T> inline void give(np_value &place, const tuple<T...> &t) {
  np_value *item = room(place, sizeof...(T));
  apply(t, [&](const auto &...member) { (give(*item++, member), ...); });
}
template <class T> inline void give(np_value &place, const list<T> &l) {
  np_value *item = room(place, l.size());
  for (const T &each : l)
    give(*item++, each);
}

// The results of an entry: one value, or a tuple of them.
template <class T> inline void give_all(np_value *places, const T &result) { give(*places, result); }
template <class... T> inline void give_all(np_value *places, const tuple<T...> &t) {
  apply(t, [&](const auto &...member) { (give(*places++, member), ...); });
}

inline int report(const Error &e, const function_name *functions, np_failure *failure) {
  failure->size = e.text.size();
  failure->text = static_cast<char *>(np_allocate(e.text.size()));
  __builtin_memcpy(failure->text, e.text.data(), e.text.size());
  failure->function = e.where.function;
  for (const function_name *f = functions; f->emitted; ++f)
    if (__builtin_strcmp(f->emitted, e.where.function) == 0)
      failure->function = f->python;
  failure->line = e.where.line;
  failure->status = e.status;
  failure->bare = e.bare;
  return e.kind;
}

template <class Body> inline int enter(const function_name *functions, np_failure *failure, Body body) {
  int status = NP_OK;
  try {
    body();
  } catch (const Error &e) {
    status = report(e, functions, failure);
  }
  np_flush(1);
  return status;
}

} // namespace np
