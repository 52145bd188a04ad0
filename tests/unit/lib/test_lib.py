"""lib/*.py against NumPy, without the compiler: the files run under plain Python, with `np` a module that knows the
table's rows and lib's own functions only. A name that the importer could not find fails here."""

import ast
import collections
import re
import warnings
from pathlib import Path

import numpy
import pytest

ROOT = Path(__file__).resolve().parents[3]
LIB = ROOT / "lib"
CONSTANTS = set(
    """pi e inf nan newaxis bool bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64
    complex64 complex128 intp uintp generic number integer floating complexfloating ndarray dtype linalg random
    exceptions""".split()
)


def table_names():
    names = set()
    for file in ("NpRows.td", "NpLibrary.td"):
        for line in (ROOT / "ir" / file).read_text().splitlines():
            line = line.split("//")[0]
            for text in re.findall(r'"([^"]*)"', line):
                names.update(word for word in text.split() if word.startswith(("np.", ".", "generator.")) and "(" not in word)
            if row := re.match(r'def \w+\s*:\s*(?:Unary|Binary)<"(\w+)"', line):
                names.add("np." + row[1])
            if row := re.match(r'defm \w+ : Np_Draw<"(\w+)"', line):
                names.update(("np.random._" + row[1], "np.random._of_" + row[1]))
    return names


TABLE = table_names()
FILES = {path.stem: ast.parse(path.read_text()) for path in sorted(LIB.glob("*.py")) if path.stem != "math"}  # math: tests/programs
FUNCTIONS = {f"{module}.{node.name}": node for module, tree in FILES.items() for node in tree.body}


def marked(node, *marks):
    return any(isinstance(d, ast.Name) and d.id in marks for d in node.decorator_list)


METHODS = {node.name for node in FUNCTIONS.values() if marked(node, "method", "only_method")}


# --- what the rows that begin with an underscore do


def _unique_all(a):
    return numpy.unique(a, return_index=True, return_inverse=True, return_counts=True)


def _histogram(a, edges, weights, *rest):
    bins = edges if not rest else len(edges) - 1
    return numpy.histogram(a, bins, None if not rest else (edges[0], edges[-1]), weights=weights)[0]


def _einsum(a, b, c, d, subscripts):
    return numpy.einsum(subscripts, *[x for x in (a, b, c, d) if x is not None])


def _complex_eig(a):
    values, vectors = numpy.linalg.eig(a)
    kind = numpy.result_type(values, numpy.complex64)
    return values.astype(kind), vectors.astype(kind), not numpy.iscomplexobj(values)


def _record(type, fields, items):
    return collections.namedtuple(type, fields)(*items)


PRIVATE = {
    "np._record": _record,
    "np.linalg._slogdet": numpy.linalg.slogdet,
    "np.linalg._eigh": numpy.linalg.eigh,
    "np._static": lambda value: None,
    "np._roll": lambda a, shift, axis: numpy.roll(a, shift, axis),
    "np._compress": lambda a, condition, axis: numpy.compress(condition, a, axis),
    "np._unique": numpy.unique,
    "np._searchsorted": lambda a, v, side="left": numpy.searchsorted(a, v, side),
    "np._unique_counts": lambda a: numpy.unique(a, return_counts=True),
    "np._unique_all": _unique_all,
    "np._histogram_uniform": _histogram,
    "np._histogram_edges": _histogram,
    "np._einsum": _einsum,
    "np._accumulate_maximum": numpy.maximum.accumulate,
    "np.linalg._svd": lambda a, full: numpy.linalg.svd(a, full),
    "np.linalg._qr": numpy.linalg.qr,
    "np.linalg._qr_r": lambda a: numpy.linalg.qr(a, "r"),
    "np.linalg._lstsq": lambda a, b, rcond: numpy.linalg.lstsq(a, b, None if numpy.isnan(rcond) else rcond),
    "np.linalg._eig": _complex_eig,
    "np.linalg._eigvals": lambda a: (_complex_eig(a)[0], _complex_eig(a)[2]),
}


class Module:
    """numpy as lib's files see it."""

    def __init__(self, name, real):
        self._name, self._real = name, real

    def __getattr__(self, attribute):
        full = f"{self._name}.{attribute}"
        if full in ("np.linalg", "np.random", "np.exceptions"):
            return Module(full, getattr(self._real, attribute))
        if full in PRIVATE:
            return PRIVATE[full]
        if full.startswith("np.random._"):
            return lambda *args: drawn(attribute, *args)
        if full in TABLE or (self._name == "np" and attribute in CONSTANTS) or attribute in ("LinAlgError", "AxisError"):
            return getattr(self._real, attribute)
        if full in LOADED:
            return LOADED[full]
        raise AssertionError(f"{full} is neither a row nor a function of lib/")


def drawn(name, *args):
    if name == "_of_permuted":
        args[0][...] = args[1].permuted(args[0], axis=args[2])
        return None
    if name == "_of_shuffle":
        return args[1].shuffle(args[0], axis=args[2])
    of = name.startswith("_of_")
    source = args[0] if of else numpy.random
    args = args[1:] if of else args
    name = name.removeprefix("_of_").removeprefix("_")
    if name == "integers":
        low, high, size, dtype, endpoint = args
        if hasattr(source, "integers"):
            result = source.integers(low, high, size, dtype=dtype, endpoint=endpoint)
        else:
            result = source.randint(low, numpy.asarray(high) + 1 if endpoint else high, size, dtype=int if dtype is numpy.int64 else dtype)
        return result if size is None else numpy.asarray(result)
    if name in ("choice", "choice_p"):
        p = args[1] if name == "choice_p" else None
        n, size, of_array, replace, shuffle = args if p is None else args[:1] + args[2:]
        more = {"shuffle": shuffle} if hasattr(source, "integers") else {}
        return source.choice(n, size, replace, p, **more)
    return getattr(source, name)(*args)


LOADED = {}
np = Module("np", numpy)
for module, tree in FILES.items():
    scope = {"np": np, "method": lambda f: f, "only_method": lambda f: f, "view": lambda f: f}
    # Inside lib, a function of np.py is known by its bare name (the importer's rule); a builtin of that name is not.
    exec(compile(tree, str(LIB / f"{module}.py"), "exec"), scope)
    for name, value in scope.items():
        if f"{module}.{name}" in FUNCTIONS:
            LOADED[f"{module}.{name}"] = value


def lib(name):
    return LOADED[name]


