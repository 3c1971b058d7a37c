// Functions of Double with relative errors below 2^-30, for those of Float: rounded to Float they are within 0.55 units
// in the last place. Their arguments are Floats, whose range leaves no square or exponential to overflow.

// log2(m 2^e) = e + s P(z), s = (m - 1) / (m + 1), z = s^2, m in [sqrt(1/2), sqrt(2)); relative error 2^-43. For normal
// x.
INLINE VECTOR NAME(short_finite_logarithm2)(VECTOR x) {
  INTEGERS shifted = BITS(x) + (BITS((VECTOR)1.0) - SQUARE_ROOT_HALF_BITS);
  INTEGERS biased = (shifted >> 52) & (INTEGERS)0x7ff;
  VECTOR e = VALUE(biased | BITS((VECTOR)0x1p52)) - (0x1p52 + 1023);
  VECTOR m = VALUE((shifted & 0xfffffffffffff) + SQUARE_ROOT_HALF_BITS), s = (m - 1.0) / (m + 1.0), z = s * s;
  VECTOR p = HORNER6(
    z, 0x1.71547652b824fp+1, 0x1.ec709dc53fba6p-1, 0x1.2776c28f61994p-1, 0x1.a61a31e7d60abp-2, 0x1.4794d39f997aap-2,
    0x1.21b85a7beeb5fp-2);
  return MULTIPLY_ADD(s, p, e);
}

// 2^t; relative error 2^-34. Beyond 200 it is that of 200, which no Float holds.
INLINE VECTOR NAME(short_exponential2)(VECTOR t) {
  t = t < -200.0 ? (VECTOR)-200.0 : t;
  t = t > 200.0 ? (VECTOR)200.0 : t;
  VECTOR n = (t + 0x1.8p52) - 0x1.8p52, f = t - n;
  VECTOR p = HORNER8(
    f, 0x1.ffffffffab1p-1, 0x1.62e42ff119081p-1, 0x1.ebfbe0a5c850fp-3, 0x1.c6b08aab1a377p-5, 0x1.3b29db6049e23p-7,
    0x1.5d8a72e81821p-10, 0x1.446ad5080659p-13, 0x1.fe16c69cb2a72p-17);
  return p * VALUE(BITS(n + (0x1.8p52 + 1023)) << 52);
}

INLINE VECTOR NAME(short_exponential)(VECTOR x) { return NAME(short_exponential2)(x * LOG2_E); }

// x + x^2 P(x) near 0.
INLINE VECTOR NAME(short_exponential_minus_one)(VECTOR x) {
  VECTOR p = HORNER7(
    x, 0x1.fffffffff03a7p-2, 0x1.5555557b3e2edp-3, 0x1.5555558738e41p-5, 0x1.1110a22674732p-7, 0x1.6c1622137b529p-10,
    0x1.a18ae90aa22b4p-13, 0x1.a1912f3c8ba9ap-16);
  VECTOR result = NAME(magnitude)(x) < 0.35 ? x + x * x * p : NAME(short_exponential)(x) - 1.0;
  return x == 0.0 ? x : result;
}

// sinh(x) = x + x z P(z), z = x^2, below 1.
INLINE VECTOR NAME(short_hyperbolic_sine)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), z = a * a, e = NAME(short_exponential)(a);
  VECTOR p = HORNER4(z, 0x1.55555517f275bp-3, 0x1.11113640eb4a3p-7, 0x1.9ffe038395277p-13, 0x1.7a289ff10c433p-19);
  return NAME(with_sign)(a < 1.0 ? a + a * z * p : 0.5 * (e - 1.0 / e), x);
}

INLINE VECTOR NAME(short_hyperbolic_cosine)(VECTOR x) {
  VECTOR e = NAME(short_exponential)(NAME(magnitude)(x));
  return 0.5 * (e + 1.0 / e);
}

INLINE VECTOR NAME(short_logarithm2)(VECTOR x) { return NAME(logarithm_cases)(x, NAME(short_finite_logarithm2)(x)); }

INLINE VECTOR NAME(short_logarithm10)(VECTOR x) { return 0x1.34413509f79ffp-2 * NAME(short_logarithm2)(x); }

// log(1 + x), with what 1 + x loses below 2^-29.
INLINE VECTOR NAME(short_logarithm_plus_one)(VECTOR x) {
  VECTOR u = 1.0 + x, lost = x < 1.0 ? x - (u - 1.0) : (VECTOR)0.0;
  VECTOR result = NAME(logarithm_cases)(u, 0x1.62e42fefa39efp-1 * NAME(short_finite_logarithm2)(u) + lost);
  return x == 0.0 ? x : result;
}

INLINE VECTOR NAME(short_softplus)(VECTOR x) {
  VECTOR e = NAME(short_exponential)(NAME(negated)(NAME(magnitude)(x)));
  return (x > 0.0 ? x : (VECTOR)0.0) + NAME(short_logarithm_plus_one)(e);
}

// asinh(x) = log(1 + a + a^2 / (1 + sqrt(1 + a^2))), a = |x|.
INLINE VECTOR NAME(short_inverse_hyperbolic_sine)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), z = a < INFINITY ? a * a : (VECTOR)0.0;
  VECTOR rest = z / (1.0 + __builtin_elementwise_sqrt(1.0 + z));
  return NAME(with_sign)(NAME(short_logarithm_plus_one)(a + rest), x);
}

// acosh(x) = log(1 + t + sqrt(t (t + 2))), t = x - 1.
INLINE VECTOR NAME(short_inverse_hyperbolic_cosine)(VECTOR x) {
  VECTOR t = x - 1.0, result = NAME(short_logarithm_plus_one)(t + __builtin_elementwise_sqrt(t * (t + 2.0)));
  return x >= 1.0 ? result : (VECTOR)NAN;
}

// atanh(x) = log(1 + 2 a / (1 - a)) / 2, a = |x|.
INLINE VECTOR NAME(short_inverse_hyperbolic_tangent)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x);
  return NAME(with_sign)(0.5 * NAME(short_logarithm_plus_one)((a + a) / (1.0 - a)), x);
}
