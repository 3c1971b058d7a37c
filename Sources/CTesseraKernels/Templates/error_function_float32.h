// The error function of Float and its complement.

// erf(x) = x + x P(x^2) up to 1, 1 - Q(|x|)^4 above: a short polynomial is enough for the fourth root of erfc, and what is
// wrong with it counts little in 1 - Q^4. Errors 2^-24.6 and 2^-25.1 relative; 1.93 units with all roundings. From 4.05
// on it is 1. The choice is the sign of 1 - |x|, a difference being cheaper here than a comparison; that of NaN is none.
INLINE VECTOR NAME(error_function_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), bounded = a > 4.05f ? (VECTOR)4.05f : a, z = bounded * bounded;
  VECTOR p = STEPS6(
    z, 0x1.06eba2p-3f, -0x1.812672p-2f, 0x1.ce08f6p-4f, -0x1.b5a048p-6f, 0x1.423978p-8f, -0x1.271656p-11f);
  VECTOR root = STEP(z, VECTOR_OF(z, -0x1.4f8f8cp-13f), STEPS2(bounded, -0x1.51ee3cp-6f, 0x1.843a52p-9f));
  root = STEP(z, root, STEPS2(bounded, -0x1.518f80p-5f, 0x1.f4966ep-5f));
  root = STEP(z, root, STEPS2(bounded, -0x1.36244ep-2f, -0x1.2cf2e2p-4f));
  root = STEP(bounded, root, 0x1.0108b6p+0f);
  VECTOR square = root * root, large = STEP(-square, square, 1.0f);
  return BITS(1.0f - a) < 0 ? NAME(with_sign)(large, x) : STEP(x, p, x);
}

// erfc(x) = 1 - x - x P(x^2) for |x| < 0.75, and exp(-a^2) (c + c q Q(q)) / (1 + 2 a), q = (a - 2.75) / (a + 2.75),
// a = |x|, above (after Schonfelder 1978): c / (1 + 2 a) is divided and rounded, and all that changes it by little,
// with what was lost in rounding, goes into one factor 1 + small. Errors 2^-29 and 2^-28 relative.
#define COMPLEMENT_CONSTANT_HIGH 0x1.4240f4p+0f
#define COMPLEMENT_CONSTANT_LOW 0x1.53d418p-26f
#define COMPLEMENT_CONSTANT_INVERSE 0x1.96bc44p-1f
// Beyond it, and not for negative arguments, results are subnormal.
#define COMPLEMENT_REGULAR 9.1f
INLINE VECTOR NAME(regular_complementary_error_function)(VECTOR x, INTEGERS* key) {
  VECTOR a = NAME(magnitude)(x), bounded = a > COMPLEMENT_REGULAR ? (VECTOR)COMPLEMENT_REGULAR : a;
  *key = BITS(x);
  VECTOR z = x * x;
  VECTOR p = PAIRED6(
    z, z * z, 0x1.06eba6p-3f, -0x1.81271ap-2f, 0x1.ce2628p-4f, -0x1.b75fbcp-6f, 0x1.4d31dcp-8f, -0x1.57cddp-11f);
  VECTOR near_zero = MULTIPLY_ADD(-x, p, 1.0f - x);

  VECTOR q = (bounded - 2.75f) / (bounded + 2.75f);
  VECTOR factor = q * PAIRED8(
    q, q * q, -0x1.a8827cp-4f, -0x1.d00ae4p-5f, 0x1.d7827cp-4f, -0x1.749214p-4f, 0x1.5471c6p-5f, -0x1.0faefcp-7f,
    -0x1.0e1a28p-9f, 0x1.63e766p-10f);
  VECTOR divisor = MULTIPLY_ADD(bounded, (VECTOR)2.0f, (VECTOR)1.0f);
  VECTOR lost = MULTIPLY_ADD(bounded, (VECTOR)2.0f, 1.0f - divisor), quotient = COMPLEMENT_CONSTANT_HIGH / divisor;
  VECTOR rest = MULTIPLY_ADD(-quotient, divisor, (VECTOR)COMPLEMENT_CONSTANT_HIGH) +
    MULTIPLY_ADD(-quotient, lost, (VECTOR)COMPLEMENT_CONSTANT_LOW);

  VECTOR square = bounded * bounded, square_low = MULTIPLY_ADD(bounded, bounded, -square);
  VECTOR t = MULTIPLY_ADD(square, (VECTOR)-LOG2_E, (VECTOR)BIASED_ROUNDER), n = t - BIASED_ROUNDER;
  VECTOR first = MULTIPLY_ADD(-n, (VECTOR)LN2_HIGH, -square);
  VECTOR second = MULTIPLY_ADD(rest, (VECTOR)COMPLEMENT_CONSTANT_INVERSE, -square_low);
  second = MULTIPLY_ADD(-n, (VECTOR)LN2_LOW, second);
  VECTOR r = first + second, exponential = first + MULTIPLY_ADD(r * r, EXPONENTIAL_TAIL(r, r * r), second);
  VECTOR small = MULTIPLY_ADD(factor, exponential, factor + exponential);
  VECTOR large = MULTIPLY_ADD(quotient, small, quotient) * POWER_OF(t);
  return a < 0.75f ? near_zero : x < 0.0f ? 2.0f - large : large;
}
GUARDED(complementary_error_function, wide_complementary_error_function, 0x4111999a)

// gelu(x) = max(x, 0) - a T(a), T(a) = exp(-a^2 / 2) P(a) / Q(a) the tail of the normal distribution, a = |x|; error of
// the rational 2^-26.6 relative. All coefficients are positive, so that nothing cancels.
#define GELU_REGULAR 12.8f
INLINE VECTOR NAME(regular_gelu)(VECTOR x, INTEGERS* key) {
  VECTOR a = NAME(magnitude)(x);
  a = a > GELU_REGULAR ? (VECTOR)GELU_REGULAR : a;
  // The tails of negative arguments beyond it are subnormal.
  *key = BITS(NAME(negated)(x));
  VECTOR p = PAIRED5(a, a * a, 0.5f, 0x1.bcf650p-2f, 0x1.718732p-3f, 0x1.4517dap-5f, 0x1.046fe2p-8f);
  VECTOR q = PAIRED6(
    a, a * a, 1.0f, 0x1.aabd56p+0f, 0x1.30debep+0f, 0x1.d928eep-2f, 0x1.9779b2p-4f, 0x1.46678ep-7f);
  VECTOR quotient = p / q, half = 0.5f * a, square = a * half, square_low = MULTIPLY_ADD(a, half, -square);
  VECTOR t = MULTIPLY_ADD(square, (VECTOR)-LOG2_E, (VECTOR)BIASED_ROUNDER), n = t - BIASED_ROUNDER;
  VECTOR first = MULTIPLY_ADD(-n, (VECTOR)LN2_HIGH, -square), second = MULTIPLY_ADD(-n, (VECTOR)LN2_LOW, -square_low);
  VECTOR r = first + second, small = first + MULTIPLY_ADD(r * r, EXPONENTIAL_TAIL(r, r * r), second);
  VECTOR tail = MULTIPLY_ADD(quotient, small, quotient) * POWER_OF(t);
  // The zero has the sign of x, which gelu(-0) keeps.
  return MULTIPLY_ADD(-a, tail, x > 0.0f ? x : NAME(with_sign)((VECTOR)0.0f, x));
}
GUARDED(gelu, wide_gelu, 0x414ccccd)
