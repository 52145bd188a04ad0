// NumPy's dtypes, promotion (NEP 50) and the rules that rows name.
#include "ir/Types.h"
#include "ir/Np.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace np2gpu;

//===--- dtypes ---------------------------------------------------------------------------------------------------===//

bool np2gpu::isBool(Type t) { return t.isInteger(1); }
bool np2gpu::isSignedInt(Type t) { return t.isSignlessInteger() && !t.isInteger(1); }
bool np2gpu::isUnsignedInt(Type t) { return t.isUnsignedInteger(); }
bool np2gpu::isInt(Type t) { return isSignedInt(t) || isUnsignedInt(t); }
bool np2gpu::isFloat(Type t) { return llvm::isa<FloatType>(t); }
bool np2gpu::isComplex(Type t) { return llvm::isa<ComplexType>(t); }

static unsigned bits(Type t) { return t.getIntOrFloatBitWidth(); }
static Type floatOf(MLIRContext *c, unsigned bits) {
  return bits <= 16 ? Type(Float16Type::get(c)) : bits == 32 ? Type(Float32Type::get(c)) : Type(Float64Type::get(c));
}
static Type intOf(MLIRContext *c, unsigned bits) { return IntegerType::get(c, bits); }
static Type boolOf(MLIRContext *c) { return IntegerType::get(c, 1); }

int np2gpu::dtypeSize(Type t) {
  if (auto complex = llvm::dyn_cast<ComplexType>(t))
    return 2 * dtypeSize(complex.getElementType());
  return isBool(t) ? 1 : bits(t) / 8;
}

StringRef np2gpu::dtypeName(Type t) {
  if (isBool(t))
    return "bool";
  if (isComplex(t))
    return dtypeSize(t) == 8 ? "complex64" : "complex128";
  if (isFloat(t))
    return bits(t) == 16 ? "float16" : bits(t) == 32 ? "float32" : "float64";
  if (isSignedInt(t))
    return bits(t) == 8 ? "int8" : bits(t) == 16 ? "int16" : bits(t) == 32 ? "int32" : "int64";
  return bits(t) == 8 ? "uint8" : bits(t) == 16 ? "uint16" : bits(t) == 32 ? "uint32" : "uint64";
}

Type np2gpu::dtypeOfName(StringRef name, MLIRContext *c) {
  name.consume_front("<") || name.consume_front("=") || name.consume_front("|");
  auto u = [&](unsigned bits) { return Type(IntegerType::get(c, bits, IntegerType::Unsigned)); };
  auto complex = [&](unsigned bits) { return Type(ComplexType::get(floatOf(c, bits))); };
  return llvm::StringSwitch<Type>(name)
      .Cases({"bool", "bool_", "?", "b1"}, boolOf(c))
      .Cases({"int8", "i1", "b", "byte"}, intOf(c, 8))
      .Cases({"int16", "i2", "h", "short"}, intOf(c, 16))
      .Cases({"int32", "i4", "i", "intc"}, intOf(c, 32))
      .Cases({"int64", "i8", "l", "q", "int", "int_", "longlong", "long", "intp", "p"}, intOf(c, 64))
      .Cases({"uint8", "u1", "B", "ubyte"}, u(8))
      .Cases({"uint16", "u2", "H", "ushort"}, u(16))
      .Cases({"uint32", "u4", "I", "uintc"}, u(32))
      .Cases({"uint64", "u8", "L", "Q", "uint", "ulonglong", "ulong", "uintp", "P"}, u(64))
      .Cases({"float16", "f2", "e", "half"}, floatOf(c, 16))
      .Cases({"float32", "f4", "f", "single"}, floatOf(c, 32))
      .Cases({"float64", "f8", "d", "float", "double"}, floatOf(c, 64))
      .Cases({"complex64", "c8", "F", "csingle"}, complex(32))
      .Cases({"complex128", "c16", "D", "complex", "cdouble"}, complex(64))
      .Default(Type());
}

