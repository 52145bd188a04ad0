// Attributes and methods of arrays and NumPy scalars, and the rows that are views or constructors: the handlers that
// rows of kind "frontend" name.
#include "frontend/Frame.h"
#include "ir/Types.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace np2gpu;

using Bound = std::map<std::string, Binding>;

static const Binding *given(const Bound &bound, StringRef name) {
  auto found = bound.find(name.str());
  return found == bound.end() || found->second.tag == Tag::None ? nullptr : &found->second;
}

//===--- Attributes -----------------------------------------------------------------------------------------------===//

Binding Importer::arrayAttribute(const Binding &array, StringRef attr, const ast::Node *at) {
  enum Attribute { Shape, Ndim, Size, Dtype, Transposed, Real, Imag, Strides, Itemsize, Nbytes, Flags, Flat, Base, Other };
  auto which = llvm::StringSwitch<Attribute>(attr)
                   .Case("shape", Shape).Case("ndim", Ndim).Case("size", Size).Case("dtype", Dtype).Cases({"T", "mT"}, Transposed)
                   .Case("real", Real).Case("imag", Imag).Case("strides", Strides).Case("itemsize", Itemsize)
                   .Case("nbytes", Nbytes).Case("flags", Flags).Case("flat", Flat).Case("base", Base).Default(Other);
  bool isArray = array.isArray();
  auto size = [&] { return isArray ? create<np::SizeOp>(at, builder.getIndexType(), dimSource(array, at)).getResult() : constantIndex(1, at); };
  switch (which) {
  case Shape: {
    std::vector<Binding> extents;
    for (int64_t axis = 0; axis < array.rank(); ++axis)
      extents.push_back(bounded(ofValue(create<np::DimOp>(at, builder.getIndexType(), dimSource(array, at), axis)), 48));
    return tuple(extents);
  }
  case Ndim: return constantInt(array.rank(), at);
  case Size: return bounded(ofValue(size()), 48);
  case Dtype: {
    Binding dtype;
    dtype.tag = Tag::Dtype;
    dtype.type = array.dtype();
    dtype.name = "dtype";
    return dtype;
  }
  case Transposed: {
    // Of rank 1 it is the same array; for callers outside, another object.
    if (!isArray || array.rank() < (entry && attr != "mT" ? 1 : 2))
      return array;
    SmallVector<int64_t> axes(array.rank());
    std::iota(axes.begin(), axes.end(), 0);
    if (attr == "mT")
      std::swap(axes[array.rank() - 1], axes[array.rank() - 2]);
    else
      std::reverse(axes.begin(), axes.end());
    return transposed(array, axes, at);
  }
  case Real: case Imag: {
    bool isReal = which == Real;
    if (!isComplex(array.dtype())) {
      if (isReal)
        return array;
      Binding zeros = ufunc(*rows.of(OperationName(np::ImagPartOp::getOperationName(), &context)), array, at);
      return isArray ? asArray(zeros, at) : zeros;
    }
    Type part = cast<ComplexType>(array.dtype()).getElementType();
    if (!isArray)
      return ufunc(*rows.of(OperationName(isReal ? np::RealPartOp::getOperationName() : np::ImagPartOp::getOperationName(), &context)), array, at);
    return view(array, isReal ? np::RealOp::getOperationName() : np::ImagOp::getOperationName(), {}, {}, arrayType(part, array.rank()), at);
  }
  case Strides: {
    std::vector<Binding> strides;
    for (int64_t axis = 0; axis < array.rank(); ++axis)
      strides.push_back(ofValue(create<np::StrideOp>(at, builder.getIndexType(), dimSource(array, at), axis)));
    return tuple(strides);
  }
  case Itemsize: return constantInt(dtypeSize(array.dtype()), at);
  case Nbytes: return binary(ast::Operator::Mult, ofValue(size()), constantInt(dtypeSize(array.dtype()), at), at);
  case Flags: case Flat: {
    Binding result;
    result.tag = which == Flags ? Tag::Flags : Tag::Flat;
    result.items = {named(array, site(at, "of"))};
    return result;
  }
  case Base: unsupported(at, "the attribute 'base'", "np.shares_memory(a, b) tells whether two arrays share memory");
  case Other: break;
  }
  std::string method = "." + attr.str();
  bool known = rows.numpy(method) || libraryFunction(method);
  if (!known)
    missingAttribute(array, attr, at);
  Binding bound;
  bound.tag = Tag::Method;
  bound.name = attr.str();
  bound.items = {array};
  return bound;
}

