// Operators. Python scalars among themselves have Python's semantics (py rows); with an array or a NumPy scalar on
// either side the operator is the ufunc of that symbol.
#include "frontend/Frame.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;

StringRef Importer::operatorSymbol(ast::Operator op) {
  static const StringRef symbols[] = {"+", "-", "*", "@", "/", "%", "**", "<<", ">>", "|", "^", "&", "//"};
  return symbols[int(op)];
}
static StringRef symbolOf(ast::UnaryOperator op) {
  static const StringRef symbols[] = {"~", "not", "u+", "u-"};
  return symbols[int(op)];
}
static StringRef symbolOf(ast::CmpOperator op) {
  static const StringRef symbols[] = {"==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in"};
  return symbols[int(op)];
}

// Bool -> Int -> Wide -> Float -> Complex, as Python's arithmetic widens.
Binding Importer::widen(const Binding &value, Tag tag, const ast::Node *at) {
  if (value.tag == tag)
    return value;
  if (tag == Tag::Int) {
    Binding result = ofValue(asIndex(value, at));
    if (std::optional<int64_t> known = staticInt(value))
      result.constant = builder.getIndexAttr(*known);
    result.bits = value.tag == Tag::Bool ? 1 : value.bits;
    return result;
  }
  if (tag == Tag::Wide) {
    Binding result = ofValue(create<py::ToWideOp>(at, py::WideType::get(&context), ValueRange{widen(value, Tag::Int, at).value}));
    if (std::optional<int64_t> known = staticInt(value))
      result.constant = builder.getIntegerAttr(builder.getIntegerType(128), *known);
    result.bits = bitsOf(value);
    return result;
  }
  if (tag == Tag::Float) {
    if (std::optional<int64_t> known = staticInt(value))
      if (*known == int64_t(double(*known)))
        return constantFloat(*known, at);
    return ofValue(asFloat(value, at));
  }
  return ofValue(create<py::ToComplexOp>(at, ComplexType::get(builder.getF64Type()), ValueRange{value.value}));
}

static std::string operatorError(StringRef symbol, const Binding &left, const Binding &right) {
  return "unsupported operand type(s) for " + symbol.str() + (symbol == "**" ? " or pow()" : "") + ": '" + typeName(left) + "' and '" + typeName(right) + "'";
}

Binding Importer::binary(ast::Operator op, const Binding &left, const Binding &right, const ast::Node *at) {
  if (left.tag == Tag::Either || right.tag == Tag::Either)
    return dispatch({left, right}, at, [&](ArrayRef<Binding> pair) { return binary(op, pair[0], pair[1], at); });
  StringRef symbol = operatorSymbol(op);
  if (left.tag == Tag::Instance || right.tag == Tag::Instance)
    if (auto result = specialBinary(op, left, right, at))
      return *result;
  auto isSequence = [](const Binding &b) { return b.tag == Tag::Str || b.tag == Tag::List || b.tag == Tag::StaticList || b.tag == Tag::Tuple; };
  auto isCount = [](const Binding &b) { return b.tag == Tag::Scalar && isInt(b.type); };
  if (op == ast::Operator::Mult && ((isSequence(left) && isCount(right)) || (isCount(left) && isSequence(right))))
    return sequenceBinary(op, left, right, at); // NumPy's ints repeat sequences as Python's do
  if (left.isNumPy() || right.isNumPy()) {
    if (left.tag == Tag::Str || right.tag == Tag::Str) {
      if (left.tag == Tag::Str && op == ast::Operator::Mod)
        return percentFormat(left, right, at);
      raise("TypeError", operatorError(symbol, left, right), at);
    }
    if (right.tag == Tag::None || left.tag == Tag::None)
      raise("TypeError", operatorError(symbol, left, right), at);
    const Row *row = rows.numpy(symbol);
    if (row->kind == "ufunc")
      return ufunc(*row, {left, right}, at);
    Arguments arguments;
    arguments.positional = {left, right};
    arguments.at = at;
    return callRow(*row, arguments, at);
  }
  if (left.isPythonNumber() && right.isPythonNumber())
    return pythonBinary(op, left, right, at);
  return sequenceBinary(op, left, right, at);
}

