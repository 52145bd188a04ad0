// Python's own conversions between numbers and of text to numbers: round(float, n), int(float), float("..."),
// int("...", base), with its errors.
#include "Digits.h"
#include "Scalar.h"
#include "TextOf.h"
#include "Unicode.h"
#include "abi/print.h"
#include <charconv>
#include <cmath>
#include <string>

namespace np_number {
namespace {

// Integers of more digits than this Python does not read.
constexpr int MaxDigits = 4300;

int toInt(double whole, np_i64 *high, np_u64 *low) {
  if (std::isnan(whole))
    return np_fail(NP_VALUE_ERROR, "cannot convert float NaN to integer");
  if (std::isinf(whole))
    return np_fail(NP_OVERFLOW_ERROR, "cannot convert float infinity to integer");
  if (!(whole >= -0x1p127 && whole < 0x1p127))
    return np_fail(NP_OVERFLOW_ERROR, "integers of more than 128 bits are not supported");
  __int128 value = static_cast<__int128>(whole);
  *high = np_scalar::high(value);
  *low = np_scalar::low(value);
  return NP_OK;
}

// Correctly rounded; `digits` is a plain "123.45e6" that from_chars takes.
double doubleOf(const std::string &digits) {
  double value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc::result_out_of_range)
    return value;
  // Too large or too small: the place of the first digit that is not 0 tells which.
  size_t mark = digits.find_first_of("eE"), point = std::min(digits.find('.'), std::min(mark, digits.size()));
  size_t first = digits.find_first_of("123456789");
  double exponent = static_cast<double>(point) - static_cast<double>(first);
  if (mark != digits.npos) {
    long long written = 0;
    auto read =
        std::from_chars(digits.data() + mark + 1 + (digits[mark + 1] == '+'), digits.data() + digits.size(), written);
    exponent += read.ec == std::errc() ? static_cast<double>(written) : digits[mark + 1] == '-' ? -INFINITY : INFINITY;
  }
  return exponent > 0 ? INFINITY : 0.0;
}

// White space off both ends, digits of any script and non-ASCII white space as ASCII. False if any other non-ASCII
// character is there. Of ASCII only what C's isspace knows is white space, unlike in str.isspace().
bool toAscii(std::string_view text, std::string &ascii) {
  const char *spaces = " \t\n\v\f\r";
  for (size_t at = 0; at < text.size();) {
    char32_t c = np_unicode::next(text, at);
    int digit = np_unicode::decimalDigit(c);
    if (c < 127)
      ascii += static_cast<char>(c);
    else if (np_unicode::isSpace(c))
      ascii += ' ';
    else if (digit >= 0)
      ascii += static_cast<char>('0' + digit);
    else
      return false;
  }
  ascii.erase(0, std::min(ascii.find_first_not_of(spaces), ascii.size()));
  ascii.erase(ascii.find_last_not_of(spaces) + 1);
  return true;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// One or more digits with single underscores between them.
bool takeDigits(std::string_view text, size_t &at, std::string &out) {
  size_t before = at;
  while (at < text.size() && (isDigit(text[at]) || (text[at] == '_' && at > before && isDigit(text[at - 1]) &&
                                                    at + 1 < text.size() && isDigit(text[at + 1])))) {
    if (text[at] != '_')
      out += text[at];
    ++at;
  }
  return at > before;
}

// [digits][.[digits]][e[sign]digits], all of the text.
bool takeDecimal(std::string_view text, std::string &out) {
  size_t at = 0;
  bool whole = takeDigits(text, at, out), fraction = false;
  if (!whole)
    out += '0';
  if (at < text.size() && text[at] == '.') {
    out += text[at++];
    fraction = takeDigits(text, at, out);
    if (!fraction)
      out += '0';
  }
  if (!whole && !fraction)
    return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    out += text[at++];
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
      out += text[at++];
    }
    if (!takeDigits(text, at, out))
      return false;
  }
  return at == text.size();
}

bool parseFloat(std::string_view text, double &result) {
  std::string ascii, digits;
  if (!toAscii(text, ascii) || ascii.empty())
    return false;
  bool negative = ascii[0] == '-';
  if (negative || ascii[0] == '+')
    ascii.erase(0, 1);
  std::string lower = ascii;
  for (char &c : lower)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (lower == "inf" || lower == "infinity")
    result = INFINITY;
  else if (lower == "nan")
    result = NAN;
  else if (takeDecimal(ascii, digits))
    result = doubleOf(digits);
  else
    return false;
  result = std::copysign(result, negative ? -1.0 : 1.0);
  return true;
}

enum class Parsed { Ok, Invalid, TooLarge, TooLong };

int digitOf(char c) {
  return isDigit(c) ? c - '0' : c >= 'a' && c <= 'z' ? c - 'a' + 10 : c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 99;
}

