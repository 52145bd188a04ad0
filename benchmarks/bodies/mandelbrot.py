"""Mandelbrot by masks, 500 x 400, 20 steps"""
import numpy as np
from timing import median

re, im = np.meshgrid(np.linspace(-2.25, 0.75, 500), np.linspace(-1.2, 1.2, 400))
c = re + 1j * im


def body():
    z = np.zeros_like(c)
    counts = np.zeros(c.shape, dtype=int)
    for _ in range(20):
        inside = np.abs(z) <= 2
        z[inside] = z[inside] * z[inside] + c[inside]
        counts[inside] += 1
    return counts


print("seconds", median(body))
