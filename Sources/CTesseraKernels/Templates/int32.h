// Int32: its types and constants.
#define ELEMENT int32
#define FLOATING 0
#define SCALAR int32_t
#define SIGNED int32_t
#define LOWEST INT32_MIN
#define LARGEST INT32_MAX
#define LARGER(x, y) __builtin_elementwise_max(x, y)
#define SMALLER(x, y) __builtin_elementwise_min(x, y)
#define OF_CLASS(floats, integers, booleans) integers
#define REDUCTION_OF_CLASS(floats, wide, narrow, booleans) narrow

// A quotient in Double is truncated to the right integer: it is further from the next one than its rounding error.
typedef double NAME(quotients) __attribute__((ext_vector_type(VECTOR_BYTES / sizeof(SCALAR))));
#define DIVIDED(x, y)       \
  __builtin_convertvector( \
    __builtin_convertvector(x, NAME(quotients)) / __builtin_convertvector(y, NAME(quotients)), NAME(vector))
