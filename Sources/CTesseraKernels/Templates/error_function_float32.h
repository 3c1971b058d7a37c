// The error function of Float and its complement.

// erf(x) = x + x P(x^2) below 0.9, 1 - 2^R(|x|) above; errors 2^-26 relative. From 4 on it is 1.
INLINE VECTOR NAME(error_function_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), bounded = a > 4.0f ? (VECTOR)4.0f : a;
  VECTOR z = a * a;
  VECTOR p = PAIRED7(
    z, z * z, 0x1.06eba8p-3f, -0x1.81273ep-2f, 0x1.ce2ce6p-4f, -0x1.b7f71ap-6f, 0x1.53f224p-8f, -0x1.a3515ep-11f,
    0x1.4771fcp-14f);
  VECTOR logarithm = PAIRED6(
    bounded, bounded * bounded, -0x1.5896ap-9f, -0x1.9dcbe2p+0f, -0x1.e076d4p-1f, -0x1.0dd364p-3f, 0x1.71fb2ep-6f,
    -0x1.dd0c24p-10f);
  VECTOR t = logarithm + BIASED_ROUNDER, f = logarithm - (t - BIASED_ROUNDER);
  VECTOR power = PAIRED6(
    f, f * f, 0x1.0p+0f, 0x1.62e42ap-1f, 0x1.ebf9bep-3f, 0x1.c6b6d8p-5f, 0x1.3cea5ap-7f, 0x1.5bdc9ep-10f);
  VECTOR large = MULTIPLY_ADD(-power, POWER_OF(t), (VECTOR)1.0f);
  return NAME(with_sign)(a < 0.9f ? MULTIPLY_ADD(a, p, a) : large, x);
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
