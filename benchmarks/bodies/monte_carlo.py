"""Pi from 10^6 random points"""
import time

import numpy as np

np.random.seed(0)


def body():
    x = np.random.rand(1000000)
    y = np.random.rand(1000000)
    return 4 * np.sum(x * x + y * y < 1) / 1000000


def median(f):
    times = []
    for _ in range(9):
        start = time.perf_counter()
        f()
        times.append(time.perf_counter() - start)
    return sorted(times)[4]


print("seconds", median(body))
