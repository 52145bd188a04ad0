//===- LexerFStrings.cpp - where an f-string of 3.12 ends (PEP 701) ---------===//

#include "frontend/Lexer.h"

#include "llvm/ADT/StringExtras.h"

using namespace np2gpu;
using llvm::StringRef;

static const char *fieldEnd(const char *p, char quote, bool triple, bool raw);

/// The text between fields, up to a brace or the closing quotes; null if the string does not end.
static const char *literalEnd(const char *p, char quote, bool triple, bool raw, bool isFormat) {
  for (;; ++p) {
    if (*p == '\0' || (*p == '\n' && !triple))
      return nullptr;
    if (*p == quote && (!triple || (p[1] == quote && p[2] == quote)))
      return p;
    if (*p == '{' || *p == '}') {
      if (isFormat || p[1] != *p)
        return p;
      ++p;
    } else if (*p == '\\') {
      if (!raw && p[1] == 'N' && p[2] == '{') {
        while (*p && *p != '}')
          ++p;
        if (!*p)
          return nullptr;
      } else if (p[1] && p[1] != '{' && p[1] != '}') {
        ++p;
      }
    }
  }
}

static const char *plainStringEnd(const char *p, char quote, bool triple) {
  for (;; ++p) {
    if (*p == '\0' || (*p == '\n' && !triple))
      return nullptr;
    if (*p == quote && (!triple || (p[1] == quote && p[2] == quote)))
      return p + (triple ? 3 : 1);
    if (*p == '\\' && p[1])
      ++p;
  }
}

/// `p` is at a quote, `prefix` is the name before it.
static const char *stringEnd(StringRef prefix, const char *p) {
  char quote = *p;
  bool triple = p[1] == quote && p[2] == quote;
  p += triple ? 3 : 1;
  if (prefix.contains_insensitive("f"))
    return findFStringEnd(p, quote, triple, prefix.contains_insensitive("r"));
  return plainStringEnd(p, quote, triple);
}

const char *np2gpu::findFieldExpressionEnd(const char *p) {
  int depth = 0;
  while (*p) {
    char c = *p;
    if (llvm::isAlpha(c) || c == '_' || uint8_t(c) >= 128) {
      const char *begin = p;
      while (llvm::isAlnum(*p) || *p == '_' || uint8_t(*p) >= 128)
        ++p;
      StringRef word(begin, p - begin);
      if ((*p == '"' || *p == '\'') && word.size() <= 2 && !(p = stringEnd(word, p)))
        return nullptr;
      continue;
    }
    if (c == '"' || c == '\'') {
      if (!(p = stringEnd("", p)))
        return nullptr;
      continue;
    }
    if (c == '#') {
      while (*p && *p != '\n')
        ++p;
      continue;
    }
    if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (depth == 0) {
      bool isComparison = (c == '!' || c == '=' || c == '<' || c == '>') && p[1] == '=';
      if (isComparison)
        ++p;
      else if (c == '}' || c == '!' || c == ':' || c == '=')
        return p;
    } else if (c == ')' || c == ']' || c == '}') {
      --depth;
    }
    ++p;
  }
  return nullptr;
}

/// `p` is behind the opening brace; the result is behind the closing one.
static const char *fieldEnd(const char *p, char quote, bool triple, bool raw) {
  p = findFieldExpressionEnd(p);
  for (; p && *p && *p != ':' && *p != '}'; ++p) // behind `=`, `!r`
    if (*p == '#')
      while (p[1] && p[1] != '\n')
        ++p;
  if (p && *p == ':') {
    ++p;
    while ((p = literalEnd(p, quote, triple, raw, /*isFormat=*/true)) && *p == '{')
      if (!(p = fieldEnd(p + 1, quote, triple, raw)))
        return nullptr;
  }
  return p && *p == '}' ? p + 1 : nullptr;
}

const char *np2gpu::findFStringEnd(const char *p, char quote, bool triple, bool raw) {
  while ((p = literalEnd(p, quote, triple, raw, /*isFormat=*/false))) {
    if (*p == quote)
      return p + (triple ? 3 : 1);
    if (*p != '{' || !(p = fieldEnd(p + 1, quote, triple, raw)))
      return nullptr;
  }
  return nullptr;
}
