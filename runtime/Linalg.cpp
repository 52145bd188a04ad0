// solve, inv, det, cholesky, qr, svd, eig, eigh, lstsq: LAPACK on each matrix of a stack, called as NumPy calls it.
//
// Everything is computed in float64 or complex128, also for float32 and complex64: so does NumPy. Each matrix is
// copied to Fortran order, handed over and copied back; the outputs are written once all have succeeded.
#include "Openblas.h"
#include "abi/blas.h"
#include <algorithm>

namespace {

template <typename T> struct RealOf {
  using type = T;
};
template <typename T> struct RealOf<Complex<T>> {
  using type = T;
};
template <typename T> using Real = typename RealOf<T>::type;

// --- what every function checks --------------------------------------------------------------------------------

int checkStacked(const np_ref &a) {
  if (a.ndim < 2)
    return np_fail(NP_LINALG_ERROR, "%d-dimensional array given. Array must be at least two-dimensional", a.ndim);
  return NP_OK;
}
int checkSquare(const np_ref &a) {
  if (int status = checkStacked(a))
    return status;
  if (a.shape[a.ndim - 1] != a.shape[a.ndim - 2])
    return np_fail(NP_LINALG_ERROR, "Last 2 dimensions of the array must be square");
  return NP_OK;
}
int checkType(const np_ref &a) {
  if (a.dtype == NP_F16)
    return np_fail(NP_TYPE_ERROR, "array type float16 is unsupported in linalg");
  return NP_OK;
}

// --- LAPACK ----------------------------------------------------------------------------------------------------

// A LAPACK routine "gesv" of T's kind. Everything goes by address.
template <typename T> struct Routine {
  void *address;
  explicit Routine(const char *name)
      : address(np_blas_symbol((std::string(1, letter<T>) + name + "_").c_str())) {}
  template <typename... Args> void operator()(Args *...args) const {
    reinterpret_cast<void (*)(Args *...)>(address)(args...);
  }
};

int missing(const char *function) {
  return np_fail(NP_IMPORT_ERROR,
                 "linalg.%s needs LAPACK: install the Python package scipy-openblas64 (or Debian's libopenblas0), or "
                 "name its library in NP2GPU_OPENBLAS",
                 function);
}

// What a routine wrote into a 64-bit integer that was 0 before.
i64 integer(i64 written) { return np_blas_is_narrow() ? i64(int32_t(written)) : written; }
i64 pivot(const std::vector<i64> &pivots, i64 i) {
  return np_blas_is_narrow() ? i64(reinterpret_cast<const int32_t *>(pivots.data())[i]) : pivots[i];
}

// A matrix in Fortran order. At least one element, so that its address is valid.
template <typename T> struct Matrix {
  i64 rows, columns, leading;
  std::vector<T> data;
  Matrix(i64 m, i64 n) : rows(m), columns(n), leading(std::max<i64>(m, 1)), data(std::max<i64>(leading * n, 1)) {}
  T *operator()() { return data.data(); }
  T &at(i64 i, i64 j) { return data[i + j * leading]; }

  // From and to the strided matrix at p; steps in bytes.
  void read(const char *p, i64 rowStep, i64 columnStep) {
    for (i64 j = 0; j < columns; ++j)
      for (i64 i = 0; i < rows; ++i)
        at(i, j) = load<T>(p + i * rowStep + j * columnStep);
  }
  void write(char *p, i64 rowStep, i64 columnStep) {
    for (i64 i = 0; i < rows; ++i)
      for (i64 j = 0; j < columns; ++j)
        store(p + i * rowStep + j * columnStep, at(i, j));
  }
  void identity() {
    for (i64 j = 0; j < columns; ++j)
      for (i64 i = 0; i < rows; ++i)
        at(i, j) = convert<T>(i == j ? 1.0f : 0.0f);
  }
};

// The last `core` axes of an operand, and the stack in front of them.
struct Stacked {
  np_ref stack;
  i64 rows = 1, columns = 1, rowStep = 0, columnStep = 0;
  Stacked(const np_ref &a, int core) : stack(a) {
    stack.ndim = a.ndim - core;
    i64 size = itemSize(a.dtype);
    if (core) {
      rows = a.shape[stack.ndim];
      rowStep = a.strides[stack.ndim] * size;
    }
    if (core == 2) {
      columns = a.shape[stack.ndim + 1];
      columnStep = a.strides[stack.ndim + 1] * size;
    }
  }
  template <typename T> void read(Matrix<T> &m, const char *p) const { m.read(p, rowStep, columnStep); }
  template <typename T> void write(Matrix<T> &m, char *p) const { m.write(p, rowStep, columnStep); }
  template <typename V> void writeVector(const V &values, char *p) const {
    for (i64 i = 0; i < rows; ++i)
      store(p + i * rowStep, values[i]);
  }
};

// body(pointers) for every matrix of the stack, until it fails.
template <int N, typename F>
int eachMatrix(const Stacked *const (&operands)[N], int rank, const i64 *shape, F &&body) {
  Loop<N> loop(rank, shape);
  for (int k = 0; k < N; ++k)
    loop.operand(k, operands[k]->stack);
  int status = NP_OK;
  loop.run([&](i64 n, char *const *p, const i64 *step) {
    char *at[N];
    for (i64 i = 0; i < n && !status; ++i) {
      for (int k = 0; k < N; ++k)
        at[k] = p[k] + i * step[k];
      status = body(static_cast<char *const *>(at));
    }
  });
  return status;
}

// The operand in the dtype that is computed in; a copy where it has another or may be an output.
struct Input {
  Temporary copy;
  Input(const np_ref &a, int dtype) : copy(dtype, a.ndim, a.shape) { np_copy(&copy.ref, &a); }
  operator const np_ref &() const { return copy.ref; }
};

// Where results of type T are collected, for the caller's array of any dtype.
struct Output {
  const np_ref *target;
  Temporary values;
  Output(const np_ref &out, int dtype) : target(&out), values(dtype, out.ndim, out.shape) {}
  operator const np_ref &() const { return values.ref; }
  void finish() const { np_copy(target, &values.ref); }
};

// finish() on each, if all went well.
template <typename... Outputs> int finished(int status, const Outputs &...outputs) {
  if (!status)
    (outputs.finish(), ...);
  return status;
}

template <typename T> constexpr int dtypeOf = isComplex<T> ? NP_C128 : NP_F64;
template <typename F> int dispatchType(const np_ref &a, F &&f) {
  return a.dtype >= NP_C64 ? f(Type<Complex<double>>()) : f(Type<double>());
}

// Work areas: the routine is called once with length -1 and says what it wants.
template <typename T> i64 wanted(T first, i64 least = 1) { return std::max(least, convert<i64>(first)); }
constexpr i64 query = -1;

// --- solve, inv, det -------------------------------------------------------------------------------------------

template <typename T> i64 gesv(Matrix<T> &a, Matrix<T> &b) {
  static const Routine<T> routine("gesv");
  std::vector<i64> pivots(a.leading);
  i64 info = 0;
  if (a.rows)
    routine(&a.rows, &b.columns, a(), &a.leading, pivots.data(), b(), &b.leading, &info);
  return integer(info);
}

// The sign (0 where singular) and the logarithm of the determinant, accumulated in NumPy's order.
template <typename T> void signAndLog(Matrix<T> &a, T &sign, Real<T> &logarithm) {
  static const Routine<T> routine("getrf");
  std::vector<i64> pivots(a.leading);
  i64 info = 0, n = a.rows;
  if (n)
    routine(&n, &n, a(), &a.leading, pivots.data(), &info);
  sign = convert<T>(0.0f);
  logarithm = -std::numeric_limits<Real<T>>::infinity();
  if (integer(info) > 0)
    return;
  i64 swaps = 0;
  for (i64 i = 0; i < n; ++i)
    swaps += pivot(pivots, i) != i + 1;
  sign = convert<T>(swaps % 2 ? -1.0f : 1.0f);
  logarithm = 0;
  for (i64 i = 0; i < n; ++i) {
    T x = a.at(i, i);
    if constexpr (isComplex<T>) {
      Real<T> magnitude = std::hypot(x.re, x.im), re = x.re / magnitude, im = x.im / magnitude;
      sign = {sign.re * re - sign.im * im, sign.re * im + sign.im * re};
      logarithm += std::log(magnitude);
    } else {
      if (x < 0)
        sign = -sign, x = -x;
      logarithm += std::log(x);
    }
  }
}

// --- eig -------------------------------------------------------------------------------------------------------

// Eigenvalues into w, vectors into v where it is not null. A real matrix: NumPy's real and imaginary parts.
template <typename T> i64 geev(Matrix<T> &a, std::vector<Complex<Real<T>>> &w, Matrix<Complex<Real<T>>> *v) {
  static const Routine<T> routine("geev");
  using R = Real<T>;
  i64 n = a.rows, info = 0, one = 1, length = query, lead = a.leading;
  char none = 'N', job = v ? 'V' : 'N';
  Matrix<T> vectors(v ? n : 0, v ? n : 0);
  i64 *leftLead = v ? &lead : &one;
  auto run = [&](auto &&call) {
    T first;
    call(&first);
    length = wanted(first);
    std::vector<T> work(length);
    call(work.data());
  };
  if constexpr (isComplex<T>) {
    std::vector<R> real(2 * std::max<i64>(n, 1));
    run([&](T *work) {
      routine(&none, &job, &n, a(), &lead, w.data(), static_cast<T *>(nullptr), leftLead, vectors(), leftLead, work,
              &length, real.data(), &info);
    });
    if (v)
      v->data = vectors.data;
  } else {
    std::vector<R> re(std::max<i64>(n, 1)), im(std::max<i64>(n, 1));
    run([&](T *work) {
      routine(&none, &job, &n, a(), &lead, re.data(), im.data(), static_cast<T *>(nullptr), leftLead, vectors(),
              leftLead, work, &length, &info);
    });
    for (i64 j = 0; j < n; ++j)
      w[j] = {re[j], im[j]};
    for (i64 j = 0; v && j < n; ++j) {
      bool pair = im[j] != 0 && j + 1 < n; // columns j and j+1: real and imaginary part of one of a conjugate pair
      for (i64 i = 0; i < n; ++i) {
        v->at(i, j) = {vectors.at(i, j), pair ? vectors.at(i, j + 1) : R(0)};
        if (pair)
          v->at(i, j + 1) = {vectors.at(i, j), -vectors.at(i, j + 1)};
      }
      j += pair;
    }
  }
  return integer(info);
}

bool allFinite(const np_ref &a) {
  for (Complex<double> x : flatten<Complex<double>>(a))
    if (!std::isfinite(x.re) || !std::isfinite(x.im))
      return false;
  return true;
}

// --- eigh, svd, lstsq ------------------------------------------------------------------------------------------

template <typename T> i64 eigh(Matrix<T> &a, char job, char uplo, std::vector<Real<T>> &w) {
  static const Routine<T> routine(isComplex<T> ? "heevd" : "syevd");
  using R = Real<T>;
  i64 n = a.rows, info = 0, length = query, realLength = query, intLength = query;
  T first;
  R firstReal = 1;
  i64 firstInt = 0;
  auto call = [&](T *work, [[maybe_unused]] R *real, i64 *ints) {
    if constexpr (isComplex<T>)
      routine(&job, &uplo, &n, a(), &a.leading, w.data(), work, &length, real, &realLength, ints, &intLength, &info);
    else
      routine(&job, &uplo, &n, a(), &a.leading, w.data(), work, &length, ints, &intLength, &info);
  };
  call(&first, &firstReal, &firstInt);
  if (integer(info))
    return integer(info);
  length = wanted(first);
  realLength = wanted(firstReal);
  intLength = wanted(integer(firstInt));
  std::vector<T> work(length);
  std::vector<R> real(realLength);
  std::vector<i64> ints(intLength);
  call(work.data(), real.data(), ints.data());
  return integer(info);
}

// job 'A', 'S' or 'N'. u and vt have the shapes that it asks for.
template <typename T> i64 gesdd(Matrix<T> &a, char job, std::vector<Real<T>> &s, Matrix<T> &u, Matrix<T> &vt) {
  static const Routine<T> routine("gesdd");
  using R = Real<T>;
  i64 m = a.rows, n = a.columns, k = std::min(m, n), most = std::max(m, n), info = 0, length = query;
  if (k == 0) {
    u.identity();
    vt.identity();
    return 0;
  }
  std::vector<i64> ints(8 * k);
  std::vector<R> real(isComplex<T> ? (job == 'N' ? 7 * k : std::max(5 * k * k + 5 * k, 2 * most * k + 2 * k * k + k))
                                   : 1);
  auto call = [&](T *work) {
    if constexpr (isComplex<T>)
      routine(&job, &m, &n, a(), &a.leading, s.data(), u(), &u.leading, vt(), &vt.leading, work, &length, real.data(),
              ints.data(), &info);
    else
      routine(&job, &m, &n, a(), &a.leading, s.data(), u(), &u.leading, vt(), &vt.leading, work, &length, ints.data(),
              &info);
  };
  T first;
  call(&first);
  length = wanted(first);
  std::vector<T> work(length);
  call(work.data());
  return integer(info);
}

template <typename T>
i64 gelsd(Matrix<T> &a, Matrix<T> &b, std::vector<Real<T>> &s, Real<T> rcond, i64 &rank) {
  static const Routine<T> routine("gelsd");
  using R = Real<T>;
  i64 info = 0, length = query, firstInt = 0;
  T first;
  R firstReal = 1;
  auto call = [&](T *work, [[maybe_unused]] R *real, i64 *ints) {
    if constexpr (isComplex<T>)
      routine(&a.rows, &a.columns, &b.columns, a(), &a.leading, b(), &b.leading, s.data(), &rcond, &rank, work,
              &length, real, ints, &info);
    else
      routine(&a.rows, &a.columns, &b.columns, a(), &a.leading, b(), &b.leading, s.data(), &rcond, &rank, work,
              &length, ints, &info);
  };
  call(&first, &firstReal, &firstInt);
  length = wanted(first);
  std::vector<T> work(length);
  std::vector<R> real(wanted(firstReal));
  std::vector<i64> ints(wanted(integer(firstInt)));
  call(work.data(), real.data(), ints.data());
  rank = integer(rank);
  return integer(info);
}

// --- qr --------------------------------------------------------------------------------------------------------

template <typename T> void geqrf(Matrix<T> &a, std::vector<T> &tau) {
  static const Routine<T> routine("geqrf");
  i64 info = 0, length = query;
  T first;
  auto call = [&](T *work) {
    routine(&a.rows, &a.columns, a(), &a.leading, tau.data(), work, &length, &info);
  };
  call(&first);
  length = wanted(first, std::max<i64>(1, a.columns));
  std::vector<T> work(length);
  call(work.data());
}

// q has the reflectors in its first columns.
template <typename T> void orgqr(Matrix<T> &q, i64 reflectors, std::vector<T> &tau) {
  static const Routine<T> routine(isComplex<T> ? "ungqr" : "orgqr");
  i64 info = 0, length = query;
  T first;
  auto call = [&](T *work) {
    routine(&q.rows, &q.columns, &reflectors, q(), &q.leading, tau.data(), work, &length, &info);
  };
  call(&first);
  length = wanted(first, std::max<i64>(1, q.columns));
  std::vector<T> work(length);
  call(work.data());
}

bool hasLapack() { return np_blas_symbol("dgesv_") != nullptr; }

// Checks common to all, then f(Type<T>()).
template <typename F> int run(const char *name, const np_ref &a, F &&f) {
  return guarded([&] {
    if (int status = checkType(a))
      return status;
    if (!hasLapack())
      return missing(name);
    return dispatchType(a, f);
  });
}

} // namespace

