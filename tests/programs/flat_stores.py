# x.flat[...] = values: positions in C order whatever the layout, several values taken in turn.
import numpy as np

x = np.arange(12).reshape(3, 4)
x.flat[3:6] = 7
x.T.flat[::2] = [1, 2]
print(x)
y = np.zeros((3, 4))
y.flat[::2] = [1, 2, 3]
y.flat[1] = 9
y[:, ::2].flat[1:] = 5
y.flat[-1] = -1.5
y.flat[[2, 3]] += 4
v = y.ravel()[2:]
v.flat[0] = 77
print(y, v)
