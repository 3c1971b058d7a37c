// Functions of Float that are made of logarithms. x = 2^e (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), and log(1 + f) =
// f P(f), for normal x.

// The exponent and f of x. What x lacks of the number that is meant may be added to f; scale is 2^-e.
INLINE VECTOR NAME(fraction)(VECTOR x, VECTOR* e, VECTOR* scale) {
  INTEGERS shifted = BITS(x) - SQUARE_ROOT_HALF_BITS, power = shifted & (INTEGERS)0xff800000;
  *e = __builtin_convertvector(shifted >> MANTISSA_BITS, VECTOR);
  *scale = VALUE((INTEGERS)0x3f800000 - power);
  return VALUE(BITS(x) - power) - 1.0f;
}

// Positive normal numbers below 2^n, given by the bits of 2^n, have keys up to the limit.
#define POSITIVE_KEY(x) (BITS(x) + (INTEGERS)0x7f800000)
#define POSITIVE_LIMIT(bits) ((int32_t)((bits) - 1 + 0x7f800000u))

// (log(1 + f) - f) / f^2; error of the logarithm 2^-28 relative.
#define LOGARITHM_TAIL(f)                                                                                \
  HORNER9(                                                                                               \
    f, -0x1.fffff8p-2f, 0x1.55555p-2f, -0x1.000438p-2f, 0x1.99a41cp-3f, -0x1.5423e8p-3f, 0x1.226c82p-3f, \
    -0x1.0f5204p-3f, 0x1.08751ap-3f, -0x1.381404p-4f)

INLINE VECTOR NAME(regular_logarithm)(VECTOR x, INTEGERS* key) {
  VECTOR e, scale, f = NAME(fraction)(x, &e, &scale);
  *key = POSITIVE_KEY(x);
  return MULTIPLY_ADD(e, (VECTOR)LN2_HIGH, f + MULTIPLY_ADD(f * f, LOGARITHM_TAIL(f), e * LN2_LOW));
}
GUARDED(logarithm, careful_logarithm, POSITIVE_LIMIT(0x7f800000u))

// log2(1 + f) / f; error 2^-26 relative.
INLINE VECTOR NAME(regular_logarithm2)(VECTOR x, INTEGERS* key) {
  VECTOR e, scale, f = NAME(fraction)(x, &e, &scale);
  *key = POSITIVE_KEY(x);
  VECTOR p = HORNER10(
    f, 0x1.715476p+0f, -0x1.715476p-1f, 0x1.ec720ap-2f, -0x1.7156c8p-2f, 0x1.273916p-2f, -0x1.eb1688p-3f,
    0x1.abcbd2p-3f, -0x1.8bee7cp-3f, 0x1.4e80ep-3f, -0x1.4643dp-4f);
  return MULTIPLY_ADD(f, p, e);
}
GUARDED(logarithm2, wide_logarithm2, POSITIVE_LIMIT(0x7f800000u))

// log10(1 + f) / f, error 2^-25 relative; log10(2) in two parts, of which the first has 16 bits.
INLINE VECTOR NAME(regular_logarithm10)(VECTOR x, INTEGERS* key) {
  VECTOR e, scale, f = NAME(fraction)(x, &e, &scale);
  *key = POSITIVE_KEY(x);
  VECTOR p = HORNER10(
    f, 0x1.bcb7b2p-2f, -0x1.bcb7b2p-3f, 0x1.2878ecp-3f, -0x1.bcb64ep-4f, 0x1.6455a4p-4f, -0x1.28b4ep-4f,
    0x1.e9beecp-5f, -0x1.b56e2p-5f, 0x1.06214cp-4f, -0x1.a384fp-5f);
  return MULTIPLY_ADD(e, (VECTOR)0x1.3441p-2f, MULTIPLY_ADD(f, p, e * 0x1.a84fbcp-21f));
}
GUARDED(logarithm10, wide_logarithm10, POSITIVE_LIMIT(0x7f800000u))

// log(1 + x + low) for |low| at most half a unit of x, with relative precision near 0; 1 + x at most 2^100.
INLINE VECTOR NAME(logarithm_of_one_plus)(VECTOR x, VECTOR low) {
  VECTOR u = 1.0f + x, lost = x - (u - 1.0f), e, scale, f = NAME(fraction)(u, &e, &scale);
  VECTOR sum = MULTIPLY_ADD(lost, scale, f);
  VECTOR tail = MULTIPLY_ADD(sum * sum, LOGARITHM_TAIL(sum), MULTIPLY_ADD(e, (VECTOR)LN2_LOW, low * scale));
  return MULTIPLY_ADD(e, (VECTOR)LN2_HIGH, sum + tail);
}

