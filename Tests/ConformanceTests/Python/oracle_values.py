"""What an evaluation of the oracle gives, and the element types."""

from dataclasses import dataclass

import numpy as np

NUMPY_TYPES = {
    "float": np.float32,
    "double": np.float64,
    "float16": np.float16,
    "int64": np.int64,
    "int32": np.int32,
    "int8": np.int8,
    "uint8": np.uint8,
    "bool": np.bool_,
}
FLOATING = ("float", "double", "float16")
INTEGERS = ("int64", "int32", "int8", "uint8")
UNIT_ROUNDOFF = {"float": 2.0**-24, "double": 2.0**-53, "float16": 2.0**-11}
# Sums are blocked: at most this many terms one after the other, then pairwise, so the error grows with log2(n).
SUM_BLOCK = 128
# Above so many ULP an activation's tolerance is absolute.
ULP_LIMIT = 12
# The names that a cast's target has.
CAST_TARGETS = {"float32": "float", "float64": "double"} | {
    name: name for name in ("float16", "int64", "int32", "int8", "uint8", "bool")
}


@dataclass
class Value:
    value: np.ndarray
    bound: np.ndarray  # absolute, of the shape of value
    element: str | None = None  # None: what the value's type and the case say


def is_floating(element):
    return element in FLOATING


def sum_error(count):
    """The error of a blocked sum of `count` terms, in units of u times the sum of the absolute values."""
    return max(0.0, min(count - 1.0, SUM_BLOCK + np.log2(max(count, 1))))


def element_of(value):
    """The element type that an array is stored in."""
    dtype = np.asarray(value).dtype
    return next(name for name, numpy_type in NUMPY_TYPES.items() if dtype == numpy_type)


def ordered(values):
    """Integers in the order of floating-point values, one apart for neighbours; zeros of both signs are the same."""
    bits = values.view({2: np.int16, 4: np.int32, 8: np.int64}[values.dtype.itemsize]).astype(object)
    lowest = -(1 << (8 * values.dtype.itemsize - 1))
    return np.where(bits < 0, lowest - bits, bits)


def needed_ulp(value, bound, dtype):
    """How many values an element may be away when it is within the bound: the most of all finite elements."""
    with np.errstate(over="ignore", invalid="ignore"):
        middle = np.asarray(value, dtype=np.float64).astype(dtype)
        ends = [np.asarray(value + sign * bound, dtype=np.float64).astype(dtype) for sign in (-1, 1)]
        finite = np.isfinite(middle)
        ends = [np.clip(end[finite], -np.finfo(dtype).max, np.finfo(dtype).max) for end in ends]
    distances = [np.abs(ordered(end) - ordered(middle[finite])) for end in ends]
    return max((int(distance.max()) for distance in distances if distance.size), default=0)
