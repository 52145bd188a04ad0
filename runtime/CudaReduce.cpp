// Reductions and products on the GPU: NumPy's plan of a reduction as the loops of device/reduce.h, and cuBLAS.
#include "Cuda.h"
#include "Library.h"
#include "Nest.h"
#include "abi/reduce.h"
#include "device/reduce.h"
#include <cstdio>
#include <cstdlib>
#include <type_traits>

namespace np::device {

namespace {

void add(np::loops &loops, np_i64 length, np_i64 in, np_i64 out) {
  if (length == 1)
    return;
  int last = loops.count - 1;
  if (last >= 0 && loops.in[last] * loops.length[last] == in && loops.out[last] * loops.length[last] == out) {
    loops.length[last] *= length;
    return;
  }
  loops.length[loops.count] = length;
  loops.in[loops.count] = in;
  loops.out[loops.count++] = out;
}
np_i64 iterations(const np::loops &loops) {
  np_i64 n = 1;
  for (int k = 0; k < loops.count; ++k)
    n *= loops.length[k];
  return n;
}

// The output's stride on each axis of the input; 0 on reduced ones.
void alignOutput(const np_ref &in, const np_ref &out, const unsigned char *reduced, int keepdims, np_i64 *strides) {
  for (int i = 0, o = 0; i < in.ndim; ++i) {
    strides[i] = reduced[i] ? 0 : out.strides[o];
    o += keepdims || !reduced[i];
  }
}

// Every element of a result in C order, as one call.
np::reduction inOrder(const np_ref &in, const unsigned char *reduced, const np_i64 *outStrides) {
  np::reduction s = {};
  for (int axis = in.ndim - 1; axis >= 0; --axis)
    if (reduced[axis])
      add(s.inner, in.shape[axis], in.strides[axis], 0);
    else
      add(s.kept, in.shape[axis], in.strides[axis], outStrides[axis]);
  s.results = iterations(s.kept);
  s.calls = 1;
  s.length = iterations(s.inner);
  return s;
}

// The calls that NumPy's iterator makes (ReducePlan.cpp). `columns`: the innermost loop is over results, and each
// element is a call.
np::reduction planned(const np_reduce_plan &plan, bool &columns) {
  np::reduction s = {};
  columns = plan.out[0] != 0 && plan.length[0] > 1;
  int inner = columns ? 0 : plan.outer_reduce ? plan.best : plan.best + 1;
  for (int k = 0; k < plan.ndim; ++k)
    if (k < inner)
      add(s.inner, plan.length[k], plan.in[k], 0);
    else if (plan.out[k] == 0)
      add(s.ordered, plan.length[k], plan.in[k], 0);
    else
      add(s.kept, plan.length[k], plan.in[k], plan.out[k]);
  s.results = iterations(s.kept);
  s.calls = iterations(s.ordered);
  s.length = iterations(s.inner);
  if (!columns && !plan.outer_reduce && plan.chunk < s.length) {
    s.total = s.length;
    s.length = plan.chunk;
    s.chunks = (s.total + s.length - 1) / s.length;
    s.calls *= s.chunks;
  }
  return s;
}

std::string pointers(const std::string &in, const std::string &out) {
  return "np::reduction s, const " + in + " *in, " + out + " *out";
}

} // namespace

void CudaDevice::reduce(int op, const np_ref &in, const int *axes, int naxes, int keepdims, const np_ref &out) {
  unsigned char reduced[NP_MAX_NDIM];
  np_i64 outStrides[NP_MAX_NDIM];
  np_reduced_axes(&in, axes, naxes, reduced);
  alignOutput(in, out, reduced, keepdims, outStrides);
  std::string from = elementType(in.dtype), to = elementType(out.dtype);
  void *source = in.data, *target = out.data;
  np_i64 count = 0;
  if (op == NP_REDUCE_MEAN) {
    count = 1;
    for (int axis = 0; axis < in.ndim; ++axis)
      count *= reduced[axis] ? in.shape[axis] : 1;
  }
  bool adds = (op == NP_REDUCE_SUM || op == NP_REDUCE_MEAN) && out.dtype >= NP_F16;
  constexpr int threads = 256;
  np_i64 most = np_i64(processors) * 16;
  auto blocksFor = [&](np_i64 n) { return n < most ? n : most; };
  if (adds) {
    np_reduce_plan plan;
    np_plan_reduction(&in, outStrides, nullptr, in.dtype != out.dtype, &plan);
    bool columns;
    np::reduction s = planned(plan, columns);
    std::string type = "typename np::adding<" + to + ">::type";
    if (columns)
      return elementwise(kernel(pointers(from, to) + ", np::i64 count", "np::sum_columns<" + to + ">(s, in, out, count);"),
                         s.results, {&s, &source, &target, &count});
    // Values of calls, or of blocks: 16 bytes at most each.
    np_i64 rows = s.results * s.calls;
    if (rows == 1 && s.inner.count == 1 && s.length > (np_i64(1) << 15)) {
      np_i64 blocks = s.length / 512;
      void *partial = allocate(blocks * 16 + 16), *zero = counter;
      if (!partial)
        check(2, "allocating memory");
      start(kernel(pointers(from, to) + ", " + type + " *partial, unsigned *counter, np::i64 count",
                   "np::sum_all<" + to + ">(s, in, out, partial, counter, count);"),
            blocksFor(blocks), threads, {&s, &source, &target, &partial, &zero, &count});
      return release(partial, 0);
    }
    void *partial = nullptr;
    if (s.calls > 1 && !(partial = allocate(rows * 16)))
      check(2, "allocating memory");
    static const char *const teams[] = {"np::lanes", "np::warp", "np::block"};
    bool isComplex = out.dtype >= NP_C64;
    np::sum_team team = isComplex ? np::team_for<4>(s.length) : np::team_for<8>(s.length);
    std::string how = (s.inner.count <= 1 ? "true, " : "false, ") + std::string(teams[team]);
    np_i64 together[] = {isComplex ? threads / 4 : threads / 8, threads / 32, 1}; // calls of one block
    start(kernel(pointers(from, to) + ", " + type + " *partial, np::i64 count",
                 "np::sum_calls<" + to + ", " + how + ">(s, in, out, partial, count);"),
          blocksFor((rows + together[team] - 1) / together[team]), threads, {&s, &source, &target, &partial, &count});
    if (partial) {
      elementwise(kernel("np::reduction s, " + to + " *out, " + type + " *partial, np::i64 count",
                         "np::sum_partials<" + to + ">(s, out, partial, count);"),
                  s.results, {&s, &target, &partial, &count});
      release(partial, 0);
    }
    return;
  }
  static const char *const names[] = {"np::add_op<R>", "np::multiply_op<R>", "np::extreme_op<I, false>", "np::extreme_op<I, true>",
                                      nullptr, nullptr, "np::any_op<R>", "np::all_op<R>"};
  std::string functor = op == NP_REDUCE_ARGMIN   ? "np::place_op<I, false>"
                        : op == NP_REDUCE_ARGMAX ? "np::place_op<I, true>"
                                                 : names[op];
  std::string aliases = "using I = " + from + "; using R = " + to + "; using Op = " + functor + "; ";
  np::reduction s = inOrder(in, reduced, outStrides);
  // Neighbouring threads should read neighbouring elements.
  bool resultsInside = s.kept.count && s.inner.count && std::abs(s.kept.in[0]) < std::abs(s.inner.in[0]);
  bool isOrdered = op == NP_REDUCE_PROD && out.dtype >= NP_F16;
  if (isOrdered || s.length < 64 || (resultsInside && s.results >= 4096))
    return elementwise(kernel(pointers(from, to), aliases + "np::sequential<Op>(s, in, out);"), s.results,
                       {&s, &source, &target});
  np_i64 parts = s.results >= most ? 1 : s.length / 4096;
  parts = parts < 1 ? 1 : parts > most ? most : parts;
  void *partial = nullptr;
  if (parts > 1 && !(partial = allocate(parts * s.results * 32)))
    check(2, "allocating memory");
  Driver::Function f = kernel(pointers(from, to) + ", void *partial, np::i64 parts",
                              aliases + "np::any_order<Op>(s, in, out, (typename Op::state *)partial, parts);");
  start(f, blocksFor(parts * s.results), threads, {&s, &source, &target, &partial, &parts});
  if (partial) {
    void *none = nullptr;
    start(f, blocksFor(s.results), threads, {&s, &none, &target, &partial, &parts});
    release(partial, 0);
  }
}

// --- products, by cuBLAS

namespace {

struct Blas {
  void *handle = nullptr;
  using Gemm = int (*)(void *, int, int, int, int, int, const void *, const void *, int, const void *, int, const void *, void *, int);
  Gemm gemm[4]; // float, double, complex of them
};

const Blas *openBlas(void *stream) {
  static const char *const names[] = {"libcublas.so.13", "libcublas.so.12", "libcublas.so", nullptr};
  void *library = openLibrary(names);
  if (!library) {
    std::fputs("np2gpu: note: products stay on the CPU, since cuBLAS (libcublas.so) was not found: install the CUDA toolkit, "
               "or nvidia-cublas with pip\n", stderr);
    return nullptr;
  }
  auto *blas = new Blas;
  auto get = [&](const char *name) { return symbol(library, name); };
  auto create = reinterpret_cast<int (*)(void **)>(get("cublasCreate_v2"));
  auto setStream = reinterpret_cast<int (*)(void *, void *)>(get("cublasSetStream_v2"));
  static const char *const gemms[] = {"cublasSgemm_v2", "cublasDgemm_v2", "cublasCgemm_v2", "cublasZgemm_v2"};
  for (int i = 0; i < 4; ++i)
    blas->gemm[i] = reinterpret_cast<Blas::Gemm>(get(gemms[i]));
  if (create(&blas->handle) || setStream(blas->handle, stream)) {
    std::fputs("np2gpu: cuBLAS could not be started\n", stderr);
    std::_Exit(1);
  }
  return blas;
}

// A matrix as cuBLAS sees it: column after column, so a row-major one is its own transpose.
struct Matrix {
  np_i64 rows, columns, rowStride, columnStride;
  const void *data;

