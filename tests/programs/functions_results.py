# Several results, early returns, no result, a function that calls another one with each type.
import numpy as np


def stats(x):
    return x.min(), x.max(), x.mean()


def sign(x):
    if x > 0:
        return 1
    elif x < 0:
        return -1
    return 0


def nothing(x):
    x[0] = 9


def first_and_rest(x):
    return x[0], x[1:]


low, high, mean = stats(np.array([3.0, 1.0, 2.0]))
print(low, high, mean, stats(np.arange(5)))
print([sign(v) for v in (-2, 0, 5)], sign(-0.5), sign(np.float64(2)))
a = np.arange(3)
print(nothing(a), a)
head, tail = first_and_rest(a)
tail[0] = 100
print(head, tail, a)


def double(x):
    return x * 2


print(double(2), double(1.5), double("ab"), double([1]), double(np.arange(2)), double(1j), double(True))
