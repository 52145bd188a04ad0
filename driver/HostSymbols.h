// Addresses in this binary that compiled text may link to. A stripped static binary exports nothing that a dynamic
// lookup could find, so they are handed to the JIT by name.
#pragma once

#include "llvm/ADT/ArrayRef.h"

namespace np2gpu {

struct HostSymbol {
  const char *name; // as the linker sees it
  void *address;
};

// What Clang's code calls by itself: exceptions, new and delete, arithmetic on wide and narrow types.
llvm::ArrayRef<HostSymbol> cxxSymbols();

// Every np_* function of runtime/ (a table that the build makes of the runtime's objects).
llvm::ArrayRef<HostSymbol> runtimeSymbols();

} // namespace np2gpu
