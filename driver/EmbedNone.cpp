// For the build's own tool, which makes what the others carry: nothing is embedded, no runtime is linked.
#include "driver/HostSymbols.h"

extern "C" const char *const np2gpuEmbedded[3] = {nullptr, nullptr, nullptr};

llvm::ArrayRef<np2gpu::HostSymbol> np2gpu::runtimeSymbols() { return {}; }
