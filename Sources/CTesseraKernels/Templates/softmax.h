// softmax and its logarithm over one row. The largest element is subtracted first, so that no exponential overflows;
// the
// exponentials are summed pairwise. A row with a NaN, with +infinity, or with nothing but -infinity becomes all NaN.

#ifndef EXPONENTIAL_VECTORS
#define EXPONENTIAL_VECTORS 8
#endif

// The sum of exp(x - largest); the exponentials are kept in `kept` when it is not null.
INLINE SCALAR NAME(sum_of_exponentials)(const void* input, void* kept, size_t count, SCALAR largest) {
  NAME(counter_sum) counter;
  counter.depth = counter.pushed = 0;
  VECTOR block = (VECTOR)0;
  size_t i = 0, in_block = 0;
  for (; i + LANES <= count; i += LANES) {
    VECTOR term = NAME(exponential_of)(NAME(load)(NAME(at)(input, i)) - largest);
    if (kept) NAME(store)(NAME(at_output)(kept, i), term);
    block += term;
    if (++in_block == EXPONENTIAL_VECTORS) {
      NAME(push_sum)(&counter, block);
      block = (VECTOR)0;
      in_block = 0;
    }
  }
  if (i < count) {
    // Lanes beyond the row add exp(-infinity) = 0.
    VECTOR part = NAME(load_part)(NAME(at)(input, i), count - i, (SCALAR)-INFINITY);
    VECTOR term = NAME(exponential_of)(part - largest);
    if (kept) NAME(store_part)(NAME(at_output)(kept, i), term, count - i);
    block += term;
  }
  return NAME(finish_sum)(&counter, block);
}

static void NAME(softmax_row)(const void* input, void* output, size_t count) {
  SCALAR largest = NAME(reduce_maximum)(input, count);
  SCALAR sum = NAME(sum_of_exponentials)(input, output, count, largest);
  NAME(binary_divide_vector_scalar)(output, &sum, output, count);
}

static void NAME(log_softmax_row)(const void* input, void* output, size_t count) {
  SCALAR largest = NAME(reduce_maximum)(input, count);
  SCALAR sum = NAME(sum_of_exponentials)(input, NULL, count, largest), logarithm;
  NAME(unary_logarithm)(&sum, &logarithm, 1);
  NAME(binary_subtract_vector_scalar)(input, &largest, output, count);
  NAME(binary_subtract_vector_scalar)(output, &logarithm, output, count);
}
