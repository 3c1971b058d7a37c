// Conversions between all element types, 16 elements at a time. Float16 is read as Float.

typedef float cast_float32 __attribute__((ext_vector_type(16)));
typedef double cast_float64 __attribute__((ext_vector_type(16)));
typedef int64_t cast_int64 __attribute__((ext_vector_type(16)));
typedef int32_t cast_int32 __attribute__((ext_vector_type(16)));
typedef int8_t cast_int8 __attribute__((ext_vector_type(16)));
typedef uint8_t cast_uint8 __attribute__((ext_vector_type(16)));
typedef uint8_t cast_boolean __attribute__((ext_vector_type(16)));
typedef uint16_t cast_float16 __attribute__((ext_vector_type(16)));

#include "float16.h"

#define CONVERTED(x, to) __builtin_convertvector(x, cast_##to)

// The integer part within [lowest, largest], 0 for NaN: what lies outside is replaced before it is converted.
INLINE cast_float64 cast_bounded(cast_float64 x, double lowest, double largest) {
  x = x < lowest ? (cast_float64)lowest : x;
  x = x > largest ? (cast_float64)largest : x;
  return x == x ? x : (cast_float64)0.0;
}

// 2^63 - 1024 is the largest Double below 2^63.
INLINE cast_int64 cast_int64_of(cast_float64 x) {
  cast_int64 bounded = CONVERTED(cast_bounded(x, -0x1p63, 0x1.fffffffffffffp62), int64);
  return x >= 0x1p63 ? (cast_int64)INT64_MAX : bounded;
}
INLINE cast_int32 cast_int32_of(cast_float64 x) { return CONVERTED(cast_bounded(x, INT32_MIN, INT32_MAX), int32); }
INLINE cast_int8 cast_int8_of(cast_float64 x) {
  return CONVERTED(CONVERTED(cast_bounded(x, INT8_MIN, INT8_MAX), int32), int8);
}
INLINE cast_uint8 cast_uint8_of(cast_float64 x) {
  return CONVERTED(CONVERTED(cast_bounded(x, 0, UINT8_MAX), int32), uint8);
}

