// Calls of rows by their signatures: what Python passes, bound to the parameters and turned into operands (arrays,
// scalars, extents) and attributes (what must be static).
#include "frontend/Frame.h"
#include "frontend/Signature.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;

namespace {
// Arguments by parameter; those not given are absent.
using Bound = std::map<std::string, Binding>;
} // namespace

static std::string shortName(const Row &row) {
  StringRef name = row.names.empty() ? row.op.stripDialect() : row.names[0];
  size_t point = name.rfind('.');
  return (point == StringRef::npos ? name : name.substr(point + 1)).str();
}

static Bound bindArguments(Importer &importer, const Row &row, ArrayRef<Parameter> parameters, Arguments &arguments,
                           ArrayRef<StringRef> also, const ast::Node *at) {
  Bound bound;
  std::string name = shortName(row) + "()";
  bool variadic = !parameters.empty() && parameters.back().kind == "shape" && parameters.back().fallback == StringRef("*");
  for (auto [i, value] : llvm::enumerate(arguments.positional)) {
    if (variadic && i + 1 >= parameters.size()) { // rand(3, 4): the rest are extents
      Binding &rest = bound[parameters.back().name.str()];
      rest.tag = Tag::Tuple;
      rest.items.push_back(value);
      continue;
    }
    if (i >= parameters.size())
      importer.raise("TypeError", name + " takes at most " + Twine(parameters.size()) + " positional arguments (" + Twine(arguments.positional.size()) + " given)", at);
    bound[parameters[i].name.str()] = value;
  }
  for (const Keyword &keyword : arguments.keywords) {
    bool known = llvm::any_of(parameters, [&](const Parameter &p) { return p.name == keyword.name; }) || llvm::is_contained(also, keyword.name);
    if (!known)
      importer.unsupported(keyword.at, "the argument '" + keyword.name + "' of " + name, "its arguments are (" + row.signature + ")");
    if (!bound.emplace(keyword.name, keyword.value).second)
      importer.raise("TypeError", name + " got multiple values for argument '" + keyword.name + "'", at);
  }
  for (const Parameter &parameter : parameters)
    if (!parameter.fallback && !bound.count(parameter.name.str()))
      importer.raise("TypeError", name + " missing required argument '" + parameter.name + "'", at);
  return bound;
}

static const Binding *given(const Bound &bound, StringRef name) {
  auto found = bound.find(name.str());
  return found == bound.end() || found->second.tag == Tag::None ? nullptr : &found->second;
}

//===--- Kinds of parameters --------------------------------------------------------------------------------------===//

// A default as Python would write it in the signature.
static Attribute defaultAttribute(Importer &importer, StringRef text) {
  Builder &b = importer.builder;
  int64_t number;
  if (text == "True" || text == "False")
    return b.getBoolAttr(text == "True");
  if (!text.getAsInteger(10, number))
    return b.getI64IntegerAttr(number);
  if (text.size() >= 2 && text.front() == '\'')
    return b.getStringAttr(text.drop_front().drop_back());
  return {};
}

SmallVector<Value> Importer::extentsOf(const Binding &shape, const ast::Node *at, bool check) {
  SmallVector<Value> extents;
  auto add = [&](const Binding &extent) {
    Value value = asIndex(extent, at);
    extents.push_back(check ? create<np::CheckExtentOp>(at, builder.getIndexType(), value).getResult() : value);
  };
  if (std::optional<std::vector<Binding>> items = staticItems(shape)) {
    for (const Binding &item : *items)
      add(item);
  } else if (shape.tag == Tag::List || (shape.isArray() && shape.rank() > 0)) {
    unsupported(at, "a shape whose number of axes is not known when compiling", "write it as a tuple: (n, m)");
  } else {
    add(shape);
  }
  return extents;
}

// An axis, or a tuple of axes, of an array of this rank: AxisError where it is out of range.
SmallVector<int64_t> Importer::axesOf(const Binding &axis, int64_t rank, const ast::Node *at, StringRef what, StringRef repeated) {
  SmallVector<int64_t> axes;
  auto add = [&](const Binding &each) {
    Attribute constant = demandConstant(each, at, what);
    if (!isa<IntegerAttr>(constant))
      raise("TypeError", "'" + typeName(each) + "' object cannot be interpreted as an integer", at);
    int64_t value = cast<IntegerAttr>(constant).getInt();
    if (value < -rank || value >= rank)
      raise("AxisError", "axis " + Twine(value) + " is out of bounds for array of dimension " + Twine(rank), at);
    value = value < 0 ? value + rank : value;
    if (llvm::is_contained(axes, value))
      raise("ValueError", repeated, at);
    axes.push_back(value);
  };
  if (std::optional<std::vector<Binding>> items = staticItems(axis))
    for (const Binding &item : *items)
      add(item);
  else
    add(axis);
  return axes;
}