Binding Importer::arrayMethod(const Binding &array, StringRef method, Arguments &arguments) {
  Arguments withSelf = arguments;
  withSelf.positional.insert(withSelf.positional.begin(), array);
  std::string name = "." + method.str();
  if (const Row *row = rows.numpy(name))
    return callRow(*row, withSelf, arguments.at);
  return callFunction(*libraryFunction(name), withSelf);
}

//===--- Views ----------------------------------------------------------------------------------------------------===//

Binding Importer::transposed(const Binding &array, ArrayRef<int64_t> axes, const ast::Node *at) {
  return view(array, np::TransposeOp::getOperationName(), {}, builder.getNamedAttr("permutation", builder.getDenseI64ArrayAttr(axes)),
              arrayType(array.dtype(), axes.size()), at);
}

// Is the array, as it is bound, known to be in C order without gaps? Then reshape is a view.
bool Importer::isContiguous(const Binding &array) {
  if (array.tag != Tag::Array || array.object < 0)
    return false;
  return array.path.empty() && frame->objects[array.object].contiguous;
}

Binding Importer::reshaped(const Binding &array, ArrayRef<Value> wanted, StringRef order, const ast::Node *at) {
  auto check = create<np::CheckReshapeOp>(at, SmallVector<Type>(wanted.size(), builder.getIndexType()), dimSource(array, at), wanted);
  SmallVector<Value> extents(check.getResults().begin(), check.getResults().end());
  SmallVector<NamedAttribute> attributes{builder.getNamedAttr("order", builder.getStringAttr(order))};
  RankedTensorType type = arrayType(array.dtype(), wanted.size());
  bool known = order == "C" && isContiguous(array);
  if (known)
    attributes.push_back(builder.getNamedAttr("contiguous", builder.getUnitAttr()));
  if (known || array.tag == Tag::Ref || (array.tag == Tag::Array && array.object < 0))
    return view(array, np::ReshapeOp::getOperationName(), extents, attributes, type, at);
  SmallVector<Value> operands{tensor(array, at)};
  operands.append(extents);
  return viewOrCopy(array, createOp(OperationName(np::ReshapeOp::getOperationName(), &context), at, operands, type, attributes)->getResult(0), at);
}

//===--- Handlers -------------------------------------------------------------------------------------------------===//

