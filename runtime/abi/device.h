// The C ABI of the device: where operations run, and what is known about it. An array lives in host memory, in a
// device's, or in both (abi/memory.h). Views and refs hold host addresses wherever the elements are; a launch translates
// them. An operation of this file runs on the device if the placement says so (Placement.cpp has the cost model), and
// else brings its operands to the host.
#pragma once
#include "launch.h"
#include "reduce.h"

// An array whose elements may be on either side; what is made of a script's own value has no buffer.
struct np_operand {
  struct np_ref ref;
  struct np_buffer *buffer;
};

// What decides without a call that an operation stays on the host: it touches fewer bytes than `from`, and nothing
// lives on the device.
struct np_placement {
  np_i64 from;     // the greatest number there is, if there is no device
  np_i64 resident; // buffers with memory on the device
};
extern "C" struct np_placement np_placement;

static inline bool np_may_place(np_i64 bytes) {
  return __builtin_expect(bytes >= np_placement.from || np_placement.resident != 0, 0);
}

struct np_device_counters {
  np_i64 launches, copies_in, bytes_in, copies_out, bytes_out, waits;
};

extern "C" {
// Chooses the device, before anything runs: "cpu", "auto", "cuda", "sim", or "auto:sim" (the simulated device behind
// auto's cost model). RuntimeError with what is missing, for "cuda".
int np_device_choose(const char *mode);
// What a device compiles: np.h's device part, and the kernels of the script. The texts must stay.
void np_device_source(const char *header, const char *kernels);
// The kernels' names, by which a device finds them in that text; ends with a null name.
struct np_kernel_name {
  const char *name;
  np_kernel kernel;
};
void np_device_kernels(const struct np_kernel_name *);
// Waits until all that was queued is done.
void np_device_wait(void);
void np_device_count(struct np_device_counters *);
// One line about the device and its counters: "device=sim launches=8 ...".
const char *np_device_summary(void);

// to[...] = from (np_copy), and with one value for all elements (np_fill).
int np_array_copy(const struct np_operand *to, const struct np_operand *from);
int np_array_fill(const struct np_operand *to, int dtype, const void *value);
// to[i] = first + i * step, for rank 1; first and step are of to's dtype.
int np_array_ramp(const struct np_operand *to, const void *first, const void *step);
void np_ramp(const struct np_ref *to, const void *first, const void *step); // the host's form
// to[mask] = value (np_mask_assign), for a mask of to's shape and a value of rank 0.
int np_array_mask_fill(const struct np_operand *to, const struct np_operand *mask, const struct np_operand *value);
// np_reduce, np_mean.
int np_array_reduce(int op, const struct np_operand *in, const int *axes, int naxes, int keepdims,
                    const struct np_operand *out);
// np_matmul, of shapes that were checked; np_dot is the same for vectors and matrices.
int np_array_matmul(const struct np_operand *a, const struct np_operand *b, const struct np_operand *out);
}
