// The C ABI of elementwise launches: what a call of a kernel over arrays of any strides and shapes needs to know before
// its loop starts. The work per call is small and the same for all types, so it is not in templates.
#pragma once
#include "memory.h"

enum { NP_LAUNCH_RANK = 64 };

// The index space of one launch: `shape` has `ndim` axes (the kernel's rank), the last one the fastest. Axis k of the
// space walks axis `axis[k]` of the broadcast operands, counted from the LAST one (0 is the last); -1: an axis of
// length 1 that only fills up the rank.
struct np_space {
  int ndim;
  np_i64 shape[NP_LAUNCH_RANK];
  int axis[NP_LAUNCH_RANK];
};

extern "C" {
// A fresh result for an elementwise operation over `inputs` (refs of rank -1 are scalars and are skipped): `out` has
// dtype and ndim set; shape, strides (K order, as NumPy allocates) and data are filled in, into the arrays that out's
// pointers name. ValueError where the shapes do not broadcast.
int np_map_begin(int count, const struct np_ref *inputs, struct np_ref *out, struct np_buffer **buffer,
                 struct np_space *space);
// May the last of these arrays hold the result of an operation over all of them (x += y)? ValueError.
int np_map_check(int count, const struct np_ref *refs);
// Do these arrays broadcast, and fits the result into an assigned array of this shape? ValueError.
int np_map_assign_check(int count, const struct np_ref *refs, int ndim, const np_i64 *shape);
// The same into the memory of the input that begins at `spare`, if all inputs are dense arrays of one shape: 1, or 0.
int np_map_reuse(int count, const struct np_ref *inputs, const void *spare, struct np_ref *out, struct np_space *space);
// The same over an output that exists: 0, or 1 if it may share memory with an input other than element for element
// (compute into fresh memory then and copy). Shapes were checked before.
int np_map_into(int count, const struct np_ref *inputs, const struct np_ref *out, struct np_space *space);
}
