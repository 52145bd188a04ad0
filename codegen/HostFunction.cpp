#include "codegen/HostFunction.h"
#include "codegen/CxxType.h"
#include "codegen/Literal.h"
#include "codegen/Status.h"
#include "ir/FunctionAttributes.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace np2gpu;
using namespace np2gpu::codegen;

//===--- Places in the script -------------------------------------------------------------------------------------===//

FileLineColLoc codegen::positionOf(Location loc) { return loc->findInstanceOf<FileLineColLoc>(); }

unsigned codegen::lineOf(Location loc) {
  FileLineColLoc position = positionOf(loc);
  return position ? position.getLine() : 0;
}

static StringRef lineOfText(StringRef text, unsigned line) {
  for (; line > 1; --line)
    text = text.split('\n').second;
  return text.split('\n').first;
}

std::string FileContext::quote(Location loc) const {
  FileLineColLoc position = positionOf(loc);
  if (!position || position.getLine() == 0)
    return "";
  for (const SourceText &source : options.sources)
    if (source.name == position.getFilename().getValue())
      return lineOfText(source.text, position.getLine()).trim().str();
  return "";
}

std::string FileContext::place(Location loc) const {
  FileLineColLoc position = positionOf(loc);
  if (!position || position.getLine() == 0)
    return "";
  StringRef name = position.getFilename().getValue();
  size_t slash = name.rfind('/');
  return (name.substr(slash == StringRef::npos ? 0 : slash + 1) + ":" + Twine(position.getLine())).str();
}

//===--- The function ---------------------------------------------------------------------------------------------===//

HostFunction::HostFunction(py::FuncOp function, FileContext &file)
    : function(function), file(file), folding(function), names(&file.names) {
  cxxName = file.functions.lookup(function.getSymName());
  findPending();
  if (function->hasAttr(libraryAttr))
    caller = names.fresh("caller");
  placeCells();
  for (BlockArgument argument : function.getBody().front().getArguments())
    if (!valueNames.count(argument))
      valueNames[argument] = nameFor(argument);
}

// The values that the C++ function returns: new versions of arguments are the arguments.
static ArrayRef<Type> returnedTypes(py::FuncOp function) {
  return function.getResultTypes().drop_back(function.getMutates().size());
}

std::string HostFunction::signature() {
  std::string text = "static ";
  ArrayRef<Type> results = returnedTypes(function);
  if (results.empty())
    text += "void ";
  else if (results.size() == 1)
    text += cxxType(results[0]) + " ";
  else
    text += "np::tuple<" + llvm::join(llvm::map_range(results, [](Type type) { return cxxType(type); }), ", ") + "> ";
  text += cxxName + "(";
  for (auto [i, argument] : llvm::enumerate(function.getBody().front().getArguments()))
    text += (i ? ", " : "") + cxxType(argument.getType()) + " " + valueNames[argument];
  if (function->hasAttr(libraryAttr))
    text += (StringRef(text).ends_with("(") ? "np::at " : ", np::at ") + caller;
  return text + ")";
}

std::string HostFunction::print() {
  if (std::string place = file.place(function.getLoc()); !place.empty())
    writer.verbatim(StringRef("// " + place + "   " + file.quote(function.getLoc())).rtrim());
  lastComment = positionOf(function.getLoc());
  writer.open(signature());
  block(function.getBody().front());
  writer.close();
  return writer.str();
}

// What is raised inside of lib/ shows the script's line that called it, as the last frame of the script's own would.
std::string HostFunction::at(Operation *op) {
  return function->hasAttr(libraryAttr) ? caller : "NP_AT(" + std::to_string(lineOf(op->getLoc())) + ")";
}

//===--- Statements -----------------------------------------------------------------------------------------------===//

void HostFunction::comment(Operation *op) {
  FileLineColLoc position = positionOf(op->getLoc());
  if (!position || position.getLine() == 0)
    return;
  if (lastComment && lastComment.getLine() == position.getLine() && lastComment.getFilename() == position.getFilename())
    return;
  lastComment = position;
  std::string quote = file.quote(op->getLoc());
  if (!quote.empty())
    writer.verbatim("// " + file.place(op->getLoc()) + "   " + quote);
}

void HostFunction::block(Block &block) {
  for (Operation &op : block)
    statement(&op);
}

