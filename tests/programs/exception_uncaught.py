# What Python prints before an exception that nobody catches, the traceback, the status.
import numpy as np


def pick(x, i):
    return x[i]


print("before")
a = np.arange(4)
for i in range(2, 10):
    print(pick(a, i))
