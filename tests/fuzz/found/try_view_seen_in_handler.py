import numpy as np
a = np.arange(6.)
v = np.zeros((2, 3))
try:
    v = a.reshape(2, 3)
    a[9] = 1
except IndexError:
    a[0] = 100
    print(v)
