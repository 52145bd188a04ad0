// list: a Python list whose elements have one type, and tuple. A list is a reference object: copying the handle does not
// copy the elements.
#pragma once
#include "array.h"

namespace np {

// Python objects know what they are; inside containers a NumPy scalar must still be one (it prints np.float64(0.1)).
template <class T> struct scalar {
  T value;
  scalar() = default;
  constexpr scalar(T value) : value(value) {}
  constexpr operator T() const { return value; }
};

// Aggregates, so that structured bindings take them apart.
template <class... T> struct tuple;
template <> struct tuple<> {};
template <class A> struct tuple<A> { A a; };
template <class A, class B> struct tuple<A, B> { A a; B b; };
template <class A, class B, class C> struct tuple<A, B, C> { A a; B b; C c; };
template <class A, class B, class C, class D> struct tuple<A, B, C, D> { A a; B b; C c; D d; };
template <class A, class B, class C, class D, class E> struct tuple<A, B, C, D, E> { A a; B b; C c; D d; E e; };
template <class A, class B, class C, class D, class E, class F> struct tuple<A, B, C, D, E, F> {
  A a; B b; C c; D d; E e; F f;
};
template <class A, class B, class C, class D, class E, class F, class G> struct tuple<A, B, C, D, E, F, G> {
  A a; B b; C c; D d; E e; F f; G g;
};
template <class A, class B, class C, class D, class E, class F, class G, class H>
struct tuple<A, B, C, D, E, F, G, H> {
  A a; B b; C c; D d; E e; F f; G g; H h;
};
// What a function gives back with all that it rebinds, an object's attributes for one.
// clang-format off
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11, class T12> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; T12 l; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11, class T12, class T13> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; T12 l; T13 m; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11, class T12, class T13, class T14> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; T12 l; T13 m; T14 n; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11, class T12, class T13, class T14, class T15> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; T12 l; T13 m; T14 n; T15 o; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11, class T12, class T13, class T14, class T15, class T16> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; T12 l; T13 m; T14 n; T15 o; T16 p; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11, class T12, class T13, class T14, class T15, class T16, class T17> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; T12 l; T13 m; T14 n; T15 o; T16 p; T17 q; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11, class T12, class T13, class T14, class T15, class T16, class T17, class T18> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; T12 l; T13 m; T14 n; T15 o; T16 p; T17 q; T18 r; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11, class T12, class T13, class T14, class T15, class T16, class T17, class T18, class T19> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; T12 l; T13 m; T14 n; T15 o; T16 p; T17 q; T18 r; T19 s; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11, class T12, class T13, class T14, class T15, class T16, class T17, class T18, class T19, class T20> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; T12 l; T13 m; T14 n; T15 o; T16 p; T17 q; T18 r; T19 s; T20 t; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11, class T12, class T13, class T14, class T15, class T16, class T17, class T18, class T19, class T20, class T21> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20, T21> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; T12 l; T13 m; T14 n; T15 o; T16 p; T17 q; T18 r; T19 s; T20 t; T21 u; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11, class T12, class T13, class T14, class T15, class T16, class T17, class T18, class T19, class T20, class T21, class T22> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20, T21, T22> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; T12 l; T13 m; T14 n; T15 o; T16 p; T17 q; T18 r; T19 s; T20 t; T21 u; T22 v; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11, class T12, class T13, class T14, class T15, class T16, class T17, class T18, class T19, class T20, class T21, class T22, class T23> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20, T21, T22, T23> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; T12 l; T13 m; T14 n; T15 o; T16 p; T17 q; T18 r; T19 s; T20 t; T21 u; T22 v; T23 w; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11, class T12, class T13, class T14, class T15, class T16, class T17, class T18, class T19, class T20, class T21, class T22, class T23, class T24> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20, T21, T22, T23, T24> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; T12 l; T13 m; T14 n; T15 o; T16 p; T17 q; T18 r; T19 s; T20 t; T21 u; T22 v; T23 w; T24 x; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11, class T12, class T13, class T14, class T15, class T16, class T17, class T18, class T19, class T20, class T21, class T22, class T23, class T24, class T25> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20, T21, T22, T23, T24, T25> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; T12 l; T13 m; T14 n; T15 o; T16 p; T17 q; T18 r; T19 s; T20 t; T21 u; T22 v; T23 w; T24 x; T25 y; };
template <class T1, class T2, class T3, class T4, class T5, class T6, class T7, class T8, class T9, class T10, class T11, class T12, class T13, class T14, class T15, class T16, class T17, class T18, class T19, class T20, class T21, class T22, class T23, class T24, class T25, class T26> struct tuple<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19, T20, T21, T22, T23, T24, T25, T26> { T1 a; T2 b; T3 c; T4 d; T5 e; T6 f; T7 g; T8 h; T9 i; T10 j; T11 k; T12 l; T13 m; T14 n; T15 o; T16 p; T17 q; T18 r; T19 s; T20 t; T21 u; T22 v; T23 w; T24 x; T25 y; T26 z; };
// clang-format on
// f(member...) for the members of a tuple.
template <class F> inline auto apply(const tuple<> &, F f) { return f(); }
template <class A, class F> inline auto apply(const tuple<A> &t, F f) { return f(t.a); }
template <class A, class B, class F> inline auto apply(const tuple<A, B> &t, F f) { return f(t.a, t.b); }
template <class A, class B, class C, class F> inline auto apply(const tuple<A, B, C> &t, F f) {
  return f(t.a, t.b, t.c);
}
template <class A, class B, class C, class D, class F> inline auto apply(const tuple<A, B, C, D> &t, F f) {
  return f(t.a, t.b, t.c, t.d);
}
template <class A, class B, class C, class D, class E, class F>
inline auto apply(const tuple<A, B, C, D, E> &t, F f) {
  return f(t.a, t.b, t.c, t.d, t.e);
}