// 0x, 0o, 0b: the base of the letter, or 0.
int prefixBase(std::string_view text) {
  if (text.size() < 2 || text[0] != '0')
    return 0;
  char letter = static_cast<char>(text[1] | 32);
  return letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
}

Parsed parseInt(std::string_view text, int base, __int128 &result, size_t &digitCount) {
  std::string ascii;
  if (!toAscii(text, ascii))
    return Parsed::Invalid;
  std::string_view rest = ascii;
  bool negative = !rest.empty() && rest[0] == '-';
  if (negative || (!rest.empty() && rest[0] == '+'))
    rest.remove_prefix(1);
  bool guess = base == 0, leadingZero = false;
  int named = prefixBase(rest);
  if (guess) {
    base = named ? named : 10;
    leadingZero = !named && !rest.empty() && rest[0] == '0';
  }
  if (named && named == base) {
    rest.remove_prefix(2);
    if (!rest.empty() && rest[0] == '_')
      rest.remove_prefix(1);
  }
  if (rest.empty() || rest.front() == '_' || rest.back() == '_' || rest.find("__") != rest.npos)
    return Parsed::Invalid;
  unsigned __int128 value = 0, limit = (static_cast<unsigned __int128>(1) << 127) - !negative;
  bool tooLarge = false;
  digitCount = 0;
  for (char c : rest) {
    if (c == '_')
      continue;
    int digit = digitOf(c);
    if (digit >= base)
      return Parsed::Invalid;
    ++digitCount;
    tooLarge = tooLarge || value > (limit - digit) / base;
    if (!tooLarge)
      value = value * base + digit;
  }
  // Without a base, 010 is nothing but 00 is zero.
  if (leadingZero && (value != 0 || tooLarge))
    return Parsed::Invalid;
  if (digitCount > MaxDigits && (base & (base - 1)) != 0)
    return Parsed::TooLong;
  if (tooLarge)
    return Parsed::TooLarge;
  result = static_cast<__int128>(negative ? -value : value);
  return Parsed::Ok;
}

// The repr of a text, as messages quote it.
std::string quoted(const char *data, np_i64 size) {
  return npTextOf([&](np_text *text) { np_repr_str(text, data, size); });
}

} // namespace

extern "C" int np_py_round(double value, np_i64 digits, double *result) {
  *result = value;
  // Beyond these every float is exact already, or rounds to zero.
  if (!std::isfinite(value) || digits > 323)
    return NP_OK;
  if (digits < -308) {
    *result = 0.0 * value;
    return NP_OK;
  }
  np_decimal decimal;
  np_digits_fixed(&decimal, value, digits);
  std::string text(decimal.digits, decimal.count);
  text += "e" + std::to_string(decimal.exponent - decimal.count + 1);
  double rounded = doubleOf(text);
  if (std::isinf(rounded))
    return np_fail(NP_OVERFLOW_ERROR, "rounded value too large to represent");
  *result = std::copysign(rounded, value);
  return NP_OK;
}

extern "C" int np_py_round_int(double value, np_i64 *high, np_u64 *low) {
  double below = std::floor(value), rest = value - below;
  bool up = rest > 0.5 || (rest == 0.5 && std::fmod(below, 2.0) != 0);
  return toInt(up ? below + 1 : below, high, low);
}

extern "C" int np_py_trunc_int(double value, np_i64 *high, np_u64 *low) { return toInt(std::trunc(value), high, low); }

extern "C" int np_parse_float(const char *data, np_i64 size, double *result) {
  if (parseFloat({data, static_cast<size_t>(size)}, *result))
    return NP_OK;
  return np_fail(NP_VALUE_ERROR, "could not convert string to float: %s", quoted(data, size).c_str());
}

extern "C" int np_parse_int(const char *data, np_i64 size, int base, np_i64 *high, np_u64 *low) {
  if (base != 0 && (base < 2 || base > 36))
    return np_fail(NP_VALUE_ERROR, "int() base must be >= 2 and <= 36, or 0");
  __int128 value = 0;
  size_t digits = 0;
  switch (parseInt({data, static_cast<size_t>(size)}, base, value, digits)) {
  case Parsed::Ok:
    *high = np_scalar::high(value);
    *low = np_scalar::low(value);
    return NP_OK;
  case Parsed::TooLarge:
    return np_fail(NP_OVERFLOW_ERROR, "integers of more than 128 bits are not supported");
  case Parsed::TooLong:
    return np_fail(NP_VALUE_ERROR,
                   "Exceeds the limit (%d digits) for integer string conversion: value has %zu digits; use "
                   "sys.set_int_max_str_digits() to increase the limit",
                   MaxDigits, digits);
  case Parsed::Invalid:
    break;
  }
  std::string text = quoted(data, size);
  return np_fail(NP_VALUE_ERROR, "invalid literal for int() with base %d: %s", base,
                 std::string(np_unicode::prefix(text, 200)).c_str());
}

} // namespace np_number
