// Functions of Float that are made of exponentials. x = n ln 2 + r with |r| <= ln(2) / 2; a sum t with this rounder
// holds n + EXPONENT_BIAS in its low bits, which a shift brings to the place of an exponent.
#define BIASED_ROUNDER (ROUNDER + EXPONENT_BIAS)
#define POWER_OF(t) VALUE(BITS(t) << MANTISSA_BITS)

// Keys (guarded.h) of the t whose n is the exponent of a normal number are up to the limit.
#define POWER_KEY(t) (BITS(t) + (INTEGERS)(int32_t)(0x80000000u - 0x4b400001u))
#define POWER_LIMIT ((int32_t)(0x80000000u + 253u))

// p 2^n, where t = n + ROUNDER, p is near 1 and the product normal: n is added to the exponent, which leaves the units that
// multiply to others. Keys of the n from -125 on are up to the limit; a p below 1 would make 2^-126 p subnormal.
#define TIMES_POWER(p, t) VALUE(BITS(p) + (BITS(t) << MANTISSA_BITS))
#define TIMES_POWER_KEY(t) (BITS(t) + (INTEGERS)(int32_t)(0x80000000u - 0x4b400000u + 125u))
#define TIMES_POWER_LIMIT ((int32_t)(0x80000000u + 252u))

// exp(r), error 2^-28 relative, and (exp(r) - 1 - r) / r^2, error of exp(r) - 1 2^-26 relative.
#define EXPONENTIAL_OF_REST(r)                                                                                      \
  HORNER7(                                                                                                          \
    r, 0x1.0p+0f, 0x1.0p+0f, 0x1.fffffcp-2f, 0x1.555492p-3f, 0x1.5558bcp-5f, 0x1.1239c6p-7f, 0x1.6a415ep-10f)
#define EXPONENTIAL_TAIL(r, square) \
  PAIRED5(r, square, 0x1.fffffep-2f, 0x1.5554b2p-3f, 0x1.555702p-5f, 0x1.1226a6p-7f, 0x1.6b8caep-10f)

INLINE VECTOR NAME(regular_exponential)(VECTOR x, INTEGERS* key) {
  VECTOR t = MULTIPLY_ADD(x, (VECTOR)LOG2_E, (VECTOR)ROUNDER), r = NAME(reduced)(x, t - ROUNDER);
  *key = TIMES_POWER_KEY(t);
  return TIMES_POWER(EXPONENTIAL_OF_REST(r), t);
}
GUARDED(exponential, careful_exponential, TIMES_POWER_LIMIT)

// The same for numbers that are known to need no care: from here, where p is above 1, to 0.
#define UNGUARDED_FROM -87.0f
INLINE VECTOR NAME(unguarded_exponential)(VECTOR x) {
  INTEGERS key;
  return NAME(regular_exponential)(x, &key);
}

// The same for arguments up to 0, of which many may be so far below that theirs is 0, as in rows that are masked.
INLINE VECTOR NAME(vanishing_exponential)(VECTOR x) {
  MASK near = x >= UNGUARDED_FROM, far = x <= EXPONENTIAL_LOWEST;
  if (__builtin_expect(__builtin_reduce_and(near | far) == 0, 0)) return NAME(exponential_of)(x);
  VECTOR result = NAME(unguarded_exponential)(near ? x : (VECTOR)UNGUARDED_FROM);
  return near ? result : (VECTOR)0.0f;
}

// 2^x = 2^n 2^f; error of the polynomial 2^-28 relative.
INLINE VECTOR NAME(regular_exponential2)(VECTOR x, INTEGERS* key) {
  VECTOR t = x + ROUNDER, f = x - (t - ROUNDER);
  *key = TIMES_POWER_KEY(t);
  VECTOR p = HORNER7(
    f, 0x1.0p+0f, 0x1.62e43p-1f, 0x1.ebfbdcp-3f, 0x1.c6af7ap-5f, 0x1.3b2dep-7f, 0x1.5f09a4p-10f, 0x1.416d1cp-13f);
  return TIMES_POWER(p, t);
}
GUARDED(exponential2, wide_exponential2, TIMES_POWER_LIMIT)

// 2^n (exp(r) - 1) + (2^n - 1), where r keeps the digits that its last step loses.
INLINE VECTOR NAME(regular_exponential_minus_one)(VECTOR x, INTEGERS* key) {
  VECTOR t = MULTIPLY_ADD(x, (VECTOR)LOG2_E, (VECTOR)BIASED_ROUNDER), n = t - BIASED_ROUNDER, power = POWER_OF(t);
  *key = POWER_KEY(t);
  VECTOR a = MULTIPLY_ADD(-n, (VECTOR)LN2_HIGH, x), b = n * LN2_LOW, r = a - b, low = (a - r) - b;
  VECTOR small = r + MULTIPLY_ADD(r * r, EXPONENTIAL_TAIL(r, r * r), low);
  return NAME(with_sign)(MULTIPLY_ADD(power, small, power - 1.0f), x);
}
GUARDED(exponential_minus_one, wide_exponential_minus_one, POWER_LIMIT)

