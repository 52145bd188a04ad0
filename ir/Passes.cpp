// The order of the passes.
#include "ir/Passes.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"

using namespace mlir;

void np2gpu::buildPasses(OpPassManager &passes, bool verify) { passes.addPass(createDropUnusedPass()); }

void np2gpu::registerPasses() { registerPass(createDropUnusedPass); }
