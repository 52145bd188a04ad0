// What compiled code shares with Python while it runs: sys.stdout and sys.stderr, warnings, NumPy's global random state.
// All of it is asked for by the runtime when it is needed, on the thread of the call, and without the GIL.
#include "Native.h"
#include <cstring>

using namespace np2gpu;

namespace {
struct Call {
  std::vector<std::pair<std::string, std::string>> warnings;
  np_rng *rng = nullptr; // in use: NumPy's state, whose lock is held
  py::object *error = nullptr;
};
thread_local Call call;

void writeText(int file, const char *text, np_i64 size) {
  py::gil_scoped_acquire gil;
  PyObject *stream = PySys_GetObject(file == 1 ? "stdout" : "stderr"); // borrowed
  if (!stream || stream == Py_None)
    return;
  PyObject *string = PyUnicode_DecodeUTF8(text, size, "surrogatepass");
  PyObject *done = string ? PyObject_CallMethod(stream, "write", "O", string) : nullptr;
  Py_XDECREF(string);
  Py_XDECREF(done);
  if (done)
    return;
  // The first error is the call's.
  py::error_already_set error;
  if (!call.error)
    call.error = new py::object(error.value());
}

void noteWarning(const char *category, const char *text) { call.warnings.push_back({category, text}); }

py::object globalState() { return py::module_::import("numpy.random").attr("mtrand").attr("_rand"); }

np_rng *globalRng() {
  if (call.rng)
    return call.rng;
  py::gil_scoped_acquire gil;
  try {
    py::object state = globalState();
    state.attr("_bit_generator").attr("lock").attr("acquire")();
    py::dict values = state.attr("get_state")(py::arg("legacy") = false);
    py::object name = values["bit_generator"];
    if (py::cast<std::string>(name) == "MT19937") {
      np_mt19937_state bits = {};
      py::dict inner = values["state"];
      py::object key = inner["key"];
      auto *words = reinterpret_cast<PyArrayObject *>(key.ptr());
      static_assert(sizeof bits.key == 624 * 4);
      std::memcpy(bits.key, PyArray_DATA(words), sizeof bits.key);
      bits.pos = py::cast<int>(inner["pos"]);
      bits.has_gauss = py::cast<int>(values["has_gauss"]);
      bits.gauss = py::cast<double>(values["gauss"]);
      np_seed seed = {};
      seed.kind = NP_SEED_INT;
      np_rng_randomstate(&seed, &call.rng);
      np_rng_set_mt19937(call.rng, &bits);
      return call.rng;
    }
    state.attr("_bit_generator").attr("lock").attr("release")();
  } catch (py::error_already_set &) {
  }
  // Another bit generator (np.random.set_bit_generator): a stream of its own.
  np_seed none = {};
  static thread_local np_rng *own = nullptr;
  if (!own)
    np_rng_randomstate(&none, &own);
  return own;
}

void returnRandomState() {
  np_mt19937_state bits;
  np_rng_get_mt19937(call.rng, &bits);
  np_rng_release(call.rng);
  call.rng = nullptr;
  py::object state = globalState();
  npy_intp size = 624;
  py::object key = py::reinterpret_steal<py::object>(PyArray_SimpleNew(1, &size, NPY_UINT32));
  std::memcpy(PyArray_DATA(reinterpret_cast<PyArrayObject *>(key.ptr())), bits.key, sizeof bits.key);
  state.attr("set_state")(py::make_tuple("MT19937", key, bits.pos, int(bits.has_gauss), bits.gauss));
  state.attr("_bit_generator").attr("lock").attr("release")(); // an RLock: set_state took it too
}
} // namespace

void np2gpu::installSinks() {
  np_set_output(writeText);
  np_set_warnings(noteWarning);
  np_rng_set_global(globalRng);
}

bool np2gpu::finishCall() {
  if (call.rng)
    returnRandomState();
  auto warnings = std::move(call.warnings);
  call.warnings.clear();
  for (auto &[category, text] : warnings) {
    py::object type = category == "ComplexWarning" ? py::module_::import("numpy.exceptions").attr("ComplexWarning")
                                                   : py::reinterpret_borrow<py::object>(PyExc_RuntimeWarning);
    if (PyErr_WarnEx(type.ptr(), text.c_str(), 1) < 0)
      return false;
  }
  if (call.error) {
    std::unique_ptr<py::object> error(call.error);
    call.error = nullptr;
    PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(error->ptr())), error->ptr());
    return false;
  }
  return true;
}
