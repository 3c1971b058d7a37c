// As short_float64.h: trigonometric functions, their inverses, and the error function.

INLINE VECTOR NAME(short_angle)(VECTOR x, INTEGERS* quadrant) {
  VECTOR n = NAME(rounded_product)(x, (VECTOR)TWO_OVER_PI);
  VECTOR rest = (x - n * HALF_PI_1) - n * 0x1.0b4611a626331p-34;
  *quadrant = BITS(n + ROUNDER);
  if (__builtin_reduce_or(NAME(magnitude)(x) > LARGEST_REDUCED) != 0) {
    double elements[LANES], high[LANES], low[LANES];
    int64_t quadrants[LANES];
    memcpy(elements, &x, sizeof(x));
    memcpy(high, &rest, sizeof(x));
    memcpy(quadrants, quadrant, sizeof(x));
    NAME(reduce_large)(elements, high, low, quadrants);
    memcpy(&rest, high, sizeof(x));
    memcpy(quadrant, quadrants, sizeof(x));
  }
  return rest;
}

INLINE VECTOR NAME(short_sine_near_zero)(VECTOR x) {
  VECTOR z = x * x;
  VECTOR p = HORNER4(z, -0x1.5555554cb210dp-3, 0x1.111108907a6ffp-7, -0x1.a00f98e5fcfc3p-13, 0x1.6cd732e4b56cap-19);
  return MULTIPLY_ADD(x * z, p, x);
}

INLINE VECTOR NAME(short_cosine_near_zero)(VECTOR x) {
  VECTOR z = x * x;
  VECTOR p = HORNER4(z, 0x1.5555554f48bebp-5, -0x1.6c16b892bc2fcp-10, 0x1.a0111c184004bp-16, -0x1.2429fc7a799a4p-22);
  return MULTIPLY_ADD(z * z, p, 1.0 - 0.5 * z);
}

// The sine of x plus so many quarter turns.
INLINE VECTOR NAME(short_turned_sine)(VECTOR x, int64_t turns) {
  INTEGERS quadrant;
  VECTOR rest = NAME(short_angle)(x, &quadrant);
  quadrant += turns;
  VECTOR value = (quadrant & 1) != 0 ? NAME(short_cosine_near_zero)(rest) : NAME(short_sine_near_zero)(rest);
  return VALUE(BITS(value) ^ (quadrant & 2) << 62);
}

INLINE VECTOR NAME(short_sine)(VECTOR x) {
  VECTOR result = NAME(short_turned_sine)(x, 0);
  return x == 0.0 ? x : result;
}

INLINE VECTOR NAME(short_cosine)(VECTOR x) { return NAME(short_turned_sine)(x, 1); }

INLINE VECTOR NAME(short_tangent)(VECTOR x) {
  INTEGERS quadrant;
  VECTOR rest = NAME(short_angle)(x, &quadrant);
  VECTOR sine = NAME(short_sine_near_zero)(rest), cosine = NAME(short_cosine_near_zero)(rest);
  INTEGERS odd = (quadrant & 1) != 0;
  VECTOR result = (odd ? -cosine : sine) / (odd ? sine : cosine);
  return x == 0.0 ? x : result;
}

// atan(y / x) for y, x >= 0, as arc_tangent_pair.
INLINE VECTOR NAME(short_arc_tangent_of_quotient)(VECTOR y, VECTOR x) {
  MASK small = y < 0.41421356 * x, large = y > 2.41421356 * x;
  VECTOR t = (small ? y : large ? -x : y - x) / (small ? x : large ? y : y + x), z = t * t;
  VECTOR base = small ? (VECTOR)0.0 : large ? (VECTOR)(PI_HIGH / 2) : (VECTOR)(PI_HIGH / 4);
  VECTOR p = HORNER6(
    z, -0x1.555554c8486c3p-2, 0x1.99991a0d02db5p-3, -0x1.247eff7dbfbf2p-3, 0x1.c4674af568fcp-4, -0x1.5b4136d6b4babp-4,
    0x1.84e38fc1b7ba9p-5);
  return base + MULTIPLY_ADD(t * z, p, t);
}

INLINE VECTOR NAME(short_arc_tangent)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), bounded = a > 0x1p60 ? (VECTOR)0x1p60 : a;
  return NAME(with_sign)(NAME(short_arc_tangent_of_quotient)(bounded, (VECTOR)1.0), x);
}

