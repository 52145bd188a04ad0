// The C++ compiler inside the process: emitted text in, machine code out. Clang makes an object of the text (np.h, the
// runtime's header, is built in), ORC links it into the process; the object's bytes are what the cache on disk keeps.
//
//   auto jit = HostJit::create();
//   auto object = (*jit)->compile(text, "script.cu", 1);
//   (*jit)->add(std::move(*object));
//   auto entry = reinterpret_cast<int (*)()>(*(*jit)->lookup("np_main"));
//
// C++ exceptions cross between the text and the process in both directions; they must never pass a frame of LLVM, so
// nothing here is on the stack while the text runs. Constructors of global objects in the text are NOT run.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"

#include <memory>
#include <string>

namespace np2gpu {

class HostJit {
public:
  // For this machine's processor. Fails where LLVM has no code generator for it.
  static llvm::Expected<std::unique_ptr<HostJit>> create();
  ~HostJit();

  // Compiles a C++20 translation unit, which may `#include "np.h"` and nothing else, to an object for this
  // processor. `name` is the file name in diagnostics; `optLevel` is 0 to 3; a define is "NAME" or "NAME=VALUE".
  // Fails with Clang's messages. May be called from several threads at once. np.h comes precompiled unless one of
  // the defines is a word of it.
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> compile(llvm::StringRef cxxText, llvm::StringRef name,
                                                              int optLevel, llvm::ArrayRef<std::string> defines = {});

  // Links an object into the process. Objects see each other's extern symbols, every np_* function of the runtime,
  // the C++ run-time support and the process's shared libraries. Linking happens at the first lookup.
  llvm::Error add(std::unique_ptr<llvm::MemoryBuffer> object);

  // The address of an extern "C" symbol of an added object (or of one that those see). Fails with its name, or with
  // the names of all undefined symbols, if linking fails. The address lives as long as this object.
  llvm::Expected<void *> lookup(llvm::StringRef symbol);

  // The three in one: compiles a text and links it; the address of one of its symbols.
  llvm::Expected<void *> load(llvm::StringRef cxxText, llvm::StringRef name, int optLevel, llvm::StringRef symbol);

  // Identifies what compile() depends on besides its arguments (processor, LLVM, np.h): part of a cache key.
  std::string fingerprint() const;

  // For the build: writes `headerText`, precompiled as np.h, to the file `path`. It is made for the architecture's
  // baseline and read for any processor of it, so np.h must not test macros like __AVX2__.
  static llvm::Error precompile(llvm::StringRef headerText, llvm::StringRef path);

private:
  struct State;
  explicit HostJit(std::unique_ptr<State> state);
  std::unique_ptr<State> state;
};

} // namespace np2gpu
