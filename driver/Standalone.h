// --standalone: the text of a script and all of the runtime that it needs in one file, which nvcc, g++ and clang++
// compile without anything beside it.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace np2gpu {

// `text` is what codegen prints, with main(); `name` the file that it will be written to, for the command on its first
// line. Fails where Clang does not take the text: its object tells which functions of the runtime it calls.
llvm::Expected<std::string> standalone(llvm::StringRef text, llvm::StringRef name);

// How to build the text: the arguments after the compiler's name and before the file's, the same as the first line has.
extern const char nvccFlags[], hostFlags[], linkFlags[];

} // namespace np2gpu
