"""Copies, indexing, joining, sorting, searching and shapes of the runtime against NumPy: random arrays of every
dtype, 0 to 4 axes, permuted, stepped, reversed and broadcast views, empty ones too. All bits must agree (NaN's own
bits and what NumPy leaves to the processor apart).

NP2GPU_TEST_SEED repeats a failure, NP2GPU_TEST_CASES (a factor) looks longer.
"""
import os
import warnings

import numpy as np
import pytest

import library_native as native
from library_native import DTYPES

SEED = int(os.environ.get("NP2GPU_TEST_SEED", np.random.SeedSequence().entropy % 2**32))
FACTOR = float(os.environ.get("NP2GPU_TEST_CASES", 1))


@pytest.fixture(autouse=True)
def quiet():
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


@pytest.fixture
def rng():
    print("NP2GPU_TEST_SEED =", SEED)
    return np.random.default_rng(SEED)


def cases(n):
    return range(int(n * FACTOR))


def values(rng, size, dtype, few=False):
    dtype = np.dtype(dtype)
    if dtype.kind == "b":
        return rng.integers(0, 2, size).astype(bool)
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        if few or rng.random() < .5:
            return rng.integers(max(info.min, -4), 5, size).astype(dtype)
        return rng.integers(info.min, info.max, size, dtype, endpoint=True)
    x = rng.integers(-3, 4, size) if few else rng.normal(0, 10.0**rng.integers(0, 4), size)
    x = x.astype(dtype)
    if dtype.kind == "c":
        x += values(rng, size, dtype.char.lower(), few).astype(dtype) * dtype.type(1j)
    if rng.random() < .3 and x.size:
        special = rng.choice([np.nan, np.inf, -np.inf, 0.0, -0.0], x.shape).astype(dtype)
        x = np.where(rng.random(x.shape) < .2, special, x)
    return x


def view(rng, shape, dtype, few=False, broadcast=True):
    """An array of this shape that is some view: axes permuted, stepped, reversed, broadcast."""
    shape = tuple(int(n) for n in shape)
    order = rng.permutation(len(shape)) if rng.random() < .5 else np.arange(len(shape))
    steps = [int(rng.choice([1, 1, 1, 2, -1, -2])) if rng.random() < .7 else 1 for _ in shape]
    zero = [broadcast and rng.random() < .05 for _ in shape]
    base = [1 if zero[i] else shape[i] * abs(steps[i]) for i in order]
    a = np.asarray(values(rng, base, dtype, few)).reshape(base)
    a = a.transpose(np.argsort(order)) if shape else a
    index = tuple(slice(None) if zero[i] else slice(None, None, steps[i]) for i in range(len(shape)))
    if not shape:
        return a.reshape(())
    return np.broadcast_to(a[index], shape) if any(zero) else a[index]


def shape_of(rng, most=4, low=0, high=6):
    return tuple(rng.integers(0 if rng.random() < .1 else max(low, 1), high, rng.integers(0, most + 1)))


def same(got, want, strides=False):
    want = np.asarray(want)
    assert got.shape == want.shape and got.dtype == want.dtype, (got.shape, want.shape, got.dtype, want.dtype)
    if strides:
        assert got.strides == want.strides, (got.shape, got.strides, want.strides)
    if want.dtype.kind in "fc":
        same_parts = [(got.real, want.real), (got.imag, want.imag)] if want.dtype.kind == "c" else [(got, want)]
        for x, y in same_parts:
            ok = ((x == y) & (np.signbit(x) == np.signbit(y))) | (np.isnan(x) & np.isnan(y))
            assert ok.all(), (got, want)
    else:
        assert (got == want).all(), (got, want)


def errors_agree(ours, numpys):
    """Both give the same result or the same exception; None for an exception, else the two results."""
    try:
        want = numpys()
    except Exception as e:
        with pytest.raises(Exception) as caught:
            ours()
        kinds = [type(e)] if not isinstance(e, np.exceptions.AxisError) else [np.exceptions.AxisError]
        assert caught.type in kinds and str(caught.value) == str(e), (caught.value, e)
        return None
    return ours(), want


