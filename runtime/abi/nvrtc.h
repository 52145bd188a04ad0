// CUDA's compiler for kernels, a library that is opened at first use.
#pragma once
#include "base.h"

extern "C" {
// Compiles `kernels`, which may include "kernel.h" (the text `header`), for an architecture such as "sm_90", to a cubin
// or, if `ptx`, to PTX's text. `extra`: options besides those that NumPy's arithmetic asks for, ends with null; may be
// null. RuntimeError, with the package to install or with the compiler's messages. *out is freed by np_nvrtc_free.
int np_nvrtc_compile(const char *header, const char *kernels, const char *architecture, const char *const *extra, int ptx,
                     char **out, np_i64 *size);
void np_nvrtc_free(char *out);
// The library's file; null if there is none.
const char *np_nvrtc_path(void);
}
