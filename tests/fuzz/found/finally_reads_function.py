import numpy as np
def f1(x):
    return x
a = np.arange(3)
try:
    a[5] = 1
except Exception as e:
    print(e)
finally:
    q = f1(a)
    print(q)
