// Python's symbol table and a backward liveness analysis on the tree. Both err on the side of "read later".
#include "frontend/Scopes.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace np2gpu;
using namespace np2gpu::ast;

namespace {
// Calls `visit` for every expression below `node`, inner functions and comprehensions included.
using Visit = llvm::function_ref<void(const Expr *)>;
void eachExpr(const Expr *expr, Visit visit);
void eachExprOf(Seq<Expr> list, Visit visit) {
  for (const Expr *expr : list)
    eachExpr(expr, visit);
}
void eachExprOfArguments(const ast::Arguments *arguments, Visit visit) {
  eachExprOf(arguments->defaults, visit);
  eachExprOf(arguments->kwDefaults, visit);
}

void eachExpr(const Expr *expr, Visit visit) {
  if (!expr)
    return;
  visit(expr);
  auto comprehension = [&](Seq<Comprehension> generators) {
    for (const Comprehension *generator : generators) {
      eachExpr(generator->target, visit);
      eachExpr(generator->iter, visit);
      eachExprOf(generator->ifs, visit);
    }
  };
  llvm::TypeSwitch<const Expr *>(expr)
      .Case([&](const BoolOp *e) { eachExprOf(e->values, visit); })
      .Case([&](const NamedExpr *e) { eachExpr(e->target, visit), eachExpr(e->value, visit); })
      .Case([&](const BinOp *e) { eachExpr(e->left, visit), eachExpr(e->right, visit); })
      .Case([&](const UnaryOp *e) { eachExpr(e->operand, visit); })
      .Case([&](const Lambda *e) { eachExprOfArguments(e->args, visit), eachExpr(e->body, visit); })
      .Case([&](const IfExp *e) { eachExpr(e->test, visit), eachExpr(e->body, visit), eachExpr(e->orelse, visit); })
      .Case([&](const Dict *e) { eachExprOf(e->keys, visit), eachExprOf(e->values, visit); })
      .Case([&](const Set *e) { eachExprOf(e->elts, visit); })
      .Case<ListComp, SetComp, GeneratorExp>([&](auto *e) { comprehension(e->generators), eachExpr(e->elt, visit); })
      .Case([&](const DictComp *e) { comprehension(e->generators), eachExpr(e->key, visit), eachExpr(e->value, visit); })
      .Case<Await, Yield, YieldFrom, Starred, Attribute>([&](auto *e) { eachExpr(e->value, visit); })
      .Case([&](const Compare *e) { eachExpr(e->left, visit), eachExprOf(e->comparators, visit); })
      .Case([&](const Call *e) {
        eachExpr(e->func, visit), eachExprOf(e->args, visit);
        for (const Keyword *keyword : e->keywords)
          eachExpr(keyword->value, visit);
      })
      .Case([&](const FormattedValue *e) { eachExpr(e->value, visit), eachExpr(e->formatSpec, visit); })
      .Case([&](const JoinedStr *e) { eachExprOf(e->values, visit); })
      .Case([&](const Subscript *e) { eachExpr(e->value, visit), eachExpr(e->slice, visit); })
      .Case<List, Tuple>([&](auto *e) { eachExprOf(e->elts, visit); })
      .Case([&](const Slice *e) { eachExpr(e->lower, visit), eachExpr(e->upper, visit), eachExpr(e->step, visit); })
      .Default([](const Expr *) {});
}

// Calls `visit` for the expressions that stand directly in a statement (not those of its nested statements).
void eachExprOfStmt(const Stmt *stmt, Visit visit) {
  llvm::TypeSwitch<const Stmt *>(stmt)
      .Case<FunctionDef, AsyncFunctionDef>([&](auto *s) { eachExprOfArguments(s->args, visit), eachExprOf(s->decoratorList, visit); })
      .Case([&](const ClassDef *s) { eachExprOf(s->bases, visit), eachExprOf(s->decoratorList, visit); })
      .Case([&](const Return *s) { eachExpr(s->value, visit); })
      .Case([&](const Delete *s) { eachExprOf(s->targets, visit); })
      .Case([&](const Assign *s) { eachExprOf(s->targets, visit), eachExpr(s->value, visit); })
      .Case([&](const AugAssign *s) { eachExpr(s->target, visit), eachExpr(s->value, visit); })
      .Case([&](const AnnAssign *s) { eachExpr(s->target, visit), eachExpr(s->value, visit); })
      .Case<For, AsyncFor>([&](auto *s) { eachExpr(s->target, visit), eachExpr(s->iter, visit); })
      .Case<While, If>([&](auto *s) { eachExpr(s->test, visit); })
      .Case<With, AsyncWith>([&](auto *s) {
        for (const WithItem *item : s->items)
          eachExpr(item->contextExpr, visit), eachExpr(item->optionalVars, visit);
      })
      .Case([&](const Match *s) {
        eachExpr(s->subject, visit);
        for (const MatchCase *matchCase : s->cases)
          eachExpr(matchCase->guard, visit);
      })
      .Case([&](const Raise *s) { eachExpr(s->exc, visit), eachExpr(s->cause, visit); })
      .Case<Try, TryStar>([&](auto *s) {
        for (const ExceptHandler *handler : s->handlers)
          eachExpr(handler->type, visit);
      })
      .Case([&](const Assert *s) { eachExpr(s->test, visit), eachExpr(s->msg, visit); })
      .Case([&](const ExprStmt *s) { eachExpr(s->value, visit); })
      .Default([](const Stmt *) {});
}

void eachBody(const Stmt *stmt, llvm::function_ref<void(Seq<Stmt>)> visit) {
  llvm::TypeSwitch<const Stmt *>(stmt)
      .Case<For, AsyncFor, While, If>([&](auto *s) { visit(s->body), visit(s->orelse); })
      .Case<With, AsyncWith, ClassDef>([&](auto *s) { visit(s->body); })
      .Case([&](const Match *s) {
        for (const MatchCase *matchCase : s->cases)
          visit(matchCase->body);
      })
      .Case<Try, TryStar>([&](auto *s) {
        visit(s->body);
        for (const ExceptHandler *handler : s->handlers)
          visit(handler->body);
        visit(s->orelse), visit(s->finalbody);
      })
      .Default([](const Stmt *) {});
}

void patternNames(const Pattern *pattern, Names &names) {
  if (!pattern)
    return;
  llvm::TypeSwitch<const Pattern *>(pattern)
      .Case([&](const MatchStar *p) { if (!p->name.empty()) names.insert(p->name.str()); })
      .Case([&](const MatchAs *p) {
        if (!p->name.empty())
          names.insert(p->name.str());
        patternNames(p->pattern, names);
      })
      .Case<MatchSequence, MatchOr>([&](auto *p) {
        for (const Pattern *inner : p->patterns)
          patternNames(inner, names);
      })
      .Default([](const Pattern *) {});
}

void storedNames(const Expr *expr, Names &names) {
  eachExpr(expr, [&](const Expr *e) {
    if (auto *name = llvm::dyn_cast<Name>(e); name && name->ctx != ExprContext::Load)
      names.insert(name->id.str());
  });
}

void readNames(const Expr *expr, Names &names) {
  eachExpr(expr, [&](const Expr *e) {
    if (auto *name = llvm::dyn_cast<Name>(e))
      if (name->ctx == ExprContext::Load)
        names.insert(name->id.str());
  });
}

const ast::Arguments *argumentsOf(const Node *function) {
  if (auto *def = llvm::dyn_cast<FunctionDef>(function))
    return def->args;
  if (auto *lambda = llvm::dyn_cast<Lambda>(function))
    return lambda->args;
  return nullptr;
}

void parameterNames(const ast::Arguments *arguments, Names &names) {
  for (Seq<Arg> list : {arguments->posonlyargs, arguments->args, arguments->kwonlyargs})
    for (const Arg *arg : list)
      names.insert(arg->arg.str());
  for (const Arg *arg : {arguments->vararg, arguments->kwarg})
    if (arg)
      names.insert(arg->arg.str());
}

void globalNames(Seq<Stmt> statements, Names &globals, Names &nonlocals) {
  for (const Stmt *stmt : statements) {
    if (auto *global = llvm::dyn_cast<Global>(stmt))
      for (Identifier name : global->names)
        globals.insert(name.str());
    if (auto *nonlocal = llvm::dyn_cast<Nonlocal>(stmt))
      for (Identifier name : nonlocal->names)
        nonlocals.insert(name.str());
    eachBody(stmt, [&](Seq<Stmt> body) { globalNames(body, globals, nonlocals); });
  }
}

// All names that these statements read or write, at any depth, inner functions included.
void mentionedNames(Seq<Stmt> statements, Names &names) {
  for (const Stmt *stmt : statements) {
    auto mention = [&](const Expr *e) {
      if (auto *name = llvm::dyn_cast<Name>(e))
        names.insert(name->id.str());
    };
    eachExprOfStmt(stmt, mention);
    if (auto *def = llvm::dyn_cast<FunctionDef>(stmt)) {
      names.insert(def->name.str());
      mentionedNames(def->body, names);
    }
    Names declared;
    globalNames(const_cast<Stmt *>(stmt), declared, declared);
    names.insert(declared.begin(), declared.end());
    eachBody(stmt, [&](Seq<Stmt> body) { mentionedNames(body, names); });
  }
}
} // namespace

