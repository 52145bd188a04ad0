// The C ABI of products and linear algebra on host arrays. The work is done by the OpenBLAS that NumPy's own wheels
// contain, opened at the first call that needs it, so that results have NumPy's bits.
//
// The caller allocates the outputs. Inputs of another dtype than the output are cast first, as NumPy does: dtypes of
// products are the promoted ones; the linalg functions compute in f64 or c128, whatever the inputs are, and cast to the
// outputs' dtypes (NumPy's: f32 and c64 for such inputs, f64 for integers and bool).
// All return an np_status with NumPy's text. Stacks of matrices (leading axes) are allowed except in np_lstsq.
#pragma once
#include "base.h"

enum np_qr_mode { NP_QR_REDUCED, NP_QR_COMPLETE, NP_QR_R, NP_QR_RAW };

extern "C" {
// Where to look for the library, besides $NP2GPU_OPENBLAS, the program's folder and its ../lib.
void np_blas_set_path(const char *path);
// The file that is in use, "" if none was found. Opens it if need be.
const char *np_blas_path(void);

// --- products (Blas.cpp). Each *_shape checks the operands and gives the result's shape (room for NP_MAX_RANK).
int np_dot_shape(const struct np_ref *a, const struct np_ref *b, int *ndim, np_i64 *shape);
int np_dot(const struct np_ref *a, const struct np_ref *b, const struct np_ref *out);
int np_inner_shape(const struct np_ref *a, const struct np_ref *b, int *ndim, np_i64 *shape);
int np_inner(const struct np_ref *a, const struct np_ref *b, const struct np_ref *out);
int np_matmul_shape(const struct np_ref *a, const struct np_ref *b, int *ndim, np_i64 *shape);
int np_matmul(const struct np_ref *a, const struct np_ref *b, const struct np_ref *out);
// Of the flattened arrays, a conjugated; out has rank 0.
int np_vdot(const struct np_ref *a, const struct np_ref *b, const struct np_ref *out);

// --- linear algebra (Linalg.cpp). M x N matrices, K = min(M, N). A null output is not computed.
// b: (..., M) if it has rank 1, else (..., M, N); x has the broadcast shape that np_solve_shape gives.
int np_solve_shape(const struct np_ref *a, const struct np_ref *b, int *ndim, np_i64 *shape);
int np_solve(const struct np_ref *a, const struct np_ref *b, const struct np_ref *x);
int np_inv(const struct np_ref *a, const struct np_ref *out);
int np_det(const struct np_ref *a, const struct np_ref *out);
// logabsdet is real.
int np_slogdet(const struct np_ref *a, const struct np_ref *sign, const struct np_ref *logabsdet);
int np_cholesky(const struct np_ref *a, int upper, const struct np_ref *out);
// reduced: q (M,K), r (K,N); complete: q (M,M), r (M,N); r: r (K,N); raw: q = h (N,M), r = tau (K).
int np_qr(const struct np_ref *a, int mode, const struct np_ref *q, const struct np_ref *r);
// full: u (M,M), vh (N,N), else u (M,K), vh (K,N); s (K) real.
int np_svd(const struct np_ref *a, int full, const struct np_ref *u, const struct np_ref *s, const struct np_ref *vh);
// w (N), v (N,N) complex. *is_real: 1 where NumPy gives real results (a real, no imaginary part anywhere): their
// real parts. v may be null (eigvals).
int np_eig(const struct np_ref *a, const struct np_ref *w, const struct np_ref *v, int *is_real);
// uplo 'L' or 'U'; w real; v may be null (eigvalsh).
int np_eigh(const struct np_ref *a, char uplo, const struct np_ref *w, const struct np_ref *v);
// b: rank 1 or 2; x (N) or (N,K'); residuals needs room for K' (1 for rank 1) and *residual_count says how many it
// has, 0 or K'; s (K) real. rcond NaN: NumPy's default, eps * max(M, N).
int np_lstsq(const struct np_ref *a, const struct np_ref *b, double rcond, const struct np_ref *x,
             const struct np_ref *residuals, np_i64 *residual_count, int *rank, const struct np_ref *s);
}