Binding Importer::callFrontend(const Row &row, Arguments &arguments, const ast::Node *at) {
  using Handler = Binding (Importer::*)(const Bound &, const ast::Node *);
  static const std::map<Rule, Handler> handlers = {
      {Rule::of_array, &Importer::makeArray},         {Rule::of_asarray, &Importer::makeAsArray}, {Rule::of_astype, &Importer::makeAstype},
      {Rule::of_copy, &Importer::makeCopy},           {Rule::of_reshape, &Importer::makeReshape}, {Rule::of_transpose, &Importer::makeTranspose},
      {Rule::of_broadcast, &Importer::makeBroadcast}, {Rule::of_diagonal, &Importer::makeDiagonal}, {Rule::of_range, &Importer::makeRange},
      {Rule::of_spaced, &Importer::makeSpaced},       {Rule::of_fill, &Importer::makeFill},       {Rule::of_item, &Importer::makeItem},
      {Rule::of_list, &Importer::makeList},           {Rule::of_bitcast, &Importer::makeBitcast}, {Rule::of_nonzero, &Importer::makeNonzero},
      {Rule::of_expand, &Importer::makeExpand},       {Rule::of_select, &Importer::makeSelect},   {Rule::of_clip, &Importer::makeClip},
      {Rule::of_round, &Importer::makeRound},         {Rule::of_shape, &Importer::makeShape},     {Rule::of_count, &Importer::makeCount},
      {Rule::of_mayshare, &Importer::makeMayShare},   {Rule::of_sizeof, &Importer::makeSize},
      {Rule::of_record, &Importer::makeRecord},       {Rule::of_strided, &Importer::makeStrided},     {Rule::of_indexer, &Importer::makeIndexer},
      {Rule::of_contiguous, &Importer::makeContiguous}, {Rule::of_fortran, &Importer::makeFortran}, {Rule::of_iinfo, &Importer::makeIinfo},
      {Rule::of_finfo, &Importer::makeFinfo},         {Rule::of_resulttype, &Importer::makeResultType}, {Rule::of_promotetypes, &Importer::makePromoteTypes},
      {Rule::of_cancast, &Importer::makeCanCast},     {Rule::of_issubdtype, &Importer::makeIssubdtype}, {Rule::of_errstate, &Importer::makeErrstate},
      {Rule::of_record, &Importer::makeRecord},       {Rule::of_strided, &Importer::makeStrided}, {Rule::of_indexer, &Importer::makeIndexer},
  };
  SmallVector<Parameter> parameters = parseSignature(row.signature);
  Bound bound;
  bool variadic = !parameters.empty() && parameters.back().fallback == StringRef("*");
  for (auto [i, value] : llvm::enumerate(arguments.positional)) {
    if (variadic && i + 1 >= parameters.size()) {
      Binding &rest = bound[parameters.back().name.str()];
      rest.tag = Tag::Tuple;
      rest.items.push_back(value);
    } else if (i < parameters.size()) {
      bound[parameters[i].name.str()] = value;
    } else {
      raise("TypeError", "too many positional arguments", at);
    }
  }
  for (const Keyword &keyword : arguments.keywords) {
    if (!llvm::any_of(parameters, [&](const Parameter &p) { return p.name == keyword.name; }) && keyword.name != "order")
      unsupported(keyword.at, "the argument '" + keyword.name + "' of this function", "its arguments are (" + row.signature + ")");
    bound[keyword.name] = keyword.value;
  }
  for (const Parameter &parameter : parameters)
    if (!parameter.fallback && !bound.count(parameter.name.str()))
      raise("TypeError", "missing required argument '" + parameter.name + "'", at);
  Handler handler = handlers.at(row.rule);
  for (auto &[name, value] : bound)
    if (value.tag == Tag::Either)
      return dispatch(value, at, [&, name = name](const Binding &each) {
        Bound again = bound;
        again[name] = each;
        return (this->*handler)(again, at);
      });
  return (this->*handler)(bound, at);
}

static StringRef orderOf(Importer &importer, const Bound &bound, StringRef fallback, const ast::Node *at) {
  const Binding *order = given(bound, "order");
  return order ? cast<StringAttr>(importer.demandConstant(*order, at, "order")).getValue() : fallback;
}

Type Importer::dtypeArgument(const std::map<std::string, Binding> &bound, const ast::Node *at) {
  const Binding *value = given(bound, "dtype");
  if (!value)
    return {};
  return demandDtype(*value, at);
}

Binding Importer::copied(const Binding &array, StringRef order, const ast::Node *at) {
  return ofValue(create<np::CopyOp>(at, arrayType(array.dtype(), array.rank()), tensor(array, at), builder.getStringAttr(order)));
}

