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

// (1 + 2 a) exp(a^2) erfc(a) = COMPLEMENT_CONSTANT + q COMPLEMENT_POLYNOMIAL(q) for 1 <= a <= 27.3; error 2^-59.
#define COMPLEMENT_CONSTANT 0x1.3ba5916e9fd7fp+0
#define COMPLEMENT_POLYNOMIAL(q)                                                                  \
  HORNER20(                                                                                       \
    q, -0x1.1df1ad154a28ep-3, 0x1.f7f5df66fd937p-7, 0x1.16ecefcfa53ccp-4, -0x1.9ddb23c3ea062p-4,  \
    0x1.7fee004e11eadp-4, -0x1.0fb06dfe29866p-4, 0x1.3079edf683619p-5, -0x1.0962388d59096p-6,     \
    0x1.49c6728fbb944p-8, -0x1.8d4a8ff2f044fp-11, -0x1.a1df3aa0cd062p-13, 0x1.3bdf536b7cdfbp-13,  \
    -0x1.9953d4966212cp-16, -0x1.784fab338a9aap-17, 0x1.7ec4d9c25a608p-18, 0x1.2b399ede1f311p-22, \
    -0x1.b2cd26134802p-21, 0x1.8b58620570d02p-24, 0x1.796d4bc425455p-24, -0x1.afac2729e08d1p-26)

// erfc(a) = exp(-a^2) P(q) / (1 + 2 a), q = (a - 4) / (a + 4), for a from 1 on (Schonfelder 1978).
INLINE VECTOR NAME(large_complement)(VECTOR a) {
  a = a < 1.0 ? (VECTOR)1.0 : a;
  a = a > 28.0 ? (VECTOR)28.0 : a;
  NAME(pair) square = NAME(square_pair)(a), q, quotient;
  q = NAME(pair_quotient)(NAME(exact_sum)(a, (VECTOR)-4.0), NAME(exact_sum)(a, (VECTOR)4.0));
  NAME(pair) factor = NAME(ordered_sum)((VECTOR)COMPLEMENT_CONSTANT, q.high * COMPLEMENT_POLYNOMIAL(q.high));
  quotient = NAME(pair_quotient)(factor, NAME(ordered_sum)(a + a, (VECTOR)1.0));
  VECTOR n;
  NAME(pair) e = NAME(exponential_pair)((NAME(pair)){-square.high, -square.low}, &n);
  NAME(pair) product = NAME(pair_product)(e, quotient);
  return NAME(scaled)(product.high + product.low, n);
}

INLINE VECTOR NAME(error_function_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), small = a + NAME(small_error_function_rest)(a);
  VECTOR result = a < 1.0 ? small : 1.0 - NAME(large_complement)(a);
  return NAME(with_sign)(x == x ? result : x, x);
}

INLINE VECTOR NAME(complementary_error_function_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), large = NAME(large_complement)(a);
  NAME(pair) rest = NAME(ordered_sum)((VECTOR)1.0, -x);
  VECTOR small = rest.high + (rest.low - NAME(small_error_function_rest)(x));
  VECTOR result = a < 1.0 ? small : x < 0.0 ? 2.0 - large : large;
  return x == x ? result : x;
}