Type np2gpu::promote(Type a, Type b) {
  MLIRContext *c = a.getContext();
  if (a == b)
    return a;
  if (isBool(a) || isBool(b))
    return isBool(a) ? b : a;
  if (isComplex(a) || isComplex(b)) {
    auto real = [](Type t) { return isComplex(t) ? llvm::cast<ComplexType>(t).getElementType() : t; };
    Type part = promote(real(a), real(b));
    if (!isFloat(part))
      part = floatOf(c, 64);
    return ComplexType::get(bits(part) == 16 ? Type(Float32Type::get(c)) : part);
  }
  if (isFloat(a) || isFloat(b)) {
    // An int counts as the float that holds it: 8 bits float16, 16 float32, else float64.
    auto need = [](Type t) { return isFloat(t) ? bits(t) : bits(t) == 8 ? 16 : bits(t) == 16 ? 32 : 64; };
    return floatOf(c, std::max(need(a), need(b)));
  }
  if (isSignedInt(a) == isSignedInt(b))
    return bits(a) >= bits(b) ? a : b;
  Type s = isSignedInt(a) ? a : b, u = isSignedInt(a) ? b : a;
  if (bits(s) > bits(u))
    return s;
  return bits(u) == 64 ? floatOf(c, 64) : intOf(c, 2 * bits(u));
}

static int kindOrder(Type t) { return isBool(t) ? 0 : isUnsignedInt(t) ? 1 : isSignedInt(t) ? 2 : isFloat(t) ? 3 : 4; }
bool np2gpu::canCastSameKind(Type from, Type to) {
  if (isUnsignedInt(to) && isSignedInt(from))
    return false;
  return kindOrder(from) <= kindOrder(to);
}
bool np2gpu::canCastSafely(Type from, Type to) { return promote(from, to) == to; }

Type np2gpu::dtypeOf(Type operand) {
  if (auto tensor = llvm::dyn_cast<RankedTensorType>(operand))
    return tensor.getElementType();
  if (auto ref = llvm::dyn_cast<np::RefType>(operand))
    return ref.getArray().getElementType();
  if (auto scalar = llvm::dyn_cast<np::ScalarType>(operand))
    return scalar.getDtype();
  return {};
}
int64_t np2gpu::rankOf(Type operand) {
  if (auto tensor = llvm::dyn_cast<RankedTensorType>(operand))
    return tensor.getRank();
  if (auto ref = llvm::dyn_cast<np::RefType>(operand))
    return ref.getArray().getRank();
  return 0;
}

Type np2gpu::weakDtype(Type python, ArrayRef<Type> others) {
  MLIRContext *c = python.getContext();
  Type own = python.isIndex() ? intOf(c, 64) : python; // f64, i1, complex<f64> are themselves
  if (others.empty())
    return own;
  Type joined = others[0];
  for (Type other : others.drop_front())
    joined = promote(joined, other);
  if (isBool(own))
    return own; // bool is a NumPy dtype as it is: promotes below everything
  if (python.isIndex())
    return isBool(joined) ? own : joined;
  if (isFloat(own))
    return isFloat(joined) || isComplex(joined) ? (isComplex(joined) ? llvm::cast<ComplexType>(joined).getElementType() : joined) : own;
  // complex: of the precision of a float beside it
  if (isComplex(joined))
    return joined;
  return isFloat(joined) ? Type(ComplexType::get(bits(joined) == 64 ? joined : Type(Float32Type::get(c)))) : own;
}

//===--- Ufuncs ---------------------------------------------------------------------------------------------------===//

// The float loop for a dtype: float16 for bool and 8 bits, float32 for 16, float64 for wider ints.
static Type floatLoop(Type t) {
  MLIRContext *c = t.getContext();
  if (isFloat(t) || isComplex(t))
    return t;
  if (isBool(t))
    return floatOf(c, 16);
  return floatOf(c, bits(t) == 8 ? 16 : bits(t) == 16 ? 32 : 64);
}