Binding Importer::makeArray(const Bound &bound, const ast::Node *at) {
  const Binding &object = bound.at("object");
  Binding array = asArray(object, at, dtypeArgument(bound, at));
  const Binding *copy = given(bound, "copy");
  bool wantsCopy = !copy || staticBool(*copy) != std::optional<bool>(false);
  if (object.isArray() && array.isArray() && wantsCopy && array.dtype() == object.dtype())
    array = copied(array, orderOf(*this, bound, "K", at), at);
  if (const Binding *ndmin = given(bound, "ndmin"))
    while (array.rank() < cast<IntegerAttr>(demandConstant(*ndmin, at, "ndmin")).getInt())
      array = view(array, np::ExpandDimsOp::getOperationName(), {}, builder.getNamedAttr("axes", builder.getDenseI64ArrayAttr({0})),
                   arrayType(array.dtype(), array.rank() + 1), at);
  return array;
}

Binding Importer::makeAsArray(const Bound &bound, const ast::Node *at) {
  Binding array = asArray(bound.at("a"), at, dtypeArgument(bound, at));
  StringRef order = orderOf(*this, bound, "K", at);
  return (order == "F" || order == "C") && array.rank() > 1 ? ordered({{"a", array}}, order, at) : array;
}

// The array itself where it has the order, else a copy: which of them only the run knows.
Binding Importer::ordered(const Bound &bound, StringRef order, const ast::Node *at) {
  Binding array = asArray(bound.at("a"), at, dtypeArgument(bound, at));
  if (array.rank() == 0) // at least one axis
    return reshaped(array, constantIndex(1, at), "C", at);
  if (order == "C" && isContiguous(array))
    return array;
  NamedAttribute attribute = builder.getNamedAttr("order", builder.getStringAttr(order));
  RankedTensorType type = array.tensorType();
  if (array.tag == Tag::Ref || array.object < 0)
    return view(array, np::ContiguousOp::getOperationName(), {}, attribute, type, at);
  return viewOrCopy(array, createOp(OperationName(np::ContiguousOp::getOperationName(), &context), at, tensor(array, at), type, attribute)->getResult(0), at);
}
Binding Importer::makeStrided(const Bound &bound, const ast::Node *at) {
  Binding array = asArray(bound.at("x"), at);
  SmallVector<Value> extents = extentsOf(bound.at("shape"), at), strides = extentsOf(bound.at("strides"), at, /*check=*/false);
  if (extents.size() != strides.size())
    raise("ValueError", "mismatch in length of strides and shape", at);
  SmallVector<Value> operands(extents);
  operands.append(strides);
  int32_t segments[] = {1, int32_t(extents.size()), int32_t(strides.size())};
  return view(array, np::StridedOp::getOperationName(), operands, builder.getNamedAttr("operandSegmentSizes", builder.getDenseI32ArrayAttr(segments)),
              arrayType(array.dtype(), extents.size()), at);
}

// np.c_, np.mgrid and the like are objects with subscripts.
Binding Importer::makeIndexer(const Bound &, const ast::Node *at) { raise("TypeError", "this object is not callable: write its subscript", at); }
Binding Importer::indexerItem(const Binding &base, const Binding &index, const ast::Node *at) {
  Arguments arguments;
  arguments.at = at;
  arguments.positional = {index.tag == Tag::Tuple ? index : tuple({index}), constantBool(index.tag == Tag::Tuple, at)};
  return callFunction(*libraryFunction("np._" + StringRef(base.name).rsplit('.').second.str()), arguments);
}

Binding Importer::makeContiguous(const Bound &bound, const ast::Node *at) { return ordered(bound, "C", at); }
Binding Importer::makeFortran(const Bound &bound, const ast::Node *at) { return ordered(bound, "F", at); }

Binding Importer::makeAstype(const Bound &bound, const ast::Node *at) {
  const Binding &array = bound.at("a");
  Type dtype = dtypeArgument(bound, at);
  if (array.tag == Tag::Scalar)
    return ofValue(scalarOf(array, dtype, at));
  return ofValue(create<np::CastOp>(at, arrayType(dtype, array.rank()), tensor(array, at), builder.getStringAttr(orderOf(*this, bound, "K", at))));
}

Binding Importer::makeCopy(const Bound &bound, const ast::Node *at) {
  if (bound.at("a").tag == Tag::Scalar)
    return bound.at("a");
  return copied(asArray(bound.at("a"), at), orderOf(*this, bound, "C", at), at);
}

