// The expression of each operation. What a row's fields say is printed by the row's kind; the structural operations of
// the np dialect are calls of np.h.
#include "codegen/CxxType.h"
#include "codegen/HostFunction.h"
#include "codegen/Literal.h"
#include "ir/Types.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::codegen;

//===--- Values ---------------------------------------------------------------------------------------------------===//

static Type dtypeOfScalar(Type type) {
  if (Type dtype = dtypeOf(type))
    return dtype;
  return type;
}

Expr HostFunction::raw(Value v) {
  v = folding.resolve(v);
  if (auto found = valueNames.find(v); found != valueNames.end())
    return {found->second, StringRef(found->second).contains('.') ? Precedence::Postfix : Precedence::Primary};
  return operation(v.getDefiningOp());
}

Expr HostFunction::value(Value v) {
  Expr text = raw(v);
  return text.wide ? exactly(text, dtypeOfScalar(v.getType())) : text;
}

// C++ would take an int literal for an int, where the parameter is deduced.
std::string HostFunction::typed(Value v) {
  Expr text = value(v);
  Type dtype = dtypeOfScalar(v.getType());
  if (text.literal && !dtype.isF64() && !dtype.isF32() && !dtype.isInteger(1))
    return cxxType(dtype) + "(" + text.text + ")";
  return text.text;
}

std::vector<std::string> HostFunction::all(ValueRange values) {
  std::vector<std::string> texts;
  for (Value v : values)
    texts.push_back(value(v).text);
  return texts;
}

// An argument of extents or indices; none of them is rank 0.
std::string HostFunction::braced(ValueRange values) {
  if (values.empty())
    return "np::extents<0>{}";
  std::string text = "{";
  for (const std::string &each : all(values))
    text += (text.size() > 1 ? ", " : "") + each;
  return text + "}";
}

static std::string braced(ArrayRef<int64_t> numbers) {
  if (numbers.empty())
    return "np::extents<0>{}";
  std::string text = "{";
  for (int64_t number : numbers)
    text += (text.size() > 1 ? ", " : "") + std::to_string(number);
  return text + "}";
}

Expr HostFunction::unsupported(Operation *op) {
  if (!file.error) {
    std::string place = file.place(op->getLoc());
    file.error = llvm::createStringError(place + (place.empty() ? "" : ": ") + "no C++ form of " + op->getName().getStringRef());
  }
  return {"/* " + op->getName().getStringRef().str() + " */"};
}

//===--- Operations -----------------------------------------------------------------------------------------------===//

Expr HostFunction::operation(Operation *op) {
  if (auto constant = dyn_cast<py::ConstantOp>(op))
    return literal(constant.getValue(), constant.getType());
  if (auto load = dyn_cast_if_present<py::LoadOp>(op))
    return pendingCells.contains(load.getCell()) ? Expr{valueNames[load.getCell()] + "()", Precedence::Postfix}
                                                 : Expr{valueNames[load.getCell()]};
  if (auto undefined = dyn_cast<py::UndefinedOp>(op))
    return {cxxType(undefined.getType()) + "()", Precedence::Postfix};
  if (auto branch = dyn_cast<py::IfOp>(op))
    return choice(branch);
  if (auto part = dyn_cast<py::ComplexPartOp>(op))
    return member(value(part.getValue()), part.getImag() ? "im" : "re");
  if (auto call = dyn_cast<py::CallOp>(op)) {
    std::string text;
    for (Value argument : call.getArgs())
      text += (text.empty() ? "" : ", ") + value(argument).text;
    if (file.functionsOfLib.contains(call.getCallee()))
      text += (text.empty() ? "" : ", ") + at(op);
    return {file.functions.lookup(call.getCallee()) + "(" + text + ")", Precedence::Postfix};
  }
  if (auto format = dyn_cast<py::FormatOp>(op))
    return this->format(format);
  if (auto percent = dyn_cast<py::PercentOp>(op)) {
    std::vector<std::string> arguments{at(op), value(percent.getFormat()).text};
    for (Value v : percent.getValues())
      arguments.push_back(textArgument(v, true));
    return call("np::percent", ArrayRef<std::string>(arguments));
  }
  if (auto print = dyn_cast<py::PrintOp>(op)) {
    std::vector<std::string> arguments;
    bool plain = print.getSep() == " " && print.getEnd() == "\n" && print.getFile() == 1;
    if (!plain)
      arguments = {std::to_string(print.getFile()), quoted(print.getSep()), quoted(print.getEnd())};
    for (Value v : print.getOperands())
      arguments.push_back(textArgument(v, true));
    return call(plain ? "np::print" : "np::print_to", ArrayRef<std::string>(arguments));
  }
  if (auto get = dyn_cast<py::TupleGetOp>(op))
    return member(value(get.getTuple()), StringRef("abcdefghijklmnopqrstuvwxyz").substr(get.getIndex(), 1));
  if (auto row = dyn_cast<RowInterface>(op)) {
    StringRef kind = row.getRowKind();
    if (kind == "ufunc")
      return ufunc(row);
    if (kind == "reduce")
      return reduction(row);
    if (kind == "library")
      return library(row.getRowCxx(), row.getRowSignature(), op, op->getOperands());
    return kind == "operator" ? pythonOperator(row) : pythonRow(row);
  }
  if (isView(op))
    return view(op);
  return element(op);
}

