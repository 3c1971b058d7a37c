// The error function of Double and its complement.

// erf(x) / x - 1 for z = x^2 <= 1; error of erf: 2^-62 relative.
#define ERROR_FUNCTION_POLYNOMIAL(z)                                                              \
  HORNER13(                                                                                       \
    z, 0x1.06eba8214db69p-3, -0x1.812746b0379e6p-2, 0x1.ce2f21a042b32p-4, -0x1.b82ce31284ea3p-6,  \
    0x1.565bcd0dbc129p-8, -0x1.c02db3db01157p-11, 0x1.f9a321dc17131p-14, -0x1.f4d1e387db25ep-17,  \
    0x1.b9df275cafc7dp-20, -0x1.5f1ef1f3b6af1p-23, 0x1.f7b62f50c80b2p-27, -0x1.38a13566c7f22p-30, \
    0x1.0608f46d19ce8p-34)

// erf(x) - x for |x| at most 1.
INLINE VECTOR NAME(small_error_function_rest)(VECTOR x) { return x * ERROR_FUNCTION_POLYNOMIAL(x * x); }

// (1 + 2 a) exp(a^2) erfc(a) = COMPLEMENT_CONSTANT + q COMPLEMENT_POLYNOMIAL(q) for LARGE_FROM <= a <= 27.3; error
// 2^-59. From there on the complement is better computed by itself than as 1 - erf.
#define LARGE_FROM 0.75
#define COMPLEMENT_CONSTANT 0x1.3ba5916e9fd7fp+0
#define COMPLEMENT_POLYNOMIAL(q)                                                                  \
  HORNER21(                                                                                       \
    q, -0x1.1df1ad154a28dp-3, 0x1.f7f5df66fd745p-7, 0x1.16ecefcfa524bp-4, -0x1.9ddb23c3e8c57p-4,  \
    0x1.7fee004e1618ap-4, -0x1.0fb06dfe51efap-4, 0x1.3079edf5e0f79p-5, -0x1.09623882e983cp-6,     \
    0x1.49c672c1f893ap-8, -0x1.8d4a9c7149367p-11, -0x1.a1df5ae79b1fp-13, 0x1.3be0794b09c69p-13,   \
    -0x1.9951b32dc3635p-16, -0x1.78930b1807a9cp-17, 0x1.7ed0a7c13fcabp-18, 0x1.3e06b80f00439p-22, \
    -0x1.b5ffe768e0b23p-21, 0x1.2dd0b9d85541fp-24, 0x1.ac31a95e190fap-24, -0x1.d1b66a4544bb9p-27, \
    -0x1.190c912d4c368p-27)

// erfc(a) 2^-n = exp(-a^2) P(q) / (1 + 2 a), q = (a - 4) / (a + 4), for a from LARGE_FROM on (Schonfelder 1978).
INLINE VECTOR NAME(scaled_complement)(VECTOR a, VECTOR* n) {
  a = a < LARGE_FROM ? (VECTOR)LARGE_FROM : a;
  a = a > 28.0 ? (VECTOR)28.0 : a;
  NAME(pair) square = NAME(square_pair)(a), q, quotient;
  q = NAME(pair_quotient)(NAME(exact_sum)(a, (VECTOR)-4.0), NAME(exact_sum)(a, (VECTOR)4.0));
  NAME(pair) factor = NAME(ordered_sum)((VECTOR)COMPLEMENT_CONSTANT, q.high * COMPLEMENT_POLYNOMIAL(q.high));
  quotient = NAME(pair_quotient)(factor, NAME(ordered_sum)(a + a, (VECTOR)1.0));
  NAME(pair) e = NAME(exponential_pair)((NAME(pair)){-square.high, -square.low}, n);
  NAME(pair) product = NAME(pair_product)(e, quotient);
  return product.high + product.low;
}

INLINE VECTOR NAME(large_complement)(VECTOR a) {
  VECTOR n, complement = NAME(scaled_complement)(a, &n);
  return NAME(scaled)(complement, n);
}

INLINE VECTOR NAME(error_function_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), small = a + NAME(small_error_function_rest)(a);
  VECTOR result = a < LARGE_FROM ? small : 1.0 - NAME(large_complement)(a);
  return NAME(with_sign)(x == x ? result : x, x);
}

INLINE VECTOR NAME(complementary_error_function_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), large = NAME(large_complement)(a);
  NAME(pair) rest = NAME(ordered_sum)((VECTOR)1.0, -x);
  VECTOR small = rest.high + (rest.low - NAME(small_error_function_rest)(x));
  VECTOR result = a < LARGE_FROM ? small : x < 0.0 ? 2.0 - large : large;
  return x == x ? result : x;
}

// gelu(x) = x erfc(-x / sqrt(2)) / 2. What a = |x| / sqrt(2) loses changes erfc(a) by -lost g erfc(a), where
// g = a + sqrt(a^2 + 4 / pi) within 5 % (from the bounds of Mills' ratio), which is enough for the last digits.
#define SQUARE_ROOT_HALF 0x1.6a09e667f3bcdp-1
#define SQUARE_ROOT_HALF_LOW -0x1.bdd3413b26456p-55
INLINE VECTOR NAME(gelu_of)(VECTOR x) {
  // Beyond 39 the tail is 0.
  VECTOR bounded = NAME(magnitude)(x);
  bounded = bounded > 39.0 ? (VECTOR)39.0 : bounded;
  VECTOR a = bounded * SQUARE_ROOT_HALF, n, complement = NAME(scaled_complement)(a, &n);
  VECTOR lost = NAME(product_error)(bounded, (VECTOR)SQUARE_ROOT_HALF, a) + bounded * SQUARE_ROOT_HALF_LOW;
  VECTOR slope = a + __builtin_elementwise_sqrt(a * a + 0x1.45f306dc9c883p+0);
  VECTOR tail = NAME(scaled)(0.5 * bounded * (complement - complement * lost * slope), n);
  VECTOR large = x < 0.0 ? NAME(negated)(tail) : x - tail;
  VECTOR error_function = NAME(with_sign)(a + NAME(small_error_function_rest)(a), x);
  VECTOR result = a < LARGE_FROM ? 0.5 * x * (1.0 + error_function) : large;
  return x > -INFINITY ? result : (VECTOR)NAN;
}
