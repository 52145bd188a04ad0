"""The runtime's random streams as Python objects with NumPy's method names, drawing through the C ABI.

The library is the one that NP2GPU_RUNTIME_SO names, or is built here from the runtime's sources with $CXX (g++).
"""

import ctypes as ct
import hashlib
import os
import pathlib
import re
import subprocess
import tempfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[3]
DTYPES = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split()
ERRORS = {1: ValueError, 2: IndexError, 3: TypeError, 5: OverflowError, 6: MemoryError, 8: np.exceptions.AxisError,
          13: AttributeError, 16: NotImplementedError}
RANDOMSTATE, GENERATOR = 0, 1
MT19937, PCG64 = 0, 1
I64, U64 = ct.c_longlong, ct.c_ulonglong
RUNTIME = ROOT / "runtime"


class Ref(ct.Structure):
    _fields_ = [("data", ct.c_void_p), ("shape", ct.POINTER(I64)), ("strides", ct.POINTER(I64)),
                ("ndim", ct.c_int), ("dtype", ct.c_int)]


class Seed(ct.Structure):
    _fields_ = [("kind", ct.c_int), ("high", I64), ("low", U64), ("array", ct.POINTER(Ref)),
                ("words", ct.POINTER(ct.c_uint)), ("count", I64), ("object", ct.c_void_p)]


class Mt19937State(ct.Structure):
    _fields_ = [("key", ct.c_uint * 624), ("pos", ct.c_int), ("has_gauss", ct.c_int), ("gauss", ct.c_double)]


class Pcg64State(ct.Structure):
    _fields_ = [("state_high", U64), ("state_low", U64), ("inc_high", U64), ("inc_low", U64), ("has_uint32", ct.c_int),
                ("uinteger", ct.c_uint), ("has_gauss", ct.c_int), ("gauss", ct.c_double)]


class Value(ct.Union):
    _fields_ = [("real", ct.c_double), ("integer", I64)]


def build():
    if path := os.environ.get("NP2GPU_RUNTIME_SO"):
        return path
    sources = sorted(RUNTIME.glob("Random*.cpp")) + [RUNTIME / "Error.cpp", RUNTIME / "Shape.cpp", RUNTIME / "Libm.cpp"]
    headers = sorted(RUNTIME.glob("*.h")) + sorted((RUNTIME / "abi").glob("*.h"))
    digest = hashlib.sha1(b"".join(p.read_bytes() for p in sources + headers)).hexdigest()
    target = pathlib.Path(tempfile.gettempdir()) / f"np2gpu-random-{digest}.so"
    if not target.exists():
        fresh = target.with_suffix(f".{os.getpid()}")
        subprocess.check_call([os.environ.get("CXX", "g++"), "-std=c++20", "-O2", "-ffp-contract=off", "-fPIC", "-shared",
                               f"-Wl,--no-undefined,--version-script={RUNTIME}/exports.map", "-o", fresh, *sources])
        fresh.rename(target)
    return str(target)


lib = ct.CDLL(build())
for name in "np_error_text np_rng_name".split():
    getattr(lib, name).restype = ct.c_char_p
for name in "np_rng_global np_rng_retain np_seed_sequence_retain".split():
    getattr(lib, name).restype = ct.c_void_p
for name in "np_rng_random np_rng_gauss".split():
    getattr(lib, name).restype = ct.c_double
    getattr(lib, name).argtypes = [ct.c_void_p]

# The table of the distributions, from the header.
TABLE = re.findall(r"^  ROW\((\w+), (\w)(.*)\)", (RUNTIME / "abi/random.h").read_text(), re.M)
NAMES = [row[0] for row in TABLE]
RESULTS = [{"F": np.float64, "I": np.int64, "U": np.uint64}[row[1]] for row in TABLE]


def check(status):
    if status:
        raise ERRORS[status](lib.np_error_text().decode())


def numbers(values):
    return (I64 * max(len(values), 1))(*values)