extern "C" int np_solve_shape(const np_ref *a, const np_ref *b, int *ndim, np_i64 *shape) {
  if (int status = checkSquare(*a))
    return status;
  bool vector = b->ndim == 1;
  const char *name = vector ? "solve1" : "solve", *signature = vector ? "(m,m),(m)->(m)" : "(m,m),(m,n)->(m,n)";
  int core = vector ? 1 : 2;
  if (b->ndim < core)
    return np_fail(NP_VALUE_ERROR,
                   "%s: Input operand 1 does not have enough dimensions (has %d, gufunc core with signature %s "
                   "requires %d)",
                   name, b->ndim, signature, core);
  i64 m = a->shape[a->ndim - 1], other = b->shape[b->ndim - core];
  if (m != other)
    return np_fail(NP_VALUE_ERROR,
                   "%s: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature %s (size %lld is "
                   "different from %lld)",
                   name, signature, other, m);
  std::vector<i64> outCore(b->shape + b->ndim - core, b->shape + b->ndim);
  const np_ref *both[] = {a, b};
  if (int status = broadcastStacks(both, {2, core}, outCore, ndim, shape))
    return status;
  for (i64 n : outCore)
    shape[(*ndim)++] = n;
  return NP_OK;
}

extern "C" int np_solve(const np_ref *a, const np_ref *b, const np_ref *x) {
  int rank;
  i64 shape[maxRank];
  if (int status = np_solve_shape(a, b, &rank, shape))
    return status;
  int core = b->ndim == 1 ? 1 : 2;
  const np_ref &wider = a->dtype >= NP_C64 ? *a : *b;
  return run("solve", wider, [&](auto type) {
    using T = typename decltype(type)::type;
    Input ca(*a, dtypeOf<T>), cb(*b, dtypeOf<T>);
    Output result(*x, dtypeOf<T>);
    Stacked from(ca, 2), right(cb, core), to(result, core);
    Matrix<T> m(from.rows, from.rows), solution(right.rows, right.columns);
    int status = eachMatrix({&from, &right, &to}, rank - core, shape, [&](char *const *p) {
      from.read(m, p[0]);
      right.read(solution, p[1]);
      if (gesv(m, solution))
        return np_fail(NP_LINALG_ERROR, "Singular matrix");
      to.write(solution, p[2]);
      return int(NP_OK);
    });
    return finished(status, result);
  });
}

