// Float16 as its 16 bits: to Float exactly, and from Float and Double rounded once to the nearest, ties to even.

#if HALVES

typedef _Float16 cast_halves __attribute__((ext_vector_type(16)));

INLINE cast_float32 cast_widened(cast_float16 bits) {
  return __builtin_convertvector((cast_halves)bits, cast_float32);
}
INLINE cast_float16 cast_half_of_float(cast_float32 x) {
  return (cast_float16)__builtin_convertvector(x, cast_halves);
}

#else

INLINE cast_float32 cast_widened(cast_float16 bits) {
  cast_int32 half = __builtin_convertvector(bits, cast_int32), magnitude = half & 0x7fff;
  // The exponents' biases differ by 112; infinity and NaN have the largest exponent, subnormals are multiples of 2^-24.
  cast_int32 shifted = (magnitude << 13) + (112 << 23);
  shifted = magnitude >= 0x7c00 ? shifted + (112 << 23) : shifted;
  cast_float32 subnormal = __builtin_convertvector(magnitude, cast_float32) * 0x1p-24f;
  shifted = magnitude < 0x0400 ? (cast_int32)subnormal : shifted;
  return (cast_float32)(shifted | (half & 0x8000) << 16);
}

INLINE cast_float16 cast_half_of_float(cast_float32 x) {
  cast_int32 bits = (cast_int32)x, magnitude = bits & 0x7fffffff;
  // Half a unit less a little, and the unit's own bit: a tie goes to the even neighbour. A carry may reach infinity.
  cast_int32 half = (magnitude + 0xfff + (magnitude >> 13 & 1)) >> 13;
  half -= 112 << 10;
  // From 65520 on: infinity. Below 2^-14 the unit is 2^-24, which is that of a Float in [1/2, 1).
  half = magnitude >= 0x477ff000 ? (cast_int32)0x7c00 : half;
  half = magnitude > 0x7f800000 ? (magnitude >> 13 & 0x3ff) | 0x7e00 : half;
  cast_int32 subnormal = (cast_int32)((cast_float32)magnitude + 0.5f) - 0x3f000000;
  half = magnitude < 0x38800000 ? subnormal : half;
  return __builtin_convertvector(half | (bits >> 16 & 0x8000), cast_float16);
}

#endif

// Rounded to odd first: a Float that is not exact ends in 1, so that it is never a tie, and is rounded to the same
// Float16 as the Double (Boldo and Melquiond 2005).
INLINE cast_float16 cast_half_of_double(cast_float64 x) {
  cast_float32 nearest = __builtin_convertvector(x, cast_float32);
  cast_float64 difference = x - __builtin_convertvector(nearest, cast_float64);
  // The difference of infinities is NaN.
  cast_int32 inexact = __builtin_convertvector((difference < 0) | (difference > 0), cast_int32);
  // Away from zero by the rounding: the difference has another sign than x.
  cast_int32 larger = __builtin_convertvector((difference < 0) != (x < 0), cast_int32) & inexact;
  return cast_half_of_float((cast_float32)(((cast_int32)nearest + larger) | (inexact & 1)));
}
