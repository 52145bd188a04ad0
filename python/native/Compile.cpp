// One more specialisation: the kinds of what was passed go to the compiler, which asks for globals as it meets them.
#include "Function.h"
#include <pybind11/stl.h>

using namespace np2gpu;

namespace {

// The running program, as the compiler's callbacks see it.
struct Context {
  Arguments &arguments;
  Files &files;
  std::deque<std::string> texts; // that the compiler was given
  struct Answer {
    std::string module, name;
    py::object dict, value; // no value: there is none
    const char *kind;
  };
  std::deque<Answer> answers;

  const char *keep(std::string text) { return texts.emplace_back(std::move(text)).c_str(); }

  const char *global(const char *module, const char *name) {
    for (Answer &answer : answers)
      if (answer.module == module && answer.name == name)
        return answer.kind;
    Files::File *file = files.find(module);
    py::object value;
    if (PyObject *found = PyDict_GetItemString(file->globals.ptr(), name))
      value = py::reinterpret_borrow<py::object>(found);
    answers.push_back({module, name, file->globals, value, nullptr});
    Answer &answer = answers.back();
    if (!value)
      return nullptr;
    try {
      arguments.addGlobal(value.ptr());
      answer.kind = keep(arguments.kind(value.ptr(), files));
    } catch (Unsupported &problem) {
      answer.kind = keep("unsupported " + problem.what);
    }
    return answer.kind;
  }
};

const char *globalOf(void *context, const char *module, const char *name) {
  py::gil_scoped_acquire gil;
  try {
    return static_cast<Context *>(context)->global(module, name);
  } catch (py::error_already_set &error) {
    return static_cast<Context *>(context)->keep("unsupported a value that cannot be read (" + std::string(error.what()) + ")");
  }
}

int sourceOf(void *context, const char *id, const char **name, const char **text) {
  Files::File *file = static_cast<Context *>(context)->files.find(id);
  if (!file)
    return 1;
  *name = file->name.c_str();
  *text = file->text.c_str();
  return 0;
}

// A kind for people: "float64[:, :]".
std::string readable(const std::string &kind) {
  auto words = py::cast<std::vector<std::string>>(py::str(kind).attr("split")(" "));
  size_t first = words[0] == "const" ? 1 : words[0] == "shares" ? 2 + std::stoul(words[1]) : 0;
  const std::string &what = words[first];
  if (what == "scalar")
    return "numpy." + words[first + 1];
  if (what != "array" && what != "readonly")
    return what;
  std::string axes;
  for (int axis = 0; axis < std::stoi(words[first + 3]); ++axis)
    axes += axis ? ", :" : ":";
  return words[first + 2] + "[" + axes + "]";
}

} // namespace

Specialization *Function::compile(Arguments &arguments, const std::vector<PyObject *> &bound) {
  auto code = std::make_unique<Specialization>();
  Arguments::Mark parameters = arguments.mark();
  code->parameterCodes = parameters.codes;
  Context context{arguments, code->files, {}, {}};
  std::vector<std::string> kinds;
  std::string own;
  // The kinds are told in a walk like the one that gave the values.
  Arguments again;
  int number = -1;
  try {
    again.addFunction(function.ptr());
    own = again.kindOfEntry(function.ptr(), code->files);
    for (number = 0; number < int(bound.size()); ++number) {
      again.add(bound[number]);
      kinds.push_back(parameterName(number));
      kinds.push_back(again.kind(bound[number], code->files));
      code->text += (number ? ", " : "") + kinds[2 * number] + ": " + readable(kinds.back());
    }
  } catch (Unsupported &problem) {
    std::string what = (number < 0 ? "" : "argument '" + parameterName(number) + "': ") + problem.what + " is not supported";
    raiseCompileError(what + (problem.hint.empty() ? "" : "\n    hint: " + problem.hint), what, "", 0, 0);
  }
  std::vector<const char *> texts;
  for (const std::string &text : kinds)
    texts.push_back(text.c_str());
  np2gpu_request request = {own.c_str(), texts.data(), int(bound.size()), &context, globalOf, sourceOf};
  np2gpu_problem problem = {};
  {
    py::gil_scoped_release release;
    code->compiled = np2gpu_compile(&request, &problem);
  }
  arguments.reset(parameters);
  if (!code->compiled) {
    std::string text = problem.text, message = problem.message, file = problem.file;
    np2gpu_problem_free(&problem);
    raiseCompileError(text, message, file, problem.line, problem.column);
  }
  code->entry = np2gpu_entry(code->compiled);

  np2gpu_slot slot;
  for (int i = 0; np2gpu_argument(code->compiled, i, &slot); ++i) {
    std::string module = slot.module, name = slot.name;
    if (module.empty()) {
      if (!slot.constant)
        continue;
      if (i == 0)
        code->constants.push_back({Specialization::captured, capturedBy(function)});
      for (size_t k = 0; i > 0 && k < bound.size(); ++k)
        if (parameterName(k) == name)
          code->constants.push_back({int(k), py::reinterpret_borrow<py::object>(bound[k])});
      continue;
    }
    for (Context::Answer &answer : context.answers)
      if (answer.module == module && answer.name == name) {
        if (slot.constant)
          code->constants.push_back({Specialization::firstGlobal + int(code->globals.size()), answer.value});
        code->globals.push_back({answer.dict, py::str(name)});
        arguments.addGlobal(answer.value.ptr()); // as it was when the compiler asked
      }
  }
  for (Context::Answer &answer : context.answers)
    if (!answer.value)
      code->absent.push_back({answer.dict, py::str(answer.name)});
  code->codes = arguments.codes;
  for (PyObject *object : arguments.constants)
    code->alive.push_back(py::reinterpret_borrow<py::object>(object));
  for (int i = 0; const char *kind = np2gpu_result(code->compiled, i, &slot); ++i) {
    code->results.push_back(ResultKind::parse(kind));
    code->resultValues += code->results.back().values();
    code->resultExtents += code->results.back().extents();
    if (i)
      code->assigned.push_back({code->files.find(slot.module)->globals, py::str(slot.name)});
  }
  all.push_back(std::move(code));
  return all.back().get();
}
