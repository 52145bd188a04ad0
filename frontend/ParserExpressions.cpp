//===- ParserExpressions.cpp - operators ------------------------------------===//

#include "frontend/ParserImpl.h"

using namespace np2gpu;
using namespace np2gpu::ast;

namespace {

struct BinaryOperator {
  int precedence; // 0: none
  Operator op;
};

/// bitwise_or has precedence 1, term 6.
BinaryOperator binaryOperator(Tok kind) {
  switch (kind) {
  case Tok::Pipe:
    return {1, Operator::BitOr};
  case Tok::Caret:
    return {2, Operator::BitXor};
  case Tok::Ampersand:
    return {3, Operator::BitAnd};
  case Tok::LeftShift:
    return {4, Operator::LShift};
  case Tok::RightShift:
    return {4, Operator::RShift};
  case Tok::Plus:
    return {5, Operator::Add};
  case Tok::Minus:
    return {5, Operator::Sub};
  case Tok::Star:
    return {6, Operator::Mult};
  case Tok::Slash:
    return {6, Operator::Div};
  case Tok::DoubleSlash:
    return {6, Operator::FloorDiv};
  case Tok::Percent:
    return {6, Operator::Mod};
  case Tok::At:
    return {6, Operator::MatMult};
  default:
    return {0, Operator::Add};
  }
}

} // namespace

// expressions: expression (',' expression)* [',']
Expr *Parser::expressions() {
  int start = mark;
  Expr *first = expression();
  if (!first || !at(Tok::Comma))
    return first;
  llvm::SmallVector<Expr *, 8> elements{first};
  while (eat(Tok::Comma)) {
    int save = mark;
    Expr *next = expression();
    if (!next) {
      mark = save;
      break;
    }
    elements.push_back(next);
  }
  return make<Tuple>(start, copy(elements), ExprContext::Load);
}

// star_expressions: star_expression (',' star_expression)* [',']
Expr *Parser::starExpressions() {
  int start = mark;
  Expr *first = starExpression();
  if (!first || !at(Tok::Comma))
    return first;
  llvm::SmallVector<Expr *, 8> elements{first};
  while (eat(Tok::Comma)) {
    int save = mark;
    Expr *next = starExpression();
    if (!next) {
      mark = save;
      break;
    }
    elements.push_back(next);
  }
  return make<Tuple>(start, copy(elements), ExprContext::Load);
}

// star_expression: '*' bitwise_or | expression
Expr *Parser::starExpression() {
  return remember(Rule::StarExpression, [&]() -> Expr * {
    int start = mark;
    if (!eat(Tok::Star))
      return expression();
    Expr *value = bitwiseOr();
    return value ? make<Starred>(start, value, ExprContext::Load) : nullptr;
  });
}

// star_named_expression: '*' bitwise_or | named_expression
Expr *Parser::starNamedExpression() {
  int start = mark;
  if (!eat(Tok::Star))
    return namedExpression();
  Expr *value = bitwiseOr();
  return value ? make<Starred>(start, value, ExprContext::Load) : nullptr;
}

// starred_expression: '*' expression
Expr *Parser::starredExpression() {
  int start = mark;
  if (!eat(Tok::Star))
    return nullptr;
  Expr *value = expression();
  return value ? make<Starred>(start, value, ExprContext::Load) : nullptr;
}

// star_named_expressions: ','.star_named_expression+ [',']
bool Parser::starNamedExpressions(llvm::SmallVectorImpl<Expr *> &out) {
  size_t before = out.size();
  int save = mark;
  while (Expr *element = starNamedExpression()) {
    out.push_back(element);
    save = mark;
    if (!eat(Tok::Comma))
      break;
    save = mark;
  }
  mark = save;
  return out.size() > before;
}

// assignment_expression: NAME ':=' ~ expression
Expr *Parser::assignmentExpression() {
  if (!at(Tok::Name) || !nextIs(Tok::ColonEqual))
    return nullptr;
  int start = mark;
  Expr *target = name(ExprContext::Store);
  ++mark;
  Expr *value = expression();
  return value ? make<NamedExpr>(start, target, value) : nullptr;
}

// named_expression: assignment_expression | invalid_named_expression | expression !':='
Expr *Parser::namedExpression() {
  if (at(Tok::Name) && nextIs(Tok::ColonEqual))
    return assignmentExpression();
  if (invalidRules && memos.try_emplace({mark, int(Rule::NamedInvalid)}).second)
    invalidNamedExpression();
  Expr *expr = expression();
  return expr && !at(Tok::ColonEqual) ? expr : nullptr;
}

// yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]
Expr *Parser::yieldExpression() {
  int start = mark;
  if (!eat(Tok::Yield))
    return nullptr;
  int save = mark;
  if (eat(Tok::From)) {
    if (Expr *value = expression())
      return make<YieldFrom>(start, value);
    mark = save;
    return make<Yield>(start, static_cast<Expr *>(nullptr));
  }
  Expr *value = starExpressions();
  if (!value)
    mark = save;
  return make<Yield>(start, value);
}

// expression: invalid_expression | invalid_legacy_expression | conditional
Expr *Parser::expression() {
  Depth guard(*this);
  return remember(Rule::Expression, [&]() -> Expr * {
    if (invalidRules) {
      invalidExpression();
      invalidLegacyExpression();
    }
    return conditional();
  });
}

