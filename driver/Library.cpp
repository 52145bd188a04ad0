#include "driver/Library.h"
#include "driver/Embed.h"
#include "llvm/Support/Path.h"

void np2gpu::addCarried(Library &library) {
  for (llvm::StringRef name : embeddedUnder("lib/")) // lib/np.py, lib/np.linalg.py
    library.add(name, llvm::sys::path::stem(name), embedded(name));
}
