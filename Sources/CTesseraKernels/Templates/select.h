// A choice between two elements at each place, for elements of each size.

#define SELECT(size, unsigned_type, signed_type)                                                                   \
  typedef unsigned_type JOIN(choices, size) __attribute__((ext_vector_type(64 / size)));                           \
  typedef signed_type JOIN(choice_masks, size) __attribute__((ext_vector_type(64 / size)));                        \
  typedef int8_t JOIN(conditions, size) __attribute__((ext_vector_type(64 / size)));                               \
                                                                                                                   \
  INLINE JOIN(choices, size) JOIN(choose, size)(                                                                   \
    const void* condition, const void* then, const void* otherwise, size_t count) {                                \
    JOIN(conditions, size) where = 0;                                                                              \
    JOIN(choices, size) x = 0, y = 0;                                                                              \
    memcpy(&where, condition, count);                                                                              \
    memcpy(&x, then, count * size);                                                                                \
    memcpy(&y, otherwise, count * size);                                                                           \
    return __builtin_convertvector(where, JOIN(choice_masks, size)) != 0 ? x : y;                                  \
  }                                                                                                                \
                                                                                                                   \
  static void JOIN(select, size)(                                                                                  \
    const void* condition, const void* then, const void* otherwise, void* output, size_t count) {                  \
    size_t i = 0;                                                                                                  \
    for (; i + 64 / size <= count; i += 64 / size) {                                                               \
      JOIN(choices, size) chosen = JOIN(choose, size)(                                                             \
        (const char*)condition + i, (const char*)then + i * size, (const char*)otherwise + i * size, 64 / size);   \
      memcpy((char*)output + i * size, &chosen, sizeof(chosen));                                                   \
    }                                                                                                              \
    if (i < count) {                                                                                               \
      JOIN(choices, size) chosen = JOIN(choose, size)(                                                             \
        (const char*)condition + i, (const char*)then + i * size, (const char*)otherwise + i * size, count - i);   \
      memcpy((char*)output + i * size, &chosen, (count - i) * size);                                               \
    }                                                                                                              \
  }

SELECT(1, uint8_t, int8_t)
SELECT(2, uint16_t, int16_t)
SELECT(4, uint32_t, int32_t)
SELECT(8, uint64_t, int64_t)

extern const tessera_select_kernel JOIN(tessera_selects, LEVEL)[4];
const tessera_select_kernel JOIN(tessera_selects, LEVEL)[4] = {select_1, select_2, select_4, select_8};
