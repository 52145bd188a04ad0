// The C ABI of memory: the buffers behind arrays. A buffer is one block of bytes at a fixed host address, shared by
// all views of it and counted by references; it may also have a copy on a device. `valid` says which sides hold the
// data: a reader brings its side up to date (np_buffer_read), a writer also declares the other one stale
// (np_buffer_write). Both sides may be valid. Neither is in a buffer to which nothing was written yet: then either side
// may be taken as it is.
#pragma once
#include "base.h"

enum np_side { NP_ON_HOST = 1, NP_ON_DEVICE = 2 };

// The head that np.h reads without a call. Everything else about a buffer is Memory.cpp's.
struct np_buffer {
  np_i64 references;
  unsigned valid; // np_side bits
  void *host;     // the first byte, aligned to 64
  np_i64 bytes;
  int read_only;  // borrowed from somebody who lets nobody write; views of it share it
};

// Bytes of an element, by np_dtype.
static inline np_i64 np_element_size(int dtype) {
  const char sizes[] = {1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 4, 8, 8, 16};
  return sizes[dtype];
}

extern "C" {
// Plain memory for lists and texts; never null (a failure ends the program as Python's MemoryError).
void *np_allocate(np_i64 bytes);
void *np_reallocate(void *, np_i64 bytes);
void np_deallocate(void *);

// A buffer with one reference, or null: too large. `zero`: filled with zero bytes, else not initialised.
struct np_buffer *np_buffer_new(np_i64 bytes, int zero);
// Memory of somebody else, who is told through `release` (may be null) when the last reference goes.
struct np_buffer *np_buffer_borrow(void *data, np_i64 bytes, void (*release)(void *context), void *context);
// Called when the last reference goes.
void np_buffer_free(struct np_buffer *);
// Makes the host's side valid; write: the device's side becomes stale.
void np_buffer_read(struct np_buffer *);
void np_buffer_write(struct np_buffer *);
// Starts to bring a buffer to the host, for a reader that comes soon: several of them cost one wait.
void np_buffer_fetch(struct np_buffer *);
}
