// The functions of Float at levels without a fused multiply-add.
#include "always_careful.h"
#define FROM_WIDE(name) \
  INLINE VECTOR NAME(name##_of)(VECTOR x) { return NAME(wide_##name)(x); }
FROM_WIDE(exponential2)
FROM_WIDE(exponential_minus_one)
FROM_WIDE(hyperbolic_sine)
FROM_WIDE(hyperbolic_cosine)
FROM_WIDE(logarithm2)
FROM_WIDE(logarithm10)
FROM_WIDE(logarithm_plus_one)
FROM_WIDE(softplus)
FROM_WIDE(inverse_hyperbolic_sine)
FROM_WIDE(inverse_hyperbolic_cosine)
FROM_WIDE(inverse_hyperbolic_tangent)
FROM_WIDE(sine)
FROM_WIDE(cosine)
FROM_WIDE(tangent)
FROM_WIDE(arc_sine)
FROM_WIDE(arc_cosine)
FROM_WIDE(arc_tangent)
FROM_WIDE(complementary_error_function)
FROM_WIDE(gelu)
INLINE VECTOR NAME(arc_tangent2_of)(VECTOR y, VECTOR x) { return NAME(wide_arc_tangent2)(y, x); }
INLINE VECTOR NAME(hypotenuse_of)(VECTOR x, VECTOR y) { return NAME(wide_hypotenuse)(x, y); }

// erf(x) = x + x P(x^2) below 1, 1 - exp(R(|x|)) above, where exp(R) is the complement within 2^-29 of 1.
INLINE VECTOR NAME(error_function_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x), bounded = a > 4.0f ? (VECTOR)4.0f : a;
  VECTOR p = HORNER7(
    a * a, 0x1.06eba8p-3f, -0x1.81273ep-2f, 0x1.ce2d1ep-4f, -0x1.b7fb86p-6f, 0x1.54186cp-8f, -0x1.a479dcp-11f,
    0x1.4ac1a4p-14f);
  VECTOR logarithm = HORNER7(
    bounded, -0x1.72f04ep-12f, -0x1.2085bp+0f, -0x1.46c58cp-1f, -0x1.a60a4ap-4f, 0x1.6541b2p-6f, -0x1.814bf8p-9f,
    0x1.852bd4p-13f);
  VECTOR large = 1.0f - NAME(careful_exponential)(logarithm);
  return NAME(with_sign)(a < 1.0f ? MULTIPLY_ADD(a, p, a) : large, x);
}
