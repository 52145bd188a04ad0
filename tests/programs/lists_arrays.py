# Lists that grow and become arrays; lists of arrays; append in a loop.
import numpy as np

values = []
for i in range(6):
    if i % 2:
        values.append(i * i)
print(np.array(values), np.mean(values), np.array(values).dtype)
rows = []
for i in range(3):
    rows.append(np.arange(3) + i)
m = np.array(rows)
print(m, m.shape, np.vstack(rows).sum())
rows[0][0] = 100
print(rows[0], m[0], len(rows))
history = [np.zeros(2)]
for k in range(3):
    history.append(history[-1] + k)
print(history[-1], np.array(history)[:, 0], sum(history))
points = []
x = np.array([1.0, 2.0])
for k in range(2):
    points.append(x)
    x += 1
print(points[0], points[1])
table = [[i * j for j in range(3)] for i in range(2)]
print(np.array(table), np.array(table).T.tolist(), np.sum(table, axis=0))
mixed = [1, 2.5, True]
print(np.array(mixed), np.array([[1, 2], [3, 4]]) @ [1, 1], np.array([]), np.array([[]]).shape)
