# Stores: elements, slices, rows, columns, broadcasting, casting, overlapping.
import numpy as np

m = np.zeros((3, 4))
m[0, 0] = 1
m[1] = 2
m[:, 3] = [7, 8, 9]
m[2, :2] = 5.5
m[0, 1:3] = np.array([3, 4])
print(m)
m[:] = m + 1
m[::2, ::-1] = m[::2].copy()
print(m)
v = np.arange(8)
v[2:] = v[:-2]
print(v)
v[:3] = v[5:]
v[1] = 3.99
v[2] = True
print(v)
b = np.zeros(3, dtype=bool)
b[1] = 5
f = np.zeros(2, dtype=np.float32)
f[0] = 0.1
print(b, f, f[0] == 0.1)
for i in range(3):
    for j in range(4):
        m[i, j] = i * 10 + j
print(m)
try:
    m[0] = [1, 2, 3]
except ValueError as e:
    print(e)
x = np.arange(5)
x[x > 2] = [30, 40]
x[...] = x[::-1]
print(x)
