//===- ParserChecksNames.cpp - which names each scope has --------------------===//
//
// Visits the tree in the order of CPython's symbol table, which its errors show: a
// name may be used or assigned to before it is declared global only on pain of an error.
//
//===----------------------------------------------------------------------===//

#include "frontend/ParserChecks.h"

using namespace np2gpu;
using namespace np2gpu::ast;
using namespace np2gpu::checks;
using llvm::StringRef;

namespace {

class NameChecker {
public:
  NameChecker(const FutureFeatures &future, Scopes &scopes, Report &report)
      : future(future), scopes(scopes), report(report) {}

  bool run(const Module &module) {
    enter(ScopeKind::Module, nullptr);
    visit(module.body);
    return !report;
  }

private:
  const FutureFeatures &future;
  Scopes &scopes;
  Report &report;
  Scope *scope = nullptr;
  StringRef className; // for private names
  int depth = 0;

  void enter(ScopeKind kind, const Node *node) {
    Scope *inner = &scopes.all.emplace_back();
    inner->kind = kind;
    inner->parent = scope;
    if (scope) {
      inner->inIterable = scope->inIterable;
      scope->children.push_back(inner);
    }
    if (node)
      scopes.of[node] = inner;
    scope = inner;
  }
  void leave() { scope = scope->parent; }

  /// `__name` in a class is private: `_Class__name`.
  StringRef mangle(StringRef name) {
    if (className.empty() || !name.starts_with("__") || name.ends_with("__") || name.contains('.'))
      return name;
    StringRef stripped = className.ltrim('_');
    if (stripped.empty())
      return name;
    return StringRef(("_" + stripped + name).str()).copy(scopes.mangledNames);
  }

