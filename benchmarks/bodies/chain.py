"""A chain of elementwise functions, n = 10^6"""
import time

import numpy as np

rng = np.random.default_rng(0)
x, y = rng.standard_normal(1000000), rng.standard_normal(1000000)


def body():
    return np.exp(-x * x) * np.sin(y) + np.sqrt(x * x + y * y) / (1 + np.abs(y))


def median(f):
    times = []
    for _ in range(9):
        start = time.perf_counter()
        f()
        times.append(time.perf_counter() - start)
    return sorted(times)[4]


print("seconds", median(body))
