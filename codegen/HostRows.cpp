// Rows of the table as expressions: ufuncs (a kernel's launch for arrays, the row's text for scalars), reductions,
// library calls, Python's operators and functions.
#include "codegen/CxxType.h"
#include "codegen/HostFunction.h"
#include "codegen/Literal.h"
#include "ir/Types.h"

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::codegen;

static bool mayRaise(const Effects &effects) { return effects.mayRaise(); }

//===--- Signatures -----------------------------------------------------------------------------------------------===//

namespace {
struct RowParameter {
  StringRef name, kind, fallback;
};
} // namespace

static SmallVector<RowParameter> parametersOf(StringRef signature) {
  SmallVector<RowParameter> parameters;
  SmallVector<StringRef> parts;
  signature.split(parts, ", ", -1, false);
  for (StringRef part : parts) {
    auto [name, rest] = part.split(':');
    auto [kind, fallback] = rest.split('=');
    parameters.push_back({name.trim(), kind.trim(), fallback.trim()});
  }
  return parameters;
}

//===--- Ufuncs ---------------------------------------------------------------------------------------------------===//

// The operands without the extents of the result.
static ValueRange inputsOf(RowInterface op) {
  auto segments = op->getAttrOfType<DenseI32ArrayAttr>("operandSegmentSizes");
  if (!segments)
    if (auto property = dyn_cast_or_null<DictionaryAttr>(op->getPropertiesAsAttribute()))
      segments = property.getAs<DenseI32ArrayAttr>("operandSegmentSizes");
  return segments ? op->getOperands().take_front(segments[0]) : op->getOperands();
}

