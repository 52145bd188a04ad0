// A device as the runtime sees it: memory of its own, and a queue in which copies and operations wait their turn. All
// calls but synchronise() only put something into the queue, so memory may be released while earlier operations still
// use it. CudaDevice.cpp is the real one, SimulatedDevice.cpp checks the same protocol on any machine.
//
// Refs given to a device hold device addresses; what they point to (shapes, strides) and all other arguments may go
// once the call returns.
#pragma once
#include "abi/device.h"

namespace np::device {

// How a kernel's arguments are laid out: their sizes.
struct KernelCall {
  np_kernel kernel;
  np_kernel_call call;
  np_i64 size; // indices of the space
  int count;
  void *const *arguments;
  const int *bytes;
};

class Device {
public:
  virtual ~Device() = default;
  virtual const char *name() const = 0;
  // The calling thread will use it from now on.
  virtual void enter() {}
  // Null if there is no room.
  virtual void *allocate(np_i64 bytes) = 0;
  virtual void release(void *memory, np_i64 bytes) = 0;
  // The host's memory is read at once, and written by the time that synchronise() returns.
  virtual void copyIn(void *to, const void *from, np_i64 bytes) = 0;
  virtual void copyOut(void *to, const void *from, np_i64 bytes) = 0;
  // Waits until the queue is empty.
  virtual void synchronise() = 0;

  // Does it have this kernel of the script? One that has not is run on the host.
  virtual bool canLaunch(np_kernel) { return true; }
  virtual void launch(const KernelCall &) = 0;
  // to[...] = from: broadcast and cast; the two don't overlap.
  virtual void copy(const np_ref &to, const np_ref &from) = 0;
  virtual void fill(const np_ref &to, int dtype, const void *value) = 0;
  virtual void ramp(const np_ref &to, const void *first, const void *step) = 0;
  // to[mask] = value; one shape, rank 0.
  virtual void maskFill(const np_ref &to, const np_ref &mask, int dtype, const void *value) = 0;
  // Has it a library for products?
  virtual bool hasProducts() { return true; }
  // What canReduce() and canMultiply() allow.
  virtual void reduce(int op, const np_ref &in, const int *axes, int naxes, int keepdims, const np_ref &out) = 0;
  virtual void multiply(const np_ref &a, const np_ref &b, const np_ref &out) = 0;
};

// Which reductions and products have a device form; the same for all devices, so that they do the same.
bool canReduce(int op, const np_ref &in, const int *axes, int naxes, const np_ref &out);
bool canMultiply(const np_ref &a, const np_ref &b, const np_ref &out);

// The device that operations may be placed on; null: none (yet).
Device *current();
// The simulated device, and the GPU (null, with np_error_text(), if there is none).
Device *simulated();
Device *cuda();

// How operations are placed (Placement.cpp): none; all that have a form; by the cost model, once there is enough to do.
void stayOnHost();
void use(Device *);
void useWhenLarge(Device *(*make)(), bool atOnce);

// What a device compiles (np_device_source, np_device_kernels).
struct Source {
  const char *header, *kernels;
  const np_kernel_name *names;
};
const Source &source();

// May an operation that costs as much as touching so many bytes, over these arrays, run on the device? Starts the
// device, if there should be one.
bool place(np_i64 bytes, int count, np_buffer *const *buffers);

enum Access { Read, Write, Overwrite };
// Brings a buffer to the device for an operation about to be queued, and tells where it is; null: no room. Overwrite:
// every byte will be written.
char *bring(np_buffer *, Access);

// Until everything queued is done, errors included.
void wait();

extern np_device_counters counters;

} // namespace np::device
