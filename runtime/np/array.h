// The array handle: a reference to a buffer, the first element, extents and strides in elements. Copying a handle does
// not copy elements, as in Python; views are handles to the same buffer.
#pragma once
#include "../abi/device.h"
#include "../abi/library.h"
#include "../device/cast.h"
#include "../device/view.h"
#include "error.h"

namespace np {

// None, where an argument may be absent.
struct none_t {};
constexpr none_t none{};

// One axis of a basic index: a position (which drops the axis), all of it, start:stop:step as Python writes it, or a
// first position and a length that are already known.
struct axis {
  enum kind : char { position, everything, range, span };
  i64 start, stop, step;
  kind what;
  bool no_start = false, no_stop = false;
  constexpr axis(i64 index = 0) : start(index), stop(0), step(1), what(position) {}
  constexpr axis(i64 start, i64 stop, i64 step, kind what, bool no_start = false, bool no_stop = false)
      : start(start), stop(stop), step(step), what(what), no_start(no_start), no_stop(no_stop) {}
};
constexpr axis whole(0, 0, 1, axis::everything);
inline axis span(i64 first, i64 length, i64 step = 1) { return axis(first, length, step, axis::span); }
inline axis range(i64 start, i64 stop, i64 step = 1) { return axis(start, stop, step, axis::range); }
inline axis range(i64 start, none_t, i64 step = 1) { return axis(start, 0, step, axis::range, false, true); }
inline axis range(none_t, i64 stop, i64 step = 1) { return axis(0, stop, step, axis::range, true, false); }
inline axis range(none_t, none_t, i64 step = 1) { return axis(0, 0, step, axis::range, true, true); }

// Python's slice.indices: the first position and the number of positions on an axis of length n.
struct bounds {
  i64 first, count;
};
inline bounds slice_bounds(i64 n, axis a) {
  i64 step = a.step, start, stop;
  auto clip = [&](i64 x) { return x < 0 ? (x + n < 0 ? (step < 0 ? -1 : 0) : x + n) : x >= n ? (step < 0 ? n - 1 : n) : x; };
  start = a.no_start ? (step < 0 ? n - 1 : 0) : clip(a.start);
  stop = a.no_stop ? (step < 0 ? -1 : n) : clip(a.stop);
  i64 count = step < 0 ? (stop < start ? (start - stop - 1) / -step + 1 : 0)
                       : (start < stop ? (stop - start - 1) / step + 1 : 0);
  return {start, count};
}
inline bounds slice_bounds(i64 n, axis a, at where) {
  if (a.step == 0)
    fail(NP_VALUE_ERROR, "slice step cannot be zero", where);
  return slice_bounds(n, a);
}

// An index of Python on an axis of length n.
inline i64 wrap_index(i64 i, i64 n, int axis, at where) {
  i64 wrapped = i < 0 ? i + n : i;
  if (__builtin_expect(wrapped < 0 || wrapped >= n, 0))
    fail(np_fail(NP_INDEX_ERROR, "index %lld is out of bounds for axis %d with size %lld", i, axis, n), where);
  return wrapped;
}

template <class Element, int N> class array {
public:
  np_buffer *buffer = nullptr;
  Element *data = nullptr;
  extents<N> shape_{}, strides_{};

  array() = default;
  // A view of the memory of another array.
  array(np_buffer *shared, Element *data) : buffer(shared), data(data) {
    if (buffer)
      ++buffer->references;
  }
  array(const array &o) : buffer(o.buffer), data(o.data), shape_(o.shape_), strides_(o.strides_) {
    if (buffer)
      ++buffer->references;
  }
  array(array &&o) : buffer(o.buffer), data(o.data), shape_(o.shape_), strides_(o.strides_) { o.buffer = nullptr; }
  array &operator=(const array &o) {
    if (o.buffer)
      ++o.buffer->references;
    drop();
    buffer = o.buffer, data = o.data, shape_ = o.shape_, strides_ = o.strides_;
    return *this;
  }
  array &operator=(array &&o) {
    np_buffer *old = buffer;
    buffer = o.buffer, data = o.data, shape_ = o.shape_, strides_ = o.strides_;
    o.buffer = old;
    return *this;
  }
  ~array() { drop(); }

  array T() const; // the axes reversed: a view
  i64 shape(int axis) const { return shape_.n[axis]; }
  i64 stride(int axis) const { return strides_.n[axis]; }
  i64 size() const {
    i64 n = 1;
    for (int axis = 0; axis < N; ++axis)
      n *= shape_.n[axis];
    return n;
  }

  // The array as the C ABI sees it: wherever its elements are (for shapes, strides and addresses only, or for functions
  // that find out), to read on the host, to write there.
  np_ref layout() const {
    return {const_cast<void *>(static_cast<const void *>(data)), shape_.n, strides_.n, N, dtype_of<Element>};
  }
  np_operand operand() const { return {layout(), buffer}; }
  np_ref ref() const {
    read();
    return layout();
  }
  np_ref target() const {
    write();
    return layout();
  }
  // An element to read; the indices are checked and not negative.
  template <class... I> const Element &operator()(I... index) const {
    read();
    return *(data + offset(i64(index)...));
  }
  // An element to write.
  template <class... I> Element &at(I... index) const {
    write();
    return *(data + offset(i64(index)...));
  }

  // The same with the script's indices: negative ones count from the end, IndexError.
  template <class... I> const Element &operator()(np::at where, I... index) const {
    read();
    return *(data + checked(where, i64(index)...));
  }
  template <class... I> Element &at(np::at where, I... index) const {
    write();
    return *(data + checked(where, i64(index)...));
  }

  void read() const {
    if (buffer && !(buffer->valid & NP_ON_HOST))
      np_buffer_read(buffer);
  }
  void write() const {
    if (buffer && buffer->valid != NP_ON_HOST)
      np_buffer_write(buffer);
  }

private:
  template <class... I> i64 offset(I... index) const {
    static_assert(sizeof...(I) == N, "one index for each axis");
    i64 sum = 0;
    int axis = 0;
    ((sum += index * strides_.n[axis++]), ...);
    return sum;
  }
  template <class... I> i64 checked(np::at where, I... index) const {
    static_assert(sizeof...(I) == N, "one index for each axis");
    i64 sum = 0;
    int axis = 0;
    ((sum += wrap_index(index, shape_.n[axis], axis, where) * strides_.n[axis], ++axis), ...);
    return sum;
  }
  void drop() {
    if (buffer && --buffer->references == 0)
      np_buffer_free(buffer);
  }
};

// Fresh memory; the extents are there, C order.
template <class T, int N> inline void allocate(array<T, N> &a, bool zero, at where) {
  i64 size = 1;
  for (int axis = N - 1; axis >= 0; --axis) {
    a.strides_.n[axis] = size;
    if (__builtin_mul_overflow(size, a.shape_.n[axis] ? a.shape_.n[axis] : 1, &size))
      size = -1, axis = 0;
  }
  i64 bytes;
  if (size < 0 || __builtin_mul_overflow(size, i64(sizeof(T)), &bytes))
    fail(NP_VALUE_ERROR, "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.", where);
  a.buffer = np_buffer_new(bytes, zero);
  if (!a.buffer)
    fail(np_fail_memory(N, a.shape_.n, dtype_of<T>), where);
  a.data = static_cast<T *>(a.buffer->host);
}
constexpr at nowhere{0, ""};

// Fresh memory with the shape of another array, strides left to the caller's np_*_layout: `strides` are of a compact
// array.
template <class T, int N> inline array<T, N> fresh(const i64 *shape, at where = nowhere) {
  array<T, N> a;
  for (int axis = 0; axis < N; ++axis)
    a.shape_.n[axis] = shape[axis];
  allocate(a, false, where);
  return a;
}

} // namespace np
