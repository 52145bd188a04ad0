//===- ParserChecksPatterns.cpp - names and reachability in patterns ---------===//

#include "frontend/AstDump.h"
#include "frontend/ParserChecks.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"

using namespace np2gpu;
using namespace np2gpu::ast;
using namespace np2gpu::checks;
using llvm::StringRef;

namespace {

class PatternChecker {
public:
  PatternChecker(Report &report, llvm::function_ref<bool(const Expr *)> visit) : report(report), visit(visit) {}

  bool check(const Pattern *pattern, bool mayMatchAll);

private:
  Report &report;
  llvm::function_ref<bool(const Expr *)> visit;
  llvm::SmallVector<StringRef, 8> stores; // the names bound so far
  const Node *current = nullptr;          // the last pattern that was begun: CPython's errors are there

  bool fail(const llvm::Twine &message) {
    report.at(current, message);
    return false;
  }
  bool store(Identifier name) {
    if (name.empty())
      return true;
    if (name == "__debug__")
      return fail("cannot assign to __debug__");
    if (llvm::is_contained(stores, name))
      return fail("multiple assignments to name '" + name + "' in pattern");
    stores.push_back(name);
    return true;
  }
  bool sequence(const MatchSequence *pattern);
  bool mapping(const MatchMapping *pattern);
  bool classPattern(const MatchClass *pattern);
  bool alternatives(const MatchOr *pattern, bool mayMatchAll);
};

/// A text that is equal for keys that are equal in Python: 1, 1.0 and True.
std::string keyText(const Expr *key, std::string &repr) {
  std::string text;
  llvm::raw_string_ostream out(text), reprOut(repr);
  if (auto *negated = llvm::dyn_cast<UnaryOp>(key)) {
    std::string operandRepr, operand = keyText(negated->operand, operandRepr);
    repr = operandRepr == "0" ? operandRepr : "-" + operandRepr;
    return operand == "0" ? operand : "-" + operand;
  }
  if (auto *sum = llvm::dyn_cast<BinOp>(key)) {
    std::string left, right, a = keyText(sum->left, left), b = keyText(sum->right, right);
    StringRef op = sum->op == Operator::Add ? "+" : "-";
    repr = ("(" + left + op + right + ")").str();
    return (a + op + b).str();
  }
  auto *constant = llvm::cast<Constant>(key);
  printConstant(*constant, reprOut);
  switch (constant->valueKind) {
  case ConstantKind::True:
    return "1";
  case ConstantKind::False:
    return "0";
  case ConstantKind::Float:
    out << repr;
    return StringRef(text).ends_with(".0") ? StringRef(text).drop_back(2).str() : text;
  case ConstantKind::Complex:
    return constant->number == 0 ? "0" : repr;
  default:
    return repr;
  }
}

bool PatternChecker::sequence(const MatchSequence *pattern) {
  const MatchStar *star = nullptr;
  for (const Pattern *element : pattern->patterns)
    if (auto *found = llvm::dyn_cast<MatchStar>(element)) {
      if (star)
        return fail("multiple starred names in sequence pattern");
      star = found;
    }
  // With `*_` the elements are looked at one by one, and those that match anything are not.
  bool skipsWildcards = star && star->name.empty();
  return llvm::all_of(pattern->patterns, [&](Pattern *element) {
    return (skipsWildcards && (element == star || isWildcard(element))) || check(element, true);
  });
}

bool PatternChecker::mapping(const MatchMapping *pattern) {
  llvm::StringSet<> seen;
  for (const Expr *key : pattern->keys) {
    if (llvm::isa<JoinedStr>(key))
      return fail("mapping pattern keys may only match literals and attribute lookups");
    if (llvm::isa<Attribute>(key)) {
      if (!visit(key))
        return false;
      continue;
    }
    std::string repr, text = keyText(key, repr);
    if (!seen.insert(text).second)
      return fail("mapping pattern checks duplicate key (" + repr + ")");
  }
  return llvm::all_of(pattern->patterns, [&](Pattern *value) { return check(value, true); }) && store(pattern->rest);
}

bool PatternChecker::classPattern(const MatchClass *pattern) {
  for (size_t i = 0; i < pattern->kwdAttrs.size(); ++i) {
    StringRef name = pattern->kwdAttrs[i];
    current = pattern->kwdPatterns[i];
    if (name == "__debug__")
      return fail("cannot assign to __debug__");
    for (size_t j = i + 1; j < pattern->kwdAttrs.size(); ++j)
      if (pattern->kwdAttrs[j] == name) {
        current = pattern->kwdPatterns[j];
        return fail("attribute name repeated in class pattern: " + name);
      }
  }
  if (!visit(pattern->cls))
    return false;
  auto checkAll = [&](Seq<Pattern> patterns) {
    return llvm::all_of(patterns, [&](Pattern *p) { return isWildcard(p) || check(p, true); });
  };
  return checkAll(pattern->patterns) && checkAll(pattern->kwdPatterns);
}

bool PatternChecker::alternatives(const MatchOr *pattern, bool mayMatchAll) {
  llvm::SmallVector<StringRef, 8> outer = std::move(stores), control;
  const Pattern *last = pattern->patterns.back();
  for (const Pattern *alternative : pattern->patterns) {
    stores.clear();
    if (!check(alternative, mayMatchAll && alternative == last))
      return false;
    if (alternative == pattern->patterns.front())
      control = stores;
    bool isSame = control.size() == stores.size() &&
                  llvm::all_of(control, [&](StringRef name) { return llvm::is_contained(stores, name); });
    if (!isSame)
      return fail("alternative patterns bind different names");
  }
  stores = std::move(outer);
  return llvm::all_of(control, [&](StringRef name) { return store(name); });
}

bool PatternChecker::check(const Pattern *pattern, bool mayMatchAll) {
  current = pattern;
  switch (pattern->kind) {
  case Kind::MatchValue: {
    const Expr *value = llvm::cast<MatchValue>(pattern)->value;
    if (llvm::isa<JoinedStr>(value))
      return fail("patterns may only match literals and attribute lookups");
    return visit(value);
  }
  case Kind::MatchSequence:
    return sequence(llvm::cast<MatchSequence>(pattern));
  case Kind::MatchMapping:
    return mapping(llvm::cast<MatchMapping>(pattern));
  case Kind::MatchClass:
    return classPattern(llvm::cast<MatchClass>(pattern));
  case Kind::MatchStar:
    return store(llvm::cast<MatchStar>(pattern)->name);
  case Kind::MatchAs: {
    auto *as = llvm::cast<MatchAs>(pattern);
    if (!as->pattern && !mayMatchAll)
      return fail(as->name.empty() ? llvm::Twine("wildcard makes remaining patterns unreachable").str()
                                   : ("name capture '" + as->name + "' makes remaining patterns unreachable").str());
    return (!as->pattern || check(as->pattern, mayMatchAll)) && store(as->name);
  }
  case Kind::MatchOr:
    return alternatives(llvm::cast<MatchOr>(pattern), mayMatchAll);
  default:
    return true;
  }
}

} // namespace

bool checks::checkPattern(const Pattern *pattern, bool mayMatchAll, Report &report,
                          llvm::function_ref<bool(const Expr *)> visit) {
  return PatternChecker(report, visit).check(pattern, mayMatchAll);
}
