"""A chain of elementwise functions, n = 10^6"""
import numpy as np
from timing import median

rng = np.random.default_rng(0)
x, y = rng.standard_normal(1000000), rng.standard_normal(1000000)


def body():
    return np.exp(-x * x) * np.sin(y) + np.sqrt(x * x + y * y) / (1 + np.abs(y))


print("seconds", median(body))
