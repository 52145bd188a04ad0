// The format that NumPy chooses for the real numbers of an array, or for one part of complex ones (design:
// numpy-printing.md, section 2): exponent form or not, how many places, how much padding. Internal to PrintArray.cpp.
#pragma once
#include "TextOf.h"
#include "Unicode.h"
#include "abi/print.h"
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace np_print_array {
namespace {

struct Options : np_print_options {
  bool isUnique() const { return std::string_view(floatmode) == "unique"; }
  bool isFixed() const { return std::string_view(floatmode) == "fixed"; }
  bool isPadded() const { return isFixed() || std::string_view(floatmode) == "maxprec_equal"; }
};

// The format of real numbers, or of one part of complex ones (section 2). `sizing` are the numbers it is chosen for.
class FloatFormat {
public:
  FloatFormat(const std::vector<double> &sizing, int dtype, const Options &options, char sign)
      : options(options), dtype(dtype), sign(sign) {
    std::vector<double> finite;
    for (double value : sizing)
      if (std::isfinite(value))
        finite.push_back(value);
    chooseForm(finite);
    if (finite.empty()) {
      precision = minDigits = 0;
      unique = true;
    } else {
      measure(finite);
    }
    if (sign == ' ' && std::none_of(finite.begin(), finite.end(), [](double v) { return std::signbit(v); }))
      ++padLeft;
    if (finite.size() == sizing.size())
      return;
    bool negativeInfinity = std::find(sizing.begin(), sizing.end(), -INFINITY) != sizing.end();
    np_i64 signWidth = sign != '-' || negativeInfinity;
    padLeft = std::max({padLeft, np_unicode::length(options.nanstr) - (padRight + 1),
                        np_unicode::length(options.infstr) + signWidth - (padRight + 1)});
  }

  std::string operator()(double value) const {
    if (std::isfinite(value))
      return digits(value, padLeft, padRight);
    std::string word = std::isnan(value) ? options.nanstr : options.infstr;
    if (sign == '+' && !(value < 0))
      word.insert(0, "+");
    else if (value < 0)
      word.insert(0, "-");
    np_i64 blanks = padLeft + padRight + 1 - np_unicode::length(word);
    return word.insert(0, std::max<np_i64>(blanks, 0), ' ');
  }

private:
  void chooseForm(const std::vector<double> &finite) {
    unique = !options.isFixed();
    trim = unique ? '.' : 'k';
    precision = options.isUnique() ? -1 : options.precision;
    double least = INFINITY, most = 0;
    for (double value : finite)
      if (value != 0) {
        least = std::min(least, std::fabs(value));
        most = std::max(most, std::fabs(value));
      }
    if (most == 0)
      return;
    double cut = dtype == NP_F16 ? 1e3 : dtype == NP_F32 ? 1e6 : 1e8;
    exponentForm = most >= cut || (!options.suppress && (least < smallest() || farApart(most, least)));
  }

  // 0.0001 rounded to the type.
  double smallest() const { return dtype == NP_F64 ? 0.0001 : dtype == NP_F32 ? 0.0001f : 0x1.a38p-14; }

  // Whether most / least, rounded to the type, is over 1000.
  bool farApart(double most, double least) const {
    if (dtype == NP_F64)
      return most / least > 1000;
    float quotient = static_cast<float>(most) / static_cast<float>(least);
    // float16 has steps of 0.5 here, and 1000.25 goes to the even 1000.
    return quotient > (dtype == NP_F16 ? 1000.25f : 1000.0f);
  }

  // Lays every number out without padding, and fits the format to the longest.
  void measure(const std::vector<double> &finite) {
    for (double value : finite) {
      std::string word = digits(value, 0, 0);
      np_i64 point = word.find('.'), end = std::min(word.find('e'), word.size());
      padLeft = std::max(padLeft, point);
      padRight = std::max(padRight, end - point - 1);
      exponentDigits = std::max<np_i64>(exponentDigits, static_cast<np_i64>(word.size()) - end - 2);
    }
    if (exponentForm) {
      precision = minDigits = padRight;
      trim = 'k';
      padRight += exponentDigits + 2;
    } else if (options.isPadded()) {
      precision = minDigits = padRight;
      trim = 'k';
    }
  }

  std::string digits(double value, np_i64 left, np_i64 right) const {
    return npTextOf([&](np_text *text) {
      char shownSign = sign == '+' ? '+' : 0;
      if (exponentForm)
        np_digits_scientific(text, value, dtype, precision, minDigits, unique, trim, shownSign, left, exponentDigits);
      else
        np_digits_positional(text, value, dtype, precision, minDigits, unique, trim, shownSign, left, right);
    });
  }

  const Options &options;
  int dtype;
  char sign;
  bool exponentForm = false, unique = true;
  char trim = '.';
  np_i64 precision = -1, minDigits = -1, padLeft = 0, padRight = 0, exponentDigits = 0;
};

} // namespace
} // namespace np_print_array
