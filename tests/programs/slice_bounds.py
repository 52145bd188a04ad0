# Bounds of slices that are chosen at run time, both of them, and bounds that a later operand changes.
import numpy as np


def between(a, low, high):
    first = low if low > 0 else np.int64(0)
    last = high if high < 9 else len(a)
    return a[first:last]


def trimmed(a, trim="fb"):
    kept = np.nonzero(a)[0]
    first = kept[0] if "f" in trim else 0
    last = kept[-1] + 1 if "b" in trim else len(a)
    return a[first:last]


x = np.arange(10)
print(between(x, 2, 5), between(x, -1, 4), between(x, 3, 12), between(x, 5, 2))
print(trimmed(np.array([0, 0, 3, 0, 4, 0])), trimmed(np.array([0, 1, 0]), "f"), trimmed(np.array([0, 1, 0]), "b"))
for i in range(3):
    start = i if i % 2 else 0
    stop = start + 2 if i else 1
    print(x[start:stop], x[start : stop + 1 : stop or 1], x[(i if i > 1 else 1) : (8 if i else 9)].sum())
print(np.trim_zeros([0, 0, 1, 2, 0, 3, 0]), np.trim_zeros(np.array([0.0, 1.5, 0.0]), "b"))
