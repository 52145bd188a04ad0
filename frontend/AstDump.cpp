//===- AstDump.cpp -----------------------------------------------------------===//

#include "frontend/AstDump.h"

#include "frontend/Source.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"
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
  bool isFirstField = true;

  void begin(StringRef name) {
    out << name << '(';
    isFirstField = true;
  }
  void label(StringRef name) {
    if (!isFirstField)
      out << ", ";
    isFirstField = false;
    out << name << '=';
  }
  void end(const Node *node, bool hasPosition = true) {
    if (positions && hasPosition) {
      label("lineno");
      out << node->lineno << ", col_offset=" << node->colOffset << ", end_lineno=" << node->endLineno
          << ", end_col_offset=" << node->endColOffset;
    }
    out << ')';
    isFirstField = false;
  }
  void field(StringRef name, const Node *node) { // left out if it is absent
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
  void enumField(StringRef name, StringRef value) {
    label(name);
    out << value << "()";
  }
  template <typename T, typename Print> void list(StringRef name, llvm::ArrayRef<T> values, Print print) {
    label(name);
    out << '[';
    llvm::interleave(values, out, print, ", ");
    out << ']';
    isFirstField = false;
  }
  template <typename T> void field(StringRef name, Seq<T> values) {
    list(name, values, [&](T *value) {
      if (value)
        dump(value);
      else
        out << "None";
    });
  }
  void field(StringRef name, llvm::ArrayRef<Identifier> names) {
    list(name, names, [&](Identifier id) { printAscii(id, out); });
  }
  void typeParams(Seq<TypeParam> parameters) {
    if (!parameters.empty())
      field("type_params", parameters);
  }

  void constant(const Constant *node);
  template <typename T> void function(StringRef name, const T *node);
  void statement(const Node *node);
  void expression(const Node *node);
  void other(const Node *node);
};

void Dumper::constant(const Constant *node) {
  begin("Constant");
  label("value");
  printConstant(*node, out);
  if (node->isUnicodeLiteral)
    field("kind", Identifier("u"));
  end(node);
}

template <typename T> void Dumper::function(StringRef name, const T *node) {
  begin(name);
  field("name", node->name);
  field("args", node->args);
  field("body", node->body);
  field("decorator_list", node->decoratorList);
  field("returns", node->returns);
  typeParams(node->typeParams);
  end(node);
}

void Dumper::statement(const Node *node) {
  auto loop = [&](StringRef name, auto *n) {
    begin(name);
    field("target", n->target);
    field("iter", n->iter);
    field("body", n->body);
    field("orelse", n->orelse);
    end(n);
  };
  auto conditional = [&](StringRef name, auto *n) {
    begin(name);
    field("test", n->test);
    field("body", n->body);
    field("orelse", n->orelse);
    end(n);
  };
  auto with = [&](StringRef name, auto *n) {
    begin(name);
    field("items", n->items);
    field("body", n->body);
    end(n);
  };
  auto tryLike = [&](StringRef name, auto *n) {
    begin(name);
    field("body", n->body);
    field("handlers", n->handlers);
    field("orelse", n->orelse);
    field("finalbody", n->finalbody);
    end(n);
  };
  auto oneField = [&](StringRef name, StringRef fieldName, auto *n, auto value) {
    begin(name);
    field(fieldName, value);
    end(n);
  };
  auto empty = [&](StringRef name, auto *n) {
    begin(name);
    end(n);
  };
  llvm::TypeSwitch<const Node *>(node)
      .Case([&](const FunctionDef *n) { function("FunctionDef", n); })
      .Case([&](const AsyncFunctionDef *n) { function("AsyncFunctionDef", n); })
      .Case([&](const ClassDef *n) {
        begin("ClassDef");
        field("name", n->name);
        field("bases", n->bases);
        field("keywords", n->keywords);
        field("body", n->body);
        field("decorator_list", n->decoratorList);
        typeParams(n->typeParams);
        end(n);
      })
      .Case([&](const Return *n) { oneField("Return", "value", n, n->value); })
      .Case([&](const Delete *n) { oneField("Delete", "targets", n, n->targets); })
      .Case([&](const Assign *n) {
        begin("Assign");
        field("targets", n->targets);
        field("value", n->value);
        end(n);
      })
      .Case([&](const TypeAlias *n) {
        begin("TypeAlias");
        field("name", n->name);
        field("type_params", n->typeParams);
        field("value", n->value);
        end(n);
      })
      .Case([&](const AugAssign *n) {
        begin("AugAssign");
        field("target", n->target);
        enumField("op", operators[int(n->op)]);
        field("value", n->value);
        end(n);
      })
      .Case([&](const AnnAssign *n) {
        begin("AnnAssign");
        field("target", n->target);
        field("annotation", n->annotation);
        field("value", n->value);
        field("simple", int(n->simple));
        end(n);
      })
      .Case([&](const For *n) { loop("For", n); })
      .Case([&](const AsyncFor *n) { loop("AsyncFor", n); })
      .Case([&](const While *n) { conditional("While", n); })
      .Case([&](const If *n) { conditional("If", n); })
      .Case([&](const With *n) { with("With", n); })
      .Case([&](const AsyncWith *n) { with("AsyncWith", n); })
      .Case([&](const Match *n) {
        begin("Match");
        field("subject", n->subject);
        field("cases", n->cases);
        end(n);
      })
      .Case([&](const Raise *n) {
        begin("Raise");
        field("exc", n->exc);
        field("cause", n->cause);
        end(n);
      })
      .Case([&](const Try *n) { tryLike("Try", n); })
      .Case([&](const TryStar *n) { tryLike("TryStar", n); })
      .Case([&](const Assert *n) {
        begin("Assert");
        field("test", n->test);
        field("msg", n->msg);
        end(n);
      })
      .Case([&](const Import *n) { oneField("Import", "names", n, n->names); })
      .Case([&](const ImportFrom *n) {
        begin("ImportFrom");
        field("module", n->module);
        field("names", n->names);
        field("level", n->level);
        end(n);
      })
      .Case([&](const Global *n) { oneField("Global", "names", n, n->names); })
      .Case([&](const Nonlocal *n) { oneField("Nonlocal", "names", n, n->names); })
      .Case([&](const ExprStmt *n) { oneField("Expr", "value", n, n->value); })
      .Case([&](const Pass *n) { empty("Pass", n); })
      .Case([&](const Break *n) { empty("Break", n); })
      .Case([&](const Continue *n) { empty("Continue", n); });
}

