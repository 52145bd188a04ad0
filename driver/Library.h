// lib/, the NumPy functions written in Python, as the binary carries it.
#pragma once
#include "codegen/Emit.h"
#include "frontend/Library.h"

namespace np2gpu {
void addCarried(Library &library);
/// The program's files and lib/, for the emitter to quote.
std::vector<codegen::SourceText> sourcesOf(const Program &program);
} // namespace np2gpu
