//===- ParserFStrings.cpp - f"{expression!conversion:format}" ---------------===//
//
// The text of a field is found here, and parsed by a parser of its own, which sees it
// in parentheses, as CPython 3.11's does. Nodes inside fields have their own place;
// the parts themselves have that of all the adjacent literals, as in 3.11, and their
// own in the newer syntax.
//
//===----------------------------------------------------------------------===//

#include "frontend/ParserFStrings.h"

#include "llvm/ADT/StringExtras.h"

using namespace np2gpu;
using namespace np2gpu::ast;
using llvm::StringRef;

bool FStringBuilder::fail(const llvm::Twine &message) {
  parser.raiseHere("f-string: " + message);
  return false;
}

FStringBuilder::Position FStringBuilder::positionOf(const char *p) {
  const Token &token = literal->token;
  if (!known || known < token.begin || known > p) {
    known = token.begin;
    knownPosition = {token.line, token.column};
  }
  for (; known < p; ++known) {
    ++knownPosition.column;
    if (*known == '\n')
      knownPosition = {knownPosition.line + 1, 0};
  }
  return knownPosition;
}

FStringBuilder::Range FStringBuilder::tokens(const Token &from, const Token &to) const {
  return {{from.line, from.column}, {to.endLine, to.endColumn}};
}

template <typename T> T *FStringBuilder::place(T *node, Range range) const {
  node->lineno = range.begin.line;
  node->colOffset = range.begin.column;
  node->endLineno = range.end.line;
  node->endColOffset = range.end.column;
  return node;
}

void FStringBuilder::addText(StringRef decoded, const Token &token) {
  if (decoded.empty())
    return;
  Range range = tokens(token, token);
  if (text.empty())
    textRange = range;
  textRange.end = range.end;
  text += decoded;
}

void FStringBuilder::addDecoded(StringRef decoded, const char *from, const char *to) {
  if (decoded.empty())
    return;
  if (isNewer()) {
    if (text.empty())
      textRange.begin = positionOf(from);
    textRange.end = positionOf(to);
  }
  text += decoded;
}

void FStringBuilder::flush(const Token &from, const Token &to) {
  if (text.empty())
    return;
  Constant *node = parser.ast.make<Constant>(ConstantKind::Str, *first.begin == 'u');
  node->bytes = parser.ast.copy(StringRef(text));
  values.push_back(place(node, isNewer() && isFString ? textRange : tokens(from, to)));
  text.clear();
}

Expr *FStringBuilder::finish() {
  if (isFString) {
    flush(first, last);
    return place(parser.ast.make<JoinedStr>(parser.copy(values)), tokens(first, last));
  }
  Constant *node = parser.ast.make<Constant>(ConstantKind::Str, *first.begin == 'u');
  node->bytes = parser.ast.copy(StringRef(text));
  return place(node, tokens(first, last));
}

bool FStringBuilder::addFString(const StringLiteral &fstring) {
  isFString = true;
  literal = &fstring;
  cur = fstring.body.begin();
  end = fstring.body.end();
  return parts(0);
}

bool FStringBuilder::parts(int level) {
  for (;;) {
    bool more = false;
    if (!literalPart(level, more))
      return false;
    if (more)
      continue;
    if (cur == end || *cur == '}')
      break;
    if (!fieldPart(level))
      return false;
  }
  if (level != 0 && (cur == end || *cur != '}'))
    return fail("expecting '}'");
  return true;
}

/// The text up to the next field. `more` after a doubled brace, which ends a piece of it.
bool FStringBuilder::literalPart(int level, bool &more) {
  const char *begin = cur, *pieceEnd = nullptr;
  bool raw = literal->isRaw;
  while (cur < end) {
    char c = *cur++;
    if (!raw && c == '\\' && cur < end) {
      c = *cur++;
      if (c == 'N') { // the braces of \N{...} are no field
        if (cur < end && *cur++ == '{')
          while (cur < end && *cur++ != '}') {
          }
        continue;
      }
    }
    if (c != '{' && c != '}')
      continue;
    if (level == 0 && cur < end && *cur == c) {
      pieceEnd = cur++;
      more = true;
      break;
    }
    if (level == 0 && c == '}')
      return fail("single '}' is not allowed");
    --cur;
    break;
  }
  if (!pieceEnd)
    pieceEnd = cur;
  std::string decoded;
  if (!parser.decodeString(StringRef(begin, pieceEnd - begin), raw, decoded))
    return false;
  addDecoded(decoded, begin, cur);
  return true;
}

