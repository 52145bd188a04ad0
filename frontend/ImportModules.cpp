// Modules: numpy and its parts, math, time, sys, opaque ones (matplotlib), the program's own files, lib/.
#include "frontend/Exceptions.h"
#include "frontend/Frame.h"
#include "frontend/KnownNames.h"
#include "frontend/Library.h"
#include "frontend/Program.h"
#include "ir/Types.h"
#include <cmath>

using namespace mlir;
using namespace np2gpu;

// Canonical names: cupy is numpy (a program for CuPy runs as it is).
static std::string canonical(StringRef module) {
  for (StringRef root : {"numpy", "cupy"}) {
    if (module == root)
      return "np";
    if (module.starts_with((root + ".").str()))
      return "np." + module.drop_front(root.size() + 1).str();
  }
  return module.str();
}

bool Importer::isKnownModule(StringRef name) {
  static const std::set<std::string> known = {"np", "np.random", "np.linalg", "np.lib", "np.lib.stride_tricks", "np.exceptions", "math", "time", "sys", "np2gpu", "warnings", "__future__", "typing", "np.typing", "dataclasses", "abc", "functools"};
  return known.count(canonical(name));
}

bool Importer::isOpaqueModule(StringRef name) {
  return name == "matplotlib" || name.starts_with("matplotlib.") || name == "pylab" || name == "seaborn" || name.starts_with("mpl_toolkits");
}

void Importer::noteOpaque(StringRef module, const ast::Node *at) {
  std::string root = module.split('.').first.str();
  if (notedModules.insert(root).second && program.messages && !quiet)
    printDiagnostic(*program.messages, frame->file->source, Severity::Note, at, "calls of " + root + " are dropped: np2gpu draws no plots");
}

static Binding dtypeBinding(Type type) {
  Binding result;
  result.tag = Tag::Dtype;
  result.type = type;
  result.name = "scalar";
  return result;
}

Binding Importer::moduleAttribute(const Binding &given, StringRef attr, const ast::Node *at) {
  Binding result;
  std::string module = canonical(given.name);
  std::string full = module + "." + attr.str();
  if (given.tag == Tag::Opaque)
    return given;
  if (module == "np2gpu" || module == "typing" || module == "np.typing" || module == "dataclasses" || module == "abc" || module == "warnings") {
    result.tag = Tag::Opaque;
    return result;
  }
  if (module == "functools") {
    if (const Binding *function = libraryFunction(full))
      return *function;
    if (attr == "wraps" || attr == "lru_cache" || attr == "cache") { // known as decorators
      result.tag = Tag::Opaque;
      result.name = attr == "wraps" ? "" : "cache";
      return result;
    }
    unsupported(at, "'" + full + "'", "write it as a function or a lambda");
  }
  if (importedFiles.count(module)) {
    if (State::Slot *slot = frame->slot(module + "::" + attr.str()); slot && slot->kind.tag != Tag::Unbound)
      return frame->load(*slot, at);
    raise("AttributeError", "module '" + module + "' has no attribute '" + attr + "'", at);
  }
  if (module == "np" || StringRef(module).starts_with("np.")) {
    if (rows.numpy(full)) {
      result.tag = Tag::Row;
      result.name = full;
      return result;
    }
    if (const Binding *function = libraryFunction(full))
      return *function;
    if (isKnownModule(full)) {
      result.tag = Tag::Module;
      result.name = full;
      return result;
    }
    if (full == "np.linalg.LinAlgError" || full == "np.exceptions.AxisError") {
      result.tag = Tag::Exception;
      result.name = attr.str();
      return result;
    }
    if (module == "np")
      if (std::optional<Binding> value = numpyConstant(attr, at))
        return *value;
    return missingNumpyName(full, attr, at);
  }
  if (module == "math" || module == "sys" || module == "time") {
    double value = attr == "pi" ? M_PI : attr == "e" ? M_E : attr == "tau" ? 2 * M_PI : attr == "inf" ? INFINITY : attr == "nan" ? NAN : 0;
    if (module == "math" && value != 0)
      return constantFloat(value, at);
    if (full == "sys.argv") {
      result = ofValue(createOp(OperationName(py::ArgvOp::getOperationName(), &context), at, {}, py::ListType::get(&context, py::StrType::get(&context)))->getResult(0));
      Binding element;
      element.tag = Tag::Str;
      result.element = std::make_shared<Binding>(element);
      return result;
    }
    if (full == "sys.maxsize")
      return constantInt(INT64_MAX, at);
    if (full == "sys.stdout" || full == "sys.stderr") {
      result.tag = Tag::Builtin;
      result.name = full;
      return result;
    }
    if (rows.python(full)) {
      result.tag = Tag::Builtin;
      result.name = full;
      return result;
    }
    if (const Binding *function = libraryFunction(full))
      return *function;
    missingAttribute(module, "module '" + module + "'", attr, at);
  }
  unsupported(at, "'" + full + "'");
}

std::optional<Binding> Importer::numpyConstant(StringRef attr, const ast::Node *at) {
  if (attr == "pi") return constantFloat(M_PI, at);
  if (attr == "e") return constantFloat(M_E, at);
  if (attr == "euler_gamma") return constantFloat(0.57721566490153286060651209008240243, at);
  if (attr == "inf") return constantFloat(INFINITY, at);
  if (attr == "nan") return constantFloat(NAN, at);
  if (attr == "newaxis") return none();
  if (attr == "True_" || attr == "False_")
    return ofValue(create<np::WeakOp>(at, scalarType(builder.getI1Type()), constantBool(attr == "True_", at).value));
  static const std::set<std::string> dtypes = {"bool", "bool_", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32",
      "float64", "complex64", "complex128", "intp", "uintp", "int_", "uint", "intc", "uintc", "single", "double", "half", "byte", "ubyte", "short", "ushort",
      "longlong", "ulonglong", "long", "ulong", "csingle", "cdouble"};
  if (dtypes.count(attr.str()))
    return dtypeBinding(dtypeOfName(attr, &context));
  static const std::set<std::string> abstract = {"generic", "number", "integer", "signedinteger", "unsignedinteger", "floating", "inexact", "complexfloating"};
  if (abstract.count(attr.str())) {
    Binding result = dtypeBinding({});
    result.name = "abstract";
    result.keys = {builder.getStringAttr(attr)};
    return result;
  }
  if (attr == "dtype") { // np.dtype('f4')
    Binding result;
    result.tag = Tag::Dtype;
    result.name = "maker";
    return result;
  }
  return std::nullopt;
}

