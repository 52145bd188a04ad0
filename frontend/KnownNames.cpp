// The names of KnownNames.def, and CPython's rule for suggestions.
#include "frontend/KnownNames.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace {
struct Known {
  StringRef owner, names, instead;
};
constexpr Known known[] = {
#define KNOWN(owner, names, instead) {owner, names, instead},
#include "frontend/KnownNames.def"
};
struct Gone {
  StringRef name, replacement;
};
constexpr Gone gone[] = {
#define GONE(name, replacement) {name, replacement},
#include "frontend/KnownNames.def"
};
} // namespace

void np2gpu::knownNames(StringRef owner, SmallVectorImpl<StringRef> &names) {
  for (const Known &each : known)
    if (each.owner == owner)
      SplitString(each.names, names);
}

std::optional<StringRef> np2gpu::knownName(StringRef owner, StringRef name) {
  for (const Known &each : known) {
    SmallVector<StringRef> names;
    SplitString(each.names, names);
    if (each.owner == owner && is_contained(names, name))
      return each.instead;
  }
  return std::nullopt;
}

std::optional<StringRef> np2gpu::goneName(StringRef name) {
  for (const Gone &each : gone)
    if (each.name == name)
      return each.replacement;
  return std::nullopt;
}

// An edit costs 2, a change of case 1; more than `limit` is reported as limit + 1.
static size_t distance(StringRef a, StringRef b, size_t limit) {
  constexpr size_t move = 2;
  auto substitution = [](char x, char y) -> size_t { return x == y ? 0 : toLower(x) == toLower(y) ? 1 : move; };
  while (!a.empty() && !b.empty() && a.front() == b.front())
    a = a.drop_front(), b = b.drop_front();
  while (!a.empty() && !b.empty() && a.back() == b.back())
    a = a.drop_back(), b = b.drop_back();
  SmallVector<size_t> row(a.size() + 1);
  for (size_t i = 0; i <= a.size(); ++i)
    row[i] = i * move;
  for (size_t j = 0; j < b.size(); ++j) {
    size_t diagonal = row[0];
    row[0] += move;
    for (size_t i = 0; i < a.size(); ++i) {
      size_t above = row[i + 1];
      row[i + 1] = std::min(diagonal + substitution(a[i], b[j]), std::min(above, row[i]) + move);
      diagonal = above;
    }
  }
  return std::min(row[a.size()], limit + 1);
}

StringRef np2gpu::suggestion(StringRef name, ArrayRef<StringRef> candidates) {
  StringRef best;
  constexpr size_t longest = 40;
  size_t bestDistance = SIZE_MAX;
  if (name.size() > longest)
    return best;
  for (StringRef candidate : candidates) {
    if (candidate == name || candidate.size() > longest)
      continue;
    size_t limit = std::min((name.size() + candidate.size() + 3) * 2 / 6, bestDistance - 1);
    if (size_t d = distance(name, candidate, limit); d <= limit && d < bestDistance)
      best = candidate, bestDistance = d;
  }
  return best;
}
