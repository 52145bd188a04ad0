"""Ten generations of life, 400 x 400"""
import numpy as np
from timing import median

rng = np.random.default_rng(3)
start = rng.integers(0, 2, (400, 400)).astype(np.uint8)


def body():
    Z = start.copy()
    for _ in range(10):
        N = (Z[0:-2, 0:-2] + Z[0:-2, 1:-1] + Z[0:-2, 2:] + Z[1:-1, 0:-2] + Z[1:-1, 2:]
             + Z[2:, 0:-2] + Z[2:, 1:-1] + Z[2:, 2:])
        birth = (N == 3) & (Z[1:-1, 1:-1] == 0)
        survive = ((N == 2) | (N == 3)) & (Z[1:-1, 1:-1] == 1)
        Z[...] = 0
        Z[1:-1, 1:-1][birth | survive] = 1
    return Z


print("seconds", median(body))
