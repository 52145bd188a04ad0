// Constants as C++ literals that give back exactly the value, typed by what they are used as.
#pragma once
#include "codegen/Expr.h"
#include "mlir/IR/Attributes.h"
#include "mlir/IR/Types.h"

namespace np2gpu::codegen {

// The value of a py.constant as a value of `type`: a scalar type of Python or a dtype.
Expr literal(mlir::Attribute value, mlir::Type type);
Expr intLiteral(int64_t value);
// A C++ string literal, quotes included.
std::string quoted(llvm::StringRef text);

} // namespace np2gpu::codegen
