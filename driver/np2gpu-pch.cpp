// np2gpu-pch IN OUT: precompiles the runtime's header with the very Clang that will read it. Runs during the build.
#include "driver/HostJit.h"

#include "llvm/Support/raw_ostream.h"

int main(int argc, char **argv) {
  if (argc != 3) {
    llvm::errs() << "usage: np2gpu-pch IN OUT\n";
    return 2;
  }
  auto header = llvm::MemoryBuffer::getFile(argv[1]);
  if (!header) {
    llvm::errs() << argv[1] << ": " << header.getError().message() << "\n";
    return 1;
  }
  if (llvm::Error error = np2gpu::HostJit::precompile((*header)->getBuffer(), argv[2])) {
    llvm::errs() << llvm::toString(std::move(error)) << "\n";
    return 1;
  }
  return 0;
}
