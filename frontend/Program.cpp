// The files of a program: reading, parsing, syntax errors in Python's form.
#include "frontend/Program.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace np2gpu;

static void printSyntaxError(llvm::raw_ostream &os, const SourceFile &file, const SyntaxError &error) {
  os << "  File \"" << file.name << "\", line " << error.line << '\n';
  llvm::StringRef line = file.line(error.line);
  llvm::StringRef shown = line.ltrim();
  if (!shown.empty()) {
    os << "    " << shown << '\n';
    int skipped = int(line.size() - shown.size());
    if (error.column > 0) {
      os << "    " << std::string(std::max(0, error.column - 1 - skipped), ' ');
      int width = error.endLine == error.line && error.endColumn > error.column ? error.endColumn - error.column : 1;
      os << std::string(width, '^') << '\n';
    }
  }
  os << error.type << ": " << error.message << '\n';
}

ProgramFile *Program::add(llvm::StringRef fileName, llvm::StringRef moduleName, llvm::StringRef text, llvm::raw_ostream &errors) {
  auto file = std::make_unique<ProgramFile>();
  file->source = {fileName.str(), text.str()};
  file->moduleName = moduleName.str();
  ParseResult result = parse(file->source.text, fileName);
  if (result.error || !result.module) {
    printSyntaxError(errors, file->source, *result.error);
    return nullptr;
  }
  file->ast = std::move(result.ast);
  file->module = result.module;
  file->scopes = std::make_unique<Scopes>(file->module);
  files.push_back(std::move(file));
  return files.back().get();
}

ProgramFile *Program::find(llvm::StringRef moduleName) {
  for (auto &file : files)
    if (file->moduleName == moduleName)
      return file.get();
  std::string path = moduleName.str();
  std::replace(path.begin(), path.end(), '.', '/');
  llvm::SmallString<128> full(directory);
  llvm::sys::path::append(full, path + ".py");
  auto buffer = llvm::MemoryBuffer::getFile(full);
  if (!buffer)
    return nullptr;
  return add(full, moduleName, (*buffer)->getBuffer(), messages ? *messages : llvm::errs());
}
