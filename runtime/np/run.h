// The frame around a script: its exit status, and Python's traceback of an exception that nobody caught.
#pragma once
#include "print.h"

namespace np {

inline const char *kind_name(int kind) {
  const char *const names[] = {
      "", "ValueError", "IndexError", "TypeError", "ZeroDivisionError", "OverflowError", "MemoryError",
      "numpy.linalg.LinAlgError", "numpy.exceptions.AxisError", "numpy._core._exceptions._UFuncOutputCastingError",
      "KeyError", "NameError", "UnboundLocalError", "AttributeError", "AssertionError", "RuntimeError",
      "NotImplementedError", "StopIteration", "ArithmeticError", "FloatingPointError", "LookupError", "RecursionError",
      "OSError", "FileNotFoundError", "ImportError", "EOFError", "KeyboardInterrupt", "SystemExit", "Exception",
      "numpy._core._exceptions._ArrayMemoryError"};
  return names[kind];
}

// What a traceback quotes: the lines of the script, and Python's names of the emitted functions.
struct source_line {
  int number;
  const char *text;
};
struct function_name {
  const char *emitted, *python;
};
struct script_info {
  const char *file;
  const source_line *lines; // by number, ends with {0, nullptr}
  const function_name *functions; // ends with {nullptr, nullptr}
};

// Does a handler of these kinds catch it?
template <int N> inline bool is(const Error &e, const int (&kinds)[N]) {
  for (int kind : kinds)
    if (e.kind == kind)
      return true;
  return false;
}

inline void traceback(const Error &e, const script_info &script) {
  builder text;
  text.add("Traceback (most recent call last):\n");
  if (e.where.line) {
    const char *name = e.where.function;
    for (const function_name *f = script.functions; f->emitted; ++f)
      if (__builtin_strcmp(f->emitted, name) == 0) {
        name = f->python;
        break;
      }
    text.add("  File \"");
    text.add(script.file);
    text.add("\", line ");
    np_repr_int(&text, e.where.line);
    text.add(", in ");
    text.add(name);
    text.add("\n");
    for (const source_line *l = script.lines; l->text; ++l)
      if (l->number == e.where.line) {
        text.add("    ");
        text.add(l->text);
        text.add("\n");
        break;
      }
  }
  text.add(e.name ? e.name : kind_name(e.kind));
  if (!e.bare && e.text.size()) {
    text.add(": ");
    text.add(e.text);
  }
  if (e.suggestion) {
    text.add(". Did you mean: '");
    text.add(e.suggestion);
    text.add("'?");
  }
  text.add("\n");
  np_write(2, text.data, text.size);
}

inline int run(void (*script)(), const script_info &info, int argc, char **argv) {
  np_set_arguments(argc, argv);
  int status = 0;
  try {
    script();
  } catch (const Error &e) {
    np_flush(1);
    if (e.kind == NP_SYSTEM_EXIT) {
      status = e.status;
    } else {
      traceback(e, info);
      status = 1;
    }
  }
  np_flush(1);
  return status;
}

} // namespace np
