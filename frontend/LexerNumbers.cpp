//===- LexerNumbers.cpp ------------------------------------------------------===//

#include "frontend/LexerNumbers.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <cstdlib>

using namespace np2gpu;
using llvm::StringRef;

namespace {

bool isNamePart(char c) { return llvm::isAlnum(c) || c == '_' || uint8_t(c) >= 128; }

/// A keyword may follow a number without a space (`1if x else y`): still legal, if deprecated.
bool startsKeywordAfterNumber(const char *p) {
  auto isWord = [&](StringRef word) {
    return StringRef(p, strnlen(p, word.size())) == word && !isNamePart(p[word.size()]);
  };
  switch (*p) {
  case 'a':
    return isWord("and");
  case 'e':
    return isWord("else");
  case 'f':
    return isWord("for");
  case 'i':
    return p[1] == 'f' || p[1] == 'n' || p[1] == 's';
  case 'o':
    return isWord("or");
  case 'n':
    return isWord("not");
  default:
    return false;
  }
}

class Scanner {
public:
  explicit Scanner(const char *text) : begin(text), p(text) {}

  NumberScan scan() {
    if (*p == '0') {
      ++p;
      switch (llvm::toLower(*p)) {
      case 'x':
        return based("hexadecimal", 16);
      case 'o':
        return based("octal", 8);
      case 'b':
        return based("binary", 2);
      default:
        return zero();
      }
    }
    if (*p != '.' && !digits())
      return error("invalid decimal literal");
    return *p == '.' ? fraction() : exponent();
  }

private:
  const char *begin, *p;

  NumberScan error(const llvm::Twine &message) { return {p, message.str()}; }

  /// Digits with single underscores between them; false at an underscore without a digit behind it.
  bool digits() {
    for (;;) {
      while (llvm::isDigit(*p))
        ++p;
      if (*p != '_')
        return true;
      ++p;
      if (!llvm::isDigit(*p))
        return false;
    }
  }

  NumberScan finish(StringRef kind) {
    if (isNamePart(*p) && !startsKeywordAfterNumber(p))
      return error("invalid " + kind + " literal");
    return {p, ""};
  }

  NumberScan based(StringRef kind, unsigned base) {
    auto isDigitOfBase = [&] { return llvm::hexDigitValue(*p) < base; };
    ++p;
    do {
      if (*p == '_')
        ++p;
      if (!isDigitOfBase())
        return badDigit(kind, base);
      while (isDigitOfBase())
        ++p;
    } while (*p == '_');
    return llvm::isDigit(*p) ? badDigit(kind, base) : finish(kind);
  }
  NumberScan badDigit(StringRef kind, unsigned base) {
    if (base == 16 || !llvm::isDigit(*p))
      return error("invalid " + kind + " literal");
    char digit = *p++;
    return error(llvm::formatv("invalid digit '{0}' in {1} literal", digit, kind).str());
  }

  NumberScan zero() {
    for (;;) {
      if (*p == '_') {
        ++p;
        if (!llvm::isDigit(*p))
          return error("invalid decimal literal");
      }
      if (*p != '0')
        break;
      ++p;
    }
    const char *zerosEnd = p + 1; // CPython stands one behind the first other character
    bool nonzero = llvm::isDigit(*p);
    if (nonzero && !digits())
      return error("invalid decimal literal");
    if (*p == '.')
      return fraction();
    if (*p == 'e' || *p == 'E' || *p == 'j' || *p == 'J')
      return exponent();
    if (!nonzero)
      return finish("decimal");
    NumberScan result = error("leading zeros in decimal integer literals are not permitted; "
                              "use an 0o prefix for octal integers");
    result.errorBegin = begin;
    result.errorEnd = zerosEnd;
    return result;
  }

  NumberScan fraction() { // at the dot
    ++p;
    if (llvm::isDigit(*p) && !digits())
      return error("invalid decimal literal");
    return exponent();
  }

  NumberScan exponent() {
    if (*p == 'e' || *p == 'E') {
      const char *e = p++;
      bool isSigned = *p == '+' || *p == '-';
      p += isSigned;
      if (!llvm::isDigit(*p)) {
        if (isSigned)
          return error("invalid decimal literal");
        p = e; // `1else`
        return finish("decimal");
      }
      if (!digits())
        return error("invalid decimal literal");
    }
    if (*p == 'j' || *p == 'J') {
      ++p;
      return finish("imaginary");
    }
    return finish("decimal");
  }
};

} // namespace

NumberScan np2gpu::scanNumber(const char *text) { return Scanner(text).scan(); }

std::string np2gpu::readNumber(StringRef text, ast::Constant &number, llvm::BumpPtrAllocator &arena) {
  constexpr size_t maxDecimalDigits = 4300; // sys.int_info.default_max_str_digits
  llvm::SmallString<32> digits;
  for (char c : text)
    if (c != '_')
      digits.push_back(c);
  StringRef plain = digits.str();

  bool isBased = plain.size() > 1 && plain[0] == '0' && llvm::isAlpha(plain[1]) && llvm::toLower(plain[1]) != 'e' &&
                 llvm::toLower(plain[1]) != 'j';
  if (!isBased && plain.find_first_of(".eEjJ") != StringRef::npos) {
    bool isImaginary = llvm::toLower(plain.back()) == 'j';
    number.valueKind = isImaginary ? ast::ConstantKind::Complex : ast::ConstantKind::Float;
    number.number = std::strtod(digits.c_str(), nullptr); // stops at the j
    return "";
  }
  number.valueKind = ast::ConstantKind::Int;
  unsigned base = 10;
  if (isBased) {
    base = llvm::toLower(plain[1]) == 'x' ? 16 : llvm::toLower(plain[1]) == 'o' ? 8 : 2;
    plain = plain.drop_front(2);
  }
  if (base == 10 && plain.size() > maxDecimalDigits)
    return llvm::formatv("Exceeds the limit ({0} digits) for integer string conversion: value has {1} digits; use "
                         "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer "
                         "literals to avoid decimal conversion limits.",
                         maxDecimalDigits, plain.size())
        .str();
  uint64_t small;
  if (!plain.getAsInteger(base, small)) {
    number.words = llvm::ArrayRef<uint64_t>(small).copy(arena);
    return "";
  }
  llvm::APInt value(llvm::APInt::getBitsNeeded(plain, base), plain, base);
  number.words = llvm::ArrayRef<uint64_t>(value.getRawData(), value.getActiveWords()).copy(arena);
  return "";
}
