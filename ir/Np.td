// The np dialect: NumPy on ranked tensors. Rank and dtype are static, extents dynamic (`?`). Signed integers are
// i8..i64, unsigned ui8..ui64, bool i1. Three kinds of scalar (architecture.md, D1): Python's (index, f64, i1,
// complex<f64>), NumPy's (!np.scalar<T>), arrays of rank 0 (tensor<T>).
//
// Compute operations are pure and total. What may raise is an operation of its own, with the effect "write the error
// state", that returns what it checked (D2).
#ifndef NP2GPU_NP
#define NP2GPU_NP
include "Base.td"

def Np_Dialect : Dialect {
  let name = "np";
  let cppNamespace = "::np2gpu::np";
  let useDefaultTypePrinterParser = 1;
  let dependentDialects = ["::np2gpu::py::PyDialect"];
}

class Np_Type<string name, string mnemonic_> : TypeDef<Np_Dialect, name> {
  let mnemonic = mnemonic_;
}
def Np_Scalar : Np_Type<"Scalar", "scalar"> {
  let summary = "A NumPy scalar: np.float64(0.5), x.sum(), a[3].";
  let parameters = (ins "::mlir::Type":$dtype);
  let assemblyFormat = "`<` $dtype `>`";
}
def Np_Ref : Np_Type<"Ref", "ref"> {
  let summary = "An array whose identity is not static: a reference object, read and written in program order (D5).";
  let parameters = (ins "::mlir::RankedTensorType":$array);
  let assemblyFormat = "`<` $array `>`";
}
def Np_Generator : Np_Type<"Generator", "generator"> {
  let summary = "A random generator (Generator or RandomState): a reference object.";
}
def Np_Array : AnyTypeOf<[AnyRankedTensor, Np_Ref]>;

class Np_Op<string mnemonic, list<Trait> traits = []> : Op<Np_Dialect, mnemonic, traits>;
defvar CheckEffects = [MemoryEffects<[MemWrite<ErrorState>]>];
// A check that some operands always pass (a constant that fits): then it has no effect, and may be moved.
defvar ConditionalCheck = [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>, DeclareOpInterfaceMethods<ConditionallySpeculatable>];

//===--- Identity, versions (D4) ----------------------------------------------------------------------------------===//

def Np_OwnOp : Np_Op<"own", [AllTypesMatch<["source", "result"]>]> {
  let summary = "An object of its own with the value of `source`: what will be written";
  let description = [{ Keeps objects apart where the pure operation that computes the value may be merged or hoisted. Emission
    drops the copy where `source` is fresh memory that nothing else reads. }];
  let arguments = (ins AnyRankedTensor:$source);
  let results = (outs Res<AnyRankedTensor, "", [MemAlloc]>:$result);
  let assemblyFormat = "$source attr-dict `:` type($source)";
}
def Np_CopyOp : Np_Op<"copy", [Pure]> {
  let summary = "a.copy(order): fresh memory. `order` C, F, A or K";
  let arguments = (ins AnyRankedTensor:$source, DefaultValuedStrAttr<StrAttr, "K">:$order);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$source attr-dict `:` type($source) `->` type($result)";
}
// A write makes a new version. `through`: a chain of views of `base` (or `base` itself) that is what is written.
// In place by construction: base and result are one buffer.
class Np_Write<string mnemonic, list<Trait> traits = []> : Np_Op<mnemonic, traits>;
def Np_UpdateOp : Np_Write<"update", [AllTypesMatch<["base", "result"]>]> {
  let summary = "through[...] = value, which is broadcast and cast; shapes were checked before (np.check_assign)";
  let description = [{ `value` never shares memory with `base`: the importer copies it first where it may. }];
  let arguments = (ins AnyRankedTensor:$base, AnyRankedTensor:$through, AnyType:$value);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$base `through` $through `,` $value attr-dict `:` type($base) `,` type($through) `,` type($value)";
}
def Np_InsertOp : Np_Write<"insert", [AllTypesMatch<["base", "result"]>]> {
  let summary = "through[indices] = value: one element; indices are checked and not negative";
  let arguments = (ins AnyRankedTensor:$base, AnyRankedTensor:$through, AnyType:$value, Variadic<Index>:$indices);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$value `,` $base `through` $through `[` $indices `]` attr-dict `:` type($value) `,` type($base) `,` type($through)";
}
def Np_ScatterOp : Np_Write<"scatter", [MemoryEffects<[MemWrite<ErrorState>]>, AllTypesMatch<["base", "result"]>]> {
  let summary = "through[index arrays, masks] = value, or ufunc.at; two-phase: a failing one writes nothing";
  let description = [{ `pattern`: a letter for each axis of `through`: `:` the whole axis, `a` the next index (an integer
    array, or an int), `m` the next mask (one letter for each axis that it covers). `op`: empty (store), or the ufunc of `.at`. }];
  let arguments = (ins AnyRankedTensor:$base, AnyRankedTensor:$through, AnyType:$value, Variadic<AnyType>:$indices,
                       StrAttr:$pattern, DefaultValuedStrAttr<StrAttr, "">:$op);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$value `,` $base `through` $through `[` $pattern `:` $indices `]` attr-dict `:` type($value) `,` type($base) `,` type($through) `,` type($indices)";
}
// A library function that writes an array (sort, fill_diagonal, shuffle). `function`: the row's C++ name.
def Np_MutateOp : Np_Write<"mutate", [MemoryEffects<[MemWrite<ErrorState>, MemRead<Objects>, MemWrite<Objects>]>, AllTypesMatch<["base", "result"]>]> {
  let summary = "a library function that writes `through`";
  let arguments = (ins AnyRankedTensor:$base, AnyRankedTensor:$through, Variadic<AnyType>:$args, StrAttr:$function);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$function $base `through` $through (`,` $args^ `:` type($args))? attr-dict `:` type($base) `,` type($through)";
}

