#include "codegen/Folding.h"
#include "codegen/CxxType.h"
#include "ir/Types.h"
#include "mlir/IR/Iterators.h"

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::codegen;

bool codegen::isDuplicable(Operation *op) {
  return isa<py::ConstantOp, py::UndefinedOp, py::LoadOp, np::DimOp, np::SizeOp>(op);
}

//===--- Versions, references -------------------------------------------------------------------------------------===//

// The operand that this result is another name of, if any.
static Value aliasOf(OpResult result) {
  Operation *op = result.getOwner();
  if (isVersionWrite(op) || isa<np::MakeRefOp, np::ReadOp>(op))
    return op->getOperand(0);
  if (auto call = dyn_cast<py::CallOp>(op)) {
    unsigned own = call.getNumResults() - call.getBases().size();
    if (result.getResultNumber() >= own)
      return call.getBases()[result.getResultNumber() - own];
  }
  if (auto wrap = dyn_cast<np::WrapIndexOp>(op))
    if (wrap.getProved())
      return wrap.getIndex();
  return {};
}

// Is this fresh memory, or a view of some, that only one operation looks at? Questions about extents do not count.
static bool isSeenOnce(Value value, Block *block) {
  auto result = dyn_cast<OpResult>(value);
  if (!result || result.getOwner()->getBlock() != block)
    return false;
  unsigned readers = 0;
  for (Operation *user : value.getUsers())
    readers += !isa<np::DimOp, np::SizeOp, np::StrideOp, np::CheckReshapeOp>(user);
  if (readers > 1)
    return false;
  Operation *op = result.getOwner();
  if (isView(op)) // the elements of a broadcast view are not its own
    return !isa<np::BroadcastToOp>(op) && isSeenOnce(op->getOperand(0), block);
  return !op->getNumRegions() &&
         !isa<py::LoadOp, py::ConstantOp, py::UndefinedOp, py::TupleGetOp, py::ListGetOp, py::ListPopOp, py::DictGetOp,
              py::DictPopOp, np::ReadOp>(op) &&
         isa<RankedTensorType>(value.getType());
}

// Fresh memory that only the `own` sees needs no copy. An array that a function returns is fresh: arguments come back
// as themselves, views of them as references.
bool Folding::ownIsFree(np::OwnOp own) const {
  auto result = dyn_cast<OpResult>(own.getSource());
  return result && own.getSource().hasOneUse() && !aliasOf(result) && isSeenOnce(own.getSource(), own->getBlock());
}

Value Folding::resolve(Value value) const {
  while (auto result = dyn_cast<OpResult>(value)) {
    Value alias = aliasOf(result);
    if (!alias)
      if (auto own = dyn_cast<np::OwnOp>(result.getOwner()); own && ownIsFree(own))
        alias = own.getSource();
    if (!alias)
      break;
    value = alias;
  }
  return value;
}

SmallVector<OpOperand *, 4> Folding::usesOf(Value value) const {
  SmallVector<OpOperand *, 4> uses;
  for (OpOperand &use : value.getUses()) {
    Operation *user = use.getOwner();
    if (silent.contains(user)) {
      // The bounds of a slice are written in the slice, a check in what it is for.
      continue;
    }
    bool handedOn = false, passed = isa<np::MakeRefOp, np::ReadOp>(user);
    for (OpResult result : user->getResults())
      if (Value alias = aliasOf(result); alias && alias == value) {
        SmallVector<OpOperand *, 4> more = usesOf(result);
        uses.append(more.begin(), more.end());
        handedOn = true;
      }
    if (auto own = dyn_cast<np::OwnOp>(user); own && ownIsFree(own)) {
      SmallVector<OpOperand *, 4> more = usesOf(own.getResult());
      uses.append(more.begin(), more.end());
      continue;
    }
    if (auto wrap = dyn_cast<np::WrapIndexOp>(user); wrap && wrap.getProved())
      continue; // its own uses were taken
    if (!handedOn || !passed)
      uses.push_back(&use);
  }
  return uses;
}

np::SliceBoundsOp Folding::boundsOf(np::SliceOp slice, unsigned axis) const {
  unsigned kept = 0;
  for (unsigned each = 0; each < axis; ++each)
    kept += !llvm::is_contained(slice.getDrop(), int64_t(each));
  if (llvm::is_contained(slice.getDrop(), int64_t(axis)))
    return {};
  auto bounds = slice.getStarts()[axis].getDefiningOp<np::SliceBoundsOp>();
  if (!bounds || bounds.getFirst() != slice.getStarts()[axis] || bounds.getCount() != slice.getLengths()[kept] ||
      bounds.getStep() != slice.getSteps()[kept])
    return {};
  auto step = bounds.getStep().getDefiningOp<py::ConstantOp>();
  auto dim = bounds.getLength().getDefiningOp<np::DimOp>();
  if (!step || cast<IntegerAttr>(step.getValue()).getInt() == 0 || !dim || dim.getAxis() != axis ||
      !isSameArray(dim.getSource(), slice.getSource()))
    return {};
  return bounds;
}

