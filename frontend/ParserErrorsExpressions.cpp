//===- ParserErrorsExpressions.cpp - wrong expressions -----------------------===//
//
// One function for each `invalid_` rule of CPython 3.11's grammar, with its
// alternatives in its order. As there, an alternative that matches but does not
// raise ends the rule: the later ones are not tried.
//
//===----------------------------------------------------------------------===//

#include "frontend/ParserImpl.h"

#include <array>

using namespace np2gpu;
using namespace np2gpu::ast;

static bool isLegacyStatement(const Expr *expr) {
  auto *name = llvm::dyn_cast<Name>(expr);
  return name && (name->id == "print" || name->id == "exec");
}

/// The node where the last comprehension ends.
static Expr *lastOf(llvm::ArrayRef<Comprehension *> clauses) {
  const Comprehension *last = clauses.back();
  return last->ifs.empty() ? last->iter : last->ifs.back();
}

Expr *Parser::conditionalWithoutInvalid() {
  bool saved = std::exchange(invalidRules, false);
  Expr *expr = conditional();
  invalidRules = saved;
  return expr;
}

void Parser::invalidExpression() {
  Lookahead lookahead(*this);
  bool isPrefixedString = at(Tok::Name) && nextIs(Tok::String);
  // As CPython 3.11 compares them, any beginning of a soft keyword is one.
  bool isSoftKeyword =
      at(Tok::Name) && llvm::any_of(std::array<llvm::StringRef, 3>{"_", "case", "match"},
                                    [&](llvm::StringRef keyword) { return keyword.starts_with(tokens[mark].text()); });
  if (!isPrefixedString && !isSoftKeyword)
    if (Expr *a = disjunction())
      if (Expr *b = conditionalWithoutInvalid()) {
        if (!isLegacyStatement(a) && tokens[mark - 1].level != 0)
          raiseRange(a, b, "invalid syntax. Perhaps you forgot a comma?");
        return;
      }
  lookahead.restart();
  Expr *a = disjunction();
  if (!a || !eat(Tok::If))
    return;
  Expr *b = disjunction();
  if (b && !at(Tok::Else) && !at(Tok::Colon))
    raiseRange(a, b, "expected 'else' after 'if' expression");
}

void Parser::invalidLegacyExpression() {
  Lookahead lookahead(*this);
  if (!at(Tok::Name))
    return;
  Name *a = name();
  if (at(Tok::LeftParen))
    return;
  Expr *b = starExpressions();
  if (b && isLegacyStatement(a))
    raiseRange(a, b, "Missing parentheses in call to '" + a->id + "'. Did you mean " + a->id + "(...)?");
}

// list: '[' [star_named_expressions] ']'
Expr *Parser::listDisplay() {
  int start = mark;
  llvm::SmallVector<Expr *, 8> elements;
  if (!eat(Tok::LeftBracket))
    return nullptr;
  starNamedExpressions(elements);
  return eat(Tok::RightBracket) ? make<List>(start, copy(elements), ExprContext::Load) : nullptr;
}

// tuple: '(' [star_named_expression ',' [star_named_expressions]] ')'
Expr *Parser::tupleDisplay() {
  int start = mark;
  llvm::SmallVector<Expr *, 8> elements;
  if (!eat(Tok::LeftParen))
    return nullptr;
  int inside = mark;
  if (Expr *first = starNamedExpression(); first && eat(Tok::Comma)) {
    elements.push_back(first);
    starNamedExpressions(elements);
  } else {
    mark = inside;
  }
  return eat(Tok::RightParen) ? make<Tuple>(start, copy(elements), ExprContext::Load) : nullptr;
}

