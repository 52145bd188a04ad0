// One function of the script as a C++ function: statements in the script's order, expressions folded into them
// (Folding.h), variables under the script's names.
#pragma once
#include "codegen/Emit.h"
#include "codegen/Folding.h"
#include "codegen/Kernel.h"
#include "codegen/Names.h"
#include "codegen/SourceWriter.h"

namespace np2gpu::codegen {

// What all functions of a file share.
struct FileContext {
  const EmitOptions &options;
  Names &names;
  Kernels &kernels;
  llvm::StringMap<std::string> functions; // symbol -> C++ name
  llvm::StringSet<> functionsOfLib;     // symbols of those that take the line of their call
  llvm::Error error = llvm::Error::success();

  // "script.py:12" and the line's text; empty where the source is not known.
  std::string place(mlir::Location loc) const;
  std::string quote(mlir::Location loc) const;
};

// Where an operation comes from: line 0 if that is not known.
mlir::FileLineColLoc positionOf(mlir::Location loc);
unsigned lineOf(mlir::Location loc);

class HostFunction {
public:
  HostFunction(py::FuncOp function, FileContext &file);
  // `result name(parameters)`, for declarations too.
  std::string signature();
  std::string print();

private:
  // --- statements (HostFunction.cpp)
  void block(mlir::Block &block);
  void statement(mlir::Operation *op);
  void comment(mlir::Operation *op);
  void define(mlir::Operation *op);
  void store(py::StoreOp op);
  void printFor(py::ForOp op);
  void printWhile(py::WhileOp op);
  void printIf(py::IfOp op, bool chained = false);
  void printTry(py::TryOp op);
  void printReturn(py::ReturnOp op);
  bool isLast(mlir::Operation *op);

  // --- variables (HostVariables.cpp)
  void placeCells();
  void declareBefore(mlir::Operation *op);
  std::string nameFor(mlir::Value value);
  void nameLoopVariable(py::ForOp op);
  std::string cellType(mlir::Value cell);

  // --- results of reductions that nobody waits for yet (HostVariables.cpp)
  void findPending();
  RowInterface reductionOf(mlir::Value value);
  std::string unwaited(mlir::Value value); // as an argument that may be pending; "" if it is none

  // --- effects as statements (HostWrites.cpp): false if `op` is none
  bool writeStatement(mlir::Operation *op);
  void update(mlir::Operation *op, mlir::Value through, mlir::Value value);

  // --- expressions (HostExpr.cpp)
  Expr value(mlir::Value value);
  Expr raw(mlir::Value value); // a narrow int may still be wide
  Expr operation(mlir::Operation *op);
  Expr element(mlir::Operation *op);   // np.extract, np.dim, scalars, casts
  Expr construct(mlir::Operation *op); // arrays from elsewhere
  Expr view(mlir::Operation *op);
  Expr ufunc(RowInterface op);
  std::string launch(RowInterface op, std::vector<std::string> &arguments);
  Expr reduction(RowInterface op, bool later = false);
  Expr library(llvm::StringRef function, llvm::StringRef signature, mlir::Operation *op, mlir::ValueRange operands,
               std::vector<std::string> first = {});
  Expr pythonOperator(RowInterface op);
  Expr pythonRow(RowInterface op);
  Expr format(py::FormatOp op);
  Expr choice(py::IfOp op);
  std::string textArgument(mlir::Value value, bool plain);
  // An operand where the C++ type decides: casts what is wide, types literals.
  std::string typed(mlir::Value value);
  std::vector<std::string> all(mlir::ValueRange values);
  std::vector<std::string> indices(mlir::Operation *op, mlir::ValueRange values);
  std::string braced(mlir::ValueRange values);
  std::string at(mlir::Operation *op);
  Expr unsupported(mlir::Operation *op);

  py::FuncOp function;
  FileContext &file;
  Folding folding;
  Names names;
  SourceWriter writer;
  std::string cxxName, caller; // the parameter of a function of lib/ that tells the script's line
  llvm::DenseMap<mlir::Value, std::string> valueNames; // cells too
  llvm::DenseMap<mlir::Operation *, llvm::SmallVector<mlir::Value, 2>> declarations; // cells, before which operation
  llvm::DenseSet<mlir::Operation *> declaringStores, mergedStores;
  llvm::DenseSet<mlir::Value> pendingCells; // np::pending in C++: a load of its value is a call
  mlir::FileLineColLoc lastComment;
  unsigned loopDepth = 0;
};

} // namespace np2gpu::codegen
