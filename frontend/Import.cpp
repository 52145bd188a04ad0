// The importer's entry, locations, constants and small conversions.
#include "frontend/Import.h"
#include "frontend/Frame.h"
#include "frontend/Program.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;

Importer::Importer(MLIRContext &context, Program &program, Knowledge &knowledge, const RowTable &rows)
    : builder(&context), context(context), program(program), knowledge(knowledge), rows(rows) {}
Importer::~Importer() = default;

OwningOpRef<ModuleOp> np2gpu::importProgram(MLIRContext &context, Program &program) {
  Knowledge knowledge;
  RowTable rows(context);
  for (int round = 0;; ++round) {
    Importer importer(context, program, knowledge, rows);
    importer.quiet = round > 0; // warnings once
    try {
      return importer.run();
    } catch (Restart &) {
      assert(round < 10000 && "every restart notes something new");
    }
  }
}

OwningOpRef<ModuleOp> Importer::run() {
  const ProgramFile &script = *program.files[0];
  Location location = FileLineColLoc::get(&context, script.source.name, 0, 0);
  OwningOpRef<ModuleOp> result = ModuleOp::create(location);
  module = *result;
  builder.setInsertionPointToEnd(module.getBody());
  Frame main(*this, script.module, &script);
  main.scope = script.scopes->of(script.module);
  frame = &main;
  main.op = py::FuncOp::create(builder, location, uniqueSymbol("main"), builder.getFunctionType({}, {}));
  Block &entry = main.op.getBody().front();
  builder.setInsertionPointToEnd(&entry);
  frame->store(frame->keyOf("__name__"), constantStr("__main__", nullptr), nullptr);
  frame->store(frame->keyOf("__file__"), constantStr(script.source.name, nullptr), nullptr);
  if (region(entry, [&] { block(script.module->body); })) {
    builder.setInsertionPointToEnd(&entry);
    create<py::ReturnOp>(nullptr, ValueRange{});
  }
  frame = nullptr;
  return result;
}

bool Importer::hasFault(StringRef name) const { return program.fault == name; }

//===--- Locations, messages --------------------------------------------------------------------------------------===//

Location Importer::loc(const ast::Node *at) {
  StringRef file = frame ? StringRef(frame->file->source.name) : StringRef(program.files[0]->source.name);
  if (!at && frame)
    at = frame->currentStatement;
  return FileLineColLoc::get(&context, file, at ? at->lineno : 0, at ? at->colOffset + 1 : 0);
}

void Importer::unsupported(const ast::Node *at, const Twine &message, const Twine &hint) {
  // Inside lib/ the place is the script's call.
  const Frame *user = frame;
  for (; user && user->file->isLibrary && user->caller; user = user->caller)
    at = user->call.node;
  if (user && (!at || at->lineno == 0))
    at = user->currentStatement;
  throw CompileError{user ? &user->file->source : &program.files[0]->source, at, message.str() + " is not supported", hint.str()};
}

void Importer::warn(const ast::Node *at, const Twine &message) {
  if (program.messages && !quiet)
    printDiagnostic(*program.messages, frame->file->source, Severity::Warning, at, message.str());
}

std::string Importer::uniqueSymbol(const std::string &name) {
  std::string symbol = name;
  for (unsigned count = 2; SymbolTable::lookupSymbolIn(module, symbol); ++count)
    symbol = name + "_" + std::to_string(count);
  return symbol;
}

//===--- Operations, constants ------------------------------------------------------------------------------------===//

Operation *Importer::createOp(OperationName name, const ast::Node *at, ValueRange operands, TypeRange results,
                              ArrayRef<NamedAttribute> attributes) {
  OperationState state(loc(at), name);
  state.addOperands(operands);
  state.addTypes(results);
  state.addAttributes(attributes);
  return builder.create(state);
}

Binding Importer::ofValue(Value value) {
  Binding result = kindOf(value.getType());
  result.value = value;
  return result;
}

