//===- Source.cpp - encodings and line ends (PEP 263) ------------------------===//

#include "frontend/Source.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace np2gpu;
using llvm::StringRef;

namespace {

/// The length of the valid UTF-8 sequence at the front of `s`, 0 if it is none.
size_t validUtf8(StringRef s) {
  auto byte = [&](size_t i) { return i < s.size() ? uint8_t(s[i]) : 0; };
  uint8_t c = byte(0);
  if (c < 0x80)
    return 1;
  size_t length = c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
  if ((c == 0xE0 && byte(1) < 0xA0) || (c == 0xED && byte(1) >= 0xA0) || (c == 0xF0 && byte(1) < 0x90) ||
      (c == 0xF4 && byte(1) >= 0x90))
    return 0;
  for (size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80)
      return 0;
  return length;
}

/// The encoding of a line that is only a comment with a cookie (`coding[:=]\s*([-\w.]+)`), empty if it has none.
/// `isCode` says that the line has more than a comment, so that the next line is not looked at.
StringRef cookieOf(StringRef line, bool &isCode) {
  StringRef comment = line.ltrim(" \t\f");
  isCode = !comment.empty() && comment[0] != '#';
  if (comment.empty() || isCode)
    return "";
  for (size_t at = comment.find("coding"); at != StringRef::npos; at = comment.find("coding", at + 1)) {
    StringRef rest = comment.substr(at + strlen("coding"));
    if (!rest.consume_front(":") && !rest.consume_front("="))
      continue;
    rest = rest.ltrim(" \t");
    StringRef name = rest.take_while([](char c) { return llvm::isAlnum(c) || c == '-' || c == '_' || c == '.'; });
    if (!name.empty())
      return name;
  }
  return "";
}

enum class Encoding { Utf8, Latin1, Ascii, Unknown };

Encoding encodingOf(StringRef name) {
  std::string plain;
  for (char c : name)
    plain.push_back(c == '_' ? '-' : llvm::toLower(c));
  StringRef s(plain);
  auto isFamily = [&](StringRef family) { return s == family || (s.starts_with(family) && s[family.size()] == '-'); };
  if (isFamily("utf-8") || s == "utf8" || s == "u8" || s == "utf" || s == "cp65001")
    return Encoding::Utf8;
  if (isFamily("latin-1") || isFamily("iso-8859-1") || isFamily("iso-latin-1") || s == "latin1" || s == "latin" ||
      s == "l1" || s == "iso8859-1" || s == "8859" || s == "cp819" || s == "iso-ir-100")
    return Encoding::Latin1;
  if (s == "ascii" || s == "us-ascii" || s == "646" || s == "us")
    return Encoding::Ascii;
  return Encoding::Unknown;
}

std::string translateLineEnds(StringRef bytes) {
  std::string text;
  text.reserve(bytes.size() + 1);
  if (bytes.find('\r') == StringRef::npos) {
    text.assign(bytes.begin(), bytes.end());
  } else {
    for (size_t i = 0; i < bytes.size(); ++i) {
      text.push_back(bytes[i] == '\r' ? '\n' : bytes[i]);
      if (bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n')
        ++i;
    }
  }
  if (text.empty() || text.back() != '\n')
    text.push_back('\n');
  return text;
}

SyntaxError sourceError(const llvm::Twine &message) { return {"SyntaxError", message.str(), 0, -1, 0, 0}; }

} // namespace

StringRef SourceText::line(int number) const {
  StringRef rest(text);
  for (int i = 1; i < number; ++i)
    rest = rest.substr(std::min(rest.find('\n'), rest.size() - 1) + 1);
  return rest.take_until([](char c) { return c == '\n'; });
}

std::optional<SyntaxError> np2gpu::decodeSource(StringRef bytes, StringRef fileName, SourceText &source) {
  bool hasMark = bytes.consume_front("\xEF\xBB\xBF");
  source.text = translateLineEnds(bytes);
  if (size_t nul = source.text.find('\0'); nul != std::string::npos) {
    SyntaxError error = sourceError("source code cannot contain null bytes");
    error.line = error.endLine = int(std::count(source.text.begin(), source.text.begin() + nul, '\n')) + 1;
    return error;
  }
  bool isCode = false;
  StringRef cookie = cookieOf(source.line(1), isCode);
  if (cookie.empty() && !isCode)
    cookie = cookieOf(source.line(2), isCode);
  Encoding encoding = cookie.empty() ? Encoding::Utf8 : encodingOf(cookie);
  // Only this name, in CPython's normal form, goes with the mark: not "utf8".
  bool isNormalUtf8 =
      cookie.empty() || (encoding == Encoding::Utf8 && cookie.size() >= 5 && cookie[3] != '8' && cookie[0] != 'c');
  if (hasMark && !isNormalUtf8)
    return sourceError("encoding problem: " + cookie + " with BOM");
  if (encoding == Encoding::Unknown)
    return sourceError("unknown encoding: " + cookie);

  StringRef text(source.text);
  int line = 1;
  std::string converted;
  for (size_t i = 0, length = 0; i < text.size(); i += length) {
    uint8_t c = text[i];
    length = 1;
    line += c == '\n';
    if (c < 0x80)
      continue;
    if (encoding == Encoding::Latin1) {
      converted.reserve(text.size() * 2);
      for (char byte : text)
        appendUtf8(converted, uint8_t(byte));
      break;
    }
    if (encoding == Encoding::Ascii)
      return sourceError(llvm::formatv("'ascii' codec can't decode byte 0x{0:x-2} in position {1}: "
                                       "ordinal not in range(128)",
                                       int(c), i)
                             .str());
    length = validUtf8(text.substr(i));
    if (length == 0 && !cookie.empty())
      return sourceError(llvm::formatv("'utf-8' codec can't decode byte 0x{0:x-2} in position {1}: "
                                       "invalid start byte",
                                       int(c), i)
                             .str());
    if (length == 0)
      return sourceError(llvm::formatv("Non-UTF-8 code starting with '\\x{0:x-2}' in file {1} on line {2}, but no "
                                       "encoding declared; see https://peps.python.org/pep-0263/ for details",
                                       int(c), fileName, line)
                             .str());
  }
  if (!converted.empty())
    source.text = std::move(converted);
  return std::nullopt;
}

int np2gpu::charactersIn(StringRef text, size_t bytes) {
  int count = 0;
  for (char c : text.take_front(bytes))
    count += (uint8_t(c) & 0xC0) != 0x80;
  return count;
}

void np2gpu::appendUtf8(std::string &text, uint32_t c) {
  if (c < 0x80) {
    text.push_back(char(c));
    return;
  }
  int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  text.push_back(char((0xFF << (7 - more)) | (c >> (6 * more)))); // as many leading ones as bytes
  while (more--)
    text.push_back(char(0x80 | ((c >> (6 * more)) & 0x3F)));
}

uint32_t np2gpu::takeUtf8(StringRef &text) {
  uint8_t c = text[0];
  int more = c < 0xC0 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
  uint32_t codePoint = more == 0 ? c : c & (0x3F >> more);
  for (int i = 1; i <= more; ++i)
    codePoint = codePoint << 6 | (uint8_t(text[i]) & 0x3F);
  text = text.drop_front(more + 1);
  return codePoint;
}
