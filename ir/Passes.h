// The passes over the py and np dialects, in the order in which they run.
#ifndef NP2GPU_IR_PASSES_H
#define NP2GPU_IR_PASSES_H
#include "mlir/Pass/Pass.h"
#include <memory>

namespace np2gpu {
/// Drops what nobody reads: cells without loads, pure operations without users, functions without calls.
std::unique_ptr<mlir::Pass> createDropUnusedPass();

/// All passes; with `verify` the version verifier runs after each.
void buildPasses(mlir::OpPassManager &passes, bool verify);
/// For np2gpu-opt.
void registerPasses();
} // namespace np2gpu
#endif
