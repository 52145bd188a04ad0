//===- ParserErrorsParameters.cpp - wrong parameters of def and lambda -------===//
//
// The rules of CPython's grammar for parameters, which ParserFunctions.cpp reads in
// one loop, are needed here one by one.
//
//===----------------------------------------------------------------------===//

#include "frontend/ParserImpl.h"

using namespace np2gpu;
using namespace np2gpu::ast;

Arg *Parser::parameterWith(ParameterStyle style, Default withDefault) {
  int start = mark;
  Arg *arg = parameter(style);
  if (arg && withDefault != Default::No) {
    int save = mark;
    if (!defaultValue()) {
      mark = save;
      if (withDefault == Default::Yes)
        arg = nullptr;
    }
  }
  if (arg && parameterEnd(style))
    return arg;
  mark = start;
  return nullptr;
}

int Parser::parametersWith(ParameterStyle style, Default withDefault) {
  int count = 0;
  while (parameterWith(style, withDefault))
    ++count;
  return count;
}

bool Parser::slashWithoutDefault(ParameterStyle style) {
  int start = mark;
  if (parametersWith(style, Default::No) && eat(Tok::Slash) && parameterEnd(style))
    return true;
  mark = start;
  return false;
}

bool Parser::slashWithDefault(ParameterStyle style) {
  int start = mark;
  parametersWith(style, Default::No);
  if (parametersWith(style, Default::Yes) && eat(Tok::Slash) && parameterEnd(style))
    return true;
  mark = start;
  return false;
}

void Parser::invalidParameters(ParameterStyle style) {
  Lookahead lookahead(*this);
  parametersWith(style, Default::No);
  int afterNames = mark;
  if (slashWithDefault(style) || parametersWith(style, Default::Yes))
    if (Arg *a = parameterWith(style, Default::No))
      return raiseAt(a, "non-default argument follows default argument");
  mark = afterNames;
  if (at(Tok::LeftParen)) {
    const Token &a = tokens[mark++];
    bool any;
    if (style.annotations) {
      any = parametersWith(style, Default::No);
    } else {
      any = parameter(style);
      for (int save = mark; any && eat(Tok::Comma); save = mark)
        if (!parameter(style)) {
          mark = save;
          break;
        }
    }
    if (any) {
      eat(Tok::Comma);
      const Token &b = tokens[mark];
      if (eat(Tok::RightParen))
        return raise("SyntaxError",
                     (style.annotations ? "Function parameters" : "Lambda expression parameters") +
                         llvm::Twine(" cannot be parenthesized"),
                     a.line, a.column, b.endLine, b.endColumn);
    }
  }
  lookahead.restart();
  if (at(Tok::Slash) && nextIs(Tok::Comma))
    return raiseAt(tokens[mark], "at least one argument must precede /");
  bool slash = slashWithoutDefault(style) || slashWithDefault(style);
  if (slash) {
    parametersWith(style, Default::Maybe);
    if (at(Tok::Slash))
      return raiseAt(tokens[mark], "/ may appear only once");
  }
  lookahead.restart();
  if (!slashWithoutDefault(style))
    slashWithDefault(style);
  parametersWith(style, Default::Maybe);
  if (eat(Tok::Star) && (eat(Tok::Comma) || parameterWith(style, Default::No))) {
    parametersWith(style, Default::Maybe);
    if (at(Tok::Slash))
      return raiseAt(tokens[mark], "/ must be ahead of *");
  }
  lookahead.restart();
  if (parametersWith(style, Default::Maybe) && eat(Tok::Slash) && at(Tok::Star))
    raiseAt(tokens[mark], "expected comma between / and *");
}

void Parser::invalidStarEtc(ParameterStyle style) {
  Lookahead lookahead(*this);
  if (!at(Tok::Star))
    return;
  const Token &star = tokens[mark++];
  int afterStar = mark;
  if (at(style.closer) || (eat(Tok::Comma) && (at(style.closer) || at(Tok::DoubleStar)))) {
    if (style.annotations)
      return raiseAt(star, "named arguments must follow bare *");
    return raiseHere("named arguments must follow bare *");
  }
  mark = afterStar;
  if (parameter(style) && at(Tok::Equal))
    return raiseAt(tokens[mark], "var-positional argument cannot have default value");
  mark = afterStar;
  if (!parameterWith(style, Default::No) && !eat(Tok::Comma))
    return;
  parametersWith(style, Default::Maybe);
  const Token &second = tokens[mark];
  if (eat(Tok::Star) && (parameterWith(style, Default::No) || eat(Tok::Comma)))
    raiseAt(second, "* argument may appear only once");
}

void Parser::invalidKwds(ParameterStyle style) {
  Lookahead lookahead(*this);
  if (!eat(Tok::DoubleStar) || !parameter(style))
    return;
  if (at(Tok::Equal))
    return raiseAt(tokens[mark], "var-keyword argument cannot have default value");
  if (!eat(Tok::Comma))
    return;
  if (Arg *a = parameter(style))
    return raiseAt(a, "arguments cannot follow var-keyword argument");
  if (at(Tok::Star) || at(Tok::DoubleStar) || at(Tok::Slash))
    raiseAt(tokens[mark], "arguments cannot follow var-keyword argument");
}

void Parser::invalidDefault() {
  if (nextIs(Tok::RightParen) || nextIs(Tok::Comma))
    raiseAt(tokens[mark], "expected default value expression");
}
