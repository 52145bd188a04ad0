// The device code of pairwise.h against its CPU tree, bit by bit: full sums, rows, chunks, columns, in float64,
// float32 and complex128, over lengths around every boundary.
//
// As CUDA (nvcc -x cu -std=c++20 -fmad=false) it runs on a GPU. As C++ it simulates one: blocks one after the
// other, a block's threads as coroutines that run from barrier to barrier, so that a missing synchronisation or a
// wrong lane shows on any machine.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#if defined(__CUDACC__)
#include "../../../runtime/device/pairwise.h"
#define LAUNCH(kernel, blocks, threads, ...) launch(kernel, blocks, threads, __VA_ARGS__)

static void check(cudaError_t error) {
  if (error != cudaSuccess) {
    std::printf("CUDA: %s\n", cudaGetErrorString(error));
    std::exit(2);
  }
}
template <class... P, class... A> static void launch(void (*kernel)(P...), int blocks, int threads, A... args) {
  kernel<<<blocks, threads>>>(args...);
  check(cudaGetLastError());
  check(cudaDeviceSynchronize());
}
template <class T> static T *allocate(size_t n) {
  void *p;
  check(cudaMallocManaged(&p, (n + 1) * sizeof(T)));
  return static_cast<T *>(p);
}
template <class T> static void release(T *p) { check(cudaFree(p)); }

#else
#include <memory>
#include <ucontext.h>
#define NP_PAIRWISE_SIMULATED
#define __device__
#define __global__
#define __shared__ static

struct Dimension {
  unsigned x;
};
static Dimension threadIdx, blockIdx, blockDim, gridDim;

// A device thread: a coroutine that gives way wherever it waits for others.
struct Fiber {
  ucontext_t context;
  std::unique_ptr<char[]> stack;
  bool done;
};
static std::vector<Fiber> fibers;
static ucontext_t scheduler;

struct Barrier {
  unsigned members, arrived = 0, generation = 0;
  void wait() {
    unsigned mine = generation, self = threadIdx.x;
    if (++arrived == members) {
      arrived = 0;
      ++generation;
    }
    while (generation == mine) {
      swapcontext(&fibers[self].context, &scheduler);
      threadIdx.x = self;
    }
  }
};
static std::vector<Barrier> barriers[6]; // of 2^k neighbouring lanes
static Barrier blockBarrier;
static std::vector<unsigned> exchange;

static void __syncthreads() { blockBarrier.wait(); }
static void __syncwarp() { barriers[5][threadIdx.x / 32].wait(); }
static void __threadfence() {}
static unsigned atomicAdd(unsigned *p, unsigned x) { return *p += x, *p - x; }
static unsigned __shfl_xor_sync(unsigned mask, unsigned x, int flip) {
  unsigned lanes = __builtin_popcount(mask), lane = threadIdx.x % 32;
  if (!(mask >> lane & 1) || !(mask >> (lane ^ flip) & 1) || __builtin_ctz(mask) % lanes)
    std::abort();
  Barrier &barrier = barriers[__builtin_ctz(lanes)][threadIdx.x / lanes];
  exchange[threadIdx.x] = x;
  barrier.wait();
  unsigned result = exchange[threadIdx.x ^ flip];
  barrier.wait();
  return result;
}

#include "../../../runtime/device/pairwise.h"

#define LAUNCH(kernel, blocks, threads, ...)                                                                           \
  launch([=](auto... args) { kernel(args...); }, blocks, threads, __VA_ARGS__)
static void (*threadBody)(void *);
static void *threadArgument;

static void runThread() {
  unsigned self = threadIdx.x;
  threadBody(threadArgument);
  fibers[self].done = true;
  swapcontext(&fibers[self].context, &scheduler);
}

