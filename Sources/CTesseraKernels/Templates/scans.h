// Sums and products of everything up to each element of a row, one after the other.
#define SCAN(name, identity, formula)                                              \
  static void NAME(name)(const void* input, void* output, size_t count) {          \
    ACCUMULATOR x = (ACCUMULATOR)identity;                                         \
    for (size_t i = 0; i < count; i++) {                                           \
      ACCUMULATOR y = (ACCUMULATOR)NAME(load_scalar)(NAME(at)(input, i));          \
      x = formula;                                                                 \
      SCALAR result = (SCALAR)x;                                                   \
      memcpy(NAME(at_output)(output, i), &result, sizeof(result));                 \
    }                                                                              \
  }

// Integers wrap around.
#if FLOATING
#define ACCUMULATOR SCALAR
#else
#define ACCUMULATOR uint64_t
#endif

// -0 changes no number, -0 itself included.
SCAN(cumulative_sum_row, -0.0, x + y)
SCAN(cumulative_product_row, 1, x * y)

#undef SCAN
#undef ACCUMULATOR
