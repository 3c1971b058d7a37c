// Functions of one and two operands: one formula a line, and the loops that apply it.
//
// An element's bits depend on its operands alone: the tail runs the same vector arithmetic as the body. With at least
// one whole vector the tail is the last vector, read before anything is written and written after everything else, so
// that elements which the body covers too get the same bits again, in place as well.

#ifndef UNARY
#define UNARY(name, formula)                                                                       \
  INLINE VECTOR NAME(apply_##name)(VECTOR x) { return formula; }                                   \
  static void NAME(unary_##name)(const void* input, void* output, size_t count) {                  \
    if (count < LANES) {                                                                           \
      VECTOR part = NAME(apply_##name)(NAME(load_part)(input, count, 1));                          \
      NAME(store_part)(output, part, count);                                                       \
      return;                                                                                      \
    }                                                                                              \
    VECTOR last = NAME(apply_##name)(NAME(load)(NAME(at)(input, count - LANES)));                  \
    for (size_t i = 0; i + LANES <= count; i += LANES) {                                           \
      NAME(store)(NAME(at_output)(output, i), NAME(apply_##name)(NAME(load)(NAME(at)(input, i)))); \
    }                                                                                              \
    NAME(store)(NAME(at_output)(output, count - LANES), last);                                     \
  }

// One form of a function of two operands. LHS(i) and RHS(i) are vectors of their elements from i on; LHS_PART and
// RHS_PART those of a count below LANES.
#define BINARY_FORM(name, form, SPLAT, LHS, RHS, LHS_PART, RHS_PART)                                       \
  static void NAME(binary_##name##_##form)(const void* lhs, const void* rhs, void* output, size_t count) { \
    if (count == 0) return;                                                                                \
    VECTOR splat = SPLAT;                                                                                  \
    if (count < LANES) {                                                                                   \
      NAME(store_part)(output, NAME(apply_##name)(LHS_PART, RHS_PART), count);                             \
      return;                                                                                              \
    }                                                                                                      \
    VECTOR last = NAME(apply_##name)(LHS(count - LANES), RHS(count - LANES));                              \
    for (size_t i = 0; i + LANES <= count; i += LANES) {                                                   \
      NAME(store)(NAME(at_output)(output, i), NAME(apply_##name)(LHS(i), RHS(i)));                         \
    }                                                                                                      \
    NAME(store)(NAME(at_output)(output, count - LANES), last);                                             \
    (void)splat;                                                                                           \
  }

#define LHS_VECTOR(i) NAME(load)(NAME(at)(lhs, i))
#define RHS_VECTOR(i) NAME(load)(NAME(at)(rhs, i))
#define LHS_VECTOR_PART NAME(load_part)(lhs, count, 1)
#define RHS_VECTOR_PART NAME(load_part)(rhs, count, 1)
#define SPLAT_OF(i) splat

#define BINARY(name, formula)                                                                                    \
  INLINE VECTOR NAME(apply_##name)(VECTOR x, VECTOR y) { return formula; }                                       \
  BINARY_FORM(name, vector_vector, (VECTOR)0, LHS_VECTOR, RHS_VECTOR, LHS_VECTOR_PART, RHS_VECTOR_PART)          \
  BINARY_FORM(name, vector_scalar, (VECTOR)NAME(load_scalar)(rhs), LHS_VECTOR, SPLAT_OF, LHS_VECTOR_PART, splat) \
  BINARY_FORM(name, scalar_vector, (VECTOR)NAME(load_scalar)(lhs), SPLAT_OF, RHS_VECTOR, splat, RHS_VECTOR_PART)
#endif

UNARY(negate, NAME(negated)(x))
UNARY(absolute, NAME(magnitude)(x))
UNARY(squareRoot, __builtin_elementwise_sqrt(x))
UNARY(exponential, NAME(exponential_of)(x))
UNARY(logarithm, NAME(logarithm_of)(x))
UNARY(hyperbolicTangent, NAME(hyperbolic_tangent_of)(x))
UNARY(sigmoid, NAME(sigmoid_of)(x))
UNARY(relu, x <= 0 ? (VECTOR)0 : x)

BINARY(add, x + y)
BINARY(subtract, x - y)
BINARY(multiply, x * y)
BINARY(divide, x / y)
BINARY(power, NAME(power_of)(x, y))
BINARY(minimum, __builtin_elementwise_minimum(x, y))
BINARY(maximum, __builtin_elementwise_maximum(x, y))