# --- copies ----------------------------------------------------------------------------------------------------

def defined(src, dtype):
    """Leaves out casts whose result NumPy itself gives differently from case to case."""
    if dtype.kind == "u" and dtype.itemsize in (4, 8) and src.dtype.kind in "fc":
        top = 2.0**31 if dtype.itemsize == 4 else 2.0**63
        real = np.nan_to_num(src.real.astype(float), nan=0, posinf=0, neginf=0)
        return src.real.dtype.type(0) + np.where((abs(real) < top) & np.isfinite(src.real), src.real, 0).astype(
            src.real.dtype)
    return src


def test_copy_casts_and_broadcasts(rng):
    for _ in cases(4000):
        shape = shape_of(rng)
        a, b = rng.choice(len(DTYPES), 2)
        dst = view(rng, shape, DTYPES[a], broadcast=False)
        cut = rng.integers(0, len(shape) + 1) if shape else 0
        from_shape = [1 if rng.random() < .2 else n for n in shape[cut:]]
        if rng.random() < .1:
            from_shape = [1] * (len(shape) + 1 - len(from_shape)) + from_shape
        src = defined(view(rng, from_shape, DTYPES[b]), DTYPES[a])
        want = np.array(dst)
        want[...] = src
        native.copy(dst, src)
        same(dst, want)


def test_cast_every_pair_of_extreme_values():
    special = [0.0, -0.0, 1.5, -1.0, 300.7, -300.7, 65519.0, 65520.0, 1e-8, 6e-8, 6.1e-5, 2.0**31 - 1, 2.0**40 + 3, 1e30,
               -1e30, 1e300, np.nan, np.inf, -np.inf, -5e18, 70000.0, 2.0**53 + 2, 0.1, 2049.0, 2051.0]
    for s in DTYPES:
        for d in DTYPES:
            src = np.array(special, complex if s.kind == "c" else float).astype(s)
            if s.kind in "iu":
                src = np.array([np.iinfo(s).min, np.iinfo(s).max, 0, 1, 100, 16777217 % np.iinfo(s).max], s)
            src = defined(src, d)
            got = np.empty(src.shape, d)
            native.copy(got, src)
            same(got, src.astype(d))


def test_copy_every_half():
    halves = np.arange(65536, dtype=np.uint16).view(np.float16)
    wide = np.empty(65536)
    native.copy(wide, halves)
    same(wide, halves.astype(float))
    doubles = np.concatenate([wide, np.nextafter(wide, np.inf), (wide[:-1] + wide[1:]) / 2])
    for d in (np.float64, np.float32):
        back = np.empty(doubles.size, np.float16)
        native.copy(back, doubles.astype(d))
        same(back, doubles.astype(d).astype(np.float16))


