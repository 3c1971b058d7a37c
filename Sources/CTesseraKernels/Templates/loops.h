// Loops that apply a formula of one or two operands.
//
// An element's bits depend on its operands alone: the tail runs the same vector arithmetic as the body. With at least
// one whole vector the tail is the last vector, read before anything is written and written after everything else, so
// that elements which the body covers too get the same bits again, in place as well.

// KIND is what the formula gives: a vector of elements, or bytes (vector.h).
#define UNARY_LOOP(name, KIND)                                                                   \
  static void NAME(unary_##name)(const void* input, void* output, size_t count) {                \
    if (count < LANES) {                                                                         \
      NAME(KIND) part = NAME(apply_##name)(NAME(load_part)(input, count, 1));                    \
      NAME(put_part_##KIND)(output, part, count);                                                \
      return;                                                                                    \
    }                                                                                            \
    NAME(KIND) last = NAME(apply_##name)(NAME(load)(NAME(at)(input, count - LANES)));            \
    for (size_t i = 0; i + LANES <= count; i += LANES) {                                         \
      NAME(put_##KIND)(output, i, NAME(apply_##name)(NAME(load)(NAME(at)(input, i))));           \
    }                                                                                            \
    NAME(put_##KIND)(output, count - LANES, last);                                               \
  }

// One form of a function of two operands. LHS(i) and RHS(i) are vectors of their elements from i on; LHS_PART and
// RHS_PART those of a count below LANES.
#define BINARY_FORM(name, form, KIND, SPLAT, LHS, RHS, LHS_PART, RHS_PART)                                 \
  static void NAME(binary_##name##_##form)(const void* lhs, const void* rhs, void* output, size_t count) { \
    if (count == 0) return;                                                                                \
    VECTOR splat = SPLAT;                                                                                  \
    if (count < LANES) {                                                                                   \
      NAME(put_part_##KIND)(output, NAME(apply_##name)(LHS_PART, RHS_PART), count);                        \
      return;                                                                                              \
    }                                                                                                      \
    NAME(KIND) last = NAME(apply_##name)(LHS(count - LANES), RHS(count - LANES));                          \
    for (size_t i = 0; i + LANES <= count; i += LANES) {                                                   \
      NAME(put_##KIND)(output, i, NAME(apply_##name)(LHS(i), RHS(i)));                                     \
    }                                                                                                      \
    NAME(put_##KIND)(output, count - LANES, last);                                                         \
    (void)splat;                                                                                           \
  }

#define LHS_VECTOR(i) NAME(load)(NAME(at)(lhs, i))
#define RHS_VECTOR(i) NAME(load)(NAME(at)(rhs, i))
#define LHS_VECTOR_PART NAME(load_part)(lhs, count, 1)
#define RHS_VECTOR_PART NAME(load_part)(rhs, count, 1)
#define SPLAT_OF(i) splat

#define BINARY_LOOPS(name, KIND)                                                                         \
  BINARY_FORM(name, vector_vector, KIND, (VECTOR)0, LHS_VECTOR, RHS_VECTOR, LHS_VECTOR_PART, RHS_VECTOR_PART) \
  BINARY_FORM(                                                                                           \
    name, vector_scalar, KIND, (VECTOR)NAME(load_scalar)(rhs), LHS_VECTOR, SPLAT_OF, LHS_VECTOR_PART, splat)  \
  BINARY_FORM(                                                                                           \
    name, scalar_vector, KIND, (VECTOR)NAME(load_scalar)(lhs), SPLAT_OF, RHS_VECTOR, splat, RHS_VECTOR_PART)

// Functions whose results are elements.
#define UNARY(name, formula)                                     \
  INLINE VECTOR NAME(apply_##name)(VECTOR x) { return formula; } \
  UNARY_LOOP(name, vector)

#define BINARY(name, formula)                                              \
  INLINE VECTOR NAME(apply_##name)(VECTOR x, VECTOR y) { return formula; } \
  BINARY_LOOPS(name, vector)

// Functions whose results are a byte an element; the formula is a comparison.
#define PREDICATE(name, formula)                                                  \
  INLINE BYTES NAME(apply_##name)(VECTOR x) { return NAME(bytes_of)(formula); }   \
  UNARY_LOOP(name, bytes)

#define COMPARISON(name, formula)                                                         \
  INLINE BYTES NAME(apply_##name)(VECTOR x, VECTOR y) { return NAME(bytes_of)(formula); } \
  BINARY_LOOPS(name, bytes)

// One form of x y + z, rounded twice; Y and Z are `vector` or `scalar`.
#define OPERAND_vector(name, i) NAME(load)(NAME(at)(name, i))
#define OPERAND_scalar(name, i) name##_splat
#define OPERAND_PART_vector(name) NAME(load_part)(name, count, 1)
#define OPERAND_PART_scalar(name) name##_splat
#define MULTIPLY_ADD_FORM(Y, Z)                                                                                      \
  static void NAME(multiply_add_##Y##_##Z)(                                                                          \
    const void* x, const void* y, const void* z, void* output, size_t count) {                                       \
    if (count == 0) return;                                                                                          \
    VECTOR y_splat = (VECTOR)NAME(load_scalar)(y), z_splat = (VECTOR)NAME(load_scalar)(z);                           \
    if (count < LANES) {                                                                                             \
      VECTOR part = OPERAND_PART_vector(x) * OPERAND_PART_##Y(y) + OPERAND_PART_##Z(z);                              \
      NAME(store_part)(output, part, count);                                                                         \
      return;                                                                                                        \
    }                                                                                                                \
    size_t end = count - LANES;                                                                                      \
    VECTOR last = OPERAND_vector(x, end) * OPERAND_##Y(y, end) + OPERAND_##Z(z, end);                                \
    for (size_t i = 0; i + LANES <= count; i += LANES) {                                                             \
      NAME(store)(NAME(at_output)(output, i), OPERAND_vector(x, i) * OPERAND_##Y(y, i) + OPERAND_##Z(z, i));         \
    }                                                                                                                \
    NAME(store)(NAME(at_output)(output, end), last);                                                                 \
    (void)y_splat, (void)z_splat;                                                                                    \
  }
