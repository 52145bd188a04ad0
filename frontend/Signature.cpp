// Signatures of rows.
#include "frontend/Signature.h"

using namespace np2gpu;

llvm::SmallVector<Parameter> np2gpu::parseSignature(llvm::StringRef signature) {
  llvm::SmallVector<Parameter> parameters;
  while (!signature.trim().empty()) {
    auto [one, rest] = signature.split(',');
    signature = rest;
    auto [declared, fallback] = one.split('=');
    auto [name, kind] = declared.split(':');
    parameters.push_back({name.trim(), kind.trim(), one.contains('=') ? std::optional(fallback.trim()) : std::nullopt});
  }
  return parameters;
}
