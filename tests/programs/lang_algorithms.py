"""Numerical programs as people write them: bisection, RK4, simulated annealing, LU, FFT by recursion, game of life on lists."""
import math
import numpy as np


def bisect(f, a, b, tol=1e-10):
    fa = f(a)
    while b - a > tol:
        m = (a + b) / 2
        fm = f(m)
        if fa * fm <= 0:
            b = m
        else:
            a, fa = m, fm
    return (a + b) / 2


print(round(bisect(lambda x: x**3 - 2, 0, 2), 8), round(bisect(math.cos, 1, 2), 8))


def rk4(f, y0, t0, t1, n):
    h = (t1 - t0) / n
    t, y = t0, np.array(y0, dtype=float)
    trajectory = [y.copy()]
    for _ in range(n):
        k1 = f(t, y)
        k2 = f(t + h / 2, y + h / 2 * k1)
        k3 = f(t + h / 2, y + h / 2 * k2)
        k4 = f(t + h, y + h * k3)
        y = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        t += h
        trajectory.append(y)
    return np.array(trajectory)


path = rk4(lambda t, y: np.array([y[1], -y[0]]), [1.0, 0.0], 0, math.pi, 20)
print(path.shape, np.round(path[-1], 5))


def lu(a):
    n = len(a)
    lower, upper = np.eye(n), a.astype(float).copy()
    for k in range(n):
        for i in range(k + 1, n):
            lower[i, k] = upper[i, k] / upper[k, k]
            upper[i] -= lower[i, k] * upper[k]
    return lower, upper


a = np.array([[4, 3, 2], [2, 4, 1], [1, 2, 5]])
l, u = lu(a)
print(np.round(l, 3), np.allclose(l @ u, a), np.round(np.diag(u).prod(), 3))


def fft(x):
    n = len(x)
    if n == 1:
        return x
    even, odd = fft(x[::2]), fft(x[1::2])
    w = np.exp(-2j * np.pi * np.arange(n // 2) / n) * odd
    return np.concatenate([even + w, even - w])


signal = np.sin(2 * np.pi * np.arange(8) / 8) + 0j
print(np.round(np.abs(fft(signal)), 6))


def primes(n):
    sieve = [True] * (n + 1)
    sieve[0] = sieve[1] = False
    for i in range(2, int(n**0.5) + 1):
        if sieve[i]:
            for j in range(i * i, n + 1, i):
                sieve[j] = False
    return [i for i, p in enumerate(sieve) if p]


print(primes(50), len(primes(1000)))


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(gcd(48, 18), math.gcd(48, 18), math.factorial(10), math.comb(5, 2), math.isqrt(17), math.floor(-1.5), math.ceil(1.2))


def matmul(a, b):
    n, m, p = len(a), len(b), len(b[0])
    c = [[0] * p for _ in range(n)]
    for i in range(n):
        for j in range(p):
            for k in range(m):
                c[i][j] += a[i][k] * b[k][j]
    return c


print(matmul([[1, 2], [3, 4]], [[5, 6], [7, 8]]))


def levenshtein(s, t):
    previous = list(range(len(t) + 1))
    for i, a in enumerate(s, 1):
        current = [i]
        for j, b in enumerate(t, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (a != b)))
        previous = current
    return previous[-1]


print(levenshtein("kitten", "sitting"))


def permutations(items):
    if len(items) <= 1:
        return [items]
    result = []
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1 :]):
            result.append([items[i]] + rest)
    return result


print(permutations([1, 2, 3]))


def hanoi(n, source, target, spare, moves):
    if n == 0:
        return
    hanoi(n - 1, source, spare, target, moves)
    moves.append((source, target))
    hanoi(n - 1, spare, target, source, moves)


moves = []
hanoi(3, "A", "C", "B", moves)
print(len(moves), moves[:3])


def mandelbrot(c, limit=50):
    z = 0
    for n in range(limit):
        if abs(z) > 2:
            return n
        z = z * z + c
    return limit


print([mandelbrot(complex(x / 4, 0.5)) for x in range(-6, 3)])
x = np.linspace(0, 1, 5)
y = x**2
slope = sum((x - x.mean()) * (y - y.mean())) / sum((x - x.mean()) ** 2)
print(round(slope, 6), type(slope).__name__)
words = ["apple", "banana", "cherry"]
lengths = {w: len(w) for w in words}
print(lengths, max(lengths, key=lengths.get), {v: k for k, v in lengths.items()})
stack, output = [], []
for token in "3 4 + 2 *".split():
    if token in ("+", "*"):
        b, a = stack.pop(), stack.pop()
        stack.append(a + b if token == "+" else a * b)
    else:
        stack.append(int(token))
print(stack)
queue = [(0, "start")]
seen = {"start"}
graph = {"start": ["a", "b"], "a": ["end"], "b": ["a"], "end": []}
order = []
while queue:
    depth, node = queue.pop(0)
    order.append((depth, node))
    for other in graph[node]:
        if other not in seen:
            seen.add(other)
            queue.append((depth + 1, other))
print(order)
