#include "codegen/Literal.h"
#include "codegen/CxxType.h"
#include "ir/Types.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/ADT/StringExtras.h"
#include <charconv>
#include <cmath>

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::codegen;

Expr codegen::intLiteral(int64_t value) {
  if (value == INT64_MIN)
    return {"-9223372036854775807 - 1", Precedence::Additive, true};
  return {std::to_string(value), value < 0 ? Precedence::Unary : Precedence::Primary, true};
}

// The shortest digits that read back as the value; with a point, so that it is no int.
template <typename T> static Expr floatLiteral(T value, StringRef suffix) {
  if (std::isnan(value))
    return {suffix.empty() ? "np::nan" : "np::nan_f"};
  bool negative = std::signbit(value);
  Precedence precedence = negative ? Precedence::Unary : Precedence::Primary;
  std::string sign = negative ? "-" : "";
  if (std::isinf(value))
    return {sign + (suffix.empty() ? "np::inf" : "np::inf_f"), precedence};
  char digits[64];
  auto end = std::to_chars(digits, digits + sizeof digits, std::abs(value)).ptr;
  std::string text(digits, end);
  if (text.find_first_of(".e") == std::string::npos)
    text += ".0";
  return {sign + text + suffix.str(), precedence, true};
}

static double asDouble(Attribute value) {
  if (auto number = dyn_cast<FloatAttr>(value))
    return number.getValueAsDouble();
  if (auto boolean = dyn_cast<BoolAttr>(value))
    return boolean.getValue();
  return double(cast<IntegerAttr>(value).getValue().getSExtValue());
}

Expr codegen::literal(Attribute value, Type type) {
  if (auto text = dyn_cast<StringAttr>(value)) {
    std::string literal = quoted(text);
    if (text.getValue().contains('\0'))
      literal = "np::str(" + literal + ", " + std::to_string(text.getValue().size()) + ")";
    return {literal};
  }
  if (auto parts = dyn_cast<ArrayAttr>(value)) {
    Type part = isa<ComplexType>(type) ? cast<ComplexType>(type).getElementType() : type;
    return {cxxType(type) + "(" + literal(parts[0], part).text + ", " + literal(parts[1], part).text + ")"};
  }
  if (Type dtype = dtypeOf(type))
    type = dtype;
  if (isa<ComplexType>(type))
    return {cxxType(type) + "(" + literal(value, cast<ComplexType>(type).getElementType()).text + ")"};
  if (type.isF64())
    return floatLiteral(asDouble(value), "");
  if (type.isF32())
    return floatLiteral(float(asDouble(value)), "f");
  if (type.isF16())
    return {cxxType(type) + "(" + floatLiteral(asDouble(value), "").text + ")"};
  if (isBool(type))
    return {asDouble(value) != 0 ? "true" : "false", Precedence::Primary, true};
  const APInt &bits = cast<IntegerAttr>(value).getValue();
  if (bits.getBitWidth() > 64) { // a wide int: two words
    APInt wide = bits.sextOrTrunc(128);
    return {"np::join(" + std::to_string(wide.ashr(64).trunc(64).getSExtValue()) + ", " +
            std::to_string(wide.trunc(64).getZExtValue()) + "u)"};
  }
  if (type.isUnsignedInteger(64) && bits.isNegative())
    return {std::to_string(bits.getZExtValue()) + "u", Precedence::Primary, true};
  if (type.isUnsignedInteger(64) || type.isUnsignedInteger(32))
    return {std::to_string(bits.getZExtValue()) + "u", Precedence::Primary, true};
  if (isa<BoolAttr>(value))
    return intLiteral(asDouble(value) != 0);
  return intLiteral(bits.getSExtValue());
}

std::string codegen::quoted(StringRef text) {
  std::string result = "\"";
  for (unsigned char c : text.bytes()) {
    switch (c) {
    case '"':
      result += "\\\"";
      break;
    case '\\':
      result += "\\\\";
      break;
    case '\n':
      result += "\\n";
      break;
    case '\t':
      result += "\\t";
      break;
    default:
      if (c < 32 || c == 127) { // three octal digits end there, whatever follows
        result += '\\';
        result += char('0' + (c >> 6));
        result += char('0' + (c >> 3 & 7));
        result += char('0' + (c & 7));
      } else {
        result += char(c);
      }
    }
  }
  // "??x" would be a trigraph for old compilers.
  size_t at = 0;
  while ((at = result.find("??", at)) != std::string::npos)
    result.insert(at + 1, "\\");
  return result + "\"";
}
