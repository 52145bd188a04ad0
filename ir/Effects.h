// The resources of Base.td, and the interface of a row.
#ifndef NP2GPU_IR_EFFECTS_H
#define NP2GPU_IR_EFFECTS_H
#include "ir/Rules.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace np2gpu {
#define NP2GPU_RESOURCE(Name)                                                                                          \
  struct Name : public mlir::SideEffects::Resource::Base<Name> {                                                       \
    llvm::StringRef getName() final { return #Name; }                                                                  \
  };
NP2GPU_RESOURCE(ErrorState)
NP2GPU_RESOURCE(Control)
NP2GPU_RESOURCE(Objects)
NP2GPU_RESOURCE(Output)
#undef NP2GPU_RESOURCE
} // namespace np2gpu

#include "ir/BaseInterfaces.h.inc"
#endif
