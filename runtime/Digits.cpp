// From a binary number to decimal digits, and NumPy's two layouts of them (design: numpy-printing.md, section 1).
// std::to_chars does the arithmetic: shortest and exact are both correctly rounded on the binary value.
#include "Digits.h"
#include "abi/print.h"
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <string>

namespace np_digits {
namespace {

// Long enough for 309 integer digits, the point and 1100 places.
struct Buffer {
  char text[1420];
};

// Past 1074 places every double is exact.
constexpr int MaxPlaces = 1100;
constexpr int MaxPrecision = 780;

void trimZeros(np_decimal &decimal) {
  while (decimal.count > 1 && decimal.digits[decimal.count - 1] == '0')
    --decimal.count;
  if (decimal.digits[0] == '0')
    decimal.exponent = 0;
}

// Reads to_chars' "d.ddde±XX".
void readScientific(np_decimal &decimal, const char *text, const char *end) {
  decimal.count = 0;
  for (; text != end && *text != 'e'; ++text)
    if (*text != '.')
      decimal.digits[decimal.count++] = *text;
  const char *exponent = text + 1;
  if (*exponent == '+')
    ++exponent;
  std::from_chars(exponent, end, decimal.exponent);
  trimZeros(decimal);
}

// Reads to_chars' "ddd.ddd".
void readFixed(np_decimal &decimal, const char *text, const char *end) {
  const char *point = std::find(text, end, '.');
  decimal.exponent = static_cast<int>(point - text) - 1;
  decimal.count = 0;
  for (; text != end; ++text) {
    if (*text == '.')
      continue;
    if (*text == '0' && decimal.count == 0) {
      --decimal.exponent;
      continue;
    }
    if (decimal.count < static_cast<int>(sizeof decimal.digits))
      decimal.digits[decimal.count++] = *text;
  }
  if (decimal.count == 0)
    decimal.digits[decimal.count++] = '0';
  trimZeros(decimal);
}

// Adds one to the last digit.
void increment(np_decimal &decimal) {
  int last = decimal.count - 1;
  while (last >= 0 && decimal.digits[last] == '9')
    decimal.digits[last--] = '0';
  if (last >= 0) {
    ++decimal.digits[last];
  } else {
    decimal.digits[0] = '1';
    ++decimal.exponent;
  }
  trimZeros(decimal);
}

double valueOf(const np_decimal &decimal) {
  double value = 0;
  for (int i = 0; i < decimal.count; ++i)
    value = value * 10 + (decimal.digits[i] - '0');
  int scale = decimal.exponent - decimal.count + 1;
  // Exact: float16 needs at most five digits and 10^±12.
  for (double power = std::pow(10.0, std::abs(scale)); scale != 0; scale = 0)
    value = scale > 0 ? value * power : value / power;
  return value;
}

// float16 has no to_chars. More and more digits of the exact value, until they read back; the next larger decimal is
// the one that does for 2^-6, whose lower half-gap is the narrower one.
void shortestHalf(np_decimal &decimal, double value) {
  int exponent;
  double fraction = std::frexp(value, &exponent);
  double gap = std::ldexp(1.0, std::max(exponent - 11, -24));
  bool power = fraction == 0.5 && exponent > -13;
  bool even = std::fmod(value / gap, 2.0) == 0;
  double low = value - gap / (power ? 4 : 2), high = value + gap / 2;
  auto readsBack = [&] {
    double read = valueOf(decimal);
    return even ? low <= read && read <= high : low < read && read < high;
  };
  for (int precision = 0;; ++precision) {
    np_digits_exact(&decimal, value, precision);
    if (readsBack())
      return;
    if (valueOf(decimal) < value) {
      while (decimal.count <= precision)
        decimal.digits[decimal.count++] = '0';
      increment(decimal);
      if (readsBack())
        return;
    }
  }
}

bool isBelow(const np_decimal &a, const np_decimal &b) {
  if (a.digits[0] == '0' || b.digits[0] == '0' || a.exponent != b.exponent)
    return b.digits[0] != '0' && (a.digits[0] == '0' || a.exponent < b.exponent);
  return std::string_view(a.digits, a.count) < std::string_view(b.digits, b.count);
}

// How many places of the fraction trim 'k' fills with zeros, and how many NumPy had written before any trim.
struct Places {
  np_i64 filled, written;
};

// The digits that a layout shows. NumPy writes digit after digit: zeros before a cut are there, those of a carry or,
// unless unique digits go on to minDigits, after the end of an exact value are not.
Places digitsFor(np_decimal &decimal, double value, int dtype, np_i64 precision, np_i64 minDigits, bool unique,
                 bool positional) {
  auto *round = positional ? np_digits_fixed : np_digits_exact;
  auto exact = [value] {
    np_decimal all;
    np_digits_exact(&all, value, MaxPrecision);
    return all;
  };
  if (!unique) {
    round(&decimal, value, precision);
    return {precision, isBelow(decimal, exact()) ? precision : -1};
  }
  np_digits_shortest(&decimal, value, dtype);
  np_i64 places = decimal.count - 1 - (positional ? decimal.exponent : 0);
  if (precision >= 0 && places > precision) {
    np_decimal shortest = decimal;
    round(&decimal, value, precision);
    return isBelow(decimal, shortest) ? Places{precision, precision} : Places{minDigits, -1};
  }
  if (minDigits < 0 || places >= minDigits)
    return {minDigits, -1};
  round(&decimal, value, minDigits);
  return {minDigits, value == 0 || isBelow(exact(), decimal) ? -1 : minDigits};
}

// Sign, integer digits, fraction: what both layouts share.
struct Parts {
  std::string sign, integer, fraction;
};

Parts partsOf(double value, char sign) {
  Parts parts;
  if (std::signbit(value))
    parts.sign = "-";
  else if (sign == '+')
    parts.sign = "+";
  return parts;
}

void trimFraction(std::string &fraction, char trim, np_i64 places) {
  if (trim == 'k') {
    if (static_cast<np_i64>(fraction.size()) < places)
      fraction.append(places - fraction.size(), '0');
    return;
  }
  while (!fraction.empty() && fraction.back() == '0')
    fraction.pop_back();
  if (trim == '0' && fraction.empty())
    fraction = "0";
}

// The number without its exponent; `point` keeps the point of an empty fraction.
std::string joined(const Parts &parts, bool point, np_i64 padLeft) {
  std::string text = parts.sign + parts.integer;
  if (static_cast<np_i64>(text.size()) < padLeft)
    text.insert(0, padLeft - text.size(), ' ');
  if (!parts.fraction.empty() || point)
    text += "." + parts.fraction;
  return text;
}

bool appendedNonFinite(np_text *text, double value, char sign, np_i64 width) {
  if (std::isfinite(value))
    return false;
  std::string word = std::isnan(value) ? "nan" : std::signbit(value) ? "-inf" : "inf";
  if (sign == '+' && word[0] != '-')
    word.insert(0, "+");
  if (static_cast<np_i64>(word.size()) < width)
    word.insert(0, width - word.size(), ' ');
  np_text_append(text, word.data(), word.size());
  return true;
}

} // namespace

extern "C" void np_digits_shortest(np_decimal *decimal, double value, int dtype) {
  value = std::fabs(value);
  if (dtype == NP_F16 && value != 0)
    return shortestHalf(*decimal, value);
  Buffer buffer;
  char *begin = buffer.text, *limit = begin + sizeof buffer.text;
  char *end = dtype == NP_F64
                  ? std::to_chars(begin, limit, value, std::chars_format::scientific).ptr
                  : std::to_chars(begin, limit, static_cast<float>(value), std::chars_format::scientific).ptr;
  readScientific(*decimal, begin, end);
}

extern "C" void np_digits_exact(np_decimal *decimal, double value, np_i64 precision) {
  Buffer buffer;
  char *begin = buffer.text, *limit = begin + sizeof buffer.text;
  int digits = static_cast<int>(std::clamp<np_i64>(precision, 0, MaxPrecision));
  char *end = std::to_chars(begin, limit, std::fabs(value), std::chars_format::scientific, digits).ptr;
  readScientific(*decimal, begin, end);
}

extern "C" void np_digits_fixed(np_decimal *decimal, double value, np_i64 places) {
  value = std::fabs(value);
  Buffer buffer;
  char *begin = buffer.text, *limit = begin + sizeof buffer.text;
  if (places >= 0) {
    int digits = static_cast<int>(std::min<np_i64>(places, MaxPlaces));
    char *end = std::to_chars(begin, limit, value, std::chars_format::fixed, digits).ptr;
    return readFixed(*decimal, begin, end);
  }
  // Rounding before the point: all digits of the integer part, and whether anything follows them.
  double whole = std::trunc(value);
  char *end = std::to_chars(begin, limit, whole, std::chars_format::fixed, 0).ptr;
  readFixed(*decimal, begin, end);
  np_i64 kept = decimal->exponent + 1 + places;
  if (kept >= decimal->count)
    return;
  bool up = false;
  if (kept >= 0) {
    char next = npDigitAt(*decimal, -places - 1);
    bool more = whole != value || decimal->count > kept + 1;
    bool odd = kept > 0 && (npDigitAt(*decimal, -places) - '0') % 2 == 1;
    up = next > '5' || (next == '5' && (more || odd));
  }
  if (kept <= 0) {
    decimal->digits[0] = up ? '1' : '0';
    decimal->count = 1;
    decimal->exponent = up ? static_cast<int>(-places) : 0;
    return;
  }
  for (int i = decimal->count; i < kept; ++i)
    decimal->digits[i] = '0';
  decimal->count = static_cast<int>(kept);
  if (up)
    increment(*decimal);
  else
    trimZeros(*decimal);
}

extern "C" void np_digits_scientific(np_text *text, double value, int dtype, np_i64 precision, np_i64 minDigits,
                                     int unique, char trim, char sign, np_i64 padLeft, np_i64 exponentDigits) {
  if (appendedNonFinite(text, value, sign, 0))
    return;
  np_decimal decimal;
  Places places = digitsFor(decimal, value, dtype, precision, minDigits, unique, false);
  Parts parts = partsOf(value, sign);
  parts.integer = decimal.digits[0];
  parts.fraction.assign(decimal.digits + 1, decimal.count - 1);
  trimFraction(parts.fraction, trim, places.filled);
  std::string exponent = std::to_string(std::abs(decimal.exponent));
  np_i64 width = exponentDigits > 0 ? std::min<np_i64>(exponentDigits, 5) : 2; // five is NumPy's most
  if (static_cast<np_i64>(exponent.size()) < width)
    exponent.insert(0, width - exponent.size(), '0');
  // Here trim '-' takes the point only if no digit ever followed it.
  std::string word =
      joined(parts, trim != '-' || places.written > 0, padLeft) + "e" + (decimal.exponent < 0 ? "-" : "+") + exponent;
  np_text_append(text, word.data(), word.size());
}

extern "C" void np_digits_positional(np_text *text, double value, int dtype, np_i64 precision, np_i64 minDigits,
                                     int unique, char trim, char sign, np_i64 padLeft, np_i64 padRight) {
  if (appendedNonFinite(text, value, sign, 0))
    return;
  np_decimal decimal;
  Places places = digitsFor(decimal, value, dtype, precision, minDigits, unique, true);
  Parts parts = partsOf(value, sign);
  for (int position = std::max(decimal.exponent, 0); position >= 0; --position)
    parts.integer += npDigitAt(decimal, position);
  for (int position = -1; position > decimal.exponent - decimal.count; --position)
    parts.fraction += npDigitAt(decimal, position);
  trimFraction(parts.fraction, trim, places.filled);
  std::string word = joined(parts, trim != '-', padLeft);
  // A point that trim took leaves its column blank.
  np_i64 used = word.find('.') == word.npos ? -1 : parts.fraction.size();
  if (padRight > 0 && padRight > used)
    word.append(padRight - used, ' ');
  np_text_append(text, word.data(), word.size());
}

} // namespace np_digits