void Dumper::expression(const Node *node) {
  auto comprehension = [&](StringRef name, auto *n) {
    begin(name);
    field("elt", n->elt);
    field("generators", n->generators);
    end(n);
  };
  auto oneField = [&](StringRef name, StringRef fieldName, auto *n, auto value) {
    begin(name);
    field(fieldName, value);
    end(n);
  };
  auto ctx = [&](auto *n) {
    enumField("ctx", contexts[int(n->ctx)]);
    end(n);
  };
  llvm::TypeSwitch<const Node *>(node)
      .Case([&](const Name *n) {
        begin("Name");
        field("id", n->id);
        ctx(n);
      })
      .Case([&](const Constant *n) { constant(n); })
      .Case([&](const Attribute *n) {
        begin("Attribute");
        field("value", n->value);
        field("attr", n->attr);
        ctx(n);
      })
      .Case([&](const Call *n) {
        begin("Call");
        field("func", n->func);
        field("args", n->args);
        field("keywords", n->keywords);
        end(n);
      })
      .Case([&](const BoolOp *n) {
        begin("BoolOp");
        enumField("op", boolOperators[int(n->op)]);
        field("values", n->values);
        end(n);
      })
      .Case([&](const NamedExpr *n) {
        begin("NamedExpr");
        field("target", n->target);
        field("value", n->value);
        end(n);
      })
      .Case([&](const BinOp *n) {
        begin("BinOp");
        field("left", n->left);
        enumField("op", operators[int(n->op)]);
        field("right", n->right);
        end(n);
      })
      .Case([&](const UnaryOp *n) {
        begin("UnaryOp");
        enumField("op", unaryOperators[int(n->op)]);
        field("operand", n->operand);
        end(n);
      })
      .Case([&](const Lambda *n) {
        begin("Lambda");
        field("args", n->args);
        field("body", n->body);
        end(n);
      })
      .Case([&](const IfExp *n) {
        begin("IfExp");
        field("test", n->test);
        field("body", n->body);
        field("orelse", n->orelse);
        end(n);
      })
      .Case([&](const Dict *n) {
        begin("Dict");
        field("keys", n->keys);
        field("values", n->values);
        end(n);
      })
      .Case([&](const Set *n) { oneField("Set", "elts", n, n->elts); })
      .Case([&](const ListComp *n) { comprehension("ListComp", n); })
      .Case([&](const SetComp *n) { comprehension("SetComp", n); })
      .Case([&](const GeneratorExp *n) { comprehension("GeneratorExp", n); })
      .Case([&](const DictComp *n) {
        begin("DictComp");
        field("key", n->key);
        field("value", n->value);
        field("generators", n->generators);
        end(n);
      })
      .Case([&](const Await *n) { oneField("Await", "value", n, n->value); })
      .Case([&](const Yield *n) { oneField("Yield", "value", n, n->value); })
      .Case([&](const YieldFrom *n) { oneField("YieldFrom", "value", n, n->value); })
      .Case([&](const Compare *n) {
        begin("Compare");
        field("left", n->left);
        list("ops", n->ops, [&](CmpOperator op) { out << cmpOperators[int(op)] << "()"; });
        field("comparators", n->comparators);
        end(n);
      })
      .Case([&](const FormattedValue *n) {
        begin("FormattedValue");
        field("value", n->value);
        field("conversion", n->conversion);
        field("format_spec", n->formatSpec);
        end(n);
      })
      .Case([&](const JoinedStr *n) { oneField("JoinedStr", "values", n, n->values); })
      .Case([&](const Subscript *n) {
        begin("Subscript");
        field("value", n->value);
        field("slice", n->slice);
        ctx(n);
      })
      .Case([&](const Starred *n) {
        begin("Starred");
        field("value", n->value);
        ctx(n);
      })
      .Case([&](const List *n) {
        begin("List");
        field("elts", n->elts);
        ctx(n);
      })
      .Case([&](const Tuple *n) {
        begin("Tuple");
        field("elts", n->elts);
        ctx(n);
      })
      .Case([&](const Slice *n) {
        begin("Slice");
        field("lower", n->lower);
        field("upper", n->upper);
        field("step", n->step);
        end(n);
      });
}

