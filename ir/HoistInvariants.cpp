// What is the same in every iteration is computed before the loop.
//
//   py.for %i = range(0, %n, 1) {          %h = py.mul %x, %x
//     %h = py.mul %x, %x                   py.for %i = range(0, %n, 1) {
//     %v = np.slice %a ..                    %v = np.slice %a ..
//     ..                                     ..
//   }                                      }
//
// Only what cannot raise and reads no memory (MLIR's own rule; checks stay, and elements behind checks). Views stay:
// they cost nothing, and the text shows them where they are used. Array arithmetic is hoisted only out of loops that
// certainly run: a loop over nothing must not compute, and hold, what nobody asked for.
#include "ir/Np.h"
#include "ir/Passes.h"
#include "mlir/Transforms/LoopInvariantCodeMotionUtils.h"

using namespace mlir;
using namespace np2gpu;

static bool certainlyRuns(Operation *loop) {
  auto counted = dyn_cast<py::ForOp>(loop);
  if (!counted)
    return false;
  auto start = py::constantInt(counted.getStart()), stop = py::constantInt(counted.getStop()), step = py::constantInt(counted.getStep());
  return start && stop && step && (*step > 0 ? *start < *stop : *stop < *start);
}

static bool isArithmeticOnArrays(Operation *op) { return llvm::any_of(op->getResultTypes(), llvm::IsaPred<RankedTensorType>); }

namespace {
struct HoistInvariants : PassWrapper<HoistInvariants, OperationPass<py::FuncOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(HoistInvariants)
  StringRef getArgument() const override { return "np-hoist-invariants"; }
  StringRef getDescription() const override { return "Loop-invariant code motion"; }
  void runOnOperation() override {
    getOperation().walk([](LoopLikeOpInterface loop) { // inner loops first
      moveLoopInvariantCode(
          loop.getLoopRegions(), [&](Value value, Region *) { return loop.isDefinedOutsideOfLoop(value); },
          [&](Operation *op, Region *) {
            return isMemoryEffectFree(op) && isSpeculatable(op) && !op->getNumRegions() && !isView(op) &&
                   !isa<py::ConstantOp, py::NameOp, py::UndefinedOp, np::DimOp, np::SizeOp>(op) &&
                   (!isArithmeticOnArrays(op) || certainlyRuns(loop));
          },
          [&](Operation *op, Region *) { loop.moveOutOfLoop(op); });
    });
  }
};
} // namespace

std::unique_ptr<Pass> np2gpu::createHoistInvariantsPass() { return std::make_unique<HoistInvariants>(); }
