// The py dialect: what ODS cannot say. Text forms of functions, loops and ifs; effects that depend on operands.
#include "ir/Py.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/PatternMatch.h"
#include "llvm/ADT/TypeSwitch.h"
#include "mlir/Interfaces/FunctionImplementation.h"

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::py;

#include "ir/BaseInterfaces.cpp.inc"
#include "ir/PyDialect.cpp.inc"

void PyDialect::initialize() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "ir/PyTypes.cpp.inc"
      >();
  registerPyDialectOperations(this);
}

Operation *PyDialect::materializeConstant(OpBuilder &builder, Attribute value, Type type, Location loc) {
  return ConstantOp::create(builder, loc, type, value);
}

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getValue(); }

//===--- Functions ------------------------------------------------------------------------------------------------===//

void FuncOp::build(OpBuilder &builder, OperationState &state, StringRef name, FunctionType type) {
  state.addAttribute(SymbolTable::getSymbolAttrName(), builder.getStringAttr(name));
  state.addAttribute(getFunctionTypeAttrName(state.name), TypeAttr::get(type));
  Region *body = state.addRegion();
  Block *entry = new Block;
  body->push_back(entry);
  for (Type input : type.getInputs())
    entry->addArgument(input, state.location);
}

ParseResult FuncOp::parse(OpAsmParser &parser, OperationState &result) {
  auto buildType = [](Builder &builder, ArrayRef<Type> arguments, ArrayRef<Type> results,
                      function_interface_impl::VariadicFlag,
                      std::string &) { return builder.getFunctionType(arguments, results); };
  return function_interface_impl::parseFunctionOp(parser, result, /*allowVariadic=*/false,
                                                  getFunctionTypeAttrName(result.name), buildType,
                                                  getArgAttrsAttrName(result.name), getResAttrsAttrName(result.name));
}

void FuncOp::print(OpAsmPrinter &printer) {
  function_interface_impl::printFunctionOp(printer, *this, /*isVariadic=*/false, getFunctionTypeAttrName(),
                                           getArgAttrsAttrName(), getResAttrsAttrName());
}

//===--- Loops and ifs --------------------------------------------------------------------------------------------===//

// (%name = %init, ...) : types
static ParseResult parseIterArgs(OpAsmParser &parser, SmallVectorImpl<OpAsmParser::Argument> &arguments,
                                 OperationState &result) {
  if (failed(parser.parseOptionalKeyword("iter")))
    return success();
  SmallVector<OpAsmParser::UnresolvedOperand> inits;
  SmallVector<Type> types;
  SmallVector<OpAsmParser::Argument> names;
  if (parser.parseAssignmentList(names, inits) || parser.parseColonTypeList(types))
    return failure();
  for (auto [name, type] : llvm::zip_equal(names, types)) {
    name.type = type;
    arguments.push_back(name);
  }
  result.addTypes(types);
  return parser.resolveOperands(inits, types, parser.getCurrentLocation(), result.operands);
}

static void printIterArgs(OpAsmPrinter &printer, Block::BlockArgListType arguments, OperandRange inits) {
  if (inits.empty())
    return;
  printer << " iter(";
  llvm::interleaveComma(llvm::zip_equal(arguments, inits), printer, [&](auto pair) {
    printer << std::get<0>(pair) << " = " << std::get<1>(pair);
  });
  printer << ") : ";
  llvm::interleaveComma(inits.getTypes(), printer);
}

void ForOp::build(OpBuilder &builder, OperationState &state, Value start, Value stop, Value step, ValueRange initArgs) {
  state.addOperands({start, stop, step});
  state.addOperands(initArgs);
  state.addTypes(initArgs.getTypes());
  Block *body = new Block;
  state.addRegion()->push_back(body);
  body->addArgument(builder.getIndexType(), state.location);
  for (Value init : initArgs)
    body->addArgument(init.getType(), init.getLoc());
}

ParseResult ForOp::parse(OpAsmParser &parser, OperationState &result) {
  Type index = parser.getBuilder().getIndexType();
  SmallVector<OpAsmParser::Argument> arguments(1);
  OpAsmParser::UnresolvedOperand bounds[3];
  arguments[0].type = index;
  if (parser.parseArgument(arguments[0]) || parser.parseEqual() || parser.parseKeyword("range") ||
      parser.parseLParen() || parser.parseOperand(bounds[0]) || parser.parseComma() || parser.parseOperand(bounds[1]) ||
      parser.parseComma() || parser.parseOperand(bounds[2]) || parser.parseRParen())
    return failure();
  for (auto &bound : bounds)
    if (parser.resolveOperand(bound, index, result.operands))
      return failure();
  if (parseIterArgs(parser, arguments, result) || parser.parseRegion(*result.addRegion(), arguments))
    return failure();
  return parser.parseOptionalAttrDict(result.attributes);
}

