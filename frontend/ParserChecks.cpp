//===- ParserChecks.cpp - __future__, global and nonlocal --------------------===//

#include "frontend/ParserChecks.h"
#include "frontend/ParserImpl.h"

#include "llvm/ADT/StringSet.h"

using namespace np2gpu;
using namespace np2gpu::ast;
using namespace np2gpu::checks;
using llvm::StringRef;

namespace {

bool checkFutureNames(const ImportFrom *import, FutureFeatures &future, Report &report) {
  for (const Alias *alias : import->names) {
    StringRef name = alias->name;
    auto fail = [&](const llvm::Twine &message) {
      report.set("SyntaxError", message, import->lineno, import->colOffset + 1, import->lineno, 0);
    };
    if (name == "annotations")
      future.annotations = true;
    else if (name == "braces")
      fail("not a chance");
    else if (!llvm::is_contained({"nested_scopes", "generators", "division", "absolute_import", "with_statement",
                                  "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop"},
                                 name))
      fail("future feature " + name.take_front(100) + " is not defined");
  }
  return !report;
}

/// Future statements come first, behind at most a docstring. A late one is found here only on the line where the
/// others end; checkCode finds the rest.
bool checkFuture(const Module &module, FutureFeatures &future, Report &report) {
  bool done = false;
  int line = 0;
  for (const Stmt *stmt : module.body) {
    if (done && stmt->lineno > line)
      break;
    line = stmt->lineno;
    auto *import = llvm::dyn_cast<ImportFrom>(stmt);
    if (import && import->module == "__future__") {
      if (done)
        report.set("SyntaxError", "from __future__ imports must occur at the beginning of the file", stmt->lineno,
                   stmt->colOffset, stmt->lineno, 0);
      if (report || !checkFutureNames(import, future, report))
        return false;
      future.lastLine = stmt->lineno;
      continue;
    }
    auto *expr = stmt == module.body.front() ? llvm::dyn_cast<ExprStmt>(stmt) : nullptr;
    auto *constant = expr ? llvm::dyn_cast<Constant>(expr->value) : nullptr;
    done |= !constant || !constant->isStr();
  }
  return true;
}

/// Resolves the names declared global and nonlocal; `bound` are the names of the functions around, if there is a scope
/// around at all.
class Resolver {
public:
  explicit Resolver(Report &report) : report(report) {}

  bool resolve(const Scope &scope, const llvm::StringSet<> *boundOutside) {
    llvm::StringSet<> bound;
    if (boundOutside)
      bound = *boundOutside;
    llvm::StringSet<> inner = scope.kind == ScopeKind::Class ? bound : llvm::StringSet<>();
    llvm::StringSet<> locals;
    for (const auto &[name, uses] : scope.names) {
      if (uses & Use::Global) {
        if (uses & Use::Nonlocal)
          return fail(scope, name, "name '" + name + "' is nonlocal and global");
        bound.erase(name);
      } else if (uses & Use::Nonlocal) {
        if (!boundOutside)
          return fail(scope, name, "nonlocal declaration not allowed at module level");
        if (!bound.contains(name))
          return fail(scope, name, "no binding for nonlocal '" + name + "' found");
      } else if (uses & (Use::Local | Use::Param | Use::Imported)) {
        locals.insert(name);
      }
    }
    if (scope.kind == ScopeKind::Class) {
      inner.insert("__class__");
    } else {
      if (scope.kind == ScopeKind::Function)
        inner.insert_range(locals.keys());
      inner.insert_range(bound.keys());
    }
    return llvm::all_of(scope.children, [&](const Scope *child) { return resolve(*child, &inner); });
  }

private:
  Report &report;

  bool fail(const Scope &scope, StringRef name, const llvm::Twine &message) {
    for (const auto &[declared, where] : scope.directives)
      if (declared == name) {
        report.at(where, message);
        return false;
      }
    llvm_unreachable("a declared name has a declaration");
  }
};

} // namespace

std::optional<SyntaxError> np2gpu::checkModule(const Module &module, const SourceText &) {
  Report report;
  FutureFeatures future;
  Scopes scopes;
  bool ok = checkFuture(module, future, report) && checkNames(module, future, scopes, report) &&
            Resolver(report).resolve(scopes.all.front(), nullptr) && checkCode(module, future, scopes, report);
  (void)ok;
  return report.error;
}
