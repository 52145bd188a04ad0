# NumPy functions in terms of the table's rows (ir/NpRows.td, ir/NpLibrary.td) and of each other. `np.NAME` is the
# function NAME of this file where no row has that name; `.NAME` of an array too where it is marked @method, `.NAME` alone
# where it is marked @only_method.
#
# The same importer compiles them that compiles the script, once for each set of dtypes and ranks, and only the ones
# that are called. What follows from it:
# * Ranks and dtypes are static: `if` on x.ndim, x.dtype, isinstance, `is None` is decided before typing.
# * An int or a bool that decides about a rank or a dtype must be known then: np._static(flag) asks the caller for it,
#   np.size(a, axis) does the same for an axis and raises NumPy's AxisError.
# * Values that functions return are not static, so axes are normalised where they are used.
# * Loops over tuples are unrolled, loops over ranges are loops.
# * @view: the result may be a view of an argument. Other functions here take views by rows only (reshape, T, slices),
#   which cost nothing.

# ===--- Creation ------------------------------------------------------------------------------------------------=== #


def identity(n, dtype=None):
    return np.eye(n, dtype=dtype)


def tri(N, M=None, k=0, dtype=float):
    columns = N if M is None else M
    return (np.arange(N)[:, None] >= np.arange(-k, columns - k)).astype(dtype)


def tril(m, k=0):
    a = np.asarray(m)
    mask = np.arange(a.shape[-2] if a.ndim > 1 else a.shape[0])[:, None] >= np.arange(-k, a.shape[-1] - k)
    return np.where(mask, a, np.zeros((), a.dtype))


def triu(m, k=0):
    a = np.asarray(m)
    mask = np.arange(a.shape[-2] if a.ndim > 1 else a.shape[0])[:, None] >= np.arange(1 - k, a.shape[-1] + 1 - k)
    return np.where(mask, np.zeros((), a.dtype), a)


def tril_indices(n, k=0, m=None):
    return np.nonzero(np.tri(n, m, k, bool))


def triu_indices(n, k=0, m=None):
    return np.nonzero(~np.tri(n, m, k - 1, bool))


def tril_indices_from(arr, k=0):
    if arr.ndim != 2:
        raise ValueError("input array must be 2-d")
    return np.nonzero(np.tri(arr.shape[0], arr.shape[1], k, bool))


def triu_indices_from(arr, k=0):
    if arr.ndim != 2:
        raise ValueError("input array must be 2-d")
    return np.nonzero(~np.tri(arr.shape[0], arr.shape[1], k - 1, bool))


def diag_indices(n, ndim=2):
    np._static(ndim)
    return (np.arange(n),) * ndim


def diag_indices_from(arr):
    if arr.ndim < 2:
        raise ValueError("input array must be at least 2-d")
    for n in arr.shape:
        if n != arr.shape[0]:
            raise ValueError("All dimensions of input must be of equal length")
    return (np.arange(arr.shape[0]),) * arr.ndim


@view
def diag(v, k=0):
    a = np.asarray(v)
    if a.ndim == 1:
        n = a.shape[0] + abs(k)
        result = np.zeros((n, n), a.dtype)
        i = np.arange(a.shape[0])
        result[i + max(-k, 0), i + max(k, 0)] = a
        return result
    if a.ndim != 2:
        raise ValueError("Input must be 1- or 2-d.")
    return a.diagonal(k)


def diagflat(v, k=0):
    a = np.asarray(v).reshape(-1)
    n = a.shape[0] + abs(k)
    result = np.zeros((n, n), a.dtype)
    i = np.arange(a.shape[0])
    result[i + max(-k, 0), i + max(k, 0)] = a
    return result


def vander(x, N=None, increasing=False):
    a = np.asarray(x)
    if a.ndim != 1:
        raise ValueError("x must be a one-dimensional array or sequence.")
    columns = a.shape[0] if N is None else N
    powers = np.ones((a.shape[0], columns), np.promote_types(a.dtype, int))
    powers[:, 1:] = a[:, None]
    powers = np.cumprod(powers, axis=1, dtype=powers.dtype)
    np._static(increasing)
    return powers if increasing else powers[:, ::-1]


def _linspace(start, stop, num, endpoint, retstep, dtype):
    np._static(endpoint)
    np._static(retstep)
    first = np.asarray(start)
    last = np.asarray(stop)
    if num < 0:
        raise ValueError(f"Number of samples, {num}, must be non-negative.")
    intervals = num - 1 if endpoint else num
    first = first * 1.0
    span = last * 1.0 - first
    steps = np.arange(0, num).reshape((-1,) + (1,) * span.ndim)
    if intervals > 0:
        step = span / intervals
        result = np.where(step == 0, steps / intervals * span, steps * step) if np.any(step == 0) else steps * step
    else:
        step = span * np.nan
        result = steps * span
    result = result + first
    if endpoint and num > 1:
        result[-1] = last
    if dtype is not None:
        whole = np.floor(result) if np.issubdtype(dtype, np.integer) else result
        return (whole.astype(dtype), step) if retstep else whole.astype(dtype)
    return (result, step) if retstep else result


def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0):
    np._static(endpoint)
    result = np.power(base, np.linspace(start, stop, num, endpoint))
    return result if dtype is None else result.astype(dtype)


def geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0):
    np._static(endpoint)
    if start == 0 or stop == 0:
        raise ValueError("Geometric sequence cannot include zero")
    sign = -1.0 if start < 0 else 1.0
    first = start / sign
    last = stop / sign
    result = np.power(10.0, np.linspace(np.log10(first), np.log10(last), num, endpoint))
    if num > 0:
        result[0] = first
        if endpoint and num > 1:
            result[-1] = last
    result *= sign
    return result if dtype is None else result.astype(dtype)


def indices(dimensions, dtype=int, sparse=False):
    np._static(sparse)
    n = len(dimensions)
    if sparse:
        grids = ()
        for axis, extent in enumerate(dimensions):
            grids = grids + (np.arange(extent, dtype=dtype).reshape((1,) * axis + (-1,) + (1,) * (n - 1 - axis)),)
        return grids
    result = np.empty((n,) + tuple(dimensions), dtype)
    for axis, extent in enumerate(dimensions):
        result[axis] = np.arange(extent, dtype=dtype).reshape((1,) * axis + (-1,) + (1,) * (n - 1 - axis))
    return result


def meshgrid(*xi, copy=True, sparse=False, indexing="xy"):
    if indexing != "xy" and indexing != "ij":
        raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")
    np._static(sparse)
    np._static(copy)
    n = len(xi)
    grids = ()
    shape = ()
    for i, x in enumerate(xi):
        axis = 1 - i if indexing == "xy" and n > 1 and i < 2 else i
        grids = grids + (np.asarray(x).reshape((1,) * axis + (-1,) + (1,) * (n - 1 - axis)),)
        shape = shape[:axis] + (np.asarray(x).size,) + shape[axis:]
    result = ()
    for grid in grids:
        whole = grid if sparse else np.broadcast_to(grid, shape)
        result = result + (whole.copy() if copy else whole,)
    return result


def ix_(*args):
    n = len(args)
    result = ()
    for axis, each in enumerate(args):
        index = np.asarray(each)
        if index.ndim != 1:
            raise ValueError("Cross index must be 1 dimensional")
        if index.dtype == bool:
            index = np.nonzero(index)[0]
        if index.dtype.kind == "f":  # an empty list
            index = index.astype(np.intp)
        result = result + (index.reshape((1,) * axis + (-1,) + (1,) * (n - 1 - axis)),)
    return result


def fromfunction(function, shape, *, dtype=float, **kwargs):
    n = len(shape)
    grids = ()
    for axis, extent in enumerate(shape):
        grid = np.arange(extent, dtype=dtype).reshape((1,) * axis + (-1,) + (1,) * (n - 1 - axis))
        grids = grids + (np.broadcast_to(grid, shape).copy(),)
    return function(*grids, **kwargs)


def vectorize(pyfunc, otypes=None, doc=None, excluded=None, cache=False, signature=None):
    def apply(*args):
        return np._vectorized(pyfunc, otypes, args)

    return apply


# As NumPy does it: a call with NumPy scalars decides about the dtype, then the function sees Python scalars.
def _vectorized(function, otypes, args):
    arrays = np.broadcast_arrays(*args)
    shape = arrays[0].shape
    n = arrays[0].size
    if n == 0:
        raise ValueError("cannot call `vectorize` on size 0 inputs unless `otypes` is set")
    lines = ()
    for a in arrays:
        lines = lines + (a.reshape(-1),)
    first = function(*[line[0] for line in lines])
    if isinstance(first, tuple):
        results = ()
        for part in first:
            results = results + (np.empty(n, np.asarray(part).dtype),)
        for i in range(n):
            parts = function(*[line[i].item() for line in lines])
            for result, part in zip(results, parts):
                result[i] = part
        shaped = ()
        for result in results:
            shaped = shaped + (result.reshape(shape),)
        return shaped
    if otypes is None:
        out = np.empty(n, np.asarray(first).dtype)
    else:
        out = np.empty(n, otypes[0])
    for i in range(n):
        out[i] = function(*[line[i].item() for line in lines])
    return out.reshape(shape)


# ===--- Subscripts that make arrays: np.c_[...] is _c_((...)) -----------------------------------------------------=== #


def _index_run(item):
    if isinstance(item, slice):
        start = 0 if item.start is None else item.start
        if isinstance(item.step, complex):
            return np.linspace(start, item.stop, int(abs(item.step)))
        return np.arange(start, item.stop, 1 if item.step is None else item.step)
    return np.atleast_1d(item)


def _r_(items, several):
    return np.concatenate([np._index_run(item) for item in items])


def _c_(items, several):
    columns = ()
    for item in items:
        run = np._index_run(item)
        columns = columns + (run.reshape(-1, 1) if run.ndim == 1 else run,)
    return np.concatenate(columns, axis=-1)


def _ogrid(items, several):
    np._static(several)
    if not several:
        return np._index_run(items[0])
    n = len(items)
    grids = ()
    for axis, item in enumerate(items):
        grids = grids + (np._index_run(item).reshape((1,) * axis + (-1,) + (1,) * (n - 1 - axis)),)
    return grids


def _mgrid(items, several):
    np._static(several)
    if not several:
        return np._index_run(items[0])
    grids = np._ogrid(items, True)
    shape = ()
    for axis, grid in enumerate(grids):
        shape = shape + (grid.shape[axis],)
    result = np.empty((len(items),) + shape, np.result_type(*grids))
    for axis, grid in enumerate(grids):
        result[axis] = grid
    return result


def _s_(items, several):
    np._static(several)
    return items if several else items[0]


def _index_exp(items, several):
    return items


# a.flat[index] = values: positions in C order; the values are taken in turn.
def _flat_store(a, index, values):
    np.put(a, np.arange(a.size)[index], values)


def fromiter(iter, dtype, count=-1):
    return np.array([x for x in iter], dtype=dtype)


def trim_zeros(filt, trim="fb"):
    a = np.asarray(filt)
    kept = np.nonzero(a)[0]
    if len(kept) == 0:
        return a[:0]
    first = kept[0] if "f" in trim.lower() else 0
    last = kept[-1] + 1 if "b" in trim.lower() else len(a)
    return a[first:last]


