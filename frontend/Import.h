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
#include "frontend/Scopes.h"
#include "frontend/Signature.h"
#include "ir/Np.h"
#include "ir/Py.h"
#include "ir/Rows.h"
#include "mlir/IR/BuiltinOps.h"
#include <deque>
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
/// Of an array without a name that a call passes: its number among the flattened arguments.
inline Site argumentSite(const Site &call, unsigned number) { return {call.node, "argument " + std::to_string(number), call.copy}; }

/// Thrown when an assumption of the import was wrong; the sites are noted, all is imported again.
struct Restart {};
/// Thrown after a jump, raise or return was emitted in the middle of an expression or a block.
struct Unreachable {};

/// What the importer has learnt in earlier rounds. Grows only.
struct Knowledge {
  std::set<Site> references;                 // objects, joins and parameters that must be !np.ref
  std::map<Site, Binding> listElements;      // element kinds of lists that grow
  std::set<Site> growingLists;               // list displays that are written: !py.list
  std::set<const ast::Node *> unrolled;      // comprehensions that make objects
  std::set<std::string> constantKeys;        // names of outer scopes whose value functions need when compiling
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
class EntryImport; // a function called from outside (ImportEntry.cpp)
struct Program;
struct ProgramFile;

/// Thrown when a parameter must be a constant: the call is imported again with it in the specialisation.
struct Demand {
  const ast::Node *function;
  unsigned parameter;
};

class Importer {
public:
  Importer(mlir::MLIRContext &context, Program &program, Knowledge &knowledge, const RowTable &rows);
  ~Importer();
  mlir::OwningOpRef<mlir::ModuleOp> run();

  //===--- Expressions (ImportExpressions.cpp) ----------------------------------------------------------------------===//
  Binding expression(const ast::Expr *expr);
  Binding name(llvm::StringRef id, const ast::Node *at);
  [[noreturn]] void unbound(llvm::StringRef id, const ast::Node *at);
  std::vector<Binding> items(ast::Seq<ast::Expr> exprs); // with *starred ones
  Binding constantOf(const ast::Constant *e);
  Binding constantWide(const llvm::APInt &value, const ast::Node *at);
  void checkOperands(const ast::Expr *e, size_t count);
  Binding boolOp(const ast::BoolOp *e, size_t from);
  Binding condition(const ast::Expr *e);
  Binding condition(const ast::BoolOp *e, size_t from);
  Binding comparison(const ast::Compare *e, const Binding &left, size_t from);
  Binding importCall(const ast::Call *e);
  std::vector<Binding> printed(const ast::Call *e);
  Binding binary(ast::Operator op, const Binding &left, const Binding &right, const ast::Node *at);
  Binding unary(ast::UnaryOperator op, const Binding &operand, const ast::Node *at);
  Binding compare(ast::CmpOperator op, const Binding &left, const Binding &right, const ast::Node *at);
  Binding widen(const Binding &value, Tag tag, const ast::Node *at);
  Binding pythonBinary(ast::Operator op, const Binding &left, const Binding &right, const ast::Node *at);
  /// What an int expression is for: its own value, operands of an operator that needs all of their bits, or only the
  /// low 128 of them.
  enum class IntContext { Checked, Exact, Low };
  IntContext intContext = IntContext::Checked;
  std::pair<IntContext, IntContext> operandContexts(const ast::BinOp *e, IntContext outer);
  Binding intBinary(ast::Operator op, const Binding &left, const Binding &right, IntContext context, const ast::Node *at);
  Binding constantOfBits(const llvm::APInt &value, const ast::Node *at);
  std::optional<llvm::APInt> peekInt(const ast::Expr *expr);
  static llvm::StringRef operatorSymbol(ast::Operator op);
  Binding bounded(Binding value, unsigned bits) { value.bits = bits; return value; }
  Binding pythonPower(const Binding &x, const Binding &y, Tag tag, const ast::Node *at);
  std::optional<Binding> foldInts(ast::Operator op, const Binding &left, const Binding &right, const ast::Node *at);
  std::optional<bool> foldComparison(ast::CmpOperator op, const Binding &left, const Binding &right);
  std::optional<bool> identical(const Binding &left, const Binding &right); // `is`, where static
  Binding invertIf(bool invert, const Binding &test, const ast::Node *at);
  /// str, list, tuple and the rest (ImportPython*.cpp): + * %, ==, <, in.
  Binding sequenceBinary(ast::Operator op, const Binding &left, const Binding &right, const ast::Node *at);
  Binding compareSequences(ast::CmpOperator op, const Binding &left, const Binding &right, const ast::Node *at);
  Binding contains(const Binding &container, const Binding &item, const ast::Node *at);
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
  std::optional<std::vector<Binding>> rangeItems(const Binding &range, const ast::Node *at);
  Binding rangeItem(const Binding &range, mlir::Value index);
  Binding itemAt(const Binding &iterable, mlir::Value index, const ast::Node *at);

