"""The functions of Python's math module that are loops over others."""


def prod(iterable, *, start=1):
    result = start
    for x in iterable:
        result = result * x
    return result


def fsum(seq):
    # Shewchuk: partial sums that do not overlap, and the last one rounded half to even.
    partials = [0.0]
    partials.pop()
    for value in seq:
        x = float(value)
        i = 0
        for y in partials:
            if abs(x) < abs(y):
                x, y = y, x
            high = x + y
            low = y - (high - x)
            if low:
                partials[i] = low
                i += 1
            x = high
        while len(partials) > i:
            partials.pop()
        partials.append(x)
    n = len(partials)
    if n == 0:
        return 0.0
    n -= 1
    high = partials[n]
    low = 0.0
    while n > 0:
        x = high
        n -= 1
        y = partials[n]
        high = x + y
        low = y - (high - x)
        if low:
            break
    if n > 0 and ((low < 0.0 and partials[n - 1] < 0.0) or (low > 0.0 and partials[n - 1] > 0.0)):
        y = low * 2.0
        x = high + y
        if y == x - high:
            high = x
    return high


def dist(p, q):
    total = 0.0
    for x, y in zip(p, q):
        total += (x - y) * (x - y)
    return total ** 0.5


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if abs(a) == float("inf") or abs(b) == float("inf"):
        return False
    gap = abs(b - a)
    return gap <= abs(rel_tol * b) or gap <= abs(rel_tol * a) or gap <= abs_tol


def lcm(a, b):
    if a == 0 or b == 0:
        return 0
    x, y = abs(a), abs(b)
    while y:
        x, y = y, x % y
    return abs(a) // x * abs(b)


def perm(n, k=None):
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    count = n if k is None else k
    if count < 0:
        raise ValueError("k must be a non-negative integer")
    result = 1
    for i in range(count):
        result *= n - i
    return result


def cbrt(x):
    root = abs(x) ** (1 / 3)
    whole = round(root)
    if whole * whole * whole == abs(x):
        root = float(whole)
    return root if x >= 0 else -root


def exp2(x):
    return 2.0 ** x


def modf(x):
    whole = float(int(x))
    return x - whole, whole


def _power_modulo(base, exponent, modulus):
    if modulus == 0:
        raise ValueError("pow() 3rd argument cannot be 0")
    result = 1 % modulus
    base = base % modulus
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result
