// The few steps that all functions of floating-point numbers share.

// The bits of a vector's elements, and back.
#define BITS(vector) ((INTEGERS)(vector))
#define VALUE(bits) ((VECTOR)(bits))

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
#define HORNER13(x, a, ...) MULTIPLY_ADD(x, HORNER12(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER14(x, a, ...) MULTIPLY_ADD(x, HORNER13(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER15(x, a, ...) MULTIPLY_ADD(x, HORNER14(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER16(x, a, ...) MULTIPLY_ADD(x, HORNER15(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER17(x, a, ...) MULTIPLY_ADD(x, HORNER16(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER18(x, a, ...) MULTIPLY_ADD(x, HORNER17(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER19(x, a, ...) MULTIPLY_ADD(x, HORNER18(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER20(x, a, ...) MULTIPLY_ADD(x, HORNER19(x, __VA_ARGS__), VECTOR_OF(x, a))
#define HORNER21(x, a, ...) MULTIPLY_ADD(x, HORNER20(x, __VA_ARGS__), VECTOR_OF(x, a))

// The same in pairs of coefficients, where `square` is x^2 (Estrin 1960): half the latency, which is what long
// functions wait for.
#define PAIRED2(x, square, a, b) HORNER2(x, a, b)
#define PAIRED3(x, square, a, b, c) MULTIPLY_ADD(square, VECTOR_OF(x, c), HORNER2(x, a, b))
#define PAIRED4(x, square, a, b, ...) MULTIPLY_ADD(square, PAIRED2(x, square, __VA_ARGS__), HORNER2(x, a, b))
#define PAIRED5(x, square, a, b, ...) MULTIPLY_ADD(square, PAIRED3(x, square, __VA_ARGS__), HORNER2(x, a, b))
#define PAIRED6(x, square, a, b, ...) MULTIPLY_ADD(square, PAIRED4(x, square, __VA_ARGS__), HORNER2(x, a, b))
#define PAIRED7(x, square, a, b, ...) MULTIPLY_ADD(square, PAIRED5(x, square, __VA_ARGS__), HORNER2(x, a, b))
#define PAIRED8(x, square, a, b, ...) MULTIPLY_ADD(square, PAIRED6(x, square, __VA_ARGS__), HORNER2(x, a, b))
#define PAIRED9(x, square, a, b, ...) MULTIPLY_ADD(square, PAIRED7(x, square, __VA_ARGS__), HORNER2(x, a, b))

// A step of a polynomial that the two registers of a vector take together: neither goes on before the other is here. Some
// functions are compiled to one register after the other, and then wait for the processor's scheduler, which holds
// little more than one such chain (Zen 3: 64 operations).
#if REGISTERS == 2
#define STEP(x, rest, a)                                           \
  ({                                                               \
    __typeof__(x) sum = MULTIPLY_ADD(x, rest, VECTOR_OF(x, a));    \
    __typeof__(sum.lo) low = sum.lo, high = sum.hi;                \
    __asm__("" : "+x"(low), "+x"(high));                           \
    sum.lo = low, sum.hi = high;                                   \
    sum;                                                           \
  })
#else
#define STEP(x, rest, a) MULTIPLY_ADD(x, rest, VECTOR_OF(x, a))
#endif
#define STEPS2(x, a, b) STEP(x, VECTOR_OF(x, b), a)
#define STEPS3(x, a, ...) STEP(x, STEPS2(x, __VA_ARGS__), a)
#define STEPS4(x, a, ...) STEP(x, STEPS3(x, __VA_ARGS__), a)
#define STEPS5(x, a, ...) STEP(x, STEPS4(x, __VA_ARGS__), a)
#define STEPS6(x, a, ...) STEP(x, STEPS5(x, __VA_ARGS__), a)
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
