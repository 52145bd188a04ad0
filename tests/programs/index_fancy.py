# Integer arrays, boolean masks, np.ix_, combined with slices; read and written.
import numpy as np

v = np.arange(10) * 10
m = np.arange(12).reshape(3, 4)
print(v[[1, 3, 5]], v[np.array([[0, 1], [2, 3]])], v[[-1, 0]], v[v > 40], v[(v > 20) & (v < 60)], v[[]])
print(m[[0, 2]], m[:, [1, 3]], m[[0, 1], [1, 2]], m[[[0], [2]], [1, 3]], m[m % 2 == 0], m[m.sum(axis=1) > 10], m[1, [0, 3]], m[:, [True, False, True, False]])
print(m[np.arange(3), [3, 2, 1]], m[np.argsort(-m[:, 1])], m[m > 100].shape, v[np.where(v > 50)], v[np.nonzero(v)[0][:2]])
v[[1, 2]] = 5
v[v > 60] = 0
v[[0, 0]] += 1
m[:, [0, 1]] = m[:, [1, 0]]
m[m == 5] = -1
m[[0, 1], [2, 3]] = [100, 200]
print(v, m)
np.add.at(v, [0, 0, 0], 1)
print(v)
mask = np.zeros((3, 4), dtype=bool)
mask[1] = True
m[mask] *= 2
m[~mask & (m > 50)] = 7
print(m, mask.sum())
try:
    v[[1, 99]]
except IndexError as e:
    print(e)
try:
    v[np.array([True, False])]
except IndexError as e:
    print(e)
