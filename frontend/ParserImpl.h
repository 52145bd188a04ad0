//===- ParserImpl.h - the parser's rules ------------------------------------===//
//
// Recursive descent in passes, as CPython's parser works, because its error messages
// are a part of what we promise:
//
//  1. Fast: deterministic but for a few statements. It builds the tree; the others run
//     only if it fails.
//  2. InOrder: CPython's first pass. The same rules in the order of its PEG
//     alternatives; it finds the furthest token that CPython looks at.
//  3. WithInvalidRules: CPython's second pass, which tries where CPython does it a rule
//     for a wrong construct (the `invalid...` functions, in ParserErrors*.cpp) before
//     the rule for the right one. The first that matches raises its error. If none
//     does, the error is "invalid syntax" at the furthest token of pass 2.
//
// A rule returns null (or false) if it does not match; then it may have moved `mark`,
// and whoever tries something else resets it. After an error every token is of kind
// Error, so that nothing matches any more and all rules return.
//
//===----------------------------------------------------------------------===//
#ifndef NP2GPU_FRONTEND_PARSERIMPL_H
#define NP2GPU_FRONTEND_PARSERIMPL_H

#include "frontend/Lexer.h"
#include "frontend/Parser.h"
#include "frontend/Source.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FormatVariadic.h"

namespace np2gpu {

/// What the parsers of a file and of the expressions in its f-strings share.
struct ParserInput {
  Ast &ast;
  const SourceText &source;
  bool newerSyntax; // parse as 3.13 does
};

/// The text of an expression in an f-string, with parentheses for its braces.
struct FStringField {
  llvm::StringRef text;
  int line, column; // of the opening brace
  int errorColumn;  // CPython's errors count columns from here
  int depth;
};

class Parser {
public:
  Parser(const ParserInput &input, llvm::StringRef text);
  Parser(const ParserInput &input, const FStringField &field);

  ast::Module *parseFile();
  ast::Expr *parseField();
  /// Set if nothing else was returned.
  std::optional<SyntaxError> error;

private:
  //===--- Tokens (Parser.cpp) ---===//
  const ParserInput &input;
  Ast &ast;
  TokenList list;
  Token *tokens;
  int mark = 0;
  int furthest = 0;     // the last token that was looked at
  int firstFailure = 0; // furthest, when the second pass failed
  enum class Stage { Fast, InOrder, WithInvalidRules };
  bool inOrder = false;      // not Fast
  bool invalidRules = false; // WithInvalidRules, and not below conditionalWithoutInvalid
  const FStringField *field = nullptr;
  int depth = 0;

  Tok kindAt(int index) {
    if (index > furthest)
      lookFurther(index);
    return tokens[index].kind;
  }
  Tok kind() { return kindAt(mark); }
  bool at(Tok k) { return kind() == k; }
  bool nextIs(Tok k) { return kind() != Tok::EndMarker && kind() != Tok::Error && kindAt(mark + 1) == k; }
  bool eat(Tok k) { return at(k) ? (++mark, true) : false; }
  bool atName(llvm::StringRef text) { return at(Tok::Name) && tokens[mark].text() == text; }
  bool atComprehension() { return at(Tok::For) || at(Tok::Async); }
  void lookFurther(int index);
  template <typename Node> Node *runPasses(llvm::function_ref<Node *()> parse);
  /// The token that CPython's `&&` demands: an error at once if another is there.
  bool force(Tok k);

  class Depth { // guards the recursion; CPython's limit is on its own rules
  public:
    explicit Depth(Parser &parser, int levels = 1);
    ~Depth() { parser.depth -= levels; }

  private:
    Parser &parser;
    int levels;
  };

  //===--- Nodes ---===//
  template <typename T, typename... Fields> T *make(int start, Fields &&...fields) {
    T *node = ast.make<T>(std::forward<Fields>(fields)...);
    setPosition(*node, start);
    return node;
  }
  /// From the token `start` to the last one consumed.
  void setPosition(ast::Node &node, int start);
  template <typename T> llvm::ArrayRef<T> copy(const llvm::SmallVectorImpl<T> &v) {
    return ast.copy(llvm::ArrayRef<T>(v));
  }
  ast::Identifier identifier(const Token &token);
  ast::Name *name(ast::ExprContext ctx = ast::ExprContext::Load); // at a Name token
  ast::Expr *group(ast::Expr *expr, int start);