// `c ? a : b`, and the forms that `and` and `or` take.
Expr HostFunction::choice(py::IfOp op) {
  Value yes = op.getThenRegion().front().back().getOperand(0), no = op.getElseRegion().front().back().getOperand(0);
  Expr condition = value(op.getCondition());
  auto constant = [&](Value v) -> std::optional<bool> {
    auto known = v.getDefiningOp<py::ConstantOp>();
    auto boolean = known ? dyn_cast<BoolAttr>(known.getValue()) : BoolAttr();
    return boolean ? std::optional<bool>(boolean.getValue()) : std::nullopt;
  };
  if (constant(no) == false)
    return binary("&&", condition, value(yes));
  if (constant(yes) == true)
    return binary("||", condition, value(no));
  // Two string literals have different types in C++.
  auto side = [&](Value v) {
    Expr text = value(v);
    return isa<py::StrType>(v.getType()) && StringRef(text.text).starts_with("\"") ? call("np::str", ArrayRef<Expr>(text)) : text;
  };
  return conditional(condition, side(yes), side(no));
}

// The indices of an element. Where the access checks them, the line comes first and they are the script's own.
std::vector<std::string> HostFunction::indices(Operation *op, ValueRange values) {
  std::vector<std::string> texts;
  if (Operation *check = folding.checkOf(op))
    texts.push_back(at(check));
  for (Value index : values) {
    auto wrap = index.getDefiningOp<np::WrapIndexOp>();
    texts.push_back(value(wrap && folding.isSilent(wrap) ? wrap.getIndex() : index).text);
  }
  return texts;
}

