// Calls of a jitted function.
#include "Function.h"
#include <cstring>

using namespace np2gpu;

Function::Function(py::function given) : function(std::move(given)) {
  auto *code = reinterpret_cast<PyCodeObject *>(PyFunction_GET_CODE(function.ptr()));
  names = py::reinterpret_steal<py::tuple>(PyObject_GetAttrString(reinterpret_cast<PyObject *>(code), "co_varnames"));
  positional = code->co_argcount;
  positionalOnly = code->co_posonlyargcount;
  keywordOnly = code->co_kwonlyargcount;
  hasVarArgs = code->co_flags & CO_VARARGS;
  hasKwArgs = code->co_flags & CO_VARKEYWORDS;
}

//===--- Parameters -----------------------------------------------------------------------------------------------===//

// One value a parameter, in the compiler's order: positional, keyword-only, *args, **kwargs. False: Python would
// raise a TypeError.
bool Function::bind(PyObject *arguments, PyObject *keywords, std::vector<PyObject *> &bound, std::vector<py::object> &made) {
  Py_ssize_t given = PyTuple_GET_SIZE(arguments), fixed = positional + keywordOnly;
  bound.assign(fixed, nullptr);
  for (Py_ssize_t i = 0; i < given && i < positional; ++i)
    bound[i] = PyTuple_GET_ITEM(arguments, i);
  if (given > positional && !hasVarArgs)
    return false;
  py::object rest = hasKwArgs ? py::object(py::dict()) : py::none();
  if (keywords && PyDict_GET_SIZE(keywords)) {
    PyObject *key, *value;
    for (Py_ssize_t at = 0; PyDict_Next(keywords, &at, &key, &value);) {
      Py_ssize_t number = -1;
      for (Py_ssize_t i = positionalOnly; i < fixed && number < 0; ++i)
        if (PyTuple_GET_ITEM(names.ptr(), i) == key || PyUnicode_Compare(PyTuple_GET_ITEM(names.ptr(), i), key) == 0)
          number = i;
      if (number >= 0 && bound[number])
        return false;
      if (number >= 0)
        bound[number] = value;
      else if (hasKwArgs)
        PyDict_SetItem(rest.ptr(), key, value);
      else
        return false;
    }
  }
  if (PyObject *defaults = PyFunction_GET_DEFAULTS(function.ptr()))
    for (Py_ssize_t count = PyTuple_GET_SIZE(defaults), i = 0; i < count; ++i)
      if (PyObject *&value = bound[positional - count + i]; !value)
        value = PyTuple_GET_ITEM(defaults, i);
  PyObject *keywordDefaults = PyFunction_GET_KW_DEFAULTS(function.ptr());
  for (Py_ssize_t i = positional; i < fixed && keywordDefaults; ++i)
    if (!bound[i])
      bound[i] = PyDict_GetItem(keywordDefaults, PyTuple_GET_ITEM(names.ptr(), i));
  for (PyObject *value : bound)
    if (!value)
      return false;
  if (hasVarArgs) {
    made.push_back(py::reinterpret_steal<py::object>(PyTuple_GetSlice(arguments, positional, given)));
    bound.push_back(made.back().ptr());
  }
  if (hasKwArgs) {
    made.push_back(rest);
    bound.push_back(rest.ptr());
  }
  return true;
}

void Function::raiseMismatch(PyObject *arguments, PyObject *keywords) {
  // A function with the same parameters and no body says what is wrong, in Python's words.
  py::object given = py::reinterpret_borrow<py::object>(arguments);
  py::dict named = keywords ? py::reinterpret_borrow<py::dict>(keywords) : py::dict();
  py::module_::import("np2gpu._names").attr("check_call")(function, *given, **named);
  throw py::type_error("the arguments do not fit the parameters");
}

//===--- Specialisations ------------------------------------------------------------------------------------------===//

