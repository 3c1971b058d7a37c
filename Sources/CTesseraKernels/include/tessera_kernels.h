// The innermost loops of Tessera: one table of function pointers an element type, filled for the best instruction set
// that the processor has (or that TESSERA_CPU_LEVEL allows). Every kernel works on contiguous elements, accepts any
// count (0 included) and any alignment, and may be called in place (output equal to an input, never shifted; bytes that
// replace larger elements too).
// NaN, infinities, signed zeros and subnormals follow IEEE 754 and NumPy.
// An element's bits depend on its operands alone, never on its position or on the count; the levels avx2 and avx512
// give the same bits, plain may round functions differently.
#pragma once

#include <stddef.h>
#include <stdint.h>

// A row of a list below is a function's name and whether it is computed for floating-point numbers, for integers and
// for Bool (a byte, 0 or 1); where it is not, the tables of those element types hold a null pointer.

// Functions of one operand, in the order of the table. Largest errors against the true value that were found over all
// exponents, with subnormal arguments and results, in units in the last place (float, double); the tests allow 2:
//   exponential 1.1, 1.0                logarithm 0.9, 0.8              hyperbolicTangent 1.9, 1.4
//   sigmoid 2.0, 1.5                    reciprocalSquareRoot 1.5, 1.5   exponential2 0.9, 0.8
//   exponentialMinusOne 1.7, 1.1        logarithm2 1.7, 0.51            logarithm10 1.7, 0.51
//   logarithmPlusOne 1.6, 0.9           sine 1.6, 0.8                   cosine 1.6, 0.8
//   tangent 0.51, 0.9                   arcSine 1.2, 0.7                arcCosine 1.2, 0.7
//   arcTangent 1.3, 0.7                 hyperbolicSine 1.7, 0.8         hyperbolicCosine 1.4, 0.9
//   inverseHyperbolicSine 1.8, 1.0      inverseHyperbolicCosine 1.5, 1.0
//   inverseHyperbolicTangent 1.8, 0.8   errorFunction 1.9, 1.0          complementaryErrorFunction 1.7, 1.2
//   softplus 1.9, 1.2
// The level plain has no more than 0.51 for most functions of Float: it computes them in Double.
// squareRoot, reciprocal and square are rounded once, the rest is exact. sine, cosine and tangent keep this for the
// largest arguments; those beyond 2^20 are slow. Functions of Float are slower for a vector that holds special values,
// or arguments whose results are subnormal or near the ends of the range.
// relu(x) = maximum(x, +0): relu(-0) is +0, relu(NaN) is NaN. sign(NaN) is NaN, sign(-0) is +0. round goes to the
// nearest integer, ties to the even one. Integers wrap around: the negative, the absolute value and the square of the
// lowest one, and the negative of an unsigned one.
// softplus(x) = log(1 + exp(x)). gelu(x) = x erfc(-x / sqrt(2)) / 2, within 6 units in the last place. hardSigmoid(x) =
// (x + 3) / 6 kept between 0 and 1, within 2; hardSwish(x) = x hardSigmoid(x), within 3; softsign(x) = x / (1 + |x|),
// within 2. gelu and hardSwish of -infinity and softsign of infinities are NaN. isNaN, isInfinite and isFinite give a
// byte an element, 0 or 1.
#define TESSERA_UNARY_FUNCTIONS(ROW)           \
  ROW(negate, yes, yes, no)                    \
  ROW(absolute, yes, yes, no)                  \
  ROW(squareRoot, yes, no, no)                 \
  ROW(exponential, yes, no, no)                \
  ROW(logarithm, yes, no, no)                  \
  ROW(hyperbolicTangent, yes, no, no)          \
  ROW(sigmoid, yes, no, no)                    \
  ROW(relu, yes, no, no)                       \
  ROW(sign, yes, yes, no)                      \
  ROW(floor, yes, no, no)                      \
  ROW(ceiling, yes, no, no)                    \
  ROW(round, yes, no, no)                      \
  ROW(truncate, yes, no, no)                   \
  ROW(reciprocal, yes, no, no)                 \
  ROW(square, yes, yes, no)                    \
  ROW(reciprocalSquareRoot, yes, no, no)       \
  ROW(exponential2, yes, no, no)               \
  ROW(exponentialMinusOne, yes, no, no)        \
  ROW(logarithm2, yes, no, no)                 \
  ROW(logarithm10, yes, no, no)                \
  ROW(logarithmPlusOne, yes, no, no)           \
  ROW(sine, yes, no, no)                       \
  ROW(cosine, yes, no, no)                     \
  ROW(tangent, yes, no, no)                    \
  ROW(arcSine, yes, no, no)                    \
  ROW(arcCosine, yes, no, no)                  \
  ROW(arcTangent, yes, no, no)                 \
  ROW(hyperbolicSine, yes, no, no)             \
  ROW(hyperbolicCosine, yes, no, no)           \
  ROW(inverseHyperbolicSine, yes, no, no)      \
  ROW(inverseHyperbolicCosine, yes, no, no)    \
  ROW(inverseHyperbolicTangent, yes, no, no)   \
  ROW(errorFunction, yes, no, no)              \
  ROW(complementaryErrorFunction, yes, no, no) \
  ROW(softplus, yes, no, no)                   \
  ROW(gelu, yes, no, no)                       \
  ROW(hardSigmoid, yes, no, no)                \
  ROW(hardSwish, yes, no, no)                  \
  ROW(softsign, yes, no, no)                   \
  ROW(isNaN, yes, no, no)                      \
  ROW(isInfinite, yes, no, no)                 \
  ROW(isFinite, yes, no, no)                   \
  ROW(logicalNot, no, no, yes)