  //===--- NumPy (ImportNumpy*.cpp, ImportIndex.cpp) ----------------------------------------------------------------===//
  /// Calls a row of the table with Python arguments (binds them by its signature).
  Binding callRow(const Row &row, Arguments &arguments, const ast::Node *at);
  Binding callFrontend(const Row &row, Arguments &arguments, const ast::Node *at);
  Binding callUfunc(const Row &row, llvm::ArrayRef<Parameter> parameters, const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding callReduction(const Row &row, const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding callLibrary(const Row &row, llvm::ArrayRef<Parameter> parameters, const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding callMutator(const Row &row, llvm::ArrayRef<Parameter> parameters, const std::map<std::string, Binding> &bound, const ast::Node *at);
  void operandsOf(const Row &row, llvm::ArrayRef<Parameter> parameters, const std::map<std::string, Binding> &bound,
                  llvm::SmallVectorImpl<mlir::Value> &operands, llvm::SmallVectorImpl<mlir::NamedAttribute> &attributes, const ast::Node *at);
  llvm::SmallVector<mlir::Value> extentsOf(const Binding &shape, const ast::Node *at, bool check = true);
  size_t extentsRank(const Binding &shape);
  llvm::SmallVector<int64_t> axesOf(const Binding &axis, int64_t rank, const ast::Node *at, llvm::StringRef what,
                                    llvm::StringRef repeated = "duplicate value in 'axis'");
  mlir::Value createUfunc(const Row &row, const ast::Node *at, mlir::ValueRange inputs, mlir::ValueRange extents, mlir::Type result);
  [[noreturn]] void raiseNoLoop(const Row &row, llvm::ArrayRef<mlir::Type> types, const ast::Node *at);
  mlir::Type wideDtype(const Row &row, const Binding &wide, llvm::ArrayRef<mlir::Type> strong, const ast::Node *at);
  /// A scalar (Python's, NumPy's, a 0-d array) as a NumPy scalar of this dtype.
  mlir::Value scalarOf(const Binding &value, mlir::Type dtype, const ast::Node *at);
  Binding fresh(mlir::Value value);
  /// Applies a ufunc to operands that may be arrays, NumPy or Python scalars, lists. NEP 50.
  Binding ufunc(const Row &row, llvm::ArrayRef<Binding> operands, const ast::Node *at);
  Binding arrayAttribute(const Binding &array, llvm::StringRef attr, const ast::Node *at);
  Binding arrayMethod(const Binding &array, llvm::StringRef method, Arguments &arguments);
  Binding arraySubscript(const Binding &array, const ast::Expr *slice, const ast::Node *at);
  Binding transposed(const Binding &array, llvm::ArrayRef<int64_t> axes, const ast::Node *at);
  bool isContiguous(const Binding &array);
  bool isReadOnly(const Binding &array);
  bool setWriteable(const ast::Attribute *target, const Binding &value);
  Binding reshaped(const Binding &array, llvm::ArrayRef<mlir::Value> extents, llvm::StringRef order, const ast::Node *at);
  Binding copied(const Binding &array, llvm::StringRef order, const ast::Node *at);
  mlir::Type demandDtype(const Binding &value, const ast::Node *at); // refuses what is no dtype
  mlir::Type dtypeArgument(const std::map<std::string, Binding> &bound, const ast::Node *at);
  mlir::Type pythonType(mlir::Type dtype); // of x.item()
  // Handlers of rows of kind "frontend".
  Binding makeArray(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeAsArray(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeAstype(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeCopy(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeReshape(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeTranspose(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeBroadcast(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeDiagonal(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeRange(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeSpaced(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding spacedBetweenArrays(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeFill(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeItem(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeList(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeBitcast(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeNonzero(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeExpand(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeSelect(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeClip(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeRound(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeShape(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeCount(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeMayShare(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeSize(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeRecord(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeStrided(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeIndexer(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding indexerItem(const Binding &base, const Binding &index, const ast::Node *at);
  Binding makeContiguous(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeFortran(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding ordered(const std::map<std::string, Binding> &bound, llvm::StringRef order, const ast::Node *at);
  [[noreturn]] void raiseTooFewDimensions(const Row &row, llvm::ArrayRef<mlir::Type> types, const ast::Node *at);
  Binding into(const Binding *out, const Binding &result, const ast::Node *at);
  // dtypes (ImportDtypes.cpp).
  mlir::Type dtypeOfAny(const Binding &value, const ast::Node *at);
  Binding makeIinfo(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeFinfo(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeResultType(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makePromoteTypes(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeCanCast(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeIssubdtype(const std::map<std::string, Binding> &bound, const ast::Node *at);
  Binding makeErrstate(const std::map<std::string, Binding> &bound, const ast::Node *at);
  struct Index;
  Index parseIndex(const Binding &array, const Binding &index, const ast::Node *at);
  Binding basicView(const Binding &array, Index &index, const ast::Node *at);
  std::string patternOf(const Index &index, llvm::SmallVectorImpl<mlir::Value> &operands, const ast::Node *at);
  Binding arrayItem(const Binding &array, const Binding &index, const ast::Node *at);
  void storeItem(const Binding &array, const Binding &index, const Binding &value, const ast::Node *at);
  void scatter(const Binding &view, const Index &index, const Binding &value, llvm::StringRef op, const ast::Node *at);
  void scatterAt(const Binding &array, const Binding &index, const Binding &value, llvm::StringRef op, const ast::Node *at);
  mlir::Value storedValue(const Binding &target, const Binding &value, const ast::Node *at);
  Binding inPlaceResult(const Binding &array, ast::Operator op, const Binding &value, const ast::Node *at);
  /// What np.dim reads extents from: the tensor, or the reference itself.
  mlir::Value dimSource(const Binding &array, const ast::Node *at);
  mlir::Value wrapIndex(mlir::Value index, mlir::Value shapeSource, int64_t axis, const ast::Node *at);
  /// array op= value, through the array's own memory.
  void augmentedAssign(const Binding &array, ast::Operator op, const Binding &value, const ast::Node *at);
  /// array[slice] op= value.
  void augmentedElement(const Binding &array, const ast::Subscript *element, const ast::AugAssign *stmt);
  /// array[...] = value (shapes checked, cast): the one way in which elements are written as a whole.
  void assignAll(const Binding &array, const Binding &value, const ast::Node *at, bool checked = false);
  const Binding *inPlaceTarget = nullptr; // of `target op= value`, for the error's text
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
  [[noreturn]] void demandReference(ObjectId object);
  /// What may be a view of `array` or a copy (reshape of unknown order): an object that may alias it.
  Binding viewOrCopy(const Binding &array, mlir::Value value, const ast::Node *at);
  /// Before a write of an object: where another live name may show it, both become references.
  void checkWrite(ObjectId object);
  void noteReference(Frame &where, ObjectId object);
  void noteReference(Frame &where, ObjectId object, std::set<std::pair<Frame *, ObjectId>> &visited);
  /// Before a write, where arrays from outside may be read-only: NumPy's ValueError about `what`.
  void checkWritable(const Binding &array, llvm::StringRef what, const ast::Node *at);
  /// An array that may be kept at run time (in a list, an Either element): a reference, or a Restart that makes it one.
  Binding reference(const Binding &array, Site site, const ast::Node *at);
  Site site(const ast::Node *node, llvm::StringRef name = "") const;
  /// May the two arrays share memory, as far as is known statically?
  bool mayAlias(const Binding &a, const Binding &b);

  //===--- Statements (ImportStatements.cpp, ImportControl.cpp) -----------------------------------------------------===//
  void block(llvm::ArrayRef<ast::Stmt *> statements);
  void statement(const ast::Stmt *stmt);
  void assign(const ast::Expr *target, Binding value, const ast::Node *at);
  void unpack(ast::Seq<ast::Expr> targets, const Binding &value, const ast::Node *at);
  void unpackStarred(ast::Seq<ast::Expr> targets, size_t star, const Binding &sequence, mlir::Value length, const ast::Node *at);
  void targetNames(const ast::Expr *target, Names &names);
  void storeElement(const ast::Subscript *target, const Binding &value);
  void writeFlat(const Binding &array, const ast::Node *at, llvm::function_ref<void(const Binding &)> write);
  void storeInto(const Binding &base, const Binding &index, const Binding &value, const ast::Subscript *target);
  void storeAttribute(const ast::Attribute *target, const Binding &value);
  void importAugAssign(const ast::AugAssign *stmt);
  void importWith(const ast::With *stmt);
  void importModules(const ast::Import *stmt);
  void importFrom(const ast::ImportFrom *stmt);
  Binding importModule(llvm::StringRef name, const ast::Node *at);
  void importStar(const Binding &module, const ast::ImportFrom *stmt);
  Binding importFile(llvm::StringRef name, const ast::Node *at);
  void noteOpaque(llvm::StringRef module, const ast::Node *at);
  void bind(llvm::StringRef name, const Binding &value, const ast::Node *at);
  void importFor(const ast::For *stmt);
  void forOver(const ast::For *stmt, const Binding &iterable);
  void unrolled(const ast::For *stmt, llvm::ArrayRef<Binding> items);
  void importWhile(const ast::While *stmt);
  void importIf(const ast::If *stmt);
  void importBreak(const ast::Break *stmt);
  void importContinue(const ast::Continue *stmt);
  [[noreturn]] void leaveLoop(const ast::Node *at);
  /// A loop made by `makeLoop` (which returns its body's block), imported until the kinds at its head are stable.
  void loop(const ast::Node *node, const Names &assigned, bool maySkip, llvm::function_ref<mlir::Block *()> makeLoop,
            llvm::function_ref<void()> body);
  /// Runs `body(index)` in a py.for over range(start, stop, step).
  void indexLoop(const ast::Node *node, mlir::Value start, mlir::Value stop, mlir::Value step, const Names &assigned,
                 llvm::function_ref<void(mlir::Value)> body);
  /// The `else` of a loop runs unless `break` set a flag.
  void loopFlag(const ast::Stmt *stmt, ast::Seq<ast::Stmt> orelse);
  void noteBreak(const ast::Node *loop);
  void elseOfLoop(const ast::Stmt *stmt, ast::Seq<ast::Stmt> orelse);
  void importTry(const ast::Try *stmt);
  void tryWithHandlers(const ast::Try *stmt);
  void guarded(const ast::Try *stmt, llvm::StringRef part, llvm::ArrayRef<mlir::Attribute> handlerKinds, bool last,
               llvm::function_ref<void()> body, llvm::function_ref<void(size_t, mlir::Value)> handle);
  void importFinally(const ast::Try *stmt);
  /// Before a jump or return: the finally clauses inside of the first `down`.
  void runFinals(size_t down);
  void noteBinding(const std::string &key, const Binding &value, const ast::Node *at);
  llvm::SmallVector<int64_t> handlerCodes(const ast::Expr *type);
  void importRaise(const ast::Raise *stmt);
  void importAssert(const ast::Assert *stmt);
  /// Runs `body` at the end of a block; false if control does not reach its end.
  bool region(mlir::Block &block, llvm::function_ref<void()> body);
  /// py.if on a value: each side runs in a block of its own, then states (and results) are joined.
  Binding branch(mlir::Value condition, const ast::Node *at, llvm::function_ref<Binding()> then,
                 llvm::function_ref<Binding()> otherwise);
  [[noreturn]] void raise(llvm::StringRef exception, mlir::Value message, const ast::Node *at);
  [[noreturn]] void raise(llvm::StringRef exception, const llvm::Twine &message, const ast::Node *at);
  /// A name that nobody has: Python's exception, which offers the nearest of `candidates`.
  [[noreturn]] void raiseUnknown(llvm::StringRef exception, const llvm::Twine &message, llvm::StringRef name,
                                 llvm::ArrayRef<llvm::StringRef> candidates, const ast::Node *at);
  /// An attribute that np2gpu does not have: refused if Python has it, else its AttributeError.
  [[noreturn]] void missingAttribute(const Binding &base, llvm::StringRef attr, const ast::Node *at);
  [[noreturn]] void missingAttribute(llvm::StringRef owner, const llvm::Twine &text, llvm::StringRef attr, const ast::Node *at);

  //===--- Joins (ImportJoin.cpp) -----------------------------------------------------------------------------------===//
  /// The kind that holds every one of these; `site` names what a join of objects makes.
  Binding joinKinds(llvm::ArrayRef<Binding> kinds, Site site);
  /// The value as one of the kind `target` (which joinKinds gave).
  Binding convert(const Binding &value, const Binding &target, const ast::Node *at);
  /// Joins the states at these exits, emits the conversions before their terminators, makes the result current.
  void joinStates(llvm::MutableArrayRef<Exit> exits, const ast::Node *at);
  void convertState(Exit &exit, const State &target, const ast::Node *at);
  void addAliases(const Exit &exit, State &target);
  mlir::Value is(mlir::Value tag, int64_t index, const ast::Node *at); // tag == index
  bool canConvert(const Binding &value, const Binding &target);
  /// Arrays that were made in the loop being closed, as objects of their own that the next iteration sees.
  Binding asMadeBefore(const Binding &kind, const Site &where, const ast::Node *loop);
  void noteSources(const Binding &joined, const Binding &source);

  //===--- Functions (ImportFunctions.cpp) --------------------------------------------------------------------------===//
  Binding callFunction(const Binding &function, Arguments &arguments);
  /// The same with the parameters bound, in their order.
  Binding callBound(const Binding &function, std::vector<std::pair<std::string, Binding>> parameters, const ast::Node *at);
  Binding callCached(const Binding &function, llvm::ArrayRef<std::pair<std::string, Binding>> parameters, const ast::Node *at);
  Binding callWith(const Binding &function, llvm::ArrayRef<std::pair<std::string, Binding>> parameters,
                   const std::set<unsigned> &demanded, const ast::Node *at);
  std::vector<std::pair<std::string, Binding>> bindParameters(const Binding &function, Arguments &arguments);
  Binding functionValue(const ast::Node *function, const ast::Arguments *parameters);
  void importDef(const ast::FunctionDef *stmt);
  void importReturn(const ast::Return *stmt);
  [[noreturn]] void returnValue(const Binding &value, const ast::Node *at);
  Binding closed(const Binding &value, const ast::Node *at);
  static Binding asParameter(const Binding &value);
  static llvm::ArrayRef<Binding> capturedItems(const Binding &function);
  Binding asResult(const Binding &value, std::set<ObjectId> &taken, const ast::Node *at);
  Binding fromResult(const Binding &value, llvm::ArrayRef<Binding> shown);
  Binding joinResults(llvm::ArrayRef<Binding> kinds, Frame &inner);
  const ProgramFile *fileOf(const ast::Node *function) { return files.at(function); }
  std::string uniqueSymbol(const std::string &name);
  static bool isTransparentDecorator(const ast::Expr *decorator);
  /// The value must be static (axis=, keepdims=): a parameter is demanded as a constant, then the call is imported again.
  mlir::Attribute demandConstant(const Binding &value, const ast::Node *at, llvm::StringRef what);

  //===--- Classes (ImportClasses.cpp) ------------------------------------------------------------------------------===//
  struct ClassInfo;
  void importClass(const ast::ClassDef *stmt);
  std::string classPrefix; // of the class whose body is being imported
  void importExceptionClass(const ast::ClassDef *stmt, const Binding &base);
  int codeOf(llvm::StringRef exception) const;
  llvm::SmallVector<int64_t> codesOf(llvm::StringRef exception) const;
  const ClassInfo &classOf(const ast::Node *def);
  std::optional<std::pair<const ClassInfo *, Binding>> classAttribute(const ast::Node *def, llvm::StringRef attr, const ast::Node *at, bool skipOwn = false);
  bool derivesFrom(const ast::Node *def, const ast::Node *base);
  bool isObjectInUse(const std::string &identity);
  void takeIdentity(const std::string &identity, const ast::Node *at);
  Binding construct(const Binding &type, Arguments &arguments);
  void fillFields(const ClassInfo &info, const Binding &object, Arguments &arguments);
  void storeField(const Binding &object, llvm::StringRef attr, const Binding &value, const ast::Node *at);
  Binding objectAttribute(const Binding &object, llvm::StringRef attr, const ast::Node *at);
  Binding callObjectMethod(const Binding &object, const ast::Node *def, llvm::StringRef method, Arguments &arguments, bool skipOwn);
  std::optional<Binding> special(const Binding &object, llvm::StringRef method, llvm::ArrayRef<Binding> operands, const ast::Node *at);
  std::optional<Binding> specialBinary(ast::Operator op, const Binding &left, const Binding &right, const ast::Node *at);
  std::optional<Binding> specialCompare(ast::CmpOperator op, const Binding &left, const Binding &right, const ast::Node *at);
  mlir::Value objectText(const Binding &object, bool repr, const ast::Node *at);
  Binding superOf(const ast::Node *at);
  /// The value without the alternative "unbound": `raise` happens where it is that.
  Binding boundOnly(const std::string &key, const Binding &value, const ast::Node *at, llvm::function_ref<void()> raise);

  //===--- Python (ImportPython*.cpp) -------------------------------------------------------------------------------===//
  Binding callBuiltin(llvm::StringRef name, Arguments &arguments);
  Binding callMethod(const Binding &receiver, llvm::StringRef method, Arguments &arguments); // str, list, dict, ...
  /// A builtin by its name (len, print, ValueError, True is no name): nothing if there is none.
  std::optional<Binding> builtinName(llvm::StringRef id);
  /// Attributes of values that are neither modules nor arrays: bound methods of str, list, dict; .real of numbers; ...
  Binding valueAttribute(const Binding &base, llvm::StringRef attr, const ast::Node *at);
  /// np.float32(x), float(x) as a dtype: a scalar (or an array's cast).
  Binding callDtype(const Binding &dtype, Arguments &arguments);
  /// Dicts and sets (ImportDicts.cpp).
  Binding dictDisplay(const ast::Dict *expr);
  Binding dictOf(llvm::ArrayRef<std::pair<Binding, Binding>> pairs, const ast::Node *at);
  Binding newMap(Tag tag, llvm::ArrayRef<std::pair<Binding, Binding>> pairs, const ast::Node *at);
  Binding growingDict(const Binding &dict, const ast::Node *at); // the dict as a !py.dict: a Restart that makes it one
  std::optional<mlir::Value> mapKey(const Binding &map, const Binding &key, const ast::Node *at);
  void mapStore(const Binding &map, const Binding &key, const Binding &value, const ast::Node *at);
  Binding mapHas(const Binding &map, const Binding &key, const ast::Node *at);
  Binding mapGet(const Binding &map, const Binding &key, llvm::StringRef op, const ast::Node *at);
  Binding mapList(const Binding &map, llvm::StringRef op, const ast::Node *at);
  Binding dictItem(const Binding &dict, const Binding &key, const ast::Node *at);
  bool isShared(const Binding &dict, const std::string &key);
  void storeDictItem(const ast::Subscript *target, const Binding &dict, const Binding &key, const Binding &value);
  Binding dictView(const Binding &dict, llvm::StringRef which, const ast::Node *at);
  Binding dictMethod(const Binding &dict, llvm::StringRef method, Arguments &arguments);
  Binding iterated(const Binding &value, const ast::Node *at);
  void eachPair(const Binding &value, const ast::Node *at, llvm::function_ref<void(const Binding &, const Binding &)> visit);
  void eachItem(const Binding &iterable, const ast::Node *at, llvm::function_ref<void(const Binding &)> visit);
  Binding setOf(llvm::ArrayRef<Binding> items, const ast::Node *at);
  void setAdd(const Binding &set, const Binding &item, const ast::Node *at);
  Binding asSet(const Binding &value, const ast::Node *at, bool fresh);
  Binding setBinary(ast::Operator op, const Binding &left, const Binding &right, const ast::Node *at);
  Binding setCompare(ast::CmpOperator op, const Binding &left, const Binding &right, const ast::Node *at);
  Binding setMethod(const Binding &set, llvm::StringRef method, Arguments &arguments);
  Binding callDict(Arguments &arguments);
  Binding callSet(Arguments &arguments);
  Binding dictComprehension(const ast::DictComp *expr);
  Binding setComprehension(const ast::SetComp *expr);
  static bool isKnownModule(llvm::StringRef name);  // numpy and its parts, math, time, sys, ...
  static bool isOpaqueModule(llvm::StringRef name); // matplotlib
  Binding moduleAttribute(const Binding &module, llvm::StringRef attr, const ast::Node *at);
  /// str(value) or repr(value) as !py.str; containers expand to their items' repr.
  mlir::Value text(const Binding &value, bool repr, const ast::Node *at);
  Binding joinedStr(const ast::JoinedStr *expr);
  Binding percentFormat(const Binding &format, const Binding &values, const ast::Node *at);
  Binding listDisplay(llvm::ArrayRef<Binding> items, const ast::Node *at);
  /// Lists (ImportLists.cpp). A display is static until its site is known to be written; then it is a !py.list.
  Binding dynamicList(llvm::ArrayRef<Binding> items, const Binding &element, const ast::Node *at);
  Binding growing(const Binding &list, const ast::Node *at);   // the list as a !py.list: a Restart that makes it one
  Binding unchanging(const Binding &list, const ast::Node *at); // a static list as a !py.list that only this use sees
  static Site siteOfContainer(const Binding &value); // where a list, a dict or a set was made
  [[noreturn]] void learnElements(const Binding &container, const Binding &kind, const ast::Node *at);
  void growElement(const Binding &list, const Binding &value, const ast::Node *at);
  mlir::Type elementType(const Binding &kind);
  mlir::Value toElement(const Binding &value, const Binding &kind, const ast::Node *at);
  Binding fromElement(mlir::Value value, const Binding &kind, const ast::Node *at);
  Binding listMethod(const Binding &list, llvm::StringRef method, Arguments &arguments);
  Binding listSubscript(const Binding &list, const Binding &index, const ast::Node *at);
  Binding uniform(const Binding &list, const ast::Node *at);
  void storeSlice(const Binding &list, const Binding &index, const Binding &value, const ast::Node *at);
  void deleteElement(const ast::Subscript *target);
  void sortList(const Binding &list, Arguments &arguments);
  void listStore(const Binding &list, const Binding &index, const Binding &value, const ast::Node *at);
  Binding isolated(const Binding &value, const ast::Node *at); // a value as an element: arrays become references
  // Builtins (ImportBuiltins.cpp).
  struct Piece { std::string format; llvm::SmallVector<mlir::Value> operands; };
  void piece(const Binding &value, bool repr, Piece &piece, const ast::Node *at);
  mlir::Value formatted(const Piece &piece, const ast::Node *at);
  Binding callPrint(Arguments &arguments);
  Binding callRange(Arguments &arguments);
  Binding callLen(Arguments &arguments);
  Binding callIterator(Arguments &arguments);
  Binding callMinMax(Arguments &arguments);
  Binding callConvert(Arguments &arguments);
  Binding callText(Arguments &arguments);
  Binding callIsinstance(Arguments &arguments);
  Binding callType(Arguments &arguments);
  Binding callSum(Arguments &arguments);
  Binding callAnyAll(Arguments &arguments);
  Binding callAbs(Arguments &arguments);
  Binding callRound(Arguments &arguments);
  Binding callDivmod(Arguments &arguments);
  Binding callPow(Arguments &arguments);
  Binding callList(Arguments &arguments);
  Binding callTuple(Arguments &arguments);
  Binding callSorted(Arguments &arguments);
  Binding callSlice(Arguments &arguments);
  Binding callHasattr(Arguments &arguments);
  Binding callExit(Arguments &arguments);
  Binding callRowOfPython(const Row &row, Arguments &arguments);
  Binding callSliceAll();
  std::string demandedStr(const Binding &value, const ast::Node *at);
  mlir::Value formatSpec(const Binding &value, llvm::StringRef spec, const ast::Node *at);
  void listPiece(const Binding &list, Piece &piece, const ast::Node *at);
  void mapPiece(const Binding &map, Piece &piece, const ast::Node *at);
  Binding listOf(const Binding &iterable, const ast::Node *at);
  Binding collect(const ast::Node *at, const Binding &iterable, llvm::function_ref<std::pair<Binding, Binding>(const Binding &)> item);
  Binding valueItem(const Binding &base, const Binding &index, const ast::Node *at);
  Binding strFormat(const Binding &format, Arguments &arguments);
  Binding ufuncMethod(const Row &row, llvm::StringRef method, Arguments &arguments);
  std::optional<Binding> numpyConstant(llvm::StringRef attr, const ast::Node *at);
  [[noreturn]] Binding missingNumpyName(llvm::StringRef full, llvm::StringRef attr, const ast::Node *at);
  std::string calledName; // the builtin being called: handlers that serve several
  Binding comprehension(const ast::Expr *element, llvm::ArrayRef<ast::Comprehension *> generators, const ast::Node *at);
  /// Imports a comprehension's loops; `visit` sees each round with its targets bound. `unrolled`: the first iterable's
  /// items are static and there is no other.
  void generate(llvm::ArrayRef<ast::Comprehension *> generators, const ast::Node *at, llvm::function_ref<void(bool unrolled)> start,
                llvm::function_ref<void()> visit);

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
  static Binding kindOf(mlir::Type type);            // of a value of this type
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

  /// Is this one the fault to put in (tests/fuzz/README.md)?
  bool hasFault(llvm::StringRef name) const;

  mlir::MLIRContext &context;
  Program &program;
  Knowledge &knowledge;
  const RowTable &rows;
  mlir::ModuleOp module;
  Frame *frame = nullptr;
  EntryImport *entry = nullptr; // null: a script is imported
  bool quiet = false;      // a second import: warnings were given
  unsigned unrollCopy = 0; // which copy of unrolled code is being imported

private:
  friend class Frame;
  friend class EntryImport;
  /// Binding::parameter of hidden parameters: their number from here on.
  static constexpr int firstHidden = 1 << 20;
  struct Specialization;
  struct LoopHead;
  struct TryNames;
  using PlaceKey = std::tuple<const ast::Node *, std::string, unsigned>; // place, specialisation, copy
  std::vector<std::unique_ptr<Specialization>> specializations;
  std::map<PlaceKey, std::shared_ptr<LoopHead>> loopHeads;
  std::map<PlaceKey, std::shared_ptr<TryNames>> tryKinds;
  std::vector<TryNames *> tries;          // the bodies of try being imported
  std::vector<Binding> handling;          // exceptions being handled
  std::vector<const ast::Try *> finals;   // finally clauses being inside of
  bool sameHidden(const Specialization &spec, const Binding &function);
  Specialization *specialize(const Binding &function, llvm::ArrayRef<std::pair<std::string, Binding>> parameters,
                             const std::string &key, const ast::Node *at);
  void importBody(Specialization &spec, const Binding &function, llvm::ArrayRef<std::pair<std::string, Binding>> parameters,
                  Frame *callerFrame, const Site &call);
  void finishFunction(Specialization &spec, Frame &inner);
  void growArgument(const ast::Node *function, const std::string &name, Binding &value, const ast::Node *at);
  void dropLocalObjects(Specialization &spec, llvm::ArrayRef<Binding> results, Frame &inner);
  std::map<std::string, std::string> renamedObjects(const Specialization &spec, const ast::Node *at);
  void renameObjects(Binding &value, const std::map<std::string, std::string> &renamed);
  void noteDependence(const Specialization &callee);
  void dropDependents(const Specialization &spec);
  Binding emitCall(Specialization &spec, const Binding &function, llvm::ArrayRef<std::pair<std::string, Binding>> parameters,
                   const ast::Node *at);
  std::map<const ast::Node *, std::set<unsigned>> demands;
  std::map<const ast::Node *, std::shared_ptr<const ClassInfo>> classes;
  struct OwnException {
    int code;
    std::string base;
  };
  std::map<std::string, OwnException> ownExceptions; // classes of the program
  std::map<const ast::Node *, const ProgramFile *> files; // of functions
  std::set<std::string> importedFiles, notedModules;
  unsigned depth = 0, regionDepth = 0;
  std::map<std::string, Binding> library;
  std::deque<Binding> scratch; // library functions as they were last asked for
  bool restart = false;
};

/// The program as a module of the py and np dialects. Throws CompileError for what is not supported.
mlir::OwningOpRef<mlir::ModuleOp> importProgram(mlir::MLIRContext &context, Program &program);

} // namespace np2gpu
#endif
