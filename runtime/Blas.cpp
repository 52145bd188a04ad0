// dot, inner, vdot and matmul.
//
// A product of floats or complex numbers has NumPy's bits if the same BLAS function gets the same arguments, so the
// choices below are NumPy's: dot copies what BLAS cannot read and works by rank (scalars: axpy; vectors: dot; else
// gemv, gemm, or syrk for a matrix with its own transpose); matmul decides for each pair of the stack. Other types,
// and machines without a BLAS, take plain loops in NumPy's order.
#include "Openblas.h"
#include "abi/blas.h"
#include "abi/library.h"
#include <algorithm>
#include <dlfcn.h>
#include <mutex>

// --- the library -----------------------------------------------------------------------------------------------

namespace {

std::mutex libraryLock;
std::string librarySetPath, libraryFile;
void *library;
bool libraryTried, libraryNarrow;
const char *libraryPrefix = "", *librarySuffix = "";

bool openLibrary(const std::string &path) {
  void *handle = path.empty() ? nullptr : dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!handle)
    return false;
  struct {
    const char *prefix, *suffix;
    bool narrow;
  } schemes[] = {{"scipy_", "64_", false}, {"", "64_", false}, {"scipy_", "", true}, {"", "", true}};
  for (auto &scheme : schemes)
    if (dlsym(handle, (std::string(scheme.prefix) + "cblas_dgemm" + scheme.suffix).c_str())) {
      library = handle;
      libraryFile = path;
      libraryPrefix = scheme.prefix;
      librarySuffix = scheme.suffix;
      libraryNarrow = scheme.narrow;
      return true;
    }
  dlclose(handle);
  return false;
}

std::string folderOf(const std::string &path) { return path.substr(0, path.rfind('/') + 1); }

void findLibrary() {
  std::lock_guard<std::mutex> lock(libraryLock);
  if (libraryTried)
    return;
  libraryTried = true;
  const char *file = "libscipy_openblas64_.so", *env = std::getenv("NP2GPU_OPENBLAS");
  if (env && openLibrary(env))
    return;
  std::vector<std::string> folders;
  if (char *self = realpath("/proc/self/exe", nullptr)) {
    folders.push_back(folderOf(self));
    std::free(self);
  }
  Dl_info info; // the shared library that this code is in, for the Python module
  if (dladdr(reinterpret_cast<void *>(&np_blas_symbol), &info) && info.dli_fname)
    folders.push_back(folderOf(info.dli_fname));
  for (const std::string &folder : folders)
    if (openLibrary(folder + file) || openLibrary(folder + "../lib/" + file))
      return;
  if (!openLibrary(librarySetPath))
    openLibrary("libopenblas.so.0");
}

} // namespace

extern "C" void np_blas_set_path(const char *path) {
  std::lock_guard<std::mutex> lock(libraryLock);
  librarySetPath = path;
  if (!library)
    libraryTried = false;
}

extern "C" const char *np_blas_path(void) {
  findLibrary();
  return libraryFile.c_str();
}

extern "C" void *np_blas_symbol(const char *name) {
  findLibrary();
  if (!library)
    return nullptr;
  return dlsym(library, (libraryPrefix + std::string(name) + librarySuffix).c_str());
}

extern "C" int np_blas_is_narrow(void) {
  findLibrary();
  return libraryNarrow;
}

