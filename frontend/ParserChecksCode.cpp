//===- ParserChecksCode.cpp - control flow, targets, calls -------------------===//
//
// Visits the tree in the order in which CPython's compiler generates code (a
// comprehension before its first iterable, a class's body before its bases), because
// only the first error shows.
//
//===----------------------------------------------------------------------===//

#include "frontend/ParserChecks.h"

using namespace np2gpu;
using namespace np2gpu::ast;
using namespace np2gpu::checks;
using llvm::StringRef;

namespace {

constexpr size_t maxBlocks = 20; // CO_MAXBLOCKS

/// What a jump leaves on its way out; each takes a place of CPython's block stack.
enum class Block : uint8_t { Loop, Group, Other };

enum class CodeKind : uint8_t { Module, Class, Function, AsyncFunction, Lambda, Comprehension };

class CodeChecker {
public:
  CodeChecker(const FutureFeatures &future, const Scopes &scopes, Report &report)
      : future(future), scopes(scopes), report(report), scope(&scopes.all.front()) {}

  bool run(const Module &module) {
    visit(module.body);
    return !report;
  }

private:
  const FutureFeatures &future;
  const Scopes &scopes;
  Report &report;
  const Scope *scope;
  CodeKind code = CodeKind::Module;
  llvm::SmallVector<Block, 8> blocks;
  int depth = 0;

  /// The code of a function, class or comprehension.
  template <typename Body> void inside(const Node *node, CodeKind kind, Body body) {
    auto outerBlocks = std::exchange(blocks, {});
    const Scope *outerScope = std::exchange(scope, scopes.of.lookup(node));
    CodeKind outerCode = std::exchange(code, kind);
    body(outerCode);
    blocks = std::move(outerBlocks);
    scope = outerScope;
    code = outerCode;
  }
  template <typename Body> void inBlock(Block block, const Node *where, Body body) {
    if (blocks.size() >= maxBlocks)
      return report.at(where, "too many statically nested blocks");
    blocks.push_back(block);
    body();
    blocks.pop_back();
  }

  template <typename T> void visit(Seq<T> list) {
    for (T *node : list)
      visit(node);
  }
  template <typename First, typename Second, typename... Rest> void visit(First first, Second second, Rest... rest) {
    visit(first);
    visit(second, rest...);
  }
  template <typename T> void visit(T *node) {
    if (!node || report)
      return;
    if (++depth > maxRecursion)
      report.tooDeep(node);
    else
      dispatch(node);
    --depth;
  }
  void dispatch(const Stmt *stmt);
  void dispatch(const Expr *expr);

