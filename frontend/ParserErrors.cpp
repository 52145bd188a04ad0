//===- ParserErrors.cpp - where an error is, and which one counts -----------===//

#include "frontend/ParserImpl.h"

using namespace np2gpu;
using namespace np2gpu::ast;
using llvm::StringRef;

/// Columns come from 0 in bytes, -1 for an unknown end. They leave as CPython's: from 1, in characters of the first
/// line, at most one behind its end, where an unknown end is 0.
void Parser::raise(StringRef type, const llvm::Twine &message, int line, int column, int endLine, int endColumn) {
  if (error)
    return;
  error.emplace();
  error->type = type.str();
  error->message = (field && type != "MemoryError" ? "f-string: " + message : message).str();
  error->line = line;
  error->endLine = endLine;
  if (field) { // CPython looks at the field's text alone, and does not decode it
    error->column = column + 1 - field->errorColumn;
    error->endColumn = endColumn + 1 - field->errorColumn;
  } else {
    StringRef text = input.source.line(line);
    int length = int(text.size()) + 1; // with its line end
    auto characters = [&](int bytes) {
      bytes = std::min(bytes, length + 1);
      return charactersIn(text, bytes) + std::max(0, bytes - int(text.size()));
    };
    error->column = characters(column + 1);
    error->endColumn = endColumn < 0 ? endColumn + 1 : characters(endColumn + 1);
  }
  for (Token &token : list.tokens)
    token.kind = Tok::Error;
}

void Parser::raiseAt(const Token &token, const llvm::Twine &message) {
  int column = token.hasText() ? token.column : -1;
  raise("SyntaxError", message, token.line, column, token.endLine, token.endColumn);
}

void Parser::raiseRange(const Node *from, const Node *to, const llvm::Twine &message) {
  raise("SyntaxError", message, from->lineno, from->colOffset, to->endLineno, to->endColOffset);
}

void Parser::raiseRange(const Node *from, const Token &to, const llvm::Twine &message) {
  raise("SyntaxError", message, from->lineno, from->colOffset, to.endLine, to.endColumn);
}

void Parser::raiseFrom(int line, int column, const llvm::Twine &message) {
  const Token &last = tokens[furthest];
  int end = !last.hasText() ? last.column : last.kind == Tok::Newline ? last.endColumn + 1 : last.endColumn;
  raise("SyntaxError", message, line, column, last.endLine, end - 1);
}

void Parser::raiseHere(const llvm::Twine &message, StringRef type) {
  const Token &token = tokens[furthest];
  if (token.hasText())
    raise(type, message, token.line, token.column, token.endLine, token.endColumn);
  else // the lexer's column counts from 0 and is taken as it is; the end is unknown
    raise(type, message, token.line, token.column - 1, token.endLine, -2);
}

void Parser::raiseUnclosed() {
  const OpenBracket &last = list.open.back();
  raise("SyntaxError", llvm::Twine("'") + llvm::Twine(last.bracket) + "' was never closed", last.line, last.column,
        last.line, -1);
}

/// The lexer's own errors come with their place, and without the mark of an f-string.
static SyntaxError textError(const LexicalError &e) {
  return {"SyntaxError", e.message, e.line, e.column, e.line, e.endColumn};
}

void Parser::raiseLexicalError() {
  if (error)
    return;
  const LexicalError &e = list.error;
  switch (e.kind) {
  case LexicalError::Text:
    raise("SyntaxError", "", 0, 0, 0, 0);
    error = textError(e);
    return;
  case LexicalError::EndOfFile:
    if (!list.open.empty())
      return raiseUnclosed();
    return raiseHere("unexpected EOF while parsing");
  case LexicalError::Dedent:
    return raiseHere("unindent does not match any outer indentation level", "IndentationError");
  case LexicalError::Tabs:
    return raise("TabError", "inconsistent use of tabs and spaces in indentation", e.line, 0, e.line, -1);
  case LexicalError::TooDeep:
    return raise("IndentationError", "too many levels of indentation", e.line, 0, e.line, -1);
  case LexicalError::Continuation:
    return raise("SyntaxError", "unexpected character after line continuation character", e.line, e.column - 1, e.line,
                 -1);
  }
}