extern "C" int np_inv(const np_ref *a, const np_ref *out) {
  if (int status = checkSquare(*a))
    return status;
  return run("inv", *a, [&](auto type) {
    using T = typename decltype(type)::type;
    Input input(*a, dtypeOf<T>);
    Output result(*out, dtypeOf<T>);
    Stacked from(input, 2), to(result, 2);
    Matrix<T> m(from.rows, from.rows), inverse(from.rows, from.rows);
    int status = eachMatrix({&from, &to}, a->ndim - 2, a->shape, [&](char *const *p) {
      from.read(m, p[0]);
      inverse.identity();
      if (gesv(m, inverse))
        return np_fail(NP_LINALG_ERROR, "Singular matrix");
      to.write(inverse, p[1]);
      return int(NP_OK);
    });
    return finished(status, result);
  });
}

extern "C" int np_det(const np_ref *a, const np_ref *out) {
  if (int status = checkSquare(*a))
    return status;
  return run("det", *a, [&](auto type) {
    using T = typename decltype(type)::type;
    Input input(*a, dtypeOf<T>);
    Output result(*out, dtypeOf<T>);
    Stacked from(input, 2), to(result, 0);
    Matrix<T> m(from.rows, from.rows);
    int status = eachMatrix({&from, &to}, a->ndim - 2, a->shape, [&](char *const *p) {
      T sign;
      Real<T> logarithm;
      from.read(m, p[0]);
      signAndLog(m, sign, logarithm);
      Real<T> magnitude = std::exp(logarithm); // NumPy multiplies the sign by magnitude + 0j
      if constexpr (isComplex<T>)
        sign = {sign.re * magnitude - sign.im * 0, sign.re * 0 + sign.im * magnitude};
      else
        sign *= magnitude;
      store(p[1], sign);
      return int(NP_OK);
    });
    return finished(status, result);
  });
}

