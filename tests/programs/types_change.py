# Names whose type changes: int then float, list then array, None then a value, in branches and loops.
import numpy as np

s = 0
for v in np.array([0.5, 1.5]):
    s += v
print(s, type(s).__name__)
x = np.arange(3)
x = x / 2
x = x.sum()
print(x)
data = [1, 2, 3]
data = np.array(data)
print(data * 2)
best = None
for value in (3, 1, 2):
    if best is None or value < best:
        best = value
print(best)
t = 1
for i in range(3):
    t = t / 2
print(t)


def find(a, limit):
    for i in range(len(a)):
        if a[i] > limit:
            return i
    return None


print(find(data, 1), find(data, 9))


def kind(x):
    if isinstance(x, np.ndarray):
        return f"array of rank {x.ndim}"
    if isinstance(x, (list, tuple)):
        return "sequence"
    if isinstance(x, str):
        return "text"
    return "number" if isinstance(x, (int, float)) else "other"


print(kind(data), kind([1]), kind("a"), kind(2.5), kind(None), kind(np.eye(2)))
n = 3
result = 0.0 if n > 2 else "few"
print(result)
total = None
for k in range(3):
    total = np.full(2, k) if total is None else total + k
print(total)
