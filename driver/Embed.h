// Files that the binaries carry, by the name they have there:
//   np.h        the runtime's header for emitted text: runtime/np.h with all that it includes, in one piece
//   np.pch      the same, precompiled by this Clang (absent in the build's own tool that makes it)
//   kernel.h    the part of it that kernels use, in one piece
//   runtime/X   the runtime's sources and headers, which --standalone pastes
//   lib/X       NumPy functions written in Python
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/SmallVector.h"

namespace np2gpu {

// The content of a file, or an empty text where there is none of that name. Lives as long as the process; the byte
// after it is a zero.
llvm::StringRef embedded(llvm::StringRef name);

// The names under a folder ("lib/"), sorted.
llvm::SmallVector<llvm::StringRef> embeddedUnder(llvm::StringRef folder);

} // namespace np2gpu
