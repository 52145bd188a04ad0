// Python objects as arguments: codes and values in one walk, kinds as texts in another (when a specialisation is made).
#include "Native.h"
#include <algorithm>
#include <cstring>

using namespace np2gpu;

namespace {
// What a code begins with; further codes follow for what it holds.
enum Code : uint64_t { CodeNone = 1, CodeEllipsis, CodeBool, CodeInt, CodeWide, CodeFloat, CodeComplex, CodeStr, CodeScalar,
                       CodeArray, CodeSame, CodeShares, CodeTuple, CodeItems, CodeGrowing, CodeDict, CodeRange, CodeSlice,
                       CodeFunction, CodeSelf, CodeObject, CodeDtype, CodeGenerator };
constexpr uint64_t code(Code kind, uint64_t detail = 0, uint64_t more = 0) { return kind | detail << 8 | more << 32; }

py::object &statics() { // np2gpu._names.kind_of: names of what is not a value
  static py::object *function = new py::object(py::module_::import("np2gpu._names").attr("kind_of"));
  return *function;
}

std::string typeOf(PyObject *value) { return Py_TYPE(value)->tp_name; }

std::string quoted(const char *text, size_t size) { return std::to_string(size) + ":" + std::string(text, size); }
std::string quoted(const std::string &text) { return quoted(text.data(), text.size()); }
std::string quoted(PyObject *text) {
  Py_ssize_t size;
  const char *data = PyUnicode_AsUTF8AndSize(text, &size);
  if (!data)
    throw py::error_already_set();
  return quoted(data, size);
}

// A Python int as 128 bits; false if it does not fit.
bool toWide(PyObject *value, np_u64 words[2]) {
  py::object shift = py::int_(64);
  py::object high = py::reinterpret_steal<py::object>(PyNumber_Rshift(value, shift.ptr()));
  int overflow;
  long long top = PyLong_AsLongLongAndOverflow(high.ptr(), &overflow);
  if (overflow)
    return false;
  words[0] = PyLong_AsUnsignedLongLongMask(value);
  words[1] = static_cast<np_u64>(top);
  return true;
}

// Values captured by a function, in the order of its free variables.
PyObject *cellContents(PyObject *function, Py_ssize_t number) {
  PyObject *cell = PyTuple_GET_ITEM(PyFunction_GET_CLOSURE(function), number);
  PyObject *content = PyCell_GET(cell);
  if (!content)
    throw Unsupported{"a variable of an outer function is not bound yet"};
  return content;
}
Py_ssize_t cellCount(PyObject *function) {
  PyObject *closure = PyFunction_GET_CLOSURE(function);
  return closure ? PyTuple_GET_SIZE(closure) : 0;
}
// Defaults in the order in which the compiler wants them.
std::vector<PyObject *> defaultsOf(PyObject *function) {
  std::vector<PyObject *> result;
  if (PyObject *defaults = PyFunction_GET_DEFAULTS(function))
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(defaults); ++i)
      result.push_back(PyTuple_GET_ITEM(defaults, i));
  if (PyObject *defaults = PyFunction_GET_KW_DEFAULTS(function)) {
    auto *code = reinterpret_cast<PyCodeObject *>(PyFunction_GET_CODE(function));
    py::tuple names = py::reinterpret_steal<py::tuple>(PyObject_GetAttrString(reinterpret_cast<PyObject *>(code), "co_varnames"));
    for (int i = 0; i < code->co_kwonlyargcount; ++i)
      if (PyObject *value = PyDict_GetItem(defaults, py::object(names[code->co_argcount + i]).ptr()))
        result.push_back(value);
  }
  return result;
}
} // namespace

PyObject *np2gpu::functionOf(PyObject *value) {
  if (PyFunction_Check(value))
    return value;
  static PyObject *name = PyUnicode_InternFromString("_np2gpu_function");
  static PyTypeObject *jitted = nullptr;
  if (!jitted) {
    PyObject *module = PyImport_ImportModule("np2gpu");
    jitted = module ? reinterpret_cast<PyTypeObject *>(PyObject_GetAttrString(module, "Function")) : nullptr;
    Py_XDECREF(module);
    if (!jitted)
      throw py::error_already_set();
  }
  if (!PyObject_TypeCheck(value, jitted))
    return nullptr;
  PyObject *function = PyObject_GetAttr(value, name);
  if (!function)
    throw py::error_already_set();
  Py_DECREF(function); // the object holds it
  return function;
}

