//===- AstDump.h - the tree as Python's ast.dump prints it ------------------===//
#ifndef NP2GPU_FRONTEND_ASTDUMP_H
#define NP2GPU_FRONTEND_ASTDUMP_H

#include "frontend/Ast.h"

#include "llvm/Support/raw_ostream.h"

namespace np2gpu {

/// What `ast.dump(node, include_attributes=positions)` of Python 3.11 returns for each
/// statement of the module, one a line; characters outside ASCII are escaped, as
/// ascii() does it. Type parameters are printed where there are some.
void dump(const ast::Module &module, llvm::raw_ostream &out, bool positions);

/// As Python's ascii() of the constant's value.
void printConstant(const ast::Constant &constant, llvm::raw_ostream &out);

/// As Python's ascii() of the string (UTF-8, with surrogates) and repr() of the bytes.
void printAscii(llvm::StringRef text, llvm::raw_ostream &out);
void printBytes(llvm::StringRef bytes, llvm::raw_ostream &out);

} // namespace np2gpu

#endif // NP2GPU_FRONTEND_ASTDUMP_H