// As arc_tangent2_of.
INLINE VECTOR NAME(short_arc_tangent2)(VECTOR y, VECTOR x) {
  VECTOR a = NAME(magnitude)(y), b = NAME(magnitude)(x);
  MASK infinite = (a == INFINITY) | (b == INFINITY), behind = NAME(sign_bits)(x) != 0;
  a = infinite ? (a == INFINITY ? (VECTOR)1.0 : (VECTOR)0.0) : a;
  b = infinite ? (b == INFINITY ? (VECTOR)1.0 : (VECTOR)0.0) : b;
  VECTOR angle = NAME(short_arc_tangent_of_quotient)(a, b);
  angle = (a + b) == 0.0 ? (VECTOR)0.0 : angle;
  VECTOR result = NAME(with_sign)(behind ? PI_HIGH - angle : angle, y);
  return ((x != x) | (y != y)) ? x + y : result;
}

// asin(s) for 0 <= s <= 1/2, w = s^2.
INLINE VECTOR NAME(short_arc_sine_near_zero)(VECTOR s, VECTOR w) {
  VECTOR p = HORNER7(
    w, 0x1.55555609d4122p-3, 0x1.3332a789b48fp-4, 0x1.6ddb42db2b255p-5, 0x1.ed50b42641a34p-6, 0x1.936b76723195bp-6,
    0x1.e892800127b62p-8, 0x1.1c591a901863bp-5);
  return MULTIPLY_ADD(s * w, p, s);
}

INLINE VECTOR NAME(short_arc_sine)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), w = a < 0.5 ? a * a : 0.5 * (1.0 - a), s = a < 0.5 ? a : __builtin_elementwise_sqrt(w);
  VECTOR arc = NAME(short_arc_sine_near_zero)(s, w);
  return NAME(with_sign)(a < 0.5 ? arc : PI_HIGH / 2 - 2.0 * arc, x);
}

INLINE VECTOR NAME(short_arc_cosine)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), w = a < 0.5 ? a * a : 0.5 * (1.0 - a), s = a < 0.5 ? x : __builtin_elementwise_sqrt(w);
  VECTOR arc = NAME(short_arc_sine_near_zero)(s, w), twice = 2.0 * arc;
  return a < 0.5 ? PI_HIGH / 2 - arc : x < 0.0 ? PI_HIGH - twice : twice;
}

INLINE VECTOR NAME(short_hypotenuse)(VECTOR x, VECTOR y) {
  VECTOR a = NAME(magnitude)(x), b = NAME(magnitude)(y);
  return ((a == INFINITY) | (b == INFINITY)) ? (VECTOR)INFINITY : __builtin_elementwise_sqrt(a * a + b * b);
}

// (1 + 2 a) exp(a^2) erfc(a) for 1 <= a <= 10.1; error 2^-31.
#define SHORT_COMPLEMENT_POLYNOMIAL(q)                                                         \
  HORNER11(                                                                                    \
    q, 0x1.3ba5916d9e642p+0, -0x1.1df1acbf093fp-3, 0x1.f7f65465580c7p-7, 0x1.16ecc081551c5p-4, \
    -0x1.9ddd553bb8703p-4, 0x1.7ff1143f14e96p-4, -0x1.0f91d7e39a2e2p-4, 0x1.305f1eb50aa04p-5,  \
    -0x1.0c3c25db20444p-6, 0x1.47e3ca362f04cp-8, -0x1.755c8d61b97cap-12)

// erfc(x) = 1 - x - x P(x^2) for |x| < 1, exp(-a^2) Q(q) / (1 + 2 a), q = (a - 4) / (a + 4), a = |x|, above.
INLINE VECTOR NAME(short_complementary_error_function)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), bounded = a > 11.0 ? (VECTOR)11.0 : a;
  VECTOR p = HORNER7(
    x * x, 0x1.06eba7f86ee24p-3, -0x1.81273ebf5dcdfp-2, 0x1.ce2d1d38ea894p-4, -0x1.b7fb86a8f2a11p-6,
    0x1.54186b8543acfp-8, -0x1.a479dc8957a48p-11, 0x1.4ac1a4a8494fap-14);
  VECTOR q = (bounded - 4.0) / (bounded + 4.0), large = SHORT_COMPLEMENT_POLYNOMIAL(q) / (1.0 + 2.0 * bounded);
  large *= NAME(short_exponential)(-bounded * bounded);
  VECTOR result = a < 1.0 ? 1.0 - (x + x * p) : x < 0.0 ? 2.0 - large : large;
  return x == x ? result : x;
}

// Beyond -20 it is less than every Float.
INLINE VECTOR NAME(short_gelu)(VECTOR x) {
  VECTOR bounded = x < -20.0 ? (VECTOR)-20.0 : x;
  VECTOR result = 0.5 * bounded * NAME(short_complementary_error_function)(bounded * -0x1.6a09e667f3bcdp-1);
  return x == -INFINITY ? (VECTOR)NAN : result;
}
