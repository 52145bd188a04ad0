//===- ParserFunctions.cpp - def, class, lambda and their parameters --------===//

#include "frontend/ParserImpl.h"

using namespace np2gpu;
using namespace np2gpu::ast;

// decorators: ('@' named_expression NEWLINE)+, then a function or a class
Stmt *Parser::decorated() {
  llvm::SmallVector<Expr *, 4> decorators;
  while (eat(Tok::At)) {
    Expr *decorator = namedExpression();
    if (!decorator || !eat(Tok::Newline))
      return nullptr;
    decorators.push_back(decorator);
  }
  return at(Tok::Class) ? classDefinition(copy(decorators)) : functionDefinition(copy(decorators));
}

// ['async'] 'def' NAME &&'(' [params] ')' ['->' expression] &&':' block
Stmt *Parser::functionDefinition(Seq<Expr> decorators) {
  int start = mark;
  if (invalidRules)
    invalidDef();
  bool isAsync = eat(Tok::Async);
  if (!eat(Tok::Def) || !at(Tok::Name))
    return nullptr;
  Identifier name = identifier(tokens[mark++]);
  Seq<TypeParam> typeParams;
  if (input.newerSyntax && at(Tok::LeftBracket) && !typeParameters(typeParams))
    return nullptr;
  if (!force(Tok::LeftParen))
    return nullptr;
  int afterParen = mark;
  Arguments *args = parameters(ofDef);
  if (!args) {
    mark = afterParen;
    args = ast.make<Arguments>();
  }
  if (!eat(Tok::RightParen))
    return nullptr;
  Expr *returns = nullptr;
  int save = mark;
  if (eat(Tok::Arrow) && !(returns = expression()))
    mark = save;
  Seq<Stmt> body;
  if (!force(Tok::Colon) || !block(body))
    return nullptr;
  if (isAsync)
    return make<AsyncFunctionDef>(start, name, args, body, decorators, returns, typeParams);
  return make<FunctionDef>(start, name, args, body, decorators, returns, typeParams);
}

// 'class' NAME ['(' [arguments] ')'] ':' block
Stmt *Parser::classDefinition(Seq<Expr> decorators) {
  int start = mark;
  if (invalidRules)
    invalidClass();
  ++mark;
  if (!at(Tok::Name))
    return nullptr;
  Identifier name = identifier(tokens[mark++]);
  Seq<TypeParam> typeParams;
  if (input.newerSyntax && at(Tok::LeftBracket) && !typeParameters(typeParams))
    return nullptr;
  CallArguments call;
  if (eat(Tok::LeftParen)) {
    int save = mark;
    if (inOrder) {
      if (!arguments(call))
        mark = save;
    } else if (args(call)) {
      eat(Tok::Comma);
    } else {
      mark = save;
    }
    if (!eat(Tok::RightParen))
      return nullptr;
  }
  Seq<Stmt> body;
  if (!eat(Tok::Colon) || !block(body))
    return nullptr;
  return make<ClassDef>(start, name, copy(call.args), copy(call.keywords), body, decorators, typeParams);
}

// type_params: '[' ','.type_param+ [','] ']'   (3.12)
bool Parser::typeParameters(Seq<TypeParam> &out) {
  ++mark;
  llvm::SmallVector<TypeParam *, 4> list;
  do {
    if (at(Tok::RightBracket))
      break;
    TypeParam *parameter = typeParameter();
    if (!parameter)
      return false;
    list.push_back(parameter);
  } while (eat(Tok::Comma));
  out = copy(list);
  return !list.empty() && eat(Tok::RightBracket);
}

// type_param: NAME [':' expression] ['=' expression] | '*' NAME ['=' star_expression] | '**' NAME ['=' expression]
TypeParam *Parser::typeParameter() {
  int start = mark;
  Tok star = kind();
  if (star == Tok::Star || star == Tok::DoubleStar)
    ++mark;
  if (!at(Tok::Name))
    return nullptr;
  Identifier name = identifier(tokens[mark++]);
  Expr *bound = nullptr, *defaultType = nullptr;
  if (star == Tok::Name && eat(Tok::Colon) && !(bound = expression()))
    return nullptr;
  if (eat(Tok::Equal) && !(defaultType = star == Tok::Star ? starExpression() : expression()))
    return nullptr;
  if (star == Tok::Star)
    return make<TypeVarTuple>(start, name, defaultType);
  if (star == Tok::DoubleStar)
    return make<ParamSpec>(start, name, defaultType);
  return make<TypeVar>(start, name, bound, defaultType);
}

