"""A product of 1000 x 1000 matrices"""
import numpy as np
from timing import median

rng = np.random.default_rng(0)
a, b = rng.random((1000, 1000)), rng.random((1000, 1000))


def body():
    return a @ b


print("seconds", median(body))
