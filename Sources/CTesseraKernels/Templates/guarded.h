// Functions for the arguments that occur, without the steps that only special values, subnormal results and the ends of
// the range need. Where a vector holds an argument that is not of this kind, such an element alone gets the result of
// the slower function that is right for every argument. Which of the two an element gets depends on it alone, so that
// its bits do too.
#ifndef GUARDED

// The function NAME(name##_of) from NAME(regular_##name), and NAME(careful) where the formula, a mask of x, holds.
#define GUARDED(name, careful, irregular)                                                            \
  static __attribute__((noinline, cold)) void NAME(repair_##name)(const void* input, void* output) { \
    VECTOR x = NAME(load)(input), result = NAME(load)(output);                                       \
    NAME(store)(output, (irregular) ? NAME(careful)(x) : result);                                    \
  }                                                                                                  \
  INLINE VECTOR NAME(name##_of)(VECTOR x) {                                                          \
    VECTOR result = NAME(regular_##name)(x);                                                         \
    if (__builtin_expect(__builtin_reduce_or(irregular) != 0, 0)) {                                  \
      VECTOR argument = x, repaired = result;                                                        \
      NAME(repair_##name)(&argument, &repaired);                                                     \
      result = repaired;                                                                             \
    }                                                                                                \
    return result;                                                                                   \
  }

// The same for two operands.
#define GUARDED_PAIR(name, careful, irregular)                                                                       \
  static __attribute__((noinline, cold)) void NAME(repair_##name)(const void* lhs, const void* rhs, void* output) { \
    VECTOR x = NAME(load)(lhs), y = NAME(load)(rhs), result = NAME(load)(output);                                   \
    NAME(store)(output, (irregular) ? NAME(careful)(x, y) : result);                                                 \
  }                                                                                                                  \
  INLINE VECTOR NAME(name)(VECTOR x, VECTOR y) {                                                                     \
    VECTOR result = NAME(regular_##name)(x, y);                                                                      \
    if (__builtin_expect(__builtin_reduce_or(irregular) != 0, 0)) {                                                  \
      VECTOR first = x, second = y, repaired = result;                                                               \
      NAME(repair_##name)(&first, &second, &repaired);                                                               \
      result = repaired;                                                                                             \
    }                                                                                                                \
    return result;                                                                                                   \
  }

// Comparisons of bits take fewer instructions than those of values, and count NaN as large.
#define MAGNITUDE_ABOVE(x, limit) ((BITS(x) & ~BITS((VECTOR)(SCALAR)-0.0)) > BITS((VECTOR)(limit)))
#endif