template <class A, class B, class C, class D, class E, class F, class Visit>
inline auto apply(const tuple<A, B, C, D, E, F> &t, Visit visit) {
  return visit(t.a, t.b, t.c, t.d, t.e, t.f);
}
template <class A, class B, class C, class D, class E, class F, class G, class Visit>
inline auto apply(const tuple<A, B, C, D, E, F, G> &t, Visit visit) {
  return visit(t.a, t.b, t.c, t.d, t.e, t.f, t.g);
}
template <class A, class B, class C, class D, class E, class F, class G, class H, class Visit>
inline auto apply(const tuple<A, B, C, D, E, F, G, H> &t, Visit visit) {
  return visit(t.a, t.b, t.c, t.d, t.e, t.f, t.g, t.h);
}
template <class A, class B, class C, class D, class E, class F, class G, class H, class I, class Visit>
inline auto apply(const tuple<A, B, C, D, E, F, G, H, I> &t, Visit visit) {
  return visit(t.a, t.b, t.c, t.d, t.e, t.f, t.g, t.h, t.i);
}
template <class A, class B, class C, class D, class E, class F, class G, class H, class I, class J, class Visit>
inline auto apply(const tuple<A, B, C, D, E, F, G, H, I, J> &t, Visit visit) {
  return visit(t.a, t.b, t.c, t.d, t.e, t.f, t.g, t.h, t.i, t.j);
}
template <class A, class B, class C, class D, class E, class F, class G, class H, class I, class J, class K, class Visit>
inline auto apply(const tuple<A, B, C, D, E, F, G, H, I, J, K> &t, Visit visit) {
  return visit(t.a, t.b, t.c, t.d, t.e, t.f, t.g, t.h, t.i, t.j, t.k);
}
template <class A, class B, class C, class D, class E, class F, class G, class H, class I, class J, class K, class L, class Visit>
inline auto apply(const tuple<A, B, C, D, E, F, G, H, I, J, K, L> &t, Visit visit) {
  return visit(t.a, t.b, t.c, t.d, t.e, t.f, t.g, t.h, t.i, t.j, t.k, t.l);
}

template <class T> class list;
template <class A, class B> inline bool equal(const A &a, const B &b) { return a == b; }
template <class T> bool equal(const list<T> &a, const list<T> &b);
template <class A> inline bool equal(const tuple<A> &x, const tuple<A> &y) { return equal(x.a, y.a); }
template <class A, class B> inline bool equal(const tuple<A, B> &x, const tuple<A, B> &y) {
  return equal(x.a, y.a) && equal(x.b, y.b);
}
template <class A, class B, class C> inline bool equal(const tuple<A, B, C> &x, const tuple<A, B, C> &y) {
  return equal(x.a, y.a) && equal(x.b, y.b) && equal(x.c, y.c);
}
template <class A, class B, class C, class D>
inline bool equal(const tuple<A, B, C, D> &x, const tuple<A, B, C, D> &y) {
  return equal(x.a, y.a) && equal(x.b, y.b) && equal(x.c, y.c) && equal(x.d, y.d);
}
// Python's order of tuples: the first members that differ decide.
template <class A> inline bool comes_before(const A &a, const A &b) { return a < b; }
template <class A> inline bool comes_before(const tuple<A> &x, const tuple<A> &y) { return comes_before(x.a, y.a); }
template <class A, class B> inline bool comes_before(const tuple<A, B> &x, const tuple<A, B> &y) {
  return equal(x.a, y.a) ? comes_before(x.b, y.b) : comes_before(x.a, y.a);
}
template <class A, class B, class C> inline bool comes_before(const tuple<A, B, C> &x, const tuple<A, B, C> &y) {
  return !equal(x.a, y.a) ? comes_before(x.a, y.a) : !equal(x.b, y.b) ? comes_before(x.b, y.b) : comes_before(x.c, y.c);
}