// Functions of two operands, in the order of the table. power is within 1 unit in the last place for float and 2 for
// double, arcTangent2(y, x) within 0.51 and 0.6, hypotenuse within 1.1 and 1.2, with the special cases of C99 and
// NumPy. minimum and maximum give NaN when either operand is NaN, and order the zeros: minimum(-0, +0) is -0 and
// maximum(-0, +0) is +0 in both orders (IEEE 754-2019 minimum and maximum).
// floorDivide and remainder are NumPy's // and % (the remainder has the divisor's sign), to the last bit;
// truncatedRemainder is C's fmod and %.
// Integers wrap around; their quotients and remainders by 0 are 0. A negative exponent gives the truncated inverse of
// the power: 0, but 1 for the base 1, and 1 or -1 for the base -1; 0 for the base 0.
// leakyRelu(x, slope) is x above 0 and slope x elsewhere, elu(x, alpha) x above 0 and alpha (exp(x) - 1) elsewhere,
// within 3 units; both are NaN for x = NaN, whatever the second operand.
// The comparisons give a byte an element, 0 or 1; NaN differs from everything.
#define TESSERA_BINARY_FUNCTIONS(ROW)   \
  ROW(add, yes, yes, no)                \
  ROW(subtract, yes, yes, no)           \
  ROW(multiply, yes, yes, no)           \
  ROW(divide, yes, no, no)              \
  ROW(power, yes, yes, no)              \
  ROW(minimum, yes, yes, no)            \
  ROW(maximum, yes, yes, no)            \
  ROW(floorDivide, yes, yes, no)        \
  ROW(remainder, yes, yes, no)          \
  ROW(truncatedRemainder, yes, yes, no) \
  ROW(arcTangent2, yes, no, no)         \
  ROW(hypotenuse, yes, no, no)          \
  ROW(leakyRelu, yes, no, no)           \
  ROW(elu, yes, no, no)                 \
  ROW(equal, yes, yes, yes)             \
  ROW(notEqual, yes, yes, yes)          \
  ROW(less, yes, yes, yes)              \
  ROW(lessOrEqual, yes, yes, yes)       \
  ROW(greater, yes, yes, yes)           \
  ROW(greaterOrEqual, yes, yes, yes)    \
  ROW(logicalAnd, no, no, yes)          \
  ROW(logicalOr, no, no, yes)           \
  ROW(logicalExclusiveOr, no, no, yes)

// Reductions of many elements to one, in the order of the table: whether they are computed for floating-point numbers,
// for int64, for the narrower integers and for Bool.
#define TESSERA_REDUCTIONS(ROW)   \
  ROW(sum, yes, yes, no, no)      \
  ROW(maximum, yes, yes, yes, no) \
  ROW(minimum, yes, yes, yes, no) \
  ROW(product, yes, yes, no, no)  \
  ROW(any, no, no, no, yes)       \
  ROW(all, no, no, no, yes)

#define TESSERA_ROW(name, ...) tessera_unary_##name,
typedef enum { TESSERA_UNARY_FUNCTIONS(TESSERA_ROW) tessera_unary_count } tessera_unary_function;
#undef TESSERA_ROW
#define TESSERA_ROW(name, ...) tessera_binary_##name,
typedef enum { TESSERA_BINARY_FUNCTIONS(TESSERA_ROW) tessera_binary_count } tessera_binary_function;
#undef TESSERA_ROW
#define TESSERA_ROW(name, ...) tessera_reduction_##name,
typedef enum { TESSERA_REDUCTIONS(TESSERA_ROW) tessera_reduction_count } tessera_reduction;
#undef TESSERA_ROW

// Instruction sets, weakest first.
typedef enum { tessera_level_plain, tessera_level_avx2, tessera_level_avx512, tessera_level_count } tessera_level;

// Element types; float16 is stored and cast, and its table holds null pointers alone.
typedef enum {
  tessera_float32,
  tessera_float64,
  tessera_int64,
  tessera_int32,
  tessera_int8,
  tessera_uint8,
  tessera_bool,
  tessera_float16,
  tessera_element_count
} tessera_element;

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

// output[i] = f(x[i], y[i], z[i])
typedef void (*tessera_ternary_kernel)(const void* x, const void* y, const void* z, void* output, size_t count);

