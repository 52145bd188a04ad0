// The command line: np2gpu script.py, np2gpu run script.py.
#include "driver/Compiler.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace np2gpu;

static const char usage[] =
    "usage: np2gpu [options] script.py          write script.cu beside it\n"
    "       np2gpu run [options] script.py ...  compile and run it; what follows are its arguments\n"
    "options:\n"
    "  -o FILE       the output (- is standard output)\n"
    "  --emit=STAGE  ast, np, cuda\n"
    "  --device=D    where arrays are computed: auto (the default), cpu, cuda, or sim, a device that is simulated\n"
    "  --verify      check the IR after every pass\n"
    "  -v            print each stage's time, and what the device did\n"
    "  --help        this text\n"
    "script.py may be - for standard input.\n";

static int fail(const llvm::Twine &message) {
  llvm::errs() << "np2gpu: " << message << "\ntry: np2gpu --help\n";
  return ExitUnsupported;
}

int main(int argc, char **argv) {
  CompileOptions options;
  std::string output;
  bool run = false, hasScript = false;
  int i = 1;
  if (argc > 1 && llvm::StringRef(argv[1]) == "run")
    run = true, ++i;
  for (; i < argc && !(run && hasScript); ++i) {
    llvm::StringRef argument = argv[i];
    if (argument == "--help" || argument == "-h") {
      llvm::outs() << usage;
      return ExitOk;
    }
    if (argument == "-v")
      options.verbose = true;
    else if (argument == "--verify")
      options.verifyEach = true;
    else if (argument == "-o" && i + 1 < argc)
      output = argv[++i];
    else if (argument.consume_front("--emit=")) {
      if (argument != "ast" && argument != "np" && argument != "cuda")
        return fail("unknown stage '" + argument + "'");
      options.stage = argument.str();
    } else if (argument.consume_front("--device=")) {
      if (argument != "auto" && argument != "cpu" && argument != "cuda" && argument != "sim" && argument != "auto:sim")
        return fail("unknown device '" + argument + "'");
      options.device = argument.str();
    } else if (argument.starts_with("-") && argument != "-")
      return fail("unknown option '" + argument + "'");
    else if (hasScript)
      return fail("more than one script: '" + argument + "'");
    else
      options.fileName = argument.str(), hasScript = true;
  }
  if (!hasScript) {
    llvm::errs() << usage;
    return ExitUnsupported;
  }
  options.arguments.assign(argv + i, argv + argc);
  if (run)
    return runScript(options);
  std::string text;
  llvm::raw_string_ostream os(text);
  if (int status = translate(options, os))
    return status;
  if (output.empty())
    output = options.stage != "cuda" || options.fileName == "-" ? "-" : llvm::sys::path::stem(options.fileName).str() + ".cu";
  if (output != "-" && options.stage == "cuda" && llvm::sys::path::parent_path(output).empty() && options.fileName != "-") {
    llvm::SmallString<128> beside(llvm::sys::path::parent_path(options.fileName));
    if (output == llvm::sys::path::stem(options.fileName).str() + ".cu")
      llvm::sys::path::append(beside, output), output = beside.str().str();
  }
  std::error_code error;
  llvm::raw_fd_ostream file(output, error);
  if (error)
    return fail("can't write '" + output + "': " + error.message());
  file << text;
  return ExitOk;
}