# ===--- Shapes and views ----------------------------------------------------------------------------------------=== #


@method
@view
def ravel(a, order="C"):
    return np.reshape(a, -1, order="C" if order == "K" or order == "A" else order)


@only_method
def flatten(a, order="C"):
    if a.ndim == 1:
        return a.copy()
    return np.reshape(a.copy("C" if order == "K" or order == "A" else order), -1, order="C" if order == "K" or order == "A" else order)


@method
@view
def swapaxes(a, axis1, axis2):
    array = np.asarray(a)
    np.size(array, axis1)
    np.size(array, axis2)
    first = axis1 + array.ndim if axis1 < 0 else axis1
    second = axis2 + array.ndim if axis2 < 0 else axis2
    order = ()
    for i, extent in enumerate(array.shape):
        order = order + (second if i == first else first if i == second else i,)
    return np.transpose(array, order)


@view
def moveaxis(a, source, destination):
    np._static(source)
    np._static(destination)
    array = np.asarray(a)
    sources = (source,) if isinstance(source, int) else tuple(source)
    targets = (destination,) if isinstance(destination, int) else tuple(destination)
    if len(sources) != len(targets):
        raise ValueError("`source` and `destination` arguments must have the same number of elements")
    moved = ()
    for s in sources:
        np.size(array, s)
        moved = moved + (s + array.ndim if s < 0 else s,)
    places = ()
    for d in targets:
        np.size(array, d)
        places = places + (d + array.ndim if d < 0 else d,)
    order = ()
    for i, extent in enumerate(array.shape):
        if i not in moved:
            order = order + (i,)
    for i, extent in enumerate(array.shape):
        for s, d in zip(moved, places):
            if d == i:
                order = order[:i] + (s,) + order[i:]
    return np.transpose(array, order)


@view
def rollaxis(a, axis, start=0):
    np.size(a, axis)
    np._static(start)
    source = axis + a.ndim if axis < 0 else axis
    place = start + a.ndim if start < 0 else start
    order = ()
    for i, extent in enumerate(a.shape):
        if i != source:
            order = order + (i,)
    place = place - 1 if source < place else place
    return np.transpose(a, order[:place] + (source,) + order[place:])


@view
def matrix_transpose(x):
    if x.ndim < 2:
        raise ValueError(f"Input array must be at least 2-dimensional, but it is {x.ndim}")
    return x.mT


@only_method
def partition(a, kth, axis=-1):
    a[...] = np.partition(a, kth, axis)


@method
def searchsorted(a, v, side="left", sorter=None):
    x = np.asarray(a)
    return np._searchsorted(x if sorter is None else x[np.asarray(sorter)], v, side)


@view
def atleast_1d(*arys):
    result = ()
    for each in arys:
        a = np.asarray(each)
        result = result + (a.reshape(1) if a.ndim == 0 else a,)
    return result[0] if len(arys) == 1 else result


@view
def atleast_2d(*arys):
    result = ()
    for each in arys:
        a = np.asarray(each)
        result = result + (a.reshape(1, 1) if a.ndim == 0 else a[None, :] if a.ndim == 1 else a,)
    return result[0] if len(arys) == 1 else result


@view
def atleast_3d(*arys):
    result = ()
    for each in arys:
        a = np.asarray(each)
        result = result + (a.reshape(1, 1, 1) if a.ndim == 0 else a[None, :, None] if a.ndim == 1 else a[:, :, None] if a.ndim == 2 else a,)
    return result[0] if len(arys) == 1 else result


def broadcast_shapes(*args):
    rank = 0
    for shape in args:
        rank = max(rank, 1 if isinstance(shape, int) else len(shape))
    result = (1,) * rank
    for number, each in enumerate(args):
        shape = (each,) if isinstance(each, int) else each
        offset = rank - len(shape)
        for i, n in enumerate(shape):
            if n != 1 and n != result[offset + i]:
                if result[offset + i] != 1:
                    raise ValueError("shape mismatch: objects cannot be broadcast to a single shape.")
                result = result[: offset + i] + (n,) + result[offset + i + 1 :]
    return result


@view
def broadcast_arrays(*args, subok=False):
    shapes = ()
    for each in args:
        shapes = shapes + (np.shape(each),)
    shape = np.broadcast_shapes(*shapes)
    result = ()
    for each in args:
        result = result + (np.broadcast_to(np.asarray(each), shape),)
    return result


@view
def flip(m, axis=None):
    a = np.asarray(m)
    if axis is None:
        return a[(slice(None, None, -1),) * a.ndim]
    np._static(axis)
    index = (slice(None),) * a.ndim
    for each in (axis,) if isinstance(axis, int) else axis:
        np.size(a, each)
        i = each + a.ndim if each < 0 else each
        index = index[:i] + (slice(None, None, -1),) + index[i + 1 :]
    return a[index]


@view
def flipud(m):
    a = np.asarray(m)
    if a.ndim < 1:
        raise ValueError("Input must be >= 1-d.")
    return a[::-1]


@view
def fliplr(m):
    a = np.asarray(m)
    if a.ndim < 2:
        raise ValueError("Input must be >= 2-d.")
    return a[:, ::-1]


@view
def rot90(m, k=1, axes=(0, 1)):
    a = np.asarray(m)
    if len(axes) != 2:
        raise ValueError("len(axes) must be 2.")
    np._static(axes)
    turns = k % 4
    if turns == 0:
        return a[...]
    if turns == 2:
        return np.flip(np.flip(a, axes[0]), axes[1])
    if turns == 1:
        return np.swapaxes(np.flip(a, axes[1]), axes[0], axes[1])
    return np.flip(np.swapaxes(a, axes[0], axes[1]), axes[1])


@method
@view
def squeeze(a, axis=None):
    x = np.asarray(a)
    if axis is None:
        return np._squeeze(x, 0)
    np._static(axis)
    index = (slice(None),) * x.ndim
    for each in (axis,) if isinstance(axis, int) else axis:
        if np.size(x, each) != 1:
            raise ValueError("cannot select an axis to squeeze out which has size not equal to one")
        i = each + x.ndim if each < 0 else each
        index = index[:i] + (0,) + index[i + 1 :]
    return x[index] if len(index) > 0 else x


# Which axes go is known at run time only: a result of each rank that may be.
@view
def _squeeze(x, i):
    np._static(i)
    if i == x.ndim:
        return x
    if x.shape[i] == 1:
        return np._squeeze(x[(slice(None),) * i + (0, ...)], i)
    return np._squeeze(x, i + 1)


# ===--- Joining and splitting -----------------------------------------------------------------------------------=== #


def vstack(tup, dtype=None):
    result = np.concatenate([np.atleast_2d(a) for a in tup], axis=0)
    return result if dtype is None else result.astype(dtype)


def hstack(tup, dtype=None):
    arrays = [np.atleast_1d(a) for a in tup]
    result = np.concatenate(arrays, axis=0) if arrays[0].ndim == 1 else np.concatenate(arrays, axis=1)
    return result if dtype is None else result.astype(dtype)


def dstack(tup):
    return np.concatenate([np.atleast_3d(a) for a in tup], axis=2)


def column_stack(tup):
    return np.concatenate([np.asarray(a).reshape(-1, 1) if np.asarray(a).ndim < 2 else np.asarray(a) for a in tup], axis=1)


def stack(arrays, axis=0):
    if len(arrays) == 0:
        raise ValueError("need at least one array to stack")
    shape = np.shape(arrays[0])
    for a in arrays:
        if np.shape(a) != shape:
            raise ValueError("all input arrays must have the same shape")
    return np.concatenate([np.expand_dims(np.asarray(a), axis) for a in arrays], axis=axis)


def block(arrays):
    if not isinstance(arrays, list):
        return np.asarray(arrays).copy()
    if not isinstance(arrays[0], list):
        return np.hstack(arrays)
    return np.concatenate([np.concatenate([np.atleast_2d(a) for a in row], axis=1) for row in arrays], axis=0)


@view
def array_split(ary, indices_or_sections, axis=0):
    np._static(axis)
    if axis < -ary.ndim or axis >= ary.ndim:
        raise IndexError("tuple index out of range")
    n = np.size(ary, axis)
    i = axis + ary.ndim if axis < 0 else axis
    before = (slice(None),) * i
    result = []
    if isinstance(indices_or_sections, int):
        if indices_or_sections <= 0:
            raise ValueError("number sections must be larger than 0.")
        each = n // indices_or_sections
        extras = n % indices_or_sections
        for part in range(indices_or_sections):
            start = part * each + min(part, extras)
            result.append(ary[before + (slice(start, start + each + (1 if part < extras else 0)),)])
        return result
    start = 0
    for stop in indices_or_sections:
        result.append(ary[before + (slice(start, stop),)])
        start = int(stop)
    result.append(ary[before + (slice(start, None),)])
    return result


@view
def split(ary, indices_or_sections, axis=0):
    np._static(axis)
    if axis < -ary.ndim or axis >= ary.ndim:
        raise IndexError("tuple index out of range")
    if isinstance(indices_or_sections, int) and np.size(ary, axis) % indices_or_sections != 0:
        raise ValueError("array split does not result in an equal division")
    return np.array_split(ary, indices_or_sections, axis)


@view
def vsplit(ary, indices_or_sections):
    if ary.ndim < 2:
        raise ValueError("vsplit only works on arrays of 2 or more dimensions")
    return np.split(ary, indices_or_sections, 0)


@view
def hsplit(ary, indices_or_sections):
    if ary.ndim == 0:
        raise ValueError("hsplit only works on arrays of 1 or more dimensions")
    return np.split(ary, indices_or_sections, 1 if ary.ndim > 1 else 0)


@view
def dsplit(ary, indices_or_sections):
    if ary.ndim < 3:
        raise ValueError("dsplit only works on arrays of 3 or more dimensions")
    return np.split(ary, indices_or_sections, 2)


@view
def unstack(x, *, axis=0):
    if x.ndim == 0:
        raise ValueError("Input array must be at least 1-d.")
    moved = np.moveaxis(x, axis, 0)
    return [moved[i] for i in range(len(moved))]


def append(arr, values, axis=None):
    if axis is None:
        return np.concatenate((np.asarray(arr).reshape(-1), np.asarray(values).reshape(-1)))
    return np.concatenate((np.asarray(arr), np.asarray(values)), axis=axis)


def delete(arr, obj, axis=None):
    if axis is None:
        return np.delete(np.asarray(arr).reshape(-1), obj, 0)
    a = np.asarray(arr)
    n = np.size(a, axis)
    place = axis + a.ndim if axis < 0 else axis
    before = (slice(None),) * place
    keep = np.ones(n, bool)
    if isinstance(obj, slice):
        keep[obj] = False
    elif isinstance(obj, (list, tuple, range)) or np.asarray(obj).ndim > 0:
        index = np.asarray(obj)
        if index.dtype == bool:
            if index.shape != (n,):
                raise ValueError(f"boolean array argument `obj` to delete must be one-dimensional and match the axis length of {n}")
            keep = ~index
        elif index.size > 0:
            keep[index.astype(np.intp)] = False
    else:
        i = int(obj)
        if i < -n or i >= n:
            raise IndexError(f"index {i} is out of bounds for axis {place} with size {n}")
        keep[i] = False
    return a[before + (keep,)]


