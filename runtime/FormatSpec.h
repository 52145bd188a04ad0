// Reading Python's format specs. Internal to Format.cpp.
//
//   [[fill]align][sign][z][#][0][width][grouping][.precision][type]
//   align: < > = ^    sign: + - space    grouping: , _    type: b c d e E f F g G n o s x X %
#pragma once
#include "Unicode.h"
#include "abi/print.h"
#include <algorithm>
#include <climits>
#include <string>

namespace np_format {
namespace {

struct Spec {
  char32_t fill = ' ', align;
  char32_t sign = 0;
  bool noNegativeZero = false, alternate = false;
  np_i64 width = -1, precision = -1;
  char32_t grouping = 0;
  int groupSize = 3;
  char32_t type;
};

// What a type of Python's calls itself, and what it does without align and type.
struct Target {
  const char *name;
  char32_t align, type;
};

constexpr Target BoolTarget{"bool", '>', 'd'}, IntTarget{"int", '>', 'd'}, FloatTarget{"float", '>', 0},
    ComplexTarget{"complex", '>', 0}, StrTarget{"str", '<', 's'};

int valueError(const std::string &text) { return np_fail(NP_VALUE_ERROR, "%s", text.c_str()); }

// A type character as the messages show it.
std::string shown(char32_t type) {
  if (type > 32 && type < 128)
    return std::string(1, static_cast<char>(type));
  static const char hex[] = "0123456789abcdef";
  std::string digits;
  for (char32_t rest = type; rest || digits.empty(); rest >>= 4)
    digits.insert(0, 1, hex[rest & 15]);
  return "\\x" + digits;
}

int unknownType(const Spec &spec, const char *name) {
  return valueError("Unknown format code '" + shown(spec.type) + "' for object of type '" + name + "'");
}

// ---- the spec

class SpecParser {
public:
  SpecParser(std::string_view text, const Target &target) : text(text), target(target) {
    for (size_t at = 0; at < text.size();)
      code += np_unicode::next(text, at);
  }

  int parse(Spec &spec) {
    spec.align = target.align;
    spec.type = target.type;
    bool hasFill = isAlign(peek(1)), hasAlign = hasFill || isAlign(peek());
    if (hasFill)
      spec.fill = code[at++];
    if (hasAlign)
      spec.align = code[at++];
    if (peek() == '+' || peek() == '-' || peek() == ' ')
      spec.sign = code[at++];
    spec.noNegativeZero = take('z');
    spec.alternate = take('#');
    if (!hasFill && take('0')) {
      spec.fill = '0';
      if (!hasAlign && target.align == '>')
        spec.align = '=';
    }
    if (int status = number(spec.width))
      return status;
    if (take(','))
      spec.grouping = ',';
    if (peek() == '_') {
      if (spec.grouping)
        return valueError("Cannot specify both ',' and '_'.");
      spec.grouping = code[at++];
    }
    if (peek() == ',' && spec.grouping == '_')
      return valueError("Cannot specify both ',' and '_'.");
    if (take('.')) {
      if (int status = number(spec.precision))
        return status;
      if (spec.precision < 0)
        return valueError("Format specifier missing precision");
    }
    if (at + 1 < code.size())
      return valueError("Invalid format specifier '" + std::string(text) + "' for object of type '" + target.name +
                        "'");
    if (at < code.size())
      spec.type = code[at++];
    return checkGrouping(spec);
  }

private:
  static bool isAlign(char32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }
  char32_t peek(size_t ahead = 0) const { return at + ahead < code.size() ? code[at + ahead] : 0; }
  bool take(char32_t c) {
    if (at >= code.size() || code[at] != c)
      return false;
    ++at;
    return true;
  }

  // Leaves -1 where there is no digit.
  int number(np_i64 &value) {
    for (; at < code.size() && np_unicode::decimalDigit(code[at]) >= 0; ++at) {
      int digit = np_unicode::decimalDigit(code[at]);
      value = std::max<np_i64>(value, 0);
      if (value > (LLONG_MAX - digit) / 10)
        return valueError("Too many decimal digits in format string");
      value = value * 10 + digit;
    }
    return NP_OK;
  }

  static int checkGrouping(Spec &spec) {
    if (!spec.grouping || !spec.type || std::u32string_view(U"defgEG%F").find(spec.type) != std::u32string_view::npos)
      return NP_OK;
    if (spec.grouping == '_' && std::u32string_view(U"boxX").find(spec.type) != std::u32string_view::npos) {
      spec.groupSize = 4;
      return NP_OK;
    }
    return valueError("Cannot specify '" + shown(spec.grouping) + "' with '" + shown(spec.type) + "'.");
  }

  std::string_view text;
  const Target &target;
  std::u32string code;
  size_t at = 0;
};

} // namespace
} // namespace np_format
