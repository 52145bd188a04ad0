// The pipeline, read top to bottom.
#include "driver/Compiler.h"
#include "codegen/Emit.h"
#include "driver/Embed.h"
#include "driver/Library.h"
#include "driver/Embed.h"
#include "driver/HostJit.h"
#include "driver/Standalone.h"
#include "frontend/AstDump.h"
#include "frontend/Import.h"
#include "frontend/Library.h"
#include "frontend/Program.h"
#include "ir/Passes.h"
#include "runtime/abi/blas.h"
#include "runtime/abi/device.h"
#include "runtime/abi/nvrtc.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <chrono>

using namespace mlir;
using namespace np2gpu;

namespace {
// Times of the stages, printed at the end with -v.
class Stages {
public:
  explicit Stages(bool print) : print(print), last(Clock::now()) {}
  void done(const char *stage) {
    auto now = Clock::now();
    if (print)
      llvm::errs() << llvm::format("np2gpu: %-8s %7.1f ms\n", stage, std::chrono::duration<double, std::milli>(now - last).count());
    last = now;
  }

private:
  using Clock = std::chrono::steady_clock;
  bool print;
  Clock::time_point last;
};
} // namespace

// The script as a tree, lib/ as an index; false after a message.
static bool readProgram(const CompileOptions &options, Program &program, Library &library) {
  bool isStdin = options.fileName == "-";
  auto text = isStdin ? llvm::MemoryBuffer::getSTDIN() : llvm::MemoryBuffer::getFile(options.fileName);
  if (!text) {
    llvm::errs() << "np2gpu: can't open file '" << options.fileName << "': [Errno " << text.getError().value() << "] "
                 << llvm::sys::StrError(text.getError().value()) << '\n';
    return false;
  }
  program.messages = &llvm::errs();
  program.fault = options.fault;
  program.directory = isStdin ? "." : llvm::sys::path::parent_path(options.fileName).str();
  if (!program.add(isStdin ? "<stdin>" : options.fileName, "__main__", (*text)->getBuffer(), llvm::errs()))
    return false;
  addCarried(library);
  program.lib = &library;
  return true;
}

static LogicalResult runPasses(ModuleOp module, const CompileOptions &options) {
  PassManager passes(module.getContext());
  passes.enableVerifier(options.verifyEach);
  buildPasses(passes, options.verifyEach);
  return passes.run(module);
}

// The first line of a text that has np.h and the library beside it.
static std::string buildCommand(llvm::StringRef output) {
  llvm::StringRef name = output == "-" ? "script.cu" : llvm::sys::path::filename(output);
  return ("// nvcc " + llvm::StringRef(nvccFlags) + " $(np2gpu --flags) " + name + " -o " + llvm::sys::path::stem(name) + "\n").str();
}

// Runs the stages up to `options.stage`; `text` gets its output.
static int compile(const CompileOptions &options, llvm::raw_ostream &text, Stages &stages, std::string *kernels = nullptr) {
  Program program;
  Library library;
  if (!readProgram(options, program, library))
    return ExitFailed;
  stages.done("parse");
  if (options.stage == "ast") {
    dump(*program.files[0]->module, text, /*positions=*/false);
    return ExitOk;
  }
  MLIRContext context(MLIRContext::Threading::DISABLED);
  context.loadDialect<py::PyDialect, np::NpDialect>();
  OwningOpRef<ModuleOp> module;
  try {
    module = importProgram(context, program);
  } catch (CompileError &error) {
    printDiagnostic(llvm::errs(), *error.file, Severity::Error, error.at, error.message, error.hint);
    return ExitUnsupported;
  }
  stages.done("import");
  if (failed(runPasses(*module, options)))
    return ExitUnsupported;
  stages.done("passes");
  if (options.stage == "np") {
    module->print(text);
    return ExitOk;
  }
  codegen::EmitOptions emit;
  emit.sources = sourcesOf(program);
  bool standalone = options.standalone || options.stage == "exe";
  emit.kernelsOnly = options.stage == "kernel" || options.stage == "ptx" || options.stage == "cubin";
  emit.standaloneMain = options.stage == "exe" || (options.stage == "cuda" && !options.runs);
  std::string written;
  llvm::raw_string_ostream os(written);
  if (llvm::Error error = codegen::emit(*module, os, emit, kernels)) {
    llvm::errs() << "np2gpu: " << llvm::toString(std::move(error)) << '\n';
    return ExitUnsupported;
  }
  stages.done("emit");
  if (standalone) {
    auto whole = np2gpu::standalone(written, options.output);
    if (!whole) {
      llvm::errs() << "np2gpu: internal error: " << llvm::toString(whole.takeError()) << '\n';
      return ExitUnsupported;
    }
    written = std::move(*whole);
    stages.done("paste");
  } else if (emit.standaloneMain) {
    written = buildCommand(options.output) + written;
  }
  if (options.stage == "ptx" || options.stage == "cubin") {
    char *code;
    np_i64 size;
    if (np_nvrtc_compile(np2gpu::embedded("kernel.h").data(), written.c_str(), options.architecture.c_str(), nullptr,
                         options.stage == "ptx", &code, &size)) {
      llvm::errs() << "np2gpu: " << np_error_text() << '\n';
      return ExitFailed;
    }
    written.assign(code, size);
    np_nvrtc_free(code);
    stages.done("nvrtc");
  }
  text << written;
  return ExitOk;
}

