// Functions of Bool, a byte that is 0 or 1.
UNARY(logicalNot, x ^ 1)
BINARY(logicalAnd, x & y)
BINARY(logicalOr, x | y)
BINARY(logicalExclusiveOr, x ^ y)
