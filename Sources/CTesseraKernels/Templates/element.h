// Vectors and functions of one floating-point element type.
#include "vector.h"
#include "arithmetic.h"
#include "guarded.h"
#include "loops.h"
#include "rounding.h"
#include "transcendental.h"
#include "remainders.h"
#include "power_cases.h"
