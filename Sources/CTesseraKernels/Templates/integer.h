// Division and powers of integers, whose overflow wraps around.

INLINE VECTOR NAME(quotient)(VECTOR x, VECTOR y) {
  // A divisor -1 negates; the lowest integer, whose quotient would overflow, stays what it is.
  MASK negates = (y == (SCALAR)-1) & (MASK)((SCALAR)-1 < 0 ? -1 : 0);
  VECTOR divisor = ((y == 0) | negates) ? (VECTOR)1 : y;
  VECTOR q = negates ? -x : DIVIDED(x, divisor);
  return y == 0 ? (VECTOR)0 : q;
}

// x - y trunc(x / y), 0 for y = 0.
INLINE VECTOR NAME(truncated_remainder)(VECTOR x, VECTOR y) {
  return y == 0 ? (VECTOR)0 : x - y * NAME(quotient)(x, y);
}

// The quotient and the remainder differ from the truncated ones where the remainder has another sign than the divisor.
INLINE MASK NAME(crosses_zero)(VECTOR remainder, VECTOR y) {
  return (remainder != 0) & ((remainder < 0) != (y < 0));
}

INLINE VECTOR NAME(floor_quotient)(VECTOR x, VECTOR y) {
  return NAME(quotient)(x, y) + (VECTOR)NAME(crosses_zero)(NAME(truncated_remainder)(x, y), y);
}

INLINE VECTOR NAME(floor_remainder)(VECTOR x, VECTOR y) {
  VECTOR remainder = NAME(truncated_remainder)(x, y);
  return NAME(crosses_zero)(remainder, y) ? remainder + y : remainder;
}

// By squaring: as many steps as the largest exponent of the vector has bits.
INLINE VECTOR NAME(power_of)(VECTOR x, VECTOR y) {
  VECTOR result = (VECTOR)1, square = x, left = y < 0 ? (VECTOR)0 : y;
  while (__builtin_reduce_or(left) != 0) {
    result = (left & 1) != 0 ? result * square : result;
    square *= square;
    left >>= 1;
  }
  VECTOR inverse = x == (SCALAR)-1 ? ((y & 1) != 0 ? (VECTOR)-1 : (VECTOR)1) : (VECTOR)(x == 1) & 1;
  return y < 0 ? inverse : result;
}