std::optional<UfuncLoop> np2gpu::resolveUfunc(Rule rule, ArrayRef<Type> operands) {
  SmallVector<Type> types;
  for (Type operand : operands) {
    if (!dtypeOf(operand))
      return std::nullopt;
    types.push_back(dtypeOf(operand));
  }
  MLIRContext *c = types[0].getContext();
  Type joined = types[0];
  for (Type type : types)
    joined = promote(joined, type);
  auto loop = [&](Type in, Type out) { return UfuncLoop{SmallVector<Type, 3>(types.size(), in), out}; };
  Type boolean = boolOf(c), double_ = floatOf(c, 64);
  auto none = std::nullopt;
  if (rule == Rule::of_add || rule == Rule::of_same)
    return loop(joined, joined);
  if (rule == Rule::of_numeric)
    return isBool(joined) ? std::optional<UfuncLoop>() : loop(joined, joined);
  if (rule == Rule::of_subtract)
    return isBool(joined) ? std::optional<UfuncLoop>() : loop(joined, joined);
  if (rule == Rule::of_floordiv || rule == Rule::of_power) {
    if (isComplex(joined))
      return rule == Rule::of_power ? std::optional<UfuncLoop>(loop(joined, joined)) : none;
    Type in = isBool(joined) ? intOf(c, 8) : joined;
    return loop(in, in);
  }
  if (rule == Rule::of_truediv) {
    Type in = isFloat(joined) || isComplex(joined) ? joined : double_;
    return loop(in, in);
  }
  if (rule == Rule::of_float64)
    return isComplex(joined) ? loop(ComplexType::get(double_), ComplexType::get(double_)) : loop(double_, double_);
  if (rule == Rule::of_float)
    return loop(floatLoop(joined), floatLoop(joined));
  if (rule == Rule::of_floatreal)
    return isComplex(joined) ? std::optional<UfuncLoop>() : loop(floatLoop(joined), floatLoop(joined));
  if (rule == Rule::of_abs)
    return loop(joined, isComplex(joined) ? llvm::cast<ComplexType>(joined).getElementType() : joined);
  if (rule == Rule::of_realpart)
    return loop(joined, isComplex(joined) ? llvm::cast<ComplexType>(joined).getElementType() : joined);
  if (rule == Rule::of_bits )
    return isBool(joined) || isInt(joined) ? std::optional<UfuncLoop>(loop(joined, joined)) : none;
  if (rule == Rule::of_bitcount) {
    Type in = isBool(joined) ? intOf(c, 8) : joined;
    return isInt(in) ? std::optional<UfuncLoop>(loop(in, IntegerType::get(c, 8, IntegerType::Unsigned))) : none;
  }
  if (rule == Rule::of_shift || rule == Rule::of_integer) {
    Type in = isBool(joined) ? intOf(c, 8) : joined;
    return isInt(in) ? std::optional<UfuncLoop>(loop(in, in)) : none;
  }
  if (rule == Rule::of_compare) {
    // int64 against uint64 is compared exactly, not as float64: each input in its own type.
    if (joined.isF64() && llvm::all_of(types, isInt))
      return UfuncLoop{SmallVector<Type, 3>(types.begin(), types.end()), boolean};
    return loop(joined, boolean);
  }
  if (rule == Rule::of_logic)
    return loop(boolean, boolean);
  if (rule == Rule::of_test)
    return loop(joined, boolean);
  if (rule == Rule::of_testreal)
    return isComplex(joined) ? std::optional<UfuncLoop>() : loop(floatLoop(joined), boolean);
  if (rule == Rule::of_rounding) // ints stay as they are
    return isComplex(joined) ? std::optional<UfuncLoop>() : loop(joined, joined);
  if (rule == Rule::of_where)
    return UfuncLoop{{boolean, promote(types[1], types[2]), promote(types[1], types[2])}, promote(types[1], types[2])};
  if (rule == Rule::of_round)
    return UfuncLoop{{types[0], types.back()}, types[0]};
  if (rule == Rule::of_ldexp)
    return isInt(types[1]) ? std::optional<UfuncLoop>(UfuncLoop{{floatLoop(types[0]), intOf(c, 64)}, floatLoop(types[0])}) : none;
  llvm_unreachable("a row names a rule that Types.cpp does not have");
}