extern "C" int np_slogdet(const np_ref *a, const np_ref *sign, const np_ref *logabsdet) {
  if (int status = checkSquare(*a))
    return status;
  return run("slogdet", *a, [&](auto type) {
    using T = typename decltype(type)::type;
    Input input(*a, dtypeOf<T>);
    Output signs(*sign, dtypeOf<T>), logarithms(*logabsdet, NP_F64);
    Stacked from(input, 2), toSign(signs, 0), toLog(logarithms, 0);
    Matrix<T> m(from.rows, from.rows);
    int status = eachMatrix({&from, &toSign, &toLog}, a->ndim - 2, a->shape, [&](char *const *p) {
      T s;
      Real<T> logarithm;
      from.read(m, p[0]);
      signAndLog(m, s, logarithm);
      store(p[1], s);
      store(p[2], logarithm);
      return int(NP_OK);
    });
    return finished(status, signs, logarithms);
  });
}

extern "C" int np_cholesky(const np_ref *a, int upper, const np_ref *out) {
  if (int status = checkSquare(*a))
    return status;
  return run("cholesky", *a, [&](auto type) {
    using T = typename decltype(type)::type;
    static const Routine<T> potrf("potrf");
    Input input(*a, dtypeOf<T>);
    Output result(*out, dtypeOf<T>);
    Stacked from(input, 2), to(result, 2);
    Matrix<T> m(from.rows, from.rows);
    char uplo = upper ? 'U' : 'L';
    int status = eachMatrix({&from, &to}, a->ndim - 2, a->shape, [&](char *const *p) {
      from.read(m, p[0]);
      i64 info = 0, n = m.rows;
      if (n)
        potrf(&uplo, &n, m(), &m.leading, &info);
      if (integer(info))
        return np_fail(NP_LINALG_ERROR, "Matrix is not positive definite");
      for (i64 j = 0; j < n; ++j)
        for (i64 i = upper ? j + 1 : 0; i < (upper ? n : j); ++i)
          m.at(i, j) = convert<T>(0.0f);
      to.write(m, p[1]);
      return int(NP_OK);
    });
    return finished(status, result);
  });
}

