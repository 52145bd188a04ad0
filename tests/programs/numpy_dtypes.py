# dtypes: creation, promotion, weak scalars, wrap-around, astype, views as another dtype, attributes.
import numpy as np

for dtype in (np.int8, np.uint8, np.int16, np.int32, np.int64, np.uint64, np.float16, np.float32, np.float64, np.complex64, np.complex128, bool):
    a = np.arange(3).astype(dtype)
    print(a, a.dtype, a.itemsize, a.nbytes, (a + a).dtype, (a * 2).dtype, (a / 2 if dtype is not bool else a * 0.5).dtype)
print((np.int8(100) + np.int8(27)), np.arange(3, dtype=np.uint8) - 1, np.array([200], np.uint8) + np.array([100], np.uint8))
print((np.ones(1, np.int32) + np.ones(1, np.float32)).dtype, (np.ones(1, np.float32) + 1.5).dtype, (np.arange(2) + 1.5).dtype, (np.float32(1) + 2).dtype, (np.ones(1, bool) + True).dtype)
print(np.array([1.7, -1.7]).astype(int), np.array([0, 1, 2]).astype(bool), np.array([1, 2], dtype="f4"), np.array([1, 2], dtype="complex"), np.zeros(2, dtype=float).dtype.name)
print(np.float32(0.1) == 0.1, np.float64(0.1) == 0.1, np.float32(1) / 3, np.array([1, 2], "i2").dtype, np.dtype("float32").itemsize, np.dtype(np.int8) == "int8")
print(np.array([1.0]).view(np.int64), np.array([1, 0], dtype=np.int32).view(np.int64), np.array([True, False]).sum(), np.array([True]).mean())
x = np.array([1, 2, 3])
print(x.dtype == np.int64, x.dtype == float, x.dtype.kind, type(x[0]).__name__, type(x.sum()).__name__, type(x.mean()).__name__, x[0].item(), x.tolist(), type(x.tolist()[0]).__name__)
