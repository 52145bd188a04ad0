// C++ expressions with their precedence, so that parentheses stand where they are needed and nowhere else. The
// association of the source is kept: operands are never regrouped.
#pragma once
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace np2gpu::codegen {

enum class Precedence {
  Conditional, LogicalOr, LogicalAnd, BitOr, BitXor, BitAnd, Equality, Relational, Shift, Additive, Multiplicative,
  Unary, Postfix, Primary
};

struct Expr {
  std::string text;
  Precedence precedence = Precedence::Primary;
  bool literal = false;
  // The C++ value may be wider than its dtype (int for int8): exact modulo 2^n until it is cast.
  bool wide = false;

  Expr(std::string text, Precedence precedence = Precedence::Primary, bool literal = false, bool wide = false)
      : text(std::move(text)), precedence(precedence), literal(literal), wide(wide) {}
  Expr(const char *text) : text(text) {}
  // With parentheses if it binds less tightly than `least`.
  std::string at(Precedence least) const { return precedence < least ? "(" + text + ")" : text; }
};

// The precedence of a binary operator of C++; nothing if there is no such operator.
std::optional<Precedence> binaryPrecedence(llvm::StringRef op);

Expr binary(llvm::StringRef op, const Expr &left, const Expr &right);
Expr unary(llvm::StringRef op, const Expr &operand);
Expr conditional(const Expr &condition, const Expr &yes, const Expr &no);
Expr call(llvm::StringRef function, llvm::ArrayRef<Expr> arguments);
Expr call(llvm::StringRef function, llvm::ArrayRef<std::string> arguments);
// x.member
Expr member(const Expr &object, llvm::StringRef name);
std::string negated(const Expr &condition);

// A row's C++ text: an expression over $0, $1, ... and perhaps $at. Which shape it has decides about parentheses and
// about casts of narrow operands.
struct Template {
  enum Shape { Operand, Unary, Binary, Conditional, Call } shape;
  std::string op;
  explicit Template(llvm::StringRef text);
  Expr render(llvm::ArrayRef<Expr> operands, llvm::StringRef at = "") const;
  bool mentionsLine() const { return llvm::StringRef(text).contains("$at"); }

private:
  std::string text;
};

} // namespace np2gpu::codegen
