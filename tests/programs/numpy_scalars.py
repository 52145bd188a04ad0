# NumPy scalars against Python numbers: types, division by zero, overflow, text, mixing.
import numpy as np

a = np.array([1, 2, 3])
f = np.array([1.5, 0.0])
x = a[0]
y = f[0]
print(type(x).__name__, type(y).__name__, x + 1, x / 2, x // 2, y * 2, x < y, -x, x**2, abs(-y), x == 1)
print(y / f[1], -y / f[1], f[1] / f[1], np.float64(1) // 0.0, np.int64(5) % 3)
print(x.item() + 1, type(x.item()).__name__, float(y), int(y), bool(x), str(x), repr(y), f"{y:.2f}", round(y), round(float(y), 1))
s = 0
for v in a:
    s = s + v
print(s, type(s).__name__, max(a), min(a), sum(a), [v for v in a], sorted(a))
print(np.float32(1) + 1, np.float32(0.1) + 0.1, (np.float32(1) + np.float64(1)).dtype, np.uint8(3) - np.uint8(1), np.int32(7) / 2, np.bool_(True) + 1)
z = np.complex128(3 + 4j)
print(abs(z), z.real, z.imag, z.conjugate(), z * 1j, np.abs(z), z == 3 + 4j)
print(a.mean() > 1 and a[2] > 2, x if x else 0, range(a[2])[1], [10, 20, 30][a[1]], "ab" * a[1], np.pi, np.e, np.inf, -np.inf)
