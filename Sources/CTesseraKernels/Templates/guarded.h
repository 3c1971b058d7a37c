// Functions for the arguments that occur, without the steps that only special values, subnormal results and the ends of
// the range need. Where a vector holds an argument that is not of this kind, such an element alone gets the result of
// the slower function that is right for every argument. Which of the two an element gets depends on it alone, so that
// its bits do too.

// Whether any key is above the limit.
typedef SIGNED NAME(half_integers) __attribute__((ext_vector_type(VECTOR_BYTES / sizeof(SCALAR) / 2)));
INLINE int NAME(any_above)(INTEGERS key, SIGNED limit) {
  NAME(half_integers) larger = __builtin_elementwise_max(key.lo, key.hi);
  return __builtin_reduce_or(larger > limit) != 0;
}

#ifndef GUARDED
// NAME(name##_of) from NAME(regular_##name), which also gives a key for each element, and NAME(careful) where the key
// is above the limit.
#define GUARDED(name, careful, limit)                                                                \
  static __attribute__((noinline, cold)) void NAME(repair_##name)(const void* input, void* output) { \
    INTEGERS key;                                                                                    \
    VECTOR x = NAME(load)(input), result = NAME(regular_##name)(x, &key);                            \
    NAME(store)(output, key > (limit) ? NAME(careful)(x) : result);                                  \
  }                                                                                                  \
  INLINE VECTOR NAME(name##_of)(VECTOR x) {                                                          \
    INTEGERS key;                                                                                    \
    VECTOR result = NAME(regular_##name)(x, &key);                                                   \
    if (__builtin_expect(NAME(any_above)(key, limit), 0)) {                                          \
      VECTOR argument = x, repaired;                                                                 \
      NAME(repair_##name)(&argument, &repaired);                                                     \
      result = repaired;                                                                             \
    }                                                                                                \
    return result;                                                                                   \
  }

// The same for two operands.
#define GUARDED_PAIR(name, careful, limit)                                                                          \
  static __attribute__((noinline, cold)) void NAME(repair_##name)(const void* lhs, const void* rhs, void* output) { \
    INTEGERS key;                                                                                                   \
    VECTOR x = NAME(load)(lhs), y = NAME(load)(rhs), result = NAME(regular_##name)(x, y, &key);                     \
    NAME(store)(output, key > (limit) ? NAME(careful)(x, y) : result);                                              \
  }                                                                                                                 \
  INLINE VECTOR NAME(name)(VECTOR x, VECTOR y) {                                                                    \
    INTEGERS key;                                                                                                   \
    VECTOR result = NAME(regular_##name)(x, y, &key);                                                               \
    if (__builtin_expect(NAME(any_above)(key, limit), 0)) {                                                         \
      VECTOR first = x, second = y, repaired;                                                                       \
      NAME(repair_##name)(&first, &second, &repaired);                                                              \
      result = repaired;                                                                                            \
    }                                                                                                               \
    return result;                                                                                                  \
  }

// Keys. Comparisons of bits take fewer instructions than those of values, and count NaN as large.
#define MAGNITUDE_KEY(x) (BITS(x) & ~BITS((VECTOR)(SCALAR)-0.0))
#endif