  //===--- Errors (ParserErrors.cpp) ---===//
  void raise(llvm::StringRef type, const llvm::Twine &message, int line, int column, int endLine, int endColumn);
  void raiseAt(const ast::Node *node, const llvm::Twine &message) { raiseRange(node, node, message); }
  void raiseAt(const Token &token, const llvm::Twine &message);
  void raiseRange(const ast::Node *from, const ast::Node *to, const llvm::Twine &message);
  void raiseRange(const ast::Node *from, const Token &to, const llvm::Twine &message);
  /// From the start of the token up to where the lexer stands.
  void raiseFrom(int line, int column, const llvm::Twine &message);
  /// At the furthest token.
  void raiseHere(const llvm::Twine &message, llvm::StringRef type = "SyntaxError");
  void raiseLexicalError();
  void raiseUnclosed();
  void raiseInvalidSyntax(int token);
  /// An error of the lexer further down outranks the parser's.
  void preferLexicalError();
  enum class Targets { Star, Del, For };
  /// The part of `expr` that cannot be assigned to or deleted, or null.
  static ast::Expr *invalidTarget(ast::Expr *expr, Targets targets);
  void raiseInvalidTarget(ast::Expr *expr, Targets targets);
  static llvm::StringRef describe(const ast::Expr *expr);

  //===--- Memory of the slow passes ---===//
  enum class Rule {
    Expression,
    StarExpression,
    NamedInvalid,
    Disjunction,
    BitwiseOr,
    Primary,
    Arguments,
    Block,
    ClosedPattern,
    Strings
  };
  struct Memo {
    const void *data;
    size_t size;
    int end;
  };
  llvm::DenseMap<std::pair<int, int>, Memo> memos;
  template <typename Function> auto remember(Rule rule, Function parse) -> decltype(parse()) {
    if (!inOrder)
      return parse();
    std::pair key(mark, int(rule));
    if (auto it = memos.find(key); it != memos.end()) {
      mark = it->second.end;
      return static_cast<decltype(parse())>(const_cast<void *>(it->second.data));
    }
    auto *result = parse();
    if (!error)
      memos[key] = {result, 0, mark};
    return result;
  }

  //===--- Expressions (ParserExpressions.cpp) ---===//
  ast::Expr *expression();
  ast::Expr *starExpressions();
  ast::Expr *starExpression();
  ast::Expr *starNamedExpression();
  ast::Expr *starredExpression();
  ast::Expr *namedExpression();
  ast::Expr *assignmentExpression();
  ast::Expr *yieldExpression();
  ast::Expr *yieldOrStarExpressions() { return at(Tok::Yield) ? yieldExpression() : starExpressions(); }
  ast::Expr *expressions();
  ast::Expr *conditional(); // expression without its error rules
  ast::Expr *disjunction();
  ast::Expr *conjunction();
  ast::Expr *inversion();
  ast::Expr *comparison();
  ast::Expr *bitwiseOr();
  ast::Expr *binary(int minPrecedence);
  ast::Expr *factor();
  ast::Expr *power();
  ast::Expr *awaitPrimary();
  bool starNamedExpressions(llvm::SmallVectorImpl<ast::Expr *> &out);

  //===--- Atoms, displays, comprehensions (ParserAtoms.cpp) ---===//
  ast::Expr *atom();
  ast::Expr *parenthesized();
  ast::Expr *bracketed();
  ast::Expr *braced();
  ast::Expr *parenthesizedInOrder();
  ast::Expr *bracketedInOrder();
  ast::Expr *bracedInOrder();
  ast::Expr *genexp(); // the second pass's
  ast::Expr *number();
  ast::Expr *constant(ast::ConstantKind valueKind);
  ast::Expr *dictRest(int start, llvm::SmallVectorImpl<ast::Expr *> &keys, llvm::SmallVectorImpl<ast::Expr *> &values);
  bool doubleStarredPair(ast::Expr *&key, ast::Expr *&value);
  bool forIfClauses(llvm::SmallVectorImpl<ast::Comprehension *> &out);
  ast::Comprehension *forIfClause();

