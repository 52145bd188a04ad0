// Versions of an array are one object in one buffer (architecture.md, D4): before variables are chosen, each version
// becomes the value that made the object, and so does what a loop or an if carries of one and the same object.
//
//   %a = np.own ..
//   %r = py.for .. iter(%v = %a) {           py.for .. {
//     %w = np.update %v through ..             np.update %a through ..
//     py.continue %w                           py.continue
//   }                                        }
//   use %r                                   use %a
//
// A swap of two arrays stays: what its arguments show differs from one iteration to the next.
#pragma once
#include "ir/Py.h"

namespace np2gpu::codegen {
void mergeVersions(py::FuncOp function);
// The operand whose object this result is a version of, if it is one.
mlir::Value previousVersion(mlir::OpResult result);
} // namespace np2gpu::codegen
