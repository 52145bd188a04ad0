# Functions of lib/: choosing, searching, sets, comparison.
import numpy as np

a = np.array([[3, 1, 2], [0, 5, 4]])
v = np.array([4.0, 1.0, 3.0, 1.0])

print(np.argwhere(a > 2), np.flatnonzero(a), np.nonzero(a > 2), np.count_nonzero(a), np.argwhere(v == 1))
print(np.take(a, [0, 5]), np.take(a, [2, 0], axis=1), a.take(1), np.take(v, 2), np.take(v, [5, -7], mode="wrap"), np.take(v, [9], mode="clip"))
print(np.take_along_axis(a, np.argsort(a, axis=1), axis=1), np.compress([True, False], a, axis=0), np.extract(a > 2, a), np.choose([0, 1, 0], [[1, 2, 3], [4, 5, 6]]))
print(np.select([a > 3, a > 1], [a, a * 10]), np.select([v > 3, v > 1], [1, 2], default=9), np.where(a > 2, a, -1))
print(np.unravel_index(4, (2, 3)), np.unravel_index([1, 5], (2, 3)), np.unravel_index(a.argmax(), a.shape), np.ravel_multi_index((1, 2), (2, 3)), np.ravel_multi_index(([0, 1], [2, 0]), (2, 3)))
print(np.unique(v), np.unique(v, return_counts=True), np.unique(a), np.unique(v, return_index=True), np.unique(v, return_inverse=True), np.unique([3, 1, 3], True, True, True))
print(np.isin(a, [1, 5]), np.isin(v, [1.0], invert=True), np.intersect1d([1, 2, 3, 2], [2, 3, 4]), np.union1d(v, [2]), np.setdiff1d([1, 2, 3], [2]), np.setxor1d([1, 2], [2, 3]))
print(np.array_equal(a, a.copy()), np.array_equal(a, v), np.allclose(v, v + 1e-9), np.isclose(v, [4, 1.1, 3, 1]), np.isclose(1.0, 1.0 + 1e-10), np.array_equiv(v, v[None]), np.isclose(np.nan, np.nan, equal_nan=True))
print(np.isposinf([np.inf, 1]), np.isneginf(-np.inf), np.isreal([1, 1j]), np.iscomplex([1, 1j]), np.iscomplexobj(v), np.isscalar(3), np.isscalar(v))
x = np.zeros((3, 3))
np.fill_diagonal(x, 5)
np.copyto(x, 1, where=x == 0)
np.put(x, [0, 8], [7, 8])
np.putmask(x, x == 1, [2, 3])
np.place(x, x == 5, [6])
np.put_along_axis(x, np.array([[0], [1], [2]]), -1, axis=1)
print(x)
print(np.apply_along_axis(np.sum, 0, a), np.apply_along_axis(lambda r: r - r.mean(), 1, a), np.apply_along_axis(lambda r: r[0], 1, a))
print(np.partition(v, 1)[1], np.argpartition(v, 2)[2], np.lexsort((v, [1, 0, 1, 0])), np.digitize(v, [0, 2, 4]), np.digitize(2.5, [1, 2, 3]), np.searchsorted([1, 2, 3], v), np.searchsorted([1, 2, 3], 2, side="right"))
print(np.maximum.accumulate(v), np.minimum.accumulate(a, axis=1), np.add.reduce(a), np.add.accumulate(v), np.multiply.reduce(v), np.maximum.reduce(a, axis=1), np.add.outer([1, 2], v))
try:
    np.unravel_index(7, (2, 3))
except ValueError as e:
    print(e)
try:
    np.take(v, 4)
except IndexError as e:
    print(e)
