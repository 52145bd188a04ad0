#include "codegen/Kernel.h"
#include "codegen/CxxType.h"
#include "ir/Types.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::codegen;

static bool isNarrow(Type dtype) {
  auto integer = dyn_cast<IntegerType>(dtype);
  return integer && integer.getWidth() < 32;
}

Expr codegen::exactly(const Expr &value, Type dtype) {
  return value.wide ? call(cxxType(dtype), ArrayRef<Expr>(Expr(value.text))) : value;
}

Expr codegen::castTo(const Expr &value, Type from, Type to) {
  if (from == to)
    return value;
  Expr exact = exactly(value, from);
  // Conversions that C++ does as NumPy does; the others (to small ints, to bool, to and from complex) are np::cast's.
  bool plain = (isBool(from) || isInt(from) || (isFloat(from) && isFloat(to))) && !isBool(to) && !isComplex(to) && !to.isF16();
  return call(plain ? cxxType(to) : "np::cast<" + cxxType(to) + ">", ArrayRef<Expr>(Expr(exact.text)));
}

Expr codegen::elementExpr(RowInterface row, ArrayRef<Expr> operands, ArrayRef<Type> types) {
  std::optional<UfuncLoop> loop = resolveUfunc(row.getRowRule(), types);
  assert(loop && "the importer makes only loops that exist");
  Template form(row.getRowCxx());
  bool arithmetic = form.shape == Template::Unary || form.shape == Template::Binary;
  bool logical = form.op == "&&" || form.op == "||" || form.op == "!";
  SmallVector<Expr> inputs;
  for (auto [i, operand] : llvm::enumerate(operands)) {
    Type from = dtypeOf(types[i]), to = loop->inputs[i];
    Expr input = operand;
    if (logical && !isComplex(from))
      ; // C++ asks for the truth itself
    else if (from != to)
      input = castTo(operand, from, to);
    else if (!row.wrapsExactly())
      input = exactly(operand, from);
    // Templates of the runtime take their operands by type.
    if (form.shape == Template::Call && input.literal && !to.isF64() && !to.isF32() && !to.isInteger(32))
      input = call(cxxType(to), ArrayRef<Expr>(input));
    inputs.push_back(input);
  }
  // Two literals would be computed as C++ ints.
  if (arithmetic && llvm::all_of(inputs, [](const Expr &e) { return e.literal; }))
    for (auto [i, input] : llvm::enumerate(inputs))
      input = call(cxxType(loop->inputs[i]), ArrayRef<Expr>(input));
  // int64 with uint64 is compared exactly: the function of the operation's name takes both.
  if (arithmetic && inputs.size() == 2 && loop->inputs[0] != loop->inputs[1])
    return call("np::" + row->getName().stripDialect().str(), inputs);
  Expr result = form.render(inputs);
  bool isCompare = isBool(loop->result) && !isBool(loop->inputs.back());
  if (arithmetic && !logical && !isCompare && isNarrow(loop->result) &&
      !(binaryPrecedence(form.op) >= Precedence::Equality && binaryPrecedence(form.op) <= Precedence::Relational))
    result.wide = true;
  if (form.shape == Template::Conditional && isNarrow(loop->result))
    result.wide = true;
  if (form.shape == Template::Operand)
    result.wide = inputs[0].wide;
  return result;
}

static std::string indexName(int64_t axis, int64_t rank) {
  static const char *const names[] = {"i", "j", "k", "l"};
  return rank <= 4 ? names[axis] : "i" + std::to_string(axis);
}

std::string Kernels::of(RowInterface op, ArrayRef<KernelInput> inputs, StringRef prefix, unsigned line, StringRef comment) {
  Type resultType = op->getResult(0).getType();
  int64_t rank = arrayRank(resultType);
  std::string index, indexParameters;
  for (int64_t axis = 0; axis < rank; ++axis) {
    index += (axis ? ", " : "") + indexName(axis, rank);
    indexParameters += (axis ? ", np::i64 " : "np::i64 ") + indexName(axis, rank);
  }
  SmallVector<Type> types;
  for (const KernelInput &input : inputs)
    types.push_back(input.type);
  // Once with numbered parameters, to find an equal kernel; once with the script's names, to be read.
  std::string parameters, body;
  auto render = [&](bool named) {
    Names names;
    names.take("out");
    for (int64_t axis = 0; axis < rank; ++axis)
      names.take(indexName(axis, rank));
    parameters.clear();
    SmallVector<Expr> operands;
    for (auto [i, input] : llvm::enumerate(inputs)) {
      if (input.literal) {
        operands.push_back(*input.literal);
        continue;
      }
      if (input.same >= 0) {
        operands.push_back(Expr(operands[input.same]));
        continue;
      }
      std::string name = names.fresh(named ? StringRef(input.name) : StringRef("a" + std::to_string(i)));
      if (isa<RankedTensorType>(input.type)) {
        parameters += "np::view<const " + cxxType(dtypeOf(input.type)) + ", " + std::to_string(rank) + "> " + name + ", ";
        operands.push_back({name + "(" + index + ")", Precedence::Postfix});
      } else {
        parameters += cxxType(input.type) + " " + name + ", ";
        operands.push_back({name});
      }
    }
    parameters += "np::view<" + cxxType(dtypeOf(resultType)) + ", " + std::to_string(rank) + "> out";
    body = elementExpr(op, operands, types).text;
  };
  render(false);
  std::string &name = byBody[parameters + "\n" + body];
  if (!name.empty())
    return name;
  name = fileNames.fresh((prefix + "_" + Twine(line)).str());
  order.push_back(name);
  render(true);
  writer.blank();
  if (!comment.empty())
    writer.verbatim(comment);
  writer.open("__global__ void " + name + "(" + parameters + ")");
  std::string text = "np::each(out.shape, [&](" + indexParameters + ") { out(" + index + ") = " + body + "; });";
  if (text.size() < 112) {
    writer.line(text);
  } else {
    writer.open("np::each(out.shape, [&](" + indexParameters + ")");
    writer.line("out(" + index + ") = " + body + ";");
    writer.close(");");
  }
  writer.close();
  return name;
}
