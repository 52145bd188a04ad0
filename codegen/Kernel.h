// Kernels of elementwise operations: one __global__ function each, whose body calls np::each with a lambda. Operations
// with the same text (row, dtypes, ranks, literals) share one kernel.
#pragma once
#include "codegen/Expr.h"
#include "codegen/Names.h"
#include "codegen/SourceWriter.h"
#include "ir/Np.h"
#include "llvm/ADT/StringMap.h"
#include <functional>

namespace np2gpu::codegen {

// One input of a kernel as its launch gives it: an array, a scalar variable, or a literal, which is printed in the body.
struct KernelInput {
  mlir::Type type;              // tensor or scalar
  std::optional<Expr> literal;
  std::string name;             // what the script calls it, for the parameter
  int same = -1;                // the earlier input that it is, if any
};

// The per-element expression of a row over operands of these types: casts to the loop's dtypes, casts of narrow ints
// where the row needs the exact value. `operands` have the dtypes of `types`.
Expr elementExpr(RowInterface row, llvm::ArrayRef<Expr> operands, llvm::ArrayRef<mlir::Type> types);
// A value that is exactly of its dtype.
Expr exactly(const Expr &value, mlir::Type dtype);
// A conversion between dtypes.
Expr castTo(const Expr &value, mlir::Type from, mlir::Type to);

class Kernels {
public:
  explicit Kernels(Names &fileNames) : fileNames(fileNames) {}
  // The kernel of an elementwise operation with an array result; `prefix` and `line` make its name, `comment` stands
  // above it.
  std::string of(RowInterface op, llvm::ArrayRef<KernelInput> inputs, llvm::StringRef prefix, unsigned line,
                 llvm::StringRef comment);
  const std::string &text() const { return writer.str(); }
  llvm::ArrayRef<std::string> names() const { return order; }

private:
  Names &fileNames;
  SourceWriter writer;
  llvm::StringMap<std::string> byBody;
  std::vector<std::string> order; // the names, as they stand in the text
};

} // namespace np2gpu::codegen
