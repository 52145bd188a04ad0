// Python's operators, builtins and modules, one row each. Fields: mnemonic, Python names, signature, rule, C++, summary.
// `rule` names the result: int, float, bool, str, same (as the operands), or a rule of Types.cpp.
// C++: infix operators for floats are written by the emitter; the function is the checked form for ints. `$at` stands
// for the script's line, which functions that raise take last.

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
// A total function of values and of what lists hold: reads reference objects if an operand is one.
class Py_Looks<string mnemonic, string names, string signature, string rule, string cxx, string summary,
               Row row = Row<names, "function", signature, rule, cxx, summary>>
    : Py_Op<mnemonic, [AlwaysSpeculatable, DeclareOpInterfaceMethods<MemoryEffectsOpInterface>, RowInterface]> {
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
def Py_TruthOp    : Py_Looks<"truth", "bool", "", "bool", "np::truth($0)", "bool(x)">;
def Py_ToFloatOp  : Py_Total<"to_float", "", "", "float", "np::to_float($0)", "an int or a bool as a float (exactly rounded)">;
def Py_ToIntOp    : Py_Checked<"to_int", "", "", "int", "np::to_int($0, $at)", "int(x): truncates; nan and inf raise">;
def Py_ToWideOp   : Py_Total<"to_wide", "", "", "wide", "np::wide($0)", "an int in 128 bits">;
def Py_NarrowOp   : Py_Checked<"narrow", "", "", "int", "np::narrow($0, $at)", "a wide int as an int; a located error if it does not fit">;
def Py_SameObjectOp : Py_Total<"same_object", "", "", "bool", "np::same_object($0, $1)", "x is y, of reference objects">;
def Py_LowOp      : Py_Total<"low", "", "", "int", "np::i64($0)", "a wide int that is known to fit an int">;
def Py_ToComplexOp : Py_Total<"to_complex", "", "", "complex", "np::to_complex($0)", "complex(x)">;
def Py_ComplexOp  : Py_Total<"complex", "", "", "complex", "np::c128($0, $1)", "complex(re, im)">;
def Py_IntOfStrOp : Py_Checked<"int_of_str", "", "", "int", "np::int_of_str($0, $at)", "int('12')">;
def Py_FloatOfStrOp : Py_Checked<"float_of_str", "", "", "float", "np::float_of_str($0, $at)", "float('1.5')">;
def Py_AbsOp      : Py_Operator<"abs", "abs", "abs", "np::py_abs", "abs(x)">;
def Py_RoundOp    : Py_Checked<"round", "", "", "int", "np::py_round($0, $at)", "round(x): half to even, an int">;
def Py_RoundToOp  : Py_Checked<"round_to", "", "", "same", "np::py_round($0, $1, $at)", "round(x, n)">;
def Py_SelectOp   : Py_Total<"select", "", "", "same1", "($0 ? $1 : $2)", "y if c else z, both pure">;

def Py_UndefinedOp : Py_Op<"undefined", [Pure]> {
  let summary = "a value that nobody reads: an alternative of an Either that is not the one";
  let results = (outs AnyType:$result);
  let assemblyFormat = "attr-dict `:` type($result)";
}

def Py_MakeTupleOp : Py_Total<"make_tuple", "", "", "tuple", "np::make_tuple", "several values as one element of a list">;
def Py_TupleGetOp : Py_Op<"tuple_get", [Pure]> {
  let summary = "one value of such an element";
  let arguments = (ins AnyType:$tuple, I64Attr:$index);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$tuple `,` $index attr-dict `:` type($tuple) `->` type($result)";
}

// Builtins that the importer does itself; `handler` is a function of ImportBuiltins.cpp.
class Py_Builtin<string mnemonic, string names, string handler, string summary,
                 Row row = Row<names, "builtin", "", handler, "", summary>> : Py_Op<"call_" # mnemonic, [RowInterface]> {
  let extraClassDeclaration = row.declaration;
  let assemblyFormat = "attr-dict";
}
def Py_CallPrint    : Py_Builtin<"print", "print", "print", "write to standard output">;
def Py_CallRange    : Py_Builtin<"range", "range", "range", "ints from start to stop by step">;
def Py_CallLen      : Py_Builtin<"len", "len", "len", "the number of items">;
def Py_CallIterator : Py_Builtin<"iterator", "enumerate zip reversed map filter", "iterator", "what a for loop goes through">;
def Py_CallMinMax   : Py_Builtin<"minmax", "min max", "minmax", "the smallest or largest">;
def Py_CallConvert  : Py_Builtin<"convert", "int float bool complex", "convert", "a number from another value">;
def Py_CallText     : Py_Builtin<"text", "str repr format bin oct hex", "text", "a value as text">;
def Py_CallIsinstance : Py_Builtin<"isinstance", "isinstance", "isinstance", "is the value of this type">;
def Py_CallType     : Py_Builtin<"type", "type", "type", "the type of a value">;
def Py_CallSum      : Py_Builtin<"sum", "sum", "sum", "sum of items, left to right">;
def Py_CallAnyAll   : Py_Builtin<"anyall", "any all", "anyall", "truth of any or all items">;
def Py_CallAbs      : Py_Builtin<"abs", "abs", "abs", "magnitude">;
def Py_CallRound    : Py_Builtin<"round", "round", "round", "half to even">;
def Py_CallDivmod   : Py_Builtin<"divmod", "divmod", "divmod", "quotient and remainder">;
def Py_CallPow      : Py_Builtin<"pow", "pow", "pow", "x ** y">;
def Py_CallList     : Py_Builtin<"list", "list", "list", "a new list of items">;
def Py_CallDict     : Py_Builtin<"dict", "dict", "dict", "a new dict of pairs and keywords">;
def Py_CallSet      : Py_Builtin<"set", "set frozenset", "set", "a set of items">;
def Py_CallTuple    : Py_Builtin<"tuple", "tuple", "tuple", "a tuple of items">;
def Py_CallSorted   : Py_Builtin<"sorted", "sorted", "sorted", "a sorted list of items">;
def Py_CallSlice    : Py_Builtin<"slice", "slice", "slice", "a slice object">;
def Py_CallHasattr  : Py_Builtin<"hasattr", "hasattr callable", "hasattr", "what a value can do">;
def Py_CallExit     : Py_Builtin<"exit", "exit quit sys.exit", "exit", "leave the program">;

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
def Py_StrGetOp  : Py_Checked<"str_get", "", "", "str", "np::get($0, $1, $at)", "s[i]: IndexError">;
def Py_StrSliceOp : Py_Total<"str_slice", "", "", "str", "np::slice_str($0, $1, $2, $3)", "s[start:][:length] by step">;
def Py_StrContainsOp : Py_Total<"str_contains", "", "", "bool", "np::contains($0, $1)", "t in s">;
def Py_StrJoinOp : Py_Looks<"str_join", "", "", "str", "np::join($0, $1)", "s.join(list)">;
def Py_StrUpperOp : Py_Total<"str_upper", "str.upper", "s: str", "str", "np::upper($0)", "s.upper()">;
def Py_StrLowerOp : Py_Total<"str_lower", "str.lower", "s: str", "str", "np::lower($0)", "s.lower()">;
def Py_StrStripOp : Py_Total<"str_strip", "str.strip", "s: str, chars: str = None", "str", "np::strip($0, $1)", "s.strip(chars)">;
def Py_StrLstripOp : Py_Total<"str_lstrip", "str.lstrip", "s: str, chars: str = None", "str", "np::lstrip($0, $1)", "s.lstrip(chars)">;
def Py_StrRstripOp : Py_Total<"str_rstrip", "str.rstrip", "s: str, chars: str = None", "str", "np::rstrip($0, $1)", "s.rstrip(chars)">;
def Py_StrSplitOp : Py_Effect<"str_split", "str.split", "s: str, sep: str = None, maxsplit: int = None", "list_str", "np::split($0, $1, $2, $at)", "s.split(sep, maxsplit)">;
def Py_StrSplitLinesOp : Py_Effect<"str_splitlines", "str.splitlines", "s: str", "list_str", "np::splitlines($0)", "s.splitlines()">;
def Py_StrTitleOp : Py_Total<"str_title", "str.title", "s: str", "str", "np::title($0)", "s.title()">;
def Py_StrCapitalizeOp : Py_Total<"str_capitalize", "str.capitalize", "s: str", "str", "np::capitalize($0)", "s.capitalize()">;
def Py_StrSwapcaseOp : Py_Total<"str_swapcase", "str.swapcase", "s: str", "str", "np::swapcase($0)", "s.swapcase()">;
def Py_StrZfillOp : Py_Total<"str_zfill", "str.zfill", "s: str, width: int", "str", "np::zfill($0, $1)", "s.zfill(width)">;
def Py_StrIsDigitOp : Py_Total<"str_isdigit", "str.isdigit str.isdecimal str.isnumeric", "s: str", "bool", "np::isdigit($0)", "s.isdigit()">;
def Py_StrIsAlphaOp : Py_Total<"str_isalpha", "str.isalpha", "s: str", "bool", "np::isalpha($0)", "s.isalpha()">;
def Py_StrIsAlnumOp : Py_Total<"str_isalnum", "str.isalnum", "s: str", "bool", "np::isalnum($0)", "s.isalnum()">;
def Py_StrIsSpaceOp : Py_Total<"str_isspace", "str.isspace", "s: str", "bool", "np::isspace($0)", "s.isspace()">;
def Py_StrIsUpperOp : Py_Total<"str_isupper", "str.isupper", "s: str", "bool", "np::isupper($0)", "s.isupper()">;
def Py_StrIsLowerOp : Py_Total<"str_islower", "str.islower", "s: str", "bool", "np::islower($0)", "s.islower()">;
def Py_StrIndexOp : Py_Checked<"str_index", "str.index", "s: str, part: str", "int", "np::index($0, $1, $at)", "s.index(part): ValueError">;
def Py_StrRfindOp : Py_Total<"str_rfind", "str.rfind", "s: str, part: str", "int", "np::rfind($0, $1)", "s.rfind(part)">;
def Py_StrRemovePrefixOp : Py_Total<"str_removeprefix", "str.removeprefix", "s: str, prefix: str", "str", "np::removeprefix($0, $1)", "s.removeprefix(prefix)">;
def Py_StrRemoveSuffixOp : Py_Total<"str_removesuffix", "str.removesuffix", "s: str, suffix: str", "str", "np::removesuffix($0, $1)", "s.removesuffix(suffix)">;
def Py_OrdOp : Py_Checked<"ord", "ord", "c: str", "int", "np::ord($0, $at)", "the code of a character">;
def Py_ChrOp : Py_Checked<"chr", "chr", "i: int", "str", "np::chr($0, $at)", "the character of a code">;
def Py_StrReplaceOp : Py_Total<"str_replace", "str.replace", "s: str, old: str, new: str", "str", "np::replace($0, $1, $2)", "s.replace(old, new)">;
def Py_StrStartsWithOp : Py_Total<"str_startswith", "str.startswith", "s: str, prefix: str", "bool", "np::startswith($0, $1)", "s.startswith(prefix)">;
def Py_StrEndsWithOp : Py_Total<"str_endswith", "str.endswith", "s: str, suffix: str", "bool", "np::endswith($0, $1)", "s.endswith(suffix)">;
def Py_StrLjustOp : Py_Total<"str_ljust", "str.ljust", "s: str, width: int, fill: str = None", "str", "np::ljust($0, $1, $2)", "s.ljust(width, fill)">;
def Py_StrRjustOp : Py_Total<"str_rjust", "str.rjust", "s: str, width: int, fill: str = None", "str", "np::rjust($0, $1, $2)", "s.rjust(width, fill)">;
def Py_StrCenterOp : Py_Total<"str_center", "str.center", "s: str, width: int, fill: str = None", "str", "np::center($0, $1, $2)", "s.center(width, fill)">;
def Py_StrFindOp : Py_Total<"str_find", "str.find", "s: str, part: str", "int", "np::find($0, $1)", "s.find(part)">;
def Py_StrCountOp : Py_Total<"str_count", "str.count", "s: str, part: str", "int", "np::count($0, $1)", "s.count(part)">;
def Py_RangeLenOp : Py_Total<"range_len", "", "", "int", "np::range_len($0, $1, $2)", "len(range(start, stop, step))">;
def Py_RangeContainsOp : Py_Total<"range_contains", "", "", "bool", "np::range_contains($0, $1, $2, $3)", "i in range(start, stop, step)">;
def Py_CheckStepOp : Py_Checked<"check_step", "", "", "int", "np::check_step($0, $at)", "the step of a range: ValueError if it is 0">;
def Py_ComplexPartOp : Py_Op<"complex_part", [Pure]> {
  let arguments = (ins AnyType:$value, BoolAttr:$imag);
  let results = (outs F64:$result);
  let assemblyFormat = "$value `,` $imag attr-dict `:` type($value)";
}
def Py_StrLenOp  : Py_Total<"str_len", "", "", "int", "np::len($0)", "len(s), in code points">;

