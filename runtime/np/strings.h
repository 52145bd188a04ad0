// Methods of str. Positions and widths count code points, as Python's do.
#pragma once
#include "print.h"

namespace np {

// The byte where code point `i` begins.
inline i64 byte_of(const str &s, i64 i) {
  i64 at = 0;
  while (at < s.size() && (i > 0 || (s.data()[at] & 0xc0) == 0x80)) {
    if ((s.data()[at] & 0xc0) != 0x80)
      --i;
    ++at;
    while (at < s.size() && (s.data()[at] & 0xc0) == 0x80)
      ++at;
  }
  return at;
}
inline str part(const str &s, i64 from, i64 to) {
  builder text;
  np_text_append(&text, s.data() + from, to - from);
  return text.take();
}
inline str get(const str &s, i64 i, at where) {
  i64 n = len(s), k = i < 0 ? i + n : i;
  if (k < 0 || k >= n)
    fail(NP_INDEX_ERROR, "string index out of range", where);
  i64 from = byte_of(s, k);
  return part(s, from, byte_of(s, k + 1));
}
inline str slice_str(const str &s, i64 first, i64 count, i64 step) {
  if (step == 1) {
    i64 from = byte_of(s, first);
    return part(s, from, byte_of(s, first + (count < 0 ? 0 : count)));
  }
  builder text;
  for (i64 k = 0; k < count; ++k)
    text.add(get(s, first + k * step, nowhere));
  return text.take();
}
// The byte where `part` begins from `from` on, or -1.
inline i64 find_bytes(const str &s, const str &part, i64 from) {
  for (i64 at = from; at + part.size() <= s.size(); ++at)
    if (__builtin_memcmp(s.data() + at, part.data(), part.size()) == 0)
      return at;
  return -1;
}
inline bool contains(const str &s, const str &part) { return find_bytes(s, part, 0) >= 0; }
inline i64 find(const str &s, const str &part) {
  i64 at = find_bytes(s, part, 0), n = 0;
  for (i64 i = 0; i < at; ++i)
    n += (s.data()[i] & 0xc0) != 0x80;
  return at < 0 ? -1 : n;
}
inline i64 count(const str &s, const str &part) {
  if (part.size() == 0)
    return len(s) + 1;
  i64 n = 0;
  for (i64 at = find_bytes(s, part, 0); at >= 0; at = find_bytes(s, part, at + part.size()))
    ++n;
  return n;
}
inline bool startswith(const str &s, const str &prefix) {
  return s.size() >= prefix.size() && __builtin_memcmp(s.data(), prefix.data(), prefix.size()) == 0;
}
inline bool endswith(const str &s, const str &suffix) {
  return s.size() >= suffix.size() &&
         __builtin_memcmp(s.data() + s.size() - suffix.size(), suffix.data(), suffix.size()) == 0;
}
inline str join(const str &between, const list<str> &parts) {
  builder text;
  for (i64 i = 0; i < parts.size(); ++i) {
    if (i)
      text.add(between);
    text.add(parts[i]);
  }
  return text.take();
}
inline str replace(const str &s, const str &old, const str &fresh) {
  builder text;
  i64 from = 0;
  if (old.size() == 0) {
    text.add(fresh);
    for (i64 i = 0, n = len(s); i < n; ++i) {
      text.add(get(s, i, nowhere));
      text.add(fresh);
    }
    return text.take();
  }
  for (i64 at = find_bytes(s, old, 0); at >= 0; at = find_bytes(s, old, from)) {
    np_text_append(&text, s.data() + from, at - from);
    text.add(fresh);
    from = at + old.size();
  }
  np_text_append(&text, s.data() + from, s.size() - from);
  return text.take();
}
// ASCII letters only.
inline str change_case(const str &s, char low, char high, int by) {
  builder text;
  for (i64 i = 0; i < s.size(); ++i) {
    char c = s.data()[i];
    c = low <= c && c <= high ? char(c + by) : c;
    np_text_append(&text, &c, 1);
  }
  return text.take();
}
inline str upper(const str &s) { return change_case(s, 'a', 'z', -32); }
inline str lower(const str &s) { return change_case(s, 'A', 'Z', 32); }
inline bool is_space(char c) { return c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31); }
inline str strip(const str &s) {
  i64 from = 0, to = s.size();
  while (from < to && is_space(s.data()[from]))
    ++from;
  while (to > from && is_space(s.data()[to - 1]))
    --to;
  return part(s, from, to);
}
inline str padded(const str &s, i64 left, i64 right) {
  builder text;
  text.add(repeat(" ", left));
  text.add(s);
  text.add(repeat(" ", right));
  return text.take();
}
inline str ljust(const str &s, i64 width) { return padded(s, 0, width - len(s)); }
inline str rjust(const str &s, i64 width) { return padded(s, width - len(s), 0); }
inline str center(const str &s, i64 width) {
  i64 space = width - len(s);
  if (space <= 0)
    return s;
  i64 left = space / 2 + (space & width & 1); // as CPython places the odd blank
  return padded(s, left, space - left);
}

// --- ranges
inline i64 range_len(i64 start, i64 stop, i64 step) {
  return step > 0 ? (stop > start ? i64((u64(stop) - u64(start) - 1) / u64(step)) + 1 : 0)
                  : (stop < start ? i64((u64(start) - u64(stop) - 1) / (u64(0) - u64(step))) + 1 : 0);
}
inline bool range_contains(i64 i, i64 start, i64 stop, i64 step) {
  return (step > 0 ? start <= i && i < stop : stop < i && i <= start) && (i - start) % step == 0;
}
inline i64 check_step(i64 step, at where) {
  if (step == 0)
    fail(NP_VALUE_ERROR, "range() arg 3 must not be zero", where);
  return step;
}
// Does `for i in range(.., stop, step)` go on?
inline bool before(i64 i, i64 stop, i64 step) { return step > 0 ? i < stop : i > stop; }

} // namespace np
