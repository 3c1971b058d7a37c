// Sums of two Doubles, the second below half a unit of the first: about 106 bits, from which functions take what a
// single Double would lose before the last rounding (Dekker 1971).
typedef struct {
  VECTOR high, low;
} NAME(pair);

// a + b for |a| >= |b|, and what the sum lost.
INLINE NAME(pair) NAME(ordered_sum)(VECTOR a, VECTOR b) {
  VECTOR sum = a + b;
  return (NAME(pair)){sum, b - (sum - a)};
}

INLINE NAME(pair) NAME(pair_product)(NAME(pair) a, NAME(pair) b) {
  VECTOR product = a.high * b.high;
  VECTOR low = NAME(product_error)(a.high, b.high, product) + MULTIPLY_ADD(a.high, b.low, a.low * b.high);
  return NAME(ordered_sum)(product, low);
}

// a + b and what the sum lost, whatever their order (Knuth).
INLINE NAME(pair) NAME(exact_sum)(VECTOR a, VECTOR b) {
  VECTOR sum = a + b, part = sum - a;
  return (NAME(pair)){sum, (a - (sum - part)) + (b - part)};
}

// a / b: the quotient of the first parts, and its remainder divided.
INLINE NAME(pair) NAME(pair_quotient)(NAME(pair) a, NAME(pair) b) {
  VECTOR quotient = a.high / b.high, product = quotient * b.high;
  VECTOR error = NAME(product_error)(quotient, b.high, product);
  return (NAME(pair)){quotient, (((a.high - product) - error) + (a.low - quotient * b.low)) / b.high};
}

// sqrt(a).
INLINE NAME(pair) NAME(pair_square_root)(NAME(pair) a) {
  VECTOR root = __builtin_elementwise_sqrt(a.high), product = root * root;
  VECTOR rest = ((a.high - product) - NAME(product_error)(root, root, product)) + a.low;
  return (NAME(pair)){root, a.high > 0 ? rest / (root + root) : (VECTOR)0.0};
}

INLINE NAME(pair) NAME(square_pair)(VECTOR x) {
  VECTOR square = x * x;
  return (NAME(pair)){square, NAME(product_error)(x, x, square)};
}

INLINE VECTOR NAME(sum_of_pair)(NAME(pair) a) { return a.high + a.low; }
