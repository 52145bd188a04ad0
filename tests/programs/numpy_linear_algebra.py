# Products: dot, @, matmul, of every rank, with integers and complex numbers.
import numpy as np

a = np.arange(6).reshape(2, 3)
b = np.arange(6).reshape(3, 2)
v = np.array([1, 2, 3])
print(a @ b, a.dot(b), np.dot(v, v), v @ v, a @ v, v @ b, np.matmul(a, b), a.T @ a, np.dot(2, a), np.inner(a, a))
c = np.arange(12.0).reshape(2, 2, 3)
print((c @ b).shape, (c @ v).shape, np.dot(c, b).shape, (c @ c.transpose(0, 2, 1))[1], np.vdot(1j * v, v))
z = np.array([[1, 1j], [-1j, 2]])
print(z @ z, z.conj().T, np.trace(z), (z @ np.linalg.inv(z)).round(6).real)
try:
    a @ a
except ValueError as e:
    print(e)
A = np.array([[3.0, 1.0], [1.0, 2.0]])
x = np.linalg.solve(A, [9.0, 8.0])
print(np.round(x, 10), np.allclose(A @ x, [9, 8]), round(np.linalg.det(A), 10), np.round(np.linalg.inv(A), 10))
try:
    np.linalg.solve(np.zeros((2, 2)), [1, 2])
except np.linalg.LinAlgError as e:
    print("LinAlgError:", e)
