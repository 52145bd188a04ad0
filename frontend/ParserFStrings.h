//===- ParserFStrings.h - the parts of adjacent string literals -------------===//
#ifndef NP2GPU_FRONTEND_PARSERFSTRINGS_H
#define NP2GPU_FRONTEND_PARSERFSTRINGS_H

#include "frontend/ParserImpl.h"

namespace np2gpu {

/// A String token taken apart.
struct StringLiteral {
  explicit StringLiteral(const Token &token);

  const Token &token;
  llvm::StringRef body; // between the quotes
  bool isBytes = false, isRaw = false, isFString = false, isTriple = false;
  char quote;
};

/// Joins string and f-string literals: a Constant, or a JoinedStr if one of them is an f-string.
class FStringBuilder {
public:
  FStringBuilder(Parser &parser, const Token &first, const Token &last) : parser(parser), first(first), last(last) {}

  /// A decoded literal, which is all of its token's text.
  void addText(llvm::StringRef decoded, const Token &token);
  /// False after an error.
  bool addFString(const StringLiteral &literal);
  ast::Expr *finish();

private:
  struct Position {
    int line, column;
  };
  struct Range {
    Position begin, end;
  };
  Parser &parser;
  const Token &first, &last;
  bool isFString = false;
  llvm::SmallVector<ast::Expr *, 8> values;
  std::string text; // not yet a value
  Range textRange{{0, 0}, {0, 0}};

  // The f-string that is being read, and what is left of it.
  const StringLiteral *literal = nullptr;
  const char *cur = nullptr, *end = nullptr;

  /// Reads literals and fields up to the end, or in a format specification up to its brace.
  bool parts(int level);
  bool literalPart(int level, bool &more);
  bool fieldPart(int level);
  /// Moves `cur` to the character that ends the field's expression.
  bool skipExpression();
  ast::Expr *parseExpression(llvm::StringRef expression);
  void addDecoded(llvm::StringRef decoded, const char *from, const char *to);
  /// Makes a Constant of the text read so far.
  void flush(const Token &from, const Token &to);
  bool fail(const llvm::Twine &message);
  bool isNewer() const { return parser.input.newerSyntax; }

  // Positions are asked for in rising order mostly, so the last answer is where the next search starts.
  const char *known = nullptr;
  Position knownPosition{0, 0};
  Position positionOf(const char *p);
  template <typename T> T *place(T *node, Range range) const;
  Range tokens(const Token &from, const Token &to) const;

  friend class Parser;
};

} // namespace np2gpu

#endif // NP2GPU_FRONTEND_PARSERFSTRINGS_H
