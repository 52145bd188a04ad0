#include "codegen/Versions.h"
#include "ir/Np.h"

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::codegen;

Value codegen::previousVersion(OpResult result) {
  Operation *op = result.getOwner();
  if (isVersionWrite(op))
    return op->getOperand(0);
  if (auto call = dyn_cast<py::CallOp>(op)) {
    unsigned own = call.getNumResults() - call.getBases().size();
    if (result.getResultNumber() >= own)
      return call.getBases()[result.getResultNumber() - own];
  }
  return {};
}

namespace {
// What a loop or an if carries, with all values that it may be.
struct Phi {
  Value value;
  SmallVector<Value, 4> sources;
  int argument = -1; // of a loop's result: the phi of its argument
};

class SharedObjects {
public:
  explicit SharedObjects(py::FuncOp function) : function(function) {}
  void run();

private:
  void collect(Block &block, SmallVectorImpl<unsigned> *loop);
  Value find(Value value) const; // the object; null while nothing is known of it
  void add(Value value, ValueRange sources) {
    known[value] = phis.size();
    phis.push_back({value, SmallVector<Value, 4>(sources), -1});
  }

  py::FuncOp function;
  std::vector<Phi> phis;
  DenseMap<Value, unsigned> known; // value -> its phi
  std::vector<Value> objects;      // of the phis: null, the one object, or the phi itself
};
} // namespace

// The phis of a block and what is in it. `loop`: the phis of the innermost loop, arguments and then results.
void SharedObjects::collect(Block &block, SmallVectorImpl<unsigned> *loop) {
  for (Operation &op : block) {
    if (isa<py::BreakOp, py::ContinueOp>(op)) {
      unsigned count = op.getNumOperands(), offset = isa<py::BreakOp>(op) ? count : 0;
      for (unsigned i = 0; i < count; ++i)
        phis[(*loop)[offset + i]].sources.push_back(op.getOperand(i));
      continue;
    }
    SmallVector<unsigned> mine;
    SmallVectorImpl<unsigned> *inner = loop;
    if (isa<py::ForOp, py::WhileOp>(op)) {
      Block &body = op.getRegion(0).front();
      unsigned carried = op.getNumResults();
      auto arguments = body.getArguments().take_back(carried);
      for (unsigned i = 0; i < carried; ++i) {
        mine.push_back(phis.size());
        add(arguments[i], op.getOperand(op.getNumOperands() - carried + i));
      }
      for (unsigned i = 0; i < carried; ++i) {
        mine.push_back(phis.size());
        // A `for` ends at its head, too.
        Value atHead = arguments[i];
        add(op.getResult(i), isa<py::ForOp>(op) ? ValueRange(atHead) : ValueRange());
        phis.back().argument = mine[i];
      }
      inner = &mine;
    } else if (isa<py::IfOp>(op)) {
      for (OpResult result : op.getResults()) {
        SmallVector<Value> sources;
        for (Region &region : op.getRegions())
          if (!region.empty() && isa<py::YieldOp>(region.front().back()))
            sources.push_back(region.front().back().getOperand(result.getResultNumber()));
        add(result, sources);
      }
    }
    for (Region &region : op.getRegions())
      for (Block &nested : region)
        collect(nested, inner);
  }
}

Value SharedObjects::find(Value value) const {
  for (;;) {
    if (auto found = known.find(value); found != known.end())
      return objects[found->second];
    auto result = dyn_cast<OpResult>(value);
    Value previous = result ? previousVersion(result) : Value();
    if (!previous)
      return value;
    value = previous;
  }
}

void SharedObjects::run() {
  collect(function.getBody().front(), nullptr);
  objects.resize(phis.size());
  // Optimistic: a phi of a loop is the object that enters it until something else is found to come round.
  bool changed = true;
  for (unsigned round = 0; changed; ++round) {
    changed = false;
    for (auto [i, phi] : llvm::enumerate(phis)) {
      if (objects[i] == phi.value)
        continue;
      Value one;
      bool different = false;
      for (Value source : phi.sources)
        if (Value object = find(source); object && !object.getDefiningOp<py::UndefinedOp>()) {
          different |= one && one != object;
          one = object;
        }
      if (!one)
        continue;
      // Behind a loop or an if, what is made in it is not in sight.
      if (different || !one.getParentRegion()->isAncestor(phi.value.getParentRegion()))
        one = phi.value;
      if (objects[i] != one) {
        objects[i] = round > 8 ? phi.value : one;
        changed = true;
      }
      // The two are one variable: either both are merged or none.
      if (objects[i] == phi.value && phi.argument >= 0 && !phi.value.use_empty())
        objects[phi.argument] = phis[phi.argument].value;
    }
  }
  auto replace = [&](Value value) {
    if (Value object = find(value); object && object != value)
      value.replaceAllUsesWith(object);
  };
  for (Phi &phi : phis)
    replace(phi.value);
  function.walk([&](Operation *op) {
    for (OpResult result : op->getResults())
      if (previousVersion(result))
        replace(result);
  });
}

void codegen::mergeVersions(py::FuncOp function) { SharedObjects(function).run(); }
