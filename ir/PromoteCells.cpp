// Variables to SSA values (architecture.md, D3).
//
//   %s = py.cell "s"
//   py.store %zero, %s
//   py.for %i = range(..) {             %r = py.for %i = range(..) iter(%s = %zero) {
//     %a = py.load %s                     %b = py.add %s, %i   loc("s")
//     %b = py.add %a, %i                  py.continue %b
//     py.store %b, %s                   }
//     py.continue
//   }
//   %t = py.load %s; use %t             use %r
//
// Only what is read later is carried (liveness first), so no dead argument is made. Values keep the script's names as
// locations; several variables of one name are told apart by a number behind a blank. What a `try` assigns and what is
// read in its handlers or behind it stays a cell: an exception may arrive there from any place in the body.
#include "ir/Np.h"
#include "ir/Passes.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/BitVector.h"

using namespace mlir;
using namespace np2gpu;

namespace {
class Promotion {
public:
  explicit Promotion(py::FuncOp function) : function(function), builder(function.getContext()) {}
  void run();

private:
  //===--- Which variables are read later -------------------------------------------------------------------------===//
  struct Loop {
    llvm::BitVector head, exit;
  };
  unsigned indexOf(Value cell) const { return numbers.lookup(cell); }
  llvm::BitVector liveBefore(Block &block, const llvm::BitVector &after, const Loop *loop);
  void liveBeforeOp(Operation *op, llvm::BitVector &live, const Loop *loop);
  const llvm::BitVector &storedIn(Operation *op);
  llvm::BitVector storedIn(Region &region);

  //===--- Replacing ----------------------------------------------------------------------------------------------===//
  Value &value(unsigned cell) { return environment[cell]; }
  Value valueOf(unsigned cell, Location loc);
  void set(unsigned cell, Value value);
  void restore(size_t mark);
  SmallVector<unsigned> carried(Operation *op, const llvm::BitVector &live);
  void block(Block &block, ArrayRef<unsigned> loop);
  void scope(Region &region, ArrayRef<unsigned> loop);
  void convertIf(py::IfOp op, ArrayRef<unsigned> loop);
  template <typename Op> void convertLoop(Op op);
  Value named(Value value, py::StoreOp store);
  Location nameLoc(unsigned cell, Location loc) { return NameLoc::get(names[cell], loc); }

  py::FuncOp function;
  OpBuilder builder;
  DenseMap<Value, unsigned> numbers; // of cells
  SmallVector<py::CellOp> cells;
  SmallVector<StringAttr> names;
  SmallVector<unsigned> assignments; // how many there are in the text
  DenseMap<Operation *, Loop> loops;
  DenseMap<Operation *, llvm::BitVector> liveAfter; // of ifs and trys
  DenseMap<Operation *, std::unique_ptr<llvm::BitVector>> stored;
  llvm::BitVector kept; // stay cells
  SmallVector<Value> environment;
  std::vector<std::pair<unsigned, Value>> trail; // what to restore
};
} // namespace

static bool isLoop(Operation *op) { return isa<py::ForOp, py::WhileOp>(op); }

//===--- Liveness -------------------------------------------------------------------------------------------------===//

llvm::BitVector Promotion::storedIn(Region &region) {
  llvm::BitVector result(cells.size());
  region.walk([&](py::StoreOp store) { result.set(indexOf(store.getCell())); });
  return result;
}

const llvm::BitVector &Promotion::storedIn(Operation *op) {
  auto &entry = stored[op];
  if (!entry) {
    entry = std::make_unique<llvm::BitVector>(cells.size());
    op->walk([&](py::StoreOp store) { entry->set(indexOf(store.getCell())); });
  }
  return *entry;
}

llvm::BitVector Promotion::liveBefore(Block &block, const llvm::BitVector &after, const Loop *loop) {
  llvm::BitVector live = after;
  for (Operation &op : llvm::reverse(block))
    liveBeforeOp(&op, live, loop);
  return live;
}

