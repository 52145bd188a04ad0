#include "driver/Library.h"
#include "driver/Embed.h"
#include "llvm/Support/Path.h"

void np2gpu::addCarried(Library &library) {
  for (llvm::StringRef name : embeddedUnder("lib/")) // lib/np.py, lib/np.linalg.py
    library.add(name, llvm::sys::path::stem(name), embedded(name));
}

std::vector<np2gpu::codegen::SourceText> np2gpu::sourcesOf(const Program &program) {
  std::vector<codegen::SourceText> sources;
  for (auto &file : program.files)
    sources.push_back({file->source.name, file->source.text});
  for (const SourceFile &file : program.lib->sources())
    sources.push_back({file.name, file.text});
  return sources;
}
