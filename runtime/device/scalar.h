// All per-element functions. A kernel that is compiled at run time includes only the parts that it calls.
#pragma once
#include "elementary_exp.h"
#include "elementary_log.h"
#include "elementary_power.h"
#include "elementary_trig.h"
#include "scalar_complex.h"
#include "scalar_float.h"
#include "scalar_int.h"
