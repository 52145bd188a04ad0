// The extension module np2gpu._native: Python values in and out of compiled functions. It talks to the compiler through
// driver/Api.h alone. A call's way:
//
//   Arguments     what each Python object is (its codes: dtype, rank, which arrays overlap), and its value
//   Function      finds the specialisation that these codes have, or has one compiled (Compile.cpp)
//   Results       np_values become Python objects: views of arguments, fresh arrays, numbers, containers
//   Errors        what the function raised, as the exception that Python would have raised
#pragma once
#include "driver/Api.h"
#include "runtime/abi/random.h"
#define NPY_NO_DEPRECATED_API NPY_2_0_API_VERSION
#define PY_ARRAY_UNIQUE_SYMBOL np2gpu_numpy
#ifndef NP2GPU_IMPORTS_NUMPY
#define NO_IMPORT_ARRAY
#endif
#include <pybind11/pybind11.h>
#include <numpy/arrayobject.h>

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace np2gpu {
namespace py = pybind11;

// --- dtypes (Dtypes.cpp)
// The np_dtype of a NumPy type number, -1 for those that np2gpu has not; the way back; the name ("float64").
int dtypeOf(int typeNumber);
int typeNumberOf(int dtype);
const char *dtypeName(int dtype);
int dtypeOfName(const std::string &name);
// Of a NumPy scalar object, -1 if it is none.
int dtypeOfScalar(PyObject *value);

// --- arguments (Arguments.cpp)
// What no compiled function takes ("an array of dtype object"), and what to write instead.
struct Unsupported {
  std::string what, hint = "";
};

// The files of a compilation: the function's own first, then those of what it calls. A file is one module's.
class Files {
public:
  // The name by which the compiler knows it: "__main__" or "m1", "m2", ...
  std::string id(PyObject *globals, const std::string &name);
  struct File {
    py::object globals;
    std::string name, text;
  };
  File *find(const std::string &id);
  // Python functions by their names, for tracebacks.
  std::vector<std::pair<std::string, std::string>> functions; // name, file

private:
  std::deque<File> files;
};

// A Python function as what it is made of.
PyObject *functionOf(PyObject *value); // borrowed: the function, also of a jitted one; null if it is none

class Arguments {
public:
  Arguments() = default;
  Arguments(const Arguments &) = delete;
  ~Arguments() { clear(); }
  void clear();

  // Adds the value of one more slot. Its codes tell which specialisation it needs, equal codes need the same one.
  void add(PyObject *value);
  // Of a global: another name of an argument is told apart from the argument, since it may be bound anew.
  void addGlobal(PyObject *value);
  // The captured values of the function that is called.
  void addFunction(PyObject *function);
  // The kind of the slot that was added last, as driver/Api.h has them.
  std::string kind(PyObject *value, Files &files);
  std::string kindOfEntry(PyObject *function, Files &files);

  // Forgets what was added after these sizes.
  struct Mark {
    size_t codes, values, arrays;
  };
  Mark mark() const { return {codes.size(), values.size(), arrays.size()}; }
  void reset(Mark);

  // After the call: copies go back to where they came from, lists take what was done to them.
  void finish();
  // The argument whose memory this is, borrowed; null if it is none's.
  PyObject *ownerOf(const np_buffer *buffer, const void *data) const;
  PyObject *owner(size_t value) const { return owners[value]; }
  PyObject *ownerOf(const np_rng *rng) const;

  std::vector<uint64_t> codes;
  std::vector<np_value> values;
  std::vector<PyObject *> constants;  // what codes stand for by identity: must live as long as they are compared
  bool hasCopies = false;

private:
  struct Array {
    PyArrayObject *object; // the argument
    PyArrayObject *seen;   // what the function sees: itself, or an aligned copy (a reference)
    np_buffer *buffer;
    const char *low, *high;
    bool top; // a slot of its own
  };
  void describe(PyObject *value, bool top);
  void describeArray(PyArrayObject *array, bool top);
  void describeList(PyObject *list);
  void describeFunction(PyObject *function);
  bool listItem(PyObject *item, np_value &value, std::vector<uint64_t> &codes);
  void describeElements(PyObject *list, np_value &value);
  std::string kindOf(PyObject *value);
  std::string kindOfArray(PyArrayObject *array);
  std::string kindOfFunction(PyObject *function, bool isEntry);
  std::string elementKind(PyObject *list);
  np_i64 *room(size_t count);
  np_value &push(PyObject *owner);

  std::vector<PyObject *> owners; // of values, borrowed
  std::vector<Array> arrays;
  struct Seen {
    size_t array;
    bool same;
  };
  std::vector<Seen> seen;  // arrays in the order in which the last slot's walk met them
  size_t seenNext = 0;     // of the walk for the kind
  Files *files = nullptr;
  std::vector<PyObject *> inside; // functions that are being described: a recursive closure
  std::vector<std::pair<size_t, PyObject *>> lists; // value number, list
  std::vector<std::pair<np_rng *, PyObject *>> generators;
  std::deque<std::vector<np_value>> items;
  std::vector<std::unique_ptr<np_i64[]>> rooms;
  size_t roomLeft = 0;
  np_i64 *roomNext = nullptr;
  np_i64 firstRoom[48]; // most calls need no more
};

// --- random generators (Generators.cpp): np.random.Generator over PCG64
bool isGenerator(PyObject *value);
np_rng *rngOf(PyObject *generator);                   // its state now, a new object
void returnState(const np_rng *rng, PyObject *generator);
py::object generatorObject(const np_rng *rng);

// --- results (Results.cpp)
// The kind of a result, parsed once.
struct ResultKind {
  enum What { None, Ellipsis, Bool, Int, Wide, Float, Complex, Str, Generator, Scalar, Array, Argument, Tuple, Items, Set,
              Range, Slice, Either, Growing, Dict, Dtype, ScalarType } what = None;
  int dtype = 0, rank = 0;
  size_t argument = 0;
  bool isWhole = false; // an Array or Growing that is this argument itself
  std::vector<ResultKind> items;
  std::vector<std::string> keys;

  static ResultKind parse(const char *&text);
  // How many values it has, and the places for its arrays' extents.
  size_t values() const;
  void prepare(np_value *&value, np_i64 *&room) const;
  size_t extents() const;
  // The object (a new reference); takes the values' references over.
  py::object build(np_value *&value, const Arguments &arguments) const;
  // Gives back what values hold, unread.
  void drop(np_value *&value) const;

private:
  py::object element(np_value &value, const Arguments &arguments) const;
};

// --- errors (Errors.cpp)
// Sets Python's error to what the function raised; its traceback shows the line. Frees the failure's text.
void raiseFailure(int status, np_failure &failure, const Files &files, int firstLine);
// Texts, warnings and NumPy's random state of the running call (Sinks.cpp).
void installSinks();
// Shares what compiled code did with Python: warnings (false: one became an exception) and the random state.
bool finishCall();
} // namespace np2gpu
