# print: sep, end, numbers of every kind, containers, arrays.
import numpy as np

print(1, 2.0, "three", None, True, sep=", ")
print("no newline", end="")
print()
print(1e16, 1e15, 123456789.123, 1e-5, 0.0001, -0.0, 1 / 3, 100.0, 5e-324, 1.7976931348623157e308, float("nan"), -float("inf"))
print(2**31, -(2**63), 10**18, 1j, -1.5 + 0j, complex(0, -1), (1 + 2j) * (3 - 1j))
print([1, 2.5, "a", None], (1,), (), [], {}, {"k": (1, 2)}, [[1], [2, 3]])
print(np.float64(0.1), np.float32(0.1), np.int8(-5), np.bool_(True), [np.float64(0.1), np.int64(3)], (np.True_,), np.complex64(1 + 2j))
print(np.arange(3), np.array([1.0, 2.5]), np.array([True, False]), np.array([1 + 2j]), np.array(5), np.zeros((0,)), np.zeros((2, 0)))
print(np.arange(12).reshape(2, 2, 3))
print(np.array([1e-10, 1.0]), np.array([1e10, 1.0]), np.array([0.1, 100.25]), np.array([np.nan, np.inf]), np.arange(2000))
print(repr(np.arange(3)), repr(np.float32(1.5)), str(np.eye(2)), [np.arange(2)], repr(np.array([1, 2], dtype=np.int8)))
print()