void Arguments::clear() {
  reset({0, 0, 0});
  for (auto &[rng, object] : generators)
    np_rng_release(rng);
  generators.clear();
  constants.clear();
  items.clear();
  rooms.clear();
  roomNext = nullptr;
  hasCopies = false;
}

void Arguments::reset(Mark mark) {
  for (size_t i = mark.arrays; i < arrays.size(); ++i) {
    if (!(arrays[i].buffer->valid & NP_ON_HOST)) // the function left its result on a device
      np_buffer_read(arrays[i].buffer);
    if (--arrays[i].buffer->references == 0)
      np_buffer_free(arrays[i].buffer);
    if (arrays[i].seen != arrays[i].object)
      Py_DECREF(arrays[i].seen);
  }
  codes.resize(mark.codes);
  values.resize(mark.values);
  owners.resize(mark.values);
  arrays.resize(mark.arrays);
  while (!lists.empty() && lists.back().first >= mark.values)
    lists.pop_back();
}

np_i64 *Arguments::room(size_t count) {
  if (!roomNext)
    roomNext = firstRoom, roomLeft = sizeof firstRoom / sizeof *firstRoom;
  if (count > roomLeft) {
    rooms.push_back(std::make_unique<np_i64[]>(roomLeft = count + 64));
    roomNext = rooms.back().get();
  }
  np_i64 *result = roomNext;
  roomNext += count;
  roomLeft -= count;
  return result;
}

np_value &Arguments::push(PyObject *owner) {
  owners.push_back(owner);
  return values.emplace_back();
}

//===--- Codes and values -----------------------------------------------------------------------------------------===//

void Arguments::add(PyObject *value) {
  seen.clear();
  describe(value, true);
}

void Arguments::addGlobal(PyObject *value) {
  seen.clear();
  describe(value, false);
}

void Arguments::addFunction(PyObject *function) {
  seen.clear();
  inside.push_back(function);
  for (Py_ssize_t i = 0; i < cellCount(function); ++i)
    describe(cellContents(function, i), false);
  inside.pop_back();
}

void Arguments::describe(PyObject *value, bool top) {
  PyTypeObject *type = Py_TYPE(value);
  if (PyArray_Check(value))
    return describeArray(reinterpret_cast<PyArrayObject *>(value), top);
  if (type == &PyFloat_Type) {
    codes.push_back(CodeFloat);
    push(value).number[0] = PyFloat_AS_DOUBLE(value);
  } else if (type == &PyLong_Type) {
    int overflow;
    long long number = PyLong_AsLongLongAndOverflow(value, &overflow);
    np_value &place = push(value);
    if (!overflow)
      codes.push_back(CodeInt), place.integer = number;
    else if (toWide(value, place.words))
      codes.push_back(CodeWide);
    else
      throw Unsupported{"an int of more than 128 bits"};
  } else if (type == &PyBool_Type) {
    codes.push_back(CodeBool);
    push(value).integer = value == Py_True;
  } else if (value == Py_None) {
    codes.push_back(CodeNone);
  } else if (type == &PyComplex_Type) {
    codes.push_back(CodeComplex);
    np_value &place = push(value);
    place.number[0] = PyComplex_RealAsDouble(value), place.number[1] = PyComplex_ImagAsDouble(value);
  } else if (type == &PyUnicode_Type) {
    codes.push_back(CodeStr);
    np_value &place = push(value);
    Py_ssize_t size;
    place.text = const_cast<char *>(PyUnicode_AsUTF8AndSize(value, &size));
    if (!place.text)
      throw py::error_already_set();
    place.size = size;
  } else if (type == &PyTuple_Type) {
    codes.push_back(code(CodeTuple, PyTuple_GET_SIZE(value)));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(value); ++i)
      describe(PyTuple_GET_ITEM(value, i), false);
  } else if (type == &PyList_Type) {
    describeList(value);
  } else if (int dtype = dtypeOfScalar(value); dtype >= 0) {
    codes.push_back(code(CodeScalar, dtype));
    PyArray_ScalarAsCtype(value, push(value).bytes);
  } else if (isGenerator(value)) {
    codes.push_back(CodeGenerator);
    generators.push_back({rngOf(value), value});
    push(value).generator = generators.back().first;
  } else if (PyDict_CheckExact(value)) {
    codes.push_back(code(CodeDict, PyDict_GET_SIZE(value)));
    PyObject *key, *item;
    for (Py_ssize_t at = 0; PyDict_Next(value, &at, &key, &item);) {
      if (!PyUnicode_CheckExact(key))
        throw Unsupported{"a dict with keys other than str"};
      codes.push_back(uint64_t(PyObject_Hash(key)));
      constants.push_back(key);
      describe(item, false);
    }
  } else if (PyObject *function = functionOf(value)) {
    describeFunction(function);
  } else if (value == Py_Ellipsis) {
    codes.push_back(CodeEllipsis);
  } else if (PySlice_Check(value)) {
    auto *slice = reinterpret_cast<PySliceObject *>(value);
    codes.push_back(CodeSlice);
    for (PyObject *part : {slice->start, slice->stop, slice->step})
      describe(part, false);
  } else if (type == &PyRange_Type) {
    codes.push_back(CodeRange);
    for (const char *part : {"start", "stop", "step"}) {
      py::object number = py::reinterpret_steal<py::object>(PyObject_GetAttrString(value, part));
      describe(number.ptr(), false);
      owners.back() = value;
    }
  } else if (PyArray_DescrCheck(value)) {
    int dtype = dtypeOf(reinterpret_cast<PyArray_Descr *>(value)->type_num);
    if (dtype < 0)
      throw Unsupported{"the dtype " + std::string(py::str(py::handle(value)))};
    codes.push_back(code(CodeDtype, dtype));
  } else {
    // A module, a NumPy function, a class: by identity.
    codes.push_back(CodeObject);
    codes.push_back(reinterpret_cast<uint64_t>(value));
    constants.push_back(value);
  }
}