def ref(a):
    r = Ref(a.__array_interface__["data"][0], numbers(a.shape), numbers([s // a.itemsize for s in a.strides]), a.ndim,
            DTYPES.index(a.dtype.name))
    r.owner = a
    return r


def refs(arrays):
    result = (Ref * max(len(arrays), 1))(*(ref(a) for a in arrays))
    result.owner = [ref(a) for a in arrays]
    for k, r in enumerate(result.owner):
        result[k] = r
    return result


def words(value):
    """A Python int as the two words of the ABI."""
    return I64(value >> 64), U64(value & (2**64 - 1))


def seed(value):
    s = Seed()
    if value is None:
        s.kind = 0
    elif isinstance(value, SeedSequence):
        s.kind, s.object = 5, value.object
    elif isinstance(value, (int, np.integer)) and -2**127 <= value < 2**127:
        s.kind, (s.high, s.low) = 1, words(int(value))
    elif isinstance(value, int):
        parts = [value >> 32 * i & 0xffffffff for i in range((value.bit_length() + 31) // 32)]
        s.kind, s.count, s.words = 4, len(parts), (ct.c_uint * len(parts))(*parts)
    else:
        s.kind = 3 if isinstance(value, np.ndarray) else 2
        array = np.asarray(value)
        s.owner = ref(array)
        s.array = ct.pointer(s.owner)
    return s


def extents(size):
    if size is None:
        return -1, numbers([])
    size = (size,) if isinstance(size, (int, np.integer)) else tuple(size)
    return len(size), numbers(size)


def shape_of(function, *arguments, size):
    rank, shape = ct.c_int(), (I64 * 64)()
    count, given = extents(size)
    check(function(*arguments, count, given, ct.byref(rank), shape))
    return tuple(shape[:rank.value])


def result(array, scalar):
    return array[()] if scalar else array


class SeedSequence:
    def __init__(self, entropy=None, spawn_key=(), object=None):
        if object is None:
            out = ct.c_void_p()
            parts = [w for k in spawn_key for w in ([k >> 32 * i & 0xffffffff for i in range((k.bit_length() + 31) // 32)]
                                                    or [0])]
            check(lib.np_seed_sequence_new(ct.byref(seed(entropy)), (ct.c_uint * len(parts))(*parts), I64(len(parts)),
                                           ct.byref(out)))
            object = out.value
        self.object = object

    def __del__(self):
        lib.np_seed_sequence_release(ct.c_void_p(getattr(self, "object", None)))

    def spawn(self, n):
        out = (ct.c_void_p * max(n, 1))()
        check(lib.np_seed_sequence_spawn(ct.c_void_p(self.object), I64(n), out))
        return [SeedSequence(object=o) for o in out[:n]]

    def generate_state(self, n, dtype=np.uint32):
        a = np.empty(n, dtype)
        check(lib.np_seed_sequence_generate_state(ct.c_void_p(self.object), ct.byref(ref(a))))
        return a


class Rng:
    """RandomState or Generator; a distribution is a method, as in NumPy."""

    def __init__(self, handle):
        self.handle = ct.c_void_p(handle)
        self.generator = lib.np_rng_family_of(self.handle) == GENERATOR
        self.bits = lib.np_rng_bits_of(self.handle)

    def __del__(self):
        lib.np_rng_release(self.handle)

    @staticmethod
    def make(function, *arguments):
        out = ct.c_void_p()
        check(function(*arguments, ct.byref(out)))
        return Rng(out.value)

    def seed(self, value=None):
        check(lib.np_rng_seed(self.handle, ct.byref(seed(value))))

    def spawn(self, n):
        out = (ct.c_void_p * max(n, 1))()
        check(lib.np_rng_spawn(self.handle, I64(n), out))
        return [Rng(o) for o in out[:n]]

    def state(self):
        """A tuple that compares equal to numpy_state() of NumPy's object."""
        if self.bits == MT19937:
            s = Mt19937State()
            check(lib.np_rng_get_mt19937(self.handle, ct.byref(s)))
            return tuple(s.key), s.pos, s.has_gauss, s.gauss
        s = Pcg64State()
        check(lib.np_rng_get_pcg64(self.handle, ct.byref(s)))
        return (s.state_high << 64 | s.state_low, s.inc_high << 64 | s.inc_low, s.has_uint32, s.uinteger, s.has_gauss,
                s.gauss)

    def set_state(self, values):
        if self.bits == MT19937:
            s = Mt19937State((ct.c_uint * 624)(*values[0]), *values[1:])
            return check(lib.np_rng_set_mt19937(self.handle, ct.byref(s)))
        s = Pcg64State(values[0] >> 64, values[0] & (2**64 - 1), values[1] >> 64, values[1] & (2**64 - 1), *values[2:])
        return check(lib.np_rng_set_pcg64(self.handle, ct.byref(s)))

    def advance(self, n):
        n &= 2**128 - 1
        check(lib.np_rng_advance(self.handle, *words(n if n < 2**127 else n - 2**128)))

    def jumped(self, n=1):
        return Rng.make(lib.np_rng_jumped, self.handle, *words(n))

    def distribution(self, name, *params, size=None, dtype=np.float64, out=None):
        index = NAMES.index(name)
        arrays = [np.asarray(p) for p in params]
        given = refs(arrays)
        scalar = out is None and size is None and not any(a.ndim for a in arrays)
        if out is None:
            shape = shape_of(lib.np_rng_shape, self.handle, index, given, len(arrays), size=size)
            out = np.empty(shape, RESULTS[index] if RESULTS[index] != np.float64 else dtype)
        check(lib.np_rng_fill(self.handle, index, given, len(arrays), ct.byref(ref(out))))
        return out.item() if scalar else out

    def draw(self, name, *params):
        """One scalar draw through np_rng_draw; ints for Int parameters."""
        index = NAMES.index(name)
        values, value = (Value * max(len(params), 1))(), Value()
        for k, p in enumerate(params):
            setattr(values[k], "integer" if isinstance(p, int) else "real", p)
        check(lib.np_rng_draw(self.handle, index, values, ct.byref(value)))
        return value.real if RESULTS[index] == np.float64 else RESULTS[index](value.integer)

    def __getattr__(self, name):
        if name not in NAMES:
            raise AttributeError(name)
        return lambda *params, **named: self.distribution(name, *params, **named)

    def standard_exponential(self, size=None, dtype=np.float64, method="zig"):
        return self.distribution("standard_exponential" + ("_inv" if method == "inv" else ""), size=size, dtype=dtype)

    def integers(self, low, high=None, size=None, dtype=np.int64, endpoint=False):
        if high is None:
            low, high = 0, low
        dtype = np.dtype(dtype)
        if all(isinstance(x, (int, np.integer)) for x in (low, high)):
            out = np.empty(() if size is None else size, dtype)
            check(lib.np_rng_integers(self.handle, *words(int(low)), *words(int(high)), endpoint, ct.byref(ref(out))))
            return result(out, size is None)
        bounds = [ref(np.asarray(x)) for x in (low, high)]
        shape = shape_of(lib.np_rng_integers_shape, self.handle, *map(ct.byref, bounds), endpoint,
                         DTYPES.index(dtype.name), size=size)
        out = np.empty(shape, dtype)
        check(lib.np_rng_integers_fill(self.handle, *map(ct.byref, bounds), endpoint, ct.byref(ref(out))))
        return out

    randint = integers

    def bytes(self, n):
        out = ct.create_string_buffer(n + 1)
        lib.np_rng_bytes(self.handle, I64(n), out)
        return out.raw[:n]

    def shuffle(self, x, axis=0):
        check(lib.np_rng_shuffle(self.handle, ct.byref(ref(x)), axis))

    def permutation(self, x):
        out = np.empty(x if isinstance(x, int) else len(x), np.int64)
        check(lib.np_rng_permutation(self.handle, ct.byref(ref(out))))
        return out if isinstance(x, int) else x[out]

    def permuted(self, x, axis=None):
        x = x.copy(order="K")
        check(lib.np_rng_permuted(self.handle, ct.byref(ref(x)), axis or 0, axis is None))
        return x

    def choice(self, a, size=None, replace=True, p=None, shuffle=True):
        out = np.empty(() if size is None else size, np.int64)
        array = not isinstance(a, int)
        given = None if p is None else ct.byref(ref(np.asarray(p)))
        check(lib.np_rng_choice(self.handle, I64(len(a) if array else a), array, replace, shuffle, given,
                                ct.byref(ref(out))))
        return result(out, size is None) if not array else np.asarray(a)[out]

    def multinomial(self, n, pvals, size=None):
        n, pvals = np.asarray(n), np.asarray(pvals)
        shape = shape_of(lib.np_rng_multinomial_shape, self.handle, ct.byref(ref(n)), ct.byref(ref(pvals)), size=size)
        out = np.empty(shape + pvals.shape[-1:], np.int64)
        check(lib.np_rng_multinomial(self.handle, ct.byref(ref(n)), ct.byref(ref(pvals)), ct.byref(ref(out))))
        return out

    def dirichlet(self, alpha, size=None):
        alpha = np.asarray(alpha)
        out = np.empty(tuple(extents(size)[1][:max(extents(size)[0], 0)]) + alpha.shape)
        check(lib.np_rng_dirichlet(self.handle, ct.byref(ref(alpha)), ct.byref(ref(out))))
        return out


def RandomState(value=None):
    return Rng.make(lib.np_rng_randomstate, ct.byref(seed(value)))


def default_rng(value=None):
    return Rng.make(lib.np_rng_default, ct.byref(seed(value)))


def new(family, bits, value=None):
    return Rng.make(lib.np_rng_new, family, bits, ct.byref(seed(value)))


def global_rng():
    return Rng(lib.np_rng_retain(ct.c_void_p(lib.np_rng_global())))


def numpy_state(rng):
    """The state of a NumPy RandomState or Generator as Rng.state() gives it."""
    if isinstance(rng, np.random.RandomState):
        s = rng.get_state(legacy=False)
        gauss = s["has_gauss"], s["gauss"]
    else:
        s, gauss = rng.bit_generator.state, (0, 0.0)
    if s["bit_generator"] == "MT19937":
        return (tuple(s["state"]["key"].tolist()), s["state"]["pos"], *gauss)
    return (s["state"]["state"], s["state"]["inc"], s["has_uint32"], s["uinteger"], *gauss)
