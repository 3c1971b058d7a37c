// x^y for Float with AVX-512, whose registers hold tables: half the steps of the form that divides (power_float32.h). A part
// that is named `low` holds what the other was rounded by.
//
// x = 2^e m with m in [1 - 2^-7, 2 - 2^-6), of which 32 intervals have a reciprocal r each, of so few bits that z = m r - 1,
// |z| < 0.02, is exact. log2(x) = e - log2(r) + log2(1 + z), log2(1 + z) = log2(e) (z - z^2 / 2) + z^3 Q(z), error of Q 2^-38
// absolute. y log2(x) = n / 16 + f, |f| <= 1/32, and x^y = 2^(n/16) (1 + f P(f)), error 2^-29.

// r, and -log2(r) in two parts, of which the first ends at 2^-16, so that it can be added to e.
static const float NAME(reciprocals)[32] = {
  0x1.0p+0f, 0x1.fp-1f, 0x1.ep-1f, 0x1.d4p-1f, 0x1.c8p-1f, 0x1.b8p-1f, 0x1.bp-1f, 0x1.a4p-1f, 0x1.98p-1f, 0x1.9p-1f,
  0x1.88p-1f, 0x1.7cp-1f, 0x1.74p-1f, 0x1.6cp-1f, 0x1.64p-1f, 0x1.5cp-1f, 0x1.54p-1f, 0x1.5p-1f, 0x1.48p-1f,
  0x1.4p-1f, 0x1.3cp-1f, 0x1.34p-1f, 0x1.3p-1f, 0x1.28p-1f, 0x1.24p-1f, 0x1.2p-1f, 0x1.1cp-1f, 0x1.14p-1f, 0x1.1p-1f,
  0x1.0cp-1f, 0x1.08p-1f, 0x1.04p-1f};
static const float NAME(reciprocal_logarithms)[32] = {
  0, 0x1.774p-5f, 0x1.7d6p-4f, 0x1.098p-3f, 0x1.564p-3f, 0x1.bfc8p-3f, 0x1.f6p-3f, 0x1.249cp-2f, 0x1.4f7p-2f,
  0x1.6cbp-2f, 0x1.8a88p-2f, 0x1.b878p-2f, 0x1.d7e8p-2f, 0x1.f804p-2f, 0x1.0c6cp-1f, 0x1.1d36p-1f, 0x1.2e64p-1f,
  0x1.3722p-1f, 0x1.48eep-1f, 0x1.5b2cp-1f, 0x1.6476p-1f, 0x1.7768p-1f, 0x1.811p-1f, 0x1.94c2p-1f, 0x1.9edp-1f,
  0x1.a9p-1f, 0x1.b354p-1f, 0x1.c87p-1f, 0x1.d338p-1f, 0x1.de2ap-1f, 0x1.e946p-1f, 0x1.f48cp-1f};
static const float NAME(reciprocal_logarithms_low)[32] = {
  0, -0x1.acd89ap-19f, 0x1.25b3eep-22f, -0x1.c731ap-19f, -0x1.1eb002p-18f, -0x1.858p-19f, -0x1.3ab7cep-18f,
  0x1.a5627ap-19f, -0x1.134c4ep-20f, 0x1.ed0cbap-19f, 0x1.80abfcp-18f, -0x1.d42728p-21f, -0x1.3f543cp-18f,
  0x1.5d1a1ap-19f, 0x1.55e18ap-18f, 0x1.052d6ap-18f, 0x1.3eb014p-19f, 0x1.5db83ap-20f, 0x1.e3263p-18f,
  0x1.ed0cbap-20f, 0x1.b315b4p-18f, -0x1.f6b4c2p-20f, -0x1.6b9026p-19f, 0x1.0e9258p-18f, -0x1.5e8178p-18f,
  -0x1.a39fbep-19f, 0x1.61d876p-19f, -0x1.0902b6p-18f, 0x1.20a6dep-21f, -0x1.c4fd14p-19f, -0x1.a6eb1ep-18f,
  0x1.a5e8f4p-20f};

// 2^(i / 16) in two parts.
static const float NAME(sixteenths)[16] = {
  0x1.0p+0f, 0x1.0b5586p+0f, 0x1.172b84p+0f, 0x1.2387a6p+0f, 0x1.306fep+0f, 0x1.3dea64p+0f, 0x1.4bfdaep+0f,
  0x1.5ab07ep+0f, 0x1.6a09e6p+0f, 0x1.7a1148p+0f, 0x1.8ace54p+0f, 0x1.9c4918p+0f, 0x1.ae89fap+0f, 0x1.c199bep+0f,
  0x1.d5818ep+0f, 0x1.ea4afap+0f};
