// Branches that were decided before.
//
//   %t, %x = py.if %c {                        py.if %c {
//     py.yield %zero, %a                         use %a
//   } else {                                   } else {
//     py.yield %one, %b                          use %b
//   }                                          }
//   %first = py.eq %t, %zero
//   py.if %first { use %x } else { use %x }
//
// The importer gives a variable of several types a tag and asks it at each use (architecture.md, D7). Where the tag was
// chosen by a branch in sight, the question is that branch's condition again, and two branches on one condition with
// nothing but pure operations between them are one.
#include "ir/Np.h"
#include "ir/Passes.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;
using namespace np2gpu;

// The yield of a side that falls through.
static py::YieldOp yieldOf(Region &region) {
  return region.empty() ? py::YieldOp() : dyn_cast<py::YieldOp>(region.front().back());
}

static std::pair<Value, Value> sidesOf(Value value) {
  auto branch = value.getDefiningOp<py::IfOp>();
  if (!branch)
    return {};
  unsigned number = cast<OpResult>(value).getResultNumber();
  auto yes = yieldOf(branch.getThenRegion()), no = yieldOf(branch.getElseRegion());
  return {yes ? yes.getOperand(number) : Value(), no ? no.getOperand(number) : Value()};
}

namespace {
// A comparison of a tag with a number, where the tag comes from a branch.
struct DecidedBefore : OpRewritePattern<py::EqOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(py::EqOp op, PatternRewriter &rewriter) const override {
    std::optional<int64_t> wanted = py::constantInt(op.getOperand(1));
    auto [yes, no] = sidesOf(op.getOperand(0));
    if (!wanted || !yes || !no)
      return failure();
    std::optional<int64_t> then = py::constantInt(yes), otherwise = py::constantInt(no);
    if (!then || !otherwise)
      return failure();
    bool first = *then == *wanted, second = *otherwise == *wanted;
    Value condition = op.getOperand(0).getDefiningOp<py::IfOp>().getCondition();
    if (first == second)
      rewriter.replaceOpWithNewOp<py::ConstantOp>(op, op.getType(), rewriter.getBoolAttr(first));
    else if (first)
      rewriter.replaceOp(op, condition);
    else
      rewriter.replaceOpWithNewOp<py::NotOp>(op, op.getType(), ValueRange{condition});
    return success();
  }
};

// Both sides give the same value.
struct SameOnBothSides : OpRewritePattern<py::IfOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(py::IfOp op, PatternRewriter &rewriter) const override {
    bool changed = false;
    for (OpResult result : op.getResults()) {
      auto [yes, no] = sidesOf(result);
      if (!yes || yes != no || result.use_empty() || !yes.getParentRegion()->isAncestor(op->getParentRegion()))
        continue;
      rewriter.replaceAllUsesWith(result, yes);
      changed = true;
    }
    return success(changed);
  }
};

// A second branch on the condition of the one before, or on its opposite.
struct SameCondition : OpRewritePattern<py::IfOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(py::IfOp second, PatternRewriter &rewriter) const override {
    auto opposite = second.getCondition().getDefiningOp<py::NotOp>();
    // What stands between is pure, and goes before the first.
    SmallVector<Operation *> between;
    Operation *op = second->getPrevNode();
    for (; op && !isa<py::IfOp>(op); op = op->getPrevNode()) {
      if (!isPure(op))
        return failure();
      between.push_back(op);
    }
    auto first = dyn_cast_or_null<py::IfOp>(op);
    if (!first || (first.getCondition() != second.getCondition() && (!opposite || first.getCondition() != opposite->getOperand(0))))
      return failure();
    bool swapped = first.getCondition() != second.getCondition();
    for (Operation *each : between)
      if (llvm::any_of(each->getOperands(), [&](Value operand) { return operand.getDefiningOp() == first; }))
        return failure();
    Region *firstSides[] = {&first.getThenRegion(), &first.getElseRegion()};
    Region *secondSides[] = {&second.getThenRegion(), &second.getElseRegion()};
    if (swapped)
      std::swap(secondSides[0], secondSides[1]);
    for (unsigned side : {0, 1}) // all must be there; the first's fall through
      if (!yieldOf(*firstSides[side]) || secondSides[side]->empty())
        return failure();
    // Jumps in the second would have to leave values behind for the first's results.
    for (unsigned side : {0, 1})
      if (!yieldOf(*secondSides[side]) && (first.getNumResults() || second.getNumResults()))
        return failure();
    for (Operation *each : llvm::reverse(between))
      rewriter.moveOpBefore(each, first);

    SmallVector<Type> types(first.getResultTypes());
    types.append(second.getResultTypes().begin(), second.getResultTypes().end());
    SmallVector<Attribute> names;
    for (py::IfOp each : {first, second}) {
      auto known = each->getAttrOfType<ArrayAttr>("names");
      auto named = each->getLoc()->findInstanceOf<NameLoc>();
      for (unsigned i = 0; i < each.getNumResults(); ++i)
        names.push_back(known ? known[i] : named ? named.getName() : rewriter.getStringAttr(""));
    }
    rewriter.setInsertionPoint(second);
    Location loc = types.size() == 1 && second.getNumResults() ? second.getLoc() : first.getLoc();
    auto both = py::IfOp::create(rewriter, loc, types, first.getCondition());
    if (types.size() > 1)
      both->setAttr("names", rewriter.getArrayAttr(names));
    Region *sides[] = {&both.getThenRegion(), &both.getElseRegion()};
    for (unsigned side : {0, 1}) {
      py::YieldOp before = yieldOf(*firstSides[side]);
      // The results of the first are, on this side, what it yields.
      for (OpResult result : first.getResults())
        rewriter.replaceUsesWithIf(result, before.getOperand(result.getResultNumber()), [&](OpOperand &use) {
          return secondSides[side]->isAncestor(use.getOwner()->getParentRegion());
        });
      Block &end = secondSides[side]->front();
      if (py::YieldOp yield = yieldOf(*secondSides[side])) {
        SmallVector<Value> values(before.getOperands());
        values.append(yield.getOperands().begin(), yield.getOperands().end());
        rewriter.modifyOpInPlace(yield, [&] { yield->setOperands(values); });
      }
      rewriter.eraseOp(before);
      rewriter.inlineBlockBefore(&end, &firstSides[side]->front(), firstSides[side]->front().end());
      if (!sides[side]->empty())
        rewriter.eraseBlock(&sides[side]->front());
      rewriter.inlineRegionBefore(*firstSides[side], *sides[side], sides[side]->end());
    }
    unsigned count = first.getNumResults();
    rewriter.replaceAllUsesWith(first.getResults(), both.getResults().take_front(count));
    rewriter.replaceAllUsesWith(second.getResults(), both.getResults().drop_front(count));
    rewriter.eraseOp(second);
    rewriter.eraseOp(first);
    return success();
  }
};

struct SimplifyControl : PassWrapper<SimplifyControl, OperationPass<py::FuncOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(SimplifyControl)
  StringRef getArgument() const override { return "py-simplify-control"; }
  StringRef getDescription() const override { return "Branches that were decided before"; }
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<DecidedBefore, SameOnBothSides, SameCondition>(&getContext());
    GreedyRewriteConfig config;
    config.setRegionSimplificationLevel(GreedySimplifyRegionLevel::Disabled);
    (void)applyPatternsGreedily(getOperation(), std::move(patterns), config);
  }
};
} // namespace

std::unique_ptr<Pass> np2gpu::createSimplifyControlPass() { return std::make_unique<SimplifyControl>(); }
