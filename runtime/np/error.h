// Exceptions. The C ABI returns a status and leaves the text; here both become one C++ exception that knows the
// script's line. A call that may raise takes NP_AT(line) last.
#pragma once
#include "text.h"

// The script's line of a call; the function is the emitted one, whose Python name np::run's table tells.
#define NP_AT(line) ::np::at{line, __func__}

namespace np {

struct at {
  int line;
  const char *function;
};

// A Python exception: `kind` is an np_status. `status` is SystemExit's. `bare`: raised without arguments. `suggestion`:
// the name that a traceback offers for a misspelt one; a literal.
struct Error {
  int kind;
  str text;
  at where;
  int status = 0;
  bool bare = false;
  const char *suggestion = nullptr;
  const char *name = nullptr; // of a class of the script
};

[[noreturn]] inline void fail(int kind, at where) { throw Error{kind, str(np_error_text()).copy(), where}; }
[[noreturn]] inline void raise(int kind, const str &text, at where) { throw Error{kind, text, where}; }
[[noreturn]] inline void raise(int kind, const str &text, at where, const char *suggestion) {
  throw Error{kind, text, where, 0, false, suggestion};
}
[[noreturn]] inline void raise(int kind, at where) { throw Error{kind, str(), where, 0, true}; }
[[noreturn]] inline void raise_as(const char *name, int kind, const str &text, at where) {
  throw Error{kind, text, where, 0, false, nullptr, name};
}
[[noreturn]] inline void raise_as(const char *name, int kind, at where) { throw Error{kind, str(), where, 0, true, nullptr, name}; }
// The exceptions that np.h itself finds; `text` is a literal.
[[noreturn]] inline void fail(int kind, const char *text, at where) { throw Error{kind, str(text), where}; }

inline void check(int status, at where) {
  if (__builtin_expect(status != NP_OK, 0))
    fail(status, where);
}

} // namespace np