Binding Importer::kindOf(Type type) {
  Binding result;
  if (type.isIndex())
    result.tag = Tag::Int;
  else if (type.isF64())
    result.tag = Tag::Float;
  else if (type.isInteger(1))
    result.tag = Tag::Bool;
  else if (isa<ComplexType>(type))
    result.tag = Tag::Complex;
  else if (isa<py::WideType>(type))
    result.tag = Tag::Wide;
  else if (isa<py::StrType>(type))
    result.tag = Tag::Str;
  else if (auto scalar = dyn_cast<np::ScalarType>(type))
    result.tag = Tag::Scalar, result.type = scalar.getDtype();
  else if (isa<RankedTensorType>(type))
    result.tag = Tag::Array, result.type = type;
  else if (auto ref = dyn_cast<np::RefType>(type))
    result.tag = Tag::Ref, result.type = ref.getArray();
  else if (auto list = dyn_cast<py::ListType>(type)) {
    result.tag = Tag::List, result.type = type;
    result.element = std::make_shared<Binding>(kindOf(list.getElement()));
  } else if (auto dict = dyn_cast<py::DictType>(type)) {
    result.tag = Tag::Map, result.type = type;
    Binding kinds;
    kinds.tag = Tag::Tuple;
    kinds.items = {kindOf(dict.getKey()), kindOf(dict.getElement())};
    result.element = std::make_shared<Binding>(kinds);
  } else if (auto tuple = dyn_cast<TupleType>(type)) {
    result.tag = Tag::Tuple;
    for (Type item : tuple.getTypes())
      result.items.push_back(kindOf(item));
  } else if (isa<np::GeneratorType>(type))
    result.tag = Tag::Generator;
  else if (isa<py::ExceptionType>(type))
    result.tag = Tag::Caught, result.name = "Exception";
  else
    llvm_unreachable("a value of a type that no Python value has");
  return result;
}

static Binding constant(Importer &importer, Attribute attribute, Type type, const ast::Node *at) {
  Binding result = importer.ofValue(importer.create<py::ConstantOp>(at, type, attribute));
  result.constant = attribute;
  return result;
}
Binding Importer::constantInt(int64_t value, const ast::Node *at) { return constant(*this, builder.getIndexAttr(value), builder.getIndexType(), at); }
Binding Importer::constantFloat(double value, const ast::Node *at) { return constant(*this, builder.getF64FloatAttr(value), builder.getF64Type(), at); }
Binding Importer::constantBool(bool value, const ast::Node *at) { return constant(*this, builder.getBoolAttr(value), builder.getI1Type(), at); }
Binding Importer::constantStr(StringRef value, const ast::Node *at) { return constant(*this, builder.getStringAttr(value), py::StrType::get(&context), at); }

RankedTensorType Importer::arrayType(Type dtype, int64_t rank) {
  return RankedTensorType::get(SmallVector<int64_t>(rank, ShapedType::kDynamic), dtype);
}
Type Importer::scalarType(Type dtype) { return np::ScalarType::get(&context, dtype); }

//===--- Static values, conversions -------------------------------------------------------------------------------===//

std::optional<int64_t> Importer::staticInt(const Binding &value) {
  if (auto integer = dyn_cast_or_null<IntegerAttr>(value.constant))
    if (value.tag == Tag::Int || value.tag == Tag::Bool)
      return value.tag == Tag::Bool ? int64_t(integer.getValue().getBoolValue()) : integer.getValue().getSExtValue();
  return std::nullopt;
}
std::optional<StringRef> Importer::staticStr(const Binding &value) {
  if (auto text = dyn_cast_or_null<StringAttr>(value.constant))
    return text.getValue();
  return std::nullopt;
}
std::optional<bool> Importer::staticBool(const Binding &value) {
  if (auto flag = dyn_cast_or_null<BoolAttr>(value.constant); flag && value.tag == Tag::Bool)
    return flag.getValue();
  return std::nullopt;
}

