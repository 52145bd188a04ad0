// Python's operators, builtins and modules, one row each. Fields: mnemonic, Python names, signature, rule, C++, summary.
// `rule` names the result: int, float, bool, str, same (as the operands), or a rule of Types.cpp.
// C++: infix operators for floats are written by the emitter; the function is the checked form for ints.

// Operations on ints are checked (they mean mathematical integers), so they write the error state until proved.
class Py_Operator<string mnemonic, string names, string rule, string cxx, string summary,
                  Row row = Row<names, "operator", "", rule, cxx, summary>>
    : Py_Op<mnemonic, [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>,
                       DeclareOpInterfaceMethods<ConditionallySpeculatable>, RowInterface]> {
  let arguments = (ins Variadic<AnyType>:$operands, UnitAttr:$proved);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$operands (`proved` $proved^)? attr-dict `:` functional-type($operands, $result)";
  let hasFolder = 1;
  let extraClassDeclaration = row.declaration;
}
// A total function of scalars: no effect.
class Py_Total<string mnemonic, string names, string signature, string rule, string cxx, string summary,
               Row row = Row<names, "function", signature, rule, cxx, summary>>
    : Py_Op<mnemonic, [Pure, RowInterface]> {
  let arguments = (ins Variadic<AnyType>:$operands);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$operands attr-dict `:` functional-type($operands, $result)";
  let extraClassDeclaration = row.declaration;
}
// May raise; otherwise a function of its arguments.
class Py_Checked<string mnemonic, string names, string signature, string rule, string cxx, string summary,
                 Row row = Row<names, "function", signature, rule, cxx, summary>>
    : Py_Op<mnemonic, [MemoryEffects<[MemWrite<ErrorState>]>, RowInterface]> {
  let arguments = (ins Variadic<AnyType>:$operands);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$operands attr-dict `:` functional-type($operands, $result)";
  let extraClassDeclaration = row.declaration;
}
// Reads or writes reference objects (lists), or the world (time, output). May raise.
class Py_Effect<string mnemonic, string names, string signature, string rule, string cxx, string summary,
                list<Trait> effects = [MemoryEffects<[MemRead<Objects>, MemWrite<Objects>, MemWrite<ErrorState>]>],
                Row row = Row<names, "function", signature, rule, cxx, summary>>
    : Py_Op<mnemonic, !listconcat(effects, [RowInterface])> {
  let arguments = (ins Variadic<AnyType>:$operands);
  let results = (outs Variadic<AnyType>:$results);
  let assemblyFormat = "$operands attr-dict `:` functional-type($operands, $results)";
  let extraClassDeclaration = row.declaration;
}

// Operators. Operands have one type (index, f64, i1 as index, complex<f64>, !py.wide), the importer converts before.
def Py_AddOp      : Py_Operator<"add",      "+",  "same",    "np::py_add",      "x + y">;
def Py_SubOp      : Py_Operator<"sub",      "-",  "same",    "np::py_sub",      "x - y">;
def Py_MulOp      : Py_Operator<"mul",      "*",  "same",    "np::py_mul",      "x * y">;
def Py_TrueDivOp  : Py_Operator<"truediv",  "/",  "truediv", "np::py_truediv",  "x / y: ZeroDivisionError">;
def Py_FloorDivOp : Py_Operator<"floordiv", "//", "same",    "np::py_floordiv", "x // y: ZeroDivisionError">;
def Py_ModOp      : Py_Operator<"mod",      "%",  "same",    "np::py_mod",      "x % y: the divisor's sign">;
def Py_PowOp      : Py_Operator<"pow",      "**", "same",    "np::py_pow",      "x ** y">;
def Py_LShiftOp   : Py_Operator<"lshift",   "<<", "same",    "np::py_lshift",   "x << y">;
def Py_RShiftOp   : Py_Operator<"rshift",   ">>", "same",    "np::py_rshift",   "x >> y">;
def Py_AndOp      : Py_Operator<"and",      "&",  "same",    "np::py_and",      "x & y">;
def Py_OrOp       : Py_Operator<"or",       "|",  "same",    "np::py_or",       "x | y">;
def Py_XorOp      : Py_Operator<"xor",      "^",  "same",    "np::py_xor",      "x ^ y">;
def Py_NegOp      : Py_Operator<"neg",      "u-", "same",    "np::py_neg",      "-x">;
def Py_InvertOp   : Py_Operator<"invert",   "~",  "same",    "np::py_invert",   "~x">;
def Py_EqOp       : Py_Total<"eq", "==", "", "bool", "$0 == $1", "x == y">;
def Py_NeOp       : Py_Total<"ne", "!=", "", "bool", "$0 != $1", "x != y">;
def Py_LtOp       : Py_Total<"lt", "<",  "", "bool", "$0 < $1",  "x < y">;
def Py_LeOp       : Py_Total<"le", "<=", "", "bool", "$0 <= $1", "x <= y">;
def Py_GtOp       : Py_Total<"gt", ">",  "", "bool", "$0 > $1",  "x > y">;
def Py_GeOp       : Py_Total<"ge", ">=", "", "bool", "$0 >= $1", "x >= y">;
def Py_NotOp      : Py_Total<"not", "not", "", "bool", "!$0", "not x, of a bool">;