// Is this jump the end of what it would leave anyway?
bool HostFunction::isLast(Operation *op) {
  Operation *parent = op->getParentOp();
  return isa<py::ContinueOp>(op) ? isa<py::ForOp, py::WhileOp>(parent) : parent == function;
}

void HostFunction::statement(Operation *op) {
  if (declarations.count(op)) {
    comment(op);
    declareBefore(op);
  }
  if (folding.isSilent(op) || folding.isInlined(op) || isa<py::CellOp>(op) || mergedStores.contains(op))
    return;
  if (isa<py::YieldOp>(op))
    return;
  if (isa<py::ContinueOp, py::ReturnOp>(op) && isLast(op) && op->getNumOperands() == 0)
    return;
  comment(op);
  if (auto loop = dyn_cast<py::ForOp>(op))
    return printFor(loop);
  if (auto loop = dyn_cast<py::WhileOp>(op))
    return printWhile(loop);
  if (auto branch = dyn_cast<py::IfOp>(op); branch && branch.getNumResults() == 0)
    return printIf(branch);
  if (auto attempt = dyn_cast<py::TryOp>(op))
    return printTry(attempt);
  if (auto leave = dyn_cast<py::ReturnOp>(op))
    return printReturn(leave);
  if (isa<py::BreakOp>(op))
    return writer.line("break;");
  if (isa<py::ContinueOp>(op))
    return writer.line("continue;");
  if (isa<py::ReraiseOp>(op))
    return writer.line("throw;");
  if (auto raise = dyn_cast<py::RaiseOp>(op)) {
    std::string message = raise.getMessage() ? value(raise.getMessage()).text + ", " : "";
    if (auto own = raise->getAttrOfType<StringAttr>(pythonNameAttr)) // a class of the script
      return writer.line("np::raise_as(" + quoted(own) + ", " + std::to_string(raise.getKind()) + ", " + message + at(op) + ");");
    auto suggestion = raise->getAttrOfType<StringAttr>(py::suggestionAttr);
    std::string offered = suggestion ? ", \"" + suggestion.str() + "\"" : "";
    return writer.line("np::raise(" + std::string(statusName(raise.getKind())) + ", " + message + at(op) + offered + ");");
  }
  if (auto assign = dyn_cast<py::StoreOp>(op))
    return store(assign);
  if (writeStatement(op))
    return;
  define(op);
}

// A value with a name of its own, or a call for its effects.
void HostFunction::define(Operation *op) {
  if (op->getNumResults() == 1 && folding.resolve(op->getResult(0)) == op->getResult(0) && reductionOf(op->getResult(0)) && !op->use_empty()) {
    Value result = op->getResult(0);
    std::string text = reduction(reductionOf(result), true).text, name = nameFor(result);
    valueNames[result] = name + "()";
    return writer.line("auto " + name + " = " + text + ";");
  }
  Expr text = operation(op);
  SmallVector<Value> used;
  for (Value result : op->getResults())
    if (folding.resolve(result) == result)
      used.push_back(result);
  if (used.empty() || llvm::all_of(used, [](Value v) { return v.use_empty(); }))
    return writer.line(text.text + ";");
  // Extents are one variable, whatever their number.
  if (isa<np::BroadcastShapeOp, np::CheckReshapeOp, np::CheckBroadcastToOp>(op)) {
    std::string name = names.fresh("shape");
    for (auto [i, result] : llvm::enumerate(op->getResults()))
      valueNames[result] = name + "[" + std::to_string(i) + "]";
    return writer.line("auto " + name + " = " + text.text + ";");
  }
  if (auto bounds = dyn_cast<np::SliceBoundsOp>(op)) {
    std::string name = names.fresh("bounds");
    valueNames[bounds.getFirst()] = name + ".first";
    valueNames[bounds.getCount()] = name + ".count";
    return writer.line("auto " + name + " = " + text.text + ";");
  }
  std::string list;
  for (Value result : used) {
    // One of several results that a variable begins with is that variable.
    Operation *user = used.size() > 1 && result.hasOneUse() ? *result.user_begin() : nullptr;
    if (auto own = dyn_cast_or_null<np::OwnOp>(user); own && own->hasOneUse() && folding.resolve(own) == result)
      user = *own->user_begin();
    if (auto store = dyn_cast_or_null<py::StoreOp>(user); store && declaringStores.contains(store) && store->getBlock() == op->getBlock()) {
      std::string name = valueNames.lookup(store.getCell()); // a copy: the map may grow
      valueNames[result] = name;
      mergedStores.insert(store);
    } else {
      valueNames[result] = nameFor(result);
    }
    list += (list.empty() ? "" : ", ") + valueNames[result];
  }
  if (used.size() > 1)
    return writer.line("auto [" + list + "] = " + text.text + ";");
  Type type = used[0].getType();
  writer.line((isPlainScalar(type) ? cxxType(type) : "auto") + " " + list + " = " + text.text + ";");
}