void np2gpu::assignedNames(Seq<Stmt> statements, Names &names) {
  for (const Stmt *stmt : statements) {
    eachExprOfStmt(stmt, [&](const Expr *e) {
      if (auto *name = llvm::dyn_cast<Name>(e); name && name->ctx != ExprContext::Load)
        names.insert(name->id.str());
    });
    llvm::TypeSwitch<const Stmt *>(stmt)
        .Case<FunctionDef, AsyncFunctionDef, ClassDef>([&](auto *s) { names.insert(s->name.str()); })
        .Case<Import, ImportFrom>([&](auto *s) {
          for (const Alias *alias : s->names)
            names.insert((alias->asname.empty() ? alias->name.split('.').first : alias->asname).str());
        })
        .Case<Try, TryStar>([&](auto *s) {
          for (const ExceptHandler *handler : s->handlers)
            if (!handler->name.empty())
              names.insert(handler->name.str());
        })
        .Case([&](const Match *s) {
          for (const MatchCase *matchCase : s->cases)
            patternNames(matchCase->pattern, names);
        })
        .Default([](const Stmt *) {});
    if (!llvm::isa<ClassDef>(stmt))
      eachBody(stmt, [&](Seq<Stmt> body) { assignedNames(body, names); });
  }
}

bool np2gpu::isReadIn(const Stmt *statement, const std::string &name) {
  Names mentioned;
  mentionedNames(const_cast<Stmt *>(statement), mentioned);
  return mentioned.count(name);
}

