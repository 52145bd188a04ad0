// NVRTC, where CUDA's libraries are (Library.h); NP2GPU_NVRTC names another file.
#include "Library.h"
#include "abi/nvrtc.h"
#include <cstdlib>
#include <dlfcn.h>
#include <string>

namespace {

using Program = struct _nvrtcProgram *;

struct Nvrtc {
  int (*create)(Program *, const char *text, const char *name, int headers, const char *const *texts, const char *const *names);
  int (*compile)(Program, int count, const char *const *options);
  int (*destroy)(Program *);
  int (*logSize)(Program, size_t *), (*log)(Program, char *);
  int (*cubinSize)(Program, size_t *), (*cubin)(Program, char *);
  int (*ptxSize)(Program, size_t *), (*ptx)(Program, char *);
};

template <class F> bool find(void *library, F &function, const char *name) {
  function = reinterpret_cast<F>(dlsym(library, name));
  return function;
}

bool open(Nvrtc &nvrtc) {
  static const char *const names[] = {"libnvrtc.so", "libnvrtc.so.13", "libnvrtc.so.12", nullptr};
  const char *file = std::getenv("NP2GPU_NVRTC");
  void *library = file ? dlopen(file, RTLD_NOW | RTLD_LOCAL) : np::device::openLibrary(names);
  return library && find(library, nvrtc.create, "nvrtcCreateProgram") && find(library, nvrtc.compile, "nvrtcCompileProgram") &&
         find(library, nvrtc.destroy, "nvrtcDestroyProgram") && find(library, nvrtc.logSize, "nvrtcGetProgramLogSize") &&
         find(library, nvrtc.log, "nvrtcGetProgramLog") && find(library, nvrtc.cubinSize, "nvrtcGetCUBINSize") &&
         find(library, nvrtc.cubin, "nvrtcGetCUBIN") && find(library, nvrtc.ptxSize, "nvrtcGetPTXSize") &&
         find(library, nvrtc.ptx, "nvrtcGetPTX");
}

const Nvrtc *nvrtc() {
  static Nvrtc library;
  static const bool opened = open(library);
  return opened ? &library : nullptr;
}

} // namespace

extern "C" int np_nvrtc_find(void) {
  return nvrtc() ? NP_OK
                 : np_fail(NP_RUNTIME_ERROR, "NVRTC, CUDA's compiler for kernels, was not found: install the package cuda-nvrtc (of "
                                             "NVIDIA's repository) or nvidia-cuda-nvrtc (pip), or set CUDA_PATH");
}

extern "C" void np_nvrtc_free(char *out) { std::free(out); }

extern "C" int np_nvrtc_compile(const char *header, const char *kernels, const char *architecture, const char *extra, int ptx,
                                char **out, np_i64 *size) {
  if (int status = np_nvrtc_find())
    return status;
  const Nvrtc *library = nvrtc();
  // PTX is for a virtual architecture: compute_90.
  std::string target = architecture;
  if (ptx && target.rfind("sm_", 0) == 0)
    target = "compute_" + target.substr(3);
  target = "--gpu-architecture=" + target;
  // Contraction would give other bits than NumPy's.
  const char *const options[] = {"--std=c++20", "--fmad=false", "-w", target.c_str(), extra};
  Program program;
  const char *name = "kernel.h";
  if (library->create(&program, kernels, "kernels.cu", 1, &header, &name))
    return np_fail(NP_RUNTIME_ERROR, "NVRTC takes no text");
  bool failed = library->compile(program, int(sizeof options / sizeof *options) - !extra, options);
  size_t length = 0;
  if (failed) {
    std::string log;
    if (!library->logSize(program, &length) && length) {
      log.resize(length);
      library->log(program, log.data());
    }
    library->destroy(&program);
    return np_fail(NP_RUNTIME_ERROR, "NVRTC: %s", log.c_str());
  }
  (ptx ? library->ptxSize : library->cubinSize)(program, &length);
  *out = static_cast<char *>(std::malloc(length + 1));
  (ptx ? library->ptx : library->cubin)(program, *out);
  (*out)[length] = 0;
  *size = np_i64(ptx && length ? length - 1 : length); // PTX counts its final zero
  library->destroy(&program);
  return NP_OK;
}
