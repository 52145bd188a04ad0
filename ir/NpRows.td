// THE TABLE: NumPy's operations, one row each (architecture.md, "One operation, one place").
//
// names      NumPy's names and, with a point in front, the method or attribute: "np.sum .sum"
// rule       result types, in Types.cpp (dtype rules of ufuncs: same, float, bool, truediv, ...)
// C++        ufunc: an expression over $0, $1 in the loop's dtype; else: the function of np.h
// signature  `name: kind = default`: array (array_like), scalar, int, float, shape, static, dtype, str, bool, list;
//            static, dtype, str and bool are attributes of the operation, the others operands in order

//===--- Ufuncs: one result element of one element of each input --------------------------------------------------===//
// `shape`: the checked extents of the result; absent where one input has them by itself. All inputs of rank 0: a scalar.

class Np_Ufunc<string mnemonic, string names, string signature, string rule, string cxx, string summary,
               string exact, Row row = Row<names, "ufunc", signature, rule, cxx, summary>>
    : Np_Op<mnemonic, [Pure, AttrSizedOperandSegments, RowInterface]> {
  let arguments = (ins Variadic<AnyType>:$inputs, Variadic<Index>:$shape);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$inputs (`into` `[` $shape^ `]`)? attr-dict `:` functional-type($inputs, $result)";
  // `wraps`: exact modulo 2^n when computed in a wider int, so the cast may be dropped inside such a chain.
  let extraClassDeclaration = row.declaration # "static bool wrapsExactly() { return " # exact # "; }\n";
}
class Unary<string mnemonic, string rule, string cxx, string summary, string names = "np." # mnemonic, string wraps = "false">
    : Np_Ufunc<mnemonic, names, "x: array", rule, cxx, summary, wraps>;
class Binary<string mnemonic, string rule, string cxx, string summary, string names = "np." # mnemonic, string wraps = "false">
    : Np_Ufunc<mnemonic, names, "x1: array, x2: array", rule, cxx, summary, wraps>;

//                          NumPy           result      per element
def Np_AddOp      : Binary<"add",          "add",      "$0 + $1", "x + y; of bools: or", "np.add +", "true">;
def Np_SubOp      : Binary<"subtract",     "subtract", "$0 - $1", "x - y", "np.subtract -", "true">;
def Np_MulOp      : Binary<"multiply",     "add",      "$0 * $1", "x * y; of bools: and", "np.multiply *", "true">;
def Np_TrueDivOp  : Binary<"true_divide",  "truediv",  "$0 / $1", "x / y", "np.divide np.true_divide /">;
def Np_FloorDivOp : Binary<"floor_divide", "floordiv", "np::floor_divide($0, $1)", "x // y", "np.floor_divide //">;
def Np_ModOp      : Binary<"remainder",    "floordiv", "np::remainder($0, $1)", "x % y: the divisor's sign", "np.remainder np.mod %">;
def Np_FmodOp     : Binary<"fmod",         "floordiv", "np::fmod($0, $1)", "the dividend's sign">;
def Np_PowerOp    : Binary<"power",        "power",    "np::power($0, $1)", "x ** y", "np.power np.pow **">;
def Np_FloatPowerOp : Binary<"float_power", "float64", "np::power($0, $1)", "x ** y in float64">;
def Np_NegativeOp : Unary<"negative",      "numeric",  "-$0", "-x", "np.negative u-", "true">;
def Np_PositiveOp : Unary<"positive",      "numeric",  "$0", "+x", "np.positive u+">;
def Np_AbsoluteOp : Unary<"absolute",      "abs",      "np::absolute($0)", "|x|; of complex: the magnitude", "np.absolute np.abs abs">;
def Np_FabsOp     : Unary<"fabs",          "floatreal", "np::absolute($0)", "|x| as a float">;
def Np_SignOp     : Unary<"sign",          "numeric",  "np::sign($0)", "-1, 0, 1; nan stays">;
def Np_SquareOp   : Unary<"square",        "numeric",  "np::square($0)", "x * x">;
def Np_ReciprocalOp : Unary<"reciprocal",  "numeric",  "np::reciprocal($0)", "1 / x">;
def Np_ConjugateOp : Unary<"conjugate",    "numeric",  "np::conjugate($0)", "the complex conjugate", "np.conjugate np.conj .conj .conjugate">;

