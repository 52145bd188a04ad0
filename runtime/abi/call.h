// The C ABI between a compiled function and its caller in another language (the Python module): values flat, one
// np_value for each C++ parameter and result of the emitted entry
//
//   extern "C" int np_call(np_value *arguments, np_value *results, np_failure *failure);
//
// which returns an np_status; what it raised stands in `failure`.
#pragma once
#include "memory.h"

// One value. A number stands in `bytes` as the C++ type has it (a Python int is an np_i64 or, wide, an __int128).
struct np_value {
  union {
    np_i64 integer;
    double number[2];
    np_u64 words[2]; // wide: low, high
    char bytes[16];
    struct {
      char *text; // UTF-8; of a result: the caller's, to be freed by np_deallocate
      np_i64 size;
    };
    struct {
      struct np_value *items; // of a list, or of a tuple inside of one; of a result as `text`
      np_i64 count;
    };
    struct np_rng *generator; // a result comes with a reference
  };
  // An array: its buffer (a result comes with a reference), first element, extents and strides in elements. Of an
  // argument, `shape` and `strides` are the caller's; of a result they are the caller's room for the static rank, or
  // null: then np_give allocates both as one block.
  struct np_buffer *buffer;
  void *data;
  np_i64 *shape;
  np_i64 *strides;
};

struct np_failure {
  char *text; // to be freed by np_deallocate; null: no text
  np_i64 size;
  const char *function; // Python's name; lives as long as the machine code
  int line;
  int status; // SystemExit's
  int bare;   // raised without arguments
};

typedef int np_entry(struct np_value *arguments, struct np_value *results, struct np_failure *failure);

extern "C" {
// Where texts of standard output (1) and error (2) and RuntimeWarnings go instead of to the process's. For the whole
// process; null: as before. A thread's texts come in the order in which it wrote them, at its np_flush(1) at the latest.
void np_set_output(void (*write)(int file, const char *text, np_i64 size));
void np_set_warnings(void (*warn)(const char *category, const char *text));
}
