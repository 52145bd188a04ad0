//===- ParserStatements.cpp - statements of one line ------------------------===//

#include "frontend/ParserImpl.h"

using namespace np2gpu;
using namespace np2gpu::ast;

bool Parser::statements(Body &out) {
  while (statement(out)) {
  }
  return !out.empty();
}

bool Parser::statement(Body &out) {
  switch (kind()) {
  case Tok::EndMarker:
  case Tok::Dedent:
  case Tok::Error:
    return false;
  default:
    break;
  }
  Depth guard(*this);
  int start = mark;
  if (Stmt *compound = compoundStatement()) {
    out.push_back(compound);
    return true;
  }
  mark = start;
  if (simpleStatements(out))
    return true;
  mark = start;
  return false;
}

// simple_stmts: ';'.simple_stmt+ [';'] NEWLINE
bool Parser::simpleStatements(Body &out) {
  size_t before = out.size();
  do {
    Stmt *simple = simpleStatement();
    if (!simple) {
      out.truncate(before);
      return false;
    }
    out.push_back(simple);
  } while (eat(Tok::Semicolon) && !at(Tok::Newline));
  if (eat(Tok::Newline))
    return true;
  out.truncate(before);
  return false;
}

Stmt *Parser::simpleStatement() {
  int start = mark;
  switch (kind()) {
  case Tok::Return: {
    int save = ++mark;
    Expr *value = starExpressions();
    if (!value)
      mark = save;
    return make<Return>(start, value);
  }
  case Tok::Import:
    return import();
  case Tok::From:
    return importFrom();
  case Tok::Raise: {
    int save = ++mark;
    Expr *exc = expression(), *cause = nullptr;
    if (!exc)
      mark = save;
    save = mark;
    if (exc && eat(Tok::From) && !(cause = expression()))
      mark = save;
    return make<Raise>(start, exc, cause);
  }
  case Tok::Pass:
    ++mark;
    return make<Pass>(start);
  case Tok::Break:
    ++mark;
    return make<Break>(start);
  case Tok::Continue:
    ++mark;
    return make<Continue>(start);
  case Tok::Del: {
    ++mark;
    llvm::SmallVector<Expr *, 4> targets;
    if (delTargets(targets) && (at(Tok::Semicolon) || at(Tok::Newline)))
      return make<Delete>(start, copy(targets));
    mark = start;
    if (invalidRules)
      invalidDelete();
    return nullptr;
  }
  case Tok::Assert: {
    ++mark;
    Expr *test = expression(), *message = nullptr;
    if (!test)
      return nullptr;
    int save = mark;
    if (eat(Tok::Comma) && !(message = expression()))
      mark = save;
    return make<Assert>(start, test, message);
  }
  case Tok::Global:
    return nameList<Global>();
  case Tok::Nonlocal:
    return nameList<Nonlocal>();
  default:
    break;
  }
  if (inOrder) {
    if (Stmt *assign = assignment())
      return assign;
    mark = start;
    Expr *value = yieldOrStarExpressions();
    return value ? make<ExprStmt>(start, value) : nullptr;
  }
  if (input.newerSyntax && atName("type") && nextIs(Tok::Name)) {
    if (Stmt *alias = typeAlias())
      return alias;
    mark = start;
  }
  return expressionStatement();
}

template <typename T> Stmt *Parser::nameList() {
  int start = mark++;
  llvm::SmallVector<Identifier, 4> names;
  int save = mark;
  while (at(Tok::Name)) {
    names.push_back(identifier(tokens[mark++]));
    save = mark;
    if (!eat(Tok::Comma))
      break;
  }
  mark = save;
  return names.empty() ? nullptr : make<T>(start, copy(names));
}

static std::optional<Operator> augmentedOperator(Tok kind) {
  if (kind < Tok::PlusEqual || kind > Tok::DoubleSlashEqual)
    return std::nullopt;
  return Operator(int(kind) - int(Tok::PlusEqual));
}

/// An expression, or one of the assignments, which the token behind the first expression tells.
Stmt *Parser::expressionStatement() {
  int start = mark;
  Expr *value = yieldOrStarExpressions();
  if (!value)
    return nullptr;
  if (at(Tok::Equal)) {
    llvm::SmallVector<Expr *, 2> targets;
    while (eat(Tok::Equal)) {
      if (!makeTarget(value, ExprContext::Store))
        return nullptr;
      targets.push_back(value);
      value = yieldOrStarExpressions();
      if (!value)
        return nullptr;
    }
    return make<Assign>(start, copy(targets), value);
  }
  if (at(Tok::Colon) && isSingleTarget(value)) {
    bool simple = llvm::isa<Name>(value) && !isParenthesized(value, start);
    return annotatedAssignment(start, value, simple);
  }
  if (auto op = augmentedOperator(kind())) {
    if (!isSingleTarget(value))
      return nullptr;
    makeTarget(value, ExprContext::Store);
    ++mark;
    Expr *operand = yieldOrStarExpressions();
    return operand ? make<AugAssign>(start, value, *op, operand) : nullptr;
  }
  return make<ExprStmt>(start, value);
}

