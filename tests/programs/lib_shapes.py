# Functions of lib/: shapes, views, joining, splitting.
import numpy as np

a = np.arange(6).reshape(2, 3)
b = np.arange(24.0).reshape(2, 3, 4)
v = np.array([3.0, 1.0, 2.0])

print(a.ravel(), np.ravel(a.T), np.ravel([[1, 2], [3, 4]]), a.ravel(order="F"), a.flatten(), a.T.flatten(), v.flatten())
print(np.swapaxes(b, 0, 2).shape, b.swapaxes(1, -1).shape, np.moveaxis(b, 0, -1).shape, np.moveaxis(b, [0, 1], [-1, -2]).shape, np.rollaxis(b, 2).shape)
print(np.atleast_1d(3), np.atleast_2d(v), np.atleast_3d(a).shape, np.atleast_1d(1.5, [2]))
print(np.flip(a), np.flip(a, 0), np.flip(a, axis=1), np.fliplr(a), np.flipud(a), np.flip(b, (0, 2))[0, 0])
print(np.rot90(a), np.rot90(a, 2), np.rot90(a, -1), np.roll(a, 1), np.roll(a, 1, axis=0), np.roll(a, -1, axis=1), np.roll(a, (1, 2), axis=(0, 1)))
print(np.vstack((v, v)), np.hstack((v, v)), np.hstack([a, a]), np.dstack((v, v)), np.column_stack((v, v * 2)), np.vstack([a, [7, 8, 9]]))
print(np.stack([v, v]), np.stack([v, v], axis=1), np.stack((a, a), axis=-1).shape, np.concatenate((a, a), axis=1), np.concatenate((a, a), axis=None))
print(np.split(np.arange(6), 3), np.array_split(np.arange(7), 3), np.split(v, [1]), np.hsplit(a, 3), np.vsplit(a, 2), np.array_split(a, 2, axis=1))
print(np.append(v, 5), np.append(v, [1, 2]), np.append(a, [[7, 8, 9]], axis=0), np.append([], 1.5), np.append(a, a))
print(np.delete(v, 1), np.delete(v, [0, 2]), np.delete(a, 1, axis=1), np.delete(a, 0, 0), np.delete(np.arange(8), slice(0, 6, 2)), np.delete(a, 2), np.delete(v, -1))
print(np.insert(v, 1, 9), np.insert(v, [0, 2], [7, 8]), np.insert(a, 1, 5, axis=1), np.insert(a, 0, [7, 8, 9], axis=0), np.insert(v, 3, 1))
print(np.tile(v, 2), np.tile(a, (2, 1)), np.tile([1, 2], (2, 2)), np.repeat(v, 2), np.repeat(a, 2, axis=0), np.repeat(a, [1, 2, 0], axis=1), a.repeat(2), np.repeat(3, 4))
print(np.pad(v, 1), np.pad(a, 1), np.pad(a, ((1, 0), (0, 2))), np.pad(v, (2, 1), "edge"), np.pad(v, 2, mode="reflect"), np.pad(a, 1, mode="wrap"), np.pad(v, 2, "symmetric"), np.pad(v, 1, constant_values=7))
print(np.resize(a, (2, 2)), np.resize(v, 5), np.broadcast_arrays(v, a), np.broadcast_shapes((2, 1), (3,)), np.block([[a, a], [a, a]]), np.block([v, v]))
print(np.expand_dims(a, 0).shape, a[None].shape, np.squeeze(a[None], axis=0).shape, np.transpose(b).shape, b.T.shape, np.shape(b), np.ndim(b), np.size(b, 1))
x = np.zeros((2, 3))
x.ravel()[1] = 5
np.rot90(x)[0, 0] = 7
np.flip(x)[0, 1] = 9
for part in np.split(x, 2):
    part += 1
print(x)
rows = []
for i in range(3):
    rows.append(v * i)
print(np.vstack(rows), np.array(rows), np.stack(rows).sum(), np.concatenate(rows), np.column_stack(rows))