def Np_AndOp      : Binary<"bitwise_and",  "bits",     "$0 & $1", "x & y", "np.bitwise_and &", "true">;
def Np_OrOp       : Binary<"bitwise_or",   "bits",     "$0 | $1", "x | y", "np.bitwise_or |", "true">;
def Np_XorOp      : Binary<"bitwise_xor",  "bits",     "$0 ^ $1", "x ^ y", "np.bitwise_xor ^", "true">;
def Np_InvertOp   : Unary<"invert",        "bits",     "np::invert($0)", "~x", "np.invert np.bitwise_not np.bitwise_invert ~">;
def Np_LShiftOp   : Binary<"left_shift",   "shift",    "np::left_shift($0, $1)", "x << y; by the width or more 0", "np.left_shift np.bitwise_left_shift <<">;
def Np_RShiftOp   : Binary<"right_shift",  "shift",    "np::right_shift($0, $1)", "x >> y", "np.right_shift np.bitwise_right_shift >>">;
def Np_GcdOp      : Binary<"gcd",          "integer",  "np::gcd($0, $1)", "greatest common divisor">;
def Np_BitCountOp : Unary<"bitwise_count",   "bitcount", "np::bitwise_count($0)", "how many bits of |x| are set">;
def Np_LcmOp      : Binary<"lcm",          "integer",  "np::lcm($0, $1)", "least common multiple">;

def Np_EqualOp        : Binary<"equal",         "compare", "$0 == $1", "x == y", "np.equal ==">;
def Np_NotEqualOp     : Binary<"not_equal",     "compare", "$0 != $1", "x != y", "np.not_equal !=">;
def Np_LessOp         : Binary<"less",          "compare", "$0 < $1",  "x < y",  "np.less <">;
def Np_LessEqualOp    : Binary<"less_equal",    "compare", "$0 <= $1", "x <= y", "np.less_equal <=">;
def Np_GreaterOp      : Binary<"greater",       "compare", "$0 > $1",  "x > y",  "np.greater >">;
def Np_GreaterEqualOp : Binary<"greater_equal", "compare", "$0 >= $1", "x >= y", "np.greater_equal >=">;
def Np_LogicalAndOp   : Binary<"logical_and",   "logic",   "$0 && $1", "truth of both">;
def Np_LogicalOrOp    : Binary<"logical_or",    "logic",   "$0 || $1", "truth of either">;
def Np_LogicalXorOp   : Binary<"logical_xor",   "logic",   "$0 != $1", "truth of exactly one">;
def Np_LogicalNotOp   : Unary<"logical_not",    "logic",   "!$0", "not x">;
def Np_IsnanOp        : Unary<"isnan",          "test",    "np::isnan($0)", "is it NaN">;
def Np_IsinfOp        : Unary<"isinf",          "test",    "np::isinf($0)", "is it infinite">;
def Np_IsfiniteOp     : Unary<"isfinite",       "test",    "np::isfinite($0)", "neither NaN nor infinite">;
def Np_SignbitOp      : Unary<"signbit",        "testreal", "np::signbit($0)", "is the sign bit set">;

def Np_MaximumOp  : Binary<"maximum", "same", "np::maximum($0, $1)", "the larger; NaN if either is">;
def Np_MinimumOp  : Binary<"minimum", "same", "np::minimum($0, $1)", "the smaller; NaN if either is">;
def Np_FmaxOp     : Binary<"fmax",    "same", "np::fmax($0, $1)", "the larger; NaN only if both are">;
def Np_FminOp     : Binary<"fmin",    "same", "np::fmin($0, $1)", "the smaller; NaN only if both are">;

def Np_FloorOp : Unary<"floor", "rounding", "np::floor($0)", "the largest integer not above">;
def Np_CeilOp  : Unary<"ceil",  "rounding", "np::ceil($0)", "the smallest integer not below">;
def Np_TruncOp : Unary<"trunc", "rounding", "np::trunc($0)", "towards zero", "np.trunc np.fix">;
def Np_RintOp  : Unary<"rint",  "float",    "np::rint($0)", "nearest, half to even">;

