# numpy.linalg in terms of the rows of the decompositions. See np.py.


def norm(x, ord=None, axis=None, keepdims=False):
    np._static(keepdims)
    np._static(ord)
    a = np.asarray(x)
    if a.dtype.kind not in "fc":
        a = a.astype(np.float64)
    if axis is None:
        if ord is None or (ord == 2 and a.ndim == 1) or (ord in ("f", "fro") and a.ndim == 2):
            flat = a.reshape(-1)
            if a.dtype.kind == "c":
                square = np.dot(flat.real, flat.real) + np.dot(flat.imag, flat.imag)
            else:
                square = np.dot(flat, flat)
            return np.sqrt(square).reshape((1,) * a.ndim) if keepdims else np.sqrt(square)
        if a.ndim == 1:
            return np.linalg._vector_norm(a, ord, 0, keepdims)
        if a.ndim == 2:
            return np.linalg._matrix_norm(a, ord, 0, 1, keepdims)
        raise ValueError("Improper number of dimensions to norm.")
    np._static(axis)
    if isinstance(axis, int):
        return np.linalg._vector_norm(a, ord, axis, keepdims)
    if len(axis) == 1:
        return np.linalg._vector_norm(a, ord, axis[0], keepdims)
    if len(axis) == 2:
        np.size(a, axis[0])
        np.size(a, axis[1])
        first = axis[0] + a.ndim if axis[0] < 0 else axis[0]
        second = axis[1] + a.ndim if axis[1] < 0 else axis[1]
        if first == second:
            raise ValueError("Duplicate axes given.")
        return np.linalg._matrix_norm(a, ord, first, second, keepdims)
    raise ValueError("Improper number of dimensions to norm.")


def _vector_norm(a, ord, axis, keepdims):
    np._static(ord)
    if isinstance(ord, str):
        raise ValueError(f"Invalid norm order '{ord}' for vectors")
    if ord is None or (isinstance(ord, int) and ord == 2):
        square = (np.conjugate(a) * a).real if a.dtype.kind == "c" else a * a
        return np.sqrt(np.sum(square, axis=axis, keepdims=keepdims))
    size = np.absolute(a)
    if isinstance(ord, int):
        if ord == 0:
            return np.sum((a != 0).astype(size.dtype), axis=axis, keepdims=keepdims)
        if ord == 1:
            return np.sum(size, axis=axis, keepdims=keepdims)
    elif ord == np.inf:
        return np.max(size, axis=axis, keepdims=keepdims, initial=0)
    elif ord == -np.inf:
        return np.min(size, axis=axis, keepdims=keepdims)
    elif ord == 2.0:
        return np.sqrt(np.sum(size * size, axis=axis, keepdims=keepdims))
    return np.sum(size**ord, axis=axis, keepdims=keepdims) ** (1.0 / ord)


def _matrix_norm(a, ord, row_axis, column_axis, keepdims):
    np._static(keepdims)
    np._static(ord)
    np._static(row_axis)
    np._static(column_axis)
    size = np.absolute(a)
    after_row = column_axis - 1 if column_axis > row_axis else column_axis
    after_column = row_axis - 1 if row_axis > column_axis else row_axis
    if ord is None or (isinstance(ord, str) and ord in ("f", "fro")):
        square = (np.conjugate(a) * a).real if a.dtype.kind == "c" else a * a
        result = np.sqrt(np.sum(square, axis=(row_axis, column_axis)))
    elif isinstance(ord, str):
        if ord != "nuc":
            raise ValueError("Invalid norm order for matrices.")
        result = np.sum(np.linalg._singular_values(a, row_axis, column_axis), axis=-1)
    elif ord == 2:
        result = np.max(np.linalg._singular_values(a, row_axis, column_axis), axis=-1, initial=0)
    elif ord == -2:
        result = np.min(np.linalg._singular_values(a, row_axis, column_axis), axis=-1)
    elif ord == 1:
        result = np.max(np.sum(size, axis=row_axis), axis=after_row, initial=0)
    elif ord == -1:
        result = np.min(np.sum(size, axis=row_axis), axis=after_row)
    elif ord == np.inf:
        result = np.max(np.sum(size, axis=column_axis), axis=after_column, initial=0)
    elif ord == -np.inf:
        result = np.min(np.sum(size, axis=column_axis), axis=after_column)
    else:
        raise ValueError("Invalid norm order for matrices.")
    if keepdims:
        shape = ()
        for i, n in enumerate(a.shape):
            shape = shape + (1 if i == row_axis or i == column_axis else n,)
        return result.reshape(shape)
    return result


