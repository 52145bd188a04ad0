"""str, repr and array2string of random arrays and scalars, against the NumPy that is installed.

NP2GPU_PRINT_SEED and NP2GPU_PRINT_COUNT repeat a run or make a longer one (40 = the usual size).
"""

import ctypes
import os
import warnings

import numpy as np
import pytest

import native
from native import lib, outcome

SEED = int(os.environ.get("NP2GPU_PRINT_SEED", np.random.SeedSequence().entropy % 2**32))
COUNT = int(os.environ.get("NP2GPU_PRINT_COUNT", 40))
FLOATS = ["float16", "float32", "float64"]
UNSIGNED = {"float16": "uint16", "float32": "uint32", "float64": "uint64"}
warnings.simplefilter("ignore")


@pytest.fixture
def rng(request):
    print(f"NP2GPU_PRINT_SEED={SEED}")
    with np.errstate(all="ignore"):
        yield np.random.default_rng([SEED, len(request.node.name), *request.node.name.encode()])


@pytest.fixture(autouse=True)
def default_options():
    yield
    np.set_printoptions(precision=8, threshold=1000, edgeitems=3, linewidth=75, suppress=False, nanstr="nan",
                        infstr="inf", sign="-", floatmode="maxprec")
    native.set_printoptions(precision=8, threshold=1000, edgeitems=3, linewidth=75, suppress=False, nanstr="nan",
                            infstr="inf", sign="-", floatmode="maxprec")


def random_floats(rng, size, dtype):
    """Numbers of one of many kinds, some of them special."""
    kind = rng.integers(9)
    if kind == 0:
        values = rng.integers(-10, 10, size).astype(float)
    elif kind == 1:
        values = np.round(rng.normal(size=size) * 10.0 ** rng.integers(-2, 6), rng.integers(0, 6))
    elif kind == 2:
        values = rng.normal(size=size)
    elif kind == 3:
        values = rng.normal(size=size) * 10.0 ** rng.uniform(-6, 10)
    elif kind == 4:
        values = rng.normal(size=size) * 10.0 ** rng.uniform(-5, 9, size)
    elif kind == 5:
        bits = rng.integers(0, 2**64, size, dtype="uint64").astype(UNSIGNED[dtype])
        values = np.asarray(bits).view(dtype)
    elif kind == 6:
        values = 2.0 ** rng.integers(-30, 30, size)
    elif kind == 7:
        values = rng.choice([0.0001, 0.00009999, 1e8, 99999999.5, 1e6, 999999.5, 1000.0, 999.9, 0.1, 100.1, 1.0, 0.5], size)
    else:
        values = rng.choice([0.0, -0.0, 1.0], size)
    values = np.asarray(values).astype(dtype)
    if rng.random() < 0.25 and np.size(values):
        values = np.where(rng.random(size) < 0.2, rng.choice(np.array([np.nan, np.inf, -np.inf, -np.nan, -0.0], dtype), size),
                          values)
    return np.asarray(values, dtype)


def random_values(rng, size, dtype):
    if dtype == "bool":
        return rng.random(size) < rng.random()
    if dtype.startswith("complex"):
        part = "float32" if dtype == "complex64" else "float64"
        values = np.empty(size, dtype)
        values.real, values.imag = random_floats(rng, size, part), random_floats(rng, size, part)
        return values
    if dtype.startswith("float"):
        return random_floats(rng, size, dtype)
    info = np.iinfo(dtype)
    high = min(info.max, 10 ** int(rng.integers(1, 20)))
    low = max(info.min, -high) if rng.random() < 0.6 else 0
    return rng.integers(low, high, size, dtype=dtype, endpoint=True)


def random_array(rng, most=160):
    """Any dtype, 0 to 4 axes, any strides."""
    dtype = str(rng.choice(native.DTYPES))
    shape = []
    for _ in range(rng.integers(0, 5)):
        shape.append(int(rng.integers(0 if rng.random() < 0.15 else 1, max(2, int(most / max(np.prod(shape), 1)) ** 0.7 + 2))))
    array = np.asarray(random_values(rng, tuple(shape), dtype))
    if array.ndim and rng.random() < 0.5:
        array = array.transpose(rng.permutation(array.ndim))
        array = array[tuple(slice(None, None, int(rng.choice([1, 1, -1, 2]))) for _ in array.shape)]
    if array.ndim and rng.random() < 0.05:
        array = np.broadcast_to(array, (3,) + array.shape) if array.ndim < 4 else array
    return array


