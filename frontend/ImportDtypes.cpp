// What NumPy tells about dtypes: iinfo, finfo, result_type, promote_types, can_cast, issubdtype. All of it is known when
// compiling. Also errstate, which has nothing to switch: np2gpu shows no floating-point warnings.
#include "frontend/Frame.h"
#include "ir/Types.h"
#include "llvm/ADT/APFloat.h"

using namespace mlir;
using namespace np2gpu;

using Bound = std::map<std::string, Binding>;

// A record: attributes by name, printed like Python's object of this class.
static Binding record(StringRef className) {
  Binding result;
  result.tag = Tag::Dict;
  result.name = className.str();
  return result;
}

static void add(Importer &importer, Binding &record, StringRef name, const Binding &value) {
  record.keys.push_back(importer.builder.getStringAttr(name));
  record.items.push_back(value);
}

// The dtype of a dtype, an array or a NumPy scalar.
Type Importer::dtypeOfAny(const Binding &value, const ast::Node *at) {
  if (value.isNumPy())
    return value.dtype();
  if (Type dtype = asDtype(value, at))
    return dtype;
  if (value.isPythonNumber() && value.value)
    return weakDtype(value.value.getType(), {});
  unsupported(at, "this dtype", "use bool, an integer, float or complex dtype such as np.float64");
}

static Binding dtypeValue(Type type) {
  Binding result;
  result.tag = Tag::Dtype;
  result.type = type;
  result.name = "dtype";
  return result;
}

Binding Importer::makeIinfo(const Bound &bound, const ast::Node *at) {
  Type dtype = dtypeOfAny(bound.at("type"), at);
  if (!isInt(dtype))
    raise("ValueError", "Invalid integer data type '" + Twine(isBool(dtype) ? "b" : isFloat(dtype) ? "f" : "c") + "'.", at);
  unsigned bits = dtype.getIntOrFloatBitWidth();
  bool isUnsigned = isUnsignedInt(dtype);
  Binding info = record("iinfo");
  llvm::APInt max = isUnsigned ? llvm::APInt::getMaxValue(bits).zext(128) : llvm::APInt::getSignedMaxValue(bits).sext(128);
  llvm::APInt min = isUnsigned ? llvm::APInt(128, 0) : llvm::APInt::getSignedMinValue(bits).sext(128);
  auto number = [&](const llvm::APInt &value) {
    return value.getSignificantBits() <= 64 ? constantInt(value.getSExtValue(), at) : constantWide(value, at);
  };
  add(*this, info, "min", number(min));
  add(*this, info, "max", number(max));
  add(*this, info, "bits", constantInt(bits, at));
  add(*this, info, "dtype", dtypeValue(dtype));
  add(*this, info, "kind", constantStr(isUnsigned ? "u" : "i", at));
  return info;
}

Binding Importer::makeFinfo(const Bound &bound, const ast::Node *at) {
  Type dtype = dtypeOfAny(bound.at("dtype"), at);
  if (auto complex = dyn_cast<ComplexType>(dtype))
    dtype = complex.getElementType();
  if (!isFloat(dtype))
    raise("ValueError", "data type <class 'numpy." + dtypeName(dtype) + "'> not inexact", at);
  const llvm::fltSemantics &semantics = cast<FloatType>(dtype).getFloatSemantics();
  int mantissa = llvm::APFloat::semanticsPrecision(semantics) - 1, least = llvm::APFloat::semanticsMinExponent(semantics);
  int bits = dtype.getIntOrFloatBitWidth(), digits = mantissa == 10 ? 3 : mantissa == 23 ? 6 : 15;
  auto scalar = [&](double value) {
    return ofValue(create<np::WeakOp>(at, scalarType(dtype), constantFloat(value, at).value));
  };
  double max = llvm::APFloat::getLargest(semantics).convertToDouble();
  Binding info = record("finfo");
  add(*this, info, "bits", constantInt(bits, at));
  add(*this, info, "eps", scalar(std::ldexp(1.0, -mantissa)));
  add(*this, info, "epsneg", scalar(std::ldexp(1.0, -mantissa - 1)));
  add(*this, info, "max", scalar(max));
  add(*this, info, "min", scalar(-max));
  for (StringRef name : {"tiny", "smallest_normal"})
    add(*this, info, name, scalar(std::ldexp(1.0, least)));
  add(*this, info, "smallest_subnormal", scalar(std::ldexp(1.0, least - mantissa)));
  add(*this, info, "resolution", scalar(std::pow(10.0, -digits)));
  add(*this, info, "precision", constantInt(digits, at));
  add(*this, info, "nmant", constantInt(mantissa, at));
  add(*this, info, "machep", constantInt(-mantissa, at));
  add(*this, info, "negep", constantInt(-mantissa - 1, at));
  add(*this, info, "minexp", constantInt(least, at));
  add(*this, info, "maxexp", constantInt(llvm::APFloat::semanticsMaxExponent(semantics) + 1, at));
  add(*this, info, "nexp", constantInt(bits - mantissa - 1, at));
  add(*this, info, "iexp", constantInt(bits - mantissa - 1, at));
  add(*this, info, "dtype", dtypeValue(dtype));
  return info;
}

