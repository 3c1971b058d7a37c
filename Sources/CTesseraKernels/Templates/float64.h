// Double: its types, and the constants of its functions. Polynomials are minimax (Remez exchange, 60 digits); their
// comments give the largest error of what they stand for.
#define ELEMENT float64
#define SCALAR double
#define SIGNED int64_t
#define FLOATING 1
#define LOWEST -INFINITY
#define LARGEST INFINITY
#define LARGER(x, y) __builtin_elementwise_maximum(x, y)
#define SMALLER(x, y) __builtin_elementwise_minimum(x, y)
#define OF_CLASS(floats, integers, booleans) floats
#define REDUCTION_OF_CLASS(floats, wide, narrow, booleans) floats
#define MANTISSA_BITS 52
#define EXPONENT_BIAS 1023
#define SMALLEST_NORMAL DBL_MIN

// A sum with 1.5 * 2^52 is rounded to an integer, which is in the low bits.
#define ROUNDER 0x1.8p52
// A quotient of so many bits is exact, and so is the rest that it leaves (remainders.h).
#define QUOTIENT_BITS 50
#define LARGEST_QUOTIENT 0x1p50
#define LARGE_SCALE 0x1p500
// From here on every value is an integer; from twice that on an even one.
#define ALL_INTEGERS 0x1p52
#define SUBNORMAL_SCALE 0x1p54
#define SUBNORMAL_SCALE_EXPONENT 54
// The bits of sqrt(1/2).
#define SQUARE_ROOT_HALF_BITS 0x3fe6a09e667f3bcd
// 2^27 + 1 cuts a value into two halves whose products are exact (Dekker 1971).
#define SPLITTER 0x1.0000002p27

#define LOG2_E 0x1.71547652b82fep+0
// ln 2 in two parts; the first has 41 bits, so that its product with an exponent is exact.
#define LN2_HIGH 0x1.62e42fefa4p-1
#define LN2_LOW -0x1.8432a1b0e2634p-43

// exp(-746) rounds to 0, exp(710) to infinity.
#define EXPONENTIAL_LOWEST -746.0
#define EXPONENTIAL_LARGEST 710.0
// A power of two within +-SCALE_STEP is normal, and so is its product with 1.5; two of them reach every exponent.
#define SCALE_STEP 1000.0
// tanh(20) rounds to 1.
#define TANH_LARGEST 20.0

// (exp(r) - 1 - r) / r^2 for |r| <= ln(2) / 2; error of exp(r) - 1: 2^-61.6 relative.
#define EXPONENTIAL_POLYNOMIAL(r)                                                                         \
  HORNER11(                                                                                               \
    r, 0x1.0p-1, 0x1.5555555555559p-3, 0x1.555555555555ap-5, 0x1.111111110f748p-7, 0x1.6c16c16c14548p-10, \
    0x1.a01a01afb070cp-13, 0x1.a01a01b079f89p-16, 0x1.71ddf8c93ec06p-19, 0x1.27e4c60dd76c4p-22,           \
    0x1.af5e073315e9fp-26, 0x1.1f94d2ba49ad7p-29)

// (log((1 + s) / (1 - s)) / s - 2) / z for z = s^2, |s| <= (sqrt(2) - 1) / (sqrt(2) + 1); error of the logarithm:
// 2^-59 relative.
#define LOGARITHM_POLYNOMIAL(z)                                                                                      \
  HORNER7(                                                                                                           \
    z, 0x1.555555555558fp-1, 0x1.9999999980aecp-2, 0x1.249249415d0f4p-2, 0x1.c71c526c76384p-3, 0x1.74662dc6cd809p-3, \
    0x1.39a33470e910dp-3, 0x1.2ef893f7a53cbp-3)

// Two terms further into the same series: (log((1 + s) / (1 - s)) / s - 2 - 2 z / 3) / z^2.
#define POWER_POLYNOMIAL(z)                                                                                         \
  HORNER8(                                                                                                          \
    z, 0x1.9999999999997p-2, 0x1.2492492492e16p-2, 0x1.c71c71c5b5862p-3, 0x1.745d181cbc4ep-3, 0x1.3b1367b190f6dp-3, \
    0x1.11200ce7ec497p-3, 0x1.de4b4b6b7c63fp-4, 0x1.ea5e2f7d821ap-4)

// (tanh(x) / x - 1) / z for z = x^2, |x| <= 0.55; error of tanh: 2^-65.8 relative.
#define TANH_POLYNOMIAL(z)                                                                      \
  HORNER12(                                                                                     \
    z, -0x1.5555555555555p-2, 0x1.11111111110b4p-3, -0x1.ba1ba1ba14711p-5, 0x1.664f488084fap-6, \
    -0x1.226e34f615199p-7, 0x1.d6d3b89921e6p-9, -0x1.7da18075048fap-10, 0x1.353e50ae4f70bp-11,  \
    -0x1.f395dd5ae75fbp-13, 0x1.8a304b5fdb007p-14, -0x1.14b0b6ab5429cp-15, 0x1.f48923590294fp-18)
