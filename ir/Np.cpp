// The np dialect: what ODS cannot say.
#include "ir/Np.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::np;

#include "ir/NpDialect.cpp.inc"

void NpDialect::initialize() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "ir/NpTypes.cpp.inc"
      >();
  registerNpDialectOperations(this);
}

bool np2gpu::isView(Operation *op) {
  return isa<SliceOp, ExpandDimsOp, TransposeOp, ReshapeOp, ContiguousOp, StridedOp, BroadcastToOp, DiagonalOp, RealOp, ImagOp, BitcastOp>(op);
}
bool np2gpu::isVersionWrite(Operation *op) { return isa<UpdateOp, InsertOp, ScatterOp, MutateOp>(op); }

// The extent of a version is that of the first version: writes keep the shape.
OpFoldResult DimOp::fold(FoldAdaptor) {
  Operation *source = getSource().getDefiningOp();
  if (source && isVersionWrite(source)) {
    getSourceMutable().assign(source->getOperand(0));
    return getResult();
  }
  if (auto own = dyn_cast_or_null<OwnOp>(source)) {
    getSourceMutable().assign(own.getSource());
    return getResult();
  }
  return {};
}

#define GET_TYPEDEF_CLASSES
#include "ir/NpTypes.cpp.inc"