void Dumper::other(const Node *node) {
  llvm::TypeSwitch<const Node *>(node)
      .Case([&](const Comprehension *n) {
        begin("comprehension");
        field("target", n->target);
        field("iter", n->iter);
        field("ifs", n->ifs);
        field("is_async", int(n->isAsync));
        end(n, false);
      })
      .Case([&](const ExceptHandler *n) {
        begin("ExceptHandler");
        field("type", n->type);
        field("name", n->name);
        field("body", n->body);
        end(n);
      })
      .Case([&](const Arguments *n) {
        begin("arguments");
        field("posonlyargs", n->posonlyargs);
        field("args", n->args);
        field("vararg", n->vararg);
        field("kwonlyargs", n->kwonlyargs);
        field("kw_defaults", n->kwDefaults);
        field("kwarg", n->kwarg);
        field("defaults", n->defaults);
        end(n, false);
      })
      .Case([&](const Arg *n) {
        begin("arg");
        field("arg", n->arg);
        field("annotation", n->annotation);
        end(n);
      })
      .Case([&](const Keyword *n) {
        begin("keyword");
        field("arg", n->arg);
        field("value", n->value);
        end(n);
      })
      .Case([&](const Alias *n) {
        begin("alias");
        field("name", n->name);
        field("asname", n->asname);
        end(n);
      })
      .Case([&](const WithItem *n) {
        begin("withitem");
        field("context_expr", n->contextExpr);
        field("optional_vars", n->optionalVars);
        end(n, false);
      })
      .Case([&](const MatchCase *n) {
        begin("match_case");
        field("pattern", n->pattern);
        field("guard", n->guard);
        field("body", n->body);
        end(n, false);
      })
      .Case([&](const TypeVar *n) {
        begin("TypeVar");
        field("name", n->name);
        field("bound", n->bound);
        field("default_value", n->defaultValue);
        end(n);
      })
      .Case([&](const ParamSpec *n) {
        begin("ParamSpec");
        field("name", n->name);
        field("default_value", n->defaultValue);
        end(n);
      })
      .Case([&](const TypeVarTuple *n) {
        begin("TypeVarTuple");
        field("name", n->name);
        field("default_value", n->defaultValue);
        end(n);
      })
      .Case([&](const MatchValue *n) {
        begin("MatchValue");
        field("value", n->value);
        end(n);
      })
      .Case([&](const MatchSingleton *n) {
        begin("MatchSingleton");
        label("value");
        out << singletons[int(n->value)];
        end(n);
      })
      .Case([&](const MatchSequence *n) {
        begin("MatchSequence");
        field("patterns", n->patterns);
        end(n);
      })
      .Case([&](const MatchMapping *n) {
        begin("MatchMapping");
        field("keys", n->keys);
        field("patterns", n->patterns);
        field("rest", n->rest);
        end(n);
      })
      .Case([&](const MatchClass *n) {
        begin("MatchClass");
        field("cls", n->cls);
        field("patterns", n->patterns);
        field("kwd_attrs", n->kwdAttrs);
        field("kwd_patterns", n->kwdPatterns);
        end(n);
      })
      .Case([&](const MatchStar *n) {
        begin("MatchStar");
        field("name", n->name);
        end(n);
      })
      .Case([&](const MatchAs *n) {
        begin("MatchAs");
        field("pattern", n->pattern);
        field("name", n->name);
        end(n);
      })
      .Case([&](const MatchOr *n) {
        begin("MatchOr");
        field("patterns", n->patterns);
        end(n);
      });
}

void Dumper::dump(const Node *node) {
  if (llvm::isa<Expr>(node))
    expression(node);
  else if (llvm::isa<Stmt>(node))
    statement(node);
  else
    other(node);
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
  case ConstantKind::Float: printFloat(constant.number, out, false); break;
  case ConstantKind::Complex:
    printFloat(constant.number, out, true);
    out << 'j';
    break;
  case ConstantKind::Str: printAscii(constant.bytes, out); break;
  case ConstantKind::Bytes: printBytes(constant.bytes, out); break;
  default: out << singletons[int(constant.valueKind)]; break;
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
