// Is every write in place right? (architecture.md, D4; ir.md, "The version verifier")
//
//   %b = np.update %a through ..        right: nobody reads %a from here on
//   print %b
//
//   %v = np.slice %a ..
//   %b = np.update %a through ..        wrong: %v shows the memory of %a, and is read behind the write
//   print %v
//
// A write of %b is right iff neither %b nor anything that may share its memory is live after it. The importer makes only
// such programs; this pass finds the transformation that breaks one. Regions are flattened into a graph. Forward, the
// pairs of live names that may hold the same memory are kept: a view pairs with its base, and with what that is paired
// with; on an edge a carried value takes the place of its source. Extents are no part of the memory: np.dim of an old
// version is no read.
#include "ir/Np.h"
#include "ir/Passes.h"
#include <set>

using namespace mlir;
using namespace np2gpu;

namespace {
using Pairs = std::set<std::pair<unsigned, unsigned>>; // of names, the smaller first

class Verifier {
public:
  explicit Verifier(py::FuncOp function) : function(function) {}
  LogicalResult run();

private:
  struct Edge {
    unsigned target;
    SmallVector<std::pair<unsigned, unsigned>, 2> carried; // (what carries, its source)
  };
  struct Node {
    Operation *op = nullptr; // none: a place where ways meet
    SmallVector<Edge, 2> edges;
    SmallVector<unsigned, 2> from;
    std::set<unsigned> live; // behind it
    Pairs in;
  };
  struct Around { // what jumps leave to
    Operation *op;
    unsigned head, after;
  };

  //===--- The graph ----------------------------------------------------------------------------------------------===//
  unsigned node(Operation *op = nullptr) {
    nodes.push_back({op, {}, {}, {}, {}});
    return nodes.size() - 1;
  }
  void edge(unsigned from, unsigned to, ValueRange carriers = {}, ValueRange sources = {});
  unsigned flatten(Block &block, unsigned yieldTo, Operation *parent, const Around *loop);
  unsigned flatten(Operation *op, unsigned next, const Around *loop);
  void raisesInto(unsigned first, unsigned last, unsigned handler);

  //===--- Names --------------------------------------------------------------------------------------------------===//
  static bool isArray(Value value) { return isa<RankedTensorType>(value.getType()); }
  unsigned name(Value value) {
    auto [found, isNew] = numbers.try_emplace(value, names.size());
    if (isNew)
      names.push_back(value);
    return found->second;
  }
  void markLive(unsigned at);
  Pairs behind(const Node &node);
  LogicalResult check(const Node &node);

  py::FuncOp function;
  std::vector<Node> nodes;
  std::vector<Value> names;
  DenseMap<Value, unsigned> numbers;
};
} // namespace

static std::pair<unsigned, unsigned> ordered(unsigned a, unsigned b) { return std::minmax(a, b); }

// Looks at extents, strides and flags only.
static bool readsNoElements(Operation *op) {
  return isa<np::DimOp, np::SizeOp, np::StrideOp, np::FlagOp, np::BroadcastShapeOp, np::CheckAssignOp, np::CheckReshapeOp,
             np::CheckBroadcastToOp, np::CheckWritableOp>(op);
}

// (written version, new version)
static SmallVector<std::pair<Value, Value>> writesOf(Operation *op) {
  SmallVector<std::pair<Value, Value>> writes;
  if (isVersionWrite(op))
    writes.push_back({op->getOperand(0), op->getResult(0)});
  if (auto call = dyn_cast<py::CallOp>(op))
    for (auto [base, result] : llvm::zip(call.getBases(), call.getResults().take_back(call.getBases().size())))
      writes.push_back({base, result});
  return writes;
}

//===--- The graph ------------------------------------------------------------------------------------------------===//

void Verifier::edge(unsigned from, unsigned to, ValueRange carriers, ValueRange sources) {
  Edge made{to, {}};
  for (auto [carrier, source] : llvm::zip(carriers, sources))
    if (isArray(carrier))
      made.carried.push_back({name(carrier), name(source)});
  nodes[from].edges.push_back(std::move(made));
  nodes[to].from.push_back(from);
}

