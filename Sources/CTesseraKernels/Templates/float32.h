// Float: its types, and the constants of its functions. Polynomials are minimax (Remez exchange, 60 digits); their
// comments give the largest error of what they stand for.
#define ELEMENT float32
#define SCALAR float
#define SIGNED int32_t
#define FLOATING 1
#define LOWEST -INFINITY
#define LARGEST INFINITY
#define LARGER(x, y) __builtin_elementwise_maximum(x, y)
#define SMALLER(x, y) __builtin_elementwise_minimum(x, y)
#define OF_CLASS(floats, integers, booleans) floats
#define REDUCTION_OF_CLASS(floats, wide, narrow, booleans) floats
#define MANTISSA_BITS 23
#define EXPONENT_BIAS 127
#define SMALLEST_NORMAL FLT_MIN

// A sum with 1.5 * 2^23 is rounded to an integer, which is in the low bits.
#define ROUNDER 0x1.8p23f
// A quotient of so many bits is exact, and so is the rest that it leaves (remainders.h).
#define QUOTIENT_BITS 21
#define LARGEST_QUOTIENT 0x1p21f
#define LARGE_SCALE 0x1p60f
// From here on every value is an integer; from twice that on an even one.
#define ALL_INTEGERS 0x1p23f
#define SUBNORMAL_SCALE 0x1p25f
#define SUBNORMAL_SCALE_EXPONENT 25
// The bits of sqrt(1/2).
#define SQUARE_ROOT_HALF_BITS 0x3f3504f3
// 2^12 + 1 cuts a value into two halves whose products are exact (Dekker 1971).
#define SPLITTER 0x1.002p12f

#define LOG2_E 0x1.715476p+0f
// ln 2 in two parts; the first has 15 bits, so that its product with an exponent is exact.
#define LN2_HIGH 0x1.62e4p-1f
#define LN2_LOW 0x1.7f7d1cp-20f

// exp(-104) rounds to 0, exp(89) to infinity.
#define EXPONENTIAL_LOWEST -104.0f
#define EXPONENTIAL_LARGEST 89.0f
// A power of two within +-SCALE_STEP is normal, and so is its product with 1.5; two of them reach every exponent.
#define SCALE_STEP 100.0f
// tanh(10) rounds to 1.
#define TANH_LARGEST 10.0f

// (exp(r) - 1 - r) / r^2 for |r| <= ln(2) / 2; error of exp(r) - 1: 2^-26.1 relative.
#define EXPONENTIAL_POLYNOMIAL(r) HORNER5(r, 0x1.0p-1f, 0x1.5554bp-3f, 0x1.555488p-5f, 0x1.122732p-7f, 0x1.6d97bp-10f)

// (log((1 + s) / (1 - s)) / s - 2) / z for z = s^2, |s| <= (sqrt(2) - 1) / (sqrt(2) + 1); error of the logarithm:
// 2^-30 relative.
#define LOGARITHM_POLYNOMIAL(z) HORNER3(z, 0x1.55557ap-1f, 0x1.995ee6p-2f, 0x1.31dfdcp-2f)

// (tanh(x) / x - 1) / z for z = x^2, |x| <= 0.55; error of tanh: 2^-29.9 relative.
#define TANH_POLYNOMIAL(z) HORNER5(z, -0x1.55554cp-2f, 0x1.110d3ap-3f, -0x1.b92ba8p-5f, 0x1.5955eap-6f, -0x1.9bb6bap-8f)