//===--- What prints nothing --------------------------------------------------------------------------------------===//

// `store (load c), c`, perhaps through versions of the object: the variable already is the value.
void Folding::findSilentStores(py::FuncOp function) {
  function.walk([&](py::StoreOp store) {
    auto load = resolve(store.getValue()).getDefiningOp<py::LoadOp>();
    if (!load || load.getCell() != store.getCell() || store->hasAttr(exchangeAttr))
      return;
    bool changed = anyBetween(load, store, [&](Operation *op) {
      return op->walk([&](py::StoreOp other) {
                 bool writes = writesCell(other, store.getCell()) && other != store && !noStores.contains(other);
                 return writes ? WalkResult::interrupt() : WalkResult::advance();
               })
          .wasInterrupted();
    });
    if (!changed)
      noStores.insert(store);
  });
  // Variables that nobody reads.
  function.walk([&](py::CellOp cell) {
    if (llvm::all_of(cell->getUsers(), [](Operation *user) { return isa<py::StoreOp>(user); })) {
      noStores.insert(cell->user_begin(), cell->user_end());
      silent.insert(cell);
    }
  });
  silent.insert(noStores.begin(), noStores.end());
}

// From the last operation to the first: no effect, and nobody who prints uses it.
void Folding::findDead(py::FuncOp function) {
  function.walk<WalkOrder::PostOrder, ReverseIterator>([&](Operation *op) {
    if (op == function || op->hasTrait<OpTrait::IsTerminator>() || op->getNumRegions() || silent.contains(op))
      return;
    // A new list that nobody looks at is no effect.
    const Effects &effects = table->of(op);
    if ((effects.writes && !isa<py::ListOp, py::DictOp, np::ToListOp, np::CheckAssignOp>(op)) || !effects.cellWrites.empty())
      return;
    auto isUse = [&](OpOperand &use) { return !silent.contains(use.getOwner()); };
    if (auto check = dyn_cast<np::CheckAssignOp>(op); check && arrayRank(check.getValue().getType()) >= 0)
      return;
    if (auto bounds = dyn_cast<np::SliceBoundsOp>(op)) {
      bool inSlices = llvm::all_of(op->getUses(), [&](OpOperand &use) {
        auto slice = dyn_cast<np::SliceOp>(use.getOwner());
        for (unsigned axis = 0; slice && axis < slice.getStarts().size(); ++axis)
          if (boundsOf(slice, axis) == bounds)
            return true;
        return silent.contains(use.getOwner());
      });
      if (inSlices)
        silent.insert(op);
      return;
    }
    if (llvm::none_of(op->getUses(), isUse))
      silent.insert(op);
  });
}

//===--- Folding --------------------------------------------------------------------------------------------------===//

Folding::Folding(py::FuncOp function) {
  findSilentStores(function);
  table = std::make_unique<EffectTable>(function, noStores);
  findDead(function);
  // Blocks from the last to the first and from the inside out; in each, users before what they use.
  function.walk<WalkOrder::PostOrder, ReverseIterator>([&](Operation *op) { decide(op); });
}

void Folding::paths(Operation *user, Path &path, SmallVectorImpl<Path> &all) const {
  path.push_back(user);
  if (inlined.contains(user)) {
    for (Value result : user->getResults())
      for (OpOperand *use : usesOf(result))
        paths(use->getOwner(), path, all);
  } else {
    all.push_back(path);
  }
  path.pop_back();
}

// May `op` be evaluated at the end of the path instead of where it stands?
bool Folding::isSafe(Operation *op, const Path &path) {
  Operation *statement = path.back();
  Block *block = op->getBlock();
  if (!block->getParent()->isAncestor(statement->getParentRegion()))
    return false;
  return !anyBetween(op, statement, [&](Operation *other) {
    if (silent.contains(other) && !llvm::is_contained(path, other)) {
      // A check that a user makes: it happens there.
      Operation *at = madeBy.lookup(other);
      if (!at || llvm::is_contained(path, at))
        return false;
      return table->conflict(op, other);
    }
    if (llvm::is_contained(path, other))
      return false;
    if (inlined.contains(other)) {
      // Evaluated later than `statement`: stays behind op anyway.
      SmallVector<Path, 2> elsewhere;
      Path start;
      for (Value result : other->getResults())
        for (OpOperand *use : usesOf(result))
          paths(use->getOwner(), start, elsewhere);
      bool later = llvm::all_of(elsewhere, [&](const Path &each) {
        Operation *place = block->findAncestorOpInBlock(*each.back());
        Operation *mine = block->findAncestorOpInBlock(*statement);
        return place && mine && place != mine && mine->isBeforeInBlock(place);
      });
      if (later && !elsewhere.empty())
        return false;
    }
    return table->conflict(op, other);
  });
}