bool np2gpu::isOfAbstractClass(Type dtype, StringRef name) {
  return name == "generic" || (name == "number" && !isBool(dtype)) || (name == "integer" && isInt(dtype)) ||
         (name == "signedinteger" && isSignedInt(dtype)) || (name == "unsignedinteger" && isUnsignedInt(dtype)) ||
         (name == "floating" && isFloat(dtype)) || (name == "complexfloating" && isComplex(dtype)) ||
         (name == "inexact" && (isFloat(dtype) || isComplex(dtype)));
}

//===--- Reductions and library rows ------------------------------------------------------------------------------===//

Type np2gpu::resolveReduction(Rule rule, Type t) {
  MLIRContext *c = t.getContext();
  if (rule == Rule::of_accumulate) // sum, prod: at least the width of int
    return isBool(t) || isSignedInt(t) ? intOf(c, 64) : isUnsignedInt(t) ? Type(IntegerType::get(c, 64, IntegerType::Unsigned)) : t;
  if (rule == Rule::of_same)
    return t;
  if (rule == Rule::of_bool)
    return boolOf(c);
  if (rule == Rule::of_int64)
    return intOf(c, 64);
  if (rule == Rule::of_mean)
    return isFloat(t) || isComplex(t) ? t : floatOf(c, 64);
  if (rule == Rule::of_var)
    return isComplex(t) ? llvm::cast<ComplexType>(t).getElementType() : isFloat(t) ? t : floatOf(c, 64);
  llvm_unreachable("a reduction names a rule that Types.cpp does not have");
}

