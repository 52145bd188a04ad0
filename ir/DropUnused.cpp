// Drops what nobody reads.
//
//   %c = py.cell "t"          a cell that is only stored to, with its stores
//   %x = np.add %a, %b        a pure operation whose result has no user
//   py.func @helper           a function that no call reaches from @main
//
// Checks stay: they are what raises.
#include "ir/Np.h"
#include "ir/Passes.h"
#include "ir/Types.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;
using namespace np2gpu;

namespace {
struct DropUnused : PassWrapper<DropUnused, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(DropUnused)
  StringRef getArgument() const override { return "np-drop-unused"; }
  StringRef getDescription() const override { return "Drop cells, pure operations and functions that nobody reads"; }

  // An array of these extents fits into no memory: making it is what raises.
  static bool isHuge(Operation *op) {
    auto row = dyn_cast<RowInterface>(op);
    if (!row || row.getRowRule() != Rule::of_created)
      return false;
    double bytes = dtypeSize(cast<RankedTensorType>(op->getResult(0).getType()).getElementType());
    for (Value extent : op->getOperands()) {
      if (auto checked = extent.getDefiningOp<np::CheckExtentOp>())
        extent = checked.getExtent();
      auto constant = extent.getDefiningOp<py::ConstantOp>();
      auto value = constant ? dyn_cast<IntegerAttr>(constant.getValue()) : IntegerAttr();
      if (value)
        bytes *= value.getValue().roundToDouble();
    }
    return bytes > double(int64_t(1) << 36);
  }

  // Does dropping it change nothing? Allocation alone is no reason to keep it; neither is a read.
  static bool isDroppable(Operation *op) {
    if (isa<py::CallOp>(op) || op->hasTrait<OpTrait::IsTerminator>() || op->getNumRegions() || isHuge(op))
      return false;
    if (isVersionWrite(op)) // a write whose version nobody reads still writes memory that views show
      return false;
    auto effects = getEffectsRecursively(op);
    return effects && llvm::all_of(*effects, [](const MemoryEffects::EffectInstance &effect) {
      return isa<MemoryEffects::Allocate, MemoryEffects::Read>(effect.getEffect());
    });
  }

  void runOnOperation() override {
    SymbolTable symbols(getOperation());
    SmallVector<Operation *> reached;
    llvm::SmallPtrSet<Operation *, 16> seen;
    if (Operation *main = symbols.lookup("main")) {
      reached.push_back(main);
      seen.insert(main);
      while (!reached.empty()) {
        Operation *next = reached.pop_back_val();
        next->walk([&](py::CallOp call) {
          Operation *callee = symbols.lookup(call.getCallee());
          if (callee && seen.insert(callee).second)
            reached.push_back(callee);
        });
      }
      for (auto function : llvm::make_early_inc_range(getOperation().getOps<py::FuncOp>()))
        if (!seen.count(function))
          function.erase();
    }
    for (bool changed = true; changed;) {
      changed = false;
      SmallVector<Operation *> operations;
      getOperation().walk([&](Operation *op) { operations.push_back(op); });
      for (Operation *op : llvm::reverse(operations)) {
        if (auto cell = dyn_cast<py::CellOp>(op)) {
          if (llvm::any_of(cell->getUsers(), [](Operation *user) { return isa<py::LoadOp>(user); }))
            continue;
          for (Operation *store : llvm::make_early_inc_range(cell->getUsers()))
            store->erase();
          cell.erase();
          changed = true;
        } else if (op->use_empty() && op->getNumResults() && isDroppable(op)) {
          op->erase();
          changed = true;
        }
      }
    }
  }
};
} // namespace

std::unique_ptr<Pass> np2gpu::createDropUnusedPass() { return std::make_unique<DropUnused>(); }