//===--- Calls ----------------------------------------------------------------------------------------------------===//

Binding Importer::callRow(const Row &row, Arguments &arguments, const ast::Node *at) {
  if (row.kind == "frontend")
    return callFrontend(row, arguments, at);
  SmallVector<Parameter> parameters = parseSignature(row.signature);
  if (row.kind == "ufunc") {
    static const StringRef keywords[] = {"out", "where", "dtype", "casting", "order"};
    Bound bound = bindArguments(*this, row, parameters, arguments, keywords, at);
    return callUfunc(row, parameters, bound, at);
  }
  Bound bound = bindArguments(*this, row, parameters, arguments, {}, at);
  for (auto &[name, value] : bound)
    if (value.tag == Tag::Either) { // one call for each type of the argument
      Arguments rest;
      return dispatch(value, at, [&, name = name](const Binding &each) {
        Arguments again;
        again.at = at;
        for (auto &[other, otherValue] : bound)
          again.keywords.push_back({other, other == name ? each : otherValue, at});
        return callRow(row, again, at);
      });
    }
  if (row.kind == "reduce")
    return callReduction(row, bound, at);
  if (row.kind == "mutate")
    return callMutator(row, parameters, bound, at);
  return callLibrary(row, parameters, bound, at);
}

Binding Importer::callUfunc(const Row &row, ArrayRef<Parameter> parameters, const std::map<std::string, Binding> &bound, const ast::Node *at) {
  std::vector<Binding> operands;
  for (const Parameter &parameter : parameters) {
    const Binding *value = given(bound, parameter.name);
    operands.push_back(value ? *value : constantInt(0, at));
  }
  if (const Binding *dtype = given(bound, "dtype"))
    for (Binding &operand : operands)
      operand = asArray(operand, at, demandDtype(*dtype, at));
  Binding result = ufunc(row, operands, at);
  const Binding *out = given(bound, "out"), *where = given(bound, "where");
  Binding target;
  if (out) {
    target = out->tag == Tag::Tuple && out->items.size() == 1 ? out->items[0] : *out;
    if (!target.isArray())
      raise("TypeError", "return arrays must be of ArrayType", at);
    target = named(target, site(at, "out"));
    checkWritable(target, "output array", at);
    if (!canCastSameKind(result.dtype(), target.dtype()))
      raise("UFuncTypeError", "Cannot cast ufunc '" + shortName(row) + "' output from dtype('" + dtypeName(result.dtype()) + "') to dtype('" + dtypeName(target.dtype()) + "') with casting rule 'same_kind'", at);
  }
  if (where && !(where->tag == Tag::Bool && staticBool(*where) == true)) {
    // Elements where it is false keep what `out` holds (without out: what memory held).
    Binding mask = asArray(*where, at, builder.getI1Type());
    Binding old = out ? target : ufunc(row, operands, at);
    result = ufunc(*rows.of(OperationName(np::WhereOp::getOperationName(), &context)), {mask, result, old}, at);
  }
  if (!out)
    return result;
  if (result.isArray() && result.rank() > 0)
    create<np::CheckAssignOp>(at, dimSource(target, at), tensor(result, at), builder.getUnitAttr());
  assignAll(target, result, at, /*checked=*/true);
  return target;
}

Binding Importer::callReduction(const Row &row, const std::map<std::string, Binding> &bound, const ast::Node *at) {
  Binding array = asArray(bound.at("a"), at);
  Type wanted; // dtype=: of the elements before they are added, and of the result
  if (const Binding *dtype = given(bound, "dtype"))
    wanted = demandDtype(*dtype, at);
  if (wanted)
    array = asArray(array, at, wanted);
  SmallVector<NamedAttribute> attributes;
  bool keepdims = false;
  if (const Binding *keep = given(bound, "keepdims"))
    keepdims = cast<BoolAttr>(demandConstant(*keep, at, "keepdims")).getValue();
  SmallVector<int64_t> axes;
  const Binding *axis = given(bound, "axis");
  if (axis)
    axes = axesOf(*axis, array.rank(), at, "axis");
  bool full = !axis || int64_t(axes.size()) == array.rank();
  if (axis)
    attributes.push_back(builder.getNamedAttr("axes", builder.getDenseI64ArrayAttr(axes)));
  if (keepdims)
    attributes.push_back(builder.getNamedAttr("keepdims", builder.getUnitAttr()));
  Type dtype = resolveReduction(row.rule, array.dtype());
  SmallVector<Value> operands{tensor(array, at)};
  if (const Binding *ddof = given(bound, "ddof"))
    operands.push_back(asFloat(*ddof, at));
  if (const Binding *where = given(bound, "where")) {
    attributes.push_back(builder.getNamedAttr("where", builder.getUnitAttr()));
    operands.push_back(tensor(asArray(*where, at, builder.getI1Type()), at));
  }
  if (const Binding *initial = given(bound, "initial")) {
    attributes.push_back(builder.getNamedAttr("initial", builder.getUnitAttr()));
    operands.push_back(scalarOf(*initial, dtype, at));
  }
  int64_t rank = keepdims ? array.rank() : full ? 0 : array.rank() - int64_t(axes.size());
  Type type = rank == 0 ? scalarType(dtype) : Type(arrayType(dtype, rank));
  Binding result = ofValue(createOp(row.op, at, operands, type, attributes)->getResult(0));
  if (wanted && wanted != dtype) // a narrower integer: the wide sum's low bits
    result = result.tag == Tag::Scalar ? ofValue(scalarOf(result, wanted, at)) : asArray(result, at, wanted);
  return into(given(bound, "out"), result, at);
}

