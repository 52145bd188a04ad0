"""The first part of CuPy's tutorial, in NumPy: an array, a sum along an axis, and a matrix product timed.

    cupy_part01.py [n]      also times a product of n x n matrices
"""
import sys
import time

import numpy as np

x = np.arange(6).reshape(2, 3).astype("f")
print(x)
print(x.sum(axis=1))

sizes = [100, 1000]
if len(sys.argv) > 1:
    sizes.append(int(sys.argv[1]))

np.random.seed(0)
for n in sizes:
    a = np.random.rand(n, n)
    b = np.random.rand(n, n)
    start = time.perf_counter()
    c = np.matmul(a, b)
    seconds = time.perf_counter() - start
    print(f"n = {n}: trace {np.trace(c):.6f}, {seconds:.6f} s")
