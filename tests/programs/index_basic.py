# Indexing: integers, slices of any step, negative, newaxis, Ellipsis, several axes, bounds.
import numpy as np

v = np.arange(10)
m = np.arange(24).reshape(2, 3, 4)
print(v[3], v[-1], v[2:5], v[:3], v[7:], v[::2], v[::-1], v[8:2:-2], v[-3:], v[5:2], v[100:], v[-100:2])
print(m[1, 2, 3], m[0], m[1, 0], m[:, 1], m[..., 0], m[0, ..., 1], m[:, :, -1], m[:, ::2, 1:3], m[1][2][3])
print(v[None].shape, v[:, None].shape, m[:, np.newaxis, 0].shape, m[...].shape, v[np.newaxis, :, None].shape)
i, j = 1, 2
print(m[i, j], m[i, :j], v[i:j + 3], v[slice(1, 8, 3)], m[(1, 2, 0)], v[i - 4], m[i, j][i])
print(v[np.int64(4)], v[np.array(5)], np.array(7)[()], m.shape, m.size, m.ndim, len(m), m.T.shape)
for bad in (10, -11):
    try:
        v[bad]
    except IndexError as e:
        print(e)
try:
    m[0, 0, 0, 0]
except IndexError as e:
    print(e)
try:
    v[1.0]
except IndexError as e:
    print(e)