void HostFunction::store(py::StoreOp op) {
  bool pending = pendingCells.contains(op.getCell());
  std::string name = valueNames[op.getCell()], text = pending ? unwaited(op.getValue()) : "";
  if (text.empty())
    text = value(op.getValue()).text;
  if (op->hasAttr(exchangeAttr))
    return writer.line("np::swap(" + name + ", " + text + ");");
  if (!declaringStores.contains(op))
    return writer.line(name + " = " + text + ";");
  if (pending)
    return writer.line(cellType(op.getCell()) + " " + name + " = " + text + ";");
  Type type = op.getValue().getType();
  // A literal or an alias says nothing of its type, a call of the runtime does.
  writer.line((isPlainScalar(type) || isa<py::ListType, py::DictType>(type) ? cxxType(type) : "auto") + " " + name + " = " + text + ";");
}

void HostFunction::printReturn(py::ReturnOp op) {
  OperandRange values = op.getOperands().drop_back(function.getMutates().size());
  if (values.empty()) {
    if (!isLast(op))
      writer.line("return;");
    return;
  }
  if (values.size() == 1)
    return writer.line("return " + value(values[0]).text + ";");
  writer.line("return " + braced(values) + ";");
}

//===--- Control flow ---------------------------------------------------------------------------------------------===//

// May the text of this bound be read again every round? Literals, and variables that the loop does not assign.
static bool isSteady(Value bound, Operation *loop, const Folding &folding) {
  if (isa<BlockArgument>(bound))
    return true;
  Operation *op = bound.getDefiningOp();
  if (!folding.isInlined(op) || isa<py::ConstantOp>(op))
    return true;
  auto load = dyn_cast_if_present<py::LoadOp>(op);
  if (auto dim = dyn_cast<np::DimOp>(op))
    load = folding.resolve(dim.getSource()).getDefiningOp<py::LoadOp>();
  if (!load)
    return false;
  return !loop->walk([&](py::StoreOp store) {
                return writesCell(store, load.getCell()) && !folding.isSilent(store) ? WalkResult::interrupt()
                                                                                     : WalkResult::advance();
              }).wasInterrupted();
}

static std::optional<int64_t> constantOf(Value value) {
  if (auto constant = value.getDefiningOp<py::ConstantOp>())
    if (auto integer = dyn_cast<IntegerAttr>(constant.getValue()))
      return integer.getInt();
  return std::nullopt;
}

void HostFunction::printFor(py::ForOp op) {
  nameLoopVariable(op);
  std::string i = valueNames[op.getInductionVar()];
  std::string head = "np::i64 " + i + " = " + value(op.getStart()).text;
  auto bound = [&](Value operand, StringRef wanted) {
    Expr text = value(operand);
    if (isSteady(operand, op, folding))
      return text;
    std::string name = names.fresh(wanted);
    head += ", " + name + " = " + text.text;
    return Expr(name);
  };
  Expr stop = bound(op.getStop(), "stop");
  std::optional<int64_t> constantStep = constantOf(op.getStep());
  std::string condition, step;
  if (constantStep) {
    condition = binary(*constantStep > 0 ? "<" : ">", Expr(i), stop).text;
    step = *constantStep == 1 ? "++" + i : *constantStep == -1 ? "--" + i : i + (*constantStep > 0 ? " += " : " -= ") + std::to_string(std::abs(*constantStep));
  } else {
    Expr by = bound(op.getStep(), "step");
    condition = "np::before(" + i + ", " + stop.text + ", " + by.text + ")";
    step = i + " += " + by.text;
  }
  writer.open("for (" + head + "; " + condition + "; " + step + ")");
  ++loopDepth;
  block(op.getBody().front());
  --loopDepth;
  writer.close();
}

