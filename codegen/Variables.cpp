#include "codegen/Variables.h"
#include "codegen/Folding.h"
#include "ir/Np.h"

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::codegen;

StringAttr codegen::nameOf(Value value) {
  if (auto result = dyn_cast<OpResult>(value)) { // the names of several results stand in an attribute
    if (auto list = result.getOwner()->getAttrOfType<ArrayAttr>("names"))
      return result.getResultNumber() < list.size() ? dyn_cast<StringAttr>(list[result.getResultNumber()]) : StringAttr();
    if (result.getOwner()->getNumResults() != 1)
      return {};
  }
  if (auto named = value.getLoc()->findInstanceOf<NameLoc>())
    return named.getName();
  return {};
}

bool codegen::isScriptName(StringAttr name) { return name && !name.empty() && !name.getValue().starts_with("@"); }

//===--- Units ----------------------------------------------------------------------------------------------------===//

int Variables::variable(StringAttr name, Type type, unsigned generation) {
  bool shared = isScriptName(name);
  auto key = std::make_tuple(name.getAsOpaquePointer(), type.getAsOpaquePointer(), generation);
  if (shared)
    if (auto found = byName.find(key); found != byName.end())
      return found->second;
  if (shared)
    byName[key] = variables.size();
  variables.push_back({name, type, generation});
  return variables.size() - 1;
}

void Variables::unit(ArrayRef<Value> members, StringAttr name, bool isPhi) {
  if (!name)
    name = StringAttr::get(members[0].getContext(), "");
  for (Value member : members)
    unitOf[member] = units.size();
  units.push_back({variable(name, members[0].getType(), 0), isPhi, SmallVector<Value, 2>(members)});
}

// A side that is one expression: each value is used once, and what has an effect is an operand of the next such
// operation, so that C++ keeps their order.
bool Variables::isExpression(Region &region) const {
  if (region.empty() || !isa<py::YieldOp>(region.front().back()) || region.front().back().getOperand(0).getDefiningOp<py::UndefinedOp>())
    return false;
  Operation *effect = nullptr;
  for (Operation &op : region.front().without_terminator()) {
    if (op.getNumResults() != 1 || isa<py::StoreOp, py::LoadOp>(op) || isVersionWrite(&op) || unitOf.contains(op.getResult(0)) ||
        (op.getNumRegions() && !choices.contains(&op)))
      return false;
    if (isDuplicable(&op))
      continue;
    if (!op.hasOneUse())
      return false;
    if (isPure(&op))
      continue;
    while (effect && effect != &op && effect->getBlock() == op.getBlock() && effect->hasOneUse() && effect->isBeforeInBlock(&op))
      effect = *effect->user_begin();
    if (effect && effect != &op)
      return false;
    effect = &op;
  }
  return true;
}

void Variables::collect(Block &block) {
  for (BlockArgument argument : block.getArguments())
    if (!unitOf.contains(argument) && isScriptName(nameOf(argument)) && !isa<py::ExceptionType>(argument.getType()))
      unit(argument, nameOf(argument), false);
  for (Operation &op : block) {
    if (isa<py::ForOp, py::WhileOp>(op)) {
      Block &body = op.getRegion(0).front();
      unsigned first = body.getNumArguments() - op.getNumResults();
      for (OpResult result : op.getResults()) {
        BlockArgument argument = body.getArgument(first + result.getResultNumber());
        if (argument.use_empty() && result.use_empty())
          continue;
        StringAttr name;
        for (Value named : {Value(argument), Value(result), op.getOperand(op.getNumOperands() - op.getNumResults() + result.getResultNumber())})
          if (!isScriptName(name) && nameOf(named))
            name = nameOf(named);
        unit({argument, result}, name, true);
      }
    }
    for (Region &region : op.getRegions())
      for (Block &nested : region)
        collect(nested);
    if (isa<py::IfOp>(op) && op.getNumResults()) {
      bool choice = op.getNumResults() == 1 && isExpression(op.getRegion(0)) && isExpression(op.getRegion(1));
      if (choice)
        choices.insert(&op);
      for (OpResult result : op.getResults())
        if (!result.use_empty() && (!choice || isScriptName(nameOf(result))))
          unit(result, nameOf(result), !choice);
    } else if (!isa<py::ForOp, py::WhileOp, py::CellOp, py::LoadOp>(op)) {
      for (OpResult result : op.getResults())
        if (isScriptName(nameOf(result)) && !result.use_empty())
          unit(result, nameOf(result), false);
    }
  }
}

