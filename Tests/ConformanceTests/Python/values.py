"""Special values and random bit patterns for the cases."""

import numpy as np

from oracle_values import INTEGERS, NUMPY_TYPES
from single_cases import special_values

BITS = {2: np.uint16, 4: np.uint32, 8: np.uint64}


def bit_patterns(rng, element, count):
    """Floating-point numbers with random bits: every exponent is as likely, both signs, sometimes NaN."""
    dtype = np.dtype(NUMPY_TYPES[element])
    unsigned = BITS[dtype.itemsize]
    return rng.integers(0, np.iinfo(unsigned).max, size=count, dtype=unsigned, endpoint=True).view(dtype)


def magnitudes(rng, element, count, low=-12.0, high=8.0):
    """Random numbers of both signs, with exponents between two bounds."""
    values = np.exp2(rng.uniform(low, high, size=count)) * rng.choice([-1, 1], size=count)
    return values.astype(NUMPY_TYPES[element])


def edge_values(element):
    """The special values of single_cases.py and, where the type has them, arguments at which a function changes."""
    dtype = NUMPY_TYPES[element]
    pi = np.pi
    more = [0.1, 0.25, 0.75, 1.5, 3.5, 4.5, pi / 4, pi / 2, pi, 3 * pi / 2, 2 * pi, 1e2, 1e3, 1e4, 11.5, 15.5, 26.5]
    more += [2.0**22 + 0.5, 2.0**23 - 0.5, 2.0**52 - 0.5, 1e5, 1e10, 1e22, 88.0, 89.0, 103.5, 709.5, 745.0]
    with np.errstate(over="ignore"):
        values = np.array(more, dtype=np.float64).astype(dtype)
        values = values[np.isfinite(values)]
        return np.concatenate([special_values(element), values, -values])


def integer_values(element):
    """The ends of the range, their neighbours, and small numbers."""
    limits = np.iinfo(NUMPY_TYPES[element])
    values = [0, 1, 2, 3, 5, 7, 10, 63, limits.max, limits.max - 1, limits.max // 2]
    if limits.min < 0:
        values += [-1, -2, -3, -5, -7, -10, limits.min, limits.min + 1]
    return np.array(values, dtype=NUMPY_TYPES[element])


def random_elements(rng, element, shape):
    """Ordinary elements of any type: normal numbers, integers of the whole range, truth values."""
    dtype = NUMPY_TYPES[element]
    if element == "bool":
        return rng.random(shape) < 0.5
    if element in INTEGERS:
        limits = np.iinfo(dtype)
        return np.asarray(rng.integers(limits.min, limits.max, size=shape, dtype=dtype, endpoint=True))
    return np.asarray(rng.standard_normal(shape)).astype(dtype)
