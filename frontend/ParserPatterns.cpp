//===- ParserPatterns.cpp - match -------------------------------------------===//

#include "frontend/ParserImpl.h"

using namespace np2gpu;
using namespace np2gpu::ast;

// match_stmt: "match" subject ':' NEWLINE INDENT case_block+ DEDENT | invalid_match_stmt
Stmt *Parser::matchStatement() {
  int start = mark++;
  Expr *value = subject();
  if (value && eat(Tok::Colon) && eat(Tok::Newline) && eat(Tok::Indent)) {
    llvm::SmallVector<MatchCase *, 8> cases;
    int save = mark;
    while (MatchCase *block = caseBlock()) {
      cases.push_back(block);
      save = mark;
    }
    mark = save;
    if (!cases.empty() && eat(Tok::Dedent))
      return make<Match>(start, value, copy(cases));
  }
  mark = start;
  if (invalidRules)
    invalidMatch();
  return nullptr;
}

// subject_expr: star_named_expression ',' [star_named_expressions] | named_expression
Expr *Parser::subject() {
  int start = mark;
  llvm::SmallVector<Expr *, 4> elements;
  Expr *first = starNamedExpression();
  if (first && eat(Tok::Comma)) {
    elements.push_back(first);
    starNamedExpressions(elements);
    return make<Tuple>(start, copy(elements), ExprContext::Load);
  }
  return first && !llvm::isa<Starred>(first) ? first : nullptr;
}

// case_block: invalid_case_block | "case" patterns ['if' named_expression] ':' block
MatchCase *Parser::caseBlock() {
  int start = mark;
  if (!atName("case"))
    return nullptr;
  if (invalidRules)
    invalidCase();
  ++mark;
  Pattern *head = patterns();
  Expr *guard = nullptr;
  Seq<Stmt> body;
  if (!head || (eat(Tok::If) && !(guard = namedExpression())) || !eat(Tok::Colon) || !block(body)) {
    mark = start;
    return nullptr;
  }
  return make<MatchCase>(start, head, guard, body);
}

// patterns: open_sequence_pattern | pattern
Pattern *Parser::patterns() {
  int start = mark;
  Pattern *first = maybeStarPattern();
  if (!first)
    return nullptr;
  if (!eat(Tok::Comma))
    return llvm::isa<MatchStar>(first) ? nullptr : first;
  llvm::SmallVector<Pattern *, 8> elements{first};
  bool trailingComma;
  sequencePatterns(elements, trailingComma);
  return make<MatchSequence>(start, copy(elements));
}

// pattern: or_pattern 'as' pattern_capture_target | invalid_as_pattern | or_pattern
Pattern *Parser::pattern() {
  Depth guard(*this);
  int start = mark;
  Pattern *inner = orPattern();
  if (!inner || !at(Tok::As))
    return inner;
  int afterInner = mark++;
  if (Identifier target = captureTarget(); !target.empty())
    return make<MatchAs>(start, inner, target);
  if (invalidRules) {
    mark = start;
    invalidAsPattern();
  }
  mark = afterInner;
  return inner;
}

// or_pattern: '|'.closed_pattern+
Pattern *Parser::orPattern() {
  int start = mark;
  Pattern *first = closedPattern();
  if (!first || !at(Tok::Pipe))
    return first;
  llvm::SmallVector<Pattern *, 4> alternatives{first};
  while (at(Tok::Pipe)) {
    int save = mark++;
    Pattern *next = closedPattern();
    if (!next) {
      mark = save;
      break;
    }
    alternatives.push_back(next);
  }
  return alternatives.size() == 1 ? first : make<MatchOr>(start, copy(alternatives));
}

Pattern *Parser::closedPattern() {
  return remember(Rule::ClosedPattern, [&] { return closedPatternUncached(); });
}

