import numpy as np


def blend(x, y):
    return (x + y) / 2


print(blend(np.zeros(3), np.ones(3)))
print(blend(np.zeros((2, 3)), np.ones((3, 2))))