// May `op` be evaluated where the bounds that are made of `part` are written: in their slices?
bool Folding::isSafeInBounds(Operation *op, Operation *part) {
  for (Operation *user : part->getUsers()) {
    if (!silent.contains(user))
      continue;
    if (!isa<np::SliceBoundsOp>(user)) {
      if (!isSafeInBounds(op, user))
        return false;
      continue;
    }
    for (Operation *slice : user->getUsers()) {
      if (silent.contains(slice))
        continue;
      Path path;
      SmallVector<Path, 2> all;
      paths(slice, path, all);
      for (const Path &each : all)
        if (!isSafe(op, each))
          return false;
    }
  }
  return true;
}

bool Folding::isSameArray(Value a, Value b) const {
  a = resolve(a), b = resolve(b);
  if (a == b)
    return true;
  auto x = a.getDefiningOp<py::LoadOp>(), y = b.getDefiningOp<py::LoadOp>();
  if (!x || !y || x.getCell() != y.getCell())
    return false;
  if (x->getBlock() == y->getBlock() ? y->isBeforeInBlock(x) : y->getBlock()->findAncestorOpInBlock(*x) != nullptr)
    std::swap(x, y);
  if (!x->getBlock()->findAncestorOpInBlock(*y))
    return false;
  return !anyBetween(x, y, [&](Operation *op) { return llvm::is_contained(table->of(op).cellWrites, x.getCell()); });
}

// The target and the value of through[...] = value.
static std::pair<Value, Value> targetAndValue(Operation *op) {
  if (auto update = dyn_cast<np::UpdateOp>(op))
    return {update.getThrough(), update.getValue()};
  if (auto update = dyn_cast<np::RefUpdateOp>(op))
    return {update.getRef(), update.getValue()};
  return {};
}

bool Folding::hasEffect(Operation *op) const {
  return table->of(op).writes || checks.count(op) || llvm::any_of(op->getOperands(), [&](Value operand) {
           Operation *made = resolve(operand).getDefiningOp();
           return made && isInlined(made) && hasEffect(made);
         });
}

RowInterface Folding::computedInto(Operation *update) const {
  auto [target, value] = targetAndValue(update);
  auto row = target ? resolve(value).getDefiningOp<RowInterface>() : RowInterface();
  if (!row || row.getRowKind() != "ufunc" || !inlined.contains(row) || dtypeOf(value.getType()) != dtypeOf(target.getType()) ||
      rankOf(value.getType()) != rankOf(target.getType()))
    return {};
  return row;
}

// The update that a check of an assignment was made for.
static Operation *updateFor(np::CheckAssignOp check, const Folding &folding) {
  for (Operation *user : check.getValue().getUsers()) {
    auto [target, value] = targetAndValue(user);
    if (target && value == check.getValue() && folding.isSameArray(target, check.getTarget()))
      return user;
  }
  return nullptr;
}

// The update into whose target this operation computes its result.
Operation *Folding::computedIntoUser(Operation *op) const {
  if (!op->hasOneUse() && usesOf(op->getResult(0)).size() != 1)
    return nullptr;
  for (OpOperand *use : usesOf(op->getResult(0)))
    if (computedInto(use->getOwner()) == op)
      return use->getOwner();
  return nullptr;
}

