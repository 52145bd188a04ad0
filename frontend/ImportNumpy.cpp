// Calls of rows: arguments bound by the row's signature, ufuncs, reductions, library calls, writers.
#include "frontend/Frame.h"
#include "frontend/Signature.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;

//===--- Arrays from values ---------------------------------------------------------------------------------------===//

static std::optional<std::vector<Binding>> nestedItems(const Binding &value) {
  if (value.tag == Tag::Tuple || value.tag == Tag::StaticList)
    return value.items;
  return std::nullopt;
}

// The leaves of a nested list or tuple whose lengths are static, and its shape as far as all of it agrees; false if it
// is ragged.
static bool leavesOf(const Binding &value, size_t depth, SmallVectorImpl<int64_t> &shape, std::vector<Binding> &leaves) {
  std::optional<std::vector<Binding>> items = nestedItems(value);
  if (!items) {
    leaves.push_back(value);
    if (depth < shape.size()) {
      shape.truncate(depth);
      return false;
    }
    return true;
  }
  bool isFirst = depth == shape.size() && leaves.empty();
  if (isFirst)
    shape.push_back(items->size());
  else if (depth >= shape.size() || shape[depth] != int64_t(items->size())) {
    shape.truncate(depth);
    return false;
  }
  bool isRegular = true;
  for (const Binding &item : *items)
    isRegular &= leavesOf(item, depth + 1, shape, leaves);
  return isRegular;
}

Binding Importer::fresh(Value value) {
  Binding result = ofValue(value);
  return result;
}

// The dtype that np.array gives to Python and NumPy scalars together.
static Type joinedDtype(Importer &importer, ArrayRef<Binding> leaves, const ast::Node *at) {
  Type joined;
  for (const Binding &leaf : leaves) {
    Type own;
    if (leaf.isNumPy())
      own = leaf.dtype();
    else if (leaf.tag == Tag::Wide) {
      auto constant = dyn_cast_or_null<IntegerAttr>(leaf.constant);
      if (constant && !constant.getValue().isNegative() && constant.getValue().getActiveBits() <= 64)
        own = dtypeOfName("uint64", &importer.context);
      else
        importer.raise("OverflowError", "Python int too large to convert to C long", at);
    } else if (leaf.isPythonNumber())
      own = weakDtype(leaf.value.getType(), {});
    else
      importer.unsupported(at, "an array of '" + typeName(leaf) + "' elements", "arrays hold numbers and bools");
    joined = joined ? promote(joined, own) : own;
  }
  return joined ? joined : Type(importer.builder.getF64Type());
}

Value Importer::scalarOf(const Binding &value, Type dtype, const ast::Node *at) {
  if (value.isArray())
    return create<np::CastOp>(at, scalarType(dtype), create<np::ExtractOp>(at, scalarType(value.dtype()), tensor(value, at), ValueRange{}));
  if (value.tag == Tag::Scalar)
    return value.type == dtype ? value.value : create<np::CastOp>(at, scalarType(dtype), value.value).getResult();
  if (value.isPythonNumber()) {
    if (isBool(dtype) && value.tag != Tag::Bool)
      return create<np::WeakOp>(at, scalarType(dtype), truth(value, at).value);
    if (value.tag == Tag::Complex && !isComplex(dtype))
      raise("TypeError", (isFloat(dtype) ? "float() argument must be a string or a real number, not 'complex'" : "int() argument must be a string, a bytes-like object or a real number, not 'complex'"), at);
    if (isInt(dtype) && value.tag == Tag::Float)
      return create<np::CastOp>(at, scalarType(dtype), create<np::WeakOp>(at, scalarType(builder.getF64Type()), value.value));
    return create<np::WeakOp>(at, scalarType(dtype), value.value);
  }
  raise("TypeError", "float() argument must be a string or a real number, not '" + typeName(value) + "'", at);
}

