// x^y for Float, within 1 unit in the last place: 2^(y log2 |x|) in Double, whose range holds every exponent.
typedef double NAME(doubles) __attribute__((ext_vector_type(VECTOR_BYTES / sizeof(SCALAR))));
typedef int64_t NAME(longs) __attribute__((ext_vector_type(VECTOR_BYTES / sizeof(SCALAR))));

// log2(m 2^e) = e + s P(z), s = (m - 1) / (m + 1), z = s^2, m in [sqrt(1/2), sqrt(2)); relative error 2^-43.
INLINE NAME(doubles) NAME(wide_logarithm2)(NAME(doubles) x) {
  const int64_t half_bits = 0x3fe6a09e667f3bcd, mantissa_mask = 0xfffffffffffff;
  NAME(longs) shifted = (NAME(longs))x + (0x3ff0000000000000 - half_bits);
  NAME(longs) biased = (shifted >> 52) & (NAME(longs))0x7ff;
  NAME(doubles) e = (NAME(doubles))(biased | (NAME(longs))((NAME(doubles))0x1p52)) - (0x1p52 + 1023);
  NAME(doubles) m = (NAME(doubles))((shifted & mantissa_mask) + half_bits);
  NAME(doubles) s = (m - 1.0) / (m + 1.0), z = s * s;
  NAME(doubles) p = HORNER6(
    z, 0x1.71547652b824fp+1, 0x1.ec709dc53fba6p-1, 0x1.2776c28f61994p-1, 0x1.a61a31e7d60abp-2, 0x1.4794d39f997aap-2,
    0x1.21b85a7beeb5fp-2);
  return MULTIPLY_ADD(s, p, e);
}

// 2^t for |t| <= 200; relative error 2^-34.
INLINE NAME(doubles) NAME(wide_exponential2)(NAME(doubles) t) {
  NAME(doubles) n = (t + 0x1.8p52) - 0x1.8p52, f = t - n;
  NAME(doubles) p = HORNER8(
    f, 0x1.ffffffffab1p-1, 0x1.62e42ff119081p-1, 0x1.ebfbe0a5c850fp-3, 0x1.c6b08aab1a377p-5, 0x1.3b29db6049e23p-7,
    0x1.5d8a72e81821p-10, 0x1.446ad5080659p-13, 0x1.fe16c69cb2a72p-17);
  return p * (NAME(doubles))((NAME(longs))(n + (0x1.8p52 + 1023)) << 52);
}

INLINE VECTOR NAME(power_of)(VECTOR x, VECTOR y) {
  // A finite exponent keeps 1^infinity at 1; every other base still overflows or underflows with it.
  VECTOR finite = y > FLT_MAX ? (VECTOR)FLT_MAX : y;
  finite = finite < -FLT_MAX ? (VECTOR)-FLT_MAX : finite;
  NAME(doubles) t = NAME(wide_logarithm2)(__builtin_convertvector(NAME(magnitude)(x), NAME(doubles)));
  t *= __builtin_convertvector(finite, NAME(doubles));
  t = t < -200.0 ? (NAME(doubles))-200.0 : t;
  t = t > 200.0 ? (NAME(doubles))200.0 : t;
  return NAME(power_from_magnitude)(x, y, __builtin_convertvector(NAME(wide_exponential2)(t), VECTOR));
}