void Arguments::describeFunction(PyObject *function) {
  for (PyObject *outer : inside)
    if (outer == function)
      return codes.push_back(CodeSelf);
  codes.push_back(CodeFunction);
  codes.push_back(reinterpret_cast<uint64_t>(PyFunction_GET_CODE(function)));
  codes.push_back(reinterpret_cast<uint64_t>(PyFunction_GET_GLOBALS(function)));
  constants.push_back(PyFunction_GET_CODE(function));
  inside.push_back(function);
  for (PyObject *value : defaultsOf(function))
    describe(value, false);
  for (Py_ssize_t i = 0; i < cellCount(function); ++i)
    describe(cellContents(function, i), false);
  inside.pop_back();
}

static bool isNumberOrText(PyObject *value) {
  PyTypeObject *type = Py_TYPE(value);
  return type == &PyFloat_Type || type == &PyLong_Type || type == &PyBool_Type || type == &PyComplex_Type || type == &PyUnicode_Type;
}

// A value inside of a list; false: lists of such values have a static length.
bool Arguments::listItem(PyObject *item, np_value &value, std::vector<uint64_t> &itemCodes) {
  if (PyList_CheckExact(item)) {
    itemCodes.push_back(CodeGrowing);
    items.emplace_back(PyList_GET_SIZE(item));
    std::vector<np_value> &inner = items.back();
    if (inner.empty())
      return false;
    for (size_t i = 0; i < inner.size(); ++i) {
      std::vector<uint64_t> own;
      if (!listItem(PyList_GET_ITEM(item, i), inner[i], own))
        return false;
      if (i == 0)
        itemCodes.insert(itemCodes.end(), own.begin(), own.end());
      else if (!std::equal(own.begin(), own.end(), itemCodes.end() - own.size(), itemCodes.end()))
        return false;
    }
    value.items = inner.data();
    value.count = inner.size();
    return true;
  }
  if (!isNumberOrText(item))
    return false;
  Mark before = mark();
  describe(item, false);
  itemCodes.assign(codes.begin() + before.codes, codes.end());
  value = values.back();
  reset(before);
  return true;
}

void Arguments::describeList(PyObject *list) {
  np_value value = {};
  std::vector<uint64_t> own;
  size_t kept = items.size();
  if (listItem(list, value, own)) {
    codes.insert(codes.end(), own.begin(), own.end());
    lists.push_back({values.size(), list});
    push(list) = value;
    return;
  }
  items.resize(kept);
  codes.push_back(code(CodeItems, PyList_GET_SIZE(list)));
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); ++i)
    describe(PyList_GET_ITEM(list, i), false);
}

static void boundsOf(PyArrayObject *array, const char *&low, const char *&high) {
  low = high = PyArray_BYTES(array);
  for (int axis = 0; axis < PyArray_NDIM(array); ++axis) {
    npy_intp reach = PyArray_STRIDE(array, axis) * (PyArray_DIM(array, axis) - 1);
    (reach < 0 ? low : high) += reach;
  }
  high += PyArray_ITEMSIZE(array);
}

