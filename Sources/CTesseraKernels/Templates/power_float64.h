// x^y for Double, within 2 units in the last place: 2^(y log2 |x|) with the logarithm as a sum of two Doubles, about
// 2^-65 relative, of which the exponent (up to 1075) leaves 2^-55 absolute.
// log2(m 2^e) = e + log2(e) s (2 + z (2/3 + z P(z))), s = (m - 1) / (m + 1), z = s^2, m in [sqrt(1/2), sqrt(2)).
INLINE NAME(pair) NAME(logarithm2_pair)(VECTOR x) {
  VECTOR e, m = NAME(mantissa_and_exponent)(x, &e), f = m - 1.0;
  NAME(pair) divisor = NAME(ordered_sum)(m < 1.0 ? (VECTOR)1.0 : m, m < 1.0 ? m : (VECTOR)1.0), s;
  VECTOR inverse = 1.0 / divisor.high;
  s.high = f * inverse;
  VECTOR product = s.high * divisor.high, error = NAME(product_error)(s.high, divisor.high, product);
  s.low = ((f - product) - error - s.high * divisor.low) * inverse;
  NAME(pair) z = NAME(pair_product)(s, s);

  // Error of the whole logarithm: 2^-73 relative.
  VECTOR p = POWER_POLYNOMIAL(z.high);
  NAME(pair) sum = NAME(ordered_sum)((VECTOR)0x1.5555555555555p-1, z.high * p);
  sum.low += 0x1.5555555555555p-55;
  sum = NAME(pair_product)(z, sum);
  NAME(pair) two = NAME(ordered_sum)((VECTOR)2.0, sum.high);
  two.low += sum.low;

  const NAME(pair) log2_e = {(VECTOR)0x1.71547652b82fep+0, (VECTOR)0x1.777d0ffda0d24p-56};
  NAME(pair) fraction = NAME(pair_product)(NAME(pair_product)(s, two), log2_e);
  NAME(pair) result = NAME(ordered_sum)(e, fraction.high);
  result.low += fraction.low;
  return result;
}

// 2^(t.high + t.low) = 2^n exp(r) (1 + l), r + l = (t - n) ln 2, with l far below r.
INLINE VECTOR NAME(exponential2_of_pair)(NAME(pair) t) {
  VECTOR high = t.high < -1100.0 ? (VECTOR)-1100.0 : t.high;
  high = high > 1100.0 ? (VECTOR)1100.0 : high;
  VECTOR low = high == t.high ? t.low : (VECTOR)0.0;
  VECTOR n = (high + ROUNDER) - ROUNDER, f = high - n, ln2 = (VECTOR)0x1.62e42fefa39efp-1, r = f * ln2;
  VECTOR l = NAME(product_error)(f, ln2, r) + MULTIPLY_ADD(f, (VECTOR)0x1.abc9e3b39803fp-56, low * ln2);
  VECTOR tail = r * r * EXPONENTIAL_POLYNOMIAL(r);
  return NAME(scaled)(1.0 + (r + MULTIPLY_ADD(l, 1.0 + (r + tail), tail)), n);
}

INLINE VECTOR NAME(power_of)(VECTOR x, VECTOR y) {
  // 2^70 overflows or underflows with every base but 1; beyond it the exact products would overflow themselves.
  VECTOR bounded = y > 0x1p70 ? (VECTOR)0x1p70 : y;
  bounded = bounded < -0x1p70 ? (VECTOR)-0x1p70 : bounded;
  NAME(pair) t, logarithm = NAME(logarithm2_pair)(NAME(magnitude)(x));
  t.high = bounded * logarithm.high;
  t.low = MULTIPLY_ADD(bounded, logarithm.low, NAME(product_error)(bounded, logarithm.high, t.high));
  return NAME(power_from_magnitude)(x, y, NAME(exponential2_of_pair)(t));
}
