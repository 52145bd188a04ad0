"""Bools of operators, arrays of lists of several types, queens by recursion, a loop that appends what it was given."""
import numpy as np

t = (1, 2.0, "x")
print(2 in t, "x" in t, 5 in t)
a, b = len("ab") > 1, len("ab") > 5
print(a | b, a & b, a ^ b, a and b, not (a & b), (a | b) == True)
l = []
for i in range(4):
    l.append(i if i % 2 else i / 2)
print(l, np.array(l), np.mean(l), sorted(l))
parts = []
for k in range(3):
    parts.append(np.ones(2) * 1j if k == 0 else np.ones(2))
print(np.concatenate([p for p in parts]), np.array(parts).shape)


def solve(n):
    count = 0

    def place(row, columns, up, down):
        nonlocal count
        if row == n:
            count += 1
            return
        for c in range(n):
            if c in columns or row + c in up or row - c in down:
                continue
            place(row + 1, columns + [c], up + [row + c], down + [row - c])

    place(0, [], [], [])
    return count


print([solve(n) for n in (4, 5, 6)])