void Arguments::describeArray(PyArrayObject *array, bool top) {
  PyObject *object = reinterpret_cast<PyObject *>(array);
  if (!PyArray_CheckExact(array))
    throw Unsupported{"an array of type " + typeOf(object), "pass np.asarray(x)"};
  int dtype = dtypeOf(PyArray_TYPE(array)), rank = PyArray_NDIM(array);
  if (dtype < 0)
    throw Unsupported{"an array of dtype " + std::string(py::str(py::handle(reinterpret_cast<PyObject *>(PyArray_DESCR(array)))))};
  if (!PyArray_ISNOTSWAPPED(array))
    throw Unsupported{"an array in the other byte order", "pass x.astype(x.dtype.newbyteorder('='))"};
  if (top)
    for (const Array &other : arrays)
      if (other.object == array && other.top) {
        codes.push_back(code(CodeSame, &other - arrays.data()));
        seen.push_back({size_t(&other - arrays.data()), true});
        return;
      }
  bool readOnly = !PyArray_ISWRITEABLE(array);
  codes.push_back(code(CodeArray, dtype | rank << 8 | readOnly << 16));
  // Elements must stand where C++ lets them stand.
  npy_intp size = PyArray_ITEMSIZE(array);
  bool aligned = PyArray_ISALIGNED(array);
  for (int axis = 0; axis < rank; ++axis)
    aligned &= PyArray_DIM(array, axis) <= 1 || PyArray_STRIDE(array, axis) % size == 0;
  Array entry{array, array, nullptr, nullptr, nullptr, top};
  boundsOf(array, entry.low, entry.high);
  bool empty = PyArray_SIZE(array) == 0;
  if (!empty)
    for (const Array &other : arrays)
      if (other.low < entry.high && entry.low < other.high && PyArray_SIZE(other.object)) {
        if (!aligned || other.seen != other.object)
          throw Unsupported{"an array with unaligned elements that overlaps another argument", "pass a copy of it"};
        codes.push_back(code(CodeShares, &other - arrays.data()));
      }
  if (!aligned) {
    entry.seen = reinterpret_cast<PyArrayObject *>(PyArray_NewCopy(array, NPY_KEEPORDER));
    if (!entry.seen)
      throw py::error_already_set();
    hasCopies = true;
  }
  np_value &value = push(object);
  value.data = PyArray_DATA(entry.seen);
  value.shape = room(2 * rank);
  value.strides = value.shape + rank;
  for (int axis = 0; axis < rank; ++axis) {
    value.shape[axis] = PyArray_DIM(entry.seen, axis);
    value.strides[axis] = PyArray_DIM(entry.seen, axis) <= 1 && PyArray_STRIDE(entry.seen, axis) % size
                              ? 1 : PyArray_STRIDE(entry.seen, axis) / size;
  }
  // Arrays that overlap have one buffer: what a device holds of it must not go stale behind the other's back.
  for (const Array &other : arrays)
    if (!empty && !entry.buffer && other.low < entry.high && entry.low < other.high && PyArray_SIZE(other.object) &&
        other.buffer->read_only == int(readOnly)) {
      char *end = std::max(static_cast<char *>(other.buffer->host) + other.buffer->bytes, const_cast<char *>(entry.high));
      entry.buffer = other.buffer;
      entry.buffer->host = std::min(static_cast<char *>(entry.buffer->host), const_cast<char *>(entry.low));
      entry.buffer->bytes = end - static_cast<char *>(entry.buffer->host);
      ++entry.buffer->references;
    }
  if (!entry.buffer) {
    const char *first = aligned ? entry.low : PyArray_BYTES(entry.seen);
    entry.buffer = np_buffer_borrow(const_cast<char *>(first), empty ? 0 : entry.high - entry.low, nullptr, nullptr);
    entry.buffer->read_only = readOnly;
  }
  value.buffer = entry.buffer;
  seen.push_back({arrays.size(), false});
  arrays.push_back(entry);
}

//===--- Kinds ----------------------------------------------------------------------------------------------------===//

std::string Arguments::kind(PyObject *value, Files &where) {
  files = &where;
  seenNext = 0;
  return kindOf(value);
}
std::string Arguments::kindOfEntry(PyObject *function, Files &where) {
  files = &where;
  seenNext = 0;
  return kindOfFunction(function, true);
}

