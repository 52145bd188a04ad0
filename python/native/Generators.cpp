// np.random.Generator in and out: the state goes in before a call and back after it.
#include "Native.h"

using namespace np2gpu;

static py::object &generatorType() {
  static py::object *type = new py::object(py::module_::import("numpy.random").attr("Generator"));
  return *type;
}

bool np2gpu::isGenerator(PyObject *value) { return reinterpret_cast<PyObject *>(Py_TYPE(value)) == generatorType().ptr(); }

static void split(const py::object &wide, np_u64 &high, np_u64 &low) {
  high = py::cast<np_u64>(wide >> py::int_(64));
  low = py::cast<np_u64>(wide & py::int_(~np_u64(0)));
}
static py::object joined(np_u64 high, np_u64 low) { return (py::object(py::int_(high)) << py::int_(64)) | py::int_(low); }

np_rng *np2gpu::rngOf(PyObject *generator) {
  py::dict state = py::handle(generator).attr("bit_generator").attr("state");
  if (py::cast<std::string>(py::object(state["bit_generator"])) != "PCG64")
    throw Unsupported{"a Generator over " + py::cast<std::string>(py::object(state["bit_generator"])), "use np.random.default_rng(seed)"};
  np_pcg64_state bits = {};
  py::dict inner = state["state"];
  split(inner["state"], bits.state_high, bits.state_low);
  split(inner["inc"], bits.inc_high, bits.inc_low);
  bits.has_uint32 = py::cast<int>(py::object(state["has_uint32"]));
  bits.uinteger = py::cast<unsigned>(py::object(state["uinteger"]));
  np_seed seed = {};
  seed.kind = NP_SEED_INT;
  np_rng *rng = nullptr;
  np_rng_default(&seed, &rng);
  np_rng_set_pcg64(rng, &bits);
  return rng;
}

void np2gpu::returnState(const np_rng *rng, PyObject *generator) {
  np_pcg64_state bits;
  np_rng_get_pcg64(rng, &bits);
  py::dict inner, state;
  inner["state"] = joined(bits.state_high, bits.state_low);
  inner["inc"] = joined(bits.inc_high, bits.inc_low);
  state["bit_generator"] = "PCG64";
  state["state"] = inner;
  state["has_uint32"] = bits.has_uint32;
  state["uinteger"] = bits.uinteger;
  py::handle(generator).attr("bit_generator").attr("state") = state;
}

py::object np2gpu::generatorObject(const np_rng *rng) {
  py::object made = py::module_::import("numpy.random").attr("default_rng")(0);
  returnState(rng, made.ptr());
  return made;
}
