"""Newton on 10^5 starts, ten steps"""
import time

import numpy as np

start = np.linspace(1, 3, 100000)


def body():
    x = start
    for _ in range(10):
        x = x - (x**3 - 2 * x - 5) / (3 * x**2 - 2)
    return x


def median(f):
    times = []
    for _ in range(9):
        start = time.perf_counter()
        f()
        times.append(time.perf_counter() - start)
    return sorted(times)[4]


print("seconds", median(body))