void ForOp::print(OpAsmPrinter &printer) {
  printer << ' ' << getInductionVar() << " = range(" << getStart() << ", " << getStop() << ", " << getStep() << ")";
  printIterArgs(printer, getBody().getArguments().drop_front(), getInitArgs());
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false);
  printer.printOptionalAttrDict((*this)->getAttrs());
}

std::optional<SmallVector<Value>> ForOp::getLoopInductionVars() { return SmallVector<Value>{getInductionVar()}; }
std::optional<SmallVector<OpFoldResult>> ForOp::getLoopLowerBounds() { return SmallVector<OpFoldResult>{getStart()}; }
std::optional<SmallVector<OpFoldResult>> ForOp::getLoopUpperBounds() { return SmallVector<OpFoldResult>{getStop()}; }
std::optional<SmallVector<OpFoldResult>> ForOp::getLoopSteps() { return SmallVector<OpFoldResult>{getStep()}; }
SmallVector<Region *> ForOp::getLoopRegions() { return {&getBody()}; }
MutableArrayRef<OpOperand> ForOp::getInitsMutable() { return getInitArgsMutable(); }
Block::BlockArgListType ForOp::getRegionIterArgs() { return getBody().getArguments().drop_front(); }
std::optional<ResultRange> ForOp::getLoopResults() { return getResults(); }

// LoopLike's own ranges are wrong for negative steps (ir.md), so the induction variable's are given here; everything
// else that is an int is unknown.
void ForOp::inferResultRanges(ArrayRef<ConstantIntRanges> operands, SetIntRangeFn setRange) {
  unsigned width = IndexType::kInternalStorageBitWidth;
  APInt least = APInt::getSignedMinValue(width), most = APInt::getSignedMaxValue(width);
  const ConstantIntRanges &start = operands[0], &stop = operands[1], &step = operands[2];
  // The ends of [stop - 1] and [stop + 1] cannot leave the width where the loop runs at all; saturate.
  auto minusOne = [&](const APInt &x) { return x.isMinSignedValue() ? x : x - 1; };
  auto plusOne = [&](const APInt &x) { return x.isMaxSignedValue() ? x : x + 1; };
  APInt low = least, high = most;
  if (step.smin().isStrictlyPositive()) {
    low = start.smin();
    high = minusOne(stop.smax());
  } else if (step.smax().isNegative()) {
    low = plusOne(stop.smin());
    high = start.smax();
  }
  if (low.sgt(high)) // never runs: any range is right
    low = least, high = most;
  setRange(getInductionVar(), ConstantIntRanges::fromSigned(low, high));
  for (Value value : llvm::concat<Value>(SmallVector<Value>(getRegionIterArgs()), SmallVector<Value>(getResults())))
    if (value.getType().isIndex() || value.getType().isInteger())
      setRange(value, ConstantIntRanges::maxRange(ConstantIntRanges::getStorageBitwidth(value.getType())));
}

void WhileOp::build(OpBuilder &builder, OperationState &state, ValueRange initArgs) {
  state.addOperands(initArgs);
  state.addTypes(initArgs.getTypes());
  Block *body = new Block;
  state.addRegion()->push_back(body);
  for (Value init : initArgs)
    body->addArgument(init.getType(), init.getLoc());
}

ParseResult WhileOp::parse(OpAsmParser &parser, OperationState &result) {
  SmallVector<OpAsmParser::Argument> arguments;
  if (parseIterArgs(parser, arguments, result) || parser.parseRegion(*result.addRegion(), arguments))
    return failure();
  return parser.parseOptionalAttrDict(result.attributes);
}

void WhileOp::print(OpAsmPrinter &printer) {
  printIterArgs(printer, getBody().getArguments(), getInitArgs());
  printer << ' ';
  printer.printRegion(getBody(), /*printEntryBlockArgs=*/false);
  printer.printOptionalAttrDict((*this)->getAttrs());
}

void IfOp::build(OpBuilder &builder, OperationState &state, TypeRange results, Value condition) {
  state.addOperands(condition);
  state.addTypes(results);
  state.addRegion()->push_back(new Block);
  state.addRegion();
}

