//===- ParserErrorsStatements.cpp - wrong statements -------------------------===//
//
// The same for statements and patterns as ParserErrorsExpressions.cpp for expressions.
//
//===----------------------------------------------------------------------===//

#include "frontend/ParserImpl.h"

using namespace np2gpu;
using namespace np2gpu::ast;

//===----------------------------------------------------------------------===//
// Statements of one line
//===----------------------------------------------------------------------===//

// list | tuple | '(' invalid_ann_assign_target ')'
Expr *Parser::invalidAnnotationTarget() {
  int start = mark;
  for (auto rule : {&Parser::listDisplay, &Parser::tupleDisplay}) {
    if (Expr *display = (this->*rule)())
      return display;
    mark = start;
  }
  if (!eat(Tok::LeftParen))
    return nullptr;
  Depth guard(*this);
  Expr *inner = invalidAnnotationTarget();
  return inner && eat(Tok::RightParen) ? inner : nullptr;
}

void Parser::invalidAssignment() {
  Lookahead lookahead(*this);
  if (Expr *a = invalidAnnotationTarget(); a && eat(Tok::Colon) && expression())
    return raiseAt(a, "only single target (not " + describe(a) + ") can be annotated");
  lookahead.restart();
  if (Expr *a = starNamedExpression(); a && eat(Tok::Comma)) {
    llvm::SmallVector<Expr *, 4> more;
    while (starNamedExpressions(more)) {
    }
    if (eat(Tok::Colon) && expression())
      return raiseAt(a, "only single target (not tuple) can be annotated");
  }
  lookahead.restart();
  if (Expr *a = expression(); a && eat(Tok::Colon) && expression())
    return raiseAt(a, "illegal target for annotation");
  lookahead.restart();
  int afterTargets = mark;
  while (starTargets() && eat(Tok::Equal))
    afterTargets = mark;
  mark = afterTargets;
  if (Expr *a = starExpressions(); a && eat(Tok::Equal))
    return raiseInvalidTarget(a, Targets::Star);
  mark = afterTargets;
  if (Expr *a = yieldExpression(); a && eat(Tok::Equal))
    return raiseAt(a, "assignment to yield expression not possible");
  lookahead.restart();
  Expr *a = starExpressions();
  if (!a || kind() < Tok::PlusEqual || kind() > Tok::DoubleSlashEqual)
    return;
  ++mark;
  if (yieldOrStarExpressions())
    raiseAt(a, "'" + describe(a) + "' is an illegal expression for augmented assignment");
}

void Parser::invalidDelete() {
  Lookahead lookahead(*this);
  if (eat(Tok::Del))
    if (Expr *a = starExpressions())
      raiseInvalidTarget(a, Targets::Del);
}

void Parser::invalidImportTargets() {
  Lookahead lookahead(*this);
  llvm::SmallVector<Alias *, 4> names;
  if (importNames(names) && eat(Tok::Comma) && eat(Tok::Newline))
    raiseHere("trailing comma not allowed without surrounding parentheses");
}

//===----------------------------------------------------------------------===//
// Blocks and their headers
//===----------------------------------------------------------------------===//

void Parser::invalidBlock() {
  Lookahead lookahead(*this);
  if (eat(Tok::Newline) && !at(Tok::Indent))
    raiseHere("expected an indented block", "IndentationError");
}

void Parser::invalidBlockAfter(const llvm::Twine &what, int keyword) {
  if (eat(Tok::Newline) && !at(Tok::Indent))
    raiseHere("expected an indented block after " + what + " on line " + llvm::Twine(tokens[keyword].line),
              "IndentationError");
}

void Parser::invalidHeaderEnd(const llvm::Twine &what, int keyword, bool wantColon) {
  if (wantColon && eat(Tok::Newline))
    return raiseHere("expected ':'");
  if (eat(Tok::Colon))
    invalidBlockAfter(what, keyword);
}

void Parser::invalidIf(llvm::StringRef keyword) { // 'if', 'elif' or 'while'
  Lookahead lookahead(*this);
  int start = mark++;
  if (namedExpression())
    invalidHeaderEnd("'" + keyword + "' statement", start);
}

void Parser::invalidFor() {
  Lookahead lookahead(*this);
  eat(Tok::Async);
  int start = mark;
  if (eat(Tok::For) && starTargets() && eat(Tok::In) && starExpressions())
    invalidHeaderEnd("'for' statement", start);
}

// ','.(expression ['as' star_target])+, or '(' ','.(expressions ['as' star_target])+ [','] ')'
bool Parser::withHeads(bool parenthesized) {
  if (parenthesized && !eat(Tok::LeftParen))
    return false;
  int end = mark;
  bool any = false;
  while (parenthesized ? expressions() : expression()) {
    any = true;
    end = mark;
    if (eat(Tok::As) && starTarget())
      end = mark;
    mark = end;
    if (!eat(Tok::Comma))
      break;
  }
  mark = end;
  if (!any || !parenthesized)
    return any;
  eat(Tok::Comma);
  return eat(Tok::RightParen);
}

void Parser::invalidWithIndent() {
  Lookahead lookahead(*this);
  for (bool parenthesized : {false, true}) {
    lookahead.restart();
    eat(Tok::Async);
    int start = mark;
    if (eat(Tok::With) && withHeads(parenthesized))
      invalidHeaderEnd("'with' statement", start, /*wantColon=*/false);
  }
}

void Parser::invalidWith() {
  Lookahead lookahead(*this);
  for (bool parenthesized : {false, true}) {
    lookahead.restart();
    eat(Tok::Async);
    if (eat(Tok::With) && withHeads(parenthesized) && eat(Tok::Newline))
      return raiseHere("expected ':'");
  }
}

