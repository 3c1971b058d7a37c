// softmax and its logarithm over one row. The largest element is subtracted first, so that no exponential overflows;
// the exponentials are summed pairwise. A row with a NaN, with +infinity, or with -infinity alone becomes all NaN.

// The sum of exp(x - largest); the exponentials are kept in `kept` when it is not null.
INLINE SCALAR NAME(guarded_sum_of_exponentials)(
  const void* input, void* kept, size_t count, SCALAR largest, int guarded) {
  NAME(counter_sum) counter;
  counter.depth = counter.pushed = 0;
  VECTOR block = (VECTOR)0;
  size_t i = 0, in_block = 0, ahead = NAME(row_ahead)(count);
  for (; i + LANES <= count; i += LANES) {
    __builtin_prefetch(NAME(at)(input, ahead + i));
    VECTOR x = NAME(load)(NAME(at)(input, i)) - largest;
    VECTOR term = guarded ? NAME(vanishing_exponential)(x) : NAME(unguarded_exponential)(x);
    if (kept) NAME(store)(NAME(at_output)(kept, i), term);
    block += term;
    if (++in_block == SUM_VECTORS) {
      NAME(push_sum)(&counter, block);
      block = (VECTOR)0;
      in_block = 0;
    }
  }
  if (i < count) {
    // Lanes beyond the row add 0.
    VECTOR x = NAME(load_part)(NAME(at)(input, i), count - i, largest) - largest;
    VECTOR term = guarded ? NAME(vanishing_exponential)(x) : NAME(unguarded_exponential)(x);
    term = VALUE(BITS(term) & NAME(first_lanes)(count - i));
    if (kept) NAME(store_part)(NAME(at_output)(kept, i), term, count - i);
    block += term;
  }
  return NAME(finish_sum)(&counter, block);
}

// The largest and the smallest number of a row, and whether all of its elements are numbers.
typedef struct {
  SCALAR largest, smallest;
  int has_nan;
} NAME(range);

// The largest and the smallest lane, in halves: __builtin_reduce_max takes one lane after the other.
INLINE SCALAR NAME(largest_lane)(VECTOR x) {
  SCALAR lanes[LANES];
  memcpy(lanes, &x, sizeof(lanes));
  for (size_t half = LANES / 2; half > 0; half /= 2) {
    for (size_t i = 0; i < half; i++) lanes[i] = lanes[i + half] > lanes[i] ? lanes[i + half] : lanes[i];
  }
  return lanes[0];
}

INLINE SCALAR NAME(smallest_lane)(VECTOR x) { return -NAME(largest_lane)(-x); }

INLINE NAME(range) NAME(range_of)(const void* input, size_t count) {
  VECTOR high[2] = {(VECTOR)(SCALAR)-INFINITY, (VECTOR)(SCALAR)-INFINITY};
  VECTOR low[2] = {(VECTOR)(SCALAR)INFINITY, (VECTOR)(SCALAR)INFINITY};
  MASK unordered[2] = {(MASK)0, (MASK)0};
  size_t i = 0;
  for (; i + 2 * LANES <= count; i += 2 * LANES) {
    for (size_t k = 0; k < 2; k++) {
      VECTOR x = NAME(load)(NAME(at)(input, i + k * LANES));
      high[k] = x > high[k] ? x : high[k];
      low[k] = x < low[k] ? x : low[k];
      unordered[k] |= x != x;
    }
  }
  for (; i < count; i += LANES) {
    // Lanes beyond the row hold its first element.
    VECTOR x = count - i < LANES ? NAME(load_part)(NAME(at)(input, i), count - i, NAME(load_scalar)(input))
                                 : NAME(load)(NAME(at)(input, i));
    high[0] = x > high[0] ? x : high[0];
    low[0] = x < low[0] ? x : low[0];
    unordered[0] |= x != x;
  }
  return (NAME(range)){
    NAME(largest_lane)(high[0] > high[1] ? high[0] : high[1]), NAME(smallest_lane)(low[0] < low[1] ? low[0] : low[1]),
    __builtin_reduce_or(unordered[0] | unordered[1]) != 0};
}

// The largest element, and the sum of exponentials, which need no care in a row of numbers that are near each other.
INLINE SCALAR NAME(sum_of_exponentials)(const void* input, void* kept, size_t count, SCALAR* largest) {
  NAME(range) range = NAME(range_of)(input, count);
  *largest = range.largest;
  return range.smallest - range.largest >= UNGUARDED_FROM && !range.has_nan
    ? NAME(guarded_sum_of_exponentials)(input, kept, count, *largest, 0)
    : NAME(guarded_sum_of_exponentials)(input, kept, count, *largest, 1);
}

static void NAME(softmax_row)(const void* input, void* output, size_t count) {
  SCALAR largest, inverse = (SCALAR)1 / NAME(sum_of_exponentials)(input, output, count, &largest);
  NAME(binary_multiply_vector_scalar)(output, &inverse, output, count);
}

static void NAME(log_softmax_row)(const void* input, void* output, size_t count) {
  SCALAR largest, logarithm, sum = NAME(sum_of_exponentials)(input, NULL, count, &largest);
  NAME(unary_logarithm)(&sum, &logarithm, 1);
  NAME(scale_row)(input, output, count, largest, logarithm, 1);
}
