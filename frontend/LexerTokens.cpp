//===- LexerTokens.cpp - keywords and operators ------------------------------===//

#include "frontend/Lexer.h"

#include "llvm/Support/ErrorHandling.h"

using namespace np2gpu;
using llvm::StringRef;

Tok np2gpu::keywordOrName(StringRef text) {
  // clang-format off
  static constexpr std::pair<StringRef, Tok> keywords[] = {
      {"if", Tok::If}, {"in", Tok::In}, {"is", Tok::Is}, {"as", Tok::As}, {"or", Tok::Or},
      {"def", Tok::Def}, {"for", Tok::For}, {"not", Tok::Not}, {"and", Tok::And}, {"try", Tok::Try}, {"del", Tok::Del},
      {"from", Tok::From}, {"else", Tok::Else}, {"elif", Tok::Elif}, {"None", Tok::None}, {"True", Tok::True},
      {"with", Tok::With}, {"pass", Tok::Pass},
      {"False", Tok::False}, {"class", Tok::Class}, {"break", Tok::Break}, {"raise", Tok::Raise},
      {"while", Tok::While}, {"yield", Tok::Yield}, {"async", Tok::Async}, {"await", Tok::Await},
      {"return", Tok::Return}, {"import", Tok::Import}, {"assert", Tok::Assert}, {"except", Tok::Except},
      {"global", Tok::Global}, {"lambda", Tok::Lambda},
      {"finally", Tok::Finally},
      {"continue", Tok::Continue}, {"nonlocal", Tok::Nonlocal},
  };
  // clang-format on
  // Where the keywords of each length begin.
  static constexpr uint8_t first[] = {0, 0, 0, 5, 11, 18, 26, 32, 33, 35};
  static_assert(std::size(keywords) == first[std::size(first) - 1]);
  if (text.size() < 2 || text.size() + 1 >= std::size(first))
    return Tok::Name;
  for (int i = first[text.size()], end = first[text.size() + 1]; i < end; ++i)
    if (keywords[i].first[0] == text[0] && keywords[i].first == text)
      return keywords[i].second;
  return Tok::Name;
}

OperatorScan np2gpu::scanOperator(const char *p) {
  // An operator alone, followed by '=', doubled, and doubled before '='; Other where there is none.
  auto family = [&](Tok alone, Tok withEqual, Tok doubled = Tok::Other, Tok doubledEqual = Tok::Other) -> OperatorScan {
    if (p[1] == '=')
      return {withEqual, 2};
    if (doubled != Tok::Other && p[1] == p[0])
      return doubledEqual != Tok::Other && p[2] == '=' ? OperatorScan{doubledEqual, 3} : OperatorScan{doubled, 2};
    return {alone, 1};
  };
  // clang-format off
  switch (*p) {
  case '(': return {Tok::LeftParen, 1};
  case ')': return {Tok::RightParen, 1};
  case '[': return {Tok::LeftBracket, 1};
  case ']': return {Tok::RightBracket, 1};
  case '{': return {Tok::LeftBrace, 1};
  case '}': return {Tok::RightBrace, 1};
  case ',': return {Tok::Comma, 1};
  case ';': return {Tok::Semicolon, 1};
  case '~': return {Tok::Tilde, 1};
  case '.': return p[1] == '.' && p[2] == '.' ? OperatorScan{Tok::Ellipsis, 3} : OperatorScan{Tok::Dot, 1};
  case ':': return family(Tok::Colon, Tok::ColonEqual);
  case '=': return family(Tok::Equal, Tok::EqualEqual);
  case '!': return family(Tok::Other, Tok::NotEqual);
  case '+': return family(Tok::Plus, Tok::PlusEqual);
  case '-': return p[1] == '>' ? OperatorScan{Tok::Arrow, 2} : family(Tok::Minus, Tok::MinusEqual);
  case '*': return family(Tok::Star, Tok::StarEqual, Tok::DoubleStar, Tok::DoubleStarEqual);
  case '/': return family(Tok::Slash, Tok::SlashEqual, Tok::DoubleSlash, Tok::DoubleSlashEqual);
  case '%': return family(Tok::Percent, Tok::PercentEqual);
  case '@': return family(Tok::At, Tok::AtEqual);
  case '&': return family(Tok::Ampersand, Tok::AmpersandEqual);
  case '|': return family(Tok::Pipe, Tok::PipeEqual);
  case '^': return family(Tok::Caret, Tok::CaretEqual);
  case '<': return p[1] == '>' ? OperatorScan{Tok::Other, 2} // a token of its own, but never right
                               : family(Tok::Less, Tok::LessEqual, Tok::LeftShift, Tok::LeftShiftEqual);
  case '>': return family(Tok::Greater, Tok::GreaterEqual, Tok::RightShift, Tok::RightShiftEqual);
  default: return {Tok::Other, 1};
  }
  // clang-format on
}

StringRef np2gpu::spelling(Tok kind) {
  switch (kind) {
  case Tok::Colon:
    return ":";
  case Tok::LeftParen:
    return "(";
  default:
    llvm_unreachable("no other token is demanded");
  }
}