// Nodes of a block, from the last to the first; the first's number.
unsigned Verifier::flatten(Block &block, unsigned yieldTo, Operation *parent, const Around *loop) {
  unsigned next = yieldTo;
  for (Operation &op : llvm::reverse(block)) {
    if (!op.hasTrait<OpTrait::IsTerminator>()) {
      next = flatten(&op, next, loop);
      continue;
    }
    unsigned here = node(&op);
    if (isa<py::YieldOp>(op))
      edge(here, yieldTo, parent->getResults(), op.getOperands());
    else if (isa<py::BreakOp>(op))
      edge(here, loop->after, loop->op->getResults(), op.getOperands());
    else if (isa<py::ContinueOp>(op))
      edge(here, loop->head, loop->op->getRegion(0).getArguments().take_back(op.getNumOperands()), op.getOperands());
    next = here;
  }
  return next;
}

// From anywhere in the body an exception may go to the handler.
void Verifier::raisesInto(unsigned first, unsigned last, unsigned handler) {
  for (unsigned body = first; body < last; ++body)
    edge(body, handler);
}

unsigned Verifier::flatten(Operation *op, unsigned next, const Around *loop) {
  if (isa<py::ForOp, py::WhileOp>(op)) {
    auto arguments = op->getRegion(0).getArguments().take_back(op->getNumResults());
    unsigned after = node(), head = node();
    edge(after, next);
    Around here{op, head, after};
    edge(head, flatten(op->getRegion(0).front(), head, op, &here));
    if (isa<py::ForOp>(op))
      edge(head, after, op->getResults(), arguments);
    unsigned enter = node(op);
    edge(enter, head, arguments, op->getOperands().take_back(op->getNumResults()));
    return enter;
  }
  if (isa<py::IfOp>(op)) {
    unsigned join = node(), test = node(op);
    edge(join, next);
    for (Region &region : op->getRegions())
      edge(test, region.empty() ? join : flatten(region.front(), join, op, loop));
    return test;
  }
  if (auto attempt = dyn_cast<py::TryOp>(op)) {
    unsigned join = node(), enter = node(op);
    edge(join, next);
    SmallVector<unsigned> handlers;
    for (Region &region : attempt.getBlocks().drop_front())
      handlers.push_back(flatten(region.front(), join, op, loop));
    unsigned first = nodes.size();
    edge(enter, flatten(attempt.getBlocks().front().front(), join, op, loop));
    unsigned last = nodes.size();
    for (unsigned handler : handlers)
      raisesInto(first, last, handler);
    return enter;
  }
  unsigned here = node(op);
  edge(here, next);
  return here;
}

//===--- Liveness -------------------------------------------------------------------------------------------------===//

// From a node's uses backwards to what defines them.
void Verifier::markLive(unsigned at) {
  SmallVector<std::pair<unsigned, unsigned>> work; // live on entry of a node
  auto arrives = [&](unsigned number, unsigned value) {
    for (unsigned before : nodes[number].from) {
      for (const Edge &edge : nodes[before].edges) {
        if (edge.target != number)
          continue;
        unsigned source = value;
        for (auto [carrier, from] : edge.carried)
          if (carrier == value)
            source = from;
        // A carried value is live on the edge only, as its source.
        if (nodes[before].live.insert(source).second)
          work.push_back({before, source});
      }
    }
  };
  Operation *op = nodes[at].op;
  if (op && !readsNoElements(op) && !op->hasTrait<OpTrait::IsTerminator>())
    for (Value operand : op->getOperands())
      if (isArray(operand) && !(isa<py::ForOp, py::WhileOp>(op)))
        arrives(at, name(operand));
  if (op && isa<py::ReturnOp>(op))
    for (Value operand : op->getOperands())
      if (isArray(operand))
        arrives(at, name(operand));
  while (!work.empty()) {
    auto [number, value] = work.pop_back_val();
    Operation *definer = names[value].getDefiningOp();
    if (nodes[number].op && definer == nodes[number].op && !definer->getNumRegions())
      continue; // made here
    arrives(number, value);
  }
}

//===--- Sharing --------------------------------------------------------------------------------------------------===//