def Np_SqrtOp  : Unary<"sqrt",  "float", "np::sqrt($0)",  "square root">;
def Np_CbrtOp  : Unary<"cbrt",  "floatreal", "np::cbrt($0)",  "cube root">;
def Np_ExpOp   : Unary<"exp",   "float", "np::exp($0)",   "e to the power x">;
def Np_Exp2Op  : Unary<"exp2",  "float", "np::exp2($0)",  "2 to the power x">;
def Np_Expm1Op : Unary<"expm1", "float", "np::expm1($0)", "e to the power x, minus 1">;
def Np_LogOp   : Unary<"log",   "float", "np::log($0)",   "natural logarithm">;
def Np_Log2Op  : Unary<"log2",  "float", "np::log2($0)",  "logarithm to base 2">;
def Np_Log10Op : Unary<"log10", "float", "np::log10($0)", "logarithm to base 10">;
def Np_Log1pOp : Unary<"log1p", "float", "np::log1p($0)", "log(1 + x)">;
def Np_SinOp   : Unary<"sin",   "float", "np::sin($0)",   "sine of x in radians">;
def Np_CosOp   : Unary<"cos",   "float", "np::cos($0)",   "cosine of x in radians">;
def Np_TanOp   : Unary<"tan",   "float", "np::tan($0)",   "tangent of x in radians">;
def Np_ArcsinOp : Unary<"arcsin", "float", "np::arcsin($0)", "inverse sine, radians", "np.arcsin np.asin">;
def Np_ArccosOp : Unary<"arccos", "float", "np::arccos($0)", "inverse cosine, radians", "np.arccos np.acos">;
def Np_ArctanOp : Unary<"arctan", "float", "np::arctan($0)", "inverse tangent, radians", "np.arctan np.atan">;
def Np_SinhOp  : Unary<"sinh",  "float", "np::sinh($0)",  "hyperbolic sine">;
def Np_CoshOp  : Unary<"cosh",  "float", "np::cosh($0)",  "hyperbolic cosine">;
def Np_TanhOp  : Unary<"tanh",  "float", "np::tanh($0)",  "hyperbolic tangent">;
def Np_ArcsinhOp : Unary<"arcsinh", "float", "np::arcsinh($0)", "inverse hyperbolic sine", "np.arcsinh np.asinh">;
def Np_ArccoshOp : Unary<"arccosh", "float", "np::arccosh($0)", "inverse hyperbolic cosine", "np.arccosh np.acosh">;
def Np_ArctanhOp : Unary<"arctanh", "float", "np::arctanh($0)", "inverse hyperbolic tangent", "np.arctanh np.atanh">;
def Np_Deg2radOp : Unary<"deg2rad", "floatreal", "np::deg2rad($0)", "degrees to radians", "np.deg2rad np.radians">;
def Np_Rad2degOp : Unary<"rad2deg", "floatreal", "np::rad2deg($0)", "radians to degrees", "np.rad2deg np.degrees">;
def Np_SpacingOp : Unary<"spacing", "floatreal", "np::spacing($0)", "the distance to the next number">;
def Np_Arctan2Op : Binary<"arctan2", "floatreal", "np::arctan2($0, $1)", "angle of (x, y), radians", "np.arctan2 np.atan2">;
def Np_HypotOp   : Binary<"hypot", "floatreal", "np::hypot($0, $1)", "sqrt(x*x + y*y)">;
def Np_CopysignOp : Binary<"copysign", "floatreal", "np::copysign($0, $1)", "|x| with the sign of y">;
def Np_NextafterOp : Binary<"nextafter", "floatreal", "np::nextafter($0, $1)", "the next number towards y">;
def Np_LogaddexpOp : Binary<"logaddexp", "floatreal", "np::logaddexp($0, $1)", "log(exp(x) + exp(y))">;
def Np_Logaddexp2Op : Binary<"logaddexp2", "floatreal", "np::logaddexp2($0, $1)", "log2(2**x + 2**y)">;
def Np_HeavisideOp : Binary<"heaviside", "floatreal", "np::heaviside($0, $1)", "0 below, y at, 1 above zero">;
def Np_LdexpOp   : Binary<"ldexp", "ldexp", "np::ldexp($0, $1)", "x * 2**y">;

def Np_WhereOp : Np_Ufunc<"where", "", "condition: array, x: array, y: array", "where", "$0 ? $1 : $2",
                          "x where condition, else y", "false">;
def Np_ClipOp  : Np_Ufunc<"clip", "", "x: array, lo: array, hi: array", "same", "np::clip($0, $1, $2)",
                          "between lo and hi", "false">;
def Np_RealPartOp : Unary<"real_part", "realpart", "np::real($0)", "the real part of a scalar", "">;
def Np_ImagPartOp : Unary<"imag_part", "realpart", "np::imag($0)", "the imaginary part", "">;
def Np_RoundOp : Np_Ufunc<"round", "", "x: array, decimals: int", "round", "np::round($0, $1)", "half to even, to decimals", "false">;

//===--- Reductions -----------------------------------------------------------------------------------------------===//
// `axes`: the axes reduced, none for all of them. A full reduction without keepdims is a NumPy scalar.

