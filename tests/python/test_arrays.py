"""Arrays in and out: dtypes, strides, views, overlaps, read-only, alignment."""

import numpy as np
import pytest

import np2gpu
from oracle import check, same

DTYPES = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split()


@np2gpu.jit
def double(x):
    return x + x


@pytest.mark.parametrize("dtype", DTYPES)
def test_dtypes(dtype):
    check(double, np.arange(6).reshape(2, 3).astype(dtype))


@np2gpu.jit
def view_and_write(x):
    x[1:] = 7
    return x, x[::2], x.T, x.sum()


@pytest.mark.parametrize("dtype", ["int8", "float32", "complex128"])
def test_results_are_views_of_arguments(dtype):
    x = np.arange(12).reshape(4, 3).astype(dtype)
    whole, half, turned, total = view_and_write(x)
    assert whole is x
    assert half.base is x and turned.base is x
    assert (x[1:] == 7).all() and total == x.sum() and type(total) is type(x.sum())
    half[0] = 9
    assert (x[0] == 9).all()
    assert turned.shape == (3, 4) and turned.strides == x.T.strides


def test_the_whole_as_a_view_is_another_object():
    @np2gpu.jit
    def f(x):
        return x[:], x

    x = np.arange(3.0)
    view, itself = f(x)
    assert itself is x and view is not x and view.base is x


LAYOUTS = {
    "contiguous": lambda a: a.copy(),
    "fortran": lambda a: np.asfortranarray(a),
    "strided": lambda a: np.repeat(np.repeat(a, 2, 0), 3, 1)[::2, ::3],
    "reversed": lambda a: a[::-1, ::-1].copy()[::-1, ::-1],
    "broadcast": lambda a: np.broadcast_to(a[:1], a.shape),
    "empty": lambda a: a[:0],
    "one": lambda a: a[:1, :1],
}


@np2gpu.jit
def several(x):
    y = x * 2 + 1
    return y, y.sum(axis=0), x[:, ::-1] - y, x.reshape(-1), x.strides


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("dtype", ["int64", "float64"])
def test_layouts(layout, dtype):
    x = LAYOUTS[layout](np.arange(20).reshape(4, 5).astype(dtype))
    ours, python = several(x), several.__wrapped__(x)
    assert same(ours, python)


def test_rank_0():
    check(double, np.array(2.5))
    check(lambda x: x, np.array(2))
    check(lambda x: x[()], np.array(3.5))

    @np2gpu.jit
    def fill(x):
        x[...] = 4

    x = np.array(1.0)
    fill(x)
    assert x == 4


@np2gpu.jit
def copy_over(to, source):
    to[:] = source + 1
    return to.sum()


@pytest.mark.parametrize("a, b", [(slice(1, None), slice(None, -1)), (slice(None, -1), slice(1, None)),
                                  (slice(None, None, -1), slice(None)), (slice(0, 5), slice(5, 10)), (slice(None), slice(None))])
def test_overlapping_arguments(a, b):
    ours, python = np.arange(10.0), np.arange(10.0)
    assert copy_over(ours[a], ours[b]) == copy_over.__wrapped__(python[a], python[b])
    assert same(ours, python)


def test_the_same_array_twice():
    ours = np.arange(5.0)
    copy_over(ours, ours)
    assert same(ours, np.arange(5.0) + 1)

    @np2gpu.jit
    def f(x, y):
        x[0] = 100
        return y[0], x is y

    assert f(ours, ours) == (100, True)
    assert f(ours, ours.copy()) == (100, False)


def test_a_loop_sees_its_writes_through_the_other_name():
    @np2gpu.jit
    def f(x, y):
        for i in range(len(y) - 1):
            x[i] = y[i] + y[i + 1]
        return y.sum()

    def run(function, shift):
        data = np.arange(10.0)
        return function(data[shift:], data[: 10 - shift]), data

    for shift in range(4):
        assert same(run(f, shift), run(f.__wrapped__, shift))


def test_read_only():
    @np2gpu.jit
    def store(x):
        x[0] = 1

    @np2gpu.jit
    def store_slice(x):
        y = x[1:]
        y[:] = 1

    @np2gpu.jit
    def mask(x):
        x[x > 2] = 1

    @np2gpu.jit
    def in_place(x):
        x += 1

    @np2gpu.jit
    def out(x):
        np.add(x, 1, out=x)

    @np2gpu.jit
    def fill(x):
        x.fill(1)

    @np2gpu.jit
    def caught(x):
        try:
            x[0] = 1
        except ValueError as e:
            return str(e)
        return "written"

    for function in (store, store_slice, mask, in_place, out, fill, caught):
        for writable in (True, False):
            ours, python = np.arange(5.0), np.arange(5.0)
            ours.flags.writeable = python.flags.writeable = writable
            results = []
            for run, x in ((function, ours), (function.__wrapped__, python)):
                try:
                    results.append(run(x))
                except ValueError as error:
                    results.append(str(error))
            assert results[0] == results[1] and same(ours, python), function
    read = double(np.broadcast_to(np.float64(3), (2, 2)))
    assert read.flags.writeable and (read == 6).all()


def test_a_view_of_a_read_only_array_is_read_only():
    @np2gpu.jit
    def tail(x):
        return x[1:]

    x = np.arange(3.0)
    x.flags.writeable = False
    assert not tail(x).flags.writeable


def test_unaligned():
    raw = np.zeros(8 * 5 + 1, np.uint8)
    x = raw[1:].view(np.float64)
    assert not x.flags.aligned
    x[:] = np.arange(5)

    @np2gpu.jit
    def f(x):
        x *= 2
        return x.sum()

    assert f(x) == 20 and same(np.array(x), np.arange(5) * 2.0)
    record = np.zeros(4, np.dtype("f8, i4"))  # elements are 12 bytes apart
    field = record["f0"]
    field[:] = [1, 2, 3, 4]
    assert f(field) == 20 and list(record["f0"]) == [2, 4, 6, 8]
    with pytest.raises(np2gpu.CompileError, match="unaligned"):
        copy_over(x[1:], x[:-1])


@pytest.mark.parametrize("x, what", [
    (np.arange(3.0).astype(">f8"), "byte order"), (np.array([None, 1]), "object"), (np.array(["a"]), "<U1"),
    (np.zeros(2, "f4, i4"), "f4"), (np.ma.array([1.0]), "MaskedArray"), (np.zeros(1, "M8[s]"), "datetime64"),
])
def test_refused_arrays(x, what):
    with pytest.raises(np2gpu.CompileError, match="argument 'x'.*" + what):
        double(x)


def test_large_results_keep_their_memory():
    @np2gpu.jit
    def pair(n):
        z = np.zeros(n)
        return z, z[1:]

    for n in (10, 100_000):
        z, tail = pair(n)
        tail[0] = 5
        assert z[1] == 5
        del z
        assert tail[0] == 5 and tail.sum() == 5
    many = [double(np.full(1000, k)) for k in range(50)]
    assert all((x == 2 * k).all() for k, x in enumerate(many))


def test_arguments_are_not_kept():
    import sys

    x = np.arange(100.0)
    before = sys.getrefcount(x)
    for _ in range(10):
        view_and_write(x)
        double(x)
    assert sys.getrefcount(x) == before