static const float NAME(sixteenths_low)[16] = {
  0, 0x1.9f3122p-25f, -0x1.c15742p-27f, 0x1.ceac48p-25f, 0x1.4636e2p-25f, 0x1.824684p-25f, -0x1.593abcp-25f,
  -0x1.5bd5ecp-27f, 0x1.9fcef4p-26f, -0x1.829fdp-25f, 0x1.15506ep-27f, 0x1.51f848p-27f, -0x1.a94b14p-26f,
  -0x1.3d56b2p-27f, -0x1.822dbcp-27f, 0x1.52486cp-27f};

// The entry of a table of 32, and of 16, that the low bits of an index name.
INLINE VECTOR NAME(entry_of_32)(const float* table, INTEGERS index) {
  return _mm512_permutex2var_ps(NAME(load)(table), (__m512i)index, NAME(load)(table + LANES));
}
INLINE VECTOR NAME(entry_of_16)(const float* table, INTEGERS index) {
  return _mm512_permutexvar_ps((__m512i)index, NAME(load)(table));
}

// A sum with it is rounded to sixteenths, and holds their number in its low bits.
#define SIXTEENTHS_ROUNDER 0x1.8p19f

// Regular where x is positive, normal and below 2^127, y is a number, and the power is normal.
INLINE VECTOR NAME(regular_power_of)(VECTOR x, VECTOR y, INTEGERS* key) {
  INTEGERS shifted = BITS(x) - (BITS((VECTOR)1.0f) - (1 << 17)), exponent = shifted & (INTEGERS)0xff800000;
  VECTOR e = __builtin_convertvector(shifted >> MANTISSA_BITS, VECTOR), m = VALUE(BITS(x) - exponent);
  INTEGERS interval = shifted >> (MANTISSA_BITS - 5);
  VECTOR z = MULTIPLY_ADD(m, NAME(entry_of_32)(NAME(reciprocals), interval), (VECTOR)-1.0f);
  VECTOR whole = e + NAME(entry_of_32)(NAME(reciprocal_logarithms), interval);

  // log2(e) (z - z^2 / 2), and the rest of the logarithm.
  const VECTOR log2_e = (VECTOR)LOG2_E;
  VECTOR half = z * -0.5f, square = z * z, line = z * log2_e, line_low = MULTIPLY_ADD(z, log2_e, -line);
  VECTOR curve = MULTIPLY_ADD(half, line, line), curve_low = MULTIPLY_ADD(half, line, line - curve);
  curve_low += MULTIPLY_ADD(half, line_low, line_low);
  VECTOR rest = MULTIPLY_ADD(z, (VECTOR)0x1.4ae0cp-26f, NAME(entry_of_32)(NAME(reciprocal_logarithms_low), interval));
  rest = MULTIPLY_ADD(square * z, HORNER3(z, 0x1.ec71p-2f, -0x1.716b16p-2f, 0x1.23b284p-2f), rest);
  VECTOR part = curve + rest, part_low = rest - (part - curve) + curve_low;

  // The product with the whole is near n / 16, so that their difference loses nothing that counts.
  VECTOR product = y * whole, product_low = MULTIPLY_ADD(y, part_low, MULTIPLY_ADD(y, whole, -product));
  VECTOR turned = MULTIPLY_ADD(y, part, product) + SIXTEENTHS_ROUNDER;
  VECTOR f = MULTIPLY_ADD(y, part, product - (turned - SIXTEENTHS_ROUNDER)) + product_low;
  VECTOR p = MULTIPLY_ADD(f * f, MULTIPLY_ADD(f, (VECTOR)0x1.c6b46ap-5f, (VECTOR)0x1.ebfff6p-3f), f * 0x1.62e43p-1f);
  VECTOR root = NAME(entry_of_16)(NAME(sixteenths), BITS(turned));
  VECTOR power = root + MULTIPLY_ADD(root, p, NAME(entry_of_16)(NAME(sixteenths_low), BITS(turned)));

  *key = NAME(key_of_power)(x, turned, (VECTOR)SIXTEENTHS_ROUNDER, 4);
  return VALUE(BITS(power) + ((BITS(turned) << (MANTISSA_BITS - 4)) & (INTEGERS)0xff800000));
}
GUARDED_PAIR(power_of, careful_power, KEY_OF_POWER_LIMIT(4))
