"""round, int and float of numbers and of text, and the repr of text, against the Python that runs the test.

NP2GPU_PRINT_SEED and NP2GPU_PRINT_COUNT as in test_print.py.
"""

import ctypes
import math
import sys

import numpy as np
import pytest

import native
from native import lib, outcome
from test_format import pick, random_float, random_int, random_text
from test_print import COUNT, SEED, check

LIMIT = 2**127
SPACES = ["", "", "", " ", "\t", "\n", "\x0b", "\x1c", "\u2003", "\xa0"]


@pytest.fixture
def rng(request):
    print(f"NP2GPU_PRINT_SEED={SEED}")
    return np.random.default_rng([SEED, *request.node.name.encode()])


def number(function, result, *arguments):
    if status := function(*arguments, *(ctypes.byref(part) for part in result)):
        raise native.failure(status)
    return result[0].value if len(result) == 1 else native.joined(*result)


def native_round(value, digits):
    return number(lib.np_py_round, [native.F64()], native.F64(value), native.I64(digits))


def native_int(function, value):
    return number(function, [native.I64(), native.U64()], native.F64(value))


def native_parse_int(text, base):
    return number(lib.np_parse_int, [native.I64(), native.U64()], *native.utf8(text), base)


def native_parse_float(text):
    return number(lib.np_parse_float, [native.F64()], *native.utf8(text))


def same_int(expected, got, *about):
    if isinstance(expected, int) and not -LIMIT <= expected < LIMIT:
        expected = ("OverflowError", "integers of more than 128 bits are not supported")
    check(expected, got, *about)


def hex_of(value):
    return value.hex() if isinstance(value, float) else value


def test_round(rng):
    for _ in range(300 * COUNT):
        value = random_float(rng)
        if rng.random() < 0.4:
            value = (int(rng.integers(-10**6, 10**6)) + 0.5) * 10.0 ** int(rng.integers(-6, 12))
        digits = int(rng.integers(-12, 18)) if rng.random() < 0.9 else int(rng.integers(-330, 340))
        check(hex_of(outcome(round, value, digits)), hex_of(outcome(native_round, value, digits)), value, digits)
        same_int(outcome(round, value), outcome(native_int, lib.np_py_round_int, value), value)
        same_int(outcome(int, value), outcome(native_int, lib.np_py_trunc_int, value), value)
    for value in (1.7976931348623157e308, -1.5e308, 5e-324, 0.5, 1.5, 2.5, -0.5, 0.49999999999999994, 2.0**52 + 0.5):
        for digits in (-400, -309, -308, -307, -1, 0, 1, 323, 324, 2**40):
            check(hex_of(outcome(round, value, digits)), hex_of(outcome(native_round, value, digits)), value, digits)
        same_int(outcome(round, value), outcome(native_int, lib.np_py_round_int, value), value)
    for value in (2.0**127, -(2.0**127), 2.0**127 * (1 - 2**-53), math.inf, math.nan, 1e300):
        same_int(outcome(int, value), outcome(native_int, lib.np_py_trunc_int, value), value)


def random_number_text(rng):
    body = pick(rng, ["", "0", "1", "12", "1_000", "007", "1__0", "_1", "1_", "٣٤", "12345678901234567890", "9" * 60, "0" * 5,
                      repr(random_int(rng)), repr(random_float(rng)), "ff", "0xff", "0b101", "0o17", "0x_f", "0X1F", "0b", "zz",
                      "0_7", "inf", "Infinity", "NaN", "infinit", "١.٥", "0x1p3", "1e", "e5", ".", ".5", "5.", "1._5", "1_.5",
                      "1e5", "1E+400", "1e-400", "2.5e-324", "1.7976931348623159e308", "4.9e-324", "1e+_5", "1e1_0", "é", "\x00",
                      "1\x00", "1 2", "--1", "+-1", "9007199254740993", "0." + "0" * 400 + "1e401", "1" + "0" * 400 + "e-400",
                      "1e99999999999999999999", "1e-99999999999999999999", "0e99999999999999999999", "'", "\"'"])
    if rng.random() < 0.15:
        body = "".join(pick(rng, list("0123456789._eE+-xabf ")) for _ in range(rng.integers(0, 8)))
    return pick(rng, SPACES) + pick(rng, ["", "", "", "+", "-", "- "]) + body + pick(rng, SPACES)


def test_parse(rng):
    for _ in range(300 * COUNT):
        text = random_number_text(rng)
        check(hex_of(outcome(float, text)), hex_of(outcome(native_parse_float, text)), text)
        base = pick(rng, [10, 10, 10, 0, 2, 8, 16, 36, 3, 7, 1, 37, -1])
        same_int(outcome(int, text, base), outcome(native_parse_int, text, base), text, base)


def test_parse_limits():
    for text in ("1" * 4300, "1" * 4301, "0" * 4301, "é" * 300, "'" * 300):
        same_int(outcome(int, text), outcome(native_parse_int, text, 10), len(text))
    for value in (LIMIT - 1, LIMIT, -LIMIT, -LIMIT - 1):
        for base, text in ((10, str(value)), (16, hex(value)), (0, hex(value)), (2, bin(value))):
            same_int(value, outcome(native_parse_int, text, base), text, base)


def test_parse_decimals(rng):
    for _ in range(100 * COUNT):
        value = random_float(rng)
        text = pick(rng, ["%r", "%.17e", "%.25e", "%.3f", "%.40f", "%g"]) % value
        check(hex_of(float(text)), hex_of(native_parse_float(text)), text)


def test_repr_of_text(rng):
    def both(text):
        check(repr(text), native.text(lib.np_repr_str, *native.utf8(text)), text.encode("utf-8", "surrogatepass"))
        check(ascii(text), native.text(lib.np_ascii_str, *native.utf8(text)), text.encode("utf-8", "surrogatepass"))

    for _ in range(50 * COUNT):
        both(random_text(rng))
    known = [(0, 0x323B0), (0xE0000, 0xE0200), (0xEFF00, 0xF0100), (0x10FF00, 0x110000)]
    for first, last in known if sys.version_info < (3, 12) else [(0, 0x1C00)]:  # newer Pythons know more characters
        for start in range(first, last, 256):
            both("".join(map(chr, range(start, min(start + 256, last)))))
