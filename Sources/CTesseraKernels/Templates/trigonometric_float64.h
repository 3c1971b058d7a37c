// Sine, cosine and tangent of Double.

// x = quadrant pi/2 + high + low, |high| at most pi/4 and a little.
typedef struct {
  NAME(pair) rest;
  INTEGERS quadrant;
} NAME(angle);

// pi/2 in three parts of 33 bits, whose products with n < 2^20 are exact, and a fourth (Cody and Waite).
#define HALF_PI_1 0x1.921fb544p+0
#define HALF_PI_2 0x1.0b4611a6p-34
#define HALF_PI_3 0x1.3198a2ep-69
#define HALF_PI_4 0x1.b839a252049c1p-104
#define TWO_OVER_PI 0x1.45f306dc9c883p-1
// n is below 2^20.
#define LARGEST_REDUCED 0x1.8p20

// Each large or infinite element by itself, from as many bits of 2/pi as it needs.
static __attribute__((noinline)) void NAME(reduce_large)(
  const double* x, double* high, double* low, int64_t* quadrant) {
  for (size_t i = 0; i < LANES; i++) {
    if (fabs(x[i]) > LARGEST_REDUCED) tessera_reduce_angle(x[i], &high[i], &low[i], &quadrant[i]);
  }
}

INLINE NAME(angle) NAME(reduced_angle)(VECTOR x) {
  VECTOR n = NAME(rounded_product)(x, (VECTOR)TWO_OVER_PI);
  NAME(pair) first = NAME(exact_sum)(x - n * HALF_PI_1, -n * HALF_PI_2);
  NAME(pair) second = NAME(exact_sum)(first.high, -n * HALF_PI_3);
  NAME(angle) angle = {
    NAME(ordered_sum)(second.high, (first.low + second.low) - n * HALF_PI_4), BITS(n + ROUNDER)};
  VECTOR a = NAME(magnitude)(x);
  if (__builtin_reduce_or(a > LARGEST_REDUCED) != 0) {
    double elements[LANES], high[LANES], low[LANES];
    int64_t quadrants[LANES];
    memcpy(elements, &x, sizeof(x));
    memcpy(high, &angle.rest.high, sizeof(x));
    memcpy(low, &angle.rest.low, sizeof(x));
    memcpy(quadrants, &angle.quadrant, sizeof(x));
    NAME(reduce_large)(elements, high, low, quadrants);
    memcpy(&angle.rest.high, high, sizeof(x));
    memcpy(&angle.rest.low, low, sizeof(x));
    memcpy(&angle.quadrant, quadrants, sizeof(x));
  }
  return angle;
}

// (sin(x) / x - 1) / z and (cos(x) - 1 + z / 2) / z^2 for z = x^2, |x| <= pi/4; errors of sine and cosine: 2^-68 and
// less.
#define SINE_POLYNOMIAL(z)                                                                         \
  HORNER7(                                                                                         \
    z, -0x1.5555555555555p-3, 0x1.111111111110bp-7, -0x1.a01a01a018acep-13, 0x1.71de3a5337a64p-19, \
    -0x1.ae645295e1e47p-26, 0x1.612091269ca75p-33, -0x1.aaa47cce37f69p-41)
#define COSINE_POLYNOMIAL(z)                                                                       \
  HORNER7(                                                                                         \
    z, 0x1.5555555555555p-5, -0x1.6c16c16c16c1p-10, 0x1.a01a01a018dd7p-16, -0x1.27e4fb75fc2bdp-22, \
    0x1.1eed8ca231ad3p-29, -0x1.93933692122cp-37, 0x1.aac4e83ffc5bfp-45)

// sin(h + l) = h + (h z S(z) + l (1 - z / 2)), z = h^2.
INLINE NAME(pair) NAME(sine_pair)(NAME(pair) x) {
  VECTOR z = x.high * x.high, half = 0.5 * z;
  return NAME(ordered_sum)(x.high, MULTIPLY_ADD(x.high * z, SINE_POLYNOMIAL(z), x.low - x.low * half));
}

// cos(h + l) = 1 - z / 2 + (z^2 C(z) - h l).
INLINE NAME(pair) NAME(cosine_pair)(NAME(pair) x) {
  VECTOR z = x.high * x.high, half = 0.5 * z, high = 1.0 - half, lost = (1.0 - high) - half;
  lost -= 0.5 * NAME(product_error)(x.high, x.high, z);
  return NAME(ordered_sum)(high, lost + MULTIPLY_ADD(z * z, COSINE_POLYNOMIAL(z), -x.high * x.low));
}

// The sine of x plus so many quarter turns.
INLINE VECTOR NAME(turned_sine)(VECTOR x, int64_t turns) {
  NAME(angle) angle = NAME(reduced_angle)(x);
  INTEGERS quadrant = angle.quadrant + turns;
  NAME(pair) sine = NAME(sine_pair)(angle.rest), cosine = NAME(cosine_pair)(angle.rest);
  VECTOR value = (quadrant & 1) != 0 ? cosine.high : sine.high;
  return VALUE(BITS(value) ^ (quadrant & 2) << 62);
}

INLINE VECTOR NAME(sine_of)(VECTOR x) {
  VECTOR result = NAME(turned_sine)(x, 0);
  return x == 0.0 ? x : result;
}

INLINE VECTOR NAME(cosine_of)(VECTOR x) { return NAME(turned_sine)(x, 1); }

// sin / cos, or -cos / sin in every other quadrant.
INLINE VECTOR NAME(tangent_of)(VECTOR x) {
  NAME(angle) angle = NAME(reduced_angle)(x);
  NAME(pair) sine = NAME(sine_pair)(angle.rest), cosine = NAME(cosine_pair)(angle.rest), above, below;
  INTEGERS odd = (angle.quadrant & 1) != 0;
  above.high = odd ? -cosine.high : sine.high;
  above.low = odd ? -cosine.low : sine.low;
  below.high = odd ? sine.high : cosine.high;
  below.low = odd ? sine.low : cosine.low;
  VECTOR result = NAME(sum_of_pair)(NAME(pair_quotient)(above, below));
  return x == 0.0 ? x : result;
}
