// The functions of transcendental.h, where there are none for regular arguments alone.
INLINE VECTOR NAME(exponential_of)(VECTOR x) { return NAME(careful_exponential)(x); }
INLINE VECTOR NAME(logarithm_of)(VECTOR x) { return NAME(careful_logarithm)(x); }
INLINE VECTOR NAME(hyperbolic_tangent_of)(VECTOR x) { return NAME(careful_hyperbolic_tangent)(x); }
INLINE VECTOR NAME(sigmoid_of)(VECTOR x) { return NAME(careful_sigmoid)(x); }

#define UNGUARDED_FROM LOWEST
INLINE VECTOR NAME(unguarded_exponential)(VECTOR x) { return NAME(careful_exponential)(x); }
INLINE VECTOR NAME(vanishing_exponential)(VECTOR x) { return NAME(careful_exponential)(x); }
