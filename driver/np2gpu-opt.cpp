// np2gpu-opt: reads IR, runs the passes named on the command line, prints IR. For tests and for looking.
#include "ir/Np.h"
#include "ir/Passes.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registry.insert<np2gpu::py::PyDialect, np2gpu::np::NpDialect>();
  mlir::registerTransformsPasses();
  np2gpu::registerPasses();
  return mlir::asMainReturnCode(mlir::MlirOptMain(argc, argv, "np2gpu optimizer\n", registry));
}