//===--- References (D5) ------------------------------------------------------------------------------------------===//
// Rows of kind `view` also take a !np.ref and then give one.

def Np_MakeRefOp : Np_Op<"make_ref"> {
  let summary = "the array as a reference object; `source` is not used as a value afterwards";
  let arguments = (ins AnyRankedTensor:$source);
  let results = (outs Res<Np_Ref, "", [MemAlloc]>:$result);
  let assemblyFormat = "$source attr-dict `:` type($source) `->` type($result)";
}
def Np_ReadOp : Np_Op<"read", [MemoryEffects<[MemRead<Objects>]>]> {
  let summary = "what the reference shows now; shares its memory, so it is used before the next write to a reference";
  let arguments = (ins Np_Ref:$ref);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$ref attr-dict `:` type($ref) `->` type($result)";
}
defvar WritesObjects = [MemoryEffects<[MemRead<Objects>, MemWrite<Objects>]>];
def Np_RefUpdateOp : Np_Op<"ref_update", WritesObjects> {
  let summary = "ref[...] = value; copies value first where it overlaps";
  let arguments = (ins Np_Ref:$ref, AnyType:$value);
  let assemblyFormat = "$ref `,` $value attr-dict `:` type($ref) `,` type($value)";
}
def Np_RefInsertOp : Np_Op<"ref_insert", WritesObjects> {
  let arguments = (ins AnyType:$value, Np_Ref:$ref, Variadic<Index>:$indices);
  let assemblyFormat = "$value `,` $ref `[` $indices `]` attr-dict `:` type($value) `,` type($ref)";
}
defvar WritesObjectsMayFail = [MemoryEffects<[MemRead<Objects>, MemWrite<Objects>, MemWrite<ErrorState>]>];
def Np_RefScatterOp : Np_Op<"ref_scatter", WritesObjectsMayFail> {
  let arguments = (ins AnyType:$value, Np_Ref:$ref, Variadic<AnyType>:$indices, StrAttr:$pattern,
                       DefaultValuedStrAttr<StrAttr, "">:$op);
  let assemblyFormat = "$value `,` $ref `[` $pattern `:` $indices `]` attr-dict `:` type($value) `,` type($ref) `,` type($indices)";
}
def Np_RefMutateOp : Np_Op<"ref_mutate", WritesObjectsMayFail> {
  let arguments = (ins Np_Ref:$ref, Variadic<AnyType>:$args, StrAttr:$function);
  let assemblyFormat = "$function $ref (`,` $args^ `:` type($args))? attr-dict `:` type($ref)";
}

//===--- Extents and checks (D2, D12) -----------------------------------------------------------------------------===//

