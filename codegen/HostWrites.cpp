// Statements that write arrays: updates through views, single elements, scatters, and the checks without a result.
#include "codegen/CxxType.h"
#include "codegen/HostFunction.h"
#include "codegen/Literal.h"
#include "ir/Types.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::codegen;

// through[...] = value. The result of an elementwise operation of the same dtype is computed in place. With a check of
// the shapes, the line comes first.
void HostFunction::update(Operation *op, Value through, Value from) {
  std::string target = value(through).text;
  Operation *check = folding.checkOf(op);
  std::string line = check ? at(check) + ", " : "";
  if (arrayRank(from.getType()) < 0)
    return writer.line("np::fill(" + target + ", " + castTo(Expr(typed(from)), dtypeOf(from.getType()), dtypeOf(through.getType())).text + ");");
  bool inplace = check && cast<np::CheckAssignOp>(check).getInplace();
  if (RowInterface row = folding.computedInto(op)) {
    std::vector<std::string> arguments;
    std::string kernel = launch(row, arguments);
    std::string text = (!check ? "np::map_to(" : inplace ? "np::map_inplace(" : "np::map_assign(") + line + target + ", " + kernel;
    for (const std::string &argument : arguments)
      text += ", " + argument;
    return writer.line(text + ");");
  }
  writer.line((inplace ? "np::assign_inplace(" : "np::assign(") + line + target + ", " + value(from).text + ");");
}

static std::string join(ArrayRef<std::string> arguments) {
  std::string text;
  for (const std::string &argument : arguments)
    text += (text.empty() ? "" : ", ") + argument;
  return text;
}

bool HostFunction::writeStatement(Operation *op) {
  auto insert = [&](Value through, Value element, ValueRange positions) {
    Expr target = value(through);
    Type to = dtypeOf(through.getType()), from = dtypeOf(element.getType());
    Expr text = from ? castTo(value(element), from, to) : value(element);
    writer.line(target.at(Precedence::Postfix) + ".at(" + join(indices(op, positions)) + ") = " + text.text + ";");
  };
  auto scatter = [&](Value through, Value from, ValueRange indices, StringRef pattern, StringRef ufunc) {
    SmallVector<std::string> arguments{at(op), value(through).text, quoted(pattern)};
    if (!ufunc.empty())
      arguments.push_back(quoted(ufunc));
    arguments.push_back(typed(from));
    for (const std::string &index : all(indices))
      arguments.push_back(index);
    writer.line((ufunc.empty() ? "np::scatter(" : "np::scatter_op(") + join(arguments) + ");");
  };
  auto mutate = [&](Value through, ValueRange arguments, StringRef function) {
    writer.line(library(function, "", op, arguments, {value(through).text}).text + ";");
  };
  return TypeSwitch<Operation *, bool>(op)
      .Case([&](np::UpdateOp o) { return update(op, o.getThrough(), o.getValue()), true; })
      .Case([&](np::RefUpdateOp o) { return update(op, o.getRef(), o.getValue()), true; })
      .Case([&](np::InsertOp o) { return insert(o.getThrough(), o.getValue(), o.getIndices()), true; })
      .Case([&](np::RefInsertOp o) { return insert(o.getRef(), o.getValue(), o.getIndices()), true; })
      .Case([&](np::ScatterOp o) {
        return scatter(o.getThrough(), o.getValue(), o.getIndices(), o.getPattern(), o.getOp()), true;
      })
      .Case([&](np::RefScatterOp o) {
        return scatter(o.getRef(), o.getValue(), o.getIndices(), o.getPattern(), o.getOp()), true;
      })
      .Case([&](np::MutateOp o) { return mutate(o.getThrough(), o.getArgs(), o.getFunction()), true; })
      .Case([&](np::RefMutateOp o) { return mutate(o.getRef(), o.getArgs(), o.getFunction()), true; })
      .Default(false);
}