unsigned np2gpu::countMentions(const Stmt *statement, const std::string &name, bool isAttribute) {
  unsigned count = 0;
  eachExprOfStmt(statement, [&](const Expr *e) {
    if (auto *attribute = llvm::dyn_cast<Attribute>(e))
      count += isAttribute && attribute->attr == name;
    else if (auto *variable = llvm::dyn_cast<Name>(e))
      count += !isAttribute && variable->id == name;
  });
  return count;
}

void np2gpu::freeNames(const Node *function, Names &names) {
  Names mentioned, own, globals, nonlocals;
  if (auto *def = llvm::dyn_cast<FunctionDef>(function)) {
    mentionedNames(def->body, mentioned);
    assignedNames(def->body, own);
    globalNames(def->body, globals, nonlocals);
  } else {
    readNames(llvm::cast<Lambda>(function)->body, mentioned);
  }
  parameterNames(argumentsOf(function), own);
  for (const std::string &name : mentioned)
    if (!own.count(name) || globals.count(name) || nonlocals.count(name))
      names.insert(name);
}

namespace np2gpu {
// One pass for scopes, one backward pass for liveness.
class Analyzer {
public:
  explicit Analyzer(Scopes &result) : result(result) {}

  Scope *scope(const Node *node, const Scope *parent, llvm::StringRef name, Seq<Stmt> body) {
    auto &entry = result.scopes[node];
    entry = std::make_unique<Scope>();
    Scope *scope = entry.get();
    scope->node = node;
    scope->parent = parent;
    scope->name = name.str();
    assignedNames(body, scope->locals);
    globalNames(body, scope->globals, scope->nonlocals);
    if (const ast::Arguments *arguments = argumentsOf(node))
      parameterNames(arguments, scope->locals);
    result.rebound.insert(scope->globals.begin(), scope->globals.end());
    for (const Names &outer : {scope->globals, scope->nonlocals})
      for (const std::string &name : outer)
        scope->locals.erase(name);
    return scope;
  }

