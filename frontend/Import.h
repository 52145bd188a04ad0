//===- Import.h - from the tree of a script to the py and np dialects ---------------------------------------------===//
//
// An abstract interpreter over kinds (Binding.h) that emits operations as it goes. Variables and objects are cells
// (py.cell) of their function; the pass PromoteCells turns them into SSA values.
//
// * A name is bound to a Binding; its values are in cells that belong to (function, name, kind). Where control flow
//   meets, equal kinds need nothing; unequal ones are joined (ImportJoin.cpp): two objects become one that is either
//   (a new cell), two types an Either with a tag. Loops are imported again until the kinds at their head are stable.
// * An array object has one cell that holds its current version (D4); a write stores a new version. A name holds
//   (object, view path): an operand is a reference, its version is looked up by the operation that consumes it.
// * Where a write could be seen through a name that may or may not be the same object, both objects become references
//   (D5): the sites that made them are noted and the whole import starts again (`Restart`).
// * Functions are specialised on the kinds of arguments (ImportFunctions.cpp, D6).
//
//===----------------------------------------------------------------------------------------------------------------===//
#ifndef NP2GPU_FRONTEND_IMPORT_H
#define NP2GPU_FRONTEND_IMPORT_H
#include "frontend/Ast.h"
#include "frontend/Binding.h"
#include "frontend/Diagnostics.h"
#include "ir/Np.h"
#include "ir/Py.h"
#include "ir/Rows.h"
#include "mlir/IR/BuiltinOps.h"
#include <map>
#include <memory>
#include <set>

namespace np2gpu {

/// Where an object or a join comes from: equal for the same place in a second import of it.
struct Site {
  const ast::Node *node = nullptr;
  std::string name;   // the variable, for joins and parameters
  unsigned copy = 0;  // which copy of an unrolled loop
  auto operator<=>(const Site &) const = default;
};

/// Thrown when an assumption of the import was wrong; the sites are noted, all is imported again.
struct Restart {};

/// What the importer has learnt in earlier rounds. Grows only.
struct Knowledge {
  std::set<Site> references;                 // objects, joins and parameters that must be !np.ref
  std::map<Site, mlir::Type> listElements;   // element types of lists that grow
  std::set<Site> growingLists;               // list displays that are written: !py.list
};

struct Object {
  Site site;
  mlir::Value cell;             // !py.cell<tensor>
  mlir::RankedTensorType type;
  const ast::Node *loop;        // the innermost loop in which it was made
  std::vector<ObjectId> sources; // of a join: the objects that it may be
  int parameter = -1;           // of the function's arguments
  bool written = false;
  bool contiguous = false;      // known to be in C order without gaps, from its start
};

/// What a point of the program knows.
struct State {
  struct Slot {
    Binding kind;                            // values are null, constants are kept
    llvm::SmallVector<mlir::Value, 2> cells; // one for each value of the kind
  };
  std::map<std::string, Slot> names;
  std::set<std::pair<ObjectId, ObjectId>> aliases; // pairs (a < b) that may share memory
  bool reachable = true;
};

/// A way out of a block: the jump that was emitted, and what was known there.
struct Exit {
  mlir::Operation *terminator;
  State state;
  Binding result; // of a return
};

struct Keyword {
  std::string name;
  Binding value;
  const ast::Node *at;
};
/// Evaluated arguments of a call.
struct Arguments {
  std::vector<Binding> positional;
  std::vector<Keyword> keywords;
  const ast::Call *call = nullptr;
  const ast::Node *at = nullptr; // for messages
};

class Frame; // one function being imported (ImportFunctions.h)
struct Program;

class Importer {
public:
  Importer(mlir::MLIRContext &context, Program &program, Knowledge &knowledge);
  mlir::OwningOpRef<mlir::ModuleOp> run();

  //===--- Expressions (ImportExpressions.cpp) ----------------------------------------------------------------------===//
  Binding expression(const ast::Expr *expr);
  Binding name(llvm::StringRef id, const ast::Node *at);
  Binding binary(ast::Operator op, const Binding &left, const Binding &right, const ast::Node *at);
  Binding unary(ast::UnaryOperator op, const Binding &operand, const ast::Node *at);
  Binding compare(ast::CmpOperator op, const Binding &left, const Binding &right, const ast::Node *at);
  Binding attribute(const Binding &base, llvm::StringRef attr, const ast::Node *at);
  Binding call(const Binding &callee, Arguments &arguments);
  Binding subscript(const Binding &base, const ast::Expr *slice, const ast::Node *at);
  /// Truth of a value, an i1 (with `constant` where static).
  Binding truth(const Binding &value, const ast::Node *at);
  /// If `value` is an Either: runs `body` for each alternative under py.if and joins the results. Else just runs it.
  Binding dispatch(const Binding &value, const ast::Node *at, llvm::function_ref<Binding(const Binding &)> body);
  Binding dispatch(llvm::ArrayRef<Binding> values, const ast::Node *at, llvm::function_ref<Binding(llvm::ArrayRef<Binding>)> body);

