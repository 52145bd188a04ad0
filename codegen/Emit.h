// The emitter: a module of the py and np dialects in, one C++ text out that compiles with Clang, g++ and nvcc against
// runtime/np.h and that a person likes to read. It reads the cell form that the importer makes and the SSA form that
// the passes make (OutOfSsa.h turns the second into the first).
#pragma once
#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace np2gpu::codegen {

struct SourceText {
  std::string name; // as in the locations: "script.py"
  std::string text;
};

struct EmitOptions {
  std::vector<SourceText> sources; // [0] is the script; comments and tracebacks quote the lines
  bool standaloneMain = false;     // also define main()
  bool kernelsOnly = false;        // nothing but the kernels: what a device's compiler gets
  bool entry = false;              // the first function is called from outside: np_call (runtime/abi/call.h), no np_main
};

// Prints the module. The text defines `extern "C" int np_main(int argc, char **argv)`, which runs the first function
// of the module, or np_call, which hands it values and takes its results; `kernels` gets its kernels alone. Changes the
// module (OutOfSsa). Fails only where an operation has no C++ form.
llvm::Error emit(mlir::ModuleOp module, llvm::raw_ostream &out, const EmitOptions &options,
                 std::string *kernels = nullptr);

} // namespace np2gpu::codegen
