#include "codegen/OutOfSsa.h"
using namespace mlir;
using namespace np2gpu;
void codegen::outOfSsa(py::FuncOp function) {}
