// What a buffer is to the runtime: the head that np.h reads (abi/memory.h), and where its memory is on both sides.
#pragma once
#include "abi/memory.h"

struct Buffer {
  np_buffer head;
  void *base;      // what to free; null if borrowed
  np_i64 capacity; // bytes from head.host on
  void (*release)(void *);
  void *context;
  char *device;  // null: no memory there
  np_i64 flight; // the wait that ends the last copy to the host; 0: there was none
  bool fetching; // that copy has what the device has now
};

// Gives up the memory on the device (Residency.cpp).
extern "C" void np_buffer_leave_device(struct Buffer *);
