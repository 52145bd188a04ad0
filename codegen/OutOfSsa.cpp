#include "codegen/OutOfSsa.h"
#include "codegen/Folding.h"
#include "codegen/Variables.h"
#include "codegen/Versions.h"
#include "ir/Np.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::codegen;

namespace {
class OutOfSsa {
public:
  explicit OutOfSsa(py::FuncOp function)
      : function(function), entry(&function.getBody().front()), builder(function.getContext()), variables(function) {}
  void run();

private:
  void makeCells();
  void storeDefinition(Value value);
  Value load(Value value, Operation *user);
  void convert(Block &block);
  void convertOperands(Operation *op);
  void copies(Operation *before, ValueRange values, ArrayRef<Value> targets);
  void sort(SmallVector<py::StoreOp> &group);
  template <typename Loop> void convertLoop(Loop op);
  void convertIf(py::IfOp op);

  py::FuncOp function;
  Block *entry;
  OpBuilder builder;
  Variables variables;
  SmallVector<Value> cells; // of the variables
  SmallVector<SmallVector<Value>> loops; // around the block being converted: what each carries
  // Loops and ifs that others took the place of, with the loops' bodies. They go at the end: what they define is known
  // by address.
  SmallVector<std::pair<Operation *, Block *>> replaced;
};
} // namespace

static Value cellOf(py::LoadOp load) { return load.getCell(); }

void OutOfSsa::makeCells() {
  builder.setInsertionPointToStart(entry);
  for (unsigned variable = 0; variable < variables.size(); ++variable)
    cells.push_back(py::CellOp::create(builder, UnknownLoc::get(builder.getContext()),
                                       py::CellType::get(builder.getContext(), variables.type(variable)), variables.name(variable)));
}

// Behind what makes the value.
void OutOfSsa::storeDefinition(Value value) {
  int variable = variables.of(value);
  if (variable < 0)
    return;
  Value from = value;
  if (auto name = value.getDefiningOp<py::NameOp>())
    from = name.getValue();
  Location loc = value.getLoc();
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    builder.setInsertionPointToStart(argument.getOwner());
    if (argument.getOwner() == entry)
      builder.setInsertionPointAfter(cells.back().getDefiningOp());
  } else {
    builder.setInsertionPointAfter(value.getDefiningOp());
  }
  py::StoreOp::create(builder, loc, from, cells[variable]);
}

// The value as its variable has it here.
Value OutOfSsa::load(Value value, Operation *user) {
  int variable = variables.of(value);
  if (variable < 0)
    return value;
  builder.setInsertionPoint(user);
  return py::LoadOp::create(builder, user->getLoc(), value.getType(), cells[variable]);
}

void OutOfSsa::convertOperands(Operation *op) {
  SmallVector<std::pair<Value, Value>, 4> loaded;
  for (OpOperand &operand : op->getOpOperands()) {
    if (variables.of(operand.get()) < 0)
      continue;
    auto known = llvm::find_if(loaded, [&](auto &pair) { return pair.first == operand.get(); });
    if (known == loaded.end()) {
      loaded.push_back({operand.get(), load(operand.get(), op)});
      known = std::prev(loaded.end());
    }
    operand.set(known->second);
  }
}

// A parallel copy: what the variables become on this edge. A variable that holds the value already needs none.
void OutOfSsa::copies(Operation *before, ValueRange values, ArrayRef<Value> targets) {
  SmallVector<py::StoreOp> group;
  SmallVector<std::pair<Value, Value>> pairs;
  for (auto [value, target] : llvm::zip_equal(values, targets)) {
    int to = target ? variables.of(target) : -1;
    if (to < 0 || variables.of(value) == to || value.getDefiningOp<py::UndefinedOp>())
      continue;
    pairs.push_back({load(value, before), cells[to]});
  }
  builder.setInsertionPoint(before);
  for (auto [value, cell] : pairs) {
    // Only an expression has a line of the script to quote.
    Operation *made = value.getDefiningOp();
    bool isExpression = made && !isa<py::LoadOp, py::ConstantOp>(made) && made->getBlock() == before->getBlock();
    group.push_back(py::StoreOp::create(builder, isExpression ? made->getLoc() : builder.getUnknownLoc(), value, cell));
  }
  sort(group);
}

// Does the text of this value read the variable?
static bool reads(Value value, Value cell, Block *block) {
  Operation *op = value.getDefiningOp();
  if (!op || op->getBlock() != block)
    return false;
  if (auto load = dyn_cast_if_present<py::LoadOp>(op))
    return load.getCell() == cell;
  return op->hasOneUse() && llvm::any_of(op->getOperands(), [&](Value operand) { return reads(operand, cell, block); });
}

