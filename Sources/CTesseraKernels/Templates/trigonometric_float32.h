// Trigonometric functions of Float and their inverses.

// pi/2 in three parts of 24 bits; differences with multiples of the first are exact (Cody and Waite).
#define HALF_PI_HIGH 0x1.921fb6p+0f
#define HALF_PI_LOW -0x1.777a5cp-25f
#define HALF_PI_LAST -0x1.ee59dap-50f
// The bits of 2^16.
#define ANGLE_REGULAR_BITS 0x47800000

// sin(x + turns pi/2) by x = n pi/2 + r, |r| <= pi/4; errors of the polynomials 2^-28 relative.
INLINE VECTOR NAME(quick_turned_sine)(VECTOR x, int32_t turns) {
  VECTOR t = MULTIPLY_ADD(x, (VECTOR)0x1.45f306p-1f, (VECTOR)ROUNDER), n = t - ROUNDER;
  VECTOR r = MULTIPLY_ADD(-n, (VECTOR)HALF_PI_LOW, MULTIPLY_ADD(-n, (VECTOR)HALF_PI_HIGH, x));
  r = MULTIPLY_ADD(-n, (VECTOR)HALF_PI_LAST, r);
  VECTOR z = r * r;
  VECTOR sine = MULTIPLY_ADD(r * z, HORNER3(z, -0x1.555546p-3f, 0x1.110774p-7f, -0x1.9951eap-13f), r);
  VECTOR cosine = HORNER5(z, 0x1.0p+0f, -0x1.0p-1f, 0x1.55554ap-5f, -0x1.6c0c28p-10f, 0x1.99e80cp-16f);
  INTEGERS quadrant = BITS(t) + turns;
  VECTOR value = (quadrant << 31) < 0 ? cosine : sine;
  return VALUE(BITS(value) ^ (quadrant & 2) << 30);
}

INLINE VECTOR NAME(regular_sine)(VECTOR x, INTEGERS* key) {
  *key = MAGNITUDE_KEY(x);
  VECTOR value = NAME(quick_turned_sine)(x, 0);
  return x == 0.0f ? x : value;
}
GUARDED(sine, wide_sine, ANGLE_REGULAR_BITS)

INLINE VECTOR NAME(regular_cosine)(VECTOR x, INTEGERS* key) {
  *key = MAGNITUDE_KEY(x);
  return NAME(quick_turned_sine)(x, 1);
}
GUARDED(cosine, wide_cosine, ANGLE_REGULAR_BITS)

// tan(x) = tan(r + low) = tan(r) + low (1 + tan(r)^2), or -1 over that: x = n pi/2 + r + low, |r| <= pi/4, where `low` is
// what r was rounded by; 1.62 z is near enough to tan(r)^2. (tan(r) / r - 1) / z for z = r^2; error 2^-27 relative.
INLINE VECTOR NAME(regular_tangent)(VECTOR x, INTEGERS* key) {
  *key = MAGNITUDE_KEY(x);
  VECTOR turns = MULTIPLY_ADD(x, (VECTOR)0x1.45f306p-1f, (VECTOR)ROUNDER), n = turns - ROUNDER;
  // The difference of `rest` and `part` and what it was rounded by, whichever is larger (Knuth).
  VECTOR rest = MULTIPLY_ADD(-n, (VECTOR)HALF_PI_HIGH, x), part = n * HALF_PI_LOW, r = rest - part, taken = r - rest;
  VECTOR low = (rest - (r - taken)) - (part + taken), z = r * r;
  low = MULTIPLY_ADD(-n, (VECTOR)HALF_PI_LAST, low - MULTIPLY_ADD(n, (VECTOR)HALF_PI_LOW, -part));
  VECTOR tail = r * z * HORNER7(
    z, 0x1.55556p-2f, 0x1.110d8ap-3f, 0x1.badc78p-5f, 0x1.5ca97ep-6f, 0x1.6333e8p-7f, 0x1.61123ap-14f, 0x1.1efb2ep-8f);
  VECTOR tangent = r + MULTIPLY_ADD(low, MULTIPLY_ADD(z, (VECTOR)1.62f, (VECTOR)1.0f), tail);
  VECTOR value = (BITS(turns) << 31) < 0 ? -1.0f / tangent : tangent;
  return x == 0.0f ? x : value;
}
GUARDED(tangent, wide_tangent, ANGLE_REGULAR_BITS)

// (asin(s) / s - 1) / w for w = s^2, s <= 1/2; error of the arc sine 2^-31 relative.
#define ARC_SINE_TAIL(w) \
  HORNER6(w, 0x1.55554cp-3f, 0x1.3338acp-4f, 0x1.6ca754p-5f, 0x1.04d2dcp-5f, 0x1.d52592p-7f, 0x1.34c2eap-5f)