Binding Importer::asArray(const Binding &given, const ast::Node *at, Type dtype) {
  if (given.tag == Tag::Either)
    return dispatch(given, at, [&](const Binding &each) { return asArray(each, at, dtype); });
  Binding value = uniform(given, at);
  if (value.isArray()) {
    if (!dtype || value.dtype() == dtype)
      return value;
    return fresh(create<np::CastOp>(at, arrayType(dtype, value.rank()), tensor(value, at)));
  }
  if (value.tag == Tag::Scalar || value.isPythonNumber()) {
    Type own = dtype ? dtype : joinedDtype(*this, value, at);
    return fresh(create<np::FromScalarOp>(at, arrayType(own, 0), scalarOf(value, own, at)));
  }
  if (value.tag == Tag::List) {
    Type element = value.type;
    int64_t rank = 0;
    while (auto list = dyn_cast<py::ListType>(element))
      element = list.getElement(), ++rank;
    if (auto tuple = dyn_cast<TupleType>(element)) {
      if (tuple.size() == 0 || !llvm::all_of(tuple.getTypes(), [&](Type t) { return t == tuple.getType(0); }))
        unsupported(at, "an array of a list of tuples of unlike items", "append to one list for each item");
      element = tuple.getType(0), ++rank;
    }
    if (dtypeOf(element))
      rank += rankOf(element), element = dtypeOf(element);
    else if (isa<py::StrType>(element))
      unsupported(at, "an array of strings", "keep them in a list");
    else
      element = weakDtype(element, {});
    Binding array = fresh(create<np::ArrayOfListOp>(at, arrayType(element, rank), value.value));
    return dtype && dtype != element ? asArray(array, at, dtype) : array;
  }
  if (value.tag == Tag::Range) {
    SmallVector<Value> bounds;
    for (const Binding &item : value.items)
      bounds.push_back(create<np::WeakOp>(at, scalarType(builder.getI64Type()), item.value));
    Type own = dtype ? dtype : Type(builder.getI64Type());
    return fresh(createOp(OperationName(np::ArangeOp::getOperationName(), &context), at, bounds, arrayType(own, 1), builder.getNamedAttr("dtype", TypeAttr::get(own)))->getResult(0));
  }
  SmallVector<int64_t> shape;
  std::vector<Binding> leaves;
  if (!leavesOf(value, 0, shape, leaves))
    raise("ValueError", "setting an array element with a sequence. The requested array has an inhomogeneous shape after " + Twine(shape.size()) +
                            " dimensions. The detected shape was (" + llvm::join(llvm::map_range(shape, [](int64_t n) { return std::to_string(n); }), ", ") +
                            (shape.size() == 1 ? ",)" : ")") + " + inhomogeneous part.", at);
  if (shape.empty())
    raise("TypeError", "cannot make an array of a '" + typeName(value) + "'", at);
  bool hasArrays = llvm::any_of(leaves, [](const Binding &b) { return b.isArray() && b.rank() > 0; }) ||
                   llvm::any_of(leaves, [](const Binding &b) { return b.tag == Tag::List || b.tag == Tag::Range; });
  if (hasArrays) { // a list of arrays: a new first axis, outermost last
    std::vector<Binding> parts;
    for (const Binding &item : value.items)
      parts.push_back(asArray(item, at, dtype));
    Type own = joinedDtype(*this, parts, at);
    SmallVector<Value> tensors;
    for (const Binding &part : parts) {
      if (part.rank() != parts[0].rank())
        raise("ValueError", "setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (" + Twine(parts.size()) + ",) + inhomogeneous part.", at);
      tensors.push_back(tensor(asArray(part, at, own), at));
    }
    return fresh(create<np::StackOp>(at, arrayType(own, parts[0].rank() + 1), tensors));
  }
  Type own = dtype ? dtype : joinedDtype(*this, leaves, at);
  SmallVector<Value> elements;
  for (const Binding &leaf : leaves)
    elements.push_back(scalarOf(leaf, own, at));
  return fresh(create<np::ArrayOp>(at, arrayType(own, shape.size()), elements, shape));
}