// lambdef: 'lambda' [lambda_params] ':' expression
Expr *Parser::lambda() {
  Depth guard(*this);
  int start = mark++;
  Arguments *args = parameters(ofLambda);
  if (!args) {
    mark = start + 1;
    args = ast.make<Arguments>();
  }
  if (!eat(Tok::Colon))
    return nullptr;
  Expr *body = expression();
  return body ? make<Lambda>(start, args, body) : nullptr;
}

// param: NAME [':' expression]   (no annotation in a lambda; `*args` may have a starred one)
Arg *Parser::parameter(ParameterStyle style, bool starAnnotation) {
  int start = mark;
  if (!eat(Tok::Name))
    return nullptr;
  Expr *annotation = nullptr;
  int save = mark;
  if (style.annotations && eat(Tok::Colon) && !(annotation = starAnnotation ? starExpression() : expression()))
    mark = save;
  return make<Arg>(start, identifier(tokens[start]), annotation);
}

/// A parameter ends with its comma, or before the token that ends the list.
bool Parser::parameterEnd(ParameterStyle style) { return eat(Tok::Comma) || at(style.closer); }

// default: '=' expression | invalid_default
Expr *Parser::defaultValue() {
  int start = mark;
  if (!eat(Tok::Equal))
    return nullptr;
  if (Expr *value = expression())
    return value;
  mark = start;
  if (invalidRules)
    invalidDefault();
  return nullptr;
}

/// parameters: names, then names with defaults, one '/' behind one of them, '*' with its names, '**'.
Arguments *Parser::parameters(ParameterStyle style) {
  int start = mark;
  if (invalidRules)
    invalidParameters(style);
  llvm::SmallVector<Arg *, 8> positional, named;
  llvm::SmallVector<Expr *, 8> defaults, namedDefaults;
  Seq<Arg> positionalOnly;
  Arg *vararg = nullptr, *kwarg = nullptr;
  int end = mark; // behind the last complete parameter
  bool seenSlash = false;

  for (;; end = mark) {
    if (at(Tok::Slash) && !seenSlash && !positional.empty()) {
      ++mark;
      if (!parameterEnd(style))
        break;
      seenSlash = true;
      positionalOnly = copy(positional);
      positional.clear();
      continue;
    }
    Arg *arg = parameter(style);
    if (!arg)
      break;
    Expr *value = at(Tok::Equal) ? defaultValue() : nullptr;
    if ((!value && !defaults.empty()) || !parameterEnd(style))
      break;
    positional.push_back(arg);
    if (value)
      defaults.push_back(value);
  }
  mark = end;
  if (invalidRules)
    invalidStarEtc(style);
  if (eat(Tok::Star)) {
    bool ok;
    if (eat(Tok::Comma))
      ok = true;
    else
      ok = (vararg = parameter(style, /*starAnnotation=*/style.annotations)) && parameterEnd(style);
    if (ok) {
      int afterNames = mark;
      while (Arg *arg = parameter(style)) {
        Expr *value = at(Tok::Equal) ? defaultValue() : nullptr;
        if (!parameterEnd(style))
          break;
        named.push_back(arg);
        namedDefaults.push_back(value);
        afterNames = mark;
      }
      mark = afterNames;
      ok = vararg || !named.empty();
    }
    if (ok) {
      end = mark;
    } else {
      vararg = nullptr;
      mark = end;
    }
  }
  if (invalidRules)
    invalidKwds(style);
  if (eat(Tok::DoubleStar) && (kwarg = parameter(style)) && parameterEnd(style)) {
    end = mark;
  } else {
    kwarg = nullptr;
    mark = end;
  }
  if (end == start)
    return nullptr;
  return make<Arguments>(start, positionalOnly, copy(positional), vararg, copy(named), copy(namedDefaults), kwarg,
                         copy(defaults));
}