def insert(arr, obj, values, axis=None):
    if axis is None:
        return np.insert(np.asarray(arr).reshape(-1), obj, values, 0)
    a = np.asarray(arr)
    n = np.size(a, axis)
    place = axis + a.ndim if axis < 0 else axis
    before = (slice(None),) * place
    new = np.asarray(values).astype(a.dtype)
    if isinstance(obj, (list, tuple, range)) or np.asarray(obj).ndim > 0:
        index = np.asarray(obj)
        if index.dtype == bool:
            index = np.nonzero(index)[0]
        index = index.astype(np.intp)
        for i in range(index.size):
            if index[i] < -n or index[i] > n:
                raise IndexError(f"index {index[i]} is out of bounds for axis {place} with size {n}")
        index = np.where(index < 0, index + n, index)
        count = np.size(new, place - a.ndim + new.ndim) if index.size == 1 and new.ndim >= a.ndim - place else 1
        if index.size == 1 and count != 1:
            start = index[0]
            added = np.broadcast_to(new, a.shape[:place] + (count,) + a.shape[place + 1 :])
            return np.concatenate((a[before + (slice(None, start),)], added, a[before + (slice(start, None),)]), axis=place)
        order = np.argsort(index, kind="stable")
        index[order] += np.arange(index.size)
        keep = np.ones(n + index.size, bool)
        keep[index] = False
        result = np.empty(a.shape[:place] + (n + index.size,) + a.shape[place + 1 :], a.dtype)
        result[before + (index,)] = new
        result[before + (keep,)] = a
        return result
    i = int(obj)
    if i < -n or i > n:
        raise IndexError(f"index {i} is out of bounds for axis {place} with size {n}")
    start = i + n if i < 0 else i
    if new.ndim < a.ndim:
        new = new.reshape((1,) * (a.ndim - new.ndim) + new.shape)
    # With one index the first axis of the values is the one along which they are put in.
    new = np.moveaxis(new, 0, place)
    added = np.broadcast_to(new, a.shape[:place] + (new.shape[place],) + a.shape[place + 1 :])
    return np.concatenate((a[before + (slice(None, start),)], added, a[before + (slice(start, None),)]), axis=place)


def resize(a, new_shape):
    flat = np.asarray(a).reshape(-1)
    shape = (new_shape,) if isinstance(new_shape, int) else new_shape
    size = 1
    for n in shape:
        if n < 0:
            raise ValueError("all elements of `new_shape` must be non-negative")
        size = size * n
    if flat.size == 0:
        return np.zeros(shape, flat.dtype)
    return flat[np.arange(size) % flat.size].reshape(shape)


def roll(a, shift, axis=None):
    array = np.asarray(a)
    if axis is None:
        return np._roll(array.reshape(-1), shift, 0).reshape(array.shape)
    if isinstance(axis, int):
        return np._roll(array, shift, axis)
    np._static(axis)
    result = array
    for s, i in zip(shift, axis) if isinstance(shift, tuple) else zip((shift,) * len(axis), axis):
        result = np._roll(result, s, i)
    return result


def pad(array, pad_width, mode="constant", constant_values=0):
    a = np.asarray(array)
    if isinstance(pad_width, int):
        widths = ((pad_width, pad_width),) * a.ndim
    elif isinstance(pad_width[0], int):
        widths = ((pad_width[0], pad_width[1] if len(pad_width) > 1 else pad_width[0]),) * a.ndim
    else:
        widths = tuple(pad_width) if len(pad_width) == a.ndim else (pad_width[0],) * a.ndim
    shape = ()
    inner = ()
    for n, (before, after) in zip(a.shape, widths):
        if before < 0 or after < 0:
            raise ValueError("index can't contain negative values")
        shape = shape + (before + n + after,)
        inner = inner + (slice(before, before + n),)
    if mode == "constant" or mode == "empty":
        if isinstance(constant_values, (list, tuple)):
            pairs = ((constant_values[0], constant_values[1]),) * a.ndim if isinstance(constant_values[0], (int, float)) else constant_values
            result = np.empty(shape, a.dtype)
            result[inner] = a
            for axis, (before, after) in enumerate(widths):
                rows = ()
                for i, n in enumerate(shape):
                    rows = rows + (inner[i] if i > axis else slice(None),)
                result[rows[:axis] + (slice(None, before),) + rows[axis + 1 :]] = pairs[axis][0]
                result[rows[:axis] + (slice(before + a.shape[axis], None),) + rows[axis + 1 :]] = pairs[axis][1]
            return result
        result = np.full(shape, constant_values, a.dtype)
        result[inner] = a
        return result
    if mode not in ("edge", "reflect", "symmetric", "wrap"):
        raise ValueError(f"mode '{mode}' is not supported")
    result = a
    for axis, (before, after) in enumerate(widths):
        n = a.shape[axis]
        position = np.arange(-before, n + after)
        if n == 0 and before + after > 0:
            raise ValueError(f"can't extend empty axis {axis} using modes other than 'constant' or 'empty'")
        if mode == "edge":
            position = np.clip(position, 0, n - 1)
        elif mode == "wrap":
            position = position % n
        elif mode == "symmetric":
            position = position % (2 * n)
            position = np.minimum(position, 2 * n - 1 - position)
        elif n == 1:
            position = position * 0
        else:
            position = position % (2 * n - 2)
            position = np.minimum(position, 2 * n - 2 - position)
        result = np.take(result, position, axis=axis)
    return result


# ===--- Products ------------------------------------------------------------------------------------------------=== #


def outer(a, b, out=None):
    result = np.asarray(a).reshape(-1)[:, None] * np.asarray(b).reshape(-1)[None, :]
    if out is None:
        return result
    out[...] = result
    return out


def kron(a, b):
    x = np.asarray(a)
    y = np.asarray(b)
    if x.ndim == 0 or y.ndim == 0:
        return x * y
    rank = max(x.ndim, y.ndim)
    long_x = (1,) * (rank - x.ndim) + x.shape
    long_y = (1,) * (rank - y.ndim) + y.shape
    wide_x = ()
    wide_y = ()
    shape = ()
    for n, m in zip(long_x, long_y):
        wide_x = wide_x + (n, 1)
        wide_y = wide_y + (1, m)
        shape = shape + (n * m,)
    return (x.reshape(wide_x) * y.reshape(wide_y)).reshape(shape)


def cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None):
    if axis is not None:
        return np.cross(a, b, axis, axis, axis)
    x = np.moveaxis(np.asarray(a), axisa, -1)
    y = np.moveaxis(np.asarray(b), axisb, -1)
    if x.shape[-1] not in (2, 3) or y.shape[-1] not in (2, 3):
        raise ValueError("Both input arrays must be (arrays of) 3-dimensional vectors, but they are "
                         f"{x.shape[-1]} and {y.shape[-1]} dimensional instead.")
    if x.shape[-1] == 2 or y.shape[-1] == 2:
        raise NotImplementedError("cross products of vectors of two components: write a[0] * b[1] - a[1] * b[0]")
    x0, x1, x2 = x[..., 0], x[..., 1], x[..., 2]
    y0, y1, y2 = y[..., 0], y[..., 1], y[..., 2]
    parts = (x1 * y2 - x2 * y1, x2 * y0 - x0 * y2, x0 * y1 - x1 * y0)
    return np.stack(parts, axisc)


@method
def trace(a, offset=0, axis1=0, axis2=1, dtype=None):
    return np.diagonal(a, offset, axis1, axis2).sum(axis=-1, dtype=dtype)


def tensordot(a, b, axes=2):
    x = np.asarray(a)
    y = np.asarray(b)
    np._static(axes)
    if isinstance(axes, int):
        axes_x = ()
        axes_y = ()
        for i, n in enumerate(x.shape):
            if i >= x.ndim - axes:
                axes_x = axes_x + (i,)
        for i, n in enumerate(y.shape):
            if i < axes:
                axes_y = axes_y + (i,)
    else:
        axes_x = (axes[0],) if isinstance(axes[0], int) else tuple(axes[0])
        axes_y = (axes[1],) if isinstance(axes[1], int) else tuple(axes[1])
    if len(axes_x) != len(axes_y):
        raise ValueError("shape-mismatch for sum")
    summed_x = ()
    summed_y = ()
    length = 1
    for i, j in zip(axes_x, axes_y):
        if np.size(x, i) != np.size(y, j):
            raise ValueError("shape-mismatch for sum")
        summed_x = summed_x + (i + x.ndim if i < 0 else i,)
        summed_y = summed_y + (j + y.ndim if j < 0 else j,)
        length = length * np.size(x, i)
    kept_x = ()
    kept_y = ()
    shape = ()
    rows = 1
    columns = 1
    for i, n in enumerate(x.shape):
        if i not in summed_x:
            kept_x = kept_x + (i,)
            shape = shape + (n,)
            rows = rows * n
    for i, n in enumerate(y.shape):
        if i not in summed_y:
            kept_y = kept_y + (i,)
            shape = shape + (n,)
            columns = columns * n
    left = np.transpose(x, kept_x + summed_x).reshape(rows, length)
    right = np.transpose(y, summed_y + kept_y).reshape(length, columns)
    return np.dot(left, right).reshape(shape)


def einsum(subscripts, *operands, optimize=False):
    if len(operands) == 1:
        return np._einsum(operands[0], None, None, None, subscripts)
    if len(operands) == 2:
        return np._einsum(operands[0], operands[1], None, None, subscripts)
    if len(operands) == 3:
        return np._einsum(operands[0], operands[1], operands[2], None, subscripts)
    if len(operands) == 4:
        return np._einsum(operands[0], operands[1], operands[2], operands[3], subscripts)
    raise NotImplementedError("einsum of more than four arrays")


def vecdot(x1, x2, axis=-1):
    x = np.moveaxis(np.asarray(x1), axis, -1)
    y = np.moveaxis(np.asarray(x2), axis, -1)
    return ((np.conjugate(x) if x.dtype.kind == "c" else x)[..., None, :] @ y[..., None])[..., 0, 0]


# ===--- Selecting -----------------------------------------------------------------------------------------------=== #


def argwhere(a):
    array = np.asarray(a)
    if array.ndim == 0:
        return np.zeros((np.count_nonzero(array), 0), np.intp)
    return np.array(np.nonzero(array)).T


def flatnonzero(a):
    return np.nonzero(np.asarray(a).reshape(-1))[0]


def take_along_axis(arr, indices, axis=-1):
    if axis is None:
        return arr.reshape(-1)[indices]
    np.size(arr, axis)
    if arr.ndim != indices.ndim:
        raise ValueError("`indices` and `arr` must have the same number of dimensions")
    along = axis + arr.ndim if axis < 0 else axis
    index = ()
    for i, n in enumerate(arr.shape):
        index = index + (indices if i == along else np.arange(n).reshape((1,) * i + (-1,) + (1,) * (arr.ndim - 1 - i)),)
    return arr[index]


