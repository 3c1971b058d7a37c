// Functions of Double that are made of logarithms.

// log(u + c) for |c| at most half a unit of u, with relative precision near 1: u = m 2^e, f = m - 1 + c 2^-e, and the
// formula of logarithm_of.
INLINE VECTOR NAME(logarithm_of_sum)(VECTOR u, VECTOR c) {
  VECTOR e, m = NAME(mantissa_and_exponent)(u, &e);
  // Far from 1 nothing is left of c; 2^-1024 would not be normal.
  VECTOR scale = NAME(power_of_two)(e > 1000.0 ? (VECTOR)-1000.0 : -e);
  NAME(pair) fraction = NAME(exact_sum)(m - 1.0, c * scale);
  VECTOR f = fraction.high, s = f / (2.0 + f), z = s * s, half_square = 0.5 * f * f;
  VECTOR low = fraction.low * (1.0 - f * (1.0 - f));
  VECTOR series = MULTIPLY_ADD(z, LOGARITHM_POLYNOMIAL(z), half_square);
  VECTOR tail = MULTIPLY_ADD(s, series, MULTIPLY_ADD(e, (VECTOR)LN2_LOW, low));
  return MULTIPLY_ADD(e, (VECTOR)LN2_HIGH, f - (half_square - tail));
}

// log(1 + x.high + x.low) for x > -1.
INLINE VECTOR NAME(logarithm_of_one_plus)(NAME(pair) x) {
  NAME(pair) u = NAME(exact_sum)((VECTOR)1.0, x.high);
  return NAME(logarithm_of_sum)(u.high, u.low + x.low);
}

// A logarithm's value where its argument is not a positive number.
INLINE VECTOR NAME(logarithm_cases)(VECTOR argument, VECTOR result) {
  result = argument > 0.0 ? result : argument == 0.0 ? (VECTOR)-INFINITY : (VECTOR)NAN;
  return argument == INFINITY ? argument : result;
}

INLINE VECTOR NAME(logarithm_plus_one_of)(VECTOR x) {
  VECTOR result = NAME(logarithm_of_one_plus)((NAME(pair)){x, (VECTOR)0.0});
  result = NAME(logarithm_cases)(1.0 + x, result);
  // 1 + x rounds to 1 or to 0 where x is not.
  return NAME(magnitude)(x) < 0x1p-60 ? x : result;
}

INLINE VECTOR NAME(logarithm2_of)(VECTOR x) {
  return NAME(logarithm_cases)(x, NAME(sum_of_pair)(NAME(logarithm2_pair)(x)));
}

INLINE VECTOR NAME(logarithm10_of)(VECTOR x) {
  const NAME(pair) log10_2 = {(VECTOR)0x1.34413509f79ffp-2, (VECTOR)-0x1.9dc1da994fd21p-59};
  return NAME(logarithm_cases)(x, NAME(sum_of_pair)(NAME(pair_product)(NAME(logarithm2_pair)(x), log10_2)));
}

// asinh(x) = log(1 + a + (sqrt(a^2 + 1) - 1)), a = |x|; log(2 a) where a^2 is far above 1, a below 2^-28.
INLINE VECTOR NAME(inverse_hyperbolic_sine_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), bounded = a > 0x1p40 ? (VECTOR)0x1p40 : a;
  NAME(pair) square = NAME(square_pair)(bounded), sum = NAME(exact_sum)(square.high, (VECTOR)1.0);
  sum.low += square.low;
  NAME(pair) root = NAME(pair_square_root)(sum), argument = NAME(exact_sum)(bounded, root.high - 1.0);
  argument.low += root.low;
  VECTOR result = NAME(logarithm_of_one_plus)(argument);
  VECTOR large = NAME(logarithm_of_sum)(a, (VECTOR)0.0) + 0x1.62e42fefa39efp-1;
  result = a > 0x1p40 ? large : a < 0x1p-28 ? a : result;
  result = a < INFINITY ? result : a;
  return NAME(with_sign)(result, x);
}

// acosh(x) = log(1 + t + sqrt(t (t + 2))), t = x - 1; log(2 x) for large x.
INLINE VECTOR NAME(inverse_hyperbolic_cosine_of)(VECTOR x) {
  VECTOR bounded = x > 0x1p40 ? (VECTOR)0x1p40 : x;
  NAME(pair) square = NAME(square_pair)(bounded), t = NAME(exact_sum)(bounded, (VECTOR)-1.0);
  // t (t + 2) = x^2 - 1.
  NAME(pair) rest = NAME(exact_sum)(square.high, (VECTOR)-1.0);
  rest = NAME(exact_sum)(rest.high, rest.low + square.low);
  NAME(pair) root = NAME(pair_square_root)(rest), argument = NAME(exact_sum)(t.high, root.high);
  argument.low += root.low + t.low;
  VECTOR result = NAME(logarithm_of_one_plus)(argument);
  VECTOR large = NAME(logarithm_of_sum)(x, (VECTOR)0.0) + 0x1.62e42fefa39efp-1;
  result = x > 0x1p40 ? large : result;
  result = x >= 1.0 ? result : (VECTOR)NAN;
  return x < INFINITY ? result : x;
}

// atanh(x) = log(1 + 2 a / (1 - a)) / 2, a = |x|.
INLINE VECTOR NAME(inverse_hyperbolic_tangent_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), bounded = a < 1.0 ? a : (VECTOR)0.5;
  NAME(pair) divisor = NAME(ordered_sum)((VECTOR)1.0, -bounded);
  NAME(pair) quotient = NAME(pair_quotient)((NAME(pair)){bounded + bounded, (VECTOR)0.0}, divisor);
  VECTOR result = 0.5 * NAME(logarithm_of_one_plus)(quotient);
  result = a < 0x1p-28 ? a : result;
  result = a < 1.0 ? result : a == 1.0 ? (VECTOR)INFINITY : (VECTOR)NAN;
  return NAME(with_sign)(result, x);
}
