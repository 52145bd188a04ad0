"""Pi from random points, with an array and one by one."""
import numpy as np


def with_arrays(n):
    x = np.random.rand(n)
    y = np.random.rand(n)
    return 4 * np.sum(x * x + y * y < 1) / n


def one_by_one(n):
    inside = 0
    for _ in range(n):
        x = np.random.uniform(-1, 1)
        y = np.random.uniform(-1, 1)
        if x**2 + y**2 < 1:
            inside += 1
    return 4 * inside / n


np.random.seed(2024)
for n in (100, 10000, 1000000):
    print(n, with_arrays(n))
print(one_by_one(20000))
