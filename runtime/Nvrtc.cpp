// NVRTC by dlopen: the library's own name, CUDA's folders, and the package nvidia-cuda-nvrtc of a Python environment.
// NP2GPU_NVRTC names another file.
#include "abi/nvrtc.h"
#include <cstdlib>
#include <dlfcn.h>
#include <glob.h>
#include <string>
#include <vector>

namespace {

using Program = struct _nvrtcProgram *;

struct Nvrtc {
  std::string file;
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

bool open(Nvrtc &nvrtc, const std::string &path) {
  void *library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return false;
  nvrtc.file = path;
  return find(library, nvrtc.create, "nvrtcCreateProgram") && find(library, nvrtc.compile, "nvrtcCompileProgram") &&
         find(library, nvrtc.destroy, "nvrtcDestroyProgram") && find(library, nvrtc.logSize, "nvrtcGetProgramLogSize") &&
         find(library, nvrtc.log, "nvrtcGetProgramLog") && find(library, nvrtc.cubinSize, "nvrtcGetCUBINSize") &&
         find(library, nvrtc.cubin, "nvrtcGetCUBIN") && find(library, nvrtc.ptxSize, "nvrtcGetPTXSize") &&
         find(library, nvrtc.ptx, "nvrtcGetPTX");
}

bool openAnywhere(Nvrtc &nvrtc) {
  if (const char *file = std::getenv("NP2GPU_NVRTC"))
    return open(nvrtc, file);
  for (const char *name : {"libnvrtc.so", "libnvrtc.so.13", "libnvrtc.so.12"})
    if (open(nvrtc, name))
      return true;
  std::vector<std::string> patterns;
  for (const char *variable : {"CUDA_PATH", "CUDA_HOME"})
    if (const char *folder = std::getenv(variable))
      patterns.push_back(std::string(folder) + "/lib64/libnvrtc.so*");
  patterns.push_back("/usr/local/cuda*/lib64/libnvrtc.so*");
  patterns.push_back("/usr/local/cuda*/targets/*/lib/libnvrtc.so*");
  if (const char *environment = std::getenv("VIRTUAL_ENV"))
    patterns.push_back(std::string(environment) + "/lib/python3*/site-packages/nvidia/*/lib/libnvrtc.so*");
  patterns.push_back("/usr/local/lib/python3*/*-packages/nvidia/*/lib/libnvrtc.so*");
  for (const std::string &pattern : patterns) {
    glob_t found;
    bool done = false;
    if (glob(pattern.c_str(), 0, nullptr, &found) == 0)
      for (size_t i = 0; i < found.gl_pathc && !done; ++i)
        done = open(nvrtc, found.gl_pathv[i]);
    globfree(&found);
    if (done)
      return true;
  }
  return false;
}

const Nvrtc *nvrtc() {
  static Nvrtc library;
  static const bool opened = openAnywhere(library);
  return opened ? &library : nullptr;
}

} // namespace

extern "C" const char *np_nvrtc_path(void) { return nvrtc() ? nvrtc()->file.c_str() : nullptr; }

extern "C" void np_nvrtc_free(char *out) { std::free(out); }

extern "C" int np_nvrtc_compile(const char *header, const char *kernels, const char *architecture,
                                const char *const *extra, int ptx, char **out, np_i64 *size) {
  const Nvrtc *library = nvrtc();
  if (!library)
    return np_fail(NP_RUNTIME_ERROR, "NVRTC, CUDA's compiler for kernels, was not found: install the package cuda-nvrtc (of "
                                     "NVIDIA's repository) or nvidia-cuda-nvrtc (pip), or set CUDA_PATH");
  // PTX is for a virtual architecture: compute_90.
  std::string target = architecture;
  if (ptx && target.rfind("sm_", 0) == 0)
    target = "compute_" + target.substr(3);
  target = "--gpu-architecture=" + target;
  std::vector<const char *> options = {"--std=c++20", "--fmad=false", target.c_str()};
  for (; extra && *extra; ++extra)
    options.push_back(*extra);
  Program program;
  const char *name = "kernel.h";
  if (library->create(&program, kernels, "kernels.cu", 1, &header, &name))
    return np_fail(NP_RUNTIME_ERROR, "NVRTC takes no text");
  bool failed = library->compile(program, int(options.size()), options.data());
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
