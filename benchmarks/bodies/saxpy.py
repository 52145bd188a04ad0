"""a * x + y, n = 10^6"""
import numpy as np
from timing import median

rng = np.random.default_rng(0)
x, y = rng.standard_normal(1000000), rng.standard_normal(1000000)


def body():
    return 2.5 * x + y


print("seconds", median(body))