// The first operation of a block that prints something.
static Operation *firstPrinted(Block &block, const Folding &folding) {
  for (Operation &op : block)
    if (!folding.isInlined(&op) && !folding.isSilent(&op))
      return &op;
  return nullptr;
}

// `while` with the condition in front where the body begins with `if (c) break`.
void HostFunction::printWhile(py::WhileOp op) {
  Block &body = op.getBody().front();
  auto test = dyn_cast_if_present<py::IfOp>(firstPrinted(body, folding));
  bool atHead = test && test.getNumResults() == 0 && !declarations.count(test) &&
                isa_and_present<py::BreakOp>(firstPrinted(test.getThenRegion().front(), folding)) &&
                (test.getElseRegion().empty() || isa<py::YieldOp>(firstPrinted(test.getElseRegion().front(), folding)));
  writer.open(atHead ? "while (" + negated(value(test.getCondition())) + ")" : "while (true)");
  ++loopDepth;
  for (Operation &each : body)
    if (!atHead || &each != test)
      statement(&each);
  --loopDepth;
  writer.close();
}

// Does this side print anything?
static bool isEmpty(Region &region, const Folding &folding) {
  return region.empty() || llvm::all_of(region.front(), [&](Operation &op) {
           return folding.isInlined(&op) || folding.isSilent(&op) || isa<py::YieldOp>(op);
         });
}

void HostFunction::printIf(py::IfOp op, bool chained) {
  Expr condition = value(op.getCondition());
  bool noThen = isEmpty(op.getThenRegion(), folding), noElse = isEmpty(op.getElseRegion(), folding);
  if (noThen && noElse) { // what is left of it is what the condition may raise
    if (Operation *made = op.getCondition().getDefiningOp(); made && folding.isInlined(made) && folding.hasEffect(made))
      writer.line(condition.text + ";");
    return;
  }
  std::string test = noThen ? negated(condition) : condition.text;
  if (chained)
    writer.reopen("else if (" + test + ")");
  else
    writer.open("if (" + test + ")");
  block(noThen ? op.getElseRegion().front() : op.getThenRegion().front());
  if (!noThen && !noElse) {
    // `else` with nothing but an `if` in it is an `else if`.
    py::IfOp only;
    bool chain = true;
    for (Operation &each : op.getElseRegion().front()) {
      if (folding.isInlined(&each) || folding.isSilent(&each) || isa<py::YieldOp>(each))
        continue;
      chain &= !only && isa<py::IfOp>(each) && !declarations.count(&each);
      only = dyn_cast<py::IfOp>(each);
    }
    if (chain && only && !(isEmpty(only.getThenRegion(), folding) && isEmpty(only.getElseRegion(), folding))) {
      printIf(only, true);
      return;
    }
    writer.reopen("else");
    block(op.getElseRegion().front());
  }
  writer.close();
}

void HostFunction::printTry(py::TryOp op) {
  // Classes of the script have numbers beyond the runtime's.
  auto codeText = [](int64_t code) { return code >= 1000 ? std::to_string(code) : statusName(code).str(); };
  MutableArrayRef<Region> blocks = op.getBlocks();
  writer.open("try");
  block(blocks[0].front());
  std::string name = names.fresh("error");
  writer.reopen("catch (const np::Error &" + name + ")");
  bool first = true, open = false;
  for (auto [kinds, region] : llvm::zip(op.getHandlers(), blocks.drop_front())) {
    Block &handler = region.front();
    valueNames[handler.getArgument(0)] = name;
    SmallVector<std::string> codes;
    if (auto list = dyn_cast<DenseI64ArrayAttr>(kinds))
      for (int64_t code : list.asArrayRef())
        codes.push_back(codeText(code));
    else
      for (Attribute code : cast<ArrayAttr>(kinds))
        codes.push_back(codeText(cast<IntegerAttr>(code).getInt()));
    if (codes.empty()) { // catches everything
      if (first) {
        block(handler);
      } else {
        writer.reopen("else");
        block(handler);
        writer.close();
      }
      writer.close();
      return;
    }
    std::string test = "if (np::is(" + name + ", {" + llvm::join(codes, ", ") + "}))";
    if (first)
      writer.open(test);
    else
      writer.reopen("else " + test);
    open = true;
    first = false;
    block(handler);
  }
  if (open) {
    writer.reopen("else");
    writer.line("throw;");
    writer.close();
  }
  writer.close();
}
