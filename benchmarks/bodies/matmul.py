"""A product of 1000 x 1000 matrices"""
import time

import numpy as np

rng = np.random.default_rng(0)
a, b = rng.random((1000, 1000)), rng.random((1000, 1000))


def body():
    return a @ b


def median(f):
    times = []
    for _ in range(9):
        start = time.perf_counter()
        f()
        times.append(time.perf_counter() - start)
    return sorted(times)[4]


print("seconds", median(body))
