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

//===--- Checks that some operands always pass --------------------------------------------------------------------===//

static bool mayRaise(WeakOp op) {
  Type from = op.getValue().getType(), to = op.getType().getDtype();
  auto integer = dyn_cast<IntegerType>(to);
  if (!integer || integer.getWidth() == 1)
    return isa<py::WideType>(from);
  if (from.isInteger(1) || (from.isIndex() && to.isSignlessInteger(64)))
    return false;
  std::optional<int64_t> value = py::constantInt(op.getValue());
  if (!value || !from.isIndex())
    return true;
  return !(integer.isUnsigned() ? *value >= 0 && (integer.getWidth() == 64 || llvm::isUIntN(integer.getWidth(), *value))
                                : llvm::isIntN(integer.getWidth(), *value));
}
// A scalar goes anywhere.
static bool mayRaise(CheckAssignOp op) { return isa<RankedTensorType, RefType>(op.getValue().getType()); }
static bool mayRaise(CheckExtentOp op) { return py::constantInt(op.getExtent()).value_or(-1) < 0; }
static bool mayRaise(SliceBoundsOp op) { return py::constantInt(op.getStep()).value_or(0) == 0; }
static bool mayRaise(WrapIndexOp op) { return !op.getProved(); }

#define NP2GPU_CHECK(Op)                                                                                               \
  void Op::getEffects(SmallVectorImpl<MemoryEffects::EffectInstance> &effects) {                                       \
    if (mayRaise(*this))                                                                                               \
      effects.emplace_back(MemoryEffects::Write::get(), ErrorState::get());                                            \
  }                                                                                                                    \
  Speculation::Speculatability Op::getSpeculatability() {                                                              \
    return mayRaise(*this) ? Speculation::NotSpeculatable : Speculation::Speculatable;                                 \
  }
NP2GPU_CHECK(WeakOp) NP2GPU_CHECK(CheckAssignOp) NP2GPU_CHECK(CheckExtentOp) NP2GPU_CHECK(SliceBoundsOp) NP2GPU_CHECK(WrapIndexOp)

#define GET_TYPEDEF_CLASSES
#include "ir/NpTypes.cpp.inc"