def put_along_axis(arr, indices, values, axis):
    np.size(arr, axis)
    if arr.ndim != indices.ndim:
        raise ValueError("`indices` and `arr` must have the same number of dimensions")
    along = axis + arr.ndim if axis < 0 else axis
    index = ()
    for i, n in enumerate(arr.shape):
        index = index + (indices if i == along else np.arange(n).reshape((1,) * i + (-1,) + (1,) * (arr.ndim - 1 - i)),)
    arr[index] = values


def unravel_index(indices, shape, order="C"):
    extents = (shape,) if isinstance(shape, int) else tuple(shape)
    size = 1
    for n in extents:
        size = size * n
    rest = np.asarray(indices)
    if rest.dtype.kind not in "iu":
        raise TypeError("only int indices permitted")
    bad = (rest < 0) | (rest >= size)
    if np.any(bad):
        raise ValueError(f"index {rest.reshape(-1)[np.argmax(bad)]} is out of bounds for array with size {size}")
    rest = rest.astype(np.intp)
    result = ()
    for i, n in enumerate(extents):
        if order == "C":
            extent = extents[len(extents) - 1 - i]
            result = ((rest % extent)[()],) + result
        else:
            extent = n
            result = result + ((rest % extent)[()],)
        rest = rest // extent
    return result


def ravel_multi_index(multi_index, dims, mode="raise", order="C"):
    extents = (dims,) if isinstance(dims, int) else tuple(dims)
    if len(multi_index) != len(extents):
        raise ValueError(f"parameter multi_index must be a sequence of length {len(extents)}")
    step = 1
    result = np.zeros((), np.intp)
    for i, n in enumerate(extents):
        axis = len(extents) - 1 - i if order == "C" else i
        index = np.asarray(multi_index[axis]).astype(np.intp)
        if mode == "wrap":
            index = index % extents[axis]
        elif mode == "clip":
            index = np.clip(index, 0, extents[axis] - 1)
        elif np.any((index < 0) | (index >= extents[axis])):
            raise ValueError("invalid entry in coordinates array")
        result = result + index * step
        step = step * extents[axis]
    return result[()]


def select(condlist, choicelist, default=0):
    if len(condlist) != len(choicelist):
        raise ValueError("list of cases must be same length as list of conditions")
    if len(condlist) == 0:
        raise ValueError("select with an empty condition list is not possible")
    for i, condition in enumerate(condlist):
        if np.asarray(condition).dtype != bool:
            raise TypeError(f"invalid entry {i} in condlist: should be boolean ndarray")
    # The dtype of all choices: arrays and NumPy scalars first, Python's numbers are weak.
    zero = np.zeros((), bool)
    for choice in choicelist + [default] if isinstance(choicelist, list) else choicelist + (default,):
        if isinstance(choice, bool) or not isinstance(choice, (int, float, complex)) or isinstance(choice, np.generic):
            zero = np.asarray(zero + np.zeros((), np.asarray(choice).dtype))
    for choice in choicelist + [default] if isinstance(choicelist, list) else choicelist + (default,):
        if isinstance(choice, (int, float, complex)) and not isinstance(choice, (bool, np.generic)):
            zero = np.asarray(zero + choice * 0)
    for choice in choicelist:
        if isinstance(choice, int) and not isinstance(choice, bool) and zero.dtype.kind == "u":
            raise TypeError(f"Cannot cast array data from dtype('int64') to {zero.dtype!r} according to the rule 'same_kind'")
    result = np.asarray(default).astype(zero.dtype)
    for i, condition in enumerate(condlist):
        last = len(condlist) - 1 - i
        result = np.where(condlist[last], np.asarray(choicelist[last]).astype(zero.dtype), result)
    return result


# Casts of the same kind go up in this order.
def _kind(a):
    return 0 if a.dtype.kind == "b" else 1 if a.dtype.kind == "u" else 2 if a.dtype.kind == "i" else 3 if a.dtype.kind == "f" else 4


def copyto(dst, src, casting="same_kind", where=True):
    value = np.asarray(src)
    number = isinstance(src, (bool, int, float, complex)) and not isinstance(src, np.generic)
    if casting == "same_kind" and not (number and value.dtype.kind == "i" and dst.dtype.kind == "u"):
        if _kind(value) > _kind(dst):
            raise TypeError(f"Cannot cast {'scalar' if value.ndim == 0 else 'array data'} from {value.dtype!r} to {dst.dtype!r} according to the rule 'same_kind'")
    if isinstance(where, bool):
        if where:
            dst[...] = value
    else:
        dst[...] = np.where(where, value.astype(dst.dtype), dst)


