// Vectors of one element type: loads and stores of any alignment, and the few steps that all functions share.
#define LANES ((size_t)VECTOR_BYTES / sizeof(SCALAR))

typedef SCALAR NAME(vector) __attribute__((ext_vector_type(VECTOR_BYTES / sizeof(SCALAR))));
typedef SIGNED NAME(integers) __attribute__((ext_vector_type(VECTOR_BYTES / sizeof(SCALAR))));
typedef uint8_t NAME(bytes) __attribute__((ext_vector_type(VECTOR_BYTES / sizeof(SCALAR))));
#define VECTOR NAME(vector)
#define INTEGERS NAME(integers)
#define BYTES NAME(bytes)

// What a comparison of vectors gives: -1 where it holds.
typedef __typeof__((VECTOR)0 == (VECTOR)0) NAME(mask);
#define MASK NAME(mask)

// A vector in memory, wherever it starts; the loop over explicit loads and stores stays fast when output is input.
typedef struct {
  VECTOR value;
} __attribute__((packed, may_alias)) NAME(unaligned);

INLINE VECTOR NAME(load)(const void* pointer) { return ((const NAME(unaligned)*)pointer)->value; }
INLINE void NAME(store)(void* pointer, VECTOR vector) { ((NAME(unaligned)*)pointer)->value = vector; }

// The first `count` < LANES elements; the other lanes hold `padding`.
#if AVX512
INLINE VECTOR NAME(load_part)(const void* pointer, size_t count, SCALAR padding) {
  const VECTOR others = padding;
  const uint64_t lanes = (UINT64_C(1) << count) - 1;
  if (sizeof(SCALAR) == 4) return (VECTOR)_mm512_mask_loadu_epi32((__m512i)others, (__mmask16)lanes, pointer);
  if (sizeof(SCALAR) == 8) return (VECTOR)_mm512_mask_loadu_epi64((__m512i)others, (__mmask8)lanes, pointer);
  return (VECTOR)_mm512_mask_loadu_epi8((__m512i)others, lanes, pointer);
}

INLINE void NAME(store_part)(void* pointer, VECTOR vector, size_t count) {
  const uint64_t lanes = (UINT64_C(1) << count) - 1;
  if (sizeof(SCALAR) == 4) {
    _mm512_mask_storeu_epi32(pointer, (__mmask16)lanes, (__m512i)vector);
  } else if (sizeof(SCALAR) == 8) {
    _mm512_mask_storeu_epi64(pointer, (__mmask8)lanes, (__m512i)vector);
  } else {
    _mm512_mask_storeu_epi8(pointer, lanes, (__m512i)vector);
  }
}
#else
INLINE VECTOR NAME(load_part)(const void* pointer, size_t count, SCALAR padding) {
  VECTOR vector = padding;
  if (count > 0) memcpy(&vector, pointer, count * sizeof(SCALAR));
  return vector;
}

INLINE void NAME(store_part)(void* pointer, VECTOR vector, size_t count) {
  if (count > 0) memcpy(pointer, &vector, count * sizeof(SCALAR));
}
#endif

// -1 in the first `count` < LANES lanes, 0 in the others.
INLINE INTEGERS NAME(first_lanes)(size_t count) {
  static const SIGNED lanes[2 * LANES] = {[0 ... LANES - 1] = -1};
  INTEGERS result;
  memcpy(&result, lanes + LANES - count, sizeof(result));
  return result;
}

INLINE SCALAR NAME(load_scalar)(const void* pointer) {
  SCALAR scalar;
  memcpy(&scalar, pointer, sizeof(scalar));
  return scalar;
}

// The address of an element.
INLINE const void* NAME(at)(const void* pointer, size_t index) { return (const char*)pointer + index * sizeof(SCALAR); }
INLINE void* NAME(at_output)(void* pointer, size_t index) { return (char*)pointer + index * sizeof(SCALAR); }

// Results go to their place among those of elements: vectors of elements, and vectors of a byte an element.
INLINE void NAME(put_vector)(void* output, size_t index, VECTOR vector) {
  NAME(store)(NAME(at_output)(output, index), vector);
}
INLINE void NAME(put_part_vector)(void* output, VECTOR vector, size_t count) {
  NAME(store_part)(output, vector, count);
}

typedef struct {
  BYTES value;
} __attribute__((packed, may_alias)) NAME(unaligned_bytes);

INLINE void NAME(put_bytes)(void* output, size_t index, BYTES bytes) {
  ((NAME(unaligned_bytes)*)((char*)output + index))->value = bytes;
}
INLINE void NAME(put_part_bytes)(void* output, BYTES bytes, size_t count) {
  if (count > 0) memcpy(output, &bytes, count);
}

// A byte 0 or 1 an element from a comparison's 0 or -1.
INLINE BYTES NAME(bytes_of)(MASK mask) { return __builtin_convertvector(mask, BYTES) & (BYTES)1; }
