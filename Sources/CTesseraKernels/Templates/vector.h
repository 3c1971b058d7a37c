// Vectors of one element type: loads and stores of any alignment, and the few steps that all functions share.
#define LANES ((size_t)VECTOR_BYTES / sizeof(SCALAR))

typedef SCALAR NAME(vector) __attribute__((ext_vector_type(VECTOR_BYTES / sizeof(SCALAR))));
typedef SIGNED NAME(integers) __attribute__((ext_vector_type(VECTOR_BYTES / sizeof(SCALAR))));
#define VECTOR NAME(vector)
#define INTEGERS NAME(integers)

// The bits of a vector's elements, and back.
#define BITS(vector) ((INTEGERS)(vector))
#define VALUE(bits) ((VECTOR)(bits))
// A comparison as integers, all ones where it holds: where int64_t is long long, the compiler gives vectors of long.
#define MASK(comparison) ((INTEGERS)(comparison))

// A vector in memory, wherever it starts; the loop over explicit loads and stores stays fast when output is input.
typedef struct {
  VECTOR value;
} __attribute__((packed, may_alias)) NAME(unaligned);

INLINE VECTOR NAME(load)(const void* pointer) { return ((const NAME(unaligned)*)pointer)->value; }
INLINE void NAME(store)(void* pointer, VECTOR vector) { ((NAME(unaligned)*)pointer)->value = vector; }

// The first `count` < LANES elements; the other lanes hold `padding`.
INLINE VECTOR NAME(load_part)(const void* pointer, size_t count, SCALAR padding) {
  VECTOR vector = padding;
  if (count > 0) memcpy(&vector, pointer, count * sizeof(SCALAR));
  return vector;
}

INLINE void NAME(store_part)(void* pointer, VECTOR vector, size_t count) {
  if (count > 0) memcpy(pointer, &vector, count * sizeof(SCALAR));
}

INLINE SCALAR NAME(load_scalar)(const void* pointer) {
  SCALAR scalar;
  memcpy(&scalar, pointer, sizeof(scalar));
  return scalar;
}

// The address of an element.
INLINE const void* NAME(at)(const void* pointer, size_t index) { return (const char*)pointer + index * sizeof(SCALAR); }
INLINE void* NAME(at_output)(void* pointer, size_t index) { return (char*)pointer + index * sizeof(SCALAR); }

#ifndef MULTIPLY_ADD
// a * b + c, rounded once where the level has the instruction.
#if FUSED
#define MULTIPLY_ADD(a, b, c) __builtin_elementwise_fma(a, b, c)
#else
#define MULTIPLY_ADD(a, b, c) ((a) * (b) + (c))
#endif

// Polynomials by Horner's rule, lowest coefficient first.
#define HORNER2(x, a, b) MULTIPLY_ADD(x, VECTOR_OF(x, b), VECTOR_OF(x, a))
#define HORNER3(x, a, ...) MULTIPLY_ADD(x, HORNER2(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER4(x, a, ...) MULTIPLY_ADD(x, HORNER3(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER5(x, a, ...) MULTIPLY_ADD(x, HORNER4(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER6(x, a, ...) MULTIPLY_ADD(x, HORNER5(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER7(x, a, ...) MULTIPLY_ADD(x, HORNER6(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER8(x, a, ...) MULTIPLY_ADD(x, HORNER7(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER9(x, a, ...) MULTIPLY_ADD(x, HORNER8(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER10(x, a, ...) MULTIPLY_ADD(x, HORNER9(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER11(x, a, ...) MULTIPLY_ADD(x, HORNER10(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER12(x, a, ...) MULTIPLY_ADD(x, HORNER11(x, __VA_ARGS__), VECTOR_OF(x, a))
#define VECTOR_OF(x, constant) ((__typeof__(x))(constant))
#endif

// The rounding error of product = a * b, exactly (unless it underflows): a * b - product.
INLINE VECTOR NAME(product_error)(VECTOR a, VECTOR b, VECTOR product) {
#if FUSED
  return __builtin_elementwise_fma(a, b, -product);
#else
  VECTOR a_high = SPLITTER * a - (SPLITTER * a - a), a_low = a - a_high;
  VECTOR b_high = SPLITTER * b - (SPLITTER * b - b), b_low = b - b_high;
  return ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
#endif
}

// -x, |x| and magnitude with the sign of x change or read the sign bit alone: NaN and zeros included.
INLINE INTEGERS NAME(sign_bits)(VECTOR x) { return BITS(x) & BITS((VECTOR)(SCALAR)-0.0); }
INLINE VECTOR NAME(negated)(VECTOR x) { return VALUE(BITS(x) ^ BITS((VECTOR)(SCALAR)-0.0)); }
INLINE VECTOR NAME(magnitude)(VECTOR x) { return VALUE(BITS(x) & ~BITS((VECTOR)(SCALAR)-0.0)); }
INLINE VECTOR NAME(with_sign)(VECTOR magnitude, VECTOR x) { return VALUE(BITS(magnitude) | NAME(sign_bits)(x)); }

// The integer nearest to x y, for |x y| < 2^(MANTISSA_BITS - 2).
INLINE VECTOR NAME(rounded_product)(VECTOR x, VECTOR y) { return MULTIPLY_ADD(x, y, (VECTOR)ROUNDER) - ROUNDER; }

// 2^n for an integer n whose power is normal: the sum puts n + EXPONENT_BIAS into the low bits.
INLINE VECTOR NAME(power_of_two)(VECTOR n) { return VALUE(BITS(n + (ROUNDER + EXPONENT_BIAS)) << MANTISSA_BITS); }

// x * 2^n for |n| <= SCALE_STEP * 2 and x near 1, rounded to a subnormal or to infinity where that is the result.
INLINE VECTOR NAME(scaled)(VECTOR x, VECTOR n) {
  VECTOR first = n < -SCALE_STEP ? (VECTOR)-SCALE_STEP : n;
  first = first > SCALE_STEP ? (VECTOR)SCALE_STEP : first;
  return x * NAME(power_of_two)(first) * NAME(power_of_two)(n - first);
}