// Conversions between scalars. `truth` takes any scalar, str or list.
def Py_TruthOp    : Py_Total<"truth", "bool", "", "bool", "np::truth($0)", "bool(x)">;
def Py_ToFloatOp  : Py_Total<"to_float", "", "", "float", "np::to_float($0)", "an int or a bool as a float (exactly rounded)">;
def Py_ToIntOp    : Py_Checked<"to_int", "", "", "int", "np::to_int($0)", "int(x): truncates; nan and inf raise">;
def Py_ToWideOp   : Py_Total<"to_wide", "", "", "wide", "np::wide($0)", "an int in 128 bits">;
def Py_NarrowOp   : Py_Checked<"narrow", "", "", "int", "np::narrow($0)", "a wide int as an int; a located error if it does not fit">;
def Py_SameObjectOp : Py_Total<"same_object", "", "", "bool", "np::same_object($0, $1)", "x is y, of reference objects">;
def Py_ToComplexOp : Py_Total<"to_complex", "", "", "complex", "np::to_complex($0)", "complex(x)">;
def Py_ComplexOp  : Py_Total<"complex", "", "", "complex", "np::c128($0, $1)", "complex(re, im)">;
def Py_IntOfStrOp : Py_Checked<"int_of_str", "", "", "int", "np::int_of_str($0)", "int('12')">;
def Py_FloatOfStrOp : Py_Checked<"float_of_str", "", "", "float", "np::float_of_str($0)", "float('1.5')">;
def Py_AbsOp      : Py_Operator<"abs", "abs", "abs", "np::py_abs", "abs(x)">;
def Py_RoundOp    : Py_Checked<"round", "", "", "int", "np::py_round($0)", "round(x): half to even, an int">;
def Py_RoundToOp  : Py_Checked<"round_to", "", "", "same", "np::py_round($0, $1)", "round(x, n)">;
def Py_SelectOp   : Py_Total<"select", "", "", "same1", "($0 ? $1 : $2)", "y if c else z, both pure">;

def Py_UndefinedOp : Py_Op<"undefined", [Pure]> {
  let summary = "a value that nobody reads: an alternative of an Either that is not the one";
  let results = (outs AnyType:$result);
  let assemblyFormat = "attr-dict `:` type($result)";
}

// Text. A format has `{}` (str), `{!r}` (repr) or `{:spec}` for each operand; `{{` is a brace.
def Py_FormatOp : Py_Op<"format", [MemoryEffects<[MemRead<Objects>, MemWrite<ErrorState>]>]> {
  let summary = "f-strings, str(), repr(), str.format, containers' repr";
  let arguments = (ins StrAttr:$format, Variadic<AnyType>:$operands);
  let results = (outs Py_Str:$result);
  let assemblyFormat = "$format (`,` $operands^ `:` type($operands))? attr-dict";
}
def Py_PercentOp : Py_Op<"percent", [MemoryEffects<[MemRead<Objects>, MemWrite<ErrorState>]>]> {
  let summary = "format % operands";
  let arguments = (ins Py_Str:$format, Variadic<AnyType>:$values);
  let results = (outs Py_Str:$result);
  let assemblyFormat = "$format (`,` $values^)? attr-dict `:` type(operands)";
}
def Py_PrintOp : Py_Op<"print", [MemoryEffects<[MemRead<ErrorState>, MemRead<Objects>, MemWrite<Output>]>]> {
  let summary = "print(operands, sep=, end=); `file` 1 is standard output, 2 standard error";
  let arguments = (ins Variadic<AnyType>:$operands, DefaultValuedStrAttr<StrAttr, " ">:$sep,
                       DefaultValuedStrAttr<StrAttr, "\\n">:$end, DefaultValuedAttr<I32Attr, "1">:$file);
  let assemblyFormat = "($operands^ `:` type($operands))? attr-dict";
}
def Py_StrAddOp  : Py_Total<"str_add", "", "", "str", "np::concat($0, $1)", "s + t">;
def Py_StrMulOp  : Py_Total<"str_mul", "", "", "str", "np::repeat($0, $1)", "s * n">;
def Py_StrLenOp  : Py_Total<"str_len", "", "", "int", "np::len($0)", "len(s), in code points">;