// What a function with out= returns: the target, which has got the result's elements.
Binding Importer::into(const Binding *out, const Binding &result, const ast::Node *at) {
  if (!out)
    return result;
  Binding target = out->tag == Tag::Tuple && out->items.size() == 1 ? out->items[0] : *out;
  if (!target.isArray())
    raise("TypeError", "return arrays must be of ArrayType", at);
  checkWritable(target, "output array", at);
  target = named(target, site(at, "out")); // a fresh array that the call alone knows is written and returned too
  assignAll(target, result, at);
  return target;
}

// The operands and attributes of a library call.
void Importer::operandsOf(const Row &row, ArrayRef<Parameter> parameters, const std::map<std::string, Binding> &bound,
                          SmallVectorImpl<Value> &operands, SmallVectorImpl<NamedAttribute> &attributes, const ast::Node *at) {
  int64_t firstRank = 0;
  for (const Parameter &parameter : parameters) {
    const Binding *value = given(bound, parameter.name);
    std::string name = parameter.name.str();
    auto attribute = [&](Attribute a) { if (a) attributes.push_back(builder.getNamedAttr(name, a)); };
    if (parameter.kind == "array" || parameter.kind == "arrayref") {
      if (!value)
        continue;
      Binding array = asArray(*value, at);
      firstRank = operands.empty() ? array.rank() : firstRank;
      operands.push_back(tensor(array, at));
    } else if (parameter.kind == "arrays") {
      Binding list = uniform(*value, at);
      if (std::optional<std::vector<Binding>> items = staticItems(list)) {
        std::vector<Binding> arrays;
        for (const Binding &item : *items)
          arrays.push_back(asArray(item, at));
        if (arrays.empty())
          raise("ValueError", "need at least one array to " + shortName(row), at);
        firstRank = arrays[0].rank();
        for (auto [i, array] : llvm::enumerate(arrays)) {
          if (array.rank() == 0 && !(bound.count("axis") && bound.at("axis").tag == Tag::None))
            raise("ValueError", "zero-dimensional arrays cannot be concatenated", at);
          auto axis = bound.find("axis");
          if (array.rank() != firstRank && !(axis != bound.end() && axis->second.tag == Tag::None))
            raise("ValueError", "all the input arrays must have same number of dimensions, but the array at index 0 has " + Twine(firstRank) + " dimension(s) and the array at index " + Twine(i) + " has " + Twine(array.rank()) + " dimension(s)", at);
          operands.push_back(tensor(array, at));
        }
      } else if (list.tag == Tag::List) {
        operands.push_back(list.value);
        firstRank = 1;
        if (auto element = llvm::cast<py::ListType>(list.type).getElement(); dtypeOf(element))
          firstRank = rankOf(element);
      } else {
        Binding array = asArray(list, at); // the rows of an array
        raise("TypeError", "The first input argument needs to be a sequence", at);
      }
    } else if (parameter.kind == "shape") {
      if (value)
        for (Value extent : extentsOf(*value, at))
          operands.push_back(extent);
      if (parameter.fallback)
        attributes.push_back(builder.getNamedAttr("rank", builder.getI64IntegerAttr(value ? int64_t(extentsRank(*value)) : -1)));
    } else if (parameter.kind == "int") {
      if (value)
        operands.push_back(asIndex(*value, at));
      else if (parameter.fallback && *parameter.fallback != "None")
        operands.push_back(constantIndex(std::stoll(parameter.fallback->str()), at));
    } else if (parameter.kind == "float") {
      if (value)
        operands.push_back(asFloat(*value, at));
      else if (parameter.fallback && *parameter.fallback != "None")
        operands.push_back(constantFloat(std::stod(parameter.fallback->str()), at).value);
    } else if (parameter.kind == "scalar") {
      if (value && (value->tag == Tag::List || value->tag == Tag::StaticList || value->tag == Tag::Tuple || value->isArray()))
        operands.push_back(tensor(asArray(*value, at), at));
      else if (value)
        operands.push_back(value->value);
    } else if (parameter.kind == "generator") {
      if (value && value->value)
        operands.push_back(value->value);
    } else if (parameter.kind == "static" && name == "axis") {
      Binding axis = value ? *value : Binding();
      if (!value && bound.count(name) == 0 && parameter.fallback && *parameter.fallback != "None")
        axis = constantInt(std::stoll(parameter.fallback->str()), at);
      if (axis.tag != Tag::Unbound && axis.tag != Tag::None)
        attribute(builder.getI64IntegerAttr(axesOf(axis, firstRank, at, name)[0]));
    } else if (parameter.kind == "dtype") {
      Type dtype = value ? demandDtype(*value, at) : Type();
      if (!dtype && parameter.fallback && *parameter.fallback != "None")
        dtype = dtypeOfName(*parameter.fallback, &context);
      if (dtype)
        attribute(TypeAttr::get(dtype));
    } else if (parameter.kind == "out") {
      continue; // callLibrary's
    } else { // static, bool, str
      attribute(value ? demandConstant(*value, at, name) : bound.count(name) ? Attribute() : defaultAttribute(*this, *parameter.fallback));
    }
  }
}