extern "C" int np_qr(const np_ref *a, int mode, const np_ref *q, const np_ref *r) {
  if (int status = checkStacked(*a))
    return status;
  return run("qr", *a, [&](auto type) {
    using T = typename decltype(type)::type;
    Input input(*a, dtypeOf<T>);
    Output qs(q ? *q : *a, dtypeOf<T>), rs(*r, dtypeOf<T>);
    Stacked from(input, 2), toQ(qs, 2), toR(rs, mode == NP_QR_RAW ? 1 : 2);
    i64 m = from.rows, n = from.columns, k = std::min(m, n);
    int status = eachMatrix({&from, &toQ, &toR}, a->ndim - 2, a->shape, [&](char *const *p) {
      Matrix<T> h(m, n);
      std::vector<T> tau(std::max<i64>(k, 1));
      from.read(h, p[0]);
      if (k)
        geqrf(h, tau);
      if (mode == NP_QR_RAW) {
        h.write(p[1], toQ.columnStep, toQ.rowStep); // transposed
        toR.writeVector(tau, p[2]);
        return int(NP_OK);
      }
      Matrix<T> upper(toR.rows, n);
      for (i64 j = 0; j < n; ++j)
        for (i64 i = 0; i < std::min(k, j + 1); ++i)
          upper.at(i, j) = h.at(i, j);
      toR.write(upper, p[2]);
      if (mode == NP_QR_R)
        return int(NP_OK);
      Matrix<T> full(m, mode == NP_QR_COMPLETE ? m : k);
      full.identity();
      for (i64 j = 0; j < k; ++j)
        for (i64 i = 0; i < m; ++i)
          full.at(i, j) = h.at(i, j);
      if (k)
        orgqr(full, k, tau);
      toQ.write(full, p[1]);
      return int(NP_OK);
    });
    return mode == NP_QR_R ? finished(status, rs) : finished(status, qs, rs);
  });
}

