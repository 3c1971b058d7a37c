// The loops of Bool, and the table that holds them.
#include "vector.h"
#include "loops.h"
#include "elementwise_boolean.h"
#include "comparisons.h"
#include "reductions.h"
#include "columns.h"
REDUCTION(any, (SCALAR)0, x | y)
REDUCTION(all, (SCALAR)1, x & y)
ROW_REDUCTION(any)
ROW_REDUCTION(all)
COLUMN_REDUCTION(any, (SCALAR)0)
COLUMN_REDUCTION(all, (SCALAR)1)
#include "sort.h"
#include "table.h"