Binding Importer::makeReshape(const Bound &bound, const ast::Node *at) {
  Binding shape = bound.at("shape");
  if (shape.tag == Tag::Tuple && shape.items.size() == 1 && !shape.items[0].isPythonNumber() && shape.items[0].tag != Tag::Scalar)
    shape = shape.items[0];
  StringRef order = orderOf(*this, bound, "C", at);
  return reshaped(asArray(bound.at("a"), at), extentsOf(shape, at, /*check=*/false), order, at);
}

Binding Importer::makeTranspose(const Bound &bound, const ast::Node *at) {
  Binding array = asArray(bound.at("a"), at);
  const Binding *axes = given(bound, "axes");
  Binding list = axes ? *axes : none();
  if (list.tag == Tag::Tuple && list.items.size() == 1 && (staticItems(list.items[0]) || list.items[0].tag == Tag::None))
    list = list.items[0];
  SmallVector<int64_t> permutation;
  if (list.tag == Tag::None) {
    for (int64_t axis = array.rank(); axis-- > 0;)
      permutation.push_back(axis);
  } else {
    permutation = axesOf(list, array.rank(), at, "axes", "repeated axis in transpose");
    if (int64_t(permutation.size()) != array.rank())
      raise("ValueError", "axes don't match array", at);
  }
  return transposed(array, permutation, at);
}

Binding Importer::makeBroadcast(const Bound &bound, const ast::Node *at) {
  Binding array = asArray(bound.at("array"), at);
  SmallVector<Value> wanted = extentsOf(bound.at("shape"), at, false);
  if (int64_t(wanted.size()) < array.rank())
    raise("ValueError", "input operand has more dimensions than allowed by the axis remapping", at);
  auto check = create<np::CheckBroadcastToOp>(at, SmallVector<Type>(wanted.size(), builder.getIndexType()), dimSource(array, at), wanted);
  SmallVector<Value> extents(check.getResults().begin(), check.getResults().end());
  return view(array, np::BroadcastToOp::getOperationName(), extents, {}, arrayType(array.dtype(), wanted.size()), at);
}

Binding Importer::makeDiagonal(const Bound &bound, const ast::Node *at) {
  Binding array = asArray(bound.at("a"), at);
  if (array.rank() < 2)
    raise("ValueError", "diag requires an array of at least two dimensions", at);
  Value offset = given(bound, "offset") ? asIndex(bound.at("offset"), at) : constantIndex(0, at);
  auto axis = [&](StringRef name, int64_t fallback) {
    const Binding *value = given(bound, name);
    return value ? axesOf(*value, array.rank(), at, name)[0] : fallback;
  };
  return view(array, np::DiagonalOp::getOperationName(), offset,
              {builder.getNamedAttr("axis1", builder.getI64IntegerAttr(axis("axis1", 0))), builder.getNamedAttr("axis2", builder.getI64IntegerAttr(axis("axis2", 1)))},
              arrayType(array.dtype(), array.rank() - 1), at);
}

// arange([start,] stop[, step]): of ints int64, of floats float64.
Binding Importer::makeRange(const Bound &bound, const ast::Node *at) {
  Binding start = constantInt(0, at), stop = bound.at("start"), step = constantInt(1, at);
  if (given(bound, "stop"))
    start = bound.at("start"), stop = bound.at("stop");
  if (given(bound, "step"))
    step = bound.at("step");
  Type dtype = dtypeArgument(bound, at);
  Type joined = builder.getI64Type();
  for (const Binding *each : {&start, &stop, &step})
    if (each->isNumPy())
      joined = promote(joined, each->dtype());
    else if (each->tag == Tag::Float)
      joined = promote(joined, builder.getF64Type());
    else if (each->tag == Tag::Complex)
      joined = promote(joined, each->value.getType());
    else if (!each->isPythonNumber())
      raise("TypeError", "unsupported operand type(s) for -: '" + typeName(*each) + "' and 'int'", at);
  // Computed in the joined type of the arguments, stored in the dtype.
  Type compute = joined;
  SmallVector<Value> operands;
  for (const Binding *each : {&start, &stop, &step})
    operands.push_back(scalarOf(*each, compute, at));
  Type result = dtype ? dtype : joined;
  return ofValue(createOp(OperationName(np::ArangeOp::getOperationName(), &context), at, operands, arrayType(result, 1),
                          builder.getNamedAttr("dtype", TypeAttr::get(result)))->getResult(0));
}

