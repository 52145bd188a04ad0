//===- Lexer.cpp - indentation, names, strings, operators --------------------===//

#include "frontend/Lexer.h"

#include "frontend/LexerNumbers.h"
#include "frontend/LexerUnicode.h"
#include "frontend/Source.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace np2gpu;
using llvm::StringRef;

namespace {

constexpr int maxIndents = 100, maxBrackets = 200, tabSize = 8;

bool isNameStart(char c) { return llvm::isAlpha(c) || c == '_' || uint8_t(c) >= 128; }
bool isNamePart(char c) { return llvm::isAlnum(c) || c == '_' || uint8_t(c) >= 128; }

class Lexer {
public:
  Lexer(StringRef text, const LexerOptions &options)
      : options(options), cur(text.begin()), end(text.end()), lineStart(text.begin()), bufferStart(text.begin()),
        line(options.firstLine) {
    list.tokens.reserve(text.size() / 5 + 8);
  }

  TokenList run() {
    while (next()) {
    }
    return std::move(list);
  }

private:
  const LexerOptions &options;
  TokenList list;
  const char *cur, *end, *lineStart;
  const char *bufferStart; // CPython's buffer holds this line; in a string or behind a backslash more than one
  int line;
  bool atLineStart = true;
  int indent = 0, pendingIndents = 0;
  int indents[maxIndents] = {}, tablessIndents[maxIndents] = {};

  int columnOf(const char *p) const {
    return int(p - lineStart) + (line == options.firstLine ? options.firstColumn : 0);
  }
  void newLine(bool insideToken = false) { // `cur` is behind a line end; the last one starts no further line
    if (cur == end)
      return;
    lineStart = cur;
    if (!insideToken)
      bufferStart = cur;
    ++line;
  }

  bool add(Tok kind, const char *begin, const char *tokenEnd) {
    Token &token = list.tokens.emplace_back();
    token.begin = begin;
    token.length = tokenEnd - begin;
    token.kind = kind;
    token.level = list.open.size();
    token.line = token.endLine = line;
    token.column = columnOf(begin);
    token.endColumn = columnOf(tokenEnd);
    return true;
  }
  bool addWithoutText(Tok kind) {
    add(kind, cur, cur);
    list.tokens.back().endColumn = -1;
    return kind != Tok::EndMarker && kind != Tok::Error;
  }
  bool fail(LexicalError::Kind kind, const char *where) {
    list.error.kind = kind;
    list.error.line = line;
    cur = where;
    list.error.column = int(cur - bufferStart); // so CPython counts it
    return addWithoutText(Tok::Error);
  }
  /// An error whose column is the number of characters before `cur`.
  bool fail(const llvm::Twine &message) {
    fail(LexicalError::Text, cur);
    list.error.message = message.str();
    list.error.column = list.error.endColumn = charactersIn(StringRef(lineStart, cur - lineStart), cur - lineStart);
    return false;
  }
  const char *lineEnd() const { return std::min(std::find(cur, end, '\n') + 1, end); }

