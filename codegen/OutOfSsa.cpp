#include "codegen/OutOfSsa.h"
#include "codegen/Folding.h"
#include "ir/Np.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::codegen;

namespace {
class OutOfSsa {
public:
  explicit OutOfSsa(py::FuncOp function) : function(function), builder(function.getContext()) {}
  void run();

private:
  using Cells = SmallVector<Value, 4>;
  Cells cellsFor(ValueRange values, ArrayRef<StringAttr> names);
  void stores(Operation *before, ValueRange values, const Cells &cells);
  Cells loads(const Cells &cells, Location loc);
  template <typename Loop> void convertLoop(Loop op);
  void convertIf(py::IfOp op);
  void sort(SmallVector<py::StoreOp> &group);
  void hoist(py::StoreOp store);

  py::FuncOp function;
  OpBuilder builder;
  DenseMap<std::pair<StringAttr, Type>, SmallVector<Value, 2>> variables; // of one name and type: several at a time
  std::vector<SmallVector<py::StoreOp>> groups;                          // each a parallel copy
};
} // namespace

static StringAttr nameOf(Value value) {
  if (auto named = value.getLoc()->findInstanceOf<NameLoc>())
    return named.getName();
  if (auto load = value.getDefiningOp<py::LoadOp>())
    return StringAttr::get(value.getContext(), load.getCell().getDefiningOp<py::CellOp>().getName());
  return {};
}

// The names of several results stand in an attribute of the operation (an operation has one location).
static StringAttr nameOfResult(Operation *op, unsigned result) {
  if (auto list = op->getAttrOfType<ArrayAttr>("names"))
    return result < list.size() ? dyn_cast<StringAttr>(list[result]) : StringAttr();
  return op->getNumResults() == 1 ? nameOf(op->getResult(0)) : StringAttr();
}

// A variable for each value; values of one name and type share theirs, but not within one list.
OutOfSsa::Cells OutOfSsa::cellsFor(ValueRange values, ArrayRef<StringAttr> names) {
  Cells cells;
  for (auto [value, name] : llvm::zip_equal(values, names)) {
    // Without a name of the script nothing is gained by sharing.
    SmallVector<Value, 2> none, &known = name ? variables[{name, value.getType()}] : none;
    Value cell;
    for (Value each : known)
      if (!cell && !llvm::is_contained(cells, each))
        cell = each;
    if (!cell) {
      builder.setInsertionPointToStart(&function.getBody().front());
      cell = py::CellOp::create(builder, value.getLoc(), py::CellType::get(builder.getContext(), value.getType()),
                                name ? name : builder.getStringAttr(""));
      known.push_back(cell);
    }
    cells.push_back(cell);
  }
  return cells;
}

void OutOfSsa::stores(Operation *before, ValueRange values, const Cells &cells) {
  builder.setInsertionPoint(before);
  SmallVector<py::StoreOp> group;
  for (auto [value, cell] : llvm::zip_equal(values, cells))
    group.push_back(py::StoreOp::create(builder, before->getLoc(), value, cell));
  groups.push_back(std::move(group));
}

OutOfSsa::Cells OutOfSsa::loads(const Cells &cells, Location loc) {
  Cells values;
  for (Value cell : cells)
    values.push_back(py::LoadOp::create(builder, loc, cast<py::CellType>(cell.getType()).getElement(), cell));
  return values;
}

// The jumps of this loop, not of loops in it.
static void collectJumps(Block &block, SmallVectorImpl<Operation *> &jumps) {
  for (Operation &op : block) {
    if (isa<py::BreakOp, py::ContinueOp>(op))
      jumps.push_back(&op);
    if (!isa<py::ForOp, py::WhileOp>(op))
      for (Region &region : op.getRegions())
        for (Block &nested : region)
          collectJumps(nested, jumps);
  }
}

static py::ForOp without(py::ForOp op, OpBuilder &builder) {
  return py::ForOp::create(builder, op.getLoc(), op.getStart(), op.getStop(), op.getStep(), ValueRange{});
}
static py::WhileOp without(py::WhileOp op, OpBuilder &builder) {
  return py::WhileOp::create(builder, op.getLoc(), ValueRange{});
}

