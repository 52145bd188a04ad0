# Lists: display, append, extend, insert, pop, sort, slices, comprehension, nesting, copies, aliasing.
l = [3, 1, 2]
l.append(5)
l.extend([9, 8])
l.insert(1, 7)
print(l, len(l), l[0], l[-1], l[1:3], l[::-1], l[::2])
print(l.pop(), l.pop(0), l, l.index(1), l.count(1), sum(l), min(l), max(l), sorted(l))
l.sort()
print(l)
l.reverse()
print(l, l + [1], l * 2, 1 in l, [x * x for x in l], [x for x in l if x % 2])
m = l
m[0] = -1
print(l, l == m, l is m, list(l) is l)
grid = [[0] * 3 for _ in range(2)]
grid[1][2] = 5
print(grid, len(grid), grid[1], [len(r) for r in grid])
words = []
for w in ("b", "a"):
    words.append(w + w)
print(words, sorted(words), ", ".join(words))
pairs = [(i, i * 0.5) for i in range(3)]
pairs.append((9, 9.5))
print(pairs, pairs[-1][1], [a + b for a, b in pairs])
empty = []
print(empty, len(empty), not empty, [[]], [1, "a", 2.5, None, (1,), [2]])
empty.append(1.5)
print(empty, [i + j for i in range(2) for j in range(2)])
l[1:3] = [10, 20, 30]
del l[0]
print(l)
try:
    l[100]
except IndexError as e:
    print(e)