extern "C" int np_svd(const np_ref *a, int full, const np_ref *u, const np_ref *s, const np_ref *vh) {
  if (int status = checkStacked(*a))
    return status;
  return run("svd", *a, [&](auto type) {
    using T = typename decltype(type)::type;
    Input input(*a, dtypeOf<T>);
    Output us(u ? *u : *a, dtypeOf<T>), ss(*s, NP_F64), vs(vh ? *vh : *a, dtypeOf<T>);
    Stacked from(input, 2), toU(us, 2), toS(ss, 1), toV(vs, 2);
    i64 m = from.rows, n = from.columns, k = std::min(m, n);
    char job = !u ? 'N' : full ? 'A' : 'S';
    Matrix<T> matrix(m, n), left(u ? m : 0, u ? (full ? m : k) : 0), right(u ? (full ? n : k) : 0, u ? n : 0);
    std::vector<Real<T>> values(std::max<i64>(k, 1));
    int status = eachMatrix({&from, &toU, &toS, &toV}, a->ndim - 2, a->shape, [&](char *const *p) {
      from.read(matrix, p[0]);
      if (gesdd(matrix, job, values, left, right))
        return np_fail(NP_LINALG_ERROR, "SVD did not converge");
      toS.writeVector(values, p[2]);
      if (u) {
        toU.write(left, p[1]);
        toV.write(right, p[3]);
      }
      return int(NP_OK);
    });
    return u ? finished(status, us, ss, vs) : finished(status, ss);
  });
}