// linspace where an end is an array: lib/ has it.
Binding Importer::spacedBetweenArrays(const Bound &bound, const ast::Node *at) {
  if (bound.count("axis") && staticInt(bound.at("axis")) != std::optional<int64_t>(0))
    unsupported(at, "linspace between arrays along this axis", "np.moveaxis(np.linspace(start, stop, num), 0, axis)");
  Arguments arguments;
  arguments.at = at;
  auto pass = [&](StringRef name, Binding fallback) { arguments.positional.push_back(bound.count(name.str()) ? bound.at(name.str()) : fallback); };
  pass("start", none()), pass("stop", none()), pass("num", constantInt(50, at)), pass("endpoint", constantBool(true, at));
  pass("retstep", constantBool(false, at)), pass("dtype", none());
  return callFunction(*libraryFunction("np._linspace"), arguments);
}

Binding Importer::makeSpaced(const Bound &bound, const ast::Node *at) {
  const Binding &start = bound.at("start"), &stop = bound.at("stop");
  auto isSequence = [](const Binding &b) { return (b.isArray() && b.rank() > 0) || b.tag == Tag::StaticList || b.tag == Tag::List || b.tag == Tag::Tuple; };
  if (isSequence(start) || isSequence(stop))
    return spacedBetweenArrays(bound, at);
  Value num = given(bound, "num") ? asIndex(bound.at("num"), at) : constantIndex(50, at);
  Attribute endpoint = given(bound, "endpoint") ? demandConstant(bound.at("endpoint"), at, "endpoint") : Attribute(builder.getBoolAttr(true));
  bool retstep = given(bound, "retstep") && cast<BoolAttr>(demandConstant(bound.at("retstep"), at, "retstep")).getValue();
  SmallVector<Value> operands{asFloat(start, at), asFloat(stop, at), num};
  Binding result = ofValue(createOp(OperationName(np::LinspaceOp::getOperationName(), &context), at, operands, arrayType(builder.getF64Type(), 1),
                                    builder.getNamedAttr("endpoint", endpoint))->getResult(0));
  if (Type dtype = dtypeArgument(bound, at); dtype && dtype != builder.getF64Type()) {
    if (isInt(dtype)) // rounded down first
      result = ufunc(*rows.of(OperationName(np::FloorOp::getOperationName(), &context)), result, at);
    result = asArray(result, at, dtype);
  }
  if (!retstep)
    return result;
  Value intervals = cast<BoolAttr>(endpoint).getValue() ? binary(ast::Operator::Sub, ofValue(num), constantInt(1, at), at).value : num;
  Binding width = ofValue(create<np::WeakOp>(at, scalarType(builder.getF64Type()), binary(ast::Operator::Sub, ofValue(operands[1]), ofValue(operands[0]), at).value));
  return tuple({result, binary(ast::Operator::Div, width, ofValue(intervals), at)});
}

Binding Importer::makeFill(const Bound &bound, const ast::Node *at) {
  assignAll(bound.at("a"), bound.at("value"), at);
  return none();
}

Type Importer::pythonType(Type dtype) {
  if (isBool(dtype))
    return builder.getI1Type();
  if (isInt(dtype))
    return isUnsignedInt(dtype) && dtypeSize(dtype) == 8 ? Type(py::WideType::get(&context)) : Type(builder.getIndexType());
  return isFloat(dtype) ? Type(builder.getF64Type()) : Type(ComplexType::get(builder.getF64Type()));
}