void Promotion::liveBeforeOp(Operation *op, llvm::BitVector &live, const Loop *loop) {
  if (auto load = dyn_cast_if_present<py::LoadOp>(op)) {
    live.set(indexOf(load.getCell()));
  } else if (auto store = dyn_cast<py::StoreOp>(op)) {
    live.reset(indexOf(store.getCell()));
  } else if (isa<py::BreakOp>(op)) {
    live = loop->exit;
  } else if (isa<py::ContinueOp>(op)) {
    live = loop->head;
  } else if (isa<py::ReturnOp, py::RaiseOp, py::ReraiseOp>(op)) {
    live.reset();
  } else if (auto branch = dyn_cast<py::IfOp>(op)) {
    liveAfter[op] = live;
    llvm::BitVector after = live;
    live = liveBefore(branch.getThenRegion().front(), after, loop);
    live |= branch.getElseRegion().empty() ? after : liveBefore(branch.getElseRegion().front(), after, loop);
  } else if (auto attempt = dyn_cast<py::TryOp>(op)) {
    liveAfter[op] = live;
    llvm::BitVector after = live, handlers(cells.size());
    for (Region &handler : attempt.getBlocks().drop_front())
      handlers |= liveBefore(handler.front(), after, loop);
    llvm::BitVector body = storedIn(attempt.getBlocks().front());
    body &= handlers;
    kept |= body;
    after &= storedIn(op);
    kept |= after;
    live = liveBefore(attempt.getBlocks().front().front(), live, loop);
    live |= handlers;
  } else if (isLoop(op)) {
    // `head` grows from run to run, until nothing changes.
    Loop inner{loops[op].head, live};
    if (inner.head.empty())
      inner.head.resize(cells.size());
    llvm::BitVector head = liveBefore(op->getRegion(0).front(), inner.head, &inner);
    if (isa<py::ForOp>(op))
      head |= live;
    loops[op] = {head, live};
    live = head;
  }
}

//===--- Names ----------------------------------------------------------------------------------------------------===//

// The value under the variable's name. One constant in one variable is a name for a number, which the text keeps.
Value Promotion::named(Value value, py::StoreOp store) {
  unsigned cell = indexOf(store.getCell());
  StringRef name = cells[cell].getName();
  if (name.starts_with("@")) // the importer's
    return value;
  if (value.getDefiningOp<py::ConstantOp>()) {
    if (assignments[cell] > 1)
      return value;
    builder.setInsertionPoint(store);
    return py::NameOp::create(builder, nameLoc(cell, store.getLoc()), value.getType(), value, names[cell]);
  }
  if (auto known = value.getLoc()->findInstanceOf<NameLoc>(); known && !known.getName().getValue().starts_with("@"))
    return value;
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    argument.setLoc(nameLoc(cell, argument.getLoc()));
  } else {
    auto result = cast<OpResult>(value);
    Operation *op = result.getOwner();
    if (op->getNumResults() == 1) {
      op->setLoc(nameLoc(cell, op->getLoc()));
    } else {
      SmallVector<Attribute> list(op->getNumResults(), builder.getStringAttr(""));
      if (auto known = op->getAttrOfType<ArrayAttr>("names"))
        list.assign(known.begin(), known.end());
      StringRef before = cast<StringAttr>(list[result.getResultNumber()]);
      if (before.empty() || before.starts_with("@"))
        list[result.getResultNumber()] = names[cell];
      op->setAttr("names", builder.getArrayAttr(list));
    }
  }
  return value;
}

//===--- Replacing ------------------------------------------------------------------------------------------------===//

Value Promotion::valueOf(unsigned cell, Location loc) {
  if (!value(cell)) // never assigned on the way here: nobody looks
    return py::UndefinedOp::create(builder, loc, cast<py::CellType>(cells[cell].getType()).getElement());
  return value(cell);
}

void Promotion::set(unsigned cell, Value value) {
  trail.push_back({cell, environment[cell]});
  environment[cell] = value;
}

void Promotion::restore(size_t mark) {
  for (; trail.size() > mark; trail.pop_back())
    environment[trail.back().first] = trail.back().second;
}