// The threads take turns in ascending order, in the next launch in descending order.
template <class K, class... A> static void launch(K kernel, int blocks, int threads, A... args) {
  static bool descending = false;
  descending = !descending;
  gridDim.x = blocks;
  blockDim.x = threads;
  exchange.assign(threads, 0);
  blockBarrier = {unsigned(threads)};
  for (int k = 0; k < 6; ++k)
    barriers[k].assign(threads >> k, Barrier{1u << k});
  auto body = [&] { kernel(args...); };
  threadArgument = &body;
  threadBody = [](void *p) { (*static_cast<decltype(body) *>(p))(); };
  fibers.resize(threads);
  for (int b = 0; b < blocks; ++b) {
    blockIdx.x = b;
    for (Fiber &fiber : fibers) {
      const size_t size = 64 * 1024;
      if (!fiber.stack)
        fiber.stack.reset(new char[size]);
      getcontext(&fiber.context);
      fiber.context.uc_stack.ss_sp = fiber.stack.get();
      fiber.context.uc_stack.ss_size = size;
      makecontext(&fiber.context, runThread, 0);
      fiber.done = false;
    }
    for (int running = threads; running;)
      for (int i = 0; i < threads; ++i) {
        int t = descending ? threads - 1 - i : i;
        if (fibers[t].done)
          continue;
        threadIdx.x = t;
        swapcontext(&scheduler, &fibers[t].context);
        running -= fibers[t].done;
      }
  }
}
template <class T> static T *allocate(size_t n) { return new T[n + 1]; }
template <class T> static void release(T *p) { delete[] p; }
#endif

struct Complex {
  double re, im;
};
NP_FN Complex operator+(Complex a, Complex b) { return {a.re + b.re, a.im + b.im}; }

template <class T> struct Plus {
  NP_PAIRWISE_MEMBER T operator()(T a, T b) const { return a + b; }
};
template <class T> struct Store {
  T *out;
  NP_PAIRWISE_MEMBER void operator()(long long r, T sum) const { out[r] = sum; }
  NP_PAIRWISE_MEMBER void operator()(T sum) const { out[0] = sum; }
};
// Element (r, i) of rows at a distance.
template <class T> struct Rows {
  const T *data;
  long long distance;
  NP_PAIRWISE_MEMBER T operator()(long long r, long long i) const { return data[r * distance + i]; }
};

template <int W, class T>
__global__ void fullSum(const T *data, long long step, long long n, T zero, int levels, T *partial, unsigned *counter,
                        T *out) {
  np::pairwise_sum_grid<W, T>(np::pairwise_run<T>{data, step}, n, zero, levels, partial, counter, Store<T>{out});
}
template <int W, class T>
__global__ void rowSums(const T *data, long long rows, long long n, long long last, T zero, T *out) {
  np::pairwise_sum_rows<W, T>(Rows<T>{data, n}, rows, n, last, zero, Store<T>{out});
}
template <class T> __global__ void columnSums(const T *data, long long rows, long long columns, T start, T *out) {
  np::pairwise_sum_columns(Rows<T>{data, columns}, rows, columns, start, Plus<T>(), Store<T>{out});
}
template <class T> __global__ void chain(const T *values, long long count, T start, T *out) {
  out[0] = np::pairwise_chain(values, count, start, Plus<T>());
}

static long long checks = 0, failures = 0;

template <class T> static void expectSame(const char *what, T ours, T expected, long long n, long long at) {
  ++checks;
  if (std::memcmp(&ours, &expected, sizeof(T)) == 0)
    return;
  if (++failures <= 20)
    std::printf("%s of %d bytes, n = %lld, result %lld differs\n", what, int(sizeof(T)), n, at);
}

static double number() { return (std::rand() / double(RAND_MAX) - 0.4) * std::exp2(std::rand() % 20 - 10); }
template <class T> static T element() { return T(number()); }
template <> Complex element<Complex>() { return {number(), number()}; }

