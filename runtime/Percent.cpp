// text % values, one conversion at a time: %[(key)][flags][width][.precision][length]conversion. Floats and texts are
// laid out by the format spec of the same meaning; integers have a precision of their own here (least digits).
#include "Scalar.h"
#include "TextOf.h"
#include "Unicode.h"
#include "abi/print.h"
#include <algorithm>
#include <climits>
#include <cmath>
#include <string>

namespace np_percent_format {
namespace {

bool isOneOf(int conversion, std::string_view set) { return set.find(static_cast<char>(conversion)) != set.npos; }

// %s, %r, %a and %c: cut to the precision, then padded; flag 0 means nothing here.
int appendText(np_text *text, const np_percent &format, std::string_view value) {
  std::string spec = format.flags & NP_PERCENT_LEFT ? "<" : ">";
  if (format.width >= 0)
    spec += std::to_string(format.width);
  if (format.precision >= 0 && format.conversion != 'c')
    spec += "." + std::to_string(format.precision);
  return np_format_str(text, value.data(), value.size(), spec.data(), spec.size());
}

int appendFloat(np_text *text, const np_percent &format, double value) {
  std::string spec;
  if (format.flags & NP_PERCENT_LEFT)
    spec += '<';
  if (format.flags & (NP_PERCENT_PLUS | NP_PERCENT_SPACE))
    spec += format.flags & NP_PERCENT_PLUS ? '+' : ' ';
  if (format.flags & NP_PERCENT_ALTERNATE)
    spec += '#';
  if (format.flags & NP_PERCENT_ZERO && !(format.flags & NP_PERCENT_LEFT))
    spec += '0';
  if (format.width >= 0)
    spec += std::to_string(format.width);
  if (format.precision >= 0)
    spec += "." + std::to_string(format.precision);
  spec += static_cast<char>(format.conversion);
  return np_format_float(text, value, spec.data(), spec.size());
}

// `digits` may start with '-'.
int appendInt(np_text *text, const np_percent &format, std::string digits) {
  std::string front;
  if (digits[0] == '-') {
    front = "-";
    digits.erase(0, 1);
  } else if (format.flags & (NP_PERCENT_PLUS | NP_PERCENT_SPACE)) {
    front = format.flags & NP_PERCENT_PLUS ? "+" : " ";
  }
  if (format.flags & NP_PERCENT_ALTERNATE && isOneOf(format.conversion, "oxX"))
    front += {'0', static_cast<char>(format.conversion)};
  auto missing = [](np_i64 wanted, size_t size) { return static_cast<size_t>(std::max<np_i64>(wanted - size, 0)); };
  digits.insert(0, missing(format.precision, digits.size()), '0');
  size_t blanks = missing(format.width, front.size() + digits.size());
  if (format.flags & NP_PERCENT_LEFT)
    digits.append(blanks, ' ');
  else if (format.flags & NP_PERCENT_ZERO)
    front.append(blanks, '0');
  else
    front.insert(0, blanks, ' ');
  front += digits;
  np_text_append(text, front.data(), front.size());
  return NP_OK;
}

int appendInt(np_text *text, const np_percent &format, __int128 value) {
  char type = isOneOf(format.conversion, "oxX") ? static_cast<char>(format.conversion) : 'd';
  return appendInt(text, format, npTextOf([&](np_text *digits) {
                     np_format_int128(digits, np_scalar::high(value), np_scalar::low(value), &type, 1);
                   }));
}

int appendCharacter(np_text *text, const np_percent &format, __int128 value) {
  if (value < 0 || value > 0x10ffff)
    return np_fail(NP_OVERFLOW_ERROR, "%s", "%c arg not in range(0x110000)");
  std::string character;
  np_unicode::append(character, static_cast<char32_t>(value));
  return appendText(text, format, character);
}

// %d of a float: towards zero, however large.
int appendTruncated(np_text *text, const np_percent &format, double value) {
  if (std::isnan(value))
    return np_fail(NP_VALUE_ERROR, "cannot convert float NaN to integer");
  if (std::isinf(value))
    return np_fail(NP_OVERFLOW_ERROR, "cannot convert float infinity to integer");
  std::string digits = npTextOf([&](np_text *all) {
    double whole = std::trunc(value) + 0.0; // no -0
    np_digits_positional(all, whole, NP_F64, 0, 0, false, '-', 0, 0, 0);
  });
  return appendInt(text, format, digits);
}

// The TypeError of a conversion that a value of this type does not take.
int refuse(const np_percent &format, const char *type) {
  if (format.conversion == 'c')
    return np_fail(NP_TYPE_ERROR, "%s", "%c requires int or char");
  if (isOneOf(format.conversion, "eEfFgG"))
    return np_fail(NP_TYPE_ERROR, "must be real number, not %s", type);
  bool real = isOneOf(format.conversion, "diu");
  return np_fail(NP_TYPE_ERROR, "%%%c format: %s is required, not %s", format.conversion,
                 real ? "a real number" : "an integer", type);
}

bool isText(const np_percent &format) { return isOneOf(format.conversion, "sra"); }

int percentInt(np_text *text, const np_percent &format, __int128 value) {
  if (format.conversion == 'c')
    return appendCharacter(text, format, value);
  if (isOneOf(format.conversion, "eEfFgG"))
    return appendFloat(text, format, static_cast<double>(value));
  if (!isText(format))
    return appendInt(text, format, value);
  return appendText(text, format, npTextOf([&](np_text *digits) {
                      np_repr_int128(digits, np_scalar::high(value), np_scalar::low(value));
                    }));
}

// A float of Python's or NumPy's, for the numeric conversions.
int percentReal(np_text *text, const np_percent &format, double value, const char *type) {
  if (isOneOf(format.conversion, "diu"))
    return appendTruncated(text, format, value);
  if (isOneOf(format.conversion, "eEfFgG"))
    return appendFloat(text, format, value);
  return refuse(format, type);
}

int percentScalar(np_text *text, const np_percent &format, int dtype, const void *value, const char *type) {
  switch (np_scalar::kindOf(dtype)) {
  case np_scalar::Kind::Bool: // has no __index__
    if (isOneOf(format.conversion, "oxXc"))
      return refuse(format, type);
    return percentInt(text, format, np_scalar::intAt(dtype, value));
  case np_scalar::Kind::Int:
    return percentInt(text, format, np_scalar::intAt(dtype, value));
  case np_scalar::Kind::Float:
    return percentReal(text, format, np_scalar::floatAt(dtype, value), type);
  default:
    if (isOneOf(format.conversion, "oxXc"))
      return refuse(format, type);
    np_warn("ComplexWarning", "Casting complex values to real discards the imaginary part");
    return percentReal(text, format, np_scalar::floatAt(dtype, value), type);
  }
}

// The number after '%' or '.'; -1 if there is none.
int parseNumber(std::string_view text, size_t &at, np_i64 &number, np_i64 limit, const char *name) {
  number = -1;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
    number = std::max<np_i64>(number, 0);
    if (number > (limit - (text[at] - '0')) / 10)
      return np_fail(NP_VALUE_ERROR, "%s too big", name);
    number = number * 10 + (text[at] - '0');
  }
  return NP_OK;
}

// %(key): parentheses inside it nest.
bool parseKey(std::string_view text, size_t &at, np_percent &format) {
  if (at >= text.size() || text[at] != '(')
    return true;
  size_t begin = ++at;
  for (int depth = 1; at < text.size(); ++at) {
    depth += (text[at] == '(') - (text[at] == ')');
    if (depth == 0) {
      format.key = begin;
      format.key_size = at++ - begin;
      return true;
    }
  }
  return false;
}

int parse(std::string_view text, size_t &at, np_percent &format) {
  format = {0, -1, -1, 0, -1, 0};
  size_t start = ++at;
  if (!parseKey(text, at, format))
    return np_fail(NP_VALUE_ERROR, "incomplete format key");
  const std::string_view flags = "-+ #0";
  for (size_t flag; at < text.size() && (flag = flags.find(text[at])) != flags.npos; ++at)
    format.flags |= 1u << flag;
  if (at < text.size() && text[at] == '*') {
    format.flags |= NP_PERCENT_WIDTH_ARGUMENT;
    ++at;
  } else if (int status = parseNumber(text, at, format.width, LLONG_MAX, "width")) {
    return status;
  }
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (at < text.size() && text[at] == '*') {
      format.flags |= NP_PERCENT_PRECISION_ARGUMENT;
      ++at;
    } else if (int status = parseNumber(text, at, format.precision, INT_MAX, "precision")) {
      return status;
    }
    format.precision = std::max<np_i64>(format.precision, 0);
  }
  if (at < text.size() && isOneOf(text[at], "hlL"))
    ++at;
  if (at >= text.size())
    return np_fail(NP_VALUE_ERROR, "incomplete format");
  np_i64 index = np_unicode::length(text.substr(0, at));
  size_t before = at;
  char32_t conversion = np_unicode::next(text, at);
  format.conversion = static_cast<int>(conversion);
  if (conversion < 128 && (isOneOf(format.conversion, "diuoxXeEfFgGcsra") || (conversion == '%' && before == start)))
    return NP_OK;
  return np_fail(NP_VALUE_ERROR, "unsupported format character '%c' (0x%x) at index %lld",
                 conversion > 31 && conversion < 127 ? static_cast<int>(conversion) : '?',
                 static_cast<unsigned>(conversion), index);
}

} // namespace