void Parser::invalidNamedExpression() {
  Lookahead lookahead(*this);
  auto noFurtherEqual = [&] { return !at(Tok::Equal) && !at(Tok::ColonEqual); };
  if (Expr *a = expression(); a && eat(Tok::ColonEqual) && expression())
    return raiseAt(a, "cannot use assignment expressions with " + describe(a));
  lookahead.restart();
  if (at(Tok::Name) && nextIs(Tok::Equal)) {
    Expr *a = name();
    ++mark;
    if (Expr *b = bitwiseOr(); b && noFurtherEqual())
      return raiseRange(a, b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    lookahead.restart();
  }
  if (at(Tok::True) || at(Tok::None) || at(Tok::False))
    return;
  for (auto rule : {&Parser::listDisplay, &Parser::tupleDisplay, &Parser::genexp}) {
    if ((this->*rule)())
      return;
    lookahead.restart();
  }
  Expr *a = bitwiseOr();
  if (a && eat(Tok::Equal) && bitwiseOr() && noFurtherEqual())
    raiseAt(a, "cannot assign to " + describe(a) + " here. Maybe you meant '==' instead of '='?");
}

void Parser::invalidGroup() {
  Lookahead lookahead(*this);
  ++mark;
  if (Expr *a = starredExpression(); a && eat(Tok::RightParen))
    return raiseAt(a, "cannot use starred expression here");
  lookahead.restart();
  const Token &a = tokens[++mark];
  if (eat(Tok::DoubleStar) && expression() && eat(Tok::RightParen))
    raiseAt(a, "cannot use double starred expression here");
}

void Parser::invalidComprehension() {
  Lookahead lookahead(*this);
  bool isParenthesis = at(Tok::LeftParen);
  llvm::SmallVector<Comprehension *, 2> clauses;
  ++mark;
  if (Expr *a = starredExpression(); a && forIfClauses(clauses))
    return raiseAt(a, "iterable unpacking cannot be used in comprehension");
  if (isParenthesis)
    return;
  lookahead.restart();
  ++mark;
  Expr *a = starNamedExpression();
  if (!a || !at(Tok::Comma))
    return;
  const Token &comma = tokens[mark++];
  int afterComma = mark;
  llvm::SmallVector<Expr *, 4> more;
  if (starNamedExpressions(more) && forIfClauses(clauses))
    return raiseRange(a, more.back(), "did you forget parentheses around the comprehension target?");
  mark = afterComma;
  if (forIfClauses(clauses))
    raiseRange(a, comma, "did you forget parentheses around the comprehension target?");
}

void Parser::invalidDictComprehension() {
  Lookahead lookahead(*this);
  const Token &a = tokens[++mark];
  llvm::SmallVector<Comprehension *, 2> clauses;
  if (eat(Tok::DoubleStar) && bitwiseOr() && forIfClauses(clauses) && eat(Tok::RightBrace))
    raiseAt(a, "dict unpacking cannot be used in dict comprehension");
}

// invalid_double_starred_kvpairs, behind the brace
void Parser::invalidPairs() {
  Lookahead lookahead(*this);
  Expr *key, *value;
  if (doubleStarredPair(key, value)) {
    int end = mark;
    while (eat(Tok::Comma)) {
      if (!doubleStarredPair(key, value))
        break;
      end = mark;
    }
    mark = end;
    if (eat(Tok::Comma)) {
      if (Lookahead inner(*this); Expr *a = expression()) {
        if (!at(Tok::Colon))
          return raise("SyntaxError", "':' expected after dictionary key", a->lineno, a->endColOffset - 1, a->endLineno,
                       -1);
      }
      invalidPair();
    }
  }
  lookahead.restart();
  invalidPair();
}

void Parser::invalidPair() {
  Lookahead lookahead(*this);
  if (!expression() || !at(Tok::Colon))
    return;
  const Token &colon = tokens[mark++];
  if (at(Tok::Star)) {
    const Token &star = tokens[mark++];
    if (bitwiseOr())
      return raiseFrom(star.line, star.column, "cannot use a starred expression in a dictionary value");
  } else if (at(Tok::RightBrace) || at(Tok::Comma)) {
    raiseAt(colon, "expression expected after dictionary key and ':'");
  }
}

void Parser::invalidArguments() {
  constexpr llvm::StringLiteral needsParentheses = "Generator expression must be parenthesized";
  Lookahead lookahead(*this);
  int start = mark;
  CallArguments call;
  llvm::SmallVector<Comprehension *, 2> clauses;
  auto readArgs = [&] {
    lookahead.restart();
    call.args.clear();
    call.keywords.clear();
    clauses.clear();
    return args(call);
  };
  if (readArgs()) {
    Node whole = *make<Pass>(start); // only for its position
    if (eat(Tok::Comma) && eat(Tok::Star))
      return raiseAt(&whole, "iterable argument unpacking follows keyword argument unpacking");
  }
  lookahead.restart();
  if (Expr *a = expression(); a && forIfClauses(clauses) && eat(Tok::Comma)) {
    // What follows is optional, but may have an error of its own.
    int afterComma = mark;
    CallArguments more;
    llvm::SmallVector<Comprehension *, 2> moreClauses;
    if (!args(more)) {
      mark = afterComma;
      if (expression())
        forIfClauses(moreClauses);
    }
    return raiseRange(a, lastOf(clauses), needsParentheses);
  }
  lookahead.restart();
  if (at(Tok::Name) && nextIs(Tok::Equal)) {
    Expr *a = name();
    const Token &b = tokens[mark++];
    clauses.clear();
    if (expression() && forIfClauses(clauses))
      return raiseRange(a, b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  }
  if (!readArgs())
    return;
  int afterArgs = mark;
  if (forIfClauses(clauses)) {
    if (call.args.size() > 1)
      raiseRange(call.args.back(), lastOf(clauses), needsParentheses);
    return;
  }
  mark = afterArgs;
  if (!eat(Tok::Comma))
    return;
  int afterComma = mark;
  if (Expr *a = expression(); a && forIfClauses(clauses))
    return raiseRange(a, lastOf(clauses), needsParentheses);
  mark = afterComma;
  CallArguments more;
  if (!args(more))
    return;
  bool unpacks = llvm::any_of(call.keywords, [](Keyword *keyword) { return keyword->arg.empty(); });
  raiseHere(unpacks ? "positional argument follows keyword argument unpacking"
                    : "positional argument follows keyword argument");
}

void Parser::invalidKeywordArgument() {
  Lookahead lookahead(*this);
  if ((at(Tok::True) || at(Tok::False) || at(Tok::None)) && nextIs(Tok::Equal)) {
    Expr *a = constant(ConstantKind::None);
    return raiseRange(a, tokens[mark], "cannot assign to " + tokens[mark - 1].text());
  }
  if (at(Tok::Name) && nextIs(Tok::Equal)) {
    Expr *a = name();
    const Token &b = tokens[mark++];
    llvm::SmallVector<Comprehension *, 2> clauses;
    if (expression() && forIfClauses(clauses))
      raiseRange(a, b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    return;
  }
  if (Expr *a = expression(); a && at(Tok::Equal))
    raiseRange(a, tokens[mark], "expression cannot contain assignment, perhaps you meant \"==\"?");
}

void Parser::invalidForTarget() {
  Lookahead lookahead(*this);
  eat(Tok::Async);
  if (eat(Tok::For))
    if (Expr *a = starExpressions())
      raiseInvalidTarget(a, Targets::For);
}
