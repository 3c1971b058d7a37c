// Int8: its types and constants.
#define ELEMENT int8
#define FLOATING 0
#define SCALAR int8_t
#define SIGNED int8_t
#define LOWEST INT8_MIN
#define LARGEST INT8_MAX
#define LARGER(x, y) __builtin_elementwise_max(x, y)
#define SMALLER(x, y) __builtin_elementwise_min(x, y)
#define OF_CLASS(floats, integers, booleans) integers
#define REDUCTION_OF_CLASS(floats, wide, narrow, booleans) narrow

// A quotient in Float is truncated to the right integer: it is further from the next one than its rounding error.
typedef float NAME(quotients) __attribute__((ext_vector_type(VECTOR_BYTES / sizeof(SCALAR))));
#define DIVIDED(x, y)       \
  __builtin_convertvector( \
    __builtin_convertvector(x, NAME(quotients)) / __builtin_convertvector(y, NAME(quotients)), NAME(vector))
