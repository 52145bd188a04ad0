# Functions of lib/: arrays made from nothing.
import numpy as np

n = 4

print(np.identity(3), np.identity(2, dtype=np.int32))
print(np.tri(n), np.tri(3, 4, 1, int), np.tri(2, k=-1))
print(np.tril(np.arange(9).reshape(3, 3)), np.triu(np.arange(9).reshape(3, 3), 1), np.tril(np.ones((2, 3)), -1))
print(np.tril_indices(3), np.triu_indices(3, 1), np.triu_indices(2, 0, 3))
print(np.diag([1.0, 2, 3]), np.diag(np.arange(4).reshape(2, 2)), np.diag([1, 2], 1), np.diag([1, 2], k=-2))
print(np.diagflat([[1, 2], [3, 4]]), np.diag_indices(3), np.vander([1, 2, 3]), np.vander([2.0, 3.0], 4, True))
print(np.logspace(0, 3, n), np.logspace(1, 3, 3, base=2), np.logspace(0, 2, 3, dtype=int), np.geomspace(1, 1000, 4), np.geomspace(2, 16, 3, endpoint=False))
print(np.zeros_like([1, 2]), np.ones_like(np.eye(2)), np.full_like(np.arange(3), 7.9), np.empty_like(np.eye(2)).shape, np.zeros_like(np.arange(3), dtype=float), np.full((2, 2), 3))
print(np.zeros_like(np.eye(3, 2).T).strides, np.full_like(np.zeros(2), [1, 2]), np.zeros_like(np.eye(2), shape=(3,)), np.ones_like(2.5))
print(np.meshgrid([1, 2, 3], [4, 5]), np.meshgrid(np.arange(2), np.arange(3), indexing="ij"), np.meshgrid([1, 2], [3], sparse=True))
print(np.indices((2, 3)), np.indices((2, 2), sparse=True), np.ix_([0, 2], [1]), np.arange(9).reshape(3, 3)[np.ix_([0, 2], [1, 2])])
print(np.fromfunction(lambda i, j: i + 10 * j, (2, 3)), np.fromfunction(lambda i: i * i, (4,), dtype=int))
print(np.round(np.hanning(6), 6), np.round(np.hamming(5), 6), np.round(np.blackman(n), 6), np.bartlett(5), np.hanning(1), np.hamming(0))