Type Importer::asDtype(const Binding &value, const ast::Node *at) {
  if (value.tag == Tag::Dtype)
    return value.type;
  if (std::optional<StringRef> text = staticStr(value))
    if (Type dtype = dtypeOfName(*text, &context))
      return dtype;
  if (std::optional<StringRef> text = staticStr(value))
    raise("TypeError", "data type '" + *text + "' not understood", at);
  if (value.tag == Tag::Builtin) // float, int, bool, complex
    if (Type dtype = dtypeOfName(value.name, &context))
      return dtype;
  return {};
}

Type Importer::demandDtype(const Binding &value, const ast::Node *at) {
  if (Type dtype = asDtype(value, at))
    return dtype;
  unsupported(at, "this dtype", "use bool, an integer, float or complex dtype such as np.float64");
}

static bool fitsDtype(std::optional<int64_t> value, Type dtype) {
  if (!value)
    return false;
  unsigned bits = dtype.getIntOrFloatBitWidth();
  if (isUnsignedInt(dtype))
    return *value >= 0 && (bits == 64 || *value < int64_t(1) << bits);
  return bits == 64 || (*value >= -(int64_t(1) << (bits - 1)) && *value < int64_t(1) << (bits - 1));
}

//===--- Ufuncs ---------------------------------------------------------------------------------------------------===//

Binding Importer::ufunc(const Row &row, ArrayRef<Binding> given, const ast::Node *at) {
  for (const Binding &operand : given)
    if (operand.tag == Tag::Either)
      return dispatch(given, at, [&](ArrayRef<Binding> chosen) { return ufunc(row, chosen, at); });
  std::vector<Binding> operands(given);
  SmallVector<Type> strong; // dtypes that promotion must respect
  for (Binding &operand : operands) {
    if (!operand.isNumPy() && !operand.isPythonNumber())
      operand = asArray(operand, at);
    if (operand.isNumPy())
      strong.push_back(operand.dtype());
  }
  // Python scalars are weak: they take the dtype of the others; a float beside ints is float64.
  SmallVector<Value> values;
  SmallVector<Type> types;
  for (Binding &operand : operands) {
    if (operand.isNumPy()) {
      values.push_back(operand.tag == Tag::Scalar ? operand.value : nullptr);
      types.push_back(operand.tag == Tag::Scalar ? Type(scalarType(operand.type)) : operand.type);
      continue;
    }
    Type dtype = operand.tag == Tag::Wide ? wideDtype(row, operand, strong, at) : weakDtype(operand.value.getType(), strong);
    // A comparison with an int out of the dtype's range is no error: it is made in int64, exactly.
    if (row.rule == Rule::of_compare && operand.tag == Tag::Int && isInt(dtype) && !fitsDtype(staticInt(operand), dtype))
      dtype = builder.getI64Type();
    values.push_back(scalarOf(operand, dtype, at));
    types.push_back(scalarType(dtype));
  }
  std::optional<UfuncLoop> loop = resolveUfunc(row.rule, types);
  if (!loop && row.rule == Rule::of_floordiv && llvm::isa_and_nonnull<ast::BinOp>(at) && !given[0].isArray() && !given[1].isArray())
    raise("TypeError", "unsupported operand type(s) for " + row.names.back() + ": '" + typeName(given[0]) + "' and '" + typeName(given[1]) + "'", at);
  if (!loop)
    raiseNoLoop(row, types, at);
  int64_t rank = 0;
  for (const Binding &operand : operands)
    if (operand.isArray())
      rank = std::max(rank, operand.rank());
  // Versions are looked up now, after all operands were evaluated.
  for (auto [value, operand] : llvm::zip(values, operands))
    if (!value)
      value = tensor(operand, at);
  if (row.rule == Rule::of_power && isSignedInt(loop->result) && !(staticInt(given[1]) >= std::optional<int64_t>(0)))
    create<np::CheckPowersOp>(at, values[1]);
  if (rank == 0) { // 0-d arrays count as scalars; the result is a NumPy scalar
    for (Value &value : values)
      if (isa<RankedTensorType>(value.getType()))
        value = create<np::ExtractOp>(at, scalarType(dtypeOf(value.getType())), value, ValueRange{});
    return ofValue(createUfunc(row, at, values, {}, scalarType(loop->result)));
  }
  SmallVector<Value> arrays, extents;
  for (Value value : values)
    if (isa<RankedTensorType>(value.getType()) && rankOf(value.getType()) > 0 && !llvm::is_contained(arrays, value))
      arrays.push_back(value);
  if (arrays.size() > 1) {
    if (inPlaceTarget && inPlaceTarget->rank() == rank) // NumPy names the target's shape too
      arrays.push_back(arrays[0]);
    auto check = create<np::BroadcastShapeOp>(at, SmallVector<Type>(rank, builder.getIndexType()), arrays);
    extents.append(check.getExtents().begin(), check.getExtents().end());
  }
  return ofValue(createUfunc(row, at, values, extents, arrayType(loop->result, rank)));
}

