//===- ParserStrings.cpp - string and bytes literals ------------------------===//

#include "frontend/ParserFStrings.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Unicode.h"

using namespace np2gpu;
using namespace np2gpu::ast;
using llvm::StringRef;

StringLiteral::StringLiteral(const Token &token) : token(token) {
  StringRef text = token.text();
  for (; llvm::isAlpha(text[0]); text = text.drop_front()) {
    char c = llvm::toLower(text[0]);
    isBytes |= c == 'b';
    isRaw |= c == 'r';
    isFString |= c == 'f';
  }
  quote = text[0];
  isTriple = text.size() >= 6 && text[1] == quote && text[2] == quote;
  size_t quotes = isTriple ? 3 : 1;
  body = text.drop_front(quotes).drop_back(quotes);
}

// strings: STRING+
Expr *Parser::strings() {
  return remember(Rule::Strings, [&]() -> Expr * {
    int first = mark;
    while (at(Tok::String))
      ++mark;
    return error ? nullptr : concatenate(first, mark - 1);
  });
}

Expr *Parser::concatenate(int first, int last) {
  FStringBuilder builder(*this, tokens[first], tokens[last]);
  bool isBytes = false;
  std::string bytes;
  for (int i = first; i <= last; ++i) {
    StringLiteral literal(tokens[i]);
    std::string decoded;
    if (literal.isBytes) {
      if (llvm::any_of(literal.body, [](char c) { return uint8_t(c) >= 128; })) {
        raiseHere("bytes can only contain ASCII literal characters");
        return nullptr;
      }
      if (!decodeBytes(literal.body, literal.isRaw, decoded))
        return nullptr;
    } else if (!literal.isFString && !decodeString(literal.body, literal.isRaw, decoded)) {
      return nullptr;
    }
    if (i != first && literal.isBytes != isBytes) {
      raiseHere("cannot mix bytes and nonbytes literals");
      return nullptr;
    }
    isBytes = literal.isBytes;
    if (isBytes)
      bytes += decoded;
    else if (!literal.isFString)
      builder.addText(decoded, tokens[i]);
    else if (!builder.addFString(literal))
      return nullptr;
  }
  if (!isBytes)
    return builder.finish();
  Constant *node = make<Constant>(first, ConstantKind::Bytes);
  node->bytes = ast.copy(StringRef(bytes));
  return node;
}

namespace {

/// The characters that stand for themselves behind a backslash, or 0.
char simpleEscape(char c) {
  switch (c) {
  case '\\':
  case '\'':
  case '"':
    return c;
  case 'a':
    return '\a';
  case 'b':
    return '\b';
  case 'f':
    return '\f';
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case 't':
    return '\t';
  case 'v':
    return '\v';
  default:
    return 0;
  }
}

/// Up to three octal digits at the front of `text`.
unsigned takeOctal(StringRef &text) {
  StringRef digits = text.take_front(3).take_while([](char c) { return c >= '0' && c <= '7'; });
  unsigned value = 0;
  digits.getAsInteger(8, value);
  text = text.drop_front(digits.size());
  return value;
}

/// Names are known in any case, except those that are computed.
std::optional<char32_t> characterNamed(StringRef name) {
  std::string upper = name.upper();
  bool isComputed =
      StringRef(upper).starts_with("CJK UNIFIED IDEOGRAPH-") || StringRef(upper).starts_with("HANGUL SYLLABLE ");
  if (isComputed && name != upper)
    return std::nullopt;
  return llvm::sys::unicode::nameToCodepointStrict(upper);
}

} // namespace

bool Parser::decodeString(StringRef body, bool raw, std::string &out) {
  if (raw || body.find('\\') == StringRef::npos) {
    out = body.str();
    return true;
  }
  // CPython writes characters outside ASCII as \UXXXXXXXX before it decodes: its errors count those ten.
  size_t position = 0;
  auto fail = [&](size_t length, StringRef message) {
    raiseHere(llvm::formatv("(unicode error) 'unicodeescape' codec can't decode bytes in position {0}-{1}: {2}",
                            position, position + length - 1, message));
    return false;
  };
  while (!body.empty()) {
    char c = body[0];
    if (c != '\\') {
      StringRef rest = body;
      takeUtf8(rest);
      out.append(body.begin(), rest.begin());
      position += uint8_t(c) < 128 ? 1 : 10;
      body = rest;
      continue;
    }
    StringRef escape = body.drop_front();
    if (escape.empty() || uint8_t(escape[0]) >= 128) {
      out.push_back('\\');
      position += 6;
      body = escape;
      continue;
    }
    c = escape[0];
    if (c == '\n') {
      escape = escape.drop_front();
    } else if (char simple = simpleEscape(c)) {
      out.push_back(simple);
      escape = escape.drop_front();
    } else if (c >= '0' && c <= '7') {
      appendUtf8(out, takeOctal(escape));
    } else if (c == 'x' || c == 'u' || c == 'U') {
      size_t count = c == 'x' ? 2 : c == 'u' ? 4 : 8;
      StringRef digits = escape.substr(1, count).take_while(llvm::isHexDigit);
      if (digits.size() < count)
        return fail(2 + digits.size(), c == 'x'   ? "truncated \\xXX escape"
                                       : c == 'u' ? "truncated \\uXXXX escape"
                                                  : "truncated \\UXXXXXXXX escape");
      uint32_t value = 0;
      digits.getAsInteger(16, value);
      if (value > 0x10FFFF)
        return fail(2 + count, "illegal Unicode character");
      appendUtf8(out, value);
      escape = escape.drop_front(1 + count);
    } else if (c == 'N') {
      if (!escape.starts_with("N{"))
        return fail(2, "malformed \\N character escape");
      size_t end = escape.find('}');
      if (end == StringRef::npos)
        return fail(escape.size() + 1, "malformed \\N character escape");
      if (end == 2)
        return fail(3, "malformed \\N character escape");
      auto value = characterNamed(escape.slice(2, end));
      if (!value)
        return fail(end + 2, "unknown Unicode character name");
      appendUtf8(out, *value);
      escape = escape.drop_front(end + 1);
    } else { // no escape: the backslash stays
      out.push_back('\\');
      out.push_back(c);
      escape = escape.drop_front();
    }
    position += escape.begin() - body.begin();
    body = escape;
  }
  return true;
}

bool Parser::decodeBytes(StringRef body, bool raw, std::string &out) {
  if (raw) {
    out = body.str();
    return true;
  }
  const char *begin = body.begin();
  while (!body.empty()) {
    char c = body[0];
    if (c != '\\') {
      out.push_back(c);
      body = body.drop_front();
      continue;
    }
    const char *backslash = body.begin();
    body = body.drop_front();
    c = body[0];
    if (c == '\n') {
      body = body.drop_front();
    } else if (char simple = simpleEscape(c)) {
      out.push_back(simple);
      body = body.drop_front();
    } else if (c >= '0' && c <= '7') {
      out.push_back(char(takeOctal(body)));
    } else if (c == 'x') {
      StringRef digits = body.substr(1, 2).take_while(llvm::isHexDigit);
      if (digits.size() < 2) {
        raiseHere(llvm::formatv("(value error) invalid \\x escape at position {0}", backslash - begin));
        return false;
      }
      unsigned value = 0;
      digits.getAsInteger(16, value);
      out.push_back(char(value));
      body = body.drop_front(3);
    } else {
      out.push_back('\\');
      out.push_back(c);
      body = body.drop_front();
    }
  }
  return true;
}