// Lists: reference objects with effects.
def Py_ListOp       : Py_Effect<"list", "", "", "list", "np::make_list", "a new list of its operands">;
def Py_ListLenOp    : Py_Effect<"list_len", "", "", "int", "np::len($0)", "len(l)">;
def Py_ListGetOp    : Py_Effect<"list_get", "", "", "element", "np::get($0, $1, $at)", "l[i]: IndexError">;
def Py_ListSetOp    : Py_Effect<"list_set", "", "", "none", "np::set($0, $1, $2, $at)", "l[i] = x">;
def Py_ListAppendOp : Py_Effect<"list_append", "list.append", "", "none", "np::append($0, $1)", "l.append(x)">;
def Py_ListExtendOp : Py_Effect<"list_extend", "list.extend", "", "none", "np::extend($0, $1)", "l.extend(m)">;
def Py_ListInsertOp : Py_Effect<"list_insert", "list.insert", "", "none", "np::insert($0, $1, $2)", "l.insert(i, x)">;
def Py_ListPopOp    : Py_Effect<"list_pop", "list.pop", "", "element", "np::pop($0, $1, $at)", "l.pop(i)">;
def Py_ListReverseOp : Py_Effect<"list_reverse", "list.reverse", "", "none", "np::reverse($0)", "l.reverse()">;
def Py_ListClearOp  : Py_Effect<"list_clear", "list.clear", "", "none", "np::clear($0)", "l.clear()">;
def Py_ListSortOp   : Py_Effect<"list_sort", "list.sort", "", "none", "np::sort_list($0)", "l.sort()">;
def Py_ListSortByOp : Py_Effect<"list_sort_by", "", "", "none", "np::sort_by($0, $1)", "l.sort(key=): by a list of their keys">;
def Py_ListRemoveOp : Py_Effect<"list_remove", "list.remove", "", "none", "np::remove($0, $1, $at)", "l.remove(x)">;
def Py_ListSetSliceOp : Py_Effect<"list_set_slice", "", "", "none", "np::set_slice($0, $1, $2, $3, $4, $at)", "l[start:][:length] by step = m">;
def Py_ListLessOp   : Py_Effect<"list_less", "", "", "bool", "np::comes_before($0, $1)", "l < m">;
def Py_ListSliceOp  : Py_Effect<"list_slice", "", "", "same", "np::slice_list($0, $1, $2, $3)", "l[start:][:length] by step">;
def Py_ListAddOp    : Py_Effect<"list_add", "", "", "same", "np::add_lists($0, $1)", "l + m">;
def Py_ListMulOp    : Py_Effect<"list_mul", "", "", "same", "np::repeat_list($0, $1)", "l * n">;
def Py_ListEqOp     : Py_Effect<"list_eq", "", "", "bool", "np::equal_lists($0, $1)", "l == m">;
def Py_ListContainsOp : Py_Effect<"list_contains", "", "", "bool", "np::contains($0, $1)", "x in l">;
def Py_ListIndexOp  : Py_Effect<"list_index", "list.index", "", "int", "np::index($0, $1, $at)", "l.index(x)">;
def Py_ListCountOp  : Py_Effect<"list_count", "list.count", "", "int", "np::count($0, $1)", "l.count(x)">;