Binding Importer::makeItem(const Bound &bound, const ast::Node *at) {
  Binding array = bound.at("a");
  if (const Binding *index = given(bound, "args")) {
    Binding place = index->items.size() == 1 ? index->items[0] : *index;
    if (place.tag != Tag::Tuple && array.rank() > 1)
      array = reshaped(array, constantIndex(-1, at), "C", at);
    array = arrayItem(array, place, at);
  } else if (array.isArray()) {
    Value element = create<np::ElementOfOp>(at, scalarType(array.dtype()), tensor(array, at));
    element.getDefiningOp()->setAttr("item", builder.getUnitAttr()); // its own error text
    array = ofValue(element);
  }
  return ofValue(create<np::ItemOp>(at, pythonType(array.dtype()), array.value));
}

Binding Importer::makeList(const Bound &bound, const ast::Node *at) {
  const Binding &array = bound.at("a");
  Type type = pythonType(array.dtype());
  if (array.tag == Tag::Scalar || array.rank() == 0)
    return makeItem({{"a", array}}, at);
  for (int64_t i = 0; i < array.rank(); ++i)
    type = py::ListType::get(&context, type);
  return ofValue(create<np::ToListOp>(at, type, tensor(array, at)));
}

Binding Importer::makeBitcast(const Bound &bound, const ast::Node *at) {
  const Binding &array = bound.at("a");
  Type dtype = dtypeArgument(bound, at);
  return dtype ? view(array, np::BitcastOp::getOperationName(), {}, {}, arrayType(dtype, array.rank()), at) : array;
}

Binding Importer::makeNonzero(const Bound &bound, const ast::Node *at) {
  Binding array = asArray(bound.at("a"), at);
  if (array.rank() == 0)
    raise("ValueError", "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead. If the context of this error is of the form `arr[nonzero(cond)]`, just use `arr[cond]`.", at);
  SmallVector<Type> types(array.rank(), arrayType(builder.getI64Type(), 1));
  Operation *op = createOp(OperationName(np::NonzeroOp::getOperationName(), &context), at, tensor(array, at), types);
  std::vector<Binding> items;
  for (Value value : op->getResults())
    items.push_back(ofValue(value));
  return tuple(std::move(items));
}

Binding Importer::makeExpand(const Bound &bound, const ast::Node *at) {
  Binding array = asArray(bound.at("a"), at);
  std::optional<std::vector<Binding>> list = staticItems(bound.at("axis"));
  int64_t rank = array.rank() + (list ? list->size() : 1);
  SmallVector<int64_t> axes = axesOf(bound.at("axis"), rank, at, "axis");
  llvm::sort(axes);
  return view(array, np::ExpandDimsOp::getOperationName(), {}, builder.getNamedAttr("axes", builder.getDenseI64ArrayAttr(axes)), arrayType(array.dtype(), rank), at);
}

// where(condition, x, y); where(condition) is nonzero.
Binding Importer::makeSelect(const Bound &bound, const ast::Node *at) {
  if (!bound.count("x"))
    return makeNonzero({{"a", bound.at("condition")}}, at);
  Binding x = bound.at("x"), y = bound.at("y");
  if (x.isPythonNumber() && y.isPythonNumber()) { // both weak: as np.asarray of each
    x = asArray(x, at), y = asArray(y, at);
  } else if (x.isPythonNumber()) {
    x = ofValue(scalarOf(x, weakDtype(x.value.getType(), asArray(y, at).dtype()), at));
  } else if (y.isPythonNumber()) {
    y = ofValue(scalarOf(y, weakDtype(y.value.getType(), asArray(x, at).dtype()), at));
  }
  Binding condition = bound.at("condition");
  if (condition.isPythonNumber())
    condition = asArray(truth(condition, at), at);
  Binding result = ufunc(*rows.of(OperationName(np::WhereOp::getOperationName(), &context)), {condition, x, y}, at);
  return result.tag == Tag::Scalar ? asArray(result, at) : result; // a 0-d array, not a scalar
}

