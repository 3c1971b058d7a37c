// Int64: its types and constants.
#define ELEMENT int64
#define FLOATING 0
#define SCALAR int64_t
#define SIGNED int64_t
#define LOWEST INT64_MIN
#define LARGEST INT64_MAX
#define LARGER(x, y) __builtin_elementwise_max(x, y)
#define SMALLER(x, y) __builtin_elementwise_min(x, y)
#define OF_CLASS(floats, integers, booleans) integers
#define REDUCTION_OF_CLASS(floats, wide, narrow, booleans) wide

// Each lane is divided alone: there is no instruction for a vector.
#define DIVIDED(x, y) ((x) / (y))