// Extents, checks, scalars and casts.
Expr HostFunction::element(Operation *op) {
  auto object = [&](Value v) { return value(v).at(Precedence::Postfix); };
  return TypeSwitch<Operation *, Expr>(op)
      .Case([&](np::DimOp o) { return call(object(o.getSource()) + ".shape", ArrayRef<Expr>(intLiteral(o.getAxis()))); })
      .Case([&](np::SizeOp o) { return call(object(o.getSource()) + ".size", ArrayRef<Expr>()); })
      .Case([&](np::StrideOp o) { return call("np::stride", ArrayRef<Expr>({value(o.getSource()), intLiteral(o.getAxis())})); })
      .Case([&](np::SliceBoundsOp o) {
        SmallVector<std::string> range{o.getStart() ? value(o.getStart()).text : "np::none",
                                       o.getStop() ? value(o.getStop()).text : "np::none", value(o.getStep()).text};
        return call("np::slice_bounds", ArrayRef<std::string>({value(o.getLength()).text, call("np::range", range).text, at(op)}));
      })
      .Case([&](np::WrapIndexOp o) {
        return call("np::wrap_index", ArrayRef<std::string>({value(o.getIndex()).text, value(o.getLength()).text,
                                                             std::to_string(o.getAxis()), at(op)}));
      })
      .Case([&](np::BroadcastShapeOp o) {
        std::vector<std::string> arguments = all(o.getArrays());
        arguments.insert(arguments.begin(), at(op));
        return call("np::broadcast<" + std::to_string(o.getNumResults()) + ">", ArrayRef<std::string>(arguments));
      })
      .Case([&](np::CheckAssignOp o) {
        return call(o.getInplace() ? "np::check_inplace" : "np::check_assign",
                    ArrayRef<std::string>({value(o.getTarget()).text, value(o.getValue()).text, at(op)}));
      })
      .Case<np::CheckReshapeOp, np::CheckBroadcastToOp>([&](auto o) {
        StringRef function = isa<np::CheckReshapeOp>(op) ? "np::check_reshape" : "np::check_broadcast_to";
        std::string rank = "<" + std::to_string(o.getNumResults()) + ">";
        return call((function + rank).str(), ArrayRef<std::string>({value(o.getSource()).text, braced(o.getExtents()), at(op)}));
      })
      .Case([&](np::CheckExtentOp o) {
        Expr extent = value(o.getExtent());
        if (extent.literal && !StringRef(extent.text).starts_with("-"))
          return extent;
        return call("np::check_extent", ArrayRef<std::string>({extent.text, at(op)}));
      })
      .Case([&](np::CheckUnpackOp o) {
        return call("np::check_unpack", ArrayRef<std::string>({value(o.getLength()).text, std::to_string(o.getCount()), at(op)}));
      })
      .Case([&](np::CheckWritableOp o) {
        auto what = o->getAttrOfType<StringAttr>("what");
        return call("np::check_writable", ArrayRef<std::string>({value(o.getArray()).text, quoted(what.getValue()), at(op)}));
      })
      .Case([&](np::CheckPowersOp o) {
        return call("np::check_powers", ArrayRef<std::string>({value(o.getExponents()).text, at(op)}));
      })
      .Case([&](np::FlagOp o) {
        return call("np::flag", ArrayRef<std::string>({value(o.getSource()).text, quoted(o.getFlag())}));
      })
      .Case([&](np::WeakOp o) {
        Type to = o.getType().getDtype(), from = o.getValue().getType();
        if (auto constant = folding.resolve(o.getValue()).getDefiningOp<py::ConstantOp>(); constant && !isa<py::WideType>(from))
          if (!isInt(to) || to.isSignlessInteger(64) || cast<IntegerAttr>(constant.getValue()).getValue().isSignedIntN(7))
            if (!isInt(to) || !to.isUnsignedInteger() || !cast<IntegerAttr>(constant.getValue()).getValue().isNegative())
              return literal(constant.getValue(), to);
        Expr x = value(o.getValue());
        if ((from.isF64() && to.isF64()) || (from.isIndex() && to.isSignlessInteger(64)) || from == to)
          return x;
        if (isInt(to) && !from.isInteger(1))
          return call("np::weak<" + cxxType(to) + ">", ArrayRef<std::string>({x.text, at(op)}));
        if (isa<py::WideType>(from))
          return call("np::to_float", ArrayRef<Expr>(x));
        bool plain = to.isF64() || to.isF32();
        return call(plain ? cxxType(to) : "np::cast<" + cxxType(to) + ">", ArrayRef<Expr>(x));
      })
      .Case([&](np::ItemOp o) {
        Expr x = arrayRank(o.getValue().getType()) == 0 ? call(object(o.getValue()), ArrayRef<Expr>()) : value(o.getValue());
        Type from = dtypeOf(o.getValue().getType()), to = o.getType();
        if (!from || from == to || (to.isIndex() && from.isSignlessInteger(64)))
          return x;
        return call(to.isIndex() ? "np::i64" : isa<py::WideType>(to) ? "np::wide" : to.isF64() && !from.isF16() ? "double" : "np::cast<" + cxxType(to) + ">", ArrayRef<Expr>(x));
      })
      .Case([&](np::CastOp o) {
        Type to = dtypeOf(o.getType());
        if (arrayRank(o.getSource().getType()) < 0) {
          Type from = dtypeOfScalar(o.getSource().getType());
          Expr x = raw(o.getSource());
          if (from.isIndex())
            from = IntegerType::get(op->getContext(), 64);
          return castTo(x, from, to);
        }
        SmallVector<std::string> arguments{value(o.getSource()).text};
        if (o.getOrder() != "K")
          arguments.push_back("'" + o.getOrder().str() + "'");
        return call("np::astype<" + cxxType(to) + ">", arguments);
      })
      .Case([&](np::FromScalarOp o) {
        return call("np::from_scalar<" + cxxType(o.getType().getElementType()) + ">", ArrayRef<Expr>(value(o.getValue())));
      })
      .Case([&](np::ArrayTruthOp o) { return call("np::truth", ArrayRef<std::string>({value(o.getArray()).text, at(op)})); })
      .Case([&](np::ElementOfOp o) {
        return call((o->hasAttr("item") ? "np::item_of<" : "np::element_of<") + cxxType(o.getType()) + ">", ArrayRef<std::string>({value(o.getArray()).text, at(op)}));
      })
      .Case([&](np::ExtractOp o) { return call(object(o.getSource()), ArrayRef<std::string>(indices(op, o.getIndices()))); })
      .Default([&](Operation *) { return construct(op); });
}

