//===- AstDump.cpp -----------------------------------------------------------===//

#include "frontend/AstDump.h"

#include "frontend/Source.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <charconv>
#include <cmath>

using namespace np2gpu;
using namespace np2gpu::ast;
using llvm::StringRef;

namespace {

constexpr StringRef contexts[] = {"Load", "Store", "Del"};
constexpr StringRef boolOperators[] = {"And", "Or"};
constexpr StringRef operators[] = {"Add",    "Sub",    "Mult",  "MatMult", "Div",    "Mod",     "Pow",
                                   "LShift", "RShift", "BitOr", "BitXor",  "BitAnd", "FloorDiv"};
constexpr StringRef unaryOperators[] = {"Invert", "Not", "UAdd", "USub"};
constexpr StringRef cmpOperators[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"};
constexpr StringRef singletons[] = {"None", "False", "True", "Ellipsis"};

class Dumper {
public:
  Dumper(llvm::raw_ostream &out, bool positions) : out(out), positions(positions) {}
  void dump(const Node *node);

private:
  llvm::raw_ostream &out;
  bool positions;
  StringRef separator; // before the next field of the node

  void label(StringRef name) {
    out << separator << name << '=';
    separator = ", ";
  }

  // How each type of field prints; what is absent does not.
  void field(StringRef name, const Node *node) {
    if (!node)
      return;
    label(name);
    dump(node);
  }
  void field(StringRef name, Identifier id) {
    if (id.empty())
      return;
    label(name);
    printAscii(id, out);
  }
  void field(StringRef name, int value) {
    label(name);
    out << value;
  }
  void field(StringRef name, ConstantKind value) {
    label(name);
    out << singletons[int(value)];
  }
  void field(StringRef name, ExprContext value) { enumField(name, contexts[int(value)]); }
  void field(StringRef name, BoolOperator value) { enumField(name, boolOperators[int(value)]); }
  void field(StringRef name, Operator value) { enumField(name, operators[int(value)]); }
  void field(StringRef name, UnaryOperator value) { enumField(name, unaryOperators[int(value)]); }
  void enumField(StringRef name, StringRef value) {
    label(name);
    out << value << "()";
  }
  template <typename T> void field(StringRef name, Seq<T> values) {
    list(name, values, [&](T *value) { value ? dump(value) : void(out << "None"); });
  }
  void field(StringRef name, Seq<TypeParam> values) { // unknown to 3.11
    if (!values.empty())
      list(name, values, [&](TypeParam *value) { dump(value); });
  }
  void field(StringRef name, llvm::ArrayRef<Identifier> names) {
    list(name, names, [&](Identifier id) { printAscii(id, out); });
  }
  void field(StringRef name, llvm::ArrayRef<CmpOperator> ops) {
    list(name, ops, [&](CmpOperator op) { out << cmpOperators[int(op)] << "()"; });
  }
  template <typename T, typename Print> void list(StringRef name, llvm::ArrayRef<T> values, Print print) {
    label(name);
    out << '[';
    llvm::interleave(values, out, print, ", ");
    out << ']';
  }

  template <typename T> void fields(const T *) {}
  template <typename T, typename Field, typename... Rest>
  void fields(const T *node, StringRef name, Field T::*member, Rest... rest) {
    field(name, node->*member);
    fields(node, rest...);
  }
  /// A node whose fields are given as names and members.
  template <typename T, typename... Fields> void show(const Node *node, StringRef name, Fields... members) {
    out << name << '(';
    separator = "";
    fields(llvm::cast<T>(node), members...);
    bool hasPosition = !llvm::isa<Comprehension, Arguments, WithItem, MatchCase>(node);
    if (positions && hasPosition) {
      fields(node, "lineno", &Node::lineno, "col_offset", &Node::colOffset, "end_lineno", &Node::endLineno,
             "end_col_offset", &Node::endColOffset);
    }
    out << ')';
    separator = ", ";
  }
  void constant(const Constant *node);
};

void Dumper::constant(const Constant *node) {
  out << "Constant(value=";
  printConstant(*node, out);
  separator = ", ";
  if (node->isUnicodeLiteral)
    field("kind", Identifier("u"));
  if (positions)
    fields<Node>(node, "lineno", &Node::lineno, "col_offset", &Node::colOffset, "end_lineno", &Node::endLineno,
                 "end_col_offset", &Node::endColOffset);
  out << ')';
}

void Dumper::dump(const Node *n) {
  switch (n->kind) {
  case Kind::Module:
    return show<Module>(n, "Module", "body", &Module::body);
  case Kind::FunctionDef:
    return show<FunctionDef>(n, "FunctionDef", "name", &FunctionDef::name, "args", &FunctionDef::args, "body",
                             &FunctionDef::body, "decorator_list", &FunctionDef::decoratorList, "returns",
                             &FunctionDef::returns, "type_params", &FunctionDef::typeParams);
  case Kind::AsyncFunctionDef:
    return show<AsyncFunctionDef>(n, "AsyncFunctionDef", "name", &AsyncFunctionDef::name, "args",
                                  &AsyncFunctionDef::args, "body", &AsyncFunctionDef::body, "decorator_list",
                                  &AsyncFunctionDef::decoratorList, "returns", &AsyncFunctionDef::returns,
                                  "type_params", &AsyncFunctionDef::typeParams);
  case Kind::ClassDef:
    return show<ClassDef>(n, "ClassDef", "name", &ClassDef::name, "bases", &ClassDef::bases, "keywords",
                          &ClassDef::keywords, "body", &ClassDef::body, "decorator_list", &ClassDef::decoratorList,
                          "type_params", &ClassDef::typeParams);
  case Kind::Return:
    return show<Return>(n, "Return", "value", &Return::value);
  case Kind::Delete:
    return show<Delete>(n, "Delete", "targets", &Delete::targets);
  case Kind::Assign:
    return show<Assign>(n, "Assign", "targets", &Assign::targets, "value", &Assign::value);
  case Kind::TypeAlias:
    return show<TypeAlias>(n, "TypeAlias", "name", &TypeAlias::name, "type_params", &TypeAlias::typeParams, "value",
                           &TypeAlias::value);
  case Kind::AugAssign:
    return show<AugAssign>(n, "AugAssign", "target", &AugAssign::target, "op", &AugAssign::op, "value",
                           &AugAssign::value);
  case Kind::AnnAssign:
    return show<AnnAssign>(n, "AnnAssign", "target", &AnnAssign::target, "annotation", &AnnAssign::annotation, "value",
                           &AnnAssign::value, "simple", &AnnAssign::simple);
  case Kind::For:
    return show<For>(n, "For", "target", &For::target, "iter", &For::iter, "body", &For::body, "orelse", &For::orelse);
  case Kind::AsyncFor:
    return show<AsyncFor>(n, "AsyncFor", "target", &AsyncFor::target, "iter", &AsyncFor::iter, "body", &AsyncFor::body,
                          "orelse", &AsyncFor::orelse);
  case Kind::While:
    return show<While>(n, "While", "test", &While::test, "body", &While::body, "orelse", &While::orelse);
  case Kind::If:
    return show<If>(n, "If", "test", &If::test, "body", &If::body, "orelse", &If::orelse);
  case Kind::With:
    return show<With>(n, "With", "items", &With::items, "body", &With::body);
  case Kind::AsyncWith:
    return show<AsyncWith>(n, "AsyncWith", "items", &AsyncWith::items, "body", &AsyncWith::body);
  case Kind::Match:
    return show<Match>(n, "Match", "subject", &Match::subject, "cases", &Match::cases);
  case Kind::Raise:
    return show<Raise>(n, "Raise", "exc", &Raise::exc, "cause", &Raise::cause);
  case Kind::Try:
    return show<Try>(n, "Try", "body", &Try::body, "handlers", &Try::handlers, "orelse", &Try::orelse, "finalbody",
                     &Try::finalbody);
  case Kind::TryStar:
    return show<TryStar>(n, "TryStar", "body", &TryStar::body, "handlers", &TryStar::handlers, "orelse",
                         &TryStar::orelse, "finalbody", &TryStar::finalbody);
  case Kind::Assert:
    return show<Assert>(n, "Assert", "test", &Assert::test, "msg", &Assert::msg);
  case Kind::Import:
    return show<Import>(n, "Import", "names", &Import::names);
  case Kind::ImportFrom:
    return show<ImportFrom>(n, "ImportFrom", "module", &ImportFrom::module, "names", &ImportFrom::names, "level",
                            &ImportFrom::level);
  case Kind::Global:
    return show<Global>(n, "Global", "names", &Global::names);
  case Kind::Nonlocal:
    return show<Nonlocal>(n, "Nonlocal", "names", &Nonlocal::names);
  case Kind::ExprStmt:
    return show<ExprStmt>(n, "Expr", "value", &ExprStmt::value);
  case Kind::Pass:
    return show<Pass>(n, "Pass");
  case Kind::Break:
    return show<Break>(n, "Break");
  case Kind::Continue:
    return show<Continue>(n, "Continue");
  case Kind::BoolOp:
    return show<BoolOp>(n, "BoolOp", "op", &BoolOp::op, "values", &BoolOp::values);
  case Kind::NamedExpr:
    return show<NamedExpr>(n, "NamedExpr", "target", &NamedExpr::target, "value", &NamedExpr::value);
  case Kind::BinOp:
    return show<BinOp>(n, "BinOp", "left", &BinOp::left, "op", &BinOp::op, "right", &BinOp::right);
  case Kind::UnaryOp:
    return show<UnaryOp>(n, "UnaryOp", "op", &UnaryOp::op, "operand", &UnaryOp::operand);
  case Kind::Lambda:
    return show<Lambda>(n, "Lambda", "args", &Lambda::args, "body", &Lambda::body);
  case Kind::IfExp:
    return show<IfExp>(n, "IfExp", "test", &IfExp::test, "body", &IfExp::body, "orelse", &IfExp::orelse);
  case Kind::Dict:
    return show<Dict>(n, "Dict", "keys", &Dict::keys, "values", &Dict::values);
  case Kind::Set:
    return show<Set>(n, "Set", "elts", &Set::elts);
  case Kind::ListComp:
    return show<ListComp>(n, "ListComp", "elt", &ListComp::elt, "generators", &ListComp::generators);
  case Kind::SetComp:
    return show<SetComp>(n, "SetComp", "elt", &SetComp::elt, "generators", &SetComp::generators);
  case Kind::DictComp:
    return show<DictComp>(n, "DictComp", "key", &DictComp::key, "value", &DictComp::value, "generators",
                          &DictComp::generators);
  case Kind::GeneratorExp:
    return show<GeneratorExp>(n, "GeneratorExp", "elt", &GeneratorExp::elt, "generators", &GeneratorExp::generators);
  case Kind::Await:
    return show<Await>(n, "Await", "value", &Await::value);
  case Kind::Yield:
    return show<Yield>(n, "Yield", "value", &Yield::value);
  case Kind::YieldFrom:
    return show<YieldFrom>(n, "YieldFrom", "value", &YieldFrom::value);
  case Kind::Compare:
    return show<Compare>(n, "Compare", "left", &Compare::left, "ops", &Compare::ops, "comparators",
                         &Compare::comparators);
  case Kind::Call:
    return show<Call>(n, "Call", "func", &Call::func, "args", &Call::args, "keywords", &Call::keywords);
  case Kind::FormattedValue:
    return show<FormattedValue>(n, "FormattedValue", "value", &FormattedValue::value, "conversion",
                                &FormattedValue::conversion, "format_spec", &FormattedValue::formatSpec);
  case Kind::JoinedStr:
    return show<JoinedStr>(n, "JoinedStr", "values", &JoinedStr::values);
  case Kind::Attribute:
    return show<Attribute>(n, "Attribute", "value", &Attribute::value, "attr", &Attribute::attr, "ctx",
                           &Attribute::ctx);
  case Kind::Subscript:
    return show<Subscript>(n, "Subscript", "value", &Subscript::value, "slice", &Subscript::slice, "ctx",
                           &Subscript::ctx);
  case Kind::Starred:
    return show<Starred>(n, "Starred", "value", &Starred::value, "ctx", &Starred::ctx);
  case Kind::Name:
    return show<Name>(n, "Name", "id", &Name::id, "ctx", &Name::ctx);
  case Kind::List:
    return show<List>(n, "List", "elts", &List::elts, "ctx", &List::ctx);
  case Kind::Tuple:
    return show<Tuple>(n, "Tuple", "elts", &Tuple::elts, "ctx", &Tuple::ctx);
  case Kind::Slice:
    return show<Slice>(n, "Slice", "lower", &Slice::lower, "upper", &Slice::upper, "step", &Slice::step);
  case Kind::MatchValue:
    return show<MatchValue>(n, "MatchValue", "value", &MatchValue::value);
  case Kind::MatchSingleton:
    return show<MatchSingleton>(n, "MatchSingleton", "value", &MatchSingleton::value);
  case Kind::MatchSequence:
    return show<MatchSequence>(n, "MatchSequence", "patterns", &MatchSequence::patterns);
  case Kind::MatchMapping:
    return show<MatchMapping>(n, "MatchMapping", "keys", &MatchMapping::keys, "patterns", &MatchMapping::patterns,
                              "rest", &MatchMapping::rest);
  case Kind::MatchClass:
    return show<MatchClass>(n, "MatchClass", "cls", &MatchClass::cls, "patterns", &MatchClass::patterns, "kwd_attrs",
                            &MatchClass::kwdAttrs, "kwd_patterns", &MatchClass::kwdPatterns);
  case Kind::MatchStar:
    return show<MatchStar>(n, "MatchStar", "name", &MatchStar::name);
  case Kind::MatchAs:
    return show<MatchAs>(n, "MatchAs", "pattern", &MatchAs::pattern, "name", &MatchAs::name);
  case Kind::MatchOr:
    return show<MatchOr>(n, "MatchOr", "patterns", &MatchOr::patterns);
  case Kind::TypeVar:
    return show<TypeVar>(n, "TypeVar", "name", &TypeVar::name, "bound", &TypeVar::bound, "default_value",
                         &TypeVar::defaultValue);
  case Kind::ParamSpec:
    return show<ParamSpec>(n, "ParamSpec", "name", &ParamSpec::name, "default_value", &ParamSpec::defaultValue);
  case Kind::TypeVarTuple:
    return show<TypeVarTuple>(n, "TypeVarTuple", "name", &TypeVarTuple::name, "default_value",
                              &TypeVarTuple::defaultValue);
  case Kind::Comprehension:
    return show<Comprehension>(n, "comprehension", "target", &Comprehension::target, "iter", &Comprehension::iter,
                               "ifs", &Comprehension::ifs, "is_async", &Comprehension::isAsync);
  case Kind::ExceptHandler:
    return show<ExceptHandler>(n, "ExceptHandler", "type", &ExceptHandler::type, "name", &ExceptHandler::name, "body",
                               &ExceptHandler::body);
  case Kind::Arguments:
    return show<Arguments>(n, "arguments", "posonlyargs", &Arguments::posonlyargs, "args", &Arguments::args, "vararg",
                           &Arguments::vararg, "kwonlyargs", &Arguments::kwonlyargs, "kw_defaults",
                           &Arguments::kwDefaults, "kwarg", &Arguments::kwarg, "defaults", &Arguments::defaults);
  case Kind::Arg:
    return show<Arg>(n, "arg", "arg", &Arg::arg, "annotation", &Arg::annotation);
  case Kind::Keyword:
    return show<Keyword>(n, "keyword", "arg", &Keyword::arg, "value", &Keyword::value);
  case Kind::Alias:
    return show<Alias>(n, "alias", "name", &Alias::name, "asname", &Alias::asname);
  case Kind::WithItem:
    return show<WithItem>(n, "withitem", "context_expr", &WithItem::contextExpr, "optional_vars",
                          &WithItem::optionalVars);
  case Kind::MatchCase:
    return show<MatchCase>(n, "match_case", "pattern", &MatchCase::pattern, "guard", &MatchCase::guard, "body",
                           &MatchCase::body);
  case Kind::Constant:
    return constant(llvm::cast<Constant>(n));
  }
}

} // namespace

void np2gpu::dump(const Module &module, llvm::raw_ostream &out, bool positions) {
  for (const Stmt *stmt : module.body) {
    Dumper(out, positions).dump(stmt);
    out << '\n';
  }
}

/// Python's repr of a float; `forComplex`: without ".0".
static void printFloat(double value, llvm::raw_ostream &out, bool forComplex) {
  if (std::isinf(value)) {
    out << "inf";
    return;
  }
  char digits[32];
  auto result = std::to_chars(digits, digits + sizeof(digits), value, std::chars_format::scientific);
  StringRef text(digits, result.ptr - digits);
  auto [mantissa, exponentText] = text.split('e');
  int exponent = 0;
  (exponentText.consume_front("+"), exponentText).getAsInteger(10, exponent);
  if (exponent < -4 || exponent >= 16) {
    out << mantissa << 'e' << (exponent < 0 ? '-' : '+') << llvm::formatv("{0,0+2}", std::abs(exponent)).str();
    return;
  }
  result = std::to_chars(digits, digits + sizeof(digits), value, std::chars_format::fixed);
  text = StringRef(digits, result.ptr - digits);
  out << text;
  if (!forComplex && !text.contains('.'))
    out << ".0";
}

void np2gpu::printConstant(const Constant &constant, llvm::raw_ostream &out) {
  switch (constant.valueKind) {
  case ConstantKind::Int: {
    llvm::SmallString<32> digits;
    constant.asAPInt().toString(digits, 10, /*Signed=*/false);
    out << digits;
    break;
  }
  case ConstantKind::Float:
    printFloat(constant.number, out, false);
    break;
  case ConstantKind::Complex:
    printFloat(constant.number, out, true);
    out << 'j';
    break;
  case ConstantKind::Str:
    printAscii(constant.bytes, out);
    break;
  case ConstantKind::Bytes:
    printBytes(constant.bytes, out);
    break;
  default:
    out << singletons[int(constant.valueKind)];
    break;
  }
}

/// With double quotes only if that saves escaping single ones.
static char quoteFor(StringRef text) { return text.contains('\'') && !text.contains('"') ? '"' : '\''; }

static void printByte(uint8_t c, char quote, llvm::raw_ostream &out) {
  if (c == '\\' || c == quote)
    out << '\\' << char(c);
  else if (c == '\n')
    out << "\\n";
  else if (c == '\r')
    out << "\\r";
  else if (c == '\t')
    out << "\\t";
  else if (c < 32 || c >= 127)
    out << llvm::formatv("\\x{0:x-2}", int(c)).str();
  else
    out << char(c);
}

void np2gpu::printAscii(StringRef text, llvm::raw_ostream &out) {
  char quote = quoteFor(text);
  out << quote;
  while (!text.empty()) {
    uint32_t c = takeUtf8(text);
    if (c < 256)
      printByte(c, quote, out);
    else if (c < 0x10000)
      out << llvm::formatv("\\u{0:x-4}", c).str();
    else
      out << llvm::formatv("\\U{0:x-8}", c).str();
  }
  out << quote;
}

void np2gpu::printBytes(StringRef bytes, llvm::raw_ostream &out) {
  char quote = quoteFor(bytes);
  out << 'b' << quote;
  for (char c : bytes)
    printByte(uint8_t(c), quote, out);
  out << quote;
}
