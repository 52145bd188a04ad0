// See Library.h.
#include "Library.h"
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <glob.h>

namespace np::device {

static void *openMatching(const std::string &pattern) {
  glob_t found;
  void *library = nullptr;
  if (glob(pattern.c_str(), 0, nullptr, &found) == 0)
    for (size_t i = 0; i < found.gl_pathc && !library; ++i)
      library = dlopen(found.gl_pathv[i], RTLD_NOW | RTLD_LOCAL);
  globfree(&found);
  return library;
}

void *openLibrary(const char *const *names) {
  std::string folders[10];
  int count = 0;
  for (const char *variable : {"CUDA_PATH", "CUDA_HOME"})
    if (const char *path = std::getenv(variable))
      folders[count++] = std::string(path) + "/lib64/";
  folders[count++] = "/usr/local/cuda/lib64/";
  folders[count++] = "/usr/local/cuda-*/lib64/";
  folders[count++] = "/usr/local/cuda*/targets/*/lib/";
  // Packages of pip: nvidia/cu13/lib, nvidia/cuda_nvrtc/lib, ...
  const std::string wheels = "/lib/python3*/*-packages/nvidia/*/lib/";
  if (const char *environment = std::getenv("VIRTUAL_ENV"))
    folders[count++] = environment + wheels;
  if (const char *home = std::getenv("HOME"))
    folders[count++] = home + ("/.local" + wheels);
  folders[count++] = "/usr/local" + wheels;
  folders[count++] = "/usr" + wheels;
  for (const char *const *name = names; *name; ++name) {
    if (void *library = dlopen(*name, RTLD_NOW | RTLD_LOCAL))
      return library;
    for (int i = 0; i < count; ++i)
      if (void *library = openMatching(folders[i] + *name))
        return library;
  }
  return nullptr;
}

void *symbol(void *library, const char *name) {
  void *address = dlsym(library, name);
  if (!address) {
    std::fprintf(stderr, "np2gpu: %s\n", dlerror());
    std::exit(1);
  }
  return address;
}

} // namespace np::device
