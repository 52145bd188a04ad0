// --device=...: the one place that knows all devices.
#include "Device.h"
#include <cstring>

namespace np::device {

extern "C" int np_device_choose(const char *mode) {
  stayOnHost();
  Device *device = nullptr;
  if (!std::strcmp(mode, "auto"))
    useWhenLarge(cuda, /*atOnce=*/false);
  else if (!std::strcmp(mode, "auto:sim")) // at once, so that the same happens each time
    useWhenLarge(simulated, /*atOnce=*/true);
  else if (!std::strcmp(mode, "sim"))
    device = simulated();
  else if (!std::strcmp(mode, "cuda") && !(device = cuda()))
    return NP_RUNTIME_ERROR;
  if (device)
    use(device);
  return NP_OK;
}

} // namespace np::device
