# One operation of each kind that CONTRIBUTING.md adds: a row, a library call, Python source.
import numpy as np

for dtype in (bool, np.int8, np.uint16, np.int64, np.uint64):
    x = np.array([0, 1, 1, 0, 1]).astype(dtype)
    print(np.bitwise_count(x), np.bitwise_count(x).dtype)
print(np.bitwise_count(np.array([-1, 127, -128, 255])), np.bitwise_count(np.int64(7)))
print(np.bitwise_count(np.arange(6).reshape(2, 3)[:, ::-1]))

print(np.arange(4, dtype=np.int32).byteswap(), np.arange(6, dtype=np.uint16).reshape(2, 3).T.byteswap())
x = np.array([1 + 2j, 3 - 1j])
print(x.byteswap().byteswap(), x.byteswap().dtype)

a = np.arange(1, 7).reshape(2, 3)
print(np.cumulative_prod(a, axis=1), np.cumulative_prod(a, axis=0, include_initial=True), np.cumulative_prod(a[1] / 2))
try:
    np.cumulative_prod(a)
except ValueError as error:
    print(error)