  void add(StringRef name, unsigned use, const Node *where) { addTo(*scope, name, use, where); }
  void addTo(Scope &target, StringRef name, unsigned use, const Node *where) {
    unsigned &uses = target.names[mangle(name)];
    if ((use & Use::Param) && (uses & Use::Param))
      return report.at(where, "duplicate argument '" + name + "' in function definition");
    uses |= use;
    if (target.inIterationTarget) {
      if (uses & (Use::Global | Use::Nonlocal))
        return report.at(where, "comprehension inner loop cannot rebind assignment expression target '" + name + "'");
      uses |= Use::Iterated;
    }
    if (use & Use::Global)
      scopes.all.front().names[mangle(name)] |= use;
  }
  unsigned usesOf(const Scope &where, StringRef name) {
    auto it = where.names.find(mangle(name));
    return it == where.names.end() ? 0 : it->second;
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
  void dispatch(const Pattern *pattern);
  void dispatch(const MatchCase *c) { visit(c->pattern, c->guard, c->body); }
  void dispatch(const WithItem *item) { visit(item->contextExpr, item->optionalVars); }
  void dispatch(const Keyword *keyword) { visit(keyword->value); }
  void dispatch(const TypeParam *parameter) {
    if (auto *var = llvm::dyn_cast<TypeVar>(parameter))
      visit(var->bound, var->defaultValue);
  }
  void dispatch(const ExceptHandler *handler) {
    visit(handler->type);
    if (!handler->name.empty())
      add(handler->name, Use::Local, handler);
    visit(handler->body);
  }
  void dispatch(const Alias *alias) {
    StringRef name = alias->asname.empty() ? alias->name.split('.').first : alias->asname;
    if (name != "*")
      add(name, Use::Imported, alias);
    else if (scope->kind != ScopeKind::Module)
      report.at(alias, "import * only allowed at module level");
  }

  template <typename T> void function(const T *def, bool isCoroutine) {
    add(def->name, Use::Local, def);
    visit(def->args->defaults, def->args->kwDefaults);
    annotations(def->args, def->returns);
    visit(def->decoratorList);
    enter(ScopeKind::Function, def);
    scope->isCoroutine = isCoroutine;
    parameters(def->args);
    visit(def->body);
    leave();
  }
  void parameters(const Arguments *args) {
    for (Seq<Arg> list : {args->posonlyargs, args->args, args->kwonlyargs})
      for (Arg *arg : list)
        add(arg->arg, Use::Param, arg);
    for (Arg *arg : {args->vararg, args->kwarg})
      if (arg)
        add(arg->arg, Use::Param, arg);
  }
  void annotation(const Expr *expr) {
    if (!expr)
      return;
    if (future.annotations)
      enter(ScopeKind::Annotation, nullptr);
    visit(const_cast<Expr *>(expr));
    if (future.annotations)
      leave();
  }
  void annotations(const Arguments *args, const Expr *returns) {
    if (future.annotations)
      enter(ScopeKind::Annotation, nullptr);
    for (Arg *arg : args->posonlyargs)
      visit(arg->annotation);
    for (Arg *arg : args->args)
      visit(arg->annotation);
    for (Arg *arg : {args->vararg, args->kwarg})
      if (arg)
        visit(arg->annotation);
    for (Arg *arg : args->kwonlyargs)
      visit(arg->annotation);
    if (future.annotations)
      leave();
    annotation(returns);
  }
  void declare(llvm::ArrayRef<Identifier> names, Use use, StringRef word, const Stmt *stmt);
  void annotatedAssignment(const AnnAssign *assign);
  void comprehension(const Expr *expr, ComprehensionKind kind, Seq<Comprehension> generators, Expr *element,
                     Expr *value);
  void namedExpression(const NamedExpr *expr);
  void extendNamedExpressionScope(const Name *target);
  bool refuseInAnnotation(StringRef what, const Expr *expr) {
    if (scope->kind == ScopeKind::Annotation)
      report.at(expr, "'" + what + "' can not be used within an annotation");
    return report.error.has_value();
  }
  void yieldIn(const Expr *expr, Expr *value);
};

void NameChecker::declare(llvm::ArrayRef<Identifier> names, Use use, StringRef word, const Stmt *stmt) {
  for (StringRef name : names) {
    unsigned uses = usesOf(*scope, name);
    if (uses & Use::Param)
      return report.at(stmt, "name '" + name + "' is parameter and " + word);
    if (uses & Use::Used)
      return report.at(stmt, "name '" + name + "' is used prior to " + word + " declaration");
    if (uses & Use::Annotated)
      return report.at(stmt, "annotated name '" + name + "' can't be " + word);
    if (uses & Use::Local)
      return report.at(stmt, "name '" + name + "' is assigned to before " + word + " declaration");
    add(name, use, stmt);
    scope->directives.emplace_back(mangle(name), stmt);
  }
}

void NameChecker::annotatedAssignment(const AnnAssign *assign) {
  if (auto *name = llvm::dyn_cast<Name>(assign->target)) {
    unsigned uses = usesOf(*scope, name->id);
    if ((uses & (Use::Global | Use::Nonlocal)) && scope->kind != ScopeKind::Module && assign->simple)
      return report.at(assign,
                       "annotated name '" + name->id + "' can't be " + (uses & Use::Global ? "global" : "nonlocal"));
    if (assign->simple)
      add(name->id, Use::Annotated | Use::Local, name);
    else if (assign->value)
      add(name->id, Use::Local, name);
  } else {
    visit(assign->target);
  }
  annotation(assign->annotation);
  visit(assign->value);
}

void NameChecker::comprehension(const Expr *expr, ComprehensionKind kind, Seq<Comprehension> generators, Expr *element,
                                Expr *value) {
  auto iterable = [&](Comprehension *clause) {
    ++scope->inIterable;
    visit(clause->iter);
    --scope->inIterable;
  };
  auto target = [&](Comprehension *clause) {
    scope->inIterationTarget = true;
    visit(clause->target);
    scope->inIterationTarget = false;
  };
  Comprehension *outermost = generators[0];
  iterable(outermost); // in the scope around
  enter(ScopeKind::Function, expr);
  scope->comprehension = kind;
  scope->isCoroutine = outermost->isAsync;
  add(".0", Use::Param, expr);
  target(outermost);
  visit(outermost->ifs);
  for (Comprehension *clause : generators.drop_front()) {
    target(clause);
    iterable(clause);
    visit(clause->ifs);
    scope->isCoroutine |= clause->isAsync;
  }
  visit(value, element);
  scope->isGenerator = kind == ComprehensionKind::Generator;
  bool makesAsync = scope->isCoroutine && !scope->isGenerator;
  leave();
  scope->isCoroutine |= makesAsync;
}

void NameChecker::namedExpression(const NamedExpr *expr) {
  if (refuseInAnnotation("named expression", expr))
    return;
  if (scope->inIterable > 0)
    return report.at(expr, "assignment expression cannot be used in a comprehension iterable expression");
  if (scope->comprehension != ComprehensionKind::None)
    extendNamedExpressionScope(llvm::cast<Name>(expr->target));
  visit(expr->value, expr->target);
}

/// `:=` in a comprehension binds in the function or module around it.
void NameChecker::extendNamedExpressionScope(const Name *target) {
  for (Scope *outer = scope; outer; outer = outer->parent) {
    if (outer->comprehension != ComprehensionKind::None) {
      if (usesOf(*outer, target->id) & Use::Iterated)
        return report.at(target,
                         "assignment expression cannot rebind comprehension iteration variable '" + target->id + "'");
      continue;
    }
    if (outer->kind == ScopeKind::Class)
      return report.at(target, "assignment expression within a comprehension cannot be used in a class body");
    if (outer->kind == ScopeKind::Annotation)
      continue;
    bool isModule = outer->kind == ScopeKind::Module;
    bool isGlobal = isModule || (usesOf(*outer, target->id) & Use::Global);
    add(target->id, isGlobal ? Use::Global : Use::Nonlocal, target);
    scope->directives.emplace_back(mangle(target->id), target);
    return addTo(*outer, target->id, isModule ? Use::Global : Use::Local, target);
  }
}

void NameChecker::yieldIn(const Expr *expr, Expr *value) {
  if (refuseInAnnotation("yield expression", expr))
    return;
  visit(value);
  scope->isGenerator = true;
  constexpr StringRef places[] = {"", "list comprehension", "set comprehension", "dict comprehension",
                                  "generator expression"};
  if (scope->comprehension != ComprehensionKind::None)
    report.at(expr, "'yield' inside " + places[int(scope->comprehension)]);
}

void NameChecker::dispatch(const Stmt *stmt) {
  switch (stmt->kind) {
  case Kind::FunctionDef:
    return function(llvm::cast<FunctionDef>(stmt), false);
  case Kind::AsyncFunctionDef:
    return function(llvm::cast<AsyncFunctionDef>(stmt), true);
  case Kind::ClassDef: {
    auto *def = llvm::cast<ClassDef>(stmt);
    add(def->name, Use::Local, def);
    visit(def->bases, def->keywords, def->decoratorList);
    enter(ScopeKind::Class, def);
    StringRef outer = std::exchange(className, def->name);
    visit(def->body);
    className = outer;
    return leave();
  }
  case Kind::Return:
    return visit(llvm::cast<Return>(stmt)->value);
  case Kind::Delete:
    return visit(llvm::cast<Delete>(stmt)->targets);
  case Kind::Assign:
    return visit(llvm::cast<Assign>(stmt)->targets, llvm::cast<Assign>(stmt)->value);
  case Kind::TypeAlias:
    return visit(llvm::cast<TypeAlias>(stmt)->name);
  case Kind::AugAssign:
    return visit(llvm::cast<AugAssign>(stmt)->target, llvm::cast<AugAssign>(stmt)->value);
  case Kind::AnnAssign:
    return annotatedAssignment(llvm::cast<AnnAssign>(stmt));
  case Kind::For: {
    auto *loop = llvm::cast<For>(stmt);
    return visit(loop->target, loop->iter, loop->body, loop->orelse);
  }
  case Kind::AsyncFor: {
    auto *loop = llvm::cast<AsyncFor>(stmt);
    return visit(loop->target, loop->iter, loop->body, loop->orelse);
  }
  case Kind::While: {
    auto *loop = llvm::cast<While>(stmt);
    return visit(loop->test, loop->body, loop->orelse);
  }
  case Kind::If: {
    auto *branch = llvm::cast<If>(stmt);
    return visit(branch->test, branch->body, branch->orelse);
  }
  case Kind::With:
    return visit(llvm::cast<With>(stmt)->items, llvm::cast<With>(stmt)->body);
  case Kind::AsyncWith:
    return visit(llvm::cast<AsyncWith>(stmt)->items, llvm::cast<AsyncWith>(stmt)->body);
  case Kind::Match:
    return visit(llvm::cast<Match>(stmt)->subject, llvm::cast<Match>(stmt)->cases);
  case Kind::Raise:
    return visit(llvm::cast<Raise>(stmt)->exc, llvm::cast<Raise>(stmt)->cause);
  case Kind::Try: {
    auto *block = llvm::cast<Try>(stmt);
    return visit(block->body, block->orelse, block->handlers, block->finalbody);
  }
  case Kind::TryStar: {
    auto *block = llvm::cast<TryStar>(stmt);
    return visit(block->body, block->orelse, block->handlers, block->finalbody);
  }
  case Kind::Assert:
    return visit(llvm::cast<Assert>(stmt)->test, llvm::cast<Assert>(stmt)->msg);
  case Kind::Import:
    return visit(llvm::cast<Import>(stmt)->names);
  case Kind::ImportFrom:
    return visit(llvm::cast<ImportFrom>(stmt)->names);
  case Kind::Global:
    return declare(llvm::cast<ast::Global>(stmt)->names, Use::Global, "global", stmt);
  case Kind::Nonlocal:
    return declare(llvm::cast<ast::Nonlocal>(stmt)->names, Use::Nonlocal, "nonlocal", stmt);
  case Kind::ExprStmt:
    return visit(llvm::cast<ExprStmt>(stmt)->value);
  default:
    return;
  }
}

void NameChecker::dispatch(const Expr *expr) {
  switch (expr->kind) {
  case Kind::NamedExpr:
    return namedExpression(llvm::cast<NamedExpr>(expr));
  case Kind::Lambda: {
    auto *lambda = llvm::cast<Lambda>(expr);
    visit(lambda->args->defaults, lambda->args->kwDefaults);
    enter(ScopeKind::Function, lambda);
    parameters(lambda->args);
    visit(lambda->body);
    return leave();
  }
  case Kind::Dict:
    return visit(llvm::cast<Dict>(expr)->keys, llvm::cast<Dict>(expr)->values);
  case Kind::Set:
    return visit(llvm::cast<ast::Set>(expr)->elts);
  case Kind::ListComp:
  case Kind::SetComp:
  case Kind::GeneratorExp:
  case Kind::DictComp:
    return visitComprehension(expr, [&](ComprehensionKind kind, Seq<Comprehension> generators, Expr *element,
                                        Expr *value) { comprehension(expr, kind, generators, element, value); });
  case Kind::Await:
    if (refuseInAnnotation("await expression", expr))
      return;
    visit(llvm::cast<Await>(expr)->value);
    scope->isCoroutine = true;
    return;
  case Kind::Yield:
    return yieldIn(expr, llvm::cast<Yield>(expr)->value);
  case Kind::YieldFrom:
    return yieldIn(expr, llvm::cast<YieldFrom>(expr)->value);
  case Kind::Call: {
    auto *call = llvm::cast<Call>(expr);
    return visit(call->func, call->args, call->keywords);
  }
  case Kind::Starred:
    return visit(llvm::cast<Starred>(expr)->value);
  case Kind::Name: {
    auto *name = llvm::cast<Name>(expr);
    return add(name->id, name->ctx == ExprContext::Load ? Use::Used : Use::Local, name);
  }
  case Kind::List:
    return visit(llvm::cast<List>(expr)->elts);
  case Kind::Tuple:
    return visit(llvm::cast<Tuple>(expr)->elts);
  default:
    return visitParts(expr, [&](auto... parts) { visit(parts...); });
  }
}

void NameChecker::dispatch(const Pattern *pattern) {
  auto bind = [&](Identifier name) {
    if (!name.empty())
      add(name, Use::Local, pattern);
  };
  switch (pattern->kind) {
  case Kind::MatchValue:
    return visit(llvm::cast<MatchValue>(pattern)->value);
  case Kind::MatchSequence:
    return visit(llvm::cast<MatchSequence>(pattern)->patterns);
  case Kind::MatchStar:
    return bind(llvm::cast<MatchStar>(pattern)->name);
  case Kind::MatchMapping: {
    auto *mapping = llvm::cast<MatchMapping>(pattern);
    visit(mapping->keys, mapping->patterns);
    return bind(mapping->rest);
  }
  case Kind::MatchClass: {
    auto *match = llvm::cast<MatchClass>(pattern);
    return visit(match->cls, match->patterns, match->kwdPatterns);
  }
  case Kind::MatchAs:
    visit(llvm::cast<MatchAs>(pattern)->pattern);
    return bind(llvm::cast<MatchAs>(pattern)->name);
  case Kind::MatchOr:
    return visit(llvm::cast<MatchOr>(pattern)->patterns);
  default:
    return;
  }
}

} // namespace

bool checks::checkNames(const Module &module, const FutureFeatures &future, Scopes &scopes, Report &report) {
  return NameChecker(future, scopes, report).run(module);
}
