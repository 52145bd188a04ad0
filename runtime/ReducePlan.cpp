// The order in which NumPy's iterator walks a reduction. Floating-point sums depend on it: not on which values
// are copied where, but on how many elements each inner loop gets.
//
// Before: an input of shape (1000, 300) with strides (301, 1), all axes reduced.
// After:  dimensions innermost first, (300, in 1, out 0), (1000, in 301, out 0); best = 1, core = 300,
//         chunk = 300 * 27 elements: out = ((0 + T(first 8100)) + T(next 8100)) + ...
#include "abi/reduce.h"

namespace {

const np_i64 bufferSize = 8192; // NumPy's default, np.setbufsize changes it there

struct PlannedAxis {
  np_i64 length;
  np_i64 stride[3]; // of the input, the mask, the output; 0 where the length is 1
  int axis;
};

np_i64 magnitude(np_i64 stride) { return stride < 0 ? -stride : stride; }

// Whether `inner` may move inside `outer`: 1 yes, 0 no, -1 nothing to compare by (a zero stride in each operand).
// Where the operands disagree the C order stays.
int shouldSwap(const PlannedAxis &inner, const PlannedAxis &outer, int operands) {
  int verdict = -1;
  for (int k = 0; k < operands; ++k) {
    if (inner.stride[k] == 0 || outer.stride[k] == 0)
      continue;
    if (magnitude(outer.stride[k]) <= magnitude(inner.stride[k]))
      verdict = 0;
    else if (verdict < 0)
      verdict = 1;
  }
  return verdict;
}

// Axes innermost first: C order, then a stable insertion sort by the size of the strides.
void sortAxes(PlannedAxis *axes, int ndim, int operands) {
  for (int i = 1; i < ndim; ++i) {
    PlannedAxis moved = axes[i];
    int target = i;
    for (int j = i - 1; j >= 0; --j) {
      int swap = shouldSwap(moved, axes[j], operands);
      if (swap == 0)
        break;
      if (swap == 1)
        target = j;
    }
    for (int k = i; k > target; --k)
      axes[k] = axes[k - 1];
    axes[target] = moved;
  }
}

void gatherAxes(const np_ref *in, const np_i64 *outStrides, const np_i64 *whereStrides, PlannedAxis *axes) {
  for (int k = 0; k < in->ndim; ++k) {
    int axis = in->ndim - 1 - k;
    bool single = in->shape[axis] == 1;
    axes[k] = {in->shape[axis],
               {single ? 0 : in->strides[axis], single || !whereStrides ? 0 : whereStrides[axis],
                single || !outStrides ? 0 : outStrides[axis]},
               axis};
  }
}

// The strides, per axis of `in`, that NumPy gives the output that it allocates; 0 on reduced axes.
void naturalStrides(const PlannedAxis *sorted, int ndim, const unsigned char *reduced, np_i64 *outStrides) {
  np_i64 stride = 1;
  for (int k = 0; k < ndim; ++k) {
    int axis = sorted[k].axis;
    outStrides[axis] = reduced[axis] ? 0 : stride;
    if (!reduced[axis])
      stride *= sorted[k].length;
  }
}

// Joins neighbours that every operand runs through with one stride.
int coalesce(PlannedAxis *axes, int ndim) {
  int last = 0;
  for (int k = 1; k < ndim; ++k) {
    PlannedAxis &inner = axes[last], &outer = axes[k];
    bool joins = true;
    for (int operand = 0; operand < 3; ++operand) {
      np_i64 s = inner.stride[operand], t = outer.stride[operand];
      joins &= (inner.length == 1 && s == 0) || (outer.length == 1 && t == 0) || s * inner.length == t;
    }
    if (joins) {
      for (int operand = 0; operand < 3; ++operand)
        if (inner.stride[operand] == 0)
          inner.stride[operand] = outer.stride[operand];
      inner.length *= outer.length;
    } else {
      axes[++last] = outer;
    }
  }
  return last + 1;
}

// One operand on the way out from the innermost dimension: how many dimensions it runs through with one stride.
struct SingleStride {
  int dims = 1;
  bool broken = false;

