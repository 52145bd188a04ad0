//===- ParserCalls.cpp - attributes, calls, subscripts ----------------------===//

#include "frontend/ParserImpl.h"

using namespace np2gpu;
using namespace np2gpu::ast;

// primary: atom ('.' NAME | genexp | '(' [arguments] ')' | '[' slices ']')*
Expr *Parser::primary() {
  return remember(Rule::Primary, [&]() -> Expr * {
    int start = mark;
    Expr *expr = atom();
    while (expr) {
      int save = mark;
      Expr *longer = nullptr;
      // CPython tries a generator expression as an argument here, and its rule for wrong ones takes any bracket.
      if (invalidRules && (at(Tok::LeftBracket) || at(Tok::LeftBrace)))
        invalidComprehension();
      switch (kind()) {
      case Tok::Dot:
        ++mark;
        if (at(Tok::Name)) {
          ++mark;
          longer = make<Attribute>(start, expr, identifier(tokens[mark - 1]), ExprContext::Load);
        }
        break;
      case Tok::LeftParen:
        longer = callTrailer(start, expr);
        break;
      case Tok::LeftBracket: {
        Depth guard(*this);
        ++mark;
        Expr *index = slices();
        if (index && eat(Tok::RightBracket))
          longer = make<Subscript>(start, expr, index, ExprContext::Load);
        break;
      }
      default:
        return expr;
      }
      if (!longer) {
        mark = save;
        return expr;
      }
      expr = longer;
    }
    return expr;
  });
}

Expr *Parser::callTrailer(int start, Expr *function) {
  Depth guard(*this);
  int paren = mark;
  CallArguments call;
  if (inOrder) {
    if (Expr *generator = genexp()) {
      call.args.push_back(generator);
      return make<Call>(start, function, copy(call.args), Seq<Keyword>());
    }
    mark = paren + 1;
    if (!arguments(call)) {
      mark = paren + 1;
      call = {};
    }
  } else {
    ++mark;
    if (!at(Tok::RightParen)) {
      Expr *first = nullptr;
      if (!at(Tok::Star) && !at(Tok::DoubleStar) && (first = positionalArgument()) && atComprehension()) {
        llvm::SmallVector<Comprehension *, 2> clauses;
        if (!forIfClauses(clauses) || !eat(Tok::RightParen))
          return nullptr;
        call.args.push_back(make<GeneratorExp>(paren, first, copy(clauses)));
        return make<Call>(start, function, copy(call.args), Seq<Keyword>());
      }
      if (args(call, first))
        eat(Tok::Comma);
    }
  }
  if (!eat(Tok::RightParen))
    return nullptr;
  return make<Call>(start, function, copy(call.args), copy(call.keywords));
}

// (assignment_expression | expression !':=') !'='   or, for `args`, starred_expression
Expr *Parser::positionalArgument() {
  int save = mark;
  if (at(Tok::Star))
    return starredExpression();
  Expr *value = nullptr;
  if (at(Tok::Name) && nextIs(Tok::ColonEqual))
    value = assignmentExpression();
  else if (!(at(Tok::Name) && nextIs(Tok::Equal))) // a keyword: only spares the attempt
    value = expression();
  if (value && !at(Tok::ColonEqual) && !at(Tok::Equal))
    return value;
  mark = save;
  return nullptr;
}

// args: ','.positional+ [',' kwargs] | kwargs
bool Parser::args(CallArguments &call, Expr *first) {
  call.begin = first ? mark - 1 : mark;
  int save = mark;
  if (!first)
    first = positionalArgument();
  while (first) {
    call.args.push_back(first);
    save = mark;
    if (!eat(Tok::Comma))
      break;
    first = positionalArgument();
  }
  mark = save;
  if (call.args.empty()) {
    if (!keywordArguments(call))
      return false;
  } else if (eat(Tok::Comma) && !keywordArguments(call)) {
    mark = save;
  }
  call.end = mark;
  return true;
}

// kwargs: ','.kwarg_or_starred+ [',' ','.kwarg_or_double_starred+] | ','.kwarg_or_double_starred+
bool Parser::keywordArguments(CallArguments &call) {
  int save = mark;
  bool any = false;
  for (bool doubleStar : {false, true}) {
    // A comma stands before the second list only if there is a first one.
    if (any && !eat(Tok::Comma))
      break;
    bool matched = false;
    while (keywordOrStarred(call, doubleStar)) {
      matched = any = true;
      save = mark;
      if (!eat(Tok::Comma))
        break;
    }
    mark = save;
    if (doubleStar && !matched)
      break;
  }
  mark = save;
  return any;
}

// kwarg_or_starred: invalid_kwarg | NAME '=' expression | starred_expression, or for doubleStar `'**' expression`
bool Parser::keywordOrStarred(CallArguments &call, bool doubleStar) {
  int start = mark;
  if (invalidRules)
    invalidKeywordArgument();
  if (at(Tok::Name) && nextIs(Tok::Equal)) {
    mark += 2;
    if (Expr *value = expression()) {
      call.keywords.push_back(make<Keyword>(start, identifier(tokens[start]), value));
      return true;
    }
  } else if (!doubleStar && at(Tok::Star)) {
    if (Expr *starred = starredExpression()) {
      call.args.push_back(starred);
      return true;
    }
  } else if (doubleStar && eat(Tok::DoubleStar)) {
    if (Expr *value = expression()) {
      call.keywords.push_back(make<Keyword>(start, Identifier(), value));
      return true;
    }
  }
  mark = start;
  return false;
}

// arguments: args [','] &')' | invalid_arguments   (the second pass's)
bool Parser::arguments(CallArguments &call) {
  int start = mark;
  if (args(call)) {
    eat(Tok::Comma);
    if (at(Tok::RightParen))
      return true;
  }
  mark = start;
  if (invalidRules)
    invalidArguments();
  return false;
}

// slices: slice !',' | ','.(slice | starred_expression)+ [',']
Expr *Parser::slices() {
  int start = mark;
  Expr *first = at(Tok::Star) ? starredExpression() : slice();
  if (!first || (!at(Tok::Comma) && !llvm::isa<Starred>(first)))
    return first;
  llvm::SmallVector<Expr *, 4> elements{first};
  while (eat(Tok::Comma)) {
    int save = mark;
    Expr *next = at(Tok::Star) ? starredExpression() : slice();
    if (!next) {
      mark = save;
      break;
    }
    elements.push_back(next);
  }
  return make<Tuple>(start, copy(elements), ExprContext::Load);
}

// slice: [expression] ':' [expression] [':' [expression]] | named_expression
Expr *Parser::slice() {
  int start = mark;
  if (at(Tok::Name) && nextIs(Tok::ColonEqual))
    return namedExpression();
  auto optionalExpression = [&]() -> Expr * {
    int save = mark;
    Expr *expr = expression();
    if (!expr)
      mark = save;
    return expr;
  };
  Expr *lower = at(Tok::Colon) ? nullptr : optionalExpression();
  if (eat(Tok::Colon)) {
    Expr *upper = optionalExpression(), *step = eat(Tok::Colon) ? optionalExpression() : nullptr;
    return make<Slice>(start, lower, upper, step);
  }
  if (!invalidRules)
    return lower && !at(Tok::ColonEqual) ? lower : nullptr;
  mark = start;
  return namedExpression();
}
