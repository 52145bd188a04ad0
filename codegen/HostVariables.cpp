// Where the variables of a function are declared, and what they are called.
#include "codegen/CxxType.h"
#include "codegen/HostFunction.h"
#include "codegen/OutOfSsa.h"

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::codegen;

namespace {
enum class Touch { None, Load, StoresAll, StoresSome };
} // namespace

// The first thing that happens to a cell in an operation.
static Touch touch(Operation *op, Value cell, const Folding &folding);
static Touch touch(Block &block, Value cell, const Folding &folding) {
  bool some = false;
  for (Operation &op : block) {
    Touch each = touch(&op, cell, folding);
    if (each == Touch::Load)
      return each;
    if (each == Touch::StoresAll)
      return some ? Touch::StoresSome : each;
    some |= each == Touch::StoresSome;
  }
  return some ? Touch::StoresSome : Touch::None;
}
static Touch touch(Operation *op, Value cell, const Folding &folding) {
  if (folding.isSilent(op))
    return Touch::None;
  if (auto load = dyn_cast_if_present<py::LoadOp>(op))
    return load.getCell() == cell ? Touch::Load : Touch::None;
  if (auto store = dyn_cast<py::StoreOp>(op))
    return store.getCell() == cell ? Touch::StoresAll : Touch::None;
  if (op->getNumRegions() == 0)
    return Touch::None;
  unsigned all = 0, touched = 0;
  for (Region &region : op->getRegions()) {
    if (region.empty())
      continue;
    Touch each = touch(region.front(), cell, folding);
    if (each == Touch::Load)
      return each;
    touched += each != Touch::None;
    // A side that leaves does not come back without a value.
    all += each == Touch::StoresAll || !isa<py::YieldOp>(region.front().back());
  }
  if (!touched)
    return Touch::None;
  return isa<py::IfOp>(op) && all == 2 ? Touch::StoresAll : Touch::StoresSome;
}

// The outermost loop around a block, inside of the function.
static Operation *loopAround(Block *block) {
  for (Operation *op = block->getParentOp(); op && !isa<py::FuncOp>(op); op = op->getParentOp())
    if (isa<py::ForOp, py::WhileOp>(op))
      return op;
  return nullptr;
}

void HostFunction::placeCells() {
  Block &entry = function.getBody().front();
  function.walk([&](py::CellOp cell) {
    if (folding.isSilent(cell))
      return;
    SmallVector<Operation *> users;
    for (Operation *user : cell->getUsers())
      if (!folding.isSilent(user))
        users.push_back(user);
    if (users.empty())
      return;
    // An argument that only initialises the variable is the variable.
    for (Operation *user : users)
      if (auto store = dyn_cast<py::StoreOp>(user); store && store->getBlock() == &entry)
        if (auto argument = dyn_cast<BlockArgument>(store.getValue());
            argument && argument.getOwner() == &entry && argument.hasOneUse() && !valueNames.count(argument) &&
            touch(entry, cell.getResult(), folding) == Touch::StoresAll &&
            llvm::none_of(users, [&](Operation *other) { return entry.findAncestorOpInBlock(*other)->isBeforeInBlock(store); })) {
          valueNames[argument] = valueNames[cell.getResult()] = names.fresh(cell.getName());
          mergedStores.insert(store);
          return;
        }
    // So is a loop's counter, where only the loop's body uses it.
    for (Operation *user : users)
      if (auto store = dyn_cast<py::StoreOp>(user))
        if (auto argument = dyn_cast<BlockArgument>(store.getValue()))
          if (auto loop = dyn_cast<py::ForOp>(argument.getOwner()->getParentOp());
              loop && loop.getInductionVar() == argument && argument.hasOneUse() && store->getBlock() == argument.getOwner()) {
            bool inside = llvm::all_of(users, [&](Operation *other) {
              return loop->isProperAncestor(other) && (other == store || isa<py::LoadOp>(other)) &&
                     !store->getBlock()->findAncestorOpInBlock(*other)->isBeforeInBlock(store);
            });
            if (inside && !valueNames.count(argument)) {
              valueNames[argument] = valueNames[cell.getResult()] = names.fresh(cell.getName());
              mergedStores.insert(store);
              return;
            }
          }
    valueNames[cell.getResult()] = names.fresh(cell.getName());
    // The innermost block around all uses; out of loops that would lose the value between iterations.
    Block *block = users[0]->getBlock();
    for (Operation *user : users)
      while (!block->findAncestorOpInBlock(*user))
        block = block->getParentOp()->getBlock();
    while (Operation *loop = loopAround(block)) {
      if (touch(*block, cell.getResult(), folding) == Touch::StoresAll)
        break;
      block = loop->getBlock();
    }
    Operation *first = nullptr;
    for (Operation *user : users) {
      Operation *ancestor = block->findAncestorOpInBlock(*user);
      if (!first || ancestor->isBeforeInBlock(first))
        first = ancestor;
    }
    if (isa<py::StoreOp>(first))
      declaringStores.insert(first);
    else
      declarations[first].push_back(cell.getResult());
  });
}

