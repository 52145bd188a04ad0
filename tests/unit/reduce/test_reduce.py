"""Reductions, cumulations and statistics of the runtime against NumPy: random arrays of every dtype, 0 to 6 axes,
permuted, stepped, reversed and broadcast views, any set of axes, keepdims, where, initial, dtype=, out=. All bits
and all strides must agree (the sign of a zero minimum is NumPy's accident, and so are NaN's bits).

NP2GPU_RUNTIME_SO names a built runtime; without it the files are compiled into the temporary directory.
NP2GPU_TEST_SEED and NP2GPU_TEST_CASES repeat a failure or look longer.
"""
import ctypes as ct
import hashlib
import itertools
import os
import pathlib
import subprocess
import sys
import tempfile
import warnings

import numpy as np
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]
SEED = int(os.environ.get("NP2GPU_TEST_SEED", np.random.SeedSequence().entropy % 2**32))
CASES = int(os.environ.get("NP2GPU_TEST_CASES", 40000))
DTYPES = [np.dtype(c) for c in "?bhiqBHIQefdFD"]
OPS = ["sum", "prod", "min", "max", "fmin", "fmax", "any", "all", "logical_xor", "bitwise_and", "bitwise_or",
       "bitwise_xor", "mean", "argmin", "argmax", "nansum", "nanprod", "var"]
UFUNCS = {"sum": np.add, "prod": np.multiply, "min": np.minimum, "max": np.maximum, "fmin": np.fmin, "fmax": np.fmax,
          "any": np.logical_or, "all": np.logical_and, "logical_xor": np.logical_xor, "bitwise_and": np.bitwise_and,
          "bitwise_or": np.bitwise_or, "bitwise_xor": np.bitwise_xor}
ERRORS = {1: ValueError, 3: TypeError, 8: np.exceptions.AxisError}


class Ref(ct.Structure):
    _fields_ = [("data", ct.c_void_p), ("shape", ct.POINTER(ct.c_longlong)), ("strides", ct.POINTER(ct.c_longlong)),
                ("ndim", ct.c_int), ("dtype", ct.c_int)]


LOOP = ct.CFUNCTYPE(None, ct.c_void_p, ct.c_longlong, ct.c_void_p, ct.c_longlong, ct.c_void_p, ct.c_longlong,
                    ct.c_longlong)


class BinaryReduction(ct.Structure):
    _fields_ = [("name", ct.c_char_p), ("loop", LOOP), ("identity", ct.c_void_p), ("reorderable", ct.c_int)]


def build():
    if path := os.environ.get("NP2GPU_RUNTIME_SO"):
        return path
    runtime = ROOT / "runtime"
    names = ["Error", "Reduce", "ReducePlan", "ReduceLoops", "Copy", "Shape", "ReduceArg", "Scan", "Statistics"]
    sources = [runtime / f"{name}.cpp" for name in names]
    text = b"".join(p.read_bytes() for p in sources + sorted(runtime.glob("*.h")) + [
        runtime / "abi/base.h", runtime / "abi/reduce.h", runtime / "device/pairwise.h"])
    target = pathlib.Path(tempfile.gettempdir()) / f"np2gpu-reduce-{hashlib.sha1(text).hexdigest()}.so"
    if not target.exists():
        fresh = target.with_suffix(f".{os.getpid()}")
        subprocess.check_call([os.environ.get("CXX", "c++"), "-std=c++20", "-O2", "-ffp-contract=off", "-fPIC",
                               "-shared", "-o", fresh, *sources])
        fresh.rename(target)
    return str(target)


lib = ct.CDLL(build())
lib.np_error_text.restype = ct.c_char_p
lib.np_var.argtypes = [ct.POINTER(Ref), ct.POINTER(ct.c_int), ct.c_int, ct.c_double, ct.c_int, ct.POINTER(Ref),
                       ct.c_int, ct.POINTER(Ref)]


def numbers(values):
    return (ct.c_longlong * max(len(values), 1))(*values)


