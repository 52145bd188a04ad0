// The table as the compiler sees it: rows by Python's names, built from the registered operations.
#ifndef NP2GPU_IR_ROWS_H
#define NP2GPU_IR_ROWS_H
#include "ir/Rules.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OperationSupport.h"
#include "llvm/ADT/StringMap.h"
#include <deque>

namespace np2gpu {

struct Row {
  mlir::OperationName op;
  llvm::StringRef kind, signature;
  Rule rule;
  llvm::StringRef cxx, summary;
  llvm::SmallVector<llvm::StringRef, 2> names;
};

class RowTable {
public:
  explicit RowTable(mlir::MLIRContext &context); // with the np and py dialects loaded
  /// "np.exp", "np.linalg.solve", ".sum" (a method), "+" (an operator), "u-" (a unary one). Null if there is none.
  const Row *numpy(llvm::StringRef name) const { return numpyRows.lookup(name); }
  /// "math.sqrt", "time.time", "list.append", "+" on Python scalars.
  const Row *python(llvm::StringRef name) const { return pythonRows.lookup(name); }
  /// The row of an operation, null if it has none.
  const Row *of(mlir::OperationName op) const { return byOperation.lookup(op.getStringRef()); }
  const std::deque<Row> &all() const { return rows; }

private:
  std::deque<Row> rows;
  llvm::StringMap<const Row *> numpyRows, pythonRows, byOperation;
};

} // namespace np2gpu
#endif