  void storeName(StringRef name, const Node *where) {
    if (name == "__debug__")
      report.at(where, "cannot assign to __debug__");
  }
  void checkParameters(const Arguments *args, const Node *where);
  void annotations(const Arguments *args, Expr *returns);
  template <typename T> void function(const T *def, CodeKind kind);
  void classDefinition(const ClassDef *def);
  void returnStatement(const Return *stmt);
  void jump(const Stmt *stmt, StringRef message);
  bool leavesGroup(const Node *where);
  void annotatedAssignment(const AnnAssign *assign);
  template <typename T> void with(const T *stmt, Seq<WithItem> items);
  template <typename T> void loop(const T *stmt);
  void tryExcept(const Try *stmt);
  void tryStatement(const Try *stmt);
  void tryStar(const TryStar *stmt);
  void match(const Match *stmt);
  void keywords(Seq<Keyword> keywords, const Node *call);
  void elements(Seq<Expr> elts, ExprContext ctx, const Expr *whole);
  void visitElement(Expr *element) {
    auto *starred = llvm::dyn_cast<Starred>(element);
    visit(starred ? starred->value : element);
  }
  void comprehension(const Expr *expr, Seq<Comprehension> generators, Expr *element, Expr *value);
  void awaitOrYield(const Expr *expr);
};

void CodeChecker::checkParameters(const Arguments *args, const Node *where) {
  for (Seq<Arg> list : {args->posonlyargs, args->args})
    for (Arg *arg : list)
      storeName(arg->arg, where);
  if (args->vararg)
    storeName(args->vararg->arg, where);
  for (Arg *arg : args->kwonlyargs)
    storeName(arg->arg, where);
  if (args->kwarg)
    storeName(args->kwarg->arg, where);
}

void CodeChecker::annotations(const Arguments *args, Expr *returns) {
  if (future.annotations)
    return; // they become strings
  auto annotation = [&](Arg *arg) {
    if (arg && arg->annotation)
      visitElement(arg->annotation);
  };
  llvm::for_each(args->args, annotation);
  llvm::for_each(args->posonlyargs, annotation);
  annotation(args->vararg);
  llvm::for_each(args->kwonlyargs, annotation);
  annotation(args->kwarg);
  visit(returns);
}

template <typename T> void CodeChecker::function(const T *def, CodeKind kind) {
  checkParameters(def->args, def);
  visit(def->decoratorList, def->args->defaults, def->args->kwDefaults);
  annotations(def->args, def->returns);
  inside(def, kind, [&](CodeKind) { visit(def->body); });
  storeName(def->name, def);
}

void CodeChecker::classDefinition(const ClassDef *def) {
  visit(def->decoratorList);
  inside(def, CodeKind::Class, [&](CodeKind) { visit(def->body); });
  keywords(def->keywords, def);
  for (Expr *base : def->bases)
    visitElement(base);
  for (Keyword *keyword : def->keywords)
    visit(keyword->value);
  storeName(def->name, def);
}

/// A jump may not leave the handler of an except*.
bool CodeChecker::leavesGroup(const Node *where) {
  report.at(where, "'break', 'continue' and 'return' cannot appear in an except* block");
  return true;
}

void CodeChecker::returnStatement(const Return *stmt) {
  if (scope->kind != ScopeKind::Function)
    return report.at(stmt, "'return' outside function");
  if (stmt->value && scope->isCoroutine && scope->isGenerator)
    return report.at(stmt, "'return' with value in async generator");
  visit(stmt->value);
  if (llvm::is_contained(blocks, Block::Group)) {
    bool atValue = stmt->value && llvm::isa<Constant>(stmt->value) && stmt->value->lineno == stmt->lineno;
    leavesGroup(atValue ? static_cast<const Node *>(stmt->value) : stmt);
  }
}

void CodeChecker::jump(const Stmt *stmt, StringRef message) {
  for (Block block : llvm::reverse(blocks)) {
    if (block == Block::Group && leavesGroup(stmt))
      return;
    if (block == Block::Loop)
      return;
  }
  report.at(stmt, message);
}

void CodeChecker::annotatedAssignment(const AnnAssign *assign) {
  if (assign->value)
    visit(assign->value, assign->target);
  bool isEvaluated = (code == CodeKind::Module || code == CodeKind::Class) && !future.annotations;
  if (auto *name = llvm::dyn_cast<Name>(assign->target)) {
    storeName(name->id, assign);
    if (assign->simple && isEvaluated)
      visit(assign->annotation);
  } else if (auto *attribute = llvm::dyn_cast<Attribute>(assign->target)) {
    storeName(attribute->attr, assign);
    if (!assign->value)
      visit(attribute->value);
  } else if (!assign->value) {
    auto *subscript = llvm::cast<Subscript>(assign->target);
    visit(subscript->value, subscript->slice);
  }
  if (!assign->simple && isEvaluated)
    visit(assign->annotation);
}

template <typename T> void CodeChecker::with(const T *stmt, Seq<WithItem> items) {
  if (items.empty())
    return visit(stmt->body);
  visit(items[0]->contextExpr);
  inBlock(Block::Other, stmt, [&] {
    visit(items[0]->optionalVars);
    with(stmt, items.drop_front());
  });
}

template <typename T> void CodeChecker::loop(const T *stmt) {
  visit(stmt->iter);
  inBlock(Block::Loop, stmt, [&] { visit(stmt->target, stmt->body); });
  visit(stmt->orelse);
}

void CodeChecker::tryExcept(const Try *stmt) {
  inBlock(Block::Other, stmt, [&] { visit(stmt->body); });
  visit(stmt->orelse);
  inBlock(Block::Other, stmt, [&] {
    for (ExceptHandler *handler : stmt->handlers) {
      if (!handler->type && handler != stmt->handlers.back())
        return report.at(handler, "default 'except:' must be last");
      visit(handler->type);
      storeName(handler->name, handler);
      inBlock(Block::Other, handler, [&] { visit(handler->body); });
    }
  });
}

void CodeChecker::tryStatement(const Try *stmt) {
  if (stmt->finalbody.empty())
    return tryExcept(stmt);
  inBlock(Block::Other, stmt, [&] { stmt->handlers.empty() ? visit(stmt->body) : tryExcept(stmt); });
  visit(stmt->finalbody);
  inBlock(Block::Other, stmt, [&] { visit(stmt->finalbody); });
}

void CodeChecker::tryStar(const TryStar *stmt) {
  auto tryAndHandlers = [&] {
    inBlock(Block::Other, stmt, [&] { visit(stmt->body); });
    inBlock(Block::Group, stmt, [&] {
      for (ExceptHandler *handler : stmt->handlers) {
        visit(handler->type);
        storeName(handler->name, handler);
        inBlock(Block::Other, handler, [&] { visit(handler->body); });
      }
    });
    visit(stmt->orelse);
  };
  if (stmt->finalbody.empty())
    return tryAndHandlers();
  inBlock(Block::Other, stmt, tryAndHandlers);
  visit(stmt->finalbody);
  inBlock(Block::Other, stmt, [&] { visit(stmt->finalbody); });
}

void CodeChecker::match(const Match *stmt) {
  visit(stmt->subject);
  for (MatchCase *c : stmt->cases) {
    bool isLast = c == stmt->cases.back();
    bool isDefault = isLast && stmt->cases.size() > 1 && isWildcard(c->pattern);
    auto visitExpr = [&](const Expr *expr) {
      visit(const_cast<Expr *>(expr));
      return !report;
    };
    if (report || (!isDefault && !checkPattern(c->pattern, c->guard || isLast, report, visitExpr)))
      return;
    visit(c->guard, c->body);
  }
}

void CodeChecker::keywords(Seq<Keyword> list, const Node *call) {
  for (size_t i = 0; i < list.size(); ++i) {
    if (list[i]->arg.empty())
      continue;
    storeName(list[i]->arg, call);
    for (Keyword *other : list.drop_front(i + 1))
      if (other->arg == list[i]->arg)
        return report.at(other, "keyword argument repeated: " + other->arg);
  }
}

/// The elements of a list or tuple.
void CodeChecker::elements(Seq<Expr> elts, ExprContext ctx, const Expr *whole) {
  if (ctx == ExprContext::Store) {
    bool seenStar = false;
    for (size_t i = 0; i < elts.size(); ++i) {
      if (!llvm::isa<Starred>(elts[i]))
        continue;
      if (seenStar)
        return report.at(whole, "multiple starred expressions in assignment");
      if (i >= 256)
        return report.at(whole, "too many expressions in star-unpacking assignment");
      seenStar = true;
    }
  }
  for (Expr *element : elts)
    visitElement(element);
}

void CodeChecker::comprehension(const Expr *expr, Seq<Comprehension> generators, Expr *element, Expr *value) {
  inside(expr, CodeKind::Comprehension, [&](CodeKind outer) {
    if (scope->isCoroutine && !llvm::isa<GeneratorExp>(expr) && outer != CodeKind::AsyncFunction &&
        outer != CodeKind::Comprehension)
      return report.at(expr, "asynchronous comprehension outside of an asynchronous function");
    for (Comprehension *clause : generators) {
      if (clause != generators.front())
        visit(clause->iter);
      visit(clause->target, clause->ifs);
    }
    visit(element, value);
  });
  visit(generators[0]->iter);
}

void CodeChecker::awaitOrYield(const Expr *expr) {
  bool isAwait = llvm::isa<Await>(expr);
  if (scope->kind != ScopeKind::Function)
    return report.at(expr, isAwait ? "'await' outside function" : "'yield' outside function");
  if (isAwait && code != CodeKind::AsyncFunction && code != CodeKind::Comprehension)
    report.at(expr, "'await' outside async function");
  if (llvm::isa<YieldFrom>(expr) && code == CodeKind::AsyncFunction)
    report.at(expr, "'yield from' inside async function");
}

void CodeChecker::dispatch(const Stmt *stmt) {
  switch (stmt->kind) {
  case Kind::FunctionDef:
    return function(llvm::cast<FunctionDef>(stmt), CodeKind::Function);
  case Kind::AsyncFunctionDef:
    return function(llvm::cast<AsyncFunctionDef>(stmt), CodeKind::AsyncFunction);
  case Kind::ClassDef:
    return classDefinition(llvm::cast<ClassDef>(stmt));
  case Kind::Return:
    return returnStatement(llvm::cast<Return>(stmt));
  case Kind::Delete:
    return visit(llvm::cast<Delete>(stmt)->targets);
  case Kind::Assign:
    return visit(llvm::cast<Assign>(stmt)->value, llvm::cast<Assign>(stmt)->targets);
  case Kind::AugAssign: {
    auto *assign = llvm::cast<AugAssign>(stmt);
    if (auto *attribute = llvm::dyn_cast<Attribute>(assign->target))
      return visit(attribute->value, assign->value);
    if (auto *subscript = llvm::dyn_cast<Subscript>(assign->target))
      return visit(subscript->value, subscript->slice, assign->value);
    return visit(assign->value, assign->target);
  }
  case Kind::AnnAssign:
    return annotatedAssignment(llvm::cast<AnnAssign>(stmt));
  case Kind::For:
    return loop(llvm::cast<For>(stmt));
  case Kind::AsyncFor:
    if (code != CodeKind::AsyncFunction)
      return report.at(stmt, "'async for' outside async function");
    return loop(llvm::cast<AsyncFor>(stmt));
  case Kind::While: {
    auto *loop = llvm::cast<While>(stmt);
    inBlock(Block::Loop, stmt, [&] { visit(loop->test, loop->body); });
    return visit(loop->orelse);
  }
  case Kind::If: {
    auto *branch = llvm::cast<If>(stmt);
    return visit(branch->test, branch->body, branch->orelse);
  }
  case Kind::With:
    return with(llvm::cast<With>(stmt), llvm::cast<With>(stmt)->items);
  case Kind::AsyncWith:
    if (code != CodeKind::AsyncFunction)
      return report.at(stmt, "'async with' outside async function");
    return with(llvm::cast<AsyncWith>(stmt), llvm::cast<AsyncWith>(stmt)->items);
  case Kind::Match:
    return match(llvm::cast<Match>(stmt));
  case Kind::Raise:
    return visit(llvm::cast<Raise>(stmt)->exc, llvm::cast<Raise>(stmt)->cause);
  case Kind::Try:
    return tryStatement(llvm::cast<Try>(stmt));
  case Kind::TryStar:
    return tryStar(llvm::cast<TryStar>(stmt));
  case Kind::Assert:
    return visit(llvm::cast<Assert>(stmt)->test, llvm::cast<Assert>(stmt)->msg);
  case Kind::Import:
    for (Alias *alias : llvm::cast<Import>(stmt)->names)
      storeName(alias->asname.empty() ? alias->name.split('.').first : alias->asname, stmt);
    return;
  case Kind::ImportFrom: {
    auto *import = llvm::cast<ImportFrom>(stmt);
    if (import->module == "__future__" && stmt->lineno > future.lastLine)
      return report.at(stmt, "from __future__ imports must occur at the beginning of the file");
    for (Alias *alias : import->names)
      storeName(alias->asname.empty() ? alias->name : alias->asname, stmt);
    return;
  }
  case Kind::ExprStmt:
    return visit(llvm::cast<ExprStmt>(stmt)->value);
  case Kind::Break:
    return jump(stmt, "'break' outside loop");
  case Kind::Continue:
    return jump(stmt, "'continue' not properly in loop");
  default:
    return;
  }
}

void CodeChecker::dispatch(const Expr *expr) {
  switch (expr->kind) {
  case Kind::NamedExpr:
    return visit(llvm::cast<NamedExpr>(expr)->value, llvm::cast<NamedExpr>(expr)->target);
  case Kind::Lambda: {
    auto *lambda = llvm::cast<Lambda>(expr);
    checkParameters(lambda->args, lambda);
    visit(lambda->args->defaults, lambda->args->kwDefaults);
    return inside(lambda, CodeKind::Lambda, [&](CodeKind) { visit(lambda->body); });
  }
  case Kind::Dict: {
    auto *dict = llvm::cast<Dict>(expr);
    for (size_t i = 0; i < dict->keys.size(); ++i)
      visit(dict->keys[i], dict->values[i]);
    return;
  }
  case Kind::Set:
    return elements(llvm::cast<ast::Set>(expr)->elts, ExprContext::Load, expr);
  case Kind::ListComp:
  case Kind::SetComp:
  case Kind::GeneratorExp:
  case Kind::DictComp:
    return visitComprehension(expr, [&](ComprehensionKind, Seq<Comprehension> generators, Expr *element, Expr *value) {
      comprehension(expr, generators, element, value);
    });
  case Kind::Await:
    awaitOrYield(expr);
    return visit(llvm::cast<Await>(expr)->value);
  case Kind::Yield:
    awaitOrYield(expr);
    return visit(llvm::cast<Yield>(expr)->value);
  case Kind::YieldFrom:
    awaitOrYield(expr);
    return visit(llvm::cast<YieldFrom>(expr)->value);
  case Kind::Call: {
    auto *call = llvm::cast<Call>(expr);
    visit(call->func);
    keywords(call->keywords, call);
    elements(call->args, ExprContext::Load, call);
    for (Keyword *keyword : call->keywords)
      visit(keyword->value);
    return;
  }
  case Kind::Attribute: {
    auto *attribute = llvm::cast<Attribute>(expr);
    visit(attribute->value);
    if (attribute->attr == "__debug__" && attribute->ctx != ExprContext::Load)
      report.at(expr, attribute->ctx == ExprContext::Store ? "cannot assign to __debug__" : "cannot delete __debug__");
    return;
  }
  case Kind::Starred:
    return report.at(expr, llvm::cast<Starred>(expr)->ctx == ExprContext::Store
                               ? "starred assignment target must be in a list or tuple"
                               : "can't use starred expression here");
  case Kind::Name: {
    auto *name = llvm::cast<Name>(expr);
    if (name->id == "__debug__" && name->ctx != ExprContext::Load)
      report.at(expr, name->ctx == ExprContext::Store ? "cannot assign to __debug__" : "cannot delete __debug__");
    return;
  }
  case Kind::List:
    return elements(llvm::cast<List>(expr)->elts, llvm::cast<List>(expr)->ctx, expr);
  case Kind::Tuple:
    return elements(llvm::cast<Tuple>(expr)->elts, llvm::cast<Tuple>(expr)->ctx, expr);
  default:
    return visitParts(expr, [&](auto... parts) { visit(parts...); });
  }
}

} // namespace

bool checks::checkCode(const Module &module, const FutureFeatures &future, const Scopes &scopes, Report &report) {
  return CodeChecker(future, scopes, report).run(module);
}
