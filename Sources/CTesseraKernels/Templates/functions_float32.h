// Functions of Float that are right for every argument: computed in Double, half a vector at a time (short_float64.h).
#define DOUBLES vector_float64
#define THROUGH_DOUBLE(name)                                                        \
  INLINE VECTOR NAME(wide_##name)(VECTOR x) {                                          \
    VECTOR result;                                                                  \
    result.lo = __builtin_convertvector(                                            \
      JOIN(short_##name, float64)(__builtin_convertvector(x.lo, DOUBLES)), HALF);   \
    result.hi = __builtin_convertvector(                                            \
      JOIN(short_##name, float64)(__builtin_convertvector(x.hi, DOUBLES)), HALF);   \
    return result;                                                                  \
  }
#define THROUGH_DOUBLES(name)                                                                                     \
  INLINE VECTOR NAME(wide_##name)(VECTOR x, VECTOR y) {                                                              \
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
THROUGH_DOUBLE(gelu)
THROUGH_DOUBLES(arc_tangent2)
THROUGH_DOUBLES(hypotenuse)

// Without a fused multiply-add the forms in Float lose too many digits.
#if FUSED
#include "exponentials_float32.h"
#include "logarithms_float32.h"
#include "error_function_float32.h"
#include "trigonometric_float32.h"
#else
#include "wide_float32.h"
#endif
