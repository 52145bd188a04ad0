"""10^4 steps of a 2 x 2 recurrence"""
import numpy as np
from timing import median

A = np.array([[0.9, 0.1], [-0.1, 0.9]])
b = np.array([0.1, 0.2])


def body():
    x = np.ones(2)
    for _ in range(10000):
        x = A @ x + b
    return x


print("seconds", median(body))
