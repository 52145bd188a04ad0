// Shared libraries that are opened at first use: CUDA's, wherever they were installed.
#pragma once
#include <string>

namespace np::device {

// The first of these file names (ends with a null) that opens: as the system finds it, in CUDA's folders, or in the
// Python packages of NVIDIA. Null if there is none.
void *openLibrary(const char *const *names);
// A function of it; ends the program if the library has none, which then is not what its name says.
void *symbol(void *library, const char *name);

} // namespace np::device