size_t Importer::extentsRank(const Binding &shape) {
  std::optional<std::vector<Binding>> items = staticItems(shape);
  return items ? items->size() : 1;
}

void Importer::raiseTooFewDimensions(const Row &row, ArrayRef<Type> types, const ast::Node *at) {
  int64_t rank = rankOf(types[0]);
  if (types.size() == 1 || rank > 0)
    raise("LinAlgError", Twine(rank) + "-dimensional array given. Array must be at least two-dimensional", at);
  raise("ValueError", shortName(row) + ": Input operand 0 does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)", at);
}

Binding Importer::callLibrary(const Row &row, ArrayRef<Parameter> parameters, const std::map<std::string, Binding> &bound, const ast::Node *at) {
  SmallVector<Value> operands;
  SmallVector<NamedAttribute> attributes;
  operandsOf(row, parameters, bound, operands, attributes, at);
  SmallVector<Type> types;
  for (Value operand : operands)
    types.push_back(operand.getType());
  if (StringRef(row.cxx).starts_with("np::linalg_"))
    for (Type type : types)
      if (dtypeOf(type) && dtypeOf(type).isF16())
        raise("TypeError", "array type float16 is unsupported in linalg", at);
  std::optional<SmallVector<Type>> results = resolveLibrary(row.rule, types, DictionaryAttr::get(&context, attributes), &context);
  if (!results)
    raiseTooFewDimensions(row, types, at);
  Operation *op = createOp(row.op, at, operands, *results, attributes);
  if (results->empty())
    return none();
  if (results->size() == 1)
    return into(given(bound, "out"), ofValue(op->getResult(0)), at);
  std::vector<Binding> all;
  for (Value value : op->getResults())
    all.push_back(ofValue(value));
  return tuple(std::move(all));
}

// A function that writes its first argument: through its name, view and all.
Binding Importer::callMutator(const Row &row, ArrayRef<Parameter> parameters, const std::map<std::string, Binding> &bound, const ast::Node *at) {
  Binding target = bound.at(parameters[0].name.str());
  if (!target.isArray())
    raise("TypeError", "argument 1 must be numpy.ndarray, not " + typeName(target), at);
  checkWritable(target, "array", at);
  SmallVector<Value> operands{tensor(target, at)};
  SmallVector<NamedAttribute> attributes;
  // The first operand is only there for the rank that axis= refers to.
  std::map<std::string, Binding> rest = bound;
  SmallVector<Parameter> others(parameters.drop_front());
  SmallVector<Parameter> withTarget{{parameters[0].name, "array", std::nullopt}};
  withTarget.append(others);
  operands.clear();
  operandsOf(row, withTarget, bound, operands, attributes, at);
  SmallVector<Value> args(llvm::drop_begin(operands));
  write(
      target, at,
      [&](Value base, Value through) {
        auto op = create<np::MutateOp>(at, base.getType(), base, through, args, builder.getStringAttr(row.cxx));
        for (NamedAttribute attribute : attributes)
          op->setAttr(attribute.getName(), attribute.getValue());
        return op.getResult();
      },
      [&](Value ref) {
        auto op = create<np::RefMutateOp>(at, ref, args, builder.getStringAttr(row.cxx));
        for (NamedAttribute attribute : attributes)
          op->setAttr(attribute.getName(), attribute.getValue());
      });
  return none();
}
