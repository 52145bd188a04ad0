// Python's exceptions by name: the codes of the C ABI and the class tree.
#ifndef NP2GPU_FRONTEND_EXCEPTIONS_H
#define NP2GPU_FRONTEND_EXCEPTIONS_H
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

namespace np2gpu {
bool isException(llvm::StringRef name);
void exceptionNames(llvm::SmallVectorImpl<llvm::StringRef> &names);
int exceptionCode(llvm::StringRef name); // an np_status
/// The codes that `except name` catches.
llvm::SmallVector<int> exceptionAndSubclasses(llvm::StringRef name);
} // namespace np2gpu
#endif
