// Exceptions of compiled functions as Python's, with a traceback entry for the line.
#include "Native.h"
#include <frameobject.h>

using namespace np2gpu;

static py::object classOf(int status) {
  static const char *const names[] = {
      nullptr, "ValueError", "IndexError", "TypeError", "ZeroDivisionError", "OverflowError", "MemoryError", nullptr, nullptr,
      nullptr, "KeyError", "NameError", "UnboundLocalError", "AttributeError", "AssertionError", "RuntimeError",
      "NotImplementedError", "StopIteration", "ArithmeticError", "FloatingPointError", "LookupError", "RecursionError",
      "OSError", "FileNotFoundError", "ImportError", "EOFError", "KeyboardInterrupt", "SystemExit", "Exception"};
  static_assert(sizeof names / sizeof *names == NP_EXCEPTION + 1);
  switch (status) {
  case NP_LINALG_ERROR: return py::module_::import("numpy.linalg").attr("LinAlgError");
  case NP_AXIS_ERROR: return py::module_::import("numpy.exceptions").attr("AxisError");
  case NP_UFUNC_TYPE_ERROR: return py::module_::import("np2gpu._errors").attr("UFuncTypeError");
  default: return py::module_::import("builtins").attr(names[status]);
  }
}

// The arguments of the exception: a KeyError's text is the key's repr.
static py::tuple argumentsOf(int status, const np_failure &failure) {
  if (failure.bare)
    return py::tuple();
  if (status == NP_SYSTEM_EXIT)
    return py::make_tuple(failure.status);
  py::str text(failure.text ? failure.text : "", failure.size);
  if (status == NP_KEY_ERROR)
    return py::make_tuple(py::module_::import("np2gpu._errors").attr("key_of")(text));
  return py::make_tuple(text);
}

void np2gpu::raiseFailure(int status, np_failure &failure, const Files &files, int firstLine) {
  py::object type = classOf(status);
  py::object error = type(*argumentsOf(status, failure));
  np_deallocate(failure.text);
  PyErr_SetObject(type.ptr(), error.ptr());
  if (!failure.line || files.functions.empty())
    return;
  std::string name = failure.function, file;
  int line = failure.line;
  for (auto &[function, where] : files.functions)
    if (function == name)
      file = where;
  if (file.empty()) // a NumPy function written in Python (lib/): of the user's lines only where it all began is known
    std::tie(name, file) = files.functions[0], line = firstLine;
  PyObject *kind, *value, *trace;
  PyErr_Fetch(&kind, &value, &trace);
  PyCodeObject *code = PyCode_NewEmpty(file.c_str(), name.c_str(), line);
  PyObject *globals = PyDict_New();
  PyFrameObject *frame = code && globals ? PyFrame_New(PyThreadState_Get(), code, globals, nullptr) : nullptr;
  PyErr_Restore(kind, value, trace);
  if (frame)
    PyTraceBack_Here(frame);
  Py_XDECREF(frame);
  Py_XDECREF(globals);
  Py_XDECREF(code);
}
