"""Dicts whose keys are known at run time only, and aliases of dicts."""
counts = {}
for word in "the cat and the dog and the bird".split():
    counts[word] = counts.get(word, 0) + 1
print(counts, len(counts), "cat" in counts, "fish" in counts)
for word in sorted(counts):
    print(word, counts[word], end="; ")
print()
for word, n in counts.items():
    if n > 1:
        print(f"{word!r:>8}: {n}")
print(list(counts), list(counts.values()), max(counts.values()), sum(counts.values()))
print(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
print(max(counts, key=lambda w: counts[w]), max(counts, key=counts.get))

memo = {}


def fib(n):
    if n < 2:
        return n
    if n not in memo:
        memo[n] = fib(n - 1) + fib(n - 2)
    return memo[n]


print(fib(60), len(memo))

settings = {"rate": 0.1, "steps": 3}
alias = settings
alias["rate"] = 0.5
print(settings, alias is settings, settings == {"rate": 0.5, "steps": 3})


def change(d):
    d["steps"] = 10
    d.update(extra=1.5)


change(settings)
print(settings["steps"], settings)
squares = {n: n * n for n in range(5)}
squares.update({7: 49})
del squares[2]
print(squares, squares.pop(3), squares.pop(100, -1), squares)
try:
    print(squares[99])
except KeyError as error:
    print("KeyError", error)
groups = {}
for n in range(10):
    groups.setdefault(n % 3, []).append(n)
print(groups, groups[1][-1])
grid = {(0, 0): 1}
for step in range(3):
    grid[(step, step + 1)] = step
print(grid, (1, 2) in grid, (5, 5) in grid)
empty = {}
print(empty, len(empty), not empty, {}.get("x"), dict(a=1, b=2), dict([("k", 1), ("l", 2)]), dict(zip("ab", [1, 2])))
print(counts.keys() == counts.keys() if False else "keys", list(squares.keys()))
inverse = {v: k for k, v in squares.items()}
print(inverse)
nested = {"a": {"x": 1}, "b": {"x": 2}}
print(nested["b"]["x"], nested)