extern "C" int np_eig(const np_ref *a, const np_ref *w, const np_ref *v, int *isReal) {
  if (int status = checkSquare(*a))
    return status;
  return run(v ? "eig" : "eigvals", *a, [&](auto type) {
    using T = typename decltype(type)::type;
    if (!allFinite(*a))
      return np_fail(NP_LINALG_ERROR, "Array must not contain infs or NaNs");
    Input input(*a, dtypeOf<T>);
    Output ws(*w, NP_C128), vs(v ? *v : *a, NP_C128);
    Stacked from(input, 2), toW(ws, 1), toV(vs, 2);
    i64 n = from.rows;
    bool real = !isComplex<T>;
    Matrix<T> matrix(n, n);
    Matrix<Complex<Real<T>>> vectors(v ? n : 0, v ? n : 0);
    std::vector<Complex<Real<T>>> values(std::max<i64>(n, 1));
    int status = eachMatrix({&from, &toW, &toV}, a->ndim - 2, a->shape, [&](char *const *p) {
      from.read(matrix, p[0]);
      if (n && geev(matrix, values, v ? &vectors : nullptr))
        return np_fail(NP_LINALG_ERROR, "Eigenvalues did not converge");
      for (i64 i = 0; i < n; ++i)
        real &= values[i].im == 0;
      toW.writeVector(values, p[1]);
      if (v)
        toV.write(vectors, p[2]);
      return int(NP_OK);
    });
    *isReal = real;
    return v ? finished(status, ws, vs) : finished(status, ws);
  });
}

