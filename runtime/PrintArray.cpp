// str, repr and array2string of arrays (design: numpy-printing.md, sections 2 to 6). Three steps: which elements show
// (the corners of a large array), one word for each of them in a format chosen for all together, and the layout of
// the words in lines and brackets.
#include "FloatFormat.h"
#include "Scalar.h"
#include "Unicode.h"
#include "abi/print.h"
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace np_print_array {
namespace {

using np_scalar::Kind;
using Elements = std::vector<const char *>;
using Words = std::vector<std::string>;

np_i64 sizeOf(const np_ref &array) {
  np_i64 size = 1;
  for (int axis = 0; axis < array.ndim; ++axis)
    size *= array.shape[axis];
  return size;
}

// ---- which elements show

constexpr np_i64 Dots = -1;

struct Shown {
  bool summary;
  np_i64 edge;

  Shown(const np_ref &array, const Options &options)
      : summary(static_cast<double>(sizeOf(array)) > options.threshold), edge(std::max<np_i64>(options.edgeitems, 0)) {}

  // With edgeitems 0 NumPy prints the last element all the same, and chooses the format from the whole axis.
  std::vector<np_i64> along(np_i64 extent, bool forFormat) const {
    std::vector<np_i64> indices;
    bool cut = summary && extent > 2 * edge && !(forFormat && edge == 0);
    np_i64 first = cut ? edge : extent;
    for (np_i64 i = 0; i < first; ++i)
      indices.push_back(i);
    if (cut) {
      indices.push_back(Dots);
      for (np_i64 i = extent - std::max<np_i64>(edge, 1); i < extent; ++i)
        indices.push_back(i);
    }
    return indices;
  }

  void collect(const np_ref &array, bool forFormat, int axis, const char *at, Elements &elements) const {
    if (axis == array.ndim) {
      elements.push_back(at);
      return;
    }
    for (np_i64 i : along(array.shape[axis], forFormat))
      if (i != Dots)
        collect(array, forFormat, axis + 1, at + i * array.strides[axis] * np_scalar::sizeOf(array.dtype), elements);
  }
};

// ---- words

std::vector<double> valuesOf(const Elements &elements, int dtype, int part) {
  std::vector<double> values;
  for (const char *element : elements)
    values.push_back(np_scalar::floatAt(dtype, element, part));
  return values;
}

Words floatWords(const Elements &sizing, const Elements &shown, int dtype, const Options &options) {
  FloatFormat format(valuesOf(sizing, dtype, 0), dtype, options, options.sign[0]);
  Words words;
  for (double value : valuesOf(shown, dtype, 0))
    words.push_back(format(value));
  return words;
}

Words complexWords(const Elements &sizing, const Elements &shown, int dtype, const Options &options) {
  int part = np_scalar::partOf(dtype);
  FloatFormat real(valuesOf(sizing, dtype, 0), part, options, options.sign[0]);
  FloatFormat imag(valuesOf(sizing, dtype, 1), part, options, '+');
  Words words;
  for (const char *element : shown) {
    std::string second = imag(np_scalar::floatAt(dtype, element, 1));
    second.insert(second.find_last_not_of(' ') + 1, "j");
    words.push_back(real(np_scalar::floatAt(dtype, element, 0)) + second);
  }
  return words;
}

std::string intText(__int128 value) {
  return npTextOf([&](np_text *text) { np_repr_int128(text, np_scalar::high(value), np_scalar::low(value)); });
}

Words intWords(const Elements &sizing, const Elements &shown, int dtype, const Options &options) {
  __int128 least = np_scalar::intAt(dtype, sizing[0]), most = least;
  for (const char *element : sizing) {
    __int128 value = np_scalar::intAt(dtype, element);
    least = std::min(least, value);
    most = std::max(most, value);
  }
  char sign = options.sign[0] == ' ' && least < 0 ? '-' : options.sign[0];
  size_t width = std::max(intText(most).size() + (sign != '-' && most >= 0), intText(least).size());
  Words words;
  for (const char *element : shown) {
    __int128 value = np_scalar::intAt(dtype, element);
    std::string word = intText(value);
    if (sign == '+' && value >= 0)
      word.insert(0, "+");
    words.push_back(word.insert(0, width - std::min(width, word.size()), ' '));
  }
  return words;
}

// A specific key beats a group, a group beats all.
const np_formatter *formatterFor(int dtype, const Options &options) {
  static const char *const keys[][3] = {{"bool", "", "all"},
                                        {"int", "int_kind", "all"},
                                        {"float", "float_kind", "all"},
                                        {"complexfloat", "complex_kind", "all"}};
  for (std::string_view key : keys[static_cast<int>(np_scalar::kindOf(dtype))])
    for (int i = options.formatter_count - 1; i >= 0; --i)
      if (key == options.formatters[i].key)
        return &options.formatters[i];
  return nullptr;
}

int formatWords(const np_ref &array, const Shown &which, const Options &options, Words &words) {
  Elements shown, sizing;
  which.collect(array, false, 0, static_cast<const char *>(array.data), shown);
  if (const np_formatter *formatter = formatterFor(array.dtype, options)) {
    for (const char *element : shown) {
      int status = NP_OK;
      words.push_back(
          npTextOf([&](np_text *text) { status = formatter->call(formatter->context, text, array.dtype, element); }));
      if (status)
        return status;
      if (words.back().empty() && array.ndim != 0)
        return np_fail(NP_VALUE_ERROR, "max() arg is an empty sequence"); // what comes of it in NumPy
    }
    return NP_OK;
  }
  which.collect(array, true, 0, static_cast<const char *>(array.data), sizing);
  Kind kind = np_scalar::kindOf(array.dtype);
  if (kind >= Kind::Float && options.precision < 0 && !options.isUnique())
    return np_fail(NP_VALUE_ERROR, "precision must be >= 0");
  if (kind == Kind::Float)
    words = floatWords(sizing, shown, array.dtype, options);
  else if (kind == Kind::Complex)
    words = complexWords(sizing, shown, array.dtype, options);
  else if (kind == Kind::Int)
    words = intWords(sizing, shown, array.dtype, options);
  else
    for (const char *element : shown)
      words.push_back(*element ? (array.ndim ? " True" : "True") : "False");
  return NP_OK;
}

// ---- layout

void stripRight(std::string &text) {
  size_t last = text.find_last_not_of(" \t\n\r\v\f");
  text.erase(last + 1);
}

// A word by its line ends; one at its very end stays part of the word.
std::vector<std::string> rowsOf(const std::string &word) {
  size_t end = word.find('\n');
  if (end == word.npos || end + 1 == word.size())
    return {word};
  std::vector<std::string> rows;
  size_t begin = 0;
  for (; end != word.npos; end = word.find('\n', begin)) {
    rows.push_back(word.substr(begin, end - begin));
    begin = end + 1;
  }
  if (begin < word.size())
    rows.push_back(word.substr(begin));
  return rows;
}

// Sections 4 and 6: the words of the shown elements, in order, in lines no wider than `width`.
class Layout {
public:
  Layout(const np_ref &array, const Shown &which, const Words &words, std::string separator)
      : array(array), which(which), words(words), separator(std::move(separator)), stripped(this->separator) {
    stripRight(stripped);
  }

  // One axis with all inside it. `indent` are the blanks before each of its items.
  std::string axis(int number, const std::string &indent, double width) {
    std::vector<np_i64> items = which.along(array.shape[number], false);
    std::string text = number + 1 == array.ndim ? line(items, indent, width) : block(number, items, indent, width);
    return "[" + text.substr(indent.size()) + "]";
  }

private:
  std::string word(np_i64 item) { return item == Dots ? "..." : words[next++]; }

  std::string line(const std::vector<np_i64> &items, const std::string &indent, double width) {
    double room = width - std::max<np_i64>(np_unicode::length(stripped), 1);
    np_i64 start = indent.size(), gap = np_unicode::length(separator), length = start;
    std::string text, line = indent;
    auto newLine = [&](const std::string &begin) {
      stripRight(line);
      text += line + "\n";
      line = begin;
      length = begin.size();
    };
    for (size_t i = 0; i < items.size(); ++i) {
      std::string item = word(items[i]);
      std::vector<std::string> rows = rowsOf(item);
      np_i64 widest = 0;
      for (const std::string &row : rows)
        widest = std::max(widest, np_unicode::length(row));
      if (length + widest > room && length > start)
        newLine(indent);
      // Only a formatter writes a word of several rows: they stand in a column, the rest of the line after the last.
      np_i64 column = length;
      for (size_t row = 0; row < rows.size(); ++row) {
        if (row)
          newLine(std::string(column, ' '));
        line += rows[row];
      }
      if (rows.size() > 1)
        line.append(widest - np_unicode::length(rows.back()), ' ');
      length = column + widest;
      if (i + 1 < items.size()) {
        line += separator;
        length += gap;
      }
    }
    return text + line;
  }

  std::string block(int number, const std::vector<np_i64> &items, const std::string &indent, double width) {
    std::string joiner = stripped + std::string(array.ndim - number - 1, '\n');
    std::string text;
    for (size_t i = 0; i < items.size(); ++i) {
      text += i ? joiner + indent : indent;
      text += items[i] == Dots ? "..." : axis(number + 1, indent + " ", width - 1);
    }
    return text;
  }

  const np_ref &array;
  const Shown &which;
  const Words &words;
  std::string separator, stripped;
  size_t next = 0;
};

int body(std::string &result, const np_ref &array, const Options &options, std::string_view separator,
         std::string_view prefix, std::string_view suffix) {
  if (sizeOf(array) == 0) {
    result = "[]";
    return NP_OK;
  }
  Shown which(array, options);
  Words words;
  if (int status = formatWords(array, which, options, words))
    return status;
  if (array.ndim == 0)
    result = words[0];
  else
    result =
        Layout(array, which, words, std::string(separator))
            .axis(0, std::string(1 + np_unicode::length(prefix), ' '), options.linewidth - np_unicode::length(suffix));
  return NP_OK;
}

// ---- the thread's options with those given for one call

int optionsFor(Options &options, const np_print_options *given) {
  np_get_printoptions(&options);
  if (!given)
    return NP_OK;
  unsigned bits = given->given;
  if (bits & NP_PRINT_PRECISION)
    options.precision = given->precision;
  if (bits & NP_PRINT_THRESHOLD)
    options.threshold = given->threshold;
  if (bits & NP_PRINT_EDGEITEMS)
    options.edgeitems = given->edgeitems;
  if (bits & NP_PRINT_LINEWIDTH)
    options.linewidth = given->linewidth;
  if (bits & NP_PRINT_SUPPRESS)
    options.suppress = given->suppress;
  if (bits & NP_PRINT_SIGN)
    options.sign = given->sign;
  if (bits & NP_PRINT_FLOATMODE)
    options.floatmode = given->floatmode;
  if (bits & NP_PRINT_FORMATTER) {
    options.formatters = given->formatters;
    options.formatter_count = given->formatter_count;
  }
  return np_check_printoptions(given);
}

std::string shapeText(const np_ref &array) {
  std::string text;
  for (int axis = 0; axis < array.ndim; ++axis)
    text += (axis ? ", " : "") + std::to_string(array.shape[axis]);
  return "(" + text + (array.ndim == 1 ? ",)" : ")");
}

// What repr says after the body (section 5).
std::string extrasOf(const np_ref &array, const Options &options) {
  np_i64 size = sizeOf(array);
  std::string extras;
  if ((size == 0 && array.ndim != 1) || static_cast<double>(size) > options.threshold)
    extras = "shape=" + shapeText(array);
  bool impliedType = array.dtype == NP_I64 || array.dtype == NP_F64 || array.dtype == NP_C128 || array.dtype == NP_BOOL;
  if (!impliedType || size == 0)
    extras += std::string(extras.empty() ? "" : ", ") + "dtype=" + np_scalar::nameOf(array.dtype);
  return extras;
}

} // namespace

extern "C" int np_array2string(np_text *text, const np_ref *array, const np_print_options *given, const char *separator,
                               const char *prefix, const char *suffix) {
  Options options;
  if (int status = optionsFor(options, given))
    return status;
  std::string result;
  if (int status =
          body(result, *array, options, separator ? separator : " ", prefix ? prefix : "", suffix ? suffix : ""))
    return status;
  np_text_append(text, result.data(), result.size());
  return NP_OK;
}

extern "C" int np_array_str(np_text *text, const np_ref *array, const np_print_options *given) {
  if (array->ndim == 0) {
    np_str_scalar(text, array->dtype, array->data);
    return NP_OK;
  }
  return np_array2string(text, array, given, nullptr, nullptr, nullptr);
}

extern "C" int np_array_repr(np_text *text, const np_ref *array, const np_print_options *given) {
  Options options;
  if (int status = optionsFor(options, given))
    return status;
  std::string result;
  const std::string prefix = "array(";
  if (int status = body(result, *array, options, ", ", prefix, ")"))
    return status;
  result = prefix + result;
  std::string extras = extrasOf(*array, options);
  if (!extras.empty()) {
    result += ",";
    np_i64 lastLine = np_unicode::length(std::string_view(result).substr(result.rfind('\n') + 1));
    bool fits = lastLine + static_cast<np_i64>(extras.size()) + 2 <= options.linewidth;
    result += (fits ? " " : "\n" + std::string(prefix.size(), ' ')) + extras;
  }
  result += ")";
  np_text_append(text, result.data(), result.size());
  return NP_OK;
}

extern "C" int np_str_array(np_text *text, const np_ref *array) { return np_array_str(text, array, nullptr); }

extern "C" int np_repr_array(np_text *text, const np_ref *array) { return np_array_repr(text, array, nullptr); }

} // namespace np_print_array
