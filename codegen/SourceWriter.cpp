#include "codegen/SourceWriter.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace np2gpu::codegen;

// The last place before `limit` where a line may be broken: behind a comma or an opening parenthesis, or before an
// operator with blanks around it; the least deeply nested one wins. Not inside string literals, not in comments.
static size_t breakPoint(StringRef line, size_t first, size_t limit) {
  size_t best = 0;
  int bestDepth = 1000, depth = 0, lists = 0;
  for (size_t i = 0; i < line.size() && i < limit; ++i) {
    char c = line[i];
    if (c == '"' || c == '\'') {
      for (++i; i < line.size() && line[i] != c; ++i)
        i += line[i] == '\\';
      continue;
    }
    if (line.substr(i).starts_with("//"))
      break;
    bool opensList = c == '<' && i > 0 && (isAlnum(line[i - 1]) || line[i - 1] == '_'); // of template arguments
    bool closesList = c == '>' && lists > 0 && line[i - 1] != '-';
    lists += opensList - closesList;
    if (c == '(' || c == '{' || c == '[' || opensList)
      ++depth;
    if (c == ')' || c == '}' || c == ']' || closesList)
      --depth;
    bool comma = c == ',' && lists == 0 && i + 1 < line.size() && line[i + 1] == ' ';
    bool op = c == ' ' && lists == 0 && i + 3 < line.size() && StringRef("+-*/&|<>=?:").contains(line[i + 1]) &&
              !line.substr(i).starts_with(" = ") && depth > 0;
    if ((comma || op) && i > first + 20 && depth <= bestDepth) {
      best = i + 1;
      bestDepth = depth;
    }
  }
  return best;
}

void SourceWriter::line(StringRef code) {
  std::string indent(depth * step, ' ');
  size_t used = indent.size();
  std::string rest = code.str();
  unsigned hanging = depth * step + step;
  while (used + rest.size() > width) {
    size_t at = breakPoint(rest, 0, width - used);
    if (at == 0)
      break;
    text += indent + StringRef(rest).take_front(at).rtrim().str() + "\n";
    rest = StringRef(rest).drop_front(at).ltrim().str();
    indent.assign(hanging, ' ');
    used = hanging;
  }
  text += indent + rest + "\n";
}

void SourceWriter::verbatim(StringRef code) { text += std::string(depth * step, ' ') + code.str() + "\n"; }

void SourceWriter::blank() {
  if (!text.empty() && !StringRef(text).ends_with("\n\n") && !StringRef(text).ends_with("{\n"))
    text += "\n";
}

void SourceWriter::open(StringRef code) {
  line(code.empty() ? "{" : (code + " {").str());
  ++depth;
}

void SourceWriter::close(StringRef code) {
  --depth;
  line(("}" + code).str());
}

void SourceWriter::reopen(StringRef code) {
  --depth;
  line(("} " + code + " {").str());
  ++depth;
}
