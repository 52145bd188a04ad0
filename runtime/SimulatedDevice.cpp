// The simulated device: another heap, and a queue that is worked off when somebody waits. It runs the CPU compile of the
// kernels on addresses of that heap, so a copy that was forgotten, or data that is read too early, shows as a wrong
// result on any machine: fresh memory is poisoned, copies to the host arrive only with a wait.
#include "Device.h"
#include "abi/blas.h"
#include "abi/library.h"
#include <cstdlib>
#include <cstring>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace np::device {

namespace {

// A copy of a ref and of what it points to.
struct OwnRef {
  np_i64 shape[NP_MAX_RANK], strides[NP_MAX_RANK];
  np_ref ref;

  explicit OwnRef(const np_ref &of) : ref(of) {
    std::memcpy(shape, of.shape, of.ndim * sizeof(np_i64));
    std::memcpy(strides, of.strides, of.ndim * sizeof(np_i64));
  }
  const np_ref *operator&() {
    ref.shape = shape, ref.strides = strides;
    return &ref;
  }
};

std::shared_ptr<std::vector<char>> bytesOf(const void *from, np_i64 size) {
  auto *first = static_cast<const char *>(from);
  return std::make_shared<std::vector<char>>(first, first + size);
}

class SimulatedDevice : public Device {
public:
  const char *name() const override { return "sim"; }

  // Memory is used again in the queue's order, as a real device's is.
  void *allocate(np_i64 bytes) override {
    constexpr np_i64 alignment = 256;
    bytes = (bytes + alignment - 1) / alignment * alignment;
    void *memory;
    auto &known = free[bytes];
    if (!known.empty()) {
      memory = known.back();
      known.pop_back();
    } else {
      memory = std::aligned_alloc(alignment, bytes ? bytes : alignment);
    }
    if (memory)
      later([=] { std::memset(memory, poison, bytes); });
    return memory;
  }
  void release(void *memory, np_i64 bytes) override { free[(bytes + 255) / 256 * 256].push_back(memory); }

  void copyIn(void *to, const void *from, np_i64 bytes) override {
    later([to, copy = bytesOf(from, bytes)] { std::memcpy(to, copy->data(), copy->size()); });
  }
  void copyOut(void *to, const void *from, np_i64 bytes) override {
    later([=] { std::memcpy(to, from, bytes); });
  }

  void synchronise() override {
    while (!queue.empty()) {
      queue.front()();
      queue.pop_front();
    }
  }

  void launch(const KernelCall &call) override {
    constexpr np_i64 alignment = 16;
    std::vector<np_i64> places;
    std::vector<char> values;
    for (int i = 0; i < call.count; ++i) {
      values.resize((values.size() + alignment - 1) / alignment * alignment);
      places.push_back(values.size());
      auto *value = static_cast<const char *>(call.arguments[i]);
      values.insert(values.end(), value, value + call.bytes[i]);
    }
    later([kernel = call.kernel, run = call.call, places, values]() mutable {
      std::vector<void *> arguments;
      for (np_i64 place : places)
        arguments.push_back(values.data() + place);
      run(kernel, arguments.data());
    });
  }

  void copy(const np_ref &to, const np_ref &from) override {
    later([to = OwnRef(to), from = OwnRef(from)]() mutable { np_copy(&to, &from); });
  }
  void fill(const np_ref &to, int dtype, const void *value) override {
    later([to = OwnRef(to), dtype, value = bytesOf(value, np_element_size(dtype))]() mutable {
      np_fill(&to, dtype, value->data());
    });
  }
  void ramp(const np_ref &to, const void *first, const void *step) override {
    np_i64 size = np_element_size(to.dtype);
    later([to = OwnRef(to), first = bytesOf(first, size), step = bytesOf(step, size)]() mutable {
      np_ramp(&to, first->data(), step->data());
    });
  }
  void maskFill(const np_ref &to, const np_ref &mask, int dtype, const void *value) override {
    later([to = OwnRef(to), mask = OwnRef(mask), dtype, value = bytesOf(value, np_element_size(dtype))]() mutable {
      np_ref scalar = {value->data(), nullptr, nullptr, 0, dtype};
      np_mask_assign(&to, &mask, &scalar);
    });
  }
  void reduce(int op, const np_ref &in, const int *axes, int naxes, int keepdims, const np_ref &out) override {
    later([op, in = OwnRef(in), axes = std::vector<int>(axes, axes + (naxes > 0 ? naxes : 0)), naxes, keepdims,
           out = OwnRef(out)]() mutable {
      np_reduce(op, &in, axes.data(), naxes, keepdims, nullptr, nullptr, &out);
    });
  }
  void multiply(const np_ref &a, const np_ref &b, const np_ref &out) override {
    later([a = OwnRef(a), b = OwnRef(b), out = OwnRef(out)]() mutable { np_matmul(&a, &b, &out); });
  }

private:
  static constexpr int poison = 0xa5;
  // A real device works while more is queued; so the queue needs a limit.
  static constexpr size_t limit = 4096;

  std::map<np_i64, std::vector<void *>> free;
  std::deque<std::function<void()>> queue;

  void later(std::function<void()> work) {
    queue.push_back(std::move(work));
    for (; queue.size() > limit; queue.pop_front())
      queue.front()();
  }
};

} // namespace

Device *simulated() {
  static auto *device = new SimulatedDevice; // its memory may be released by objects that die later
  return device;
}

} // namespace np::device
