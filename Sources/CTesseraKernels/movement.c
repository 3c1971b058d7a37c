// Copies that change the order of elements: one function a size, whatever the elements hold.
#include <stdint.h>
#include <string.h>

#include "include/tessera_kernels.h"

// A transposed block is a square whose sides fill one cache line. It goes through a local copy, so that each line of
// the
// input is read and each line of the output written once in full: with a stride that is a power of two the rows of a
// block share one cache set and would push each other out.
enum { line_bytes = 64 };

#define MOVEMENT(size, type)                                                                                       \
  typedef struct {                                                                                                 \
    type value;                                                                                                    \
  } __attribute__((packed, may_alias)) element_##size;                                                             \
                                                                                                                   \
  static void gather_##size(const element_##size* input, ptrdiff_t stride, element_##size* output, size_t count) { \
    for (size_t i = 0; i < count; i++) output[i] = input[(ptrdiff_t)i * stride];                                   \
  }                                                                                                                \
                                                                                                                   \
  static void fill_##size(const element_##size* input, element_##size* output, size_t count) {                     \
    element_##size element = *input;                                                                               \
    for (size_t i = 0; i < count; i++) output[i] = element;                                                        \
  }                                                                                                                \
                                                                                                                   \
  static inline __attribute__((always_inline)) void transpose_block_##size(                                        \
    const element_##size* input, size_t input_stride, element_##size* output, size_t output_stride, size_t rows,   \
    size_t columns) {                                                                                              \
    enum { side = line_bytes / size };                                                                             \
    type block[side][side] = {0}, turned[side][side];                                                              \
    for (size_t i = 0; i < rows; i++) memcpy(block[i], input + i * input_stride, columns * size);                  \
    for (size_t j = 0; j < side; j++) {                                                                            \
      for (size_t i = 0; i < side; i++) turned[j][i] = block[i][j];                                                \
    }                                                                                                              \
    for (size_t j = 0; j < columns; j++) memcpy(output + j * output_stride, turned[j], rows * size);               \
  }                                                                                                                \
                                                                                                                   \
  static void transpose_##size(                                                                                    \
    const element_##size* input, size_t input_stride, element_##size* output, size_t output_stride, size_t rows,   \
    size_t columns) {                                                                                              \
    enum { side = line_bytes / size };                                                                             \
    for (size_t i = 0; i < rows; i += side) {                                                                      \
      for (size_t j = 0; j < columns; j += side) {                                                                 \
        const element_##size* from = input + i * input_stride + j;                                                 \
        element_##size* to = output + j * output_stride + i;                                                       \
        size_t height = rows - i < side ? rows - i : side, width = columns - j < side ? columns - j : side;        \
        if (height == side && width == side) {                                                                     \
          transpose_block_##size(from, input_stride, to, output_stride, side, side);                               \
        } else {                                                                                                   \
          transpose_block_##size(from, input_stride, to, output_stride, height, width);                            \
        }                                                                                                          \
      }                                                                                                            \
    }                                                                                                              \
  }

MOVEMENT(1, uint8_t)
MOVEMENT(2, uint16_t)
MOVEMENT(4, uint32_t)
MOVEMENT(8, uint64_t)

#define EACH_SIZE(CASE) \
  switch (size) {       \
    case 1: CASE(1)     \
    case 2: CASE(2)     \
    case 4: CASE(4)     \
    case 8: CASE(8)     \
  }

void tessera_gather(const void* input, ptrdiff_t stride, void* output, size_t count, size_t size) {
  if (count == 0) return;
  if (stride == 1) {
    memcpy(output, input, count * size);
    return;
  }
#define FILL(size) fill_##size(input, output, count); break;
#define GATHER(size) gather_##size(input, stride, output, count); break;
  if (stride == 0) {
    EACH_SIZE(FILL)
  } else {
    EACH_SIZE(GATHER)
  }
}

void tessera_transpose(
  const void* input, size_t input_stride, void* output, size_t output_stride, size_t rows, size_t columns,
  size_t size) {
#define TRANSPOSE(size) transpose_##size(input, input_stride, output, output_stride, rows, columns); break;
  EACH_SIZE(TRANSPOSE)
}
