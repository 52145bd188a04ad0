# for over arrays, lists, tuples, strings, zip, enumerate, reversed, dict items.
import numpy as np

for x in np.array([1.5, 2.5]):
    print(x, type(x).__name__)
for row in np.arange(6).reshape(3, 2):
    row *= 10
    print(row, row.sum())
for i, x in enumerate([3, 1, 2], start=1):
    print(i, x)
for a, b in zip([1, 2, 3], np.array([4.0, 5.0])):
    print(a, b, a * b)
for c in "abc":
    print(c, end="-")
print()
for x in (1, "two", 3.0):
    print(x, end=" ")
print()
for i, (a, b) in enumerate([(1, 2), (3, 4)]):
    print(i, a + b)
for x in reversed([1, 2, 3]):
    print(x, end=" ")
for k, v in {"a": 1, "b": 2}.items():
    print(k, v, end=" ")
print()
m = np.zeros((2, 2))
for row in m:
    for j in range(len(row)):
        row[j] = j + 1
print(m)
for i, row in enumerate(m):
    for j, value in enumerate(row):
        print((i, j), value, end=" ")
print()