Binding Importer::missingNumpyName(StringRef full, StringRef attr, const ast::Node *at) {
  if (std::optional<StringRef> replacement = goneName(attr); replacement && full == ("np." + attr).str())
    unsupported(at, "'" + full + "' (it is gone from NumPy 2)", "write " + *replacement);
  // The nearest name of the same module, in the table or in lib/.
  StringRef module = full.drop_back(attr.size());
  SmallVector<StringRef> candidates;
  for (const Row &row : rows.all())
    for (StringRef name : row.names)
      if (name.consume_front(module))
        candidates.push_back(name);
  if (program.lib)
    program.lib->publicNames(module.drop_back(), candidates);
  StringRef near = suggestion(attr, candidates);
  unsupported(at, "'numpy" + full.drop_front(2) + "'",
              near.empty() ? Twine("docs/operations.md lists what is supported") : "did you mean '" + module + near + "'?");
}

//===--- dtypes as functions --------------------------------------------------------------------------------------===//

Binding Importer::callDtype(const Binding &dtype, Arguments &arguments) {
  const ast::Node *at = arguments.at;
  if (dtype.name == "maker") {
    Binding result = dtypeBinding(demandDtype(arguments.positional.at(0), at));
    result.name = "dtype";
    return result;
  }
  if (!dtype.type)
    raise("TypeError", "cannot create '" + cast<StringAttr>(dtype.keys[0]).getValue() + "' instances", at);
  if (arguments.positional.empty())
    return ofValue(create<np::WeakOp>(at, scalarType(dtype.type), isBool(dtype.type) ? constantBool(false, at).value : isInt(dtype.type) ? constantIndex(0, at) : constantFloat(0, at).value));
  Binding value = arguments.positional[0];
  return dispatch(value, at, [&](const Binding &each) -> Binding {
    if (each.tag == Tag::Str)
      return ofValue(scalarOf(ofValue(asFloat(each, at)), dtype.type, at));
    if (each.isArray() && each.rank() > 0)
      return asArray(each, at, dtype.type);
    if (!each.isNumPy() && !each.isPythonNumber())
      return asArray(each, at, dtype.type);
    return ofValue(scalarOf(each, dtype.type, at));
  });
}

//===--- Files ----------------------------------------------------------------------------------------------------===//

Binding Importer::importFile(StringRef name, const ast::Node *at) {
  Binding result;
  result.tag = Tag::Module;
  result.name = name.str();
  if (!importedFiles.insert(name.str()).second)
    return result;
  if (frame->scope->parent)
    unsupported(at, "an import of a file inside a function", "import it at the top of the script");
  ProgramFile *file = program.find(name);
  const ProgramFile *outerFile = std::exchange(frame->file, file);
  const Scope *outerScope = std::exchange(frame->scope, file->scopes->of(file->module));
  const ast::Stmt *statement = frame->currentStatement;
  frame->store(frame->keyOf("__name__"), constantStr(name, at), at);
  block(file->module->body);
  frame->file = outerFile;
  frame->scope = outerScope;
  frame->currentStatement = statement;
  return result;
}

void Importer::importStar(const Binding &module, const ast::ImportFrom *stmt) {
  std::string prefix = canonical(module.name) + "::";
  if (!importedFiles.count(canonical(module.name))) {
    if (canonical(module.name) == "np" || module.name == "math")
      unsupported(stmt, "'from " + module.name + " import *'", "import it under a name: import numpy as np");
    return;
  }
  std::vector<std::pair<std::string, Binding>> found;
  for (auto &[key, slot] : frame->state.names)
    if (StringRef(key).starts_with(prefix) && !StringRef(key).substr(prefix.size()).starts_with("_"))
      found.push_back({key.substr(prefix.size()), frame->load(slot, stmt)});
  for (auto &[name, value] : found)
    bind(name, value, stmt);
}

// lib/: Python source of the functions that are written in terms of others. `np.x` is its function x, `.x` too where
// it is marked @method, and nothing else where it is marked @only_method.
const Binding *Importer::libraryFunction(StringRef numpyName) {
  auto [found, isNew] = library.try_emplace(numpyName.str());
  if (!isNew)
    return found->second.node ? &found->second : nullptr;
  const Library::Function *function = program.lib ? program.lib->find(numpyName) : nullptr;
  if (!function)
    return nullptr;
  Binding &entry = library[numpyName.str()];
  entry.tag = Tag::Function;
  entry.node = function->def;
  files[function->def] = function->file;
  // Defaults are evaluated here, once a use: they are constants.
  const ProgramFile *outer = std::exchange(frame->file, function->file);
  for (const ast::Expr *value : function->def->args->defaults)
    entry.items.push_back(expression(value));
  for (const ast::Expr *value : function->def->args->kwDefaults)
    if (value)
      entry.items.push_back(expression(value));
  frame->file = outer;
  Binding *once = &scratch.emplace_back(entry);
  library.erase(numpyName.str()); // values belong to this place
  return once;
}