bool FStringBuilder::skipExpression() {
  if (isNewer()) {
    const char *found = findFieldExpressionEnd(cur);
    cur = found && found < end ? found : end;
    return true;
  }
  constexpr size_t maxNesting = 200;
  llvm::SmallVector<char, 16> open;
  char quote = 0;
  bool isTriple = false;
  for (; cur < end; ++cur) {
    char c = *cur;
    auto tripled = [&] { return end - cur > 2 && cur[1] == c && cur[2] == c; };
    if (c == '\\') {
      parser.raiseHere("f-string expression part cannot include a backslash");
      return false;
    }
    if (quote) {
      if (c == quote && (!isTriple || tripled())) {
        cur += isTriple ? 2 : 0;
        quote = 0;
      }
    } else if (c == '\'' || c == '"') {
      quote = c;
      isTriple = tripled();
      cur += isTriple ? 2 : 0;
    } else if (c == '[' || c == '{' || c == '(') {
      if (open.size() >= maxNesting)
        return fail("too many nested parenthesis");
      open.push_back(c);
    } else if (c == '#') {
      parser.raiseHere("f-string expression part cannot include '#'");
      return false;
    } else if (open.empty() && StringRef("!:}=<>").contains(c)) {
      bool isComparison = StringRef("!=<>").contains(c) && end - cur > 1 && cur[1] == '=';
      if (isComparison)
        ++cur;
      else if (c != '<' && c != '>')
        break;
    } else if (c == ']' || c == '}' || c == ')') {
      if (open.empty())
        return fail(llvm::formatv("unmatched '{0}'", c).str());
      char opening = open.pop_back_val();
      if ((opening == '(') != (c == ')') || (opening == '[') != (c == ']'))
        return fail(
            llvm::formatv("closing parenthesis '{0}' does not match opening parenthesis '{1}'", c, opening).str());
    }
  }
  if (quote)
    return fail("unterminated string");
  if (!open.empty())
    return fail(llvm::formatv("unmatched '{0}'", open.back()).str());
  return true;
}

Expr *FStringBuilder::parseExpression(StringRef expression) {
  if (expression.find_first_not_of(" \t\n\f") == StringRef::npos) {
    char terminator = *expression.end();
    if (terminator == '}')
      fail("empty expression not allowed");
    else
      fail("expression required before '" + llvm::Twine(terminator) + "'");
    return nullptr;
  }
  const char *brace = expression.begin() - 1;
  Position position = positionOf(brace);
  bool isOnLaterLine = position.line != literal->token.line;
  if (!isNewer()) {
    // If only blanks stand between the brace and the end of its line, 3.11 forgets the column.
    StringRef firstLine = expression.take_until([](char c) { return c == '\n' || c == '}'; });
    if (firstLine.size() < expression.size() && firstLine.find_first_not_of(" \t\f") == StringRef::npos)
      position.column = isOnLaterLine ? 0 : literal->token.column;
  }
  constexpr int maxNesting = 150; // MAXFSTRINGLEVEL of 3.12
  FStringField field{"", position.line, position.column, position.column, parser.field ? parser.field->depth + 1 : 1};
  if (field.depth > maxNesting) {
    fail("expressions nested too deeply");
    return nullptr;
  }
  std::string buffer = ("(" + expression + ")\n").str();
  buffer.push_back('\0');
  field.text = parser.ast.copy(StringRef(buffer)).drop_back();
  Parser nested(parser.input, field);
  Expr *expr = nested.parseField();
  if (!expr) {
    // The error is complete; this only stops the outer parser.
    if (!parser.error) {
      parser.raise("SyntaxError", "", 0, 0, 0, 0);
      parser.error = nested.error;
    }
  }
  return expr;
}

// '{' expression ['='] ['!' conversion] [':' format] '}'
bool FStringBuilder::fieldPart(int level) {
  const char *brace = cur;
  if (level >= 2 && !isNewer())
    return fail("expressions nested too deeply");
  const char *begin = ++cur;
  if (!skipExpression())
    return false;
  if (cur == end)
    return fail("expecting '}'");
  Expr *expr = parseExpression(StringRef(begin, cur - begin));
  if (!expr)
    return false;
  bool isDebug = *cur == '=';
  if (isDebug) {
    ++cur;
    std::string shown(begin, cur);
    while (cur < end && (llvm::isSpace(*cur) || (isNewer() && *cur == '#'))) {
      if (*cur == '#') { // a comment is not shown
        cur = std::find(cur, end, '\n');
        continue;
      }
      shown.push_back(*cur++);
    }
    if (cur == end)
      return fail("expecting '}'");
    addDecoded(shown, begin, cur);
  }
  int conversion = -1;
  if (*cur == '!') {
    ++cur;
    if (cur == end)
      return fail("expecting '}'");
    conversion = *cur++;
    if (conversion != 's' && conversion != 'r' && conversion != 'a')
      return fail("invalid conversion character: expected 's', 'r', or 'a'");
    while (isNewer() && cur < end && llvm::isSpace(*cur))
      ++cur;
  }
  Expr *format = nullptr;
  if (cur != end && *cur == ':') {
    const char *colon = cur++;
    if (cur == end)
      return fail("expecting '}'");
    FStringBuilder spec(parser, first, last);
    spec.isFString = true;
    spec.literal = literal;
    spec.cur = cur;
    spec.end = end;
    spec.known = known;
    spec.knownPosition = knownPosition;
    if (!spec.parts(level + 1))
      return false;
    spec.flush(literal->token, literal->token);
    Range range = tokens(literal->token, literal->token);
    if (isNewer())
      range = {positionOf(colon), positionOf(spec.cur)};
    format = place(parser.ast.make<JoinedStr>(parser.copy(spec.values)), range);
    cur = spec.cur;
  }
  if (cur == end || *cur != '}')
    return fail("expecting '}'");
  ++cur;
  if (isDebug && !format && conversion == -1)
    conversion = 'r';
  flush(first, last);
  Range range = isNewer() ? Range{positionOf(brace), positionOf(cur)} : tokens(first, last);
  values.push_back(place(parser.ast.make<FormattedValue>(expr, conversion, format), range));
  return true;
}
