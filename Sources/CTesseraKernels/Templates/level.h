// All kernels of one level. The including file defines LEVEL and FUSED (whether the level has a fused multiply-add),
// and
// switches its instruction set on.
#include "prelude.h"

#include "float32.h"
#include "element.h"
#include "power_float32.h"
#include "kernels.h"
#include "undefine.h"

#include "float64.h"
#include "element.h"
#include "power_float64.h"
#include "kernels.h"
#include "undefine.h"
