//===- LexerNumbers.h - where a number ends, and its value ------------------===//
#ifndef NP2GPU_FRONTEND_LEXERNUMBERS_H
#define NP2GPU_FRONTEND_LEXERNUMBERS_H

#include "frontend/Ast.h"

#include <string>

namespace np2gpu {

struct NumberScan {
  const char *end;     // behind the number, or where the tokenizer stands at the error
  std::string message; // empty: it is a number
  const char *errorBegin = nullptr, *errorEnd = nullptr; // if the error has a range
};

/// `text` starts with a digit, or with a dot and a digit.
NumberScan scanNumber(const char *text);

/// Fills in the value of a number that scanNumber accepts. Returns CPython's message
/// if it has too many decimal digits, otherwise an empty string.
std::string readNumber(llvm::StringRef text, ast::Constant &number, llvm::BumpPtrAllocator &arena);

} // namespace np2gpu

#endif // NP2GPU_FRONTEND_LEXERNUMBERS_H