// Stores into variables that the others of the group do not read come first; two that read each other are a swap.
void OutOfSsa::sort(SmallVector<py::StoreOp> &group) {
  if (group.size() < 2)
    return;
  Operation *end = group.back()->getNextNode();
  SmallVector<py::StoreOp> rest = group;
  auto readsOf = [](py::StoreOp store, Value cell) { return reads(store.getValue(), cell, store->getBlock()); };
  while (!rest.empty()) {
    auto next = llvm::find_if(rest, [&](py::StoreOp store) {
      return llvm::none_of(rest, [&](py::StoreOp other) { return other != store && readsOf(other, store.getCell()); });
    });
    if (next == rest.end()) { // a cycle; of two variables it is a swap
      next = rest.begin();
      auto loaded = [](py::StoreOp store) { return store.getValue().getDefiningOp<py::LoadOp>(); };
      auto partner = llvm::find_if(rest, [&](py::StoreOp other) {
        return loaded(*next) && loaded(other) && cellOf(loaded(other)) == next->getCell() && cellOf(loaded(*next)) == other.getCell();
      });
      if (partner != rest.end() && llvm::none_of(rest, [&](py::StoreOp other) {
            return other != *next && other != *partner && (readsOf(other, next->getCell()) || readsOf(other, partner->getCell()));
          })) {
        (*next)->setAttr(exchangeAttr, builder.getUnitAttr());
        (*partner)->erase();
        rest.erase(partner);
        next = rest.begin();
      }
    }
    (*next)->moveBefore(end);
    rest.erase(next);
  }
}

static py::ForOp without(py::ForOp op, OpBuilder &builder) {
  return py::ForOp::create(builder, op.getLoc(), op.getStart(), op.getStop(), op.getStep(), ValueRange{});
}
static py::WhileOp without(py::WhileOp op, OpBuilder &builder) {
  return py::WhileOp::create(builder, op.getLoc(), ValueRange{});
}

template <typename Loop> void OutOfSsa::convertLoop(Loop op) {
  Block &body = op.getBody().front();
  unsigned first = isa<py::ForOp>(op.getOperation()) ? 1 : 0;
  SmallVector<Value> arguments(body.getArguments().drop_front(first));
  SmallVector<Value> inits(op.getInitArgs());
  op.getInitArgsMutable().clear();
  convertOperands(op); // the bounds, before anything is assigned
  copies(op, inits, arguments);
  loops.push_back(arguments);
  convert(body);
  loops.pop_back();
  if (first)
    storeDefinition(body.getArgument(0));
  builder.setInsertionPoint(op);
  Loop made = without(op, builder);
  made.getBody().takeBody(op.getBody());
  replaced.push_back({op, &body});
}

void OutOfSsa::convertIf(py::IfOp op) {
  convertOperands(op);
  for (Region &region : op->getRegions())
    for (Block &block : region)
      convert(block);
  if (op.getNumResults() == 0)
    return;
  if (variables.isChoice(op))
    return storeDefinition(op.getResult(0));
  SmallVector<Value> results(op.getResults());
  for (Region &region : op->getRegions())
    if (Operation *yield = &region.front().back(); isa<py::YieldOp>(yield)) {
      copies(yield, yield->getOperands(), results);
      yield->setOperands({});
    }
  builder.setInsertionPoint(op);
  auto made = py::IfOp::create(builder, op.getLoc(), TypeRange{}, op.getCondition());
  made.getThenRegion().takeBody(op.getThenRegion());
  made.getElseRegion().takeBody(op.getElseRegion());
  replaced.push_back({op, nullptr});
}

void OutOfSsa::convert(Block &block) {
  for (Operation &op : llvm::make_early_inc_range(block)) {
    if (auto loop = dyn_cast<py::ForOp>(op)) {
      convertLoop(loop);
    } else if (auto loop = dyn_cast<py::WhileOp>(op)) {
      convertLoop(loop);
    } else if (auto branch = dyn_cast<py::IfOp>(op)) {
      convertIf(branch);
    } else if (isa<py::BreakOp, py::ContinueOp>(op)) {
      copies(&op, op.getOperands(), loops.back());
      op.setOperands({});
    } else if (isa<py::YieldOp>(op) && isa<py::IfOp>(op.getParentOp()) && !variables.isChoice(op.getParentOp())) {
      // with its if
    } else {
      convertOperands(&op);
      for (Region &region : op.getRegions())
        convert(region.front());
      for (Value result : op.getResults())
        storeDefinition(result);
    }
  }
}

void OutOfSsa::run() {
  if (variables.size() == 0)
    return;
  makeCells();
  convert(*entry);
  for (BlockArgument argument : llvm::reverse(entry->getArguments()))
    storeDefinition(argument);
  for (auto [op, body] : llvm::reverse(replaced)) {
    if (body)
      body->eraseArguments(body->getNumArguments() - op->getNumResults(), op->getNumResults());
    op->erase();
  }
}

void codegen::outOfSsa(py::FuncOp function) {
  mergeVersions(function);
  OutOfSsa(function).run();
}
