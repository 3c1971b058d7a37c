// Bool: a byte that is 0 or 1.
#define ELEMENT boolean
#define FLOATING 0
#define SCALAR uint8_t
#define SIGNED int8_t
#define LOWEST 0
#define LARGEST 1
#define LARGER(x, y) ((x) | (y))
#define SMALLER(x, y) ((x) & (y))
#define OF_CLASS(floats, integers, booleans) booleans
#define REDUCTION_OF_CLASS(floats, wide, narrow, booleans) booleans