extern "C" int np_percent_parse(const char *text, np_i64 size, np_i64 *at, np_percent *format) {
  size_t end = *at;
  int status = parse({text, static_cast<size_t>(size)}, end, *format);
  *at = end;
  return status;
}

extern "C" int np_percent_star(np_percent *format, np_i64 argument, int precision) {
  if (precision) {
    if (argument != static_cast<int>(argument))
      return np_fail(NP_OVERFLOW_ERROR, "Python int too large to convert to C int");
    format->precision = std::max<np_i64>(argument, 0);
    return NP_OK;
  }
  if (argument < 0)
    format->flags |= NP_PERCENT_LEFT;
  format->width = argument < 0 ? -argument : argument;
  return NP_OK;
}

extern "C" int np_percent_bool(np_text *text, const np_percent *format, int value) {
  if (isText(*format))
    return appendText(text, *format, value ? "True" : "False");
  return percentInt(text, *format, value != 0);
}

extern "C" int np_percent_int(np_text *text, const np_percent *format, np_i64 value) {
  return percentInt(text, *format, value);
}

extern "C" int np_percent_int128(np_text *text, const np_percent *format, np_i64 high, np_u64 low) {
  return percentInt(text, *format, np_scalar::joined(high, low));
}

extern "C" int np_percent_float(np_text *text, const np_percent *format, double value) {
  if (isText(*format))
    return appendText(text, *format, npTextOf([&](np_text *digits) { np_repr_float(digits, value); }));
  return percentReal(text, *format, value, "float");
}

