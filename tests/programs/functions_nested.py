# Nested functions, closures, nonlocal, functions that return functions.
import numpy as np


def make_adder(n):
    def add(x):
        return x + n

    return add


def counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step() + step(10) + step()


def compose(f, g):
    return lambda x: f(g(x))


add3, add_half = make_adder(3), make_adder(0.5)
print(add3(4), add_half(4), add3(np.arange(3)), counter())
print(compose(np.sqrt, abs)(-16.0), compose(add3, add3)(1))


def apply(f, x, times):
    for _ in range(times):
        x = f(x)
    return x


print(apply(add3, 1, 4), apply(lambda x: x * 0.5, 8.0, 3), apply(np.cos, 1.0, 2) == np.cos(np.cos(1.0)))
scale = 2
table = [lambda x: x + 1, lambda x: x * scale, make_adder(-1)]
for f in table:
    print(f(10), end=" ")
print()