  bool next();
  /// Counts the indentation at the start of a line; false after an error. Sets `blank` for a line without code.
  bool readIndentation(bool &blank);
  bool continuationLine(bool insideToken);
  bool name();
  bool number();
  bool string(const char *begin, const char *quote, bool isFString, bool isRaw);
  bool punctuation();
};

bool Lexer::continuationLine(bool insideToken) { // `cur` is behind the backslash
  if (*cur != '\n') {
    ++cur;
    return fail(LexicalError::Continuation, cur);
  }
  ++cur;
  if (cur == end)
    return fail(LexicalError::EndOfFile, cur);
  newLine(insideToken);
  return true;
}

bool Lexer::readIndentation(bool &blank) {
  int column = 0, tabless = 0, continued = 0;
  for (;;) {
    char c = *cur++;
    if (c == ' ')
      ++column, ++tabless;
    else if (c == '\t')
      column = (column / tabSize + 1) * tabSize, ++tabless;
    else if (c == '\f')
      column = tabless = 0;
    else if (c == '\\') {
      // The first backslash decides the indentation of what follows it.
      continued = continued ? continued : column;
      if (!continuationLine(/*insideToken=*/false))
        return false;
    } else
      break;
  }
  --cur;
  blank = *cur == '#' || *cur == '\n';
  if (blank || !list.open.empty())
    return true;
  if (continued)
    column = tabless = continued;
  if (column == indents[indent]) {
    if (tabless != tablessIndents[indent])
      return fail(LexicalError::Tabs, lineEnd());
  } else if (column > indents[indent]) {
    if (indent + 1 >= maxIndents)
      return fail(LexicalError::TooDeep, lineEnd());
    if (tabless <= tablessIndents[indent])
      return fail(LexicalError::Tabs, lineEnd());
    ++pendingIndents;
    indents[++indent] = column;
    tablessIndents[indent] = tabless;
  } else {
    while (indent > 0 && column < indents[indent])
      --pendingIndents, --indent;
    if (column != indents[indent])
      return fail(LexicalError::Dedent, lineEnd());
    if (tabless != tablessIndents[indent])
      return fail(LexicalError::Tabs, lineEnd());
  }
  return true;
}

bool Lexer::next() {
  for (;;) {
    bool blank = false;
    if (atLineStart) {
      atLineStart = false;
      if (!readIndentation(blank))
        return false;
    }
    if (pendingIndents != 0) {
      Tok kind = pendingIndents < 0 ? Tok::Dedent : Tok::Indent;
      pendingIndents += pendingIndents < 0 ? 1 : -1;
      return addWithoutText(kind);
    }
    while (*cur == ' ' || *cur == '\t' || *cur == '\f')
      ++cur;
    char c = *cur;
    if (isNameStart(c))
      return name();
    const char *begin = cur;
    if (c == '#') {
      while (*cur != '\n')
        ++cur;
      c = '\n';
    }
    if (c == '\n') {
      ++cur;
      atLineStart = true;
      if (!blank && list.open.empty()) {
        add(Tok::Newline, begin, cur - 1); // a comment belongs to it
        newLine();
        return true;
      }
      newLine();
      continue;
    }
    if (c == '\0') {
      if (!list.open.empty())
        return fail(LexicalError::EndOfFile, cur);
      return addWithoutText(Tok::EndMarker);
    }
    if (llvm::isDigit(c) || (c == '.' && llvm::isDigit(cur[1])))
      return number();
    if (c == '"' || c == '\'')
      return string(cur, cur, false, false);
    if (c == '\\') {
      ++cur;
      if (!continuationLine(/*insideToken=*/true))
        return false;
      continue;
    }
    return punctuation();
  }
}

bool Lexer::name() {
  const char *begin = cur;
  // A prefix of a string: each of b, r, u, f at most once, u only alone, b and f not together.
  bool sawB = false, sawR = false, sawU = false, sawF = false;
  for (const char *p = begin;; ++p) {
    char c = llvm::toLower(*p);
    if (c == 'b' && !(sawB || sawU || sawF))
      sawB = true;
    else if (c == 'u' && !(sawB || sawU || sawR || sawF))
      sawU = true;
    else if (c == 'r' && !(sawR || sawU))
      sawR = true;
    else if (c == 'f' && !(sawF || sawB || sawU))
      sawF = true;
    else
      break;
    if (p[1] == '"' || p[1] == '\'')
      return string(begin, p + 1, sawF, sawR);
  }
  bool ascii = true;
  for (; isNamePart(*cur); ++cur)
    ascii &= uint8_t(*cur) < 128;
  if (!ascii) {
    const char *bad = findInvalidIdentifierCharacter(StringRef(begin, cur - begin));
    if (bad) {
      StringRef rest(bad, cur - bad);
      uint32_t codePoint = takeUtf8(rest);
      StringRef character(bad, rest.begin() - bad);
      cur = rest.begin();
      if (isPrintable(codePoint))
        return fail(llvm::formatv("invalid character '{0}' (U+{1:X-4})", character, codePoint).str());
      return fail(llvm::formatv("invalid non-printable character U+{0:X-4}", codePoint).str());
    }
    return add(Tok::Name, begin, cur);
  }
  return add(keywordOrName(StringRef(begin, cur - begin)), begin, cur);
}

bool Lexer::number() {
  const char *begin = cur;
  NumberScan scan = scanNumber(cur);
  cur = scan.end;
  if (scan.message.empty())
    return add(Tok::Number, begin, cur);
  fail(scan.message);
  if (scan.errorBegin) { // a range of bytes, 1-based
    list.error.column = int(scan.errorBegin - lineStart) + 1;
    list.error.endColumn = int(scan.errorEnd - lineStart);
  }
  return false;
}

bool Lexer::string(const char *begin, const char *quotes, bool isFString, bool isRaw) {
  const char *firstLineStart = lineStart;
  int firstLine = line, firstColumn = columnOf(begin);
  char quote = *quotes;
  bool triple = quotes[1] == quote && quotes[2] == quote;
  cur = quotes + (triple ? 3 : 1);
  if (isFString && options.nestedQuotes) {
    const char *stringEnd = findFStringEnd(cur, quote, triple, isRaw);
    if (!stringEnd) {
      cur = begin + 1;
      return fail("unterminated f-string literal");
    }
    for (; cur != stringEnd;)
      if (*cur++ == '\n')
        newLine(/*insideToken=*/true);
  } else {
    for (;;) {
      char c = *cur;
      if (c == '\0' || (c == '\n' && !triple)) {
        int detected = line;
        lineStart = firstLineStart;
        line = firstLine;
        cur = begin + 1;
        return fail(llvm::formatv("unterminated {0}string literal (detected at line {1})",
                                  triple ? "triple-quoted " : "", detected)
                        .str());
      }
      ++cur;
      if (c == quote && (!triple || (cur[0] == quote && cur[1] == quote))) {
        cur += triple ? 2 : 0;
        break;
      }
      if (c == '\\' && cur != end)
        c = *cur++;
      if (c == '\n')
        newLine(/*insideToken=*/true);
    }
  }
  add(Tok::String, begin, cur);
  list.tokens.back().line = firstLine;
  list.tokens.back().column = firstColumn;
  return true;
}

bool Lexer::punctuation() {
  const char *begin = cur;
  auto [kind, length] = scanOperator(begin);
  char c = *begin;
  cur += length;
  switch (kind) {
  case Tok::LeftParen:
  case Tok::LeftBracket:
  case Tok::LeftBrace:
    if (list.open.size() >= maxBrackets)
      return fail("too many nested parentheses");
    // The column is in bytes of the text that is read, even inside an f-string.
    list.open.push_back({c, line, int(begin - lineStart)});
    break;
  case Tok::RightParen:
  case Tok::RightBracket:
  case Tok::RightBrace: {
    if (list.open.empty())
      return fail(llvm::formatv("unmatched '{0}'", c).str());
    OpenBracket last = list.open.pop_back_val();
    char opening = kind == Tok::RightParen ? '(' : kind == Tok::RightBracket ? '[' : '{';
    if (last.bracket != opening) {
      std::string where = last.line == line ? "" : llvm::formatv(" on line {0}", last.line).str();
      return fail(
          llvm::formatv("closing parenthesis '{0}' does not match opening parenthesis '{1}'{2}", c, last.bracket, where)
              .str());
    }
    break;
  }
  case Tok::Other:
    if (uint8_t(c) < 32 || c == 127)
      return fail(llvm::formatv("invalid non-printable character U+{0:X-4}", int(uint8_t(c))).str());
    break;
  default:
    break;
  }
  return add(kind, begin, cur);
}

} // namespace

TokenList np2gpu::tokenize(StringRef text, const LexerOptions &options) { return Lexer(text, options).run(); }
