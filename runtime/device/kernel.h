// All of the runtime that a device's compiler gets: what the text of a script's kernels may use, on a device and on the
// host, and what the runtime's own kernels are made of.
#pragma once
#include "cast.h"
#include "each.h"
#include "reduce.h"
#include "scalar.h"
