# Unpacking: tuples, swaps, nested, starred, from arrays, subscript targets, chained assignment.
import numpy as np

a, b = 1, 2
a, b = b, a
(c, d), e = (3, 4), 5
first, *rest = [1, 2, 3, 4]
*init, last = (1, 2, 3)
print(a, b, c, d, e, first, rest, init, last)
x, y, z = np.array([1.5, 2.5, 3.5])
print(x + y + z)
v = np.arange(4)
v[0], v[3] = v[3], v[0]
v[1:3] = v[2:0:-1]
print(v)
p = q = np.zeros(2)
p[0] = 1
print(q, p is q)
i = j = 0
i += 1
print(i, j)
rows, columns = np.zeros((2, 5)).shape
print(rows, columns)
u, w = np.arange(6).reshape(2, 3)
u[0] = 99
print(u, w)
s = [5, 6]
s[0], s[1] = s[1], s[0]
print(s)
try:
    a, b = [1, 2, 3]
except ValueError as e:
    print(e)
