// The runtime of emitted text: thin inline C++ over the C ABI (abi/*.h). Includes nothing but its own parts, and is
// precompiled, so its templates are what a script pays for.
#pragma once
#include "np/array.h"
#include "np/error.h"
#include "np/list.h"
#include "np/map.h"
#include "np/print.h"
#include "np/run.h"
#include "np/text.h"
