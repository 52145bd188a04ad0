"""Functions as values: closures, counters with nonlocal, decorators, functions in lists and dicts, caches."""
from functools import lru_cache, reduce
import numpy as np


def make_counter():
    count = [0]

    def increment(by=1):
        count[0] += by
        return count[0]

    return increment


c = make_counter()
d = make_counter()
print(c(), c(), c(5), d())


def twice(f):
    def wrapper(*args):
        return f(f(*args))

    return wrapper


@twice
def add_three(x):
    return x + 3


print(add_three(1), twice(np.sqrt)(16.0))


def compose(*functions):
    def run(x):
        for f in functions:
            x = f(x)
        return x

    return run


print(compose(lambda x: x + 1, lambda x: x * 10, abs)(-5))
operations = {"add": lambda a, b: a + b, "mul": lambda a, b: a * b}
for name, operation in operations.items():
    print(name, operation(3, 4))
activations = [np.tanh, lambda v: np.maximum(v, 0), np.exp]
for activation in activations:
    print(np.round(activation(np.array([-1.0, 0.5])), 3))


@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80))
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, range(5), 100))
powers = [lambda x, n=n: x**n for n in range(4)]
print([p(2) for p in powers])
adders = []
for k in (1, 2, 3):
    adders.append(lambda x, k=k: x + k)
print([a(10) for a in adders])
print(list(map(lambda x: x * x, [1, 2, 3])), list(filter(lambda x: x % 2, range(6))), sorted([3, -1, 2], key=abs))


def apply(f, *args, **kwargs):
    return f(*args, **kwargs)


def scaled(x, factor=1, offset=0):
    return x * factor + offset


print(apply(scaled, 3), apply(scaled, 3, factor=2), apply(scaled, 3, 2, offset=1))


def steps():
    n = 0

    def bump():
        nonlocal n
        n += 2

    bump()
    bump()
    return n


print(steps())


def outer():
    data = []

    def push(x):
        data.append(x)

    for i in range(3):
        push(i * i)
    return data


print(outer())


def integrate(f, a, b, n=1000):
    h = (b - a) / n
    return h * sum(f(a + (i + 0.5) * h) for i in range(n))


print(round(integrate(lambda x: x**2, 0, 3), 4), round(integrate(np.sin, 0, np.pi), 4))
total = 0


def accumulate(x):
    global total
    total += x
    return total


print([accumulate(i) for i in range(4)], total)
