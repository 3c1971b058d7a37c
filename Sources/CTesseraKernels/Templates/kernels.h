// The loops of one element type, and the table that holds them.
#include "elementwise.h"
#include "reductions.h"
#include "columns.h"
#include "softmax.h"
#include "table.h"
