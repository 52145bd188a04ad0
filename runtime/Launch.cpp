// Elementwise launches: the broadcast shape, the result's memory in NumPy's K order, and an index space in which axes
// that are dense in all operands have become one long axis (abi/launch.h).
#include "Device.h"
#include "abi/library.h"
#include <cstring>

namespace {

using namespace np::device;

// The index space of one launch: `shape` has `ndim` axes (the kernel's rank), the last one the fastest. Axis k of the
// space walks axis `axis[k]` of the broadcast operands, counted from the LAST one (0 is the last); -1: an axis of
// length 1 that only fills up the rank.
struct Space {
  int ndim;
  bool plain; // all of one shape and in C order: only the last axis is used, with stride 1 (0 for arrays of rank 0)
  np_i64 shape[NP_MAX_RANK];
  int axis[NP_MAX_RANK];

  np_i64 size() const {
    np_i64 n = 1;
    for (int k = 0; k < ndim; ++k)
      n *= shape[k];
    return n;
  }
};

// The stride of an operand along an axis of the broadcast shape, counted from the last one.
np_i64 strideAt(const np_ref &ref, int fromLast) {
  int axis = ref.ndim - 1 - fromLast;
  return axis < 0 || ref.shape[axis] == 1 ? 0 : ref.strides[axis];
}

np_i64 magnitude(np_i64 x) { return x < 0 ? -x : x; }

void makePlainSpace(int ndim, np_i64 size, Space *space) {
  space->ndim = ndim;
  space->plain = true;
  for (int k = 0; k < ndim - 1; ++k)
    space->shape[k] = 1;
  if (ndim)
    space->shape[ndim - 1] = size;
}

// Orders the axes so that the output's strides fall, and joins neighbours that are one run in every operand. The
// kernel's rank stays: joined axes leave axes of length 1 in front.
void makeSpace(int count, const np_ref *inputs, const np_ref &out, Space *space) {
  int ndim = out.ndim;
  space->plain = false;
  int order[NP_MAX_RANK]; // of out's axes, slowest first
  int used = 0;
  for (int axis = 0; axis < ndim; ++axis) {
    if (out.shape[axis] == 1)
      continue;
    int at = used++;
    while (at > 0 && magnitude(out.strides[order[at - 1]]) < magnitude(out.strides[axis]))
      order[at] = order[at - 1], --at;
    order[at] = axis;
  }
  space->ndim = ndim;
  int next = ndim; // filled from the back
  for (int k = used - 1; k >= 0; --k) {
    int fromLast = ndim - 1 - order[k];
    np_i64 extent = out.shape[order[k]];
    bool join = next < ndim;
    for (int i = -1; join && i < count; ++i) {
      const np_ref &ref = i < 0 ? out : inputs[i];
      if (ref.ndim >= 0)
        join = strideAt(ref, fromLast) == strideAt(ref, space->axis[next]) * space->shape[next];
    }
    if (join) {
      space->shape[next] *= extent;
    } else {
      --next;
      space->shape[next] = extent;
      space->axis[next] = fromLast;
    }
  }
  while (next > 0) {
    --next;
    space->shape[next] = 1;
    space->axis[next] = -1;
  }
  // An empty result runs nothing, whatever became of its empty axis.
  for (int axis = 0; axis < ndim; ++axis)
    if (out.shape[axis] == 0)
      space->shape[ndim - 1] = 0;
}

bool isDenseC(const np_ref &ref) {
  np_i64 stride = 1;
  for (int axis = ref.ndim - 1; axis >= 0; --axis) {
    if (ref.shape[axis] != 1 && ref.strides[axis] != stride)
      return false;
    stride *= ref.shape[axis];
  }
  return true;
}

} // namespace

// The common case: all arrays have one shape and are in C order; fills in that shape, the strides and the size.
static bool isPlain(int count, const np_ref *inputs, const np_ref &out, np_i64 &size) {
  const np_ref *first = nullptr;
  for (int i = 0; i < count; ++i) {
    const np_ref &ref = inputs[i];
    if (ref.ndim < 0 || (ref.ndim == 0 && out.ndim > 0))
      continue;
    if (ref.ndim != out.ndim || !isDenseC(ref) ||
        (first && std::memcmp(first->shape, ref.shape, ref.ndim * sizeof(np_i64))))
      return false;
    if (!first)
      first = &ref;
  }
  if (!first)
    return false;
  auto *shape = const_cast<np_i64 *>(out.shape);
  auto *strides = const_cast<np_i64 *>(out.strides);
  size = 1;
  for (int axis = out.ndim - 1; axis >= 0; --axis) {
    shape[axis] = first->shape[axis];
    strides[axis] = size;
    size *= shape[axis];
  }
  return true;
}

// The common shape of the operands that are arrays.
static int broadcastShape(int count, const np_ref *refs, int *ndim, np_i64 *shape) {
  np_ref arrays[NP_MAX_RANK];
  int used = 0;
  for (int i = 0; i < count && used < NP_MAX_RANK; ++i)
    if (refs[i].ndim >= 0)
      arrays[used++] = refs[i];
  return np_broadcast_shapes(used, arrays, ndim, shape);
}

extern "C" int np_map_check(int count, const np_ref *refs) {
  np_i64 shape[NP_MAX_RANK];
  int ndim;
  if (int status = broadcastShape(count, refs, &ndim, shape))
    return status;
  return np_broadcast_output_check(&refs[count - 1], ndim, shape);
}

extern "C" int np_map_assign_check(int count, const np_ref *refs, int ndim, const np_i64 *target) {
  np_i64 shape[NP_MAX_RANK];
  int rank;
  if (int status = broadcastShape(count, refs, &rank, shape))
    return status;
  return np_assign_check(ndim, target, rank, shape);
}