// Lists: reference objects with effects.
def Py_ListOp       : Py_Effect<"list", "", "", "list", "np::make_list", "a new list of its operands">;
def Py_ListLenOp    : Py_Effect<"list_len", "", "", "int", "np::len($0)", "len(l)">;
def Py_ListGetOp    : Py_Effect<"list_get", "", "", "element", "np::get($0, $1)", "l[i]: IndexError">;
def Py_ListSetOp    : Py_Effect<"list_set", "", "", "none", "np::set($0, $1, $2)", "l[i] = x">;
def Py_ListAppendOp : Py_Effect<"list_append", "list.append", "", "none", "np::append($0, $1)", "l.append(x)">;
def Py_ListExtendOp : Py_Effect<"list_extend", "list.extend", "", "none", "np::extend($0, $1)", "l.extend(m)">;
def Py_ListInsertOp : Py_Effect<"list_insert", "list.insert", "", "none", "np::insert($0, $1, $2)", "l.insert(i, x)">;
def Py_ListPopOp    : Py_Effect<"list_pop", "list.pop", "", "element", "np::pop($0, $1)", "l.pop(i)">;
def Py_ListReverseOp : Py_Effect<"list_reverse", "list.reverse", "", "none", "np::reverse($0)", "l.reverse()">;
def Py_ListClearOp  : Py_Effect<"list_clear", "list.clear", "", "none", "np::clear($0)", "l.clear()">;
def Py_ListSortOp   : Py_Effect<"list_sort", "list.sort", "", "none", "np::sort_list($0)", "l.sort()">;
def Py_ListSliceOp  : Py_Effect<"list_slice", "", "", "same", "np::slice_list($0, $1, $2, $3)", "l[start:][:length] by step">;
def Py_ListAddOp    : Py_Effect<"list_add", "", "", "same", "np::add_lists($0, $1)", "l + m">;
def Py_ListMulOp    : Py_Effect<"list_mul", "", "", "same", "np::repeat_list($0, $1)", "l * n">;
def Py_ListEqOp     : Py_Effect<"list_eq", "", "", "bool", "np::equal_lists($0, $1)", "l == m">;
def Py_ListContainsOp : Py_Effect<"list_contains", "", "", "bool", "np::contains($0, $1)", "x in l">;
def Py_ListIndexOp  : Py_Effect<"list_index", "list.index", "", "int", "np::index($0, $1)", "l.index(x)">;
def Py_ListCountOp  : Py_Effect<"list_count", "list.count", "", "int", "np::count($0, $1)", "l.count(x)">;

// math: libm, bit for bit; domain and range errors raise.
class Py_Math<string name, string cxx> : Py_Checked<"math_" # name, "math." # name, "x: float", "float", cxx # "($0)", "math." # name>;
class Py_Math2<string name, string cxx>
    : Py_Checked<"math_" # name, "math." # name, "x: float, y: float", "float", cxx # "($0, $1)", "math." # name>;
