#include "codegen/Effects.h"

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::codegen;

static void addAll(SmallVectorImpl<Value> &to, ArrayRef<Value> from) {
  for (Value value : from)
    if (!llvm::is_contained(to, value))
      to.push_back(value);
}

void Effects::add(const Effects &other) {
  reads |= other.reads;
  writes |= other.writes;
  addAll(cellReads, other.cellReads);
  addAll(cellWrites, other.cellWrites);
}

EffectTable::EffectTable(py::FuncOp function, const DenseSet<Operation *> &noStores) : noStores(noStores) {
  function.walk([&](py::TryOp) { observed = true; });
}

const Effects &EffectTable::of(Operation *op) {
  std::unique_ptr<Effects> &entry = table[op];
  if (!entry) {
    auto computed = std::make_unique<Effects>(compute(op)); // may grow the table
    return *(table[op] = std::move(computed));
  }
  return *entry;
}

// Handles are passed on, extents and strides are read: not the elements.
static bool readsElements(Operation *op) {
  if (isView(op) || op->hasTrait<OpTrait::IsTerminator>() ||
      isa<py::LoadOp, py::StoreOp, py::CellOp, py::SameObjectOp, np::DimOp, np::SizeOp, np::StrideOp,
          np::BroadcastShapeOp, np::CheckAssignOp, np::CheckReshapeOp, np::CheckBroadcastToOp, np::CheckWritableOp,
          np::MakeRefOp, np::ReadOp>(op))
    return false;
  return llvm::any_of(op->getOperandTypes(), [](Type type) {
    if (auto list = dyn_cast<py::ListType>(type))
      return isa<RankedTensorType>(list.getElement());
    return isa<RankedTensorType, np::RefType>(type);
  });
}

static unsigned resourceOf(const MemoryEffects::EffectInstance &effect) {
  SideEffects::Resource *resource = effect.getResource();
  if (resource == ErrorState::get())
    return Effects::Errors;
  if (resource == Control::get())
    return Effects::Jumps;
  if (resource == Objects::get())
    return Effects::Objects;
  if (resource == Output::get())
    return Effects::Out;
  return 0;
}

Effects EffectTable::compute(Operation *op) {
  Effects result;
  if (noStores.contains(op))
    return result;
  if (auto load = dyn_cast_if_present<py::LoadOp>(op)) {
    result.cellReads.push_back(load.getCell());
    return result;
  }
  if (auto store = dyn_cast<py::StoreOp>(op)) {
    result.cellWrites.push_back(store.getCell());
    if (store->hasAttr(exchangeAttr))
      result.cellWrites.push_back(store.getValue().getDefiningOp<py::LoadOp>().getCell());
    return result;
  }
  if (isa<py::CallOp>(op)) { // a function may do anything but touch our variables
    result.reads = result.writes = Effects::Memory | Effects::Objects | Effects::Errors | Effects::Out;
    return result;
  }
  if (auto interface = dyn_cast<MemoryEffectOpInterface>(op)) {
    SmallVector<MemoryEffects::EffectInstance> effects;
    interface.getEffects(effects);
    for (const auto &effect : effects) {
      if (isa<MemoryEffects::Read>(effect.getEffect()))
        result.reads |= resourceOf(effect);
      if (isa<MemoryEffects::Write>(effect.getEffect()))
        result.writes |= resourceOf(effect);
    }
  }
  if (isVersionWrite(op) || isa<np::RefUpdateOp, np::RefInsertOp, np::RefScatterOp, np::RefMutateOp>(op))
    result.writes |= Effects::Memory;
  if (readsElements(op))
    result.reads |= Effects::Memory;
  for (Region &region : op->getRegions())
    for (Block &block : region)
      for (Operation &nested : block)
        result.add(of(&nested));
  return result;
}

bool EffectTable::conflict(const Effects &a, const Effects &b) const {
  if ((a.writes & (b.reads | b.writes)) || (a.reads & b.writes))
    return true;
  // An exception or a jump must not pass, or be passed by, what can be seen after it.
  unsigned visible = Effects::Memory | Effects::Objects | Effects::Out | Effects::Errors;
  unsigned leaves = Effects::Errors | Effects::Jumps;
  if (((a.writes & leaves) && (b.writes & visible)) || ((b.writes & leaves) && (a.writes & visible)))
    return true;
  if (observed && (((a.writes & leaves) && !b.cellWrites.empty()) || ((b.writes & leaves) && !a.cellWrites.empty())))
    return true;
  auto meets = [](ArrayRef<Value> x, ArrayRef<Value> y) {
    return llvm::any_of(x, [&](Value cell) { return llvm::is_contained(y, cell); });
  };
  return meets(a.cellWrites, b.cellReads) || meets(a.cellWrites, b.cellWrites) || meets(a.cellReads, b.cellWrites);
}

bool codegen::writesCell(py::StoreOp store, Value cell) {
  return store.getCell() == cell ||
         (store->hasAttr(exchangeAttr) && store.getValue().getDefiningOp<py::LoadOp>().getCell() == cell);
}

bool codegen::anyBetween(Operation *from, Operation *to, function_ref<bool(Operation *)> visit) {
  Operation *ancestor = from->getBlock()->findAncestorOpInBlock(*to);
  for (Operation *op = from->getNextNode(); op != ancestor; op = op->getNextNode())
    if (!op || visit(op)) // `to` stands before `from`: a loop's next iteration
      return true;
  while (ancestor != to) {
    if (isa<py::ForOp, py::WhileOp>(ancestor)) {
      // The iteration before ran all of the body.
      return ancestor->walk([&](Operation *op) { return op != ancestor && visit(op) ? WalkResult::interrupt() : WalkResult::advance(); })
          .wasInterrupted();
    }
    if (isa<py::TryOp>(ancestor)) // a handler runs after some of the body
      for (Region &region : ancestor->getRegions())
        if (!region.isAncestor(to->getParentRegion()))
          for (Operation &op : region.front())
            if (visit(&op))
              return true;
    Region *region = nullptr;
    for (Region &each : ancestor->getRegions())
      if (each.isAncestor(to->getParentRegion()))
        region = &each;
    Block &block = region->front();
    ancestor = block.findAncestorOpInBlock(*to);
    for (Operation *op = &block.front(); op != ancestor; op = op->getNextNode())
      if (visit(op))
        return true;
  }
  return false;
}
