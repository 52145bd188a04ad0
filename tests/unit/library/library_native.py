"""The runtime's library calls (abi/library.h, abi/blas.h) as Python functions that take and give NumPy arrays, each
raising the exception that the status stands for.

NP2GPU_RUNTIME_SO names a built runtime; without it the files are compiled into the temporary directory with $CXX.
NP2GPU_OPENBLAS is set to the library inside NumPy where it is found, so that products can be compared bit for bit.
"""
import ctypes as ct
import glob
import hashlib
import os
import pathlib
import subprocess
import tempfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[3]
SOURCES = "Error Text Copy Shape Index Choose Join Sort Search Blas Linalg".split()
I64, P64 = ct.c_longlong, ct.POINTER(ct.c_longlong)
DTYPES = [np.dtype(c) for c in "?bhiqBHIQefdFD"]
CODE = {d.char: i for i, d in enumerate(DTYPES)}
CODE.update({"l": CODE["q"], "L": CODE["Q"]})
KINDS = {1: ValueError, 2: IndexError, 3: TypeError, 6: MemoryError, 7: np.linalg.LinAlgError,
         8: np.exceptions.AxisError, 24: ImportError}
OPS = ["add", "subtract", "multiply", "divide", "maximum", "minimum", "bitwise_and", "bitwise_or", "bitwise_xor"]


class Ref(ct.Structure):
    _fields_ = [("data", ct.c_void_p), ("shape", P64), ("strides", P64), ("ndim", ct.c_int), ("dtype", ct.c_int)]


class Plan(ct.Structure):
    _fields_ = [("ndim", ct.c_int), ("shape", I64 * 64), ("size", I64), ("state", ct.c_void_p)]


def build():
    if path := os.environ.get("NP2GPU_RUNTIME_SO"):
        return path
    runtime = ROOT / "runtime"
    sources = [runtime / f"{name}.cpp" for name in SOURCES]
    text = b"".join(p.read_bytes() for p in sources + [runtime / n for n in (
        "Elements.h", "Openblas.h", "abi/base.h", "abi/library.h", "abi/blas.h")])
    target = pathlib.Path(tempfile.gettempdir()) / f"np2gpu-library-{hashlib.sha1(text).hexdigest()}.so"
    if not target.exists():
        fresh = target.with_suffix(f".{os.getpid()}")
        subprocess.check_call([os.environ.get("CXX", "c++"), "-std=c++20", "-O2", "-ffp-contract=off", "-fPIC",
                               "-shared", "-o", fresh, *sources, "-ldl"])
        fresh.rename(target)
    return str(target)


inside = glob.glob(os.path.join(os.path.dirname(np.__file__), os.pardir, "numpy.libs", "libscipy_openblas64_*"))
SAME_BLAS = bool(inside) and "NP2GPU_OPENBLAS" not in os.environ
if SAME_BLAS:
    os.environ["NP2GPU_OPENBLAS"] = inside[0]
lib = ct.CDLL(build())
lib.np_error_text.restype = lib.np_blas_path.restype = ct.c_char_p
lib.np_count_nonzero.restype = I64
REAL_BLAS = bool(lib.np_blas_path())


def array64(values):
    return (I64 * max(len(values), 1))(*values)


