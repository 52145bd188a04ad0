// Values as text: str, repr, format and % of every type of value, print. One function a type (`text_of`) does the
// four; everything else sees values through np::anything and is not a template.
#pragma once
#include "../abi/output.h"
#include "../abi/print.h"
#include "list.h"
#include "pending.h"
#include "wide.h"

namespace np {

// What is wanted: str(x), repr(x), format(x, spec), or a conversion of "%".
struct style {
  enum kind { plain, repr, format, percent } what;
  const char *spec = nullptr;
  i64 size = 0;
  const np_percent *conversion = nullptr;
};

inline int text_of(np_text *t, bool x, const style &s) {
  switch (s.what) {
  case style::format: return np_format_bool(t, x, s.spec, s.size);
  case style::percent: return np_percent_bool(t, s.conversion, x);
  default: return np_repr_bool(t, x), 0;
  }
}
inline int text_of(np_text *t, i64 x, const style &s) {
  switch (s.what) {
  case style::format: return np_format_int(t, x, s.spec, s.size);
  case style::percent: return np_percent_int(t, s.conversion, x);
  default: return np_repr_int(t, x), 0;
  }
}
inline int text_of(np_text *t, wide x, const style &s) {
  switch (s.what) {
  case style::format: return np_format_int128(t, x.high(), x.low(), s.spec, s.size);
  case style::percent: return np_percent_int128(t, s.conversion, x.high(), x.low());
  default: return np_repr_int128(t, x.high(), x.low()), 0;
  }
}
inline int text_of(np_text *t, double x, const style &s) {
  switch (s.what) {
  case style::format: return np_format_float(t, x, s.spec, s.size);
  case style::percent: return np_percent_float(t, s.conversion, x);
  default: return np_repr_float(t, x), 0;
  }
}
inline int text_of(np_text *t, c128 x, const style &s) {
  switch (s.what) {
  case style::format: return np_format_complex(t, x.re, x.im, s.spec, s.size);
  case style::percent: return np_percent_complex(t, s.conversion, x.re, x.im);
  default: return np_repr_complex(t, x.re, x.im), 0;
  }
}
inline int text_of(np_text *t, const str &x, const style &s) {
  switch (s.what) {
  case style::format: return np_format_str(t, x.data(), x.size(), s.spec, s.size);
  case style::percent: return np_percent_str(t, s.conversion, x.data(), x.size());
  case style::repr: return np_repr_str(t, x.data(), x.size()), 0;
  default: return np_text_append(t, x.data(), x.size()), 0;
  }
}
inline int text_of_scalar(np_text *t, int dtype, const void *x, const style &s) {
  switch (s.what) {
  case style::format: return np_format_scalar(t, dtype, x, s.spec, s.size);
  case style::percent: return np_percent_scalar(t, s.conversion, dtype, x);
  case style::repr: return np_repr_scalar(t, dtype, x), 0;
  default: return np_str_scalar(t, dtype, x), 0;
  }
}
inline int text_of_array(np_text *t, const np_ref &x, const style &s) {
  switch (s.what) {
  case style::format: return np_format_array(t, &x, s.spec, s.size);
  case style::percent: return np_percent_array(t, s.conversion, &x);
  case style::repr: return np_repr_array(t, &x);
  default: return np_str_array(t, &x);
  }
}
// Lists, tuples, None: one text for all of str and repr.
inline int text_of_object(np_text *t, const char *type, builder &text, const style &s) {
  switch (s.what) {
  case style::format: return np_format_object(t, type, text.data, text.size, s.spec, s.size);
  case style::percent: return np_percent_object(t, s.conversion, type, text.data, text.size);
  default: return np_text_append(t, text.data, text.size), 0;
  }
}
inline int text_of(np_text *t, none_t, const style &s) {
  builder text;
  text.add("None");
  return text_of_object(t, "NoneType", text, s);
}
inline int text_of(np_text *t, const Error &e, const style &s) { return text_of(t, e.text, s); }
// NumPy's scalars of the types that Python does not have, and those marked as NumPy's.
template <class T> inline int text_of(np_text *t, const T &x, const style &s) {
  static_assert(dtype_of<T> >= 0, "a value that has no text");
  return text_of_scalar(t, dtype_of<T>, &x, s);
}
template <class T> inline int text_of(np_text *t, const scalar<T> &x, const style &s) {
  return text_of_scalar(t, dtype_of<T>, &x.value, s);
}
template <class T, int N> inline int text_of(np_text *t, const array<T, N> &x, const style &s) {
  return text_of_array(t, x.ref(), s);
}
template <class T> inline int text_of(np_text *t, const pending<T> &x, const style &s) {
  T value = x();
  return text_of_scalar(t, dtype_of<T>, &value, s);
}
template <class... T> inline int text_of(np_text *t, const tuple<T...> &x, const style &s);
template <class T> inline int text_of(np_text *t, const list<T> &x, const style &s) {
  builder text;
  text.add("[");
  for (i64 i = 0; i < x.size(); ++i) {
    if (i)
      text.add(", ");
    if (int status = text_of(&text, x[i], style{style::repr}))
      return status;
  }
  text.add("]");
  return text_of_object(t, "list", text, s);
}
template <class... T> inline int text_of(np_text *t, const tuple<T...> &x, const style &s) {
  builder text;
  text.add("(");
  int status = 0;
  bool first = true;
  apply(x, [&](const auto &...item) {
    ((first ? void(first = false) : text.add(", "), status = status ? status : text_of(&text, item, style{style::repr})),
     ...);
  });
  text.add(sizeof...(T) == 1 ? ",)" : ")");
  return status ? status : text_of_object(t, "tuple", text, s);
}

// A value of any type, for the functions below.
struct anything {
  const void *value;
  int (*text)(np_text *, const void *, const style &);
  int integer; // of a "*" in a % format
};
template <class T> struct text_function {
  static int call(np_text *t, const void *x, const style &s) { return text_of(t, *static_cast<const T *>(x), s); }
};
template <class T> inline anything anything_of(const T &x) {
  if constexpr (__is_same(T, i64))
    return {&x, text_function<T>::call, int(x)};
  else
    return {&x, text_function<T>::call, -1};
}
// String literals and int literals.
template <> inline int text_function<int>::call(np_text *t, const void *x, const style &s) {
  return text_of(t, i64(*static_cast<const int *>(x)), s);
}
template <> inline int text_function<char>::call(np_text *t, const void *x, const style &s) {
  return text_of(t, str(static_cast<const char *>(x)), s);
}
template <> inline int text_function<const char *>::call(np_text *t, const void *x, const style &s) {
  return text_of(t, str(*static_cast<const char *const *>(x)), s);
}
template <int N> inline anything anything_of(const char (&x)[N]) { return {x, text_function<char>::call, -1}; }

// --- print
inline void print_any(int file, const str &sep, const str &end, const anything *values, int count) {
  builder text;
  for (int i = 0; i < count; ++i) {
    if (i)
      text.add(sep);
    check(values[i].text(&text, values[i].value, style{style::plain}), nowhere);
  }
  text.add(end);
  np_write(file, text.data, text.size);
}
inline void print() { np_write(1, "\n", 1); }
template <class... T> inline void print(const T &...values) {
  (fetch(values), ...);
  anything list[] = {anything_of(values)...};
  print_any(1, " ", "\n", list, sizeof...(T));
}
// print(..., sep=, end=, file=): 1 is standard output, 2 standard error.
inline void print_to(int file, const str &sep, const str &end) { np_write(file, end.data(), end.size()); }
template <class... T> inline void print_to(int file, const str &sep, const str &end, const T &...values) {
  (fetch(values), ...);
  anything list[] = {anything_of(values)...};
  print_any(file, sep, end, list, sizeof...(T));
}

inline const char *kind_name(int kind); // run.h

// --- f-strings: "{}" str, "{!r}" repr, "{:spec}" format; a "{}" inside a spec takes the next value.
inline str format_any(at where, const char *f, const anything *values) {
  builder text;
  for (; *f; ++f) {
    const char *run = f;
    while (*f && *f != '{' && *f != '}')
      ++f;
    np_text_append(&text, run, f - run);
    if (!*f)
      break;
    if (f[1] == *f) { // "{{" and "}}"
      np_text_append(&text, f++, 1);
      continue;
    }
    const anything &value = *values++;
    builder spec;
    style s{style::plain};
    ++f;
    if (*f == '!' && f[1] == 't') { // the class of an exception
      const Error &error = *static_cast<const Error *>(value.value);
      int kind = error.kind;
      if (kind == NP_ARRAY_MEMORY_ERROR) // NumPy names it after its base, except in tracebacks
        kind = NP_MEMORY_ERROR;
      // NumPy shows the class that raises under its base's name.
      const char *name = error.name ? error.name : kind == NP_UFUNC_TYPE_ERROR ? "UFuncTypeError" : kind_name(kind), *last = name;
      for (const char *c = name; *c; ++c)
        if (*c == '.')
          last = c + 1;
      i64 size = 0;
      while (last[size])
        ++size;
      np_text_append(&text, last, size);
      f += 2;
      continue;
    }
    if (*f == '!') {
      s.what = style::repr;
      f += 2;
    } else if (*f == ':') {
      for (++f; *f && *f != '}'; ++f)
        if (*f == '{') {
          check(values->text(&spec, values->value, style{style::plain}), where);
          ++values, ++f;
        } else {
          np_text_append(&spec, f, 1);
        }
      s = {style::format, spec.data ? spec.data : "", spec.size};
    }
    check(value.text(&text, value.value, s), where);
  }
  return text.take();
}
inline str format(const char *f, at where) { return format_any(where, f, nullptr); }
template <class... T> inline str format(at where, const char *f, const T &...values) {
  (fetch(values), ...);
  anything list[] = {anything_of(values)...};
  return format_any(where, f, list);
}

// --- "%d %s" % values
inline str percent_any(at where, const str &f, const anything *values, int count) {
  builder text;
  const anything *next = values, *last = values + count;
  auto take = [&]() -> const anything & {
    if (next == last)
      fail(NP_TYPE_ERROR, "not enough arguments for format string", where);
    return *next++;
  };
  for (i64 i = 0; i < f.size();) {
    i64 run = i;
    while (i < f.size() && f.data()[i] != '%')
      ++i;
    np_text_append(&text, f.data() + run, i - run);
    if (i == f.size())
      break;
    np_percent conversion;
    check(np_percent_parse(f.data(), f.size(), &i, &conversion), where);
    if (conversion.conversion == '%') {
      text.add("%");
      continue;
    }
    if (conversion.flags & NP_PERCENT_WIDTH_ARGUMENT)
      check(np_percent_star(&conversion, take().integer, 0), where);
    if (conversion.flags & NP_PERCENT_PRECISION_ARGUMENT)
      check(np_percent_star(&conversion, take().integer, 1), where);
    const anything &value = take();
    check(value.text(&text, value.value, style{style::percent, nullptr, 0, &conversion}), where);
  }
  if (next != last)
    fail(NP_TYPE_ERROR, "not all arguments converted during string formatting", where);
  return text.take();
}
template <class... T> inline str percent(at where, const str &f, const T &...values) {
  anything list[] = {anything_of(values)..., anything{}};
  return percent_any(where, f, list, sizeof...(T));
}

inline void fail_slice(i64 given, i64 wanted, at where) {
  raise(NP_VALUE_ERROR, format(where, "attempt to assign sequence of size {} to extended slice of size {}", given, wanted), where);
}

// list.index: the error names the item.
template <class T, class U> inline i64 index(const list<T> &l, const U &item, at where) {
  for (i64 i = 0; i < l.size(); ++i)
    if (equal(l[i], item))
      return i;
  builder text;
  text_of(&text, item, style{style::repr});
  text.add(" is not in list");
  raise(NP_VALUE_ERROR, text.take(), where);
}

} // namespace np
