// np2gpu-operations: prints docs/operations.md, the reference of what is supported, from the table (ir/*.td), its type
// rules and lib/. `make reference` writes it; a test fails where it is not current.
#include "driver/Embed.h"
#include "frontend/Parser.h"
#include "frontend/Signature.h"
#include "ir/Np.h"
#include "ir/Rows.h"
#include "ir/Types.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

using namespace mlir;
using namespace np2gpu;

namespace {
struct Entry {
  std::string names, signature, dtypes, summary;
};
} // namespace

static std::string escaped(StringRef text) {
  std::string result;
  for (char c : text)
    result += c == '|' ? std::string("\\|") : std::string(1, c);
  return result;
}
static std::string code(StringRef text) { return text.empty() ? "" : "`" + escaped(text) + "`"; }

// `x, axis=None`: the signature as Python writes it.
static std::string pythonSignature(const Row &row) {
  std::string text;
  for (const Parameter &parameter : parseSignature(row.signature)) {
    text += (text.empty() ? "" : ", ");
    if (parameter.fallback == StringRef("*"))
      text += "*" + parameter.name.str();
    else
      text += parameter.name.str() + (parameter.fallback ? "=" + parameter.fallback->str() : "");
  }
  return text;
}

// What an operation makes of a dtype of each kind: `int32 → float64`. Two operands have the same dtype.
static std::string resultsOf(const Row &row, MLIRContext &context) {
  std::string text;
  for (StringRef name : {"bool", "int32", "uint8", "float32", "complex64"}) {
    Type type = dtypeOfName(name, &context);
    Type result;
    if (row.kind == "reduce") {
      result = resolveReduction(row.rule, type);
    } else {
      SmallVector<Type> operands(parseSignature(row.signature).size(), np::ScalarType::get(&context, type));
      if (std::optional<UfuncLoop> loop = resolveUfunc(row.rule, operands))
        result = loop->result;
    }
    if (result)
      text += (text.empty() ? "" : ", ") + name.str() + (result == type ? "" : " → " + dtypeName(result).str());
  }
  return text;
}

static void table(StringRef title, StringRef about, const std::vector<Entry> &entries, bool dtypes) {
  llvm::outs() << "\n## " << title << "\n\n" << about << "\n\n";
  llvm::outs() << (dtypes ? "| names | arguments | dtypes | |\n| --- | --- | --- | --- |\n" : "| names | arguments | |\n| --- | --- | --- |\n");
  for (const Entry &entry : entries) {
    llvm::outs() << "| " << entry.names << " | " << code(entry.signature) << " | ";
    if (dtypes)
      llvm::outs() << entry.dtypes << " | ";
    llvm::outs() << escaped(entry.summary) << " |\n";
  }
}

static std::string namesOf(const Row &row) {
  std::string text;
  for (StringRef name : row.names)
    text += (text.empty() ? "" : " ") + code(name.starts_with("u") && name.size() == 2 ? name.drop_front() : name);
  return text;
}

// The functions of one file of lib/, by the headings that stand in it.
static void library(StringRef name) {
  StringRef module = llvm::sys::path::stem(name), text = embedded(name);
  np2gpu::ParseResult parsed = np2gpu::parse(text, name);
  std::map<int, std::string> headings; // by line
  int number = 0;
  for (StringRef rest = text; !rest.empty();) {
    auto [line, after] = rest.split('\n');
    ++number;
    if (line.consume_front("# ===--- "))
      headings[number] = line.take_until([](char c) { return c == '-'; }).trim().str();
    rest = after;
  }
  llvm::outs() << "\n### " << module << "\n\n| names | arguments | |\n| --- | --- | --- |\n";
  for (const ast::Stmt *stmt : parsed.module->body) {
    auto *function = llvm::dyn_cast<ast::FunctionDef>(stmt);
    if (!function || function->name.starts_with("_"))
      continue;
    bool method = llvm::any_of(function->decoratorList, [](const ast::Expr *e) {
      auto *id = llvm::dyn_cast<ast::Name>(e);
      return id && id->id == "method";
    });
    auto heading = headings.upper_bound(function->lineno);
    StringRef line = text;
    for (int i = 1; i < function->lineno; ++i)
      line = line.split('\n').second;
    StringRef signature = line.split('(').second;
    signature = signature.take_front(signature.find("):"));
    SmallVector<StringRef> lines;
    signature.split(lines, '\n');
    std::string joined;
    for (StringRef each : lines)
      joined += (joined.empty() ? "" : " ") + each.trim().str();
    llvm::outs() << "| " << code((module + "." + function->name).str()) << (method ? " " + code(("." + function->name).str()) : "") << " | "
                 << code(joined) << " | " << (heading == headings.begin() ? "" : std::prev(heading)->second) << " |\n";
  }
}

int main() {
  MLIRContext context;
  context.loadDialect<py::PyDialect, np::NpDialect>();
  RowTable rows(context);
  std::map<std::string, std::vector<Entry>> kinds;
  for (const Row &row : rows.all()) {
    if (row.names.empty() || row.names[0].empty() || row.names[0].contains("._"))
      continue;
    bool isNumpy = row.op.getDialectNamespace() == "np";
    std::string kind = isNumpy ? row.kind.str() : row.kind == "operator" ? "operator" : "python";
    std::string dtypes = kind == "ufunc" || kind == "reduce" ? resultsOf(row, context) : "";
    kinds[kind].push_back({namesOf(row), pythonSignature(row), dtypes, row.summary.str()});
  }
  for (auto &[kind, entries] : kinds)
    llvm::sort(entries, [](const Entry &a, const Entry &b) { return a.names < b.names; });
  llvm::outs() << "# What np2gpu supports\n\n"
                  "Made from the table by `make reference`: do not edit. A name that starts with a point is a method or an "
                  "attribute of arrays. Dtypes show what becomes of a bool, a signed and an unsigned integer, a float and a "
                  "complex number; where one is missing, NumPy and np2gpu raise a TypeError. All other widths follow "
                  "NumPy's rules.\n";
  table("Elementwise", "Ufuncs: with `out=`, `where=`, `dtype=`, broadcasting, `.reduce`, `.accumulate`, `.outer` and `.at`.", kinds["ufunc"], true);
  table("Reductions", "Over all axes, one axis or several.", kinds["reduce"], true);
  table("Library calls", "Functions of the runtime.", kinds["library"], false);
  table("Functions that write an argument", "The array or the view that is given changes.", kinds["mutate"], false);
  table("Creation, shape, access", "What the compiler itself does.", kinds["frontend"], false);
  llvm::outs() << "\n## Written in Python\n\nFunctions in terms of others, compiled with the script that uses them (lib/).\n";
  for (StringRef name : embeddedUnder("lib/"))
    library(name);
  table("Python", "Builtins, methods of str and list, math, time, sys.", kinds["python"], false);
  table("Operators of Python's numbers", "", kinds["operator"], false);
}
