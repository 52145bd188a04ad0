// The operations of abi/device.h that are not the script's own kernels: on the device where the placement says so, else
// by the host's functions over operands that were brought there.
#include "Device.h"
#include "abi/blas.h"
#include "abi/library.h"
#include "device/cast.h"
#include <cstring>
#include <initializer_list>

namespace np::device {

namespace {

np_i64 sizeOf(const np_ref &ref) {
  np_i64 size = 1;
  for (int axis = 0; axis < ref.ndim; ++axis)
    size *= ref.shape[axis];
  return size;
}
np_i64 bytesOf(const np_ref &ref) { return sizeOf(ref) * np_element_size(ref.dtype); }

// An operand with the device's address; false: no room. Views that are written as a whole need not be brought.
bool toDevice(const np_operand &operand, Access access, np_ref &ref) {
  np_buffer *buffer = operand.buffer;
  if (access == Write && bytesOf(operand.ref) == buffer->bytes)
    access = Overwrite;
  char *memory = bring(buffer, access);
  ref = operand.ref;
  ref.data = memory + (static_cast<char *>(ref.data) - static_cast<char *>(buffer->host));
  return memory;
}

void read(const np_operand &operand) {
  if (operand.buffer)
    np_buffer_read(operand.buffer);
}
void write(const np_operand &operand) {
  if (operand.buffer)
    np_buffer_write(operand.buffer);
}

// `work`: what it costs, if that is more than to touch its arrays.
bool mayPlace(const np_operand &out, std::initializer_list<const np_operand *> inputs, np_i64 work = 0) {
  np_buffer *buffers[4] = {out.buffer};
  int count = 1;
  np_i64 bytes = bytesOf(out.ref) > 0 && work > bytesOf(out.ref) ? work : bytesOf(out.ref);
  for (const np_operand *input : inputs) {
    if (!input->buffer)
      return false;
    np_i64 more = bytesOf(input->ref);
    bytes = bytes > more ? bytes : more;
    buffers[count++] = input->buffer;
  }
  return out.buffer && bytes > 0 && np_may_place(bytes) && place(bytes, count, buffers);
}

bool copyOnDevice(const np_operand &to, const np_operand &from) {
  np_ref target, source;
  if (!toDevice(from, Read, source) || !toDevice(to, Write, target))
    return false;
  current()->copy(target, source);
  ++counters.launches;
  return true;
}

} // namespace

extern "C" int np_array_copy(const np_operand *to, const np_operand *from) {
  if (mayPlace(*to, {from})) {
    np_operand source = *from;
    for (; source.ref.ndim > to->ref.ndim && source.ref.shape[0] == 1; --source.ref.ndim)
      ++source.ref.shape, ++source.ref.strides;
    if (int status = np_assign_check(to->ref.ndim, to->ref.shape, source.ref.ndim, source.ref.shape))
      return status;
    if (!np_may_share(&to->ref, &source.ref)) {
      if (copyOnDevice(*to, source))
        return NP_OK;
    } else if (np_buffer *apart = np_buffer_new(bytesOf(source.ref), 0)) {
      // By way of fresh memory.
      np_i64 strides[NP_MAX_RANK];
      np_c_strides(source.ref.ndim, source.ref.shape, strides);
      np_operand middle = {{apart->host, source.ref.shape, strides, source.ref.ndim, source.ref.dtype}, apart};
      bool done = copyOnDevice(middle, source) && copyOnDevice(*to, middle);
      np_buffer_free(apart);
      if (done)
        return NP_OK;
    }
  }
  read(*from);
  write(*to);
  return np_copy(&to->ref, &from->ref);
}

extern "C" int np_array_fill(const np_operand *to, int dtype, const void *value) {
  np_ref target;
  if (mayPlace(*to, {}) && toDevice(*to, Write, target)) {
    current()->fill(target, dtype, value);
    ++counters.launches;
    return NP_OK;
  }
  write(*to);
  return np_fill(&to->ref, dtype, value);
}

namespace {

// As np.arange computes it: in the array's own type.
template <class T> void rampOf(const np_ref &to, const void *first, const void *step) {
  T start = *static_cast<const T *>(first), delta = *static_cast<const T *>(step), *data = static_cast<T *>(to.data);
  for (np_i64 i = 0; i < to.shape[0]; ++i)
    data[i * to.strides[0]] = T(start + np::cast<T>(i) * delta);
}

} // namespace

extern "C" void np_ramp(const np_ref *to, const void *first, const void *step) {
  switch (to->dtype) {
  case NP_I8: return rampOf<np::i8>(*to, first, step);
  case NP_I16: return rampOf<np::i16>(*to, first, step);
  case NP_I32: return rampOf<np::i32>(*to, first, step);
  case NP_I64: return rampOf<np::i64>(*to, first, step);
  case NP_U8: return rampOf<np::u8>(*to, first, step);
  case NP_U16: return rampOf<np::u16>(*to, first, step);
  case NP_U32: return rampOf<np::u32>(*to, first, step);
  case NP_U64: return rampOf<np::u64>(*to, first, step);
  case NP_F16: return rampOf<np::f16>(*to, first, step);
  case NP_F32: return rampOf<float>(*to, first, step);
  default: return rampOf<double>(*to, first, step);
  }
}

extern "C" int np_array_ramp(const np_operand *to, const void *first, const void *step) {
  np_ref target;
  if (mayPlace(*to, {}) && toDevice(*to, Write, target)) {
    current()->ramp(target, first, step);
    ++counters.launches;
    return NP_OK;
  }
  write(*to);
  np_ramp(&to->ref, first, step);
  return NP_OK;
}

// A value that a queued operation gets as a number: it must be on the host.
static bool isOnHost(const np_operand &value) { return !value.buffer || value.buffer->valid != NP_ON_DEVICE; }

extern "C" int np_array_mask_fill(const np_operand *to, const np_operand *mask, const np_operand *value) {
  bool fits = to->ref.ndim == mask->ref.ndim && mask->ref.dtype == NP_BOOL && isOnHost(*value) &&
              !std::memcmp(to->ref.shape, mask->ref.shape, to->ref.ndim * sizeof(np_i64)) &&
              !np_may_share(&to->ref, &mask->ref);
  np_ref target, flags;
  if (fits && mayPlace(*to, {mask})) {
    // Most of the array stays as it is.
    if (toDevice(*mask, Read, flags) && bring(to->buffer, Write)) {
      toDevice(*to, Read, target);
      current()->maskFill(target, flags, value->ref.dtype, value->ref.data);
      ++counters.launches;
      return NP_OK;
    }
  }
  read(*mask), read(*value);
  write(*to);
  return np_mask_assign(&to->ref, &mask->ref, &value->ref);
}

extern "C" int np_array_reduce(int op, const np_operand *in, const int *axes, int naxes, int keepdims,
                               const np_operand *out) {
  np_ref source, target;
  if (bytesOf(in->ref) > 0 && mayPlace(*out, {in}) && canReduce(op, in->ref, axes, naxes, out->ref) &&
      toDevice(*in, Read, source) && toDevice(*out, Write, target)) {
    current()->reduce(op, source, axes, naxes, keepdims, target);
    ++counters.launches;
    return NP_OK;
  }
  read(*in);
  write(*out);
  return np_reduce(op, &in->ref, axes, naxes, keepdims, nullptr, nullptr, &out->ref);
}

extern "C" int np_array_matmul(const np_operand *a, const np_operand *b, const np_operand *out) {
  np_ref x, y, target;
  // A product costs what its multiplications cost: eight of them about as much as a byte.
  np_i64 inner = a->ref.ndim ? a->ref.shape[a->ref.ndim - 1] : 1, work = sizeOf(out->ref) * inner / 8;
  if (bytesOf(a->ref) > 0 && bytesOf(b->ref) > 0 && mayPlace(*out, {a, b}, work) &&
      canMultiply(a->ref, b->ref, out->ref) && current()->hasProducts() &&
      toDevice(*a, Read, x) && toDevice(*b, Read, y) && toDevice(*out, Write, target)) {
    current()->multiply(x, y, target);
    ++counters.launches;
    return NP_OK;
  }
  read(*a), read(*b);
  write(*out);
  return np_matmul(&a->ref, &b->ref, &out->ref);
}

// Floating-point products have one order, from left to right: a device has nothing to share out among its threads
// unless there are many of them.
bool canReduce(int op, const np_ref &in, const int *axes, int naxes, const np_ref &out) {
  unsigned char reduced[NP_MAX_NDIM];
  constexpr int mostAxes = 8;
  bool known = op <= NP_REDUCE_MAX || op == NP_REDUCE_ANY || op == NP_REDUCE_ALL || op == NP_REDUCE_ARGMIN ||
               op == NP_REDUCE_ARGMAX || (op == NP_REDUCE_MEAN && in.dtype != NP_F16);
  if (!known || in.ndim > mostAxes || np_reduced_axes(&in, axes, naxes, reduced))
    return false;
  np_i64 group = 1;
  for (int axis = 0; axis < in.ndim; ++axis)
    group *= reduced[axis] ? in.shape[axis] : 1;
  return op != NP_REDUCE_PROD || out.dtype <= NP_U64 || group <= 4096;
}

// What cuBLAS does: matrices and vectors of one floating dtype.
bool canMultiply(const np_ref &a, const np_ref &b, const np_ref &out) {
  constexpr np_i64 most = 0x7fffffff; // its extents are ints
  for (const np_ref *ref : {&a, &b, &out})
    for (int axis = 0; axis < ref->ndim; ++axis)
      if (ref->shape[axis] > most)
        return false;
  return a.dtype >= NP_F32 && a.dtype == b.dtype && a.dtype == out.dtype && a.ndim >= 1 && a.ndim <= 2 &&
         b.ndim >= 1 && b.ndim <= 2;
}

} // namespace np::device
