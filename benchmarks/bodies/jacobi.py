"""Ten steps of Jacobi by slices, 512 x 512"""
import numpy as np
from timing import median

u = np.zeros((512, 512))
u[0, :] = 100.0


def body():
    v = u
    for _ in range(10):
        new = v.copy()
        new[1:-1, 1:-1] = 0.25 * (v[:-2, 1:-1] + v[2:, 1:-1] + v[1:-1, :-2] + v[1:-1, 2:])
        v = new
    return v


print("seconds", median(body))
