"""Control flow corner cases."""
import numpy as np

for i in range(3):
    for j in range(3):
        if j == 2:
            break
        if i == 1:
            continue
        print(i, j, end=" ")
    else:
        print("never")
print()
n = 0
while True:
    n += 1
    if n % 2:
        continue
    if n > 6:
        break
print(n)
for x in np.array([[1, 2], [3, 4]]):
    print(x, x.sum())
for i, (a, b) in enumerate(zip([1, 2], "xy"), start=10):
    print(i, a, b)
for k in range(10, 0, -3):
    print(k, end=" ")
for k in range(0):
    print("no")
else:
    print("else")
x = 5
y = "big" if x > 3 else "small"
z = 1 < x <= 5 != 6
print(y, z, not x, x and 0, x or 7, None or "d", 0 or [] or "e")
a = b = c = 3
a += 1
print(a, b, c)
a, b = b, a
(p, q), r = (1, 2), 3
print(a, b, p, q, r)


def classify(v):
    if v < 0:
        return "negative"
    elif v == 0:
        return "zero"
    return "positive"


print([classify(v) for v in (-1, 0, 1)])


def first_negative(values):
    for i, v in enumerate(values):
        if v < 0:
            return i
    return None


print(first_negative([1, -2]), first_negative([1, 2]), first_negative(np.array([3, -1])))
best = None
for v in [3, 1, 2]:
    if best is None or v < best:
        best = v
print(best)
try:
    try:
        raise ValueError("inner")
    finally:
        print("cleanup")
except ValueError as error:
    print("caught", error, type(error).__name__)
else:
    print("not here")


def risky(k):
    try:
        if k == 0:
            raise KeyError("zero")
        if k == 1:
            return 1 / 0
        if k == 2:
            return [1][5]
        return "fine"
    except (KeyError, IndexError) as e:
        return f"lookup {e}"
    except ZeroDivisionError:
        return "division"
    finally:
        print("done", k)


for k in range(4):
    print(risky(k))
i = 0
while i < 3:
    i += 1
else:
    print("while else", i)
matrix = [[1, 2, 3], [4, 5, 6]]
transposed = [[row[i] for row in matrix] for i in range(3)]
print(transposed, [x * y for x in (1, 2) for y in (3, 4) if x != y - 2])
s = 0
for v in range(5):
    s += v / 2
print(s, type(s).__name__)
w = 10
w /= 4
w **= 2
print(w, 7 // 2, -7 // 2, 7 % -3, -7 % 3, 7.5 // 2, 2**-1, divmod(-7, 2), round(2.5), round(3.567, 2), abs(-3), max(1, 2.5), min([4, 2]))
assert x == 5, "x changed"
try:
    assert x == 6, f"x is {x}"
except AssertionError as e:
    print("assert", e)
del w
try:
    print(w)
except NameError as e:
    print(e)
if (m := len(matrix)) > 1:
    print("walrus", m)
print(sum(v for v in range(4)), any(v > 2 for v in range(4)), all([]), list(zip([1, 2], [3, 4])), list(enumerate("ab")))
print(isinstance(3, int), isinstance(3.0, (int, float)), isinstance("s", str), isinstance([], list), isinstance(np.zeros(2), np.ndarray), isinstance(True, int))
print(int("12") + int(3.9), float("2.5"), str(3) + "x", bool(""), bool([0]), int(True), complex(1, 2), list("abc"), tuple([1, 2]))