  //===--- Iteration: static sequences unroll, dynamic ones are indexed (ImportIterate.cpp) -------------------------===//
  /// The items of a value whose length is static (tuple, static list, range with constant bounds is NOT static).
  std::optional<std::vector<Binding>> staticItems(const Binding &iterable);
  /// len(): a static or dynamic Int; and the item at an index (already wrapped): lists, arrays, strings, zip, enumerate.
  Binding lengthOf(const Binding &iterable, const ast::Node *at);
  Binding itemAt(const Binding &iterable, mlir::Value index, const ast::Node *at);

  //===--- NumPy (ImportNumpy*.cpp, ImportIndex.cpp) ----------------------------------------------------------------===//
  /// Calls a row of the table with Python arguments (binds them by its signature).
  Binding callRow(const Row &row, Arguments &arguments, const ast::Node *at);
  /// Applies a ufunc to operands that may be arrays, NumPy or Python scalars, lists. NEP 50.
  Binding ufunc(const Row &row, llvm::ArrayRef<Binding> operands, const ast::Node *at);
  Binding arrayAttribute(const Binding &array, llvm::StringRef attr, const ast::Node *at);
  Binding arrayMethod(const Binding &array, llvm::StringRef method, Arguments &arguments);
  Binding arraySubscript(const Binding &array, const ast::Expr *slice, const ast::Node *at);
  void storeSubscript(const Binding &array, const ast::Expr *slice, const Binding &value, const ast::Node *at);
  /// array op= value, through the array's own memory.
  void augmentedAssign(const Binding &array, ast::Operator op, const Binding &value, const ast::Node *at);
  /// array[...] = value (shapes checked, cast): the one way in which elements are written as a whole.
  void assignAll(const Binding &array, const Binding &value, const ast::Node *at);
  /// np.asarray(value): arrays as they are, scalars rank 0, (nested) lists and tuples new arrays.
  Binding asArray(const Binding &value, const ast::Node *at, mlir::Type dtype = {});
  /// Is it a dtype-like value (np.float32, float, 'f4', x.dtype)? Null type otherwise.
  mlir::Type asDtype(const Binding &value, const ast::Node *at);
  /// A function written in Python in lib/ (percentile, meshgrid): null if there is none of that name.
  const Binding *libraryFunction(llvm::StringRef numpyName);

  //===--- Objects and versions (ImportObjects.cpp) -----------------------------------------------------------------===//
  /// The elements as a tensor value, as they are now: the object's version seen through the path; a reference is read.
  mlir::Value tensor(const Binding &array, const ast::Node *at);
  /// A fresh array becomes an object (np.own) or, where its site is noted so, a reference. Others are returned as they are.
  Binding named(const Binding &value, Site site);
  /// Adds a view step to an array (fresh arrays stay fresh).
  Binding view(const Binding &array, llvm::StringRef opName, llvm::ArrayRef<mlir::Value> operands,
               llvm::ArrayRef<mlir::NamedAttribute> attributes, mlir::RankedTensorType result, const ast::Node *at);
  /// Writes: `emit(base, through)` makes the operation that returns the new version of base. Checks aliases first.
  void write(const Binding &array, const ast::Node *at,
             llvm::function_ref<mlir::Value(mlir::Value base, mlir::Value through)> emit,
             llvm::function_ref<void(mlir::Value ref)> emitRef);
  void demandReference(ObjectId object);
  /// An array that may be kept at run time (in a list, an Either element): a reference, or a Restart that makes it one.
  Binding reference(const Binding &array, Site site, const ast::Node *at);
  Site site(const ast::Node *node, llvm::StringRef name = "") const;
  /// May the two arrays share memory, as far as is known statically?
  bool mayAlias(const Binding &a, const Binding &b);

  //===--- Statements (ImportStatements.cpp, ImportControl.cpp) -----------------------------------------------------===//
  void block(llvm::ArrayRef<ast::Stmt *> statements);
  void statement(const ast::Stmt *stmt);
  void assign(const ast::Expr *target, Binding value, const ast::Node *at);
  void bind(llvm::StringRef name, const Binding &value, const ast::Node *at);
  void importFor(const ast::For *stmt);
  /// Runs `body(index)` in a py.for over [0, length), with the kinds at its head brought to a fixed point.
  void indexLoop(const ast::Node *loop, mlir::Value start, mlir::Value stop, mlir::Value step,
                 llvm::ArrayRef<ast::Stmt *> assignedIn, llvm::function_ref<void(mlir::Value index)> body,
                 llvm::ArrayRef<ast::Stmt *> orelse = {});
  void importWhile(const ast::While *stmt);
  void importIf(const ast::If *stmt);
  void importTry(const ast::Try *stmt);
  /// py.if on a value: each side runs in a block of its own, then states (and results) are joined.
  Binding branch(mlir::Value condition, const ast::Node *at, llvm::function_ref<Binding()> then,
                 llvm::function_ref<Binding()> otherwise);
  void raise(llvm::StringRef exception, mlir::Value message, const ast::Node *at);
  void raise(llvm::StringRef exception, const llvm::Twine &message, const ast::Node *at);

