"""Local alignment of two sequences of 2000, an element loop (its peer is smith_waterman.c)."""
import time

import numpy as np

def align(a, b, match=3, mismatch=-3, gap=2):
    H = np.zeros((len(a) + 1, len(b) + 1), dtype=np.int64)
    for i in range(1, H.shape[0]):
        for j in range(1, H.shape[1]):
            s = match if a[i - 1] == b[j - 1] else mismatch
            H[i, j] = max(H[i - 1, j - 1] + s, H[i - 1, j] - gap, H[i, j - 1] - gap, 0)
    return H


rng = np.random.default_rng(5)
a, b = rng.integers(0, 4, 2000), rng.integers(0, 4, 2000)
times = []
for _ in range(3):
    start = time.perf_counter()
    H = align(a, b)
    times.append(time.perf_counter() - start)
print("seconds", sorted(times)[1])
