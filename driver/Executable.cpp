// Finds a compiler and runs it on a standalone text. NP2GPU_CXX names another one (nvcc, or any C++ compiler).
#include "driver/Executable.h"
#include "driver/Compiler.h"
#include "driver/Standalone.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

using namespace llvm;

static std::string findCompiler() {
  if (const char *chosen = std::getenv("NP2GPU_CXX")) {
    auto path = sys::findProgramByName(chosen);
    return path ? *path : "";
  }
  SmallVector<std::string> folders;
  for (const char *variable : {"CUDA_PATH", "CUDA_HOME"})
    if (const char *folder = std::getenv(variable))
      folders.push_back(std::string(folder) + "/bin");
  folders.push_back("/usr/local/cuda/bin");
  SmallVector<StringRef> places(folders.begin(), folders.end());
  if (auto nvcc = sys::findProgramByName("nvcc"))
    return *nvcc;
  if (auto nvcc = sys::findProgramByName("nvcc", places))
    return *nvcc;
  for (const char *name : {"clang++", "g++", "c++", "clang++-22"})
    if (auto path = sys::findProgramByName(name))
      return *path;
  return "";
}

int np2gpu::buildExecutable(StringRef text, StringRef output) {
  std::string compiler = findCompiler();
  if (compiler.empty()) {
    errs() << "np2gpu: --emit=exe needs a compiler: nvcc (the package cuda-nvcc, or nvidia-cuda-toolkit) for a GPU, g++ or "
              "clang++ for the CPU; none is on PATH\n";
    return ExitFailed;
  }
  SmallString<128> source, messages;
  std::error_code error = sys::fs::createTemporaryFile("np2gpu", "cu", source);
  if (!error)
    error = sys::fs::createTemporaryFile("np2gpu", "txt", messages);
  if (!error) {
    raw_fd_ostream file(source, error);
    if (!error)
      file << text;
  }
  if (error) {
    errs() << "np2gpu: can't write '" << source << "': " << error.message() << '\n';
    return ExitFailed;
  }
  bool isNvcc = sys::path::filename(compiler).starts_with("nvcc");
  SmallVector<StringRef> arguments{compiler};
  SplitString(isNvcc ? nvccFlags : hostFlags, arguments);
  llvm::append_range(arguments, std::initializer_list<StringRef>{"-w", source, "-o", output});
  if (!isNvcc)
    SplitString(linkFlags, arguments);
  std::string problem;
  std::optional<StringRef> redirects[] = {StringRef(""), StringRef(messages), StringRef(messages)};
  int status = sys::ExecuteAndWait(compiler, arguments, std::nullopt, redirects, 0, 0, &problem);
  if (status != 0) {
    errs() << "np2gpu: " << compiler << " failed" << (problem.empty() ? "" : ": " + problem) << '\n';
    if (auto buffer = MemoryBuffer::getFile(messages))
      errs() << (*buffer)->getBuffer().take_front(4000);
  }
  sys::fs::remove(source);
  sys::fs::remove(messages);
  return status == 0 ? ExitOk : ExitFailed;
}
