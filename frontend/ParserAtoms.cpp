//===- ParserAtoms.cpp - constants, displays, comprehensions ----------------===//

#include "frontend/ParserImpl.h"

#include "frontend/LexerNumbers.h"

using namespace np2gpu;
using namespace np2gpu::ast;

Expr *Parser::atom() {
  switch (kind()) {
  case Tok::Name:
    return name();
  case Tok::String:
    return strings();
  case Tok::Number:
    return number();
  case Tok::True:
    return constant(ConstantKind::True);
  case Tok::False:
    return constant(ConstantKind::False);
  case Tok::None:
    return constant(ConstantKind::None);
  case Tok::Ellipsis:
    return constant(ConstantKind::Ellipsis);
  case Tok::LeftParen:
    return inOrder ? parenthesizedInOrder() : parenthesized();
  case Tok::LeftBracket:
    return inOrder ? bracketedInOrder() : bracketed();
  case Tok::LeftBrace:
    return inOrder ? bracedInOrder() : braced();
  default:
    return nullptr;
  }
}

Expr *Parser::constant(ConstantKind valueKind) {
  int start = mark++;
  return make<Constant>(start, valueKind);
}

Expr *Parser::number() {
  int start = mark++;
  Constant *node = make<Constant>(start);
  std::string message = readNumber(tokens[start].text(), *node, ast.arena());
  if (message.empty())
    return node;
  raise("SyntaxError", message, tokens[start].line, -1, tokens[start].endLine, -1);
  return nullptr;
}

// tuple, group or genexp, told apart by what follows the first expression
Expr *Parser::parenthesized() {
  Depth guard(*this);
  int start = mark++;
  if (eat(Tok::RightParen))
    return make<Tuple>(start, Seq<Expr>(), ExprContext::Load);
  if (at(Tok::Yield)) {
    Expr *yield = yieldExpression();
    return eat(Tok::RightParen) ? yield : nullptr;
  }
  llvm::SmallVector<Expr *, 8> elements;
  Expr *first = starNamedExpression();
  if (!first)
    return nullptr;
  if (eat(Tok::Comma)) {
    elements.push_back(first);
    starNamedExpressions(elements);
    return eat(Tok::RightParen) ? make<Tuple>(start, copy(elements), ExprContext::Load) : nullptr;
  }
  if (llvm::isa<Starred>(first))
    return nullptr;
  if (atComprehension()) {
    llvm::SmallVector<Comprehension *, 2> clauses;
    if (!forIfClauses(clauses) || !eat(Tok::RightParen))
      return nullptr;
    return make<GeneratorExp>(start, first, copy(clauses));
  }
  return eat(Tok::RightParen) ? first : nullptr;
}

// The same as CPython tries it: tuple, group (or a wrong one), genexp (or a wrong one).
Expr *Parser::parenthesizedInOrder() {
  Depth guard(*this);
  int start = mark++;
  llvm::SmallVector<Expr *, 8> elements;
  if (Expr *first = starNamedExpression()) {
    if (eat(Tok::Comma)) {
      elements.push_back(first);
      starNamedExpressions(elements);
      if (eat(Tok::RightParen))
        return make<Tuple>(start, copy(elements), ExprContext::Load);
    }
  } else {
    mark = start + 1;
    if (eat(Tok::RightParen))
      return make<Tuple>(start, Seq<Expr>(), ExprContext::Load);
  }
  mark = start + 1;
  Expr *inner = at(Tok::Yield) ? yieldExpression() : namedExpression();
  if (inner && eat(Tok::RightParen))
    return inner;
  mark = start;
  if (invalidRules)
    invalidGroup();
  return genexp();
}

// genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')' | invalid_comprehension
Expr *Parser::genexp() {
  int start = mark;
  if (!eat(Tok::LeftParen))
    return nullptr;
  Expr *element = at(Tok::Name) && nextIs(Tok::ColonEqual) ? assignmentExpression() : expression();
  llvm::SmallVector<Comprehension *, 2> clauses;
  if (element && !at(Tok::ColonEqual) && forIfClauses(clauses) && eat(Tok::RightParen))
    return make<GeneratorExp>(start, element, copy(clauses));
  mark = start;
  if (invalidRules)
    invalidComprehension();
  return nullptr;
}

// list or listcomp
Expr *Parser::bracketed() {
  Depth guard(*this);
  int start = mark++;
  llvm::SmallVector<Expr *, 16> elements;
  if (!at(Tok::RightBracket)) {
    Expr *first = starNamedExpression();
    if (!first)
      return nullptr;
    if (atComprehension() && !llvm::isa<Starred>(first)) {
      llvm::SmallVector<Comprehension *, 2> clauses;
      if (!forIfClauses(clauses) || !eat(Tok::RightBracket))
        return nullptr;
      return make<ListComp>(start, first, copy(clauses));
    }
    elements.push_back(first);
    if (eat(Tok::Comma))
      starNamedExpressions(elements);
  }
  return eat(Tok::RightBracket) ? make<List>(start, copy(elements), ExprContext::Load) : nullptr;
}

Expr *Parser::bracketedInOrder() {
  Depth guard(*this);
  int start = mark++;
  llvm::SmallVector<Expr *, 16> elements;
  starNamedExpressions(elements);
  if (eat(Tok::RightBracket))
    return make<List>(start, copy(elements), ExprContext::Load);
  mark = start + 1;
  llvm::SmallVector<Comprehension *, 2> clauses;
  Expr *element = namedExpression();
  if (element && forIfClauses(clauses) && eat(Tok::RightBracket))
    return make<ListComp>(start, element, copy(clauses));
  mark = start;
  if (invalidRules)
    invalidComprehension();
  return nullptr;
}

