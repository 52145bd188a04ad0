"""The Mandelbrot set in text: once with arrays, once point by point."""
import numpy as np


def with_arrays(c, steps):
    z = np.zeros_like(c)
    counts = np.zeros(c.shape, dtype=int)
    for _ in range(steps):
        inside = np.abs(z) <= 2
        z[inside] = z[inside] * z[inside] + c[inside]
        counts[inside] += 1
    return counts


def point_by_point(width, height, steps):
    counts = np.zeros((height, width), dtype=int)
    for row in range(height):
        for column in range(width):
            x0 = -2.25 + 3 * column / (width - 1)
            y0 = -1.2 + 2.4 * row / (height - 1)
            x = y = 0.0
            n = 0
            while x * x + y * y <= 4 and n < steps:
                x, y = x * x - y * y + x0, 2 * x * y + y0
                n += 1
            counts[row, column] = n
    return counts


width, height, steps = 72, 25, 30
re, im = np.meshgrid(np.linspace(-2.25, 0.75, width), np.linspace(-1.2, 1.2, height))
picture = with_arrays(re + 1j * im, steps)
for row in picture:
    line = ""
    for n in row:
        line += "#" if n == steps else "+" if n > 8 else "." if n > 4 else " "
    print(line)
print(picture.sum(), np.count_nonzero(picture != point_by_point(width, height, steps)) < 10)
