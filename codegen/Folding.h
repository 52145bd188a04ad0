// Which operations are written inside the expression of their user, and which get a variable or a statement
// (ir.md, "Out of SSA", 1). Moving an evaluation down to its use is right iff nothing on the way, and nothing else in
// the same expression, may not change places with it.
#pragma once
#include "codegen/Effects.h"

namespace np2gpu::codegen {

class Folding {
public:
  explicit Folding(py::FuncOp function);

  // Written where its result is used.
  bool isInlined(mlir::Operation *op) const { return inlined.contains(op); }
  // Prints nothing at all: dead, a store of what the variable holds, or done by its user (a check).
  bool isSilent(mlir::Operation *op) const { return silent.contains(op); }
  // The checks that `op` makes itself, because it is the only one that they were made for: the shapes of a ufunc or a
  // reshape, the indices of an element or a view.
  // Is the value of this update computed straight into its target? (map_to)
  RowInterface computedInto(mlir::Operation *update) const;
  mlir::Operation *checkOf(mlir::Operation *op) const {
    auto found = checks.find(op);
    return found == checks.end() ? nullptr : found->second.front();
  }
  // The value whose text stands for this one: versions and references are the object that they show.
  mlir::Value resolve(mlir::Value value) const;
  // The same value, or two loads of a variable that is not assigned in between.
  bool isSameArray(mlir::Value a, mlir::Value b) const;
  EffectTable &effects() { return *table; }
  // Does evaluating this operation, with all that is written inside its expression, do more than give a value?
  bool hasEffect(mlir::Operation *op) const;

  // A slice whose start and length on this axis are what `slice_bounds` computed for it.
  np::SliceBoundsOp boundsOf(np::SliceOp slice, unsigned axis) const;

private:
  using Path = llvm::SmallVector<mlir::Operation *, 4>; // user, its user, ..., the statement
  void findSilentStores(py::FuncOp function);
  void findDead(py::FuncOp function);
  void fold(mlir::Block &block);
  void decide(mlir::Operation *op);
  bool absorb(mlir::Operation *check);
  mlir::Operation *computedIntoUser(mlir::Operation *op) const;
  bool isCheckFor(mlir::Operation *check, mlir::Operation *user);
  llvm::SmallVector<mlir::OpOperand *, 4> usesOf(mlir::Value value) const;
  void paths(mlir::Operation *user, Path &path, llvm::SmallVectorImpl<Path> &all) const;
  bool isSafe(mlir::Operation *op, const Path &path);
  bool isSafeInBounds(mlir::Operation *op, mlir::Operation *part);
  bool ownIsFree(np::OwnOp own) const;

  llvm::DenseSet<mlir::Operation *> inlined, silent, noStores;
  llvm::DenseMap<mlir::Operation *, llvm::SmallVector<mlir::Operation *, 1>> checks;
  llvm::DenseMap<mlir::Operation *, mlir::Operation *> madeBy; // the other way round
  std::unique_ptr<EffectTable> table;
};

// Cheap, and without a name of its own: may be written at each use.
bool isDuplicable(mlir::Operation *op);

} // namespace np2gpu::codegen
