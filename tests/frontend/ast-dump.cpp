//===- ast-dump.cpp - prints the tree of Python files, or their error -------===//
//
//   ast-dump [--no-positions] [--py311] [--parse-only] [--time] FILE...
//
// With no FILE: reads names of files, one a line, and answers each with a line
// "FILE", the dump, and a line "END", so that one process serves a whole test.
//
//===----------------------------------------------------------------------===//

#include "frontend/AstDump.h"
#include "frontend/Parser.h"

#include "llvm/Support/MemoryBuffer.h"

#include <chrono>
#include <iostream>

using namespace np2gpu;

namespace {

struct Settings {
  bool positions = true;
  bool time = false;
  ParseOptions parse;
};

bool dumpFile(const std::string &name, const Settings &settings) {
  auto buffer = llvm::MemoryBuffer::getFile(name);
  if (!buffer) {
    llvm::outs() << "cannot read " << name << '\n';
    return false;
  }
  ParseResult result = parse((*buffer)->getBuffer(), name, settings.parse);
  if (result.error) {
    const SyntaxError &e = *result.error;
    llvm::outs() << "ERROR " << e.type << ' ' << e.line << ' ' << e.column << ' ' << e.endLine << ' ' << e.endColumn
                 << ' ' << e.message << '\n';
    return false;
  }
  if (!settings.time)
    dump(*result.module, llvm::outs(), settings.positions);
  return true;
}

} // namespace

int main(int argc, char **argv) {
  Settings settings;
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i) {
    std::string arg = argv[i];
    if (arg == "--no-positions")
      settings.positions = false;
    else if (arg == "--py311")
      settings.parse.newerSyntax = false;
    else if (arg == "--parse-only")
      settings.parse.compilerChecks = false;
    else if (arg == "--time")
      settings.time = true;
    else
      files.push_back(arg);
  }
  auto begin = std::chrono::steady_clock::now();
  bool ok = true;
  for (const std::string &file : files)
    ok &= dumpFile(file, settings);
  if (settings.time)
    llvm::outs() << std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() << " s\n";
  std::string line;
  while (files.empty() && std::getline(std::cin, line)) {
    llvm::outs() << "FILE\n";
    dumpFile(line, settings);
    llvm::outs() << "END\n";
    llvm::outs().flush();
  }
  return ok ? 0 : 1;
}
