"""10^4 steps of a 2 x 2 recurrence"""
import time

import numpy as np

A = np.array([[0.9, 0.1], [-0.1, 0.9]])
b = np.array([0.1, 0.2])


def body():
    x = np.ones(2)
    for _ in range(10000):
        x = A @ x + b
    return x


def median(f):
    times = []
    for _ in range(9):
        start = time.perf_counter()
        f()
        times.append(time.perf_counter() - start)
    return sorted(times)[4]


print("seconds", median(body))