Value Importer::asIndex(const Binding &value, const ast::Node *at) {
  switch (value.tag) {
  case Tag::Int:
    return value.value;
  case Tag::Wide:
    return create<py::NarrowOp>(at, builder.getIndexType(), ValueRange{value.value});
  case Tag::Bool:
    if (std::optional<bool> known = staticBool(value))
      return constantIndex(*known, at);
    return create<py::ToIntOp>(at, builder.getIndexType(), ValueRange{value.value});
  case Tag::Scalar:
    if (isInt(value.type))
      return create<np::ItemOp>(at, builder.getIndexType(), value.value);
    break;
  case Tag::Array: case Tag::Ref:
    if (value.rank() == 0 && isInt(value.dtype()))
      return create<np::ItemOp>(at, builder.getIndexType(), tensor(value, at));
    raise("TypeError", "only integer scalar arrays can be converted to a scalar index", at);
  case Tag::Either:
    return dispatch(value, at, [&](const Binding &each) { return ofValue(asIndex(each, at)); }).value;
  default:
    break;
  }
  raise("TypeError", "'" + typeName(value) + "' object cannot be interpreted as an integer", at);
}

Value Importer::asFloat(const Binding &value, const ast::Node *at) {
  switch (value.tag) {
  case Tag::Float:
    return value.value;
  case Tag::Int: case Tag::Bool: case Tag::Wide:
    return create<py::ToFloatOp>(at, builder.getF64Type(), ValueRange{value.value});
  case Tag::Scalar:
    return create<np::ItemOp>(at, builder.getF64Type(), value.value);
  case Tag::Array: case Tag::Ref:
    if (value.rank() == 0)
      return create<np::ItemOp>(at, builder.getF64Type(), tensor(value, at));
    raise("TypeError", "only 0-dimensional arrays can be converted to Python scalars", at);
  case Tag::Str:
    return create<py::FloatOfStrOp>(at, builder.getF64Type(), ValueRange{value.value});
  case Tag::Either:
    return dispatch(value, at, [&](const Binding &each) { return ofValue(asFloat(each, at)); }).value;
  default:
    raise("TypeError", "must be real number, not " + typeName(value), at);
  }
}

//===--- Either ---------------------------------------------------------------------------------------------------===//

Binding Importer::dispatch(const Binding &value, const ast::Node *at, llvm::function_ref<Binding(const Binding &)> body) {
  if (value.tag != Tag::Either)
    return body(value);
  std::function<Binding(size_t)> from = [&](size_t i) -> Binding {
    if (i + 1 == value.items.size())
      return body(value.items[i]);
    return branch(is(value.value, i, at), at, [&] { return body(value.items[i]); }, [&] { return from(i + 1); });
  };
  return from(0);
}

Binding Importer::dispatch(ArrayRef<Binding> values, const ast::Node *at, llvm::function_ref<Binding(ArrayRef<Binding>)> body) {
  for (auto [i, value] : llvm::enumerate(values))
    if (value.tag == Tag::Either)
      return dispatch(value, at, [&, i = i](const Binding &each) {
        std::vector<Binding> chosen(values);
        chosen[i] = each;
        return dispatch(chosen, at, body);
      });
  return body(values);
}

//===--- Functions that need nothing done -------------------------------------------------------------------------===//

bool Importer::isTransparentDecorator(const ast::Expr *decorator) {
  // @np2gpu.jit and @jit: the whole program is compiled anyway.
  if (auto *call = llvm::dyn_cast<ast::Call>(decorator))
    decorator = call->func;
  if (auto *attribute = llvm::dyn_cast<ast::Attribute>(decorator))
    return attribute->attr == "jit" || attribute->attr == "njit" || attribute->attr == "wraps";
  auto *name = llvm::dyn_cast<ast::Name>(decorator);
  return name && (name->id == "jit" || name->id == "njit");
}
