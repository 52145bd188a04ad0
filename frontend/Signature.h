// A row's signature, `name: kind = default, ...`, and Python's binding of arguments to it.
#ifndef NP2GPU_FRONTEND_SIGNATURE_H
#define NP2GPU_FRONTEND_SIGNATURE_H
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace np2gpu {
struct Parameter {
  llvm::StringRef name, kind;
  std::optional<llvm::StringRef> fallback; // the default's text
};
llvm::SmallVector<Parameter> parseSignature(llvm::StringRef signature);
} // namespace np2gpu
#endif