// result_type(arrays and dtypes): Python scalars are weak.
Binding Importer::makeResultType(const Bound &bound, const ast::Node *at) {
  auto found = bound.find("arrays_and_dtypes");
  if (found == bound.end())
    raise("ValueError", "at least one array or dtype is required", at);
  SmallVector<Type> strong;
  std::vector<Binding> weak;
  for (const Binding &each : found->second.items)
    if (each.isPythonNumber())
      weak.push_back(each);
    else
      strong.push_back(dtypeOfAny(each.isNumPy() || asDtype(each, at) ? each : asArray(each, at), at));
  for (const Binding &each : weak)
    strong.push_back(weakDtype(each.value.getType(), strong));
  Type joined = strong[0];
  for (Type type : strong)
    joined = promote(joined, type);
  return dtypeValue(joined);
}

Binding Importer::makePromoteTypes(const Bound &bound, const ast::Node *at) {
  return dtypeValue(promote(dtypeOfAny(bound.at("type1"), at), dtypeOfAny(bound.at("type2"), at)));
}

Binding Importer::makeCanCast(const Bound &bound, const ast::Node *at) {
  const Binding &source = bound.at("from_");
  if (source.isPythonNumber())
    raise("TypeError", "can_cast() does not support Python ints, floats, and complex because the result used to depend on the value.\nThis change was part of adopting NEP 50, we may explicitly allow them again in the future.", at);
  Type from = dtypeOfAny(source, at), to = dtypeOfAny(bound.at("to"), at);
  auto given = bound.find("casting");
  StringRef casting = given == bound.end() ? "safe" : cast<StringAttr>(demandConstant(given->second, at, "casting")).getValue();
  bool answer = casting == "unsafe" || from == to || (casting == "safe" ? canCastSafely(from, to) : casting == "same_kind" && canCastSameKind(from, to));
  return constantBool(answer, at);
}

Binding Importer::makeIssubdtype(const Bound &bound, const ast::Node *at) {
  const Binding &first = bound.at("arg1"), &second = bound.at("arg2");
  auto abstract = [](const Binding &b) { return b.tag == Tag::Dtype && b.name == "abstract" ? cast<StringAttr>(b.keys[0]).getValue() : StringRef(); };
  if (StringRef name = abstract(first); !name.empty()) // classes of classes: by their example members
    unsupported(at, "np.issubdtype of a class of dtypes", "pass a dtype first: np.issubdtype(x.dtype, np.floating)");
  Type dtype = dtypeOfAny(first, at);
  if (StringRef name = abstract(second); !name.empty())
    return constantBool(isOfAbstractClass(dtype, name), at);
  return constantBool(dtype == dtypeOfAny(second, at), at);
}

// _record(type, "names of the fields", items): a named tuple.
Binding Importer::makeRecord(const Bound &bound, const ast::Node *at) {
  Binding result = bound.at("items");
  result.name = cast<StringAttr>(demandConstant(bound.at("type"), at, "type")).getValue().str();
  SmallVector<StringRef> fields;
  cast<StringAttr>(demandConstant(bound.at("fields"), at, "fields")).getValue().split(fields, ' ');
  result.keys.clear();
  for (StringRef field : fields)
    result.keys.push_back(builder.getStringAttr(field));
  return result;
}

Binding Importer::makeErrstate(const Bound &bound, const ast::Node *at) {
  for (auto &[name, mode] : bound)
    if (mode.tag != Tag::None && cast<StringAttr>(demandConstant(mode, at, name)).getValue() == "raise")
      unsupported(at, "np.errstate(" + name + "='raise')", "test the result: np.isfinite(x).all()");
  Binding result;
  result.tag = Tag::Opaque;
  return result;
}
