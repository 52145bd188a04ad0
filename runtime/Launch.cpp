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

extern "C" int np_map_begin(int count, const np_ref *inputs, np_ref *out, np_buffer **buffer, np_space *space) {
  auto *shape = const_cast<np_i64 *>(out->shape);
  auto *strides = const_cast<np_i64 *>(out->strides);
  // The common case: all arrays of one shape, all in C order.
  const np_ref *first = nullptr;
  bool plain = true;
  for (int i = 0; i < count && plain; ++i) {
    const np_ref &ref = inputs[i];
    if (ref.ndim < 0 || (ref.ndim == 0 && out->ndim > 0))
      continue;
    plain = ref.ndim == out->ndim && isDenseC(ref) &&
            (!first || !std::memcmp(first->shape, ref.shape, ref.ndim * sizeof(np_i64)));
    if (!first)
      first = &ref;
  }
  np_i64 size = 1;
  if (plain && first) {
    std::memcpy(shape, first->shape, out->ndim * sizeof(np_i64));
    for (int axis = out->ndim - 1; axis >= 0; --axis) {
      strides[axis] = size;
      size *= shape[axis];
    }
  } else {
    np_ref arrays[NP_LAUNCH_RANK];
    np_i64 full[NP_MAX_RANK];
    int used = 0, ndim;
    for (int i = 0; i < count && used < NP_LAUNCH_RANK; ++i)
      if (inputs[i].ndim >= 0)
        arrays[used++] = inputs[i];
    if (int status = np_broadcast_shapes(used, arrays, &ndim, full))
      return status;
    std::memcpy(shape, full, ndim * sizeof(np_i64));
    np_korder_strides(used, arrays, ndim, shape, strides);
    for (int axis = 0; axis < ndim; ++axis)
      size *= shape[axis];
  }
  *buffer = np_buffer_new(size * np_element_size(out->dtype), 0);
  if (!*buffer)
    return np_fail(NP_MEMORY_ERROR, "Unable to allocate an array of %lld elements", size);
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
