"""Newton's method: functions as arguments, lambdas, a closure, an exception."""
import numpy as np


def newton(f, df, x, tolerance=1e-12, limit=50):
    for i in range(limit):
        step = f(x) / df(x)
        x = x - step
        if abs(step) < tolerance:
            return x, i + 1
    raise RuntimeError(f"no convergence after {limit} steps")


def numeric(f, h=1e-6):
    def df(x):
        return (f(x + h) - f(x - h)) / (2 * h)

    return df


def cubic(x):
    return x**3 - 2 * x - 5


root, steps = newton(cubic, lambda x: 3 * x**2 - 2, 2.0)
print(f"{root:.10f} in {steps} steps")
root, steps = newton(np.cos, lambda x: -np.sin(x), 1.0)
print(f"{root:.10f} {np.pi / 2:.10f}")
root, steps = newton(lambda x: np.exp(x) - 3, numeric(lambda x: np.exp(x) - 3), 1.0, tolerance=1e-9)
print(f"{root:.8f} {np.log(3):.8f}")
try:
    newton(lambda x: x**2 + 1, lambda x: 2 * x, 0.5, limit=10)
except RuntimeError as error:
    print("RuntimeError:", error)
