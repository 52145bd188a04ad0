//===- Parser.cpp - tokens, positions, the two passes -----------------------===//

#include "frontend/ParserImpl.h"

#include "frontend/LexerUnicode.h"

using namespace np2gpu;
using namespace np2gpu::ast;
using llvm::StringRef;

Parser::Parser(const ParserInput &input, StringRef text)
    : input(input), ast(input.ast), list(tokenize(text, {.nestedQuotes = input.newerSyntax})),
      tokens(list.tokens.data()) {
  lookFurther(0);
}

Parser::Parser(const ParserInput &input, const FStringField &field)
    : input(input), ast(input.ast),
      list(tokenize(field.text,
                    {.firstLine = field.line, .firstColumn = field.column, .nestedQuotes = input.newerSyntax})),
      tokens(list.tokens.data()), field(&field) {
  lookFurther(0);
}

void Parser::lookFurther(int index) {
  furthest = index;
  if (tokens[index].kind == Tok::Error)
    raiseLexicalError();
}

bool Parser::force(Tok k) {
  if (eat(k))
    return true;
  raiseAt(tokens[mark], "expected '" + spelling(k) + "'");
  return false;
}

Parser::Depth::Depth(Parser &parser, int levels) : parser(parser), levels(levels) {
  constexpr int maxDepth = 6000; // MAXSTACK of CPython 3.11
  parser.depth += levels;
  if (parser.depth > maxDepth)
    parser.raiseHere("this nests too deeply for the parser", "MemoryError");
}

void Parser::setPosition(Node &node, int start) {
  int last = mark - 1;
  while (last > 0 && !tokens[last].hasText())
    --last;
  // A Newline has a text, but a statement ends before it.
  while (last > start && (tokens[last].kind == Tok::Newline || !tokens[last].hasText()))
    --last;
  node.lineno = tokens[start].line;
  node.colOffset = tokens[start].column;
  node.endLineno = tokens[last].endLine;
  node.endColOffset = tokens[last].endColumn;
}

Identifier Parser::identifier(const Token &token) {
  StringRef text = token.text();
  if (llvm::all_of(text, [](char c) { return uint8_t(c) < 128; }))
    return text;
  return ast.copy(StringRef(normalizeIdentifier(text)));
}

Name *Parser::name(ExprContext ctx) {
  int start = mark++;
  return make<Name>(start, identifier(tokens[start]), ctx);
}

/// Runs the passes until `parse` succeeds or an error is known.
template <typename Node> Node *Parser::runPasses(llvm::function_ref<Node *()> parse) {
  for (Stage stage : {Stage::Fast, Stage::InOrder, Stage::WithInvalidRules}) {
    mark = 0;
    memos.clear();
    inOrder = stage != Stage::Fast;
    invalidRules = stage == Stage::WithInvalidRules;
    if (stage == Stage::InOrder)
      furthest = 0;
    Node *node = parse();
    if (node && !error)
      return node;
    if (error)
      break;
    if (stage == Stage::InOrder)
      firstFailure = furthest;
    if (input.newerSyntax) // nobody asks for its errors: they are those of 3.11
      return nullptr;
  }
  if (error)
    preferLexicalError();
  else
    raiseInvalidSyntax(firstFailure);
  return nullptr;
}

ast::Module *Parser::parseFile() {
  return runPasses<Module>([&]() -> Module * {
    Body body;
    statements(body);
    if (error || !at(Tok::EndMarker))
      return nullptr;
    Module *module = ast.make<Module>(copy(body));
    module->lineno = 1;
    module->endLineno = tokens[mark].line;
    module->endColOffset = tokens[mark].column;
    return module;
  });
}

Expr *Parser::parseField() {
  return runPasses<Expr>([&]() -> Expr * {
    if (!input.newerSyntax)
      return starExpressions();
    ++mark; // in 3.12 the parentheses that stand for the braces are none
    Expr *expr = yieldOrStarExpressions();
    return expr && at(Tok::RightParen) ? expr : nullptr;
  });
}

ParseResult np2gpu::parse(StringRef bytes, StringRef fileName, const ParseOptions &options) {
  ParseResult result;
  result.ast = std::make_unique<Ast>();
  SourceText source;
  if ((result.error = decodeSource(bytes, fileName, source)))
    return result;
  // Tokens and identifiers point into the text, so it lives with the tree.
  std::string &text = source.text;
  text.push_back('\0');
  StringRef kept = result.ast->copy(StringRef(text)).drop_back();
  text.pop_back();

  auto attempt = [&](bool newerSyntax) {
    ParserInput input{*result.ast, source, newerSyntax};
    Parser parser(input, kept);
    result.module = parser.parseFile();
    return result.module ? std::nullopt : std::move(parser.error);
  };
  result.error = attempt(/*newerSyntax=*/false);
  if (result.error && options.newerSyntax) {
    attempt(/*newerSyntax=*/true);
    if (result.module)
      result.error.reset();
  }
  if (result.module && options.compilerChecks)
    result.error = checkModule(*result.module, source);
  return result;
}
