// The kinds of exceptions as the runtime's header spells them.
#pragma once
#include "llvm/ADT/StringRef.h"

namespace np2gpu::codegen {
// NP_VALUE_ERROR for its number.
llvm::StringRef statusName(int64_t code);
} // namespace np2gpu::codegen
