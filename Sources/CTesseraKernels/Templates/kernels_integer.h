// The loops of an integer element type, and the table that holds them.
#include "vector.h"
#include "loops.h"
#include "integer.h"
#include "elementwise_integer.h"
#include "comparisons.h"
#include "reductions.h"
#include "columns.h"
ROW_REDUCTION(maximum)
ROW_REDUCTION(minimum)
COLUMN_REDUCTION(maximum, (SCALAR)LOWEST)
COLUMN_REDUCTION(minimum, (SCALAR)LARGEST)
#ifdef WIDE_INTEGER
ROW_REDUCTION(sum)
ROW_REDUCTION(product)
COLUMN_REDUCTION(sum, (SCALAR)0)
COLUMN_REDUCTION(product, (SCALAR)1)
#include "scans.h"
#endif
#include "sort.h"
#include "table.h"
