// str: a Python string, an immutable reference-counted UTF-8 text; and the builder that the C ABI appends to.
#pragma once
#include "../abi/memory.h"
#include "../device/view.h"

// A function that runs once, or that is slow for other reasons: the compiler in the process does not optimise it.
#define NP_COLD __attribute__((cold)) inline

namespace np {

// Literals are seen, not copied; a text of the C ABI is taken over.
class str {
public:
  str() : data_(""), size_(0), owner_(nullptr) {}
  str(const char *literal) : data_(literal), size_(i64(__builtin_strlen(literal))), owner_(nullptr) {}
  // A literal with NUL bytes in it.
  str(const char *literal, i64 size) : data_(literal), size_(size), owner_(nullptr) {}
  explicit str(np_text &text) : data_(text.data), size_(text.size), owner_(nullptr) {
    if (text.data) {
      owner_ = static_cast<owner *>(np_allocate(sizeof(owner)));
      *owner_ = {1, text.data};
    } else {
      data_ = "";
    }
    text = np_text{nullptr, 0, 0};
  }
  str(const str &other) : data_(other.data_), size_(other.size_), owner_(other.owner_) {
    if (owner_)
      ++owner_->references;
  }
  str &operator=(const str &other) {
    str copy(other);
    swap(copy);
    return *this;
  }
  ~str() {
    if (owner_ && --owner_->references == 0)
      release(owner_);
  }
  const char *data() const { return data_; }
  i64 size() const { return size_; }
  void swap(str &other) {
    str *a = this, *b = &other;
    auto data = a->data_; a->data_ = b->data_; b->data_ = data;
    auto size = a->size_; a->size_ = b->size_; b->size_ = size;
    auto owner = a->owner_; a->owner_ = b->owner_; b->owner_ = owner;
  }
  str copy() const {
    np_text text{nullptr, 0, 0};
    np_text_append(&text, data_, size_);
    return str(text);
  }

private:
  struct owner {
    i64 references;
    char *text;
  };
  static void release(owner *o) {
    np_text text{o->text, 0, 0};
    np_text_free(&text);
    np_deallocate(o);
  }
  const char *data_;
  i64 size_;
  owner *owner_;
};

// A text under construction; frees itself when an exception passes.
struct builder : np_text {
  builder() : np_text{nullptr, 0, 0} {}
  builder(const builder &) = delete;
  ~builder() { np_text_free(this); }
  void add(const char *literal) { np_text_append(this, literal, i64(__builtin_strlen(literal))); }
  void add(const str &text) { np_text_append(this, text.data(), text.size()); }
  str take() { return str(static_cast<np_text &>(*this)); }
};

inline int compare(const str &a, const str &b) {
  i64 n = a.size() < b.size() ? a.size() : b.size();
  int order = __builtin_memcmp(a.data(), b.data(), n);
  return order ? order : (a.size() > b.size()) - (a.size() < b.size());
}
inline bool operator==(const str &a, const str &b) { return a.size() == b.size() && compare(a, b) == 0; }
inline bool operator!=(const str &a, const str &b) { return !(a == b); }
inline bool operator<(const str &a, const str &b) { return compare(a, b) < 0; }
inline bool operator<=(const str &a, const str &b) { return compare(a, b) <= 0; }
inline bool operator>(const str &a, const str &b) { return compare(a, b) > 0; }
inline bool operator>=(const str &a, const str &b) { return compare(a, b) >= 0; }

inline str concat(const str &a, const str &b) {
  builder text;
  text.add(a);
  text.add(b);
  return text.take();
}
inline str repeat(const str &s, i64 count) {
  builder text;
  for (i64 i = 0; i < count; ++i)
    text.add(s);
  return text.take();
}
// Code points: bytes that do not continue one.
inline i64 len(const str &s) {
  i64 count = 0;
  for (i64 i = 0; i < s.size(); ++i)
    count += (s.data()[i] & 0xc0) != 0x80;
  return count;
}

} // namespace np
