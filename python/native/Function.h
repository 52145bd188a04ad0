// A jitted function: its parameters, its specialisations, its calls.
#pragma once
#include "Native.h"

namespace np2gpu {

// Code for certain kinds of arguments and globals.
class Specialization {
public:
  ~Specialization() { np2gpu_function_free(compiled); }

  struct Global {
    py::object dict; // the module's
    py::object name;
  };
  np2gpu_function *compiled = nullptr;
  np_entry *entry = nullptr;
  std::vector<uint64_t> codes; // of the parameters, then of the globals
  size_t parameterCodes = 0;
  std::vector<Global> globals; // that it reads, in the order of its arguments
  std::vector<Global> absent;  // names that the modules do not have (they are builtins, or NameErrors)
  // Values that the code holds for: of parameters by their number (the function's own captured values are -1), of
  // globals from firstGlobal on.
  static constexpr int firstGlobal = 1 << 20, captured = -1;
  std::vector<std::pair<int, py::object>> constants;
  std::vector<py::object> alive; // what codes name by identity
  std::vector<ResultKind> results; // the result, then globals that it assigns
  std::vector<Global> assigned;
  size_t resultValues = 0, resultExtents = 0;
  Files files;
  std::string text; // "x: float64[:, :], n: int"
};

[[noreturn]] void raiseCompileError(const std::string &text, const std::string &message, const std::string &file, int line, int column);
// The values of a function's free variables.
py::object capturedBy(const py::function &function);

class Function {
public:
  explicit Function(py::function function);
  // Of a tuple and a dict (or null).
  py::object call(PyObject *arguments, PyObject *keywords);
  py::object inspect(const std::string &stage, int number) const;
  py::list specializations() const;
  const py::function &python() const { return function; }

private:
  bool bind(PyObject *arguments, PyObject *keywords, std::vector<PyObject *> &bound, std::vector<py::object> &made);
  [[noreturn]] void raiseMismatch(PyObject *arguments, PyObject *keywords);
  Specialization *find(Arguments &arguments, const std::vector<PyObject *> &bound);
  bool matches(const Specialization &candidate, Arguments &arguments, const std::vector<PyObject *> &bound);
  Specialization *compile(Arguments &arguments, const std::vector<PyObject *> &bound);
  std::string parameterName(Py_ssize_t number) const;
  py::object run(const Specialization &code, Arguments &arguments);

  py::function function;
  py::tuple names;  // of the parameters, in Python's order
  Py_ssize_t positional, positionalOnly, keywordOnly;
  bool hasVarArgs, hasKwArgs;
  std::vector<std::unique_ptr<Specialization>> all; // never shrinks: a call may run without the GIL
};

} // namespace np2gpu
