// Identifiers of the emitted text: valid in C++, unique, and as near to the script's as can be.
#pragma once
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <string>

namespace np2gpu::codegen {

class Names {
public:
  // `outer`: names that may not be used either (those of the file, for a function).
  explicit Names(const Names *outer = nullptr) : outer(outer) {}
  // `wanted`, or it with a number behind; empty: "t".
  std::string fresh(llvm::StringRef wanted);
  // Reserves a name; false if it is taken.
  bool take(llvm::StringRef name);

private:
  bool isTaken(llvm::StringRef name) const;
  const Names *outer;
  llvm::StringSet<> used;
  llvm::StringMap<unsigned> lastNumber; // of a name that had to get one; a thousand `t` take no thousand trials each
};

} // namespace np2gpu::codegen