namespace {

// --- BLAS by type ----------------------------------------------------------------------------------------------

enum Order { RowMajor = 101, ColMajor = 102 };
enum Trans { NoTrans = 111, Transposed = 112 };
enum { Upper = 121 };

template <typename T> struct Blas {
  // Scalars are passed by value for real, by address for complex types.
  using Scalar = std::conditional_t<isComplex<T>, const T *, T>;
  using Gemm = void (*)(int, int, int, i64, i64, i64, Scalar, const T *, i64, const T *, i64, Scalar, T *, i64);
  using Gemv = void (*)(int, int, i64, i64, Scalar, const T *, i64, const T *, i64, Scalar, T *, i64);
  using Syrk = void (*)(int, int, int, i64, i64, Scalar, const T *, i64, Scalar, T *, i64);
  using Axpy = void (*)(i64, Scalar, const T *, i64, T *, i64);
  using RealDot = T (*)(i64, const T *, i64, const T *, i64);
  using ComplexDot = void (*)(i64, const T *, i64, const T *, i64, T *);
  Gemm gemm;
  Gemv gemv;
  Syrk syrk;
  Axpy axpy;
  RealDot dot = nullptr;
  ComplexDot dotu = nullptr, dotc = nullptr;
  T one, zero;

  static Scalar scalar(const T &x) {
    if constexpr (isComplex<T>)
      return &x;
    else
      return x;
  }
  Blas() : one(convert<T>(1.0f)), zero(convert<T>(0.0f)) {
    std::string name = std::string("cblas_") + letter<T>;
    gemm = blasFunction<Gemm>(name + "gemm");
    gemv = blasFunction<Gemv>(name + "gemv");
    syrk = blasFunction<Syrk>(name + "syrk");
    axpy = blasFunction<Axpy>(name + "axpy");
    if constexpr (isComplex<T>) {
      dotu = blasFunction<ComplexDot>(name + "dotu_sub");
      dotc = blasFunction<ComplexDot>(name + "dotc_sub");
    } else
      dot = blasFunction<RealDot>(name + "dot");
  }
  static const Blas &get() {
    static const Blas blas;
    return blas;
  }
  // Extents beyond this go to plain loops: a library with 32-bit integers would truncate them.
  static bool takes(i64 n) { return get().gemm && (n <= std::numeric_limits<int>::max() - 1 || !np_blas_is_narrow()); }
};

// C = op(A) op(B), C row-major m x p with ldc; through syrk where B is A's transpose.
template <typename T>
void multiply(Trans transA, Trans transB, i64 m, i64 p, i64 n, const T *a, i64 lda, const T *b, i64 ldb, T *c, i64 ldc,
              bool isSquare) {
  const Blas<T> &blas = Blas<T>::get();
  auto one = blas.scalar(blas.one), zero = blas.scalar(blas.zero);
  if (!isSquare) {
    blas.gemm(RowMajor, transA, transB, m, p, n, one, a, lda, b, ldb, zero, c, ldc);
    return;
  }
  blas.syrk(RowMajor, Upper, transA, p, n, one, a, lda, zero, c, ldc);
  for (i64 i = 0; i < p; ++i)
    for (i64 j = i + 1; j < p; ++j)
      c[j * ldc + i] = c[i * ldc + j];
}

// --- one scalar product ----------------------------------------------------------------------------------------

// In NumPy's order and types: float16 sums in float32, bool is any(a & b). Steps in bytes.
template <typename T> T plainDot(const char *a, i64 aStep, const char *b, i64 bStep, i64 n, bool conjugate = false) {
  if constexpr (std::is_same_v<T, bool>) {
    for (i64 i = 0; i < n; ++i)
      if (load<bool>(a + i * aStep) && load<bool>(b + i * bStep))
        return true;
    return false;
  } else if constexpr (isComplex<T>) {
    T sum = {0, 0};
    for (i64 i = 0; i < n; ++i) {
      T x = load<T>(a + i * aStep), y = load<T>(b + i * bStep);
      if (conjugate)
        x.im = -x.im;
      sum.re += x.re * y.re - x.im * y.im;
      sum.im += x.re * y.im + x.im * y.re;
    }
    return sum;
  } else {
    using Sum = std::conditional_t<isHalf<T>, float, std::conditional_t<std::is_integral_v<T>, uint64_t, T>>;
    Sum sum = 0;
    for (i64 i = 0; i < n; ++i)
      sum += convert<Sum>(load<T>(a + i * aStep)) * convert<Sum>(load<T>(b + i * bStep));
    if constexpr (isHalf<T>)
      return toHalf(double(sum));
    else
      return T(sum);
  }
}

// One product alone: nothing is added, so that a zero keeps its sign.
template <typename T> T plainProduct(const char *a, const char *b) {
  T x = load<T>(a), y = load<T>(b);
  if constexpr (std::is_same_v<T, bool>)
    return x && y;
  else if constexpr (isComplex<T>)
    return {x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re};
  else if constexpr (isHalf<T>)
    return toHalf(double(convert<float>(x) * convert<float>(y)));
  else if constexpr (std::is_integral_v<T>)
    return T(uint64_t(x) * uint64_t(y));
  else
    return x * y;
}

template <typename T> T dotProduct(const char *a, i64 aStep, const char *b, i64 bStep, i64 n, bool conjugate = false) {
  if constexpr (isBlasType<T>) {
    constexpr i64 size = sizeof(T);
    if (Blas<T>::takes(n) && aStep > 0 && bStep > 0 && aStep % size == 0 && bStep % size == 0) {
      const Blas<T> &blas = Blas<T>::get();
      const T *x = reinterpret_cast<const T *>(a), *y = reinterpret_cast<const T *>(b);
      // NumPy hands BLAS at most this many at once and adds the parts in float64.
      constexpr i64 chunk = i64(std::numeric_limits<int>::max()) / 2 + 1;
      using Sum = std::conditional_t<isComplex<T>, Complex<double>, double>;
      Sum sum = {};
      for (i64 done = 0; done < n; done += chunk) {
        i64 length = std::min(n - done, chunk);
        const T *from = x + done * (aStep / size), *with = y + done * (bStep / size);
        if constexpr (isComplex<T>) {
          T part;
          (conjugate ? blas.dotc : blas.dotu)(length, from, aStep / size, with, bStep / size, &part);
          sum.re += part.re;
          sum.im += part.im;
        } else
          sum += blas.dot(length, from, aStep / size, with, bStep / size);
      }
      return convert<T>(sum);
    }
  }
  return plainDot<T>(a, aStep, b, bStep, n, conjugate);
}

// --- operands --------------------------------------------------------------------------------------------------

bool isContiguous(const np_ref &a, bool fortran) {
  i64 stride = 1;
  for (int k = 0; k < a.ndim; ++k) {
    int i = fortran ? k : a.ndim - 1 - k;
    if (a.shape[i] != 1 && a.strides[i] != stride)
      return false;
    stride *= a.shape[i];
  }
  return true;
}

// An operand in the product's dtype. A cast keeps its memory order for dot and gives C order for matmul.
struct Operand {
  std::unique_ptr<Temporary> copy;
  np_ref ref;
  Operand(const np_ref &a, int dtype, bool keepOrder) : ref(a) {
    if (a.dtype == dtype)
      return;
    i64 strides[maxRank], shape[maxRank];
    if (keepOrder && a.ndim) { // what concatenating it alone gives
      np_concatenate_shape(1, &a, 0, shape, strides);
      copy = std::make_unique<Temporary>(dtype, a.ndim, a.shape, strides);
    } else
      copy = std::make_unique<Temporary>(dtype, a.ndim, a.shape);
    np_copy(&copy->ref, &a);
    ref = copy->ref;
  }
  void makeC() {
    auto again = std::make_unique<Temporary>(ref.dtype, ref.ndim, ref.shape);
    np_copy(&again->ref, &ref);
    copy = std::move(again);
    ref = copy->ref;
  }
};

// --- np.dot ----------------------------------------------------------------------------------------------------

enum Form { ScalarForm, ColumnForm, RowForm, MatrixForm };
Form formOf(const np_ref &a) {
  if (a.ndim == 0)
    return ScalarForm;
  if (a.ndim == 1)
    return a.shape[0] > 1 ? ColumnForm : ScalarForm;
  if (a.shape[0] > 1)
    return a.shape[1] == 1 ? ColumnForm : MatrixForm;
  return a.shape[1] == 1 ? ScalarForm : RowForm;
}

bool unreadable(const np_ref &a) {
  for (int i = 0; i < a.ndim; ++i)
    if (a.strides[i] < 0 || (a.strides[i] == 0 && a.shape[i] > 1))
      return true;
  return false;
}

i64 leading(i64 n) { return std::max<i64>(n, 1); }

// Both of rank at most 2, `out` C-ordered and not empty.
template <typename T> void dotSmall(Operand &x, Operand &y, T *out) {
  const Blas<T> &blas = Blas<T>::get();
  auto one = blas.scalar(blas.one), zero = blas.scalar(blas.zero);
  for (Operand *o : {&x, &y})
    if (unreadable(o->ref))
      o->makeC();
  Form xForm = formOf(x.ref), yForm = formOf(y.ref);
  auto data = [](Operand &o) { return static_cast<const T *>(o.ref.data); };
  auto stride = [](Operand &o, int axis) { return axis < o.ref.ndim ? o.ref.strides[axis] : 0; };

  if (xForm == ScalarForm || yForm == ScalarForm) {
    Operand &scalar = xForm == ScalarForm ? x : y, &other = xForm == ScalarForm ? y : x;
    i64 size = sizeOf(other.ref);
    T factor = *data(scalar);
    if (size == 1) {
      T value = *data(other);
      if constexpr (isComplex<T>)
        *out = xForm == ScalarForm && yForm == ScalarForm
                   ? T{data(x)->re * data(y)->re - data(x)->im * data(y)->im,
                       data(x)->re * data(y)->im + data(x)->im * data(y)->re}
                   : factor;
      else
        *out = factor * value;
      return;
    }
    std::fill(out, out + size, blas.zero);
    if (formOf(other.ref) != MatrixForm) {
      int axis = other.ref.ndim == 2 && other.ref.shape[0] == 1 ? 1 : 0;
      blas.axpy(size, blas.scalar(factor), data(other), stride(other, axis), out, 1);
      return;
    }
    // One axpy along the longer axis for each step of the other: complex kernels round their tails otherwise.
    int inner = other.ref.shape[0] >= other.ref.shape[1] ? 0 : 1;
    i64 outStrides[] = {other.ref.shape[1], 1};
    for (i64 i = 0; i < other.ref.shape[1 - inner]; ++i)
      blas.axpy(other.ref.shape[inner], blas.scalar(factor), data(other) + i * stride(other, 1 - inner),
                stride(other, inner), out + i * outStrides[1 - inner], outStrides[inner]);
    return;
  }
  if (yForm == ColumnForm && xForm != MatrixForm) {
    i64 n = x.ref.shape[x.ref.ndim - 1];
    i64 xStep = stride(x, x.ref.ndim - 1), yStep = stride(y, 0);
    *out = dotProduct<T>(reinterpret_cast<const char *>(data(x)), xStep * i64(sizeof(T)),
                         reinterpret_cast<const char *>(data(y)), yStep * i64(sizeof(T)), n);
    return;
  }
  auto makeDense = [](Operand &o) {
    if (!isContiguous(o.ref, false) && !isContiguous(o.ref, true))
      o.makeC();
  };
  if (xForm == MatrixForm && yForm != MatrixForm && yForm != RowForm) { // matrix @ vector
    makeDense(x);
    bool c = isContiguous(x.ref, false);
    blas.gemv(c ? RowMajor : ColMajor, NoTrans, x.ref.shape[0], x.ref.shape[1], one, data(x),
              leading(x.ref.shape[c ? 1 : 0]), data(y), stride(y, 0), zero, out, 1);
    return;
  }
  if ((xForm == RowForm || x.ref.ndim == 1) && yForm == MatrixForm) { // vector @ matrix
    makeDense(y);
    bool c = isContiguous(y.ref, false);
    blas.gemv(c ? RowMajor : ColMajor, Transposed, y.ref.shape[0], y.ref.shape[1], one, data(y),
              leading(y.ref.shape[c ? 1 : 0]), data(x), stride(x, x.ref.ndim - 1), zero, out, 1);
    return;
  }
  makeDense(x);
  makeDense(y);
  bool xFortran = isContiguous(x.ref, true), yFortran = isContiguous(y.ref, true);
  i64 m = x.ref.shape[0], n = x.ref.shape[1], p = y.ref.shape[1];
  i64 lda = leading(xFortran ? m : n), ldb = leading(yFortran ? n : p);
  bool square = data(x) == data(y) && m == p && stride(x, 0) == stride(y, 1) && stride(x, 1) == stride(y, 0) &&
                xFortran != yFortran;
  multiply(xFortran ? Transposed : NoTrans, yFortran ? Transposed : NoTrans, m, p, n, data(x), lda, data(y), ldb, out,
           p, square);
}

// Any ranks: out[i..., j..., k] = dot of a's last axis with b's last but one.
template <typename T> void dotGeneral(const np_ref &a, const np_ref &b, const np_ref &out) {
  constexpr i64 size = sizeof(T);
  int match = std::max(b.ndim - 2, 0);
  i64 n = a.ndim ? a.shape[a.ndim - 1] : 1;
  i64 aStep = a.ndim && n > 1 ? a.strides[a.ndim - 1] * size : size;
  i64 bStep = b.ndim && n > 1 ? b.strides[match] * size : size;
  if (a.ndim == 0 || b.ndim == 0)
    n = 1;
  Loop<3> loop(out.ndim, out.shape);
  loop.operand(0, out);
  loop.data[1] = static_cast<char *>(a.data);
  loop.data[2] = static_cast<char *>(b.data);
  bool scalar = a.ndim == 0 || b.ndim == 0;
  int at = 0;
  for (int i = 0; i < a.ndim - !scalar; ++i, ++at) {
    loop.step[1][at] = a.strides[i] * size;
    loop.step[2][at] = 0;
  }
  for (int i = 0; i < b.ndim; ++i)
    if (scalar || i != match) {
      loop.step[1][at] = 0;
      loop.step[2][at++] = b.strides[i] * size;
    }
  loop.run([&](i64 count, char *const *p, const i64 *step) {
    if (scalar) {
      for (i64 i = 0; i < count; ++i)
        store(p[0] + i * step[0], plainProduct<T>(p[1] + i * step[1], p[2] + i * step[2]));
      return;
    }
    for (i64 i = 0; i < count; ++i)
      store(p[0] + i * step[0], dotProduct<T>(p[1] + i * step[1], aStep, p[2] + i * step[2], bStep, n));
  });
}

template <typename T> int dot(Operand &a, Operand &b, const np_ref &out) {
  Temporary result(out.dtype, out.ndim, out.shape);
  i64 size = sizeOf(out);
  if (sizeOf(a.ref) == 0 || sizeOf(b.ref) == 0)
    std::memset(result.ref.data, 0, size * sizeof(T));
  else {
    bool done = false;
    if constexpr (isBlasType<T>)
      if (a.ref.ndim <= 2 && b.ref.ndim <= 2 && Blas<T>::takes(std::max({sizeOf(a.ref), sizeOf(b.ref), size}))) {
        dotSmall<T>(a, b, static_cast<T *>(result.ref.data));
        done = true;
      }
    if (!done)
      dotGeneral<T>(a.ref, b.ref, result.ref);
  }
  return np_copy(&out, &result.ref);
}

// --- matmul ----------------------------------------------------------------------------------------------------

// One pair of the stack. Strides in elements, of (m,n), (n,p) and (m,p).
struct Matrices {
  i64 m, n, p;
  i64 aRow, aColumn, bRow, bColumn, outRow, outColumn;
};

template <typename T> void plainMatmul(const Matrices &d, const T *a, const T *b, T *out) {
  constexpr i64 size = sizeof(T);
  for (i64 i = 0; i < d.m; ++i)
    for (i64 j = 0; j < d.p; ++j)
      out[i * d.outRow + j * d.outColumn] =
          plainDot<T>(reinterpret_cast<const char *>(a + i * d.aRow), d.aColumn * size,
                      reinterpret_cast<const char *>(b + j * d.bColumn), d.bRow * size, d.n);
}

// Can BLAS read it with these strides: rows `row` apart of `columns` adjacent elements?
bool readable(i64 row, i64 column, i64 columns) { return column == 1 && row >= columns; }

template <typename T> void gemvFor(const T *a, i64 aRow, i64 aColumn, const T *x, i64 xStride, T *out, i64 outStride,
                                   i64 m, i64 n) {
  const Blas<T> &blas = Blas<T>::get();
  bool c = readable(aRow, aColumn, n);
  blas.gemv(c ? ColMajor : RowMajor, Transposed, n, m, blas.scalar(blas.one), a, c ? aRow : aColumn, x, xStride,
            blas.scalar(blas.zero), out, outStride);
}

// A C-ordered copy of a matrix that BLAS cannot read.
template <typename T>
const T *dense(std::vector<T> &copy, const T *from, i64 rows, i64 columns, i64 &rowStride, i64 &columnStride) {
  copy.resize(rows * columns);
  for (i64 i = 0; i < rows; ++i)
    for (i64 j = 0; j < columns; ++j)
      copy[i * columns + j] = from[i * rowStride + j * columnStride];
  rowStride = columns;
  columnStride = 1;
  return copy.data();
}

template <typename T> void blasMatmul(Matrices d, const T *a, const T *b, T *out) {
  bool outC = readable(d.outRow, d.outColumn, d.p), outF = readable(d.outColumn, d.outRow, d.m);
  constexpr i64 size = sizeof(T);
  if (d.m == 1 && d.p == 1) {
    *out = dotProduct<T>(reinterpret_cast<const char *>(a), d.aColumn * size, reinterpret_cast<const char *>(b),
                         d.bRow * size, d.n);
    return;
  }
  if (d.n == 1 && (d.m == 1 || d.p == 1))
    return plainMatmul(d, a, b, out);
  bool aC = readable(d.aRow, d.aColumn, d.n), aF = readable(d.aColumn, d.aRow, d.m);
  bool bC = readable(d.bRow, d.bColumn, d.p), bF = readable(d.bColumn, d.bRow, d.n);
  if (d.m == 1 || d.n == 1 || d.p == 1) {
    if (d.m == 1 && (bC || bF) && d.aColumn >= 1)
      gemvFor(b, d.bColumn, d.bRow, a, d.aColumn, out, d.outColumn, d.p, d.n);
    else if (d.p == 1 && (aC || aF) && d.bRow >= 1)
      gemvFor(a, d.aRow, d.aColumn, b, d.bRow, out, d.outRow, d.m, d.n);
    else
      plainMatmul(d, a, b, out);
    return;
  }
  std::vector<T> aCopy, bCopy;
  if (!aC && !aF) {
    a = dense(aCopy, a, d.m, d.n, d.aRow, d.aColumn);
    aC = true;
  }
  if (!bC && !bF) {
    b = dense(bCopy, b, d.n, d.p, d.bRow, d.bColumn);
    bC = true;
  }
  if (!(outC || outF)) {
    std::vector<T> product(d.m * d.p);
    Matrices into = d;
    into.outRow = d.p, into.outColumn = 1;
    blasMatmul(into, a, b, product.data());
    for (i64 i = 0; i < d.m; ++i)
      for (i64 j = 0; j < d.p; ++j)
        out[i * d.outRow + j * d.outColumn] = product[i * d.p + j];
    return;
  }
  auto product = [&](const T *x, i64 xRow, i64 xColumn, bool xC, const T *y, i64 yRow, i64 yColumn, bool yC, i64 ldc,
                     i64 m, i64 p) {
    bool square = x == y && m == p && xRow == yColumn && xColumn == yRow && xC != yC;
    multiply(xC ? NoTrans : Transposed, yC ? NoTrans : Transposed, m, p, d.n, x, xC ? xRow : xColumn, y,
             yC ? yRow : yColumn, out, ldc, square);
  };
  if (outC)
    product(a, d.aRow, d.aColumn, aC, b, d.bRow, d.bColumn, bC, d.outRow, d.m, d.p);
  else // the transpose of it all
    product(b, d.bColumn, d.bRow, bF, a, d.aColumn, d.aRow, aF, d.outColumn, d.p, d.m);
}

// Operands of rank 1 as a row or a column; the result's axes that they stand for.
struct MatmulShape {
  i64 m = 1, n = 1, p = 1;
  int rank = 0; // of the stack
  i64 stack[maxRank];
};

int matmulShape(const np_ref &a, const np_ref &b, MatmulShape &s) {
  const char *signature = "(n?,k),(k,m?)->(n?,m?)";
  const np_ref *both[] = {&a, &b};
  for (int k = 0; k < 2; ++k)
    if (both[k]->ndim == 0)
      return np_fail(NP_VALUE_ERROR,
                     "matmul: Input operand %d does not have enough dimensions (has 0, gufunc core with signature %s "
                     "requires 1)",
                     k, signature);
  s.n = a.shape[a.ndim - 1];
  i64 other = b.shape[std::max(b.ndim - 2, 0)];
  if (other != s.n)
    return np_fail(NP_VALUE_ERROR,
                   "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature %s (size "
                   "%lld is different from %lld)",
                   signature, other, s.n);
  if (a.ndim > 1)
    s.m = a.shape[a.ndim - 2];
  if (b.ndim > 1)
    s.p = b.shape[b.ndim - 1];
  return broadcastStacks(both, {2, 2}, {s.m, s.p}, &s.rank, s.stack);
}

template <typename T> void matmul(const np_ref &a, const np_ref &b, const np_ref &out, const MatmulShape &s) {
  auto stackOf = [](const np_ref &r, int core) {
    np_ref stack = r;
    stack.ndim = std::max(r.ndim - core, 0);
    return stack;
  };
  int aCore = std::min(a.ndim, 2), bCore = std::min(b.ndim, 2);
  Matrices d = {s.m, s.n, s.p, 0, 0, 0, 0, 0, 0};
  d.aColumn = a.strides[a.ndim - 1];
  d.aRow = aCore == 2 ? a.strides[a.ndim - 2] : s.n;
  d.bRow = b.strides[b.ndim - bCore];
  d.bColumn = bCore == 2 ? b.strides[b.ndim - 1] : 1;
  int outAxis = s.rank;
  d.outRow = aCore == 2 ? out.strides[outAxis++] : s.p;
  d.outColumn = bCore == 2 ? out.strides[outAxis] : 1;
  Loop<3> loop(s.rank, s.stack);
  loop.operand(0, stackOf(out, out.ndim - s.rank));
  loop.operand(1, stackOf(a, aCore));
  loop.operand(2, stackOf(b, bCore));
  loop.run([&](i64 count, char *const *p, const i64 *step) {
    for (i64 i = 0; i < count; ++i) {
      T *to = reinterpret_cast<T *>(p[0] + i * step[0]);
      const T *x = reinterpret_cast<const T *>(p[1] + i * step[1]), *y = reinterpret_cast<const T *>(p[2] + i * step[2]);
      if constexpr (isBlasType<T>)
        if (d.m && d.n && d.p && Blas<T>::takes(std::max({d.m, d.n, d.p}))) {
          blasMatmul(d, x, y, to);
          continue;
        }
      plainMatmul(d, x, y, to);
    }
  });
}

// b with its last two axes swapped, as inner is the dot with that, unless a is a scalar.
struct Swapped {
  i64 shape[maxRank], strides[maxRank];
  np_ref ref;
  Swapped(const np_ref &a, const np_ref &b) : ref{b.data, shape, strides, b.ndim, b.dtype} {
    std::copy(b.shape, b.shape + b.ndim, shape);
    std::copy(b.strides, b.strides + b.ndim, strides);
    if (a.ndim > 0 && b.ndim > 1) {
      std::swap(shape[b.ndim - 2], shape[b.ndim - 1]);
      std::swap(strides[b.ndim - 2], strides[b.ndim - 1]);
    }
  }
};

} // namespace