  void function(const Node *node, Scope *parent, llvm::StringRef name, Seq<Stmt> body) {
    Scope *inner = scope(node, parent, name, body);
    inside(inner, body);
    Names live;
    if (parent) // what may be read after a return: names of outer scopes
      freeNames(node, live);
    liveness(body, live, inner);
  }

  // Scopes of the functions defined in these statements.
  void inside(Scope *scope, Seq<Stmt> body) {
    for (const Stmt *stmt : body) {
      eachExprOfStmt(stmt, [&](const Expr *e) {
        if (auto *lambda = llvm::dyn_cast<Lambda>(e)) {
          this->scope(lambda, scope, "<lambda>", {});
          readByInner(scope, lambda);
        }
      });
      if (auto *def = llvm::dyn_cast<FunctionDef>(stmt)) {
        readByInner(scope, def);
        function(def, scope, def->name, def->body);
      }
      eachBody(stmt, [&](Seq<Stmt> inner) { inside(scope, inner); });
    }
  }
  void readByInner(Scope *scope, const Node *function) {
    Names names;
    freeNames(function, names);
    for (Scope *s = scope; s; s = const_cast<Scope *>(s->parent))
      s->readByInner.insert(names.begin(), names.end());
  }

  struct Targets {
    Names atBreak, atContinue;
  };

  // `live`: names live after the statements on entry, before them on return.
  void liveness(Seq<Stmt> body, Names &live, const Scope *scope, const Targets *loop = nullptr) {
    for (const Stmt *stmt : llvm::reverse(body))
      liveness(stmt, live, scope, loop);
  }

  void reads(const Stmt *stmt, Names &live) {
    eachExprOfStmt(stmt, [&](const Expr *e) {
      if (auto *name = llvm::dyn_cast<Name>(e))
        if (name->ctx == ExprContext::Load)
          live.insert(name->id.str());
    });
  }