def random_options(rng):
    def maybe(chance, value):
        return value if rng.random() < chance else None

    return dict(precision=maybe(0.5, int(rng.integers(0, 20))),
                threshold=maybe(0.5, rng.choice([0, 4, 20, 100, 1000, np.inf]).item()),
                edgeitems=maybe(0.4, int(rng.integers(0, 5))),
                linewidth=maybe(0.5, int(rng.integers(5, 120)) if rng.random() < 0.9 else 10**18),
                suppress=maybe(0.4, bool(rng.integers(2))),
                sign=maybe(0.4, str(rng.choice(["-", "+", " "]))),
                floatmode=maybe(0.5, str(rng.choice(["fixed", "unique", "maxprec", "maxprec_equal"]))),
                nanstr=maybe(0.15, str(rng.choice(["nan", "NaN!", "?", "not a number", "ñ"]))),
                infstr=maybe(0.15, str(rng.choice(["inf", "Infinity", "∞", ""]))))


def check(expected, got, *about):
    assert got == expected, about


def test_default_options(rng):
    for _ in range(30 * COUNT):
        array = random_array(rng)
        check(str(array), native.array_text(lib.np_str_array, array), array.dtype, array.tolist())
        check(repr(array), native.array_text(lib.np_repr_array, array), array.dtype, array.tolist())


def test_set_printoptions(rng):
    for _ in range(50 * COUNT):
        array, given = random_array(rng), random_options(rng)
        with np.printoptions(**given):
            expected = outcome(str, array), outcome(repr, array)
        lib.np_push_printoptions()
        native.set_printoptions(**given)
        got = outcome(native.array_text, lib.np_str_array, array), outcome(native.array_text, lib.np_repr_array, array)
        lib.np_pop_printoptions()
        check(expected, got, given, array.dtype, array.tolist())


def test_array2string(rng):
    for _ in range(25 * COUNT):
        array, given = random_array(rng), random_options(rng)
        del given["nanstr"], given["infstr"]
        given["max_line_width"], given["suppress_small"] = given.pop("linewidth"), given.pop("suppress")
        given.update(separator=str(rng.choice([" ", ", ", ",", "; ", "", "·", "\t"])), prefix=str(rng.choice(["", "x = ", "é"])),
                     suffix=str(rng.choice(["", ")", "zzz"])))
        check(outcome(np.array2string, array, **given), outcome(native.array2string, array, **given), given,
              array.dtype, array.tolist())
        four = {key: given[key] for key in ("max_line_width", "precision", "suppress_small")}
        check(outcome(np.array_repr, array, **four), outcome(native.array_repr, array, **four), four, array)
        check(outcome(np.array_str, array, **four), outcome(native.array_str, array, **four), four, array)


def test_large_arrays(rng):
    for _ in range(2 * COUNT):
        shape = [(1000,), (1001,), (2, 501), (1001, 1), (7, 150), (1, 1, 1200), (3, 4, 5, 20), (101, 2, 7), (8, 9, 10, 11)]
        shape = shape[rng.integers(len(shape))]
        array = np.asarray(random_values(rng, shape, str(rng.choice(native.DTYPES))))
        check(str(array), native.array_text(lib.np_str_array, array), array.dtype, shape)
        check(repr(array), native.array_text(lib.np_repr_array, array), array.dtype, shape)


def test_formatters(rng):
    functions = [lambda x: f"<{x}>", lambda x: "%.2f" % abs(x), lambda x: "é", repr,
                 lambda x: "one\ntwo rows" if x == 0 else "1\n22", lambda x: "a\n" * (int(abs(x) * 7) % 4)
                 if abs(x) < 9 else "x"]
    keys = ["bool", "int", "float", "complexfloat", "int_kind", "float_kind", "complex_kind", "all", "str", "nonsense"]
    for _ in range(10 * COUNT):
        array = random_array(rng, 60)
        chosen = {str(key): functions[rng.integers(len(functions))] for key in rng.choice(keys, rng.integers(0, 4))}
        given = random_options(rng)
        with np.printoptions(formatter=chosen, **given):
            expected = (outcome(str, array), outcome(repr, array),
                        outcome(np.array2string, array, formatter={"int": functions[0]}))
        lib.np_push_printoptions()
        native.set_printoptions(formatter=chosen, **given)
        got = (outcome(native.array_text, lib.np_str_array, array), outcome(native.array_text, lib.np_repr_array, array),
               outcome(native.array2string, array, formatter={"int": functions[0]}))
        native.set_printoptions()
        after = native.Options()
        lib.np_get_printoptions(ctypes.byref(after))
        assert after.formatter_count == 0
        lib.np_pop_printoptions()
        check(expected, got, chosen, given, array.dtype, array.tolist())