extern "C" int np_dot_shape(const np_ref *a, const np_ref *b, int *ndim, np_i64 *shape) {
  bool scalar = a->ndim == 0 || b->ndim == 0;
  int match = std::max(b->ndim - 2, 0), rank = 0;
  if (!scalar && a->shape[a->ndim - 1] != b->shape[match])
    return np_fail(NP_VALUE_ERROR, "shapes %s and %s not aligned: %lld (dim %d) != %lld (dim %d)",
                   shapeText(*a).c_str(), shapeText(*b).c_str(), a->shape[a->ndim - 1], a->ndim - 1, b->shape[match],
                   match);
  if (a->ndim + b->ndim - (scalar ? 0 : 2) > maxRank)
    return np_fail(NP_VALUE_ERROR, "dot: too many dimensions in result");
  for (int i = 0; i < a->ndim - !scalar; ++i)
    shape[rank++] = a->shape[i];
  for (int i = 0; i < b->ndim; ++i)
    if (scalar || i != match)
      shape[rank++] = b->shape[i];
  *ndim = rank;
  return NP_OK;
}

extern "C" int np_dot(const np_ref *a, const np_ref *b, const np_ref *out) {
  return guarded([&] {
    Operand x(*a, out->dtype, true), y(*b, out->dtype, true);
    return dispatch(out->dtype, [&](auto type) { return dot<typename decltype(type)::type>(x, y, *out); });
  });
}