// conditional: disjunction ['if' disjunction 'else' expression] | lambdef
Expr *Parser::conditional() {
  if (at(Tok::Lambda))
    return lambda();
  int start = mark;
  Expr *body = disjunction();
  if (!body || !at(Tok::If))
    return body;
  int save = mark++;
  if (Expr *test = disjunction(); test && eat(Tok::Else))
    if (Expr *orelse = expression())
      return make<IfExp>(start, test, body, orelse);
  mark = save;
  return body;
}

Expr *Parser::disjunction() {
  return remember(Rule::Disjunction, [&]() -> Expr * {
    int start = mark;
    Expr *first = conjunction();
    if (!first || !at(Tok::Or))
      return first;
    llvm::SmallVector<Expr *, 8> values{first};
    while (at(Tok::Or)) {
      int save = mark++;
      Expr *next = conjunction();
      if (!next) {
        mark = save;
        break;
      }
      values.push_back(next);
    }
    return values.size() == 1 ? first : make<BoolOp>(start, BoolOperator::Or, copy(values));
  });
}

Expr *Parser::conjunction() {
  int start = mark;
  Expr *first = inversion();
  if (!first || !at(Tok::And))
    return first;
  llvm::SmallVector<Expr *, 8> values{first};
  while (at(Tok::And)) {
    int save = mark++;
    Expr *next = inversion();
    if (!next) {
      mark = save;
      break;
    }
    values.push_back(next);
  }
  return values.size() == 1 ? first : make<BoolOp>(start, BoolOperator::And, copy(values));
}

Expr *Parser::inversion() {
  if (!at(Tok::Not))
    return comparison();
  Depth guard(*this);
  int start = mark++;
  Expr *operand = inversion();
  return operand ? make<UnaryOp>(start, UnaryOperator::Not, operand) : nullptr;
}

// comparison: bitwise_or (comparison_operator bitwise_or)*
Expr *Parser::comparison() {
  int start = mark;
  Expr *left = bitwiseOr();
  if (!left)
    return nullptr;
  llvm::SmallVector<CmpOperator, 4> ops;
  llvm::SmallVector<Expr *, 4> comparators;
  for (;;) {
    int save = mark;
    CmpOperator op;
    switch (kind()) {
    case Tok::EqualEqual:
      op = CmpOperator::Eq;
      break;
    case Tok::NotEqual:
      op = CmpOperator::NotEq;
      break;
    case Tok::Less:
      op = CmpOperator::Lt;
      break;
    case Tok::LessEqual:
      op = CmpOperator::LtE;
      break;
    case Tok::Greater:
      op = CmpOperator::Gt;
      break;
    case Tok::GreaterEqual:
      op = CmpOperator::GtE;
      break;
    case Tok::In:
      op = CmpOperator::In;
      break;
    case Tok::Not:
      if (!nextIs(Tok::In))
        goto done;
      ++mark;
      op = CmpOperator::NotIn;
      break;
    case Tok::Is:
      op = nextIs(Tok::Not) ? CmpOperator::IsNot : CmpOperator::Is;
      break;
    default:
      goto done;
    }
    ++mark;
    Expr *right = nullptr;
    if (op == CmpOperator::IsNot) {
      ++mark;
      right = bitwiseOr();
      if (!right) { // `is` alone: its operand is `not ...`, which is none
        mark = save + 1;
        op = CmpOperator::Is;
      }
    }
    if (!right)
      right = bitwiseOr();
    if (!right) {
      mark = save;
      break;
    }
    ops.push_back(op);
    comparators.push_back(right);
  }
done:
  if (ops.empty())
    return left;
  return make<Compare>(start, left, copy(ops), copy(comparators));
}

Expr *Parser::bitwiseOr() {
  return remember(Rule::BitwiseOr, [&] { return binary(1); });
}

Expr *Parser::binary(int minPrecedence) {
  int start = mark;
  Expr *left = factor();
  while (left) {
    auto [precedence, op] = binaryOperator(kind());
    if (precedence < minPrecedence || precedence == 0)
      break;
    int save = mark++;
    Expr *right = binary(precedence + 1);
    if (!right) {
      mark = save;
      break;
    }
    left = make<BinOp>(start, left, op, right);
  }
  return left;
}

// factor: ('+' | '-' | '~') factor | power
Expr *Parser::factor() {
  UnaryOperator op;
  switch (kind()) {
  case Tok::Plus:
    op = UnaryOperator::UAdd;
    break;
  case Tok::Minus:
    op = UnaryOperator::USub;
    break;
  case Tok::Tilde:
    op = UnaryOperator::Invert;
    break;
  default:
    return power();
  }
  Depth guard(*this);
  int start = mark++;
  Expr *operand = factor();
  return operand ? make<UnaryOp>(start, op, operand) : nullptr;
}

// power: await_primary ['**' factor]
Expr *Parser::power() {
  int start = mark;
  Expr *base = awaitPrimary();
  if (!base || !at(Tok::DoubleStar))
    return base;
  Depth guard(*this);
  int save = mark++;
  if (Expr *exponent = factor())
    return make<BinOp>(start, base, Operator::Pow, exponent);
  mark = save;
  return base;
}

Expr *Parser::awaitPrimary() {
  int start = mark;
  if (!eat(Tok::Await))
    return primary();
  Expr *value = primary();
  return value ? make<Await>(start, value) : nullptr;
}