def Np_DimOp : Np_Op<"dim", [Pure]> {
  let summary = "x.shape[axis]; not a read of the elements";
  let arguments = (ins Np_Array:$source, I64Attr:$axis);
  let results = (outs Index:$result);
  let assemblyFormat = "$source `,` $axis attr-dict `:` type($source)";
  let hasFolder = 1;
}
def Np_SliceBoundsOp : Np_Op<"slice_bounds", !listconcat([AttrSizedOperandSegments], ConditionalCheck)> {
  let summary = "Python's slice.indices: the first index and the length of a[start:stop:step] on an axis of length n";
  let description = [{ An absent start or stop is None. Raises ValueError `slice step cannot be zero`. }];
  let arguments = (ins Index:$length, Optional<Index>:$start, Optional<Index>:$stop, Index:$step);
  let results = (outs Index:$first, Index:$count);
  let assemblyFormat = "$length `[` ($start^)? `:` ($stop^)? `:` $step `]` attr-dict";
}
def Np_WrapIndexOp : Np_Op<"wrap_index", ConditionalCheck> {
  let summary = "an index of Python on an axis of length n: negative counts from the end; IndexError";
  let arguments = (ins Index:$index, Index:$length, I64Attr:$axis, UnitAttr:$proved);
  let results = (outs Index:$result);
  let assemblyFormat = "$index `,` $length `axis` $axis (`proved` $proved^)? attr-dict";
}
def Np_BroadcastShapeOp : Np_Op<"broadcast_shape", CheckEffects> {
  let summary = "the extents of x + y; ValueError with NumPy's text";
  let arguments = (ins Variadic<AnyRankedTensor>:$arrays);
  let results = (outs Variadic<Index>:$extents);
  let assemblyFormat = "$arrays attr-dict `:` type($arrays) `->` type($extents)";
}
def Np_CheckAssignOp : Np_Op<"check_assign", ConditionalCheck> {
  let summary = "may value be broadcast into target? ValueError `could not broadcast input array from shape ...`";
  let description = [{ `inplace`: the target of `a += x`, NumPy's other text: `non-broadcastable output operand with shape ...`. }];
  let arguments = (ins Np_Array:$target, AnyType:$value, UnitAttr:$inplace);
  let assemblyFormat = "$target `,` $value attr-dict `:` type($target) `,` type($value)";
}
def Np_CheckReshapeOp : Np_Op<"check_reshape", CheckEffects> {
  let summary = "the extents of x.reshape(extents): one -1 is inferred; ValueError with NumPy's text";
  let arguments = (ins Np_Array:$source, Variadic<Index>:$extents);
  let results = (outs Variadic<Index>:$results);
  let assemblyFormat = "$source `[` $extents `]` attr-dict `:` type($source) `->` type($results)";
}
def Np_CheckBroadcastToOp : Np_Op<"check_broadcast_to", CheckEffects> {
  let arguments = (ins Np_Array:$source, Variadic<Index>:$extents);
  let results = (outs Variadic<Index>:$results);
  let assemblyFormat = "$source `[` $extents `]` attr-dict `:` type($source) `->` type($results)";
}
def Np_CheckExtentOp : Np_Op<"check_extent", ConditionalCheck> {
  let summary = "an extent for zeros, empty, ...: ValueError `negative dimensions are not allowed`";
  let arguments = (ins Index:$extent);
  let results = (outs Index:$result);
  let assemblyFormat = "$extent attr-dict";
}
def Np_CheckUnpackOp : Np_Op<"check_unpack", CheckEffects> {
  let summary = "the length of what is unpacked into `count` names; ValueError with Python's text";
  let arguments = (ins Index:$length, I64Attr:$count);
  let assemblyFormat = "$length `into` $count attr-dict";
}
def Np_CheckWritableOp : Np_Op<"check_writable", CheckEffects> {
  let summary = "ValueError `assignment destination is read-only`";
  let arguments = (ins Np_Array:$array);
  let assemblyFormat = "$array attr-dict `:` type($array)";
}
def Np_CheckPowersOp : Np_Op<"check_powers", CheckEffects> {
  let summary = "the exponents of an integer power: ValueError `Integers to negative integer powers are not allowed.`";
  let arguments = (ins AnyType:$exponents);
  let assemblyFormat = "$exponents attr-dict `:` type($exponents)";
}
def Np_FlagOp : Np_Op<"flag", [Pure]> {
  let summary = "x.flags.writeable, c_contiguous, f_contiguous, owndata";
  let arguments = (ins Np_Array:$source, StrAttr:$flag);
  let results = (outs I1:$result);
  let assemblyFormat = "$source `,` $flag attr-dict `:` type($source)";
}
def Np_SizeOp : Np_Op<"size", [Pure]> {
  let arguments = (ins Np_Array:$source);
  let results = (outs Index:$result);
  let assemblyFormat = "$source attr-dict `:` type($source)";
}
def Np_StrideOp : Np_Op<"stride", [Pure]> {
  let summary = "x.strides[axis], in bytes";
  let arguments = (ins Np_Array:$source, I64Attr:$axis);
  let results = (outs Index:$result);
  let assemblyFormat = "$source `,` $axis attr-dict `:` type($source)";
}

//===--- Scalars and casts ----------------------------------------------------------------------------------------===//

def Np_WeakOp : Np_Op<"weak", ConditionalCheck> {
  let summary = "a Python scalar as a NumPy scalar of the dtype that promotion chose (NEP 50)";
  let description = [{ An int that does not fit an integer dtype: OverflowError `Python integer 300 out of bounds for uint8`. }];
  let arguments = (ins AnyType:$value);
  let results = (outs Np_Scalar:$result);
  let assemblyFormat = "$value attr-dict `:` type($value) `->` type($result)";
}
def Np_ItemOp : Np_Op<"item", [Pure]> {
  let summary = "a NumPy scalar or 0-d array as a Python scalar: x.item(), int(x), float(x) (value kept)";
  let arguments = (ins AnyType:$value);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$value attr-dict `:` type($value) `->` type($result)";
}
def Np_CastOp : Np_Op<"cast", [Pure]> {
  let summary = "x.astype(dtype): fresh memory (order K); of a scalar a scalar";
  let arguments = (ins AnyType:$source, DefaultValuedStrAttr<StrAttr, "K">:$order);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$source attr-dict `:` type($source) `->` type($result)";
}
def Np_FromScalarOp : Np_Op<"from_scalar", [Pure]> {
  let summary = "np.array(scalar): a fresh array of rank 0";
  let arguments = (ins AnyType:$value);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$value attr-dict `:` type($value) `->` type($result)";
}
def Np_ArrayTruthOp : Np_Op<"array_truth", CheckEffects> {
  let summary = "bool(x) of an array: ValueError unless it has one element";
  let arguments = (ins AnyRankedTensor:$array);
  let results = (outs I1:$result);
  let assemblyFormat = "$array attr-dict `:` type($array)";
}
def Np_ElementOfOp : Np_Op<"element_of", CheckEffects> {
  let summary = "the one element of an array, cast, for `a[0] = array`; ValueError `setting an array element with a sequence.`";
  let arguments = (ins AnyRankedTensor:$array);
  let results = (outs Np_Scalar:$result);
  let assemblyFormat = "$array attr-dict `:` type($array) `->` type($result)";
}
def Np_ExtractOp : Np_Op<"extract", [NoMemoryEffect]> {
  let summary = "x[indices], one element as a NumPy scalar; indices are checked and not negative";
  let description = [{ No effect, and never speculatable: not hoisted, not even behind a proved check. }];
  let arguments = (ins AnyRankedTensor:$source, Variadic<Index>:$indices);
  let results = (outs Np_Scalar:$result);
  let assemblyFormat = "$source `[` $indices `]` attr-dict `:` type($source) `->` type($result)";
}

//===--- Construction ---------------------------------------------------------------------------------------------===//

def Np_ArrayOp : Np_Op<"array", [Pure]> {
  let summary = "np.array of a (nested) list or tuple of scalars: the elements in C order";
  let arguments = (ins Variadic<AnyType>:$elements, DenseI64ArrayAttr:$shape);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$shape (`,` $elements^ `:` type($elements))? attr-dict `->` type($result)";
}
def Np_ArrayOfListOp : Np_Op<"array_of_list", [MemoryEffects<[MemRead<Objects>, MemWrite<ErrorState>]>]> {
  let summary = "np.array of a list that grows at run time (of scalars, of lists, of arrays)";
  let arguments = (ins AnyType:$list);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$list attr-dict `:` type($list) `->` type($result)";
}
def Np_StackOp : Np_Op<"stack", [MemoryEffects<[MemWrite<ErrorState>]>]> {
  let summary = "np.array of a list of arrays: a new first axis; ValueError if the shapes differ";
  let arguments = (ins Variadic<AnyType>:$arrays);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$arrays attr-dict `:` type($arrays) `->` type($result)";
}
def Np_ToListOp : Np_Op<"tolist", [MemoryEffects<[MemAlloc, MemWrite<Objects>]>]> {
  let arguments = (ins AnyRankedTensor:$source);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$source attr-dict `:` type($source) `->` type($result)";
}

//===--- Views ----------------------------------------------------------------------------------------------------===//
// The result shares memory with `source`. All of them take a tensor or a reference.

class Np_View<string mnemonic, list<Trait> traits = []> : Np_Op<mnemonic, !listconcat([Pure], traits)> {
  let results = (outs Np_Array:$result);
  let extraClassDeclaration = [{ static bool isView() { return true; } }];
}
def Np_SliceOp : Np_View<"slice", [AttrSizedOperandSegments]> {
  let summary = "basic indexing: for each axis of the source, start (checked) and, unless it is dropped, length and step";
  let description = [{ `drop`: axes that an integer selects; `lengths` and `steps` are those of the other axes, in order. }];
  let arguments = (ins Np_Array:$source, Variadic<Index>:$starts, Variadic<Index>:$lengths, Variadic<Index>:$steps,
                       DenseI64ArrayAttr:$drop);
  let assemblyFormat = "$source `[` $starts `]` `[` $lengths `]` `step` `[` $steps `]` `drop` $drop attr-dict `:` type($source) `->` type($result)";
}
def Np_ExpandDimsOp : Np_View<"expand_dims"> {
  let summary = "new axes of length 1 at these places of the result";
  let arguments = (ins Np_Array:$source, DenseI64ArrayAttr:$axes);
  let assemblyFormat = "$source $axes attr-dict `:` type($source) `->` type($result)";
}
def Np_TransposeOp : Np_View<"transpose"> {
  let arguments = (ins Np_Array:$source, DenseI64ArrayAttr:$permutation);
  let assemblyFormat = "$source $permutation attr-dict `:` type($source) `->` type($result)";
}
def Np_ReshapeOp : Np_View<"reshape"> {
  let summary = "x.reshape(extents), checked before: a view where the memory order allows it, else a copy";
  let description = [{ `order` C or F. `contiguous`: known to be a view; without it the result may or may not share memory. }];
  let arguments = (ins Np_Array:$source, Variadic<Index>:$extents, DefaultValuedStrAttr<StrAttr, "C">:$order, UnitAttr:$contiguous);
  let assemblyFormat = "$source `[` $extents `]` attr-dict `:` type($source) `->` type($result)";
}
def Np_StridedOp : Np_View<"strided", [AttrSizedOperandSegments]> {
  let summary = "as_strided: any extents and strides (in bytes) over the source's memory";
  let arguments = (ins Np_Array:$source, Variadic<Index>:$extents, Variadic<Index>:$strides);
  let assemblyFormat = "$source `[` $extents `]` `step` `[` $strides `]` attr-dict `:` type($source) `->` type($result)";
}
def Np_ContiguousOp : Np_View<"contiguous"> {
  let summary = "np.ascontiguousarray, np.asfortranarray: the array itself where it has the order, else a copy";
  let arguments = (ins Np_Array:$source, StrAttr:$order);
  let assemblyFormat = "$source $order attr-dict `:` type($source) `->` type($result)";
}
def Np_BroadcastToOp : Np_View<"broadcast_to"> {
  let summary = "a read-only view, checked before";
  let arguments = (ins Np_Array:$source, Variadic<Index>:$extents);
  let assemblyFormat = "$source `[` $extents `]` attr-dict `:` type($source) `->` type($result)";
}
def Np_DiagonalOp : Np_View<"diagonal"> {
  let summary = "the diagonal of two axes, moved to the end";
  let arguments = (ins Np_Array:$source, Index:$offset, I64Attr:$axis1, I64Attr:$axis2);
  let assemblyFormat = "$source `,` $offset `axes` $axis1 `,` $axis2 attr-dict `:` type($source) `->` type($result)";
}
def Np_RealOp : Np_View<"real"> {
  let arguments = (ins Np_Array:$source);
  let assemblyFormat = "$source attr-dict `:` type($source) `->` type($result)";
}
def Np_ImagOp : Np_View<"imag"> {
  let summary = "x.imag of a complex array";
  let arguments = (ins Np_Array:$source);
  let assemblyFormat = "$source attr-dict `:` type($source) `->` type($result)";
}
def Np_BitcastOp : Np_Op<"bitcast", CheckEffects> {
  let results = (outs Np_Array:$result);
  let extraClassDeclaration = [{ static bool isView() { return true; } }];
  let summary = "x.view(dtype)";
  let arguments = (ins Np_Array:$source);
  let assemblyFormat = "$source attr-dict `:` type($source) `->` type($result)";
}

//===--- Advanced indexing ----------------------------------------------------------------------------------------===//

def Np_GatherOp : Np_Op<"gather", CheckEffects> {
  let summary = "x[index arrays, masks]: fresh memory; `pattern` as for np.scatter";
  let arguments = (ins AnyRankedTensor:$source, Variadic<AnyType>:$indices, StrAttr:$pattern);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$source `[` $pattern `:` $indices `]` attr-dict `:` type($source) `,` type($indices) `->` type($result)";
}

include "NpRows.td"
#endif
