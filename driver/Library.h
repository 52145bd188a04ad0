// lib/, the NumPy functions written in Python, parsed once for all programs of a compiler.
#pragma once
#include "frontend/Program.h"

namespace np2gpu {
struct ParsedLibrary {
  std::vector<std::shared_ptr<const ProgramFile>> files;
  ParsedLibrary(); // of the files that the binary carries
};
} // namespace np2gpu