# --- comparison


def same(actual, expected, where=""):
    """Equal types, dtypes, shapes and values; floats may differ in the last bits where lib adds in another order."""
    if isinstance(expected, (tuple, list)):
        assert isinstance(actual, (tuple, list)) and len(actual) == len(expected), (where, actual, expected)
        for i, (x, y) in enumerate(zip(actual, expected)):
            same(x, y, f"{where}[{i}]")
        return
    assert isinstance(actual, numpy.ndarray) == isinstance(expected, numpy.ndarray), (where, type(actual), type(expected))
    if isinstance(expected, numpy.generic):
        assert type(actual) is type(expected), (where, type(actual), type(expected))
    a, b = numpy.asarray(actual), numpy.asarray(expected)
    assert a.dtype == b.dtype, (where, a.dtype, b.dtype)
    assert a.shape == b.shape, (where, a.shape, b.shape)
    if a.dtype.kind in "fc":
        tolerance = {2: 2e-3, 4: 1e-6, 8: 1e-14, 16: 1e-14}[a.real.dtype.itemsize if a.dtype.kind == "f" else a.real.dtype.itemsize]
        more = 50 if LOOSE else 1
        numpy.testing.assert_allclose(a, b, rtol=tolerance * more, atol=tolerance * (more if LOOSE else 0), err_msg=where)
    else:
        numpy.testing.assert_array_equal(a, b, err_msg=where)


LOOSE = False


def outcome(function, args, kwargs):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with numpy.errstate(all="ignore"):
            try:
                return function(*args, **kwargs), None
            except Exception as error:  # compared below
                return None, error


def check(name, *args, texts=True, loose=False, **kwargs):
    global LOOSE
    LOOSE = loose
    real = numpy
    for part in name.split(".")[1:]:
        real = getattr(real, part)
    copy = lambda x: x.copy() if isinstance(x, numpy.ndarray) else x
    expected, wanted = outcome(real, [copy(a) for a in args], kwargs)
    actual, raised = outcome(lib(name), [copy(a) for a in args], kwargs)
    if wanted is not None:
        assert raised is not None, f"{name}: NumPy raises {wanted!r}, lib gives {actual!r}"
        assert isinstance(raised, type(wanted)) or isinstance(wanted, type(raised)), (name, raised, wanted)
        if texts:
            assert str(raised) == str(wanted), (name, str(raised), str(wanted))
        return
    assert raised is None, f"{name}{args}{kwargs}: {raised!r}"
    same(actual, expected, name)


A = {
    kind: numpy.array([[3, 1, 2], [0, 5, 4]]).astype(kind)
    for kind in "bool int8 uint8 int32 int64 uint64 float16 float32 float64 complex64 complex128".split()
}
REAL = [k for k in A if not k.startswith("complex")]
FLOATS = ["float16", "float32", "float64"]
rng = numpy.random.default_rng(5)
V = rng.standard_normal(7)
M = rng.standard_normal((4, 3))
C3 = rng.integers(-9, 9, (2, 3, 4))
NANS = numpy.array([[1.0, numpy.nan, 3.0], [numpy.nan, numpy.nan, 2.0]])
EMPTY = numpy.zeros((0, 3))


# --- names


def dotted(node):
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else None


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_names_exist(name):
    """Whatever a function of lib says of np is a row, a function of lib or a constant, also on paths not run here."""
    node = FUNCTIONS[name]
    for inner in ast.walk(node):
        full = dotted(inner) if isinstance(inner, ast.Attribute) else None
        if full and full.startswith("np.") and not full.startswith(("np.float", "np.int")):
            while full not in TABLE and full not in FUNCTIONS and full.count(".") > 1 and full.rsplit(".", 1)[0] not in ("np.linalg", "np.random", "np.exceptions"):
                full = full.rsplit(".", 1)[0]
            ok = full in TABLE or full in FUNCTIONS or full.split(".")[1] in CONSTANTS and full.count(".") == 1 or full.endswith(("LinAlgError", "AxisError"))
            assert ok, f"{name} uses {full}"
    assert not any(isinstance(inner, (ast.Try, ast.With, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Yield)) for inner in ast.walk(node))


def test_no_function_hides_a_row():
    assert not [name for name, node in FUNCTIONS.items() if name in TABLE and not marked(node, "only_method")]


def test_files_hold_only_functions():
    for module, tree in FILES.items():
        assert all(isinstance(node, ast.FunctionDef) for node in tree.body), module


def test_signatures():
    """Parameters have NumPy's names in NumPy's order, as far as they go."""
    import inspect

    for name in FUNCTIONS:
        module, function = name.rsplit(".", 1)
        if function in METHODS or function.startswith("_") or module == "generator" or module == "np.random":
            continue
        real = {"np": numpy, "np.linalg": numpy.linalg, "np.lib.stride_tricks": numpy.lib.stride_tricks}[module]
        try:
            theirs = [p for p in inspect.signature(getattr(real, function)).parameters]
        except (ValueError, TypeError):
            continue
        mine = [a.arg for a in FUNCTIONS[name].args.posonlyargs + FUNCTIONS[name].args.args]
        assert mine == theirs[: len(mine)] or all(m in theirs or m in ("x", "constant_values", "subscripts") for m in mine), (name, mine, theirs)


# --- creation


@pytest.mark.parametrize("n", [0, 1, 3])
def test_creation(n):
    check("np.identity", n)
    check("np.identity", n, dtype="int32")
    for k in (-2, 0, 1):
        check("np.tri", n, 4, k)
        check("np.tri", n, None, k, int)
        check("np.tril_indices", n, k)
        check("np.triu_indices", n, k, 4)
    check("np.diag_indices", n)
    check("np.hanning", n), check("np.hamming", n), check("np.blackman", n), check("np.bartlett", n)
    check("np.logspace", 0, 2, n), check("np.logspace", 0.5, 2, n, endpoint=False, base=2.0), check("np.logspace", 0, 3, n, dtype=int)
    check("np.geomspace", 1, 1000, n), check("np.geomspace", -1.5, -1000, n), check("np.geomspace", 1, 256, n, endpoint=False)
    check("np.indices", (n, 2)), check("np.indices", (2, 3, n), sparse=True), check("np.indices", (n,), float)


