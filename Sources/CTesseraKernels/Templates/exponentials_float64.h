// Functions of Double that are made of exponentials.

// (sinh(x) / x - 1) / z for z = x^2, |x| <= 1; error of sinh: 2^-73 relative.
#define HYPERBOLIC_SINE_POLYNOMIAL(z)                                                            \
  HORNER8(                                                                                       \
    z, 0x1.5555555555555p-3, 0x1.1111111111111p-7, 0x1.a01a01a019fbdp-13, 0x1.71de3a55743bdp-19, \
    0x1.ae645673cfcc5p-26, 0x1.61246b286172p-33, 0x1.ae755168afd4cp-41, 0x1.9a80b82598a02p-49)

// exp(x.high + x.low) = (high + low) 2^n, about 2^-60 relative; |x| at most 750.
INLINE NAME(pair) NAME(exponential_pair)(NAME(pair) x, VECTOR* n) {
  *n = NAME(rounded_product)(x.high, (VECTOR)LOG2_E);
  VECTOR a = MULTIPLY_ADD(-*n, (VECTOR)LN2_HIGH, x.high), b = *n * LN2_LOW, difference = a - b;
  // x.low may be as large as half a unit of x.high, far above one of the rest.
  NAME(pair) rest = NAME(exact_sum)(difference, ((a - difference) - b) + x.low);
  VECTOR r = rest.high;
  NAME(pair) sum = NAME(ordered_sum)((VECTOR)1.0, r);
  sum.low += MULTIPLY_ADD(rest.low, sum.high, r * r * EXPONENTIAL_POLYNOMIAL(r));
  return NAME(ordered_sum)(sum.high, sum.low);
}

INLINE VECTOR NAME(exponential2_of)(VECTOR x) { return NAME(exponential2_of_pair)((NAME(pair)){x, (VECTOR)0.0}); }

// exp(x) - 1 = 2^n (r + tail) + (2^n - 1), x = n ln 2 + r. Beyond -50 it is -1.
INLINE VECTOR NAME(exponential_minus_one_of)(VECTOR x) {
  VECTOR bounded = x < -50.0 ? (VECTOR)-50.0 : x;
  bounded = bounded > EXPONENTIAL_LARGEST ? (VECTOR)EXPONENTIAL_LARGEST : bounded;
  VECTOR n = NAME(rounded_product)(bounded, (VECTOR)LOG2_E);
  VECTOR a = MULTIPLY_ADD(-n, (VECTOR)LN2_HIGH, bounded), b = n * LN2_LOW, r = a - b, low = (a - r) - b;
  VECTOR tail = MULTIPLY_ADD(r * r, EXPONENTIAL_POLYNOMIAL(r), low);
  // 2^1024 is not a number: the last step doubles.
  VECTOR step = n > 1023.0 ? (VECTOR)1023.0 : n, power = NAME(power_of_two)(step);
  NAME(pair) sum = NAME(exact_sum)(power - 1.0, power * r);
  VECTOR result = (sum.high + MULTIPLY_ADD(power, tail, sum.low)) * (n > 1023.0 ? (VECTOR)2.0 : (VECTOR)1.0);
  return x == 0.0 ? x : result;
}

// exp(|x|) / 2, up to where the hyperbolic functions are infinite, and exp(-|x|) / 2.
INLINE NAME(pair) NAME(half_exponential)(VECTOR a, VECTOR* inverse) {
  VECTOR n, bounded = a > 711.0 ? (VECTOR)711.0 : a;
  NAME(pair) e = NAME(exponential_pair)((NAME(pair)){bounded, (VECTOR)0.0}, &n);
  NAME(pair) half = {NAME(scaled)(e.high, n - 1.0), NAME(scaled)(e.low, n - 1.0)};
  *inverse = 0.25 / half.high;
  return half;
}

// sinh(x) = x + x z P(z), z = x^2, below 1, and (exp(x) - exp(-x)) / 2 from there on.
INLINE VECTOR NAME(hyperbolic_sine_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), z = a * a, small = MULTIPLY_ADD(a * z, HYPERBOLIC_SINE_POLYNOMIAL(z), a), inverse;
  NAME(pair) half = NAME(half_exponential)(a, &inverse);
  return NAME(with_sign)(a < 1.0 ? small : half.high + (half.low - inverse), x);
}

INLINE VECTOR NAME(hyperbolic_cosine_of)(VECTOR x) {
  VECTOR inverse;
  NAME(pair) half = NAME(half_exponential)(NAME(magnitude)(x), &inverse);
  return half.high + (half.low + inverse);
}

// log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|)).
INLINE VECTOR NAME(softplus_of)(VECTOR x) {
  VECTOR n, a = NAME(magnitude)(x), bounded = a > -EXPONENTIAL_LOWEST ? (VECTOR)-EXPONENTIAL_LOWEST : a;
  NAME(pair) e = NAME(exponential_pair)((NAME(pair)){-bounded, (VECTOR)0.0}, &n);
  e = (NAME(pair)){NAME(scaled)(e.high, n), NAME(scaled)(e.low, n)};
  VECTOR logarithm = NAME(logarithm_of_one_plus)(e);
  // Below -40 the logarithm is its argument, subnormals included.
  logarithm = a > 40.0 ? e.high + e.low : logarithm;
  VECTOR result = (x > 0.0 ? x : (VECTOR)0.0) + logarithm;
  return x == x ? result : x;
}
