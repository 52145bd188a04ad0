//===- LexerUnicode.h - identifiers outside ASCII (PEP 3131) ----------------===//
#ifndef NP2GPU_FRONTEND_LEXERUNICODE_H
#define NP2GPU_FRONTEND_LEXERUNICODE_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace np2gpu {

/// The first character of `name` (valid UTF-8) that may not stand there in an identifier, or null.
const char *findInvalidIdentifierCharacter(llvm::StringRef name);

/// `name` in normal form KC: the same identifier may be written in several ways (the micro sign is a mu).
std::string normalizeIdentifier(llvm::StringRef name);

/// Python's str.isprintable, for error messages.
bool isPrintable(uint32_t codePoint);

} // namespace np2gpu

#endif // NP2GPU_FRONTEND_LEXERUNICODE_H