// --- starting a kernel

// A view of the kernel: data, the extents of the space, strides (device/view.h). Rank 0 keeps one unused entry each.
static int viewBytes(int rank) { return 8 + 2 * 8 * (rank ? rank : 1); }
static inline void layOut(const np_ref &ref, char *data, const Space &space, void *argument) {
  auto *words = static_cast<np_i64 *>(argument);
  std::memcpy(words++, &data, sizeof data);
  int ndim = space.ndim;
  for (int k = 0; k < ndim; ++k) {
    words[k] = space.shape[k];
    words[ndim + k] = space.plain ? k == ndim - 1 && ref.ndim > 0 : space.axis[k] < 0 ? 0 : strideAt(ref, space.axis[k]);
  }
}

static bool startOnDevice(const np_launch &l, const Space &space, np_i64 size) {
  constexpr int room = 64;
  int last = l.count - 1, bytes[room];
  np_i64 written = size * np_element_size(l.refs[last].dtype);
  if (l.count > room || !place(written, l.count, l.buffers) || !current()->canLaunch(l.kernel))
    return false;
  for (int i = 0; i <= last; ++i) {
    bytes[i] = l.refs[i].ndim < 0 ? l.refs[i].dtype : viewBytes(space.ndim);
    if (l.refs[i].ndim < 0)
      continue;
    np_buffer *buffer = l.buffers[i];
    Access access = i < last ? Read : written == buffer->bytes ? Overwrite : Write;
    char *memory = bring(buffer, access);
    if (!memory)
      return false;
    char *data = memory + (static_cast<char *>(l.refs[i].data) - static_cast<char *>(buffer->host));
    layOut(l.refs[i], data, space, l.arguments[i]);
  }
  current()->launch({l.kernel, l.call, size, l.count, l.arguments, bytes});
  ++counters.launches;
  return true;
}

static void start(const np_launch &l, const Space &space) {
  np_i64 size = space.size();
  if (size == 0)
    return;
  int last = l.count - 1;
  if (np_may_place(size * np_element_size(l.refs[last].dtype))) {
    if (startOnDevice(l, space, size))
      return;
    for (int i = 0; i < last; ++i)
      if (l.buffers[i])
        np_buffer_read(l.buffers[i]);
    np_buffer_write(l.buffers[last]);
  }
  for (int i = 0; i <= last; ++i)
    if (l.refs[i].ndim >= 0)
      layOut(l.refs[i], static_cast<char *>(l.refs[i].data), space, l.arguments[i]);
  l.call(l.kernel, l.arguments);
}

extern "C" int np_map(np_launch *l, int spare) {
  int inputs = l->count - 1;
  np_ref &out = l->refs[inputs];
  np_buffer *&buffer = l->buffers[inputs];
  auto *shape = const_cast<np_i64 *>(out.shape);
  auto *strides = const_cast<np_i64 *>(out.strides);
  Space space;
  np_i64 size;
  bool plain = isPlain(inputs, l->refs, out, size);
  if (!plain) {
    np_i64 full[NP_MAX_RANK];
    int ndim;
    if (int status = broadcastShape(inputs, l->refs, &ndim, full))
      return status;
    std::memcpy(shape, full, ndim * sizeof(np_i64));
    np_ref arrays[NP_MAX_RANK];
    int used = 0;
    for (int i = 0; i < inputs; ++i)
      if (l->refs[i].ndim >= 0)
        arrays[used++] = l->refs[i];
    np_korder_strides(used, arrays, ndim, shape, strides);
    size = 1;
    for (int axis = 0; axis < ndim; ++axis)
      size *= shape[axis];
  }
  if (plain && spare >= 0) {
    buffer = l->buffers[spare];
    ++buffer->references;
    out.data = l->refs[spare].data;
  } else {
    buffer = np_buffer_new(size * np_element_size(out.dtype), 0);
    if (!buffer)
      return np_fail_memory(out.ndim, out.shape, out.dtype);
    out.data = buffer->host;
  }
  if (plain)
    makePlainSpace(out.ndim, size, &space);
  else
    makeSpace(inputs, l->refs, out, &space);
  start(*l, space);
  return NP_OK;
}

// Does an output that exists share memory with an input other than element for element?
static bool isHazard(int count, const np_ref *inputs, const np_ref &out) {
  for (int i = 0; i < count; ++i) {
    const np_ref &in = inputs[i];
    if (in.ndim < 0 || !np_may_share(&in, &out))
      continue;
    // The same element is read before it is written.
    bool same = in.data == out.data && np_element_size(in.dtype) == np_element_size(out.dtype);
    for (int axis = 0; same && axis < out.ndim; ++axis)
      same = out.shape[axis] == 1 || strideAt(in, out.ndim - 1 - axis) == out.strides[axis];
    if (!same)
      return true;
  }
  return false;
}

extern "C" int np_map_to(np_launch *l) {
  int inputs = l->count - 1;
  np_ref &out = l->refs[inputs];
  if (!isHazard(inputs, l->refs, out)) {
    Space space;
    makeSpace(inputs, l->refs, out, &space);
    start(*l, space);
    return NP_OK;
  }
  // Into fresh memory, and from there.
  np_i64 shape[NP_MAX_RANK], strides[NP_MAX_RANK];
  np_operand target = {out, l->buffers[inputs]};
  out.shape = shape, out.strides = strides;
  if (int status = np_map(l, -1))
    return status;
  np_operand apart = {out, l->buffers[inputs]};
  int status = np_array_copy(&target, &apart);
  if (--apart.buffer->references == 0)
    np_buffer_free(apart.buffer);
  return status;
}
