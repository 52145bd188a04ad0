# Empty arrays and arrays of rank 0.
import numpy as np

e = np.array([])
z = np.zeros((0, 3))
s = np.array(5.0)
print(e, e.shape, e.sum(), e.dtype, len(e), z, z.shape, z.sum(axis=0), z.sum(axis=1), z.T.shape, (z + 1).shape)
print(s, s.shape, s.ndim, s.size, s + 1, s * np.ones(2), s[()], s.item(), float(s), s > 3, type(s + 1).__name__, s.reshape(1), np.sum(s))
s[...] = 7
s += 1
print(s, e + 1, np.concatenate([e, [1.0]]), np.append(e, 2), e[e > 0], np.sort(e), np.cumsum(e), list(e), e.tolist(), np.ones(0).mean() != 0)
for x in e:
    print("never")
for row in z:
    print("never")
total = 0
for i in range(len(e)):
    total += e[i]
print(total, np.zeros(3)[3:], np.arange(0), np.arange(5, 0), np.zeros((2, 0)).size, np.empty((0, 0)).shape, np.eye(0).shape, np.full((), 3))