std::string Arguments::kindOfArray(PyArrayObject *array) {
  auto [number, same] = seen[seenNext++]; // as the walk for the value met it
  if (same)
    return "same " + std::to_string(number);
  const Array &self = arrays[number];
  std::string others;
  int count = 0;
  if (PyArray_SIZE(array))
    for (size_t i = 0; i < number; ++i)
      if (arrays[i].low < self.high && self.low < arrays[i].high && PyArray_SIZE(arrays[i].object))
        others += " " + std::to_string(i), ++count;
  std::string text = std::string(PyArray_ISWRITEABLE(array) ? "array " : "readonly ") + std::to_string(number) + " " +
                     dtypeName(dtypeOf(PyArray_TYPE(array))) + " " + std::to_string(PyArray_NDIM(array));
  return count ? "shares " + std::to_string(count) + others + " " + text : text;
}

std::string Arguments::elementKind(PyObject *list) {
  PyObject *first = PyList_GET_ITEM(list, 0);
  if (PyList_CheckExact(first))
    return "growing " + elementKind(first);
  std::string kind = kindOf(first);
  if (kind.rfind("const ", 0) == 0) // elements are not constants
    kind = kind.substr(6, kind.find(' ', 6) - 6);
  return kind;
}

static const char *hex(double value, char (&buffer)[64]) {
  std::snprintf(buffer, sizeof buffer, "%a", value);
  return buffer;
}

std::string Arguments::kindOf(PyObject *value) {
  PyTypeObject *type = Py_TYPE(value);
  char buffer[64];
  if (PyArray_Check(value))
    return kindOfArray(reinterpret_cast<PyArrayObject *>(value));
  if (type == &PyFloat_Type)
    return std::string("const float ") + hex(PyFloat_AS_DOUBLE(value), buffer);
  if (type == &PyLong_Type) {
    int overflow;
    long long number = PyLong_AsLongLongAndOverflow(value, &overflow);
    return overflow ? "wide" : "const int " + std::to_string(number);
  }
  if (type == &PyBool_Type)
    return value == Py_True ? "const bool 1" : "const bool 0";
  if (value == Py_None)
    return "none";
  if (type == &PyComplex_Type)
    return "complex";
  if (type == &PyUnicode_Type)
    return "const str " + quoted(value);
  auto all = [&](const char *what, Py_ssize_t count, auto item) {
    std::string text = std::string(what) + " " + std::to_string(count);
    for (Py_ssize_t i = 0; i < count; ++i)
      text += " " + kindOf(item(i));
    return text;
  };
  if (type == &PyTuple_Type)
    return all("tuple", PyTuple_GET_SIZE(value), [&](Py_ssize_t i) { return PyTuple_GET_ITEM(value, i); });
  if (type == &PyList_Type) {
    np_value ignored;
    std::vector<uint64_t> own;
    size_t kept = items.size();
    bool grows = listItem(value, ignored, own);
    items.resize(kept);
    if (grows)
      return "growing " + elementKind(value);
    return all("items", PyList_GET_SIZE(value), [&](Py_ssize_t i) { return PyList_GET_ITEM(value, i); });
  }
  if (int dtype = dtypeOfScalar(value); dtype >= 0)
    return std::string("scalar ") + dtypeName(dtype);
  if (PyDict_CheckExact(value)) {
    std::string text = "dict " + std::to_string(PyDict_GET_SIZE(value));
    PyObject *key, *item;
    for (Py_ssize_t at = 0; PyDict_Next(value, &at, &key, &item);)
      text += " " + quoted(key) + " " + kindOf(item);
    return text;
  }
  if (PyObject *function = functionOf(value))
    return kindOfFunction(function, false);
  if (isGenerator(value))
    return "generator";
  if (value == Py_Ellipsis)
    return "ellipsis";
  if (PySlice_Check(value)) {
    auto *slice = reinterpret_cast<PySliceObject *>(value);
    return "slice " + kindOf(slice->start) + " " + kindOf(slice->stop) + " " + kindOf(slice->step);
  }
  if (type == &PyRange_Type)
    return "range int int int";
  if (PyArray_DescrCheck(value))
    return std::string("dtype ") + dtypeName(dtypeOf(reinterpret_cast<PyArray_Descr *>(value)->type_num));
  py::object named = statics()(py::handle(value));
  if (!named.is_none())
    return py::cast<std::string>(named);
  if (PyModule_Check(value))
    if (py::object file = py::getattr(value, "__file__", py::none()); !file.is_none())
      return "file " + quoted(files->id(PyModule_GetDict(value), py::cast<std::string>(file)));
  throw Unsupported{"a value of type " + typeOf(value)};
}