// double_starred_kvpair: '**' bitwise_or | expression ':' expression
bool Parser::doubleStarredPair(Expr *&key, Expr *&value) {
  key = nullptr;
  if (eat(Tok::DoubleStar)) {
    value = bitwiseOr();
    return value;
  }
  key = expression();
  if (!key || !eat(Tok::Colon))
    return false;
  value = expression();
  return value;
}

/// Behind the first pair of a dict.
Expr *Parser::dictRest(int start, llvm::SmallVectorImpl<Expr *> &keys, llvm::SmallVectorImpl<Expr *> &values) {
  while (eat(Tok::Comma)) {
    int save = mark;
    Expr *key, *value;
    if (!doubleStarredPair(key, value)) {
      mark = save;
      break;
    }
    keys.push_back(key);
    values.push_back(value);
  }
  return eat(Tok::RightBrace) ? make<Dict>(start, copy(keys), copy(values)) : nullptr;
}

// dict, set, dictcomp or setcomp
Expr *Parser::braced() {
  Depth guard(*this);
  int start = mark++;
  llvm::SmallVector<Expr *, 16> keys, values;
  if (eat(Tok::RightBrace))
    return make<Dict>(start, Seq<Expr>(), Seq<Expr>());
  if (eat(Tok::DoubleStar)) {
    Expr *value = bitwiseOr();
    if (!value)
      return nullptr;
    keys.push_back(nullptr);
    values.push_back(value);
    return dictRest(start, keys, values);
  }
  Expr *first = starNamedExpression();
  if (!first)
    return nullptr;
  llvm::SmallVector<Comprehension *, 2> clauses;
  // `{a := 1: 2}` is no dict: its key would be an assignment expression.
  bool mayBeKey =
      !llvm::isa<Starred>(first) && !(tokens[start + 1].kind == Tok::Name && tokens[start + 2].kind == Tok::ColonEqual);
  if (mayBeKey && eat(Tok::Colon)) {
    Expr *value = expression();
    if (!value)
      return nullptr;
    if (atComprehension()) {
      if (!forIfClauses(clauses) || !eat(Tok::RightBrace))
        return nullptr;
      return make<DictComp>(start, first, value, copy(clauses));
    }
    keys.push_back(first);
    values.push_back(value);
    return dictRest(start, keys, values);
  }
  if (atComprehension() && !llvm::isa<Starred>(first)) {
    if (!forIfClauses(clauses) || !eat(Tok::RightBrace))
      return nullptr;
    return make<SetComp>(start, first, copy(clauses));
  }
  values.push_back(first);
  if (eat(Tok::Comma))
    starNamedExpressions(values);
  return eat(Tok::RightBrace) ? make<Set>(start, copy(values)) : nullptr;
}

Expr *Parser::bracedInOrder() {
  Depth guard(*this);
  int start = mark++;
  llvm::SmallVector<Expr *, 16> keys, values, elements;
  llvm::SmallVector<Comprehension *, 2> clauses;
  Expr *key, *value;
  if (doubleStarredPair(key, value)) {
    keys.push_back(key);
    values.push_back(value);
    if (Expr *dict = dictRest(start, keys, values))
      return dict;
  } else {
    mark = start + 1;
    if (eat(Tok::RightBrace))
      return make<Dict>(start, Seq<Expr>(), Seq<Expr>());
  }
  mark = start + 1;
  invalidPairs(); // which CPython tries in its first pass too
  if (starNamedExpressions(elements) && eat(Tok::RightBrace))
    return make<Set>(start, copy(elements));
  mark = start + 1;
  if (!at(Tok::DoubleStar) && doubleStarredPair(key, value) && forIfClauses(clauses) && eat(Tok::RightBrace))
    return make<DictComp>(start, key, value, copy(clauses));
  mark = start;
  if (invalidRules)
    invalidDictComprehension();
  mark = start + 1;
  clauses.clear();
  Expr *element = namedExpression();
  if (element && forIfClauses(clauses) && eat(Tok::RightBrace))
    return make<SetComp>(start, element, copy(clauses));
  mark = start;
  if (invalidRules)
    invalidComprehension();
  return nullptr;
}

bool Parser::forIfClauses(llvm::SmallVectorImpl<Comprehension *> &out) {
  int save = mark;
  while (atComprehension()) {
    Comprehension *clause = forIfClause();
    if (!clause)
      break;
    out.push_back(clause);
    save = mark;
  }
  mark = save;
  return !out.empty();
}

// for_if_clause: ['async'] 'for' star_targets 'in' ~ disjunction ('if' disjunction)* | invalid_for_target
Comprehension *Parser::forIfClause() {
  int start = mark;
  bool isAsync = eat(Tok::Async);
  if (eat(Tok::For)) {
    Expr *target = starTargets();
    if (target && eat(Tok::In)) {
      Expr *iter = disjunction();
      if (!iter)
        return nullptr;
      llvm::SmallVector<Expr *, 2> ifs;
      while (at(Tok::If)) {
        int save = mark++;
        Expr *condition = disjunction();
        if (!condition) {
          mark = save;
          break;
        }
        ifs.push_back(condition);
      }
      return make<Comprehension>(start, target, iter, copy(ifs), isAsync);
    }
  }
  mark = start;
  if (invalidRules)
    invalidForTarget();
  return nullptr;
}