static bool isIdentifier(StringRef text) {
  return llvm::all_of(text, [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

std::string HostFunction::launch(RowInterface op, std::vector<std::string> &arguments) {
  SmallVector<RowParameter> parameters = parametersOf(op.getRowSignature());
  SmallVector<KernelInput> inputs;
  SmallVector<std::string> texts;
  for (auto [i, input] : llvm::enumerate(inputsOf(op))) {
    Expr text = value(input);
    KernelInput each{input.getType(), std::nullopt, ""};
    // Literals stand in the kernel; everything else is an argument.
    if (text.literal && arrayRank(input.getType()) < 0) {
      each.literal = text;
    } else {
      for (auto [k, other] : llvm::enumerate(inputs))
        if (!other.literal && other.same < 0 && texts[k] == text.text && isIdentifier(text.text))
          each.same = k;
      if (each.same < 0)
        arguments.push_back(text.text);
      bool isName = isIdentifier(text.text);
      each.name = isName ? text.text : parameters[i].name == "x1" ? "x" : parameters[i].name == "x2" ? "y" : parameters[i].name.str();
    }
    inputs.push_back(each);
    texts.push_back(text.text);
  }
  std::string quote = file.quote(op->getLoc()), place = file.place(op->getLoc());
  return file.kernels.of(op, inputs, function.getSymName(), lineOf(op->getLoc()),
                         place.empty() ? "" : "// " + place + "   " + (quote.empty() ? op.getRowSummary().str() : quote));
}

Expr HostFunction::ufunc(RowInterface op) {
  ValueRange inputs = inputsOf(op);
  if (arrayRank(op->getResult(0).getType()) >= 0) {
    std::vector<std::string> arguments;
    std::string kernel = launch(op, arguments);
    arguments.insert(arguments.begin(), kernel);
    if (Operation *check = folding.checkOf(op))
      arguments.insert(arguments.begin(), at(check));
    return call("np::map", ArrayRef<std::string>(arguments));
  }
  SmallVector<Expr> operands;
  SmallVector<Type> types;
  for (Value input : inputs) {
    Expr text = raw(input);
    if (arrayRank(input.getType()) == 0) // the element
      text = call(text.at(Precedence::Postfix), ArrayRef<Expr>());
    operands.push_back(text);
    types.push_back(input.getType());
  }
  return elementExpr(op, operands, types);
}

//===--- Reductions, library calls --------------------------------------------------------------------------------===//

Expr HostFunction::reduction(RowInterface row, bool later) {
  Operation *op = row;
  std::string function = row.getRowCxx().str();
  if (auto axes = op->getAttrOfType<DenseI64ArrayAttr>("axes")) {
    std::string list;
    for (int64_t axis : axes.asArrayRef())
      list += (list.empty() ? "" : ", ") + std::to_string(axis);
    // axis=() reduces nothing.
    function += axes.empty() ? "<np::no_axis>" : "<" + list + ">";
  }
  SmallVector<std::string> arguments{value(op->getOperand(0)).text};
  unsigned where = op->hasAttr("where"), initial = op->hasAttr("initial");
  unsigned extras = op->getNumOperands() - 1, plain = extras - where - initial;
  for (unsigned i = 0; i < plain; ++i)
    arguments.push_back(value(op->getOperand(1 + i)).text);
  if (where)
    arguments.push_back("np::where(" + value(op->getOperand(1 + plain)).text + ")");
  if (initial)
    arguments.push_back("np::initial(" + typed(op->getOperand(1 + plain + where)) + ")");
  if (op->hasAttr("keepdims"))
    arguments.push_back("np::keepdims");
  if (later)
    arguments.push_back("np::later");
  if (mayRaise(folding.effects().of(op)))
    arguments.push_back(at(op));
  return call(function, arguments);
}

// function<result dtypes where no operand tells, static attributes>(operands, other attributes, the line). `$rank` in a
// row's function is the result's rank. The attributes `axis` and `rank` are for templates; a missing axis is np::flat.
Expr HostFunction::library(StringRef name, StringRef signature, Operation *op, ValueRange operands,
                           std::vector<std::string> first) {
  SmallVector<std::string> templates, arguments(first.begin(), first.end());
  SmallVector<RowParameter> parameters = parametersOf(signature);
  bool isCreation = llvm::none_of(op->getOperandTypes(), [](Type type) { return arrayRank(type) >= 0; }) &&
                    llvm::none_of(parameters, [](const RowParameter &p) { return p.kind == "arrays"; });
  bool hasDtype = llvm::any_of(parameters, [](const RowParameter &p) { return p.kind == "dtype"; });
  if ((hasDtype || isCreation) && op->getNumResults())
    if (Type dtype = dtypeOf(op->getResult(0).getType()); dtype && arrayRank(op->getResult(0).getType()) >= 0)
      templates.push_back(cxxType(dtype));
  if (parameters.empty()) // of a function that writes: the attributes that there are
    if (auto axis = op->getAttrOfType<IntegerAttr>("axis"))
      templates.push_back(std::to_string(axis.getInt()));
  size_t next = 0;
  unsigned shapeEnd = operands.size();
  // Operands behind the extents.
  bool seenShape = false;
  for (const RowParameter &p : parameters) {
    if (p.kind == "shape")
      seenShape = true;
    else if (seenShape && (p.kind == "array" || p.kind == "scalar" || p.kind == "int" || p.kind == "float"))
      --shapeEnd;
  }
  for (const RowParameter &p : parameters) {
    if (p.kind == "shape") {
      std::string extents = "{";
      for (; next < shapeEnd; ++next)
        extents += (extents.size() > 1 ? ", " : "") + value(operands[next]).text;
      bool isRank0 = extents == "{";
      auto rank = op->getAttrOfType<IntegerAttr>("rank");
      if (rank && rank.getInt() < 0)
        continue;
      arguments.push_back(isRank0 ? "np::extents<0>{}" : extents + "}");
    } else if (p.kind == "arrays") {
      while (next < operands.size())
        arguments.push_back(value(operands[next++]).text);
    } else if (p.kind == "dtype" || p.kind == "out") {
      continue;
    } else if (p.name == "axis") {
      auto axis = op->getAttrOfType<IntegerAttr>("axis");
      templates.push_back(axis ? std::to_string(axis.getInt()) : "np::flat");
    } else if (p.kind == "static" || p.kind == "bool" || p.kind == "str") {
      Attribute attribute = op->getAttr(p.name);
      if (!attribute)
        continue;
      std::string text;
      if (auto string = dyn_cast<StringAttr>(attribute)) {
        if (p.fallback == "'" + string.getValue().str() + "'")
          continue;
        text = quoted(string);
      } else if (auto boolean = dyn_cast<BoolAttr>(attribute)) {
        if (p.fallback == (boolean.getValue() ? "True" : "False"))
          continue;
        text = boolean.getValue() ? "true" : "false";
      } else {
        text = std::to_string(cast<IntegerAttr>(attribute).getInt());
        if (p.fallback == text)
          continue;
      }
      arguments.push_back(text);
    } else if (next < operands.size()) {
      arguments.push_back(typed(operands[next++]));
    }
  }
  while (next < operands.size())
    arguments.push_back(typed(operands[next++]));
  if (mayRaise(folding.effects().of(op)))
    arguments.push_back(at(op));
  std::string function = name.str();
  if (size_t at = function.find("$rank"); at != std::string::npos) // what no operand's type tells
    function.replace(at, 5, std::to_string(std::max<int64_t>(arrayRank(op->getResult(0).getType()), 0)));
  else if (!templates.empty())
    function += "<" + llvm::join(templates, ", ") + ">";
  return call(function, arguments);
}

//===--- Python's operators and functions -------------------------------------------------------------------------===//

// The C++ operator that computes exactly this for operands of the type, if there is one. Python's own spelling is the
// row's first name; `u-` is the unary one.
static std::string infixOf(RowInterface row, Type type, bool proved) {
  StringRef name = row.getRowNames().split(' ').first;
  name.consume_front("u");
  if (isa<py::LShiftOp>(row.getOperation()) && proved && isa<py::WideType>(type))
    return name.str();
  // Rounding, remainders and powers are Python's own.
  if (isa<py::ModOp, py::FloorDivOp, py::PowOp, py::LShiftOp, py::RShiftOp, py::TrueDivOp, py::AbsOp>(row.getOperation()))
    return "";
  bool bits = isa<py::AndOp, py::OrOp, py::XorOp, py::InvertOp>(row.getOperation());
  if (bits || proved || isa<FloatType, ComplexType>(type))
    return name.str();
  return "";
}

Expr HostFunction::pythonOperator(RowInterface row) {
  Operation *op = row;
  Type type = op->getOperand(0).getType();
  bool proved = op->hasAttr("proved");
  if (auto property = dyn_cast_or_null<DictionaryAttr>(op->getPropertiesAsAttribute()))
    proved |= property.contains("proved");
  SmallVector<Expr> operands;
  for (Value operand : op->getOperands())
    operands.push_back(value(operand));
  // A divisor that is a number other than 0 raises nothing.
  bool plainDivisor = operands.size() == 2 && operands[1].literal && isa<py::ModOp, py::FloorDivOp, py::TrueDivOp>(op) &&
                      op->getOperand(1).getDefiningOp<py::ConstantOp>();
  if (plainDivisor) {
    Attribute divisor = op->getOperand(1).getDefiningOp<py::ConstantOp>().getValue();
    if (auto integer = dyn_cast<IntegerAttr>(divisor); integer && !integer.getType().isIndex())
      plainDivisor = false;
    else if (integer)
      plainDivisor = integer.getInt() != 0 && integer.getInt() != -1;
    else if (auto number = dyn_cast<FloatAttr>(divisor))
      plainDivisor = number.getValueAsDouble() != 0;
    else
      plainDivisor = false;
  }
  if (isa<py::TrueDivOp>(op) && isa<FloatType>(type) && (plainDivisor || proved))
    return binary("/", operands[0], operands[1]);
  std::string infix = infixOf(row, type, proved);
  if (!infix.empty() && type.isInteger(1) && operands.size() == 2) // C++ makes ints of two bools
    return call("bool", ArrayRef<Expr>(binary(infix, operands[0], operands[1])));
  if (!infix.empty())
    return operands.size() == 1 ? unary(infix, operands[0]) : binary(infix, operands[0], operands[1]);
  SmallVector<std::string> arguments;
  for (const Expr &operand : operands)
    arguments.push_back(operand.text);
  if (llvm::all_of(operands, [](const Expr &operand) { return operand.literal; })) // which overload?
    arguments[0] = typed(op->getOperand(0));
  bool exact = isa<py::ModOp, py::FloorDivOp>(op) && (plainDivisor || proved) && !isa<py::WideType>(type);
  if (!exact && (mayRaise(folding.effects().of(op)) || proved))
    arguments.push_back(at(op));
  return call(row.getRowCxx(), arguments);
}

Expr HostFunction::pythonRow(RowInterface row) {
  Operation *op = row;
  Template form(row.getRowCxx());
  if (StringRef(row.getRowCxx()).contains('(')) {
    SmallVector<Expr> operands;
    for (Value operand : op->getOperands()) {
      Expr text = value(operand);
      if (form.shape == Template::Call)
        text = Expr(typed(operand));
      operands.push_back(text);
    }
    return form.render(operands, at(op));
  }
  if (form.shape != Template::Call) {
    SmallVector<Expr> operands;
    for (Value operand : op->getOperands()) {
      Expr text = value(operand);
      // Two string literals have different types in C++, and compare as addresses.
      bool isLiteral = isa<py::StrType>(operand.getType()) && StringRef(text.text).starts_with("\"");
      operands.push_back(isLiteral && op->getNumOperands() > 1 ? call("np::str", ArrayRef<Expr>(text)) : text);
    }
    return form.render(operands);
  }
  // A constructor of a container: its element types, then the items.
  std::string function = row.getRowCxx().str();
  if (op->getNumResults()) {
    std::string type = cxxType(op->getResult(0).getType());
    size_t angle = type.find('<');
    if (angle != std::string::npos)
      function += type.substr(angle);
  }
  std::vector<std::string> arguments = all(op->getOperands());
  return call(function, ArrayRef<std::string>(arguments));
}

//===--- Text -----------------------------------------------------------------------------------------------------===//

// A NumPy scalar whose C++ type is one of Python's must say what it is, unless only its str() is wanted.
std::string HostFunction::textArgument(Value v, bool plain) {
  // Several of them cost one wait.
  if (std::string text = unwaited(v); !text.empty())
    return text;
  auto scalar = dyn_cast<np::ScalarType>(v.getType());
  std::string text = typed(v);
  if (!scalar || plain)
    return text;
  return "np::scalar<" + cxxType(scalar) + ">(" + text + ")";
}

// For each value of a format: is it a plain "{}"?
static SmallVector<bool> plainFields(StringRef format) {
  SmallVector<bool> plain;
  for (size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '{' && format[i] != '}')
      continue;
    if (i + 1 < format.size() && format[i + 1] == format[i]) {
      ++i;
      continue;
    }
    if (format[i] == '{')
      plain.push_back(i + 1 < format.size() && format[i + 1] == '}');
    if (format[i] == '{' && format[i + 1] != '}') // the spec, and values inside of it
      for (++i; i < format.size() && format[i] != '}'; ++i)
        if (format[i] == '{') {
          plain.push_back(true);
          i = format.find('}', i);
        }
  }
  return plain;
}

Expr HostFunction::format(py::FormatOp op) {
  SmallVector<bool> plain = plainFields(op.getFormat());
  std::vector<std::string> arguments{at(op), quoted(op.getFormat())};
  for (auto [i, operand] : llvm::enumerate(op.getOperands()))
    arguments.push_back(textArgument(operand, i < plain.size() && plain[i]));
  return call("np::format", ArrayRef<std::string>(arguments));
}
