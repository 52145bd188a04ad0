//===- ParserCompound.cpp - if, while, for, with, try -----------------------===//

#include "frontend/ParserImpl.h"

using namespace np2gpu;
using namespace np2gpu::ast;

Stmt *Parser::compoundStatement() {
  switch (kind()) {
  case Tok::At:
    return decorated();
  case Tok::Def:
    return functionDefinition({});
  case Tok::Class:
    return classDefinition({});
  case Tok::If:
    return ifStatement();
  case Tok::While:
    return whileStatement();
  case Tok::For:
    return forStatement();
  case Tok::With:
    return withStatement();
  case Tok::Try:
    return tryStatement();
  case Tok::Async: {
    int start = mark;
    for (auto rule : {+[](Parser &p) { return p.functionDefinition({}); }, +[](Parser &p) { return p.withStatement(); },
                      +[](Parser &p) { return p.forStatement(); }}) {
      mark = start;
      if (Stmt *stmt = rule(*this))
        return stmt;
    }
    return nullptr;
  }
  case Tok::Name:
    return atName("match") ? matchStatement() : nullptr;
  default:
    return nullptr;
  }
}

// block: NEWLINE INDENT statements DEDENT | simple_stmts | invalid_block
bool Parser::block(Seq<Stmt> &out) {
  std::pair key(mark, int(Rule::Block));
  if (inOrder)
    if (auto it = memos.find(key); it != memos.end()) {
      mark = it->second.end;
      out = Seq<Stmt>(static_cast<Stmt *const *>(it->second.data), it->second.size);
      return it->second.data;
    }
  int start = mark;
  Body body;
  bool ok = false;
  if (eat(Tok::Newline)) {
    ok = eat(Tok::Indent) && statements(body) && eat(Tok::Dedent);
  } else {
    ok = simpleStatements(body);
  }
  if (!ok) {
    mark = start;
    if (invalidRules)
      invalidBlock();
  }
  out = ok ? copy(body) : Seq<Stmt>();
  if (inOrder && !error)
    memos[key] = {ok ? out.data() : nullptr, out.size(), mark};
  return ok;
}

// if_stmt and elif_stmt: ('if' | 'elif') named_expression ':' block [elif_stmt | else_block]
Stmt *Parser::ifStatement() {
  Depth guard(*this);
  int start = mark;
  if (invalidRules)
    invalidIf(at(Tok::If) ? "if" : "elif");
  ++mark;
  Expr *test = namedExpression();
  Seq<Stmt> body, orelse;
  if (!test || !eat(Tok::Colon) || !block(body))
    return nullptr;
  if (at(Tok::Elif)) {
    Stmt *elif = ifStatement();
    if (!elif)
      return nullptr;
    orelse = ast.copy(llvm::ArrayRef<Stmt *>(elif));
  } else if (!elseBlock(orelse)) {
    return nullptr;
  }
  return make<If>(start, test, body, orelse);
}

/// else_block, if there is one: 'else' &&':' block. False if there is a wrong one.
bool Parser::elseBlock(Seq<Stmt> &out) {
  if (!at(Tok::Else))
    return true;
  if (invalidRules) {
    int start = mark++;
    if (eat(Tok::Colon))
      invalidBlockAfter("'else' statement", start);
    mark = start;
  }
  ++mark;
  return force(Tok::Colon) && block(out);
}

Stmt *Parser::whileStatement() {
  int start = mark;
  if (invalidRules)
    invalidIf("while");
  ++mark;
  Expr *test = namedExpression();
  Seq<Stmt> body, orelse;
  if (!test || !eat(Tok::Colon) || !block(body) || !elseBlock(orelse))
    return nullptr;
  return make<While>(start, test, body, orelse);
}

// for_stmt: ['async'] 'for' star_targets 'in' ~ star_expressions ':' block [else_block] | invalid_for_target
Stmt *Parser::forStatement() {
  int start = mark;
  if (invalidRules)
    invalidFor();
  bool isAsync = eat(Tok::Async);
  if (!eat(Tok::For))
    return nullptr;
  Expr *target = starTargets();
  if (!target || !eat(Tok::In)) {
    mark = start;
    if (invalidRules)
      invalidForTarget();
    return nullptr;
  }
  Expr *iter = starExpressions();
  Seq<Stmt> body, orelse;
  if (!iter || !eat(Tok::Colon) || !block(body) || !elseBlock(orelse))
    return nullptr;
  if (isAsync)
    return make<AsyncFor>(start, target, iter, body, orelse);
  return make<For>(start, target, iter, body, orelse);
}

