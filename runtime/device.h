// The part of the runtime that kernels use, as NVRTC gets it.
#pragma once
#include "device/each.h"
#include "device/scalar.h"
#include "device/pairwise.h"
#include "device/reduce.h"