std::optional<SmallVector<Type>> np2gpu::resolveLibrary(Rule rule, ArrayRef<Type> operands, DictionaryAttr attributes,
                                                        MLIRContext *c) {
  auto array = [](Type dtype, int64_t rank) -> Type {
    return RankedTensorType::get(SmallVector<int64_t>(rank, ShapedType::kDynamic), dtype);
  };
  auto value = [&](Type dtype, int64_t rank) -> Type { return rank == 0 ? Type(np::ScalarType::get(c, dtype)) : array(dtype, rank); };
  auto one = [](Type type) { return SmallVector<Type>{type}; };
  auto dtypeAttr = [&]() -> Type {
    auto attribute = attributes ? llvm::dyn_cast_or_null<TypeAttr>(attributes.get("dtype")) : nullptr;
    return attribute ? attribute.getValue() : Type();
  };
  auto hasAxis = [&] { return attributes && llvm::isa_and_nonnull<IntegerAttr>(attributes.get("axis")); };
  auto rankAttr = [&] { // of extents; -1: not given
    auto rank = attributes ? llvm::dyn_cast_or_null<IntegerAttr>(attributes.get("rank")) : nullptr;
    return rank ? rank.getInt() : int64_t(-1);
  };
  Type d = operands.empty() ? Type() : dtypeOf(operands[0]);
  int64_t r = operands.empty() ? 0 : rankOf(operands[0]);
  Type int64 = intOf(c, 64);
  auto floating = [](Type t) { return isFloat(t) || isComplex(t) ? t : Type(Float64Type::get(t.getContext())); };
  // linalg works in float32, float64 and complex; ints become float64, float16 is refused by NumPy.
  if (rule == Rule::of_none)
    return SmallVector<Type>{};
  if (rule == Rule::of_created) // extents, dtype
    return one(array(dtypeAttr(), operands.size()));
  if (rule == Rule::of_full) { // extents, fill value last
    Type filled = dtypeAttr() ? dtypeAttr() : dtypeOf(operands.back());
    return one(array(filled, operands.size() - 1));
  }
  if (rule == Rule::of_eye)
    return one(array(dtypeAttr(), 2));
  if (rule == Rule::of_arange)
    return one(array(dtypeAttr(), 1));
  if (rule == Rule::of_linspace)
    return one(array(Float64Type::get(c), 1));
  if (rule == Rule::of_concatenate) {
    if (auto list = llvm::dyn_cast<py::ListType>(operands[0]))
      return one(list.getElement());
    Type joined = d;
    for (Type operand : operands)
      joined = promote(joined, dtypeOf(operand));
    return one(array(joined, hasAxis() ? r : 1));
  }
  if (rule == Rule::of_matmul || rule == Rule::of_dot || rule == Rule::of_inner) {
    Type e = promote(d, dtypeOf(operands[1]));
    int64_t s = rankOf(operands[1]);
    if (rule == Rule::of_matmul) {
      if (r == 0 || s == 0)
        return std::nullopt;
      return one(value(e, r == 1 && s == 1 ? 0 : r == 1 ? s - 1 : s == 1 ? r - 1 : std::max(r, s)));
    }
    if (r == 0 || s == 0)
      return one(value(e, r + s));
    return one(value(e, r + s - 2));
  }
  if (rule == Rule::of_vdot)
    return one(value(promote(d, dtypeOf(operands[1])), 0));
  if (rule == Rule::of_solve) {
    Type e = promote(floating(d), floating(dtypeOf(operands[1])));
    return one(array(e, rankOf(operands[1]) == 1 ? std::max<int64_t>(r - 1, 1) : std::max(r, rankOf(operands[1]))));
  }
  if (rule == Rule::of_linalg)
    return one(array(floating(d), r));
  if (rule == Rule::of_det)
    return one(value(floating(d), std::max<int64_t>(r - 2, 0)));
  if (rule == Rule::of_scan) {
    Type e = dtypeAttr() ? dtypeAttr() : resolveReduction(Rule::of_accumulate, d);
    return one(array(e, hasAxis() ? r : 1));
  }
  if (rule == Rule::of_sort)
    return one(array(d, hasAxis() ? r : 1));
  if (rule == Rule::of_argsort)
    return one(array(int64, hasAxis() ? r : 1));
  if (rule == Rule::of_searchsorted)
    return one(value(int64, rankOf(operands[1])));
  if (rule == Rule::of_nonzero)
    return SmallVector<Type>(std::max<int64_t>(r, 1), array(int64, 1));
  if (rule == Rule::of_count)
    return one(IndexType::get(c));
  if (rule == Rule::of_count_bool)
    return one(boolOf(c));
  if (rule == Rule::of_bincount) // x, [weights], minlength
    return one(array(operands.size() > 2 ? Type(Float64Type::get(c)) : int64, 1));
  if (rule == Rule::of_generator)
    return one(np::GeneratorType::get(c));
  if (rule == Rule::of_same) // an array like the first operand
    return one(array(d, r));
  if (rule == Rule::of_like) { // a, [fill value], extents
    int64_t given = rankAttr();
    return one(array(dtypeAttr() ? dtypeAttr() : d, given >= 0 ? given : r));
  }
  if (rule == Rule::of_tile) // A, repetitions
    return one(array(d, std::max(r, int64_t(operands.size()) - 1)));
  if (rule == Rule::of_take)
    return one(value(d, rankOf(operands[1]) + (hasAxis() ? r - 1 : 0)));
  if (rule == Rule::of_positions)
    return one(value(int64, r));
  if (rule == Rule::of_unique)
    return one(array(d, 1));
  if (rule == Rule::of_unique_counts)
    return SmallVector<Type>{array(d, 1), array(int64, 1)};
  if (rule == Rule::of_unique_all) // values, first positions, inverse, counts
    return SmallVector<Type>{array(d, 1), array(int64, 1), array(int64, r), array(int64, 1)};
  if (rule == Rule::of_histogram) // a, edges, [weights], ...
    return one(array(operands.size() > 2 && llvm::isa<RankedTensorType>(operands[2]) ? dtypeOf(operands[2]) : int64, 1));
  // Decompositions: L computes in `work`, lengths and singular values are real, eigenvalues complex.
  Type work = d ? floating(d) : Type();
  auto real = [](Type t) { return isComplex(t) ? llvm::cast<ComplexType>(t).getElementType() : t; };
  auto complex = [](Type t) { return isComplex(t) ? t : Type(ComplexType::get(t)); };
  if ((rule == Rule::of_slogdet || rule == Rule::of_qr || rule == Rule::of_svd || rule == Rule::of_svdvals || rule == Rule::of_eig || rule == Rule::of_eigvals || rule == Rule::of_eigh) && r < 2)
    return std::nullopt;
  if (rule == Rule::of_slogdet)
    return SmallVector<Type>{value(work, r - 2), value(real(work), r - 2)};
  if (rule == Rule::of_qr)
    return SmallVector<Type>{array(work, r), array(work, r)};
  if (rule == Rule::of_svd)
    return SmallVector<Type>{array(work, r), array(real(work), r - 1), array(work, r)};
  if (rule == Rule::of_svdvals)
    return one(array(real(work), r - 1));
  if (rule == Rule::of_eig)
    return SmallVector<Type>{array(complex(work), r - 1), array(complex(work), r), boolOf(c)};
  if (rule == Rule::of_eigvals)
    return SmallVector<Type>{array(complex(work), r - 1), boolOf(c)};
  if (rule == Rule::of_eigh)
    return SmallVector<Type>{array(real(work), r - 1), array(work, r)};
  if (rule == Rule::of_lstsq) {
    Type e = promote(work, floating(dtypeOf(operands[1])));
    return SmallVector<Type>{array(e, rankOf(operands[1])), array(real(e), 1), value(intOf(c, 32), 0), array(real(e), 1)};
  }
  if (rule == Rule::of_einsum) { // as many axes as letters after the arrow; without one, as letters that stand once
    StringRef subscripts = llvm::cast<StringAttr>(attributes.get("subscripts")).getValue();
    Type joined = d;
    for (Type operand : operands)
      joined = promote(joined, dtypeOf(operand));
    auto [inputs, output] = subscripts.split("->");
    bool isExplicit = subscripts.contains("->");
    int64_t rank = llvm::count_if(output, llvm::isAlpha);
    if (!isExplicit)
      rank = llvm::count_if(inputs, [&](char letter) { return llvm::isAlpha(letter) && inputs.count(letter) == 1; });
    if (subscripts.contains("...")) // the axes that the first operand has more than letters
      rank += r - llvm::count_if(inputs.split(',').first, llvm::isAlpha);
    return one(value(joined, rank));
  }
  // Draws. [generator], parameters, extents: as many axes as extents; without a size, the parameters' own or a number.
  auto broadcastRank = [&](ArrayRef<Type> parameters) {
    int64_t rank = 0;
    for (Type parameter : parameters)
      rank = std::max(rank, rankOf(parameter));
    return rank;
  };
  if (rule == Rule::of_random || rule == Rule::of_random_int || rule == Rule::of_random_index) {
    Type drawn = dtypeAttr() ? dtypeAttr() : rule == Rule::of_random ? Type(Float64Type::get(c)) : int64;
    int64_t rank = rankAttr();
    if (rank < 0 && rule != Rule::of_random_index)
      rank = broadcastRank(operands) > 0 ? broadcastRank(operands) : -1;
    return one(rank >= 0 ? array(drawn, rank) : rule == Rule::of_random ? Type(Float64Type::get(c)) : Type(IndexType::get(c)));
  }
  if (rule == Rule::of_permutation)
    return one(array(int64, 1));
  if (rule == Rule::of_multinomial || rule == Rule::of_dirichlet) { // one axis more: that of the last parameter
    int64_t rank = rankAttr();
    if (rank < 0)
      rank = rule == Rule::of_multinomial ? broadcastRank(operands.drop_back()) : 0;
    return one(array(rule == Rule::of_multinomial ? int64 : Type(Float64Type::get(c)), rank + 1));
  }
  llvm_unreachable("a library row names a rule that Types.cpp does not have");
}