void Parser::raiseInvalidSyntax(int index) {
  const Token &token = tokens[index];
  if (token.kind == Tok::Indent || token.kind == Tok::Dedent)
    return raiseHere(token.kind == Tok::Indent ? "unexpected indent" : "unexpected unindent", "IndentationError");
  raiseAt(token, "invalid syntax");
  preferLexicalError();
}

void Parser::preferLexicalError() {
  bool lexerDone = furthest + 1 == int(list.tokens.size());
  if (lexerDone || list.error.line == 0 || error->type == "MemoryError")
    return;
  if (list.error.kind == LexicalError::Text) {
    error = textError(list.error);
  } else if (!list.open.empty() && tokens[furthest].line > list.open.back().line) {
    error.reset();
    raiseUnclosed();
  }
}

Expr *Parser::invalidTarget(Expr *expr, Targets targets) {
  auto inList = [&](Seq<Expr> list) -> Expr * {
    for (Expr *element : list)
      if (Expr *invalid = invalidTarget(element, targets))
        return invalid;
    return nullptr;
  };
  switch (expr->kind) {
  case Kind::List:
    return inList(llvm::cast<List>(expr)->elts);
  case Kind::Tuple:
    return inList(llvm::cast<Tuple>(expr)->elts);
  case Kind::Starred:
    return targets == Targets::Del ? expr : invalidTarget(llvm::cast<Starred>(expr)->value, targets);
  case Kind::Compare: // `for x in y` reads as a comparison
    if (targets == Targets::For) {
      auto *compare = llvm::cast<Compare>(expr);
      return compare->ops[0] == CmpOperator::In ? invalidTarget(compare->left, targets) : nullptr;
    }
    return expr;
  case Kind::Name:
  case Kind::Subscript:
  case Kind::Attribute:
    return nullptr;
  default:
    return expr;
  }
}

void Parser::raiseInvalidTarget(Expr *expr, Targets targets) {
  if (Expr *invalid = invalidTarget(expr, targets))
    raiseAt(invalid, (targets == Targets::Del ? "cannot delete " : "cannot assign to ") + describe(invalid));
}

StringRef Parser::describe(const Expr *expr) {
  switch (expr->kind) {
  case Kind::Attribute:
    return "attribute";
  case Kind::Subscript:
    return "subscript";
  case Kind::Starred:
    return "starred";
  case Kind::Name:
    return "name";
  case Kind::List:
    return "list";
  case Kind::Tuple:
    return "tuple";
  case Kind::Lambda:
    return "lambda";
  case Kind::Call:
    return "function call";
  case Kind::BoolOp:
  case Kind::BinOp:
  case Kind::UnaryOp:
    return "expression";
  case Kind::GeneratorExp:
    return "generator expression";
  case Kind::Yield:
  case Kind::YieldFrom:
    return "yield expression";
  case Kind::Await:
    return "await expression";
  case Kind::ListComp:
    return "list comprehension";
  case Kind::SetComp:
    return "set comprehension";
  case Kind::DictComp:
    return "dict comprehension";
  case Kind::Dict:
    return "dict literal";
  case Kind::Set:
    return "set display";
  case Kind::JoinedStr:
  case Kind::FormattedValue:
    return "f-string expression";
  case Kind::Compare:
    return "comparison";
  case Kind::IfExp:
    return "conditional expression";
  case Kind::NamedExpr:
    return "named expression";
  case Kind::Constant:
    switch (llvm::cast<Constant>(expr)->valueKind) {
    case ConstantKind::None:
      return "None";
    case ConstantKind::False:
      return "False";
    case ConstantKind::True:
      return "True";
    case ConstantKind::Ellipsis:
      return "ellipsis";
    default:
      return "literal";
    }
  default:
    return "";
  }
}
