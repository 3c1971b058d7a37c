// The panel products of one level: both element types that have matrix products.
#define ELEMENT float32
#define SCALAR float
#include "panels.h"
#define ELEMENT float64
#define SCALAR double
#include "panels.h"
#undef LEVEL
#undef FUSED
#undef TILE_ROWS
#undef TILE_SUMS
#undef PANELS_AT_ONCE
#undef AVX512
