// What the three dialects share: resources, and the interface by which the importer and the emitter see a row.
#ifndef NP2GPU_BASE
#define NP2GPU_BASE

include "mlir/IR/OpBase.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/BuiltinAttributes.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/Interfaces/FunctionInterfaces.td"
include "mlir/Interfaces/CallInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/LoopLikeInterface.td"
include "mlir/Interfaces/InferIntRangeInterface.td"

// The error state is what a check writes and what a visible effect reads (architecture.md, D2): MLIR's own rules
// then keep exceptions in Python's order.
def ErrorState : Resource<"::np2gpu::ErrorState">;
// Jumps and endless loops (D3).
def Control : Resource<"::np2gpu::Control">;
// Reference objects: lists, generators, !np.ref arrays, files, the clock.
def Objects : Resource<"::np2gpu::Objects">;
// Standard output.
def Output : Resource<"::np2gpu::Output">;

// One operation, one place: everything that the importer, the type rules, the emitter and the manual know of an
// operation is a field of its row.
def RowInterface : OpInterface<"RowInterface"> {
  let cppNamespace = "::np2gpu";
  let description = "A row of the table: what the frontend, the emitter and the manual need to know of an operation.";
  let methods = [
    StaticInterfaceMethod<"Python names, separated by blanks: np.sum .sum (a method starts with a point)",
                          "::llvm::StringRef", "getRowNames", (ins)>,
    StaticInterfaceMethod<"ufunc, reduce, view, library, scalar", "::llvm::StringRef", "getRowKind", (ins)>,
    StaticInterfaceMethod<"parameters: `name: kind = default, ...`", "::llvm::StringRef", "getRowSignature", (ins)>,
    StaticInterfaceMethod<"the rule that gives the result types (Types.cpp)", "::np2gpu::Rule", "getRowRule", (ins)>,
    StaticInterfaceMethod<"C++: an expression over $0, $1 for ufuncs; the runtime function else", "::llvm::StringRef",
                          "getRowCxx", (ins)>,
    StaticInterfaceMethod<"one line for the manual", "::llvm::StringRef", "getRowSummary", (ins)>,
    StaticInterfaceMethod<"ufunc: exact modulo 2^n in a wider int, so casts may be dropped inside such a chain", "bool",
                          "wrapsExactly", (ins), [{}], [{ return false; }]>,
  ];
}

class Row<string names, string kind, string signature, string rule, string cxx, string summary> {
  string declaration = "static ::llvm::StringRef getRowNames() { return \"" # names # "\"; }\n" #
                       "static ::llvm::StringRef getRowKind() { return \"" # kind # "\"; }\n" #
                       "static ::llvm::StringRef getRowSignature() { return \"" # signature # "\"; }\n" #
                       "static ::np2gpu::Rule getRowRule() { return ::np2gpu::Rule::of_" # !if(!empty(rule), "none", rule) # "; }\n" #
                       "static ::llvm::StringRef getRowCxx() { return \"" # cxx # "\"; }\n" #
                       "static ::llvm::StringRef getRowSummary() { return \"" # summary # "\"; }\n";
}
#endif
