// Where an operation runs. `--device=cpu`: on the host. `--device=cuda` and `sim`: on the device, if it has a form there.
// `--device=auto`: this file's cost model, which looks at sizes and at where the operands are, never at the clock.
#include "Device.h"
#include <atomic>
#include <cstdio>
#include <cstring>
#include <limits>
#include <thread>

static constexpr np_i64 never = std::numeric_limits<np_i64>::max();
struct np_placement np_placement = {never, 0};

namespace np::device {

// --- the cost model of auto. A launch and a wait cost 10 us, as much as the host needs for some 50,000 elements; arrays
// that must be copied first are worth it only if there is more to do with them, which large arrays promise.

// Operations over arrays of the host go to the device if they touch so many bytes.
static constexpr np_i64 placeFrom = np_i64(1) << 20;
// A device costs 300 ms to start: it does once operations of that size have touched so many bytes altogether.
static constexpr np_i64 startFrom = np_i64(64) << 20;
// Meanwhile the host goes on, unless an operation costs it more than that start.
static constexpr np_i64 waitFrom = np_i64(1) << 30;

// Small operations follow their operands, since a copy to the host would wait for the device.
static bool costModel(np_i64 bytes, int count, np_buffer *const *buffers) {
  for (int i = 0; i < count; ++i)
    if (buffers[i] && buffers[i]->valid == NP_ON_DEVICE)
      return true;
  return bytes >= placeFrom;
}

// --- state
np_device_counters counters;

static Device *active;              // what operations run on; null: none yet
static Device *(*starting)();       // auto: what gives the device; null if nothing may
static bool always;                 // not auto: whatever has a form
static bool startsAtOnce;           // auto: nothing runs meanwhile
static np_i64 large;                // bytes that operations touched that would have gone to a device

// A device that starts on a thread of its own.
class Start {
public:
  ~Start() {
    if (thread.joinable())
      thread.join();
  }
  // Null while it is not ready; `ended` if it never will be.
  Device *get(Device *(*make)(), bool wait, bool &ended) {
    if (!begun) {
      begun = true;
      thread = std::thread([this, make] {
        device = make();
        ready.store(true, std::memory_order_release);
      });
    }
    if (!wait && !ready.load(std::memory_order_acquire))
      return nullptr;
    thread.join();
    ended = true;
    if (device)
      device->enter();
    return device;
  }

private:
  bool begun = false;
  std::thread thread;
  Device *device = nullptr;
  std::atomic<bool> ready{false};
};
static Start start;

Device *current() { return active; }

void stayOnHost() {
  starting = nullptr;
  always = false;
  np_placement.from = never;
}
void use(Device *device) {
  active = device;
  always = true;
  np_placement.from = 0;
}
void useWhenLarge(Device *(*make)(), bool atOnce) {
  starting = make;
  startsAtOnce = atOnce;
  np_placement.from = placeFrom;
}

bool place(np_i64 bytes, int count, np_buffer *const *buffers) {
  if (active)
    return always || costModel(bytes, count, buffers);
  if (!starting || bytes < placeFrom)
    return false;
  large += bytes;
  if (large < startFrom)
    return false;
  bool ended = false;
  active = start.get(starting, bytes >= waitFrom || startsAtOnce, ended);
  if (ended && !active)
    stayOnHost();
  return active;
}

extern "C" void np_device_count(np_device_counters *to) { *to = counters; }

extern "C" const char *np_device_summary(void) {
  static char text[256];
  std::snprintf(text, sizeof text,
                "device=%s launches=%lld copies_in=%lld bytes_in=%lld copies_out=%lld bytes_out=%lld waits=%lld",
                active ? active->name() : "none", counters.launches, counters.copies_in, counters.bytes_in,
                counters.copies_out, counters.bytes_out, counters.waits);
  return text;
}

// --- the kernels' text
static Source deviceSource = {"", "", nullptr};

extern "C" void np_device_source(const char *header, const char *kernels) { deviceSource.header = header, deviceSource.kernels = kernels; }
extern "C" void np_device_kernels(const np_kernel_name *names) { deviceSource.names = names; }
const Source &source() { return deviceSource; }

} // namespace np::device
