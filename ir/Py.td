// The py dialect: Python's scalars, control flow, functions, lists, text and printing (architecture.md, D1 to D3).
// `int` is `index` and means a mathematical integer; `float` is f64, `bool` i1, `complex` complex<f64>.
#ifndef NP2GPU_PY
#define NP2GPU_PY
include "Base.td"

def Py_Dialect : Dialect {
  let name = "py";
  let cppNamespace = "::np2gpu::py";
  let useDefaultTypePrinterParser = 1;
  let hasConstantMaterializer = 1;
}

//===--- Types ----------------------------------------------------------------------------------------------------===//

class Py_Type<string name, string mnemonic_> : TypeDef<Py_Dialect, name> { let mnemonic = mnemonic_; }
def Py_Str : Py_Type<"Str", "str"> { let summary = "A Python str."; }
def Py_Wide : Py_Type<"Wide", "wide"> { let summary = "A Python int held in 128 checked bits."; }
def Py_Exception : Py_Type<"Exception", "exception"> { let summary = "A caught exception."; }
def Py_List : Py_Type<"List", "list"> {
  let summary = "A Python list whose elements have one type: a reference object.";
  let parameters = (ins "::mlir::Type":$element);
  let assemblyFormat = "`<` $element `>`";
}
def Py_Dict : Py_Type<"Dict", "dict"> {
  let summary = "A Python dict whose keys have one type and whose values have one type: a reference object.";
  let parameters = (ins "::mlir::Type":$key, "::mlir::Type":$element);
  let assemblyFormat = "`<` $key `,` $element `>`";
}
def Py_Cell : Py_Type<"Cell", "cell"> {
  let summary = "A variable of a function before promotion to SSA (or for good, in a try).";
  let parameters = (ins "::mlir::Type":$element);
  let assemblyFormat = "`<` $element `>`";
}
// Python's tuple is a builtin `tuple` type only as an element of a list.

class Py_Op<string mnemonic, list<Trait> traits = []> : Op<Py_Dialect, mnemonic, traits>;

//===--- Functions, calls -----------------------------------------------------------------------------------------===//

def Py_FuncOp : Py_Op<"func", [FunctionOpInterface, IsolatedFromAbove, Symbol, AutomaticAllocationScope]> {
  let summary = "One specialisation of a Python function, or the script itself (`main`)";
  let description = [{
    Arguments: the flattened values of its parameters, then those of hidden parameters (globals and captured names).
    Results: the flattened values of the Python result, then the new version of each array argument that it writes
    (`mutates`: argument numbers). `returns`: text for the reader only.
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, TypeAttrOf<FunctionType>:$function_type,
                       DefaultValuedAttr<DenseI64ArrayAttr, "{}">:$mutates,
                       OptionalAttr<DictArrayAttr>:$arg_attrs, OptionalAttr<DictArrayAttr>:$res_attrs,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let regions = (region AnyRegion:$body);
  let hasCustomAssemblyFormat = 1;
  let extraClassDeclaration = [{
    ::llvm::ArrayRef<::mlir::Type> getArgumentTypes() { return getFunctionType().getInputs(); }
    ::llvm::ArrayRef<::mlir::Type> getResultTypes() { return getFunctionType().getResults(); }
    ::mlir::Region *getCallableRegion() { return &getBody(); }
  }];
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name, "::mlir::FunctionType":$type)>];
}

def Py_ReturnOp : Py_Op<"return", [Terminator, MemoryEffects<[MemWrite<Control>]>]> {
  let summary = "Leave the function, from any depth";
  let arguments = (ins Variadic<AnyType>:$operands);
  let assemblyFormat = "($operands^ `:` type($operands))? attr-dict";
  let builders = [OpBuilder<(ins), [{}]>];
}

