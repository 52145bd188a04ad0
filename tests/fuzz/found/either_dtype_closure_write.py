import numpy as np
h = np.arange(6.0)
def f1(x1):
    def h1(j):
        x1[j % 6] += j
        return j + 1
    for i in range(2):
        x1 = x1 + x1[4]
    h1(3)
    print(x1)
f1(np.ones(6, dtype=np.int64))
def f2(x1):
    def h1(j):
        x1[j % 6] += j
        return j + 1
    try:
        x1 = x1 + x1[4]
        x1[9] = 1
    except Exception as e:
        x1 = x1 / 2
    h1(3)
    print(x1)
f2(np.ones(6, dtype=np.int64))
