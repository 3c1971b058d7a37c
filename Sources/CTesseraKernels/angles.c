// The reduction of large angles (Payne and Hanek 1983): x = m 2^e, and of the bits of 2/pi only those count whose
// products with m 2^e are neither multiples of four quarter turns nor below 2^-130.
#include <math.h>
#include <string.h>

#include "Templates/prelude.h"

// 64 zeros, and the 1280 bits of 2/pi that the largest Double needs.
static const uint64_t two_over_pi[] = {
  0x0000000000000000, 0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
  0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41,
  0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7,
  0x4f463f669e5fea2d, 0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab,
  0xf0cfbc209af4361d,
};

__extension__ typedef unsigned __int128 wide;
__extension__ typedef __int128 wide_integer;

// pi/2 2^127.
static const wide half_pi = (wide)0xc90fdaa22168c234 << 64 | 0xc4c6628b80dc1cd1;

// The upper half of the product of two 128-bit numbers; what the lower halves carry is 2^-64 of a unit and left out.
static wide upper_product(wide a, wide b) {
  uint64_t a_high = (uint64_t)(a >> 64), a_low = (uint64_t)a, b_high = (uint64_t)(b >> 64), b_low = (uint64_t)b;
  wide first = (wide)a_high * b_low, second = (wide)a_low * b_high, third = (wide)a_low * b_low;
  wide middle = (wide)(uint64_t)first + (uint64_t)second + (uint64_t)(third >> 64);
  return (wide)a_high * b_high + (first >> 64) + (second >> 64) + (middle >> 64);
}

void tessera_reduce_angle(double x, double* high, double* low, int64_t* quadrant) {
  if (!(fabs(x) < INFINITY)) {
    *high = *low = NAN;
    *quadrant = 0;
    return;
  }
  uint64_t bits;
  memcpy(&bits, &x, sizeof(bits));
  uint64_t mantissa = (bits & 0xfffffffffffff) | 0x10000000000000;
  int exponent = (int)(bits >> 52 & 0x7ff) - 1075;
  // 192 bits of 2/pi from the bit of weight 2^(1 - exponent) on, whose product with x is 2 or less of the last digit of
  // m.
  size_t first = (size_t)(exponent - 2 + 64), word = first / 64, shift = first % 64;
  uint64_t window[3];
  for (size_t i = 0; i < 3; i++) {
    wide two = (wide)two_over_pi[word + i] << 64 | two_over_pi[word + i + 1];
    window[i] = (uint64_t)(two << shift >> 64);
  }
  // The product modulo 2^192 is x 2/pi modulo 4, in units of 2^-190.
  wide lower = (wide)mantissa * window[2], middle = (wide)mantissa * window[1] + (lower >> 64);
  uint64_t upper = mantissa * window[0] + (uint64_t)(middle >> 64);
  wide fraction = ((wide)upper << 64 | (uint64_t)middle) << 2 | (uint64_t)lower >> 62;
  // A fraction from 1/2 on is one below the next quarter turn.
  int negative = (int)(fraction >> 127);
  int64_t turns = (int64_t)(upper >> 62) + negative;
  wide magnitude = negative ? -fraction : fraction;
  // The rest 2^127 as an integer: fraction 2^128 times pi/2 2^127, of which the upper half.
  wide_integer rest = (wide_integer)upper_product(magnitude, half_pi);
  double first_part = (double)rest, second_part = (double)(rest - (wide_integer)first_part);
  double sign = (negative != 0) == (x < 0) ? 0x1p-127 : -0x1p-127;
  *high = first_part * sign;
  *low = second_part * sign;
  *quadrant = x < 0 ? -turns : turns;
}
