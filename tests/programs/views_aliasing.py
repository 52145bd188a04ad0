# Views share memory; copies do not; in-place operations through both; functions that write their argument.
import numpy as np

a = np.arange(6)
b = a[1:4]
c = a.reshape(2, 3)
d = c.T
e = a.copy()
f = a[[0, 1]]
b[0] = 100
c[1, 2] = -1
d[0, 0] = 55
e[1] = 7
f[0] = 8
print(a, b, c, d, e, f)
print(np.shares_memory(a, d), np.shares_memory(a, e), np.may_share_memory(a, b))


def clear(x):
    x[:] = 0


def rebind(x):
    x = x + 1
    return x


clear(b)
print(a, rebind(a), a)
g = a
g += 1
h = a
h = h + 1
print(a is g, a is h, a, h)
row = c[0]
for i in range(3):
    row[i] = i * i
print(a, c)
x = np.zeros(3)
y = x if x.sum() == 0 else x.copy()
y[0] = 1
print(x, y)
z = x.view()
z[1] = 2
w = x.ravel()
w[2] = 3
diag = np.eye(2).ravel()
print(x, diag, np.broadcast_to(x, (2, 3)))