SmallVector<unsigned> Promotion::carried(Operation *op, const llvm::BitVector &live) {
  llvm::BitVector wanted = storedIn(op);
  wanted &= live;
  wanted.reset(kept);
  return llvm::to_vector(wanted.set_bits());
}

void Promotion::scope(Region &region, ArrayRef<unsigned> loop) {
  size_t mark = trail.size();
  block(region.front(), loop);
  restore(mark);
}

void Promotion::block(Block &block, ArrayRef<unsigned> loop) {
  for (Operation &each : llvm::make_early_inc_range(block)) {
    Operation *op = &each;
    builder.setInsertionPoint(op);
    if (auto load = dyn_cast_if_present<py::LoadOp>(op)) {
      unsigned cell = indexOf(load.getCell());
      if (kept.test(cell))
        continue;
      load.replaceAllUsesWith(valueOf(cell, op->getLoc()));
      op->erase();
    } else if (auto store = dyn_cast<py::StoreOp>(op)) {
      unsigned cell = indexOf(store.getCell());
      if (kept.test(cell))
        continue;
      set(cell, named(store.getValue(), store));
      op->erase();
    } else if (isa<py::BreakOp, py::ContinueOp>(op)) {
      SmallVector<Value> values;
      for (unsigned cell : loop)
        values.push_back(valueOf(cell, op->getLoc()));
      op->insertOperands(op->getNumOperands(), values);
    } else if (auto branch = dyn_cast<py::IfOp>(op)) {
      convertIf(branch, loop);
    } else if (auto attempt = dyn_cast<py::TryOp>(op)) {
      for (Region &region : attempt.getBlocks())
        scope(region, loop);
    } else if (auto counted = dyn_cast<py::ForOp>(op)) {
      convertLoop(counted);
    } else if (auto repeated = dyn_cast<py::WhileOp>(op)) {
      convertLoop(repeated);
    }
  }
}

void Promotion::convertIf(py::IfOp op, ArrayRef<unsigned> loop) {
  SmallVector<unsigned> wanted = carried(op, liveAfter[op]);
  if (op.getElseRegion().empty() && !wanted.empty()) {
    builder.createBlock(&op.getElseRegion());
    py::YieldOp::create(builder, op.getLoc(), ValueRange{});
  }
  // What each side that falls through leaves in the variables.
  SmallVector<std::pair<Operation *, SmallVector<Value>>> sides;
  for (Region *region : op.getRegions()) {
    if (region->empty())
      continue;
    size_t mark = trail.size();
    block(region->front(), loop);
    if (Operation *yield = &region->front().back(); isa<py::YieldOp>(yield)) {
      SmallVector<Value> values;
      for (unsigned cell : wanted)
        values.push_back(value(cell));
      sides.push_back({yield, std::move(values)});
    }
    restore(mark);
  }
  if (sides.empty())
    return;
  SmallVector<unsigned> results;
  SmallVector<Type> types(op.getResultTypes());
  SmallVector<Attribute> list;
  if (auto known = op->getAttrOfType<ArrayAttr>("names"))
    list.assign(known.begin(), known.end());
  list.resize(types.size(), builder.getStringAttr(""));
  unsigned before = types.size();
  for (auto [i, cell] : llvm::enumerate(wanted)) {
    Value first = sides.front().second[i];
    bool outside = first && first.getParentRegion()->isAncestor(op->getParentRegion());
    if (outside && sides.back().second[i] == first) { // the same on all ways
      set(cell, first);
      continue;
    }
    for (auto &[yield, values] : sides) {
      builder.setInsertionPoint(yield);
      Value v = values[i] ? values[i] : valueOf(cell, yield->getLoc()); // the environment has what was before the if
      yield->insertOperands(yield->getNumOperands(), v);
    }
    results.push_back(cell);
    types.push_back(cast<py::CellType>(cells[cell].getType()).getElement());
    list.push_back(names[cell]);
  }
  if (results.empty())
    return;
  builder.setInsertionPoint(op);
  auto made = py::IfOp::create(builder, types.size() == 1 ? Location(nameLoc(results[0], op.getLoc())) : op.getLoc(), types, op.getCondition());
  made.getThenRegion().takeBody(op.getThenRegion());
  made.getElseRegion().takeBody(op.getElseRegion());
  if (types.size() > 1)
    made->setAttr("names", builder.getArrayAttr(list));
  op->replaceAllUsesWith(made.getResults().take_front(before));
  for (auto [i, cell] : llvm::enumerate(results))
    set(cell, made.getResult(before + i));
  op.erase();
}

