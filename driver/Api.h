// The C interface of libnp2gpu: functions of a running program compiled and called (python/ is built on it). It needs
// no header but this and runtime/abi/, and hides LLVM: the library lives beside any other one in the process.
//
//   np2gpu_function *f = np2gpu_compile(&request, &problem);
//   np2gpu_entry(f)(arguments, results, &failure);
//
// Kinds are texts (frontend/ImportEntry.h). May be called from several threads at once.
#pragma once
#include "runtime/abi/call.h"

struct np2gpu_function;

struct np2gpu_request {
  const char *function;          // its kind
  const char *const *parameters; // name, kind, name, kind, ...
  int count;                     // of parameters
  // The running program: the kind of a name of a module (null: there is none), and a file's name and text (nonzero: there
  // is none). Texts live until np2gpu_compile returns.
  void *context;
  const char *(*global)(void *context, const char *module, const char *name);
  int (*source)(void *context, const char *file, const char **name, const char **text);
};

// Why a function does not compile. All texts are one block: np2gpu_problem_free.
struct np2gpu_problem {
  char *text;    // the whole message, with the line, a caret and a hint
  char *message; // the first line's last part
  char *file;
  int line, column; // from 1; 0 if the place is not known
};

// An argument of the entry: a parameter (an empty module) or a module's name. `constant`: the code holds for its value.
struct np2gpu_slot {
  const char *module, *name;
  int constant;
};

extern "C" {
const char *np2gpu_version(void);

// Null: `problem` says why.
struct np2gpu_function *np2gpu_compile(const struct np2gpu_request *, struct np2gpu_problem *problem);
void np2gpu_problem_free(struct np2gpu_problem *);
// Its machine code goes too.
void np2gpu_function_free(struct np2gpu_function *);

np_entry *np2gpu_entry(const struct np2gpu_function *);
// "np": the IR as imported, "kernel": the kernels alone, "cuda": the text. Null for other names.
const char *np2gpu_text(const struct np2gpu_function *, const char *stage);
// The arguments in order; 0 after the last.
int np2gpu_argument(const struct np2gpu_function *, int number, struct np2gpu_slot *);
// The kind of the result, and after it of the globals that the function assigns; null after the last.
const char *np2gpu_result(const struct np2gpu_function *, int number, struct np2gpu_slot *);
}
