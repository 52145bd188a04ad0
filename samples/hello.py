"""The smallest program: an array, a sum, text."""
import numpy as np

a = np.arange(1, 6)
print("Hello,", a, "adds up to", a.sum())
