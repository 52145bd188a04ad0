// The C ABI of elementwise launches. np.h names the kernel and its arguments; the runtime finds the index space and the
// result's memory, decides where the kernel runs (abi/device.h), lays its views out with that side's addresses and
// starts it. None of this depends on types, so it is not in templates.
#pragma once
#include "memory.h"

// A kernel as the host has it, and how to call it there: each argument is read from its address.
typedef void (*np_kernel)(void);
typedef void (*np_kernel_call)(np_kernel, void *const *arguments);

// One launch: the output is the last argument. An array's ref comes with its buffer, and `arguments` points to room for
// the kernel's view of it; a scalar has a ref of rank -1 whose dtype is its size in bytes, and the argument's value.
struct np_launch {
  np_kernel kernel;
  np_kernel_call call;
  int count;
  struct np_ref *refs;
  struct np_buffer **buffers;
  void *const *arguments;
};

extern "C" {
// A fresh result, or the memory of the input `spare` (may be -1) if all inputs are dense arrays of one shape: the last
// ref has dtype and ndim set; shape and strides (K order, as NumPy allocates), written where its pointers show, data
// and buffer (with a reference) are filled in. ValueError where the shapes do not broadcast.
int np_map(struct np_launch *, int spare);
// The same over an output that exists. Shapes were checked before.
int np_map_to(struct np_launch *);
// May the last of these arrays hold the result of an operation over all of them (x += y)? ValueError.
int np_map_check(int count, const struct np_ref *refs);
// Do these arrays broadcast, and fits the result into an assigned array of this shape? ValueError.
int np_map_assign_check(int count, const struct np_ref *refs, int ndim, const np_i64 *shape);
}
