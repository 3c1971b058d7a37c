// Copies that change the order of elements: one function a size, whatever the elements hold.
#include <stdint.h>
#include <string.h>

#include "include/tessera_kernels.h"

// A transposed block is a square whose sides fill one cache line. It goes through a local copy, so that each line of
// the input is read and each line of the output written once in full: with a stride that is a power of two the rows of
// a block share one cache set and would push each other out.
enum { line_bytes = 64 };

// The transpose of a local block, in registers of 16 bytes that every processor has.
typedef uint32_t quarters __attribute__((ext_vector_type(4)));
typedef uint64_t halves __attribute__((ext_vector_type(2)));

typedef uint8_t __attribute__((may_alias)) unaligned_1;
typedef uint16_t __attribute__((may_alias, aligned(1))) unaligned_2;

#define TURN(size, type)                                                                                    \
  static inline __attribute__((always_inline)) void turn_##size(                                           \
    const type* block, size_t block_stride, type* turned, size_t turned_stride) {                           \
    enum { side = line_bytes / size };                                                                      \
    for (size_t j = 0; j < side; j++) {                                                                     \
      for (size_t i = 0; i < side; i++) turned[j * turned_stride + i] = block[i * block_stride + j];        \
    }                                                                                                       \
  }
TURN(1, unaligned_1)
TURN(2, unaligned_2)

static inline __attribute__((always_inline)) void turn_4(
  const void* block, size_t block_stride, void* turned, size_t turned_stride) {
  enum { side = line_bytes / 4 };
  for (size_t j = 0; j < side; j += 4) {
    for (size_t i = 0; i < side; i += 4) {
      quarters rows[4], pairs[4];
      for (size_t k = 0; k < 4; k++) memcpy(&rows[k], (const char*)block + ((i + k) * block_stride + j) * 4, 16);
      pairs[0] = __builtin_shufflevector(rows[0], rows[1], 0, 4, 1, 5);
      pairs[1] = __builtin_shufflevector(rows[2], rows[3], 0, 4, 1, 5);
      pairs[2] = __builtin_shufflevector(rows[0], rows[1], 2, 6, 3, 7);
      pairs[3] = __builtin_shufflevector(rows[2], rows[3], 2, 6, 3, 7);
      rows[0] = __builtin_shufflevector(pairs[0], pairs[1], 0, 1, 4, 5);
      rows[1] = __builtin_shufflevector(pairs[0], pairs[1], 2, 3, 6, 7);
      rows[2] = __builtin_shufflevector(pairs[2], pairs[3], 0, 1, 4, 5);
      rows[3] = __builtin_shufflevector(pairs[2], pairs[3], 2, 3, 6, 7);
      for (size_t k = 0; k < 4; k++) memcpy((char*)turned + ((j + k) * turned_stride + i) * 4, &rows[k], 16);
    }
  }
}

static inline __attribute__((always_inline)) void turn_8(
  const void* block, size_t block_stride, void* turned, size_t turned_stride) {
  enum { side = line_bytes / 8 };
  for (size_t j = 0; j < side; j += 2) {
    for (size_t i = 0; i < side; i += 2) {
      halves rows[2], turned_rows[2];
      for (size_t k = 0; k < 2; k++) memcpy(&rows[k], (const char*)block + ((i + k) * block_stride + j) * 8, 16);
      turned_rows[0] = __builtin_shufflevector(rows[0], rows[1], 0, 2);
      turned_rows[1] = __builtin_shufflevector(rows[0], rows[1], 1, 3);
      for (size_t k = 0; k < 2; k++) memcpy((char*)turned + ((j + k) * turned_stride + i) * 8, &turned_rows[k], 16);
    }
  }
}

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
    turn_##size((void*)block, side, (void*)turned, side);                                                          \
    for (size_t j = 0; j < columns; j++) memcpy(output + j * output_stride, turned[j], rows * size);               \
  }                                                                                                                \
                                                                                                                   \
  /* Lines that are far from sharing a cache set are read and written in place. */                                 \
  static inline __attribute__((always_inline)) void turn_whole_##size(                                             \
    const element_##size* input, size_t input_stride, element_##size* output, size_t output_stride) {              \
    enum { side = line_bytes / size };                                                                             \
    if (input_stride * size % 512 != 0 && output_stride * size % 512 != 0) {                                       \
      turn_##size((const void*)input, input_stride, (void*)output, output_stride);                                 \
    } else {                                                                                                       \
      transpose_block_##size(input, input_stride, output, output_stride, side, side);                              \
    }                                                                                                              \
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
          turn_whole_##size(from, input_stride, to, output_stride);                                                \
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

// A row in whole vectors, the last of which may overlap the one before.
typedef struct {
  halves low, high;
} __attribute__((packed, may_alias, aligned(1))) row_part;

void tessera_copy_rows(const void* input, ptrdiff_t stride, void* output, size_t rows, size_t bytes) {
  if (bytes < sizeof(row_part) || bytes > 1024) {
    for (size_t i = 0; i < rows; i++) {
      memcpy((char*)output + i * bytes, (const char*)input + (ptrdiff_t)i * stride, bytes);
    }
    return;
  }
  for (size_t i = 0; i < rows; i++) {
    const char* from = (const char*)input + (ptrdiff_t)i * stride;
    char* to = (char*)output + i * bytes;
    size_t last = bytes - sizeof(row_part);
    for (size_t k = 0; k < last; k += sizeof(row_part)) *(row_part*)(to + k) = *(const row_part*)(from + k);
    *(row_part*)(to + last) = *(const row_part*)(from + last);
  }
}
