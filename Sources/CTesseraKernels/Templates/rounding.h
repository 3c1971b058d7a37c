// The integers near a floating-point number, with its sign: floor(-0) and ceiling(-0.5) are -0.
#if FUSED

// These levels have an instruction.
INLINE VECTOR NAME(round_of)(VECTOR x) { return __builtin_elementwise_roundeven(x); }
INLINE VECTOR NAME(floor_of)(VECTOR x) { return __builtin_elementwise_floor(x); }
INLINE VECTOR NAME(ceiling_of)(VECTOR x) { return __builtin_elementwise_ceil(x); }
INLINE VECTOR NAME(truncated)(VECTOR x) { return __builtin_elementwise_trunc(x); }

#else

// Adding 2^MANTISSA_BITS, whose unit is 1, rounds a magnitude below it.
INLINE VECTOR NAME(round_of)(VECTOR x) {
  VECTOR a = NAME(magnitude)(x);
  return a < ALL_INTEGERS ? NAME(with_sign)((a + ALL_INTEGERS) - ALL_INTEGERS, x) : x;
}
INLINE VECTOR NAME(floor_of)(VECTOR x) {
  VECTOR rounded = NAME(round_of)(x);
  return rounded > x ? rounded - (SCALAR)1 : rounded;
}
INLINE VECTOR NAME(ceiling_of)(VECTOR x) { return NAME(negated)(NAME(floor_of)(NAME(negated)(x))); }
INLINE VECTOR NAME(truncated)(VECTOR x) { return NAME(with_sign)(NAME(floor_of)(NAME(magnitude)(x)), x); }

#endif
