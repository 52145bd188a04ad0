// Two objects that begin alike are made twice, not made once and copied.
//
//   %z = np.zeros %n                     %z = np.zeros %n
//   %a = np.own %z                       %a = np.own %z
//   %b = np.own %z                       %y = np.zeros %n
//                                        %b = np.own %y
//
// CSE and hoisting see one value in `u = np.zeros(n); v = np.zeros(n)`, and np.own keeps the objects apart by a copy.
// For an operation that reads no array that is more work than to do it again. Runs last: CSE would undo it.
#include "ir/Np.h"
#include "ir/Passes.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace np2gpu;

static bool isCreation(Operation *op) {
  return op && isPure(op) && !op->getNumRegions() && op->getNumResults() == 1 &&
         llvm::none_of(op->getOperandTypes(), llvm::IsaPred<RankedTensorType, np::RefType>);
}

namespace {
struct RemakeCreations : PassWrapper<RemakeCreations, OperationPass<py::FuncOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(RemakeCreations)
  StringRef getArgument() const override { return "np-remake-creations"; }
  StringRef getDescription() const override { return "Make fresh arrays again instead of copying them"; }
  void runOnOperation() override {
    getOperation().walk([](np::OwnOp own) {
      Operation *source = own.getSource().getDefiningOp();
      if (!isCreation(source) || (source->hasOneUse() && source->getBlock() == own->getBlock()))
        return;
      OpBuilder builder(own);
      Operation *again = builder.clone(*source);
      if (auto line = own.getLoc()->findInstanceOf<FileLineColLoc>()) // the text quotes the line that made this one
        again->setLoc(line);
      own.getSourceMutable().assign(again->getResult(0));
      if (source->use_empty())
        source->erase();
    });
  }
};
} // namespace

std::unique_ptr<Pass> np2gpu::createRemakeCreationsPass() { return std::make_unique<RemakeCreations>(); }
