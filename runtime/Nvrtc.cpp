// See Nvrtc.h. Opened at the first text, so that programs without large work never meet it.
#include "Nvrtc.h"
#include "Library.h"
#include <type_traits>

namespace np::device {

namespace {

using Program = struct OpaqueProgram *;

// The functions of nvrtc.h that we call; results are 0 for success.
struct Nvrtc {
  int (*create)(Program *, const char *text, const char *name, int headers, const char *const *, const char *const *);
  int (*compile)(Program, int count, const char *const *options);
  int (*cubinSize)(Program, size_t *);
  int (*cubin)(Program, char *);
  int (*logSize)(Program, size_t *);
  int (*log)(Program, char *);
  int (*destroy)(Program *);

  explicit Nvrtc(void *library) {
    auto get = [&](auto &function, const char *name) {
      function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(symbol(library, name));
    };
    get(create, "nvrtcCreateProgram");
    get(compile, "nvrtcCompileProgram");
    get(cubinSize, "nvrtcGetCUBINSize");
    get(cubin, "nvrtcGetCUBIN");
    get(logSize, "nvrtcGetProgramLogSize");
    get(log, "nvrtcGetProgramLog");
    get(destroy, "nvrtcDestroyProgram");
  }
};

const Nvrtc *nvrtc() {
  static const char *const names[] = {"libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so", nullptr};
  static void *const library = openLibrary(names);
  static const Nvrtc *const functions = library ? new Nvrtc(library) : nullptr;
  return functions;
}

} // namespace

const char *const noNvrtc =
    "NVRTC (libnvrtc.so) was not found: install the CUDA toolkit, or nvidia-cuda-nvrtc with pip";
bool hasNvrtc() { return nvrtc(); }

bool compileCuda(const std::string &text, int architecture, std::string &cubin, std::string &messages) {
  const Nvrtc *compiler = nvrtc();
  if (!compiler) {
    messages = noNvrtc;
    return false;
  }
  std::string target = "--gpu-architecture=sm_" + std::to_string(architecture);
  // Contraction would give other bits than NumPy's.
  const char *const options[] = {target.c_str(), "--std=c++20", "--fmad=false", "--device-as-default-execution-space", "-w"};
  Program program;
  if (compiler->create(&program, text.c_str(), "kernels.cu", 0, nullptr, nullptr)) {
    messages = "NVRTC could not take the program";
    return false;
  }
  bool done = compiler->compile(program, sizeof options / sizeof *options, options) == 0;
  size_t size = 0;
  if (done) {
    compiler->cubinSize(program, &size);
    cubin.resize(size);
    compiler->cubin(program, cubin.data());
  } else {
    compiler->logSize(program, &size);
    messages.resize(size);
    compiler->log(program, messages.data());
  }
  compiler->destroy(&program);
  return done;
}

} // namespace np::device
