// Inverse trigonometric functions of Double.
#define PI_HIGH 0x1.921fb54442d18p+1
#define PI_LOW 0x1.1a62633145c07p-53

// (atan(t) / t - 1) / z for z = t^2, |t| <= sqrt(2) - 1; error of the arc tangent: 2^-64 relative.
#define ARC_TANGENT_POLYNOMIAL(z)                                                               \
  HORNER12(                                                                                     \
    z, -0x1.5555555555554p-2, 0x1.9999999999656p-3, -0x1.2492492475bap-3, 0x1.c71c71b76b71ap-4, \
    -0x1.745d14bdeddd4p-4, 0x1.3b136e845851cp-4, -0x1.110c77653dbe5p-4, 0x1.e172532f78179p-5,   \
    -0x1.ab7f7263d37e2p-5, 0x1.70f4ad83ec451p-5, -0x1.1247ebc7f95eep-5, 0x1.f226af2ca9661p-7)

// atan(y / x) for y, x >= 0 that are neither tiny nor huge together, as a sum of two: from y / x near 0, (y - x) / (y +
// x) near 1, or -x / y, to which 0, pi/4 or pi/2 is added.
INLINE NAME(pair) NAME(arc_tangent_pair)(VECTOR y, VECTOR x) {
  MASK small = y < 0.41421356 * x, large = y > 2.41421356 * x;
  NAME(pair) difference = NAME(exact_sum)(y, -x), sum = NAME(exact_sum)(y, x), above, below;
  above.high = small ? y : large ? -x : difference.high;
  above.low = (small | large) ? (VECTOR)0.0 : difference.low;
  below.high = small ? x : large ? y : sum.high;
  below.low = (small | large) ? (VECTOR)0.0 : sum.low;
  NAME(pair) t = NAME(pair_quotient)(above, below);
  VECTOR z = t.high * t.high, base = small ? (VECTOR)0.0 : large ? (VECTOR)(PI_HIGH / 2) : (VECTOR)(PI_HIGH / 4);
  VECTOR base_low = small ? (VECTOR)0.0 : large ? (VECTOR)(PI_LOW / 2) : (VECTOR)(PI_LOW / 4);
  NAME(pair) result = NAME(exact_sum)(base, t.high);
  result.low += base_low + MULTIPLY_ADD(t.high * z, ARC_TANGENT_POLYNOMIAL(z), t.low - t.low * z);
  return result;
}

INLINE VECTOR NAME(arc_tangent_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), bounded = a > 0x1p60 ? (VECTOR)0x1p60 : a;
  VECTOR result = NAME(sum_of_pair)(NAME(arc_tangent_pair)(bounded, (VECTOR)1.0));
  result = a < 0x1p-28 ? a : result;
  return NAME(with_sign)(x == x ? result : x, x);
}

// atan2(y, x): the angle of the point (x, y). Both are scaled where their quotient would lose digits; one below 2^-30
// is its own arc tangent. Signed zeros and infinities as C99 (annex F.10.1.4).
INLINE VECTOR NAME(arc_tangent2_of)(VECTOR y, VECTOR x) {
  VECTOR a = NAME(magnitude)(y), b = NAME(magnitude)(x), e;
  // An infinite operand stands for 1 against 0, or against another 1.
  MASK infinite = (a == INFINITY) | (b == INFINITY);
  a = infinite ? (a == INFINITY ? (VECTOR)1.0 : (VECTOR)0.0) : a;
  b = infinite ? (b == INFINITY ? (VECTOR)1.0 : (VECTOR)0.0) : b;
  VECTOR larger = a > b ? a : b;
  NAME(mantissa_and_exponent)(larger, &e);
  VECTOR scale = NAME(power_of_two)(e > 500.0 ? (VECTOR)-600.0 : e < -500.0 ? (VECTOR)600.0 : (VECTOR)0.0);
  VECTOR quotient = a / b;
  NAME(pair) angle = NAME(arc_tangent_pair)(a * scale, b * scale);
  MASK tiny = quotient < 0x1p-30;
  angle.high = tiny ? quotient : angle.high;
  angle.low = tiny ? (VECTOR)0.0 : angle.low;
  MASK behind = NAME(sign_bits)(x) != 0;
  NAME(pair) turned = NAME(exact_sum)((VECTOR)PI_HIGH, -angle.high);
  turned.low += PI_LOW - angle.low;
  VECTOR result = behind ? turned.high + turned.low : angle.high + angle.low;
  // The point (0, 0).
  result = (larger == 0.0) ? (behind ? (VECTOR)PI_HIGH : (VECTOR)0.0) : result;
  result = NAME(with_sign)(result, y);
  return ((x != x) | (y != y)) ? x + y : result;
}