def ref(a):
    """The np_ref of an array; keeps what it points to alive."""
    r = Ref(a.__array_interface__["data"][0], numbers(a.shape), numbers([s // a.itemsize for s in a.strides]), a.ndim,
            DTYPES.index(a.dtype))
    r.owner = a
    return r


def pointer(r):
    return ct.byref(r) if r is not None else None


def check(status):
    if status:
        raise ERRORS[status](lib.np_error_text().decode())


def axis_args(axes):
    if axes is None:
        return None, -1
    axes = axes if isinstance(axes, tuple) else (axes,)
    return (ct.c_int * max(len(axes), 1))(*axes), len(axes)


def laid_out(shape, dtype, strides):
    size = int(np.prod(shape))
    return np.lib.stride_tricks.as_strided(np.empty(max(size, 1), dtype), shape,
                                           [s * np.dtype(dtype).itemsize for s in strides])


def result_shape(shape, axes, keepdims):
    ndim = len(shape)
    axes = range(ndim) if axes is None else axes if isinstance(axes, tuple) else (axes,)
    gone = {k % ndim for k in axes} if ndim else set()
    return tuple(1 if k in gone else n for k, n in enumerate(shape) if keepdims or k not in gone)


def make_out(op, a, axes, keepdims, where, dtype):
    shape = result_shape(a.shape, axes, keepdims)
    strides = numbers([0] * len(shape))
    op = "var" if op == "std" else op
    check(lib.np_reduce_layout(OPS.index(op), ct.byref(ref(a)), *axis_args(axes), int(keepdims),
                               pointer(ref(where)) if where is not None else None, strides))
    return laid_out(shape, dtype, strides[:len(shape)])


def ours(op, a, axes=None, keepdims=False, where=None, initial=None, dtype=None, out=None, ddof=0):
    if dtype is None:
        code = lib.np_var_dtype(DTYPES.index(a.dtype)) if op in ("var", "std") else \
            lib.np_reduce_dtype(OPS.index(op), DTYPES.index(a.dtype))
        if code < 0:
            raise TypeError
        dtype = DTYPES[code]
    if out is None:
        out = make_out(op, a, axes, keepdims, where, dtype)
    mask = ref(where) if where is not None else None
    start = np.asarray(initial, dtype) if initial is not None else None
    if op in ("var", "std"):
        check(lib.np_var(ct.byref(ref(a)), *axis_args(axes), ddof, int(keepdims), pointer(mask), int(op == "std"),
                         ct.byref(ref(out))))
    else:
        check(lib.np_reduce(OPS.index(op), ct.byref(ref(a)), *axis_args(axes), int(keepdims), pointer(mask),
                            start.ctypes.data_as(ct.c_void_p) if start is not None else None, ct.byref(ref(out))))
    return out


def numpy(op, a, axes=None, keepdims=False, where=None, initial=None, dtype=None, out=None, ddof=0):
    keys = {"axis": axes, "keepdims": keepdims}
    if where is not None:
        keys["where"] = where
    if out is not None:
        keys["out"] = out
    if dtype is not None:
        keys["dtype"] = dtype
    if initial is not None:
        keys["initial"] = initial
    if op in ("var", "std"):
        return getattr(np, op)(a, ddof=ddof, **keys)
    if op in UFUNCS and op not in ("any", "all") or op in UFUNCS and dtype is not None:
        return UFUNCS[op].reduce(a, **keys)
    return getattr(np, op)(a, **keys)


def same(x, y, loose_zero=False):
    x, y = np.asarray(x), np.asarray(y)
    if x.shape != y.shape or x.dtype != y.dtype:
        return False
    if x.dtype.kind == "c":
        return same(x.real, y.real, loose_zero) and same(x.imag, y.imag, loose_zero)
    if x.dtype.kind != "f":
        return bool((x == y).all())
    equal = (x == y) & (loose_zero | (np.signbit(x) == np.signbit(y)))
    return bool((equal | (np.isnan(x) & np.isnan(y))).all())


def same_layout(x, y):
    return x.size == 0 or all(n == 1 or s == t for n, s, t in zip(x.shape, x.strides, y.strides))


class Random:
    """Random arrays and arguments; every choice comes from one generator."""

    def __init__(self, seed):
        self.g = np.random.default_rng(seed)
        self.zeros = 0.01  # chance of an axis of length 0

    def chance(self, p):
        return self.g.random() < p

    def pick(self, items):
        return items[int(self.g.integers(len(items)))]

    def shape(self):
        ndim = self.pick([0, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6])
        budget = self.pick([30, 300, 3000, 20000]) if self.chance(0.97) else 150000
        shape = []
        for k in range(ndim):
            limit = max(int(budget), 1)
            wish = self.pick([1, 2, 3, 5, 8, 9, 16, 17, 100, 128, 129, 1000, 4096, 4097, 8192, 9000, 100000])
            n = min(limit, int(self.g.integers(1, wish + 1)) if self.chance(0.7) else wish)
            if self.chance(self.zeros):
                n = 0
            shape.append(n)
            budget /= max(n, 1)
        self.g.shuffle(shape)
        return tuple(int(n) for n in shape)

    def values(self, shape, dtype):
        if shape == ():
            return self.values((1,), dtype).reshape(())
        if dtype.kind == "b":
            return self.g.random(shape) < self.pick([0.5, 0.02, 0.98])
        if dtype.kind in "iu":
            info = np.iinfo(dtype)
            if self.chance(0.3):
                return self.g.integers(0, 3, shape).astype(dtype)
            return self.g.integers(info.min, info.max, shape, dtype, endpoint=True)
        if dtype.kind == "c":
            part = np.dtype("f4" if dtype == np.complex64 else "f8")
            a = np.empty(shape, dtype)
            a.real, a.imag = self.values(shape, part), self.values(shape, part)
            return a
        kind = self.g.integers(4)
        a = self.g.standard_normal(shape)
        if kind == 1:
            a = a * 10.0 ** self.g.integers(-4, 4, shape)
        elif kind == 2:
            a = 1 + a * 1e-3
        elif kind == 3:
            a = self.g.integers(-2, 3, shape).astype("f8") * 1.0
            a[a == 0] = self.pick([-0.0, 0.0])
        a = a.astype(dtype)
        if a.size and self.chance(0.08):
            a.reshape(-1)[self.g.integers(0, a.size, 1 + a.size // 50)] = self.pick([np.nan, np.inf, -np.inf, -0.0])
        return a

    def view(self, dtype):
        shape = self.shape()
        ndim = len(shape)
        grown, index, zero = [], [], []
        for n in shape:
            how = self.g.integers(12)
            if how == 0:  # every other one
                grown.append(2 * n - int(self.g.integers(2)) if n else 0), index.append(slice(None, None, 2))
            elif how == 1:  # a part
                before = int(self.g.integers(3))
                grown.append(n + before + int(self.g.integers(3))), index.append(slice(before, before + n))
            elif how == 2:  # reversed
                grown.append(n), index.append(slice(None, None, -1))
            elif how == 3 and self.chance(0.5):  # one element, repeated
                grown.append(1), index.append(slice(None)), zero.append(len(grown) - 1)
            else:
                grown.append(n), index.append(slice(None))
        plain = self.chance(0.4)
        if plain:
            grown, index, zero = list(shape), [slice(None)] * ndim, []
        order = self.g.permutation(ndim) if self.chance(0.5) else np.arange(ndim)
        stored = np.asarray(self.values(tuple(grown[k] for k in order), dtype))
        a = stored.transpose(np.argsort(order))[(..., *index)]
        return np.broadcast_to(a, shape) if zero else a

    def axes(self, ndim):
        how = self.g.integers(10)
        if ndim == 0:
            return self.pick([None, ()])
        if how < 3:
            return None
        if how < 6:
            return int(self.g.integers(-ndim, ndim))
        if how == 6 and self.chance(0.1):
            return ()
        count = int(self.g.integers(1, ndim + 1))
        return tuple(int(k) - (ndim if self.chance(0.3) else 0) for k in self.g.permutation(ndim)[:count])

    def mask(self, shape):
        start = int(self.g.integers(len(shape) + 1)) if self.chance(0.2) else 0
        own = tuple(1 if self.chance(0.2) else n for n in shape[start:])
        order = self.g.permutation(len(own)) if self.chance(0.3) else np.arange(len(own))
        stored = np.asarray(self.g.random(tuple(own[k] for k in order)) < self.pick([0.5, 0.9, 0.1]))
        return stored.transpose(np.argsort(order))


def one_case(r, ops):
    op = r.pick(ops)
    dtype = r.pick(DTYPES)
    a = r.view(dtype)
    keys = {"keepdims": r.chance(0.3)}
    if op in ("argmin", "argmax"):
        keys["axes"] = r.pick([None, int(r.g.integers(-a.ndim, a.ndim))]) if a.ndim else None
        return op, a, keys
    keys["axes"] = r.axes(a.ndim)
    if r.chance(0.15):
        keys["where"] = r.mask(a.shape)
    if op in ("var", "std"):
        keys["ddof"] = r.pick([0, 0, 1, 2, 0.5])
        return op, a, keys
    if r.chance(0.2) and op not in ("mean", "any", "all") or (op in ("min", "max", "fmin", "fmax") and "where" in keys):
        out_dtype = DTYPES[max(lib.np_reduce_dtype(OPS.index(op), DTYPES.index(dtype)), 0)]
        keys["initial"] = r.values((1,), out_dtype)[0]
    if op in ("sum", "prod", "min", "max", "mean") and r.chance(0.15):
        kinds = {"b": "?bhiqBHIQefdFD", "i": "bhiqefdFD", "u": "BHIQefdFD", "f": "efdFD", "c": "FD"}[dtype.kind]
        target = np.dtype(r.pick(kinds))
        if op == "mean":
            target = np.dtype({"f": "d", "c": "D"}.get(dtype.kind, "d"))
        # NumPy reads a Python float as `initial` in the dtype of the computation.
        keys["dtype"] = target
        if "initial" in keys:
            keys["initial"] = r.values((1,), target)[0]
    if op in UFUNCS and op not in ("any", "all", "logical_xor") and r.chance(0.1) and a.ndim:
        shape = result_shape(a.shape, keys["axes"], keys["keepdims"])
        order = r.g.permutation(len(shape))
        code = lib.np_reduce_dtype(OPS.index(op), DTYPES.index(dtype))
        if code >= 0:
            target = keys.get("dtype", DTYPES[code])
            keys["out"] = np.empty([2 * shape[k] for k in order], target)[
                (..., *(slice(None, None, 2) if r.chance(0.3) else slice(shape[k]) for k in order))
            ].transpose(np.argsort(order))
    return op, a, keys


def describe(op, a, keys):
    return (f"seed {SEED}: np.{op} of {a.dtype} {a.shape}, strides {[s // a.itemsize for s in a.strides]}, " +
            ", ".join(f"{k}={v if k not in ('where', 'out') else (v.shape, v.strides)}" for k, v in keys.items()))


def compare(op, a, keys):
    theirs_keys, ours_keys = dict(keys), dict(keys)
    if "out" in keys:
        template = keys["out"]
        fresh = np.empty(template.base.shape if template.base is not None else template.shape, template.dtype)
        ours_keys["out"] = np.lib.stride_tricks.as_strided(fresh, template.shape, template.strides)
    try:
        expected = numpy(op, a, **theirs_keys)
    except (TypeError, ValueError) as error:
        with pytest.raises(type(error)) as caught:
            ours(op, a, **ours_keys)
            pytest.fail(f"NumPy raises {error}: {describe(op, a, keys)}")
        if isinstance(error, ValueError) and "remapped" not in str(error):
            assert str(caught.value) == str(error), describe(op, a, keys)
        return "error"
    result = ours(op, a, **ours_keys)
    what = describe(op, a, keys)
    if op in ("prod", "nanprod") and result.dtype.kind == "c":
        # NumPy's complex product itself differs between processors.
        assert result.dtype == expected.dtype and result.shape == expected.shape
        tolerance = 1e-3 if result.dtype == np.complex64 else 1e-9
        finite = np.isfinite(result) & np.isfinite(expected)
        assert np.allclose(result[finite], np.asarray(expected)[finite], tolerance, 1e-30), what
    else:
        assert same(result, expected, op in ("min", "max", "fmin", "fmax")), f"{what}\n{result}\n{expected}"
    if "out" not in keys and isinstance(expected, np.ndarray):
        assert same_layout(result, expected), f"{what}\n{result.strides}\n{expected.strides}"
    return "value"


def run_cases(ops, cases, salt):
    print("seed", SEED)
    r = Random([SEED, salt])
    seen = {"value": 0, "error": 0}
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for _ in range(cases):
            op, a, keys = one_case(r, ops)
            # nan functions, any and all take no where in this form
            if op in ("nansum", "nanprod", "any", "all", "argmin", "argmax"):
                keys = {k: v for k, v in keys.items() if k in ("axes", "keepdims")}
            seen[compare(op, a, keys)] += 1
    print(seen)
    assert seen["value"] > cases * 0.6


def test_sums():
    run_cases(["sum", "sum", "sum", "mean", "prod", "nansum"], CASES * 4 // 10, 1)


def test_variance():
    run_cases(["var", "std"], CASES * 2 // 10, 2)


def test_others():
    run_cases(["min", "max", "fmin", "fmax", "any", "all", "logical_xor", "bitwise_and", "bitwise_or", "bitwise_xor",
               "argmin", "argmax", "nanprod"], CASES * 3 // 10, 3)


def test_cumulations():
    print("seed", SEED)
    r = Random([SEED, 4])
    functions = {"sum": np.add, "prod": np.multiply, "min": np.minimum, "max": np.maximum}
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for _ in range(CASES // 10):
            a = r.view(r.pick(DTYPES))
            op = r.pick(list(functions))
            flat = a.ndim == 0 or r.chance(0.3)
            axis = 0 if flat else int(r.g.integers(-a.ndim, a.ndim))
            dtype = DTYPES[lib.np_reduce_dtype(OPS.index(op), DTYPES.index(a.dtype))]
            source = a.reshape(-1) if flat else a
            expected = functions[op].accumulate(source, axis, dtype)
            strides = numbers([0] * source.ndim)
            check(lib.np_cumulate_layout(ct.byref(ref(a)), axis, int(flat), strides))
            out = laid_out(source.shape, dtype, strides[:source.ndim])
            check(lib.np_cumulate(OPS.index(op), ct.byref(ref(a)), axis, int(flat), ct.byref(ref(out))))
            what = describe("cum" + op, a, {"axis": axis, "flat": flat})
            if op == "prod" and dtype.kind == "c":
                finite = np.isfinite(out) & np.isfinite(expected)
                assert np.allclose(out[finite], expected[finite], 1e-3, 1e-30), what
            else:
                assert same(out, expected, op in ("min", "max")), f"{what}\n{out}\n{expected}"
            assert same_layout(out, expected), f"{what}\n{out.strides}\n{expected.strides}"


@LOOP
def subtract_loop(out, os, x, xs, y, ys, n):
    def at(p, k):
        return ct.c_double.from_address(p + 8 * k)
    for i in range(n):
        at(out, i * os).value = at(x, i * xs).value - at(y, i * ys).value


def test_any_binary_function():
    print("seed", SEED)
    r = Random([SEED, 5])
    zero = ct.c_double(0)
    for case in range(max(CASES // 100, 20)):
        a = r.view(r.pick([np.dtype("f8"), np.dtype("f8"), np.dtype("i2"), np.dtype("f4")]))
        if a.size > 3000 or not a.ndim:
            continue
        axis = int(r.g.integers(a.ndim))
        keepdims = r.chance(0.3)
        initial = np.float64(3) if r.chance(0.3) else None
        f = BinaryReduction(b"subtract", subtract_loop, None, 0)
        keys = {} if initial is None else {"initial": initial}
        if initial is not None and r.chance(0.3):
            keys["where"] = r.mask(a.shape)
        out = make_out("sum", a, axis, keepdims, keys.get("where"), np.dtype("f8"))
        call = [ct.byref(f), ct.byref(ref(a)), *axis_args(axis), int(keepdims),
                pointer(ref(keys["where"])) if "where" in keys else None,
                initial.tobytes() if initial is not None else None, ct.byref(ref(out))]
        try:
            expected = np.subtract.reduce(a, axis=axis, dtype="f8", keepdims=keepdims, **keys)
        except ValueError as error:
            with pytest.raises(ValueError) as caught:
                check(lib.np_reduce_with(*call))
                pytest.fail(f"NumPy raises {error}: {describe('subtract.reduce', a, {'axis': axis})}")
            assert str(caught.value) == str(error)
            continue
        check(lib.np_reduce_with(*call))
        assert same(out, expected), describe("subtract.reduce", a, keys)
        running = np.empty(a.shape)
        check(lib.np_cumulate_with(subtract_loop, ct.byref(ref(a)), axis, 0, ct.byref(ref(running))))
        assert same(running, np.subtract.accumulate(a, axis, "f8")), describe("subtract.accumulate", a, {})
    two = np.zeros((2, 3))
    f = BinaryReduction(b"subtract", subtract_loop, None, 0)
    with pytest.raises(ValueError, match="reduction operation 'subtract' is not reorderable, so at most one axis"):
        check(lib.np_reduce_with(ct.byref(f), ct.byref(ref(two)), None, -1, 0, None, None,
                                 ct.byref(ref(np.empty(())))))
    assert zero.value == 0


@pytest.mark.parametrize("n", list(range(0, 40)) + [127, 128, 129, 136, 255, 256, 257, 1000, 8191, 8192, 8193, 100003])
def test_lengths(n):
    g = np.random.default_rng(n)
    for dtype in "efdFD":
        a = (g.standard_normal(3 * n + 1) + (1j * g.standard_normal(3 * n + 1) if dtype in "FD" else 0)).astype(dtype)
        for view in (a[:n], a[:2 * n:2], a[n - 1::-1] if n else a[:0], a[:3 * n].reshape(3, n), a[:3 * n].reshape(n, 3)):
            for axes in (None,) + tuple(range(view.ndim)):
                assert same(ours("sum", view, axes), np.add.reduce(view, axes))
                assert same(ours("sum", -view * 0, axes), np.add.reduce(-view * 0, axes))


def test_errors():
    def text(f):
        with pytest.raises(Exception) as caught:
            f()
        return type(caught.value).__name__, str(caught.value)

    empty, a = np.zeros((0, 3)), np.arange(6.0).reshape(2, 3)
    for op, array, axes in itertools.product(["min", "max", "argmin", "argmax"], [empty], [None, 0]):
        assert text(lambda: ours(op, array, axes)) == text(lambda: numpy(op, array, axes))
        assert same(ours(op, empty, 1), numpy(op, empty, 1))
    for axes in (2, -3, (0, 5)):
        assert text(lambda: ours("sum", a, axes, out=np.empty(3))) == text(lambda: np.sum(a, axes))
    assert text(lambda: ours("sum", a, (1, -1), out=np.empty(2))) == text(lambda: np.sum(a, (1, -1)))
    assert text(lambda: ours("argmax", a, 2, out=np.empty(2, "q"))) == text(lambda: np.argmax(a, 2))
    mask = np.array([True, False, True])
    assert text(lambda: ours("max", a, where=mask)) == text(lambda: np.max(a, where=mask))
    assert lib.np_reduce_dtype(OPS.index("bitwise_and"), DTYPES.index(np.dtype("f8"))) == -1


WARNING_CALLS = """
import numpy as np, test_reduce as t
t.ours("mean", np.zeros(0))
t.ours("var", np.zeros((1, 2)), 0, ddof=1)
t.ours("var", np.ones((2, 2)), 0, ddof=2, dtype=np.dtype("f4"))
"""


def test_warnings():
    """A warning is printed once a process, so this is a process of its own."""
    done = subprocess.run([sys.executable, "-c", WARNING_CALLS], cwd=pathlib.Path(__file__).parent, text=True,
                          stderr=subprocess.PIPE, check=True)
    for line in ("Mean of empty slice", "invalid value encountered in scalar divide",
                 "Degrees of freedom <= 0 for slice", "invalid value encountered in divide"):
        assert f"RuntimeWarning: {line}\n" in done.stderr


if __name__ == "__main__":
    sys.exit(pytest.main([__file__, "-s"]))