int Variables::of(Value value) const {
  auto found = unitOf.find(value);
  return found == unitOf.end() ? -1 : units[found->second].variable;
}

//===--- What the variables hold ----------------------------------------------------------------------------------===//

void Variables::noteStores() {
  stores.clear();
  for (auto [number, unit] : llvm::enumerate(units))
    for (Value value : unit.members)
      for (Block *block = value.getParentBlock(); block != entry; block = block->getParentOp()->getBlock())
        if (Operation *op = block->getParentOp(); isa<py::ForOp, py::WhileOp, py::TryOp>(op)) {
          unsigned &writer = stores[op].try_emplace(unit.variable, number).first->second;
          if (units[writer].isPhi)
            writer = number;
        }
}

void Variables::hold(unsigned variable, Holder holder) {
  trail.push_back({variable, holders[variable]});
  holders[variable] = holder;
}

void Variables::restore(size_t mark) {
  for (; trail.size() > mark; trail.pop_back())
    holders[trail.back().first] = trail.back().second;
}

void Variables::use(Value value) {
  auto found = unitOf.find(value);
  if (found == unitOf.end())
    return;
  unsigned reader = found->second;
  if (sharers[units[reader].variable] == 1) // nothing else is ever stored there
    return;
  Holder holder = holders[units[reader].variable];
  if (holder.exact && holder.unit == int(reader))
    return;
  if (holder.unit >= 0 && holder.unit != int(reader) && !units[holder.unit].isPhi && units[reader].isPhi)
    victims.push_back(holder.unit);
  else
    victims.push_back(reader);
}

void Variables::define(Value value) {
  if (auto found = unitOf.find(value); found != unitOf.end())
    hold(units[found->second].variable, {int(found->second), true});
}

void Variables::follow(Block &block) {
  for (Operation &op : block)
    follow(&op);
}

void Variables::follow(Operation *op) {
  for (Value operand : op->getOperands())
    use(operand);
  auto overwritten = [&] { // by something in the operation
    for (auto [variable, unit] : stores[op])
      hold(variable, {int(unit), false});
  };
  if (isa<py::IfOp>(op)) {
    DenseMap<unsigned, Holder> after;
    SmallVector<unsigned> order;
    for (Region &region : op->getRegions()) {
      if (region.empty())
        continue;
      size_t mark = trail.size();
      follow(region.front());
      if (isa<py::YieldOp>(region.front().back()))
        for (size_t i = mark; i < trail.size(); ++i) {
          unsigned variable = trail[i].first;
          if (!after.count(variable))
            order.push_back(variable);
          after[variable] = {holders[variable].unit, false}; // on the other way it may hold something else
        }
      restore(mark);
    }
    for (unsigned variable : order)
      hold(variable, after[variable]);
  } else if (isa<py::ForOp, py::WhileOp>(op)) {
    Block &body = op->getRegion(0).front();
    size_t mark = trail.size();
    overwritten();
    for (BlockArgument argument : llvm::reverse(body.getArguments())) // the counter last: it is set in the body
      define(argument);
    follow(body);
    restore(mark);
    overwritten();
  } else if (isa<py::TryOp>(op)) {
    for (Region &region : op->getRegions()) {
      size_t mark = trail.size();
      if (region.getRegionNumber())
        overwritten();
      for (BlockArgument argument : region.front().getArguments())
        define(argument);
      follow(region.front());
      restore(mark);
    }
    overwritten();
  }
  for (Value result : op->getResults())
    define(result);
}

Variables::Variables(py::FuncOp function) : entry(&function.getBody().front()) {
  collect(*entry);
  for (unsigned round = 0;; ++round) {
    noteStores();
    holders.assign(variables.size(), {});
    sharers.assign(variables.size(), 0);
    for (const Unit &unit : units)
      ++sharers[unit.variable];
    trail.clear();
    victims.clear();
    for (BlockArgument argument : entry->getArguments())
      define(argument);
    follow(*entry);
    if (victims.empty())
      return;
    llvm::DenseSet<unsigned> moved;
    for (unsigned victim : victims)
      if (moved.insert(victim).second) {
        Variable from = variables[units[victim].variable];
        // After some rounds each gets one for itself: that always ends.
        units[victim].variable = variable(from.name, from.type, round < 8 ? from.generation + 1 : 1000 + victim);
      }
  }
}
