"""Points moved to their centre, and each divided by its distance from it."""
import numpy as np

points = np.arange(6.0).reshape(3, 2) ** 2
points -= points.mean(axis=0)
lengths = np.sqrt((points * points).sum(axis=1, keepdims=True))
print(points / lengths)