// Arrays made of something else.
Expr HostFunction::construct(Operation *op) {
  auto rankText = [](Type type) { return std::to_string(arrayRank(type)); };
  auto copy = [&](Value source, StringRef order) {
    SmallVector<std::string> arguments{value(source).text};
    if (order != "K")
      arguments.push_back("'" + order.str() + "'");
    return call("np::copy", arguments);
  };
  return TypeSwitch<Operation *, Expr>(op)
      .Case([&](np::OwnOp o) { return copy(o.getSource(), "K"); })
      .Case([&](np::CopyOp o) { return copy(o.getSource(), o.getOrder()); })
      .Case([&](np::ArrayOp o) {
        Type dtype = o.getType().getElementType();
        std::string elements;
        for (Value v : o.getElements()) {
          Type from = dtypeOfScalar(v.getType());
          if (from.isIndex())
            from = IntegerType::get(op->getContext(), 64);
          auto constant = folding.resolve(v).getDefiningOp<py::ConstantOp>();
          Expr element = constant ? literal(constant.getValue(), dtype) : castTo(raw(v), from, dtype);
          elements += (elements.empty() ? "" : ", ") + element.text;
        }
        return call("np::make_array<" + cxxType(dtype) + ", " + rankText(o.getType()) + ">",
                    ArrayRef<std::string>({::braced(o.getShape()), elements.empty() ? "np::no_elements()" : "{" + elements + "}"}));
      })
      .Case([&](np::ArrayOfListOp o) {
        return call("np::array_of_list<" + cxxType(o.getType().getElementType()) + ", " + rankText(o.getType()) + ">",
                    ArrayRef<std::string>({value(o.getList()).text, at(op)}));
      })
      .Case([&](np::StackOp o) {
        std::vector<std::string> arguments = all(o.getArrays());
        arguments.insert(arguments.begin(), at(op));
        return call("np::stack<" + cxxType(o.getType().getElementType()) + ">", ArrayRef<std::string>(arguments));
      })
      .Case([&](np::ToListOp o) {
        return call("np::tolist<" + cxxType(o.getType()) + ">", ArrayRef<Expr>(value(o.getSource())));
      })
      .Case([&](np::GatherOp o) {
        SmallVector<std::string> arguments{at(op), value(o.getSource()).text, quoted(o.getPattern())};
        for (const std::string &index : all(o.getIndices()))
          arguments.push_back(index);
        return call("np::gather<" + rankText(o.getType()) + ">", arguments);
      })
      .Default([&](Operation *) { return unsupported(op); });
}

//===--- Views ----------------------------------------------------------------------------------------------------===//

