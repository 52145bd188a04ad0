//===- ParserTargets.cpp - what can be assigned to, or deleted --------------===//
//
// CPython's grammar has its own rules for targets. Here a target is read as an
// expression and then turned into a target: every target is a primary, and where the
// two ways stop at different tokens, what must follow a target fails in both.
//
//===----------------------------------------------------------------------===//

#include "frontend/ParserImpl.h"

using namespace np2gpu;
using namespace np2gpu::ast;

bool Parser::isTarget(const Expr *expr, ExprContext ctx) {
  auto all = [&](Seq<Expr> elements) { return llvm::all_of(elements, [&](Expr *e) { return isTarget(e, ctx); }); };
  switch (expr->kind) {
  case Kind::Name:
  case Kind::Attribute:
  case Kind::Subscript:
    return true;
  case Kind::Tuple:
    return all(llvm::cast<Tuple>(expr)->elts);
  case Kind::List:
    return all(llvm::cast<List>(expr)->elts);
  case Kind::Starred:
    return ctx == ExprContext::Store && !llvm::isa<Starred>(llvm::cast<Starred>(expr)->value) &&
           isTarget(llvm::cast<Starred>(expr)->value, ctx);
  default:
    return false;
  }
}

static void setContext(Expr *expr, ExprContext ctx) {
  switch (expr->kind) {
  case Kind::Name:
    llvm::cast<Name>(expr)->ctx = ctx;
    return;
  case Kind::Attribute:
    llvm::cast<Attribute>(expr)->ctx = ctx;
    return;
  case Kind::Subscript:
    llvm::cast<Subscript>(expr)->ctx = ctx;
    return;
  case Kind::Starred:
    llvm::cast<Starred>(expr)->ctx = ctx;
    return setContext(llvm::cast<Starred>(expr)->value, ctx);
  case Kind::Tuple:
    llvm::cast<Tuple>(expr)->ctx = ctx;
    for (Expr *element : llvm::cast<Tuple>(expr)->elts)
      setContext(element, ctx);
    return;
  case Kind::List:
    llvm::cast<List>(expr)->ctx = ctx;
    for (Expr *element : llvm::cast<List>(expr)->elts)
      setContext(element, ctx);
    return;
  default:
    llvm_unreachable("not a target");
  }
}

bool Parser::makeTarget(Expr *expr, ExprContext ctx) {
  if (!isTarget(expr, ctx))
    return false;
  // In the second pass an expression may be remembered and read again as one; its context matters to nobody.
  setContext(expr, ctx);
  return true;
}

// star_target: '*' star_target | primary
Expr *Parser::starTarget() {
  int start = mark;
  if (eat(Tok::Star)) {
    Expr *value = at(Tok::Star) ? nullptr : primary();
    return value && makeTarget(value, ExprContext::Store) ? make<Starred>(start, value, ExprContext::Store) : nullptr;
  }
  Expr *target = primary();
  return target && makeTarget(target, ExprContext::Store) ? target : nullptr;
}

// star_targets: star_target !',' | star_target (',' star_target)* [',']
Expr *Parser::starTargets() {
  int start = mark;
  Expr *first = starTarget();
  if (!first || !at(Tok::Comma))
    return first;
  llvm::SmallVector<Expr *, 4> elements{first};
  while (eat(Tok::Comma)) {
    int save = mark;
    Expr *next = starTarget();
    if (!next) {
      mark = save;
      break;
    }
    elements.push_back(next);
  }
  return make<Tuple>(start, copy(elements), ExprContext::Store);
}

// del_targets: ','.del_target+ [',']
bool Parser::delTargets(llvm::SmallVectorImpl<Expr *> &out) {
  do {
    int save = mark;
    Expr *target = primary();
    if (!target || !makeTarget(target, ExprContext::Del)) {
      mark = save;
      break;
    }
    out.push_back(target);
  } while (eat(Tok::Comma));
  return !out.empty();
}

bool Parser::isParenthesized(const Expr *expr, int start) const {
  return tokens[start].line != expr->lineno || tokens[start].column != expr->colOffset;
}

bool Parser::isSingleTarget(const Expr *expr) const { return llvm::isa<Name, Attribute, Subscript>(expr); }