class Np_Reduction<string mnemonic, string names, string signature, string rule, string cxx, string summary,
                   list<Trait> traits, Row row = Row<names, "reduce", signature, rule, cxx, summary>>
    : Np_Op<mnemonic, !listconcat(traits, [RowInterface])> {
  let arguments = (ins AnyRankedTensor:$source, Variadic<AnyType>:$extras, OptionalAttr<DenseI64ArrayAttr>:$axes,
                       UnitAttr:$keepdims);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$source (`,` $extras^)? (`axes` $axes^)? (`keepdims` $keepdims^)? attr-dict `:` functional-type(operands, $result)";
  let extraClassDeclaration = row.declaration;
}
defvar ReduceSignature = "a: array, axis: static = None, dtype: dtype = None, out: out = None, keepdims: bool = False, initial: scalar = None, where: array = None";
class Reduce<string mnemonic, string names, string rule, string cxx, string summary, list<Trait> traits = [Pure]>
    : Np_Reduction<mnemonic, names, ReduceSignature, rule, cxx, summary, traits>;
class ReduceNoDtype<string mnemonic, string names, string rule, string cxx, string summary, list<Trait> traits = CheckEffects>
    : Np_Reduction<mnemonic, names, "a: array, axis: static = None, out: out = None, keepdims: bool = False, initial: scalar = None, where: array = None",
                   rule, cxx, summary, traits>;
def Np_SumOp  : Reduce<"sum",  "np.sum .sum",   "accumulate", "np::sum",  "sum, in NumPy's order of additions">;
def Np_ProdOp : Reduce<"prod", "np.prod .prod", "accumulate", "np::prod", "product">;
def Np_MaxOp  : ReduceNoDtype<"max", "np.max np.amax .max", "same", "np::max", "largest; NaN if any is">;
def Np_MinOp  : ReduceNoDtype<"min", "np.min np.amin .min", "same", "np::min", "smallest; NaN if any is">;
def Np_AnyOp  : ReduceNoDtype<"any", "np.any .any", "bool", "np::any", "is any element true", [Pure]>;
def Np_AllOp  : ReduceNoDtype<"all", "np.all .all", "bool", "np::all", "are all elements true", [Pure]>;
def Np_MeanOp : Np_Reduction<"mean", "np.mean .mean", "a: array, axis: static = None, dtype: dtype = None, out: out = None, keepdims: bool = False, where: array = None",
                             "mean", "np::mean", "arithmetic mean", [Pure]>;
def Np_VarOp  : Np_Reduction<"var", "np.var .var", "a: array, axis: static = None, dtype: dtype = None, out: out = None, ddof: float = 0, keepdims: bool = False, where: array = None, correction: float = 0",
                             "var", "np::var", "variance", [Pure]>;
def Np_StdOp  : Np_Reduction<"std", "np.std .std", "a: array, axis: static = None, dtype: dtype = None, out: out = None, ddof: float = 0, keepdims: bool = False, where: array = None, correction: float = 0",
                             "var", "np::std", "standard deviation", [Pure]>;
def Np_ArgmaxOp : Np_Reduction<"argmax", "np.argmax .argmax", "a: array, axis: static = None, out: out = None, keepdims: bool = False",
                               "int64", "np::argmax", "index of the first largest", CheckEffects>;
def Np_ArgminOp : Np_Reduction<"argmin", "np.argmin .argmin", "a: array, axis: static = None, out: out = None, keepdims: bool = False",
                               "int64", "np::argmin", "index of the first smallest", CheckEffects>;

//===--- Library calls --------------------------------------------------------------------------------------------===//
// Operands in the signature's order, attributes by their names. Fresh memory. `traits`: what it may raise or touch.

class Np_Library<string mnemonic, string names, string signature, string rule, string cxx, string summary,
                 list<Trait> traits = CheckEffects, Row row = Row<names, "library", signature, rule, cxx, summary>>
    : Np_Op<mnemonic, !listconcat(traits, [RowInterface])> {
  let arguments = (ins Variadic<AnyType>:$operands);
  let results = (outs Variadic<AnyType>:$results);
  let assemblyFormat = "($operands^)? attr-dict `:` functional-type($operands, $results)";
  let extraClassDeclaration = row.declaration;
}
// Writes its first argument (through its name or view); `operands` are the others.
class Np_Mutator<string mnemonic, string names, string signature, string cxx, string summary>
    : Np_Library<mnemonic, names, signature, "none", cxx, summary, CheckEffects,
                 Row<names, "mutate", signature, "none", cxx, summary>>;
// Draws from a generator: operand 0, or the global one if it is absent.
defvar Draws = [MemoryEffects<[MemRead<Objects>, MemWrite<Objects>, MemWrite<ErrorState>]>];

// What the importer itself does with a call (views, np.array, shapes): `handler` is a function of ImportFrontend.cpp.
class Np_Frontend<string mnemonic, string names, string signature, string handler, string summary,
                  Row row = Row<names, "frontend", signature, handler, "", summary>> : Np_Op<"call_" # mnemonic, [RowInterface]> {
  let extraClassDeclaration = row.declaration;
  let assemblyFormat = "attr-dict";
}

include "NpLibrary.td"
