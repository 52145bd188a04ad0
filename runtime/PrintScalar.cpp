// The text of single values: Python's bool, int, float, complex and str, and NumPy's scalars (design:
// numpy-printing.md, section 7). Print options never reach these.
#include "Digits.h"
#include "Scalar.h"
#include "Unicode.h"
#include "abi/print.h"
#include <cmath>
#include <string>

namespace np_print_scalar {
namespace {

void append(np_text *text, std::string_view word) { np_text_append(text, word.data(), word.size()); }

// From where on a number takes the exponent form.
double exponentLimit(int dtype) { return dtype == NP_F16 ? 1e3 : dtype == NP_F32 ? 1e6 : 1e16; }

// The shortest digits; `point` is what an integral value without exponent ends in: '0' as in 2.0, '-' as in 2.
void writeFloat(np_text *text, double value, int dtype, char point, char sign) {
  double size = std::fabs(value);
  if (value == 0 || !(size < 1e-4 || size >= exponentLimit(dtype)))
    np_digits_positional(text, value, dtype, -1, -1, true, point, sign, 0, 0);
  else
    np_digits_scientific(text, value, dtype, -1, -1, true, '-', sign, 0, 2);
}

// 2j, (1+2j), (-0+2j), (nan-infj); repr of a NumPy scalar leaves the parentheses out.
void writeComplex(np_text *text, double real, double imag, int part, bool parentheses) {
  bool hasReal = real != 0 || std::signbit(real);
  if (hasReal) {
    append(text, parentheses ? "(" : "");
    writeFloat(text, real, part, '-', 0);
  }
  writeFloat(text, imag, part, '-', hasReal ? '+' : 0);
  append(text, hasReal && parentheses ? "j)" : "j");
}

void writeInt(np_text *text, __int128 value) {
  char digits[48], *end = digits + sizeof digits, *begin = end;
  unsigned __int128 rest = value < 0 ? -static_cast<unsigned __int128>(value) : value;
  do
    *--begin = static_cast<char>('0' + static_cast<int>(rest % 10));
  while (rest /= 10);
  if (value < 0)
    *--begin = '-';
  np_text_append(text, begin, end - begin);
}

void writeEscape(std::string &word, char32_t c) {
  static const char hex[] = "0123456789abcdef";
  int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
  word += '\\';
  word += digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
  while (digits-- > 0)
    word += hex[c >> 4 * digits & 15];
}

// Single quotes, unless the text has some and no double ones.
void writeQuoted(np_text *text, std::string_view value, bool asciiOnly) {
  bool doubled = value.find('\'') != value.npos && value.find('"') == value.npos;
  char quote = doubled ? '"' : '\'';
  std::string word(1, quote);
  for (size_t at = 0; at < value.size();) {
    char32_t c = np_unicode::next(value, at);
    if (c == static_cast<char32_t>(quote) || c == '\\')
      (word += '\\') += static_cast<char>(c);
    else if (c == '\n')
      word += "\\n";
    else if (c == '\r')
      word += "\\r";
    else if (c == '\t')
      word += "\\t";
    else if ((asciiOnly && c >= 0x7f) || !np_unicode::isPrintable(c))
      writeEscape(word, c);
    else
      np_unicode::append(word, c);
  }
  append(text, word += quote);
}

void writeScalar(np_text *text, int dtype, const void *value, bool isRepr) {
  switch (np_scalar::kindOf(dtype)) {
  case np_scalar::Kind::Bool:
    return np_repr_bool(text, np_scalar::intAt(dtype, value) != 0);
  case np_scalar::Kind::Int:
    return writeInt(text, np_scalar::intAt(dtype, value));
  case np_scalar::Kind::Float:
    return writeFloat(text, np_scalar::floatAt(dtype, value), dtype, '0', 0);
  case np_scalar::Kind::Complex:
    return writeComplex(text, np_scalar::floatAt(dtype, value, 0), np_scalar::floatAt(dtype, value, 1),
                        np_scalar::partOf(dtype), !isRepr);
  }
}

} // namespace

extern "C" void np_repr_bool(np_text *text, int value) { append(text, value ? "True" : "False"); }

extern "C" void np_repr_int(np_text *text, np_i64 value) { writeInt(text, value); }

extern "C" void np_repr_int128(np_text *text, np_i64 high, np_u64 low) { writeInt(text, np_scalar::joined(high, low)); }

extern "C" void np_repr_float(np_text *text, double value) { writeFloat(text, value, NP_F64, '0', 0); }

extern "C" void np_repr_complex(np_text *text, double real, double imag) {
  writeComplex(text, real, imag, NP_F64, true);
}

extern "C" void np_repr_str(np_text *text, const char *data, np_i64 size) {
  writeQuoted(text, {data, static_cast<size_t>(size)}, false);
}

extern "C" void np_ascii_str(np_text *text, const char *data, np_i64 size) {
  writeQuoted(text, {data, static_cast<size_t>(size)}, true);
}

extern "C" void np_str_scalar(np_text *text, int dtype, const void *value) { writeScalar(text, dtype, value, false); }

extern "C" void np_repr_scalar(np_text *text, int dtype, const void *value) {
  append(text, "np.");
  if (dtype == NP_BOOL)
    return append(text, np_scalar::intAt(dtype, value) ? "True_" : "False_");
  append(text, np_scalar::nameOf(dtype));
  append(text, "(");
  writeScalar(text, dtype, value, true);
  append(text, ")");
}

} // namespace np_print_scalar
