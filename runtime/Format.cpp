// Python's format specs: format(value, spec), f-strings and str.format.
//
// A number is laid out as sign, prefix (0x), padding of '=', digits in groups, the rest (fraction, exponent, %).
// Locales are out of scope: type n is d or g, as in the C locale.
#include "Digits.h"
#include "FormatSpec.h"
#include "Scalar.h"
#include "Unicode.h"
#include "abi/print.h"
#include <algorithm>
#include <climits>
#include <cmath>
#include <string>

namespace np_format {
namespace {

// ---- laying out

// Python runs out of memory a little later.
bool isTooWide(const Spec &spec) { return spec.width > np_i64(1) << 36; }

void pad(std::string &text, const Spec &spec, np_i64 count) {
  std::string fill;
  np_unicode::append(fill, spec.fill);
  for (; count > 0; --count)
    text += fill;
}

int appendPadded(np_text *text, std::string_view body, const Spec &spec) {
  if (isTooWide(spec))
    return np_fail(NP_MEMORY_ERROR, "%s", "");
  np_i64 blanks = std::max<np_i64>(spec.width - np_unicode::length(body), 0);
  np_i64 left = spec.align == '<' ? 0 : spec.align == '^' ? blanks / 2 : blanks;
  std::string padded;
  pad(padded, spec, left);
  padded += body;
  pad(padded, spec, blanks - left);
  np_text_append(text, padded.data(), padded.size());
  return NP_OK;
}

struct Number {
  std::string sign, prefix, digits, rest;
};

// Separators between the groups, with zeros in front up to `width` characters.
std::string grouped(const std::string &digits, const Spec &spec, np_i64 width) {
  std::string reversed;
  np_i64 inGroup = 0;
  for (np_i64 i = 0, count = digits.size(); i < count || static_cast<np_i64>(reversed.size()) < width; ++i) {
    if (spec.grouping && inGroup == spec.groupSize) {
      reversed += static_cast<char>(spec.grouping);
      inGroup = 0;
    }
    reversed += i < count ? digits[count - 1 - i] : '0';
    ++inGroup;
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

std::string signOf(bool negative, char32_t sign) {
  return negative ? "-" : sign == '+' || sign == ' ' ? std::string(1, static_cast<char>(sign)) : "";
}

int appendNumber(np_text *text, const Number &number, const Spec &spec) {
  if (isTooWide(spec))
    return np_fail(NP_MEMORY_ERROR, "%s", "");
  std::string front = number.sign + number.prefix, back;
  np_i64 taken = front.size() + np_unicode::length(number.rest);
  if (!number.digits.empty()) // grouping applies to digits alone: not to inf, nan, or the character of type c
    back = grouped(number.digits, spec, spec.fill == '0' && spec.align == '=' ? spec.width - taken : 0);
  back += number.rest;
  if (spec.align != '=')
    return appendPadded(text, front + back, spec);
  pad(front, spec, spec.width - static_cast<np_i64>(front.size()) - np_unicode::length(back));
  front += back;
  np_text_append(text, front.data(), front.size());
  return NP_OK;
}

// ---- integers

std::string digitsOf(unsigned __int128 value, int base) {
  std::string digits;
  do
    digits.insert(0, 1, "0123456789abcdef"[static_cast<int>(value % base)]);
  while (value /= base);
  return digits;
}

std::string upper(std::string text) {
  for (char &c : text)
    if (c >= 'a' && c <= 'z')
      c -= 32;
  return text;
}

int characterOf(Number &number, __int128 value, const Spec &spec) {
  if (spec.sign)
    return valueError("Sign not allowed with integer format specifier 'c'");
  if (spec.alternate)
    return valueError("Alternate form (#) not allowed with integer format specifier 'c'");
  if (value != static_cast<np_i64>(value))
    return np_fail(NP_OVERFLOW_ERROR, "Python int too large to convert to C long");
  if (value < 0 || value > 0x10ffff)
    return np_fail(NP_OVERFLOW_ERROR, "%s", "%c arg not in range(0x110000)");
  np_unicode::append(number.rest, static_cast<char32_t>(value));
  return NP_OK;
}

int formatFloat(np_text *text, double value, Spec spec, const char *name);

int formatInt(np_text *text, __int128 value, std::string_view specText, const Target &target) {
  Spec spec;
  if (int status = SpecParser(specText, target).parse(spec))
    return status;
  int base;
  switch (spec.type) {
  case 'e':
  case 'E':
  case 'f':
  case 'F':
  case 'g':
  case 'G':
  case '%':
    return formatFloat(text, static_cast<double>(value), spec, target.name);
  case 'b':
    base = 2;
    break;
  case 'o':
    base = 8;
    break;
  case 'x':
  case 'X':
    base = 16;
    break;
  case 'c':
  case 'd':
  case 'n':
    base = 10;
    break;
  default:
    return unknownType(spec, target.name);
  }
  if (spec.precision >= 0)
    return valueError("Precision not allowed in integer format specifier");
  if (spec.noNegativeZero)
    return valueError("Negative zero coercion (z) not allowed in integer format specifier");
  Number number;
  if (spec.type == 'c') {
    if (int status = characterOf(number, value, spec))
      return status;
    return appendNumber(text, number, spec);
  }
  number.sign = signOf(value < 0, spec.sign);
  number.digits = digitsOf(value < 0 ? -static_cast<unsigned __int128>(value) : value, base);
  if (spec.alternate && base != 10)
    number.prefix = {'0', static_cast<char>(spec.type)};
  if (spec.type == 'X')
    number.digits = upper(number.digits);
  return appendNumber(text, number, spec);
}

// ---- floats

// How a number of type e, f, g or r (repr) is written, before sign and padding.
struct FloatStyle {
  char type;
  bool upper = false, alternate = false, addDotZero = false, noNegativeZero = false;
  np_i64 precision = 0;
};

// The digits of types e and f go on to their precision; those of g and r end at the last one that counts, unless
// '#' asks g for all. The exponent form is g's below 1e-4 and from 10^precision on, and r's from 1e16 on.
Number finiteNumber(double value, const FloatStyle &style) {
  np_decimal decimal;
  np_i64 precision = style.type == 'g' ? std::max<np_i64>(style.precision, 1) : style.precision;
  if (style.type == 'r')
    np_digits_shortest(&decimal, value, NP_F64);
  else if (style.type == 'f')
    np_digits_fixed(&decimal, value, precision);
  else
    np_digits_exact(&decimal, value, style.type == 'e' ? precision : precision - 1);

  int exponent = decimal.exponent;
  bool exponentForm = style.type == 'e';
  if (style.type == 'g' || style.type == 'r')
    exponentForm = exponent < -4 || exponent >= (style.type == 'r' ? 16 : precision - style.addDotZero);
  np_i64 top = exponentForm ? exponent : std::max(exponent, 0); // the power of ten of the first digit shown
  np_i64 units = exponentForm ? exponent : 0;                   // ... and of the one before the point
  np_i64 places = precision;
  if (style.type == 'g' || style.type == 'r')
    places = (style.alternate && style.type == 'g' ? precision : decimal.count) - 1 - exponent + units;
  places = std::max<np_i64>(places, style.addDotZero && !exponentForm);

  Number number;
  bool zero = decimal.count == 1 && decimal.digits[0] == '0';
  number.sign = std::signbit(value) && !(zero && style.noNegativeZero) ? "-" : "";
  for (np_i64 position = top; position >= units; --position)
    number.digits += npDigitAt(decimal, position);
  if (places > 0 || style.alternate)
    number.rest = ".";
  number.rest.reserve(places + 8);
  for (np_i64 place = 1; place <= places; ++place)
    number.rest += npDigitAt(decimal, units - place);
  if (exponentForm) {
    std::string digits = std::to_string(std::abs(exponent));
    number.rest +=
        std::string(style.upper ? "E" : "e") + (exponent < 0 ? "-" : "+") + (digits.size() < 2 ? "0" : "") + digits;
  }
  return number;
}

Number numberOf(double value, const FloatStyle &style) {
  if (std::isfinite(value))
    return finiteNumber(value, style);
  Number number;
  number.sign = value < 0 ? "-" : "";
  number.rest = std::isnan(value) ? "nan" : "inf";
  if (style.upper)
    number.rest = upper(number.rest);
  return number;
}

// The style that the spec asks for; none: type r, or g if there is a precision.
FloatStyle styleOf(const Spec &spec) {
  FloatStyle style;
  style.upper = spec.type == 'E' || spec.type == 'F' || spec.type == 'G';
  style.alternate = spec.alternate;
  style.noNegativeZero = spec.noNegativeZero;
  style.precision = spec.precision >= 0 ? spec.precision : 6;
  if (!spec.type)
    style.type = spec.precision >= 0 ? 'g' : 'r';
  else
    style.type = spec.type == 'n' ? 'g' : spec.type == '%' ? 'f' : static_cast<char>(spec.type | 32);
  return style;
}

bool isFloatType(char32_t type, bool percent) {
  return !type || std::u32string_view(U"eEfFgGn").find(type) != std::u32string_view::npos || (percent && type == '%');
}

int formatFloat(np_text *text, double value, Spec spec, const char *name) {
  if (!isFloatType(spec.type, true))
    return unknownType(spec, name);
  if (spec.precision > INT_MAX)
    return valueError("precision too big");
  FloatStyle style = styleOf(spec);
  style.addDotZero = !spec.type;
  Number number = numberOf(spec.type == '%' ? value * 100 : value, style);
  number.sign = signOf(!number.sign.empty(), spec.sign);
  if (spec.type == '%')
    number.rest += "%";
  return appendNumber(text, number, spec);
}

// Both parts in the same style without padding; without a type as str() writes it, in parentheses.
int formatComplex(np_text *text, double real, double imag, const Spec &spec) {
  if (!isFloatType(spec.type, false))
    return unknownType(spec, "complex");
  if (spec.precision > INT_MAX)
    return valueError("precision too big");
  if (spec.fill == '0')
    return valueError("Zero padding is not allowed in complex format specifier");
  if (spec.align == '=')
    return valueError("'=' alignment flag is not allowed in complex format specifier");
  FloatStyle style = styleOf(spec);
  bool imagOnly = !spec.type && real == 0 && !std::signbit(real), parentheses = !spec.type && !imagOnly;
  auto part = [&](double value, char32_t sign) {
    Number number = numberOf(value, style);
    std::string digits = number.digits.empty() ? "" : grouped(number.digits, spec, 0);
    return signOf(!number.sign.empty(), sign) + digits + number.rest;
  };
  std::string body = imagOnly ? part(imag, spec.sign) : part(real, spec.sign) + part(imag, '+');
  body += "j";
  return appendPadded(text, parentheses ? "(" + body + ")" : body, spec);
}

} // namespace

extern "C" int np_format_bool(np_text *text, int value, const char *spec, np_i64 size) {
  if (size == 0) {
    np_repr_bool(text, value);
    return NP_OK;
  }
  return formatInt(text, value != 0, {spec, static_cast<size_t>(size)}, BoolTarget);
}

extern "C" int np_format_int(np_text *text, np_i64 value, const char *spec, np_i64 size) {
  return formatInt(text, value, {spec, static_cast<size_t>(size)}, IntTarget);
}

extern "C" int np_format_int128(np_text *text, np_i64 high, np_u64 low, const char *spec, np_i64 size) {
  return formatInt(text, np_scalar::joined(high, low), {spec, static_cast<size_t>(size)}, IntTarget);
}

extern "C" int np_format_float(np_text *text, double value, const char *specText, np_i64 size) {
  Spec spec;
  if (int status = SpecParser({specText, static_cast<size_t>(size)}, FloatTarget).parse(spec))
    return status;
  return formatFloat(text, value, spec, "float");
}

extern "C" int np_format_complex(np_text *text, double real, double imag, const char *specText, np_i64 size) {
  Spec spec;
  if (int status = SpecParser({specText, static_cast<size_t>(size)}, ComplexTarget).parse(spec))
    return status;
  return formatComplex(text, real, imag, spec);
}

extern "C" int np_format_str(np_text *text, const char *data, np_i64 length, const char *specText, np_i64 size) {
  Spec spec;
  if (int status = SpecParser({specText, static_cast<size_t>(size)}, StrTarget).parse(spec))
    return status;
  if (spec.type != 's')
    return unknownType(spec, "str");
  if (spec.sign)
    return valueError(std::string(spec.sign == ' ' ? "Space" : "Sign") + " not allowed in string format specifier");
  if (spec.noNegativeZero)
    return valueError("Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate)
    return valueError("Alternate form (#) not allowed in string format specifier");
  if (spec.align == '=')
    return valueError("'=' alignment not allowed in string format specifier");
  std::string_view value(data, length);
  return appendPadded(text, spec.precision >= 0 ? np_unicode::prefix(value, spec.precision) : value, spec);
}

extern "C" int np_format_scalar(np_text *text, int dtype, const void *value, const char *spec, np_i64 size) {
  switch (np_scalar::kindOf(dtype)) {
  case np_scalar::Kind::Bool:
    return np_format_bool(text, np_scalar::intAt(dtype, value) != 0, spec, size);
  case np_scalar::Kind::Int:
    return formatInt(text, np_scalar::intAt(dtype, value), {spec, static_cast<size_t>(size)}, IntTarget);
  case np_scalar::Kind::Float:
    return np_format_float(text, np_scalar::floatAt(dtype, value), spec, size);
  default:
    return np_format_complex(text, np_scalar::floatAt(dtype, value, 0), np_scalar::floatAt(dtype, value, 1), spec,
                             size);
  }
}

extern "C" int np_format_array(np_text *text, const np_ref *array, const char *spec, np_i64 size) {
  if (array->ndim == 0)
    return np_format_scalar(text, array->dtype, array->data, spec, size);
  if (size == 0)
    return np_str_array(text, array);
  return np_fail(NP_TYPE_ERROR, "unsupported format string passed to numpy.ndarray.__format__");
}

extern "C" int np_format_object(np_text *text, const char *type, const char *str, np_i64 length, const char *,
                                np_i64 size) {
  if (size != 0)
    return np_fail(NP_TYPE_ERROR, "unsupported format string passed to %s.__format__", type);
  np_text_append(text, str, length);
  return NP_OK;
}

} // namespace np_format