  // Whether dimension k ends the run now.
  bool breaksAt(const np_i64 *stride, const np_i64 *length, int k) {
    if (broken)
      return false;
    if (stride[k - 1] * length[k - 1] == stride[k]) {
      ++dims;
      return false;
    }
    return broken = true;
  }
};

// Chooses the dimensions of a transfer: as many as fit NumPy's buffer at the lowest cost (operands that need
// copying because they run through the transfer with more than one stride).
void chooseCore(np_reduce_plan *plan, bool cast, bool masked) {
  const np_i64 *strides[3] = {plan->in, plan->out, plan->where};
  int operands = masked ? 3 : 2;
  SingleStride run[3];
  np_i64 cost = cast ? 2 : 1, size = plan->length[0], core = 1;
  np_i64 bestCost = cost, bestSize = size, bestCore = 1;
  int best = 0, outerReduce = -1;
  for (int k = 1; k < plan->ndim; ++k) {
    if (outerReduce >= 0 || (size >= bufferSize && cost > 1))
      break;
    for (int operand = 0; operand < operands; ++operand)
      if (run[operand].breaksAt(strides[operand], plan->length, k) && !(operand == 0 && cast))
        ++cost;
    if ((plan->out[k - 1] == 0) != (plan->out[k] == 0))
      outerReduce = k;
    core = size;
    size *= plan->length[k];
    np_i64 useful = cost > 1 && size > bufferSize ? bufferSize : size;
    if (cost * bestSize <= bestCost * useful) {
      best = k;
      bestCore = core;
      bestSize = size;
      bestCost = cost;
    }
  }
  plan->best = best;
  plan->core = bestCore;
  plan->outer_reduce = best == outerReduce;
  // With an outer reduced dimension each core is a call, however many a transfer has. Otherwise a transfer is one
  // call, and one that goes through the buffer is a whole number of cores that fits.
  bool buffered = false;
  for (int operand = 0; operand < operands; ++operand)
    buffered |= (operand == 0 && cast) || run[operand].dims <= best;
  if (!plan->outer_reduce && buffered && bestSize > bufferSize)
    bestSize = bestCore * (bufferSize / bestCore);
  plan->chunk = bestSize;
}

} // namespace

extern "C" int np_reduced_axes(const np_ref *in, const int *axes, int naxes, unsigned char *reduced) {
  if (in->ndim > NP_MAX_NDIM)
    return np_fail(NP_VALUE_ERROR, "maximum supported dimension for an ndarray is %d, found %d", int(NP_MAX_NDIM),
                   in->ndim);
  for (int i = 0; i < in->ndim; ++i)
    reduced[i] = naxes < 0;
  for (int k = 0; k < naxes; ++k) {
    int axis = axes[k] < 0 ? axes[k] + in->ndim : axes[k];
    // NumPy lets axis=0 and axis=-1 of a 0-dimensional array pass.
    if (in->ndim == 0 && naxes == 1 && (axes[k] == 0 || axes[k] == -1))
      continue;
    if (axis < 0 || axis >= in->ndim)
      return np_fail(NP_AXIS_ERROR, "axis %d is out of bounds for array of dimension %d", axes[k], in->ndim);
    if (reduced[axis])
      return np_fail(NP_VALUE_ERROR, "duplicate value in 'axis'");
    reduced[axis] = 1;
  }
  return NP_OK;
}

extern "C" int np_broadcast_where(const np_ref *in, const np_ref *where, np_i64 *strides) {
  if (where->dtype != NP_BOOL)
    return np_fail(NP_TYPE_ERROR, "Cannot cast array data to dtype('bool') according to the rule 'safe'");
  if (where->ndim > in->ndim)
    return np_fail(NP_VALUE_ERROR, "input operand has more dimensions than allowed by the axis remapping");
  int missing = in->ndim - where->ndim;
  for (int i = 0; i < in->ndim; ++i) {
    if (i < missing || where->shape[i - missing] == 1)
      strides[i] = 0;
    else if (where->shape[i - missing] == in->shape[i])
      strides[i] = where->strides[i - missing];
    else
      return np_fail(NP_VALUE_ERROR, "operands could not be broadcast together");
  }
  return NP_OK;
}

// NumPy gives an array without elements that it allocates strides of 0; the order of a result then is C, or that
// of `where`.
static bool clearIfEmpty(const np_ref *in, np_i64 *strides) {
  bool empty = false;
  for (int i = 0; i < in->ndim; ++i)
    empty |= in->shape[i] == 0;
  for (int i = 0; empty && i < in->ndim; ++i)
    strides[i] = 0;
  return empty;
}