def Py_CallOp : Py_Op<"call", [AttrSizedOperandSegments]> {
  let summary = "Call a specialised function";
  let description = [{
    `bases`: for each argument that the callee writes (its `mutates`, in that order), the version of the object whose
    memory that argument shows (the argument itself, or a view of it). The last results are the new versions of these.
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<AnyType>:$args, Variadic<AnyType>:$bases);
  let results = (outs Variadic<AnyType>:$results);
  let assemblyFormat = "$callee `(` $args `)` (`writes` `(` $bases^ `)`)? attr-dict `:` functional-type(operands, results)";
}

//===--- Cells ----------------------------------------------------------------------------------------------------===//

def Py_CellOp : Py_Op<"cell"> {
  let summary = "A variable; made in the entry block of its function";
  let arguments = (ins StrAttr:$name);
  let results = (outs Res<Py_Cell, "", [MemAlloc]>:$result);
  let assemblyFormat = "$name attr-dict `:` type($result)";
}
def Py_LoadOp : Py_Op<"load", [TypesMatchWith<"", "cell", "result", "::llvm::cast<CellType>($_self).getElement()">]> {
  let arguments = (ins Arg<Py_Cell, "", [MemRead]>:$cell);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$cell attr-dict `:` type($cell)";
}
def Py_StoreOp : Py_Op<"store", [TypesMatchWith<"", "cell", "value", "::llvm::cast<CellType>($_self).getElement()">]> {
  let arguments = (ins AnyType:$value, Arg<Py_Cell, "", [MemWrite]>:$cell);
  let assemblyFormat = "$value `,` $cell attr-dict `:` type($cell)";
}

//===--- Control flow (D3) ----------------------------------------------------------------------------------------===//
// Loops carry SSA values after promotion: iteration arguments, and results that `break` (or the last `continue`)
// hands on. Jumps stand at the end of blocks of nested ifs and trys and leave to the nearest loop.

def Py_ForOp : Py_Op<"for", [SingleBlock, RecursiveMemoryEffects, RecursivelySpeculatable, AutomaticAllocationScope,
    DeclareOpInterfaceMethods<LoopLikeOpInterface, ["getLoopInductionVars", "getLoopLowerBounds", "getLoopUpperBounds",
      "getLoopSteps", "getInitsMutable", "getRegionIterArgs", "getLoopResults"]>,
    DeclareOpInterfaceMethods<InferIntRangeInterface, ["inferResultRanges"]>]> {
  let summary = "for i in range(start, stop, step)";
  let arguments = (ins Index:$start, Index:$stop, Index:$step, Variadic<AnyType>:$initArgs);
  let results = (outs Variadic<AnyType>:$results);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::mlir::Value":$start, "::mlir::Value":$stop, "::mlir::Value":$step,
                                 "::mlir::ValueRange":$initArgs)>];
  let extraClassDeclaration = [{ ::mlir::Value getInductionVar() { return getBody().getArgument(0); } }];
}
def Py_WhileOp : Py_Op<"while", [SingleBlock, RecursiveMemoryEffects, MemoryEffects<[MemWrite<Control>]>,
                                 AutomaticAllocationScope]> {
  let summary = "while True; a condition is an `if` that breaks at the head of the body";
  let arguments = (ins Variadic<AnyType>:$initArgs);
  let results = (outs Variadic<AnyType>:$results);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::mlir::ValueRange":$initArgs)>];
}
def Py_IfOp : Py_Op<"if", [SingleBlock, NoRegionArguments, RecursiveMemoryEffects, RecursivelySpeculatable]> {
  let arguments = (ins I1:$condition);
  let results = (outs Variadic<AnyType>:$results);
  let regions = (region SizedRegion<1>:$thenRegion, AnyRegion:$elseRegion);
  let hasCustomAssemblyFormat = 1;
  let hasCanonicalizeMethod = 1;
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::mlir::TypeRange":$results, "::mlir::Value":$condition)>];
}
def Py_TryOp : Py_Op<"try", [SingleBlock, RecursiveMemoryEffects]> {
  let summary = "try with handlers (each a region that takes the exception) and perhaps a finally region, the last";
  let description = [{
    `handlers`: for each handler an array of np_status codes; an empty array catches everything.
    Nothing in it is promoted: names assigned in the body and live in a handler stay cells.
  }];
  let arguments = (ins ArrayAttr:$handlers, UnitAttr:$has_finally);
  let regions = (region VariadicRegion<SizedRegion<1>>:$blocks);
  let assemblyFormat = "$handlers (`finally` $has_finally^)? $blocks attr-dict";
}

class Py_Jump<string mnemonic, list<Trait> traits> : Py_Op<mnemonic, !listconcat([Terminator], traits)> {
  let arguments = (ins Variadic<AnyType>:$operands);
  let assemblyFormat = "($operands^ `:` type($operands))? attr-dict";
  let builders = [OpBuilder<(ins), [{}]>];
}
def Py_YieldOp : Py_Jump<"yield", [Pure]> { let summary = "The end of a block of an if or a try"; }
def Py_BreakOp : Py_Jump<"break", [MemoryEffects<[MemWrite<Control>]>]> { let summary = "Carries the loop's results"; }
def Py_ContinueOp : Py_Jump<"continue", [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "Carries the next iteration arguments; also the end of a loop's body";
}
def Py_RaiseOp : Py_Op<"raise", [Terminator, MemoryEffects<[MemWrite<Control>, MemWrite<ErrorState>]>]> {
  let summary = "raise; `kind` is an np_status; without a message operand Python's exception has no arguments";
  let arguments = (ins I32Attr:$kind, Optional<Py_Str>:$message);
  let assemblyFormat = "$kind ($message^ `:` type($message))? attr-dict";
}
def Py_ReraiseOp : Py_Op<"reraise", [Terminator, MemoryEffects<[MemWrite<Control>, MemWrite<ErrorState>]>]> {
  let arguments = (ins Py_Exception:$exception);
  let assemblyFormat = "$exception attr-dict";
}

//===--- Constants ------------------------------------------------------------------------------------------------===//

def Py_ConstantOp : Py_Op<"constant", [Pure, ConstantLike]> {
  let summary = "int (index), float, bool, str (a StringAttr), complex (an ArrayAttr of two floats)";
  let arguments = (ins AnyAttr:$value);
  let results = (outs AnyType:$result);
  let assemblyFormat = "attr-dict $value `->` type($result)";
  let hasFolder = 1;
}

def Py_NameOp : Py_Op<"name", [Pure, AllTypesMatch<["value", "result"]>]> {
  let summary = "the value under a name of the script: a constant that the text should go on calling `tolerance`";
  let arguments = (ins AnyType:$value, StrAttr:$name);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$name $value attr-dict `:` type($value)";
}

include "PyRows.td"
#endif
