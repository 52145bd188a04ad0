//===- Frame.h - one function (or the script) while it is imported ------------------------------------------------===//
#ifndef NP2GPU_FRONTEND_FRAME_H
#define NP2GPU_FRONTEND_FRAME_H
#include "frontend/Import.h"
#include "frontend/Program.h"
#include "frontend/Scopes.h"

namespace np2gpu {

/// A specialisation of a function: its operation and what callers must know of it.
struct Importer::Specialization {
  const ast::Node *function;
  std::string key;                                        // kinds of the arguments, demanded constants
  py::FuncOp op;
  std::vector<Binding> parameters;                        // kinds
  std::vector<std::pair<std::string, Binding>> hidden;    // names of outer scopes that it reads: key, kind
  std::vector<std::pair<std::string, Binding>> rebound;   // names of outer scopes that it rebinds: key, new kind
  std::vector<int64_t> mutates;                           // argument numbers of the operation
  Binding result;
  bool known = false;      // is `result` known (false: the recursion has not met its base case)
  bool inProgress = false;
  bool usedWhileInProgress = false;
  bool neverReturns = false; // every way out is an exception, as far as the recursion tells
  std::set<const Specialization *> dependsOn; // in progress, and called by it: imported again when their result is another
};

struct Loop {
  const ast::Node *node;
  std::vector<Exit> continues, breaks;
  bool unrolled = false; // a copy of an unrolled body: runs once
  size_t finals = 0;     // how many finally clauses enclose the loop
};

struct CellOrder {
  using Key = std::tuple<std::string, std::string, mlir::Type>;
  bool operator()(const Key &a, const Key &b) const {
    return std::tie(std::get<0>(a), std::get<1>(a)) != std::tie(std::get<0>(b), std::get<1>(b))
               ? std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b))
               : std::get<2>(a).getAsOpaquePointer() < std::get<2>(b).getAsOpaquePointer();
  }
};

class Frame {
public:
  Frame(Importer &importer, const ast::Node *function, const ProgramFile *file) : importer(importer), function(function), file(file) {}

  Importer &importer;
  const ast::Node *function; // Module, FunctionDef or Lambda
  const ProgramFile *file;
  const Scope *scope = nullptr;
  Frame *caller = nullptr;
  Site call; // in the caller
  Importer::Specialization *specialization = nullptr;
  py::FuncOp op;
  State state;
  std::vector<Object> objects;
  std::map<Site, ObjectId> objectOf;
  std::vector<Loop *> loops;
  std::vector<Exit> returns;
  /// Values captured by a closure whose frame has ended: key -> value in the caller.
  std::map<std::string, Binding> captured;
  /// What the caller passed, flattened argument by argument: the binding in the caller's frame that an argument shows.
  std::vector<Binding> argumentBindings;
  std::map<std::string, State::Slot> hiddenSlots; // hidden parameters as they are at entry
  std::set<std::string> reboundKeys;
  unsigned tryDepth = 0;
  llvm::SmallVector<std::pair<mlir::Value, mlir::Value>> pendingStores; // (value, cell), flushed together

  mlir::Value cell(llvm::StringRef name, llvm::StringRef part, mlir::Type type);
  ObjectId newObject(const Site &site, mlir::RankedTensorType type);
  /// The key of a name in `state.names`: itself where it is local, "scope::name" where it is of an outer scope.
  std::string keyOf(llvm::StringRef name) const;
  /// The slot of a key; pulls a hidden parameter from the caller where needed. Null if nothing binds it.
  State::Slot *slot(const std::string &key);
  Binding load(const State::Slot &slot, const ast::Node *at);
  void store(const std::string &key, const Binding &value, const ast::Node *at);
  void flushStores(const ast::Node *at);
  /// The cells in which a value of this kind lives under this key.
  void canonicalCells(const std::string &key, State::Slot &slot);
  /// May a name that is read later show this object?
  bool isLive(ObjectId object) const;
  void addAlias(ObjectId a, ObjectId b);

  /// Block arguments for the values of a binding of the caller; the binding in this function, stored under `key`.
  Binding addArguments(const Binding &callerValue, const std::string &key);
  bool ownsKey(const std::string &key) const;
  bool keepsConstant(const Binding &value, const std::string &key) const; // of a name of an outer scope
  std::string moduleKey(const std::string &name) const;
  /// Is this key one of the function's own names (not of an outer scope, not one of the importer's) that is not in `live`?
  std::string plainName(const std::string &key) const; // "" if it is not its own
  bool isDead(const std::string &key, const Names &live) const;

  /// How many ways out of the blocks around were noted: what is imported again notes its own again.
  llvm::SmallVector<size_t> exitCounts() const;
  void dropExits(llvm::ArrayRef<size_t> counts);

  const ast::Stmt *currentStatement = nullptr;
  mlir::Operation *entryMarker = nullptr; // cells are made before it, arguments stored behind it

private:
  std::map<std::tuple<std::string, std::string, mlir::Type>, mlir::Value, CellOrder> cells;
};

} // namespace np2gpu
#endif
