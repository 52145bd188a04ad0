// lib/, the NumPy functions written in Python, as the binary carries it.
#pragma once
#include "frontend/Library.h"

namespace np2gpu {
void addCarried(Library &library);
} // namespace np2gpu