// 1 / (1 + exp(-x)), with the divisor (1 + 2^n (exp(r) - 1)) + 2^n: its two sums lose nothing that counts.
INLINE VECTOR NAME(regular_sigmoid)(VECTOR x, INTEGERS* key) {
  VECTOR y = -x, t = MULTIPLY_ADD(y, (VECTOR)LOG2_E, (VECTOR)BIASED_ROUNDER), power = POWER_OF(t);
  *key = POWER_KEY(t);
  VECTOR r = NAME(reduced)(y, t - BIASED_ROUNDER), small = MULTIPLY_ADD(r * r, EXPONENTIAL_TAIL(r, r * r), r);
  return 1.0f / (MULTIPLY_ADD(power, small, (VECTOR)1.0f) + power);
}
GUARDED(sigmoid, careful_sigmoid, POWER_LIMIT)

// tanh(x) = ((s - 1) + (s + 1) h) / ((s + 1) + (s - 1) h), h = tanh(r), s = 2^n, x = n ln(2) / 2 + r. The sign of x is that
// of n and r, so that nothing needs to know it; the quotient is h where n is 0. What is left are the roundings of numerator,
// denominator and quotient, which are too many where all three are just above a power of two. Two things keep them from
// there: both are taken 1.1875 times, and n is the whole part of 0.939 times what it would be, which lets r grow with |x|
// from [0, 0.37] to [0.6, 0.9]. One part of ln 2 is enough: what it lacks is 2^-29 of n. Error of h: 2^-30 relative up to
// 0.37. From 9.3 on the quotient is 1.
#define TANH_SCALE 1.1875f
// A sum with it holds, in steps of 1/16, n + EXPONENT_BIAS and the fraction of TANH_SCALE: the bits of TANH_SCALE 2^n.
#define TANH_ROUNDER (0x1.8p19f + EXPONENT_BIAS + (TANH_SCALE - 1))
#define TANH_STEPS (0.939f * 2 * LOG2_E)
INLINE VECTOR NAME(hyperbolic_tangent_of)(VECTOR x) {
  VECTOR bounded = x < -9.3f ? (VECTOR)-9.3f : x;
  bounded = bounded > 9.3f ? (VECTOR)9.3f : bounded;
  // Products that end in + 0 are +0 where x is -0, which leaves it its sign.
  VECTOR zero = (VECTOR)0.0f, n = NAME(truncated)(MULTIPLY_ADD(bounded, (VECTOR)TANH_STEPS, zero));
  VECTOR r = MULTIPLY_ADD(n, (VECTOR)-0x1.62e43p-2f, bounded), z = r * r;
  VECTOR p = HORNER4(z, -0x1.55554ap-2f, 0x1.110a8cp-3f, -0x1.b7c2f8p-5f, 0x1.3b1484p-6f);
  VECTOR h = MULTIPLY_ADD(MULTIPLY_ADD(r, z, zero), p, r);
  VECTOR power = VALUE(BITS(n + TANH_ROUNDER) << (MANTISSA_BITS - 4)), less = TANH_SCALE - power, more = TANH_SCALE + power;
  return MULTIPLY_ADD(more, h, -less) / MULTIPLY_ADD(-less, h, more);
}

// The bits of 87: up to this magnitude exp(x) and exp(-x) need no care.
#define EXPONENTIAL_REGULAR_BITS 0x42ae0000

// exp(|x|) / 2.
INLINE VECTOR NAME(half_exponential)(VECTOR a) {
  VECTOR t = MULTIPLY_ADD(a, (VECTOR)LOG2_E, (VECTOR)(ROUNDER - 1.0f));
  VECTOR r = NAME(reduced)(a, t - (ROUNDER - 1.0f));
  return TIMES_POWER(EXPONENTIAL_OF_REST(r), t);
}

INLINE VECTOR NAME(regular_hyperbolic_cosine)(VECTOR x, INTEGERS* key) {
  VECTOR a = NAME(magnitude)(x), half = NAME(half_exponential)(a);
  *key = BITS(a);
  return half + 0.25f / half;
}
GUARDED(hyperbolic_cosine, wide_hyperbolic_cosine, EXPONENTIAL_REGULAR_BITS)

// x + x z P(z), z = x^2, below 1; error 2^-31 relative.
INLINE VECTOR NAME(regular_hyperbolic_sine)(VECTOR x, INTEGERS* key) {
  VECTOR a = NAME(magnitude)(x), z = a * a, half = NAME(half_exponential)(a);
  *key = BITS(a);
  VECTOR p = HORNER4(z, 0x1.555556p-3f, 0x1.1110ep-7f, 0x1.a022bcp-13f, 0x1.756c1ep-19f);
  return NAME(with_sign)(a < 1.0f ? MULTIPLY_ADD(a * z, p, a) : half - 0.25f / half, x);
}
GUARDED(hyperbolic_sine, wide_hyperbolic_sine, EXPONENTIAL_REGULAR_BITS)

// max(x, 0) + log(1 + e) for e = exp(-|x|) in (0, 1], log(1 + e) = e + e^2 P(e); error of the logarithm 2^-27 relative.
INLINE VECTOR NAME(regular_softplus)(VECTOR x, INTEGERS* key) {
  VECTOR e = NAME(regular_exponential)(NAME(negated)(NAME(magnitude)(x)), key);
  VECTOR p = PAIRED9(
    e, e * e, -0x1.ffffd2p-2f, 0x1.554ddp-2f, -0x1.ff23e6p-3f, 0x1.934b54p-3f, -0x1.3a436p-3f, 0x1.b4ae2p-4f,
    -0x1.d6b0f4p-5f, 0x1.49189p-6f, -0x1.af4bep-9f);
  return (x > 0.0f ? x : (VECTOR)0.0f) + MULTIPLY_ADD(e * e, p, e);
}
GUARDED(softplus, wide_softplus, TIMES_POWER_LIMIT)