#define CAST(from, to, formula)                                                                                \
  INLINE cast_##to cast_##from##_to_##to(cast_##from x) { return formula; }                                    \
  static void cast_row_##from##_to_##to(const void* input, void* output, size_t count) {                       \
    enum { lanes = 16, from_size = sizeof(cast_##from) / lanes, to_size = sizeof(cast_##to) / lanes };         \
    cast_##from x = 0;                                                                                         \
    cast_##to y;                                                                                               \
    size_t i = 0;                                                                                              \
    for (; i + lanes <= count; i += lanes) {                                                                   \
      memcpy(&x, (const char*)input + i * from_size, sizeof(x));                                               \
      y = cast_##from##_to_##to(x);                                                                            \
      memcpy((char*)output + i * to_size, &y, sizeof(y));                                                      \
    }                                                                                                          \
    if (i < count) {                                                                                           \
      memcpy(&x, (const char*)input + i * from_size, (count - i) * from_size);                                 \
      y = cast_##from##_to_##to(x);                                                                            \
      memcpy((char*)output + i * to_size, &y, (count - i) * to_size);                                          \
    }                                                                                                          \
  }

// A byte 0 or 1 from a comparison.
#define TRUTH(mask) (CONVERTED(mask, uint8) & (cast_uint8)1)

#define CASTS_FROM_FLOATING(from, value)              \
  CAST(from, int64, cast_int64_of(CONVERTED(value, float64))) \
  CAST(from, int32, cast_int32_of(CONVERTED(value, float64))) \
  CAST(from, int8, cast_int8_of(CONVERTED(value, float64)))   \
  CAST(from, uint8, cast_uint8_of(CONVERTED(value, float64))) \
  CAST(from, boolean, TRUTH((value) != 0))

CASTS_FROM_FLOATING(float32, x)
CASTS_FROM_FLOATING(float64, x)
CASTS_FROM_FLOATING(float16, cast_widened(x))
CAST(float32, float64, CONVERTED(x, float64))
CAST(float32, float16, cast_half_of_float(x))
CAST(float64, float32, CONVERTED(x, float32))
CAST(float64, float16, cast_half_of_double(x))
CAST(float16, float32, cast_widened(x))
CAST(float16, float64, CONVERTED(cast_widened(x), float64))

// Integers beyond 2^24, which a Float may round, are infinite as Float16.
#define CASTS_FROM_INTEGER(from)                              \
  CAST(from, float32, CONVERTED(x, float32))                  \
  CAST(from, float64, CONVERTED(x, float64))                  \
  CAST(from, float16, cast_half_of_float(CONVERTED(x, float32)))

CASTS_FROM_INTEGER(int64)
CASTS_FROM_INTEGER(int32)
CASTS_FROM_INTEGER(int8)
CASTS_FROM_INTEGER(uint8)
CASTS_FROM_INTEGER(boolean)
CAST(int64, int32, CONVERTED(x, int32))
CAST(int64, int8, CONVERTED(x, int8))
CAST(int64, uint8, CONVERTED(x, uint8))
CAST(int64, boolean, TRUTH(x != 0))
CAST(int32, int64, CONVERTED(x, int64))
CAST(int32, int8, CONVERTED(x, int8))
CAST(int32, uint8, CONVERTED(x, uint8))
CAST(int32, boolean, TRUTH(x != 0))
CAST(int8, int64, CONVERTED(x, int64))
CAST(int8, int32, CONVERTED(x, int32))
CAST(int8, boolean, TRUTH(x != 0))
CAST(uint8, int64, CONVERTED(x, int64))
CAST(uint8, int32, CONVERTED(x, int32))
CAST(uint8, boolean, TRUTH(x != 0))
CAST(boolean, int64, CONVERTED(x, int64))
CAST(boolean, int32, CONVERTED(x, int32))

// Copies, which keep the bits: to the same type, and between types of a byte.
static void cast_copy_1(const void* input, void* output, size_t count) {
  if (count > 0) memmove(output, input, count);
}
static void cast_copy_2(const void* input, void* output, size_t count) { cast_copy_1(input, output, 2 * count); }
static void cast_copy_4(const void* input, void* output, size_t count) { cast_copy_1(input, output, 4 * count); }
static void cast_copy_8(const void* input, void* output, size_t count) { cast_copy_1(input, output, 8 * count); }

// In the order of tessera_element, in rows of the types that are cast from.
#define CAST_TABLE JOIN(tessera_casts, LEVEL)
#define TO(from, to) cast_row_##from##_to_##to
extern const tessera_unary_kernel CAST_TABLE[tessera_element_count][tessera_element_count];
const tessera_unary_kernel CAST_TABLE[tessera_element_count][tessera_element_count] = {
  {cast_copy_4, TO(float32, float64), TO(float32, int64), TO(float32, int32), TO(float32, int8), TO(float32, uint8),
   TO(float32, boolean), TO(float32, float16)},
  {TO(float64, float32), cast_copy_8, TO(float64, int64), TO(float64, int32), TO(float64, int8), TO(float64, uint8),
   TO(float64, boolean), TO(float64, float16)},
  {TO(int64, float32), TO(int64, float64), cast_copy_8, TO(int64, int32), TO(int64, int8), TO(int64, uint8),
   TO(int64, boolean), TO(int64, float16)},
  {TO(int32, float32), TO(int32, float64), TO(int32, int64), cast_copy_4, TO(int32, int8), TO(int32, uint8),
   TO(int32, boolean), TO(int32, float16)},
  {TO(int8, float32), TO(int8, float64), TO(int8, int64), TO(int8, int32), cast_copy_1, cast_copy_1,
   TO(int8, boolean), TO(int8, float16)},
  {TO(uint8, float32), TO(uint8, float64), TO(uint8, int64), TO(uint8, int32), cast_copy_1, cast_copy_1,
   TO(uint8, boolean), TO(uint8, float16)},
  {TO(boolean, float32), TO(boolean, float64), TO(boolean, int64), TO(boolean, int32), cast_copy_1, cast_copy_1,
   cast_copy_1, TO(boolean, float16)},
  {TO(float16, float32), TO(float16, float64), TO(float16, int64), TO(float16, int32), TO(float16, int8),
   TO(float16, uint8), TO(float16, boolean), cast_copy_2},
};
