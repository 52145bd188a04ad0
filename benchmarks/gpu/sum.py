"""The sum of 2^27 numbers, in NumPy's bits."""
import time

import numpy as np

x = np.random.default_rng(0).random(2**27)
x = x * 1.0
s = x.sum()
times = []
for _ in range(9):
    start = time.perf_counter()
    s = float(x.sum())
    times.append(time.perf_counter() - start)
print("seconds", sorted(times)[4])
print("sum", s)
