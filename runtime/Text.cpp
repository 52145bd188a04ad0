// The growable text of the C ABI.
#include "abi/base.h"
#include <cstdlib>
#include <cstring>

extern "C" void np_text_append(np_text *text, const char *data, np_i64 size) {
  if (text->size + size > text->capacity) {
    np_i64 capacity = text->capacity ? text->capacity : 64;
    while (capacity < text->size + size)
      capacity *= 2;
    text->data = static_cast<char *>(std::realloc(text->data, capacity));
    text->capacity = capacity;
  }
  if (size)
    std::memcpy(text->data + text->size, data, size);
  text->size += size;
}

extern "C" void np_text_free(np_text *text) {
  std::free(text->data);
  *text = {};
}