def fill_diagonal(a, val, wrap=False):
    if a.ndim < 2:
        raise ValueError("array must be at least 2-d")
    value = np.asarray(val)
    if a.ndim == 2:
        columns = a.shape[1]
        stop = a.size if wrap else columns * columns
        place = np.arange(0, min(stop, a.size), columns + 1)
        if value.ndim == 0:
            a[place // columns, place % columns] = value
        else:
            a[place // columns, place % columns] = value.reshape(-1)[np.arange(place.size) % value.size]
        return
    for n in a.shape:
        if n != a.shape[0]:
            raise ValueError("All dimensions of input must be of equal length")
    i = np.arange(a.shape[0])
    if value.ndim == 0:
        a[(i,) * a.ndim] = value
    else:
        a[(i,) * a.ndim] = value.reshape(-1)[i % value.size]


def compress(condition, a, axis=None, out=None):
    array = np.asarray(a)
    return np._compress(array.reshape(-1) if axis is None else array, np.asarray(condition).astype(bool), 0 if axis is None else axis)


def choose(a, choices):
    index = np.asarray(a)
    if np.any((index < 0) | (index >= len(choices))):
        raise ValueError("invalid entry in choice array")
    result = np.asarray(choices[0])
    for i, choice in enumerate(choices):
        if i > 0:
            result = np.where(index == i, choice, result)
    return np.where(index == 0, choices[0], result)


def extract(condition, arr):
    return np.asarray(arr).reshape(-1)[np.nonzero(np.asarray(condition).reshape(-1))[0]]


def apply_along_axis(func1d, axis, arr):
    a = np.asarray(arr)
    np.size(a, axis)
    along = axis + a.ndim if axis < 0 else axis
    moved = np.moveaxis(a, along, -1)
    lanes = moved.reshape(-1, moved.shape[-1])
    if lanes.shape[0] == 0:
        raise ValueError("Cannot apply_along_axis when any iteration dimensions are 0")
    first = np.asarray(func1d(lanes[0]))
    result = np.empty((lanes.shape[0],) + first.shape, first.dtype)
    result[0] = first
    for i in range(1, lanes.shape[0]):
        result[i] = func1d(lanes[i])
    result = result.reshape(moved.shape[:-1] + first.shape)
    # The axes of what the function gave stand where the axis stood.
    order = ()
    for i, n in enumerate(moved.shape[:-1]):
        if i < along:
            order = order + (i,)
    for i, n in enumerate(first.shape):
        order = order + (a.ndim - 1 + i,)
    for i, n in enumerate(moved.shape[:-1]):
        if i >= along:
            order = order + (i,)
    return np.transpose(result, order)


# ===--- Sets ----------------------------------------------------------------------------------------------------=== #


def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True, sorted=True):
    np._static(return_index)
    np._static(return_inverse)
    np._static(return_counts)
    a = np.asarray(ar)
    if axis is not None:
        if a.ndim > 1:
            raise NotImplementedError("unique along an axis of an array that has several")
        np.size(a, axis)
    if not return_index and not return_inverse:
        return np._unique_counts(a) if return_counts else np._unique(a)
    values, first, inverse, counts = np._unique_all(a)
    result = (values,)
    if return_index:
        result = result + (first,)
    if return_inverse:
        result = result + (inverse,)
    if return_counts:
        result = result + (counts,)
    return result


def unique_counts(x):
    return np._record("UniqueCountsResult", "values counts", np._unique_counts(np.asarray(x)))


def unique_inverse(x):
    values, first, inverse, counts = np._unique_all(np.asarray(x))
    return np._record("UniqueInverseResult", "values inverse_indices", (values, inverse))


def unique_all(x):
    return np._record("UniqueAllResult", "values indices inverse_indices counts", np._unique_all(np.asarray(x)))


def unique_values(x):
    return np._unique(np.asarray(x))


def isin(element, test_elements, assume_unique=False, invert=False):
    a = np.asarray(element)
    sorted_tests = np.sort(np.asarray(test_elements).reshape(-1))
    if sorted_tests.size == 0:
        found = np.zeros(a.shape, bool)
    else:
        place = np.searchsorted(sorted_tests, a)
        found = np.asarray(sorted_tests[np.minimum(place, sorted_tests.size - 1)] == a)
    return ~found if invert else found


def union1d(ar1, ar2):
    return np.unique(np.concatenate((np.asarray(ar1).reshape(-1), np.asarray(ar2).reshape(-1))))


def intersect1d(ar1, ar2, assume_unique=False, return_indices=False):
    np._static(return_indices)
    if return_indices:
        x, index_x = np.unique(ar1, True)
        y, index_y = np.unique(ar2, True)
        common = np.concatenate((x, y))
        order = np.argsort(common, kind="stable")
        common = common[order]
        same = common[1:] == common[:-1]
        return common[:-1][same], index_x[order[:-1][same]], index_y[order[1:][same] - x.size]
    common = np.sort(np.concatenate((np.unique(ar1), np.unique(ar2))))
    return common[:-1][common[1:] == common[:-1]]


def setdiff1d(ar1, ar2, assume_unique=False):
    np._static(assume_unique)
    x = np.asarray(ar1).reshape(-1) if assume_unique else np.unique(ar1)
    return x[np.isin(x, ar2, invert=True)]


def setxor1d(ar1, ar2, assume_unique=False):
    both = np.sort(np.concatenate((np.unique(ar1), np.unique(ar2))))
    if both.size == 0:
        return both
    differs = np.concatenate((np.ones(1, bool), both[1:] != both[:-1], np.ones(1, bool)))
    return both[differs[1:] & differs[:-1]]


# ===--- Comparing -----------------------------------------------------------------------------------------------=== #


def array_equal(a1, a2, equal_nan=False):
    x = np.asarray(a1)
    y = np.asarray(a2)
    if x.shape != y.shape:
        return False
    if equal_nan and x.dtype.kind in "fc" and y.dtype.kind in "fc":
        return bool(np.all((x == y) | (np.isnan(x) & np.isnan(y))))
    return bool(np.all(x == y))


def array_equiv(a1, a2):
    x = np.asarray(a1)
    y = np.asarray(a2)
    rank = max(x.ndim, y.ndim)
    long_x = (1,) * (rank - x.ndim) + x.shape
    long_y = (1,) * (rank - y.ndim) + y.shape
    for n, m in zip(long_x, long_y):
        if n != m and n != 1 and m != 1:
            return False
    return bool(np.all(x == y))


def isclose(a, b, rtol=1.0e-5, atol=1.0e-8, equal_nan=False):
    x = np.asarray(a)
    y = np.asarray(b) * 1.0
    result = ((np.absolute(x - y) <= atol + rtol * np.absolute(y)) & np.isfinite(y)) | (x == y)
    if equal_nan:
        result = result | (np.isnan(x * 1.0) & np.isnan(y))
    return result[()]


def allclose(a, b, rtol=1.0e-5, atol=1.0e-8, equal_nan=False):
    return bool(np.all(np.isclose(a, b, rtol, atol, equal_nan)))


def isposinf(x):
    return (np.asarray(x) == np.inf)[()]


def isneginf(x):
    return (np.asarray(x) == -np.inf)[()]


def isreal(x):
    return (np.asarray(x).imag == 0)[()]


def iscomplex(x):
    return (np.asarray(x).imag != 0)[()]


def iscomplexobj(x):
    return np.asarray(x).dtype.kind == "c"


def isrealobj(x):
    return np.asarray(x).dtype.kind != "c"


def isscalar(element):
    return isinstance(element, (int, float, complex, str, np.generic))


def ndim(a):
    return len(np.shape(a))


# ===--- Elements ------------------------------------------------------------------------------------------------=== #


@view
def real(val):
    return np.asarray(val).real if isinstance(val, (list, tuple)) else val.real


@view
def imag(val):
    return np.asarray(val).imag if isinstance(val, (list, tuple)) else val.imag


def angle(z, deg=False):
    a = np.asarray(z)
    if a.dtype.kind == "c":
        result = np.arctan2(a.imag, a.real)
    else:
        result = np.arctan2(0, a)
    return result * (180 / np.pi) if deg else result


def sinc(x):
    a = np.asarray(x)
    scaled = np.pi * a
    tiny = 1.0e-20
    if scaled.dtype == np.float16:
        tiny = 9.77e-04
    if scaled.dtype == np.float32:
        tiny = 1.1920929e-07
    if scaled.dtype == np.float64:
        tiny = 2.220446049250313e-16
    scaled = np.where(scaled != 0, scaled, tiny)
    return np.sin(scaled) / scaled


def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    a = np.asarray(x)
    if a.dtype.kind not in "fc":
        return a.copy()[()]
    largest = 65504.0 if a.real.dtype == np.float16 else 3.4028234663852886e38 if a.real.dtype == np.float32 else 1.7976931348623157e308
    high = largest if posinf is None else posinf
    low = -largest if neginf is None else neginf
    np._static(copy)
    if a.dtype.kind == "c":
        result = a.copy()
        result.real = np.nan_to_num(a.real, True, nan, high, low)
        result.imag = np.nan_to_num(a.imag, True, nan, high, low)
        return result[()]
    result = np.where(np.isnan(a), nan, np.where(a == np.inf, high, np.where(a == -np.inf, low, a)))
    if copy or a.ndim == 0:
        return result[()]
    a[...] = result
    return a


def modf(x):
    a = np.asarray(x)
    whole = np.trunc(a if a.dtype.kind == "f" else a * np.float16(1))  # float16 for 8 bits, float32 for 16
    fraction = np.where(np.isinf(whole), 0.0, a - whole).astype(whole.dtype)
    return np.copysign(fraction, whole), whole


def divmod(x1, x2):
    return np.floor_divide(x1, x2), np.remainder(x1, x2)


def frexp(x):
    a = np.asarray(x)
    if a.dtype.kind != "f":
        a = np.asarray(a * np.float16(1))
    regular = np.isfinite(a) & (a != 0)
    size = np.where(regular, np.absolute(a), 1.0).astype(np.float64)
    exponent = (np.floor(np.log2(size)) + 1).astype(np.int32)
    mantissa = np.ldexp(size, -exponent)
    exponent = exponent + (mantissa >= 1).astype(np.int32) - (mantissa < 0.5).astype(np.int32)
    mantissa = np.ldexp(size, -exponent).astype(a.dtype)
    return np.where(regular, np.copysign(mantissa, a), a)[()], np.where(regular, exponent, 0).astype(np.int32)[()]


def unwrap(p, discont=None, axis=-1, *, period=6.283185307179586):
    a = np.asarray(p)
    step = np.diff(a, axis=axis)
    i = axis + a.ndim if axis < 0 else axis
    limit = period / 2 if discont is None else max(discont, period / 2)
    low = -period / 2
    high = period / 2
    wrapped = np.remainder(step - low, period) + low
    wrapped = np.where((wrapped == low) & (step > 0), high, wrapped)
    correction = np.where(np.absolute(step) < limit, 0, wrapped - step)
    result = a * 1.0
    result[(slice(None),) * i + (slice(1, None),)] = a[(slice(None),) * i + (slice(1, None),)] + np.cumsum(correction, axis=i)
    return result


def real_if_close(a, tol=100):
    z = np.asarray(a)
    if z.dtype.kind != "c":
        return z
    near = tol * np.finfo(z.dtype).eps if tol > 1 else tol
    if np.all(np.absolute(z.imag) < near):
        return z.real
    return z


def interp(x, xp, fp, left=None, right=None, period=None):
    points = np.asarray(x).astype(np.float64)
    known = np.asarray(xp).astype(np.float64)
    values = np.asarray(fp)
    if values.dtype.kind == "c":
        real = np.interp(points, known, values.real, None if left is None else left.real, None if right is None else right.real, period)
        imag = np.interp(points, known, values.imag, None if left is None else left.imag, None if right is None else right.imag, period)
        return real + imag * 1j
    values = values.astype(np.float64)
    if known.ndim != 1 or values.ndim != 1:
        raise ValueError("Data points must be 1-D sequences")
    if period is not None:
        if period == 0:
            raise ValueError("period must be a non-zero value")
        length = abs(period)
        points = points % length
        known = known % length
        order = np.argsort(known)
        known = known[order]
        values = values[order]
        known = np.concatenate((known[-1:] - length, known, known[0:1] + length))
        values = np.concatenate((values[-1:], values, values[0:1]))
    n = known.size
    if n == 0:
        raise ValueError("array of sample points is empty")
    if n != values.size:
        raise ValueError("fp and xp are not of the same length.")
    below = values[0] if left is None or period is not None else left
    above = values[-1] if right is None or period is not None else right
    place = np.searchsorted(known, points, side="right") - 1
    j = np.clip(place, 0, max(n - 2, 0))
    next_j = np.minimum(j + 1, n - 1)
    x0 = known[j]
    x1 = known[next_j]
    y0 = values[j]
    y1 = values[next_j]
    slope = (y1 - y0) / np.where(x1 == x0, 1.0, x1 - x0)
    result = slope * (points - x0) + y0
    # An infinite neighbour makes NaN from this side: try the other, then the flat piece.
    other = slope * (points - x1) + y1
    result = np.where(np.isnan(result), np.where(np.isnan(other) & (y0 == y1), y0, other), result)
    result = np.where(points == x0, y0, result)
    result = np.where(points >= known[-1], np.where(points == known[-1], values[-1], above), result)
    result = np.where(points < known[0], below, result)
    return np.where(np.isnan(points) & (n > 1), points, result)[()]


def convolve(a, v, mode="full"):
    x = np.asarray(a).reshape(-1)
    y = np.asarray(v).reshape(-1)
    if x.size == 0:
        raise ValueError("a cannot be empty")
    if y.size == 0:
        raise ValueError("v cannot be empty")
    if x.size < y.size:
        return np._correlate(y, x[::-1], mode)
    return np._correlate(x, y[::-1], mode)


def correlate(a, v, mode="valid"):
    x = np.asarray(a)
    y = np.asarray(v)
    if mode != "full" and mode != "same" and mode != "valid":
        raise ValueError(f"mode must be one of 'valid', 'same', or 'full' (got '{mode}')")
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError("object of too small depth for desired array" if x.ndim == 0 or y.ndim == 0 else "object too deep for desired array")
    if y.dtype.kind == "c":
        y = np.conjugate(y)
    if x.size == 0:
        raise ValueError("first array argument cannot be empty")
    if y.size == 0:
        raise ValueError("second array argument cannot be empty")
    if x.size < y.size:
        return np._correlate(y, x, mode)[::-1].copy()
    return np._correlate(x, y, mode)


# x is not shorter than y. The first and last results are products with a part of y.
def _correlate(x, y, mode):
    if mode != "full" and mode != "same" and mode != "valid":
        raise ValueError(f"mode must be one of 'valid', 'same', or 'full' (got '{mode}')")
    n = x.size
    m = y.size
    left = 0 if mode == "valid" else m // 2 if mode == "same" else m - 1
    right = 0 if mode == "valid" else m - 1 - m // 2 if mode == "same" else m - 1
    result = np.empty(n - m + 1 + left + right, (x[:0] * y[:0]).dtype)
    for i in range(left):
        count = m - left + i
        result[i] = np.dot(x[:count], y[m - count :])
    inner = n - m + 1
    if m <= 11:
        total = x[:inner] * y[0]
        for k in range(1, m):
            total = total + x[k : k + inner] * y[k]
        result[left : left + inner] = total
    else:
        for i in range(inner):
            result[left + i] = np.dot(x[i : i + m], y)
    for i in range(right):
        count = m - 1 - i
        result[left + inner + i] = np.dot(x[n - count :], y[:count])
    return result


# ===--- Differences and integrals -------------------------------------------------------------------------------=== #


def diff(a, n=1, axis=-1, prepend=None, append=None):
    array = np.asarray(a)
    np._static(n)
    if n == 0:
        return array
    if n < 0:
        raise ValueError(f"order must be non-negative but got {n}")
    if array.ndim == 0:
        raise ValueError("diff requires input that is at least one dimensional")
    np.size(array, axis)
    i = axis + array.ndim if axis < 0 else axis
    if prepend is not None:
        array = np.concatenate((_edge(array, prepend, i), array), axis=i)
    if append is not None:
        array = np.concatenate((array, _edge(array, append, i)), axis=i)
    late = (slice(None),) * i + (slice(1, None),)
    early = (slice(None),) * i + (slice(None, -1),)
    result = array[late] != array[early] if array.dtype == bool else array[late] - array[early]
    for again in range(n - 1):
        result = result[late] != result[early] if array.dtype == bool else result[late] - result[early]
    return result


def _edge(array, value, axis):
    np._static(axis)
    a = np.asarray(value)
    if a.ndim == 0:
        return np.broadcast_to(a, array.shape[:axis] + (1,) + array.shape[axis + 1 :])
    return a


def ediff1d(ary, to_end=None, to_begin=None):
    a = np.asarray(ary).reshape(-1)
    result = a[1:] - a[:-1]
    if to_begin is not None:
        if _kind(np.asarray(to_begin)) > _kind(a):
            raise TypeError("dtype of `to_begin` must be compatible with input `ary` under the `same_kind` rule.")
        result = np.concatenate((np.asarray(to_begin).reshape(-1).astype(a.dtype), result))
    if to_end is not None:
        if _kind(np.asarray(to_end)) > _kind(a):
            raise TypeError("dtype of `to_end` must be compatible with input `ary` under the `same_kind` rule.")
        result = np.concatenate((result, np.asarray(to_end).reshape(-1).astype(a.dtype)))
    return result


def gradient(f, *varargs, axis=None, edge_order=1):
    a = np.asarray(f)
    if edge_order != 1 and edge_order != 2:
        raise ValueError("'edge_order' greater than 2 not supported")
    axes = ()
    if axis is None:
        for i, n in enumerate(a.shape):
            axes = axes + (i,)
    else:
        np._static(axis)
        for each in (axis,) if isinstance(axis, int) else axis:
            np.size(a, each)
            axes = axes + (each + a.ndim if each < 0 else each,)
    if len(varargs) > 1 and len(varargs) != len(axes):
        raise TypeError("invalid number of arguments")
    if a.dtype.kind != "f" and a.dtype.kind != "c":
        a = a.astype(np.float64)
    result = ()
    for number, i in enumerate(axes):
        spacing = 1.0 if len(varargs) == 0 else varargs[0] if len(varargs) == 1 else varargs[number]
        result = result + (_gradient(a, spacing, i, edge_order),)
    return result[0] if len(axes) == 1 else result


def _gradient(a, spacing, axis, edge_order):
    np._static(axis)
    n = a.shape[axis]
    if n < edge_order + 1:
        raise ValueError("Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.")
    before = (slice(None),) * axis
    first, second, third = before + (0,), before + (1,), before + (2,)
    last, last2, last3 = before + (-1,), before + (-2,), before + (-3,)
    lower, middle, upper = before + (slice(None, -2),), before + (slice(1, -1),), before + (slice(2, None),)
    result = np.empty(a.shape, a.dtype)
    h = np.asarray(spacing)
    if h.ndim == 1:
        if h.size != n:
            raise ValueError("when 1d, distances must match the length of the corresponding dimension")
        steps = np.diff(h * 1 if h.dtype.kind == "f" else h.astype(np.float64))
        h0, h1 = steps[0], steps[-1]
        even = bool(np.all(steps == h0))
        if even:
            result[middle] = (a[upper] - a[lower]) / (2.0 * h0)
        else:
            wide = steps.reshape((-1,) + (1,) * (a.ndim - 1 - axis))
            x1, x2 = wide[:-1], wide[1:]
            p = -(x2) / (x1 * (x1 + x2))
            q = (x2 - x1) / (x1 * x2)
            r = x1 / (x2 * (x1 + x2))
            result[middle] = p * a[lower] + q * a[middle] + r * a[upper]
        if edge_order == 1:
            result[first] = (a[second] - a[first]) / h0
            result[last] = (a[last] - a[last2]) / h1
        elif even:
            result[first] = (-1.5 / h0) * a[first] + (2.0 / h0) * a[second] + (-0.5 / h0) * a[third]
            result[last] = (0.5 / h0) * a[last3] + (-2.0 / h0) * a[last2] + (1.5 / h0) * a[last]
        else:
            x1, x2 = steps[0], steps[1]
            result[first] = (-(2.0 * x1 + x2) / (x1 * (x1 + x2))) * a[first] + ((x1 + x2) / (x1 * x2)) * a[second] + (-x1 / (x2 * (x1 + x2))) * a[third]
            x1, x2 = steps[-2], steps[-1]
            result[last] = (x2 / (x1 * (x1 + x2))) * a[last3] + (-(x2 + x1) / (x1 * x2)) * a[last2] + ((2.0 * x2 + x1) / (x2 * (x1 + x2))) * a[last]
        return result
    if h.ndim != 0:
        raise ValueError("distances must be either scalars or 1d")
    result[middle] = (a[upper] - a[lower]) / (2.0 * spacing)
    if edge_order == 1:
        result[first] = (a[second] - a[first]) / spacing
        result[last] = (a[last] - a[last2]) / spacing
    else:
        result[first] = (-1.5 / spacing) * a[first] + (2.0 / spacing) * a[second] + (-0.5 / spacing) * a[third]
        result[last] = (0.5 / spacing) * a[last3] + (-2.0 / spacing) * a[last2] + (1.5 / spacing) * a[last]
    return result


def trapezoid(y, x=None, dx=1.0, axis=-1):
    a = np.asarray(y)
    np.size(a, axis)
    i = axis + a.ndim if axis < 0 else axis
    late = a[(slice(None),) * i + (slice(1, None),)]
    early = a[(slice(None),) * i + (slice(None, -1),)]
    if x is None:
        return (dx * (late + early) / 2.0).sum(axis=i)
    points = np.asarray(x)
    if points.ndim == 1:
        width = (points[1:] - points[:-1]).reshape((-1,) + (1,) * (a.ndim - 1 - i))
    else:
        width = np.diff(points, axis=axis)
    return (width * (late + early) / 2.0).sum(axis=i)


def cumulative_sum(x, *, axis=None, dtype=None, include_initial=False):
    return np._cumulative(np.cumsum, np.zeros, x, axis, dtype, include_initial)


def cumulative_prod(x, *, axis=None, dtype=None, include_initial=False):
    return np._cumulative(np.cumprod, np.ones, x, axis, dtype, include_initial)


# `first` makes what is put before the results.
def _cumulative(scan, first, x, axis, dtype, include_initial):
    np._static(include_initial)
    a = np.asarray(x)
    if axis is None and a.ndim > 1:
        raise ValueError("For arrays which have more than one dimension ``axis`` argument is required.")
    if axis is None:
        along = 0
    else:
        np.size(a, axis)
        along = axis + a.ndim if axis < 0 else axis
    result = scan(a, axis=along, dtype=dtype)
    if include_initial:
        initial = first(a.shape[:along] + (1,) + a.shape[along + 1 :], result.dtype)
        return np.concatenate((initial, result), axis=along)
    return result


# ===--- Statistics ----------------------------------------------------------------------------------------------=== #


def ptp(a, axis=None, keepdims=False):
    return np.max(a, axis=axis, keepdims=keepdims) - np.min(a, axis=axis, keepdims=keepdims)


def average(a, axis=None, weights=None, returned=False, *, keepdims=False):
    np._static(returned)
    x = np.asarray(a)
    if weights is None:
        mean = np.mean(x, axis=axis, keepdims=keepdims)
        if not returned:
            return mean
        count = x.size / np.size(mean)
        return mean, (np.ones(np.shape(mean), np.asarray(mean).dtype) * count)[()]
    w = np.asarray(weights)
    if x.dtype.kind not in "fc":
        x = x.astype(np.float64)
    if w.ndim != x.ndim:
        if axis is None:
            raise TypeError("Axis must be specified when shapes of a and weights differ.")
        np.size(x, axis)
        i = axis + x.ndim if axis < 0 else axis
        if w.ndim != 1 or w.shape[0] != x.shape[i]:
            raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
        w = np.broadcast_to(w.reshape((-1,) + (1,) * (x.ndim - 1 - i)), x.shape)
    elif w.shape != x.shape:
        if axis is None:
            raise TypeError("Axis must be specified when shapes of a and weights differ.")
        raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
    product = x * w
    total = np.sum(w.astype(product.dtype), axis=axis, keepdims=keepdims)
    if np.any(total == 0):
        raise ZeroDivisionError("Weights sum to zero, can't be normalized")
    mean = np.sum(product, axis=axis, keepdims=keepdims) / total
    return (mean, total) if returned else mean


# The array with the axes that a statistic runs along joined to its last one.
def _last(a, axis):
    if axis is None:
        return a.reshape(-1)
    np._static(axis)
    if isinstance(axis, int):
        return np.moveaxis(a, axis, -1)
    joined = ()
    for each in axis:
        np.size(a, each)
        joined = joined + (each + a.ndim if each < 0 else each,)
    kept = ()
    shape = ()
    for i, n in enumerate(a.shape):
        if i not in joined:
            kept = kept + (i,)
            shape = shape + (n,)
    return np.transpose(a, kept + joined).reshape(shape + (-1,))


# The shape of a result with length 1 on the axes that are gone.
def _kept_shape(a, axis):
    if axis is None:
        return (1,) * a.ndim
    np._static(axis)
    shape = a.shape
    for each in (axis,) if isinstance(axis, int) else axis:
        i = each + a.ndim if each < 0 else each
        shape = shape[:i] + (1,) + shape[i + 1 :]
    return shape


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    np._static(keepdims)
    x = np.asarray(a)
    ordered = np.sort(_last(x, axis), axis=-1)
    n = ordered.shape[-1]
    result = np.mean(ordered[..., (n - 1) // 2 : n // 2 + 1], axis=-1)
    if x.dtype.kind in "fc" and n > 0:
        result = np.where(np.isnan(ordered[..., -1]), ordered[..., -1], result)[()]
    return np.reshape(result, _kept_shape(x, axis)) if keepdims else result


def percentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False):
    np._static(keepdims)
    x = np.asarray(a)
    share = np.asarray(q / np.float32(100) if x.dtype == np.float32 else q / np.float16(100) if x.dtype == np.float16 else q / 100) if isinstance(q, (int, float)) else np.asarray(q) / 100
    if np.any((share < 0) | (share > 1)):
        raise ValueError("Percentiles must be in the range [0, 100]")
    return _quantile(x, share, axis, method, keepdims)


def quantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False):
    np._static(keepdims)
    x = np.asarray(a)
    share = np.asarray(q)
    if isinstance(q, (int, float)) and x.dtype.kind == "f":
        share = share.astype(x.dtype)
    if np.any((share < 0) | (share > 1)):
        raise ValueError("Quantiles must be in the range [0, 1]")
    return _quantile(x, share, axis, method, keepdims)


def _quantile(x, share, axis, method, keepdims):
    np._static(keepdims)
    ordered = np.sort(_last(x, axis), axis=-1)
    n = ordered.shape[-1]
    if n == 0:
        raise IndexError("index -1 is out of bounds for axis 0 with size 0")
    if method == "hazen":
        where = n * share + (0.5 + share * (1 - 0.5 - 0.5)) - 1
    elif method == "weibull":
        where = n * share + (0 + share * (1 - 0 - 0)) - 1
    elif method == "median_unbiased":
        where = n * share + (1 / 3.0 + share * (1 - 1 / 3.0 - 1 / 3.0)) - 1
    elif method == "normal_unbiased":
        where = n * share + (3 / 8.0 + share * (1 - 3 / 8.0 - 3 / 8.0)) - 1
    elif method in ("linear", "lower", "higher", "nearest", "midpoint"):
        where = (n - 1) * share
    else:
        raise ValueError(f"'{method}' is not a valid method. Use one of: linear, lower, higher, midpoint, nearest, hazen, weibull, median_unbiased, normal_unbiased")
    if method == "lower":
        where = np.floor(where)
    elif method == "higher":
        where = np.ceil(where)
    elif method == "midpoint":
        where = 0.5 * (np.floor(where) + np.ceil(where))
    elif method == "nearest":
        where = np.rint(where)
    floor = np.floor(where)
    i = np.clip(floor, 0, n - 1).astype(np.intp)
    # Below the first and above the last value there is nothing to interpolate.
    inside = (where >= 0) & (where < n - 1)
    weight = np.where(inside, where - floor, 0).astype(where.dtype)
    below = np.moveaxis(np.take(ordered, i, axis=-1), -1, 0) if share.ndim == 1 else np.take(ordered, i, axis=-1)
    above = np.moveaxis(np.take(ordered, np.minimum(i + 1, n - 1), axis=-1), -1, 0) if share.ndim == 1 else np.take(ordered, np.minimum(i + 1, n - 1), axis=-1)
    if method in ("lower", "higher", "nearest") or (method == "linear" and share.dtype.kind in "iu"):
        result = np.asarray(below)
    elif x.dtype == bool:
        raise TypeError("numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.")
    else:
        t = np.asarray(weight).reshape(share.shape + (1,) * (ordered.ndim - 1))
        span = above - below
        result = np.asarray(np.where(t >= 0.5, above - span * (1 - t), below + span * t))
    if x.dtype.kind == "f":
        last = ordered[..., -1]
        result = np.where(np.isnan(last), last, result)
    if keepdims:
        return result.reshape(share.shape + _kept_shape(x, axis))
    return result[()]


def cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None):
    np._static(rowvar)
    x = np.asarray(m)
    if x.ndim > 2:
        raise ValueError("m has more than 2 dimensions")
    x = x * np.float64(1)
    single = x.ndim < 2 and y is None
    rows = x.reshape(1, -1) if x.ndim < 2 else x if rowvar else x.T
    if y is not None:
        other = np.asarray(y) * np.float64(1)
        rows = np.concatenate((rows, other.reshape(1, -1) if other.ndim < 2 else other if rowvar else other.T), axis=0)
    freedom = (0 if bias else 1) if ddof is None else ddof
    if fweights is None and aweights is None:
        factor = float(rows.shape[1] - freedom)
        centred = rows - np.mean(rows, axis=1)[:, None]
        weighted = centred
    else:
        if aweights is None:
            w = np.asarray(fweights) * 1.0
            total = np.sum(w)
            factor = float(total - freedom)
        elif fweights is None:
            w = np.asarray(aweights) * 1.0
            total = np.sum(w)
            factor = float(total) if freedom == 0 else float(total - freedom * np.sum(w * w) / total)
        else:
            w = np.asarray(fweights) * np.asarray(aweights) * 1.0
            total = np.sum(w)
            factor = float(total) if freedom == 0 else float(total - freedom * np.sum(w * np.asarray(aweights)) / total)
        centred = rows - (np.sum(rows * w, axis=1) / total)[:, None]
        weighted = centred * w
    if factor <= 0:
        factor = 0.0
    products = np.dot(centred, np.conjugate(weighted.T) if x.dtype.kind == "c" else weighted.T)
    products *= np.true_divide(1, factor)
    return products[0:1, 0:1].reshape(()) if single else products


