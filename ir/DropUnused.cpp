// Drops what nobody reads.
//
//   %c = py.cell "t"                 a variable that is only stored to, with its stores
//   %x = np.add %a, %b               an operation without effect whose result has no user
//   iter(%s = %zero) .. continue %t  what a loop carries for itself alone
//   py.func @helper                  a function that no call reaches from @main
//
// Checks stay: they are what raises. First everything is marked that an effect depends on, then the rest goes: one walk,
// however long the chains are.
#include "ir/Np.h"
#include "ir/Passes.h"
#include "ir/Types.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/BitVector.h"

using namespace mlir;
using namespace np2gpu;

static bool isLoop(Operation *op) { return isa<py::ForOp, py::WhileOp>(op); }

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

namespace {
class Marker {
public:
  explicit Marker(py::FuncOp function) : function(function) {}
  void run();

private:
  void collectJumps(Block &block, Operation *loop);
  void roots();
  void mark(ValueRange values) {
    for (Value value : values)
      if (live.insert(value).second)
        work.push_back(value);
  }
  void follow(Value value);
  void followCarried(Operation *loop, unsigned number);
  bool isLive(Operation *op) const { return llvm::any_of(op->getResults(), [&](Value result) { return live.contains(result); }); }
  void sweepCarried(Operation *op);
  py::FuncOp function;
  DenseSet<Value> live;
  SmallVector<Value> work;
  DenseMap<Operation *, SmallVector<Operation *>> jumps; // of loops
  SmallVector<Operation *> dropped;                      // loops and ifs that others took the place of
};
} // namespace

void Marker::collectJumps(Block &block, Operation *loop) {
  for (Operation &op : block) {
    if (isa<py::BreakOp, py::ContinueOp>(op))
      jumps[loop].push_back(&op);
    for (Region &region : op.getRegions())
      for (Block &nested : region)
        collectJumps(nested, isLoop(&op) ? &op : loop);
  }
}

void Marker::roots() {
  function.walk([&](Operation *op) {
    if (isa<py::BreakOp, py::ContinueOp, py::YieldOp, py::StoreOp, py::CellOp>(op))
      return;
    if (isLoop(op))
      mark(op->getOperands().drop_back(op->getNumResults()));
    else if (!isDroppable(op))
      mark(op->getOperands());
  });
}

void Marker::followCarried(Operation *loop, unsigned number) {
  unsigned carried = loop->getNumResults();
  mark({loop->getOperand(loop->getNumOperands() - carried + number), loop->getResult(number),
        loop->getRegion(0).getArguments().take_back(carried)[number]});
  for (Operation *jump : jumps[loop])
    mark(jump->getOperand(number));
}

void Marker::follow(Value value) {
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    Operation *op = argument.getOwner()->getParentOp();
    unsigned others = argument.getOwner()->getNumArguments() - op->getNumResults();
    if (isLoop(op) && argument.getArgNumber() >= others)
      followCarried(op, argument.getArgNumber() - others);
    return;
  }
  auto result = cast<OpResult>(value);
  Operation *op = result.getOwner();
  if (isLoop(op))
    return followCarried(op, result.getResultNumber());
  if (isa<py::IfOp>(op)) {
    for (Region &region : op->getRegions())
      if (!region.empty() && isa<py::YieldOp>(region.front().back()))
        mark(region.front().back().getOperand(result.getResultNumber()));
    return;
  }
  mark(op->getOperands());
  if (auto load = dyn_cast_if_present<py::LoadOp>(op))
    for (Operation *user : load.getCell().getUsers())
      if (isa<py::StoreOp>(user))
        mark(user->getOperands());
}

