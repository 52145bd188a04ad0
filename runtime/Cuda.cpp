// See Cuda.h: start-up, memory, and the script's own kernels.
#include "Cuda.h"
#include "Library.h"
#include "abi/nvrtc.h"
#include <cstdio>
#include <cstdlib>
#include <type_traits>

namespace np::device {

static bool openDriver(Driver &driver) {
  static const char *const names[] = {"libcuda.so.1", "libcuda.so", nullptr};
  void *library = openLibrary(names);
  if (!library)
    return false;
  auto get = [&](auto &function, const char *name) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(symbol(library, name));
  };
  get(driver.init, "cuInit");
  get(driver.deviceGet, "cuDeviceGet");
  get(driver.attribute, "cuDeviceGetAttribute");
  get(driver.retainContext, "cuDevicePrimaryCtxRetain");
  get(driver.setContext, "cuCtxSetCurrent");
  get(driver.streamCreate, "cuStreamCreate");
  get(driver.synchronise, "cuStreamSynchronize");
  get(driver.defaultPool, "cuDeviceGetDefaultMemPool");
  get(driver.setPool, "cuMemPoolSetAttribute");
  get(driver.allocate, "cuMemAllocAsync");
  get(driver.release, "cuMemFreeAsync");
  get(driver.copyIn, "cuMemcpyHtoDAsync_v2");
  get(driver.copyOut, "cuMemcpyDtoHAsync_v2");
  get(driver.copyWithin, "cuMemcpyDtoDAsync_v2");
  get(driver.fillBytes, "cuMemsetD8Async");
  get(driver.loadModule, "cuModuleLoadData");
  get(driver.getFunction, "cuModuleGetFunction");
  get(driver.launch, "cuLaunchKernel");
  get(driver.errorText, "cuGetErrorString");
  return true;
}

CudaDevice *CudaDevice::make() {
  auto *device = new CudaDevice;
  Driver &driver = device->driver;
  const char *text = "";
  int gpu = 0;
  if (!openDriver(driver)) {
    np_fail(NP_RUNTIME_ERROR, "--device=cuda: NVIDIA's driver (libcuda.so.1) is not installed; without a GPU use --device=cpu");
    return nullptr;
  }
  int status = driver.init(0);
  if (!status)
    status = driver.deviceGet(&gpu, 0);
  if (status) {
    driver.errorText(status, &text);
    np_fail(NP_RUNTIME_ERROR, "--device=cuda: there is no GPU that can be used (%s); use --device=cpu", text ? text : "");
    return nullptr;
  }
  if (np_nvrtc_find()) {
    np_fail(NP_RUNTIME_ERROR, "--device=cuda: %s", std::string(np_error_text()).c_str());
    return nullptr;
  }
  constexpr int major = 75, minor = 76, multiprocessors = 16; // CU_DEVICE_ATTRIBUTE_*
  int high = 0, low = 0;
  void *pool = nullptr;
  device->check(driver.attribute(&high, major, gpu), "reading the GPU's properties");
  device->check(driver.attribute(&low, minor, gpu), "reading the GPU's properties");
  device->check(driver.attribute(&device->processors, multiprocessors, gpu), "reading the GPU's properties");
  device->architecture = high * 10 + low;
  device->check(driver.retainContext(&device->context, gpu), "starting the GPU");
  device->enter();
  constexpr unsigned nonBlocking = 1; // CU_STREAM_NON_BLOCKING
  device->check(driver.streamCreate(&device->stream, nonBlocking), "starting the GPU");
  // Freed memory is kept for the next array.
  constexpr int releaseThreshold = 4; // CU_MEMPOOL_ATTR_RELEASE_THRESHOLD
  unsigned long long all = ~0ull;
  device->check(driver.defaultPool(&pool, gpu), "starting the GPU");
  device->check(driver.setPool(pool, releaseThreshold, &all), "starting the GPU");
  device->counter = device->allocate(sizeof(unsigned));
  device->check(driver.fillBytes(Driver::Address(device->counter), 0, sizeof(unsigned), device->stream), "starting the GPU");
  return device;
}

void CudaDevice::enter() { check(driver.setContext(context), "starting the GPU"); }

Device *cuda() {
  static CudaDevice *const device = CudaDevice::make();
  return device;
}

