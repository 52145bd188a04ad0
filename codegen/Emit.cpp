#include "codegen/Emit.h"
#include "codegen/CxxType.h"
#include "codegen/HostFunction.h"
#include "codegen/Literal.h"
#include "codegen/OutOfSsa.h"
#include "ir/FunctionAttributes.h"

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::codegen;

// The script's own function is the first; it is called `script` in C++, where main is taken.
static py::FuncOp scriptOf(ModuleOp module) {
  for (auto function : module.getOps<py::FuncOp>())
    return function;
  return {};
}

// Callees before callers; `recursive` are those that are called before they stand in the text.
static void order(ModuleOp module, py::FuncOp function, SmallVectorImpl<py::FuncOp> &done, DenseSet<Operation *> &seen,
                  DenseSet<Operation *> &open, DenseSet<Operation *> &recursive) {
  if (!seen.insert(function).second)
    return;
  open.insert(function);
  function.walk([&](py::CallOp call) {
    auto callee = module.lookupSymbol<py::FuncOp>(call.getCallee());
    if (open.contains(callee))
      recursive.insert(callee);
    else
      order(module, callee, done, seen, open, recursive);
  });
  open.erase(function);
  done.push_back(function);
}

// What a traceback needs: the lines that may be quoted, the functions' names in Python.
static std::string functionTable(ModuleOp module, FileContext &file, ArrayRef<py::FuncOp> functions) {
  std::string text = "static const np::function_name functions[] = {";
  for (py::FuncOp function : functions) {
    auto name = function->getAttrOfType<StringAttr>(pythonNameAttr);
    StringRef python = name ? name.getValue() : function == scriptOf(module) ? StringRef("<module>") : function.getSymName();
    text += "{" + quoted(file.functions[function.getSymName()]) + ", " + quoted(python) + "}, ";
  }
  return text + "{nullptr, nullptr}};\n";
}

static std::string tables(ModuleOp module, FileContext &file, ArrayRef<py::FuncOp> functions) {
  std::string text = "static const np::source_line lines[] = {\n";
  const SourceText *script = file.options.sources.empty() ? nullptr : &file.options.sources[0];
  std::set<unsigned> lines;
  for (py::FuncOp function : functions)
    function.walk([&](Operation *op) {
      FileLineColLoc position = positionOf(op->getLoc());
      if (script && position && position.getLine() && position.getFilename().getValue() == script->name)
        lines.insert(position.getLine());
    });
  StringRef rest = script ? StringRef(script->text) : StringRef();
  for (unsigned line = 1; !rest.empty(); ++line) {
    auto [first, others] = rest.split('\n');
    if (lines.count(line))
      text += "    {" + std::to_string(line) + ", " + quoted(first.trim()) + "},\n";
    rest = others;
  }
  return text + "    {0, nullptr}};\n" + functionTable(module, file, functions);
}

// The entry of a function that another language calls. A list is a variable: what the function did to it goes back.
static std::string entryText(py::FuncOp function, StringRef name) {
  std::string lists, back, call = name.str() + "(";
  for (auto [i, argument] : llvm::enumerate(function.getBody().front().getArguments())) {
    std::string slot = "arguments[" + std::to_string(i) + "]", type = cxxType(argument.getType());
    std::string taken = "np::take<" + type + ">(" + slot + ")";
    if (isa<py::ListType>(argument.getType())) {
      std::string list = "list_" + std::to_string(i);
      lists += "    auto " + list + " = " + taken + ";\n";
      back += "    np::give(" + slot + ", " + list + ");\n";
      taken = list;
    }
    call += (i ? ", " : "") + taken;
  }
  call += ")";
  if (function.getResultTypes().size() > function.getMutates().size())
    call = "np::give_all(results, " + call + ")";
  return "extern \"C\" int np_call(np_value *arguments, np_value *results, np_failure *failure) {\n" + lists +
         "    int status = np::enter(functions, failure, [&] { " + call + "; });\n" + back + "    return status;\n}\n";
}

// What a device needs to find the kernels in their text.
static std::string kernelTable(const Kernels &kernels, StringRef table) {
  std::string text = ("static const np_kernel_name " + table + "[] = {").str();
  for (const std::string &name : kernels.names())
    text += "NP_KERNEL(" + name + "), ";
  return text + "{nullptr, nullptr}};\n";
}

llvm::Error codegen::emit(ModuleOp module, llvm::raw_ostream &out, const EmitOptions &options, std::string *kernelText) {
  Names names;
  Kernels kernels(names);
  FileContext file{options, names, kernels, {}, {}};
  SmallVector<py::FuncOp> functions;
  DenseSet<Operation *> seen, open, recursive;
  py::FuncOp script = scriptOf(module);
  for (auto function : module.getOps<py::FuncOp>()) {
    outOfSsa(function);
    // `script` is reserved, so that nothing else gets the name.
    file.functions[function.getSymName()] = function == script && !options.entry ? "script" : names.fresh(function.getSymName());
    names.take(file.functions[function.getSymName()]);
    if (function->hasAttr(libraryAttr))
      file.functionsOfLib.insert(function.getSymName());
  }
  if (script)
    order(module, script, functions, seen, open, recursive);
  std::string declarations, definitions;
  for (py::FuncOp function : functions) {
    HostFunction host(function, file);
    definitions += "\n" + host.print();
    if (recursive.contains(function))
      declarations += host.signature() + ";\n";
  }
  if (kernelText)
    *kernelText = kernels.text();
  if (options.kernelsOnly) {
    out << "#include \"kernel.h\"\n\n" << StringRef(kernels.text()).ltrim();
    return std::move(file.error);
  }
  std::string table = names.fresh("kernels"); // a function of the script may be called so
  std::string name = options.sources.empty() ? "script.py" : options.sources[0].name;
  out << "#include \"np.h\"\n";
  if (!kernels.text().empty())
    out << "\n" << kernels.text();
  if (!declarations.empty())
    out << "\n" << declarations;
  if (kernelText)
    *kernelText = kernels.text();
  if (options.entry) {
    out << definitions << "\n" << functionTable(module, file, functions) << entryText(script, file.functions[script.getSymName()]);
    return std::move(file.error);
  }
  out << definitions << "\n" << tables(module, file, functions) << kernelTable(kernels, table);
  out << "extern \"C\" int np_main(int argc, char **argv) {\n    return np::run(" << (script ? "script" : "nullptr") << ", {"
      << quoted(name) << ", lines, functions, " << table << "}, argc, argv);\n}\n";
  if (options.standaloneMain)
    out << "int main(int argc, char **argv) { return np_main(argc, argv); }\n";
  return std::move(file.error);
}