// Loops and ifs without the results that nobody wants.
void Marker::sweepCarried(Operation *op) {
  llvm::BitVector dead(op->getNumResults());
  for (OpResult result : op->getResults())
    if (!live.contains(result))
      dead.set(result.getResultNumber());
  if (dead.none())
    return;
  auto drop = [&](Operation *jump) { jump->eraseOperands(dead); };
  OpBuilder builder(op);
  SmallVector<Value> inits;
  if (isLoop(op)) {
    llvm::for_each(jumps[op], drop);
    Block &body = op->getRegion(0).front();
    unsigned others = body.getNumArguments() - op->getNumResults();
    llvm::BitVector arguments(body.getNumArguments());
    for (unsigned number : dead.set_bits()) {
      arguments.set(others + number);
      body.getArgument(others + number).dropAllUses();
    }
    body.eraseArguments(arguments);
    for (auto [number, init] : llvm::enumerate(op->getOperands().take_back(op->getNumResults())))
      if (!dead.test(number))
        inits.push_back(init);
  } else {
    for (Region &region : op->getRegions())
      if (!region.empty() && isa<py::YieldOp>(region.front().back()))
        drop(&region.front().back());
  }
  Operation *made;
  SmallVector<Value> wanted;
  SmallVector<Attribute> names;
  auto known = op->getAttrOfType<ArrayAttr>("names");
  for (OpResult result : op->getResults())
    if (!dead.test(result.getResultNumber())) {
      wanted.push_back(result);
      if (known)
        names.push_back(known[result.getResultNumber()]);
    }
  if (auto loop = dyn_cast<py::ForOp>(op))
    made = py::ForOp::create(builder, op->getLoc(), loop.getStart(), loop.getStop(), loop.getStep(), inits);
  else if (isa<py::WhileOp>(op))
    made = py::WhileOp::create(builder, op->getLoc(), inits);
  else
    made = py::IfOp::create(builder, op->getLoc(), TypeRange(ValueRange(wanted)), op->getOperand(0));
  if (known)
    made->setAttr("names", builder.getArrayAttr(names));
  for (auto [to, from] : llvm::zip_equal(made->getRegions(), op->getRegions()))
    to.takeBody(from);
  for (auto [before, now] : llvm::zip_equal(wanted, made->getResults()))
    before.replaceAllUsesWith(now);
  dropped.push_back(op);
}

void Marker::run() {
  collectJumps(function.getBody().front(), nullptr);
  roots();
  while (!work.empty())
    follow(work.pop_back_val());
  // First what carries, so that the rest has no users left.
  SmallVector<Operation *> carriers, others;
  function.walk([&](Operation *op) {
    if (isLoop(op) || isa<py::IfOp>(op))
      carriers.push_back(op);
    else if ((isDroppable(op) && op->getNumResults() && !isLive(op)) ||
             (isa<py::StoreOp>(op) && !live.contains(op->getOperand(1))) || (isa<py::CellOp>(op) && !isLive(op)))
      others.push_back(op);
  });
  for (Operation *op : carriers)
    sweepCarried(op);
  for (Operation *op : others)
    op->dropAllUses();
  for (Operation *op : llvm::reverse(others))
    op->erase();
  for (Operation *op : dropped) {
    op->dropAllUses();
    op->erase();
  }
}

// Functions that no call reaches.
static void dropFunctions(ModuleOp module) {
  SymbolTable symbols(module);
  SmallVector<Operation *> reached;
  llvm::SmallPtrSet<Operation *, 16> seen;
  Operation *main = symbols.lookup("main");
  if (!main) // a part of a program, in tests
    return;
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
  for (auto function : llvm::make_early_inc_range(module.getOps<py::FuncOp>()))
    if (!seen.count(function))
      function.erase();
}

namespace {
struct DropUnused : PassWrapper<DropUnused, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(DropUnused)
  StringRef getArgument() const override { return "np-drop-unused"; }
  StringRef getDescription() const override { return "Drop variables, operations and functions that nobody reads"; }
  void runOnOperation() override {
    dropFunctions(getOperation());
    for (auto function : getOperation().getOps<py::FuncOp>())
      Marker(function).run();
  }
};
} // namespace

std::unique_ptr<Pass> np2gpu::createDropUnusedPass() { return std::make_unique<DropUnused>(); }
