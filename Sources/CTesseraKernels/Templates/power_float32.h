// x^y for Float, within 1 unit in the last place: 2^(y log2 |x|) in Double, whose range holds every exponent.
// |x|^y of half a vector.
INLINE DOUBLES NAME(wide_power)(DOUBLES x, DOUBLES y) {
  return JOIN(short_exponential2, float64)(JOIN(short_finite_logarithm2, float64)(x) * y);
}

INLINE VECTOR NAME(power_of)(VECTOR x, VECTOR y) {
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
