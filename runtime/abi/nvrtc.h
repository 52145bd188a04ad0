// CUDA's compiler for kernels, a library that is opened at first use.
#pragma once
#include "base.h"

extern "C" {
// Is it installed? RuntimeError, with the package to install.
int np_nvrtc_find(void);
// Compiles `kernels`, which may include "kernel.h" (the text `header`), for an architecture such as "sm_90", to a cubin
// or, if `ptx`, to PTX's text. `extra`: an option besides those that NumPy's arithmetic asks for, or null. RuntimeError, as
// above or with the compiler's messages. *out is freed by np_nvrtc_free.
int np_nvrtc_compile(const char *header, const char *kernels, const char *architecture, const char *extra, int ptx, char **out,
                     np_i64 *size);
void np_nvrtc_free(char *out);
}
