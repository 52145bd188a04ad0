// Values as Python objects.
#include "Native.h"
#include <cstring>
#include <functional>

using namespace np2gpu;

//===--- The kind -------------------------------------------------------------------------------------------------===//

static std::string word(const char *&text) {
  const char *end = text;
  while (*end && *end != ' ')
    ++end;
  std::string result(text, end);
  text = *end ? end + 1 : end;
  return result;
}

ResultKind ResultKind::parse(const char *&text) {
  static const std::pair<const char *, What> names[] = {
      {"none", None},     {"ellipsis", Ellipsis}, {"bool", Bool},     {"int", Int},     {"wide", Wide},     {"float", Float},
      {"complex", Complex}, {"str", Str},         {"generator", Generator}, {"scalar", Scalar}, {"array", Array},
      {"argument", Argument}, {"tuple", Tuple},   {"items", Items},   {"set", Set},     {"range", Range},   {"slice", Slice},
      {"either", Either}, {"growing", Growing},   {"dict", Dict},     {"dtype", Dtype}, {"scalartype", ScalarType}};
  std::string what = word(text);
  if (what == "whole") {
    size_t argument = std::stoul(word(text));
    ResultKind kind = parse(text);
    kind.isWhole = true;
    kind.argument = argument;
    return kind;
  }
  ResultKind kind;
  for (auto [name, each] : names)
    if (what == name)
      kind.what = each;
  size_t count = 0;
  switch (kind.what) {
  case Scalar: case Dtype: case ScalarType:
    kind.dtype = dtypeOfName(word(text));
    break;
  case Array:
    word(text); // its number
    kind.dtype = dtypeOfName(word(text));
    kind.rank = std::stoi(word(text));
    break;
  case Argument:
    kind.argument = std::stoul(word(text));
    break;
  case Tuple: case Items: case Set: case Either: case Dict:
    count = std::stoul(word(text));
    break;
  case Range: case Slice:
    count = 3;
    break;
  case Growing:
    count = 1;
    break;
  default:
    break;
  }
  for (size_t i = 0; i < count; ++i) {
    if (kind.what == Dict) {
      size_t size = std::strtoul(text, const_cast<char **>(&text), 10);
      kind.keys.push_back(std::string(text + 1, size));
      text += size + 2;
    }
    kind.items.push_back(parse(text));
  }
  return kind;
}

size_t ResultKind::values() const {
  switch (what) {
  case None: case Ellipsis: case Argument: case Dtype: case ScalarType:
    return 0;
  case Tuple: case Items: case Set: case Range: case Slice: case Dict: case Either: {
    size_t sum = what == Either;
    for (const ResultKind &item : items)
      sum += item.values();
    return sum;
  }
  default:
    return 1;
  }
}

size_t ResultKind::extents() const {
  size_t sum = what == Array ? 2 * rank : 0;
  if (what != Growing)
    for (const ResultKind &item : items)
      sum += item.extents();
  return sum;
}

void ResultKind::prepare(np_value *&value, np_i64 *&room) const {
  if (what == Array) {
    value->shape = room, value->strides = room + rank;
    room += 2 * rank;
  }
  if (what == Growing || items.empty()) {
    value += values();
    return;
  }
  value += what == Either;
  for (const ResultKind &item : items)
    item.prepare(value, room);
}

//===--- Objects --------------------------------------------------------------------------------------------------===//

static py::object steal(PyObject *object) {
  if (!object)
    throw py::error_already_set();
  return py::reinterpret_steal<py::object>(object);
}

static void release(np_buffer *buffer) {
  if (buffer && --buffer->references == 0)
    np_buffer_free(buffer);
}

static py::object arrayOf(const np_value &value, int dtype, int rank, const Arguments &arguments) {
  npy_intp shape[NPY_MAXDIMS], strides[NPY_MAXDIMS];
  npy_intp size = np_element_size(dtype), elements = 1;
  bool rowMajor = true;
  for (int axis = rank - 1; axis >= 0; --axis) {
    shape[axis] = value.shape[axis], strides[axis] = value.strides[axis] * size;
    rowMajor &= shape[axis] == 1 || value.strides[axis] == elements;
    elements *= shape[axis];
  }
  PyArray_Descr *descr = PyArray_DescrFromType(typeNumberOf(dtype));
  PyObject *owner = arguments.ownerOf(value.buffer, value.data);
  // A small result that nothing else shows is NumPy's own.
  constexpr npy_intp small = 4096;
  if (!owner && value.buffer && value.buffer->references == 1 && elements * size <= small && (rowMajor || !elements)) {
    py::object own = steal(PyArray_NewFromDescr(&PyArray_Type, descr, rank, shape, nullptr, nullptr, 0, nullptr));
    std::memcpy(PyArray_DATA(reinterpret_cast<PyArrayObject *>(own.ptr())), value.data, elements * size);
    release(value.buffer);
    return own;
  }
  int flags = NPY_ARRAY_ALIGNED | (value.buffer && value.buffer->read_only ? 0 : NPY_ARRAY_WRITEABLE);
  py::object view = steal(PyArray_NewFromDescr(&PyArray_Type, descr, rank, shape, strides, value.data, flags, nullptr));
  PyObject *base;
  if (owner) {
    Py_INCREF(base = owner);
    release(value.buffer);
  } else {
    base = PyCapsule_New(value.buffer, nullptr, [](PyObject *capsule) {
      release(static_cast<np_buffer *>(PyCapsule_GetPointer(capsule, nullptr)));
    });
  }
  if (!base || PyArray_SetBaseObject(reinterpret_cast<PyArrayObject *>(view.ptr()), base))
    throw py::error_already_set();
  return view;
}

