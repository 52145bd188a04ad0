#include "codegen/Names.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace np2gpu::codegen;

// Keywords of C++, what nvcc and C headers define as macros, and names that the text itself uses.
static bool isReserved(StringRef name) {
  static const StringSet<> reserved = {
      "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch", "char",
      "class", "compl", "concept", "const", "consteval", "constexpr", "constinit", "const_cast", "continue", "co_await",
      "co_return", "co_yield", "decltype", "default", "delete", "do", "double", "dynamic_cast", "else", "enum",
      "explicit", "export", "extern", "false", "float", "for", "friend", "goto", "if", "inline", "int", "long",
      "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr", "operator", "or", "or_eq", "private",
      "protected", "public", "register", "reinterpret_cast", "requires", "return", "short", "signed", "sizeof",
      "static", "static_assert", "static_cast", "struct", "switch", "template", "this", "thread_local", "throw", "true",
      "try", "typedef", "typeid", "typename", "union", "unsigned", "using", "virtual", "void", "volatile", "wchar_t",
      "while", "xor", "xor_eq", "char8_t", "char16_t", "char32_t", "main", "np", "std", "NULL", "EOF", "INFINITY",
      "NAN", "script", "np_main", "linux", "unix", "i386"};
  return reserved.contains(name) || name.starts_with("__") || name.starts_with("NP_") || name.starts_with("np_");
}

bool Names::isTaken(StringRef name) const { return used.contains(name) || (outer && outer->isTaken(name)); }

bool Names::take(StringRef name) { return !isTaken(name) && used.insert(name).second; }

std::string Names::fresh(StringRef wanted) {
  std::string name;
  wanted = wanted.split(' ').first.ltrim('@'); // what follows is the importer's, to tell objects of one name apart
  for (char c : wanted)
    name += isAlnum(c) || c == '_' ? c : '_';
  while (name.size() > 1 && name.back() == '_' && !wanted.ends_with("_"))
    name.pop_back();
  if (name.empty() || name == "_")
    name = wanted == "_" ? "unused" : "t";
  if (isDigit(name[0]))
    name.insert(0, "_");
  if (isReserved(name))
    name += '_';
  if (take(name))
    return name;
  if (isDigit(name.back()) || name.back() != '_')
    name += '_';
  for (unsigned &n = lastNumber.try_emplace(name, 1).first->second;;)
    if (std::string numbered = name + std::to_string(++n); take(numbered))
      return numbered;
}