def corrcoef(x, y=None, rowvar=True):
    c = np.cov(x, y, rowvar)
    if c.ndim == 0:
        return c / c
    deviation = np.sqrt(c.diagonal().real)
    c = c / deviation[:, None]
    c = c / deviation[None, :]
    if c.dtype.kind == "c":
        c.real = np.clip(c.real, -1, 1)
        c.imag = np.clip(c.imag, -1, 1)
        return c
    return np.clip(c, -1, 1)


def _histogram_range(x, range):
    if range is not None:
        first = float(range[0])
        last = float(range[1])
        if first > last:
            raise ValueError("max must be larger than min in range parameter.")
        if not (np.isfinite(first) and np.isfinite(last)):
            raise ValueError(f"supplied range of [{range[0]}, {range[1]}] is not finite")
    elif x.size == 0:
        first = 0.0
        last = 1.0
    else:
        first = float(np.min(x))
        last = float(np.max(x))
        if not (np.isfinite(first) and np.isfinite(last)):
            raise ValueError(f"autodetected range of [{first}, {last}] is not finite")
    if first == last:
        first = first - 0.5
        last = last + 0.5
    return first, last


# Edges of bins of one width, in the dtype of the data if that is of floats.
def _histogram_edges_of(x, bins, first, last, range):
    if x.dtype.kind != "f" or x.dtype == np.float64:
        return np.linspace(first, last, bins + 1)
    if range is not None:  # Python's floats: rounded at the end only
        return np.linspace(first, last, bins + 1).astype(x.dtype)
    start = np.asarray(first).astype(x.dtype)
    stop = np.asarray(last).astype(x.dtype)
    edges = np.asarray(np.arange(bins + 1).astype(x.dtype) * ((stop - start) / bins) + start)
    edges[-1] = stop
    return edges