def test_creation_more():
    check("np.hanning", 12), check("np.hamming", 13), check("np.blackman", 12), check("np.bartlett", 13)
    check("np.geomspace", 0, 3), check("np.geomspace", 1.5, 3, 5, dtype="float32")
    for k in (-1, 0, 2):
        for kind in A:
            check("np.tril", A[kind], k), check("np.triu", A[kind], k), check("np.diag", A[kind], k), check("np.diagflat", A[kind], k)
        check("np.diag", V, k), check("np.tril", C3, k), check("np.triu", V, k), check("np.diag", [1, 2], k)
    check("np.diag", 3), check("np.tril_indices_from", A["int8"]), check("np.triu_indices_from", A["int8"], 1), check("np.triu_indices_from", V)
    check("np.diag_indices_from", M), check("np.diag_indices_from", numpy.ones((2, 2))), check("np.diag_indices_from", V)
    check("np.vander", V), check("np.vander", [1, 2, 3], 2), check("np.vander", [1, 2, 3], 4, True), check("np.vander", M)
    check("np.fromfunction", lambda i, j: i * 10 + j, (2, 3)), check("np.fromfunction", lambda i, j: i == j, (3, 3), dtype=int)


def test_meshgrid():
    for indexing in ("xy", "ij", "no"):
        for sparse in (False, True):
            check("np.meshgrid", [1, 2, 3], V, indexing=indexing, sparse=sparse)
            check("np.meshgrid", [1, 2, 3], [5.0], [1, 2], indexing=indexing, sparse=sparse)
            check("np.meshgrid", [1, 2], indexing=indexing, sparse=sparse)
    check("np.meshgrid", [1, 2], [3], copy=False)
    check("np.ix_", [1, 2], [0]), check("np.ix_", [True, False], [1]), check("np.ix_", [], [1]), check("np.ix_", [[1]], [1])


# --- shapes


@pytest.mark.parametrize("a", [A["int32"], C3, V, EMPTY, C3.transpose(2, 0, 1), M[::-1, ::2]], ids=str)
def test_shapes(a):
    for name in ("ravel", "atleast_1d", "atleast_2d", "atleast_3d", "flip", "flipud", "fliplr"):
        check(f"np.{name}", a)
    check("np.ravel", a, "F")
    same(lib("np.flatten")(a), a.flatten()), same(lib("np.flatten")(a, "F"), a.flatten("F"))
    for axis in range(-a.ndim - 1, a.ndim + 1):
        check("np.flip", a, axis)
        check("np.moveaxis", a, 0, axis, texts=False), check("np.rollaxis", a, axis, texts=False)
        check("np.swapaxes", a, 0, axis, texts=False)
        check("np.stack", [a, a + 1], axis), check("np.stack", [a, a], axis=axis)
        for shift in (-4, 0, 1, 12):
            check("np.roll", a, shift, axis)
    check("np.roll", a, 2), check("np.roll", a, (1, 2), (0, -1)), check("np.roll", a, 1, (0, -1))
    if a.ndim > 1:
        check("np.moveaxis", a, (0, 1), (1, 0)), check("np.moveaxis", a, [0, -1], [-1, 0]), check("np.flip", a, (0, 1))
        check("np.rollaxis", a, 1, 2), check("np.rollaxis", a, 0, 1), check("np.matrix_transpose", a)
        for k in range(-2, 6):
            check("np.rot90", a, k)
        check("np.rot90", a, 1, (1, 0))


def test_shapes_more():
    check("np.moveaxis", C3, (0, 2), (1,)), check("np.moveaxis", C3, (0, 2), (2, 0)), check("np.moveaxis", C3, (2, 0), (0, 1))
    check("np.atleast_1d", 3, [1]), check("np.atleast_2d", 3), check("np.atleast_3d", 3.0, [1, 2]), check("np.flip", 3), check("np.fliplr", V), check("np.flipud", 3)
    for shapes in [((1, 2), (3, 1)), ((5,), (1, 5), ()), (3, (2, 1)), (), ((0,), (1,))]:
        check("np.broadcast_shapes", *shapes)
    check("np.broadcast_shapes", (2,), (3,), texts=False)
    check("np.broadcast_arrays", [1, 2, 3], M), check("np.broadcast_arrays", 2, M, V[:3]), check("np.broadcast_arrays", [1, 2], [1, 2, 3], texts=False)
    view = lib("np.ravel")(C3)
    assert numpy.shares_memory(view, C3) and numpy.shares_memory(lib("np.rot90")(M, 3), M) and not numpy.shares_memory(lib("np.flatten")(C3), C3)


# --- joining


@pytest.mark.parametrize("kind", A)
def test_joining(kind):
    a, v = A[kind], A[kind][0]
    for name in ("vstack", "hstack", "dstack", "column_stack", "stack"):
        check(f"np.{name}", (a, a)), check(f"np.{name}", [v, v + v]), check(f"np.{name}", [v, [1, 2, 3]]), check(f"np.{name}", [1, 2.5])
        check(f"np.{name}", [a, v], texts=False)
    check("np.vstack", [a, v]), check("np.column_stack", [v, numpy.ones((3, 2))])
    check("np.append", a, [7, 8]), check("np.append", v, 2.5), check("np.append", [], v), check("np.append", a, [v], axis=0), check("np.append", a, v, axis=0, texts=False)
    for sections in (1, 2, 3, 4, [1], [0, 2], [1, 5]):
        for axis in (0, 1, -1, 2):
            check("np.array_split", a, sections, axis), check("np.split", a, sections, axis, texts=axis < 2)
        check("np.vsplit", a, sections), check("np.hsplit", a, sections), check("np.hsplit", v, sections), check("np.dsplit", a, sections)
    check("np.array_split", v, 0), check("np.block", [[a, a], [a, a]]), check("np.block", [v, v]), check("np.block", [[v], [v]]), check("np.block", [1, v])
    for obj in (0, -1, 2, 3, -4, [0, 2], [1, 1], slice(0, 2), [], numpy.array([True, False, True]), slice(None, None, -2), [-1], [5]):
        check("np.delete", v, obj, texts=not isinstance(obj, list)), check("np.delete", a, obj, 1, texts=not isinstance(obj, list))
        check("np.delete", a, obj, texts=False)
    check("np.resize", a, (3, 4)), check("np.resize", a, 2), check("np.resize", a, (0, 2)), check("np.resize", [], (2,)), check("np.resize", a, (-1,))