std::string Arguments::kindOfFunction(PyObject *function, bool isEntry) {
  for (PyObject *outer : inside)
    if (outer == function)
      return "self";
  auto [file, line, column, name] = py::cast<std::tuple<std::string, int, int, std::string>>(
      py::module_::import("np2gpu._names").attr("place_of")(py::handle(function)));
  files->functions.push_back({name, file});
  std::string text = "function " + quoted(files->id(PyFunction_GET_GLOBALS(function), file)) + " " + std::to_string(line) +
                     " " + std::to_string(column) + " " + quoted(name);
  inside.push_back(function);
  std::vector<PyObject *> defaults;
  if (!isEntry) // whose parameters are all given
    defaults = defaultsOf(function);
  text += " " + std::to_string(defaults.size());
  for (PyObject *value : defaults)
    text += " " + kindOf(value);
  int count = 0;
  std::string captured;
  py::tuple names = py::reinterpret_steal<py::tuple>(
      PyObject_GetAttrString(PyFunction_GET_CODE(function), "co_freevars"));
  for (Py_ssize_t i = 0; i < cellCount(function); ++i) {
    std::string kind = kindOf(cellContents(function, i));
    if (kind == "self") // found by its name
      continue;
    captured += " " + quoted(py::object(names[i]).ptr()) + " " + kind;
    ++count;
  }
  inside.pop_back();
  return text + " " + std::to_string(count) + captured;
}

//===--- After the call -------------------------------------------------------------------------------------------===//

PyObject *Arguments::ownerOf(const np_buffer *buffer, const void *data) const {
  const Array *owner = nullptr;
  for (const Array &array : arrays)
    if (array.buffer == buffer && (!owner || (array.low <= data && data < array.high)))
      owner = &array;
  return owner ? reinterpret_cast<PyObject *>(owner->seen) : nullptr;
}

PyObject *Arguments::ownerOf(const np_rng *rng) const {
  for (auto &[each, object] : generators)
    if (each == rng)
      return object;
  return nullptr;
}

static py::object elementOf(const np_value &value, uint64_t kind, const uint64_t *more) {
  switch (kind) {
  case CodeFloat: return py::float_(value.number[0]);
  case CodeInt: return py::int_(value.integer);
  case CodeBool: return py::bool_(value.bytes[0]);
  case CodeComplex: return py::reinterpret_steal<py::object>(PyComplex_FromDoubles(value.number[0], value.number[1]));
  case CodeStr: return py::reinterpret_steal<py::object>(PyUnicode_DecodeUTF8(value.text, value.size, "surrogatepass"));
  case CodeGrowing: {
    py::list list(value.count);
    for (np_i64 i = 0; i < value.count; ++i)
      list[i] = elementOf(value.items[i], more[0], more + 1);
    return list;
  }
  default: return py::none();
  }
}

static void freeElements(np_value &value, uint64_t kind, const uint64_t *more) {
  if (kind == CodeStr)
    np_deallocate(value.text);
  if (kind != CodeGrowing)
    return;
  for (np_i64 i = 0; i < value.count; ++i)
    freeElements(value.items[i], more[0], more + 1);
  np_deallocate(value.items);
}

void Arguments::finish() {
  for (Array &array : arrays)
    if (array.seen != array.object && PyArray_ISWRITEABLE(array.object) && PyArray_CopyInto(array.object, array.seen))
      throw py::error_already_set();
  for (auto &[rng, object] : generators)
    returnState(rng, object);
  for (auto &[number, list] : lists) {
    // The value is what np::give put there: all elements, as they are now.
    np_value value = values[number];
    std::vector<uint64_t> own;
    np_value before;
    size_t kept = items.size();
    listItem(list, before, own);
    py::object now = elementOf(value, own[0], own.data() + 1);
    freeElements(value, own[0], own.data() + 1);
    items.resize(kept);
    int same = PyObject_RichCompareBool(now.ptr(), list, Py_EQ);
    if (same < 0 || (!same && PyList_SetSlice(list, 0, PyList_GET_SIZE(list), now.ptr())))
      throw py::error_already_set();
  }
}
