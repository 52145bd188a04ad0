"""Random arguments, compared with the Python functions: any layout, overlap and dtype."""

import numpy as np
from hypothesis import HealthCheck, given, settings, strategies as st

import np2gpu
from oracle import same

SETTINGS = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
DTYPES = ["bool", "int8", "uint8", "int32", "int64", "float32", "float64", "complex128"]


@st.composite
def views(draw, base, rank):
    """A view of a 1-d base: any start, steps of either sign, extents down to 0."""
    shape = [draw(st.integers(0, 4)) for _ in range(rank)]
    steps = [draw(st.sampled_from([-3, -2, -1, 1, 2, 3, 5])) for _ in range(rank)]
    low = sum(min(0, (n - 1) * s) for n, s in zip(shape, steps) if n)
    high = sum(max(0, (n - 1) * s) for n, s in zip(shape, steps) if n)
    start = draw(st.integers(-low, max(-low, base.size - 1 - high)))
    if start + high >= base.size or 0 in shape:
        return base[:0].reshape((0,) + (1,) * (rank - 1)) if rank else base[0:1].reshape(())
    size = base.itemsize
    return np.lib.stride_tricks.as_strided(base[start:], shape, [s * size for s in steps])


def base_of(dtype):
    values = np.arange(60) % 11 - (0 if dtype in ("bool", "uint8") else 4)
    return values.astype(dtype)


@np2gpu.jit
def elementwise(x, y):
    return x * y + x, x - (y > 2)


@np2gpu.jit
def writes(x, y):
    x[...] = y[0:1] + x
    x += y[0:1]
    return x.sum(), y


@np2gpu.jit
def loop(x, y):
    for i in range(x.shape[0]):
        if y.shape[0] > 0:
            x[i] = x[i] + y[i % y.shape[0]]
    return x[::-1], y.T, x.reshape(-1)


@np2gpu.jit
def through_views(x, y):
    a = x[1:]
    b = y[::-1]
    a[...] = 3
    t = b.sum()
    b[0:1] = 2
    return a, b, t, x.sum()


@np2gpu.jit
def reductions(x, y):
    return x.sum(axis=0), x.max() if x.size else None, (y + 1).mean(), np.where(y > 1, y, 0)


FUNCTIONS = [elementwise, writes, loop, through_views, reductions]


def run(function, x, y, base):
    try:
        result = function(x, y)
    except np2gpu.CompileError:
        raise
    except Exception as error:
        return type(error).__name__, str(error), base
    results = result if isinstance(result, tuple) else (result,)
    shared = [isinstance(r, np.ndarray) and np.shares_memory(r, base) for r in results]
    identity = [(r is x, r is y) for r in results]
    return result, shared, identity, base


@SETTINGS
@given(st.data())
def test_two_views_of_one_base(data):
    dtype = data.draw(st.sampled_from(DTYPES))
    function = data.draw(st.sampled_from(FUNCTIONS))
    rank = data.draw(st.integers(1, 2))
    ours, python = base_of(dtype), base_of(dtype)
    x = data.draw(views(ours, rank))
    y = data.draw(views(ours, rank))
    if data.draw(st.integers(0, 5)) == 0:
        y = x
    if data.draw(st.integers(0, 5)) == 0:
        y = y.copy()
    if data.draw(st.integers(0, 9)) == 0:
        x.flags.writeable = False

    def moved(view):
        """The view at the same place of the other base."""
        if not np.may_share_memory(view, ours) and view.size:
            return view.copy()
        offset = view.__array_interface__["data"][0] - ours.__array_interface__["data"][0]
        if not 0 <= offset < ours.nbytes:
            return view.copy()
        other = np.ndarray(view.shape, view.dtype, python.data, offset, view.strides)
        other.flags.writeable = view.flags.writeable
        return other

    x2 = moved(x)
    y2 = x2 if y is x else moved(y)
    with np.errstate(all="ignore"):
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            a = run(function, x, y, ours)
            b = run(function.__wrapped__, x2, y2, python)
    assert same(a, b), (function.__name__, x, y, a, b)


@SETTINGS
@given(st.recursive(st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.complex_numbers(allow_nan=False) |
                    st.text(max_size=5), lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=6))
def test_values_come_back(value):
    assert same(back(value), value)


@np2gpu.jit
def back(value):
    return value


@SETTINGS
@given(st.lists(st.integers(-100, 100), min_size=1, max_size=5) | st.lists(st.floats(-9, 9), min_size=1, max_size=5))
def test_lists(values):
    ours, python = list(values), list(values)
    assert same(lists(ours), lists.__wrapped__(python)) and same(ours, python)


@np2gpu.jit
def lists(values):
    values.append(values[0])
    values[0] = values[-1] + values[0]
    values.reverse()
    return values, len(values), sum(values)
