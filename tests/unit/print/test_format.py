"""Format specs and %-formatting with random specs and values, against the Python that runs the test: the same text or
the same exception with the same message. NP2GPU_PRINT_SEED and NP2GPU_PRINT_COUNT as in test_print.py.
"""

import os
import warnings

import numpy as np
import pytest

import native
from native import outcome
from test_print import COUNT, SEED, check, random_values

warnings.simplefilter("ignore")
TYPES = list("bcdeEfFgGnosxX%") + ["", "", "", "r", "z", "ß", "\x01"]


@pytest.fixture
def rng(request):
    print(f"NP2GPU_PRINT_SEED={SEED}")
    with np.errstate(all="ignore"):
        yield np.random.default_rng([SEED, *request.node.name.encode()])


def pick(rng, choices):
    return choices[rng.integers(len(choices))]


def random_spec(rng):
    def maybe(chance, choices):
        return pick(rng, choices) if rng.random() < chance else ""

    if rng.random() < 0.03:
        return "".join(pick(rng, list("<>=^+- z#0123,_.dfgxs!é")) for _ in range(rng.integers(0, 7)))
    align = maybe(0.4, list("<>=^"))
    fill = maybe(0.4, list("*0x é∞{")) if align else ""
    width = maybe(0.6, ["0", "1", "5", "8", "12", "20", "33", "٣", "99999999999999999999999"][: 8 + (rng.random() < 0.02)])
    precision = maybe(0.45, [".0", ".1", ".2", ".3", ".5", ".10", ".20", ".60", ".", ".2147483648"][: 8 + 2 * (rng.random() < 0.03)])
    return (fill + align + maybe(0.3, list("+- ")) + maybe(0.08, "z") + maybe(0.2, "#") + maybe(0.25, "0") + width
            + maybe(0.25, [",", "_", "_", ",", ",_", "_,"][: 4 + 2 * (rng.random() < 0.05)]) + precision + pick(rng, TYPES))


def random_float(rng):
    kind = rng.integers(8)
    if kind == 0:
        return float(rng.integers(-1000, 1000))
    if kind == 1:
        return round(float(rng.normal() * 10.0 ** rng.integers(-3, 8)), int(rng.integers(0, 5)))
    if kind == 2:
        return float(np.uint64(rng.integers(0, 2**64, dtype="uint64")).view("float64"))
    if kind == 3:
        return pick(rng, [0.0, -0.0, float("inf"), -float("inf"), float("nan"), 0.5, 1.5, 2.5, 1e16, 1e15, 9999995.0, 0.0001,
                          0.00001, 5e-324, 1.7976931348623157e308, 0.125, -0.0004, 999999.5, 1e22, 1e23])
    if kind == 4:
        return float(rng.integers(-2**40, 2**40)) * 2.0 ** int(rng.integers(-60, 30))
    return float(rng.normal() * 10.0 ** rng.uniform(-8, 20))


def random_int(rng):
    if rng.random() < 0.2:
        return pick(rng, [0, 1, -1, 65, 0x10FFFF, 0x110000, 0xE9, 2**63, -2**63, 2**64, 2**127 - 1, -2**127, 999, 1000, -1000])
    return int(rng.integers(-2**62, 2**62)) * 2**64 // 10 ** int(rng.integers(0, 38))


def random_text(rng):
    return "".join(pick(rng, list("abc XYZ'\"\\\n\té∞\x00\x7f\xa0\u200b\ud800😀")) for _ in range(rng.integers(0, 9)))


def random_value(rng):
    kind = rng.integers(12)
    if kind < 4:
        return random_float(rng)
    if kind < 6:
        return random_int(rng)
    if kind == 6:
        return bool(rng.integers(2))
    if kind == 7:
        return complex(pick(rng, [0.0, -0.0, random_float(rng)]), random_float(rng))
    if kind == 8:
        return random_text(rng)
    if kind == 9:
        return pick(rng, [None, [1, 2.5], {"a": 1}, (1, 2)])
    array = np.asarray(random_values(rng, pick(rng, [(), (), (2,), (1,), (1, 2)]), pick(rng, native.DTYPES)))
    return array if kind == 10 else array.flat[0]


def readable(value):
    return repr(value), type(value)


def test_format(rng):
    for _ in range(400 * COUNT):
        value, spec = random_value(rng), random_spec(rng)
        check(outcome(format, value, spec), outcome(native.format_, value, spec), readable(value), spec)


