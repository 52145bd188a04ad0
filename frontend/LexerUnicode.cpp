//===- LexerUnicode.cpp ------------------------------------------------------===//
//
// Normal form KC as the Unicode standard defines it (section 3.11): decompose
// completely, sort combining marks by their class, compose. The tables hold only
// what may stand in an identifier.
//
//===----------------------------------------------------------------------===//

#include "frontend/LexerUnicode.h"

#include "frontend/Source.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Unicode.h"

using namespace np2gpu;
using llvm::StringRef;

namespace {

struct IdentifierRange {
  uint32_t first, last;
  uint8_t mayStart;
};
struct CombiningRange {
  uint32_t first, last;
  uint8_t combiningClass;
};
struct Decomposition {
  uint32_t codePoint;
  uint16_t offset;
  uint8_t length;
};
struct Composition {
  uint32_t first, second, composed;
};

#include "frontend/LexerUnicodeTables.inc"

// Hangul syllables: leading consonant, vowel, optional trailing consonant.
constexpr uint32_t syllableBase = 0xAC00, leadBase = 0x1100, vowelBase = 0x1161, trailBase = 0x11A7;
constexpr uint32_t leads = 19, vowels = 21, trails = 28;

template <typename Range> const Range *findRange(llvm::ArrayRef<Range> ranges, uint32_t codePoint) {
  auto it = llvm::partition_point(ranges, [&](const Range &range) { return range.last < codePoint; });
  return it != ranges.end() && it->first <= codePoint ? &*it : nullptr;
}

unsigned combiningClass(uint32_t codePoint) {
  const auto *range = findRange<CombiningRange>(combiningRanges, codePoint);
  return range ? range->combiningClass : 0;
}

void decompose(uint32_t codePoint, llvm::SmallVectorImpl<uint32_t> &out) {
  uint32_t syllable = codePoint - syllableBase;
  if (syllable < leads * vowels * trails) {
    out.push_back(leadBase + syllable / trails / vowels);
    out.push_back(vowelBase + syllable / trails % vowels);
    if (syllable % trails)
      out.push_back(trailBase + syllable % trails);
    return;
  }
  llvm::ArrayRef<Decomposition> all(decompositions);
  auto it = llvm::partition_point(all, [&](const Decomposition &d) { return d.codePoint < codePoint; });
  if (it != all.end() && it->codePoint == codePoint)
    out.append(decompositionPool + it->offset, decompositionPool + it->offset + it->length);
  else
    out.push_back(codePoint);
}

/// 0 if the two do not compose.
uint32_t compose(uint32_t first, uint32_t second) {
  if (first - leadBase < leads && second - vowelBase < vowels)
    return syllableBase + ((first - leadBase) * vowels + (second - vowelBase)) * trails;
  if (first - syllableBase < leads * vowels * trails && (first - syllableBase) % trails == 0 &&
      second - trailBase - 1 < trails - 1)
    return first + (second - trailBase);
  llvm::ArrayRef<Composition> all(compositions);
  auto it = llvm::partition_point(
      all, [&](const Composition &c) { return std::pair(c.first, c.second) < std::pair(first, second); });
  return it != all.end() && it->first == first && it->second == second ? it->composed : 0;
}

} // namespace

const char *np2gpu::findInvalidIdentifierCharacter(StringRef name) {
  bool isFirst = true;
  while (!name.empty()) {
    const char *where = name.begin();
    uint32_t codePoint = takeUtf8(name);
    bool ok;
    if (codePoint < 128) {
      ok = codePoint == '_' || (isFirst ? llvm::isAlpha(codePoint) : llvm::isAlnum(codePoint));
    } else {
      const auto *range = findRange<IdentifierRange>(identifierRanges, codePoint);
      ok = range && (range->mayStart || !isFirst);
    }
    if (!ok)
      return where;
    isFirst = false;
  }
  return nullptr;
}

std::string np2gpu::normalizeIdentifier(StringRef name) {
  llvm::SmallVector<uint32_t, 32> text;
  while (!name.empty())
    decompose(takeUtf8(name), text);
  for (auto it = text.begin(); it != text.end();) {
    auto run = std::find_if(it, text.end(), [](uint32_t c) { return combiningClass(c) == 0; });
    for (auto mark = it; mark < run; ++mark) // insertion keeps the order of equals
      std::rotate(std::upper_bound(it, mark, *mark,
                                   [](uint32_t a, uint32_t b) { return combiningClass(a) < combiningClass(b); }),
                  mark, mark + 1);
    it = run == text.end() ? run : run + 1;
  }
  // A mark joins the last starter unless a mark of its class, or one that is a starter itself, stands between them.
  llvm::SmallVector<uint32_t, 32> composed;
  size_t starter = ~size_t(0);
  unsigned lastClass = 0;
  for (uint32_t c : text) {
    unsigned thisClass = combiningClass(c);
    bool isBlocked = starter == ~size_t(0) || (starter + 1 != composed.size() && lastClass >= thisClass);
    if (uint32_t joined = isBlocked ? 0 : compose(composed[starter], c)) {
      composed[starter] = joined;
      continue;
    }
    if (thisClass == 0)
      starter = composed.size();
    lastClass = thisClass;
    composed.push_back(c);
  }
  std::string result;
  for (uint32_t c : composed)
    appendUtf8(result, c);
  return result;
}

bool np2gpu::isPrintable(uint32_t c) {
  // LLVM counts spaces and the soft hyphen.
  bool isSpace = c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
  return !isSpace && c != 0xAD && llvm::sys::unicode::isPrintable(int(c));
}
