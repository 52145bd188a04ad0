"""Containers of several types, and membership across types."""
x = [1, 2]
x.append(3)
print("a" in x, 2.0 in x, True in x, 2.5 in x, None in x)
mixed = []
for i in range(4):
    mixed.append(i if i % 2 else f"n{i}")
print(mixed, "n0" in mixed, 3 in mixed)
t = tuple(v * 2 for v in x)
print(t, len(t), t[0], t[-1], sum(t), max(t), 4 in t, t[1:], tuple([x[0]]))
for v in t:
    print(v, end=" ")
print()
table = {}
for name, value in [("a", 1), ("b", 2.5), ("c", None)]:
    table[name] = value
print(table)
rows = []
for i in range(3):
    rows.append([i, i * 0.5, "r" + str(i)])
for number, half, text in rows:
    print(number, half, text)
print(rows, rows[1][2])
pairs = []
for i in range(3):
    pairs.append((i, [i] * i))
pairs[2][1].append(9)
print(pairs)
a, *b = x
print(a, b)
first, *middle, last = [v for v in range(5) if v != 2]
print(first, middle, last)
try:
    p, q, *r = [v for v in range(1)]
except ValueError as e:
    print(e)
print(*x, sep="-")
print(*[v * v for v in x])
words = ["b", "a"]
words.append("c")
print(*sorted(words), sep=", ", end="!\n")
sep = ";"
for k in range(2):
    print(k, k + 1, sep=sep * (k + 1), end="." * k + "\n")