Value Importer::createUfunc(const Row &row, const ast::Node *at, ValueRange inputs, ValueRange extents, Type result) {
  OperationState state(loc(at), row.op);
  state.addOperands(inputs);
  state.addOperands(extents);
  state.addTypes(result);
  int32_t segments[] = {int32_t(inputs.size()), int32_t(extents.size())};
  state.addAttribute("operandSegmentSizes", builder.getDenseI32ArrayAttr(segments));
  return builder.create(state)->getResult(0);
}

void Importer::raiseNoLoop(const Row &row, ArrayRef<Type> types, const ast::Node *at) {
  StringRef name = row.names[0];
  name.consume_front("np.");
  if (row.rule == Rule::of_subtract)
    raise("TypeError", "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.", at);
  if (row.names.back() == "u-" && isBool(dtypeOf(types[0])))
    raise("TypeError", "The numpy boolean " + name + ", the `-` operator, is not supported, use the `~` operator or the logical_not function instead.", at);
  if (row.rule == Rule::of_integer || row.rule == Rule::of_numeric) { // without a loop for objects NumPy would not look further either
    std::string classes;
    for (Type type : types) {
      std::string word = dtypeName(dtypeOf(type)).str();
      word[0] = llvm::toUpper(word[0]);
      if (StringRef(word).starts_with("Ui"))
        word[1] = 'I';
      classes += (classes.empty() ? "<class 'numpy.dtypes." : ", <class 'numpy.dtypes.") + word + "DType'>";
    }
    raise("UFuncTypeError", "ufunc '" + name + "' did not contain a loop with signature matching types " + (types.size() > 1 ? "(" + classes + ")" : classes) + " -> None", at);
  }
  raise("TypeError", "ufunc '" + name + "' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''", at);
}

// A Python int beyond int64 beside these dtypes.
Type Importer::wideDtype(const Row &row, const Binding &wide, ArrayRef<Type> strong, const ast::Node *at) {
  for (Type dtype : strong)
    if (isFloat(dtype) || isComplex(dtype))
      return weakDtype(builder.getF64Type(), strong);
  auto constant = dyn_cast_or_null<IntegerAttr>(wide.constant);
  bool fitsUnsigned = constant && !constant.getValue().isNegative() && constant.getValue().getActiveBits() <= 64;
  Type joined = strong.empty() || row.rule == Rule::of_compare ? dtypeOfName("uint64", &context) : strong[0];
  if (fitsUnsigned && isUnsignedInt(joined) && dtypeSize(joined) == 8)
    return joined;
  if (constant) {
    SmallString<40> text;
    constant.getValue().toStringSigned(text);
    raise("OverflowError", "Python integer " + text + " out of bounds for " + dtypeName(joined), at);
  }
  return joined;
}