// literal, capture, wildcard, value, group, sequence, mapping or class pattern
Pattern *Parser::closedPatternUncached() {
  Depth guard(*this);
  int start = mark;
  switch (kind()) {
  case Tok::Number:
  case Tok::Minus:
  case Tok::String: {
    Expr *value = literalPatternValue();
    return value ? make<MatchValue>(start, value) : nullptr;
  }
  case Tok::None:
    ++mark;
    return make<MatchSingleton>(start, ConstantKind::None);
  case Tok::True:
    ++mark;
    return make<MatchSingleton>(start, ConstantKind::True);
  case Tok::False:
    ++mark;
    return make<MatchSingleton>(start, ConstantKind::False);
  case Tok::Name: {
    if (atName("_")) {
      ++mark;
      return make<MatchAs>(start, static_cast<Pattern *>(nullptr), Identifier());
    }
    if (Identifier target = captureTarget(); !target.empty())
      return make<MatchAs>(start, static_cast<Pattern *>(nullptr), target);
    Expr *value = nameOrAttribute();
    if (at(Tok::LeftParen))
      return classPattern(start, value);
    if (llvm::isa<Attribute>(value) && !at(Tok::Equal))
      return make<MatchValue>(start, value);
    return nullptr;
  }
  case Tok::LeftParen: {
    ++mark;
    llvm::SmallVector<Pattern *, 8> elements;
    bool trailingComma = false;
    if (at(Tok::RightParen) || sequencePatterns(elements, trailingComma)) {
      if (!eat(Tok::RightParen))
        return nullptr;
      if (elements.size() == 1 && !trailingComma)
        return llvm::isa<MatchStar>(elements[0]) ? nullptr : elements[0];
      return make<MatchSequence>(start, copy(elements));
    }
    return nullptr;
  }
  case Tok::LeftBracket: {
    ++mark;
    llvm::SmallVector<Pattern *, 8> elements;
    bool trailingComma;
    if (!at(Tok::RightBracket) && !sequencePatterns(elements, trailingComma))
      return nullptr;
    return eat(Tok::RightBracket) ? make<MatchSequence>(start, copy(elements)) : nullptr;
  }
  case Tok::LeftBrace:
    return mappingPattern();
  default:
    return nullptr;
  }
}

// pattern_capture_target: !"_" NAME !('.' | '(' | '=')
Identifier Parser::captureTarget() {
  if (!at(Tok::Name) || atName("_") || nextIs(Tok::Dot) || nextIs(Tok::LeftParen) || nextIs(Tok::Equal))
    return "";
  return identifier(tokens[mark++]);
}

// signed_number !('+' | '-') | signed_real_number ('+' | '-') imaginary_number | strings
Expr *Parser::literalPatternValue() {
  if (at(Tok::String))
    return strings();
  int start = mark;
  bool negative = eat(Tok::Minus);
  if (!at(Tok::Number))
    return nullptr;
  Expr *real = number();
  if (!real)
    return nullptr;
  auto isImaginary = [](Expr *e) { return llvm::cast<Constant>(e)->isComplex(); };
  bool realIsImaginary = isImaginary(real);
  int realToken = mark - 1;
  if (negative)
    real = make<UnaryOp>(start, UnaryOperator::USub, real);
  if (!at(Tok::Plus) && !at(Tok::Minus))
    return real;
  if (realIsImaginary) {
    raiseAt(tokens[realToken], "real number required in complex literal");
    return nullptr;
  }
  Operator op = at(Tok::Plus) ? Operator::Add : Operator::Sub;
  ++mark;
  if (!at(Tok::Number))
    return nullptr;
  Expr *imaginary = number();
  if (!imaginary)
    return nullptr;
  if (!isImaginary(imaginary)) {
    raiseAt(imaginary, "imaginary number required in complex literal");
    return nullptr;
  }
  return make<BinOp>(start, real, op, imaginary);
}

// name_or_attr: NAME ('.' NAME)*
Expr *Parser::nameOrAttribute() {
  int start = mark;
  Expr *value = name();
  while (at(Tok::Dot) && nextIs(Tok::Name)) {
    mark += 2;
    value = make<Attribute>(start, value, identifier(tokens[mark - 1]), ExprContext::Load);
  }
  return value;
}