// ... ':' expression ['=' annotated_rhs]
Stmt *Parser::annotatedAssignment(int start, Expr *target, bool simple) {
  if (!eat(Tok::Colon))
    return nullptr;
  Expr *annotation = expression();
  if (!annotation)
    return nullptr;
  makeTarget(target, ExprContext::Store);
  Expr *value = nullptr;
  int save = mark;
  if (eat(Tok::Equal) && !(value = yieldOrStarExpressions()))
    mark = save;
  return make<AnnAssign>(start, target, annotation, value, simple);
}

/// The assignments in the order of CPython's alternatives.
Stmt *Parser::assignment() {
  int start = mark;
  if (at(Tok::Name) && nextIs(Tok::Colon)) {
    Expr *target = name();
    if (Stmt *assign = annotatedAssignment(start, target, /*simple=*/true))
      return assign;
    mark = start;
  }
  Expr *single = primary();
  int afterSingle = mark;
  if (single && !isSingleTarget(single))
    single = nullptr;
  if (single && at(Tok::Colon) && (!llvm::isa<Name>(single) || isParenthesized(single, start)))
    if (Stmt *assign = annotatedAssignment(start, single, /*simple=*/false))
      return assign;
  mark = start;
  llvm::SmallVector<Expr *, 2> targets;
  int save = mark;
  while (Expr *target = starTargets()) {
    if (!eat(Tok::Equal))
      break;
    targets.push_back(target);
    save = mark;
  }
  mark = save;
  if (!targets.empty())
    if (Expr *value = yieldOrStarExpressions(); value && !at(Tok::Equal))
      return make<Assign>(start, copy(targets), value);
  mark = afterSingle;
  if (auto op = single ? augmentedOperator(kind()) : std::nullopt) {
    ++mark;
    Expr *value = yieldOrStarExpressions();
    return value ? make<AugAssign>(start, single, *op, value) : nullptr;
  }
  mark = start;
  if (invalidRules)
    invalidAssignment();
  return nullptr;
}

// dotted_name: NAME ('.' NAME)*
Identifier Parser::dottedName() {
  if (!at(Tok::Name))
    return "";
  Identifier first = identifier(tokens[mark++]);
  if (!at(Tok::Dot))
    return first;
  std::string path = first.str();
  while (at(Tok::Dot) && nextIs(Tok::Name)) {
    path += ("." + identifier(tokens[mark + 1])).str();
    mark += 2;
  }
  return ast.copy(llvm::StringRef(path));
}

// 'import' ','.(dotted_name ['as' NAME])+
Stmt *Parser::import() {
  int start = mark++;
  llvm::SmallVector<Alias *, 4> names;
  int save = mark;
  for (;;) {
    int first = mark;
    Identifier path = dottedName(), asname;
    if (path.empty())
      break;
    if (at(Tok::As) && nextIs(Tok::Name)) {
      mark += 2;
      asname = identifier(tokens[mark - 1]);
    }
    names.push_back(make<Alias>(first, path, asname));
    save = mark;
    if (!eat(Tok::Comma))
      break;
  }
  mark = save;
  return names.empty() ? nullptr : make<Import>(start, copy(names));
}

// 'from' ('.' | '...')* dotted_name 'import' targets | 'from' ('.' | '...')+ 'import' targets
Stmt *Parser::importFrom() {
  int start = mark++;
  int level = 0;
  for (; at(Tok::Dot) || at(Tok::Ellipsis); ++mark)
    level += at(Tok::Dot) ? 1 : 3;
  Identifier module = dottedName();
  llvm::SmallVector<Alias *, 8> names;
  if ((module.empty() && level == 0) || !eat(Tok::Import) || !importTargets(names))
    return nullptr;
  return make<ImportFrom>(start, module, copy(names), level);
}

// import_from_targets: '(' names [','] ')' | names !',' | '*' | invalid_import_from_targets
bool Parser::importTargets(llvm::SmallVectorImpl<Alias *> &out) {
  int start = mark;
  if (eat(Tok::LeftParen)) {
    if (!importNames(out))
      return false;
    eat(Tok::Comma);
    return eat(Tok::RightParen);
  }
  if (importNames(out) && !at(Tok::Comma))
    return true;
  out.clear();
  mark = start;
  if (eat(Tok::Star)) {
    out.push_back(make<Alias>(start, Identifier("*"), Identifier()));
    return true;
  }
  if (invalidRules)
    invalidImportTargets();
  return false;
}

// ','.(NAME ['as' NAME])+
bool Parser::importNames(llvm::SmallVectorImpl<Alias *> &out) {
  int save = mark;
  while (at(Tok::Name)) {
    int first = mark++;
    Identifier asname;
    if (at(Tok::As) && nextIs(Tok::Name)) {
      mark += 2;
      asname = identifier(tokens[mark - 1]);
    }
    out.push_back(make<Alias>(first, identifier(tokens[first]), asname));
    save = mark;
    if (!eat(Tok::Comma))
      break;
  }
  mark = save;
  return !out.empty();
}

// 'type' NAME [type_params] '=' expression   (3.12)
Stmt *Parser::typeAlias() {
  int start = mark++;
  Expr *alias = name(ExprContext::Store);
  Seq<TypeParam> parameters;
  if ((at(Tok::LeftBracket) && !typeParameters(parameters)) || !eat(Tok::Equal))
    return nullptr;
  Expr *value = expression();
  return value ? make<TypeAlias>(start, alias, parameters, value) : nullptr;
}
