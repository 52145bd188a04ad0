// The command line of np2gpu.
#include "driver/HostJit.h"

#include "llvm/Support/raw_ostream.h"

#include <cstring>

using namespace np2gpu;

// Compiles and runs a C++ text that defines `extern "C" int np_main()`.
static llvm::Expected<int> runText(llvm::StringRef path) {
  auto text = llvm::MemoryBuffer::getFile(path);
  if (!text)
    return llvm::createStringError(text.getError(), path);
  auto jit = HostJit::create();
  if (!jit)
    return jit.takeError();
  auto object = (*jit)->compile((*text)->getBuffer(), path, 1);
  if (!object)
    return object.takeError();
  if (llvm::Error error = (*jit)->add(std::move(*object)))
    return error;
  auto entry = (*jit)->lookup("np_main");
  if (!entry)
    return entry.takeError();
  return reinterpret_cast<int (*)()>(*entry)();
}

int main(int argc, char **argv) {
  if (argc != 3 || std::strcmp(argv[1], "run-text") != 0) {
    llvm::errs() << "usage: np2gpu run-text FILE.cpp\n";
    return 2;
  }
  llvm::Expected<int> status = runText(argv[2]);
  if (!status) {
    llvm::errs() << llvm::toString(status.takeError()) << "\n";
    return 1;
  }
  return *status;
}
