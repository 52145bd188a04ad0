#include "codegen/Expr.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;
using namespace np2gpu::codegen;

std::optional<Precedence> np2gpu::codegen::binaryPrecedence(StringRef op) {
  return StringSwitch<std::optional<Precedence>>(op)
      .Cases({"*", "/", "%"}, Precedence::Multiplicative)
      .Cases({"+", "-"}, Precedence::Additive)
      .Cases({"<<", ">>"}, Precedence::Shift)
      .Cases({"<", "<=", ">", ">="}, Precedence::Relational)
      .Cases({"==", "!="}, Precedence::Equality)
      .Case("&", Precedence::BitAnd)
      .Case("^", Precedence::BitXor)
      .Case("|", Precedence::BitOr)
      .Case("&&", Precedence::LogicalAnd)
      .Case("||", Precedence::LogicalOr)
      .Default(std::nullopt);
}

static Precedence above(Precedence p) { return Precedence(int(p) + 1); }

Expr np2gpu::codegen::binary(StringRef op, const Expr &left, const Expr &right) {
  Precedence p = *binaryPrecedence(op);
  // && and || associate; the others keep the source's grouping: right operands of equal precedence in parentheses.
  bool logical = p == Precedence::LogicalAnd || p == Precedence::LogicalOr;
  return {left.at(p) + " " + op.str() + " " + right.at(logical ? p : above(p)), p};
}

Expr np2gpu::codegen::unary(StringRef op, const Expr &operand) {
  std::string text = operand.at(Precedence::Unary);
  if (StringRef(text).starts_with(op)) // -(-x), never --x
    text = "(" + text + ")";
  return {op.str() + text, Precedence::Unary};
}

Expr np2gpu::codegen::conditional(const Expr &condition, const Expr &yes, const Expr &no) {
  return {condition.at(Precedence::LogicalOr) + " ? " + yes.at(Precedence::LogicalOr) + " : " +
              no.at(Precedence::Conditional),
          Precedence::Conditional};
}

Expr np2gpu::codegen::call(StringRef function, ArrayRef<std::string> arguments) {
  return {(function + "(" + llvm::join(arguments, ", ") + ")").str(), Precedence::Postfix};
}

Expr np2gpu::codegen::call(StringRef function, ArrayRef<Expr> arguments) {
  SmallVector<std::string> texts;
  for (const Expr &argument : arguments)
    texts.push_back(argument.text);
  return call(function, texts);
}

Expr np2gpu::codegen::member(const Expr &object, StringRef name) {
  return {object.at(Precedence::Postfix) + "." + name.str(), Precedence::Postfix};
}

std::string np2gpu::codegen::negated(const Expr &condition) {
  StringRef text = condition.text;
  if (condition.precedence == Precedence::Unary && text.starts_with("!"))
    return text.drop_front().str();
  return unary("!", condition).text;
}

//===--- Templates ------------------------------------------------------------------------------------------------===//

Template::Template(StringRef given) : shape(Call), text(given.str()) {
  StringRef t = given.trim();
  if (t.starts_with("(") && t.ends_with(")") && t.count('(') == 1) // ($0 ? $1 : $2)
    t = t.drop_front().drop_back();
  if (t == "$0")
    shape = Operand;
  else if (t.starts_with("$0 ? "))
    shape = Conditional;
  else if (t.ends_with("$0") && t.size() == 3)
    shape = Unary, op = t.take_front().str();
  else if (t.starts_with("$0 ") && t.ends_with(" $1") && binaryPrecedence(t.drop_front(3).drop_back(3)))
    shape = Binary, op = t.drop_front(3).drop_back(3).str();
}

Expr Template::render(ArrayRef<Expr> operands, StringRef at) const {
  switch (shape) {
  case Operand:
    return operands[0];
  case Conditional:
    return conditional(operands[0], operands[1], operands[2]);
  case Unary:
    return op == "!" ? Expr(negated(operands[0]), Precedence::Unary) : unary(op, operands[0]);
  case Binary:
    return binary(op, operands[0], operands[1]);
  case Call:
    break;
  }
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '$') {
      result += text[i];
    } else if (StringRef(text).substr(i).starts_with("$at")) {
      result += at;
      i += 2;
    } else {
      size_t index = text[++i] - '0';
      if (index < operands.size())
        result += operands[index].text;
      else if (StringRef(result).ends_with(", ")) // an optional operand that is not there
        result.resize(result.size() - 2);
    }
  }
  size_t hole = result.find("(, ");
  if (hole != std::string::npos)
    result.erase(hole + 1, 2);
  return {result, Precedence::Postfix};
}