void fail_slice(i64 given, i64 wanted, at where); // print.h
template <class T> class list;
template <class T> bool comes_before(const list<T> &x, const list<T> &y);

template <class T> class list {
public:
  list() : body_(static_cast<body *>(np_allocate(sizeof(body)))) { *body_ = {1, nullptr, 0, 0}; }
  template <class... U> explicit list(none_t, const U &...items) : list() { (append(T(items)), ...); }
  list(const list &other) : body_(other.body_) { ++body_->references; }
  list &operator=(const list &other) {
    ++other.body_->references;
    drop();
    body_ = other.body_;
    return *this;
  }
  ~list() { drop(); }

  i64 size() const { return body_->size; }
  T *begin() const { return body_->items; }
  T *end() const { return body_->items + body_->size; }
  T &operator[](i64 i) const { return body_->items[i]; }
  bool is(const list &other) const { return body_ == other.body_; }

  void append(const T &item) const {
    T copy(item); // of an element of this list, perhaps
    grow(1);
    new_at(body_->size++, copy);
  }
  void resize_down(i64 size) const {
    while (body_->size > size)
      body_->items[--body_->size].~T();
  }

private:
  struct body {
    i64 references;
    T *items;
    i64 size, capacity;
  };
  body *body_;

  struct place {
    T item;
    void *operator new(__SIZE_TYPE__, void *at) { return at; }
  };
  void new_at(i64 i, const T &item) const { new (static_cast<void *>(body_->items + i)) place{item}; }
  // Elements are handles and numbers: they may be moved as bytes.
  void grow(i64 more) const {
    if (body_->size + more <= body_->capacity)
      return;
    body_->capacity = body_->size + more + body_->size / 2 + 4;
    body_->items = static_cast<T *>(np_reallocate(static_cast<void *>(body_->items), body_->capacity * i64(sizeof(T))));
  }
  void drop() {
    if (--body_->references)
      return;
    resize_down(0);
    np_deallocate(body_->items);
    np_deallocate(body_);
  }
};

template <class T, class... U> inline list<T> make_list(const U &...items) { return list<T>(none, items...); }
template <class T> inline i64 len(const list<T> &l) { return l.size(); }

