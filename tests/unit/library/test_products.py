"""dot, inner, vdot, matmul and linalg of the runtime against NumPy, with NumPy's own BLAS where it is found: then all
bits must agree, else a few ulp."""
import warnings

import numpy as np
import pytest

import library_native as native
from library_native import DTYPES
from test_library import cases, errors_agree, quiet, rng, same, shape_of, values, view  # noqa: F401

needs_lapack = pytest.mark.skipif(not native.REAL_BLAS, reason="no BLAS library")


def equal(got, want):
    want = np.asarray(want)
    if native.SAME_BLAS or want.dtype.kind in "biu":
        same(got, want)
    else:
        assert got.shape == want.shape and got.dtype == want.dtype
        tolerance = {"e": 1e-2, "f": 1e-4, "F": 1e-4}.get(want.dtype.char, 1e-9)
        assert np.allclose(got, want, rtol=tolerance, atol=tolerance * max(1, np.nan_to_num(abs(want)).max(initial=0)),
                           equal_nan=True)


def pair_of(rng, wild):
    d = [DTYPES[rng.integers(14)] for _ in range(2)]
    if rng.random() < .7:
        d = [np.dtype(rng.choice(list("fdFD")))] * 2
    n, m, p = (int(x) for x in rng.choice([0, 1, 1, 2, 3, 5, 8, 17, 40], 3, p=[.04, .12, .1, .14, .14, .14, .12, .1, .1]))
    k = n + 1 if wild else n
    return d, m, n, k, p


def operand(rng, shape, dtype):
    a = view(rng, shape, dtype, few=np.dtype(dtype).kind in "iu", broadcast=rng.random() < .3)
    return np.nan_to_num(a, nan=1, posinf=2, neginf=3) if a.dtype.kind in "fc" and rng.random() < .9 else a


def finite(*arrays):
    return all(np.isfinite(a).all() for a in arrays)


def test_dot_and_inner(rng):
    for _ in cases(5000):
        d, m, n, k, p = pair_of(rng, rng.random() < .05)
        extra = tuple(rng.integers(1, 3, rng.integers(0, 2)))
        kind = rng.integers(6)
        a_shape = [(n,), (m, n), (m, n), (n,), extra + (m, n), ()][kind]
        b_shape = [(k,), (k, p), (k,), (k, p), extra + (k, p), (k, p)][kind]
        if rng.random() < .1:
            a_shape, b_shape = b_shape[::-1], a_shape[::-1]
        a, b = operand(rng, a_shape, d[0]), operand(rng, b_shape, d[1])
        got = errors_agree(lambda: native.product("dot", a, b), lambda: np.dot(a, b))
        if got and finite(a, b):
            equal(*got)
        b = operand(rng, b_shape[:-2] + b_shape[:-3:-1] if len(b_shape) > 1 else b_shape, d[1])
        got = errors_agree(lambda: native.product("inner", a, b), lambda: np.inner(a, b))
        if got and finite(a, b):
            equal(*got)


def test_dot_of_transposes(rng):
    for _ in cases(400):
        d = rng.choice(list("fdFDiq"))
        a = operand(rng, rng.integers(1, 20, 2), d)
        a = a if rng.random() < .3 else np.array(a, order="C" if rng.random() < .5 else "F")
        for x, y in ((a, a.T), (a.T, a)):
            if finite(a):
                equal(native.product("dot", x, y), np.dot(x, y))
                equal(native.product("matmul", x, y), np.matmul(x, y))


def test_vdot(rng):
    for _ in cases(600):
        shape = shape_of(rng, 2, high=12)
        d = rng.choice(DTYPES, 2)
        a, b = operand(rng, shape, d[0]), operand(rng, shape if rng.random() < .9 else (3,), d[1])
        if d[0].kind == d[1].kind == "b":
            continue
        got = errors_agree(lambda: native.product("vdot", a, b), lambda: np.vdot(a, b))
        if got and finite(a, b):
            equal(*got)


def test_matmul(rng):
    for _ in cases(5000):
        d, m, n, k, p = pair_of(rng, rng.random() < .05)
        stack = tuple(rng.integers(1, 4, rng.integers(0, 3)))
        a_stack, b_stack = (tuple(1 if rng.random() < .2 else s for s in stack[rng.integers(0, len(stack) + 1):])
                            for _ in range(2))
        if rng.random() < .03:
            b_stack = (4,) + a_stack[:1]
        a_shape = (n,) if rng.random() < .15 else a_stack + (m, n)
        b_shape = (k,) if rng.random() < .15 else b_stack + (k, p)
        if rng.random() < .02:
            a_shape = ()
        a, b = operand(rng, a_shape, d[0]), operand(rng, b_shape, d[1])
        got = errors_agree(lambda: native.product("matmul", a, b), lambda: np.matmul(a, b))
        if got and finite(a, b):
            equal(*got)


def matrix(rng, square=True, low=0):
    d = rng.choice(list("fdFDfdFD?bhiqBHIQ"))
    stack = tuple(rng.integers(0 if rng.random() < .05 else 1, 3, rng.integers(0, 3)))
    m, n = (int(x) for x in rng.choice([0, 1, 2, 3, 5, 9, 30], 2, p=[.05, .1, .2, .25, .2, .15, .05]))
    if square:
        n = m
    a = view(rng, stack + (m, n), d, few=np.dtype(d).kind in "biu")
    a = np.nan_to_num(a, nan=1, posinf=2, neginf=3) if a.dtype.kind in "fc" else a
    return a