class Held(Ref):
    """A Ref that keeps what it points to."""

    def __init__(self, a):
        self.array = a
        steps = [s // a.itemsize for s in a.strides]
        self.extents, self.steps = array64(a.shape), array64(steps)
        super().__init__(a.ctypes.data, ct.cast(self.extents, P64), ct.cast(self.steps, P64), a.ndim,
                         CODE[a.dtype.char])


def ref(a):
    return None if a is None else ct.byref(Held(np.asarray(a)))


def refs(arrays):
    held = [Held(np.asarray(a)) for a in arrays]
    out = (Ref * max(len(held), 1))(*held)
    out.held = held
    return out


def call(name, *args):
    status = getattr(lib, name)(*args)
    if status:
        kind = KINDS[status]
        text = lib.np_error_text().decode()
        if kind is np.exceptions.AxisError:
            raise kind(text)
        raise kind(text)


def shaped(name, *args):
    """A function that ends in (int *ndim, np_i64 *shape)."""
    rank, shape = ct.c_int(), (I64 * 64)()
    call(name, *args, ct.byref(rank), shape)
    return tuple(shape[:rank.value])


def strided(dtype, shape, strides):
    """A fresh array with the given strides in elements."""
    size = 1 + sum((n - 1) * s for n, s in zip(shape, strides)) if all(shape) else 0
    return np.lib.stride_tricks.as_strided(np.zeros(size, dtype), shape, [s * dtype.itemsize for s in strides])


def copy(dst, src):
    call("np_copy", ref(dst), ref(src))


def shares_memory(a, b):
    return bool(lib.np_shares_memory(ref(a), ref(b)))


def may_share(a, b):
    return bool(lib.np_may_share(ref(a), ref(b)))


def can_reshape(a, shape):
    strides = array64([0] * len(shape))
    if not lib.np_can_reshape(ref(a), len(shape), array64(shape), strides):
        return None
    return tuple(strides[i] * a.itemsize for i in range(len(shape)))


def reshape_shape(size, dims):
    shape = array64(dims)
    call("np_reshape_check", I64(size), array64(dims), len(dims), shape)
    return tuple(shape[:len(dims)])


def broadcast(arrays, name="np_broadcast_shapes"):
    return shaped(name, len(arrays), refs(arrays))


def korder(arrays, shape):
    strides = array64(shape)
    lib.np_korder_strides(len(arrays), refs(arrays), len(shape), array64(shape), strides)
    return tuple(strides[:len(shape)])


def plan(a, index):
    """Slices are taken out here, as the compiler does: gives the view and the plan."""
    index = index if isinstance(index, tuple) else (index,)
    view, pattern, arrays = [], "", []
    for item in index:
        if isinstance(item, slice):
            view.append(item)
            pattern += ":"
        elif item is None:
            pattern += "n"
        else:
            item = np.asarray(item)
            arrays.append(item)
            mask = item.dtype == bool
            pattern += "m" if mask else "a"
            view += [slice(None)] * (item.ndim if mask else 1)
    if len(view) <= a.ndim:
        a = a[(*view, ...)]
    p = Plan()
    try:
        call("np_index_plan_make", ref(a), pattern.encode(), refs(arrays), ct.byref(p))
    except Exception:
        assert not p.state
        raise
    return a, p


def gather(a, index, dtype=None):
    a, p = plan(a, index)
    out = np.empty(tuple(p.shape[:p.ndim]), dtype or a.dtype)
    try:
        call("np_gather", ref(a), ct.byref(p), ref(out))
    finally:
        lib.np_index_plan_free(ct.byref(p))
    return out


def scatter(a, index, value, op=None):
    a, p = plan(a, index)
    try:
        if op:
            call("np_scatter_op", ref(a), ct.byref(p), OPS.index(op), ref(value))
        else:
            call("np_scatter", ref(a), ct.byref(p), ref(value))
    finally:
        lib.np_index_plan_free(ct.byref(p))


def nonzero(a):
    out = np.empty((lib.np_count_nonzero(ref(a)), a.ndim), np.int64)
    call("np_nonzero_fill", ref(a), ref(out))
    return tuple(out.T)


MODES = {"raise": 0, "wrap": 1, "clip": 2}


def take(a, indices, axis, mode="raise"):
    out = np.empty(a.shape[:axis] + indices.shape + a.shape[axis + 1:], a.dtype)
    call("np_take", ref(a), ref(indices), axis, MODES[mode], ref(out))
    return out


def compress(condition, a, axis):
    n = I64()
    call("np_compress_count", ref(condition), ref(a), axis, ct.byref(n))
    out = np.empty(a.shape[:axis] + (n.value,) + a.shape[axis + 1:], a.dtype)
    call("np_compress_fill", ref(condition), ref(a), axis, ref(out))
    return out


def choose(selector, choices, mode="raise"):
    out = np.empty(broadcast([selector, *choices], "np_broadcast_objects"), np.result_type(*choices))
    call("np_choose", ref(selector), len(choices), refs(choices), MODES[mode], ref(out))
    return out


def concatenate(arrays, axis=0):
    arrays = [np.asarray(a) for a in arrays]
    shape, strides = (I64 * 64)(), (I64 * 64)()
    call("np_concatenate_shape", len(arrays), refs(arrays), axis, shape, strides)
    n = arrays[0].ndim
    out = strided(np.result_type(*arrays), tuple(shape[:n]), tuple(strides[:n]))
    call("np_concatenate", len(arrays), refs(arrays), axis, ref(out))
    return out


def tile(a, reps):
    out = np.empty(shaped("np_tile_shape", ref(a), len(reps), array64(reps)), a.dtype)
    call("np_tile", ref(a), len(reps), array64(reps), ref(out))
    return out


def repeat(a, counts, axis):
    n = I64()
    call("np_repeat_count", ref(a), ref(counts), axis, ct.byref(n))
    out = np.empty(a.shape[:axis] + (n.value,) + a.shape[axis + 1:], a.dtype)
    call("np_repeat", ref(a), ref(counts), axis, ref(out))
    return out


def roll(a, shift, axis):
    out = np.empty(a.shape, a.dtype)
    call("np_roll", ref(a), I64(shift), axis, ref(out))
    return out


def argsort(a, axis):
    out = np.empty(a.shape, np.int64)
    call("np_argsort", ref(a), axis, ref(out))
    return out


def argpartition(a, kth, axis):
    out = np.empty(a.shape, np.int64)
    call("np_argpartition", ref(a), axis, len(kth), array64(kth), ref(out))
    return out


def lexsort(keys, axis=-1):
    keys = [np.asarray(k) for k in keys]
    out = np.empty(keys[0].shape if keys else (), np.int64)
    call("np_lexsort", len(keys), refs(keys), axis, ref(out))
    return out


def searchsorted(a, v, side="left", sorter=None):
    out = np.empty(np.shape(v), np.int64)
    call("np_searchsorted", ref(a), ref(v), side == "right", ref(sorter), ref(out))
    return out


def digitize(x, bins, right):
    out = np.empty(x.shape, np.int64)
    call("np_digitize", ref(x), ref(bins), int(right), ref(out))
    return out


def unique(a, positions=True):
    n, state = I64(), ct.c_void_p()
    call("np_unique_begin", ref(a), int(positions), ct.byref(n), ct.byref(state))
    values, first, counts = np.empty(n.value, a.dtype), np.empty(n.value, np.int64), np.empty(n.value, np.int64)
    inverse = np.empty(a.shape, np.int64)
    call("np_unique_fill", state, ref(values), *([ref(first), ref(inverse)] if positions else [None, None]),
         ref(counts))
    return (values, first, inverse, counts) if positions else (values, counts)


def bincount(x, weights=None, minlength=0):
    n = I64()
    call("np_bincount_count", ref(x), ref(weights), I64(minlength), ct.byref(n))
    out = np.empty(n.value, np.int64 if weights is None else np.float64)
    call("np_bincount_fill", ref(x), ref(weights), ref(out))
    return out


def histogram_uniform(a, bins, weights=None):
    first, last = (a.min(), a.max()) if a.size else (0, 1)
    span = int(last) - int(first) if a.dtype.kind in "iu" else last - first
    if first == last:
        first, last = first - 0.5, last + 0.5
        span = last - first
    edges = np.histogram_bin_edges(a, bins)
    out = np.empty(bins, np.int64 if weights is None else weights.dtype)
    call("np_histogram_uniform", ref(a), ref(weights), ct.c_double(first), ct.c_double(span), ref(edges), ref(out))
    return out


def histogram_edges(a, edges, weights=None):
    out = np.empty(len(edges) - 1, np.int64 if weights is None else weights.dtype)
    call("np_histogram_edges", ref(a), ref(weights), ref(edges), ref(out))
    return out


def product(name, a, b):
    out = np.empty((), np.result_type(a, b)) if name == "vdot" else np.empty(
        shaped(f"np_{name}_shape", ref(a), ref(b)), np.result_type(a, b))
    call(f"np_{name}", ref(a), ref(b), ref(out))
    return out


def inexact(*arrays):
    d = np.result_type(*[a if a.dtype.char in "fdFD" else np.float64 for a in arrays])
    return d if d.char in "fdFD" else np.dtype(float)


def real(d):
    return np.dtype(d.char.lower()) if d.kind == "c" else d


def solve(a, b):
    x = np.empty(shaped("np_solve_shape", ref(a), ref(b)), inexact(a, b))
    call("np_solve", ref(a), ref(b), ref(x))
    return x


def same_shape(name, a, *args):
    out = np.empty(a.shape, inexact(a))
    call(name, ref(a), *args, ref(out))
    return out


def inv(a):
    return same_shape("np_inv", a)


def cholesky(a, upper=False):
    return same_shape("np_cholesky", a, int(upper))


def det(a):
    out = np.empty(a.shape[:-2], inexact(a))
    call("np_det", ref(a), ref(out))
    return out


def slogdet(a):
    d = inexact(a)
    sign, logarithm = np.empty(a.shape[:-2], d), np.empty(a.shape[:-2], real(d))
    call("np_slogdet", ref(a), ref(sign), ref(logarithm))
    return sign, logarithm


def qr(a, mode):
    d, stack = inexact(a), a.shape[:-2]
    m, n = a.shape[-2:] if a.ndim > 1 else (1, 1)
    k = min(m, n)
    q = {"reduced": (m, k), "complete": (m, m), "raw": (n, m)}.get(mode)
    r = {"reduced": (k, n), "complete": (m, n), "r": (k, n), "raw": (k,)}[mode]
    q, r = None if q is None else np.empty(stack + q, d), np.empty(stack + r, d)
    call("np_qr", ref(a), ["reduced", "complete", "r", "raw"].index(mode), ref(q), ref(r))
    return (r,) if q is None else (q, r)


def svd(a, full=True, vectors=True):
    d, stack = inexact(a), a.shape[:-2]
    m, n = a.shape[-2:] if a.ndim > 1 else (1, 1)
    k = min(m, n)
    s = np.empty(stack + (k,), real(d))
    u, vh = np.empty(stack + (m, m if full else k), d), np.empty(stack + (n if full else k, n), d)
    if not vectors:
        u = vh = None
    call("np_svd", ref(a), int(full), ref(u), ref(s), ref(vh))
    return (u, s, vh) if vectors else (s,)


def eig(a, vectors=True):
    d = np.result_type(inexact(a), np.complex64)
    w, v, is_real = np.empty(a.shape[:-1], d), np.empty(a.shape, d), ct.c_int()
    call("np_eig", ref(a), ref(w), ref(v) if vectors else None, ct.byref(is_real))
    out = (w, v) if vectors else (w,)
    return tuple(x.real for x in out) if is_real else out


def eigh(a, uplo="L", vectors=True):
    d = inexact(a)
    w, v = np.empty(a.shape[:-1], real(d)), np.empty(a.shape, d)
    call("np_eigh", ref(a), ct.c_char(uplo.encode()), ref(w), ref(v) if vectors else None)
    return (w, v) if vectors else (w,)


def lstsq(a, b, rcond=float("nan")):
    d = inexact(a, b)
    n = a.shape[1] if a.ndim > 1 else 1
    x, s = np.empty((n,) + b.shape[1:], d), np.empty(min(a.shape), real(d))
    residuals, count, rank = np.empty(b.shape[1:] or 1, real(d)), I64(), ct.c_int()
    call("np_lstsq", ref(a), ref(b), ct.c_double(rcond), ref(x), ref(residuals.reshape(-1)), ct.byref(count),
         ct.byref(rank), ref(s))
    return x, residuals[:count.value], np.int32(rank.value), s