template <typename Loop> void OutOfSsa::convertLoop(Loop op) {
  if (op.getInitArgs().empty())
    return;
  unsigned first = isa<py::ForOp>(op.getOperation()) ? 1 : 0;
  Block &body = op.getBody().front();
  auto carried = body.getArguments().drop_front(first);
  SmallVector<StringAttr> names;
  for (auto [argument, init] : llvm::zip_equal(carried, op.getInitArgs())) {
    StringAttr name = nameOf(argument);
    if (!name)
      name = nameOfResult(op, names.size());
    names.push_back(name ? name : nameOf(init));
  }
  Cells cells = cellsFor(SmallVector<Value>(carried.begin(), carried.end()), names);
  stores(op, op.getInitArgs(), cells);
  SmallVector<Operation *> jumps;
  collectJumps(body, jumps);
  for (Operation *jump : jumps) {
    stores(jump, jump->getOperands(), cells);
    jump->setOperands({});
  }
  builder.setInsertionPointToStart(&body);
  Cells values = loads(cells, op.getLoc());
  for (auto [argument, value] : llvm::zip_equal(carried, values))
    argument.replaceAllUsesWith(value);
  body.eraseArguments(first, values.size());
  builder.setInsertionPoint(op);
  Loop loop = without(op, builder);
  loop.getBody().takeBody(op.getBody());
  builder.setInsertionPointAfter(loop);
  Cells results = loads(cells, op.getLoc());
  op->replaceAllUsesWith(results);
  op->erase();
}

// A side that is one expression: each value is used once, and what has an effect is an operand of the next such
// operation, so that C++ keeps their order.
static bool isExpression(Region &region) {
  if (region.empty() || !isa<py::YieldOp>(region.front().back()))
    return false;
  Operation *effect = nullptr;
  for (Operation &op : region.front().without_terminator()) {
    if (op.getNumRegions() || op.getNumResults() != 1 || isa<py::StoreOp, py::LoadOp>(op) || isVersionWrite(&op))
      return false;
    if (isDuplicable(&op))
      continue;
    if (!op.hasOneUse())
      return false;
    if (isPure(&op))
      continue;
    while (effect && effect != &op && effect->getBlock() == op.getBlock() && effect->hasOneUse() && effect->isBeforeInBlock(&op))
      effect = *effect->user_begin();
    if (effect && effect != &op)
      return false;
    effect = &op;
  }
  return true;
}

void OutOfSsa::convertIf(py::IfOp op) {
  if (op.getNumResults() == 0)
    return;
  if (op.getNumResults() == 1 && isExpression(op.getThenRegion()) && isExpression(op.getElseRegion()))
    return; // c ? a : b
  SmallVector<StringAttr> names;
  for (unsigned result = 0; result < op.getNumResults(); ++result)
    names.push_back(nameOfResult(op, result));
  Cells cells = cellsFor(op.getResults(), names);
  for (Region &region : op->getRegions())
    if (!region.empty())
      if (Operation *yield = &region.front().back(); isa<py::YieldOp>(yield)) {
        stores(yield, yield->getOperands(), cells);
        yield->setOperands({});
      }
  builder.setInsertionPoint(op);
  auto branch = py::IfOp::create(builder, op.getLoc(), TypeRange{}, op.getCondition());
  branch.getThenRegion().takeBody(op.getThenRegion());
  branch.getElseRegion().takeBody(op.getElseRegion());
  builder.setInsertionPointAfter(branch);
  Cells results = loads(cells, op.getLoc());
  op->replaceAllUsesWith(results);
  op->erase();
}

