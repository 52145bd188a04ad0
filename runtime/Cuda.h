// The GPU: CUDA's driver, NVRTC and cuBLAS behind the interface of Device.h. The libraries are opened at run time and
// need not be there; so the few types and numbers of their headers that we use are written out here.
#pragma once
#include "Device.h"
#include <map>
#include <string>
#include <vector>

namespace np::device {

// The functions of cuda.h that we call; results are 0 for success.
struct Driver {
  using Address = unsigned long long;
  using Function = struct OpaqueFunction *;
  using Stream = struct OpaqueStream *;

  int (*init)(unsigned);
  int (*deviceGet)(int *, int);
  int (*attribute)(int *, int, int);
  int (*retainContext)(void **, int);
  int (*setContext)(void *);
  int (*streamCreate)(Stream *, unsigned);
  int (*synchronise)(Stream);
  int (*defaultPool)(void **, int);
  int (*setPool)(void *, int, void *);
  int (*allocate)(Address *, size_t, Stream);
  int (*release)(Address, Stream);
  int (*copyIn)(Address, const void *, size_t, Stream);
  int (*copyOut)(void *, Address, size_t, Stream);
  int (*copyWithin)(Address, Address, size_t, Stream);
  int (*fillBytes)(Address, unsigned char, size_t, Stream);
  int (*loadModule)(void **, const void *);
  int (*getFunction)(Function *, void *, const char *);
  int (*launch)(Function, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, Stream, void **, void **);
  int (*errorText)(int, const char **);
};

class CudaDevice : public Device {
public:
  // Null, with np_error_text(), if there is no GPU or no driver.
  static CudaDevice *make();

  const char *name() const override { return "cuda"; }
  void enter() override;
  void *allocate(np_i64 bytes) override;
  void release(void *memory, np_i64 bytes) override;
  void copyIn(void *to, const void *from, np_i64 bytes) override;
  void copyOut(void *to, const void *from, np_i64 bytes) override;
  void synchronise() override;
  bool canLaunch(np_kernel kernel) override;
  void launch(const KernelCall &) override;
  void copy(const np_ref &to, const np_ref &from) override;
  void fill(const np_ref &to, int dtype, const void *value) override;
  void ramp(const np_ref &to, const void *first, const void *step) override;
  void maskFill(const np_ref &to, const np_ref &mask, int dtype, const void *value) override;
  void reduce(int op, const np_ref &in, const int *axes, int naxes, int keepdims, const np_ref &out) override;
  bool hasProducts() override;
  void multiply(const np_ref &a, const np_ref &b, const np_ref &out) override;

private:
  Driver driver;
  void *context = nullptr;
  Driver::Stream stream;
  int architecture, processors;
  std::map<np_kernel, Driver::Function> scriptKernels;
  bool scriptCompiled = false;
  std::map<std::string, Driver::Function> ownKernels; // by their text
  void *counter = nullptr; // zero between launches, for sums by all blocks

  // Ends the program with CUDA's message: the device is in no state to go on.
  void check(int status, const char *what);
  void compileScript();
  void *load(const std::string &text, const char *extra, const char *what);
  // The kernel `f(parameters) { body }` of the runtime's own.
  Driver::Function kernel(const std::string &parameters, const std::string &body);
  void start(Driver::Function, np_i64 blocks, int threads, std::vector<void *> arguments);
  void elementwise(Driver::Function, np_i64 size, std::vector<void *> arguments);
};

// The C++ name of a dtype's elements.
const char *elementType(int dtype);

} // namespace np::device