// Does `user` use the check's results, and nothing else, for what the check looked at?
bool Folding::isCheckFor(Operation *check, Operation *user) {
  ValueRange operands = user->getOperands();
  if (isa<np::BroadcastShapeOp>(check)) {
    auto row = dyn_cast<RowInterface>(user);
    unsigned results = check->getNumResults();
    SmallVector<Value> arrays;
    if (!row || user->getNumOperands() < results || !llvm::equal(operands.take_back(results), check->getResults()))
      return false;
    for (Value operand : operands.drop_back(results))
      if (isa<RankedTensorType>(operand.getType()))
        arrays.push_back(operand);
    // Where the update computes into its target, it makes this check with its own; x += y looks at the target in both.
    Operation *update = computedIntoUser(user);
    auto assign = dyn_cast_if_present<np::CheckAssignOp>(update ? checkOf(update) : nullptr);
    if (llvm::equal(arrays, check->getOperands()))
      return !update || (assign && !assign.getInplace());
    return assign && assign.getInplace() && check->getNumOperands() == arrays.size() + 1 && llvm::equal(arrays, check->getOperands().drop_back()) &&
           isSameArray(check->getOperands().back(), targetAndValue(update).first);
  }
  if (isa<np::CheckReshapeOp, np::CheckBroadcastToOp>(check))
    return isa<np::ReshapeOp, np::BroadcastToOp>(user) && operands[0] == check->getOperand(0) &&
           llvm::equal(operands.drop_front(), check->getResults());
  auto wrap = dyn_cast<np::WrapIndexOp>(check);
  auto dim = wrap ? wrap.getLength().getDefiningOp<np::DimOp>() : np::DimOp();
  if (!dim || dim.getAxis() != wrap.getAxis())
    return false;
  auto isIndex = [&](Value array, ValueRange indices) {
    return dim.getAxis() < indices.size() && indices[dim.getAxis()] == wrap.getResult() && isSameArray(dim.getSource(), array);
  };
  if (auto extract = dyn_cast<np::ExtractOp>(user))
    return isIndex(extract.getSource(), extract.getIndices());
  if (auto insert = dyn_cast<np::InsertOp>(user))
    return isIndex(insert.getThrough(), insert.getIndices());
  if (auto insert = dyn_cast<np::RefInsertOp>(user))
    return isIndex(insert.getRef(), insert.getIndices());
  if (auto slice = dyn_cast<np::SliceOp>(user))
    return isIndex(slice.getSource(), slice.getStarts()) && llvm::is_contained(slice.getDrop(), int64_t(dim.getAxis()));
  return false;
}

// A check whose results are only used by one operation, for the operands that it checks, is made by that operation.
bool Folding::absorb(Operation *check) {
  if (auto assign = dyn_cast<np::CheckAssignOp>(check)) {
    Operation *update = updateFor(assign, *this);
    if (!update || update->getBlock() != check->getBlock() || checks.count(update) || !isSafe(check, {update}))
      return false;
    checks[update].push_back(check);
    madeBy[check] = update;
    silent.insert(check);
    return true;
  }
  if (check->use_empty() || !isa<np::BroadcastShapeOp, np::CheckReshapeOp, np::CheckBroadcastToOp, np::WrapIndexOp>(check))
    return false;
  Operation *user = *check->user_begin();
  if (silent.contains(user) || user->getBlock() != check->getBlock() || llvm::any_of(check->getUsers(), [&](Operation *other) { return other != user; }) ||
      (isa<np::WrapIndexOp>(check) && (!check->hasOneUse() || cast<np::WrapIndexOp>(check).getProved())) ||
      !isCheckFor(check, user))
    return false;
  Path path;
  SmallVector<Path, 2> all;
  paths(user, path, all);
  if (all.size() != 1 || !isSafe(check, all[0]))
    return false;
  checks[user].push_back(check);
  madeBy[check] = user;
  silent.insert(check);
  return true;
}

void Folding::decide(Operation *op) {
  if (silent.contains(op) || op->hasTrait<OpTrait::IsTerminator>() || isa<py::FuncOp, py::CellOp, py::StoreOp>(op))
    return;
  // An if with a result is `c ? a : b` (OutOfSsa.h).
  if (isa<py::ForOp, py::WhileOp, py::TryOp>(op) || (isa<py::IfOp>(op) && op->getNumResults() == 0))
    return;
  if (absorb(op))
    return;
  bool passes = isa<np::MakeRefOp, np::ReadOp>(op);
  if (auto own = dyn_cast<np::OwnOp>(op))
    passes = ownIsFree(own);
  if (auto wrap = dyn_cast<np::WrapIndexOp>(op))
    passes = wrap.getProved();
  if (passes) { // another name of its operand
    inlined.insert(op);
    return;
  }
  if (op->getNumResults() != 1 || isVersionWrite(op))
    return;
  if (isa<py::CallOp>(op) && !cast<py::CallOp>(op).getBases().empty())
    return;
  if (isa<py::ConstantOp, py::UndefinedOp>(op)) {
    inlined.insert(op);
    return;
  }
  SmallVector<OpOperand *, 4> uses = usesOf(op->getResult(0));
  bool duplicable = isDuplicable(op);
  // What only a check needed that its user makes, or the bounds of a slice: it is evaluated there.
  if (uses.empty() && !table->of(op).writes && !op->getNumRegions() && isSafeInBounds(op, op))
    silent.insert(op);
  if (uses.empty() || (!duplicable && uses.size() != 1))
    return;
  for (OpOperand *use : uses) {
    Path path;
    SmallVector<Path, 2> all;
    paths(use->getOwner(), path, all);
    if (!duplicable && (all.size() != 1 || all[0].back()->getBlock() != op->getBlock()))
      return;
    for (const Path &each : all)
      if (!isSafe(op, each))
        return;
  }
  inlined.insert(op);
}
