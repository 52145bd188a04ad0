// Which side of a buffer is up to date, and the copies between them (abi/memory.h, D10 of the design). A reader brings
// its side up to date, a writer makes the other side stale; so whatever has no device form simply reads on the host.
#include "Buffer.h"
#include "Device.h"

namespace np::device {

static Buffer *of(np_buffer *head) { return reinterpret_cast<Buffer *>(head); }

// The number of the next wait. A copy to the host that was queued before wait k has arrived after it.
static np_i64 nextWait = 1;

// How much was queued so far, and how much of that was waited for.
static np_i64 queued() { return counters.launches + counters.copies_in + counters.copies_out; }
static np_i64 waitedFor = 0;

void wait() {
  current()->synchronise();
  ++counters.waits;
  ++nextWait;
  waitedFor = queued();
}

extern "C" void np_device_wait(void) {
  if (queued() != waitedFor)
    wait();
}

char *bring(np_buffer *head, Access access) {
  Buffer *buffer = of(head);
  if (!buffer->device) {
    buffer->device = static_cast<char *>(current()->allocate(head->bytes));
    if (!buffer->device)
      return nullptr;
    ++np_placement.resident;
  }
  if (access != Overwrite && head->valid == NP_ON_HOST) {
    current()->copyIn(buffer->device, head->host, head->bytes);
    ++counters.copies_in;
    counters.bytes_in += head->bytes;
    head->valid |= NP_ON_DEVICE;
  }
  if (access != Read) {
    head->valid = NP_ON_DEVICE;
    // What is on its way is older than what will be written.
    buffer->fetching = false;
  }
  return buffer->device;
}

extern "C" void np_buffer_leave_device(Buffer *buffer) {
  // Bytes that are still on their way must not land in somebody else's memory.
  if (buffer->flight == nextWait)
    wait();
  current()->release(buffer->device, buffer->head.bytes);
  --np_placement.resident;
}

extern "C" void np_buffer_fetch(np_buffer *head) {
  Buffer *buffer = of(head);
  if (head->valid != NP_ON_DEVICE || buffer->fetching)
    return;
  current()->copyOut(head->host, buffer->device, head->bytes);
  ++counters.copies_out;
  counters.bytes_out += head->bytes;
  buffer->fetching = true;
  buffer->flight = nextWait;
}

extern "C" void np_buffer_read(np_buffer *head) {
  if (head->valid == NP_ON_DEVICE) {
    np_buffer_fetch(head);
    if (of(head)->flight == nextWait)
      wait();
    of(head)->fetching = false;
  }
  head->valid |= NP_ON_HOST;
}

extern "C" void np_buffer_write(np_buffer *head) {
  np_buffer_read(head);
  head->valid = NP_ON_HOST;
}

} // namespace np::device