// (asin(s) / s - 1) / w for w = s^2 <= 1/4; error of the arc sine: 2^-59.8 relative.
#define ARC_SINE_POLYNOMIAL(w)                                                                 \
  HORNER13(                                                                                    \
    w, 0x1.5555555555578p-3, 0x1.333333332dee7p-4, 0x1.6db6db722d7c7p-5, 0x1.f1c71a8ad7d91p-6, \
    0x1.6e8bdffc28b99p-6, 0x1.1c49dc7cbb1e6p-6, 0x1.ca2169023c46ap-7, 0x1.75765d759b8fdp-7,    \
    0x1.6191760652ae1p-7, 0x1.e0f42881a5251p-9, 0x1.6521cf87f9f68p-6, -0x1.5a24302568208p-6,   \
    0x1.0bf2e58aa65e5p-5)

// asin(s) - s for s = sqrt(w), w at most 1/4.
INLINE VECTOR NAME(arc_sine_tail)(VECTOR s, VECTOR w) { return s * w * ARC_SINE_POLYNOMIAL(w); }

// asin(x) = x + x^3 P(x^2) below 1/2, pi/2 - 2 asin(sqrt((1 - |x|) / 2)) above.
INLINE VECTOR NAME(arc_sine_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), w = 0.5 * (1.0 - a);
  NAME(pair) s = NAME(pair_square_root)((NAME(pair)){w, (VECTOR)0.0});
  NAME(pair) sum = NAME(ordered_sum)((VECTOR)(PI_HIGH / 2), -2.0 * s.high);
  VECTOR large = sum.high + (sum.low + (PI_LOW / 2 - 2.0 * (s.low + NAME(arc_sine_tail)(s.high, w))));
  VECTOR small = a + NAME(arc_sine_tail)(a, a * a);
  return NAME(with_sign)(a < 0.5 ? small : large, x);
}

// acos(x) = pi/2 - asin(x) for |x| < 1/2, 2 asin(sqrt((1 - |x|) / 2)) above, and pi less that for x < 0.
INLINE VECTOR NAME(arc_cosine_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), w = 0.5 * (1.0 - a);
  NAME(pair) s = NAME(pair_square_root)((NAME(pair)){w, (VECTOR)0.0});
  VECTOR tail = 2.0 * (s.low + NAME(arc_sine_tail)(s.high, w)), twice = 2.0 * s.high;
  NAME(pair) middle = NAME(ordered_sum)((VECTOR)(PI_HIGH / 2), -x), left = NAME(ordered_sum)((VECTOR)PI_HIGH, -twice);
  VECTOR small = middle.high + (middle.low + (PI_LOW / 2 - NAME(arc_sine_tail)(x, x * x)));
  VECTOR large = x < 0.0 ? left.high + (left.low + (PI_LOW - tail)) : twice + tail;
  return a < 0.5 ? small : large;
}

// sqrt(x^2 + y^2), both scaled where the squares would overflow or underflow.
INLINE VECTOR NAME(hypotenuse_of)(VECTOR x, VECTOR y) {
  VECTOR a = NAME(magnitude)(x), b = NAME(magnitude)(y), larger = a > b ? a : b;
  VECTOR scale = larger > 0x1p500 ? (VECTOR)0x1p-600 : larger < 0x1p-500 ? (VECTOR)0x1p600 : (VECTOR)1.0;
  VECTOR unscale = larger > 0x1p500 ? (VECTOR)0x1p600 : larger < 0x1p-500 ? (VECTOR)0x1p-600 : (VECTOR)1.0;
  a *= scale;
  b *= scale;
  VECTOR result = __builtin_elementwise_sqrt(a * a + b * b) * unscale;
  return ((NAME(magnitude)(x) == INFINITY) | (NAME(magnitude)(y) == INFINITY)) ? (VECTOR)INFINITY : result;
}
