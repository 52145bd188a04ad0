// The command line: np2gpu script.py, np2gpu run script.py.
#include "driver/Compiler.h"
#include "driver/Executable.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace np2gpu;

static const char usage[] =
    "usage: np2gpu [options] script.py          write script.cu beside it\n"
    "       np2gpu run [options] script.py ...  compile and run it; what follows are its arguments\n"
    "options:\n"
    "  -o FILE       the output (- is standard output)\n"
    "  --standalone  one file that needs no other: its first line is the command that builds it\n"
    "  --emit=STAGE  ast, np, kernel, cuda, ptx, cubin, exe\n"
    "  --arch=A      of ptx and cubin: sm_90 if it is not given\n"
    "  --device=D    where arrays are computed: auto (the default), cpu, cuda, or sim, a device that is simulated\n"
    "  -O0 to -O3    how much the text is optimised that runs here (-O2)\n"
    "  --verify      check the IR after every pass\n"
    "  -v            print each stage's time, and what the device did\n"
    "  --flags       print what a compiler needs for a text that is not standalone\n"
    "  --help        this text\n"
    "script.py may be - for standard input.\n";

static int fail(const llvm::Twine &message) {
  llvm::errs() << "np2gpu: " << message << "\ntry: np2gpu --help\n";
  return ExitUnsupported;
}

// Where a stage's output goes without -o: what a person reads to the terminal, what is built beside the script.
static std::string defaultOutput(const CompileOptions &options) {
  static const std::pair<const char *, const char *> extensions[] = {{"cuda", "cu"}, {"cubin", "cubin"}, {"exe", ""}};
  for (auto [stage, extension] : extensions)
    if (options.stage == stage && options.fileName != "-") {
      llvm::SmallString<128> path(options.fileName);
      llvm::sys::path::replace_extension(path, extension);
      return path.str().str();
    }
  return options.stage == "exe" ? "a.out" : "-";
}

static int writeOutput(const CompileOptions &options) {
  std::string text;
  llvm::raw_string_ostream os(text);
  if (int status = translate(options, os))
    return status;
  if (options.stage == "exe")
    return buildExecutable(text, options.output);
  std::error_code error;
  llvm::raw_fd_ostream file(options.output, error);
  if (!error) {
    file << text;
    file.close();
    error = file.error();
    file.clear_error();
  }
  if (error) {
    llvm::errs() << "np2gpu: can't write '" << options.output << "': " << error.message() << '\n';
    return ExitFailed;
  }
  return ExitOk;
}

// What a compiler needs to find np.h and the library: they are in the build folder that this program is in.
static int printFlags() {
  static int anchor;
  llvm::SmallString<128> folder(llvm::sys::fs::getMainExecutable("np2gpu", &anchor));
  for (int up = 0; up < 2; ++up)
    llvm::sys::path::remove_filename(folder);
  if (!llvm::sys::fs::exists(folder + "/driver/np.h") || !llvm::sys::fs::exists(folder + "/lib/libnpruntime.so")) {
    llvm::errs() << "np2gpu: np.h and libnpruntime.so are not beside this program; use --standalone\n";
    return ExitFailed;
  }
  llvm::outs() << "-I" << folder << "/driver -L" << folder << "/lib -lnpruntime -Xlinker -rpath=" << folder << "/lib\n";
  return ExitOk;
}

int main(int argc, char **argv) {
  static const char *const stages[] = {"ast", "np", "kernel", "cuda", "ptx", "cubin", "exe"};
  CompileOptions options;
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
    else if (argument.size() == 3 && argument.starts_with("-O") && argument[2] >= '0' && argument[2] <= '3')
      options.optLevel = argument[2] - '0';
    else if (argument == "--flags")
      return printFlags();
    else if (argument.consume_front("--arch="))
      options.architecture = argument.str();
    else if (argument == "--standalone")
      options.standalone = true;
    else if (argument == "-o") {
      if (++i == argc)
        return fail("-o needs a file's name");
      options.output = argv[i];
    } else if (argument.consume_front("--emit=")) {
      if (!llvm::is_contained(stages, argument))
        return fail("unknown stage '" + argument + "': one of " + llvm::join(llvm::ArrayRef<const char *>(stages), ", "));
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
  if (options.standalone && options.stage != "cuda" && options.stage != "exe")
    return fail("--standalone is for --emit=cuda");
  options.arguments.assign(argv + i, argv + argc);
  options.runs = run;
  if (run)
    return runScript(options);
  if (options.output.empty())
    options.output = defaultOutput(options);
  if (options.output == "-" && options.stage == "exe")
    return fail("a program cannot go to standard output: use -o FILE");
  return writeOutput(options);
}