Binding Importer::pythonBinary(ast::Operator op, const Binding &left, const Binding &right, const ast::Node *at) {
  using ast::Operator;
  StringRef symbol = operatorSymbol(op);
  Tag tag = std::max({left.tag, right.tag, Tag::Int});
  bool isBits = op == Operator::BitAnd || op == Operator::BitOr || op == Operator::BitXor;
  bool isShift = op == Operator::LShift || op == Operator::RShift;
  if (op == Operator::MatMult || ((isBits || isShift) && tag >= Tag::Float) ||
      (tag == Tag::Complex && (op == Operator::FloorDiv || op == Operator::Mod)))
    raise("TypeError", operatorError(symbol, left, right), at);
  if (isBits && left.tag == Tag::Bool && right.tag == Tag::Bool)
    tag = Tag::Bool;
  bool isInt = tag == Tag::Int || tag == Tag::Wide;
  if (isInt && op != Operator::Pow) {
    if (std::optional<Binding> folded = foldInts(op, left, right, at))
      return *folded;
    auto number = [&](const Binding &b) { return b.tag == Tag::Bool ? widen(b, Tag::Int, at) : b; };
    if (op != Operator::Div)
      return intBinary(op, number(left), number(right), intContext, at);
  }
  Binding x = widen(left, tag, at), y = widen(right, tag, at);
  if (op == Operator::Pow)
    return pythonPower(x, y, tag, at);
  const Row *row = rows.python(symbol);
  Type type = x.value.getType();
  if (op == Operator::Div && tag != Tag::Complex)
    type = builder.getF64Type();
  return ofValue(createOp(row->op, at, {x.value, y.value}, type)->getResult(0));
}

Binding Importer::unary(ast::UnaryOperator op, const Binding &operand, const ast::Node *at) {
  using ast::UnaryOperator;
  if (operand.tag == Tag::Either)
    return dispatch(operand, at, [&](const Binding &each) { return unary(op, each, at); });
  if (op == UnaryOperator::Not) {
    Binding test = truth(operand, at);
    if (std::optional<bool> known = staticBool(test))
      return constantBool(!*known, at);
    return ofValue(create<py::NotOp>(at, builder.getI1Type(), ValueRange{test.value}));
  }
  StringRef symbol = symbolOf(op);
  if (operand.tag == Tag::Instance)
    if (auto result = special(operand, op == UnaryOperator::USub ? "__neg__" : op == UnaryOperator::UAdd ? "__pos__" : "__invert__", {}, at))
      return *result;
  if (operand.isNumPy())
    return ufunc(*rows.numpy(symbol), operand, at);
  StringRef shown = op == UnaryOperator::Invert ? "~" : symbol.drop_front();
  if (!operand.isPythonNumber() || (op == UnaryOperator::Invert && operand.tag >= Tag::Float))
    raise("TypeError", "bad operand type for unary " + shown + ": '" + typeName(operand) + "'", at);
  Binding x = operand.tag == Tag::Bool ? widen(operand, Tag::Int, at) : operand;
  if (op == UnaryOperator::UAdd)
    return x;
  if (auto integer = staticInt(x); integer && *integer != INT64_MIN)
    return constantInt(op == UnaryOperator::USub ? -*integer : ~*integer, at);
  if (auto number = dyn_cast_or_null<FloatAttr>(x.constant); number && x.tag == Tag::Float)
    return constantFloat(-number.getValueAsDouble(), at);
  if (auto wide = dyn_cast_or_null<IntegerAttr>(x.constant); wide && x.tag == Tag::Wide) {
    llvm::APInt value = op == UnaryOperator::USub ? -wide.getValue() : ~wide.getValue();
    return value.getSignificantBits() <= 64 ? constantInt(value.getSExtValue(), at) : constantWide(value, at);
  }
  Binding result = ofValue(createOp(rows.python(symbol)->op, at, x.value, x.value.getType())->getResult(0));
  result.growth = x.growth;
  return result;
}

