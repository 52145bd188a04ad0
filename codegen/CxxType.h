// C++ spellings of the IR's types.
#pragma once
#include "mlir/IR/Types.h"
#include <string>

namespace np2gpu::codegen {

// index -> np::i64, f32 -> float, tensor<?x?xf64> and its !np.ref -> np::array<double, 2>, ...
std::string cxxType(mlir::Type type);
// As an element of a container, where a NumPy scalar must still know that it is one: np::scalar<double>.
std::string cxxElement(mlir::Type type);
// Numbers, bool: declared by their type; handles by `auto`.
bool isPlainScalar(mlir::Type type);
// The rank of a tensor or of what a reference refers to; -1 for others.
int64_t arrayRank(mlir::Type type);

} // namespace np2gpu::codegen
