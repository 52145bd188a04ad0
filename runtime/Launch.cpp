// Elementwise launches: the broadcast shape, the result's memory in NumPy's K order, and an index space in which axes
// that are dense in all operands have become one long axis (abi/launch.h).
#include "abi/launch.h"
#include "abi/library.h"
#include <cstring>

namespace {

// The stride of an operand along an axis of the broadcast shape, counted from the last one.
np_i64 strideAt(const np_ref &ref, int fromLast) {
  int axis = ref.ndim - 1 - fromLast;
  return axis < 0 || ref.shape[axis] == 1 ? 0 : ref.strides[axis];
}

np_i64 magnitude(np_i64 x) { return x < 0 ? -x : x; }

// Orders the axes so that the output's strides fall, and joins neighbours that are one run in every operand. The
// kernel's rank stays: joined axes leave axes of length 1 in front.
void makeSpace(int count, const np_ref *inputs, const np_ref &out, np_space *space) {
  int ndim = out.ndim;
  int order[NP_LAUNCH_RANK]; // of out's axes, slowest first
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

extern "C" int np_map_reuse(int count, const np_ref *inputs, const void *spare, np_ref *out, np_space *space) {
  np_i64 size;
  if (!isPlain(count, inputs, *out, size))
    return 0;
  out->data = const_cast<void *>(spare);
  makeSpace(count, inputs, *out, space);
  return 1;
}

// The common shape of the operands that are arrays.
static int broadcastShape(int count, const np_ref *refs, int *ndim, np_i64 *shape) {
  np_ref arrays[NP_LAUNCH_RANK];
  int used = 0;
  for (int i = 0; i < count && used < NP_LAUNCH_RANK; ++i)
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

extern "C" int np_map_begin(int count, const np_ref *inputs, np_ref *out, np_buffer **buffer, np_space *space) {
  auto *shape = const_cast<np_i64 *>(out->shape);
  auto *strides = const_cast<np_i64 *>(out->strides);
  np_i64 size;
  if (!isPlain(count, inputs, *out, size)) {
    np_i64 full[NP_MAX_RANK];
    int ndim;
    if (int status = broadcastShape(count, inputs, &ndim, full))
      return status;
    std::memcpy(shape, full, ndim * sizeof(np_i64));
    np_ref arrays[NP_LAUNCH_RANK];
    int used = 0;
    for (int i = 0; i < count && used < NP_LAUNCH_RANK; ++i)
      if (inputs[i].ndim >= 0)
        arrays[used++] = inputs[i];
    np_korder_strides(used, arrays, ndim, shape, strides);
    size = 1;
    for (int axis = 0; axis < ndim; ++axis)
      size *= shape[axis];
  }
  *buffer = np_buffer_new(size * np_element_size(out->dtype), 0);
  if (!*buffer)
    return np_fail_memory(out->ndim, out->shape, out->dtype);
  out->data = (*buffer)->host;
  makeSpace(count, inputs, *out, space);
  return NP_OK;
}

extern "C" int np_map_into(int count, const np_ref *inputs, const np_ref *out, np_space *space) {
  for (int i = 0; i < count; ++i) {
    const np_ref &in = inputs[i];
    if (in.ndim < 0 || !np_may_share(&in, out))
      continue;
    // The same element is read before it is written; anything else is a hazard.
    bool same = in.data == out->data && np_element_size(in.dtype) == np_element_size(out->dtype);
    for (int axis = 0; same && axis < out->ndim; ++axis)
      same = out->shape[axis] == 1 || strideAt(in, out->ndim - 1 - axis) == out->strides[axis];
    if (!same)
      return 1;
  }
  makeSpace(count, inputs, *out, space);
  return 0;
}