ParseResult IfOp::parse(OpAsmParser &parser, OperationState &result) {
  OpAsmParser::UnresolvedOperand condition;
  SmallVector<Type> types;
  if (parser.parseOperand(condition) ||
      parser.resolveOperand(condition, parser.getBuilder().getI1Type(), result.operands) ||
      parser.parseOptionalArrowTypeList(types) || parser.parseRegion(*result.addRegion()))
    return failure();
  Region *elseRegion = result.addRegion();
  if (succeeded(parser.parseOptionalKeyword("else")) && parser.parseRegion(*elseRegion))
    return failure();
  result.addTypes(types);
  return parser.parseOptionalAttrDict(result.attributes);
}

void IfOp::print(OpAsmPrinter &printer) {
  printer << ' ' << getCondition();
  printer.printOptionalArrowTypeList(getResultTypes());
  printer << ' ';
  printer.printRegion(getThenRegion(), /*printEntryBlockArgs=*/false);
  if (!getElseRegion().empty()) {
    printer << " else ";
    printer.printRegion(getElseRegion(), /*printEntryBlockArgs=*/false);
  }
  printer.printOptionalAttrDict((*this)->getAttrs());
}

// A constant condition: the side that yields is spliced in; a side that jumps also ends the block.
LogicalResult IfOp::canonicalize(IfOp op, PatternRewriter &rewriter) {
  auto constant = op.getCondition().getDefiningOp<ConstantOp>();
  if (!constant)
    return failure();
  bool taken = cast<BoolAttr>(constant.getValue()).getValue();
  Region &side = taken ? op.getThenRegion() : op.getElseRegion();
  if (side.empty()) {
    if (op.getNumResults())
      return failure();
    rewriter.eraseOp(op);
    return success();
  }
  Block &block = side.front();
  Operation *last = block.getTerminator();
  if (auto yield = dyn_cast<YieldOp>(last)) {
    rewriter.inlineBlockBefore(&block, op, {});
    rewriter.replaceOp(op, yield.getOperands());
    rewriter.eraseOp(yield);
    return success();
  }
  Block *parent = op->getBlock();
  while (&parent->back() != op) {
    Operation *dead = &parent->back();
    dead->dropAllUses();
    rewriter.eraseOp(dead);
  }
  rewriter.inlineBlockBefore(&block, op, {});
  op->dropAllUses();
  rewriter.eraseOp(op);
  return success();
}

// Terminators without operands: SingleBlock regions are closed with them.
void ReturnOp::build(OpBuilder &, OperationState &) {}
void YieldOp::build(OpBuilder &, OperationState &) {}
void BreakOp::build(OpBuilder &, OperationState &) {}
void ContinueOp::build(OpBuilder &, OperationState &) {}

//===--- Effects that depend on where or on what ------------------------------------------------------------------===//

void ContinueOp::getEffects(SmallVectorImpl<MemoryEffects::EffectInstance> &effects) {
  // The end of the body goes on anyway; a nested one jumps, or `if c: continue` would be deleted.
  if (!isa<LoopLikeOpInterface, WhileOp>((*this)->getParentOp()))
    effects.emplace_back(MemoryEffects::Write::get(), Control::get());
}

static void readLists(Operation *op, SmallVectorImpl<MemoryEffects::EffectInstance> &effects) {
  if (llvm::any_of(op->getOperandTypes(), llvm::IsaPred<ListType>))
    effects.emplace_back(MemoryEffects::Read::get(), Objects::get());
}
void TruthOp::getEffects(SmallVectorImpl<MemoryEffects::EffectInstance> &effects) { readLists(*this, effects); }
void StrJoinOp::getEffects(SmallVectorImpl<MemoryEffects::EffectInstance> &effects) { readLists(*this, effects); }

static Attribute constantOf(Value value) {
  while (auto name = value.getDefiningOp<NameOp>())
    value = name.getValue();
  auto constant = value.getDefiningOp<ConstantOp>();
  return constant ? constant.getValue() : Attribute();
}

std::optional<int64_t> py::constantInt(Value value) {
  auto integer = dyn_cast_if_present<IntegerAttr>(constantOf(value));
  return integer && integer.getValue().getSignificantBits() <= 64 ? std::optional(integer.getValue().getSExtValue())
                                                                   : std::nullopt;
}

