// What an operation reads and writes, as far as the order of the emitted text depends on it: the elements of arrays,
// reference objects, the error state, output, jumps, and single variables (cells).
#pragma once
#include "ir/Np.h"
#include "llvm/ADT/DenseSet.h"

namespace np2gpu::codegen {

struct Effects {
  enum Resource : unsigned { Memory = 1, Objects = 2, Errors = 4, Out = 8, Jumps = 16 };
  unsigned reads = 0, writes = 0;
  llvm::SmallVector<mlir::Value, 2> cellReads, cellWrites;
  bool mayRaise() const { return writes & Errors; }
  void add(const Effects &other);
};

class EffectTable {
public:
  // Stores that print nothing, because the variable already is the value, have no effect. `observed`: variables can be
  // seen after an exception (there is a handler in the function).
  EffectTable(py::FuncOp function, const llvm::DenseSet<mlir::Operation *> &noStores);
  const Effects &of(mlir::Operation *op);
  // May `a` and `b` not change places?
  bool conflict(mlir::Operation *a, mlir::Operation *b) { return conflict(of(a), of(b)); }
  bool conflict(const Effects &a, const Effects &b) const;

private:
  Effects compute(mlir::Operation *op);
  llvm::DenseMap<mlir::Operation *, std::unique_ptr<Effects>> table;
  const llvm::DenseSet<mlir::Operation *> &noStores;
  bool observed = false;
};

// A store with this attribute exchanges its variable with the one that its value is a load of.
inline constexpr llvm::StringLiteral exchangeAttr = "exchange";
bool writesCell(py::StoreOp store, mlir::Value cell);

// Calls `visit` for the operations that may run after `from` and before `to`, where `to` lies in the block of `from` or
// in a region of an operation there. A region operation on the way that does not contain `to` is visited as one; of a
// loop that contains `to`, everything is. Stops and returns true when `visit` does.
bool anyBetween(mlir::Operation *from, mlir::Operation *to, llvm::function_ref<bool(mlir::Operation *)> visit);

} // namespace np2gpu::codegen
