// Objects that nobody writes need no memory of their own.
//
//   %x = np.add %a, %a         %x = np.add %a, %a
//   %b = np.own %x             print %x
//   print %b
//
// The importer puts np.own on every value that gets a name, since a later statement may write it: the pure operation may
// then be merged and hoisted, the object may not (architecture.md, D4). Where no version of the object is ever written
// and the value is fresh memory, the object is that memory. An own that stays is no copy either, if nothing else uses
// its value (Folding.h).
#include "ir/Np.h"
#include "ir/Passes.h"

using namespace mlir;
using namespace np2gpu;

// Memory that the operation made, and that nothing else shows.
static bool isFresh(Value value) {
  auto result = dyn_cast<OpResult>(value);
  if (!result)
    return false;
  Operation *op = result.getOwner();
  return !isView(op) && !isVersionWrite(op) && !op->getNumRegions() && !isa<np::ReadOp, py::LoadOp, py::SelectOp, py::UndefinedOp>(op) &&
         isMemoryEffectFree(op);
}

// Is the object written, or handed to where that cannot be seen? Follows views and what loops and ifs carry.
static bool mayBeWritten(Value first) {
  SmallVector<Value> work{first};
  llvm::DenseSet<Value> seen{first};
  auto also = [&](Value value) {
    if (seen.insert(value).second)
      work.push_back(value);
  };
  while (!work.empty()) {
    for (OpOperand &use : work.pop_back_val().getUses()) {
      Operation *user = use.getOwner();
      unsigned number = use.getOperandNumber();
      if (isVersionWrite(user)) {
        if (number < 2) // base, through
          return true;
        continue;
      }
      if (isa<np::MakeRefOp, py::StoreOp, py::CallOp, py::ReturnOp, py::MakeTupleOp>(user))
        return true;
      if (isView(user) || isa<py::SelectOp>(user)) {
        for (Value result : user->getResults())
          also(result);
      } else if (isa<py::ForOp, py::WhileOp>(user)) {
        unsigned carried = user->getNumResults(), begin = user->getNumOperands() - carried;
        if (number >= begin) {
          also(user->getRegion(0).getArguments().take_back(carried)[number - begin]);
          also(user->getResult(number - begin));
        }
      } else if (isa<py::YieldOp>(user)) {
        if (user->getParentOp()->getNumResults())
          also(user->getParentOp()->getResult(number));
      } else if (isa<py::BreakOp, py::ContinueOp>(user)) {
        Operation *loop = user->getParentOp();
        while (!isa<py::ForOp, py::WhileOp>(loop))
          loop = loop->getParentOp();
        also(loop->getRegion(0).getArguments().take_back(loop->getNumResults())[number]);
        also(loop->getResult(number));
      } else if (!isa<RowInterface>(user) && !isMemoryEffectFree(user) && !isa<py::PrintOp, py::FormatOp, py::PercentOp, np::GatherOp, np::OwnOp, np::StackOp, np::ToListOp>(user) &&
                 user->getNumResults() && llvm::any_of(user->getResultTypes(), llvm::IsaPred<RankedTensorType, np::RefType>)) {
        return true;
      }
    }
  }
  return false;
}

namespace {
struct DropOwn : PassWrapper<DropOwn, OperationPass<py::FuncOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(DropOwn)
  StringRef getArgument() const override { return "np-drop-own"; }
  StringRef getDescription() const override { return "No object of its own for what nobody writes"; }
  void runOnOperation() override {
    getOperation().walk([](np::OwnOp own) {
      if (!isFresh(own.getSource()) || mayBeWritten(own))
        return;
      Operation *source = own.getSource().getDefiningOp();
      if (source->getNumResults() == 1 && !source->getLoc()->findInstanceOf<NameLoc>())
        if (auto name = own.getLoc()->findInstanceOf<NameLoc>())
          source->setLoc(NameLoc::get(name.getName(), source->getLoc()));
      own.replaceAllUsesWith(own.getSource());
      own.erase();
    });
  }
};
} // namespace

std::unique_ptr<Pass> np2gpu::createDropOwnPass() { return std::make_unique<DropOwn>(); }