// output[0] = reduction of input[0 ..< count]. The order of a sum or product depends on count alone; the error of a sum
// is O(log count) units in the last place of the sum of magnitudes. A sum of zeros is +0, whatever their signs. maximum
// and minimum are those of two operands, in any order. Sums and products of integers wrap around. Of nothing: the sum
// is 0, the product 1, the maximum -infinity or the lowest integer, the minimum +infinity or the largest; any is 0, all
// is 1.
typedef void (*tessera_row_reduction)(const void* input, void* output, size_t count);

// output[j] = reduction over i of input[i * stride + j], j < columns, i < rows (stride in elements, not below columns).
// The order depends on rows alone. The output does not overlap the input.
typedef void (*tessera_column_reduction)(const void* input, size_t stride, void* output, size_t rows, size_t columns);

// The index of the first largest element (the first NaN, when there is one); count at least 1. Zeros are equal whatever
// their signs.
typedef int64_t (*tessera_row_index)(const void* input, size_t count);

// Normalises a row (in place is allowed): (x - mean) / sqrt(variance + epsilon), where the variance is the mean of the
// squared differences from the mean, or x / sqrt(mean of squares + epsilon).
typedef void (*tessera_normalization_row)(const void* input, void* output, size_t count, double epsilon);

// indices[k] = the position of the k-th element of a row in ascending or descending order; equal elements (zeros of
// both signs too) keep their order. NaN comes last in both orders. `scratch` holds `count` indices.
typedef void (*tessera_argument_sort)(
  const void* row, size_t count, int descending, int64_t* indices, int64_t* scratch);

typedef struct {
  tessera_unary_kernel unary[tessera_unary_count];
  tessera_binary_kernel binary[tessera_binary_count][tessera_form_count];
  // output[i] = x[i] * y[i] + z[i], rounded twice; the first index says whether y, the second whether z points to a
  // single element that is used for every i. float32, float64.
  tessera_ternary_kernel multiply_add[2][2];
  // output[i] = exp(-input[i]), with the bits of the two kernels one after the other; float32, float64.
  tessera_unary_kernel exponential_of_negated;
  // output[i] = sigmoid(x[i]) * y[i], with the bits of the two kernels one after the other; float32, float64.
  tessera_binary_kernel sigmoid_product;
  tessera_row_reduction row[tessera_reduction_count];
  tessera_column_reduction columns[tessera_reduction_count];
  tessera_row_index largest_index;
  // output[i] = exp(input[i] - largest) / sum over j of exp(input[j] - largest); all NaN when the row holds a NaN or
  // +infinity, or only -infinity. So is the logarithm.
  tessera_unary_kernel softmax_row;
  // output[i] = (input[i] - largest) - log(sum over j of exp(input[j] - largest))
  tessera_unary_kernel log_softmax_row;
  // As largest_index, for the first smallest element (the first NaN, when there is one).
  tessera_row_index smallest_index;
  // output[i] = input[0] + ... + input[i], and the product of the same, one after the other; float32, float64, int64.
  tessera_unary_kernel cumulative_sum_row, cumulative_product_row;
  // float32, float64.
  tessera_normalization_row normalize_row, rms_normalize_row;
  tessera_argument_sort argument_sort;
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

// output[i] = condition[i] ? then[i] : otherwise[i], for elements of `size` bytes (1, 2, 4 or 8); the condition is a
// byte an element, and anything but 0 is true. The output may be `then` or `otherwise`, or the condition when size is
// 1.
typedef tessera_ternary_kernel tessera_select_kernel;

// Null for any other size.
tessera_select_kernel tessera_select(tessera_level level, size_t size);

// output[i] = input[i] as an element of another type; to the same type it is a copy. In place is allowed where the
// output's elements are not larger than the input's.
// To an integer from a floating-point number: rounded toward zero, the nearest integer of the type beyond its ends, 0
// from NaN. To an integer from an integer: its low bits (two's complement), as NumPy. To a floating-point number: the
// nearest, ties to even, rounded once; infinite beyond the largest finite number. To Bool: x != 0 (NaN is true). From
// Bool: 0 or 1.
tessera_unary_kernel tessera_cast(tessera_level level, tessera_element from, tessera_element to);

// Movement of elements of `size` bytes (1, 2, 4 or 8), whatever they hold.

// output[i] = input[i * stride], i < count; stride in elements, 0 and negative allowed. The two do not overlap.
void tessera_gather(const void* input, ptrdiff_t stride, void* output, size_t count, size_t size);

// Rows of `bytes` bytes, `stride` bytes from one to the next (0 and negative allowed), one behind the other to the
// output. The two do not overlap.
void tessera_copy_rows(const void* input, ptrdiff_t stride, void* output, size_t rows, size_t bytes);

// output[j * output_stride + i] = input[i * input_stride + j], i < rows, j < columns (strides in elements), in
// cache-sized blocks. The two do not overlap.
void tessera_transpose(
  const void* input, size_t input_stride, void* output, size_t output_stride, size_t rows, size_t columns, size_t size);