int np2gpu::translate(const CompileOptions &options, llvm::raw_ostream &out) {
  Stages stages(options.verbose);
  return compile(options, out, stages);
}

// NumPy's own BLAS, from the Python package beside the build (.venv) or the one of the active environment.
static void findBlas() {
  static int anchor;
  llvm::SmallVector<std::string> roots;
  if (const char *environment = std::getenv("VIRTUAL_ENV"))
    roots.push_back(environment);
  llvm::SmallString<256> beside(llvm::sys::fs::getMainExecutable("np2gpu", &anchor));
  for (int up = 0; up < 3; ++up)
    llvm::sys::path::remove_filename(beside);
  roots.push_back((beside + "/.venv").str());
  for (const std::string &root : roots) {
    std::error_code error;
    for (llvm::sys::fs::directory_iterator it(root + "/lib", error), end; !error && it != end; it.increment(error)) {
      std::string library = it->path() + "/site-packages/scipy_openblas64/lib/libscipy_openblas64_.so";
      if (llvm::sys::fs::exists(library))
        return np_blas_set_path(library.c_str());
    }
  }
}

int np2gpu::runScript(const CompileOptions &options) {
  Stages stages(options.verbose);
  findBlas();
  std::string text;
  static std::string kernels; // the device's, until the process ends
  llvm::raw_string_ostream os(text);
  if (int status = compile(options, os, stages, &kernels))
    return status;
  np_device_source(embedded("kernel.h").data(), kernels.c_str());
  auto run = [&]() -> llvm::Expected<int (*)(int, char **)> {
    static std::unique_ptr<HostJit> jit; // machine code lives until the process ends
    auto made = HostJit::create();
    if (!made)
      return made.takeError();
    jit = std::move(*made);
    auto entry = jit->load(text, options.fileName + ".cu", options.optLevel, "np_main");
    if (!entry)
      return entry.takeError();
    return reinterpret_cast<int (*)(int, char **)>(*entry);
  };
  auto entry = run();
  if (!entry) {
    llvm::errs() << "np2gpu: internal error: " << llvm::toString(entry.takeError()) << '\n';
    return ExitUnsupported;
  }
  stages.done("clang");
  if (np_device_choose(options.device.c_str())) {
    llvm::errs() << "np2gpu: " << np_error_text() << '\n';
    return ExitFailed;
  }
  std::vector<std::string> arguments{options.fileName};
  arguments.insert(arguments.end(), options.arguments.begin(), options.arguments.end());
  std::vector<char *> argv;
  for (std::string &argument : arguments)
    argv.push_back(argument.data());
  argv.push_back(nullptr);
  int status = (*entry)(int(arguments.size()), argv.data());
  stages.done("run");
  if (options.verbose)
    llvm::errs() << "np2gpu: " << np_device_summary() << '\n';
  return status;
}
