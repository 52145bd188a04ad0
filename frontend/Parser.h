//===- Parser.h - from the text of a script to its tree ---------------------===//
//
// The tree equals that of CPython 3.11's `ast.parse`, positions included, for
// every text that it accepts. What it refuses with a SyntaxError (in its parser,
// its symbol table or its compiler) is refused with the same type, message and
// position, except for the newer syntax that 3.13 accepts (type parameters, `type`
// statements, nested quotes in f-strings), which is parsed as 3.13 does unless
// the options say otherwise.
//
//===----------------------------------------------------------------------===//
#ifndef NP2GPU_FRONTEND_PARSER_H
#define NP2GPU_FRONTEND_PARSER_H

#include "frontend/Ast.h"

#include <memory>
#include <optional>
#include <string>

namespace np2gpu {

/// As the attributes of Python's exception: `column` is its `offset`: 1-based, in
/// characters; 0 means unknown, and endLine and endColumn are 0 or -1 where CPython's are.
struct SyntaxError {
  std::string
      type; // SyntaxError, IndentationError or TabError; RecursionError or MemoryError for what nests too deeply
  std::string message;
  int line = 0, column = 0, endLine = 0, endColumn = 0;
};

struct ParseOptions {
  /// Accept what is new in 3.12 and 3.13.
  bool newerSyntax = true;
  /// Also find the errors of CPython's symbol table and compiler, that is all of
  /// `compile(source, fileName, 'exec')` and not only of `ast.parse(source)`.
  bool compilerChecks = true;
};

/// `module` is null if the text could not be parsed. An error of compilerChecks comes with the module.
struct ParseResult {
  std::unique_ptr<Ast> ast;
  ast::Module *module = nullptr;
  std::optional<SyntaxError> error;
};

/// `source` is the file's bytes, whatever its encoding; it need not outlive the call.
ParseResult parse(llvm::StringRef source, llvm::StringRef fileName, const ParseOptions &options = {});

} // namespace np2gpu

#endif // NP2GPU_FRONTEND_PARSER_H