def Py_MathSqrtOp  : Py_Math<"sqrt", "np::math_sqrt">;
def Py_MathExpOp   : Py_Math<"exp", "np::math_exp">;
def Py_MathLogOp   : Py_Math<"log", "np::math_log">;
def Py_MathLog2Op  : Py_Math<"log2", "np::math_log2">;
def Py_MathLog10Op : Py_Math<"log10", "np::math_log10">;
def Py_MathLog1pOp : Py_Math<"log1p", "np::math_log1p">;
def Py_MathExpm1Op : Py_Math<"expm1", "np::math_expm1">;
def Py_MathSinOp   : Py_Math<"sin", "np::math_sin">;
def Py_MathCosOp   : Py_Math<"cos", "np::math_cos">;
def Py_MathTanOp   : Py_Math<"tan", "np::math_tan">;
def Py_MathAsinOp  : Py_Math<"asin", "np::math_asin">;
def Py_MathAcosOp  : Py_Math<"acos", "np::math_acos">;
def Py_MathAtanOp  : Py_Math<"atan", "np::math_atan">;
def Py_MathSinhOp  : Py_Math<"sinh", "np::math_sinh">;
def Py_MathCoshOp  : Py_Math<"cosh", "np::math_cosh">;
def Py_MathTanhOp  : Py_Math<"tanh", "np::math_tanh">;
def Py_MathErfOp   : Py_Math<"erf", "np::math_erf">;
def Py_MathErfcOp  : Py_Math<"erfc", "np::math_erfc">;
def Py_MathGammaOp : Py_Math<"gamma", "np::math_gamma">;
def Py_MathLgammaOp : Py_Math<"lgamma", "np::math_lgamma">;
def Py_MathFabsOp  : Py_Math<"fabs", "np::math_fabs">;
def Py_MathDegreesOp : Py_Math<"degrees", "np::math_degrees">;
def Py_MathRadiansOp : Py_Math<"radians", "np::math_radians">;
def Py_MathPowOp   : Py_Math2<"pow", "np::math_pow">;
def Py_MathAtan2Op : Py_Math2<"atan2", "np::math_atan2">;
def Py_MathFmodOp  : Py_Math2<"fmod", "np::math_fmod">;
def Py_MathHypotOp : Py_Math2<"hypot", "np::math_hypot">;
def Py_MathCopysignOp : Py_Math2<"copysign", "np::math_copysign">;
def Py_MathFloorOp : Py_Checked<"math_floor", "math.floor", "x: float", "int", "np::math_floor($0)", "math.floor">;
def Py_MathCeilOp  : Py_Checked<"math_ceil", "math.ceil", "x: float", "int", "np::math_ceil($0)", "math.ceil">;
def Py_MathTruncOp : Py_Checked<"math_trunc", "math.trunc", "x: float", "int", "np::to_int($0)", "math.trunc">;
def Py_MathIsnanOp : Py_Checked<"math_isnan", "math.isnan", "x: float", "bool", "np::math_isnan($0)", "math.isnan">;
def Py_MathIsinfOp : Py_Checked<"math_isinf", "math.isinf", "x: float", "bool", "np::math_isinf($0)", "math.isinf">;
def Py_MathIsfiniteOp : Py_Checked<"math_isfinite", "math.isfinite", "x: float", "bool", "np::math_isfinite($0)", "math.isfinite">;
def Py_MathGcdOp   : Py_Checked<"math_gcd", "math.gcd", "x: int, y: int", "int", "np::math_gcd($0, $1)", "math.gcd">;
def Py_MathFactorialOp : Py_Checked<"math_factorial", "math.factorial", "n: int", "int", "np::math_factorial($0)", "math.factorial">;
def Py_MathIsqrtOp : Py_Checked<"math_isqrt", "math.isqrt", "n: int", "int", "np::math_isqrt($0)", "math.isqrt">;
def Py_MathCombOp  : Py_Checked<"math_comb", "math.comb", "n: int, k: int", "int", "np::math_comb($0, $1)", "math.comb">;

// The world.
class Py_World<string mnemonic, string names, string signature, string rule, string cxx, string summary>
    : Py_Effect<mnemonic, names, signature, rule, cxx, summary,
                [MemoryEffects<[MemRead<ErrorState>, MemRead<Objects>, MemWrite<Objects>, MemWrite<Output>]>]>;
def Py_TimeOp        : Py_World<"time", "time.time", "", "float", "np::time_time()", "seconds since 1970">;
def Py_PerfCounterOp : Py_World<"perf_counter", "time.perf_counter", "", "float", "np::time_perf_counter()", "a clock for timings, s">;
def Py_ProcessTimeOp : Py_World<"process_time", "time.process_time", "", "float", "np::time_process_time()", "CPU time, s">;
def Py_SleepOp       : Py_World<"sleep", "time.sleep", "seconds: float", "none", "np::time_sleep($0)", "wait">;
def Py_ArgvOp        : Py_World<"argv", "", "", "list_str", "np::sys_argv()", "sys.argv">;
def Py_ExitOp        : Py_World<"exit", "", "", "none", "np::sys_exit($0)", "sys.exit(status)">;
def Py_InputOp       : Py_World<"input", "", "", "str", "np::input($0)", "input(prompt)">;
