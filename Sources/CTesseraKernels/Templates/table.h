// The table of one level and element type: a function that a list names but no formula defines does not compile.
#define UNARY_ROW(name) [tessera_unary_##name] = NAME(unary_##name),
#define BINARY_ROW(name)                                                \
  [tessera_binary_##name] = {                                           \
    [tessera_form_vector_vector] = NAME(binary_##name##_vector_vector), \
    [tessera_form_vector_scalar] = NAME(binary_##name##_vector_scalar), \
    [tessera_form_scalar_vector] = NAME(binary_##name##_scalar_vector), \
  },
#define ROW_ROW(name) [tessera_reduction_##name] = NAME(row_##name),
#define COLUMNS_ROW(name) [tessera_reduction_##name] = NAME(columns_##name),

extern const tessera_kernel_table TABLE_NAME(LEVEL, ELEMENT);
const tessera_kernel_table TABLE_NAME(LEVEL, ELEMENT) = {
  .unary = {TESSERA_UNARY_FUNCTIONS(UNARY_ROW)},
  .binary = {TESSERA_BINARY_FUNCTIONS(BINARY_ROW)},
  .row = {TESSERA_REDUCTIONS(ROW_ROW)},
  .columns = {TESSERA_REDUCTIONS(COLUMNS_ROW)},
  .largest_index = NAME(largest_index),
  .softmax_row = NAME(softmax_row),
  .log_softmax_row = NAME(log_softmax_row),
};

#undef UNARY_ROW
#undef BINARY_ROW
#undef ROW_ROW
#undef COLUMNS_ROW
