// The error function of Double and its complement.

// erf(x) - x for |x| at most 1.
INLINE VECTOR NAME(small_error_function_rest)(VECTOR x) { return x * ERROR_FUNCTION_POLYNOMIAL(x * x); }

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
