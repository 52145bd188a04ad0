// CUDA C++ to machine code, by way of NVRTC.
#pragma once
#include <string>

namespace np::device {

// Is it installed? What to say if not.
bool hasNvrtc();
extern const char *const noNvrtc;

// The cubin of a text for an architecture (90 is sm_90); false with the compiler's messages, or with what is missing.
bool compileCuda(const std::string &text, int architecture, std::string &cubin, std::string &messages);

} // namespace np::device