// Checked: int arithmetic until proved; division and power of floats (ZeroDivisionError, OverflowError).
template <typename Op> static bool mayRaise(Op op) {
  if (op.getProved() || isa<AndOp, OrOp, XorOp, InvertOp>(op.getOperation()))
    return false;
  if (isa<ModOp, FloorDivOp, TrueDivOp>(op.getOperation())) {
    Value divisor = op->getOperand(1);
    if (std::optional<int64_t> known = constantInt(divisor))
      return *known == 0 || *known == -1 || !divisor.getType().isIndex();
    auto number = dyn_cast_if_present<FloatAttr>(constantOf(divisor));
    return !number || number.getValueAsDouble() == 0;
  }
  Type type = op->getOperand(0).getType();
  if (isa<FloatType>(type) || isa<ComplexType>(type))
    return isa<TrueDivOp, FloorDivOp, ModOp, PowOp, AbsOp>(op.getOperation());
  return true;
}
#define NP2GPU_OPERATOR(Op)                                                                                            \
  void Op::getEffects(SmallVectorImpl<MemoryEffects::EffectInstance> &effects) {                                       \
    if (mayRaise(*this))                                                                                               \
      effects.emplace_back(MemoryEffects::Write::get(), ErrorState::get());                                            \
  }                                                                                                                    \
  Speculation::Speculatability Op::getSpeculatability() {                                                              \
    return mayRaise(*this) ? Speculation::NotSpeculatable : Speculation::Speculatable;                                 \
  }
#define NP2GPU_NO_FOLD(Op)                                                                                             \
  OpFoldResult Op::fold(FoldAdaptor) { return {}; }
#define NP2GPU_EACH_OPERATOR(X)                                                                                        \
  X(AddOp) X(SubOp) X(MulOp) X(TrueDivOp) X(FloorDivOp) X(ModOp) X(PowOp) X(LShiftOp) X(RShiftOp) X(AndOp) X(OrOp)     \
  X(XorOp) X(NegOp) X(InvertOp) X(AbsOp)
NP2GPU_EACH_OPERATOR(NP2GPU_OPERATOR)

// Exact folding of ints: a result that leaves int64 stays an operation, which raises or is wide.
template <typename F> static OpFoldResult foldInts(ArrayRef<Attribute> operands, Type type, F &&compute) {
  auto x = dyn_cast_or_null<IntegerAttr>(operands[0]), y = dyn_cast_or_null<IntegerAttr>(operands[1]);
  if (!x || !y || !type.isIndex())
    return {};
  std::optional<int64_t> result = compute(x.getValue().getSExtValue(), y.getValue().getSExtValue());
  return result ? IntegerAttr::get(type, *result) : OpFoldResult();
}
#define NP2GPU_FOLD_INTS(Op, builtin)                                                                                  \
  OpFoldResult Op::fold(FoldAdaptor adaptor) {                                                                         \
    return foldInts(adaptor.getOperands(), getType(), [](int64_t x, int64_t y) -> std::optional<int64_t> {             \
      int64_t result;                                                                                                  \
      return builtin(x, y, &result) ? std::nullopt : std::optional<int64_t>(result);                                   \
    });                                                                                                                \
  }
NP2GPU_FOLD_INTS(AddOp, __builtin_add_overflow)
NP2GPU_FOLD_INTS(SubOp, __builtin_sub_overflow)
NP2GPU_FOLD_INTS(MulOp, __builtin_mul_overflow)
OpFoldResult FloorDivOp::fold(FoldAdaptor adaptor) {
  return foldInts(adaptor.getOperands(), getType(), [](int64_t x, int64_t y) -> std::optional<int64_t> {
    if (y == 0 || (x == INT64_MIN && y == -1))
      return std::nullopt;
    return x / y - (x % y != 0 && (x < 0) != (y < 0));
  });
}
OpFoldResult ModOp::fold(FoldAdaptor adaptor) {
  return foldInts(adaptor.getOperands(), getType(), [](int64_t x, int64_t y) -> std::optional<int64_t> {
    if (y == 0 || y == -1)
      return y == 0 ? std::nullopt : std::optional<int64_t>(0);
    int64_t r = x % y;
    return r != 0 && (r < 0) != (y < 0) ? r + y : r;
  });
}
OpFoldResult NegOp::fold(FoldAdaptor adaptor) {
  Attribute operand = adaptor.getOperands()[0];
  if (auto x = dyn_cast_or_null<IntegerAttr>(operand))
    if (getType().isIndex() && !x.getValue().isMinSignedValue())
      return IntegerAttr::get(getType(), -x.getValue());
  if (auto x = dyn_cast_or_null<FloatAttr>(operand))
    return FloatAttr::get(getType(), -x.getValueAsDouble());
  return {};
}
NP2GPU_NO_FOLD(TrueDivOp) NP2GPU_NO_FOLD(PowOp) NP2GPU_NO_FOLD(LShiftOp) NP2GPU_NO_FOLD(RShiftOp) NP2GPU_NO_FOLD(AndOp)
NP2GPU_NO_FOLD(OrOp) NP2GPU_NO_FOLD(XorOp) NP2GPU_NO_FOLD(InvertOp) NP2GPU_NO_FOLD(AbsOp)

#define GET_TYPEDEF_CLASSES
#include "ir/PyTypes.cpp.inc"