def histogram_bin_edges(a, bins=10, range=None, weights=None):
    x = np.asarray(a).reshape(-1)
    if not isinstance(bins, int):
        return np.asarray(bins)
    first, last = _histogram_range(x, range)
    return _histogram_edges_of(x, bins, first, last, range)


def histogram(a, bins=10, range=None, density=None, weights=None):
    np._static(density)
    x = np.asarray(a).reshape(-1)
    if x.dtype == bool:
        x = x.astype(np.uint8)
    w = None if weights is None else np.asarray(weights).reshape(-1)
    if w is not None and w.size != x.size:
        raise ValueError("weights should have the same shape as a.")
    if isinstance(bins, int):
        if bins < 1:
            raise ValueError("`bins` must be positive, when an integer")
        first, last = _histogram_range(x, range)
        edges = _histogram_edges_of(x, bins, first, last, range)
        counts = np._histogram_uniform(x, edges, w, first, last - first)
    else:
        edges = np.asarray(bins)
        if edges.ndim != 1:
            raise ValueError("`bins` must be 1d, when an array")
        if np.any(edges[:-1] > edges[1:]):
            raise ValueError("`bins` must increase monotonically, when an array")
        counts = np._histogram_edges(x, edges, w)
    if density:
        return counts / np.diff(edges).astype(np.float64) / np.sum(counts), edges
    return counts, edges


def histogram2d(x, y, bins=10, range=None, density=None, weights=None):
    np._static(density)
    u = np.asarray(x).reshape(-1)
    v = np.asarray(y).reshape(-1)
    if u.size != v.size:
        raise ValueError("x and y must have the same length.")
    bins_u = bins[0] if isinstance(bins, (list, tuple)) else bins
    bins_v = bins[1] if isinstance(bins, (list, tuple)) else bins
    edges_u = np.histogram_bin_edges(u, bins_u, None if range is None else range[0])
    edges_v = np.histogram_bin_edges(v, bins_v, None if range is None else range[1])
    nu = edges_u.size - 1
    nv = edges_v.size - 1
    # A value at the last edge belongs to the last bin.
    i = np.searchsorted(edges_u, u, side="right") - (u == edges_u[-1])
    j = np.searchsorted(edges_v, v, side="right") - (v == edges_v[-1])
    inside = (i > 0) & (i <= nu) & (j > 0) & (j <= nv)
    cell = ((i - 1) * nv + j - 1)[inside]
    if weights is None:
        counts = np.bincount(cell, minlength=nu * nv).astype(np.float64)
    else:
        counts = np.bincount(cell, np.asarray(weights)[inside], nu * nv)
    counts = counts.reshape(nu, nv)
    if density:
        counts = counts / np.diff(edges_u)[:, None] / np.diff(edges_v)[None, :] / np.sum(counts)
    return counts, edges_u, edges_v


# ===--- NaN counts as missing -----------------------------------------------------------------------------------=== #


def nansum(a, axis=None, dtype=None, out=None, keepdims=False):
    x = np.asarray(a)
    return np.sum(np.where(np.isnan(x), np.zeros((), x.dtype), x) if x.dtype.kind in "fc" else x, axis=axis, dtype=dtype, keepdims=keepdims)


def nanprod(a, axis=None, dtype=None, out=None, keepdims=False):
    x = np.asarray(a)
    return np.prod(np.where(np.isnan(x), np.ones((), x.dtype), x) if x.dtype.kind in "fc" else x, axis=axis, dtype=dtype, keepdims=keepdims)


def nancumsum(a, axis=None, dtype=None):
    x = np.asarray(a)
    return np.cumsum(np.where(np.isnan(x), np.zeros((), x.dtype), x) if x.dtype.kind in "fc" else x, axis=axis, dtype=dtype)


def nancumprod(a, axis=None, dtype=None):
    x = np.asarray(a)
    return np.cumprod(np.where(np.isnan(x), np.ones((), x.dtype), x) if x.dtype.kind in "fc" else x, axis=axis, dtype=dtype)


def nanmean(a, axis=None, dtype=None, out=None, keepdims=False):
    x = np.asarray(a)
    if x.dtype.kind not in "fc":
        return np.mean(x, axis=axis, dtype=dtype, keepdims=keepdims)
    missing = np.isnan(x)
    count = np.sum(~missing, axis=axis, keepdims=keepdims)
    total = np.sum(np.where(missing, np.zeros((), x.dtype), x), axis=axis, dtype=dtype, keepdims=keepdims)
    return np.asarray(total / count).astype(total.dtype)[()]


