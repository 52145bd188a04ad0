// The files of a program, parsed: the script and its own modules (`from helper import f`).
#ifndef NP2GPU_FRONTEND_PROGRAM_H
#define NP2GPU_FRONTEND_PROGRAM_H
#include "frontend/Diagnostics.h"
#include "frontend/Parser.h"
#include "frontend/Scopes.h"
#include <map>
#include <memory>
#include <vector>

namespace np2gpu {

struct ProgramFile {
  SourceFile source;
  std::string moduleName; // "__main__", "helper", "numpy" for lib/
  std::unique_ptr<Ast> ast;
  ast::Module *module = nullptr;
  std::unique_ptr<Scopes> scopes;
  bool isLibrary = false; // of lib/: `np` and the other functions of lib/ are known in it
};

class Library;

struct Program {
  std::vector<std::unique_ptr<ProgramFile>> files; // [0] is the script
  Library *lib = nullptr;                          // lib/*.py
  std::string directory;                           // where `import helper` looks
  std::vector<std::string> arguments;              // for messages only
  std::string fault;                               // put in on purpose, to test the tests: tests/fuzz/README.md
  llvm::raw_ostream *messages = nullptr;           // warnings and notes; null: none
  /// Parses a module of the program beside the script; null if there is no such file.
  ProgramFile *find(llvm::StringRef moduleName);
  /// Adds a file with this text; prints a syntax error in Python's form and returns null.
  ProgramFile *add(llvm::StringRef fileName, llvm::StringRef moduleName, llvm::StringRef text, llvm::raw_ostream &errors);
};

} // namespace np2gpu
#endif