  bool fits() const { return isRowMajor() || isColumnMajor(); }
  bool isRowMajor() const { return (columnStride == 1 || columns == 1) && (rowStride >= columns || rows == 1); }
  bool isColumnMajor() const { return (rowStride == 1 || rows == 1) && (columnStride >= rows || columns == 1); }
  int leading() const {
    np_i64 stride = isRowMajor() ? (rows == 1 ? columns : rowStride) : (columns == 1 ? rows : columnStride);
    return int(stride);
  }
};

} // namespace

// Opened at the first product.
static const Blas *cublas(void *stream) {
  static const Blas *const blas = openBlas(stream);
  return blas;
}
bool CudaDevice::hasProducts() { return cublas(stream); }

void CudaDevice::multiply(const np_ref &a, const np_ref &b, const np_ref &out) {
  const Blas *blas = cublas(stream);
  Matrix x = {1, a.shape[a.ndim - 1], 0, a.strides[a.ndim - 1], a.data};
  if (a.ndim == 2)
    x.rows = a.shape[0], x.rowStride = a.strides[0];
  Matrix y = {b.shape[0], 1, b.strides[0], 0, b.data};
  if (b.ndim == 2)
    y.columns = b.shape[1], y.columnStride = b.strides[1];
  // What is strided otherwise is made dense first.
  void *copies[2] = {};
  Matrix *operands[] = {&x, &y};
  for (int i = 0; i < 2; ++i) {
    Matrix &m = *operands[i];
    if (m.fits())
      continue;
    np_i64 shape[] = {m.rows, m.columns}, strides[] = {m.rowStride, m.columnStride}, dense[] = {m.columns, 1};
    copies[i] = allocate(m.rows * m.columns * np_element_size(a.dtype));
    if (!copies[i])
      check(2, "allocating memory");
    copy({copies[i], shape, dense, 2, a.dtype}, {const_cast<void *>(m.data), shape, strides, 2, a.dtype});
    m = {m.rows, m.columns, m.columns, 1, copies[i]};
  }
  alignas(16) double one[2] = {1, 0}, zero[2] = {0, 0};
  alignas(16) float oneF[2] = {1, 0}, zeroF[2] = {0, 0};
  bool isSingle = a.dtype == NP_F32 || a.dtype == NP_C64;
  const void *alpha = isSingle ? (void *)oneF : one, *beta = isSingle ? (void *)zeroF : zero;
  // out = x y in rows is out^T = y^T x^T in columns.
  int status = blas->gemm[a.dtype - NP_F32](blas->handle, y.isRowMajor() ? 0 : 1, x.isRowMajor() ? 0 : 1, int(y.columns), int(x.rows),
                                            int(x.columns), alpha, y.data, y.leading(), x.data, x.leading(), beta, out.data,
                                            int(y.columns));
  if (status) {
    std::fprintf(stderr, "np2gpu: cuBLAS failed with status %d\n", status);
    std::_Exit(1);
  }
  for (void *copy : copies)
    if (copy)
      release(copy, 0);
}

} // namespace np::device
