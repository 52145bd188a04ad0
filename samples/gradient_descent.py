"""Linear regression by gradient descent, and the exact solution beside it."""
import numpy as np


def loss(w, X, y):
    r = X @ w - y
    return (r @ r) / len(y)


def gradient(w, X, y):
    return 2 / len(y) * X.T @ (X @ w - y)


def descend(w, X, y, rate=0.1, steps=500):
    history = []
    for _ in range(steps):
        w = w - rate * gradient(w, X, y)
        history.append(loss(w, X, y))
    return w, np.array(history)


rng = np.random.default_rng(0)
n = 200
X = np.column_stack([np.ones(n), rng.uniform(-1, 1, (n, 2))])
true = np.array([1.0, -2.0, 0.5])
y = X @ true + 0.1 * rng.standard_normal(n)
w, history = descend(np.zeros(3), X, y)
exact = np.linalg.solve(X.T @ X, X.T @ y)
print("descent ", np.round(w, 5))
print("exact   ", np.round(exact, 5))
print(f"loss from {history[0]:.5f} to {history[-1]:.5f}, falling: {(np.diff(history) <= 1e-12).all()}")
