// Buffers: blocks of host memory with reference counts (abi/memory.h). Freed blocks of some size are kept for the next
// array of about that size, since fresh pages cost more than most operations on them.
#include "Buffer.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace {

// Blocks from this size on are worth keeping; at most that many, and that many bytes altogether.
constexpr np_i64 keepFrom = 1 << 16, keepBytes = np_i64(1) << 30;
constexpr int keepBlocks = 16;
constexpr np_i64 alignment = 64;

struct Block {
  void *base, *host;
  np_i64 capacity;
};
struct Cache {
  Block blocks[keepBlocks];
  int count = 0;
  np_i64 bytes = 0;

  ~Cache() {
    while (count)
      std::free(blocks[--count].base);
  }
  // A block of at least `bytes` that wastes at most a quarter; the most recently freed one is warm in the caches.
  bool take(np_i64 wanted, Block &block) {
    for (int i = count - 1; i >= 0; --i)
      if (blocks[i].capacity >= wanted && blocks[i].capacity - wanted <= wanted / 4) {
        block = blocks[i];
        std::memmove(blocks + i, blocks + i + 1, (count - i - 1) * sizeof(Block));
        --count;
        bytes -= block.capacity;
        return true;
      }
    return false;
  }
  void give(const Block &block) {
    if (block.capacity > keepBytes) {
      std::free(block.base);
      return;
    }
    while (count == keepBlocks || bytes + block.capacity > keepBytes) {
      std::free(blocks[0].base);
      bytes -= blocks[0].capacity;
      std::memmove(blocks, blocks + 1, --count * sizeof(Block));
    }
    blocks[count++] = block;
    bytes += block.capacity;
  }
};
thread_local Cache cache;

void *align(void *base) {
  return reinterpret_cast<void *>((reinterpret_cast<unsigned long>(base) + alignment - 1) & -alignment);
}

bool allocate(np_i64 bytes, bool zero, Block &block) {
  if (bytes >= keepFrom && cache.take(bytes, block)) {
    if (zero)
      std::memset(block.host, 0, bytes);
    return true;
  }
  // calloc's large blocks are pages that the system hands out as zeros when they are touched.
  np_i64 total = bytes + alignment;
  if (total < bytes)
    return false;
  block.base = zero ? std::calloc(1, total) : std::malloc(total);
  block.host = align(block.base);
#if defined(__linux__)
  // Huge pages where there are any: large arrays are walked from end to end, and page tables would be in the way.
  constexpr np_i64 hugeFrom = 4 << 20, page = 4096;
  if (block.base && total >= hugeFrom) {
    auto first = (reinterpret_cast<unsigned long>(block.base) + page - 1) & -page;
    madvise(reinterpret_cast<void *>(first), total - page, MADV_HUGEPAGE);
  }
#endif
  block.capacity = bytes;
  return block.base != nullptr;
}

} // namespace

static void *checked(void *memory) {
  if (!memory) {
    std::fputs("MemoryError\n", stderr);
    std::exit(1);
  }
  return memory;
}

extern "C" void *np_allocate(np_i64 bytes) { return checked(std::malloc(bytes ? bytes : 1)); }
extern "C" void *np_reallocate(void *memory, np_i64 bytes) { return checked(std::realloc(memory, bytes ? bytes : 1)); }
extern "C" void np_deallocate(void *memory) { std::free(memory); }

extern "C" np_buffer *np_buffer_new(np_i64 bytes, int zero) {
  Block block;
  if (bytes < 0 || !allocate(bytes, zero, block))
    return nullptr;
  auto *buffer = static_cast<Buffer *>(np_allocate(sizeof(Buffer)));
  *buffer = {{1, NP_ON_HOST, block.host, bytes}, block.base, block.capacity, nullptr, nullptr, nullptr, 0, false};
  return &buffer->head;
}

extern "C" np_buffer *np_buffer_borrow(void *data, np_i64 bytes, void (*release)(void *), void *context) {
  auto *buffer = static_cast<Buffer *>(np_allocate(sizeof(Buffer)));
  *buffer = {{1, NP_ON_HOST, data, bytes}, nullptr, bytes, release, context, nullptr, 0, false};
  return &buffer->head;
}

extern "C" void np_buffer_free(np_buffer *head) {
  auto *buffer = reinterpret_cast<Buffer *>(head);
  if (buffer->device)
    np_buffer_leave_device(buffer);
  if (buffer->base && buffer->capacity >= keepFrom)
    cache.give({buffer->base, head->host, buffer->capacity});
  else
    std::free(buffer->base);
  if (buffer->release)
    buffer->release(buffer->context);
  std::free(buffer);
}