extern "C" void np_copy_layout(const np_ref *in, np_i64 *strides) {
  int order[NP_MAX_NDIM]; // axes, largest stride first
  if (clearIfEmpty(in, strides))
    return;
  for (int i = 0; i < in->ndim; ++i) {
    int k = i;
    for (; k > 0 && magnitude(in->strides[order[k - 1]]) < magnitude(in->strides[i]); --k)
      order[k] = order[k - 1];
    order[k] = i;
  }
  np_i64 stride = 1;
  for (int k = in->ndim - 1; k >= 0; --k) {
    strides[order[k]] = stride;
    stride *= in->shape[order[k]];
  }
}

// Strides per axis of `in`, 0 on the reduced ones.
static void layoutOf(const np_ref *in, const np_i64 *second, const unsigned char *reduced, bool sorted,
                     np_i64 *strides) {
  PlannedAxis axes[NP_MAX_NDIM];
  gatherAxes(in, nullptr, second, axes);
  if (sorted)
    sortAxes(axes, in->ndim, 2);
  naturalStrides(axes, in->ndim, reduced, strides);
}

extern "C" void np_deviation_layout(const np_ref *in, const unsigned char *reduced, const np_i64 *whereStrides,
                                    np_i64 *meanStrides, np_i64 *strides) {
  const unsigned char none[NP_MAX_NDIM] = {};
  layoutOf(in, whereStrides, reduced, true, meanStrides);
  if (!clearIfEmpty(in, strides))
    layoutOf(in, meanStrides, none, true, strides);
}

extern "C" int np_reduce_layout(int op, const np_ref *in, const int *axes, int naxes, int keepdims, const np_ref *where,
                                np_i64 *outStrides) {
  unsigned char reduced[NP_MAX_NDIM];
  np_i64 whereStrides[NP_MAX_NDIM], strides[NP_MAX_NDIM];
  if (int status = np_reduced_axes(in, axes, naxes, reduced))
    return status;
  if (where)
    if (int status = np_broadcast_where(in, where, whereStrides))
      return status;
  // nansum reduces a copy, var the squared deviations.
  np_ref copy = *in;
  np_i64 copyStrides[NP_MAX_NDIM], meanStrides[NP_MAX_NDIM];
  copy.strides = copyStrides;
  if ((op == NP_REDUCE_NANSUM || op == NP_REDUCE_NANPROD) && in->dtype >= NP_F16) {
    np_copy_layout(in, copyStrides);
    in = &copy;
  } else if (op == NP_REDUCE_VAR) {
    np_deviation_layout(in, reduced, where ? whereStrides : nullptr, meanStrides, copyStrides);
    in = &copy;
  }
  bool isArg = op == NP_REDUCE_ARGMIN || op == NP_REDUCE_ARGMAX;
  layoutOf(in, where ? whereStrides : nullptr, reduced, !isArg, strides);
  for (int i = 0, o = 0; i < in->ndim; ++i)
    if (keepdims || !reduced[i])
      outStrides[o++] = strides[i];
  return NP_OK;
}

extern "C" void np_plan_reduction(const np_ref *in, const np_i64 *outStrides, const np_i64 *whereStrides, int cast,
                                  np_reduce_plan *plan) {
  PlannedAxis axes[NP_MAX_NDIM];
  np_i64 natural[NP_MAX_NDIM];
  unsigned char reduced[NP_MAX_NDIM];
  gatherAxes(in, outStrides, whereStrides, axes);
  sortAxes(axes, in->ndim, 2);
  for (int i = 0; i < in->ndim; ++i)
    reduced[i] = outStrides[i] == 0;
  naturalStrides(axes, in->ndim, reduced, natural);
  bool isNatural = true;
  for (int i = 0; i < in->ndim; ++i)
    isNatural &= in->shape[i] <= 1 || natural[i] == outStrides[i];
  if (!isNatural) {
    // An output that the script passed is an operand like the others.
    gatherAxes(in, outStrides, whereStrides, axes);
    sortAxes(axes, in->ndim, 3);
  }
  int ndim = in->ndim;
  if (ndim == 0)
    axes[ndim++] = {1, {0, 0, 0}, 0};
  plan->ndim = coalesce(axes, ndim);
  for (int k = 0; k < plan->ndim; ++k) {
    plan->length[k] = axes[k].length;
    plan->in[k] = axes[k].stride[0];
    plan->where[k] = axes[k].stride[1];
    plan->out[k] = axes[k].stride[2];
  }
  chooseCore(plan, cast, whereStrides != nullptr);
}
