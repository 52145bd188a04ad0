# Reductions along axes, keepdims, dtypes, empty, nan, cumulative.
import numpy as np

m = np.arange(12).reshape(3, 4)
f = m / 3
print(m.sum(), m.sum(axis=0), m.sum(axis=1), m.sum(axis=(0, 1)), m.sum(axis=-1, keepdims=True), m.prod(axis=0), m[1:].prod())
print(f.mean(), f.mean(axis=0), f.std(), f.var(axis=1), f.std(ddof=1), f.max(axis=0), f.min(), m.argmax(), m.argmin(axis=1), m.max(), m.any(), m.all(axis=0))
print(np.sum(m > 3), np.mean(m > 3), np.max([3, 9, 2]), np.min(f, axis=1), np.sum([]), np.prod([]), np.cumsum(m), np.cumsum(m, axis=0), np.cumprod([1, 2, 3]), m.cumsum(axis=1))
print(np.sum(np.ones(3, bool)), np.sum(np.ones(3, np.int8)).dtype, np.ones(3, np.float32).sum().dtype, np.arange(4, dtype=np.uint8).sum(), m.sum(dtype=float), np.mean(np.arange(3, dtype=np.float32)).dtype)
print(np.sum(m, where=m > 5), np.max(m, initial=100), np.all([]), np.any([]), np.count_nonzero(m), np.count_nonzero(m, axis=0), m.sum(axis=0, keepdims=True).shape)
print(np.max([1.0, np.nan]), np.nanmax([1.0, np.nan]), np.argmax([1.0, np.nan, 3.0]), np.sort([3, 1, 2]), np.argsort([3, 1, 2]), np.sort(m[:, ::-1], axis=1), np.sum(np.full(1000, 0.1)))
x = np.array([3, 1, 2])
x.sort()
print(x, x[::-1].argsort())
for call in (lambda: np.max([]), lambda: np.argmax(np.zeros(0)), lambda: m.sum(axis=2)):
    try:
        call()
    except (ValueError, np.exceptions.AxisError) as e:
        print(e)
