// Cumulative functions (np.cumsum, cumprod, ufunc.accumulate): out[0] = in[0], out[i] = out[i-1] op in[i], each
// value rounded to the dtype of the result. Along the innermost axis in memory one line after the other, else
// row by row.
#include "ReduceElements.h"
#include "abi/reduce.h"

namespace {

const np_i64 block = 1024;

struct Axis {
  np_i64 length, in, out;
};

class Cumulation {
public:
  Cumulation(const np_reduce_loops *loops, np_binary_loop binary, const np_ref *in, int outDtype)
      : loops(loops), binary(binary), convert(np_find_converter(in->dtype, outDtype)),
        copy(np_find_converter(outDtype, outDtype)), cast(in->dtype != outDtype),
        inSize(reduction::elementSize(in->dtype)), outSize(reduction::elementSize(outDtype)) {}

  void run(const char *x, char *y, Axis along, Axis *others, int count) const {
    // The row: the other axis that is innermost in memory, if it lies inside the cumulated one.
    Axis row = {1, 0, 0};
    int rowAt = -1;
    for (int k = 0; k < count; ++k)
      if (others[k].length > 1 && magnitude(others[k].out) < magnitude(along.out) &&
          (rowAt < 0 || magnitude(others[k].out) < magnitude(others[rowAt].out)))
        rowAt = k;
    if (rowAt >= 0) {
      row = others[rowAt];
      others[rowAt] = others[--count];
    }
    np_i64 index[NP_MAX_NDIM] = {};
    for (;;) {
      rowAt >= 0 ? rows(x, y, along, row) : line(x, y, along);
      int k = 0;
      for (; k < count; ++k) {
        x += others[k].in * inSize;
        y += others[k].out * outSize;
        if (++index[k] < others[k].length)
          break;
        x -= others[k].in * others[k].length * inSize;
        y -= others[k].out * others[k].length * outSize;
        index[k] = 0;
      }
      if (k == count)
        return;
    }
  }

private:
  const np_reduce_loops *loops;
  np_binary_loop binary;
  np_converter convert, copy;
  bool cast;
  np_i64 inSize, outSize;

  static np_i64 magnitude(np_i64 stride) { return stride < 0 ? -stride : stride; }

  // out[i] = op(previous[i], x[i]) over n elements; the two are one line if previous is out - os.
  void step(char *out, np_i64 os, char *previous, const char *x, np_i64 xs, np_i64 n, bool isLine) const {
    alignas(16) char converted[block * 16];
    for (np_i64 first = 0; first < n; first += block) {
      np_i64 count = n - first < block ? n - first : block;
      const char *p = x + first * xs * inSize;
      np_i64 ps = xs;
      if (cast) {
        convert(p, xs, converted, 1, count);
        p = converted;
        ps = 1;
      }
      char *o = out + first * os * outSize, *before = previous + first * os * outSize;
      if (binary) {
        binary(o, os, before, os, p, ps, count);
      } else if (isLine) {
        loops->scan(o, os, p, ps, count);
      } else {
        copy(before, os, o, os, count);
        loops->columns(o, os, p, ps, count, 0, 1);
      }
    }
  }

  void line(const char *x, char *y, Axis along) const {
    convert(x, 0, y, 0, 1);
    step(y + along.out * outSize, along.out, y, x + along.in * inSize, along.in, along.length - 1, true);
  }

  void rows(const char *x, char *y, Axis along, Axis row) const {
    for (np_i64 first = 0; first < row.length; first += block) {
      np_i64 count = row.length - first < block ? row.length - first : block;
      const char *p = x + first * row.in * inSize;
      char *q = y + first * row.out * outSize;
      convert(p, row.in, q, row.out, count);
      for (np_i64 r = 1; r < along.length; ++r) {
        char *previous = q;
        p += along.in * inSize;
        q += along.out * outSize;
        step(q, row.out, previous, p, row.in, count, false);
      }
    }
  }
};

int cumulate(const np_reduce_loops *loops, np_binary_loop binary, const np_ref *in, int axis, int flat,
             const np_ref *out) {
  int normal = axis < 0 ? axis + in->ndim : axis;
  flat |= in->ndim == 0;
  if (!flat && (normal < 0 || normal >= in->ndim))
    return np_fail(NP_AXIS_ERROR, "axis %d is out of bounds for array of dimension %d", axis, in->ndim);
  np_i64 size = 1;
  for (int i = 0; i < in->ndim; ++i)
    size *= in->shape[i];
  bool fits = out->ndim == (flat ? in->ndim ? 1 : out->ndim : in->ndim);
  np_i64 outSize = 1;
  for (int i = 0; i < out->ndim; ++i) {
    outSize *= out->shape[i];
    fits &= flat || out->shape[i] == in->shape[i];
  }
  if (!fits || outSize != size)
    return np_fail(NP_VALUE_ERROR, "provided out is the wrong size for the accumulation.");
  if (size == 0)
    return NP_OK;
  Cumulation cumulation(loops, binary, in, out->dtype);
  const char *x = static_cast<const char *>(in->data);
  char *y = static_cast<char *>(out->data);
  if (!flat) {
    Axis others[NP_MAX_NDIM];
    int count = 0;
    for (int i = 0; i < in->ndim; ++i)
      if (i != normal)
        others[count++] = {in->shape[i], in->strides[i], out->strides[i]};
    cumulation.run(x, y, {in->shape[normal], in->strides[normal], out->strides[normal]}, others, count);
    return NP_OK;
  }
  np_i64 step = out->ndim ? out->strides[0] : 1;
  np_i64 strides[NP_MAX_NDIM], stride = step;
  bool joined = true;
  for (int i = in->ndim - 1; i >= 0; --i) {
    strides[i] = stride;
    stride *= in->shape[i];
    joined &= i + 1 >= in->ndim || in->strides[i] == in->strides[i + 1] * in->shape[i + 1];
  }
  if (joined) {
    cumulation.run(x, y, {size, in->ndim ? in->strides[in->ndim - 1] : 1, step}, nullptr, 0);
    return NP_OK;
  }
  // Lay the elements out in C order first, then run over them in place.
  np_ref laidOut = {out->data, in->shape, strides, in->ndim, out->dtype};
  np_convert_array(in, &laidOut);
  np_ref ready = {out->data, &size, &step, 1, out->dtype};
  Cumulation(loops, binary, &ready, out->dtype).run(y, y, {size, step, step}, nullptr, 0);
  return NP_OK;
}

} // namespace

extern "C" int np_cumulate(int op, const np_ref *in, int axis, int flat, const np_ref *out) {
  const np_reduce_loops *loops = np_find_reduce_loops(op, out->dtype);
  if (!loops)
    return np_fail(NP_TYPE_ERROR, "the cumulation is not supported for the input type");
  return cumulate(loops, nullptr, in, axis, flat, out);
}

extern "C" int np_cumulate_with(np_binary_loop loop, const np_ref *in, int axis, int flat, const np_ref *out) {
  return cumulate(nullptr, loop, in, axis, flat, out);
}

extern "C" int np_cumulate_layout(const np_ref *in, int axis, int flat, np_i64 *outStrides) {
  if (flat || in->ndim == 0) {
    outStrides[0] = 1;
    return NP_OK;
  }
  if (axis < -in->ndim || axis >= in->ndim)
    return np_fail(NP_AXIS_ERROR, "axis %d is out of bounds for array of dimension %d", axis, in->ndim);
  return np_reduce_layout(-1, in, nullptr, 0, 0, nullptr, outStrides);
}