void CudaDevice::check(int status, const char *what) {
  if (!status)
    return;
  const char *text = nullptr;
  driver.errorText(status, &text);
  std::fprintf(stderr, "np2gpu: CUDA failed in %s: %s\n", what, text ? text : "unknown error");
  std::_Exit(1); // destructors would only meet the same error
}

void *CudaDevice::allocate(np_i64 bytes) {
  constexpr int outOfMemory = 2; // CUDA_ERROR_OUT_OF_MEMORY
  Driver::Address address = 0;
  int status = driver.allocate(&address, bytes ? bytes : 1, stream);
  if (status == outOfMemory)
    return nullptr;
  check(status, "allocating memory");
  return reinterpret_cast<void *>(address);
}
void CudaDevice::release(void *memory, np_i64) { check(driver.release(Driver::Address(memory), stream), "freeing memory"); }
void CudaDevice::copyIn(void *to, const void *from, np_i64 bytes) {
  check(driver.copyIn(Driver::Address(to), from, bytes, stream), "a copy to the GPU");
}
void CudaDevice::copyOut(void *to, const void *from, np_i64 bytes) {
  check(driver.copyOut(to, Driver::Address(from), bytes, stream), "a copy from the GPU");
}
void CudaDevice::synchronise() { check(driver.synchronise(stream), "a kernel"); }

// --- kernels

void *CudaDevice::load(const std::string &text, const char *extra, const char *what) {
  char *cubin;
  np_i64 size;
  if (np_nvrtc_compile(source().header, ("#include \"kernel.h\"\n" + text).c_str(), ("sm_" + std::to_string(architecture)).c_str(), extra,
                       0, &cubin, &size)) {
    std::fprintf(stderr, "np2gpu: %s: %s\n", what, np_error_text());
    return nullptr;
  }
  void *module = nullptr;
  check(driver.loadModule(&module, cubin), "loading a kernel");
  np_nvrtc_free(cubin);
  return module;
}

// All kernels of the script are one module, compiled when the first of them is placed here.
void CudaDevice::compileScript() {
  scriptCompiled = true;
  void *module = load(std::string("extern \"C\" {\n") + source().kernels + "}\n", nullptr, "the script's kernels stay on the CPU");
  if (!module)
    return;
  for (const np_kernel_name *each = source().names; each && each->name; ++each)
    check(driver.getFunction(&scriptKernels[each->kernel], module, each->name), "loading a kernel");
}

bool CudaDevice::canLaunch(np_kernel kernel) {
  if (!scriptCompiled)
    compileScript();
  return scriptKernels.count(kernel);
}

void CudaDevice::launch(const KernelCall &call) {
  elementwise(scriptKernels[call.kernel], call.size, {call.arguments, call.arguments + call.count});
}

Driver::Function CudaDevice::kernel(const std::string &parameters, const std::string &body) {
  std::string text = "extern \"C\" __global__ void f(" + parameters + ") {\n  " + body + "\n}\n";
  Driver::Function &function = ownKernels[text];
  if (!function) {
    // Reductions pass lambdas on to each other, and these cannot say that they are for the device.
    void *module = load(text, "--device-as-default-execution-space", "a kernel of the runtime does not compile");
    if (!module)
      std::_Exit(1);
    check(driver.getFunction(&function, module, "f"), "loading a kernel");
  }
  return function;
}

void CudaDevice::start(Driver::Function function, np_i64 blocks, int threads, std::vector<void *> arguments) {
  check(driver.launch(function, unsigned(blocks), 1, 1, threads, 1, 1, 0, stream, arguments.data(), nullptr), "a launch");
}

// A thread an element, up to what keeps the device busy; kernels stride over the rest.
void CudaDevice::elementwise(Driver::Function function, np_i64 size, std::vector<void *> arguments) {
  constexpr int threads = 256;
  np_i64 blocks = (size + threads - 1) / threads, most = np_i64(processors) * 32;
  start(function, blocks < most ? blocks : most, threads, std::move(arguments));
}

const char *elementType(int dtype) {
  static const char *const names[] = {"bool", "np::i8", "np::i16", "np::i32", "np::i64", "np::u8", "np::u16", "np::u32", "np::u64",
                                      "np::f16", "float", "double", "np::c64", "np::c128"};
  return names[dtype];
}

} // namespace np::device
