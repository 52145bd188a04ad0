// Out of SSA (ir.md): values that loops and ifs carry become variables.
//
//   %r = py.for %i = range(..) iter(%s = %a) { ... py.continue %t }      store %a, @s
//                                                                       py.for { %s = load @s  ...  store %t, @s }
//                                                                       %r = load @s
//
// The meaning is kept by construction: each value is loaded where it was defined. Whether the load is the variable's
// name at every use, or needs a copy because the variable changes before, is for Folding to find out; here only the
// choice which values share a variable (those of one script name) and where a variable is written matters for how the
// text looks.
#pragma once
#include "ir/Py.h"

namespace np2gpu::codegen {
void outOfSsa(py::FuncOp function);
} // namespace np2gpu::codegen