  //===--- Joins (ImportJoin.cpp) -----------------------------------------------------------------------------------===//
  /// The kind that holds every one of these; `site` names what a join of objects makes.
  Binding joinKinds(llvm::ArrayRef<Binding> kinds, Site site);
  /// The value as one of the kind `target` (which joinKinds gave).
  Binding convert(const Binding &value, const Binding &target, const ast::Node *at);
  /// Joins the states at these exits, emits the conversions before their terminators, makes the result current.
  void joinStates(llvm::MutableArrayRef<Exit> exits, const ast::Node *at);

  //===--- Functions (ImportFunctions.cpp) --------------------------------------------------------------------------===//
  Binding callFunction(const Binding &function, Arguments &arguments);
  /// The value must be static (axis=, keepdims=): a parameter is demanded as a constant, then the call is imported again.
  mlir::Attribute demandConstant(const Binding &value, const ast::Node *at, llvm::StringRef what);

  //===--- Python (ImportPython*.cpp) -------------------------------------------------------------------------------===//
  Binding callBuiltin(llvm::StringRef name, Arguments &arguments);
  Binding callMethod(const Binding &receiver, llvm::StringRef method, Arguments &arguments); // str, list, dict, ...
  Binding moduleAttribute(const Binding &module, llvm::StringRef attr, const ast::Node *at);
  /// str(value) or repr(value) as !py.str; containers expand to their items' repr.
  mlir::Value text(const Binding &value, bool repr, const ast::Node *at);
  Binding joinedStr(const ast::JoinedStr *expr);
  Binding percentFormat(const Binding &format, const Binding &values, const ast::Node *at);
  Binding listDisplay(llvm::ArrayRef<Binding> items, const ast::Node *at);
  Binding comprehension(const ast::Expr *element, llvm::ArrayRef<ast::Comprehension *> generators, const ast::Node *at);

  //===--- Small things ---------------------------------------------------------------------------------------------===//
  mlir::OpBuilder builder;
  mlir::Location loc(const ast::Node *at);           // file:line:col; names are added by bind()
  template <typename Op, typename... Args> Op create(const ast::Node *at, Args &&...args) {
    return Op::create(builder, loc(at), std::forward<Args>(args)...);
  }
  /// A row's operation with these operands, attributes and result types.
  mlir::Operation *createOp(mlir::OperationName name, const ast::Node *at, mlir::ValueRange operands,
                            mlir::TypeRange results, llvm::ArrayRef<mlir::NamedAttribute> attributes = {});
  Binding constantInt(int64_t value, const ast::Node *at);
  Binding constantFloat(double value, const ast::Node *at);
  Binding constantBool(bool value, const ast::Node *at);
  Binding constantStr(llvm::StringRef value, const ast::Node *at);
  Binding none() { Binding b; b.tag = Tag::None; return b; }
  Binding ofValue(mlir::Value value);                // index, f64, i1, complex, !py.str, !np.scalar, tensor (fresh), ...
  Binding tuple(std::vector<Binding> items) { Binding b; b.tag = Tag::Tuple; b.items = std::move(items); return b; }
  mlir::Value constantIndex(int64_t value, const ast::Node *at) { return constantInt(value, at).value; }
  /// The value as an index (int, bool, NumPy integer, 0-d integer array); TypeError otherwise, with Python's text.
  mlir::Value asIndex(const Binding &value, const ast::Node *at);
  mlir::Value asFloat(const Binding &value, const ast::Node *at);
  std::optional<int64_t> staticInt(const Binding &value);
  std::optional<llvm::StringRef> staticStr(const Binding &value);
  std::optional<bool> staticBool(const Binding &value);
  mlir::RankedTensorType arrayType(mlir::Type dtype, int64_t rank);
  mlir::Type scalarType(mlir::Type dtype);
  [[noreturn]] void unsupported(const ast::Node *at, const llvm::Twine &message, const llvm::Twine &hint = "");
  void warn(const ast::Node *at, const llvm::Twine &message);
  /// `raise` at run time and go on as unreachable: what Python raises there, whatever is known now.
  Binding raised(llvm::StringRef exception, const llvm::Twine &message, const ast::Node *at);

  mlir::MLIRContext &context;
  Program &program;
  Knowledge &knowledge;
  const RowTable &rows;
  mlir::ModuleOp module;
  Frame *frame = nullptr;
  unsigned unrollCopy = 0; // which copy of unrolled code is being imported

private:
  friend class Frame;
  struct Specialization;
  std::vector<std::unique_ptr<Specialization>> specializations;
  std::map<std::pair<const ast::Node *, std::string>, State> loopHeads; // the memo of loops
};

} // namespace np2gpu
#endif
