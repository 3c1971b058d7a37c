// x^y for Float, within 1 unit in the last place.

// Right for every argument: 2^(y log2 |x|) in Double, whose range holds every exponent.
// |x|^y of half a vector.
INLINE DOUBLES NAME(wide_power)(DOUBLES x, DOUBLES y) {
  return JOIN(short_exponential2, float64)(JOIN(short_finite_logarithm2, float64)(x) * y);
}

INLINE VECTOR NAME(careful_power)(VECTOR x, VECTOR y) {
  // A finite exponent keeps 1^infinity at 1; every other base still overflows or underflows with it.
  VECTOR finite = y > FLT_MAX ? (VECTOR)FLT_MAX : y;
  finite = finite < -FLT_MAX ? (VECTOR)-FLT_MAX : finite;
  VECTOR power, a = NAME(magnitude)(x);
  power.lo = __builtin_convertvector(
    NAME(wide_power)(__builtin_convertvector(a.lo, DOUBLES), __builtin_convertvector(finite.lo, DOUBLES)), HALF);
  power.hi = __builtin_convertvector(
    NAME(wide_power)(__builtin_convertvector(a.hi, DOUBLES), __builtin_convertvector(finite.hi, DOUBLES)), HALF);
  return NAME(power_from_magnitude)(x, y, power);
}

// Keys of powers whose binary logarithm was rounded to 2^-places by a sum with the rounder, which is `turned`: the exponents of x
// and of the power count as unsigned numbers, and both are regular up to 252.
#define KEY_OF_POWER_LIMIT(places) ((int32_t)(0x80000000u + (252u << (places))))
INLINE INTEGERS NAME(key_of_power)(VECTOR x, VECTOR turned, VECTOR rounder, const int places) {
  typedef uint32_t unsigned_integers __attribute__((ext_vector_type(VECTOR_BYTES / sizeof(SCALAR))));
  unsigned_integers of_x = ((unsigned_integers)BITS(x) - 0x00800000u) >> (MANTISSA_BITS - places);
  unsigned_integers of_power = (unsigned_integers)BITS(turned) - (unsigned_integers)BITS(rounder) + (125u << places);
  return (INTEGERS)(__builtin_elementwise_max(of_x, of_power) + 0x80000000u);
}

#if AVX512
#include "tabulated_power_float32.h"
#elif FUSED
// Regular where x is positive, normal and below 2^127, y is a number, and the power is normal: in Float, where a part that is
// named `low` holds what its `high` was rounded by.
//
// log2(x) = e + L s + z c (L / 3 + z Q(z)), L = 2 / ln 2, s = f / (2 + f), z = s^2, c = s, for x = 2^e (1 + f). Error of Q 2^-29
// absolute, of the logarithm 2^-37 beside its last rounding. x^y = 2^n 2^r; 2^r = 1 + r ln 2 + r^2 R(r), error 2^-28.
INLINE VECTOR NAME(regular_power_of)(VECTOR x, VECTOR y, INTEGERS* key) {
  VECTOR e, scale, f = NAME(fraction)(x, &e, &scale), divisor = 2.0f + f, divisor_low = f - (divisor - 2.0f);
  VECTOR inverse = 1.0f / divisor, s = f * inverse;
  VECTOR s_low = MULTIPLY_ADD(-s, divisor_low, MULTIPLY_ADD(-s, divisor, f)) * inverse;
  VECTOR z = s * s, z_low = MULTIPLY_ADD(s, s, -z);
  VECTOR cube = s * z, cube_low = MULTIPLY_ADD(s, z_low, MULTIPLY_ADD(s, z, -cube));
  VECTOR q = PAIRED4(z, z * z, 0x1.2776c6p-1f, 0x1.a617cap-2f, 0x1.4807cp-2f, 0x1.1a947ep-2f);

  // L s and L / 3 s^3, of which the derivative is L z.
  const VECTOR two = (VECTOR)0x1.715476p+1f, third = (VECTOR)0x1.ec709ep-1f;
  VECTOR line = s * two, line_low = MULTIPLY_ADD(s, (VECTOR)0x1.4ae0cp-25f, MULTIPLY_ADD(s, two, -line));
  line_low = MULTIPLY_ADD(s_low, MULTIPLY_ADD(z, two, two), line_low);
  VECTOR rest = cube * third, rest_low = MULTIPLY_ADD(cube, third, -rest);
  rest_low = MULTIPLY_ADD(cube_low, third, MULTIPLY_ADD(cube, (VECTOR)-0x1.e2fe02p-28f, rest_low));
  rest_low = MULTIPLY_ADD(cube * z, q, rest_low);
  VECTOR sum = e + line, sum_low = line - (sum - e), more = sum + rest;
  VECTOR more_low = (rest - (more - sum)) + sum_low + (line_low + rest_low);
  VECTOR high = more + more_low, low = more_low - (high - more);

  VECTOR product = y * high, product_low = MULTIPLY_ADD(y, low, MULTIPLY_ADD(y, high, -product));
  VECTOR turned = product + ROUNDER, r = product - (turned - ROUNDER);
  const VECTOR ln2 = (VECTOR)0x1.62e43p-1f;
  VECTOR first = r * ln2, first_low = MULTIPLY_ADD(r, (VECTOR)-0x1.05c61p-29f, MULTIPLY_ADD(r, ln2, -first));
  VECTOR square = r * r;
  VECTOR tail = square * PAIRED6(
    r, square, 0x1.ebfbep-3f, 0x1.c6b08ep-5f, 0x1.3b298ap-7f, 0x1.5d87a6p-10f, 0x1.44adc2p-13f, 0x1.00a396p-16f);
  VECTOR power = 1.0f + first, power_low = first - (power - 1.0f) + (first_low + tail);
  power += MULTIPLY_ADD(power + tail, product_low * ln2, power_low);

  *key = NAME(key_of_power)(x, turned, (VECTOR)ROUNDER, 0);
  return TIMES_POWER(power, turned);
}
GUARDED_PAIR(power_of, careful_power, KEY_OF_POWER_LIMIT(0))
#else
INLINE VECTOR NAME(power_of)(VECTOR x, VECTOR y) { return NAME(careful_power)(x, y); }
#endif