extern "C" int np_eigh(const np_ref *a, char uplo, const np_ref *w, const np_ref *v) {
  char upper = uplo >= 'a' ? char(uplo - 'a' + 'A') : uplo;
  if (upper != 'L' && upper != 'U')
    return np_fail(NP_VALUE_ERROR, "UPLO argument must be 'L' or 'U'");
  if (int status = checkSquare(*a))
    return status;
  return run(v ? "eigh" : "eigvalsh", *a, [&](auto type) {
    using T = typename decltype(type)::type;
    Input input(*a, dtypeOf<T>);
    Output ws(*w, NP_F64), vs(v ? *v : *a, dtypeOf<T>);
    Stacked from(input, 2), toW(ws, 1), toV(vs, 2);
    i64 n = from.rows;
    Matrix<T> matrix(n, n);
    std::vector<Real<T>> values(std::max<i64>(n, 1));
    int status = eachMatrix({&from, &toW, &toV}, a->ndim - 2, a->shape, [&](char *const *p) {
      from.read(matrix, p[0]);
      if (n && eigh(matrix, v ? 'V' : 'N', upper, values))
        return np_fail(NP_LINALG_ERROR, "Eigenvalues did not converge");
      toW.writeVector(values, p[1]);
      if (v)
        toV.write(matrix, p[2]);
      return int(NP_OK);
    });
    return v ? finished(status, ws, vs) : finished(status, ws);
  });
}

extern "C" int np_lstsq(const np_ref *a, const np_ref *b, double rcond, const np_ref *x, const np_ref *residuals,
                        np_i64 *residualCount, int *rank, const np_ref *s) {
  int bRank = b->ndim == 1 ? 2 : b->ndim; // a vector is a column
  if (a->ndim != 2 || bRank != 2)
    return np_fail(NP_LINALG_ERROR, "%d-dimensional array given. Array must be two-dimensional",
                   a->ndim != 2 ? a->ndim : b->ndim);
  if (a->shape[0] != b->shape[0])
    return np_fail(NP_LINALG_ERROR, "Incompatible dimensions");
  return run("lstsq", a->dtype >= NP_C64 ? *a : *b, [&](auto type) {
    using T = typename decltype(type)::type;
    using R = Real<T>;
    Input ca(*a, dtypeOf<T>), cb(*b, dtypeOf<T>);
    Output xs(*x, dtypeOf<T>), ss(*s, NP_F64);
    Stacked from(ca, 2), right(cb, b->ndim), toX(xs, b->ndim), toS(ss, 1);
    i64 m = from.rows, n = from.columns, k = std::min(m, n), columns = right.columns, found = 0;
    Matrix<T> matrix(m, n), b0(m, columns), solution(std::max(m, n), columns), top(n, columns);
    std::vector<R> values(std::max<i64>(k, 1)), squares(std::max<i64>(columns, 1));
    from.read(matrix, static_cast<char *>(ca.copy.ref.data));
    right.read(b0, static_cast<char *>(cb.copy.ref.data));
    for (i64 j = 0; j < columns; ++j)
      for (i64 i = 0; i < m; ++i)
        solution.at(i, j) = b0.at(i, j);
    R cutoff = std::isnan(rcond) ? R(std::numeric_limits<R>::epsilon() * R(std::max(m, n))) : R(rcond);
    // NumPy solves for one column where there is none, for the singular values.
    Matrix<T> spare(std::max(m, n), 1), &rhs = columns ? solution : spare;
    i64 info = k ? gelsd(matrix, rhs, values, cutoff, found) : 0;
    if (info)
      return np_fail(NP_LINALG_ERROR, "SVD did not converge in Linear Least Squares");
    for (i64 j = 0; j < columns; ++j) {
      for (i64 i = 0; i < n; ++i)
        top.at(i, j) = m ? solution.at(i, j) : convert<T>(0.0f);
      for (i64 i = n; i < m; ++i) {
        T y = solution.at(i, j);
        if constexpr (isComplex<T>)
          squares[j] += y.re * y.re + y.im * y.im;
        else
          squares[j] += y * y;
      }
    }
    toX.write(top, static_cast<char *>(xs.values.ref.data));
    toS.writeVector(values, static_cast<char *>(ss.values.ref.data));
    *rank = int(found);
    *residualCount = found == n && m > n ? columns : 0;
    i64 step = 1;
    np_ref sums = {squares.data(), residualCount, &step, 1, NP_F64};
    np_ref target = {residuals->data, residualCount, residuals->strides, 1, residuals->dtype};
    np_copy(&target, &sums);
    return finished(NP_OK, xs, ss);
  });
}
