// Which values of the SSA form share a variable of the text (ir.md, "Out of SSA").
//
// What loops and ifs carry (φ: an iteration argument with its result, the result of an if) and every value that the
// script gave a name is a unit. All units of one name and type begin in one variable. A walk through the function then
// follows what each variable holds; where a value is read that its variable no longer holds, one of the two in conflict
// gets a variable of its own (not a φ, if the other is none), and the walk is done again. So the text is right by
// construction, and in most programs the script's variables come back.
#pragma once
#include "ir/Py.h"
#include "llvm/ADT/DenseSet.h"
#include <map>
#include <vector>

namespace np2gpu::codegen {

class Variables {
public:
  explicit Variables(py::FuncOp function);
  // The variable of a value; -1 if it has none, and is an expression or a temporary.
  int of(mlir::Value value) const;
  unsigned size() const { return variables.size(); }
  mlir::StringAttr name(unsigned variable) const { return variables[variable].name; }
  mlir::Type type(unsigned variable) const { return variables[variable].type; }
  // Is this if written `c ? a : b`?
  bool isChoice(mlir::Operation *op) const { return choices.contains(op); }

private:
  struct Unit {
    int variable;
    bool isPhi;
    llvm::SmallVector<mlir::Value, 2> members;
  };
  struct Variable {
    mlir::StringAttr name;
    mlir::Type type;
    unsigned generation;
  };
  struct Holder {
    int unit = -1;     // what the variable holds, or, if `exact` is false, one that may have been written last
    bool exact = false;
  };

  void collect(mlir::Block &block);
  bool isExpression(mlir::Region &region) const;
  void unit(llvm::ArrayRef<mlir::Value> members, mlir::StringAttr name, bool isPhi);
  int variable(mlir::StringAttr name, mlir::Type type, unsigned generation);
  void noteStores();
  void follow(mlir::Block &block);
  void follow(mlir::Operation *op);
  void use(mlir::Value value);
  void define(mlir::Value value);
  void hold(unsigned variable, Holder holder);
  void restore(size_t mark);

  mlir::Block *entry;
  std::vector<Unit> units;
  std::vector<Variable> variables;
  std::map<std::tuple<const void *, const void *, unsigned>, int> byName;
  llvm::DenseMap<mlir::Value, unsigned> unitOf;
  llvm::DenseSet<mlir::Operation *> choices;
  // For loops and trys: the variables that are written in them (for trys: in the body), each with a unit that does so.
  llvm::DenseMap<mlir::Operation *, std::map<unsigned, unsigned>> stores;
  std::vector<Holder> holders;
  std::vector<unsigned> sharers; // how many units each variable has
  std::vector<std::pair<unsigned, Holder>> trail;
  std::vector<unsigned> victims; // units
};

// The name of the script for a value; empty names and the importer's (`@result`) are names only of φ.
mlir::StringAttr nameOf(mlir::Value value);
bool isScriptName(mlir::StringAttr name);

} // namespace np2gpu::codegen
