// Located messages.
#include "frontend/Diagnostics.h"

using namespace np2gpu;

llvm::StringRef SourceFile::line(int number) const {
  llvm::StringRef rest = text;
  for (int i = 1; i < number; ++i)
    rest = rest.split('\n').second;
  return rest.split('\n').first.rtrim('\r');
}

void np2gpu::printDiagnostic(llvm::raw_ostream &os, const SourceFile &file, Severity severity, const ast::Node *at,
                             llvm::StringRef message, llvm::StringRef hint) {
  const char *names[] = {"error", "warning", "note"};
  os << file.name << ':';
  if (at)
    os << at->lineno << ':' << at->colOffset + 1 << ':';
  os << ' ' << names[int(severity)] << ": " << message << '\n';
  if (at) {
    llvm::StringRef line = file.line(at->lineno);
    os << "    " << line << "\n    ";
    for (int i = 0; i < at->colOffset && i < int(line.size()); ++i)
      if (line[i] == '\t')
        os << '\t';
      else if ((line[i] & 0xc0) != 0x80) // one column for a character, however many bytes
        os << ' ';
    int width = at->endLineno == at->lineno ? at->endColOffset - at->colOffset : int(line.size()) - at->colOffset;
    os << '^';
    for (int i = 1; i < width; ++i)
      os << '~';
    os << '\n';
  }
  if (!hint.empty())
    os << "    hint: " << hint << '\n';
}
