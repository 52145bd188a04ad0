import numpy as np
b = np.arange(3, 9, dtype=np.float32).reshape(3, 2)
try:
    b = b.reshape(7)
except Exception as e:
    print(type(e).__name__, e)
b[0:3:2, 0] *= -1
print(b)
