import numpy as np
d = np.ones((2, 3))
def f1(x1, k1=0):
    x1 += 1
    return x1.reshape(2, 3) if (x1 > k1).any() else d
d[...] = f1(np.array([6.5, 0.5, 0.5, 5.5, 3.5, 1.5]), -2)
d = f1(np.arange(-1, 5, dtype=np.float64), 5)
f = d[1, :] - d[1, -2]
d -= f
print('d', d)