// Stores into variables that the others of the group do not read come first.
void OutOfSsa::sort(SmallVector<py::StoreOp> &group) {
  if (group.size() < 2)
    return;
  Operation *end = group.back()->getNextNode();
  SmallVector<py::StoreOp> rest = group, ordered;
  auto reads = [](py::StoreOp store, Value cell) {
    auto load = store.getValue().getDefiningOp<py::LoadOp>();
    return load && load.getCell() == cell;
  };
  while (!rest.empty()) {
    auto next = llvm::find_if(rest, [&](py::StoreOp store) {
      return llvm::none_of(rest, [&](py::StoreOp other) { return other != store && reads(other, store.getCell()); });
    });
    if (next == rest.end()) { // a cycle; of two variables it is a swap
      next = rest.begin();
      auto cellOf = [](py::StoreOp store) { return store.getValue().getDefiningOp<py::LoadOp>().getCell(); };
      auto partner = llvm::find_if(rest, [&](py::StoreOp other) {
        return reads(other, next->getCell()) && reads(*next, other.getCell()) && cellOf(other) == next->getCell();
      });
      if (partner != rest.end()) {
        (*next)->setAttr(exchangeAttr, builder.getUnitAttr());
        (*partner)->erase();
        rest.erase(partner);
        next = rest.begin();
      }
    }
    ordered.push_back(*next);
    rest.erase(next);
  }
  for (py::StoreOp store : ordered)
    store->moveBefore(end);
  group = ordered;
}

// `%v = ...; ...; store %v, @x` becomes `x = ...` at once where nobody needs the old x after that.
void OutOfSsa::hoist(py::StoreOp store) {
  Operation *source = store.getValue().getDefiningOp();
  if (!source || store->hasAttr(exchangeAttr) || source->getBlock() != store->getBlock() || source->getNumResults() != 1 ||
      isa<py::LoadOp, py::ConstantOp>(source) || isVersionWrite(source) || (source->getNumRegions() && !isa<py::IfOp>(source)))
    return;
  Value cell = store.getCell();
  bool conflict = anyBetween(source, store, [&](Operation *op) {
    return op->walk([&](Operation *nested) {
               if (auto other = dyn_cast<py::StoreOp>(nested); other && writesCell(other, cell))
                 return WalkResult::interrupt();
               for (Value operand : nested->getOperands())
                 if (auto load = operand.getDefiningOp<py::LoadOp>(); load && load.getCell() == cell && !source->isBeforeInBlock(source->getBlock()->findAncestorOpInBlock(*load) ? source->getBlock()->findAncestorOpInBlock(*load) : source))
                   return WalkResult::interrupt();
               return WalkResult::advance();
             }).wasInterrupted();
  });
  // Views of the old value are reads of it as well: only where none is in use.
  if (conflict)
    return;
  // Nobody behind the store may read the old value either.
  for (Operation *user : cell.getUsers())
    if (auto load = dyn_cast_if_present<py::LoadOp>(user))
      for (Operation *reader : load->getUsers())
        if (Operation *place = store->getBlock()->findAncestorOpInBlock(*reader);
            place && store->isBeforeInBlock(place))
          if (Operation *made = store->getBlock()->findAncestorOpInBlock(*load); !made || made->isBeforeInBlock(store))
            return;
  store->moveAfter(source);
  if (store.getValue().hasOneUse())
    return;
  builder.setInsertionPointAfter(store);
  Value value = py::LoadOp::create(builder, store.getLoc(), store.getValue().getType(), cell);
  store.getValue().replaceUsesWithIf(value, [&](OpOperand &use) { return use.getOwner() != store; });
}

void OutOfSsa::run() {
  // Outer ones first: what they carry is then loaded where inner ones take it.
  SmallVector<Operation *> carriers;
  function.walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (isa<py::ForOp, py::WhileOp, py::IfOp>(op))
      carriers.push_back(op);
  });
  for (Operation *op : carriers) {
    if (auto loop = dyn_cast<py::ForOp>(op))
      convertLoop(loop);
    else if (auto loop = dyn_cast<py::WhileOp>(op))
      convertLoop(loop);
    else
      convertIf(cast<py::IfOp>(op));
  }
  for (auto &group : groups)
    sort(group);
  for (auto &group : groups)
    for (py::StoreOp store : group)
      hoist(store);
}

void codegen::outOfSsa(py::FuncOp function) { OutOfSsa(function).run(); }
