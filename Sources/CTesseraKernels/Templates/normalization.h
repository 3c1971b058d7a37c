// Rows brought to mean 0 and variance 1, or to a mean square of 1. Sums are pairwise over blocks (reductions.h).

// Sums over a row of a formula of x, pairwise; lanes beyond the row hold `padding`, of which the formula must give 0.
#ifndef SUM_OVER_ROW
// Vectors, or pairs of them, that are added one after the other.
#define SUM_VECTORS 8

#define SUM_OVER_ROW(name, formula)                                                                 \
  INLINE SCALAR NAME(name)(const void* input, size_t count, SCALAR padding) {                       \
    NAME(counter_sum) counter;                                                                      \
    counter.depth = counter.pushed = 0;                                                             \
    VECTOR parts[2] = {(VECTOR)0, (VECTOR)0};                                                       \
    size_t i = 0, in_block = 0;                                                                     \
    for (; i + 2 * LANES <= count; i += 2 * LANES) {                                                \
      for (size_t k = 0; k < 2; k++) {                                                              \
        VECTOR x = NAME(load)(NAME(at)(input, i + k * LANES));                                      \
        parts[k] += formula;                                                                        \
      }                                                                                             \
      if (++in_block == SUM_VECTORS) {                                                      \
        NAME(push_sum)(&counter, parts[0] + parts[1]);                                              \
        parts[0] = parts[1] = (VECTOR)0;                                                            \
        in_block = 0;                                                                               \
      }                                                                                             \
    }                                                                                               \
    for (; i < count; i += LANES) {                                                                 \
      VECTOR x = (VECTOR)padding;                                                                   \
      if (count - i < LANES) {                                                                      \
        x = NAME(load_part)(NAME(at)(input, i), count - i, padding);                                \
      } else {                                                                                      \
        x = NAME(load)(NAME(at)(input, i));                                                         \
      }                                                                                             \
      parts[0] += formula;                                                                          \
    }                                                                                               \
    return NAME(finish_sum)(&counter, parts[0] + parts[1]);                                         \
  }

// output[i] = (input[i] - first - second) * factor
#define NORMALIZED(x) (((x) - first) - second) * factor
#endif

SUM_OVER_ROW(sum_of_squared_differences, (x - padding) * (x - padding))

// The sums over a row of x - mean and of its square, in one pass.
INLINE SCALAR NAME(sums_of_differences)(const void* input, size_t count, SCALAR mean, SCALAR* squares) {
  NAME(counter_sum) counter, square_counter;
  counter.depth = counter.pushed = square_counter.depth = square_counter.pushed = 0;
  VECTOR parts[2] = {(VECTOR)0, (VECTOR)0}, square_parts[2] = {(VECTOR)0, (VECTOR)0};
  size_t i = 0, in_block = 0;
  for (; i + 2 * LANES <= count; i += 2 * LANES) {
    for (size_t k = 0; k < 2; k++) {
      VECTOR difference = NAME(load)(NAME(at)(input, i + k * LANES)) - mean;
      parts[k] += difference;
      square_parts[k] += difference * difference;
    }
    if (++in_block == SUM_VECTORS) {
      NAME(push_sum)(&counter, parts[0] + parts[1]);
      NAME(push_sum)(&square_counter, square_parts[0] + square_parts[1]);
      parts[0] = parts[1] = square_parts[0] = square_parts[1] = (VECTOR)0;
      in_block = 0;
    }
  }
  for (; i < count; i += LANES) {
    VECTOR x;
    if (count - i < LANES) {
      x = NAME(load_part)(NAME(at)(input, i), count - i, mean);
    } else {
      x = NAME(load)(NAME(at)(input, i));
    }
    VECTOR difference = x - mean;
    parts[0] += difference;
    square_parts[0] += difference * difference;
  }
  *squares = NAME(finish_sum)(&square_counter, square_parts[0] + square_parts[1]);
  return NAME(finish_sum)(&counter, parts[0] + parts[1]);
}

// How far ahead the last pass over a row asks for memory: for the next row, which mostly follows, where both fit into the
// first-level cache. An address that nobody may read does no harm.
INLINE size_t NAME(row_ahead)(size_t count) { return count * sizeof(SCALAR) <= 8192 ? count : 0; }

INLINE void NAME(scale_row)(
  const void* input, void* output, size_t count, SCALAR first, SCALAR second, SCALAR factor) {
  size_t i = 0, ahead = NAME(row_ahead)(count);
  for (; i + LANES <= count; i += LANES) {
    __builtin_prefetch(NAME(at)(input, ahead + i));
    NAME(store)(NAME(at_output)(output, i), NORMALIZED(NAME(load)(NAME(at)(input, i))));
  }
  if (i < count) {
    VECTOR part = NAME(load_part)(NAME(at)(input, i), count - i, first);
    NAME(store_part)(NAME(at_output)(output, i), NORMALIZED(part), count - i);
  }
}

// The rounding error of the mean is found by a second sum (Chan, Golub and LeVeque 1983) and taken out of the elements
// and of the variance: a row of large, close elements keeps the digits that its differences have.
static void NAME(normalize_row)(const void* input, void* output, size_t count, double epsilon) {
  if (count == 0) return;
  double n = (double)count;
  SCALAR mean = (SCALAR)(NAME(reduce_sum)(input, count) / n);
  SCALAR squares;
  double rest = NAME(sums_of_differences)(input, count, mean, &squares) / n;
  double variance = squares / n - rest * rest;
  NAME(scale_row)(input, output, count, mean, (SCALAR)rest, (SCALAR)(1.0 / sqrt(fmax(variance, 0.0) + epsilon)));
}

static void NAME(rms_normalize_row)(const void* input, void* output, size_t count, double epsilon) {
  if (count == 0) return;
  double squares = NAME(sum_of_squared_differences)(input, count, 0) / (double)count;
  NAME(scale_row)(input, output, count, 0, 0, (SCALAR)(1.0 / sqrt(squares + epsilon)));
}