// maybe_star_pattern: '*' (pattern_capture_target | "_") | pattern
Pattern *Parser::maybeStarPattern() {
  int start = mark;
  if (!eat(Tok::Star))
    return pattern();
  if (atName("_")) {
    ++mark;
    return make<MatchStar>(start, Identifier());
  }
  Identifier target = captureTarget();
  return target.empty() ? nullptr : make<MatchStar>(start, target);
}

// maybe_sequence_pattern: ','.maybe_star_pattern+ [',']
bool Parser::sequencePatterns(llvm::SmallVectorImpl<Pattern *> &out, bool &trailingComma) {
  size_t before = out.size();
  int save = mark;
  trailingComma = false;
  while (Pattern *element = maybeStarPattern()) {
    out.push_back(element);
    trailingComma = eat(Tok::Comma);
    save = mark;
    if (!trailingComma)
      break;
  }
  mark = save;
  return out.size() > before;
}

// '{' [','.((literal | attr) ':' pattern)+] [',' '**' pattern_capture_target] [','] '}'
Pattern *Parser::mappingPattern() {
  int start = mark++;
  llvm::SmallVector<Expr *, 8> keys;
  llvm::SmallVector<Pattern *, 8> values;
  Identifier rest;
  while (!at(Tok::RightBrace)) {
    if (eat(Tok::DoubleStar)) {
      rest = captureTarget();
      if (rest.empty())
        return nullptr;
      eat(Tok::Comma);
      break;
    }
    Expr *key = nullptr;
    switch (kind()) {
    case Tok::None:
      key = constant(ConstantKind::None);
      break;
    case Tok::True:
      key = constant(ConstantKind::True);
      break;
    case Tok::False:
      key = constant(ConstantKind::False);
      break;
    case Tok::Name:
      key = nameOrAttribute();
      if (!llvm::isa<Attribute>(key))
        return nullptr;
      break;
    default:
      key = literalPatternValue();
      break;
    }
    if (!key || !eat(Tok::Colon))
      return nullptr;
    Pattern *value = pattern();
    if (!value)
      return nullptr;
    keys.push_back(key);
    values.push_back(value);
    if (!eat(Tok::Comma))
      break;
  }
  if (!eat(Tok::RightBrace))
    return nullptr;
  return make<MatchMapping>(start, copy(keys), copy(values), rest);
}

// name_or_attr '(' [positional_patterns] [','] [keyword_patterns] [','] ')' | invalid_class_pattern
Pattern *Parser::classPattern(int start, Expr *cls) {
  int afterParen = ++mark;
  llvm::SmallVector<Pattern *, 4> positional, named;
  llvm::SmallVector<Identifier, 4> names;
  bool more = !positionalPatterns(positional) || eat(Tok::Comma);
  if (more && keywordPatterns(names, named))
    eat(Tok::Comma);
  if (eat(Tok::RightParen))
    return make<MatchClass>(start, cls, copy(positional), copy(names), copy(named));
  mark = afterParen;
  if (invalidRules)
    invalidClassPattern();
  return nullptr;
}

// ','.pattern+
bool Parser::positionalPatterns(llvm::SmallVectorImpl<Pattern *> &out) {
  int save = mark;
  while (!(at(Tok::Name) && nextIs(Tok::Equal))) {
    Pattern *element = pattern();
    if (!element)
      break;
    out.push_back(element);
    save = mark;
    if (!eat(Tok::Comma))
      break;
  }
  mark = save;
  return !out.empty();
}

// ','.(NAME '=' pattern)+
bool Parser::keywordPatterns(llvm::SmallVectorImpl<Identifier> &names, llvm::SmallVectorImpl<Pattern *> &out) {
  int save = mark;
  while (at(Tok::Name) && nextIs(Tok::Equal)) {
    Identifier name = identifier(tokens[mark]);
    mark += 2;
    Pattern *value = pattern();
    if (!value)
      break;
    names.push_back(name);
    out.push_back(value);
    save = mark;
    if (!eat(Tok::Comma))
      break;
  }
  mark = save;
  return !out.empty();
}
