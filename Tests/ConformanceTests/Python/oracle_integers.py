"""Integers, comparisons, logic, choices and casts of the oracle."""

import numpy as np

from oracle_values import CAST_TARGETS, NUMPY_TYPES, Value, element_of


def wrapped(numbers, dtype):
    """Python integers as elements of a type, modulo the number of its values."""
    bits = 8 * np.dtype(dtype).itemsize
    low = 0 if np.dtype(dtype).kind == "u" else -(1 << (bits - 1))
    flat = [(int(number) - low) % (1 << bits) + low for number in np.ravel(numbers)]
    return np.array(flat, dtype=dtype).reshape(np.shape(numbers))


def integer_power(base, exponent):
    if exponent >= 0:
        return pow(base, exponent, 1 << 64)  # wraps the same in fewer bits
    return {1: 1, -1: -1 if exponent % 2 else 1}.get(base, 0)


def floor_divide(a, b):
    return a // b if b else 0


def floor_remainder(a, b):
    return a % b if b else 0


def truncated_remainder(a, b):
    return (abs(a) % abs(b)) * (-1 if a < 0 else 1) if b else 0


class IntegersAndChoices:
    """Integers wrap around. They are computed in Python's integers, which have no width, and wrapped at the end."""

    def integral(self, function, *operands):
        arrays = np.broadcast_arrays(*(operand.value for operand in operands))
        numbers = [function(*map(int, row)) for row in zip(*map(np.ravel, arrays))]
        value = wrapped(np.array(numbers, dtype=object).reshape(arrays[0].shape), operands[0].value.dtype)
        return Value(value, np.zeros(value.shape))

    def integer_add(self, a, b):
        return self.integral(lambda x, y: x + y, a, b)

    def integer_subtract(self, a, b):
        return self.integral(lambda x, y: x - y, a, b)

    def integer_multiply(self, a, b):
        return self.integral(lambda x, y: x * y, a, b)

    def integer_power(self, a, b):
        return self.integral(integer_power, a, b)

    def integer_minimum(self, a, b):
        return self.integral(min, a, b)

    def integer_maximum(self, a, b):
        return self.integral(max, a, b)

    def integer_floorDivide(self, a, b):
        return self.integral(floor_divide, a, b)

    def integer_remainder(self, a, b):
        return self.integral(floor_remainder, a, b)

    def integer_truncatedRemainder(self, a, b):
        return self.integral(truncated_remainder, a, b)

    def integer_negate(self, a):
        return self.integral(lambda x: -x, a)

    def integer_absolute(self, a):
        return self.integral(abs, a)

    def integer_square(self, a):
        return self.integral(lambda x: x * x, a)

    def integer_sign(self, a):
        return self.integral(lambda x: (x > 0) - (x < 0), a)

    def folded(self, function, a):
        """NumPy folds in 64 bits; dropping the high bits afterwards wraps the same."""
        wide = np.uint64 if a.value.dtype.kind == "u" else np.int64
        value = np.asarray(function(a.value.astype(wide))).astype(a.value.dtype)
        return Value(value, np.zeros(value.shape))

    def integer_sum(self, a, axes, keepingDimensions):
        axes = None if axes is None else tuple(axes)
        return self.folded(lambda x: np.sum(x, axis=axes, keepdims=keepingDimensions, dtype=x.dtype), a)

    def integer_product(self, a, axes, keepingDimensions):
        axes = None if axes is None else tuple(axes)
        return self.folded(lambda x: np.prod(x, axis=axes, keepdims=keepingDimensions, dtype=x.dtype), a)

    def integer_cumulativeSum(self, a, axis):
        return self.folded(lambda x: np.cumsum(x, axis=axis, dtype=x.dtype), a)

    def integer_cumulativeProduct(self, a, axis):
        return self.folded(lambda x: np.cumprod(x, axis=axis, dtype=x.dtype), a)

    # Comparisons and logic

    def equal(self, a, b):
        return self.exact(np.equal, a, b)

    def notEqual(self, a, b):
        return self.exact(np.not_equal, a, b)

    def less(self, a, b):
        return self.exact(np.less, a, b)

    def lessOrEqual(self, a, b):
        return self.exact(np.less_equal, a, b)

    def greater(self, a, b):
        return self.exact(np.greater, a, b)

    def greaterOrEqual(self, a, b):
        return self.exact(np.greater_equal, a, b)

    def logicalAnd(self, a, b):
        return self.exact(np.logical_and, a, b)

    def logicalOr(self, a, b):
        return self.exact(np.logical_or, a, b)

    def logicalExclusiveOr(self, a, b):
        return self.exact(np.logical_xor, a, b)

    def logicalNot(self, a):
        return self.exact(np.logical_not, a)

    # Choices and casts

    def select(self, condition, then, otherwise):
        assert condition.value.dtype == np.bool_, "select needs truth values"
        chosen, bound = (
            np.where(condition.value, x, y)
            for x, y in zip((then.value, then.bound), (otherwise.value, otherwise.bound))
        )
        return Value(chosen, bound)

    def cast(self, a, to):
        """NumPy's `astype`, but for floating-point numbers to integers, which NumPy leaves undefined out of range."""
        assert not np.any(a.bound), "a cast has no bound for rounded operands"
        element = CAST_TARGETS[to]
        dtype = NUMPY_TYPES[element]
        value = np.asarray(a.value)
        if value.dtype.kind == "f" and np.dtype(dtype).kind in "iu":
            value = saturated(value, dtype)
        else:
            value = value.astype(dtype)
        if element_of(value) != element:
            raise TypeError(f"a cast to {to} gave {value.dtype}")
        # Floating-point results are exact in float64, in which the others are computed too.
        return Value(value.astype(np.float64) if value.dtype.kind == "f" else value, np.zeros(value.shape), element)


def saturated(values, dtype):
    """Floating-point numbers without their fractions, kept in the range of an integer type; NaN becomes 0."""
    limits = np.iinfo(dtype)

    def one(x):
        if np.isnan(x):
            return 0
        if np.isinf(x):
            return limits.max if x > 0 else limits.min
        return min(max(int(x), limits.min), limits.max)

    return np.array([one(x) for x in values.ravel()], dtype=dtype).reshape(values.shape)
