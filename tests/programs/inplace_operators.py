# += and its kin on arrays, elements, slices, scalars; dtypes that do not fit.
import numpy as np

a = np.arange(4)
a += 1
a *= 2
a -= np.array([1, 1, 0, 0])
a //= 2
a **= 2
a %= 5
print(a, a.dtype)
f = np.ones(3)
f /= 4
f += a[:3]
f[1] -= 10
f[1:] *= 3
print(f)
b = np.array([6, 3], dtype=np.uint8)
b <<= 1
b |= 1
b &= 13
b ^= 2
print(b, b.dtype)
n = 7
n //= 2
n **= 3
n %= 10
x = 1.5
x *= 2
s = "a"
s += "b"
l = [1]
l += [2, 3]
print(n, x, s, l)
m = np.eye(2)
m @= np.array([[1.0, 2.0], [3.0, 4.0]])
m[0] += m[1]
m[:, 0] += 1
print(m)
try:
    a += 0.5
except TypeError as e:
    print(type(e).__name__, e)
try:
    a += np.ones((2, 4), dtype=int)
except ValueError as e:
    print(e)
c = np.zeros(2, dtype=np.int8)
c += 100
c += 100
print(c)
