"""Softmax over rows, 1000 x 1000"""
import numpy as np
from timing import median

x = np.random.default_rng(0).standard_normal((1000, 1000))


def body():
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


print("seconds", median(body))
