// The thread's last error and Python's warnings. Functions of the C ABI return a status and leave the text here;
// np.h turns both into a C++ exception.
#include "abi/base.h"
#include "abi/call.h"
#include <cstdarg>
#include <cstdio>
#include <set>
#include <string>

static thread_local std::string errorText;

extern "C" const char *np_error_text(void) { return errorText.c_str(); }

extern "C" int np_fail(int kind, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int size = std::vsnprintf(nullptr, 0, format, args);
  errorText.resize(size > 0 ? size : 0);
  std::vsnprintf(errorText.data(), errorText.size() + 1, format, again);
  va_end(args);
  va_end(again);
  return kind;
}

static void (*warningSink)(const char *category, const char *text);
extern "C" void np_set_warnings(void (*warn)(const char *category, const char *text)) { warningSink = warn; }

extern "C" void np_warn(const char *category, const char *text) {
  if (warningSink)
    return warningSink(category, text);
  static thread_local std::set<std::string> seen;
  std::string line = std::string(category) + ": " + text;
  if (seen.insert(line).second)
    std::fprintf(stderr, "%s\n", line.c_str());
}
