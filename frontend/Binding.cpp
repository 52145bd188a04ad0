// Kinds: comparison, flattening, texts.
#include "frontend/Binding.h"
#include "ir/Np.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;

static bool sameStep(const ViewStep &a, const ViewStep &b) {
  return a.name == b.name && a.operands.size() == b.operands.size() && a.attributes == b.attributes && a.result == b.result;
}

bool np2gpu::sameKind(const Binding &a, const Binding &b) {
  if (a.tag != b.tag || a.type != b.type || a.object != b.object || a.node != b.node || a.name != b.name ||
      a.items.size() != b.items.size() || a.keys != b.keys || a.path.size() != b.path.size())
    return false;
  if (bool(a.element) != bool(b.element) || (a.element && !sameKind(*a.element, *b.element)))
    return false;
  return std::equal(a.path.begin(), a.path.end(), b.path.begin(), sameStep) &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), sameKind);
}

static bool alike(const Binding &a, const Binding &b) {
  bool isContainer = a.tag == Tag::List || a.tag == Tag::Map || a.tag == Tag::MapSet;
  if (!isContainer && a.items.empty())
    return sameKind(a, b);
  return a.tag == b.tag && a.type == b.type && a.name == b.name && bool(a.element) == bool(b.element) && (!a.element || alike(*a.element, *b.element)) &&
         (isContainer || (a.keys == b.keys && a.object == b.object && a.node == b.node)) && a.path.empty() && b.path.empty() &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), alike);
}
bool np2gpu::sameContainer(const Binding &a, const Binding &b) {
  return (a.tag == Tag::List || a.tag == Tag::Map || a.tag == Tag::MapSet) && alike(a, b);
}

static bool hasValue(const Binding &binding) {
  switch (binding.tag) {
  case Tag::Bool: case Tag::Int: case Tag::Wide: case Tag::Float: case Tag::Complex: case Tag::Str: case Tag::Scalar:
  case Tag::Ref: case Tag::List: case Tag::Map: case Tag::MapSet: case Tag::Caught: case Tag::Either:
    return true;
  case Tag::Array:
    return binding.object == -1;
  case Tag::Generator:
    return binding.name.empty(); // the global one has a name and no value
  default:
    return false;
  }
}

void np2gpu::flatten(const Binding &binding, SmallVectorImpl<Value> &values) {
  if (hasValue(binding))
    values.push_back(binding.value);
  for (const ViewStep &step : binding.path)
    values.append(step.operands);
  for (const Binding &item : binding.items)
    flatten(item, values);
}

static Binding take(const Binding &kind, ArrayRef<Value> &values) {
  auto next = [&] {
    Value value = values.front();
    values = values.drop_front();
    return value;
  };
  Binding result = kind;
  result.value = hasValue(kind) ? next() : Value();
  for (ViewStep &step : result.path)
    for (Value &operand : step.operands)
      operand = next();
  for (Binding &item : result.items)
    item = take(item, values);
  return result;
}

Binding np2gpu::withValues(const Binding &kind, ArrayRef<Value> values) {
  Binding result = take(kind, values);
  assert(values.empty() && "a kind has as many values as its flattened binding");
  return result;
}

Binding np2gpu::withoutValues(const Binding &binding) {
  Binding result = binding;
  result.value = nullptr;
  for (ViewStep &step : result.path)
    for (Value &operand : step.operands)
      operand = nullptr;
  for (Binding &item : result.items)
    item = withoutValues(item);
  return result;
}

void np2gpu::dropConstants(Binding &binding) {
  binding.constant = nullptr;
  binding.bits = 0;
  binding.growth = nullptr;
  binding.parameter = -1;
  for (Binding &item : binding.items)
    dropConstants(item);
}

bool np2gpu::sameConstants(const Binding &a, const Binding &b) {
  return a.constant == b.constant && a.bits == b.bits && a.growth == b.growth && a.parameter == b.parameter && std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), sameConstants);
}

static Type valueType(const Binding &kind, Builder &builder) {
  MLIRContext *context = builder.getContext();
  switch (kind.tag) {
  case Tag::Bool: return builder.getI1Type();
  case Tag::Int: case Tag::Either: return builder.getIndexType();
  case Tag::Wide: return py::WideType::get(context);
  case Tag::Float: return builder.getF64Type();
  case Tag::Complex: return ComplexType::get(builder.getF64Type());
  case Tag::Str: return py::StrType::get(context);
  case Tag::Scalar: return np::ScalarType::get(context, kind.type);
  case Tag::Ref: return np::RefType::get(context, kind.tensorType());
  case Tag::Caught: return py::ExceptionType::get(context);
  case Tag::Generator: return np::GeneratorType::get(context);
  default: return kind.type; // List, Map, Array
  }
}

void np2gpu::valueTypes(const Binding &kind, Builder &builder, SmallVectorImpl<Type> &types) {
  if (hasValue(kind))
    types.push_back(valueType(kind, builder));
  for (const ViewStep &step : kind.path)
    types.append(step.operands.size(), builder.getIndexType());
  for (const Binding &item : kind.items)
    valueTypes(item, builder, types);
}

void np2gpu::walk(const Binding &binding, llvm::function_ref<void(const Binding &)> visit) {
  visit(binding);
  for (const Binding &item : binding.items)
    walk(item, visit);
}

static void print(const Binding &b, llvm::raw_ostream &os) {
  os << int(b.tag);
  if (b.type)
    os << ':' << b.type;
  if (b.object != -1)
    os << '#' << b.object;
  if (b.node)
    os << '@' << b.node;
  if (!b.name.empty())
    os << '\'' << b.name << '\'';
  for (const ViewStep &step : b.path)
    os << '/' << step.name.getStringRef() << step.attributes << step.result << step.operands.size();
  if (b.element)
    os << "of ", print(*b.element, os);
  for (Attribute key : b.keys)
    os << key << ',';
  if (!b.items.empty()) {
    os << '(';
    for (const Binding &item : b.items)
      print(item, os), os << ' ';
    os << ')';
  }
}

std::string np2gpu::kindText(const Binding &binding) {
  std::string text;
  llvm::raw_string_ostream os(text);
  print(binding, os);
  return text;
}

std::string np2gpu::typeName(const Binding &binding) {
  switch (binding.tag) {
  case Tag::None: return "NoneType";
  case Tag::Ellipsis: return "ellipsis";
  case Tag::Bool: return "bool";
  case Tag::Int: case Tag::Wide: return "int";
  case Tag::Float: return "float";
  case Tag::Complex: return "complex";
  case Tag::Str: return "str";
  case Tag::Scalar: return "numpy." + dtypeName(binding.type).str();
  case Tag::Array: case Tag::Ref: return "numpy.ndarray";
  case Tag::Tuple: return "tuple";
  case Tag::StaticList: return "list";
  case Tag::List: return binding.name.empty() ? "list" : binding.name;
  case Tag::Dict: case Tag::Map: return "dict";
  case Tag::MapSet: return "set";
  case Tag::Range: return "range";
  case Tag::Slice: return "slice";
  case Tag::Lazy: return binding.name;
  case Tag::Function: return "function";
  case Tag::Method: case Tag::Builtin: return "builtin_function_or_method";
  case Tag::Row: return "numpy.ufunc";
  case Tag::Module: return "module";
  case Tag::Class: return "type";
  case Tag::Instance: return llvm::cast<ast::ClassDef>(binding.node)->name.str();
  case Tag::Dtype: case Tag::Exception: return "type";
  case Tag::Caught: return binding.name;
  case Tag::Generator: return "numpy.random._generator.Generator";
  default: return "object";
  }
}