//===--- Comparison, truth ----------------------------------------------------------------------------------------===//

// `is` on what is static: None, True, False, classes, functions, objects.
std::optional<bool> Importer::identical(const Binding &left, const Binding &right) {
  if (left.tag == Tag::None || right.tag == Tag::None)
    return left.tag == right.tag;
  if (left.isArray() && right.isArray() && left.tag != right.tag)
    return std::nullopt;
  if (left.tag != right.tag)
    return false;
  if ((left.tag == Tag::Array && (left.object < 0 || right.object < 0 || left.path.empty() != right.path.empty())))
    return false;
  if (left.tag == Tag::Dict || left.tag == Tag::StaticList)
    return left.node == right.node && left.object == right.object && left.keys == right.keys;
  if (left.tag == Tag::Array && left.object >= 0 && left.path.empty() && right.path.empty() && left.object == right.object)
    return true;
  if (left.tag == Tag::Array)
    return !mayAlias(left, right) ? std::optional<bool>(false) : std::nullopt;
  if (left.tag == Tag::Bool && left.constant && right.constant)
    return left.constant == right.constant;
  if (left.tag == Tag::Dtype)
    return left.type == right.type && left.name == right.name;
  if (left.tag == Tag::Class || left.tag == Tag::Instance)
    return left.node == right.node && left.name == right.name;
  if (left.tag == Tag::Function || left.tag == Tag::Builtin || left.tag == Tag::Row || left.tag == Tag::Exception || left.tag == Tag::Ellipsis)
    return sameKind(left, right);
  return std::nullopt;
}

Binding Importer::compare(ast::CmpOperator op, const Binding &left, const Binding &right, const ast::Node *at) {
  using ast::CmpOperator;
  StringRef symbol = symbolOf(op);
  if (op == CmpOperator::Is || op == CmpOperator::IsNot) {
    bool want = op == CmpOperator::Is;
    if (std::optional<bool> known = identical(left, right))
      return constantBool(*known == want, at);
    if ((left.tag == Tag::Int || left.tag == Tag::Bool || left.tag == Tag::Str) && left.tag == right.tag)
      return compare(want ? CmpOperator::Eq : CmpOperator::NotEq, left, right, at);
    auto same = [&](Value x, Value y) {
      return invertIf(!want, ofValue(create<py::SameObjectOp>(at, builder.getI1Type(), ValueRange{x, y})), at);
    };
    if (left.isArray()) // by memory, extents and strides: a whole view of an array is told apart only where it is static
      return left.type == right.type ? same(tensor(left, at), tensor(right, at)) : constantBool(!want, at);
    if (left.tag == Tag::List || left.tag == Tag::Map || left.tag == Tag::MapSet)
      return left.type == right.type ? same(left.value, right.value) : constantBool(!want, at);
    unsupported(at, "'is' of these values", "compare with ==");
  }
  if (op == CmpOperator::In || op == CmpOperator::NotIn)
    return invertIf(op == CmpOperator::NotIn, contains(right, left, at), at);
  if (auto result = specialCompare(op, left, right, at))
    return *result;
  bool isEquality = op == CmpOperator::Eq || op == CmpOperator::NotEq;
  if ((left.isNumPy() || right.isNumPy()) && left.tag != Tag::None && right.tag != Tag::None && left.tag != Tag::Str && right.tag != Tag::Str)
    return ufunc(*rows.numpy(symbol), {left, right}, at);
  if (left.isPythonNumber() && right.isPythonNumber()) {
    Tag tag = std::max(left.tag, right.tag);
    if (tag == Tag::Complex && !isEquality)
      raise("TypeError", "'" + symbol + "' not supported between instances of '" + typeName(left) + "' and '" + typeName(right) + "'", at);
    if (std::optional<bool> known = foldComparison(op, left, right))
      return constantBool(*known, at);
    // An int against a float is compared exactly: no conversion before.
    bool mixed = tag == Tag::Float && left.tag != right.tag && left.tag != Tag::Wide && right.tag != Tag::Wide;
    Binding x = mixed ? (left.tag == Tag::Bool ? widen(left, Tag::Int, at) : left) : widen(left, tag, at);
    Binding y = mixed ? (right.tag == Tag::Bool ? widen(right, Tag::Int, at) : right) : widen(right, tag, at);
    return ofValue(createOp(rows.python(symbol)->op, at, {x.value, y.value}, builder.getI1Type())->getResult(0));
  }
  if (left.tag == Tag::Str && right.tag == Tag::Str) {
    if (left.constant && right.constant) { // UTF-8 has the order of the characters
      int order = staticStr(left)->compare(*staticStr(right));
      bool holds[] = {order == 0, order != 0, order < 0, order <= 0, order > 0, order >= 0};
      return constantBool(holds[int(op)], at);
    }
    return ofValue(createOp(rows.python(symbol)->op, at, {left.value, right.value}, builder.getI1Type())->getResult(0));
  }
  if (left.tag == Tag::Dtype || right.tag == Tag::Dtype) {
    Type a = asDtype(left, at), b = asDtype(right, at);
    return constantBool((a == b) == (op == CmpOperator::Eq), at);
  }
  return compareSequences(op, left, right, at);
}