extern "C" int np_percent_complex(np_text *text, const np_percent *format, double real, double imag) {
  if (isText(*format))
    return appendText(text, *format, npTextOf([&](np_text *digits) { np_repr_complex(digits, real, imag); }));
  return refuse(*format, "complex");
}

extern "C" int np_percent_str(np_text *text, const np_percent *format, const char *data, np_i64 size) {
  std::string_view value(data, size);
  if (format->conversion == 's' || (format->conversion == 'c' && np_unicode::length(value) == 1))
    return appendText(text, *format, value);
  if (!isText(*format))
    return refuse(*format, "str");
  auto *repr = format->conversion == 'a' ? np_ascii_str : np_repr_str;
  return appendText(text, *format, npTextOf([&](np_text *quoted) { repr(quoted, data, size); }));
}

extern "C" int np_percent_scalar(np_text *text, const np_percent *format, int dtype, const void *value) {
  if (isText(*format)) {
    auto *write = format->conversion == 's' ? np_str_scalar : np_repr_scalar;
    return appendText(text, *format, npTextOf([&](np_text *word) { write(word, dtype, value); }));
  }
  return percentScalar(text, *format, dtype, value, (std::string("numpy.") + np_scalar::nameOf(dtype)).c_str());
}

// A 0-d array converts like its element, except that a complex one raises instead of warning, and that only integers
// have __index__.
extern "C" int np_percent_array(np_text *text, const np_percent *format, const np_ref *array) {
  if (isText(*format)) {
    np_text word = {};
    int status = format->conversion == 's' ? np_str_array(&word, array) : np_repr_array(&word, array);
    if (!status)
      status = appendText(text, *format, {word.data ? word.data : "", static_cast<size_t>(word.size)});
    np_text_free(&word);
    return status;
  }
  bool toFloat = isOneOf(format->conversion, "eEfFgG");
  if (array->ndim != 0 && toFloat)
    return np_fail(NP_TYPE_ERROR, "only 0-dimensional arrays can be converted to Python scalars");
  bool isComplex = np_scalar::kindOf(array->dtype) == np_scalar::Kind::Complex;
  if (array->ndim == 0 && isComplex && toFloat)
    return np_fail(NP_TYPE_ERROR, "float() argument must be a string or a real number, not 'complex'");
  if (array->ndim != 0 || isComplex)
    return refuse(*format, "numpy.ndarray");
  return percentScalar(text, *format, array->dtype, array->data, "numpy.ndarray");
}

extern "C" int np_percent_object(np_text *text, const np_percent *format, const char *type, const char *data,
                                 np_i64 size) {
  if (!isText(*format))
    return refuse(*format, type);
  return appendText(text, *format, {data, static_cast<size_t>(size)});
}

} // namespace np_percent_format
