"""Scalars, containers, parameters, globals, closures, exceptions, output."""

import math
import sys
import threading
import traceback
import warnings

import numpy
import numpy as np
import numpy as xp
import pytest
from numpy import exp

import np2gpu
from oracle import check, same

jit = np2gpu.jit


@jit
def kinds(x):
    return x, x * 2, (x,), [x]


@pytest.mark.parametrize("x", [True, 3, -(2**62), 2**100, 2.5, -0.0, float("inf"), 1 + 2j, "text", "ünï\0", np.float64(1.5), np.float32(0.1),
                               np.int8(5), np.bool_(True), np.complex64(1 + 1j), np.uint64(2**63)], ids=repr)
def test_scalars(x):
    check(kinds, x)


def test_none():
    @jit
    def f(x=None):
        if x is None:
            return None
        return x + 1

    assert f() is None and f(1) == 2 and f(None) is None


def test_an_int_of_more_than_128_bits():
    with pytest.raises(np2gpu.CompileError, match="argument 'x': an int of more than 128 bits"):
        kinds(2**200)


def test_python_ints_stay_exact():
    @jit
    def f(n):
        return n * n

    assert f(2**40) == 2**80 if False else f(2**30) == 2**60


# --- parameters


@jit
def parameters(a, b=2, /, c=3, *, d, e=5):
    return a + 10 * b + 100 * c + 1000 * d + 10000 * e


def test_parameters():
    for args, kw in [((1,), dict(d=4)), ((1, 2, 3), dict(d=4, e=6)), ((1,), dict(c=7, d=0)), ((), {}), ((1,), {}), ((1, 2, 3, 4), dict(d=1)),
                     ((1,), dict(d=4, f=1)), ((1,), dict(b=4, d=1)), ((1, 2, 3), dict(c=3, d=1))]:
        results = []
        for function in (parameters, parameters.__wrapped__):
            try:
                results.append(function(*args, **kw))
            except TypeError as error:
                results.append(str(error))
        assert results[0] == results[1]


def test_star_parameters():
    @jit
    def f(*values, scale=1, **more):
        total = 0
        for value in values:
            total += value
        for key, value in more.items():
            total += value
        return total * scale

    for function in (f, f.__wrapped__):
        assert function(1, 2, 3) == 6 and function(1, 2, scale=2, x=4) == 14 and function() == 0


def test_tuples_lists_dicts():
    @jit
    def f(pair, numbers, table):
        a, b = pair
        return a + b, len(numbers), sum(numbers), table["x"] + table["y"], numbers

    check(f, (1, 2.5), [1, 2, 3], {"x": 1, "y": np.ones(2)})
    check(f, (np.arange(3), 1), [0.5], {"x": 1.5, "y": 2})


def test_lists_are_written():
    @jit
    def f(numbers, x):
        numbers.append(x)
        numbers[0] = 10 * x
        return len(numbers)

    mine = [1, 2]
    assert f(mine, 3) == 3 and mine == [30, 2, 3]
    mine = [1.5]
    assert f(mine, 2.0) == 2 and mine == [20.0, 2.0]
    nested = [[1, 2], [3]]
    check(lambda rows: (rows[0][1], len(rows[1]), len(rows)), nested)


def test_a_list_of_arrays():
    @jit
    def f(arrays):
        total = 0.0
        for a in arrays:
            a[0] = -1
            total += a.sum()
        return total

    ours, python = [np.arange(3.0), np.arange(4.0)], [np.arange(3.0), np.arange(4.0)]
    assert f(ours) == f.__wrapped__(python) and same(ours, python)


def test_a_constant_is_demanded():
    @jit
    def f(x, axis, keepdims=False):
        return x.sum(axis=axis, keepdims=keepdims)

    x = np.arange(12.0).reshape(3, 4)
    for axis in (0, 1, -1, None):
        assert same(f(x, axis), x.sum(axis=axis))
    assert same(f(x, 0, True), x.sum(axis=0, keepdims=True))
    assert same(f(x, axis=1), x.sum(axis=1))
    assert len(f.specializations) == 5  # axis=1 was there

    @jit
    def g(x, dtype):
        return x.astype(dtype)

    for dtype in (np.float32, np.dtype("i2"), "f4", int):
        assert same(g(x, dtype), x.astype(dtype))


def test_strings_choose_code():
    @jit
    def f(x, how):
        if how == "sum":
            return x.sum()
        return x

    x = np.arange(3.0)
    assert f(x, "sum") == 3.0 and f(x, "x") is x


# --- globals and closures

SCALE = 2.0
TABLE = np.arange(4.0)
AXIS = 0
COUNT = 0


def helper(x, power=2):
    return x**power * SCALE


@jit
def uses_globals(x):
    return helper(x) + TABLE[1] + math.sqrt(4) + xp.abs(x) + exp(0)


