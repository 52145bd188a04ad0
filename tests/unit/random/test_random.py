"""NumPy's random streams: the runtime's objects and NumPy's make the same calls in the same order; every result and
the whole state must agree bit for bit, and so must the type and the text of every exception.

NP2GPU_RUNTIME_SO names a built runtime; without it the files are compiled into the temporary directory.
NP2GPU_TEST_SEED and NP2GPU_TEST_CASES repeat a failure or look longer.
"""

import os
import random
import warnings

import numpy as np
import pytest

import native_random as native

SEED = int(os.environ.get("NP2GPU_TEST_SEED", np.random.SeedSequence().entropy % 2**32))
CASES = int(os.environ.get("NP2GPU_TEST_CASES", 400))
INTEGERS = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64".split()


@pytest.fixture(autouse=True)
def _seed():
    print("NP2GPU_TEST_SEED =", SEED)  # pytest shows it when a test fails


# The four kinds of object: NumPy's and ours from one seed.
KINDS = {
    "RandomState": lambda s: (np.random.RandomState(s), native.RandomState(s)),
    "Generator": lambda s: (np.random.default_rng(s), native.default_rng(s)),
    "Generator(MT19937)": lambda s: (np.random.Generator(np.random.MT19937(s)), native.new(native.GENERATOR, native.MT19937, s)),
    "RandomState(PCG64)": lambda s: (np.random.RandomState(np.random.PCG64(s)), native.new(native.RANDOMSTATE, native.PCG64, s)),
}


def same(a, b):
    """Equal types, shapes and bits; all NaNs are equal."""
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape or a.dtype != b.dtype:
        return False
    if a.dtype.kind == "f" and (nan := a != a).any():
        return bool(np.array_equal(nan, b != b) and a[~nan].tobytes() == b[~nan].tobytes())
    return a.tobytes() == b.tobytes()


def outcome(function):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return "value", function()
    except Exception as error:
        return type(error).__name__, str(error)


def agree(theirs, ours, label):
    """Both calls give the same value or the same exception."""
    a, b = outcome(theirs), outcome(ours)
    assert a[0] == b[0], (label, a, b)
    if a[0] == "value":
        assert same(a[1], b[1]), (label, a[1], b[1])
    else:
        assert a[1] == b[1], (label, a[1], b[1])


