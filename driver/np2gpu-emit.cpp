// np2gpu-emit FILE.mlir [SCRIPT.py]: the emitter alone, for the tests of codegen/: the C++ text of a module. Comments
// quote the lines of the script, if it is given.
#include "codegen/Emit.h"
#include "ir/Np.h"

#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace np2gpu;

int main(int argc, char **argv) {
  if (argc < 2 || argc > 3) {
    llvm::errs() << "usage: np2gpu-emit FILE.mlir [SCRIPT.py]\n";
    return 2;
  }
  mlir::MLIRContext context;
  context.loadDialect<py::PyDialect, np::NpDialect>();
  auto module = mlir::parseSourceFile<mlir::ModuleOp>(argv[1], &context);
  if (!module)
    return 1;
  codegen::EmitOptions options;
  options.standaloneMain = true;
  if (argc > 2) {
    auto script = llvm::MemoryBuffer::getFile(argv[2]);
    if (!script) {
      llvm::errs() << argv[2] << ": " << script.getError().message() << "\n";
      return 1;
    }
    options.sources.push_back({llvm::sys::path::filename(argv[2]).str(), (*script)->getBuffer().str()});
  }
  if (llvm::Error error = codegen::emit(*module, llvm::outs(), options)) {
    llvm::errs() << llvm::toString(std::move(error)) << "\n";
    return 1;
  }
  return 0;
}