void HostFunction::declareBefore(Operation *op) {
  for (Value cell : declarations.lookup(op))
    // A scalar that is handed on unset (the other alternative of a value of two types) must still be a value to C++.
    writer.line(cellType(cell) + " " + valueNames[cell] + (isPlainScalar(cast<py::CellType>(cell.getType()).getElement()) ? "{};" : ";"));
}

//===--- Pending results ------------------------------------------------------------------------------------------===//

// A reduction to a scalar: on a device it is there before its value is.
RowInterface HostFunction::reductionOf(Value v) {
  auto row = dyn_cast_or_null<RowInterface>(folding.resolve(v).getDefiningOp());
  return row && row.getRowKind() == "reduce" && isa<np::ScalarType>(v.getType()) ? row : RowInterface();
}

// The variables that get results of reductions and are not exchanged.
void HostFunction::findPending() {
  function.walk([&](py::CellOp cell) {
    bool any = false;
    for (Operation *user : cell->getUsers()) {
      auto store = dyn_cast<py::StoreOp>(user);
      if (!store)
        continue;
      if (store->hasAttr(exchangeAttr) || isa<BlockArgument>(store.getValue()))
        return;
      any |= bool(reductionOf(store.getValue()));
    }
    for (Operation *user : cell->getUsers())
      for (Operation *reader : user->getUsers())
        if (reader->hasAttr(exchangeAttr))
          return;
    if (any)
      pendingCells.insert(cell.getResult());
  });
}

std::string HostFunction::cellType(Value cell) {
  std::string type = cxxType(cell.getType());
  return pendingCells.contains(cell) ? "np::pending<" + type + ">" : type;
}

std::string HostFunction::unwaited(Value v) {
  v = folding.resolve(v);
  auto named = valueNames.find(v);
  if (RowInterface row = reductionOf(v))
    return named == valueNames.end() ? reduction(row, true).text : StringRef(named->second).drop_back(2).str();
  auto load = dyn_cast_or_null<py::LoadOp>(v.getDefiningOp());
  if (load && named == valueNames.end() && pendingCells.contains(load.getCell()))
    return valueNames[load.getCell()];
  return "";
}

// The name of a variable for a value: what the location says, the variable that it goes to, the word of the parameter
// that it is for.
std::string HostFunction::nameFor(Value value) {
  if (auto named = value.getLoc()->findInstanceOf<NameLoc>())
    return names.fresh(named.getName());
  for (Operation *user : value.getUsers())
    if (auto store = dyn_cast<py::StoreOp>(user))
      return names.fresh(store.getCell().getDefiningOp<py::CellOp>().getName());
  if (value.use_empty())
    return names.fresh("");
  OpOperand &use = *value.use_begin();
  std::string word;
  if (auto row = dyn_cast<RowInterface>(use.getOwner())) {
    SmallVector<StringRef> parameters;
    row.getRowSignature().split(parameters, ", ");
    if (use.getOperandNumber() < parameters.size())
      word = parameters[use.getOperandNumber()].split(':').first.str();
  }
  // x1, a, b say nothing of a value.
  return names.fresh(word.size() > 2 && word != "arrays" ? StringRef(word) : StringRef(""));
}

void HostFunction::nameLoopVariable(py::ForOp op) {
  if (valueNames.count(op.getInductionVar()))
    return;
  static const char *const words[] = {"i", "j", "k", "l"};
  valueNames[op.getInductionVar()] = names.fresh(words[std::min<unsigned>(loopDepth, 3)]);
}
