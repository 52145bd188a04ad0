#include "driver/Library.h"
#include "driver/Embed.h"
#include "llvm/Support/Path.h"

using namespace np2gpu;

ParsedLibrary::ParsedLibrary() {
  Program parsed;
  for (llvm::StringRef name : embeddedUnder("lib/")) {
    llvm::StringRef module = llvm::sys::path::stem(name); // lib/np.py, lib/np.linalg.py
    if (ProgramFile *file = parsed.add(name, module, embedded(name), llvm::errs()))
      file->isLibrary = true;
  }
  for (auto &file : parsed.files)
    files.push_back(std::move(file));
}
