"""Per-element functions of runtime/device against NumPy: every dtype, special values and random ones.

Exact where the contract says "the same bits" (NaN equals NaN; for `maximum` and friends a zero equals a zero of the
other sign, since NumPy's own depends on the position). Elementary functions are held to 2 ulp of the exact value,
which long doubles give, and to NumPy's special values.
"""

import numpy as np
import pytest
from loops import Loops

BOOL, SIGNED, UNSIGNED, FLOATS, COMPLEX = "?", "bhil", "BHIL", "efd", "FD"
INTS = SIGNED + UNSIGNED
ALL = BOOL + INTS + FLOATS + COMPLEX

pytestmark = pytest.mark.filterwarnings("ignore")
np.seterr(all="ignore")

# (NumPy's name, C++ expression, dtypes). The result's dtype is what NumPy says.
UNARY = [
    ("negative", "np::negative(x)", INTS + FLOATS + COMPLEX),
    ("positive", "np::positive(x)", INTS + FLOATS + COMPLEX),
    ("absolute", "np::absolute(x)", BOOL + INTS + FLOATS),
    ("sign", "np::sign(x)", INTS + FLOATS),
    ("square", "np::square(x)", INTS + FLOATS + COMPLEX),
    ("reciprocal", "np::reciprocal(x)", INTS + FLOATS + COMPLEX),
    ("conjugate", "np::conjugate(x)", INTS + FLOATS + COMPLEX),
    ("invert", "np::invert(x)", BOOL + INTS),
    ("bitwise_count", "np::u8(np::bitwise_count(x))", INTS),
    ("logical_not", "np::logical_not(x)", ALL),
    ("isnan", "np::isnan(x)", ALL),
    ("isinf", "np::isinf(x)", ALL),
    ("isfinite", "np::isfinite(x)", ALL),
    ("signbit", "np::signbit(x)", FLOATS),
    ("floor", "np::floor(x)", BOOL + INTS + FLOATS),
    ("ceil", "np::ceil(x)", BOOL + INTS + FLOATS),
    ("trunc", "np::trunc(x)", BOOL + INTS + FLOATS),
    ("fix", "np::fix(x)", FLOATS),
    ("rint", "np::rint(x)", FLOATS + COMPLEX),
    ("sqrt", "np::sqrt(x)", FLOATS),
    ("fabs", "np::fabs(x)", FLOATS),
    ("spacing", "np::spacing(x)", FLOATS),
    ("deg2rad", "np::deg2rad(x)", FLOATS),
    ("rad2deg", "np::rad2deg(x)", FLOATS),
    ("real", "np::real(x)", INTS + FLOATS + COMPLEX),
    ("imag", "np::imag(x)", INTS + FLOATS + COMPLEX),
]
BINARY = [
    ("add", "np::add(x, y)", ALL),
    ("subtract", "np::subtract(x, y)", INTS + FLOATS + COMPLEX),
    ("multiply", "np::multiply(x, y)", ALL),
    ("true_divide", "np::true_divide(x, y)", ALL),
    ("floor_divide", "np::floor_divide(x, y)", BOOL + INTS + FLOATS),
    ("remainder", "np::remainder(x, y)", BOOL + INTS + FLOATS),
    ("fmod", "np::fmod(x, y)", BOOL + INTS + FLOATS),
    ("left_shift", "np::left_shift(x, y)", BOOL + INTS),
    ("right_shift", "np::right_shift(x, y)", BOOL + INTS),
    ("bitwise_and", "np::bitwise_and(x, y)", BOOL + INTS),
    ("bitwise_or", "np::bitwise_or(x, y)", BOOL + INTS),
    ("bitwise_xor", "np::bitwise_xor(x, y)", BOOL + INTS),
    ("logical_and", "np::logical_and(x, y)", ALL),
    ("logical_or", "np::logical_or(x, y)", ALL),
    ("logical_xor", "np::logical_xor(x, y)", ALL),
    ("equal", "np::equal(x, y)", ALL),
    ("not_equal", "np::not_equal(x, y)", ALL),
    ("less", "np::less(x, y)", ALL),
    ("less_equal", "np::less_equal(x, y)", ALL),
    ("greater", "np::greater(x, y)", ALL),
    ("greater_equal", "np::greater_equal(x, y)", ALL),
    ("maximum", "np::maximum(x, y)", ALL),
    ("minimum", "np::minimum(x, y)", ALL),
    ("fmax", "np::fmax(x, y)", ALL),
    ("fmin", "np::fmin(x, y)", ALL),
    ("gcd", "np::gcd(x, y)", INTS),
    ("lcm", "np::lcm(x, y)", INTS),
    ("copysign", "np::copysign(x, y)", FLOATS),
    ("nextafter", "np::nextafter(x, y)", FLOATS),
    ("heaviside", "np::heaviside(x, y)", FLOATS),
]
EITHER_ZERO = {"maximum", "minimum", "fmax", "fmin", "clip"}
MIXED = ["equal", "not_equal", "less", "less_equal", "greater", "greater_equal"]
ELEMENTARY = (
    "exp exp2 expm1 log log2 log10 log1p sin cos tan sinh cosh tanh arcsin arccos arctan arcsinh arccosh arctanh cbrt"
).split()
ELEMENTARY_BINARY = ["hypot", "arctan2", "power"]
COMPLEX_ELEMENTARY = (
    "sqrt exp exp2 expm1 log log2 log10 log1p sin cos tan sinh cosh tanh arcsin arccos arctan arcsinh arccosh arctanh"
).split()


