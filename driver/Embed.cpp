// Looks a file up in the table that driver/embed.py lays out as an assembly file. See Embed.h.
#include "driver/Embed.h"

namespace {
struct Row {
  const char *name, *begin, *end;
};
} // namespace

// Sorted by name; ends in a row of null pointers.
extern "C" const Row np2gpuEmbedded[];

namespace np2gpu {

llvm::StringRef embedded(llvm::StringRef name) {
  for (const Row *row = np2gpuEmbedded; row->name; ++row)
    if (name == row->name)
      return {row->begin, static_cast<size_t>(row->end - row->begin)};
  return {};
}

llvm::SmallVector<llvm::StringRef> embeddedUnder(llvm::StringRef folder) {
  llvm::SmallVector<llvm::StringRef> names;
  for (const Row *row = np2gpuEmbedded; row->name; ++row)
    if (llvm::StringRef(row->name).starts_with(folder))
      names.push_back(row->name);
  return names;
}

} // namespace np2gpu