static bool isSameConstant(PyObject *kept, PyObject *now) {
  if (kept == now)
    return true;
  if (PyFloat_CheckExact(kept) && PyFloat_CheckExact(now)) { // -0.0, nan
    double a = PyFloat_AS_DOUBLE(kept), b = PyFloat_AS_DOUBLE(now);
    return std::memcmp(&a, &b, sizeof a) == 0;
  }
  int same = PyObject_RichCompareBool(kept, now, Py_EQ);
  if (same < 0)
    PyErr_Clear();
  return same > 0;
}

py::object np2gpu::capturedBy(const py::function &function) {
  py::list values;
  if (PyObject *closure = PyFunction_GET_CLOSURE(function.ptr()))
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(closure); ++i)
      values.append(py::handle(PyCell_GET(PyTuple_GET_ITEM(closure, i))));
  return py::tuple(values);
}

bool Function::matches(const Specialization &candidate, Arguments &arguments, const std::vector<PyObject *> &bound) {
  if (candidate.parameterCodes != arguments.codes.size() ||
      !std::equal(arguments.codes.begin(), arguments.codes.end(), candidate.codes.begin()))
    return false;
  Arguments::Mark before = arguments.mark();
  std::vector<PyObject *> values;
  for (const Specialization::Global &global : candidate.globals) {
    PyObject *value = PyDict_GetItem(global.dict.ptr(), global.name.ptr());
    if (!value)
      return arguments.reset(before), false;
    values.push_back(value);
    try {
      arguments.addGlobal(value);
    } catch (Unsupported &) {
      return arguments.reset(before), false;
    }
  }
  bool same = arguments.codes == candidate.codes;
  for (const Specialization::Global &global : candidate.absent)
    same = same && !PyDict_GetItem(global.dict.ptr(), global.name.ptr());
  for (auto &[number, kept] : candidate.constants) {
    if (!same)
      break;
    if (number == Specialization::captured)
      same = isSameConstant(kept.ptr(), capturedBy(function).ptr());
    else
      same = isSameConstant(kept.ptr(), number >= Specialization::firstGlobal ? values[number - Specialization::firstGlobal] : bound[number]);
  }
  if (!same)
    arguments.reset(before);
  return same;
}

Specialization *Function::find(Arguments &arguments, const std::vector<PyObject *> &bound) {
  for (size_t i = all.size(); i-- > 0;) // the newest first
    if (matches(*all[i], arguments, bound))
      return all[i].get();
  return nullptr;
}

//===--- Calls ----------------------------------------------------------------------------------------------------===//

[[noreturn]] void np2gpu::raiseCompileError(const std::string &text, const std::string &message, const std::string &file, int line, int column) {
  py::object type = py::module_::import("np2gpu._errors").attr("CompileError");
  py::object error = type(text, message, file, line, column);
  PyErr_SetObject(type.ptr(), error.ptr());
  throw py::error_already_set();
}

namespace {
// The memory of a call's arguments is the next call's. A stack, since a stream's write() may call a function too.
class BorrowedArguments {
public:
  BorrowedArguments() {
    if (pool.empty())
      arguments = std::make_unique<Arguments>();
    else
      arguments = std::move(pool.back()), pool.pop_back();
  }
  ~BorrowedArguments() {
    arguments->clear();
    pool.push_back(std::move(arguments));
  }
  Arguments &operator*() { return *arguments; }

private:
  static thread_local std::vector<std::unique_ptr<Arguments>> pool;
  std::unique_ptr<Arguments> arguments;
};
thread_local std::vector<std::unique_ptr<Arguments>> BorrowedArguments::pool;

// Room for results: small calls stay off the heap.
struct Places {
  np_value few[8];
  np_i64 fewExtents[32];
  std::unique_ptr<np_value[]> many;
  std::unique_ptr<np_i64[]> manyExtents;
  np_value *values = few;
  np_i64 *extents = fewExtents;
  Places(size_t count, size_t extentCount) {
    if (count > 8)
      many = std::make_unique<np_value[]>(count), values = many.get();
    if (extentCount > 32)
      manyExtents = std::make_unique<np_i64[]>(extentCount), extents = manyExtents.get();
    std::memset(static_cast<void *>(values), 0, (count ? count : 1) * sizeof(np_value));
  }
};
} // namespace

