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
INLINE VECTOR NAME(load_part)(const void* pointer, size_t count, SCALAR padding) {
  VECTOR vector = padding;
  if (count > 0) memcpy(&vector, pointer, count * sizeof(SCALAR));
  return vector;
}

INLINE void NAME(store_part)(void* pointer, VECTOR vector, size_t count) {
  if (count > 0) memcpy(pointer, &vector, count * sizeof(SCALAR));
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