def test_insert():
    for obj in (0, 2, -1, 3, -3, [1], [0, 2], [1, 1], [3, -3], 4, [4], [-4], numpy.array([1, 2])):
        for values in (7, [7], [7, 8], [7.5, 8.5, 9.5]):
            check("np.insert", A["int32"][0], obj, values, texts=isinstance(obj, int) and isinstance(values, int))
    for obj in (0, 2, -1, [1], [0, 2]):
        check("np.insert", A["float64"], obj, 9), check("np.insert", A["float64"], obj, 9, axis=1), check("np.insert", A["float64"], obj, 9, axis=0, texts=False)
    check("np.insert", A["float64"], 1, [5, 6], axis=1), check("np.insert", A["float64"], 1, [5, 6, 7], axis=0), check("np.insert", A["float64"], [0, 2], [[1], [2]], axis=1)
    check("np.insert", A["float64"], [0, 2], [1, 2], axis=1), check("np.insert", A["float64"], [1], [5, 6, 7], axis=0), check("np.insert", A["int8"], 5, 1, axis=2)


@pytest.mark.parametrize("mode", ["constant", "edge", "reflect", "symmetric", "wrap"])
def test_pad(mode):
    for a in (A["int32"], V, C3, numpy.array([5.0]), A["bool"]):
        for width in (0, 1, 2, 9, (1, 2), (0, 3), ((1, 2),) * a.ndim, ((2, 0),)):
            check("np.pad", a, width, mode)
    check("np.pad", A["int32"], ((1, 0), (0, 2)), mode)
    if mode == "constant":
        check("np.pad", A["int32"], 1), check("np.pad", A["int32"], 1, mode, constant_values=7), check("np.pad", V, (1, 2), mode, constant_values=(4, 5.5))
        check("np.pad", A["int32"], ((1, 1), (2, 2)), mode, constant_values=((1, 2), (3, 4))), check("np.pad", A["int32"], 2, mode, constant_values=(3, 4)), check("np.pad", EMPTY, 1)
    check("np.pad", V, -1, mode)


# --- products


@pytest.mark.parametrize("kind", A)
def test_products(kind):
    a, v = A[kind], A[kind][0]
    check("np.outer", a, v), check("np.outer", 2, v), check("np.kron", a, a), check("np.kron", v, a), check("np.kron", 3, a), check("np.kron", C3, v)
    check("np.trace", a), check("np.trace", a, 1), check("np.trace", C3, -1, 1, 2), check("np.trace", a, 0, 0, 1, "float64")
    if kind != "bool":
        check("np.cross", v, v[::-1]), check("np.cross", a, v), check("np.cross", a, a[:, ::-1])
        check("np.cross", a.T.copy(), a.T[::-1].copy(), axis=0), check("np.cross", a, a[::-1], axisc=0)
    check("np.tensordot", a, a.T, 1), check("np.tensordot", a, a, 2), check("np.tensordot", v, v, 0)
    check("np.tensordot", C3, C3, ([0, 2], [0, 2])), check("np.tensordot", C3, a, (1, 1)), check("np.tensordot", a, a, ((1,), (1,))), check("np.tensordot", a, a, 1), check("np.tensordot", a, C3, ([0, -1], [0, 1]))
    check("np.einsum", "ij,jk->ik", a, a.T), check("np.einsum", "ii", a[:2, :2]), check("np.einsum", "i , j -> ij", v, v)
    check("np.vecdot", a, a), check("np.vecdot", a, v)


def test_cross_errors():
    check("np.cross", [1, 2, 3, 4], [1, 2, 3], texts=False)


@pytest.mark.parametrize("mode", ["full", "same", "valid", "none"])
def test_convolve(mode):
    for x in (V, [1, 2, 3], A["int8"][0], A["complex64"][0], M[:, 0], rng.standard_normal(40)):
        for y in (V, [0.5], [1, 2], A["float32"][0], A["complex128"][1], rng.standard_normal(15)):
            check("np.convolve", x, y, mode, loose=True), check("np.correlate", x, y, mode, loose=True)
    check("np.convolve", [], [1], mode), check("np.correlate", [1], [], mode), check("np.convolve", [1], [], mode), check("np.correlate", [], [1], mode)


# --- selecting


@pytest.mark.parametrize("kind", A)
def test_selecting(kind):
    a = A[kind]
    check("np.argwhere", a), check("np.argwhere", C3), check("np.argwhere", 3), check("np.argwhere", 0), check("np.flatnonzero", a), check("np.flatnonzero", EMPTY)
    order = numpy.argsort(a, axis=1)
    check("np.take_along_axis", a, order, 1), check("np.take_along_axis", a, order, -1), check("np.take_along_axis", a, order[:1], 0, texts=False)
    check("np.take_along_axis", a, order[0], 0), check("np.take_along_axis", a, order, 2)
    x, y = a.copy(), a.copy()
    numpy.put_along_axis(x, order[:, :1], 1, 1), lib("np.put_along_axis")(y, order[:, :1], 1, 1), same(y, x)
    conditions = [a == 1, a == a[0, 0], a != a]
    check("np.select", conditions, [a, a + a, 5]), check("np.select", conditions, [1, 2, 3]), check("np.select", conditions, [1, 2.5, 3], 9), check("np.select", [[1, 0]], [[1, 2]]), check("np.select", [], [])
    check("np.select", conditions[:1], [a, a])
    check("np.extract", a == 1, a), check("np.compress", [True, False], a, 0), check("np.compress", [0, 1, 1], a, 1), check("np.compress", [0, 1, 1, 0, 1], a), check("np.compress", [0, 1], a, -1)
    check("np.choose", [0, 1, 2], [a[0], a[1], a[0]]), check("np.choose", [0, 3], [[1, 2], [3, 4]])
    for target in (numpy.zeros((3, 3), kind), numpy.zeros((5, 3), kind), numpy.zeros((3, 5), kind), numpy.zeros((2, 2, 2), kind)):
        for value in (1, [1, 0], [0, 1, 0, 1, 1, 1]):
            for wrap in (False, True):
                x, y = target.copy(), target.copy()
                numpy.fill_diagonal(x, value, wrap), lib("np.fill_diagonal")(y, value, wrap), same(y, x)
    for source in (a, 1, a[0], a == 1):
        for where in (True, a == 1, [True, False, True]):
            x, y = a.copy(), a.copy()
            expected, actual = outcome(numpy.copyto, (x, source), {"where": where}), outcome(lib("np.copyto"), (y, source), {"where": where})
            assert str(expected[1]) == str(actual[1])
            same(y, x)


