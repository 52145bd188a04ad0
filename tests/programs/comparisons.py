# Chained comparisons, and / or / not with values, is, in, conditional expressions.
import numpy as np

x = 5
print(1 < x < 10, 1 < x > 7, x == 5 != 6, 0 <= x <= 5 < 9)
print(x and 3, 0 or "empty", not x, None or 2.5, "" and 1, [] or [1])


def noisy(value):
    print("called", value, end="; ")
    return value


print(noisy(1) < noisy(2) < noisy(0) < noisy(9))
print(noisy(False) and noisy(True), noisy(2) or noisy(3))
print(3 in [1, 2, 3], 4 not in (1, 2), "b" in "abc", "k" in {"k": 1}, 2 in np.arange(3))
print(None is None, x is not None, [1, 2] == [1, 2], (1, 2) < (1, 3), "abc" < "abd", 1 == 1.0, True == 1, 2 ** 53 == 2.0 ** 53 + 1)
a = np.array([1, 2, 3])
print((a > 1) & (a < 3), ~(a == 2), (a > 1).any() and not (a > 1).all())
print("big" if x > 3 else "small", [v if v > 1 else -v for v in (0, 1, 2)])
try:
    if a > 1:
        pass
except ValueError as e:
    print(e)
