// np.set_printoptions and np.printoptions, one option a call (lib/np.py has the functions).
#pragma once
#include "print.h"

namespace np {

inline bool is_option(const char *name, const char *wanted) { return __builtin_strcmp(name, wanted) == 0; }
inline void set_print_option(const char *name, double value, at where) {
  np_print_options options{};
  if (is_option(name, "precision"))
    options.given = NP_PRINT_PRECISION, options.precision = i64(value);
  else if (is_option(name, "threshold"))
    options.given = NP_PRINT_THRESHOLD, options.threshold = value;
  else if (is_option(name, "edgeitems"))
    options.given = NP_PRINT_EDGEITEMS, options.edgeitems = i64(value);
  else if (is_option(name, "linewidth"))
    options.given = NP_PRINT_LINEWIDTH, options.linewidth = value;
  else
    options.given = NP_PRINT_SUPPRESS, options.suppress = value != 0;
  check(np_set_printoptions(&options), where);
}
inline void set_print_option(const char *name, const str &value, at where) {
  np_print_options options{};
  builder text;
  np_text_append(&text, value.data(), value.size());
  np_text_append(&text, "\0", 1);
  if (is_option(name, "nanstr"))
    options.given = NP_PRINT_NANSTR, options.nanstr = text.data;
  else if (is_option(name, "infstr"))
    options.given = NP_PRINT_INFSTR, options.infstr = text.data;
  else if (is_option(name, "sign"))
    options.given = NP_PRINT_SIGN, options.sign = text.data;
  else
    options.given = NP_PRINT_FLOATMODE, options.floatmode = text.data;
  check(np_set_printoptions(&options), where);
}
inline void push_print_options(at) { np_push_printoptions(); }
inline void pop_print_options(at) { np_pop_printoptions(); }

} // namespace np