template <class T> inline i64 wrap(const list<T> &l, i64 i, const char *text, at where) {
  if (i < 0)
    i += l.size();
  if (i < 0 || i >= l.size())
    fail(NP_INDEX_ERROR, text, where);
  return i;
}
template <class T> inline T get(const list<T> &l, i64 i, at where) {
  return l[wrap(l, i, "list index out of range", where)];
}
template <class T, class U> inline void set(const list<T> &l, i64 i, const U &item, at where) {
  l[wrap(l, i, "list assignment index out of range", where)] = item;
}
template <class T, class U> inline void append(const list<T> &l, const U &item) { l.append(item); }
template <class T> inline void extend(const list<T> &l, const list<T> &more) {
  for (i64 i = 0, n = more.size(); i < n; ++i)
    l.append(more[i]);
}
template <class T> inline void swap(T &a, T &b) {
  T old(a);
  a = b;
  b = old;
}
template <class T, class U> inline void insert(const list<T> &l, i64 i, const U &item) {
  i64 n = l.size();
  i = i < 0 ? (i + n < 0 ? 0 : i + n) : i > n ? n : i;
  l.append(item);
  for (i64 k = n; k > i; --k)
    swap(l[k], l[k - 1]);
}
template <class T> inline T pop(const list<T> &l, i64 i, at where) {
  if (!l.size())
    fail(NP_INDEX_ERROR, "pop from empty list", where);
  i = wrap(l, i, "pop index out of range", where);
  T item = l[i];
  for (i64 k = i + 1; k < l.size(); ++k)
    l[k - 1] = l[k];
  l.resize_down(l.size() - 1);
  return item;
}
template <class T> inline T pop(const list<T> &l, at where) { return pop(l, -1, where); }
template <class T> inline bool comes_before(const list<T> &x, const list<T> &y) {
  for (i64 i = 0; i < x.size() && i < y.size(); ++i)
    if (!equal(x[i], y[i]))
      return comes_before(x[i], y[i]);
  return x.size() < y.size();
}
template <class T> inline void reverse(const list<T> &l) {
  for (i64 i = 0, j = l.size() - 1; i < j; ++i, --j)
    swap(l[i], l[j]);
}
template <class T> inline void clear(const list<T> &l) { l.resize_down(0); }
// Stable: a merge sort from the bottom up.
template <class T> inline void sort_list(const list<T> &l) {
  i64 n = l.size();
  for (i64 width = 1; width < n; width *= 2) {
    list<T> merged;
    for (i64 low = 0; low < n; low += 2 * width) {
      i64 middle = low + width < n ? low + width : n, high = low + 2 * width < n ? low + 2 * width : n;
      for (i64 i = low, j = middle; i < middle || j < high;)
        merged.append(j >= high || (i < middle && !comes_before(l[j], l[i])) ? l[i++] : l[j++]);
    }
    for (i64 i = 0; i < n; ++i)
      l[i] = merged[i];
  }
}
// By the keys of its items, one a key; stable.
template <class T, class K> inline void sort_by(const list<T> &l, const list<K> &keys) {
  list<tuple<K, i64>> order; // ties by position: as stable as the keys' order
  for (i64 i = 0; i < l.size(); ++i)
    order.append(tuple<K, i64>{keys[i], i});
  sort_list(order);
  list<T> sorted;
  for (i64 i = 0; i < l.size(); ++i)
    sorted.append(l[order[i].b]);
  for (i64 i = 0; i < l.size(); ++i)
    l[i] = sorted[i];
}
// l[first:first + count] = items, or every step-th item where the step is not 1.
template <class T> inline void set_slice(const list<T> &l, i64 first, i64 count, i64 step, const list<T> &items, at where) {
  i64 n = items.size();
  list<T> fresh;
  if (step == 1) {
    for (i64 i = 0; i < first; ++i)
      fresh.append(l[i]);
    for (i64 i = 0; i < n; ++i)
      fresh.append(items[i]);
    for (i64 i = first + count; i < l.size(); ++i)
      fresh.append(l[i]);
    l.resize_down(0);
    for (i64 i = 0; i < fresh.size(); ++i)
      l.append(fresh[i]);
    return;
  }
  if (n != count)
    fail_slice(n, count, where);
  for (i64 i = 0; i < n; ++i)
    fresh.append(items[i]);
  for (i64 i = 0; i < n; ++i)
    l[first + i * step] = fresh[i];
}
// From `first` on, `count` elements, `step` apart: checked and not negative.
template <class T> inline list<T> slice_list(const list<T> &l, i64 first, i64 count, i64 step) {
  list<T> part;
  for (i64 i = 0; i < count; ++i)
    part.append(l[first + i * step]);
  return part;
}
template <class T> inline list<T> add_lists(const list<T> &a, const list<T> &b) {
  list<T> sum;
  extend(sum, a);
  extend(sum, b);
  return sum;
}
template <class T> inline list<T> repeat_list(const list<T> &l, i64 count) {
  list<T> copies;
  for (i64 i = 0; i < count; ++i)
    extend(copies, l);
  return copies;
}
template <class T> inline bool equal_lists(const list<T> &a, const list<T> &b) {
  if (a.size() != b.size())
    return false;
  for (i64 i = 0; i < a.size(); ++i)
    if (!equal(a[i], b[i]))
      return false;
  return true;
}
template <class T> inline bool equal(const list<T> &a, const list<T> &b) { return equal_lists(a, b); }
template <class T, class U> inline i64 count(const list<T> &l, const U &item) {
  i64 n = 0;
  for (const T &x : l)
    n += equal(x, item);
  return n;
}
template <class T, class U> inline void remove(const list<T> &l, const U &item, at where) {
  for (i64 i = 0; i < l.size(); ++i)
    if (equal(l[i], item)) {
      pop(l, i, where);
      return;
    }
  fail(NP_VALUE_ERROR, "list.remove(x): x not in list", where);
}
// `item in l`: the list comes second in Python, first here.
template <class T, class U> inline bool contains(const list<T> &l, const U &item) {
  for (const T &x : l)
    if (equal(x, item))
      return true;
  return false;
}

} // namespace np
