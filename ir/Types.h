// NumPy's dtypes and promotion (NEP 50), and the rules that rows name for their results.
#ifndef NP2GPU_IR_TYPES_H
#define NP2GPU_IR_TYPES_H
#include "ir/Rules.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <string>

namespace np2gpu {

/// "float64", "int8", "bool", ...; and back: any spelling that NumPy takes ("f8", "d", "float", "<f4", "int64"), null if none.
llvm::StringRef dtypeName(mlir::Type dtype);
mlir::Type dtypeOfName(llvm::StringRef name, mlir::MLIRContext *context);
int dtypeSize(mlir::Type dtype); // bytes
bool isBool(mlir::Type), isSignedInt(mlir::Type), isUnsignedInt(mlir::Type), isInt(mlir::Type), isFloat(mlir::Type), isComplex(mlir::Type);
/// NumPy's result_type of two dtypes (int64 with uint64 is float64).
mlir::Type promote(mlir::Type a, mlir::Type b);
/// Casting rules, for in-place operations and out=: 'same_kind', 'safe'.
/// Is it of one of NumPy's classes of dtypes: generic, number, integer, floating, ...?
bool isOfAbstractClass(mlir::Type dtype, llvm::StringRef name);
bool canCastSameKind(mlir::Type from, mlir::Type to);
bool canCastSafely(mlir::Type from, mlir::Type to);
/// The dtype of an operand: of a tensor, a !np.ref, a !np.scalar; null for others.
mlir::Type dtypeOf(mlir::Type operand);
/// The rank of an operand: 0 for scalars.
int64_t rankOf(mlir::Type operand);

/// The loop of a ufunc: dtypes that the inputs are cast to, and the result's. Operand types are tensors and NumPy
/// scalars only (weak Python scalars were converted by np.weak to what `weakDtype` says).
struct UfuncLoop {
  llvm::SmallVector<mlir::Type, 3> inputs;
  mlir::Type result;
};
std::optional<UfuncLoop> resolveUfunc(Rule rule, llvm::ArrayRef<mlir::Type> operandTypes);

/// The dtype that a weak Python scalar (index, f64, i1, complex<f64>) takes beside operands of these dtypes (NEP 50);
/// with no others: int64, float64, bool, complex128.
mlir::Type weakDtype(mlir::Type python, llvm::ArrayRef<mlir::Type> others);

/// Result dtype of a reduction by its rule (accumulate, same, bool, mean, var, int64).
mlir::Type resolveReduction(Rule rule, mlir::Type dtype);

/// Result types of a library row by its rule, from operand types and attributes.
std::optional<llvm::SmallVector<mlir::Type>> resolveLibrary(Rule rule, llvm::ArrayRef<mlir::Type> operandTypes,
                                                            mlir::DictionaryAttr attributes, mlir::MLIRContext *context);

} // namespace np2gpu
#endif