extern "C" int np_inner_shape(const np_ref *a, const np_ref *b, int *ndim, np_i64 *shape) {
  Swapped swapped(*a, *b);
  return np_dot_shape(a, &swapped.ref, ndim, shape);
}

extern "C" int np_inner(const np_ref *a, const np_ref *b, const np_ref *out) {
  Swapped swapped(*a, *b);
  return np_dot(a, &swapped.ref, out);
}

extern "C" int np_vdot(const np_ref *a, const np_ref *b, const np_ref *out) {
  return guarded([&] {
    i64 n = sizeOf(*a), m = sizeOf(*b);
    if (n != m)
      return np_fail(NP_VALUE_ERROR, "cannot reshape array of size %lld into shape (%lld,)", m, n);
    // As vectors: strided where one stride reaches all elements in C order, else a copy.
    Operand x(*a, out->dtype, true), y(*b, out->dtype, true);
    auto strideOf = [&](Operand &o) {
      i64 stride = 1;
      if (!np_can_reshape(&o.ref, 1, &n, &stride)) {
        o.makeC();
        stride = 1;
      }
      return stride * itemSize(out->dtype);
    };
    i64 xStep = strideOf(x), yStep = strideOf(y);
    dispatch(out->dtype, [&](auto type) {
      using T = typename decltype(type)::type;
      T result =
          dotProduct<T>(static_cast<char *>(x.ref.data), xStep, static_cast<char *>(y.ref.data), yStep, n, true);
      store(static_cast<char *>(out->data), result);
    });
    return int(NP_OK);
  });
}

extern "C" int np_matmul_shape(const np_ref *a, const np_ref *b, int *ndim, np_i64 *shape) {
  MatmulShape s;
  if (int status = matmulShape(*a, *b, s))
    return status;
  std::copy(s.stack, s.stack + s.rank, shape);
  *ndim = s.rank;
  if (a->ndim > 1)
    shape[(*ndim)++] = s.m;
  if (b->ndim > 1)
    shape[(*ndim)++] = s.p;
  return NP_OK;
}

extern "C" int np_matmul(const np_ref *a, const np_ref *b, const np_ref *out) {
  return guarded([&] {
    MatmulShape s;
    if (int status = matmulShape(*a, *b, s))
      return status;
    Operand x(*a, out->dtype, false), y(*b, out->dtype, false);
    std::unique_ptr<Temporary> copy;
    const np_ref *to = out;
    if (np_may_share(out, &x.ref) || np_may_share(out, &y.ref)) {
      copy = std::make_unique<Temporary>(out->dtype, out->ndim, out->shape);
      to = &copy->ref;
    }
    dispatch(out->dtype, [&](auto type) { matmul<typename decltype(type)::type>(x.ref, y.ref, *to, s); });
    return copy ? np_copy(out, to) : int(NP_OK);
  });
}
