# Functions of lib/: numpy.linalg. Rounded: the decompositions' last bits belong to LAPACK.
import numpy as np

a = np.array([[4.0, 1.0], [2.0, 3.0]])
b = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]])
s = np.array([[2.0, 1.0], [1.0, 3.0]])
v = np.array([3.0, 4.0])

print(np.linalg.norm(v), np.linalg.norm(b), np.linalg.norm(v, 1), np.linalg.norm(v, np.inf), np.linalg.norm(b, axis=1), np.linalg.norm(b, axis=0, keepdims=True), np.linalg.norm(b, "fro"), np.linalg.norm(v, ord=2), np.linalg.norm(v, 3))
print(np.round(np.linalg.norm(b, 2), 6), np.linalg.norm(b, 1), np.linalg.norm(b, np.inf), np.linalg.norm([1, 2]), np.linalg.norm(b, 1, axis=1), np.linalg.norm(v * 1j), np.linalg.norm(v, 0), np.linalg.norm(v, -np.inf))
print(np.linalg.inv(a), np.linalg.det(a), np.linalg.solve(a, v), np.linalg.slogdet(a)[0], round(float(np.linalg.slogdet(a)[1]), 6))
print(np.linalg.matrix_power(a, 3), np.linalg.matrix_power(a, 0), np.linalg.matrix_power(np.array([[1, 1], [1, 0]]), 10), np.round(np.linalg.matrix_power(a, -2), 6), np.linalg.matrix_power(a, 5))
print(np.round(np.linalg.pinv(b), 6), np.linalg.matrix_rank(b), np.linalg.matrix_rank(np.ones((3, 3))), round(float(np.linalg.cond(a)), 6))
w, u = np.linalg.eigh(s)
print(np.round(w, 6), np.round(np.abs(u), 6), np.round(np.linalg.eigvalsh(s), 6))
w, u = np.linalg.eig(a)
print(np.round(w, 6), np.round(np.abs(u), 6))
print(np.round(np.linalg.eigvals(np.array([[0.0, 1.0], [-1.0, 0.0]])), 6), np.round(np.linalg.eigvals(a), 6))
u, d, vt = np.linalg.svd(b, full_matrices=False)
print(np.round(d, 6), np.allclose(u @ np.diag(d) @ vt, b), np.linalg.svd(b)[2].shape, np.round(np.linalg.svd(b, compute_uv=False), 6))
q, r = np.linalg.qr(a)
print(np.allclose(q @ r, a), np.round(np.abs(r), 6), np.linalg.qr(b.T)[0].shape, np.linalg.qr(b.T, mode="complete")[0].shape)
x, residuals, rank, sv = np.linalg.lstsq(b.T, np.array([1.0, 2.0, 3.0]), rcond=None)
print(np.round(x, 6), np.round(residuals, 6), rank, np.round(sv, 6))
print(np.linalg.cholesky(s), np.linalg.multi_dot([a, a, v]), np.linalg.multi_dot([a, b]), np.linalg.multi_dot([v, a, a, v]))
try:
    np.linalg.inv(np.zeros((2, 2)))
except np.linalg.LinAlgError as e:
    print("LinAlgError", e)
try:
    np.linalg.matrix_power(b, 2)
except np.linalg.LinAlgError as e:
    print("LinAlgError", e)
try:
    np.linalg.norm(v, "bad")
except ValueError as e:
    print(e)
