//===- ParserChecks.h - errors that CPython finds behind its parser ---------===//
//
// Its stages in their order, each ending the work at its first error:
//  1. `from __future__` statements               (ParserChecks.cpp, as future.c)
//  2. the names of every scope, in source order   (ParserChecksNames.cpp, as symtable.c)
//  3. what each nonlocal and global name means    (ParserChecks.cpp, as symtable.c)
//  4. control flow, targets and calls, in the order in which code is generated
//                                                 (ParserChecksCode.cpp, as compile.c)
//     and patterns                                (ParserChecksPatterns.cpp)
// Unlike the parser's, these errors count columns in bytes.
//
//===----------------------------------------------------------------------===//
#ifndef NP2GPU_FRONTEND_PARSERCHECKS_H
#define NP2GPU_FRONTEND_PARSERCHECKS_H

#include "frontend/Parser.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"

#include <deque>

namespace np2gpu::checks {

/// The first error; nothing is reported after it.
class Report {
public:
  std::optional<SyntaxError> error;
  void at(const ast::Node *node, const llvm::Twine &message) { at(node, "SyntaxError", message); }
  /// Python's has no place.
  void tooDeep(const ast::Node *node) {
    at(node, "RecursionError", "maximum recursion depth exceeded during compilation");
  }
  void at(const ast::Node *node, llvm::StringRef type, const llvm::Twine &message) {
    set(type, message, node->lineno, node->colOffset + 1, node->endLineno, node->endColOffset + 1);
  }
  void set(llvm::StringRef type, const llvm::Twine &message, int line, int column, int endLine, int endColumn) {
    if (!error)
      error = SyntaxError{type.str(), message.str(), line, column, endLine, endColumn};
  }
  explicit operator bool() const { return error.has_value(); }
};

/// What is done to a name in a scope; several may hold.
enum Use : unsigned {
  Global = 1,
  Local = 2,
  Param = 4,
  Nonlocal = 8,
  Used = 16,
  Imported = 32,
  Annotated = 64,
  Iterated = 128
};

enum class ScopeKind : uint8_t { Module, Class, Function, Annotation };
enum class ComprehensionKind : uint8_t { None, List, Set, Dict, Generator };

struct Scope {
  ScopeKind kind;
  Scope *parent = nullptr;
  ComprehensionKind comprehension = ComprehensionKind::None;
  bool isCoroutine = false, isGenerator = false;
  bool inIterationTarget = false;
  int inIterable = 0; // depth of iterables of comprehensions around
  llvm::MapVector<llvm::StringRef, unsigned> names;
  llvm::SmallVector<std::pair<llvm::StringRef, const ast::Node *>, 2>
      directives; // where a name was made global or nonlocal
  llvm::SmallVector<Scope *, 4> children;
};

struct Scopes {
  std::deque<Scope> all; // the module's first
  /// Of functions, lambdas, classes and comprehensions.
  llvm::DenseMap<const ast::Node *, Scope *> of;
  llvm::BumpPtrAllocator mangledNames;
};

struct FutureFeatures {
  bool annotations = false;
  int lastLine = -1; // of the last statement that counts
};

constexpr int maxRecursion = 2990; // CPython's limit is 3000, less what calls it

/// False after an error, as all of these.
bool checkNames(const ast::Module &module, const FutureFeatures &future, Scopes &scopes, Report &report);
bool checkCode(const ast::Module &module, const FutureFeatures &future, const Scopes &scopes, Report &report);

/// The parts of an expression that neither binds names nor has rules of its own, in the order of evaluation.
template <typename Visit> void visitParts(const ast::Expr *expr, Visit visit) {
  using namespace ast;
  switch (expr->kind) {
  case Kind::BoolOp:
    return visit(llvm::cast<BoolOp>(expr)->values);
  case Kind::BinOp:
    return visit(llvm::cast<BinOp>(expr)->left, llvm::cast<BinOp>(expr)->right);
  case Kind::UnaryOp:
    return visit(llvm::cast<UnaryOp>(expr)->operand);
  case Kind::IfExp:
    return visit(llvm::cast<IfExp>(expr)->test, llvm::cast<IfExp>(expr)->body, llvm::cast<IfExp>(expr)->orelse);
  case Kind::Compare:
    return visit(llvm::cast<Compare>(expr)->left, llvm::cast<Compare>(expr)->comparators);
  case Kind::FormattedValue:
    return visit(llvm::cast<FormattedValue>(expr)->value, llvm::cast<FormattedValue>(expr)->formatSpec);
  case Kind::JoinedStr:
    return visit(llvm::cast<JoinedStr>(expr)->values);
  case Kind::Attribute:
    return visit(llvm::cast<Attribute>(expr)->value);
  case Kind::Subscript:
    return visit(llvm::cast<Subscript>(expr)->value, llvm::cast<Subscript>(expr)->slice);
  case Kind::Slice:
    return visit(llvm::cast<Slice>(expr)->lower, llvm::cast<Slice>(expr)->upper, llvm::cast<Slice>(expr)->step);
  default:
    return;
  }
}

/// A comprehension's kind, clauses and element (of a dict: key and value).
template <typename Visit> void visitComprehension(const ast::Expr *expr, Visit visit) {
  using namespace ast;
  if (auto *list = llvm::dyn_cast<ListComp>(expr))
    visit(ComprehensionKind::List, list->generators, list->elt, nullptr);
  else if (auto *set = llvm::dyn_cast<SetComp>(expr))
    visit(ComprehensionKind::Set, set->generators, set->elt, nullptr);
  else if (auto *generator = llvm::dyn_cast<GeneratorExp>(expr))
    visit(ComprehensionKind::Generator, generator->generators, generator->elt, nullptr);
  else if (auto *dict = llvm::dyn_cast<DictComp>(expr))
    visit(ComprehensionKind::Dict, dict->generators, dict->key, dict->value);
}

/// Whether a pattern matches everything without binding a name.
inline bool isWildcard(const ast::Pattern *pattern) {
  auto *as = llvm::dyn_cast<ast::MatchAs>(pattern);
  return as && !as->pattern && as->name.empty();
}
bool checkPattern(const ast::Pattern *pattern, bool mayMatchAll, Report &report,
                  llvm::function_ref<bool(const ast::Expr *)> visit);

} // namespace np2gpu::checks

#endif // NP2GPU_FRONTEND_PARSERCHECKS_H