def windows(rng, memory, dtype):
    """A random view of some of the memory."""
    rank = rng.integers(0, 4)
    for _ in range(100):
        shape = rng.integers(1, 6, rank)
        strides = rng.integers(-7, 8, rank)
        low = sum((n - 1) * s for n, s in zip(shape, strides) if s < 0)
        high = sum((n - 1) * s for n, s in zip(shape, strides) if s > 0)
        at = rng.integers(0, memory.nbytes // dtype.itemsize)
        if at + low >= 0 and (at + high + 1) * dtype.itemsize <= memory.nbytes:
            return np.ndarray(tuple(shape), dtype, memory.data, int(at) * dtype.itemsize,
                              tuple(int(s) * dtype.itemsize for s in strides))
    return np.ndarray((), dtype, memory.data)


def test_shares_memory(rng):
    memory = np.zeros(240, np.uint8)
    for _ in cases(6000):
        a, b = (windows(rng, memory, np.dtype(rng.choice(list("bhid")))) for _ in range(2))
        assert native.shares_memory(a, b) == np.shares_memory(a, b)
        assert native.may_share(a, b) == np.may_share_memory(a, b)
    big = np.zeros(10**6, np.uint8)
    a, b = big[0::6], big[1::15]
    assert native.shares_memory(a, b) == np.shares_memory(a, b) is False
    a, b = big[0:999000:997], big[5:998000:991]
    assert native.shares_memory(a, b) == np.shares_memory(a, b)


def test_copy_overlapping(rng):
    memory = np.zeros(64 * 8, np.uint8)
    done = 0
    while done < 2000 * FACTOR:
        memory[:] = rng.integers(0, 100, memory.size)
        dst, src = windows(rng, memory, np.dtype("q")), windows(rng, memory, np.dtype(rng.choice(list("qhq"))))
        if len(set(np.ndarray.flatten(addresses(dst)))) < dst.size:
            continue
        want = src.copy()
        try:
            want = np.broadcast_to(want, dst.shape).astype(dst.dtype)
        except ValueError:
            continue
        native.copy(dst, src)
        same(dst, want)
        done += 1


def addresses(a):
    out = np.zeros(a.shape, np.int64)
    for i, (n, s) in enumerate(zip(a.shape, a.strides)):
        out += np.arange(n).reshape([-1 if j == i else 1 for j in range(a.ndim)]) * s
    return out


def test_fill(rng):
    for _ in cases(300):
        a = view(rng, shape_of(rng), DTYPES[rng.integers(14)], broadcast=False)
        value = defined(values(rng, 1, DTYPES[rng.integers(14)]), a.dtype)
        native.call("np_fill", native.ref(a), native.CODE[value.dtype.char], value.ctypes.data_as(native.ct.c_void_p))
        want = np.empty(a.shape, a.dtype)
        want[...] = value
        same(a, want)


# --- shapes ----------------------------------------------------------------------------------------------------

def factors(rng, n):
    shape = []
    while n > 1:
        f = int(rng.choice([d for d in range(1, n + 1) if n % d == 0]))
        shape.append(f)
        n //= f
        if rng.random() < .1:
            break
    shape.append(n)
    return tuple(int(x) for x in rng.permutation(shape + [1] * rng.integers(0, 2)))


def test_reshape_without_copy(rng):
    views = 0
    for _ in cases(6000):
        a = view(rng, shape_of(rng, low=1), "d")
        if a.size == 0:
            continue
        shape = factors(rng, a.size)
        try:
            want = a.reshape(shape, copy=False)
        except ValueError:
            want = None
        got = native.can_reshape(a, shape)
        assert (got is None) == (want is None), (a.shape, a.strides, shape, got)
        if want is not None:
            moving = [i for i, n in enumerate(shape) if n > 1]
            assert [got[i] for i in moving] == [want.strides[i] for i in moving]
            views += 1
    assert views > 500 * FACTOR


def test_reshape_errors(rng):
    for _ in cases(1500):
        n = int(rng.integers(0, 13))
        dims = [int(d) for d in rng.choice([-1, 0, 1, 2, 3, 4, 6, 12, 2**40], rng.integers(0, 4))]
        pair = errors_agree(lambda: native.reshape_shape(n, dims), lambda: np.zeros(n).reshape(dims).shape)
        assert pair is None or pair[0] == pair[1]


def test_broadcast(rng):
    for _ in cases(2000):
        arrays = [np.zeros(rng.choice([1, 1, 2, 2, 3], rng.integers(0, 4))) for _ in range(2)]
        pair = errors_agree(lambda: native.broadcast(arrays), lambda: np.add(*arrays).shape)
        assert pair is None or pair[0] == pair[1]
        arrays.append(np.zeros(rng.choice([1, 2], rng.integers(0, 3))))
        pair = errors_agree(lambda: native.broadcast(arrays, "np_broadcast_objects"),
                            lambda: np.broadcast_arrays(*arrays)[0].shape)
        assert pair is None or pair[0] == pair[1]


def test_assignment_and_output_errors(rng):
    for _ in cases(1000):
        dst, src = (np.zeros(rng.choice([1, 2, 3], rng.integers(0, 4))) for _ in range(2))
        errors_agree(lambda: native.copy(dst, src), lambda: dst.__setitem__(..., src))

        def in_place():
            shape = native.broadcast([dst, src, dst])
            native.call("np_broadcast_output_check", native.ref(dst), len(shape), native.array64(shape))

        errors_agree(in_place, lambda: np.add(dst, src, out=dst))
        steps = native.array64([0] * 4)
        errors_agree(lambda: native.call("np_broadcast_to", native.ref(dst), src.ndim, native.array64(src.shape), steps),
                     lambda: np.broadcast_to(dst, src.shape))


def test_korder(rng):
    for _ in cases(4000):
        shape = shape_of(rng)
        arrays = []
        for _ in range(rng.integers(1, 4)):
            cut = rng.integers(0, len(shape) + 1) if rng.random() < .3 else 0
            arrays.append(view(rng, [1 if rng.random() < .1 else n for n in shape[cut:]], "d"))
        if len(arrays) == 3:
            want = np.where(arrays[0] > 0, arrays[1], arrays[2]) if rng.random() < 0 else np.clip(*arrays)
        else:
            want = np.negative(arrays[0]) if len(arrays) == 1 else np.add(*arrays)
        got = native.korder(arrays, np.shape(want))
        assert tuple(s * 8 for s in got) == np.asarray(want).strides, ([(a.shape, a.strides) for a in arrays], got)


# --- indexing --------------------------------------------------------------------------------------------------

def random_index(rng, shape, wild):
    """An index with at least one array in it; wild ones may be out of range or not fit."""
    common = tuple(rng.integers(1, 4, rng.integers(0, 3)))
    index, axis, fancy = [], 0, False
    count = None
    while axis < len(shape):
        kind = rng.choice(["slice", "array", "array", "mask", "newaxis", "end", "int", "true"],
                          p=[.25, .2, .2, .12, .08, .06, .07, .02])
        n = shape[axis]
        if kind == "slice":
            index.append(slice(None, None, int(rng.choice([1, 2, -1]))))
            axis += 1
        elif kind == "array" or kind == "int":
            sub = () if kind == "int" else common[rng.integers(0, len(common) + 1):]
            sub = tuple(1 if rng.random() < .15 else m for m in sub)
            if wild and rng.random() < .1:
                sub = sub + (4,)
            if n == 0 and not wild:
                sub = sub + (0,) if kind == "array" else None
            if sub is None:
                index.append(slice(None))
            else:
                low, high = (-n - 1, n + 1) if wild and rng.random() < .2 else (-n, n)
                item = rng.integers(low, max(high, low + 1), sub)
                index.append(np.asarray(item).astype(rng.choice(list("bhiq"))))
                fancy = True
            axis += 1
        elif kind == "mask":
            k = int(rng.integers(1, len(shape) - axis + 1))
            sub = list(shape[axis:axis + k])
            if wild and rng.random() < .1:
                sub[-1] += 1
            mask = rng.random(sub) < .5
            if not wild and common and mask.size:
                # as many as the arrays have, or one
                flat = np.zeros(mask.size, bool)
                flat[:min(common[-1], mask.size)] = True
                mask = rng.permutation(flat).reshape(sub)
            index.append(mask)
            fancy, axis = True, axis + k
        elif kind == "newaxis":
            index.append(None)
        elif kind == "true":
            index.append(np.bool_(rng.random() < .9))
            fancy = True
        else:
            break
    if not fancy:
        index.append(np.bool_(True))
    return tuple(index)


def test_gather_and_scatter(rng):
    good = 0
    for k in cases(9000):
        a = view(rng, shape_of(rng, low=1, high=5), DTYPES[rng.integers(14)], broadcast=False)
        index = random_index(rng, a.shape, wild=rng.random() < .3)
        pair = errors_agree(lambda: native.gather(a, index), lambda: a[index])
        if pair is None:
            continue
        same(pair[0], pair[1])
        good += 1
        shape = np.shape(pair[1])
        cut = rng.integers(0, len(shape) + 1)
        value = view(rng, [1 if rng.random() < .1 else n for n in shape[cut:]], a.dtype)
        if rng.random() < .1:
            value = view(rng, tuple(shape) + (2,), a.dtype)
        if len(index) == 1 and getattr(index[0], "dtype", None) == bool and index[0].ndim == a.ndim:
            continue  # np_mask_assign's
        want, got = a.copy(), a.copy()
        errors_agree(lambda: native.scatter(got, index, value), lambda: want.__setitem__(index, value))
        same(got, want)
    assert good > 4000 * FACTOR


def test_gather_casts(rng):
    for _ in cases(300):
        d = DTYPES[rng.integers(14)]
        a = defined(view(rng, (5, 4), DTYPES[rng.integers(14)]), d)
        index = rng.integers(-5, 5, 7)
        same(native.gather(a, index, d), a[index].astype(d))


def test_scatter_writes_nothing_on_failure():
    a = np.arange(5.0)
    with pytest.raises(IndexError):
        native.scatter(a, np.array([0, 1, 9]), np.ones(3))
    assert (a == np.arange(5)).all()


def test_scatter_with_overlap():
    a, b = np.arange(6.0), np.arange(6.0)
    index = np.array([5, 4, 3, 2, 1, 0])
    native.scatter(a, index, a)
    b[index] = b.copy()
    same(a, b)


def test_ufunc_at(rng):
    for _ in cases(3000):
        op = str(rng.choice(native.OPS))
        ints = op.startswith("bitwise")
        floats = op == "divide"
        kinds = "?bhiqBHIQ" if ints else "efdFD" if floats else "bhiqBHIQefdFD"
        a = view(rng, shape_of(rng, 3, low=1), rng.choice(list(kinds)), few=True, broadcast=False)
        index = random_index(rng, a.shape, wild=rng.random() < .1)
        try:
            shape = a[index].shape
        except IndexError:
            shape = (2,)
        value = view(rng, shape[rng.integers(0, len(shape) + 1):], a.dtype if rng.random() < .7 else
                     rng.choice(list(kinds)), few=True)
        if rng.random() < .1:
            value = view(rng, (7, 5), a.dtype)
        want, got = a.copy(), a.copy()
        ufunc = getattr(np, op)
        if not np.can_cast(np.result_type(a, value), a.dtype, "same_kind"):
            continue
        if a.dtype.kind == "c" and op in ("multiply", "divide") and not (np.isfinite(a).all() and
                                                                          np.isfinite(value).all()):
            continue  # infinities and zeros: NumPy's vector loops differ by processor
        try:
            ufunc.at(np.zeros((3,), a.dtype), 0, value.dtype.type(1))
        except TypeError:
            continue
        try:
            errors_agree(lambda: native.scatter(got, index, value, op), lambda: ufunc.at(want, index, value))
        except AssertionError as e:
            assert "cannot reshape array of size" in str(e)  # NumPy reads past a shape: its text has garbage in it
        if a.dtype.kind == "c" and op == "divide":
            assert np.allclose(got, want, rtol=1e-3 if a.dtype.char == "F" else 1e-9, equal_nan=True)
        elif op in ("maximum", "minimum"):
            assert np.array_equal(got, want, equal_nan=a.dtype.kind in "fc")
        else:
            same(got, want)


def test_mask_assign(rng):
    for _ in cases(1500):
        a = view(rng, shape_of(rng, 3), DTYPES[rng.integers(14)], broadcast=False)
        shape = list(a.shape)
        if shape and rng.random() < .1:
            shape[-1] += 1
        mask = view(rng, shape, "?")
        n = rng.choice([int(mask.sum()), 1, 3])
        value = view(rng, (n,) if rng.random() < .9 else (1, n) if rng.random() < .5 else (), a.dtype)
        want, got = a.copy(), a.copy()
        errors_agree(lambda: native.call("np_mask_assign", native.ref(got), native.ref(mask), native.ref(value)),
                     lambda: want.__setitem__(mask, value))
        same(got, want)


def test_nonzero(rng):
    for _ in cases(1500):
        a = view(rng, [n for n in shape_of(rng)] or [3], DTYPES[rng.integers(14)], few=True)
        assert native.lib.np_count_nonzero(native.ref(a)) == np.count_nonzero(a)
        for x, y in zip(native.nonzero(a), np.nonzero(a)):
            same(x, y)


def test_take_and_put(rng):
    for _ in cases(2500):
        a = view(rng, shape_of(rng, 3) or (4,), DTYPES[rng.integers(14)], broadcast=False)
        axis, mode = int(rng.integers(a.ndim)), str(rng.choice(["raise", "wrap", "clip"]))
        n = a.shape[axis]
        reach = n + 2 if rng.random() < .3 else n
        indices = rng.integers(-reach, max(reach, 1), shape_of(rng, 2)).astype(rng.choice(list("bhiq")))
        pair = errors_agree(lambda: native.take(a, indices, axis, mode), lambda: np.take(a, indices, axis, mode=mode))
        if pair:
            same(*pair)
        new = values(rng, rng.integers(0, 5), a.dtype)
        want, got = a.copy(), a.copy()
        if errors_agree(lambda: native.call("np_put", native.ref(got), native.ref(indices), native.ref(new),
                                            native.MODES[mode]), lambda: np.put(want, indices, new, mode)):
            same(got, want)
        else:
            same(got, a)  # NumPy writes up to the bad index


def test_putmask_place_compress_choose(rng):
    for _ in cases(1500):
        a = view(rng, shape_of(rng, 3), DTYPES[rng.integers(14)], broadcast=False)
        mask = view(rng, a.shape if rng.random() < .9 else (3,), "?")
        new = values(rng, rng.integers(0, 5), a.dtype)
        for name, function in (("np_putmask", np.putmask), ("np_place", np.place)):
            want, got = a.copy(), a.copy()
            errors_agree(lambda: native.call(name, native.ref(got), native.ref(mask), native.ref(new)),
                         lambda: function(want, mask, new))
            same(got, want)
        if a.ndim:
            axis = int(rng.integers(a.ndim))
            condition = values(rng, rng.integers(0, a.shape[axis] + 2), rng.choice(list("?bd")))
            pair = errors_agree(lambda: native.compress(condition, a, axis), lambda: np.compress(condition, a, axis))
            if pair:
                same(*pair)
        choices = [view(rng, a.shape[rng.integers(0, a.ndim + 1):], DTYPES[rng.integers(14)]) for _ in range(3)]
        which = rng.integers(-1 if rng.random() < .1 else 0, 3, a.shape)
        mode = str(rng.choice(["raise", "wrap", "clip"]))
        pair = errors_agree(lambda: native.choose(which, choices, mode),
                            lambda: np.choose(which, [c.astype(np.result_type(*choices)) for c in choices], mode=mode))
        if pair:
            same(*pair)


# --- joining ---------------------------------------------------------------------------------------------------

def test_concatenate(rng):
    for _ in cases(3000):
        shape = list(shape_of(rng, 3))
        axis = int(rng.integers(-len(shape) - 1, len(shape) + 1)) if rng.random() < .1 else int(
            rng.integers(len(shape))) if shape else 0
        arrays = []
        for _ in range(rng.integers(1, 4)):
            s = list(shape)
            if s:
                s[axis if -len(s) <= axis < len(s) else 0] = int(rng.integers(0, 4))
                if rng.random() < .03:
                    s[rng.integers(len(s))] += 1
            if rng.random() < .03:
                s = s[1:]
            arrays.append(view(rng, s, DTYPES[rng.integers(14)]))
        pair = errors_agree(lambda: native.concatenate(arrays, axis), lambda: np.concatenate(arrays, axis))
        if pair:
            same(*pair, strides=pair[1].size > 0)
    errors_agree(lambda: native.concatenate([]), lambda: np.concatenate([]))


def test_tile_repeat_roll(rng):
    for _ in cases(2000):
        a = view(rng, shape_of(rng, 3), DTYPES[rng.integers(14)])
        reps = [int(n) for n in rng.integers(0, 4, rng.integers(0, 4))]
        same(native.tile(a, reps), np.tile(a, reps))
        if not a.ndim:
            continue
        axis = int(rng.integers(a.ndim))
        n = a.shape[axis]
        counts = rng.integers(-1 if rng.random() < .1 else 0, 4, [(), (1,), (n,), (n + 1,)][rng.choice(4, p=[.3, .1, .5, .1])])
        pair = errors_agree(lambda: native.repeat(a, counts, axis), lambda: np.repeat(a, counts, axis))
        if pair:
            same(*pair)
        shift = int(rng.integers(-9, 9))
        same(native.roll(a, shift, axis), np.roll(a, shift, axis))


# --- sorting ---------------------------------------------------------------------------------------------------

def sortable(rng):
    shape = list(shape_of(rng, 3) or (4,))
    axis = int(rng.integers(len(shape)))
    shape[axis] = int(rng.choice([0, 1, 2, 7, 16, 40, 300, 700], p=[.05, .1, .1, .2, .2, .2, .1, .05]))
    d = DTYPES[rng.integers(14)]
    return view(rng, shape, d, few=rng.random() < .5, broadcast=False), axis


def test_sort(rng):
    for _ in cases(2500):
        a, axis = sortable(rng)
        got = a.copy() if rng.random() < .5 else a
        want = np.sort(a, axis, kind="stable")
        same(native.argsort(a, axis), np.argsort(a, axis, kind="stable"))
        native.call("np_sort", native.ref(got), axis - a.ndim if rng.random() < .3 else axis)
        same(got, want)
    a = np.array([[3, 1], [2, 2]])
    for axis in (2, -3):
        errors_agree(lambda: native.call("np_sort", native.ref(a), axis), lambda: np.sort(a, axis))


def test_argsort_like_numpys_default_up_to_16(rng):
    for _ in cases(500):
        a = values(rng, rng.integers(0, 17), "bhBH?"[rng.integers(5)], few=True)
        same(native.argsort(a, 0), np.argsort(a))


def test_partition(rng):
    for _ in cases(1200):
        a, axis = sortable(rng)
        n = a.shape[axis]
        kth = [int(k) for k in rng.integers(-n - (rng.random() < .05), n + (rng.random() < .05) + (n == 0),
                                            rng.integers(1, 4))]
        got = a.copy()
        if errors_agree(lambda: native.call("np_partition", native.ref(got), axis, len(kth), native.array64(kth)),
                        lambda: np.partition(a, kth, axis)) is None or not a.size:
            continue
        order = native.argpartition(a, kth, axis)
        assert (np.sort(order, axis) == np.arange(n).reshape([-1 if i == axis else 1 for i in range(a.ndim)])).all()
        want = np.sort(a, axis)
        for result in (got, np.take_along_axis(a, order, axis)):
            assert np.array_equal(np.sort(result, axis), want, equal_nan=a.dtype.kind in "fc")
            for k in kth:
                line = np.moveaxis(result, axis, 0)
                assert np.array_equal(line[k], np.moveaxis(want, axis, 0)[k], equal_nan=a.dtype.kind in "fc")
                both = np.concatenate([np.sort(line[:k % n], 0), line[k % n:k % n + 1], np.sort(line[k % n + 1:], 0)])
                assert np.array_equal(both, np.moveaxis(want, axis, 0), equal_nan=a.dtype.kind in "fc")


def test_lexsort(rng):
    for _ in cases(1000):
        a, axis = sortable(rng)
        keys = [a] + [view(rng, a.shape, DTYPES[rng.integers(14)], few=True) for _ in range(rng.integers(0, 3))]
        same(native.lexsort(keys, axis), np.lexsort(keys, axis))
    for keys in ([], [[1, 2], [1]], [1, 2, 3]):
        pair = errors_agree(lambda: native.lexsort(keys), lambda: np.lexsort(keys))
        assert pair is None or pair[0] == pair[1]


# --- searching -------------------------------------------------------------------------------------------------

def test_searchsorted(rng):
    for _ in cases(3000):
        a = view(rng, [rng.integers(0, 30)], DTYPES[rng.integers(14)], few=True)
        v = view(rng, shape_of(rng, 2, high=12), DTYPES[rng.integers(14)] if rng.random() < .5 else a.dtype,
                 few=rng.random() < .7)
        side = str(rng.choice(["left", "right"]))
        sorter = np.argsort(a)
        same(native.searchsorted(a, v, side, sorter), np.asarray(np.searchsorted(a, v, side, sorter)))
        a = np.sort(a)[::-1].copy()[::-1] if rng.random() < .5 else np.sort(a)
        same(native.searchsorted(a, v, side), np.asarray(np.searchsorted(a, v, side)))
    two = np.array([1, 2])
    for bad in ([1], [1, 5]):
        errors_agree(lambda: native.searchsorted(two, 1, sorter=np.array(bad)),
                     lambda: np.searchsorted(two, 1, sorter=bad))


def test_digitize(rng):
    for _ in cases(800):
        bins = values(rng, rng.integers(1, 9), rng.choice(list("ifd")), few=True)
        bins = np.sort(bins)[::int(rng.choice([1, -1]))] if rng.random() < .9 else bins
        x = view(rng, shape_of(rng, 2), rng.choice(list("ifd")), few=True)
        right = rng.random() < .5
        pair = errors_agree(lambda: native.digitize(x, bins, right), lambda: np.asarray(np.digitize(x, bins, right)))
        if pair:
            same(*pair)


def test_unique(rng):
    for _ in cases(1500):
        a = view(rng, shape_of(rng, 3, high=9), DTYPES[rng.integers(14)], few=rng.random() < .8)
        got, want = native.unique(a), np.unique(a, return_index=True, return_inverse=True, return_counts=True)
        for x, y in zip(got, want):
            assert x.shape == y.shape and np.array_equal(x, y, equal_nan=True), (a, got, want)
        values_only, counts = native.unique(a, False)
        assert np.array_equal(values_only, np.unique(a), equal_nan=True)
        assert np.array_equal(counts, want[3])


def test_bincount(rng):
    for _ in cases(800):
        x = view(rng, [rng.integers(0, 40)], rng.choice(list("bhiqBHI")), few=True)
        x = abs(x) if rng.random() < .9 else x
        x = np.minimum(x, 50).astype(x.dtype)
        weights = None if rng.random() < .5 else view(rng, [x.size + (rng.random() < .1)], rng.choice(list("ifd")))
        least = int(rng.integers(-1 if rng.random() < .1 else 0, 9))
        pair = errors_agree(lambda: native.bincount(x, weights, least), lambda: np.bincount(x, weights, least))
        if pair:
            same(pair[0], pair[1] if x.size else pair[1].astype(pair[0].dtype))


def test_histogram(rng):
    for k in cases(1000):
        n = int(rng.integers(65000, 140000)) if k % 100 == 0 else int(rng.integers(0, 60))
        d = rng.choice(list("bhiqBHIQfde"))
        a = values(rng, n, d, few=rng.random() < .5)
        a = a[np.isfinite(a)] if a.dtype.kind == "f" else a
        if a.dtype.kind == "f" and rng.random() < .5:
            a = np.round(a, 1)
        weights = None if rng.random() < .5 else values(rng, a.size, rng.choice(list("fdD")), few=rng.random() < .5)
        bins = int(rng.integers(1, 40))
        try:
            want = np.histogram(a, bins, weights=weights)[0]
        except ValueError:
            continue
        same(native.histogram_uniform(a, bins, weights), want)
        edges = np.sort(values(rng, rng.integers(2, 9), "d", few=True))
        edges = edges[np.isfinite(edges)]
        if len(edges) < 2:
            continue
        if weights is not None and len(np.unique(a)) < a.size:
            weights = np.round(np.nan_to_num(weights, posinf=1, neginf=1))  # ties: NumPy sorts unstably
        same(native.histogram_edges(a, edges, weights), np.histogram(a, edges, weights=weights)[0])