void Parser::invalidWithItem() {
  Lookahead lookahead(*this);
  if (!expression() || !eat(Tok::As))
    return;
  Expr *a = expression();
  if (a && (at(Tok::Comma) || at(Tok::RightParen) || at(Tok::Colon)))
    raiseInvalidTarget(a, Targets::Star);
}

void Parser::invalidTry() {
  Lookahead lookahead(*this);
  int start = mark++;
  Seq<Stmt> body;
  if (!eat(Tok::Colon))
    return;
  int afterColon = mark;
  invalidBlockAfter("'try' statement", start);
  mark = afterColon;
  if (block(body) && !at(Tok::Except) && !at(Tok::Finally))
    return raiseHere("expected 'except' or 'finally' block");
  for (bool star : {false, true}) {
    mark = afterColon;
    int save = mark;
    while (block(body))
      save = mark;
    mark = save;
    bool any = false;
    while (at(Tok::Except)) {
      save = mark;
      if (!exceptBlock(star)) {
        mark = save;
        break;
      }
      any = true;
    }
    if (!any || !at(Tok::Except))
      continue;
    const Token &except = tokens[mark++], &second = tokens[mark];
    if (!star) {
      if (eat(Tok::Star) && expression() && optionalAsName() && eat(Tok::Colon))
        return raise("SyntaxError", "cannot have both 'except' and 'except*' on the same 'try'", except.line,
                     except.column, second.endLine, second.endColumn);
    } else {
      int afterExcept = mark;
      if (!expression() || !optionalAsName())
        mark = afterExcept;
      if (eat(Tok::Colon))
        return raiseAt(except, "cannot have both 'except' and 'except*' on the same 'try'");
    }
  }
}

bool Parser::optionalAsName() {
  if (at(Tok::As) && nextIs(Tok::Name))
    mark += 2;
  return true;
}

void Parser::invalidExceptIndent(bool star) {
  Lookahead lookahead(*this);
  int start = mark++;
  if (star) {
    if (eat(Tok::Star) && expression() && optionalAsName())
      invalidHeaderEnd("'except*' statement", start, /*wantColon=*/false);
    return;
  }
  if (!at(Tok::Colon) && !(expression() && optionalAsName()))
    return;
  invalidHeaderEnd("'except' statement", start, /*wantColon=*/false);
}

void Parser::invalidExcept(bool) {
  Lookahead lookahead(*this);
  int start = mark;
  auto typeBehindStar = [&] {
    mark = start + 1;
    eat(Tok::Star);
    return expression();
  };
  if (Expr *a = typeBehindStar(); a && eat(Tok::Comma) && expressions() && optionalAsName() && eat(Tok::Colon))
    return raiseFrom(a->lineno, a->colOffset, "multiple exception types must be parenthesized");
  if (typeBehindStar() && optionalAsName() && eat(Tok::Newline))
    return raiseHere("expected ':'");
  mark = start + 1;
  if (eat(Tok::Newline))
    return raiseHere("expected ':'");
  if (eat(Tok::Star) && (at(Tok::Newline) || at(Tok::Colon)))
    raiseHere("expected one or more exception types");
}

void Parser::invalidDef() {
  Lookahead lookahead(*this);
  eat(Tok::Async);
  int start = mark;
  if (!eat(Tok::Def) || !eat(Tok::Name) || !eat(Tok::LeftParen))
    return;
  int afterParen = mark;
  if (!parameters(ofDef))
    mark = afterParen;
  if (!eat(Tok::RightParen) || (eat(Tok::Arrow) && !expression()))
    return;
  invalidHeaderEnd("function definition", start, /*wantColon=*/false);
}

void Parser::invalidClass() {
  Lookahead lookahead(*this);
  int start = mark++;
  if (!eat(Tok::Name))
    return;
  if (eat(Tok::LeftParen)) {
    CallArguments call;
    int save = mark;
    if (!arguments(call))
      mark = save;
    if (!eat(Tok::RightParen))
      return;
  }
  invalidHeaderEnd("class definition", start);
}

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

void Parser::invalidMatch() {
  Lookahead lookahead(*this);
  int start = mark++;
  if (subject())
    invalidHeaderEnd("'match' statement", start);
}

void Parser::invalidCase() {
  Lookahead lookahead(*this);
  int start = mark++;
  if (!patterns())
    return;
  int save = mark;
  if (eat(Tok::If) && !namedExpression())
    mark = save;
  invalidHeaderEnd("'case' statement", start);
}

void Parser::invalidAsPattern() {
  Lookahead lookahead(*this);
  if (!orPattern() || !eat(Tok::As))
    return;
  if (atName("_"))
    return raiseAt(tokens[mark], "cannot use '_' as a target");
  if (at(Tok::Name))
    return;
  if (Expr *a = expression())
    raiseAt(a, "invalid pattern target");
}

// [positional_patterns ','] keyword_patterns ',' positional_patterns, behind the parenthesis
void Parser::invalidClassPattern() {
  Lookahead lookahead(*this);
  llvm::SmallVector<Pattern *, 4> positional, named;
  llvm::SmallVector<Identifier, 4> names;
  int start = mark;
  if (!positionalPatterns(positional) || !eat(Tok::Comma))
    mark = start;
  positional.clear();
  if (keywordPatterns(names, named) && eat(Tok::Comma) && positionalPatterns(positional))
    raiseRange(positional.front(), positional.back(), "positional patterns follow keyword patterns");
}