def test_selecting_errors():
    for to in ("int64", "uint8", "float32", "bool", "complex64"):
        for source in (V[:3], numpy.arange(3), numpy.arange(3) * 1j, numpy.ones(3, bool), numpy.ones(3, numpy.uint8)):
            x, y = numpy.zeros(3, to), numpy.zeros(3, to)
            expected, actual = outcome(numpy.copyto, (x, source), {}), outcome(lib("np.copyto"), (y, source), {})
            assert type(expected[1]) is type(actual[1]) and str(expected[1]) == str(actual[1])
            same(y, x)
    for bad in (V, numpy.zeros((2, 3, 2))):
        expected, actual = outcome(numpy.fill_diagonal, (bad, 1), {}), outcome(lib("np.fill_diagonal"), (bad, 1), {})
        assert str(expected[1]) == str(actual[1]) and expected[1] is not None


def test_indices_flat():
    for order in "CF":
        for indices in (5, [0, 23], [[1, 2], [3, 4]], 24, -1, [3, 99], numpy.array([7], numpy.uint8)):
            check("np.unravel_index", indices, (2, 3, 4), order), check("np.unravel_index", indices, 30, order)
        for index in ((1, 2, 3), ([0, 1], [2, 0], [3, 3]), (2, 0, 0), (-1, 0, 0)):
            for mode in ("raise", "wrap", "clip"):
                check("np.ravel_multi_index", index, (2, 3, 4), mode, order)
    check("np.unravel_index", 1.5, (2, 3)), check("np.ravel_multi_index", (1,), (2, 3))


def test_apply_along_axis():
    for axis in (0, 1, 2, -1, 3):
        check("np.apply_along_axis", numpy.sum, axis, C3), check("np.apply_along_axis", lambda v: v[::-1] * 2, axis, C3), check("np.apply_along_axis", lambda v: numpy.outer(v, v), axis, C3)
        check("np.apply_along_axis", lambda v: v.max() > 3, axis, C3)
    check("np.apply_along_axis", numpy.sum, 1, EMPTY)


# --- sets and comparison


@pytest.mark.parametrize("kind", REAL + ["complex128"])
def test_sets(kind):
    a = numpy.array([3, 1, 2, 3, 1, 0]).astype(kind)
    b = numpy.array([1, 9, 3, 3]).astype(kind)
    for flags in range(8):
        check("np.unique", a, bool(flags & 1), bool(flags & 2), bool(flags & 4)), check("np.unique", a.reshape(2, 3), bool(flags & 1), bool(flags & 2), bool(flags & 4))
    for name in ("union1d", "intersect1d", "setdiff1d", "setxor1d"):
        check(f"np.{name}", a, b), check(f"np.{name}", a, []), check(f"np.{name}", [], b), check(f"np.{name}", a.reshape(2, 3), [1, 2])
    check("np.intersect1d", a, b, return_indices=True)
    check("np.isin", a, b), check("np.isin", a.reshape(2, 3), [1, 2], invert=True), check("np.isin", 3, b), check("np.isin", a, []), check("np.isin", [], a)
    check("np.setdiff1d", a, b, assume_unique=True), check("np.unique", a, axis=0), check("np.unique_counts", a)


def test_comparing():
    values = [A["int32"], A["float64"], A["float64"] + 1e-9, A["float64"] + 1, A["complex64"], NANS, EMPTY, V, 3, 3.0, [1, 2], numpy.array([numpy.inf, -numpy.inf, numpy.nan]), True, 1 + 2j]
    for x in values:
        for name in ("isposinf", "isneginf", "isreal", "iscomplex", "iscomplexobj", "isrealobj", "isscalar", "ndim"):
            if not (name in ("isposinf", "isneginf") and numpy.iscomplexobj(x)):
                check(f"np.{name}", x)
        for y in values:
            for nan in (False, True):
                check("np.array_equal", x, y, nan), check("np.isclose", x, y, equal_nan=nan, texts=False), check("np.allclose", x, y, equal_nan=nan, texts=False)
            check("np.array_equiv", x, y)
    check("np.isclose", 1.0, 1.05, rtol=0.1), check("np.allclose", V, V + 0.01, atol=0.1), check("np.isclose", A["float32"], A["float32"] + 1e-6)
    check("np.isscalar", numpy.float32(1)), check("np.isscalar", "a"), check("np.isscalar", None)


# --- elements


@pytest.mark.parametrize("kind", A)
def test_elements(kind):
    a = A[kind]
    for x in (a, a[0, 0], a[:0]):
        for name in ("real", "imag", "nan_to_num", "divmod", "sinc", "angle", "modf", "frexp"):
            if name in ("modf", "frexp") and kind.startswith("complex") or name == "sinc" and kind == "bool":
                continue
            if name == "divmod":
                if not kind.startswith("complex"):
                    check("np.divmod", x, 2), check("np.divmod", x, x)
            elif name == "angle" and kind != "bool":
                check("np.angle", x), check("np.angle", x, True)
            elif name != "angle":
                check(f"np.{name}", x, loose=name == "sinc")


def test_elements_more():
    special = numpy.array([0.0, -0.0, 1.5, -2.75, numpy.inf, -numpy.inf, numpy.nan, 1e300, 5e-324, 1e-310, 0.5, 1.0, -8.0])
    for kind in FLOATS:
        x = special.astype(kind)
        check("np.modf", x), check("np.frexp", x), check("np.nan_to_num", x), check("np.nan_to_num", x, nan=1.5, posinf=9, neginf=-9)
    check("np.nan_to_num", special + 1j * special[::-1]), check("np.real", 3), check("np.imag", 2.5), check("np.real", [1, 2]), check("np.real", 1 + 2j), check("np.angle", 1j), check("np.angle", [1j, -1.0])
    x = special.copy()
    assert lib("np.nan_to_num")(x, copy=False) is x
    same(x, numpy.nan_to_num(special))
    check("np.sinc", V), check("np.sinc", 0.0), check("np.sinc", numpy.linspace(-4, 4, 41))
    phase = numpy.cumsum(rng.uniform(-4, 4, (3, 20)), axis=1)
    check("np.unwrap", phase), check("np.unwrap", phase, axis=0), check("np.unwrap", phase, period=3.0), check("np.unwrap", phase, 4.0)