  //===--- Calls and subscripts (ParserCalls.cpp) ---===//
  struct CallArguments {
    llvm::SmallVector<ast::Expr *, 8> args;
    llvm::SmallVector<ast::Keyword *, 4> keywords;
    int begin = 0, end = 0;
  };
  ast::Expr *primary();
  ast::Expr *callTrailer(int start, ast::Expr *function);
  ast::Expr *positionalArgument();
  bool args(CallArguments &call, ast::Expr *first = nullptr);
  bool keywordArguments(CallArguments &call);
  bool keywordOrStarred(CallArguments &call, bool doubleStar);
  bool arguments(CallArguments &call);
  ast::Expr *slices();
  ast::Expr *slice();

  //===--- Targets (ParserTargets.cpp) ---===//
  /// Turns an expression into a target, in place; false if it is none.
  bool makeTarget(ast::Expr *expr, ast::ExprContext ctx);
  static bool isTarget(const ast::Expr *expr, ast::ExprContext ctx);
  ast::Expr *starTarget();
  ast::Expr *starTargets();
  bool delTargets(llvm::SmallVectorImpl<ast::Expr *> &out);
  /// `x`, `(x)`, `x.y`, `x[y]`; `isParenthesized` is how the token `start` begins it.
  bool isSingleTarget(const ast::Expr *expr) const;
  bool isParenthesized(const ast::Expr *expr, int start) const;

  //===--- Strings (ParserStrings.cpp, ParserFStrings.cpp) ---===//
  friend class FStringBuilder;
  ast::Expr *strings();
  ast::Expr *concatenate(int first, int last);
  /// Decodes the text between the quotes, without escapes if `raw`. False after an error.
  bool decodeString(llvm::StringRef body, bool raw, std::string &out);
  bool decodeBytes(llvm::StringRef body, bool raw, std::string &out);

  //===--- Simple statements (ParserStatements.cpp) ---===//
  using Body = llvm::SmallVector<ast::Stmt *, 8>;
  bool statements(Body &out);
  bool statement(Body &out);
  bool simpleStatements(Body &out);
  ast::Stmt *simpleStatement();
  ast::Stmt *expressionStatement();
  ast::Stmt *assignment(); // the second pass's
  ast::Stmt *annotatedAssignment(int start, ast::Expr *target, bool simple);
  ast::Stmt *import();
  ast::Stmt *importFrom();
  bool importTargets(llvm::SmallVectorImpl<ast::Alias *> &out);
  bool importNames(llvm::SmallVectorImpl<ast::Alias *> &out);
  ast::Identifier dottedName();
  ast::Stmt *typeAlias();
  template <typename T> ast::Stmt *nameList();

  //===--- Compound statements (ParserCompound.cpp) ---===//
  bool block(ast::Seq<ast::Stmt> &out);
  ast::Stmt *compoundStatement();
  ast::Stmt *ifStatement();
  bool elseBlock(ast::Seq<ast::Stmt> &out);
  ast::Stmt *whileStatement();
  ast::Stmt *forStatement();
  ast::Stmt *withStatement();
  bool withItems(llvm::SmallVectorImpl<ast::WithItem *> &out);
  ast::WithItem *withItem();
  ast::Stmt *tryStatement();
  ast::ExceptHandler *exceptBlock(bool star);
  bool finallyBlock(ast::Seq<ast::Stmt> &out);

  //===--- Functions and classes (ParserFunctions.cpp) ---===//
  ast::Stmt *decorated();
  ast::Stmt *functionDefinition(ast::Seq<ast::Expr> decorators);
  ast::Stmt *classDefinition(ast::Seq<ast::Expr> decorators);
  bool typeParameters(ast::Seq<ast::TypeParam> &out);
  ast::TypeParam *typeParameter();
  ast::Expr *lambda();
  /// How the parameters of `def` and of `lambda` differ.
  struct ParameterStyle {
    Tok closer;
    bool annotations;
  };
  static constexpr ParameterStyle ofDef{Tok::RightParen, true}, ofLambda{Tok::Colon, false};
  ast::Arguments *parameters(ParameterStyle style); // null: none, or not well formed
  ast::Arg *parameter(ParameterStyle style, bool starAnnotation = false);
  bool parameterEnd(ParameterStyle style);
  ast::Expr *defaultValue();