// with_stmt: ['async'] 'with' ('(' ','.with_item+ [','] ')' | ','.with_item+) ':' block
Stmt *Parser::withStatement() {
  int start = mark;
  if (invalidRules)
    invalidWithIndent();
  bool isAsync = eat(Tok::Async);
  if (!eat(Tok::With))
    return nullptr;
  int afterWith = mark;
  llvm::SmallVector<WithItem *, 4> items;
  Seq<Stmt> body;
  auto finish = [&]() -> Stmt * {
    if (isAsync)
      return make<AsyncWith>(start, copy(items), body);
    return make<With>(start, copy(items), body);
  };
  if (eat(Tok::LeftParen) && withItems(items)) {
    eat(Tok::Comma);
    if (eat(Tok::RightParen) && eat(Tok::Colon) && block(body))
      return finish();
  }
  mark = afterWith;
  items.clear();
  if (withItems(items) && eat(Tok::Colon) && block(body))
    return finish();
  mark = start;
  if (invalidRules)
    invalidWith();
  return nullptr;
}

bool Parser::withItems(llvm::SmallVectorImpl<WithItem *> &out) {
  int save = mark;
  while (WithItem *item = withItem()) {
    out.push_back(item);
    save = mark;
    if (!eat(Tok::Comma))
      break;
  }
  mark = save;
  return !out.empty();
}

// with_item: expression 'as' star_target &(',' | ')' | ':') | invalid_with_item | expression
WithItem *Parser::withItem() {
  int start = mark;
  Expr *context = expression();
  if (!context)
    return nullptr;
  int afterContext = mark;
  if (eat(Tok::As)) {
    Expr *target = starTarget();
    if (target && (at(Tok::Comma) || at(Tok::RightParen) || at(Tok::Colon)))
      return make<WithItem>(start, context, target);
  }
  if (invalidRules) {
    mark = start;
    invalidWithItem();
  }
  mark = afterContext;
  return make<WithItem>(start, context, static_cast<Expr *>(nullptr));
}

// try_stmt: 'try' &&':' block (finally_block | (except_block+ | except_star_block+) [else_block] [finally_block])
Stmt *Parser::tryStatement() {
  int start = mark;
  if (invalidRules)
    invalidTry();
  ++mark;
  Seq<Stmt> body, orelse, finalbody;
  if (!force(Tok::Colon) || !block(body))
    return nullptr;
  if (at(Tok::Finally)) {
    if (!finallyBlock(finalbody))
      return nullptr;
    return make<Try>(start, body, Seq<ExceptHandler>(), orelse, finalbody);
  }
  llvm::SmallVector<ExceptHandler *, 4> handlers;
  for (bool star : {false, true}) {
    int save = mark;
    while (at(Tok::Except)) {
      ExceptHandler *handler = exceptBlock(star);
      if (!handler)
        break;
      handlers.push_back(handler);
      save = mark;
    }
    mark = save;
    if (handlers.empty())
      continue;
    if (!elseBlock(orelse) || (at(Tok::Finally) && !finallyBlock(finalbody)))
      return nullptr;
    if (star)
      return make<TryStar>(start, body, copy(handlers), orelse, finalbody);
    return make<Try>(start, body, copy(handlers), orelse, finalbody);
  }
  return nullptr;
}

// except_block: 'except' [expression ['as' NAME]] ':' block, except_star_block: 'except' '*' expression ['as' NAME] ...
ExceptHandler *Parser::exceptBlock(bool star) {
  int start = mark;
  if (invalidRules)
    invalidExceptIndent(star);
  ++mark;
  Expr *type = nullptr;
  Identifier name;
  Seq<Stmt> body;
  bool ok = true;
  if (star || !at(Tok::Colon)) {
    ok = (!star || eat(Tok::Star)) && (type = expression());
    if (ok && at(Tok::As) && nextIs(Tok::Name)) {
      mark += 2;
      name = identifier(tokens[mark - 1]);
    }
  }
  if (ok && eat(Tok::Colon) && block(body))
    return make<ExceptHandler>(start, type, name, body);
  mark = start;
  if (invalidRules)
    invalidExcept(star);
  return nullptr;
}

bool Parser::finallyBlock(Seq<Stmt> &out) {
  if (invalidRules) {
    int start = mark++;
    if (eat(Tok::Colon))
      invalidBlockAfter("'finally' statement", start);
    mark = start;
  }
  return eat(Tok::Finally) && force(Tok::Colon) && block(out);
}