def test_interp():
    xp, fp = numpy.array([0.0, 1, 2.5, 4]), numpy.array([3.0, -1, 7, 2])
    for x in (0.5, 1, -3.0, 9, [0, 0.1, 2.5, 4, 4.1, -0.1, numpy.nan], numpy.linspace(-1, 5, 13).reshape(13, 1), numpy.float32(2.2), []):
        check("np.interp", x, xp, fp), check("np.interp", x, xp, fp, left=-9, right=99), check("np.interp", x, xp, fp, period=3.0), check("np.interp", x, [1], [5])
        check("np.interp", x, [0, 1, 2], [1, 2, 4]), check("np.interp", x, xp, fp * 1j + 1), check("np.interp", x, [0, 1, 1, 2], [1, 2, 3, 4])
        check("np.interp", x, [0.0, numpy.inf], [0, 1])
    check("np.interp", 1, [1, 2], [3]), check("np.interp", 1, [], []), check("np.interp", 1, [1], [2], period=0)


# --- differences, statistics


@pytest.mark.parametrize("kind", A)
def test_diff(kind):
    a = A[kind]
    for axis in (0, 1, -1, 2):
        for n in (0, 1, 2):
            check("np.diff", a, n, axis)
    check("np.diff", a, prepend=0), check("np.diff", a, append=a[:, :1]), check("np.diff", a, -1), check("np.diff", 3), check("np.diff", a[:, :0])
    if kind != "bool":
        check("np.ediff1d", a), check("np.ediff1d", a, to_end=1, to_begin=[1, 2]), check("np.trapezoid", a), check("np.trapezoid", a, axis=0), check("np.trapezoid", a, dx=2), check("np.trapezoid", a, [0, 1, 3])
        check("np.cumulative_sum", a, axis=1), check("np.cumulative_sum", a[0]), check("np.cumulative_sum", a), check("np.cumulative_sum", a, axis=0, include_initial=True), check("np.cumulative_prod", a, axis=-1, include_initial=True), check("np.cumulative_prod", a[0]), check("np.cumulative_prod", a), check("np.ptp", a) if not kind.startswith("complex") else None
    check("np.trapezoid", C3, axis=1), check("np.trapezoid", M, M * 2)


def test_gradient():
    for a in (M, V, numpy.arange(6), M.astype("float32"), rng.standard_normal((3, 4, 5)), A["complex64"]):
        check("np.gradient", a), check("np.gradient", a, 2.0), check("np.gradient", a, axis=0), check("np.gradient", a, axis=-1)
        if min(a.shape) > 2:
            check("np.gradient", a, edge_order=2), check("np.gradient", a, *[numpy.cumsum(rng.uniform(1, 2, n)) for n in a.shape], edge_order=2)
        check("np.gradient", a, *[numpy.cumsum(rng.uniform(1, 2, n)) for n in a.shape]), check("np.gradient", a, *[numpy.arange(n) * 2.0 for n in a.shape])
    check("np.gradient", [1.0]), check("np.gradient", [1.0, 2.0], edge_order=2), check("np.gradient", V, [1.0, 2.0]), check("np.gradient", M, 1.0, 2.0, 3.0), check("np.gradient", M, axis=(1, 0))


@pytest.mark.parametrize("kind", REAL)
@pytest.mark.parametrize("axis", [None, 1, -1, (0, 1), 2])
@pytest.mark.parametrize("keepdims", [False, True])
def test_median(kind, axis, keepdims):
    for a in (A[kind], C3.astype(kind)):
        check("np.median", a, axis, keepdims=keepdims, texts=False)
        for q in (0, 50, 33.3, 100, [25, 75.5], -1, 101):
            check("np.percentile", a, q, axis, keepdims=keepdims, texts=False)
        for q in (0.5, 0.123, [0.1, 0.9], 1):
            check("np.quantile", a, q, axis, keepdims=keepdims, texts=False)
    check("np.median", A[kind][:0], axis, keepdims=keepdims, texts=False)


def test_quantile_methods():
    for method in ("linear", "lower", "higher", "nearest", "midpoint", "hazen", "weibull", "median_unbiased", "normal_unbiased"):
        for a in (V, M, numpy.arange(6), numpy.arange(5), NANS, A["float32"]):
            for q in (0, 10, 25, 30, 50, 70, 99, 100, [12.5, 62.5]):
                loose = a.dtype == numpy.float32
                check("np.percentile", a, q, method=method, loose=loose), check("np.percentile", a, q, axis=0, method=method, loose=loose)
    check("np.median", NANS, 0), check("np.median", NANS), check("np.percentile", NANS, 50, 1), check("np.percentile", V, 120), check("np.quantile", V, 1.2), check("np.quantile", V, 0.5, method="bad", texts=False)


@pytest.mark.parametrize("kind", A)
def test_statistics(kind):
    a = A[kind]
    check("np.cov", a, loose=True), check("np.cov", a[0], loose=True), check("np.cov", a[0], a[1], loose=True), check("np.cov", a, rowvar=False, loose=True), check("np.cov", a, bias=True, loose=True), check("np.cov", a, ddof=0, loose=True)
    check("np.corrcoef", a, loose=True), check("np.corrcoef", a[0], a[1], loose=True), check("np.corrcoef", a[0], loose=True)
    check("np.cov", a, fweights=[1, 2, 1], loose=True), check("np.cov", a, aweights=[1.0, 2, 0.5], loose=True), check("np.cov", a, fweights=[1, 2, 1], aweights=[1.0, 2, 0.5], loose=True)
    for axis in (None, 0, 1, -1, 2):
        for returned in (False, True):
            check("np.average", a, axis, returned=returned, texts=False), check("np.average", a, axis, a + a, returned, texts=False), check("np.average", a, axis, numpy.ones((2, 3)), returned, texts=False)
        check("np.average", a, axis, [1, 2, 4], texts=axis != 2), check("np.average", a, axis, [1.5, 2], texts=axis != 2), check("np.average", a, axis, keepdims=True, texts=False)
    check("np.average", a[0], weights=[1, -1, 0]), check("np.average", a, 1, [0, 0, 0]), check("np.average", a, weights=numpy.ones((3, 2)))


