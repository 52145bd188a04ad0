// The runtime of emitted text: thin inline C++ over the C ABI (abi/*.h). Includes nothing but its own parts, and is
// precompiled, so its templates are what a script pays for.
#pragma once
#include "device/each.h"
#include "device/scalar.h"
#include "np/call.h"
#include "np/decompose.h"
#include "np/dict.h"
#include "np/draws.h"
#include "np/library.h"
#include "np/linalg.h"
#include "np/map.h"
#include "np/options.h"
#include "np/python.h"
#include "np/random.h"
#include "np/run.h"
#include "np/select.h"
#include "np/strings.h"