def test_format_numbers(rng):
    """Specs that are mostly right, for the kinds of values that scripts print."""
    for _ in range(300 * COUNT):
        value = random_float(rng) if rng.random() < 0.7 else random_int(rng)
        types = list("eEfFgGn%") + [""] if isinstance(value, float) else list("dxXobn") + ["", "f", "g", "e"]
        spec = (pick(rng, ["", "", "<", ">", "^", "=", "*^"]) + pick(rng, ["", "", "+", " ", "-"]) + pick(rng, ["", "", "z", "#"])
                + pick(rng, ["", "0"]) + pick(rng, ["", "1", "6", "10", "16", "30"]) + pick(rng, ["", "", ",", "_"])
                + (pick(rng, ["", ".0", ".1", ".2", ".4", ".8", ".17", ".40", ".400"]) if isinstance(value, float) else "")
                + pick(rng, types))
        check(outcome(format, value, spec), outcome(native.format_, value, spec), readable(value), spec)


def test_empty_spec(rng):
    for _ in range(30 * COUNT):
        value = random_value(rng)
        check(format(value, ""), native.format_(value, ""), readable(value))


def random_conversion(rng):
    return ("%" + "".join(pick(rng, list("-+ #0")) for _ in range(pick(rng, [0, 0, 1, 1, 2, 3])))
            + pick(rng, ["", "", "", "1", "5", "12", "25"]) + pick(rng, ["", "", "", ".", ".0", ".1", ".3", ".8", ".20"])
            + pick(rng, ["", "", "", "l", "h", "L"]) + pick(rng, list("diuoxXeEfFgGcsra")))


def test_percent(rng):
    for _ in range(400 * COUNT):
        value, pattern = random_value(rng), random_conversion(rng)
        if isinstance(value, dict):
            continue
        check(outcome(lambda: pattern % (value,)), outcome(native.percent, pattern, (value,)), readable(value), pattern)


def test_percent_patterns(rng):
    cases = [("%%", ()), ("100%% of %d", (3,)), ("%*d|%-*d", (5, 1, 5, 2)), ("%*d", (-7, 3)), ("%.*f", (2, 1.239)),
             ("%.*f", (-2, 1.25)), ("%0*.*e", (14, 3, -1.5)), ("%y", (1,)), ("é%ü", (1,)), ("%\x01", (1,)), ("%5%", (1,)),
             ("%", (1,)), ("%5", (1,)), ("%5.", (1,)), ("%l", (1,)), ("%lld", (1,)), ("%.-5d", (1,)), ("%-", (1,)),
             ("%99999999999999999999d", (1,)), ("%.99999999999d", (1,)), ("%.*f", (2**31, 1.0)), ("%5c|%-5c|%05c", ("é", 65, "c")),
             ("%c", ("ab",)), ("%c", ("",)), ("%c", (1.5,)), ("%c", (-1,)), ("%c", (0x110000,)), ("%d", (1e30,)),
             ("%d", (float("nan"),)), ("%d", (-float("inf"),)), ("%d", (-0.5,)), ("%x", (True,)), ("%d", (np.complex64(5),)),
             ("%f", (np.array(2 + 1j),)), ("%d", (np.array(2 + 1j),)), ("%f", (np.array([1.0]),)), ("%d", (np.array([1]),)),
             ("%x", (np.array(5),)), ("%x", (np.array(5.0),)), ("%c", (np.array(65),)), ("%x", (np.True_,)), ("%d", (np.True_,)),
             ("%s and %r", (np.float64(2), np.float64(2))), ("%s", (np.float32(0.1),)), ("%.3s|%.3r|%.3a", ("éàü", "éàü", "éàü"))]
    for pattern, arguments in cases:
        check(outcome(lambda: pattern % arguments), outcome(native.percent, pattern, arguments), pattern, arguments)


def test_percent_keys():
    for pattern, key in [("%(name)5d", "name"), ("x%()d", ""), ("%(a(b)c)-5d", "a(b)c"), ("%(é)d", "é")]:
        data, size = native.utf8(pattern)
        at, form = native.I64(data.index(b"%")), native.Percent()
        assert native.lib.np_percent_parse(data, size, native.ctypes.byref(at), native.ctypes.byref(form)) == 0
        assert data[form.key:form.key + form.key_size].decode() == key and at.value == size.value
    data, size = native.utf8("%(a")
    status = native.lib.np_percent_parse(data, size, native.ctypes.byref(native.I64(0)), native.ctypes.byref(native.Percent()))
    assert str(native.failure(status)) == "incomplete format key"