static py::object wide(const np_value &value) {
  py::object high = py::int_(static_cast<np_i64>(value.words[1])), low = py::int_(value.words[0]);
  return (high << py::int_(64)) | low;
}

py::object ResultKind::build(np_value *&value, const Arguments &arguments) const {
  auto next = [&]() -> np_value & { return *value++; };
  switch (what) {
  case None: return py::none();
  case Ellipsis: return py::ellipsis();
  case Bool: return py::bool_(next().bytes[0] != 0);
  case Int: return py::int_(next().integer);
  case Wide: return wide(next());
  case Float: return py::float_(next().number[0]);
  case Complex: {
    np_value &v = next();
    return steal(PyComplex_FromDoubles(v.number[0], v.number[1]));
  }
  case Str: {
    np_value &v = next();
    py::object text = steal(PyUnicode_DecodeUTF8(v.text, v.size, "surrogatepass"));
    np_deallocate(v.text);
    return text;
  }
  case Generator: {
    np_rng *rng = next().generator;
    PyObject *owner = arguments.ownerOf(rng);
    py::object made = owner ? py::reinterpret_borrow<py::object>(owner) : generatorObject(rng);
    np_rng_release(rng);
    return made;
  }
  case Scalar: {
    PyArray_Descr *descr = PyArray_DescrFromType(typeNumberOf(dtype));
    py::object scalar = steal(PyArray_Scalar(next().bytes, descr, nullptr));
    Py_DECREF(descr);
    return scalar;
  }
  case Array: {
    np_value &v = next();
    if (!isWhole)
      return arrayOf(v, dtype, rank, arguments);
    release(v.buffer);
    return py::reinterpret_borrow<py::object>(arguments.owner(argument));
  }
  case Argument: return py::reinterpret_borrow<py::object>(arguments.owner(argument));
  case Dtype: return steal(reinterpret_cast<PyObject *>(PyArray_DescrFromType(typeNumberOf(dtype))));
  case ScalarType: return py::module_::import("numpy").attr(dtypeName(dtype));
  case Tuple: {
    py::tuple tuple(items.size());
    for (size_t i = 0; i < items.size(); ++i)
      tuple[i] = items[i].build(value, arguments);
    return tuple;
  }
  case Items: {
    py::list list(items.size());
    for (size_t i = 0; i < items.size(); ++i)
      list[i] = items[i].build(value, arguments);
    return list;
  }
  case Set: {
    py::set set;
    for (const ResultKind &item : items)
      set.add(item.build(value, arguments));
    return set;
  }
  case Dict: {
    py::dict dict;
    for (size_t i = 0; i < items.size(); ++i)
      dict[py::str(keys[i])] = items[i].build(value, arguments);
    return dict;
  }
  case Range: case Slice: {
    py::object parts[3];
    for (int i = 0; i < 3; ++i)
      parts[i] = items[i].build(value, arguments);
    return py::module_::import("builtins").attr(what == Range ? "range" : "slice")(parts[0], parts[1], parts[2]);
  }
  case Either: {
    size_t chosen = next().integer;
    py::object result;
    for (size_t i = 0; i < items.size(); ++i)
      if (i == chosen)
        result = items[i].build(value, arguments);
      else
        items[i].drop(value);
    return result;
  }
  case Growing: {
    np_value &v = next();
    py::list list(v.count);
    for (np_i64 i = 0; i < v.count; ++i)
      list[i] = items[0].element(v.items[i], arguments);
    np_deallocate(v.items);
    return isWhole ? py::reinterpret_borrow<py::object>(arguments.owner(argument)) : py::object(list);
  }
  }
  return py::none();
}

// Inside of a list: one value, or a tuple of all that its kind has; extents are a block of their own.
py::object ResultKind::element(np_value &value, const Arguments &arguments) const {
  bool single = values() == 1;
  np_value *first = single ? &value : value.items, *at = first;
  py::object result = build(at, arguments);
  std::function<void(const ResultKind &, np_value *&)> freeExtents = [&](const ResultKind &kind, np_value *&each) {
    if (kind.what == Array)
      np_deallocate(each->shape);
    if (kind.what == Growing || kind.items.empty()) {
      each += kind.values();
      return;
    }
    each += kind.what == Either;
    for (const ResultKind &item : kind.items)
      freeExtents(item, each);
  };
  at = first;
  freeExtents(*this, at);
  if (!single)
    np_deallocate(value.items);
  return result;
}

void ResultKind::drop(np_value *&value) const {
  switch (what) {
  case Str:
    np_deallocate(value->text);
    break;
  case Generator:
    np_rng_release(value->generator);
    break;
  case Array:
    release(value->buffer);
    break;
  case Growing: // of the alternative that is not the one: empty
    np_deallocate(value->items);
    break;
  case Tuple: case Items: case Set: case Range: case Slice: case Dict: case Either:
    value += what == Either;
    for (const ResultKind &item : items)
      item.drop(value);
    return;
  default:
    break;
  }
  value += values();
}