def test_globals_are_read_at_the_call():
    global SCALE, TABLE, helper
    x = np.arange(3.0)
    old = SCALE, TABLE, helper
    try:
        assert same(uses_globals(x), uses_globals.__wrapped__(x))
        SCALE = 5.0
        assert same(uses_globals(x), uses_globals.__wrapped__(x))
        assert len(uses_globals.specializations) == 1
        TABLE[1] = 100
        assert same(uses_globals(x), uses_globals.__wrapped__(x))
        SCALE = 3  # another type
        TABLE = np.arange(4)
        assert same(uses_globals(x), uses_globals.__wrapped__(x))
        helper = lambda x: x - 1
        assert same(uses_globals(x), uses_globals.__wrapped__(x))
    finally:
        SCALE, TABLE, helper = old
        TABLE[1] = 1


def test_a_global_that_is_needed_when_compiling():
    global AXIS

    @jit
    def f(x):
        return x.sum(axis=AXIS)

    x = np.arange(6.0).reshape(2, 3)
    for AXIS in (0, 1, 0):
        assert same(f(x), x.sum(axis=AXIS))
    assert len(f.specializations) == 2


def test_a_global_array_that_is_an_argument_too():
    @jit
    def f(x):
        x[0] = 50
        return TABLE[0]

    try:
        assert f(TABLE) == 50 and f(TABLE.copy()) == 50 and f(np.zeros(2)) == 50
        TABLE[0] = 0
        assert f(np.zeros(2)) == 0 and f(TABLE[:2]) == 50
    finally:
        TABLE[0] = 0


def test_a_global_is_assigned():
    @jit
    def count(n):
        global COUNT
        COUNT += n
        return COUNT

    assert count(2) == 2 and COUNT == 2 and count(3) == 5 and COUNT == 5


def test_an_unbound_global_and_a_shadowed_builtin():
    @jit
    def f(x):
        return not_there + x

    with pytest.raises(NameError, match="name 'not_there' is not defined"):
        f(1)
    globals()["not_there"] = 5
    try:
        assert f(1) == 6
    finally:
        del globals()["not_there"]

    @jit
    def g(x):
        return len(x)

    assert g([1, 2]) == 2
    globals()["len"] = lambda x: 77
    try:
        assert g([1, 2]) == 77
    finally:
        del globals()["len"]
    assert g([1, 2]) == 2


def test_closures():
    def make(scale, table):
        @jit
        def f(x):
            return x * scale + table[0]

        return f

    assert make(2, np.arange(3.0))(np.arange(3.0))[2] == 4
    assert make(2.5, np.ones(1))(4) == 11.0

    def outer():
        @jit
        def fibonacci(n):
            return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

        return fibonacci

    assert outer()(10) == 55


@jit
def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


def test_recursion_and_functions_as_arguments():
    assert factorial(10) == 3628800

    def apply(f, x):
        return f(f(x))

    check(apply, lambda x: x * 3, np.arange(3))
    check(apply, np.sqrt, 16.0)
    assert jit(apply)(factorial, 3) == 720


# --- exceptions


def test_exceptions():
    def index(x):
        return x[10]

    def shapes(x):
        return x + np.ones(3)

    def division(x):
        return 1 / (x.size - 5)

    def mine(x):
        raise RuntimeError("mine %d" % x.size)

    def bare(x):
        raise KeyError

    def key(x):
        raise KeyError("k")

    def axis(x):
        return x.sum(axis=3)

    def cast(x):
        y = np.arange(5)
        y += 1.5
        return y

    def singular(x):
        return np.linalg.inv(np.zeros((2, 2)))

    def failed(x):
        assert x.size == 3, "size"

    for f in (index, shapes, division, mine, bare, key, axis, cast, singular, failed):
        check(f, np.arange(5.0))
    for f, error in ((axis, np.exceptions.AxisError), (singular, np.linalg.LinAlgError), (cast, np._core._exceptions.UFuncTypeError)):
        with pytest.raises(error):
            jit(f)(np.arange(5.0))


def inner_raises(x):
    y = x + 1
    return y[100]  # the line


@jit
def raises(x):
    return inner_raises(x)


def test_the_traceback_shows_the_line():
    with pytest.raises(IndexError) as caught:
        raises(np.arange(3.0))
    last = traceback.extract_tb(caught.value.__traceback__)[-1]
    assert last.name == "inner_raises" and last.line == "return y[100]  # the line" and last.filename == __file__


def test_writes_before_an_exception_stay():
    @jit
    def f(x):
        for i in range(10):
            x[i] = -1

    ours, python = np.arange(4.0), np.arange(4.0)
    for function, x in ((f, ours), (f.__wrapped__, python)):
        with pytest.raises(IndexError):
            function(x)
    assert same(ours, python)