static py::ForOp again(py::ForOp op, OpBuilder &builder, ValueRange inits) {
  return py::ForOp::create(builder, op.getLoc(), op.getStart(), op.getStop(), op.getStep(), inits);
}
static py::WhileOp again(py::WhileOp op, OpBuilder &builder, ValueRange inits) {
  return py::WhileOp::create(builder, op.getLoc(), inits);
}

template <typename Op> void Promotion::convertLoop(Op op) {
  const Loop &live = loops[op];
  llvm::BitVector wanted = live.head;
  wanted |= live.exit;
  SmallVector<unsigned> cellsHere = carried(op, wanted);
  SmallVector<Value> inits(op.getInitArgs());
  unsigned before = inits.size();
  for (unsigned cell : cellsHere)
    inits.push_back(valueOf(cell, op.getLoc()));
  Op made = again(op, builder, inits);
  made.getBody().takeBody(op.getBody());
  Block &body = made.getBody().front();
  size_t mark = trail.size();
  for (unsigned cell : cellsHere)
    set(cell, body.addArgument(cast<py::CellType>(cells[cell].getType()).getElement(), nameLoc(cell, op.getLoc())));
  block(body, cellsHere);
  restore(mark);
  op->replaceAllUsesWith(made.getResults().take_front(before));
  for (auto [i, cell] : llvm::enumerate(cellsHere))
    set(cell, made.getResult(before + i));
  op.erase();
}

void Promotion::run() {
  llvm::StringMap<unsigned> used;
  function.walk([&](py::CellOp cell) {
    numbers[cell] = cells.size();
    cells.push_back(cell);
    assignments.push_back(llvm::count_if(cell->getUsers(), llvm::IsaPred<py::StoreOp>));
    std::string name = cell.getName().str();
    if (unsigned again = used[name]++)
      name += " " + std::to_string(again + 1);
    names.push_back(builder.getStringAttr(name));
  });
  if (cells.empty())
    return;
  kept.resize(cells.size());
  for (auto [i, cell] : llvm::enumerate(cells))
    if (!llvm::all_of(cell->getUsers(), [&](Operation *user) {
          auto store = dyn_cast<py::StoreOp>(user);
          return isa<py::LoadOp>(user) || (store && store.getCell() == cell.getResult());
        }))
      kept.set(i);
  Block &entry = function.getBody().front();
  for (bool changed = true; changed;) {
    SmallVector<llvm::BitVector> heads;
    auto remember = [&] {
      SmallVector<llvm::BitVector> now;
      function.walk([&](Operation *op) {
        if (isLoop(op))
          now.push_back(loops[op].head);
      });
      return now;
    };
    heads = remember();
    liveBefore(entry, llvm::BitVector(cells.size()), nullptr);
    changed = heads != remember();
  }
  environment.resize(cells.size());
  block(entry, {});
  for (py::CellOp cell : cells)
    if (cell->use_empty())
      cell.erase();
}

namespace {
struct PromoteCells : PassWrapper<PromoteCells, OperationPass<py::FuncOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(PromoteCells)
  StringRef getArgument() const override { return "py-promote-cells"; }
  StringRef getDescription() const override { return "Variables become SSA values"; }
  void runOnOperation() override { Promotion(getOperation()).run(); }
};
} // namespace

std::unique_ptr<Pass> np2gpu::createPromoteCellsPass() { return std::make_unique<PromoteCells>(); }