Pairs Verifier::behind(const Node &node) {
  Pairs pairs = node.in;
  auto pairWith = [&](unsigned result, unsigned base) {
    SmallVector<unsigned> partners{base};
    for (auto [a, b] : pairs)
      if (a == base || b == base)
        partners.push_back(a == base ? b : a);
    for (unsigned partner : partners)
      if (partner != result)
        pairs.insert(ordered(result, partner));
  };
  if (Operation *op = node.op) {
    if (isView(op) || isa<py::SelectOp>(op)) {
      for (Value operand : op->getOperands())
        if (isArray(operand) && isArray(op->getResult(0)))
          pairWith(name(op->getResult(0)), name(operand));
    } else if (auto load = dyn_cast_if_present<py::LoadOp>(op); load && isArray(load)) {
      pairWith(name(load), name(load.getCell()));
    } else if (auto store = dyn_cast<py::StoreOp>(op); store && isArray(store.getValue())) {
      unsigned cell = name(store.getCell());
      std::erase_if(pairs, [&](auto pair) { return pair.first == cell || pair.second == cell; });
      pairWith(cell, name(store.getValue()));
    }
    for (auto [base, result] : writesOf(op))
      pairWith(name(result), name(base));
  }
  return pairs;
}

LogicalResult Verifier::check(const Node &node) {
  if (!node.op)
    return success();
  for (auto [base, result] : writesOf(node.op)) {
    unsigned written = name(base);
    for (unsigned live : node.live) {
      if (live == name(result) || (live != written && !node.in.count(ordered(live, written))))
        continue;
      auto error = node.op->emitError("writes memory that an older version or a view still shows");
      error.attachNote(names[live].getLoc()) << "this is read later";
      return failure();
    }
  }
  return success();
}

LogicalResult Verifier::run() {
  unsigned end = node();
  unsigned first = flatten(function.getBody().front(), end, nullptr, nullptr);
  for (unsigned i = 0; i < nodes.size(); ++i)
    markLive(i);
  // Pairs only grow, from the entry along the edges.
  SmallVector<unsigned> work;
  for (unsigned i = nodes.size(); i-- > 0;)
    work.push_back(i);
  std::reverse(work.begin(), work.end()); // the entry has the highest number
  (void)first;
  while (!work.empty()) {
    unsigned number = work.pop_back_val();
    Pairs out = behind(nodes[number]);
    for (const Edge &edge : nodes[number].edges) {
      Node &target = nodes[edge.target];
      size_t before = target.in.size();
      // Carriers take their sources' places, all at once.
      SmallVector<std::pair<unsigned, unsigned>, 4> now; // (name behind the edge, name before it)
      for (auto carried : edge.carried)
        now.push_back(carried);
      auto isCarrier = [&](unsigned value) { return llvm::any_of(edge.carried, [&](auto &c) { return c.first == value; }); };
      auto isLive = [&](unsigned value) { return nodes[number].live.count(value) || isa<py::CellType>(names[value].getType()); };
      for (auto [a, b] : out)
        if (!isCarrier(a) && !isCarrier(b) && isLive(a) && isLive(b))
          target.in.insert({a, b});
      for (auto [carrier, source] : now) {
        if (!isLive(source) || carrier == source)
          continue;
        if (!isCarrier(source) && isLive(source))
          target.in.insert(ordered(carrier, source));
        for (auto [a, b] : out)
          if ((a == source || b == source) && !isCarrier(a == source ? b : a))
            target.in.insert(ordered(carrier, a == source ? b : a));
        for (auto [other, from] : now)
          if (carrier < other && (source == from || out.count(ordered(source, from))))
            target.in.insert({carrier, other});
      }
      if (target.in.size() != before)
        work.push_back(edge.target);
    }
  }
  for (const Node &each : nodes)
    if (failed(check(each)))
      return failure();
  return success();
}

namespace {
struct VerifyVersions : PassWrapper<VerifyVersions, OperationPass<py::FuncOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(VerifyVersions)
  StringRef getArgument() const override { return "np-verify-versions"; }
  StringRef getDescription() const override { return "Every write in place is right: nobody sees the old version later"; }
  void runOnOperation() override {
    if (failed(Verifier(getOperation()).run()))
      signalPassFailure();
  }
};
} // namespace

std::unique_ptr<Pass> np2gpu::createVerifyVersionsPass() { return std::make_unique<VerifyVersions>(); }
