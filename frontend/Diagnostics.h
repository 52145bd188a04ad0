// Located messages in Clang's manner: file:line:col, the line, a caret, and a hint that says what to write instead.
#ifndef NP2GPU_FRONTEND_DIAGNOSTICS_H
#define NP2GPU_FRONTEND_DIAGNOSTICS_H
#include "frontend/Ast.h"
#include "llvm/Support/raw_ostream.h"
#include <string>

namespace np2gpu {
/// A file of the program: its name as the user wrote it, and its text.
struct SourceFile {
  std::string name, text;
  llvm::StringRef line(int number) const; // 1-based, without the newline
};

enum class Severity { Error, Warning, Note };

/// Prints `file:line:col: error: message`, the source line, a caret under the node's columns and `hint: ...`.
void printDiagnostic(llvm::raw_ostream &os, const SourceFile &file, Severity severity, const ast::Node *at,
                     llvm::StringRef message, llvm::StringRef hint = "");

/// Thrown by the importer for what it does not compile. `file` and `at` say where.
struct CompileError {
  const SourceFile *file;
  const ast::Node *at;
  std::string message, hint;
};
} // namespace np2gpu
#endif