Binding Importer::makeClip(const Bound &bound, const ast::Node *at) {
  Binding array = bound.at("a");
  const Binding *low = given(bound, "a_min") ? given(bound, "a_min") : given(bound, "min");
  const Binding *high = given(bound, "a_max") ? given(bound, "a_max") : given(bound, "max");
  // A bound beyond the dtype's range on its own side is no bound.
  auto isBeyond = [&](const Binding *bound, bool isLow) {
    if (!bound || !array.isNumPy() || !isInt(array.dtype()))
      return false;
    std::optional<int64_t> value = staticInt(*bound);
    unsigned bits = array.dtype().getIntOrFloatBitWidth();
    if (!value || bits == 64)
      return false;
    bool isUnsigned = isUnsignedInt(array.dtype());
    return isLow ? *value < (isUnsigned ? 0 : -(int64_t(1) << (bits - 1))) : *value >= int64_t(1) << (bits - (isUnsigned ? 0 : 1));
  };
  if (isBeyond(low, true))
    low = nullptr;
  if (isBeyond(high, false))
    high = nullptr;
  Binding result;
  auto row = [&](StringRef op) { return rows.of(OperationName(op, &context)); };
  if (low && high)
    result = ufunc(*row(np::ClipOp::getOperationName()), {array, *low, *high}, at);
  else if (low)
    result = ufunc(*row(np::MaximumOp::getOperationName()), {array, *low}, at);
  else if (high)
    result = ufunc(*row(np::MinimumOp::getOperationName()), {array, *high}, at);
  else
    result = ufunc(*rows.numpy("u+"), array, at);
  return into(given(bound, "out"), result, at);
}

Binding Importer::makeRound(const Bound &bound, const ast::Node *at) {
  const Binding *decimals = given(bound, "decimals");
  Binding array = bound.at("a");
  if (!array.isNumPy())
    array = asArray(array, at);
  if (isBool(array.dtype()))
    array = asArray(array, at, builder.getF16Type());
  Binding places = ofValue(create<np::WeakOp>(at, scalarType(builder.getI64Type()), decimals ? asIndex(*decimals, at) : constantIndex(0, at)));
  Binding result = ufunc(*rows.of(OperationName(np::RoundOp::getOperationName(), &context)), {array, places}, at);
  return into(given(bound, "out"), result, at);
}

Binding Importer::makeShape(const Bound &bound, const ast::Node *at) { return arrayAttribute(asArray(bound.at("a"), at), "shape", at); }

Binding Importer::makeSize(const Bound &bound, const ast::Node *at) {
  Binding array = asArray(bound.at("a"), at);
  const Binding *axis = given(bound, "axis");
  if (!axis)
    return arrayAttribute(array, "size", at);
  return ofValue(create<np::DimOp>(at, builder.getIndexType(), dimSource(array, at), axesOf(*axis, array.rank(), at, "axis")[0]));
}

Binding Importer::makeCount(const Bound &bound, const ast::Node *at) {
  Binding mask = asArray(bound.at("a"), at, builder.getI1Type());
  if (!given(bound, "axis"))
    return ofValue(create<np::WeakOp>(at, scalarType(builder.getI64Type()),
                                      createOp(OperationName(np::CountNonzeroOp::getOperationName(), &context), at, tensor(mask, at), builder.getIndexType())->getResult(0)));
  return callReduction(*rows.of(OperationName(np::SumOp::getOperationName(), &context)), {{"a", mask}, {"axis", bound.at("axis")}}, at);
}

Binding Importer::makeMayShare(const Bound &bound, const ast::Node *at) {
  Binding a = bound.at("a"), b = bound.at("b");
  if (!a.isArray() || !b.isArray())
    return constantBool(false, at);
  return ofValue(createOp(OperationName(np::SharesMemoryOp::getOperationName(), &context), at, {tensor(a, at), tensor(b, at)}, builder.getI1Type())->getResult(0));
}