def nanvar(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    np._static(keepdims)
    x = np.asarray(a)
    if x.dtype.kind not in "fc":
        return np.var(x, axis=axis, dtype=dtype, ddof=ddof, keepdims=keepdims)
    missing = np.isnan(x)
    zero = np.zeros((), x.dtype)
    values = np.where(missing, zero, x)
    count = np.sum(~missing, axis=axis, keepdims=True)
    mean = (np.sum(values, axis=axis, keepdims=True) / count).astype(x.dtype)
    apart = np.where(missing, zero, values - mean)
    square = (apart * np.conjugate(apart)).real if x.dtype.kind == "c" else apart * apart
    freedom = np.sum(~missing, axis=axis, keepdims=keepdims) - ddof
    total = np.sum(square, axis=axis, keepdims=keepdims)
    result = np.asarray(total / freedom).astype(total.dtype)
    return np.where(freedom <= 0, np.full((), np.nan, result.dtype), result)[()]


def nanstd(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    return np.sqrt(np.nanvar(a, axis, dtype, None, ddof, keepdims))


def nanmin(a, axis=None, out=None, keepdims=False):
    x = np.asarray(a)
    if x.dtype.kind != "f":
        return np.min(x, axis=axis, keepdims=keepdims)
    missing = np.isnan(x)
    result = np.min(np.where(missing, np.full((), np.inf, x.dtype), x), axis=axis, keepdims=keepdims)
    return np.where(np.all(missing, axis=axis, keepdims=keepdims), np.full((), np.nan, x.dtype), result)[()]


def nanmax(a, axis=None, out=None, keepdims=False):
    x = np.asarray(a)
    if x.dtype.kind != "f":
        return np.max(x, axis=axis, keepdims=keepdims)
    missing = np.isnan(x)
    result = np.max(np.where(missing, np.full((), -np.inf, x.dtype), x), axis=axis, keepdims=keepdims)
    return np.where(np.all(missing, axis=axis, keepdims=keepdims), np.full((), np.nan, x.dtype), result)[()]


def nanargmin(a, axis=None, out=None, keepdims=False):
    x = np.asarray(a)
    if x.dtype.kind != "f":
        return np.argmin(x, axis=axis, keepdims=keepdims)
    missing = np.isnan(x)
    if np.any(np.all(missing, axis=axis)):
        raise ValueError("All-NaN slice encountered")
    return np.argmin(np.where(missing, np.full((), np.inf, x.dtype), x), axis=axis, keepdims=keepdims)


def nanargmax(a, axis=None, out=None, keepdims=False):
    x = np.asarray(a)
    if x.dtype.kind != "f":
        return np.argmax(x, axis=axis, keepdims=keepdims)
    missing = np.isnan(x)
    if np.any(np.all(missing, axis=axis)):
        raise ValueError("All-NaN slice encountered")
    return np.argmax(np.where(missing, np.full((), -np.inf, x.dtype), x), axis=axis, keepdims=keepdims)


def nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    np._static(keepdims)
    x = np.asarray(a)
    if x.dtype.kind != "f":
        return np.median(x, axis, None, False, keepdims)
    ordered = np.sort(_last(x, axis), axis=-1)  # NaN last
    if ordered.shape[-1] == 0:
        return np.median(x, axis, None, False, keepdims)
    count = np.sum(~np.isnan(ordered), axis=-1, keepdims=True)
    low = np.take_along_axis(ordered, np.maximum(count - 1, 0) // 2, -1)
    high = np.take_along_axis(ordered, np.minimum(count // 2, ordered.shape[-1] - 1), -1)
    result = np.where(count % 2 == 1, low, np.mean(np.concatenate((low, high), axis=-1), axis=-1, keepdims=True))
    result = np.where(count == 0, np.full((), np.nan, x.dtype), result)[..., 0]
    return np.reshape(result, _kept_shape(x, axis)) if keepdims else result[()]


# ===--- Polynomials and windows ---------------------------------------------------------------------------------=== #


def polyval(p, x):
    coefficients = np.asarray(p)
    points = np.asarray(x)
    result = np.zeros(points.shape, (np.zeros((), points.dtype) + np.zeros((), coefficients.dtype)).dtype)
    for i in range(coefficients.shape[0]):
        result = np.asarray(result * points + coefficients[i])
    return result[()]


def polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False):
    np._static(full)
    np._static(cov)
    points = np.asarray(x) + 0.0
    values = np.asarray(y) + 0.0
    terms = int(deg) + 1
    if deg < 0:
        raise ValueError("expected deg >= 0")
    if points.ndim != 1:
        raise TypeError("expected 1D vector for x")
    if points.size == 0:
        raise TypeError("expected non-empty vector for x")
    if values.ndim < 1 or values.ndim > 2:
        raise TypeError("expected 1D or 2D array for y")
    if points.shape[0] != values.shape[0]:
        raise TypeError("expected x and y to have same length")
    epsilon = np.float32(1.1920929e-07) if points.dtype == np.float32 else np.float64(2.220446049250313e-16)
    tolerance = len(points) * epsilon if rcond is None else rcond
    matrix = np.vander(points, terms)
    if w is not None:
        weights = np.asarray(w) + 0.0
        if weights.ndim != 1:
            raise TypeError("expected a 1-d array for weights")
        if weights.shape[0] != values.shape[0]:
            raise TypeError("expected w and y to have the same length")
        matrix = matrix * weights[:, None]
        values = values * (weights[:, None] if values.ndim == 2 else weights)
    scale = np.sqrt((matrix * matrix).sum(axis=0))
    matrix = matrix / scale
    solution, residuals, rank, singular = np.linalg.lstsq(matrix, values, tolerance)
    coefficients = (solution.T / scale).T
    if full:
        return coefficients, residuals, rank, singular, tolerance
    if cov:
        base = np.linalg.inv(np.dot(matrix.T, matrix))
        base = base / np.outer(scale, scale)
        if len(points) <= terms:
            raise ValueError("the number of data points must exceed order to scale the covariance matrix")
        factor = residuals / (len(points) - terms)
        if values.ndim == 1:
            return coefficients, base * factor
        return coefficients, base[:, :, None] * factor
    return coefficients


def polyadd(a1, a2):
    x = np.asarray(a1)
    y = np.asarray(a2)
    n = max(x.size, y.size)
    return np.concatenate((np.zeros(n - x.size, x.dtype), x)) + np.concatenate((np.zeros(n - y.size, y.dtype), y))


def polysub(a1, a2):
    x = np.asarray(a1)
    y = np.asarray(a2)
    n = max(x.size, y.size)
    return np.concatenate((np.zeros(n - x.size, x.dtype), x)) - np.concatenate((np.zeros(n - y.size, y.dtype), y))


def polymul(a1, a2):
    return np.convolve(a1, a2)


def polyder(p, m=1):
    a = np.asarray(p)
    if m < 0:
        raise ValueError("Order of derivative must be positive (see polyint)")
    result = a * 1
    for again in range(m):
        n = result.shape[0] - 1
        result = result[: max(n, 0)] * np.arange(n, 0, -1)
    return result


def polyint(p, m=1, k=None):
    if m < 0:
        raise ValueError("Order of integral must be positive (see polyder)")
    result = np.asarray(p) * 1.0
    constants = np.zeros(m) if k is None else np.broadcast_to(np.asarray(k) * 1.0, (m,))
    for i in range(m):
        n = result.shape[0]
        result = np.concatenate((result / np.arange(n, 0, -1), constants[i : i + 1]))
    return result


def roots(p):
    a = np.asarray(p)
    if a.ndim != 1:
        raise ValueError("Input must be a rank-1 array.")
    used = np.nonzero(a)[0]
    if used.size == 0:
        return np.zeros(0)
    zeros = a.size - int(used[-1]) - 1
    kept = a[int(used[0]) : int(used[-1]) + 1] * 1.0
    n = kept.size - 1
    if n == 0:
        return np.zeros(zeros)
    companion = np.eye(n, n, -1, dtype=kept.dtype)
    companion[0, :] = -kept[1:] / kept[0]
    found, is_real = np.linalg._eigvals(companion)
    found = np.concatenate((found, np.zeros(zeros, found.dtype)))
    if kept.dtype.kind != "c" and is_real:
        return found.real.copy()
    return found


# The modified Bessel function of order 0: its series, and where that is long, the asymptotic one.
def i0(x):
    a = np.absolute(np.asarray(x) * 1.0)
    near = np.minimum(a, 30.0)
    term = np.ones_like(near)
    small = np.ones_like(near)
    for k in range(1, 90):
        term = term * (near / (2 * k)) ** 2
        small = small + term
    far = np.maximum(a, 30.0)
    term = np.ones_like(far)
    large = np.ones_like(far)
    for k in range(1, 26):
        term = term * ((2 * k - 1) ** 2 / (8 * k * far))
        large = large + term
    return np.where(a <= 30.0, small, large * np.exp(far) / np.sqrt(2 * np.pi * far))


def kaiser(M, beta):
    if M == 1:
        return np.ones(1)
    n = np.arange(0, M) * 1.0
    alpha = (M - 1) / 2.0
    return np.i0(beta * np.sqrt(1 - ((n - alpha) / alpha) ** 2.0)) / np.i0(beta)


def hanning(M):
    if M < 1:
        return np.zeros(0)
    if M == 1:
        return np.ones(1)
    n = np.arange(1 - float(M), float(M), 2.0)
    return 0.5 + 0.5 * np.cos(np.pi * n / (M - 1))


def hamming(M):
    if M < 1:
        return np.zeros(0)
    if M == 1:
        return np.ones(1)
    n = np.arange(1 - float(M), float(M), 2.0)
    return 0.54 + 0.46 * np.cos(np.pi * n / (M - 1))


def blackman(M):
    if M < 1:
        return np.zeros(0)
    if M == 1:
        return np.ones(1)
    n = np.arange(1 - float(M), float(M), 2.0)
    return 0.42 + 0.5 * np.cos(np.pi * n / (M - 1)) + 0.08 * np.cos(2.0 * np.pi * n / (M - 1))


def bartlett(M):
    if M < 1:
        return np.zeros(0)
    if M == 1:
        return np.ones(1)
    n = np.arange(1 - float(M), float(M), 2.0)
    return np.where(n <= 0, 1 + n / (M - 1), 1 - n / (M - 1))


# ===--- Printing ------------------------------------------------------------------------------------------------=== #


def set_printoptions(precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, nanstr=None, infstr=None,
                     formatter=None, sign=None, floatmode=None, *, legacy=None, override_repr=None):
    if precision is not None:
        np._set_print_option("precision", precision)
    if threshold is not None:
        np._set_print_option("threshold", threshold)
    if edgeitems is not None:
        np._set_print_option("edgeitems", edgeitems)
    if linewidth is not None:
        np._set_print_option("linewidth", linewidth)
    if suppress is not None:
        np._set_print_option("suppress", suppress)
    if nanstr is not None:
        np._set_print_option("nanstr", nanstr)
    if infstr is not None:
        np._set_print_option("infstr", infstr)
    if sign is not None:
        np._set_print_option("sign", sign)
    if floatmode is not None:
        np._set_print_option("floatmode", floatmode)


# ===--- Methods of ufuncs: np.add.reduce(a) is _reduce_add ------------------------------------------------------=== #


def _reduce_add(array, axis=0, dtype=None, out=None, keepdims=False):
    return np.sum(array, axis=axis, dtype=dtype, out=out, keepdims=keepdims)


def _reduce_multiply(array, axis=0, dtype=None, out=None, keepdims=False):
    return np.prod(array, axis=axis, dtype=dtype, out=out, keepdims=keepdims)


def _reduce_maximum(array, axis=0, dtype=None, out=None, keepdims=False):
    return np.max(array, axis=axis, out=out, keepdims=keepdims)


def _reduce_minimum(array, axis=0, dtype=None, out=None, keepdims=False):
    return np.min(array, axis=axis, out=out, keepdims=keepdims)


def _reduce_logical_and(array, axis=0, dtype=None, out=None, keepdims=False):
    return np.all(array, axis=axis, out=out, keepdims=keepdims)


def _reduce_logical_or(array, axis=0, dtype=None, out=None, keepdims=False):
    return np.any(array, axis=axis, out=out, keepdims=keepdims)


def _accumulate_add(array, axis=0, dtype=None):
    return np.cumsum(array, axis=axis, dtype=dtype)


def _accumulate_multiply(array, axis=0, dtype=None):
    return np.cumprod(array, axis=axis, dtype=dtype)


def _ufunc_reduce(ufunc, array, axis=0, dtype=None, out=None, keepdims=False):
    a = np.asarray(array) if dtype is None else np.asarray(array).astype(dtype)
    if axis is None:
        result = np._ufunc_reduce(ufunc, a.reshape(-1), 0)
        result = result.reshape((1,) * a.ndim) if keepdims else result
    else:
        if np.size(a, axis) == 0:
            raise ValueError(f"zero-size array to reduction operation {ufunc.__name__} which has no identity")
        lines = np.moveaxis(a, axis, 0)
        result = ufunc(lines[0], lines[1]) if len(lines) > 1 else lines[0].copy()
        for i in range(2, len(lines)):
            result = ufunc(result, lines[i])
        result = np.expand_dims(result, axis) if keepdims else result
    if out is None:
        return result
    out[...] = result
    return out


def _ufunc_accumulate(ufunc, array, axis=0, dtype=None, out=None):
    a = np.asarray(array) if dtype is None else np.asarray(array).astype(dtype)
    lines = np.moveaxis(a, axis, 0)
    result = np.empty_like(a, dtype=ufunc(a[..., :1], a[..., :1]).dtype)
    target = np.moveaxis(result, axis, 0)
    if len(lines) > 0:
        target[0] = lines[0]
    for i in range(1, len(lines)):
        target[i] = ufunc(target[i - 1], lines[i])
    if out is None:
        return result
    out[...] = result
    return out


def errstate(*, all=None, divide=None, over=None, under=None, invalid=None, call=None):
    # Warnings go to standard error whatever the state; `with` on None runs its block.
    return None