def rng(seed=0):
    return np.random.default_rng(seed)


def specials(dtype):
    kind = np.dtype(dtype).kind
    if kind == "b":
        return np.array([False, True])
    if kind in "iu":
        info = np.iinfo(dtype)
        near = [0, 1, 2, 3, 5, 7, 8, 15, 16, 31, 32, 63, 64, 100, info.max, info.max - 1, info.max // 2]
        if kind == "i":
            near += [-1, -2, -3, -7, -64, info.min, info.min + 1, info.min // 2]
        return np.array(near).astype(dtype)
    if kind == "f":
        info = np.finfo(dtype)
        some = [0, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 3.5, 7, 10, 100, 255.5, info.max, info.tiny, info.eps]
        some += [info.smallest_subnormal, info.smallest_subnormal * 3, info.tiny / 2, np.inf, np.pi, 1 - info.eps]
        values = np.array(some, dtype)
        return np.concatenate([values, -values, np.array([np.nan], dtype)])
    part = np.array([0.0, -0.0, 1, -1, 0.5, -2, 3, 1e30, 1e-30, np.inf, -np.inf, np.nan], np.dtype(dtype).char.lower())
    return np.array([complex(a, b) for a in part for b in part], dtype)


def values(dtype, n=3000, seed=0):
    """Special values and random ones: small, and of every bit pattern."""
    random, kind, size = rng(seed), np.dtype(dtype).kind, np.dtype(dtype).itemsize
    if kind == "b":
        return random.integers(0, 2, n).astype(bool)
    words = random.integers(0, 256, n * size, dtype=np.uint8)
    if kind in "iu":
        small = random.integers(0 if kind == "u" else -20, 20, n).astype(dtype)
        return np.concatenate([specials(dtype), small, words.view(dtype)])
    if kind == "f":
        small = np.concatenate([random.normal(size=n) * 3, random.integers(-40, 40, n) / 4]).astype(dtype)
        return np.concatenate([specials(dtype), small, words.view(dtype)])
    small = (random.normal(size=n) * 3 + 1j * random.normal(size=n) * 3).astype(dtype)
    return np.concatenate([specials(dtype), small])


def pairs(dtype):
    """Every two special values, and random pairs."""
    s, v = specials(dtype), values(dtype)
    x, y = (a.ravel() for a in np.meshgrid(s, s))
    return np.concatenate([x, v, v]), np.concatenate([y, rng(1).permutation(v), v])


def same(got, want, zeros=True):
    """Element by element the same bits, but for the bits of NaN and, unless `zeros`, the signs of zeros."""
    assert got.dtype == want.dtype and got.shape == want.shape
    if got.dtype.kind == "c":
        return same(got.real, want.real, zeros) & same(got.imag, want.imag, zeros)
    if got.dtype.kind != "f":
        return got == want
    ok = (got == want) & ((np.signbit(got) == np.signbit(want)) | (not zeros))
    return ok | (np.isnan(got) & np.isnan(want))


def check(name, got, want, inputs, ok):
    wrong = np.flatnonzero(~ok)
    shown = [(*(a[i] for a in inputs), got[i], want[i]) for i in wrong[:8]]
    assert not wrong.size, f"{name}: {wrong.size} of {got.size} differ (inputs, got, NumPy): {shown}"


def numpy_function(name):
    return getattr(np, name)


@pytest.fixture(scope="module")
def loops():
    made = Loops()

    def result_of(name, *chars):
        out = numpy_function(name)(*[np.ones(1, c) for c in chars])
        return {"q": "l", "Q": "L"}.get(out.dtype.char, out.dtype.char)

    for name, expression, chars in UNARY:
        for c in chars:
            made.add(name, expression, c, result_of(name, c))
    for name, expression, chars in BINARY:
        for c in chars:
            made.add(name, expression, c + c, result_of(name, c, c))
    for name in MIXED:
        for chars in ("lL", "Ll"):
            made.add(name, f"np::{name}(x, y)", chars, "?")
    for name in ELEMENTARY:
        for c in FLOATS:
            made.add(name, f"np::{name}(x)", c, c)
    for name in ELEMENTARY_BINARY + ["logaddexp", "logaddexp2"]:
        for c in FLOATS:
            made.add(name, f"np::{name}(x, y)", c + c, c)
    for c in INTS + COMPLEX:
        made.add("power", "np::power(x, y)", c + c, c)
    made.add("power", "np::power(x, y)", "??", "b")
    for name in COMPLEX_ELEMENTARY:
        for c in COMPLEX:
            made.add(name, f"np::{name}(x)", c, c)
    for c in COMPLEX:
        made.add("absolute", "np::absolute(x)", c, c.lower())
        made.add("angle", "np::angle(x)", c, c.lower())
        made.add("sign", "np::sign(x)", c, c)
    for c in FLOATS:
        made.add("sinc", "np::sinc(x)", c, c)
        made.add("ldexp", "np::ldexp(x, y)", c + "i", c)
        made.add("frexp_first", "np::frexp(x).first", c, c)
        made.add("frexp_second", "np::frexp(x).second", c, "i")
        made.add("modf_first", "np::modf(x).first", c, c)
        made.add("modf_second", "np::modf(x).second", c, c)
    for c in FLOATS + INTS:
        made.add("divmod_first", "np::divmod(x, y).first", c + c, c)
        made.add("divmod_second", "np::divmod(x, y).second", c + c, c)
        made.add("clip", "np::clip(x, y, z)", c * 3, c)
    for c in FLOATS + INTS + COMPLEX:
        made.add("round", "np::round(x, y)", c + "l", c)
    for source in ALL:
        for target in ALL:
            made.add(f"cast_{target}".replace("?", "bool"), f"np::cast<{__import__('loops').cpp(target)}>(x)", source, target)
    return made.build()


@pytest.mark.parametrize("name,chars", [(name, chars) for name, _, chars in UNARY])
def test_unary_exact(loops, name, chars):
    for c in chars:
        x = values(c)
        want = np.array(numpy_function(name)(x))
        got = loops.call(name, x, output=want.dtype)
        ok = same(got, want)
        if name == "square" and c in COMPLEX:
            ok = same_product(got, want)
        check(f"{name} {c}", got, want, [x], ok)


def close_complex(got, want, ulps):
    """Each part within some ulps of the larger part; special values the same."""
    return close(got.real, want.real, ulps, np.maximum(abs(got.real), abs(got.imag))) & close(
        got.imag, want.imag, ulps, np.maximum(abs(got.real), abs(got.imag))
    )


def same_product(got, want):
    """NumPy's own complex products differ by the processor: fused operations round less, and overflow less."""
    return close_complex(got, want, 1) | ~(np.isfinite(got) & np.isfinite(want))


def close(got, want, ulps, size=None):
    """Within `ulps` of the last place of `size` (of `want` by default), or the same special value, zeros' signs included."""
    unit = np.spacing(np.where(np.isfinite(want), abs(want if size is None else size), 0).astype(got.dtype))
    with np.errstate(all="ignore"):
        near = abs(got.astype("g") - want.astype("g")) <= ulps * np.where(np.isfinite(unit), unit, np.inf).astype("g")
    return same(got, want.astype(got.dtype)) | (near & np.isfinite(got) & np.isfinite(want))


@pytest.mark.parametrize("name,chars", [(name, chars) for name, _, chars in BINARY])
def test_binary_exact(loops, name, chars):
    for c in chars:
        x, y = pairs(c)
        want = numpy_function(name)(x, y)
        got = loops.call(name, x, y, output=want.dtype)
        ok = same(got, want, zeros=name not in EITHER_ZERO)
        if name == "multiply" and c in COMPLEX:
            ok = same_product(got, want)
        check(f"{name} {c}", got, want, [x, y], ok)


@pytest.mark.parametrize("name", MIXED)
def test_mixed_signs(loops, name):
    x, y = (a.ravel() for a in np.meshgrid(specials("l"), specials("L")))
    check(name, got := loops.call(name, x, y, output="?"), want := numpy_function(name)(x, y), [x, y], got == want)
    check(name, got := loops.call(name, y, x, output="?"), want := numpy_function(name)(y, x), [y, x], got == want)


@pytest.mark.parametrize("source", ALL)
def test_cast(loops, source):
    x = values(source)
    for target in ALL:
        got = loops.call(f"cast_{target}".replace("?", "bool"), x, output=target)
        want = x.astype(target)
        if target == "I" and source in FLOATS + COMPLEX:
            # NumPy's loop differs from its scalar code outside [-2^31, 2^32), by position: x86 goes through int64.
            wide = x.real.astype("d")
            inside = np.isfinite(wide) & (abs(wide) < 2.0**63)
            want = np.where(inside, wide, 0).astype("l").astype("I")
        check(f"{source} to {target}", got, want, [x], same(got, want))


@pytest.mark.parametrize("c", FLOATS + INTS)
def test_divmod(loops, c):
    x, y = pairs(c)
    for part, want in zip(("first", "second"), np.divmod(x, y)):
        check(f"divmod {c} {part}", got := loops.call(f"divmod_{part}", x, y, output=c), want, [x, y], same(got, want))


@pytest.mark.parametrize("c", FLOATS)
def test_splitting(loops, c):
    x = values(c)
    fraction, exponent = np.frexp(x)
    check("frexp", got := loops.call("frexp_first", x, output=c), fraction, [x], same(got, fraction))
    finite = np.isfinite(x)
    got = loops.call("frexp_second", x, output="i")
    check("frexp", got, exponent, [x], (got == exponent) | ~finite)
    for part, want in zip(("first", "second"), np.modf(x)):
        check(f"modf {part}", got := loops.call(f"modf_{part}", x, output=c), want, [x], same(got, want))
    n = rng(3).integers(-60, 60, x.size).astype("i")
    n[::7] = rng(4).integers(-2200, 2200, n[::7].size)
    n[:4] = [2**31 - 1, -(2**31), 5000, -5000]
    check("ldexp", got := loops.call("ldexp", x, n, output=c), want := np.ldexp(x, n), [x, n], same(got, want))


@pytest.mark.parametrize("c", FLOATS + INTS)
def test_clip(loops, c):
    x, y = pairs(c)
    z = rng(5).permutation(y)
    want = np.clip(x, y, z)
    check(f"clip {c}", got := loops.call("clip", x, y, z, output=c), want, [x, y, z], same(got, want, zeros=False))


@pytest.mark.parametrize("c", FLOATS + INTS + COMPLEX)
def test_round(loops, c):
    x = values(c)
    for decimals in (0, 1, 2, 3, 8, 9, 15, -1, -2, -5):
        if c in INTS and decimals < 0:
            # What the rounding carries out of the type is a cast of a float that does not fit.
            x = x[abs(x.astype("d")) < 2.0**52] if c in "lL" else x[abs(x.astype("d")) < np.iinfo(c).max - 100000]
        n = np.full(x.shape, decimals)
        want = np.round(x, decimals)
        check(f"round {c} {decimals}", got := loops.call("round", x, n, output=c), want, [x], same(got, want))


@pytest.mark.parametrize("c", BOOL + INTS)
def test_integer_power(loops, c):
    x, y = pairs(c)
    if c != BOOL:
        y = y % np.array(70, c)
    want = np.power(x, y)
    check(f"power {c}", got := loops.call("power", x, y, output=want.dtype), want, [x, y], same(got, want))


def wide_inputs(name, c):
    """Where the function is interesting: all bit patterns, small, large, near 1, near multiples of pi / 2."""
    random, n = rng(7), 20000
    patterns = random.integers(0, 256, n * np.dtype(c).itemsize, dtype=np.uint8).view(c)
    parts = [random.uniform(-1, 1, n), random.uniform(-20, 20, n), random.uniform(-750, 750, n)]
    parts += [10.0 ** random.uniform(-15, 15, n), 1 + random.uniform(-0.01, 0.01, n)]
    parts += [random.integers(-100000, 100000, n) * (np.pi / 2)]
    return np.concatenate([specials(c), patterns, *[p.astype(c) for p in parts]])


def ulp_error(got, exact):
    """Distance from the exact value in units in the last place of the rounded one; 0 for the same special value."""
    rounded = exact.astype(got.dtype)
    unit = np.spacing(abs(np.where(np.isfinite(rounded), rounded, 0).astype(got.dtype))).astype("g")
    error = abs(got.astype("g") - exact) / np.where(unit > 0, unit, 1)
    error = np.where(np.isfinite(error), error, np.inf)
    return np.where(same(got, rounded, zeros=False), np.minimum(np.where(np.isfinite(error), error, 0), 0.5), error)


@pytest.mark.parametrize("name", ELEMENTARY)
@pytest.mark.parametrize("c", FLOATS)
def test_elementary(loops, name, c):
    x = wide_inputs(name, c)
    got = loops.call(name, x, output=c)
    # float16: in float, then rounded, as NumPy does.
    exact = numpy_function(name)(x.astype("g"))
    error = ulp_error(got, exact)
    worst = error.argmax()
    assert error[worst] <= (2 if c != "e" else 1), (name, c, error[worst], x[worst], got[worst], exact[worst])
    s = specials(c)
    got, want = loops.call(name, s, output=c), numpy_function(name)(s)
    check(f"{name} {c}", got, want, [s], close(got, want, 4))


@pytest.mark.parametrize("name", ELEMENTARY_BINARY)
@pytest.mark.parametrize("c", FLOATS)
def test_elementary_binary(loops, name, c):
    x = wide_inputs(name, c)
    y = rng(8).permutation(x)
    if name == "power":
        y = np.where(rng(9).random(y.size) < 0.7, rng(10).uniform(-20, 20, y.size), y).astype(c)
    got = loops.call(name, x, y, output=c)
    error = ulp_error(got, numpy_function(name)(x.astype("g"), y.astype("g")))
    worst = error.argmax()
    assert error[worst] <= 2, (name, c, error[worst], x[worst], y[worst], got[worst])
    x, y = (a.ravel() for a in np.meshgrid(specials(c), specials(c)))
    got, want = loops.call(name, x, y, output=c), numpy_function(name)(x, y)
    check(f"{name} {c}", got, want, [x, y], close(got, want, 4))


@pytest.mark.parametrize("name", ["logaddexp", "logaddexp2"])
@pytest.mark.parametrize("c", FLOATS)
def test_logaddexp(loops, name, c):
    # The last steps cancel where the result is about 0, in NumPy too: the error counts in units of the larger operand.
    x, y = pairs(c)
    got, want = loops.call(name, x, y, output=c), numpy_function(name)(x, y)
    size = np.maximum(abs(want), np.maximum(np.maximum(x, y), 1)).astype(c)
    check(f"{name} {c}", got, want, [x, y], close(got, want, 3, size))


def test_exact_points(loops):
    """Results that scripts compare with `==`."""
    assert (loops.call("log10", 10.0 ** np.arange(-22, 23), output="d") == np.arange(-22, 23)).all()
    assert (loops.call("log2", 2.0 ** np.arange(-1074, 1024), output="d") == np.arange(-1074, 1024)).all()
    assert (loops.call("exp2", np.arange(-1074.0, 1024), output="d") == 2.0 ** np.arange(-1074, 1024)).all()
    assert (loops.call("cbrt", np.arange(-2000.0, 2000) ** 3, output="d") == np.arange(-2000, 2000)).all()
    tiny = np.array([0.0, -0.0, 1e-300, 1e-9])
    assert (loops.call("cos", tiny, output="d") == 1).all() and (loops.call("exp", tiny[:3], output="d") == 1).all()
    assert (loops.call("sin", np.array([np.pi / 2, -np.pi / 2]), output="d") == [1, -1]).all()
    for c in "dfe":
        assert (loops.call("hypot", np.array([3, 5], c), np.array([4, 12], c), output=c) == [5, 13]).all()


@pytest.mark.parametrize("c", FLOATS)
def test_sinc(loops, c):
    x = values(c)
    want = np.sinc(x)
    got = loops.call("sinc", x, output=c)
    # sin(pi x) of a large x depends on how pi x is rounded; the quotient adds two roundings.
    check(f"sinc {c}", got, want, [x], close(got, want, 4))


def annex_g(name, got, want, z):
    """Special values: infinities and NaNs where NumPy has them, zeros with its signs where both parts are finite."""
    ok = np.ones(z.shape, bool)
    for g, w in ((got.real, want.real), (got.imag, want.imag)):
        ok &= (np.isnan(g) == np.isnan(w)) & (np.isinf(g) == np.isinf(w)) & ((g == 0) == (w == 0))
        ok &= (np.signbit(g) == np.signbit(w)) | np.isnan(w) | ~np.isfinite(z)
    return ok


@pytest.mark.parametrize("name", COMPLEX_ELEMENTARY)
@pytest.mark.parametrize("c", COMPLEX)
def test_complex_elementary(loops, name, c):
    z = values(c, 20000)[specials(c).size :]
    z = np.concatenate([z, z * np.array(1e-3, c), np.exp(1j * z.real).astype(c)])
    # Exact values; those of NumPy's that are products of others are as inexact as there.
    exact = z.astype("D" if name in ("exp2", "expm1", "log1p") else "G")
    got, want = loops.call(name, z, output=c), numpy_function(name)(exact)
    check(f"{name} {c}", got, want.astype(c), [z], close_complex(got, want.astype(c), 8 if c == "D" else 2))
    s = specials(c)
    got, want = loops.call(name, s, output=c), numpy_function(name)(s.astype("D")).astype(c)
    check(f"{name} {c}", got, want, [s], annex_g(name, got, want, s))


@pytest.mark.parametrize("c", COMPLEX)
def test_complex_parts(loops, c):
    z = values(c)
    for name, ulps in (("absolute", 2), ("angle", 2)):
        want = numpy_function(name)(z)
        check(name, got := loops.call(name, z, output=c.lower()), want, [z], close(got, want, ulps))
    want = np.sign(z)
    check("sign", got := loops.call("sign", z, output=c), want, [z], close_complex(got, want, 2))


@pytest.mark.parametrize("c", COMPLEX)
def test_complex_power(loops, c):
    z = values(c)[specials(c).size :]
    small = rng(11).integers(-12, 13, z.size).astype(c)
    got, want = loops.call("power", z, small, output=c), np.power(z, small)
    check(f"power {c}", got, want, [z, small], close_complex(got, want, 40))
    w = rng(12).permutation(z)
    got, want = loops.call("power", z, w, output=c), np.power(z.astype("G"), w.astype("G")).astype(c)
    # The exponent's rounding is multiplied by its size.
    check(f"power {c}", got, want, [z, w], close_complex(got, want, 200))
    corners = np.array([0, 1, 2, 3, -1, 0.5, 1j, -2 + 1j, 2 - 3j], c)
    x, y = (a.ravel() for a in np.meshgrid(corners, corners))
    got, want = loops.call("power", x, y, output=c), np.power(x, y)
    check(f"power {c}", got, want, [x, y], close_complex(got, want, 8))


@pytest.mark.parametrize("processor", ["haswell", "skylake-avx512"])
def test_vectorises(processor):
    """Loops over these become vector code; float64's tan, power, remainder and fmod do not (they have a call)."""
    made = Loops()
    for c in "df":
        for name in ELEMENTARY:
            if (name, c) == ("tan", "d"):
                continue
            made.add(name, f"np::{name}(x)", c, c)
        for name in ("hypot", "arctan2"):
            made.add(name, f"np::{name}(x, y)", c + c, c)
    made.add("exp", "np::exp(x)", "e", "e")
    made.build([f"-march={processor}", "-Rpass=loop-vectorize", "-Rpass-missed=loop-vectorize"])
    assert "loop not vectorized" not in made.remarks, made.remarks[:2000]
    assert made.remarks.count("vectorized loop") == len(made.cases)