def test_option_errors():
    array = np.array([1.5, np.nan])
    for given in [dict(floatmode="x"), dict(sign="x"), dict(sign=""), dict(precision=1.5), dict(threshold="a"),
                  dict(threshold=np.nan), dict(threshold=np.nan, precision=1.5), dict(sign="x", floatmode="y"),
                  dict(precision=-1), dict(precision=-1, floatmode="unique")]:
        check(outcome(np.array2string, array, **given), outcome(native.array2string, array, **given), given)
        check(outcome(np.set_printoptions, **given), outcome(native.set_printoptions, **given), given)
        for value in [array, np.array(1.5), np.array([]), np.array([1]), np.array([1j]), np.array(2)]:
            check(outcome(str, value), outcome(native.array_text, lib.np_str_array, value), given, value)
            check(outcome(repr, value), outcome(native.array_text, lib.np_repr_array, value), given, value)


def test_options_stack():
    def current():
        result = native.Options()
        lib.np_get_printoptions(ctypes.byref(result))
        return {name: (value.decode() if isinstance(value := getattr(result, name), bytes) else value)
                for name in native.OPTION_BITS if name != "formatter"}

    def expected():
        return {key: value for key, value in np.get_printoptions().items() if key in native.OPTION_BITS and key != "formatter"}

    check(expected(), current())
    lib.np_push_printoptions()
    with np.printoptions(precision=3, sign="+", nanstr="a long text that no string keeps inside itself"):
        native.set_printoptions(precision=3, sign="+", nanstr="a long text that no string keeps inside itself")
        lib.np_push_printoptions()
        native.set_printoptions(threshold=7, floatmode="fixed")
        with np.printoptions(threshold=7, floatmode="fixed"):
            check(expected(), current())
        lib.np_pop_printoptions()
        check(expected(), current())
    lib.np_pop_printoptions()
    check(expected(), current())


def scalars(rng, dtype, count):
    values = [random_values(rng, 40, dtype) for _ in range(count // 40)]
    return np.concatenate(values)


@pytest.mark.parametrize("dtype", native.DTYPES)
def test_scalars(rng, dtype):
    for value in scalars(rng, dtype, 20 * COUNT):
        check(str(value), native.text(lib.np_str_scalar, *native.element(value)), repr(value))
        check(repr(value), native.text(lib.np_repr_scalar, *native.element(value)), repr(value))


def test_every_float16():
    for value in np.arange(2**16, dtype="uint16").view("float16"):
        check(str(value), native.text(lib.np_str_scalar, *native.element(value)), repr(value))


def test_python_scalars(rng):
    for value in scalars(rng, "float64", 50 * COUNT).tolist():
        check(repr(value), native.text(lib.np_repr_float, native.F64(value)))
    for value in scalars(rng, "complex128", 50 * COUNT).tolist():
        check(repr(value), native.text(lib.np_repr_complex, native.F64(value.real), native.F64(value.imag)))
    for value in scalars(rng, "int64", 10 * COUNT).tolist() + [2**63 - 1, -2**63]:
        check(repr(value), native.text(lib.np_repr_int, native.I64(value)))
        value = value * 3**37 // 7
        check(repr(value), native.text(lib.np_repr_int128, *native.words(value)))
    for value in [2**127 - 1, -2**127, 2**64, -2**64, 0, -1]:
        check(repr(value), native.text(lib.np_repr_int128, *native.words(value)))
    for value in (True, False):
        check(repr(value), native.text(lib.np_repr_bool, value))


def test_format_float_functions(rng):
    for _ in range(40 * COUNT):
        dtype = str(rng.choice(FLOATS))
        value = random_floats(rng, (), dtype)[()]
        if not np.isfinite(value):
            continue
        unique = bool(rng.integers(4))
        precision = int(rng.integers(0, 25)) if not unique or rng.random() < 0.5 else -1
        minimum = int(rng.integers(0, 12)) if unique and rng.random() < 0.4 else -1
        if 0 <= precision < minimum:
            precision = minimum
        trim, sign = str(rng.choice(list("k.0-"))), bool(rng.integers(2))
        left, last = int(rng.integers(0, 12)), int(rng.integers(0, 12))
        about = dict(precision=None if precision < 0 else precision, unique=unique, trim=trim, sign=sign,
                     min_digits=None if minimum < 0 else minimum)
        shared = [native.F64(value), native.DTYPES.index(dtype), native.I64(precision), native.I64(minimum), unique,
                  ctypes.c_char(trim.encode()), ctypes.c_char(b"+" if sign else b"\0"), native.I64(left)]
        check(np.format_float_positional(value, pad_left=left or None, pad_right=last or None, **about),
              native.text(lib.np_digits_positional, *shared, native.I64(last)), value, dtype, about)
        check(np.format_float_scientific(value, pad_left=left or None, exp_digits=last or None, **about),
              native.text(lib.np_digits_scientific, *shared, native.I64(last)), value, dtype, about)