py::object Function::call(PyObject *given, PyObject *keywords) {
  std::vector<PyObject *> bound;
  std::vector<py::object> made;
  if (!bind(given, keywords, bound, made))
    raiseMismatch(given, keywords);
  BorrowedArguments borrowed;
  Arguments &arguments = *borrowed;
  Py_ssize_t number = -1;
  try {
    arguments.addFunction(function.ptr());
    for (number = 0; number < Py_ssize_t(bound.size()); ++number)
      arguments.add(bound[number]);
  } catch (Unsupported &problem) {
    std::string what = (number < 0 ? std::string("a captured variable") : "argument '" + parameterName(number) + "'") + ": " +
                       problem.what + " is not supported";
    auto *code = reinterpret_cast<PyCodeObject *>(PyFunction_GET_CODE(function.ptr()));
    std::string file = py::cast<std::string>(py::handle(code->co_filename));
    std::string text = file + ":" + std::to_string(code->co_firstlineno) + ": error: " + what;
    if (!problem.hint.empty())
      text += "\n    hint: " + problem.hint;
    raiseCompileError(text, what, file, code->co_firstlineno, 0);
  }
  Specialization *code = find(arguments, bound);
  if (!code)
    code = compile(arguments, bound);
  return run(*code, arguments);
}

py::object Function::run(const Specialization &code, Arguments &arguments) {
  Places places(code.resultValues, code.resultExtents);
  np_value *next = places.values;
  np_i64 *room = places.extents;
  for (const ResultKind &kind : code.results)
    kind.prepare(next, room);
  np_failure failure = {};
  int status;
  PyThreadState *thread = PyEval_SaveThread();
  status = code.entry(arguments.values.data(), places.values, &failure);
  PyEval_RestoreThread(thread);
  bool finished = finishCall();
  if (!finished && status == NP_OK) { // a warning or a closed stream became an exception
    py::error_already_set error;
    next = places.values;
    for (const ResultKind &kind : code.results)
      kind.drop(next);
    arguments.finish();
    throw error;
  }
  if (!finished)
    PyErr_Clear();
  arguments.finish();
  if (status != NP_OK) {
    raiseFailure(status, failure, code.files, reinterpret_cast<PyCodeObject *>(PyFunction_GET_CODE(function.ptr()))->co_firstlineno);
    throw py::error_already_set();
  }
  next = places.values;
  py::object result = code.results[0].build(next, arguments);
  for (size_t i = 1; i < code.results.size(); ++i) {
    const Specialization::Global &global = code.assigned[i - 1];
    global.dict[global.name] = code.results[i].build(next, arguments);
  }
  return result;
}

std::string Function::parameterName(Py_ssize_t number) const { return py::cast<std::string>(py::object(names[number])); }

//===--- Looking in -----------------------------------------------------------------------------------------------===//

py::object Function::inspect(const std::string &stage, int number) const {
  if (all.empty())
    throw py::value_error("nothing was compiled yet: call the function first");
  if (number < 0)
    number += int(all.size());
  if (number < 0 || number >= int(all.size()))
    throw py::index_error("there are " + std::to_string(all.size()) + " specializations");
  const char *text = np2gpu_text(all[number]->compiled, stage.c_str());
  if (!text)
    throw py::value_error("unknown stage '" + stage + "': 'np', 'kernel' or 'cuda'");
  return py::str(text);
}

py::list Function::specializations() const {
  py::list list;
  for (auto &each : all)
    list.append(each->text);
  return list;
}
