// The loops of a floating-point element type, and the table that holds them.
#include "elementwise_float.h"
#include "comparisons.h"
MULTIPLY_ADD_FORM(vector, vector)
MULTIPLY_ADD_FORM(vector, scalar)
MULTIPLY_ADD_FORM(scalar, vector)
MULTIPLY_ADD_FORM(scalar, scalar)
#include "reductions.h"
#include "columns.h"
ROW_REDUCTION(sum)
ROW_REDUCTION(product)
ROW_REDUCTION(maximum)
ROW_REDUCTION(minimum)
COLUMN_REDUCTION(sum, (SCALAR)0)
COLUMN_REDUCTION(product, (SCALAR)1)
COLUMN_REDUCTION(maximum, (SCALAR)-INFINITY)
COLUMN_REDUCTION(minimum, (SCALAR)INFINITY)
#include "normalization.h"
#include "softmax.h"
#include "scans.h"
#include "sort.h"
#include "table.h"
