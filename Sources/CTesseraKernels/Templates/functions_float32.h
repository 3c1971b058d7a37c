// Functions of Float: most of them are computed in Double, half a vector at a time (short_float64.h).
#define DOUBLES vector_float64
#define THROUGH_DOUBLE(name)                                                        \
  INLINE VECTOR NAME(name##_of)(VECTOR x) {                                         \
    VECTOR result;                                                                  \
    result.lo = __builtin_convertvector(                                            \
      JOIN(short_##name, float64)(__builtin_convertvector(x.lo, DOUBLES)), HALF);   \
    result.hi = __builtin_convertvector(                                            \
      JOIN(short_##name, float64)(__builtin_convertvector(x.hi, DOUBLES)), HALF);   \
    return result;                                                                  \
  }
#define THROUGH_DOUBLES(name)                                                                                     \
  INLINE VECTOR NAME(name##_of)(VECTOR x, VECTOR y) {                                                             \
    VECTOR result;                                                                                                \
    result.lo = __builtin_convertvector(                                                                          \
      JOIN(short_##name, float64)(                                                                                \
        __builtin_convertvector(x.lo, DOUBLES), __builtin_convertvector(y.lo, DOUBLES)), HALF);                   \
    result.hi = __builtin_convertvector(                                                                          \
      JOIN(short_##name, float64)(                                                                                \
        __builtin_convertvector(x.hi, DOUBLES), __builtin_convertvector(y.hi, DOUBLES)), HALF);                   \
    return result;                                                                                                \
  }

typedef float NAME(half_vector) __attribute__((ext_vector_type(VECTOR_BYTES / sizeof(SCALAR) / 2)));
#define HALF NAME(half_vector)

THROUGH_DOUBLE(exponential2)
THROUGH_DOUBLE(exponential_minus_one)
THROUGH_DOUBLE(hyperbolic_sine)
THROUGH_DOUBLE(hyperbolic_cosine)
THROUGH_DOUBLE(logarithm2)
THROUGH_DOUBLE(logarithm10)
THROUGH_DOUBLE(logarithm_plus_one)
THROUGH_DOUBLE(softplus)
THROUGH_DOUBLE(inverse_hyperbolic_sine)
THROUGH_DOUBLE(inverse_hyperbolic_cosine)
THROUGH_DOUBLE(inverse_hyperbolic_tangent)
THROUGH_DOUBLE(sine)
THROUGH_DOUBLE(cosine)
THROUGH_DOUBLE(tangent)
THROUGH_DOUBLE(arc_sine)
THROUGH_DOUBLE(arc_cosine)
THROUGH_DOUBLE(arc_tangent)
THROUGH_DOUBLE(complementary_error_function)
THROUGH_DOUBLES(arc_tangent2)
THROUGH_DOUBLES(hypotenuse)

// erf(x) = x + x P(x^2) below 1, 1 - exp(R(|x|)) above, where exp(R) is the complement within 2^-29 of 1.
INLINE VECTOR NAME(error_function_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), bounded = a > 4.0f ? (VECTOR)4.0f : a;
  VECTOR p = HORNER7(
    a * a, 0x1.06eba8p-3f, -0x1.81273ep-2f, 0x1.ce2d1ep-4f, -0x1.b7fb86p-6f, 0x1.54186cp-8f, -0x1.a479dcp-11f,
    0x1.4ac1a4p-14f);
  VECTOR logarithm = HORNER7(
    bounded, -0x1.72f04ep-12f, -0x1.2085bp+0f, -0x1.46c58cp-1f, -0x1.a60a4ap-4f, 0x1.6541b2p-6f, -0x1.814bf8p-9f,
    0x1.852bd4p-13f);
  VECTOR large = 1.0f - NAME(exponential_of)(logarithm);
  return NAME(with_sign)(a < 1.0f ? MULTIPLY_ADD(a, p, a) : large, x);
}