// Dicts whose keys are known at run time only: reference objects too. Keys and values have one type each.
def Py_DictOp       : Py_Effect<"dict", "", "", "dict", "np::make_dict", "a new, empty dict">;
def Py_DictLenOp    : Py_Effect<"dict_len", "", "", "int", "np::len($0)", "len(d)">;
def Py_DictGetOp    : Py_Effect<"dict_get", "", "", "element", "np::get($0, $1, $at)", "d[key]: KeyError">;
def Py_DictSetOp    : Py_Effect<"dict_set", "", "", "none", "np::set($0, $1, $2)", "d[key] = x">;
def Py_DictHasOp    : Py_Effect<"dict_has", "", "", "bool", "np::contains($0, $1)", "key in d">;
def Py_DictPopOp    : Py_Effect<"dict_pop", "", "", "element", "np::pop($0, $1, $at)", "d.pop(key)">;
def Py_DictClearOp  : Py_Effect<"dict_clear", "", "", "none", "np::clear($0)", "d.clear()">;
def Py_DictKeysOp   : Py_Effect<"dict_keys", "", "", "list", "np::keys($0)", "list(d)">;
def Py_DictCopyOp   : Py_Effect<"dict_copy", "", "", "same", "np::copy($0)", "d.copy()">;
def Py_DictUpdateOp : Py_Effect<"dict_update", "", "", "none", "np::update($0, $1)", "d.update(e)">;
def Py_DictEqOp     : Py_Effect<"dict_eq", "", "", "bool", "np::equal($0, $1)", "d == e">;
// A set is a dict of its items; in the order in which CPython goes through them.
def Py_SetItemsOp   : Py_Effect<"set_items", "", "", "list", "np::set_items($0)", "list(s)">;
def Py_SetIntersectionOp : Py_Effect<"set_intersection", "", "", "same", "np::set_intersection($0, $1)", "s & t">;
def Py_SetDifferenceOp : Py_Effect<"set_difference", "", "", "same", "np::set_difference($0, $1)", "s - t">;
def Py_SetSubsetOp  : Py_Effect<"set_subset", "", "", "bool", "np::set_subset($0, $1)", "s <= t">;
def Py_DictValuesOp : Py_Effect<"dict_values", "", "", "list", "np::values($0)", "list(d.values())">;

