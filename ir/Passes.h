// The passes over the py and np dialects, in the order in which they run.
#ifndef NP2GPU_IR_PASSES_H
#define NP2GPU_IR_PASSES_H
#include "mlir/Pass/Pass.h"
#include <memory>

namespace np2gpu {
/// Drops what nobody reads: cells without loads, pure operations without users, functions without calls.
std::unique_ptr<mlir::Pass> createDropUnusedPass();

/// Variables become SSA values.
std::unique_ptr<mlir::Pass> createPromoteCellsPass();
/// No object of its own for what nobody writes.
std::unique_ptr<mlir::Pass> createDropOwnPass();
/// Branches that were decided before.
std::unique_ptr<mlir::Pass> createSimplifyControlPass();
/// Loop-invariant code motion.
std::unique_ptr<mlir::Pass> createHoistInvariantsPass();
/// Make fresh arrays again instead of copying them.
std::unique_ptr<mlir::Pass> createRemakeCreationsPass();
/// Fails where a write in place would be seen through an older version or a view.
std::unique_ptr<mlir::Pass> createVerifyVersionsPass();

/// All passes; with `verify` the version verifier runs after each.
void buildPasses(mlir::OpPassManager &passes, bool verify);
/// For np2gpu-opt.
void registerPasses();
} // namespace np2gpu
#endif
