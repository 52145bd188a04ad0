"""A product of 10000 x 10000 matrices."""
import time

import numpy as np

n = 10000
np.random.seed(0)
a, b = np.random.rand(n, n), np.random.rand(n, n)
times = []
for _ in range(4):
    start = time.perf_counter()
    c = a @ b
    corner = c[0, 0]
    times.append(time.perf_counter() - start)
print("seconds", sorted(times)[1])
