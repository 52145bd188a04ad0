// Compiles and runs many small programs in one process, for the fuzzer (fuzz.py talks to it).
//
//   fuzz-batch [--opt=N] [--devices=cpu,sim] [--fault=NAME]
//
// Standard input: lines, each a batch of file names separated by blanks. Standard output: for each program of a batch
// and each device, in order, a line "STATUS OUT ERR" and then OUT bytes of its standard output and ERR bytes of its
// standard error. STATUS is the exit status, or -N for signal N (what takes five seconds is killed). A program that is
// refused has status 2 and the compiler's message, one that the compiler crashes on no output and the signal.
//
// The texts of a batch are one translation unit, each in its own namespace: most of the time goes into what texts have
// in common (templates of np.h), which Clang then makes once. Each program runs in a child of this process, so that
// neither a crash nor what it leaves behind (random streams, warnings, open regions) reaches the next one. A crash of
// the compiler itself ends this process: the caller then finds the program by trying them one by one.
#include "driver/Compiler.h"
#include "driver/HostJit.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace np2gpu;

namespace {

struct Outcome {
  int status = 0;
  std::string out, err;
};

std::string contents(int file) {
  std::string text(lseek(file, 0, SEEK_END), '\0');
  if (pread(file, text.data(), text.size(), 0) != ssize_t(text.size()))
    text.clear();
  return text;
}

// Runs `body` in a child; its result is the exit status. Output goes to files in memory: no pipe can fill up.
template <typename Body> Outcome inChild(Body body) {
  int out = memfd_create("out", 0), err = memfd_create("err", 0);
  pid_t child = fork();
  if (child == 0) {
    rlimit limit{5, 6}; // seconds of processor time
    setrlimit(RLIMIT_CPU, &limit);
    dup2(out, 1);
    dup2(err, 2);
    int status = body();
    std::fflush(nullptr);
    _exit(status); // without destructors: they would copy the pages of the whole heap
  }
  int status = 0;
  waitpid(child, &status, 0);
  Outcome outcome{WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status), contents(out), contents(err)};
  close(out);
  close(err);
  return outcome;
}

void answer(const Outcome &outcome) {
  std::cout << outcome.status << ' ' << outcome.out.size() << ' ' << outcome.err.size() << '\n'
            << outcome.out << outcome.err << std::flush;
}

// A program's text as C++, or why there is none.
struct Translation {
  std::string file;
  std::optional<Outcome> refused;
  std::string text;
};

Translation translated(llvm::StringRef file, const std::string &fault) {
  Outcome outcome = inChild([&] {
    CompileOptions options;
    options.fileName = file.str();
    options.fault = fault;
    std::string text;
    llvm::raw_string_ostream os(text);
    int status = translate(options, os);
    std::fwrite(text.data(), 1, text.size(), stdout);
    return status;
  });
  if (outcome.status == 0)
    return {file.str(), std::nullopt, outcome.out};
  outcome.out.clear();
  return {file.str(), outcome, ""};
}

using Entry = int (*)(int, char **);

// The programs' entries, in order; null for those that were refused. Fails with the compiler's message.
llvm::Expected<std::vector<Entry>> compiled(llvm::ArrayRef<Translation> programs, HostJit &jit, int optLevel) {
  std::string unit = "#include \"np.h\"\n";
  for (auto [number, program] : llvm::enumerate(programs)) {
    std::string n = std::to_string(number);
    unit += "#define np_main np_main_" + n + "\nnamespace program_" + n + " {\n" + program.text + "}\n#undef np_main\n";
  }
  auto object = jit.compile(unit, "batch.cu", optLevel);
  if (!object)
    return object.takeError();
  if (llvm::Error error = jit.add(std::move(*object)))
    return std::move(error);
  std::vector<Entry> entries;
  for (auto [number, program] : llvm::enumerate(programs)) {
    entries.push_back(nullptr);
    if (program.refused)
      continue;
    auto address = jit.lookup("np_main_" + std::to_string(number));
    if (!address)
      return address.takeError();
    entries.back() = reinterpret_cast<Entry>(*address);
  }
  return entries;
}

// Runs the programs on each device. A text that Clang rejects spoils the batch: then each is tried by itself.
void run(llvm::ArrayRef<Translation> programs, int optLevel, llvm::ArrayRef<std::string> devices) {
  auto jit = llvm::cantFail(HostJit::create());
  auto entries = compiled(programs, *jit, optLevel);
  if (!entries && programs.size() > 1) {
    llvm::consumeError(entries.takeError());
    for (const Translation &program : programs)
      run(program, optLevel, devices);
    return;
  }
  std::string problem = entries ? "" : "internal error: " + llvm::toString(entries.takeError()) + "\n";
  for (auto [number, program] : llvm::enumerate(programs))
    for (const std::string &device : devices) {
      (void)device;
      if (program.refused)
        answer(*program.refused);
      else if (!problem.empty())
        answer({ExitUnsupported, "", problem});
      else
        answer(inChild([&, entry = (*entries)[number]] {
          std::string name = program.file;
          char *argv[] = {name.data(), nullptr};
          return entry(1, argv);
        }));
    }
}

} // namespace

int main(int argc, char **argv) {
  int optLevel = 0;
  std::string fault;
  std::vector<std::string> devices{"cpu"};
  for (int i = 1; i < argc; ++i) {
    llvm::StringRef argument = argv[i];
    if (argument.consume_front("--opt=")) {
      optLevel = std::atoi(argument.data());
    } else if (argument.consume_front("--fault=")) {
      fault = argument.str();
    } else if (argument.consume_front("--devices=")) {
      devices.clear();
      for (llvm::StringRef device : llvm::split(argument, ','))
        devices.push_back(device.str());
    } else {
      std::cerr << "usage: fuzz-batch [--opt=N] [--devices=cpu,sim] [--fault=NAME]\n";
      return 2;
    }
  }
  std::string line;
  while (std::getline(std::cin, line)) {
    std::vector<Translation> programs;
    for (llvm::StringRef file : llvm::split(line, ' '))
      programs.push_back(translated(file, fault));
    run(programs, optLevel, devices);
  }
}