// Regular where 1 + x is positive and below 2^100.
INLINE VECTOR NAME(regular_logarithm_plus_one)(VECTOR x, INTEGERS* key) {
  *key = POSITIVE_KEY(1.0f + x);
  return NAME(with_sign)(NAME(logarithm_of_one_plus)(x, (VECTOR)0.0f), x);
}
GUARDED(logarithm_plus_one, wide_logarithm_plus_one, POSITIVE_LIMIT(0x71800000u))

// asinh(x) = log(1 + a + a^2 / (1 + sqrt(1 + a^2))), a = |x|.
INLINE VECTOR NAME(regular_inverse_hyperbolic_sine)(VECTOR x, INTEGERS* key) {
  VECTOR a = NAME(magnitude)(x), square = a * a;
  *key = BITS(a);
  VECTOR rest = square / (1.0f + __builtin_elementwise_sqrt(1.0f + square)), sum = a + rest;
  return NAME(with_sign)(NAME(logarithm_of_one_plus)(sum, rest - (sum - a)), x);
}
GUARDED(inverse_hyperbolic_sine, wide_inverse_hyperbolic_sine, 0x5d800000)

// Regular above 1 and up to 2^60. acosh(x) = log(1 + t + sqrt(t (t + 2))), t = x - 1; the root keeps its remainder.
INLINE VECTOR NAME(regular_inverse_hyperbolic_cosine)(VECTOR x, INTEGERS* key) {
  VECTOR t = x - 1.0f, twice = t + t, square = MULTIPLY_ADD(t, t, twice), lost = MULTIPLY_ADD(t, t, twice - square);
  *key = BITS(x) + (INTEGERS)(int32_t)(0x80000000u - 0x3f800001u);
  VECTOR root = __builtin_elementwise_sqrt(square), rest = MULTIPLY_ADD(-root, root, square) + lost, sum = root + t;
  return NAME(logarithm_of_one_plus)(sum, (t - (sum - root)) + rest * (0.5f / root));
}
GUARDED(inverse_hyperbolic_cosine, wide_inverse_hyperbolic_cosine, (int32_t)(0x80000000u + 0x5d800000u - 0x3f800001u))

// atanh(x) = k ln(2) / 2 + atanh(s), s = (1 + a - 2^k (1 - a)) / (1 + a + 2^k (1 - a)), a = |x|: the logarithm of
// (1 + a) / (1 - a), of which 2^k is taken away. What is left is from 0.9 to 2.2, where s is up to 0.36 and no sum cancels.
// (atanh(s) / s - 1) / z for z = s^2; error 2^-30 relative. Regular up to 1 - 2^-22, where 2^k + 1 is still exact.
INLINE VECTOR NAME(regular_inverse_hyperbolic_tangent)(VECTOR x, INTEGERS* key) {
  VECTOR a = NAME(magnitude)(x);
  *key = BITS(a);
  INTEGERS bits = BITS(1.0f + a) - BITS(1.0f - a), one = BITS((VECTOR)1.0f);
  VECTOR k = __builtin_convertvector(bits >> MANTISSA_BITS, VECTOR), power = VALUE((bits & (INTEGERS)0xff800000) + one);
  VECTOR s = MULTIPLY_ADD(a, 1.0f + power, 1.0f - power) / MULTIPLY_ADD(a, 1.0f - power, 1.0f + power), z = s * s;
  VECTOR tail = s * z * HORNER5(z, 0x1.55555cp-2f, 0x1.999436p-3f, 0x1.254fcap-3f, 0x1.b0b348p-4f, 0x1.04884cp-3f);
  VECTOR low = s + MULTIPLY_ADD(k, (VECTOR)(0.5f * LN2_LOW), tail);
  return NAME(with_sign)(MULTIPLY_ADD(k, (VECTOR)(0.5f * LN2_HIGH), low), x);
}
GUARDED(inverse_hyperbolic_tangent, wide_inverse_hyperbolic_tangent, 0x3f7ffffc)
