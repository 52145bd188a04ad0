// The np dialect: NumPy on ranked tensors (Np.td and THE TABLE, NpRows.td).
#ifndef NP2GPU_IR_NP_H
#define NP2GPU_IR_NP_H
#include "ir/Py.h"

#include "ir/NpDialect.h.inc"
#define GET_TYPEDEF_CLASSES
#include "ir/NpTypes.h.inc"
#define GET_OP_CLASSES
#include "ir/NpOps.h.inc"

namespace np2gpu {
/// Is the result of this operation a view of its first operand's memory?
bool isView(mlir::Operation *op);
/// Does this operation write a new version of its first operand (np.update, insert, scatter, mutate)?
bool isVersionWrite(mlir::Operation *op);
} // namespace np2gpu
#endif
