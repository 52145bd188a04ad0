"""Heat in a plate with fixed borders: Jacobi's iteration with slices."""
import numpy as np


def step(u):
    new = u.copy()
    new[1:-1, 1:-1] = 0.25 * (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:])
    return new


n = 64
u = np.zeros((n, n))
u[0, :] = 100.0
u[:, 0] = np.linspace(100, 0, n)
change = 0.0
for i in range(500):
    new = step(u)
    change = np.abs(new - u).max()
    u = new
print(f"after {i + 1} steps the change is {change:.8f}, the mean {u.mean():.8f}")
print(np.round(u[:: n // 4, :: n // 4], 4))
