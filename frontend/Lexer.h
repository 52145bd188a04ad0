//===- Lexer.h - from text to Python's tokens -------------------------------===//
//
// Follows CPython's tokenizer, its errors included, except that the whole text is
// cut into tokens at once: the parser's errors depend on which tokens it has looked
// at, so it remembers the furthest one. An error ends the list with a token of kind
// Error; it counts only if the parser gets there.
//
//===----------------------------------------------------------------------===//
#ifndef NP2GPU_FRONTEND_LEXER_H
#define NP2GPU_FRONTEND_LEXER_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace np2gpu {

enum class Tok : uint8_t {
  EndMarker,
  Newline,
  Indent,
  Dedent,
  Error,
  Name,
  Number,
  String,
  LeftParen,
  RightParen,
  LeftBracket,
  RightBracket,
  LeftBrace,
  RightBrace,
  Colon,
  Comma,
  Semicolon,
  Dot,
  Ellipsis,
  Arrow,
  ColonEqual,
  Equal,
  Other,
  Plus,
  Minus,
  Star,
  Slash,
  DoubleSlash,
  Percent,
  At,
  DoubleStar,
  LeftShift,
  RightShift,
  Pipe,
  Ampersand,
  Caret,
  Tilde,
  Less,
  Greater,
  EqualEqual,
  NotEqual,
  LessEqual,
  GreaterEqual,
  // in the order of ast::Operator
  PlusEqual,
  MinusEqual,
  StarEqual,
  AtEqual,
  SlashEqual,
  PercentEqual,
  DoubleStarEqual,
  LeftShiftEqual,
  RightShiftEqual,
  PipeEqual,
  CaretEqual,
  AmpersandEqual,
  DoubleSlashEqual,
  // keywords
  False,
  None,
  True,
  And,
  As,
  Assert,
  Async,
  Await,
  Break,
  Class,
  Continue,
  Def,
  Del,
  Elif,
  Else,
  Except,
  Finally,
  For,
  From,
  Global,
  If,
  Import,
  In,
  Is,
  Lambda,
  Nonlocal,
  Not,
  Or,
  Pass,
  Raise,
  Return,
  Try,
  While,
  With,
  Yield,
};

/// Lines count from 1, columns from 0 in bytes. Indent, Dedent, EndMarker and Error
/// have no text: their column is where the tokenizer stood, and their endColumn is -1.
struct Token {
  const char *begin = nullptr;
  uint32_t length = 0;
  Tok kind = Tok::Error;
  uint8_t level = 0; // open brackets after it
  int line = 0, column = 0, endLine = 0, endColumn = 0;

  llvm::StringRef text() const { return {begin, length}; }
  bool hasText() const { return endColumn >= 0; }
};

struct OpenBracket {
  char bracket;
  int line, column;
};

/// Why the list of tokens ended early. Text errors have their own place (columns as
/// CPython's offset: 1-based, in characters); the place of the others depends on the parser.
struct LexicalError {
  enum Kind { Text, EndOfFile, Dedent, Tabs, TooDeep, Continuation } kind = Text;
  std::string message;
  int line = 0, column = 0, endColumn = 0;
};

struct LexerOptions {
  int firstLine = 1;
  int firstColumn = 0;       // of the first character of the first line
  bool nestedQuotes = false; // strings in the fields of an f-string may have its quotes (3.12)
};

struct TokenList {
  std::vector<Token> tokens;              // ends with EndMarker or Error
  LexicalError error;                     // if it ends with Error
  llvm::SmallVector<OpenBracket, 8> open; // brackets not closed at the end
};

/// `text` must end with a line end and have a NUL behind its end. Tokens point into it.
TokenList tokenize(llvm::StringRef text, const LexerOptions &options = {});

/// The keyword, or Name.
Tok keywordOrName(llvm::StringRef text);

struct OperatorScan {
  Tok kind; // Other for a character that is none
  int length;
};
/// The longest operator or bracket that `text` begins with.
OperatorScan scanOperator(const char *text);

/// How a token of a fixed text is written, as in "expected ':'".
llvm::StringRef spelling(Tok kind);

/// Where an f-string of 3.12 ends, whose text (after the opening quotes) starts at `text`: behind its closing
/// quotes, or null if there is no end. Fields may hold any expression.
const char *findFStringEnd(const char *text, char quote, bool triple, bool raw);

/// The `}`, `:`, `!` or `=` that ends the expression of a field of 3.12, whose text starts at `text`; null if none
/// does.
const char *findFieldExpressionEnd(const char *text);

} // namespace np2gpu

#endif // NP2GPU_FRONTEND_LEXER_H
