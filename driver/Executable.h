// --emit=exe: a standalone text becomes a program.
#pragma once

#include "llvm/ADT/StringRef.h"

namespace np2gpu {

// Builds `text` (of Standalone.h) as the program `output`: with nvcc where there is one, else with a C++ compiler for
// the CPU alone. Messages go to standard error; returns an exit status.
int buildExecutable(llvm::StringRef text, llvm::StringRef output);

} // namespace np2gpu
