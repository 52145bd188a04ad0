// What the text of a script's kernels includes: all that it may use, on a device and on the host.
#pragma once
#include "cast.h"
#include "each.h"
#include "scalar.h"
