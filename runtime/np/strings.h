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
// Latin, Greek and Cyrillic letters whose other case is a fixed step away; what has no such partner stays.
inline i64 other_case(i64 c, bool upper) {
  auto in = [&](i64 low, i64 high) { return low <= c && c <= high; };
  auto shifted = [&](i64 low, i64 high, i64 by) { return upper ? in(low, high) : in(low - by, high - by); };
  struct block { i64 low, high, by; } blocks[] = {{'a', 'z', 32}, {0xe0, 0xf6, 32}, {0xf8, 0xfe, 32}, {0x3b1, 0x3c1, 32}, {0x3c3, 0x3cb, 32}, {0x430, 0x44f, 32}, {0x450, 0x45f, 80}};
  for (const block &b : blocks)
    if (shifted(b.low, b.high, b.by))
      return upper ? c - b.by : c + b.by;
  bool pairs = in(0x100, 0x137) || in(0x14a, 0x177) || in(0x1e00, 0x1e95), odd = in(0x139, 0x148) || in(0x179, 0x17e); // even is upper; odd is upper
  if (pairs && c != 0x130 && c != 0x131)
    return upper ? c & ~i64(1) : c | 1;
  if (odd)
    return upper ? (c & 1 ? c : c - 1) : (c & 1 ? c + 1 : c);
  return c;
}
inline str change_case(const str &s, bool upper) {
  builder text;
  for (i64 i = 0; i < s.size();) {
    unsigned char first = (unsigned char)s.data()[i];
    i64 size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    i64 c = size == 1 ? first : size == 2 ? i64(first & 0x1f) << 6 | (s.data()[i + 1] & 0x3f) : -1;
    if (upper && c == 0xdf) { // sharp s
      text.add("SS");
    } else if (c < 0) {
      np_text_append(&text, s.data() + i, size);
    } else {
      i64 o = other_case(c, upper);
      char bytes[] = {o < 0x80 ? char(o) : char(0xc0 | o >> 6), char(0x80 | (o & 0x3f))};
      np_text_append(&text, bytes, o < 0x80 ? 1 : 2);
    }
    i += size;
  }
  return text.take();
}
inline str upper(const str &s) { return change_case(s, true); }
inline str lower(const str &s) { return change_case(s, false); }
inline bool is_space(char c) { return c == ' ' || (c >= 9 && c <= 13) || (c >= 28 && c <= 31); }
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_alpha(char c) { return is_upper(c) || is_lower(c) || (c & 0x80); }
// Without blanks, or without the characters of `chars`, on the left and on the right.
template <class F> inline str stripped(const str &s, bool left, bool right, F drops) {
  i64 from = 0, to = s.size();
  while (left && from < to && drops(s.data()[from]))
    ++from;
  while (right && to > from && drops(s.data()[to - 1]))
    --to;
  return part(s, from, to);
}
inline auto one_of(const str &chars) {
  return [&chars](char c) {
    for (i64 i = 0; i < chars.size(); ++i)
      if (chars.data()[i] == c)
        return true;
    return false;
  };
}
inline str strip(const str &s) { return stripped(s, true, true, is_space); }
inline str lstrip(const str &s) { return stripped(s, true, false, is_space); }
inline str rstrip(const str &s) { return stripped(s, false, true, is_space); }
inline str strip(const str &s, const str &chars) { return stripped(s, true, true, one_of(chars)); }
inline str lstrip(const str &s, const str &chars) { return stripped(s, true, false, one_of(chars)); }
inline str rstrip(const str &s, const str &chars) { return stripped(s, false, true, one_of(chars)); }
inline str padded(const str &s, i64 left, i64 right, const str &fill) {
  builder text;
  text.add(repeat(fill, left));
  text.add(s);
  text.add(repeat(fill, right));
  return text.take();
}
inline str ljust(const str &s, i64 width, const str &fill = " ") { return padded(s, 0, width - len(s), fill); }
inline str rjust(const str &s, i64 width, const str &fill = " ") { return padded(s, width - len(s), 0, fill); }
inline str center(const str &s, i64 width, const str &fill = " ") {
  i64 space = width - len(s);
  if (space <= 0)
    return s;
  i64 left = space / 2 + (space & width & 1); // as CPython places the odd blank
  return padded(s, left, space - left, fill);
}
inline str zfill(const str &s, i64 width) {
  bool sign = s.size() && (s.data()[0] == '-' || s.data()[0] == '+');
  return concat(part(s, 0, sign), concat(repeat("0", width - len(s)), part(s, sign, s.size())));
}
// At runs of blanks; at each `sep`. At most `most` times where it is not negative.
inline list<str> split(const str &s, at = nowhere) {
  list<str> parts;
  for (i64 i = 0; i < s.size();) {
    i64 from = i;
    while (i < s.size() && !is_space(s.data()[i]))
      ++i;
    if (i > from)
      parts.append(part(s, from, i));
    else
      ++i;
  }
  return parts;
}
inline list<str> split(const str &s, const str &sep, i64 most, at where) {
  if (!sep.size())
    fail(NP_VALUE_ERROR, "empty separator", where);
  list<str> parts;
  i64 from = 0;
  for (i64 at = find_bytes(s, sep, 0); at >= 0 && most != 0; at = find_bytes(s, sep, from), --most) {
    parts.append(part(s, from, at));
    from = at + sep.size();
  }
  parts.append(part(s, from, s.size()));
  return parts;
}
inline list<str> split(const str &s, const str &sep, at where) { return split(s, sep, -1, where); }
inline list<str> splitlines(const str &s) {
  list<str> lines;
  for (i64 i = 0; i < s.size();) {
    i64 from = i;
    while (i < s.size() && s.data()[i] != '\n' && s.data()[i] != '\r')
      ++i;
    lines.append(part(s, from, i));
    i += i + 1 < s.size() && s.data()[i] == '\r' && s.data()[i + 1] == '\n' ? 2 : 1;
  }
  return lines;
}
// Each character by what stood before it.
template <class F> inline str mapped(const str &s, F f) {
  builder text;
  char before = 0;
  for (i64 i = 0; i < s.size(); ++i) {
    char c = f(s.data()[i], before);
    before = s.data()[i];
    np_text_append(&text, &c, 1);
  }
  return text.take();
}
inline char upper_of(char c) { return is_lower(c) ? char(c - 32) : c; }
inline char lower_of(char c) { return is_upper(c) ? char(c + 32) : c; }
inline str title(const str &s) {
  return mapped(s, [](char c, char before) { return is_alpha(before) ? lower_of(c) : upper_of(c); });
}
inline str capitalize(const str &s) {
  return mapped(s, [](char c, char before) { return before ? lower_of(c) : upper_of(c); });
}
inline str swapcase(const str &s) {
  return mapped(s, [](char c, char) { return is_upper(c) ? lower_of(c) : upper_of(c); });
}
template <class F> inline bool all_are(const str &s, F test) {
  for (i64 i = 0; i < s.size(); ++i)
    if (!test(s.data()[i]))
      return false;
  return s.size() != 0;
}
inline bool isdigit(const str &s) { return all_are(s, is_digit); }
inline bool isalpha(const str &s) { return all_are(s, is_alpha); }
inline bool isalnum(const str &s) { return all_are(s, [](char c) { return is_alpha(c) || is_digit(c); }); }
inline bool isspace(const str &s) { return all_are(s, is_space); }
inline bool isupper(const str &s) { return !all_are(s, [](char c) { return !is_upper(c); }) && s.size() && all_are(s, [](char c) { return !is_lower(c); }); }
inline bool islower(const str &s) { return !all_are(s, [](char c) { return !is_lower(c); }) && s.size() && all_are(s, [](char c) { return !is_upper(c); }); }
inline i64 index(const str &s, const str &part, at where) {
  i64 i = find(s, part);
  if (i < 0)
    fail(NP_VALUE_ERROR, "substring not found", where);
  return i;
}
inline i64 rfind(const str &s, const str &part) {
  i64 last = -1;
  for (i64 at = find_bytes(s, part, 0); at >= 0; at = find_bytes(s, part, at + 1))
    last = at;
  i64 n = 0;
  for (i64 i = 0; i < last; ++i)
    n += (s.data()[i] & 0xc0) != 0x80;
  return last < 0 ? -1 : n;
}
inline str removeprefix(const str &s, const str &prefix) { return startswith(s, prefix) ? part(s, prefix.size(), s.size()) : s; }
inline str removesuffix(const str &s, const str &suffix) {
  return suffix.size() && endswith(s, suffix) ? part(s, 0, s.size() - suffix.size()) : s;
}
inline i64 ord(const str &c, at where) {
  if (len(c) != 1)
    raise(NP_TYPE_ERROR, format(where, "ord() expected a character, but string of length {} found", len(c)), where);
  auto byte = [&](i64 i) { return i64((unsigned char)c.data()[i]); };
  if (byte(0) < 0x80)
    return byte(0);
  i64 code = byte(0) & (0x7f >> c.size());
  for (i64 i = 1; i < c.size(); ++i)
    code = code << 6 | (byte(i) & 0x3f);
  return code;
}
inline str chr(i64 code, at where) {
  if (code < 0 || code > 0x10ffff)
    fail(NP_VALUE_ERROR, "chr() arg not in range(0x110000)", where);
  builder text;
  char bytes[4];
  int size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  if (size == 1)
    bytes[0] = char(code);
  else
    for (int i = size; i-- > 0; code >>= 6)
      bytes[i] = char(i ? 0x80 | (code & 0x3f) : i64(0xf00 >> size & 0xff) | code);
  np_text_append(&text, bytes, size);
  return text.take();
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