@pytest.mark.parametrize("kind", [k for k in REAL if k != "float16"])
def test_histogram(kind):
    a = A[kind]
    for bins in (1, 4, 10, [0, 1, 3, 5], [0.5, 2.5], 0, [3, 1]):
        for density in (None, False, True):
            check("np.histogram", a, bins, density=density), check("np.histogram", a, bins, (0, 4), density=density), check("np.histogram", a, bins, weights=A["float64"] / 2, density=density)
        check("np.histogram_bin_edges", a, bins, texts=False) if bins not in (0, [3, 1]) and kind != "bool" else None
    check("np.histogram", a[:, :0], 3), check("np.histogram", a, 3, (2, 2)), check("np.histogram", a, 3, (5, 2)), check("np.histogram", a, weights=[1])


def test_histogram_more():
    check("np.histogram", [numpy.inf, 1.0]), check("np.histogram", V, 5), check("np.histogram2d", V, V[::-1], 4), check("np.histogram2d", V, V * 2, (3, 5)), check("np.histogram2d", V, V * 2, [[-1, 0, 1], 3], density=True)
    check("np.histogram2d", V, V * 2, 3, weights=V), check("np.histogram2d", V, V * 2, 3, range=[[-1, 1], [-2, 0]]), check("np.histogram2d", V, V[:2])


@pytest.mark.parametrize("name", "nansum nanprod nanmean nanvar nanstd nanmin nanmax nanargmin nanargmax nanmedian".split())
@pytest.mark.parametrize("kind", REAL)
@pytest.mark.parametrize("axis", [None, 0, 1])
def test_nan(name, kind, axis):
    for x in (NANS.astype(kind) if kind.startswith("float") else A[kind], A[kind], NANS[:1, :1].astype(kind) if kind.startswith("float") else A[kind]):
        check(f"np.{name}", x, axis), check(f"np.{name}", x, axis, keepdims=True)
    if name in ("nanvar", "nanstd"):
        check(f"np.{name}", NANS, axis, ddof=1)
    if name in ("nansum", "nanprod"):
        check(f"np.{name}", NANS + 1j, axis), check(f"np.nancum{name[3:]}", NANS, axis)
    if name == "nanmean":
        check(f"np.{name}", NANS + 1j, axis)


# --- polynomials


@pytest.mark.parametrize("kind", [k for k in A if k not in ("float16", "bool")])
def test_polynomials(kind):
    p = A[kind][0]
    check("np.polyval", p, 2), check("np.polyval", p, V), check("np.polyval", [1, 2, 3], A[kind]), check("np.polyval", [1.5], A[kind]), check("np.polyval", p, numpy.float32(1.5))
    check("np.polyadd", p, [1, 2]), check("np.polysub", p, [1, 2, 3, 4]), check("np.polymul", p, [1, 2], loose=True), check("np.polyder", p), check("np.polyder", p, 2), check("np.polyder", p, 4, texts=False)
    if kind not in ("float32", "complex64"):
        check("np.polyint", p), check("np.polyint", p, 2), check("np.polyint", p, 2, [1, 2])


def test_polyfit():
    x = numpy.linspace(0, 3, 12)
    y = 3 * x**2 - x + 0.1 * rng.standard_normal(12)
    for deg in (0, 1, 2, 3):
        check("np.polyfit", x, y, deg, loose=True), check("np.polyfit", x, numpy.stack([y, y * 2], 1), deg, loose=True), check("np.polyfit", x, y, deg, w=x + 1, loose=True)
        check("np.polyfit", x, y, deg, full=True, loose=True), check("np.polyfit", x, y, deg, cov=True, loose=True)
    check("np.polyfit", [1, 2, 3], [2, 4, 6], 1, loose=True), check("np.polyfit", x, y, -1), check("np.polyfit", [], [], 1), check("np.polyfit", x, y[:3], 1), check("np.polyfit", M, y, 1)
    for p in ([1, -3, 2], [1, 0, 1], [0, 0, 2, -4, 0], [5], [0, 0], [1.5, 2, 3, 4]):
        expected, actual = numpy.roots(p), lib("np.roots")(p)
        assert numpy.iscomplexobj(expected) == numpy.iscomplexobj(actual)
        numpy.testing.assert_allclose(actual, expected, rtol=1e-12)


# --- linalg


@pytest.mark.parametrize("kind", ["int64", "float32", "float64", "complex128"])
def test_norm(kind):
    matrix, vector, cube = A[kind], A[kind][0], C3.astype(kind)
    for ord in (None, 0, 1, -1, 2, -2, 3, 0.5, numpy.inf, -numpy.inf, "fro", "nuc", "f", "bad"):
        for keepdims in (False, True):
            for a in (matrix, vector, cube, EMPTY[:, 0]):
                check("np.linalg.norm", a, ord, keepdims=keepdims, loose=True, texts=False)
                for axis in (0, -1, (0, 1), (-1, 0), (0,)):
                    if axis != (0,) and isinstance(axis, tuple) and a.ndim < 2:
                        continue
                    check("np.linalg.norm", a, ord, axis, keepdims=keepdims, loose=True, texts=False)
    check("np.linalg.vector_norm", matrix, loose=True), check("np.linalg.vector_norm", matrix, axis=1, ord=1, keepdims=True, loose=True), check("np.linalg.matrix_norm", cube, loose=True)


@pytest.mark.parametrize("kind", ["int64", "float32", "float64", "complex128"])
def test_linalg(kind):
    square = (numpy.array([[4, 1, 2], [0, 3, -1], [1, 2, 5]])).astype(kind)
    for n in (-2, -1, 0, 1, 2, 3, 4, 5, 8, 13):
        check("np.linalg.matrix_power", square, n, loose=True), check("np.linalg.matrix_power", numpy.stack([square, square + 1]), n, loose=True)
    check("np.linalg.matrix_power", square[:2], 2), check("np.linalg.matrix_power", square[0], 2)
    for a in (square, A[kind], A[kind].T.copy()):
        check("np.linalg.pinv", a, loose=True), check("np.linalg.matrix_rank", a), check("np.linalg.cond", a, loose=True)
    for p in (1, -1, 2, -2, numpy.inf, -numpy.inf, "fro"):
        check("np.linalg.cond", square, p, loose=True)
    check("np.linalg.matrix_rank", numpy.ones((3, 3), kind)), check("np.linalg.matrix_rank", square[0]), check("np.linalg.matrix_rank", square, 4.0)
    for arrays in ([square, square], [square, A[kind].T, A[kind]], [square[0], square, square[0]], [A[kind], square, square[0]], [square] * 4, [square[0], square, square, square]):
        check("np.linalg.multi_dot", arrays, loose=True)
    check("np.linalg.multi_dot", [square]), check("np.linalg.svd", A[kind], loose=True), check("np.linalg.svd", A[kind], full_matrices=False, loose=True), check("np.linalg.svd", A[kind], compute_uv=False, loose=True)
    for mode in ("reduced", "complete", "r"):
        check("np.linalg.qr", A[kind], mode, loose=True)
    check("np.linalg.eig", square, loose=True), check("np.linalg.eigvals", square, loose=True), check("np.linalg.eig", numpy.array([[0, 1], [-1, 0]], kind), loose=True)
    check("np.linalg.lstsq", square, square[0], loose=True), check("np.linalg.outer", square[0], square[1]), check("np.linalg.cross", square, square[::-1]), check("np.linalg.trace", numpy.stack([square, square])), check("np.linalg.diagonal", square)
    check("np.linalg.tensorsolve", numpy.eye(6).reshape(2, 3, 6).astype(kind), A[kind].astype(kind), loose=True)


