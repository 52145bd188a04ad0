//===- Scopes.h - names of functions and where they are read: what Python's symbol table knows, and liveness ------===//
#ifndef NP2GPU_FRONTEND_SCOPES_H
#define NP2GPU_FRONTEND_SCOPES_H
#include "frontend/Ast.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace np2gpu {

using Names = std::set<std::string>;

struct Scope {
  const ast::Node *node;      // Module, FunctionDef, Lambda or a comprehension (which shares its parent's scope here)
  const Scope *parent = nullptr;
  std::string name;           // "" for a module
  Names locals, globals, nonlocals;
  Names readByInner;          // names that functions defined inside read or rebind: always live
};

/// The scopes of a file, and for each loop, if and try the names that may be read after its head or its end.
class Scopes {
public:
  explicit Scopes(const ast::Module *module);
  const Scope *of(const ast::Node *function) const;
  /// Visits each function, lambdas too.
  void eachFunction(llvm::function_ref<void(const ast::Node *)> visit) const;
  /// Names that may be read from the head of this loop on (in its body or after it).
  const Names &liveAtHead(const ast::Node *loop) const;
  /// Names that may be read after this statement (of a loop: also in its next iterations).
  const Names &liveAfter(const ast::Node *statement) const;

  /// Names of the module that exactly one of its statements binds, and no function.
  const Names &assignedOnce() const { return once; }

private:
  friend class Analyzer;
  Names once, rebound; // rebound: `global` in a function
  std::map<const ast::Node *, std::unique_ptr<Scope>> scopes;
  std::map<const ast::Node *, Names> heads, afters;
};

/// Names that these statements assign (targets, for, import, def, with, except, del, walrus), not in inner functions.
void assignedNames(llvm::ArrayRef<ast::Stmt *> statements, Names &names);
/// Is the name read in this statement (its own expressions and its bodies)?
bool isReadIn(const ast::Stmt *statement, const std::string &name);
/// How often the statement's own expressions mention the name, or the attribute.
unsigned countMentions(const ast::Stmt *statement, const std::string &name, bool isAttribute);
/// Names of outer scopes that this function reads or rebinds.
void freeNames(const ast::Node *function, Names &names);

} // namespace np2gpu
#endif
