// The innermost loops of Tessera: one table of function pointers an element type, filled for the best instruction set
// that the processor has (or that TESSERA_CPU_LEVEL allows). Every kernel works on contiguous elements, accepts any
// count (0 included) and any alignment, and may be called in place (output equal to an input, never shifted).
// NaN, infinities, signed zeros and subnormals follow IEEE 754 and NumPy.
// An element's bits depend on its operands alone, never on its position or on the count; the levels avx2 and avx512
// give
// the same bits, plain may round functions differently.
#pragma once

#include <stddef.h>
#include <stdint.h>

// Functions of one operand, in the order of the table. exponential, logarithm, hyperbolicTangent and sigmoid are within
// 2 units in the last place of the true value, subnormal arguments and results included.
// relu(x) = maximum(x, +0): relu(-0) is +0, relu(NaN) is NaN.
#define TESSERA_UNARY_FUNCTIONS(ROW) \
  ROW(negate)                        \
  ROW(absolute)                      \
  ROW(squareRoot)                    \
  ROW(exponential)                   \
  ROW(logarithm)                     \
  ROW(hyperbolicTangent)             \
  ROW(sigmoid)                       \
  ROW(relu)

// Functions of two operands, in the order of the table. power is within 1 unit in the last place for float and 2 for
// double, with the special cases of C99 and NumPy. minimum and maximum give NaN when either operand is NaN, and order
// the zeros: minimum(-0, +0) is -0 and maximum(-0, +0) is +0 in both orders (IEEE 754-2019 minimum and maximum).
#define TESSERA_BINARY_FUNCTIONS(ROW) \
  ROW(add)                            \
  ROW(subtract)                       \
  ROW(multiply)                       \
  ROW(divide)                         \
  ROW(power)                          \
  ROW(minimum)                        \
  ROW(maximum)

// Reductions of many elements to one, in the order of the table.
#define TESSERA_REDUCTIONS(ROW) \
  ROW(sum)                      \
  ROW(maximum)                  \
  ROW(minimum)

#define TESSERA_ROW(name) tessera_unary_##name,
typedef enum { TESSERA_UNARY_FUNCTIONS(TESSERA_ROW) tessera_unary_count } tessera_unary_function;
#undef TESSERA_ROW
#define TESSERA_ROW(name) tessera_binary_##name,
typedef enum { TESSERA_BINARY_FUNCTIONS(TESSERA_ROW) tessera_binary_count } tessera_binary_function;
#undef TESSERA_ROW
#define TESSERA_ROW(name) tessera_reduction_##name,
typedef enum { TESSERA_REDUCTIONS(TESSERA_ROW) tessera_reduction_count } tessera_reduction;
#undef TESSERA_ROW

// Instruction sets, weakest first.
typedef enum { tessera_level_plain, tessera_level_avx2, tessera_level_avx512, tessera_level_count } tessera_level;

// Element types that are computed.
typedef enum { tessera_float32, tessera_float64, tessera_element_count } tessera_element;

// output[i] = f(input[i])
typedef void (*tessera_unary_kernel)(const void* input, void* output, size_t count);

// output[i] = f(lhs[i], rhs[i]); in the scalar forms one operand points to a single element that is used for every i.
typedef void (*tessera_binary_kernel)(const void* lhs, const void* rhs, void* output, size_t count);

typedef enum {
  tessera_form_vector_vector,
  tessera_form_vector_scalar,
  tessera_form_scalar_vector,
  tessera_form_count
} tessera_form;

// output[0] = reduction of input[0 ..< count], count at least 1 (sum: 0 as well). The order of a sum depends on count
// alone; its error is O(log count) units in the last place of the sum of magnitudes. A sum of zeros is +0, whatever
// their signs. maximum and minimum are those of two operands, in any order. Of nothing: 0, -infinity, +infinity.
typedef void (*tessera_row_reduction)(const void* input, void* output, size_t count);

// output[j] = reduction over i of input[i * stride + j], j < columns, i < rows (stride in elements, not below columns).
// The order depends on rows alone. The output does not overlap the input.
typedef void (*tessera_column_reduction)(const void* input, size_t stride, void* output, size_t rows, size_t columns);

// The index of the first largest element (the first NaN, when there is one); count at least 1. Zeros are equal whatever
// their signs.
typedef int64_t (*tessera_row_index)(const void* input, size_t count);

typedef struct {
  tessera_unary_kernel unary[tessera_unary_count];
  tessera_binary_kernel binary[tessera_binary_count][tessera_form_count];
  tessera_row_reduction row[tessera_reduction_count];
  tessera_column_reduction columns[tessera_reduction_count];
  tessera_row_index largest_index;
  // output[i] = exp(input[i] - largest) / sum over j of exp(input[j] - largest); all NaN when the row holds a NaN or
  // +infinity, or only -infinity. So is the logarithm.
  tessera_unary_kernel softmax_row;
  // output[i] = (input[i] - largest) - log(sum over j of exp(input[j] - largest))
  tessera_unary_kernel log_softmax_row;
} tessera_kernel_table;

// The best level that this processor runs, capped by the environment variable TESSERA_CPU_LEVEL (plain, avx2, avx512);
// any other value caps nothing. Found once.
tessera_level tessera_current_level(void);

// The best level that this processor runs, whatever the environment says.
tessera_level tessera_supported_level(void);

// The kernels of a level for an element type; those of a level above tessera_supported_level() must not be called.
// Levels that the architecture does not have give the plain kernels.
const tessera_kernel_table* tessera_kernels(tessera_level level, tessera_element element);

const char* tessera_level_name(tessera_level level);
const char* tessera_unary_name(tessera_unary_function function);
const char* tessera_binary_name(tessera_binary_function function);
const char* tessera_reduction_name(tessera_reduction reduction);

// Movement of elements of `size` bytes (1, 2, 4 or 8), whatever they hold.

// output[i] = input[i * stride], i < count; stride in elements, 0 and negative allowed. The two do not overlap.
void tessera_gather(const void* input, ptrdiff_t stride, void* output, size_t count, size_t size);

// output[j * output_stride + i] = input[i * input_stride + j], i < rows, j < columns (strides in elements), in
// cache-sized blocks. The two do not overlap.
void tessera_transpose(
  const void* input, size_t input_stride, void* output, size_t output_stride, size_t rows, size_t columns, size_t size);
