// The py dialect: Python's scalars, control flow, functions, lists, text (Py.td).
#ifndef NP2GPU_IR_PY_H
#define NP2GPU_IR_PY_H
#include "ir/Effects.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/CallInterfaces.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/InferIntRangeInterface.h"
#include "mlir/Interfaces/LoopLikeInterface.h"

#include "ir/PyDialect.h.inc"
#define GET_TYPEDEF_CLASSES
#include "ir/PyTypes.h.inc"
#define GET_OP_CLASSES
#include "ir/PyOps.h.inc"

namespace np2gpu::py {
/// The value of an int that is known here, also under a name.
std::optional<int64_t> constantInt(mlir::Value value);
/// Of py.raise: the name that a traceback offers for a misspelt one.
inline constexpr llvm::StringLiteral suggestionAttr("py.suggestion");
} // namespace np2gpu::py
#endif
