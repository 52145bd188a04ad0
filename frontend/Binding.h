//===- Binding.h - what the importer knows of a Python value ------------------------------------------------------===//
//
// A Binding is a tree with SSA values at its leaves. Without the values it is a Kind: what a name may be bound to at a
// point of the program. Two bindings of one kind flatten to equally many values of equal types, so kinds are what is
// compared where control flow meets, and what a function is specialised on.
//
//===----------------------------------------------------------------------------------------------------------------===//
#ifndef NP2GPU_FRONTEND_BINDING_H
#define NP2GPU_FRONTEND_BINDING_H
#include "frontend/Ast.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace np2gpu {

enum class Tag : uint8_t {
  Unbound, None, Ellipsis, NotImplemented,
  Bool, Int, Wide, Float, Complex, Str, // Python scalars: `value` (i1, index, !py.wide, f64, complex<f64>, !py.str)
  Scalar,     // a NumPy scalar: `value` : !np.scalar<type>
  Array,      // `object` (>= 0) seen through `path`; or fresh (object < 0): `value`, a tensor that nothing else names
  Ref,        // an array whose identity is not static: `value` : !np.ref
  Tuple,      // `items`
  StaticList, // a list whose length and kinds are static and that is never written: `items`
  List,       // `value` : !py.list
  Dict,       // static keys, never written: `keys`, `items`; `node` and `object` (the copy): where it was made
  Map,        // a dict whose keys are not static: `value` : !py.dict; `element`: a tuple of the kinds of keys and values
  MapSet,     // a set: a Map of its items
  Range,      // `items`: start, stop, step (Int)
  Slice,      // `items`: start, stop, step (Int or None)
  Lazy,       // enumerate, zip, reversed, map, ndenumerate: `name`, `items` are the arguments
  Function,   // `node` (FunctionDef or Lambda), `items`: captured values of `keys` (StringAttr) if its frame has ended
  Method,     // a bound method: `items[0]` the receiver, `name`
  Row,        // a function of the table: `name` ("np.exp")
  Builtin,    // Python's: `name` ("len", "float", "isinstance", ...)
  Class,      // of the program: `node`
  Instance,   // an object: `node` its class, `name` its identity; its attributes are variables (ImportClasses.cpp)
  Super,      // super(): `items[0]` the object, `node` the class whose bases are meant
  Module,     // `name`: "np", "np.random", "math", a file of the program: ...
  Dtype,      // `type` (np.float32, also bool, int, float, complex where a dtype is expected)
  Exception,  // an exception class: `name` ("ValueError")
  Caught,     // a caught exception: `value` : !py.exception, `name`
  Generator,  // `value` : !np.generator, or none: the global one
  Flags,      // x.flags: `items[0]`
  Flat,       // x.flat: `items[0]`
  Opaque,     // matplotlib and what comes from it: calls are dropped
  Either,     // one of `items`, chosen by `value` (index)
};

using ObjectId = int;

/// With which factor each loop-carried name goes into an int's value (ImportInts.cpp).
using IntGrowth = std::map<std::string, double>;

/// One view operation of a chain, without its first operand: op(source, operands...) {attributes} : result.
struct ViewStep {
  mlir::OperationName name;
  llvm::SmallVector<mlir::Value, 4> operands;
  mlir::DictionaryAttr attributes;
  mlir::RankedTensorType result; // of a tensor source; a reference gives !np.ref of it
};

struct Binding {
  Tag tag = Tag::Unbound;
  mlir::Type type;             // Scalar: dtype. Array, Ref: the tensor type seen. List: its !py.list type. Dtype
  mlir::Value value;           // see Tag
  mlir::Attribute constant;    // the value, where it is known: IntegerAttr, FloatAttr, BoolAttr, StringAttr; not part of the kind
  ObjectId object = -1;        // Array
  std::vector<ViewStep> path;  // Array
  std::vector<Binding> items;  // see Tag
  std::vector<mlir::Attribute> keys;
  std::shared_ptr<const Binding> element; // List: the kind of its elements; null while nothing was put in
  const ast::Node *node = nullptr;
  std::string name;
  unsigned bits = 0;           // Int, Wide: the magnitude has no more; 0: any. Not part of the kind
  std::shared_ptr<const IntGrowth> growth; // Int. Not part of the kind
  int parameter = -1;          // the parameter that it is, for "demands a constant"; not part of the kind

  bool is(Tag t) const { return tag == t; }
  bool isPythonNumber() const { return tag == Tag::Bool || tag == Tag::Int || tag == Tag::Wide || tag == Tag::Float || tag == Tag::Complex; }
  bool isArray() const { return tag == Tag::Array || tag == Tag::Ref; }
  /// An array or a NumPy scalar.
  bool isNumPy() const { return isArray() || tag == Tag::Scalar; }
  mlir::RankedTensorType tensorType() const { return llvm::cast<mlir::RankedTensorType>(type); }
  int64_t rank() const { return tag == Tag::Scalar ? 0 : tensorType().getRank(); }
  /// Of an array or a NumPy scalar.
  mlir::Type dtype() const { return tag == Tag::Scalar ? type : tensorType().getElementType(); }
};

/// Do both have the same kind? (Values, constants and parameters do not count.)
bool sameKind(const Binding &a, const Binding &b);
/// Lists (dicts, sets) of one element type, wherever each was made: a name may hold either.
bool sameContainer(const Binding &a, const Binding &b);
/// The SSA values of a binding in a fixed order, and the same binding with other values.
void flatten(const Binding &binding, llvm::SmallVectorImpl<mlir::Value> &values);
Binding withValues(const Binding &kind, llvm::ArrayRef<mlir::Value> values);
Binding withoutValues(const Binding &binding);
/// The types of a kind's flattened values.
void valueTypes(const Binding &kind, mlir::Builder &builder, llvm::SmallVectorImpl<mlir::Type> &types);
/// An element of a list that is more than one value, or none.
bool hasParts(const Binding &element);
/// Do the elements hold values of several types? They cannot be compared part by part.
bool holdsEither(const Binding &list);
void dropConstants(Binding &binding);
bool sameConstants(const Binding &a, const Binding &b); // of one kind
/// Of ints: bounds and growth (ImportInts.cpp).
unsigned bitsOf(const Binding &value);
std::shared_ptr<const IntGrowth> joinedGrowth(const Binding &a, const Binding &b);
std::set<std::string> growingNames(const std::map<std::string, IntGrowth> &sources);
/// Constants that specialise functions whether demanded or not.
bool keepsConstant(const Binding &value);
/// Visits the binding and all that it holds.
void walk(const Binding &binding, llvm::function_ref<void(const Binding &)> visit);
/// A text that is equal for equal kinds: memo keys, debugging.
std::string kindText(const Binding &binding);
/// Python's name of the type of a value of this kind: 'int', 'numpy.ndarray', ...
std::string typeName(const Binding &binding);

} // namespace np2gpu
#endif