Expr HostFunction::view(Operation *op) {
  Expr source = value(op->getOperand(0));
  Type type = op->getResult(0).getType();
  std::string rank = std::to_string(arrayRank(type));
  return TypeSwitch<Operation *, Expr>(op)
      .Case([&](np::SliceOp o) {
        if (o.getStarts().empty()) // x[...] of rank 0
          return source;
        SmallVector<std::string> axes;
        Operation *check = folding.checkOf(op);
        unsigned kept = 0;
        for (auto [axis, start] : llvm::enumerate(o.getStarts())) {
          if (llvm::is_contained(o.getDrop(), int64_t(axis))) {
            auto wrap = start.getDefiningOp<np::WrapIndexOp>();
            axes.push_back(value(wrap && folding.isSilent(wrap) ? wrap.getIndex() : start).text);
            continue;
          }
          Value length = o.getLengths()[kept], step = o.getSteps()[kept];
          ++kept;
          Expr first = value(start), by = value(step);
          auto dim = folding.resolve(length).getDefiningOp<np::DimOp>();
          bool unit = by.text == "1";
          if (np::SliceBoundsOp bounds = folding.boundsOf(o, axis)) {
            std::string from = bounds.getStart() ? value(bounds.getStart()).text : unit ? "0" : "np::none";
            std::string to = bounds.getStop() ? value(bounds.getStop()).text : "np::none";
            axes.push_back("np::range(" + from + ", " + to + (unit ? "" : ", " + by.text) + ")");
          } else if (dim && first.text == "0" && unit && dim.getAxis() == axis &&
                     folding.isSameArray(dim.getSource(), o.getSource())) {
            axes.push_back("np::whole");
          } else {
            axes.push_back("np::span(" + first.text + ", " + value(length).text + (unit ? "" : ", " + by.text) + ")");
          }
        }
        SmallVector<std::string> arguments{source.text, "{" + llvm::join(axes, ", ") + "}"};
        if (check)
          arguments.push_back(at(check));
        return call("np::slice<" + rank + ">", arguments);
      })
      .Case([&](np::ExpandDimsOp o) {
        return call("np::expand_dims", ArrayRef<std::string>({source.text, ::braced(o.getAxes())}));
      })
      .Case([&](np::TransposeOp o) {
        bool reversed = true;
        for (auto [i, axis] : llvm::enumerate(o.getPermutation()))
          reversed &= axis == int64_t(o.getPermutation().size() - 1 - i);
        if (reversed)
          return call(source.at(Precedence::Postfix) + ".T", ArrayRef<Expr>());
        return call("np::transpose", ArrayRef<std::string>({source.text, ::braced(o.getPermutation())}));
      })
      .Case<np::ReshapeOp, np::BroadcastToOp>([&](auto o) {
        // The check that the operation makes itself has the extents as the script gave them.
        Operation *check = folding.checkOf(op);
        ValueRange extents = check ? ValueRange(check->getOperands().drop_front()) : ValueRange(o.getExtents());
        SmallVector<std::string> arguments{source.text, braced(extents)};
        if (auto reshape = dyn_cast<np::ReshapeOp>(op); reshape && reshape.getOrder() != "C")
          arguments.push_back("'" + reshape.getOrder().str() + "'");
        if (check)
          arguments.push_back(at(check));
        return call((isa<np::ReshapeOp>(op) ? "np::reshape<" : "np::broadcast_to<") + rank + ">", arguments);
      })
      .Case([&](np::StridedOp o) {
        return call("np::as_strided<" + rank + ">", ArrayRef<std::string>({source.text, braced(o.getExtents()), braced(o.getStrides())}));
      })
      .Case([&](np::ContiguousOp o) {
        return call("np::contiguous", ArrayRef<std::string>({source.text, "'" + o.getOrder().str() + "'"}));
      })
      .Case([&](np::DiagonalOp o) {
        return call("np::diagonal", ArrayRef<std::string>({source.text, value(o.getOffset()).text,
                                                           std::to_string(o.getAxis1()), std::to_string(o.getAxis2())}));
      })
      .Case([&](np::RealOp) { return call("np::real_view", ArrayRef<Expr>(source)); })
      .Case([&](np::ImagOp) { return call("np::imag_view", ArrayRef<Expr>(source)); })
      .Case([&](np::BitcastOp) {
        return call("np::bitcast<" + cxxType(dtypeOf(type)) + ">", ArrayRef<std::string>({source.text, at(op)}));
      })
      .Default([&](Operation *) { return unsupported(op); });
}
