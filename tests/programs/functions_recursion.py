# Recursion: on ints, on arrays, mutual.
import numpy as np


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def power(x, n):
    if n == 0:
        return 1.0
    half = power(x, n // 2)
    return half * half * (x if n % 2 else 1.0)


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def add_up(a):
    if len(a) == 1:
        return a[0]
    middle = len(a) // 2
    return add_up(a[:middle]) + add_up(a[middle:])


def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


print(fib(15), power(2.0, 10), is_even(10), is_odd(10), add_up(np.arange(10.0)), hanoi(6, "a", "b", "c"))
