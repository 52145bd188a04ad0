// The order of the passes.
#include "ir/Passes.h"
#include "ir/Py.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void np2gpu::buildPasses(OpPassManager &passes, bool verify) {
  auto add = [&](std::unique_ptr<Pass> pass) {
    passes.addNestedPass<py::FuncOp>(std::move(pass));
    if (verify)
      passes.addNestedPass<py::FuncOp>(createVerifyVersionsPass());
  };
  passes.addPass(createDropUnusedPass());
  if (!getenv("NP2GPU_SSA"))
    return;
  add(createPromoteCellsPass());
  GreedyRewriteConfig config;
  config.setRegionSimplificationLevel(GreedySimplifyRegionLevel::Disabled);
  add(createCanonicalizerPass(config));
  add(createCSEPass());
  add(createSimplifyControlPass());
  add(createDropOwnPass()); // before it, CSE would not merge what two names own
  add(createHoistInvariantsPass());
  add(createCanonicalizerPass(config));
  add(createCSEPass());
  add(createRemakeCreationsPass());
  passes.addPass(createDropUnusedPass());
}

void np2gpu::registerPasses() {
  registerPass(createDropUnusedPass);
  registerPass(createPromoteCellsPass);
  registerPass(createDropOwnPass);
  registerPass(createSimplifyControlPass);
  registerPass(createHoistInvariantsPass);
  registerPass(createRemakeCreationsPass);
  registerPass(createVerifyVersionsPass);
}