// math: libm, bit for bit; domain and range errors raise.
class Py_Math<string name, string cxx> : Py_Checked<"math_" # name, "math." # name, "x: float", "float", cxx # "($0, $at)", "math." # name>;
class Py_Math2<string name, string cxx>
    : Py_Checked<"math_" # name, "math." # name, "x: float, y: float", "float", cxx # "($0, $1, $at)", "math." # name>;
def Py_MathSqrtOp  : Py_Math<"sqrt", "np::math_sqrt">;
def Py_MathExpOp   : Py_Math<"exp", "np::math_exp">;
def Py_MathLogOp   : Py_Checked<"math_log", "math.log", "x: float, base: float = None", "float", "np::math_log($0, $1, $at)", "math.log">;
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
def Py_MathFloorOp : Py_Checked<"math_floor", "math.floor", "x: float", "int", "np::math_floor($0, $at)", "math.floor">;
def Py_MathCeilOp  : Py_Checked<"math_ceil", "math.ceil", "x: float", "int", "np::math_ceil($0, $at)", "math.ceil">;
def Py_MathTruncOp : Py_Checked<"math_trunc", "math.trunc", "x: float", "int", "np::to_int($0, $at)", "math.trunc">;
def Py_MathIsnanOp : Py_Checked<"math_isnan", "math.isnan", "x: float", "bool", "np::math_isnan($0)", "math.isnan">;
def Py_MathIsinfOp : Py_Checked<"math_isinf", "math.isinf", "x: float", "bool", "np::math_isinf($0)", "math.isinf">;
def Py_MathIsfiniteOp : Py_Checked<"math_isfinite", "math.isfinite", "x: float", "bool", "np::math_isfinite($0)", "math.isfinite">;
def Py_MathGcdOp   : Py_Checked<"math_gcd", "math.gcd", "x: int, y: int", "int", "np::math_gcd($0, $1, $at)", "math.gcd">;
def Py_MathFactorialOp : Py_Checked<"math_factorial", "math.factorial", "n: int", "int", "np::math_factorial($0, $at)", "math.factorial">;
def Py_MathIsqrtOp : Py_Checked<"math_isqrt", "math.isqrt", "n: int", "int", "np::math_isqrt($0, $at)", "math.isqrt">;
def Py_MathCombOp  : Py_Checked<"math_comb", "math.comb", "n: int, k: int", "int", "np::math_comb($0, $1, $at)", "math.comb">;

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
def Py_InputOp       : Py_World<"input", "input", "prompt: str = ''", "str", "np::input($0, $at)", "input(prompt)">;
