"""Methods of lists, slices on both sides of an assignment, sorting with keys."""
l = [5, 3, 8, 1]
l[1:3] = [10, 20, 30]
print(l)
l[:0] = [7]
l[len(l):] = [9, 9]
l[::2] = [0] * len(l[::2])
print(l)
del l[0], l[1:3]
print(l)
try:
    l[::2] = [1, 2, 3, 4, 5, 6]
except ValueError as e:
    print(e)
l.remove(9)
try:
    l.remove(1000)
except ValueError as e:
    print(e)
print(l, l.index(1), l.count(0), 30 in l)
words = ["pear", "fig", "apple", "kiwi"]
words.sort()
print(words)
words.sort(key=len)
print(words)
words.sort(key=lambda w: w[-1], reverse=True)
print(words, sorted(words, key=str.lower if False else len, reverse=True))
pairs = [(2, "b"), (1, "z"), (2, "a")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True), min(pairs), max(pairs))
print(sorted([3, 1, 2], reverse=True), sorted((3, 1, 2)), sorted("hello"), list(reversed([1, 2, 3])))
print(sorted([0.5, -1.5, 2]), sorted([True, False]), [1, 2] < [1, 3], [2] > [1, 5], [1, 2] == [1, 2], [[3], [1, 2]] < [[3, 0]])
m = [[0] * 3 for _ in range(2)]
m[0][1] = 5
m.append([1, 2, 3])
print(m, len(m), [row[1] for row in m], [x for row in m for x in row], sum([row[0] for row in m]))
n = [[1, 2], [3, 4]]
n[1][0] += 10
t = list(map(list, zip(*n))) if False else [list(r) for r in zip(n[0], n[1])]
print(n, t)
k = [1, 2, 3]
j = k
j += [4]
print(k, k is j, k[:] is k, k * 2, [0] * 3 + [1])
k.insert(1, 99)
k.insert(-1, 77)
k.insert(100, 55)
print(k, k.pop(), k.pop(0), k, k[-1], k[1:-1], k[::-1])
k.extend(range(3))
k.extend((8, 9))
k.reverse()
print(k)
k.clear()
print(k, not k, len(k))
try:
    k.pop()
except IndexError as e:
    print(e)
c = [1, 2, 3].copy()
c[0] = 9
print(c, [i for i, x in enumerate(c) if x > 2], any(x > 8 for x in c), all(x > 2 for x in c))
s = [3, 1, 2]
u = sorted(s)
u[0] = 100
print(s, u)
first, *rest = [1, 2, 3, 4]
*init, last = k or [7, 8]
print(first, rest, init, last)
stack = []
for ch in "a(b)c":
    if ch == "(":
        stack.append(ch)
    elif ch == ")":
        stack.pop()
print(stack, len(stack))
x = [1.5, 2, 3]
x.append("s") if False else x.append(4)
print(x)