Binding Importer::invertIf(bool invert, const Binding &test, const ast::Node *at) {
  return invert ? unary(ast::UnaryOperator::Not, test, at) : test;
}

std::optional<bool> Importer::foldComparison(ast::CmpOperator op, const Binding &left, const Binding &right) {
  using ast::CmpOperator;
  std::optional<int64_t> x = staticInt(left), y = staticInt(right);
  if (!x || !y)
    return std::nullopt;
  switch (op) {
  case CmpOperator::Eq: return *x == *y;
  case CmpOperator::NotEq: return *x != *y;
  case CmpOperator::Lt: return *x < *y;
  case CmpOperator::LtE: return *x <= *y;
  case CmpOperator::Gt: return *x > *y;
  case CmpOperator::GtE: return *x >= *y;
  default: return std::nullopt;
  }
}

Binding Importer::truth(const Binding &value, const ast::Node *at) {
  switch (value.tag) {
  case Tag::Instance:
    for (StringRef method : {"__bool__", "__len__"})
      if (auto result = special(value, method, {}, at))
        return truth(*result, at);
    return constantBool(true, at);
  case Tag::Either:
    return dispatch(value, at, [&](const Binding &each) { return truth(each, at); });
  case Tag::None:
    return constantBool(false, at);
  case Tag::Bool:
    return value;
  case Tag::Int:
    if (std::optional<int64_t> known = staticInt(value))
      return constantBool(*known != 0, at);
    break;
  case Tag::Str:
    if (std::optional<StringRef> known = staticStr(value))
      return constantBool(!known->empty(), at);
    break;
  case Tag::Wide: case Tag::Float: case Tag::Complex: case Tag::Scalar: case Tag::List:
    break;
  case Tag::Array: case Tag::Ref: // the truth of an array of one element; ValueError for others
    return ofValue(create<np::ArrayTruthOp>(at, builder.getI1Type(), tensor(value, at)));
  case Tag::Map: case Tag::MapSet:
    break;
  case Tag::Tuple: case Tag::StaticList: case Tag::Dict:
    return constantBool(!value.items.empty(), at);
  case Tag::Range: {
    Value length = lengthOf(value, at).value;
    return ofValue(create<py::NeOp>(at, builder.getI1Type(), ValueRange{length, constantIndex(0, at)}));
  }
  default:
    return constantBool(true, at);
  }
  return ofValue(create<py::TruthOp>(at, builder.getI1Type(), ValueRange{value.value}));
}