class Calls:
    """Random calls: method name, arguments, named arguments."""

    def __init__(self, chance, kind):
        self.chance, self.generator = chance, kind.startswith("Generator")

    def real(self, low=-3.0, high=3.0):
        return self.chance.choice([self.chance.uniform(low, high), float(self.chance.randint(int(low), int(high)))])

    def positive(self):
        c = self.chance
        return c.choice([c.uniform(0.01, 1), c.uniform(1, 5), 10 ** c.uniform(-3, 3), 1.0, 2.0])

    def fraction(self, open_at_zero=False):
        c = self.chance
        p = c.choice([c.random(), c.random() * 0.01, 0.5, 1.0, 1 / 3])
        return max(p, 1e-9) if open_at_zero else c.choice([p, p, p, 0.0])

    def count(self):
        c = self.chance
        return c.choice([c.randint(0, 20), c.randint(0, 1000), c.randint(0, 10**6), c.randint(0, 10**12)])

    def params(self, name):
        c, pos, real = self.chance, self.positive, self.real
        if name == "triangular":
            left = real()
            mode = left + c.choice([0.0, c.uniform(0, 2)])
            return left, mode, mode + c.uniform(0.1, 2)
        if name == "hypergeometric":
            top = c.choice([20, 200, 10**6])
            good, bad = c.randint(1, top), c.randint(1, top)
            return good, bad, c.randint(1, c.choice([min(12, good + bad), good + bad]))
        if name == "poisson":
            return (c.choice([0.0, c.uniform(0, 10), c.uniform(10, 100), 10 ** c.uniform(1, 15)]),)
        if name == "binomial":
            return self.count(), self.fraction()
        if name == "negative_binomial":
            return c.uniform(0.1, 50), c.uniform(0.01, 1)
        if name == "uniform":
            low = real()
            return low, low + pos()
        if name == "geometric":
            return (self.fraction(True),)
        if name == "zipf":
            return (c.choice([c.uniform(1.05, 2), c.uniform(2, 10)]),)
        if name == "logseries":
            return (c.choice([c.random(), 0.0, 0.999]),)
        if name == "vonmises":
            return real(), c.choice([0.0, 1e-9, 1e-6, 1e-4, pos(), 1e5, 1e7])
        if name in ("noncentral_chisquare", "noncentral_f"):
            return (*(pos() for _ in range(name.count("f") + 1)), c.choice([0.0, pos()]))
        return tuple(real() if what == "Any" else c.choice([pos(), pos(), 0.0]) if what == "NonNegative" else pos()
                     for what in checks(name))

    def distribution(self):
        c = self.chance
        name = c.choice([n for n in native.NAMES if n not in ("random_raw", "standard_exponential_inv")])
        if self.generator and name == "tomaxint":
            name = "random"
        if c.random() < 0.3:
            name = c.choice(["random", "standard_normal", "normal"])
        params, named = self.params(name), {"size": self.size()}
        if params and c.random() < 0.3:
            params, named["size"] = self.arrays(name)
        if self.generator and name in FLOAT32 and c.random() < 0.5:
            named["dtype"] = np.float32
        if self.generator and name == "standard_exponential" and c.random() < 0.3:
            named["method"] = "inv"
        return name, params, named

    def arrays(self, name):
        """Parameters as arrays that broadcast together, and a size."""
        c = self.chance
        full = tuple(c.randint(1, 4) for _ in range(c.randint(1, 3)))
        rows = [self.params(name) for _ in range(int(np.prod(full)))]
        result = []
        shared = [tuple(n if c.random() < 0.6 else 1 for n in full) for _ in rows[0]]
        if name in ("triangular", "hypergeometric", "uniform"):
            shared = [full] * len(rows[0])  # these parameters belong together
        for k, shape in enumerate(shared):
            column = np.array([row[k] for row in rows])[:int(np.prod(shape))].reshape(shape)
            if c.random() < 0.2 and column.dtype == float and checks(name)[k] in ("Any", "Real"):
                column = column.astype(c.choice(["float32", "float16", "int64", "uint8"]))
            result.append(np.asfortranarray(column) if c.random() < 0.3 else column)
        size = np.broadcast_shapes(*shared)
        return tuple(result), c.choice([None, size, (2, *size)])

    def size(self):
        c = self.chance
        return c.choice([None, None, (), 1, c.randint(0, 40), (c.randint(0, 5), c.randint(0, 5)), c.randint(0, 700)])

    def integers(self):
        c = self.chance
        dtype = c.choice(INTEGERS)
        info = (0, 1) if dtype == "bool" else (int(np.iinfo(dtype).min), int(np.iinfo(dtype).max))
        ends = [c.choice([*info, c.randint(*info), max(info[0], min(info[1], c.randint(-5, 300)))]) for _ in range(2)]
        low, high = min(ends), max(ends)
        if c.random() < 0.1:
            high = low + 2**32 - 1 if low + 2**32 - 1 <= info[1] else high
        if self.generator and c.random() < 0.3:
            return "integers", (low, high), dict(size=self.size(), dtype=dtype, endpoint=True)
        name, high = "integers" if self.generator else "randint", high + 1
        if c.random() < 0.3 and high <= 2**62:
            lows = np.array([low, low, (low + high) // 2]) if c.random() < 0.5 else low
            return name, (lows, np.array([[high], [high], [max(high - 1, low + 1) if lows is low else high]])), dict(dtype=dtype, size=c.choice([None, (3, 3)]) if lows is not low else None)
        return name, (low, high), dict(size=self.size(), dtype=dtype)

    def choice(self):
        c = self.chance
        n = c.choice([1, c.randint(1, 30), c.randint(1, 3000), c.randint(10001, 12000)])
        named = dict(replace=c.random() < 0.5)
        if c.random() < 0.4:
            n = min(n, 200)
            p = np.array([c.choice([0.0, 0.1, 1.0]) + c.random() for _ in range(n)])
            named["p"] = p / p.sum()
        limit = n if not named["replace"] else 50
        named["size"] = c.choice([None, c.randint(0, limit), c.randint(0, min(limit, 10))])
        if self.generator and c.random() < 0.3:
            named["shuffle"] = False
        return "choice", (c.choice([n, np.arange(n) * 1.5]),), named

    def order(self):
        c = self.chance
        if c.random() < 0.3:
            return "permutation", (c.randint(0, 300),), {}
        shape = tuple(c.randint(0, 6) for _ in range(c.randint(1, 3)))
        x = np.arange(int(np.prod(shape))).reshape(shape)
        x = x.astype(c.choice(native.DTYPES))
        if c.random() < 0.3:
            x = np.repeat(x, 2, axis=-1)[..., ::2]
        if c.random() < 0.3:
            x = x[::-1].T
        if not self.generator:
            return c.choice(["shuffle", "permutation"]), (x,), {}
        axis = c.randrange(x.ndim)
        return c.choice([("shuffle", (x,), {"axis": axis}), ("permuted", (x,), {"axis": c.choice([None, axis])}),
                         ("permutation", (x,), {})])

    def vector(self):
        c = self.chance
        p = np.array([c.random() for _ in range(c.randint(1, 6))])
        if c.random() < 0.5:
            alpha = p * c.choice([0.001, 0.09, 1, 10]) + (0 if self.generator else 1e-4)
            return "dirichlet", (alpha,), dict(size=c.choice([None, 3, (2, 3)]))
        p /= p.sum() * 1.0000001
        if self.generator and c.random() < 0.5:
            return "multinomial", ([[self.count()], [5]], np.stack([p, p[::-1]])), dict(size=c.choice([None, (2, 2), (3, 2, 2)]))
        return "multinomial", (self.count(), p), dict(size=c.choice([None, 3, (2, 3)]))

    def bytes(self):
        return "bytes", (self.chance.randint(0, 20),), {}

    def next(self):
        return self.chance.choices([self.distribution, self.integers, self.choice, self.order, self.vector, self.bytes],
                                   [10, 4, 2, 2, 1, 1])[0]()


def checks(name):
    """What the header's table asks of each parameter."""
    import re
    return re.findall(r"\(\w+, \w+, (\w+)\)", native.TABLE[native.NAMES.index(name)][2])


FLOAT32 = [n for k, n in enumerate(native.NAMES) if native.lib.np_rng_has_float32(k)]


def perform(rng, name, arguments, named):
    if name == "shuffle":
        x = arguments[0].copy(order="K") if arguments[0].flags.c_contiguous else arguments[0][...].copy()
        rng.shuffle(x, **named)
        return x
    value = getattr(rng, name)(*arguments, **named)
    return np.frombuffer(value, np.uint8) if name == "bytes" else value


@pytest.mark.parametrize("kind", KINDS)
def test_programs(kind):
    """Random sequences of calls on one object."""
    for case in range(CASES):
        chance = random.Random(f"{SEED} {kind} {case}")
        theirs, ours = KINDS[kind](chance.getrandbits(chance.choice([3, 31, 32])))
        calls = Calls(chance, kind)
        for step in range(chance.randint(1, 25)):
            name, arguments, named = calls.next()
            label = (SEED, kind, case, step, name, arguments, named)
            agree(lambda: perform(theirs, name, arguments, named), lambda: perform(ours, name, arguments, named), label)
            if chance.random() < 0.02 and kind == "RandomState":
                again = chance.getrandbits(32)
                theirs.seed(again)
                ours.seed(again)
        assert native.numpy_state(theirs) == ours.state(), label


@pytest.mark.parametrize("kind", KINDS)
def test_long_streams(kind):
    """Every slow path of the ziggurats, the rejections and the renewals."""
    theirs, ours = KINDS[kind](SEED)
    for name in "random standard_normal standard_exponential".split():
        for dtype in ["f8", "f4"] if kind.startswith("Generator") else ["f8"]:
            for n in (1, 623, 300001):
                named = {} if dtype == "f8" else {"dtype": np.float32}
                assert same(getattr(theirs, name)(size=n, **named), getattr(ours, name)(size=n, **named)), (SEED, name, dtype)
    for shape in (0.3, 1, 7):
        assert same(theirs.standard_gamma(shape, 30000), ours.standard_gamma(shape, size=30000))
        if kind.startswith("Generator"):
            assert same(theirs.standard_gamma(shape, 100000, dtype="f4"),
                        ours.standard_gamma(shape, size=100000, dtype=np.float32))
    assert native.numpy_state(theirs) == ours.state()


def test_table():
    """Every row is a function of NumPy, its parameters in NumPy's order."""
    for name in native.NAMES:
        known = name.removesuffix("_inv")
        assert known == "random_raw" or hasattr(np.random.RandomState, known), name
        assert native.lib.np_rng_name(native.NAMES.index(name)).decode() == name
        assert native.lib.np_rng_parameters(native.NAMES.index(name)) == len(checks(name))


@pytest.mark.parametrize("kind", KINDS)
def test_raw_and_scalars(kind):
    theirs, ours = KINDS[kind](SEED)
    bits = theirs.bit_generator if kind.startswith("Generator") else theirs._bit_generator
    assert same(bits.random_raw(1300), ours.random_raw(size=1300))
    for _ in range(100):
        assert theirs.random() == native.lib.np_rng_random(ours.handle)
        assert theirs.standard_normal() == native.lib.np_rng_gauss(ours.handle)
        assert theirs.normal(3, 4.5) == ours.draw("normal", 3.0, 4.5)
        assert theirs.poisson(3.5) == ours.draw("poisson", 3.5)
        assert theirs.binomial(100, 0.25) == ours.draw("binomial", 100, 0.25)
    agree(lambda: theirs.normal(0, -1), lambda: ours.draw("normal", 0.0, -1.0), "draw")
    assert native.numpy_state(theirs) == ours.state()


def test_strided_output():
    for kind in KINDS:
        theirs, ours = KINDS[kind](SEED)
        for name, params in [("random", ()), ("standard_normal", ()), ("uniform", (2, 5)), ("normal", (np.arange(4.0), 2))]:
            whole = np.zeros((6, 5, 8))
            view = whole.transpose(2, 0, 1)[::-2, 1:5, ::-1][..., :4]
            view = view[:, :, ::-1]
            ours.distribution(name, *params, out=view)
            assert same(getattr(theirs, name)(*params, size=view.shape), view.copy()), (kind, name)
        whole = np.zeros((6, 5), np.int16)
        native.check(native.lib.np_rng_integers(ours.handle, *native.words(-3), *native.words(900), False,
                                                native.ct.byref(native.ref(whole.T[::-1]))))
        function = theirs.integers if kind.startswith("Generator") else theirs.randint
        assert same(function(-3, 900, (5, 6), dtype=np.int16), whole.T[::-1].copy())


def test_seeds():
    chance = random.Random(f"{SEED} seeds")
    for _ in range(300):
        value = chance.choice([
            chance.getrandbits(32), 0, 2**32 - 1, np.int64(chance.getrandbits(31)), True,
            [chance.getrandbits(32) for _ in range(chance.choice([1, 2, 5, 623, 624, 625, 700]))],
            np.array([chance.getrandbits(7)], chance.choice("uint8 int64 uint64 int32".split())), np.arange(chance.randint(1, 9), dtype="u4"), np.arange(6).reshape(1, 6), range(3), (1, 2), [True, False]])
        assert native.numpy_state(np.random.RandomState(value)) == native.RandomState(value).state(), (SEED, value)
    for _ in range(300):
        value = chance.choice([
            chance.getrandbits(chance.choice([8, 32, 64, 65, 127, 128, 200, 500])), 0, [], [0], True, np.uint64(2**63 + 5),
            [chance.getrandbits(chance.choice([5, 32, 60])) for _ in range(chance.randint(1, 9))],
            np.arange(chance.randint(0, 9), dtype="u4"), np.arange(6).reshape(2, 3), np.array([2**63 + 1], "u8")])
        assert native.numpy_state(np.random.default_rng(value)) == native.default_rng(value).state(), (SEED, value)
        if not isinstance(value, bool):
            theirs = np.random.Generator(np.random.MT19937(value))
            assert native.numpy_state(theirs) == native.new(1, native.MT19937, value).state(), (SEED, value)
    a, b = native.RandomState(), native.RandomState()
    assert a.state() != b.state()
    assert native.default_rng().state() != native.default_rng().state()


def test_global():
    first = native.global_rng()
    first.seed(SEED)
    theirs = np.random.RandomState(SEED)
    assert same(theirs.standard_normal(5), native.global_rng().standard_normal(size=5))
    assert native.numpy_state(theirs) == first.state()


def test_states():
    chance = random.Random(f"{SEED} states")
    for kind in KINDS:
        theirs, ours = KINDS[kind](SEED)
        for rng in (theirs, ours):
            rng.standard_normal(size=chance.choice([1, 2]) and 7)
            rng.bytes(4)
        state = ours.state()
        values = ours.normal(0, 1, size=9), ours.bytes(12)
        fresh = KINDS[kind](SEED + 1)[1]
        fresh.set_state(state)
        assert same(fresh.normal(0, 1, size=9), values[0]) and fresh.bytes(12) == values[1]
        assert fresh.state() == ours.state()
    with pytest.raises(ValueError):
        native.default_rng(1).set_state.__func__(native.RandomState(1), ((0,) * 624, 700, 0, 0.0))


def test_pcg64_jumps():
    chance = random.Random(f"{SEED} jumps")
    for _ in range(200):
        start, steps = chance.getrandbits(64), chance.choice([0, 1, 2, -1, chance.getrandbits(20), chance.getrandbits(128)])
        bits, ours = np.random.PCG64(start), native.default_rng(start)
        np.random.Generator(bits).bytes(4)
        ours.bytes(4)
        bits.advance(steps)
        ours.advance(steps)
        assert native.numpy_state(np.random.Generator(bits)) == ours.state()
        jumps = chance.choice([1, 2, 5, 1000])
        assert native.numpy_state(np.random.Generator(bits.jumped(jumps))) == ours.jumped(jumps).state()


def test_seed_sequence_and_spawn():
    chance = random.Random(f"{SEED} spawn")
    for _ in range(100):
        entropy = chance.choice([chance.getrandbits(chance.choice([8, 64, 300])), [1, 2**40, 3]])
        key = tuple(chance.getrandbits(chance.choice([3, 40])) for _ in range(chance.randint(0, 3)))
        theirs, ours = np.random.SeedSequence(entropy, spawn_key=key), native.SeedSequence(entropy, key)
        for dtype in (np.uint32, np.uint64):
            assert same(theirs.generate_state(7, dtype), ours.generate_state(7, dtype))
        for a, b in zip(theirs.spawn(2) + theirs.spawn(3), ours.spawn(2) + ours.spawn(3)):
            assert same(a.generate_state(5), b.generate_state(5))
            assert native.numpy_state(np.random.default_rng(a)) == native.default_rng(b).state()
        theirs, ours = np.random.default_rng(entropy), native.default_rng(entropy)
        for a, b in zip(theirs.spawn(2) + theirs.spawn(1), ours.spawn(2) + ours.spawn(1)):
            assert native.numpy_state(a) == b.state()
            for c, d in zip(a.spawn(2), b.spawn(2)):
                assert native.numpy_state(c) == d.state()
    agree(lambda: np.random.SeedSequence(3).generate_state(2, np.int32), lambda: native.SeedSequence(3).generate_state(2, np.int32), "")


ANY = """normal(0,-1) normal(0,-0.0) normal(0,nan) normal([1,2],[1,-1]) normal(1,-1,size=0) exponential(-1) exponential(nan)
standard_gamma(-1) gamma(-1,1) gamma(1,-1) gamma(-1,-1) beta(0,1) beta(1,0) beta(nan,1) poisson(-1) poisson(nan) poisson(1e19)
poisson(inf) poisson([-1]) poisson([nan]) poisson([1,1e19]) binomial(-1,.5) binomial(10,-.1) binomial(10,1.1) binomial(10,nan)
binomial([10],[nan]) binomial(-1,2) binomial([-1],2) binomial(10.5,.5) binomial(nan,.5) binomial(1e19,.5) binomial(inf,.5)
geometric(0) geometric(nan) geometric([1.1]) geometric(1e-20) lognormal(0,-1) laplace(0,-1) gumbel(0,-1) logistic(0,-1)
rayleigh(-1) triangular(0,-1,1) triangular(0,2,1) triangular(0,0,0) triangular([3],2,1) triangular([1,1],[2,2,2],3)
triangular(nan,1,2) chisquare(0) standard_t(-1) weibull(-1) weibull(-0.0) weibull(0) pareto(0) power(0) vonmises(0,-1)
vonmises(0,nan) f(0,1) f(1,0) noncentral_chisquare(0,1) noncentral_chisquare(1,-1) noncentral_chisquare(.5,nan)
noncentral_f(1,0,1) noncentral_f(1,1,-1) wald(0,1) wald(1,0) negative_binomial(0,.5) negative_binomial(nan,.5)
negative_binomial([nan],.5) negative_binomial(1,1.1) negative_binomial([1],[nan]) negative_binomial(1,1e-30) negative_binomial([1e18],1e-5)
negative_binomial(-1,2) zipf(1) zipf(nan) zipf([.5]) logseries(1) logseries(nan) logseries([-1]) hypergeometric(-1,1,1)
hypergeometric(-1,5,1) hypergeometric(1,1,3) hypergeometric([1],1,0) hypergeometric(1,1,0) hypergeometric(1,1,-1)
hypergeometric(10**9,10**9,5) hypergeometric([10**9],5,5) hypergeometric([1,2],[1,2,3],1) hypergeometric([5,6],3,[1,2,3])
uniform(0,inf) uniform(nan,1) uniform(-1e308,1e308) uniform(1,0) uniform([2,3],[1,9]) uniform([1,2],[1,2,3]) uniform(nan,[1,2])
uniform([1,2],3,size=3) normal([1,2],[1,2,3]) normal([1,2],1,size=3) normal([[1],[2]],1,size=2) normal([1],1,size=())
normal([[1]],1,size=1) normal(0,1,size=-1) normal(0,1,size=(2,-1)) binomial([1,2],[.5,.5,.5]) binomial([1,2],.5,size=3)
poisson([1,2],size=3) exponential([1,2],size=3) noncentral_f(1,[1,2],1,size=3) normal([],1) normal([],-1) normal([1,-1],[1,-2,3])
choice(0) choice(-1) choice([]) choice([],0) choice(0,0) choice(5,6,replace=False) choice(3,p=[.5,.5]) choice(2,p=[.5,.6])
choice(2,p=[-.5,1.5]) choice(2,p=[nan,1]) choice(2,p=[[.5,.5]]) choice(2,2,replace=False,p=[1,0]) choice(2,3,replace=False,p=[.5,.5])
choice(0,0,p=[]) choice(3,0,p=[.5,.5]) choice(-5,0,replace=False) choice(5,0,p=[.2]*5) choice(2,p=array([.5,.5001],'f4'))
choice(5,size=(2,2),replace=False) multinomial(5,[.5,.6,.1]) multinomial(-1,[.5,.5]) multinomial(5,[-.5,1.5]) multinomial(5,[nan,1])
multinomial(5,[1.1]) multinomial(5,array([.5,.50002,0],'f4')) multinomial(5,[.5,.5],size=-1) multinomial(0,[.2,.8])
multinomial(-1,[.5,.6,.1]) multinomial(-1,[2.0]) dirichlet([0,1]) dirichlet([-1,1]) dirichlet([nan,1]) dirichlet([])
dirichlet([1e-9,1e-9]) shuffle(array(5)) permutation(0)""".split()
LEGACY = """randint(0) randint(-1) randint(5,5) randint(6,5) randint(0,2**63+1) randint(-2**63-1,0) randint(0,257,dtype='u1')
randint(-1,5,dtype='u1') randint(0,3,dtype='?') randint(300,301,dtype='u1') randint(300,200,dtype='u1') randint(-5,-2,dtype='u1')
randint(2**70) randint([1,2],[1,3]) randint([1,2],[300,3],dtype='u1') randint([-1,2],[30,3],dtype='u1') randint(0,[5,0])
randint([0,1],[1,0]) randint(0,5,dtype='f8') randint(0,5,dtype='c16') randint([1,2],[2,3,4]) randint([1,2],[5,6],size=3)
randint([[1],[2]],5,size=2) randint([1,2],9,size=(3,2)) randint([0.5,1.5],[2.5,3.5]) randint(0,array([1e30])) randint(0,5,size=(2,-1))
randint(5,5,size=0) randint([],5) randint([],[]) randint(array([nan]),5)
seed(-1) seed(2**32) seed(2**70) seed(2**200) seed(1.5) seed([]) seed([-1]) seed([2**32]) seed([1.5]) seed([[1,2]]) seed(array([3.0]))
seed(array([3,4],'u8')) seed(array([[3,4]])) seed(array([[3,4],[5,6]])) seed(array([-1])) seed(array([],int)) seed([[]])
seed(array([3,4],'f4')) seed(array([True])) seed(array(3.0)) seed(array([1,2],'c16')) multinomial(5,.5) multinomial(5,[])""".split()
MODERN = """integers(0) integers(-1) integers(5,5) integers(5,4,endpoint=True) integers(0,endpoint=True) integers(-1,endpoint=True)
integers(0,2**63,endpoint=True) integers(0,257,dtype='u1') integers(-1,5,dtype='u1') integers([1,2],[1,3]) integers([1,2],[0,3],endpoint=True)
integers([1,2],[300,3],dtype='u1') integers([0,0],[0,1]) integers([0,0],[-1,0],endpoint=True) integers(0,5,dtype='f8')
integers(0,2**64,dtype='u8') integers(0,2**64,dtype='u8',endpoint=True) integers(0,2**64-1,dtype='u8',endpoint=True) integers(-2**63,2**63)
integers([1,2],[2,3,4]) integers([1,2],[5,6],size=3) integers([0.5],[1.5]) integers([],5) integers([5],5,size=0)
multinomial(5,[]) multinomial(5,.5) multinomial(5,[[.5,.5],[.7,.7]]) multinomial([5,-1],[.5,.5])
multinomial([5,6],[[.5,.5],[.3,.7],[.3,.7]]) multinomial([5,6],[[.5,.5],[.3,.7]],size=(3,2)) multinomial(5,[.5,.5],size=0)
dirichlet([0,0]) dirichlet([0,.05,.05]) dirichlet([.05,0,0]) dirichlet([.05,.02,.04,0.01],size=20) shuffle(array([1,2]),axis=1)
permuted(array(5),axis=0) permuted(array([1,2]),axis=3) permuted(array(5))""".split()


@pytest.mark.parametrize("kind", KINDS)
def test_errors(kind):
    """Exceptions, their order and their texts; and the corner cases that are none."""
    theirs, ours = KINDS[kind](SEED)
    special = MODERN if kind.startswith("Generator") else LEGACY if kind == "RandomState" else []
    names = dict(nan=np.nan, inf=np.inf, array=np.array)
    for text in ANY + special:
        if text.startswith("permutation") and kind.startswith("Generator"):
            continue
        call = [eval("lambda: rng." + text, dict(names, rng=rng)) for rng in (theirs, ours)]
        if text.startswith(("shuffle", "seed")):
            agree(lambda: call[0]() or 0, lambda: call[1]() or 0, (kind, text))
        else:
            agree(*call, (SEED, kind, text))
        assert native.numpy_state(theirs) == ours.state(), (SEED, kind, text)


def test_default_rng_errors():
    for text in "-1 [-1] [1.5] array([1.0]) array(5) 2**64 array([-1])".split():
        theirs, ours = (outcome(lambda: make(eval(text, dict(array=np.array)))) for make in (np.random.default_rng, native.default_rng))
        if theirs[0] != "value":
            assert theirs == ours, text
    agree(lambda: np.random.RandomState(np.random.PCG64(3)).seed(4), lambda: native.new(0, native.PCG64, 3).seed(4), "seed")
    agree(lambda: np.random.default_rng(3).spawn(-1), lambda: native.default_rng(3).spawn(-1), "spawn")
