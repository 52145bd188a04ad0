// Names that np2gpu knows of without compiling them (KnownNames.def), and the name that a misspelt one is nearest to.
#ifndef NP2GPU_FRONTEND_KNOWNNAMES_H
#define NP2GPU_FRONTEND_KNOWNNAMES_H
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace np2gpu {
/// What to write instead of a name that Python or NumPy has: `owner` is "" for builtins, else a type or module.
std::optional<llvm::StringRef> knownName(llvm::StringRef owner, llvm::StringRef name);
/// The names of an owner.
void knownNames(llvm::StringRef owner, llvm::SmallVectorImpl<llvm::StringRef> &names);
/// The replacement of a name that NumPy 2 does not have any more.
std::optional<llvm::StringRef> goneName(llvm::StringRef name);
/// What CPython offers in `Did you mean: '...'?`, by its own rule (Python/suggestions.c); "" if none is near.
llvm::StringRef suggestion(llvm::StringRef name, llvm::ArrayRef<llvm::StringRef> candidates);
} // namespace np2gpu
#endif