// From 1/2 on asin(a) = pi/2 - 2 asin(s), s = sqrt((1 - a) / 2). NaN beyond 1.
INLINE VECTOR NAME(arc_sine_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x);
  MASK small = a < 0.5f;
  VECTOR w = small ? a * a : MULTIPLY_ADD(a, (VECTOR)-0.5f, (VECTOR)0.5f);
  VECTOR s = small ? a : __builtin_elementwise_sqrt(w), tail = s * w * ARC_SINE_TAIL(w);
  // pi/2 = 3/2 + 0.0708, of which the first keeps more digits of the difference.
  VECTOR large = MULTIPLY_ADD(s, (VECTOR)-2.0f, (VECTOR)1.5f);
  large += MULTIPLY_ADD(tail, (VECTOR)-2.0f, (VECTOR)0x1.21fb54p-4f);
  return NAME(with_sign)(small ? s + tail : large, x);
}

INLINE VECTOR NAME(arc_cosine_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x);
  MASK small = a < 0.5f;
  VECTOR w = small ? a * a : MULTIPLY_ADD(a, (VECTOR)-0.5f, (VECTOR)0.5f);
  VECTOR s = small ? x : __builtin_elementwise_sqrt(w);
  VECTOR tail = s * w * ARC_SINE_TAIL(w), twice = MULTIPLY_ADD(tail, (VECTOR)2.0f, s + s);
  VECTOR middle = (HALF_PI_HIGH - s) - (tail - HALF_PI_LOW);
  VECTOR behind = MULTIPLY_ADD(s, (VECTOR)-2.0f, (VECTOR)(2.0f * HALF_PI_HIGH));
  behind -= MULTIPLY_ADD(tail, (VECTOR)2.0f, (VECTOR)(-2.0f * HALF_PI_LOW));
  return small ? middle : x < 0.0f ? behind : twice;
}

// (atan(t) / t - 1) / z for z = t^2, |t| <= 1; error of the arc tangent 2^-28 relative.
#define ARC_TANGENT_TAIL(z)                                                                                       \
  HORNER9(                                                                                                        \
    z, -0x1.55553ep-2f, 0x1.9991e4p-3f, -0x1.242086p-3f, 0x1.c08c46p-4f, -0x1.5808d6p-4f, 0x1.da283ep-5f,         \
    -0x1.fd785ap-6f, 0x1.641c1ap-7f, -0x1.d34582p-10f)

// t = a up to 1, and pi/2 more for t = -1 / a above.
INLINE VECTOR NAME(arc_tangent_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x);
  MASK large = a > 1.0f;
  VECTOR t = large ? -1.0f / a : a, z = t * t, tail = t * z * ARC_TANGENT_TAIL(z);
  VECTOR result = large ? HALF_PI_HIGH + (t + (tail + HALF_PI_LOW)) : t + tail;
  return NAME(with_sign)(result, x);
}

// Regular where both magnitudes are between 2^-62 and 2^62. The angle is that of t, the smaller magnitude over the larger one,
// or minus that, from 0, pi/2 or pi. What the quotient lacks is divided too; 1 / (1 + z) need not be exact for it.
INLINE VECTOR NAME(regular_arc_tangent2_of)(VECTOR y, VECTOR x, INTEGERS* key) {
  VECTOR a = NAME(magnitude)(y), b = NAME(magnitude)(x);
  INTEGERS larger = __builtin_elementwise_max(BITS(a), BITS(b)), smaller = __builtin_elementwise_min(BITS(a), BITS(b));
  *key = __builtin_elementwise_max(larger, (INTEGERS)0x7f000000 - smaller);
  VECTOR inverse = 1.0f / VALUE(larger), t = VALUE(smaller) * inverse, z = t * t;
  VECTOR lost = MULTIPLY_ADD(-t, VALUE(larger), VALUE(smaller)) * inverse;
  VECTOR slope = MULTIPLY_ADD(z, MULTIPLY_ADD(z, (VECTOR)0.44f, (VECTOR)-0.94f), (VECTOR)1.0f);
  VECTOR tail = MULTIPLY_ADD(lost, slope, t * z * ARC_TANGENT_TAIL(z));
  MASK steep = BITS(a) > BITS(b), behind = BITS(x) < 0;
  INTEGERS sign = BITS((VECTOR)-0.0f) & (steep ^ behind);
  VECTOR high = steep ? (VECTOR)HALF_PI_HIGH : behind ? (VECTOR)(2.0f * HALF_PI_HIGH) : (VECTOR)0.0f;
  VECTOR low = steep ? (VECTOR)HALF_PI_LOW : behind ? (VECTOR)(2.0f * HALF_PI_LOW) : (VECTOR)0.0f;
  return NAME(with_sign)(high + (VALUE(BITS(t) ^ sign) + (VALUE(BITS(tail) ^ sign) + low)), y);
}
GUARDED_PAIR(arc_tangent2_of, wide_arc_tangent2, 0x5e800000)

// Regular where the larger magnitude is between 2^-50, so that the sum of the squares keeps its digits, and 2^62, so
// that it does not overflow.
INLINE VECTOR NAME(regular_hypotenuse_of)(VECTOR x, VECTOR y, INTEGERS* key) {
  *key = __builtin_elementwise_max(MAGNITUDE_KEY(x), MAGNITUDE_KEY(y)) + (INTEGERS)(int32_t)(0x80000000u - 0x26800000u);
  return __builtin_elementwise_sqrt(MULTIPLY_ADD(x, x, y * y));
}
GUARDED_PAIR(hypotenuse_of, wide_hypotenuse, (int32_t)(0x80000000u + 0x5e800000u - 0x26800000u))
