"""a * x + y on float32 vectors, three ways to write it."""
import numpy as np


def saxpy(a, x, y):
    return a * x + y


def saxpy_in_place(a, x, y):
    y += a * x


def saxpy_loop(a, x, y):
    out = np.empty_like(y)
    for i in range(len(x)):
        out[i] = a * x[i] + y[i]
    return out


n = 10000
x = np.arange(n, dtype=np.float32) / n
y = np.ones(n, dtype=np.float32)
a = np.float32(2.5)

z = saxpy(a, x, y)
print(z.dtype, z[0], z[n // 2], z[-1])
print(np.array_equal(z, saxpy_loop(a, x, y)))
saxpy_in_place(a, x, y)
print(np.abs(z - y).max())
