// The files whose functions a compilation meets.
#include "Native.h"

using namespace np2gpu;

std::string Files::id(PyObject *globals, const std::string &name) {
  auto idOf = [](size_t number) { return number ? "m" + std::to_string(number) : std::string("__main__"); };
  for (size_t i = 0; i < files.size(); ++i)
    if (files[i].globals.ptr() == globals && files[i].name == name)
      return idOf(i);
  py::object text = py::module_::import("np2gpu._names").attr("source_of")(name, py::handle(globals));
  if (text.is_none())
    throw Unsupported{"a function without source text ('" + name + "')", "write it into a file"};
  files.push_back({py::reinterpret_borrow<py::object>(globals), name, py::cast<std::string>(text)});
  return idOf(files.size() - 1);
}

Files::File *Files::find(const std::string &id) {
  size_t number = id == "__main__" ? 0 : std::strtoul(id.c_str() + 1, nullptr, 10);
  return number < files.size() ? &files[number] : nullptr;
}
