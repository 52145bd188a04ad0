# Small classics: sieve, knapsack, edit distance, Pascal's triangle, game of life by loops.
import numpy as np

n = 50
sieve = np.ones(n + 1, dtype=bool)
sieve[:2] = False
for i in range(2, int(n**0.5) + 1):
    if sieve[i]:
        sieve[i * i :: i] = False
print(np.nonzero(sieve)[0])


def edit_distance(s, t):
    d = np.zeros((len(s) + 1, len(t) + 1), dtype=int)
    d[:, 0] = np.arange(len(s) + 1)
    d[0, :] = np.arange(len(t) + 1)
    for i in range(1, len(s) + 1):
        for j in range(1, len(t) + 1):
            cost = 0 if s[i - 1] == t[j - 1] else 1
            d[i, j] = min(d[i - 1, j] + 1, d[i, j - 1] + 1, d[i - 1, j - 1] + cost)
    return d[-1, -1]


print(edit_distance("kitten", "sitting"), edit_distance("", "abc"))
weights, values, capacity = [1, 3, 4, 5], [1, 4, 5, 7], 7
best = np.zeros(capacity + 1)
for w, value in zip(weights, values):
    for c in range(capacity, w - 1, -1):
        best[c] = max(best[c], best[c - w] + value)
print(best)
row = [1]
for _ in range(5):
    print(row)
    row = [1] + [row[i] + row[i + 1] for i in range(len(row) - 1)] + [1]
grid = np.zeros((6, 6), dtype=int)
grid[1, 2] = grid[2, 3] = grid[3, 1] = grid[3, 2] = grid[3, 3] = 1
for _ in range(4):
    new = np.zeros_like(grid)
    for i in range(6):
        for j in range(6):
            around = 0
            for di in (-1, 0, 1):
                for dj in (-1, 0, 1):
                    if (di, dj) != (0, 0):
                        around += grid[(i + di) % 6, (j + dj) % 6]
            new[i, j] = 1 if around == 3 or (grid[i, j] and around == 2) else 0
    grid = new
print(grid, grid.sum())
