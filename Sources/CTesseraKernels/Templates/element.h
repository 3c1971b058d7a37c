// Vectors and functions of one element type.
#include "vector.h"
#include "transcendental.h"
#include "power_cases.h"