def _singular_values(a, row_axis, column_axis):
    np._static(row_axis)
    np._static(column_axis)
    order = ()
    for i, n in enumerate(a.shape):
        if i != row_axis and i != column_axis:
            order = order + (i,)
    return np.linalg.svd(np.transpose(a, order + (row_axis, column_axis)), compute_uv=False)


def vector_norm(x, *, axis=None, keepdims=False, ord=2):
    a = np.asarray(x)
    if a.dtype.kind not in "fc":
        a = a.astype(np.float64)
    if axis is None:
        np._static(keepdims)
        result = np.linalg._vector_norm(a.reshape(-1), ord, 0, False)
        return result.reshape((1,) * a.ndim) if keepdims else result
    return np.linalg._vector_norm(a, ord, axis, keepdims)


def matrix_norm(x, *, keepdims=False, ord="fro"):
    a = np.asarray(x)
    if a.dtype.kind not in "fc":
        a = a.astype(np.float64)
    return np.linalg._matrix_norm(a, ord, a.ndim - 2, a.ndim - 1, keepdims)


def svd(a, full_matrices=True, compute_uv=True, hermitian=False):
    np._static(compute_uv)
    if compute_uv:
        return np._record("SVDResult", "U S Vh", np.linalg._svd(np.asarray(a), full_matrices))
    return np.linalg.svdvals(np.asarray(a))


def qr(a, mode="reduced"):
    if mode == "r":
        return np.linalg._qr_r(np.asarray(a))
    if mode != "reduced" and mode != "complete":
        raise ValueError(f"Unrecognized mode '{mode}'")
    return np._record("QRResult", "Q R", np.linalg._qr(np.asarray(a), mode))


def lstsq(a, b, rcond=None):
    return np.linalg._lstsq(np.asarray(a), np.asarray(b), np.nan if rcond is None else rcond)


def eig(a):
    values, vectors, is_real = np.linalg._eig(np.asarray(a))
    if np.asarray(a).dtype.kind != "c" and is_real:
        return np._record("EigResult", "eigenvalues eigenvectors", (values.real.copy(), vectors.real.copy()))
    return np._record("EigResult", "eigenvalues eigenvectors", (values, vectors))


def eigh(a, UPLO="L"):
    return np._record("EighResult", "eigenvalues eigenvectors", np.linalg._eigh(np.asarray(a), UPLO))


def slogdet(a):
    return np._record("SlogdetResult", "sign logabsdet", np.linalg._slogdet(np.asarray(a)))


def eigvals(a):
    values, is_real = np.linalg._eigvals(np.asarray(a))
    if np.asarray(a).dtype.kind == "c":
        return values
    if is_real:
        return values.real.copy()
    return values


def pinv(a, rcond=None, hermitian=False, *, rtol=None):
    x = np.asarray(a)
    cutoff = (1e-15 if rtol is None else rtol) if rcond is None else rcond
    u, s, vt = np.linalg.svd(np.conjugate(x) if x.dtype.kind == "c" else x, full_matrices=False)
    limit = cutoff * np.max(s, axis=-1, keepdims=True)
    inverse = np.where(s > limit, 1 / np.where(s > limit, s, np.ones((), s.dtype)), np.zeros((), s.dtype))
    return np.matmul(vt.mT, inverse[..., None] * u.mT)


