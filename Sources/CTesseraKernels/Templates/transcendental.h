// exp, log, tanh and the logistic function of a vector. Each is within 2 units in the last place of the true value, for
// every argument, with subnormal arguments and results, infinities and NaN.

// exp(r) - 1 for |r| <= ln(2) / 2.
INLINE VECTOR NAME(small_exponential_minus_one)(VECTOR r) { return MULTIPLY_ADD(r * r, EXPONENTIAL_POLYNOMIAL(r), r); }

// x - n ln 2, where n = round(x / ln 2).
INLINE VECTOR NAME(reduced)(VECTOR x, VECTOR n) {
  return MULTIPLY_ADD(-n, VECTOR_OF(n, LN2_LOW), MULTIPLY_ADD(-n, VECTOR_OF(n, LN2_HIGH), x));
}

// exp(x) = 2^n exp(r), x = n ln 2 + r.
INLINE VECTOR NAME(careful_exponential)(VECTOR x) {
  x = x < EXPONENTIAL_LOWEST ? (VECTOR)EXPONENTIAL_LOWEST : x;
  x = x > EXPONENTIAL_LARGEST ? (VECTOR)EXPONENTIAL_LARGEST : x;
  VECTOR n = NAME(rounded_product)(x, (VECTOR)LOG2_E);
  return NAME(scaled)((SCALAR)1 + NAME(small_exponential_minus_one)(NAME(reduced)(x, n)), n);
}

// |x| = mantissa 2^exponent with mantissa in [sqrt(1/2), sqrt(2)), for finite x > 0.
INLINE VECTOR NAME(mantissa_and_exponent)(VECTOR x, VECTOR* exponent) {
  INTEGERS subnormal = x < SMALLEST_NORMAL;
  x = subnormal ? x * SUBNORMAL_SCALE : x;
  VECTOR bias = subnormal ? (VECTOR)(EXPONENT_BIAS + SUBNORMAL_SCALE_EXPONENT) : (VECTOR)EXPONENT_BIAS;
  // Adding the bits of 1 less those of sqrt(1/2) carries into the exponent where the mantissa in [1, 2) is at least
  // sqrt(2).
  INTEGERS shifted = BITS(x) + (BITS((VECTOR)1) - SQUARE_ROOT_HALF_BITS);
  INTEGERS mantissa_mask = (INTEGERS)(((SIGNED)1 << MANTISSA_BITS) - 1);
  // 2^MANTISSA_BITS + e holds the integer e in its low bits: an exact conversion.
  INTEGERS biased = (shifted >> MANTISSA_BITS) & (INTEGERS)(2 * EXPONENT_BIAS + 1);
  *exponent = (VALUE(biased | BITS((VECTOR)ALL_INTEGERS)) - ALL_INTEGERS) - bias;
  return VALUE((shifted & mantissa_mask) + SQUARE_ROOT_HALF_BITS);
}

// log(x) = e ln 2 + log(1 + f); log(1 + f) = f - (f^2/2 - s (f^2/2 + z P(z))), s = f / (2 + f), z = s^2.
// log(+-0) = -infinity, log(x < 0) = NaN.
INLINE VECTOR NAME(careful_logarithm)(VECTOR x) {
  VECTOR e, f = NAME(mantissa_and_exponent)(x, &e) - (SCALAR)1;
  VECTOR s = f / ((SCALAR)2 + f), z = s * s, half_square = (SCALAR)0.5 * f * f;
  VECTOR tail = MULTIPLY_ADD(s, MULTIPLY_ADD(z, LOGARITHM_POLYNOMIAL(z), half_square), e * LN2_LOW);
  VECTOR result = MULTIPLY_ADD(e, VECTOR_OF(e, LN2_HIGH), f - (half_square - tail));
  VECTOR special = x == 0 ? (VECTOR)(SCALAR)-INFINITY : (VECTOR)(SCALAR)NAN;
  result = x > 0 ? result : special;
  return x == (SCALAR)INFINITY ? x : result;
}

// tanh(x) = sign(x) (|x| < 0.55 ? |x| + |x| z P(z) : 1 - 2 / (exp(2 |x|) + 1)), z = x^2. From log(3) / 2 = 0.549 on
// the quotient is at most 1/2, so that its errors count at most half.
INLINE VECTOR NAME(careful_hyperbolic_tangent)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), z = a * a, small = MULTIPLY_ADD(a * z, TANH_POLYNOMIAL(z), a);
  VECTOR bounded = a > TANH_LARGEST ? (VECTOR)TANH_LARGEST : a;
  VECTOR n = NAME(rounded_product)(bounded, (VECTOR)(2 * LOG2_E));
  VECTOR r = NAME(reduced)(bounded + bounded, n), power = NAME(power_of_two)(n);
  VECTOR large = (SCALAR)1 - (SCALAR)2 / (MULTIPLY_ADD(power, NAME(small_exponential_minus_one)(r), power) + (SCALAR)1);
  return NAME(with_sign)(a < (SCALAR)0.55 ? small : large, x);
}

// 1 / (1 + exp(-x)) = (x < 0 ? t : 1) / (1 + t), t = exp(-|x|). The quotient is corrected by its remainder, with what
// 1 + t lost in rounding, so that the error of t and one rounding are all that is left.
INLINE VECTOR NAME(careful_sigmoid)(VECTOR x) {
  VECTOR t = NAME(careful_exponential)(NAME(negated)(NAME(magnitude)(x))), numerator = x < 0 ? t : (VECTOR)1;
  VECTOR divisor = (SCALAR)1 + t, lost = t - (divisor - (SCALAR)1), inverse = (SCALAR)1 / divisor;
  VECTOR q = numerator * inverse, product = q * divisor;
  VECTOR remainder = (numerator - product) - NAME(product_error)(q, divisor, product) - q * lost;
  return MULTIPLY_ADD(remainder, inverse, q);
}
