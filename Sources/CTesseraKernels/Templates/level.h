// All kernels of one level. The including file defines LEVEL, FUSED (whether the level has a fused multiply-add), HALVES
// (whether it converts Float16), REGISTERS (how many of them make a vector) and AVX512 (whether it has those
// instructions), and switches its instruction set on.
#include "prelude.h"

#include "float64.h"
#include "element.h"
#include "always_careful.h"
#include "pairs.h"
#include "power_float64.h"
#include "logarithms_float64.h"
#include "exponentials_float64.h"
#include "trigonometric_float64.h"
#include "arcs_float64.h"
#include "error_function_float64.h"
#include "short_float64.h"
#include "short_trigonometric_float64.h"
#include "kernels_float.h"
#include "undefine.h"

#include "float32.h"
#include "element.h"
#include "functions_float32.h"
#include "power_float32.h"
#include "kernels_float.h"
#include "undefine.h"

#include "int64.h"
#define WIDE_INTEGER
#include "kernels_integer.h"
#undef WIDE_INTEGER
#include "undefine.h"

#include "int32.h"
#include "kernels_integer.h"
#include "undefine.h"

#include "int8.h"
#include "kernels_integer.h"
#include "undefine.h"

#include "uint8.h"
#include "kernels_integer.h"
#include "undefine.h"

#include "boolean.h"
#include "kernels_boolean.h"
#include "undefine.h"

#include "select.h"
#include "cast.h"