def many(pair):
    """Both results as tuples."""
    return zip(*(x if isinstance(x, tuple) else (x,) for x in pair))


def check(pair):
    if pair:
        for got, want in many(pair):
            equal(np.asarray(got), np.asarray(want))


@needs_lapack
def test_solve_and_inv(rng):
    for _ in cases(1200):
        a = matrix(rng, square=rng.random() < .97)
        columns = int(rng.integers(0, 4))
        n = a.shape[-1] + (rng.random() < .05)
        stack = a.shape[:-2][rng.integers(0, a.ndim - 1):] if rng.random() < .9 else (3, 2)
        b = view(rng, (n,) if rng.random() < .4 else stack + (n, columns), rng.choice(list("fdFDi")), few=True)
        if not finite(b):
            continue
        check(errors_agree(lambda: native.solve(a, b), lambda: np.linalg.solve(a, b)))
        check(errors_agree(lambda: native.inv(a), lambda: np.linalg.inv(a)))


@needs_lapack
def test_det(rng):
    for _ in cases(800):
        a = matrix(rng, square=rng.random() < .97)
        check(errors_agree(lambda: native.det(a), lambda: np.linalg.det(a)))
        check(errors_agree(lambda: native.slogdet(a), lambda: tuple(np.linalg.slogdet(a))))


@needs_lapack
def test_cholesky(rng):
    for _ in cases(600):
        a = matrix(rng)
        upper = bool(rng.random() < .3)
        a = a @ a.swapaxes(-1, -2).conj() + (a.shape[-1] * np.eye(a.shape[-1]) if rng.random() < .8 else 0)
        check(errors_agree(lambda: native.cholesky(a, upper), lambda: np.linalg.cholesky(a, upper=upper)))


@needs_lapack
def test_qr_and_svd(rng):
    for _ in cases(700):
        a = matrix(rng, square=False)
        mode = str(rng.choice(["reduced", "complete", "r", "raw"]))
        check((native.qr(a, mode), tuple(x) if isinstance(x := np.linalg.qr(a, mode), tuple) else x))
        full, vectors = bool(rng.random() < .5), bool(rng.random() < .7)
        want = np.linalg.svd(a, full, vectors)
        check((native.svd(a, full, vectors), tuple(want) if vectors else want))


@needs_lapack
def test_eig_and_eigh(rng):
    for _ in cases(700):
        a = matrix(rng, square=rng.random() < .97)
        if a.shape[-1] == a.shape[-2] and rng.random() < .5:
            a = a + a.swapaxes(-1, -2).conj()
        check(errors_agree(lambda: native.eig(a), lambda: tuple(np.linalg.eig(a))))
        check(errors_agree(lambda: native.eig(a, False), lambda: np.linalg.eigvals(a)))
        uplo = str(rng.choice(["L", "U", "l"]))
        check(errors_agree(lambda: native.eigh(a, uplo), lambda: tuple(np.linalg.eigh(a, uplo))))
        check(errors_agree(lambda: native.eigh(a, uplo, False), lambda: np.linalg.eigvalsh(a, uplo)))


@needs_lapack
def test_lstsq(rng):
    for _ in cases(500):
        a = matrix(rng, square=False)
        a = a.reshape(-1, a.shape[-1]) if a.size else np.zeros(a.shape[-2:], a.dtype)
        columns = int(rng.integers(0, 4))
        n = a.shape[0] + (rng.random() < .05)
        b = operand(rng, (n,) if rng.random() < .5 else (n, columns), rng.choice(list("fdFDi")))
        if not finite(b):
            continue
        rcond = float(rng.choice([np.nan, 1e-3, -1]))
        check(errors_agree(lambda: native.lstsq(a, b, rcond),
                           lambda: tuple(np.linalg.lstsq(a, b, None if np.isnan(rcond) else rcond))))


@needs_lapack
def test_errors():
    one, two, three = np.zeros(2), np.zeros((2, 2)), np.zeros((2, 3))
    nans = np.full((2, 2), np.nan)
    la = np.linalg
    for ours, numpys in (
            (lambda: native.inv(one), lambda: la.inv(one)), (lambda: native.inv(two), lambda: la.inv(two)),
            (lambda: native.inv(np.float64(3)), lambda: la.inv(np.float64(3))),
            (lambda: native.det(three), lambda: la.det(three)),
            (lambda: native.cholesky(-np.eye(2)), lambda: la.cholesky(-np.eye(2))),
            (lambda: native.eig(nans), lambda: la.eig(nans)), (lambda: native.svd(nans), lambda: la.svd(nans)),
            (lambda: native.eigh(np.eye(2), "X"), lambda: la.eigh(np.eye(2), "X")),
            (lambda: native.qr(one, "reduced"), lambda: la.qr(one)), (lambda: native.svd(one), lambda: la.svd(one)),
            (lambda: native.lstsq(two, np.zeros(3)), lambda: la.lstsq(two, np.zeros(3))),
            (lambda: native.lstsq(np.zeros((2, 2, 2)), np.zeros(3)), lambda: la.lstsq(np.zeros((2, 2, 2)), np.zeros(3))),
            (lambda: native.inv(np.eye(2, dtype="e")), lambda: la.inv(np.eye(2, dtype="e")))):
        assert errors_agree(ours, numpys) is None
