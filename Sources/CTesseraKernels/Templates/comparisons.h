// Comparisons, for every element type.
COMPARISON(equal, x == y)
COMPARISON(notEqual, x != y)
COMPARISON(less, x < y)
COMPARISON(lessOrEqual, x <= y)
COMPARISON(greater, x > y)
COMPARISON(greaterOrEqual, x >= y)
