// dict: a Python dict whose keys have one type and whose values have one type, in the order of insertion. A reference
// object like a list. A set is a dict of its items.
#pragma once
#include "print.h"
#include "wide.h"

namespace np {

inline u64 mix(u64 x) {
  x = (x ^ (x >> 32)) * 0x9e3779b97f4a7c15u;
  return x ^ (x >> 29);
}
inline u64 hash_of(i64 x) { return mix(u64(x)); }
inline u64 hash_of(bool x) { return mix(x); }
inline u64 hash_of(wide x) { return mix(x.low() ^ mix(u64(x.high()))); }
inline u64 hash_of(double x) {
  u64 bits = 0;
  x = x == 0 ? 0.0 : x; // 0.0 and -0.0 are one key
  __builtin_memcpy(&bits, &x, sizeof bits);
  return mix(bits);
}
inline u64 hash_of(c128 x) { return mix(hash_of(x.re) ^ mix(hash_of(x.im))); }
inline u64 hash_of(const str &x) {
  u64 hash = 0xcbf29ce484222325u;
  for (i64 i = 0; i < x.size(); ++i)
    hash = (hash ^ u64((unsigned char)x.data()[i])) * 0x100000001b3u;
  return mix(hash);
}
template <class T> inline u64 hash_of(const scalar<T> &x) {
  if constexpr (is_int<T> || is_bool<T>)
    return hash_of(i64(x.value));
  else
    return hash_of(double(x.value));
}
template <class... T> inline u64 hash_of(const tuple<T...> &x) {
  u64 hash = 0;
  apply(x, [&](const auto &...item) { ((hash = mix(hash ^ hash_of(item))), ...); });
  return hash;
}

template <class K, class V> class dict {
public:
  dict() : body_(static_cast<body *>(np_allocate(sizeof(body)))) { new (body_) place{}; }
  explicit dict(none_t) : dict() {}
  dict(const dict &other) : body_(other.body_) { ++body_->references; }
  dict &operator=(const dict &other) {
    ++other.body_->references;
    drop();
    body_ = other.body_;
    return *this;
  }
  ~dict() { drop(); }

  const list<K> &keys() const { return body_->keys; }
  const list<V> &values() const { return body_->values; }
  i64 size() const { return body_->keys.size(); }
  bool is(const dict &other) const { return body_ == other.body_; }

  // The key's place in the order of insertion, or -1.
  i64 find(const K &key) const {
    if (!body_->slots)
      return -1;
    for (u64 at = hash_of(key);; ++at) {
      i64 entry = body_->table[at & (body_->slots - 1)];
      if (entry < 0)
        return -1;
      if (equal(body_->keys[entry], key))
        return entry;
    }
  }
  void set(const K &key, const V &value) const {
    if (i64 entry = find(key); entry >= 0) {
      body_->values[entry] = value;
      return;
    }
    body_->keys.append(key);
    body_->values.append(value);
    if (2 * size() > body_->slots)
      rebuild(4 * size());
    else
      note(size() - 1);
  }
  void remove(i64 entry) const {
    pop(body_->keys, entry, nowhere);
    pop(body_->values, entry, nowhere);
    rebuild(body_->slots);
  }
  void clear() const {
    body_->keys.resize_down(0);
    body_->values.resize_down(0);
    rebuild(body_->slots);
  }

private:
  struct body {
    i64 references = 1;
    list<K> keys;
    list<V> values;
    i64 *table = nullptr; // of entries, -1: free; open addressing
    i64 slots = 0;        // a power of two
  };
  struct place : body {
    void *operator new(__SIZE_TYPE__, void *at) { return at; }
  };
  body *body_;

  void note(i64 entry) const {
    u64 at = hash_of(body_->keys[entry]);
    while (body_->table[at & (body_->slots - 1)] >= 0)
      ++at;
    body_->table[at & (body_->slots - 1)] = entry;
  }
  void rebuild(i64 wanted) const {
    i64 slots = 8;
    while (slots < wanted)
      slots *= 2;
    body_->table = static_cast<i64 *>(np_reallocate(static_cast<void *>(body_->table), slots * i64(sizeof(i64))));
    body_->slots = slots;
    for (i64 i = 0; i < slots; ++i)
      body_->table[i] = -1;
    for (i64 entry = 0; entry < size(); ++entry)
      note(entry);
  }
  void drop() {
    if (--body_->references)
      return;
    np_deallocate(body_->table);
    body_->~body();
    np_deallocate(body_);
  }
};

template <class K, class V> inline dict<K, V> make_dict() { return dict<K, V>(); }
template <class K, class V> inline i64 len(const dict<K, V> &d) { return d.size(); }
template <class K, class V> inline bool truth(const dict<K, V> &d) { return d.size() != 0; }
// Keys and values may be literals of another C++ type than the dict's.
template <class K, class V, class A> inline bool contains(const dict<K, V> &d, const A &key) { return d.find(K(key)) >= 0; }
template <class K, class V> inline i64 entry_of(const dict<K, V> &d, const K &key, at where) {
  i64 entry = d.find(key);
  if (entry >= 0)
    return entry;
  builder text;
  text_of(&text, key, style{style::repr});
  raise(NP_KEY_ERROR, text.take(), where);
}
template <class K, class V, class A> inline V get(const dict<K, V> &d, const A &key, at where) {
  return d.values()[entry_of(d, K(key), where)];
}
template <class K, class V, class A, class B> inline void set(const dict<K, V> &d, const A &key, const B &value) {
  d.set(K(key), V(value));
}
template <class K, class V, class A> inline V pop(const dict<K, V> &d, const A &key, at where) {
  i64 entry = entry_of(d, K(key), where);
  V value = d.values()[entry];
  d.remove(entry);
  return value;
}
template <class K, class V> inline void clear(const dict<K, V> &d) { d.clear(); }
template <class T> inline list<T> copy_list(const list<T> &l) { return slice_list(l, 0, l.size(), 1); }
template <class K, class V> inline list<K> keys(const dict<K, V> &d) { return copy_list(d.keys()); }
template <class K, class V> inline list<V> values(const dict<K, V> &d) { return copy_list(d.values()); }
template <class K, class V> inline void update(const dict<K, V> &d, const dict<K, V> &more) {
  list<K> keys = copy_list(more.keys());
  list<V> values = copy_list(more.values());
  for (i64 i = 0; i < keys.size(); ++i)
    d.set(keys[i], values[i]);
}
template <class K, class V> inline dict<K, V> copy(const dict<K, V> &d) {
  dict<K, V> fresh;
  update(fresh, d);
  return fresh;
}
template <class K, class V> inline bool equal(const dict<K, V> &a, const dict<K, V> &b) {
  if (a.size() != b.size())
    return false;
  for (i64 i = 0; i < a.size(); ++i)
    if (i64 entry = b.find(a.keys()[i]); entry < 0 || !equal(a.values()[i], b.values()[entry]))
      return false;
  return true;
}
template <class K, class V> inline bool same_object(const dict<K, V> &a, const dict<K, V> &b) { return a.is(b); }

// --- sets
// Python's hash of numbers that are whole; others have no order that a program could rely on.
inline bool set_hash(i64 x, i64 &hash) { return hash = x == -1 ? -2 : x % ((i64(1) << 61) - 1), true; }
inline bool set_hash(bool x, i64 &hash) { return hash = x, true; }
inline bool set_hash(double x, i64 &hash) {
  return x == __builtin_floor(x) && -9e15 < x && x < 9e15 ? set_hash(i64(x), hash) : false;
}
template <class T> inline bool set_hash(const scalar<T> &x, i64 &hash) {
  if constexpr (is_int<T> || is_bool<T>)
    return set_hash(i64(x.value), hash);
  else
    return set_hash(double(x.value), hash);
}
template <class T> inline bool set_hash(const T &, i64 &) { return false; }

// The items in the order of CPython's table: filled in the order of insertion, grown by 4 (by 2 above 50,000 items)
// where 3/5 are full, probed 9 slots in a row and then by the perturbed hash.
template <class K, class V> inline list<K> set_items(const dict<K, V> &s) {
  i64 n = s.size(), slots = 8, hash = 0;
  list<i64> hashes, table;
  for (i64 i = 0; i < n; ++i) {
    if (!set_hash(s.keys()[i], hash))
      return copy_list(s.keys());
    hashes.append(hash);
  }
  auto clear_table = [](i64 size) {
    list<i64> fresh;
    for (i64 i = 0; i < size; ++i)
      fresh.append(i64(-1));
    return fresh;
  };
  auto insert = [&](i64 entry) {
    u64 mask = u64(slots - 1), perturb = u64(hashes[entry]), i = perturb & mask;
    for (;;) {
      u64 probes = i + 9 <= mask ? 9 : 0;
      for (u64 k = i; k <= i + probes; ++k)
        if (table[i64(k)] < 0) {
          table[i64(k)] = entry;
          return;
        }
      perturb >>= 5;
      i = (i * 5 + 1 + perturb) & mask;
    }
  };
  table = clear_table(slots);
  for (i64 i = 0; i < n; ++i) {
    insert(i);
    i64 used = i + 1;
    if (used * 5 < (slots - 1) * 3)
      continue;
    i64 wanted = used > 50000 ? used * 2 : used * 4;
    list<i64> old = table;
    for (slots = 8; slots <= wanted;)
      slots *= 2;
    table = clear_table(slots);
    for (i64 entry : old)
      if (entry >= 0)
        insert(entry);
  }
  list<K> items;
  for (i64 entry : table)
    if (entry >= 0)
      items.append(s.keys()[entry]);
  return items;
}
template <class K, class V> inline dict<K, V> chosen(const dict<K, V> &s, const dict<K, V> &t, bool inside) {
  dict<K, V> result;
  for (i64 i = 0; i < s.size(); ++i)
    if (contains(t, s.keys()[i]) == inside)
      result.set(s.keys()[i], s.values()[i]);
  return result;
}
template <class K, class V> inline dict<K, V> set_intersection(const dict<K, V> &s, const dict<K, V> &t) {
  return chosen(s, t, true);
}
template <class K, class V> inline dict<K, V> set_difference(const dict<K, V> &s, const dict<K, V> &t) {
  return chosen(s, t, false);
}
template <class K, class V> inline bool set_subset(const dict<K, V> &s, const dict<K, V> &t) {
  return chosen(s, t, false).size() == 0;
}

} // namespace np
