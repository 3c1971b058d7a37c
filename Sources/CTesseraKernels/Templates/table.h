// The table of one level and element type: a function that a list names for the type but no formula defines does not
// compile.
#ifndef UNARY_ROW
#define ENTRY_yes(...) __VA_ARGS__
#define ENTRY_no(...) 0
#define ENTRY(defined, ...) JOIN(ENTRY, defined)(__VA_ARGS__)

#define UNARY_ROW(name, ...) [tessera_unary_##name] = ENTRY(OF_CLASS(__VA_ARGS__), NAME(unary_##name)),
#define BINARY_FORMS(name)                                            \
  [tessera_form_vector_vector] = NAME(binary_##name##_vector_vector), \
  [tessera_form_vector_scalar] = NAME(binary_##name##_vector_scalar), \
  [tessera_form_scalar_vector] = NAME(binary_##name##_scalar_vector)
#define BINARY_ROW(name, ...) [tessera_binary_##name] = {ENTRY(OF_CLASS(__VA_ARGS__), BINARY_FORMS(name))},
#define ROW_ROW(name, ...) [tessera_reduction_##name] = ENTRY(REDUCTION_OF_CLASS(__VA_ARGS__), NAME(row_##name)),
#define COLUMNS_ROW(name, ...) \
  [tessera_reduction_##name] = ENTRY(REDUCTION_OF_CLASS(__VA_ARGS__), NAME(columns_##name)),
#endif

extern const tessera_kernel_table TABLE_NAME(LEVEL, ELEMENT);
const tessera_kernel_table TABLE_NAME(LEVEL, ELEMENT) = {
  .unary = {TESSERA_UNARY_FUNCTIONS(UNARY_ROW)},
  .binary = {TESSERA_BINARY_FUNCTIONS(BINARY_ROW)},
  .row = {TESSERA_REDUCTIONS(ROW_ROW)},
  .columns = {TESSERA_REDUCTIONS(COLUMNS_ROW)},
  .largest_index = NAME(largest_index),
  .smallest_index = NAME(smallest_index),
#if FLOATING
  .multiply_add = {
    {NAME(multiply_add_vector_vector), NAME(multiply_add_vector_scalar)},
    {NAME(multiply_add_scalar_vector), NAME(multiply_add_scalar_scalar)},
  },
  .exponential_of_negated = NAME(unary_exponentialOfNegated),
  .sigmoid_product = NAME(binary_sigmoidProduct_vector_vector),
  .softmax_row = NAME(softmax_row),
  .log_softmax_row = NAME(log_softmax_row),
  .normalize_row = NAME(normalize_row),
  .rms_normalize_row = NAME(rms_normalize_row),
#endif
#if FLOATING || defined(WIDE_INTEGER)
  .cumulative_sum_row = NAME(cumulative_sum_row),
  .cumulative_product_row = NAME(cumulative_product_row),
#endif
  .argument_sort = NAME(argument_sort),
};
