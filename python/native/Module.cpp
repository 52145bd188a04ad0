// The module's names.
#define NP2GPU_IMPORTS_NUMPY
#include "Function.h"
#include "runtime/abi/blas.h"

using namespace np2gpu;

static int importNumpy() {
  import_array1(-1);
  return 0;
}

// Calls go through the type's slot: pybind11's own dispatch would cost as much as a small call.
static PyObject *callFunction(PyObject *self, PyObject *arguments, PyObject *keywords) {
  try {
    auto *instance = reinterpret_cast<py::detail::instance *>(self);
    return instance->get_value_and_holder().value_ptr<Function>()->call(arguments, keywords).release().ptr();
  } catch (py::error_already_set &error) {
    error.restore();
  } catch (py::builtin_exception &error) {
    error.set_error();
  } catch (std::bad_alloc &) {
    PyErr_NoMemory();
  } catch (std::exception &error) {
    PyErr_SetString(PyExc_RuntimeError, error.what());
  }
  return nullptr;
}

// The slot, and a `__call__` like that of functions, without which a subclass would lose the slot.
static void installCall(PyTypeObject *type) {
  type->tp_call = callFunction;
  py::object ofFunctions = py::handle(reinterpret_cast<PyObject *>(&PyFunction_Type)).attr("__call__");
  auto *base = reinterpret_cast<PyWrapperDescrObject *>(ofFunctions.ptr())->d_base;
  PyObject *wrapper = PyDescr_NewWrapper(type, base, reinterpret_cast<void *>(callFunction));
  if (!wrapper || PyDict_SetItemString(type->tp_dict, "__call__", wrapper))
    throw py::error_already_set();
  Py_DECREF(wrapper);
}

PYBIND11_MODULE(_native, module) {
  if (importNumpy() < 0)
    throw py::error_already_set();
  installSinks();
  module.attr("version") = np2gpu_version();
  module.def("set_blas", [](const std::string &path) { np_blas_set_path(path.c_str()); });
  py::class_<Function> type(module, "Function", py::dynamic_attr());
  installCall(reinterpret_cast<PyTypeObject *>(type.ptr()));
  type.def(py::init<py::function>())
      .def("_call", [](Function &self, const py::args &arguments, const py::kwargs &keywords) {
        return self.call(arguments.ptr(), keywords.ptr());
      })
      .def("_inspect", &Function::inspect)
      .def_property_readonly("specializations", &Function::specializations)
      .def_property_readonly("_np2gpu_function", &Function::python);
}
