import numpy as np
f = np.full((2, 3), 2.0)
f[:, 1:3].flat[0] = -1
f[:, 1:3].flat[1] += 5
f.T.flat[2] = 7
f.flat[5] = 9
print(f)
f.T.flat[1:3] = 0
print(f)
L = [1, 2, 3]
k = [0]
def nxt():
    k[0] += 1
    return k[0]
L[nxt()] += 10
print(L, k)
