// What C99 (annex F.10.4.4) and NumPy say about pow, apart from the magnitude |x|^y itself.

// x^y from |x|^y (which may be anything where |x| is 0 or infinite, or x or y is NaN).
INLINE VECTOR NAME(power_from_magnitude)(VECTOR x, VECTOR y, VECTOR power) {
  VECTOR a = NAME(magnitude)(x), b = NAME(magnitude)(y);
  // y is an integer when adding 2^MANTISSA_BITS, whose unit is 1, does not round; the sum's lowest bit is then y's
  // parity.
  INTEGERS large = b >= ALL_INTEGERS;
  VECTOR aligned = large ? b : b + ALL_INTEGERS;
  INTEGERS integer = (large ? b : aligned - ALL_INTEGERS) == b;
  INTEGERS odd = integer & (b < 2 * ALL_INTEGERS) & -(BITS(aligned) & 1);

  VECTOR end = ~((a == 0) ^ (y < 0)) ? (VECTOR)(SCALAR)INFINITY : (VECTOR)0;
  power = ((a == 0) | (a == (SCALAR)INFINITY)) ? end : power;
  power = VALUE(BITS(power) ^ (odd & NAME(sign_bits)(x)));
  power = ((x < 0) & ~integer & (a != (SCALAR)INFINITY)) ? (VECTOR)(SCALAR)NAN : power;
  power = ((x != x) | (y != y)) ? x + y : power;
  return ((x == (SCALAR)1) | (y == 0)) ? (VECTOR)1 : power;
}