template <int W, class T> static void addressing(long long n) {
  // Walking by paths must give the tree's leaves, in order and without gaps.
  int depth = np::pairwise_depth<W>(n);
  long long next = 0;
  for (long long path = 0; path < 1ll << depth; ++path) {
    np::pairwise_node leaf = np::pairwise_walk<W>({0, n, true}, path, depth);
    if (!leaf.exists)
      continue;
    expectSame("leaf", leaf.first, next, n, path);
    next = leaf.first + leaf.n;
    if (leaf.n > 16 * W || (depth > 0 && leaf.n < 8 * W))
      ++failures, std::printf("a leaf of %lld elements\n", leaf.n);
  }
  expectSame("leaves", next, n, n, -1);
}

template <int W, class T> static void testLength(long long n, T zero, int threads, int blocks) {
  const long long total = std::max<long long>(3 * n, 1);
  T *data = allocate<T>(total), *out = allocate<T>(total + 3), *partial = allocate<T>(1 << 16);
  unsigned *counter = allocate<unsigned>(1);
  *counter = 0;
  for (long long i = 0; i < total; ++i)
    data[i] = element<T>();
  auto tree = [&](const T *p, long long step, long long count) {
    return np::pairwise_sum<W, T>(np::pairwise_run<T>{p, step}, count, zero);
  };
  addressing<W, T>(n);
  int pairDepth = np::pairwise_pair_depth<W>(n), levels = np::pairwise_block_levels(pairDepth);
  for (int fewer = 0; fewer <= std::min(levels, 2); fewer += 2)
    for (int step = 1; step <= 3; step += 2) {
      LAUNCH((fullSum<W, T>), blocks, threads, data, (long long)step, n, zero, levels - fewer, partial, counter, out);
      expectSame("full sum", out[0], tree(data, step, n), n, step);
      expectSame("counter", *counter, 0u, n, step);
    }
  for (long long last : {n, n / 3}) {
    LAUNCH((rowSums<W, T>), blocks, threads, data, 3LL, n, last, zero, out);
    for (int r = 0; r < 3; ++r)
      expectSame("row", out[r], tree(data + r * n, 1, r == 2 ? last : n), n, r);
  }
  long long columns = std::max<long long>(n / 16, 1), rows = total / columns;
  LAUNCH((columnSums<T>), blocks, threads, data, rows, columns, T{}, out);
  for (long long c = 0; c < columns; ++c) {
    T sum{};
    for (long long r = 0; r < rows; ++r)
      sum = sum + data[r * columns + c];
    expectSame("column", out[c], sum, n, c);
  }
  LAUNCH((chain<T>), 1, 32, data, std::min<long long>(total, 1000), T{}, out);
  T sum{};
  for (long long i = 0; i < std::min<long long>(total, 1000); ++i)
    sum = sum + data[i];
  expectSame("chain", out[0], sum, n, 0);
  release(data);
  release(out);
  release(partial);
  release(counter);
}

int main(int argc, char **argv) {
  // A simulated device is slow: few threads, and one longer length.
  bool simulated = argc > 1 && std::strcmp(argv[1], "simulated") == 0;
  std::vector<long long> lengths = {0, 1, 7, 8, 65, 128, 129, 136, 256, 257, 513, 1025, 8200};
  if (!simulated)
    lengths.insert(lengths.end(), {3, 9, 63, 64, 120, 127, 255, 300, 511, 1000, 4095, 8192, 10007});
  for (int i = 0; i < (simulated ? 3 : 200); ++i)
    lengths.push_back(std::rand() % (simulated ? 10000 : 2000000));
  lengths.push_back(simulated ? 150007 : 30000007);
  for (long long n : lengths) {
    int threads = simulated ? n % 2 ? 32 : 64 : n % 3 ? 256 : 1024, blocks = simulated ? 3 : 132;
    testLength<8, double>(n, -0.0, threads, blocks);
    testLength<8, float>(n, -0.0f, threads, blocks);
    testLength<4, Complex>(n, Complex{-0.0, -0.0}, threads, blocks);
  }
  std::printf("%lld checks, %lld failures\n", checks, failures);
  return failures != 0;
}
