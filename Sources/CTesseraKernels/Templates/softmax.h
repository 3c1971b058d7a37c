// softmax and its logarithm over one row. The largest element is subtracted first, so that no exponential overflows;
// the exponentials are summed pairwise. A row with a NaN, with +infinity, or with -infinity alone becomes all NaN.

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
    if (++in_block == SUM_VECTORS) {
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

// The largest element but for NaN, whose exponential makes the sum NaN by itself.
INLINE SCALAR NAME(largest_number)(const void* input, size_t count) {
  VECTOR parts[4];
  for (size_t k = 0; k < 4; k++) parts[k] = (VECTOR)(SCALAR)-INFINITY;
  size_t i = 0;
  for (; i + 4 * LANES <= count; i += 4 * LANES) {
    for (size_t k = 0; k < 4; k++) {
      VECTOR x = NAME(load)(NAME(at)(input, i + k * LANES));
      parts[k] = x > parts[k] ? x : parts[k];
    }
  }
  for (; i < count; i += LANES) {
    VECTOR x;
    if (count - i < LANES) {
      x = NAME(load_part)(NAME(at)(input, i), count - i, (SCALAR)-INFINITY);
    } else {
      x = NAME(load)(NAME(at)(input, i));
    }
    parts[0] = x > parts[0] ? x : parts[0];
  }
  for (size_t k = 1; k < 4; k++) parts[0] = parts[k] > parts[0] ? parts[k] : parts[0];
  return __builtin_reduce_max(parts[0]);
}

static void NAME(softmax_row)(const void* input, void* output, size_t count) {
  SCALAR largest = NAME(largest_number)(input, count);
  SCALAR inverse = (SCALAR)1 / NAME(sum_of_exponentials)(input, output, count, largest);
  NAME(binary_multiply_vector_scalar)(output, &inverse, output, count);
}

static void NAME(log_softmax_row)(const void* input, void* output, size_t count) {
  SCALAR largest = NAME(largest_number)(input, count);
  SCALAR sum = NAME(sum_of_exponentials)(input, NULL, count, largest), logarithm;
  NAME(unary_logarithm)(&sum, &logarithm, 1);
  NAME(scale_row)(input, output, count, largest, logarithm, 1);
}
