// The remainders of floating-point division, exactly, and NumPy's floored quotient.

// fmod(x, y) = x - y trunc(x / y). Each round takes the largest multiple of y 2^k away, where k leaves a quotient that
// is exact; a quotient that was rounded up is one too large. Beyond a factor of 2^QUOTIENT_BITS a second round is
// needed, which changes nothing where the first was enough.
INLINE VECTOR NAME(careful_truncated_remainder)(VECTOR x, VECTOR y) {
  VECTOR a = NAME(magnitude)(x), b = NAME(magnitude)(y);
  MASK regular = (a < (SCALAR)INFINITY) & (b > 0) & (b < (SCALAR)INFINITY);
  VECTOR rest = regular ? a : (VECTOR)0, divisor = regular ? b : (VECTOR)1, exponent, divisor_exponent;
  NAME(mantissa_and_exponent)(divisor, &divisor_exponent);
  while (__builtin_reduce_or(rest >= divisor) != 0) {
    MASK active = rest >= divisor;
    NAME(mantissa_and_exponent)(rest, &exponent);
    VECTOR k = exponent - divisor_exponent - (SCALAR)QUOTIENT_BITS;
    k = ((k > 0) & active) ? k : (VECTOR)0;
    // Far exponents need three steps.
    VECTOR part = k > SCALE_STEP ? (VECTOR)SCALE_STEP : k;
    VECTOR second = k - part > SCALE_STEP ? (VECTOR)SCALE_STEP : k - part;
    VECTOR multiple = divisor * NAME(power_of_two)(part) * NAME(power_of_two)(second) *
      NAME(power_of_two)(k - part - second);
#if FUSED
    VECTOR quotient = NAME(truncated)(rest / multiple), next = MULTIPLY_ADD(-quotient, multiple, rest);
    next = next < 0 ? next + multiple : next;
#else
    // The exact product must not overflow; all of its parts are multiples of the last digit of `multiple`.
    MASK huge = multiple > LARGE_SCALE;
    VECTOR scale = huge ? (VECTOR)((SCALAR)1 / LARGE_SCALE) : (VECTOR)1;
    VECTOR scaled = rest * scale;
    multiple *= scale;
    VECTOR quotient = NAME(truncated)(scaled / multiple), product = quotient * multiple;
    VECTOR next = (scaled - product) - NAME(product_error)(quotient, multiple, product);
    next = (next < 0 ? next + multiple : next) * (huge ? (VECTOR)LARGE_SCALE : (VECTOR)1);
#endif
    rest = active ? next : rest;
  }
  rest = NAME(with_sign)(rest, x);
  rest = ((b == (SCALAR)INFINITY) & (a < (SCALAR)INFINITY)) ? x : rest;
  rest = ((a == (SCALAR)INFINITY) | (b == 0)) ? (VECTOR)(SCALAR)NAN : rest;
  return ((x != x) | (y != y)) ? x + y : rest;
}

#if FUSED
// One round alone: where the quotient is below 2^QUOTIENT_BITS and the divisor far from infinity. The rest of the
// magnitudes; it is negative where their quotient was rounded up to the next integer.
#define REGULAR_QUOTIENT_LIMIT BITS((VECTOR)LARGEST_QUOTIENT)[0]
INLINE VECTOR NAME(regular_rest)(VECTOR x, VECTOR y, VECTOR* whole, INTEGERS* key) {
  VECTOR a = NAME(magnitude)(x), b = NAME(magnitude)(y), quotient = a / b;
  INTEGERS distance = BITS((VECTOR)LARGE_SCALE) - BITS((VECTOR)LARGEST_QUOTIENT);
  *key = __builtin_elementwise_max(BITS(quotient), BITS(b) - distance);
  *whole = NAME(truncated)(quotient);
  return MULTIPLY_ADD(-*whole, b, a);
}

// The rest, or its sum with the divisor where it is negative. By their bits as unsigned numbers that is the smaller of
// both; an instruction that AVX2 has for 32 bits.
#if MANTISSA_BITS == 23
typedef uint32_t NAME(unsigned_integers) __attribute__((ext_vector_type(VECTOR_BYTES / sizeof(SCALAR))));
INLINE VECTOR NAME(mended_rest)(VECTOR rest, VECTOR divisor) {
  return (VECTOR)__builtin_elementwise_min(
    (NAME(unsigned_integers))rest, (NAME(unsigned_integers))(rest + divisor));
}
#else
INLINE VECTOR NAME(mended_rest)(VECTOR rest, VECTOR divisor) { return rest < 0 ? rest + divisor : rest; }
#endif

INLINE VECTOR NAME(regular_truncated_remainder)(VECTOR x, VECTOR y, INTEGERS* key) {
  VECTOR whole, rest = NAME(regular_rest)(x, y, &whole, key);
  return NAME(with_sign)(NAME(mended_rest)(rest, NAME(magnitude)(y)), x);
}
GUARDED_PAIR(truncated_remainder, careful_truncated_remainder, REGULAR_QUOTIENT_LIMIT)
#else
INLINE VECTOR NAME(truncated_remainder)(VECTOR x, VECTOR y) { return NAME(careful_truncated_remainder)(x, y); }
#endif

// The remainder with the sign of the divisor.
INLINE VECTOR NAME(floor_remainder)(VECTOR x, VECTOR y) {
  VECTOR rest = NAME(truncated_remainder)(x, y);
  VECTOR turned = (rest < 0) != (y < 0) ? rest + y : rest;
  return rest == 0 ? NAME(with_sign)((VECTOR)0, y) : turned;
}

// The integer near (x - remainder) / y; x / y for y = 0.
INLINE VECTOR NAME(careful_floor_quotient)(VECTOR x, VECTOR y) {
  VECTOR rest = NAME(careful_truncated_remainder)(x, y), quotient = (x - rest) / y;
  quotient = ((rest != 0) & ((rest < 0) != (y < 0))) ? quotient - (SCALAR)1 : quotient;
  VECTOR floored = NAME(floor_of)(quotient);
  floored = quotient - floored > (SCALAR)0.5 ? floored + (SCALAR)1 : floored;
  floored = quotient == 0 ? NAME(with_sign)((VECTOR)0, x / y) : floored;
  return y == 0 ? x / y : floored;
}

#if FUSED
// The integer of the magnitudes' quotient, away from 0 where the signs differ and something is left.
INLINE VECTOR NAME(regular_floor_quotient)(VECTOR x, VECTOR y, INTEGERS* key) {
  VECTOR whole, rest = NAME(regular_rest)(x, y, &whole, key);
  INTEGERS sign = BITS(x) ^ BITS(y);
  whole = rest < 0 ? whole - (SCALAR)1 : whole;
  whole = ((rest != 0) & (sign < 0)) ? whole + (SCALAR)1 : whole;
  return NAME(with_sign)(whole, VALUE(sign));
}
GUARDED_PAIR(floor_quotient, careful_floor_quotient, REGULAR_QUOTIENT_LIMIT)
#else
INLINE VECTOR NAME(floor_quotient)(VECTOR x, VECTOR y) { return NAME(careful_floor_quotient)(x, y); }
#endif
