"""Softmax of the rows of a matrix, and the cross entropy of it."""
import numpy as np


def softmax(x):
    m = x.max(axis=1, keepdims=True)
    e = np.exp(x - m)
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(p, labels):
    return -np.log(p[np.arange(len(labels)), labels]).mean()


rng = np.random.default_rng(1)
x = rng.standard_normal((64, 10)) * 3
labels = rng.integers(0, 10, size=64)
p = softmax(x)
print(np.round(p[:2], 6))
print("rows add up to 1:", np.allclose(p.sum(axis=1), 1))
print(f"loss {cross_entropy(p, labels):.8f}, accuracy {(p.argmax(axis=1) == labels).mean():.4f}")