def matrix_rank(A, tol=None, hermitian=False, *, rtol=None):
    x = np.asarray(A)
    if x.ndim < 2:
        return int(not np.all(x == 0))
    s = np.linalg.svd(x, compute_uv=False)
    epsilon = 1.1920929e-07 if s.dtype == np.float32 else 2.220446049250313e-16
    if tol is None:
        relative = max(x.shape[-2], x.shape[-1]) * epsilon if rtol is None else rtol
        return np.sum(s > np.max(s, axis=-1, keepdims=True) * relative, axis=-1)
    return np.sum(s > tol, axis=-1)


def cond(x, p=None):
    a = np.asarray(x)
    np._static(p)
    if p is None or (isinstance(p, int) and (p == 2 or p == -2)):
        s = np.linalg.svd(a, compute_uv=False)
        return s[..., -1] / s[..., 0] if p == -2 else s[..., 0] / s[..., -1]
    inverse = np.linalg.inv(a)
    return np.linalg.norm(a, p, (-2, -1)) * np.linalg.norm(inverse, p, (-2, -1))


def matrix_power(a, n):
    x = np.asarray(a)
    if x.ndim < 2:
        raise np.linalg.LinAlgError(f"{x.ndim}-dimensional array given. Array must be at least two-dimensional")
    if x.shape[-1] != x.shape[-2]:
        raise np.linalg.LinAlgError("Last 2 dimensions of the array must be square")
    if x.dtype.kind not in "fc":
        np._static(n)  # a negative power is of floats
    if n < 0:
        return np.linalg._power(np.linalg.inv(x), -n)
    return np.linalg._power(x, n)


def _power(x, n):
    if n == 0:
        return np.broadcast_to(np.eye(x.shape[-1], dtype=x.dtype), x.shape).copy()
    if n == 1:
        return x.copy()
    if n == 3:
        return np.matmul(np.matmul(x, x), x)
    square = x.copy()
    rest = n
    while rest % 2 == 0:
        square = np.matmul(square, square)
        rest = rest // 2
    result = square.copy()
    rest = rest // 2
    while rest > 0:
        square = np.matmul(square, square)
        if rest % 2 == 1:
            result = np.matmul(result, square)
        rest = rest // 2
    return result


def multi_dot(arrays):
    count = len(arrays)
    if count < 2:
        raise ValueError("Expecting at least two arrays.")
    if count == 2:
        return np.dot(arrays[0], arrays[1])
    a = np.asarray(arrays[0])
    last = np.asarray(arrays[count - 1])
    left = a.reshape(1, -1) if a.ndim == 1 else a
    right = last.reshape(-1, 1) if last.ndim == 1 else last
    if count == 3:
        b = np.asarray(arrays[1])
        n, k = left.shape
        m, p = b.shape[1], right.shape[1]
        if n * k * m + n * m * p < n * k * p + k * m * p:
            result = np.dot(np.dot(left, b), right)
        else:
            result = np.dot(left, np.dot(b, right))
    else:
        result = left
        for i, each in enumerate(arrays):
            if i > 0 and i < count - 1:
                result = np.dot(result, each)
        result = np.dot(result, right)
    if a.ndim == 1 and last.ndim == 1:
        return result[0, 0]
    return result.reshape(-1) if a.ndim == 1 or last.ndim == 1 else result


def tensorsolve(a, b):
    x = np.asarray(a)
    y = np.asarray(b)
    shape = x.shape[y.ndim :]
    size = 1
    for n in shape:
        size = size * n
    return np.linalg.solve(x.reshape(size, size), y.reshape(-1)).reshape(shape)


def outer(x1, x2):
    return np.outer(x1, x2)


def cross(x1, x2, *, axis=-1):
    return np.cross(x1, x2, axis=axis)


def trace(x, *, offset=0, dtype=None):
    a = np.asarray(x)
    return np.diagonal(a, offset, a.ndim - 2, a.ndim - 1).sum(axis=-1, dtype=dtype)


@view
def diagonal(x, *, offset=0):
    return np.diagonal(x, offset, x.ndim - 2, x.ndim - 1)


@view
def matrix_transpose(x):
    return np.matrix_transpose(x)


def matmul(x1, x2):
    return np.matmul(x1, x2)


def tensordot(x1, x2, *, axes=2):
    return np.tensordot(x1, x2, axes)
