"""Newton on 10^5 starts, ten steps"""
import numpy as np
from timing import median

start = np.linspace(1, 3, 100000)


def body():
    x = start
    for _ in range(10):
        x = x - (x**3 - 2 * x - 5) / (3 * x**2 - 2)
    return x


print("seconds", median(body))
