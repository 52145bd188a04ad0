// The whole pipeline as one function after the other: a script in, its text at any stage out, or run in the process.
#ifndef NP2GPU_DRIVER_COMPILER_H
#define NP2GPU_DRIVER_COMPILER_H
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace np2gpu {

struct CompileOptions {
  std::string fileName;                // as the user wrote it; "-" is standard input, shown as <stdin>
  std::vector<std::string> arguments;  // the script's: sys.argv[1:]
  std::string stage = "cuda";          // ast, np, kernel, cuda, ptx, cubin, exe
  bool standalone = false;             // cuda: with the runtime in the same file
  std::string output;                  // the file that the text will be in: its build command names it
  std::string device = "auto";         // auto, cpu, cuda, sim; auto:sim is the simulated device with auto's placement
  bool verbose = false;                // each stage's time and the device's counters on standard error
  bool verifyEach = false;             // the version verifier after every pass
  std::string fault;                   // for tests of tests: a fault to put in (tests/fuzz/README.md)
};

/// Exit statuses of the compiler itself; a script's own exceptions give 1, sys.exit its argument.
enum { ExitOk = 0, ExitFailed = 1, ExitUnsupported = 2 };

/// Writes the script's text at a stage to `out`. Messages go to standard error; returns an exit status.
int translate(const CompileOptions &options, llvm::raw_ostream &out);
/// Compiles and runs the script; its standard output is the process's. Returns its exit status.
int runScript(const CompileOptions &options);

} // namespace np2gpu
#endif
