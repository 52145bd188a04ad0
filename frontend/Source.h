//===- Source.h - from the bytes of a file to UTF-8 text --------------------===//
#ifndef NP2GPU_FRONTEND_SOURCE_H
#define NP2GPU_FRONTEND_SOURCE_H

#include "frontend/Parser.h"

namespace np2gpu {

/// The script as the lexer reads it: UTF-8, lines ended by '\n' (the last one too), a NUL behind the end.
struct SourceText {
  std::string text;
  /// The line numbered `line` from 1, without its end; empty if there is none.
  llvm::StringRef line(int line) const;
};

/// Removes a byte order mark, follows a `coding:` cookie in the first two lines
/// (UTF-8, Latin-1 and ASCII by all their names), translates line ends.
std::optional<SyntaxError> decodeSource(llvm::StringRef bytes, llvm::StringRef fileName, SourceText &source);

/// How many characters (code points) begin in the first `bytes` bytes of valid UTF-8.
int charactersIn(llvm::StringRef text, size_t bytes);

/// Appends the code point; a surrogate as three bytes, as Python's "surrogatepass" does.
void appendUtf8(std::string &text, uint32_t codePoint);

/// Reads one code point of text that appendUtf8 or decodeSource made, and removes it from its front.
uint32_t takeUtf8(llvm::StringRef &text);

} // namespace np2gpu

#endif // NP2GPU_FRONTEND_SOURCE_H