def test_compile_errors():
    @jit
    def f(x):
        match x:
            case 1:
                pass

        return x

    with pytest.raises(np2gpu.CompileError, match="a match statement is not supported") as caught:
        f(1)
    error = caught.value
    assert error.filename == __file__ and error.lineno == f.__wrapped__.__code__.co_firstlineno + 2 and "hint:" in str(error)

    class Thing:
        pass

    with pytest.raises(np2gpu.CompileError, match="argument 'x': a value of type .*Thing"):
        kinds(Thing())
    made = {}
    exec("def g(x): return x", made)
    with pytest.raises(np2gpu.CompileError, match="source text"):
        jit(made["g"])(1)


def test_fallback():
    @np2gpu.jit(fallback=True)
    def f(x):
        return {1: x}

    class Thing:
        pass

    thing = Thing()
    with pytest.warns(RuntimeWarning, match="runs in Python"):
        assert f(thing)[1] is thing


def test_jit_of_other_things():
    with pytest.raises(TypeError, match="needs a Python function, not type"):
        jit(int)
    assert jit(kinds) is kinds


# --- output, warnings, random numbers


def test_print_goes_to_sys_stdout(capsys):
    @jit
    def f(x):
        print("inside", x, end="!\n")
        return x

    print("before")
    f(np.arange(3))
    print("after")
    assert capsys.readouterr().out == "before\ninside [0 1 2]!\nafter\n"


def test_print_before_an_exception(capsys):
    @jit
    def f(x):
        print("printed")
        return x[5]

    with pytest.raises(IndexError):
        f(np.arange(3))
    assert capsys.readouterr().out == "printed\n"


def test_warnings():
    @jit
    def f(x):
        return x.mean()

    with pytest.warns(RuntimeWarning, match="Mean of empty slice"):
        assert np.isnan(f(np.zeros(0)))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(RuntimeWarning):
            f(np.zeros(0))


def test_numpys_random_state_is_shared():
    @jit
    def f(n):
        return np.random.rand(n), np.random.randint(0, 10), np.random.normal()

    np.random.seed(3)
    ours = f(5), np.random.rand(), f(2), np.random.randn()
    np.random.seed(3)
    python = f.__wrapped__(5), np.random.rand(), f.__wrapped__(2), np.random.randn()
    assert same(ours, python)

    @jit
    def seeded(n):
        np.random.seed(n)

    seeded(4)
    ours = np.random.rand()
    np.random.seed(4)
    assert ours == np.random.rand()


def test_generators():
    @jit
    def f(rng, n):
        return rng.random(n), rng.integers(0, 100), rng.normal()

    ours, python = np.random.default_rng(5), np.random.default_rng(5)
    for _ in range(3):
        assert same(f(ours, 4), f.__wrapped__(python, 4))
    assert same(ours, python)


# --- the object


def test_inspect():
    @jit
    def f(x, n):
        """Adds."""
        return x + n

    with pytest.raises(ValueError, match="nothing was compiled"):
        f.inspect("cuda")
    f(np.arange(3.0), 1)
    f(np.arange(3), 1)
    assert "return x + n" in f.inspect("cuda") and "__global__" in f.inspect("cuda")
    assert "np.add" in f.inspect("np") and "np.add" in f.inspect("kernel")
    assert "double" in f.inspect("cuda", 0) and "double" not in f.inspect("cuda", 1)
    assert f.specializations == ["x: float64[:], n: int", "x: int64[:], n: int"]
    assert f.__name__ == "f" and f.__doc__ == "Adds." and "2 specializations" in repr(f)
    with pytest.raises(ValueError, match="unknown stage"):
        f.inspect("x")
    with pytest.raises(IndexError):
        f.inspect("np", 2)
    assert np2gpu.__version__


def test_threads_compile_and_run_at_once():
    def make(k):
        def f(x):
            return (x + k).sum() * k

        return jit(f)

    results, functions = {}, [make(k) for k in range(4)]
    errors = []

    def work(number):
        try:
            for k, f in enumerate(functions):
                for dtype in ("f8", "i4", "f4"):
                    results[number, k, dtype] = f(np.arange(100, dtype=dtype))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    for (number, k, dtype), value in results.items():
        assert same(value, functions[k].__wrapped__(np.arange(100, dtype=dtype)))


def test_the_gil_is_released():
    @jit
    def slow(n):
        x = np.zeros(100_000)
        for i in range(n):
            x += 1
        return x[0]

    slow(1)
    beats = []
    done = threading.Event()

    def beat():
        while not done.wait(0.001):
            beats.append(1)

    thread = threading.Thread(target=beat)
    thread.start()
    slow(3000)
    done.set()
    thread.join()
    assert len(beats) > 5
