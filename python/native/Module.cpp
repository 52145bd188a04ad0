// The module's names.
#define NP2GPU_IMPORTS_NUMPY
#include "Function.h"
#include "runtime/abi/blas.h"

using namespace np2gpu;

static int importNumpy() {
  import_array1(-1);
  return 0;
}

PYBIND11_MODULE(_native, module) {
  if (importNumpy() < 0)
    throw py::error_already_set();
  installSinks();
  module.attr("version") = np2gpu_version();
  module.def("set_blas", [](const std::string &path) { np_blas_set_path(path.c_str()); });
  py::class_<Function>(module, "Function", py::dynamic_attr())
      .def(py::init<py::function>())
      .def("__call__", &Function::call)
      .def("_inspect", &Function::inspect)
      .def_property_readonly("specializations", &Function::specializations)
      .def_property_readonly("_np2gpu_function", &Function::python);
}
