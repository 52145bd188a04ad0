// The C ABI between the emitted text (through np.h) and the runtime's .cpp files. Includes nothing, so
// that the same text is read by Clang in the process, nvcc and NVRTC.
//
// Conventions: every function that may fail returns an np_status; 0 is success, anything else is the kind
// of Python exception, whose text np_error_text() gives until the next failing call of the same thread.
// Strides are counted in ELEMENTS of the array's dtype (not bytes) and may be zero or negative.
#pragma once

typedef long long np_i64;
typedef unsigned long long np_u64;

enum np_dtype {
  NP_BOOL, NP_I8, NP_I16, NP_I32, NP_I64, NP_U8, NP_U16, NP_U32, NP_U64,
  NP_F16, NP_F32, NP_F64, NP_C64, NP_C128
};

// Python's exception kinds that the runtime raises. The values are the np_status codes.
enum np_status {
  NP_OK = 0, NP_VALUE_ERROR, NP_INDEX_ERROR, NP_TYPE_ERROR, NP_ZERO_DIVISION_ERROR, NP_OVERFLOW_ERROR,
  NP_MEMORY_ERROR, NP_LINALG_ERROR, NP_AXIS_ERROR, NP_UFUNC_TYPE_ERROR, NP_KEY_ERROR, NP_NAME_ERROR,
  NP_UNBOUND_LOCAL_ERROR, NP_ATTRIBUTE_ERROR, NP_ASSERTION_ERROR, NP_RUNTIME_ERROR, NP_NOT_IMPLEMENTED_ERROR,
  NP_STOP_ITERATION, NP_ARITHMETIC_ERROR, NP_FLOATING_POINT_ERROR, NP_LOOKUP_ERROR, NP_RECURSION_ERROR,
  NP_OS_ERROR, NP_FILE_NOT_FOUND_ERROR, NP_IMPORT_ERROR, NP_EOF_ERROR, NP_KEYBOARD_INTERRUPT, NP_SYSTEM_EXIT,
  NP_EXCEPTION, NP_ARRAY_MEMORY_ERROR
};

// An array as the library sees it: host memory, `ndim` extents and strides (in elements). The caller keeps
// shape, strides and data alive during the call. Read-only unless a function says that it writes.
struct np_ref {
  void *data;
  const np_i64 *shape;
  const np_i64 *strides;
  int ndim;
  int dtype; // enum np_dtype
};

// A growable text, zero-initialised to empty; np_text_free releases it.
struct np_text {
  char *data;
  np_i64 size, capacity;
};

extern "C" {
// --- errors (runtime/Error.cpp)
const char *np_error_text(void);
// Sets the thread's error text (printf-style) and returns `kind`.
int np_fail(int kind, const char *format, ...);
// NP_ARRAY_MEMORY_ERROR with NumPy's text for an array of this shape.
int np_fail_memory(int ndim, const np_i64 *shape, int dtype);
// RuntimeWarning and friends: to standard error, once a (category, text, line), as Python does.
void np_warn(const char *category, const char *text);

// --- text (runtime/Text.cpp)
void np_text_append(struct np_text *, const char *, np_i64);
void np_text_free(struct np_text *);
}
