# Ufuncs: arithmetic, comparison, out=, where=, broadcasting, on scalars and lists.
import numpy as np

a = np.array([1.0, 4.0, 9.0])
b = np.array([[1], [2]])
print(a + b, a * b, a - 1, 2 / a, a // 2, a % 2, a**2, -a, abs(-a), a @ a)
print(np.sqrt(a), np.square(a), np.round(np.exp(a), 6), np.round(np.log(a), 6), np.maximum(a, 4), np.minimum(a, [2, 5, 3]), np.floor(a / 2), np.ceil(a / 2))
print(np.round(np.sin(a), 10), np.round(np.arctan2(a, 2), 10), np.hypot(3, 4), np.sign([-2, 0, 3]), np.power(2, [1, 2, 3]), np.mod(-7, 3), np.fmod(-7, 3))
out = np.empty(3)
np.add(a, 1, out=out)
np.multiply(out, 2, out=out)
print(out, np.subtract(a, 1, out=out) is out, out)
print(np.where(a > 2, a, 0), np.clip(a, 2, 5), np.logical_and(a > 1, a < 9), np.isnan([np.nan, 1]), np.isfinite(a).all(), np.add([1, 2], [3, 4]), np.negative(3))
print(np.add(a, 1, where=a > 2, out=np.zeros(3)), (a == [1, 2, 9]), a != 4, np.equal(a, 4), np.bitwise_and(6, 3), np.left_shift(1, [1, 2]), np.invert(np.array([1, 2])))
print(np.ones((2, 1, 3)).shape, (np.ones((2, 1, 3)) + np.ones((4, 1))).shape, np.float64(2) ** 0.5, np.int64(7) // 2, np.sqrt(16), np.gcd(12, 18), np.round(2.567, 2), np.reciprocal(4.0))
try:
    a + np.ones(4)
except ValueError as e:
    print(e)
