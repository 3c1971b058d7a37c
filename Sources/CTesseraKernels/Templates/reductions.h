// Reductions of a row to one element, and the index of its largest.
//
// A row is cut into blocks of 32 vectors; the blocks' results are combined pairwise like the carries of a binary
// counter:
// the vector at level k of the stack stands for 2^k blocks. An element of a sum goes through at most 8 + log2(count)
// additions, and the order follows from the count alone.

#ifndef REDUCTION
#define BLOCK_VECTORS 32
#define COUNTER_LEVELS 64

#define REDUCTION(name, identity, formula)                                                           \
  typedef struct {                                                                                   \
    VECTOR levels[COUNTER_LEVELS];                                                                   \
    size_t depth, pushed;                                                                            \
  } NAME(counter_##name);                                                                            \
  INLINE VECTOR NAME(combine_##name)(VECTOR x, VECTOR y) { return formula; }                         \
  INLINE SCALAR NAME(combine_scalar_##name)(SCALAR x, SCALAR y) {                                    \
    return NAME(combine_##name)((VECTOR)x, (VECTOR)y)[0];                                            \
  }                                                                                                  \
                                                                                                     \
  INLINE void NAME(push_##name)(NAME(counter_##name)* counter, VECTOR block) {                       \
    for (size_t carries = ++counter->pushed; carries % 2 == 0; carries /= 2) {                       \
      block = NAME(combine_##name)(counter->levels[--counter->depth], block);                        \
    }                                                                                                \
    counter->levels[counter->depth++] = block;                                                       \
  }                                                                                                  \
                                                                                                     \
  /* All that was pushed and what is left over, combined across the lanes in halves. */              \
  INLINE SCALAR NAME(finish_##name)(NAME(counter_##name)* counter, VECTOR rest) {                    \
    while (counter->depth > 0) rest = NAME(combine_##name)(counter->levels[--counter->depth], rest); \
    SCALAR lanes[LANES];                                                                             \
    memcpy(lanes, &rest, sizeof(lanes));                                                             \
    for (size_t half = LANES / 2; half > 0; half /= 2) {                                             \
      for (size_t i = 0; i < half; i++) {                                                            \
        lanes[i] = NAME(combine_scalar_##name)(lanes[i], lanes[i + half]);                           \
      }                                                                                              \
    }                                                                                                \
    return NAME(combine_scalar_##name)(identity, lanes[0]);                                          \
  }                                                                                                  \
                                                                                                     \
  /* Four interleaved accumulators hide the latency of an addition. */                               \
  INLINE VECTOR NAME(block_##name)(const void* input, size_t vectors) {                              \
    VECTOR parts[4] = {(VECTOR)identity, (VECTOR)identity, (VECTOR)identity, (VECTOR)identity};      \
    for (size_t i = 0; i + 4 <= vectors; i += 4) {                                                   \
      for (size_t k = 0; k < 4; k++) {                                                               \
        parts[k] = NAME(combine_##name)(parts[k], NAME(load)(NAME(at)(input, (i + k) * LANES)));     \
      }                                                                                              \
    }                                                                                                \
    for (size_t i = vectors / 4 * 4; i < vectors; i++) {                                             \
      parts[0] = NAME(combine_##name)(parts[0], NAME(load)(NAME(at)(input, i * LANES)));             \
    }                                                                                                \
    return NAME(combine_##name)(                                                                     \
      NAME(combine_##name)(parts[0], parts[1]), NAME(combine_##name)(parts[2], parts[3]));           \
  }                                                                                                  \
                                                                                                     \
  INLINE SCALAR NAME(reduce_##name)(const void* input, size_t count) {                               \
    NAME(counter_##name) counter;                                                                    \
    counter.depth = counter.pushed = 0;                                                              \
    size_t whole = count / LANES, i = 0;                                                             \
    for (; i + BLOCK_VECTORS <= whole; i += BLOCK_VECTORS) {                                         \
      NAME(push_##name)(&counter, NAME(block_##name)(NAME(at)(input, i * LANES), BLOCK_VECTORS));    \
    }                                                                                                \
    VECTOR tail = NAME(load_part)(NAME(at)(input, whole * LANES), count % LANES, identity);          \
    VECTOR rest = NAME(block_##name)(NAME(at)(input, i * LANES), whole - i);                         \
    return NAME(finish_##name)(&counter, NAME(combine_##name)(rest, tail));                          \
  }

// The kernel of a row.
#define ROW_REDUCTION(name)                                                     \
  static void NAME(row_##name)(const void* input, void* output, size_t count) { \
    SCALAR result = NAME(reduce_##name)(input, count);                          \
    memcpy(output, &result, sizeof(result));                                    \
  }

// The first element from `start` on, below `end`, for which the formula holds; `end` when there is none.
#define FIRST_INDEX(name, formula)                                                          \
  INLINE size_t NAME(first_##name)(const void* input, size_t start, size_t end, SCALAR y) { \
    size_t i = start;                                                                       \
    for (; i + LANES <= end; i += LANES) {                                                  \
      VECTOR x = NAME(load)(NAME(at)(input, i));                                            \
      if (__builtin_reduce_or(formula) != 0) break;                                         \
    }                                                                                       \
    for (; i < end; i++) {                                                                  \
      SCALAR x = NAME(load_scalar)(NAME(at)(input, i));                                     \
      if (formula) break;                                                                   \
    }                                                                                       \
    return i;                                                                               \
  }

// The place of the first element that is better than all others, or of the first NaN. The best of each block of the row
// is compared first, so that only one block is searched for its place.
#define INDEX_OF(name, reduction, worst, IS_BETTER)                                         \
  static int64_t NAME(name)(const void* input, size_t count) {                              \
    const size_t block = 2048;                                                              \
    size_t best_start = 0;                                                                  \
    SCALAR best = (SCALAR)worst;                                                            \
    for (size_t start = 0; start < count; start += block) {                                 \
      size_t end = count - start < block ? count : start + block;                           \
      SCALAR found = NAME(reduce_##reduction)(NAME(at)(input, start), end - start);         \
      RETURN_FIRST_NAN(found)                                                               \
      if (found IS_BETTER best) {                                                           \
        best = found;                                                                       \
        best_start = start;                                                                 \
      }                                                                                     \
    }                                                                                       \
    return (int64_t)NAME(first_equal)(input, best_start, count, best);                      \
  }
#endif

REDUCTION(sum, (SCALAR)0, x + y)
REDUCTION(product, (SCALAR)1, x * y)
REDUCTION(maximum, (SCALAR)LOWEST, LARGER(x, y))
REDUCTION(minimum, (SCALAR)LARGEST, SMALLER(x, y))
FIRST_INDEX(equal, x == y)
#if FLOATING
FIRST_INDEX(unordered, (x != x) | (y != y))
#define RETURN_FIRST_NAN(found) \
  if (found != found) return (int64_t)NAME(first_unordered)(input, start, end, 0);
#else
#define RETURN_FIRST_NAN(found)
#endif
INDEX_OF(largest_index, maximum, LOWEST, >)
INDEX_OF(smallest_index, minimum, LARGEST, <)
#undef RETURN_FIRST_NAN
