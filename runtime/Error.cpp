// The thread's last error and Python's warnings. Functions of the C ABI return a status and leave the text here;
// np.h turns both into a C++ exception.
#include "Scalar.h"
#include "abi/base.h"
#include "abi/call.h"
#include <cmath>
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
// NumPy's way with a number of bytes: three digits, in the largest unit of which there is one.
static std::string sizeText(double bytes) {
  const char *const units[] = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  int unit = 0;
  for (; unit < 6 && std::nearbyint(bytes) >= 1024; ++unit)
    bytes /= 1024;
  char text[40];
  std::snprintf(text, sizeof text, unit == 0 ? "%.0f %s" : std::nearbyint(bytes) < 1000 ? "%#.3g %s" : "%#.0f %s", bytes, units[unit]);
  return text;
}

extern "C" int np_fail_memory(int ndim, const np_i64 *shape, int dtype) {
  double bytes = np_scalar::sizeOf(dtype);
  std::string extents;
  for (int axis = 0; axis < ndim; ++axis) {
    bytes *= shape[axis];
    extents += (axis ? ", " : "") + std::to_string(shape[axis]);
  }
  if (ndim == 1)
    extents += ",";
  return np_fail(NP_ARRAY_MEMORY_ERROR, "Unable to allocate %s for an array with shape (%s) and data type %s",
                 sizeText(bytes).c_str(), extents.c_str(), np_scalar::nameOf(dtype));
}

extern "C" void np_warn(const char *category, const char *text) {
  if (warningSink)
    return warningSink(category, text);
  static thread_local std::set<std::string> seen;
  std::string line = std::string(category) + ": " + text;
  if (seen.insert(line).second)
    std::fprintf(stderr, "%s\n", line.c_str());
}