  //===--- Patterns (ParserPatterns.cpp) ---===//
  ast::Stmt *matchStatement();
  ast::Expr *subject();
  ast::MatchCase *caseBlock();
  ast::Pattern *patterns();
  ast::Pattern *pattern();
  ast::Pattern *orPattern();
  ast::Pattern *closedPattern();
  ast::Pattern *closedPatternUncached();
  ast::Pattern *maybeStarPattern();
  bool sequencePatterns(llvm::SmallVectorImpl<ast::Pattern *> &out, bool &trailingComma);
  ast::Identifier captureTarget(); // empty if there is none
  ast::Pattern *mappingPattern();
  ast::Pattern *classPattern(int start, ast::Expr *cls);
  bool positionalPatterns(llvm::SmallVectorImpl<ast::Pattern *> &out);
  bool keywordPatterns(llvm::SmallVectorImpl<ast::Identifier> &names, llvm::SmallVectorImpl<ast::Pattern *> &out);
  ast::Expr *literalPatternValue();
  ast::Expr *nameOrAttribute();

  //===--- Rules for what is wrong (ParserErrorsExpressions.cpp, ParserErrorsStatements.cpp) ---===//
  // They leave `mark` where it was.
  class Lookahead {
  public:
    explicit Lookahead(Parser &parser) : parser(parser), start(parser.mark) {}
    ~Lookahead() { restart(); }
    /// For the next alternative.
    void restart() { parser.mark = start; }

  private:
    Parser &parser;
    int start;
  };
  void invalidExpression();
  void invalidLegacyExpression();
  ast::Expr *conditionalWithoutInvalid();
  void invalidNamedExpression();
  void invalidGroup();
  void invalidComprehension();
  void invalidDictComprehension();
  void invalidPairs();
  void invalidPair();
  void invalidArguments();
  void invalidKeywordArgument();
  void invalidForTarget();
  ast::Expr *listDisplay();
  ast::Expr *tupleDisplay();
  void invalidAssignment();
  ast::Expr *invalidAnnotationTarget();
  void invalidDelete();
  void invalidBlock();
  void invalidImportTargets();
  /// Behind a header: "expected ':'" at the end of its line, or "expected an indented block after ..." behind its
  /// colon.
  void invalidHeaderEnd(const llvm::Twine &what, int keyword, bool wantColon = true);
  void invalidBlockAfter(const llvm::Twine &what, int keyword);
  void invalidIf(llvm::StringRef keyword);
  void invalidFor();
  void invalidWith();
  void invalidWithIndent();
  bool withHeads(bool parenthesized);
  void invalidWithItem();
  void invalidTry();
  void invalidExcept(bool star);
  void invalidExceptIndent(bool star);
  bool optionalAsName(); // ['as' NAME]
  void invalidDef();
  void invalidClass();
  void invalidMatch();
  void invalidCase();
  void invalidAsPattern();
  void invalidClassPattern();

  //===--- and for parameters (ParserErrorsParameters.cpp) ---===//
  enum class Default { No, Yes, Maybe };
  void invalidParameters(ParameterStyle style);
  void invalidStarEtc(ParameterStyle style);
  void invalidKwds(ParameterStyle style);
  void invalidDefault();
  /// One parameter with its end.
  ast::Arg *parameterWith(ParameterStyle style, Default withDefault);
  int parametersWith(ParameterStyle style, Default withDefault);
  bool slashWithoutDefault(ParameterStyle style);
  bool slashWithDefault(ParameterStyle style);
};

/// The errors of CPython's symbol table and compiler (ParserChecks*.cpp).
std::optional<SyntaxError> checkModule(const ast::Module &module, const SourceText &source);

} // namespace np2gpu

#endif // NP2GPU_FRONTEND_PARSERIMPL_H