# --- random: the same stream, whatever the function calls


CALLS = [
    ("uniform", (-1, 2, 5)), ("uniform", ()), ("uniform", (0, [1, 2])), ("normal", (5, 2)), ("normal", (0, 1, (2, 3))), ("normal", ([1, 2], [3, 4])), ("lognormal", (0, 1, 3)), ("exponential", (2.0, 3)),
    ("gamma", (2.0, 1.5, 3)), ("standard_gamma", (2.0, 3)), ("beta", (2.0, 3.0)), ("chisquare", (3, 4)), ("poisson", (4.0, 5)), ("poisson", (3,)), ("binomial", (10, 0.3, 5)), ("binomial", (1, [0.2, 0.8])),
    ("geometric", (0.4, 3)), ("laplace", (0, 1, 3)), ("gumbel", (0, 1, 3)), ("logistic", (0, 1, 3)), ("rayleigh", (2.0, 3)), ("weibull", (1.5, 3)), ("pareto", (1.5, 3)), ("power", (1.5, 3)),
    ("vonmises", (0, 2, 3)), ("wald", (1, 2, 3)), ("triangular", (0, 1, 3, 4)), ("negative_binomial", (5, 0.5, 3)), ("zipf", (2.5, 3)), ("logseries", (0.5, 3)), ("hypergeometric", (5, 6, 7, 3)), ("standard_t", (3, 4)),
    ("f", (3, 4, 2)), ("noncentral_f", (3, 4, 1, 2)), ("noncentral_chisquare", (3, 1, 2)), ("choice", (5, 3)), ("choice", (5,)), ("choice", ([1.5, 2.5, 9.0], (2, 2))), ("choice", (5, 3, False)),
    ("choice", (3, 4, True, [0.2, 0.3, 0.5])), ("choice", ([10, 20], 2, False)), ("permutation", (6,)), ("permutation", ([1, 2, 3],)), ("permutation", (M,)), ("multinomial", (20, [0.2, 0.3, 0.5])), ("multinomial", (20, [0.5, 0.5], 3)),
    ("dirichlet", ([1.0, 2.0, 3.0], 2)), ("multivariate_normal", ([0, 1], [[2, 0.5], [0.5, 1]])), ("multivariate_normal", ([0, 1], [[2, 0.5], [0.5, 1]], (2, 3))),
]
LEGACY = CALLS + [("randint", (5,)), ("randint", (2, 9, 4)), ("randint", (0, 2, (2, 3), bool)), ("randint", (0, 100, 5, "uint8")), ("randint", (1e3,)), ("randint", ([3, 4],)), ("randint", (5, None, None, "int32")), ("random_integers", (5, None, 3))]
MODERN = CALLS + [("integers", (5,)), ("integers", (2, 9, 4)), ("integers", (0, 100, 5, "uint8")), ("integers", (0, 2, 3, "int64", True)), ("integers", ([3, 4],)), ("choice", (M, 2)), ("choice", (M, 2, False, None, 1)), ("permuted", (M,)), ("permutation", (M, 1))]


@pytest.mark.parametrize("name, args", LEGACY)
def test_legacy_random(name, args):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        numpy.random.seed(3)
        expected, after = getattr(numpy.random, name)(*args), None
        after = numpy.random.rand()
        numpy.random.seed(3)
        actual = lib(f"np.random.{name}")(*args)
        same(actual, expected, name)
        assert numpy.random.rand() == after, name
    if name != "random_integers":
        state, other = numpy.random.RandomState(5), numpy.random.RandomState(5)
        if f"generator.{name}" in LOADED and name not in ("permutation", "choice", "multivariate_normal"):
            same(lib(f"generator.{name}")(state, *args), getattr(other, name)(*args), name)


@pytest.mark.parametrize("name, args", MODERN)
def test_generator(name, args):
    mine, theirs = numpy.random.default_rng(3), numpy.random.default_rng(3)
    expected = getattr(theirs, name)(*args)
    actual = lib(f"generator.{name}")(mine, *args)
    same(actual, expected, name)
    assert mine.random() == theirs.random()


def test_permuted_axis():
    for axis in (0, 1):
        same(lib("generator.permuted")(numpy.random.default_rng(3), M, axis=axis), numpy.random.default_rng(3).permuted(M, axis=axis))


def test_shuffle():
    for make in (lambda: numpy.arange(10), lambda: list(range(10)), lambda: M.copy()):
        x, y = make(), make()
        numpy.random.seed(4), numpy.random.shuffle(x), numpy.random.seed(4), lib("np.random.shuffle")(y)
        same(y, x)
        x, y = make(), make()
        numpy.random.default_rng(4).shuffle(x), lib("generator.shuffle")(numpy.random.default_rng(4), y)
        same(y, x)


# --- ufunc methods


def test_ufunc_methods():
    for kind in A:
        a = A[kind]
        for name, ufunc in (("add", numpy.add), ("multiply", numpy.multiply), ("maximum", numpy.maximum), ("minimum", numpy.minimum), ("logical_and", numpy.logical_and), ("logical_or", numpy.logical_or)):
            for axis in (0, 1, None):
                same(lib(f"np._reduce_{name}")(a, axis), ufunc.reduce(a, axis), name)
        same(lib("np._accumulate_add")(a), numpy.add.accumulate(a) if kind != "bool" else numpy.cumsum(a, 0))
        same(lib("np._accumulate_multiply")(a, 1), numpy.multiply.accumulate(a, 1) if kind != "bool" else numpy.cumprod(a, 1))