  void liveness(const Stmt *stmt, Names &live, const Scope *scope, const Targets *loop) {
    live.insert(scope->readByInner.begin(), scope->readByInner.end());
    result.afters[stmt] = live;
    if (auto *assign = llvm::dyn_cast<Assign>(stmt)) {
      for (const Expr *target : assign->targets)
        if (auto *name = llvm::dyn_cast<Name>(target))
          live.erase(name->id.str());
      reads(stmt, live);
    } else if (auto *aug = llvm::dyn_cast<AugAssign>(stmt)) {
      if (auto *name = llvm::dyn_cast<Name>(aug->target))
        live.insert(name->id.str());
      reads(stmt, live);
    } else if (auto *branch = llvm::dyn_cast<If>(stmt)) {
      Names other = live;
      liveness(branch->body, live, scope, loop);
      liveness(branch->orelse, other, scope, loop);
      live.insert(other.begin(), other.end());
      reads(stmt, live);
    } else if (llvm::isa<For, While>(stmt)) {
      bool isFor = llvm::isa<For>(stmt);
      Seq<Stmt> body = isFor ? llvm::cast<For>(stmt)->body : llvm::cast<While>(stmt)->body;
      Seq<Stmt> orelse = isFor ? llvm::cast<For>(stmt)->orelse : llvm::cast<While>(stmt)->orelse;
      Targets targets;
      targets.atBreak = live;
      liveness(orelse, live, scope, loop);
      Names head = live;
      for (int round = 0; round < 2; ++round) {
        if (!isFor)
          reads(stmt, head);
        targets.atContinue = head;
        Names inside = head;
        liveness(body, inside, scope, &targets);
        if (isFor) {
          Names bound;
          storedNames(llvm::cast<For>(stmt)->target, bound);
          for (const std::string &name : bound)
            inside.erase(name);
        }
        head.insert(inside.begin(), inside.end());
      }
      result.heads[stmt] = head;
      live = head;
      reads(stmt, live);
    } else if (llvm::isa<Try, TryStar, With, Match>(stmt)) {
      // Any statement of the body may be the last: everything that handlers read is live throughout.
      Names all;
      mentionedNames(const_cast<Stmt *>(stmt), all);
      live.insert(all.begin(), all.end());
      Targets targets;
      eachBody(stmt, [&](Seq<Stmt> inner) {
        Names inside = live;
        if (loop) {
          targets = *loop;
          targets.atBreak.insert(all.begin(), all.end());
          targets.atContinue.insert(all.begin(), all.end());
        }
        liveness(inner, inside, scope, loop ? &targets : nullptr);
      });
    } else if (llvm::isa<Return, Raise>(stmt)) {
      live = scope->readByInner;
      live.insert(scope->globals.begin(), scope->globals.end());
      live.insert(scope->nonlocals.begin(), scope->nonlocals.end());
      reads(stmt, live);
    } else if (llvm::isa<Break>(stmt)) {
      live = loop ? loop->atBreak : live;
    } else if (llvm::isa<Continue>(stmt)) {
      live = loop ? loop->atContinue : live;
    } else {
      reads(stmt, live);
      if (auto *def = llvm::dyn_cast<FunctionDef>(stmt))
        freeNames(def, live);
    }
  }

private:
  Scopes &result;
};
} // namespace np2gpu

Scopes::Scopes(const Module *module) {
  Analyzer(*this).function(module, nullptr, "", module->body);
  std::map<std::string, unsigned> count;
  for (Stmt *stmt : module->body) {
    Names names;
    assignedNames(stmt, names);
    for (const std::string &name : names)
      count[name] += llvm::isa<Assign, AnnAssign, FunctionDef, Import, ImportFrom>(stmt) ? 1 : 2;
  }
  for (auto &[name, times] : count)
    if (times == 1 && !rebound.count(name))
      once.insert(name);
}

const Scope *Scopes::of(const Node *function) const {
  auto found = scopes.find(function);
  return found == scopes.end() ? nullptr : found->second.get();
}
void Scopes::eachFunction(llvm::function_ref<void(const Node *)> visit) const {
  for (auto &[node, scope] : scopes)
    if (llvm::isa<FunctionDef, Lambda>(node))
      visit(node);
}
static const Names &lookUp(const std::map<const Node *, Names> &map, const Node *node) {
  static const Names nothing;
  auto found = map.find(node);
  return found == map.end() ? nothing : found->second;
}
const Names &Scopes::liveAtHead(const Node *loop) const { return lookUp(heads, loop); }
const Names &Scopes::liveAfter(const Node *statement) const { return lookUp(afters, statement); }
