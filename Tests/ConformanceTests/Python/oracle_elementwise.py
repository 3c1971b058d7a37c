"""Elementwise functions of the oracle: mpmath with 160 bits for the transcendental ones, NumPy for exact ones."""

import mpmath
import numpy as np
from scipy import special

from oracle_values import Value

PRECISION = 160  # bits


def softplus(x):
    return x + mpmath.log1p(mpmath.exp(-x)) if x > 0 else mpmath.log1p(mpmath.exp(x))


# The precise function, and the one that tells the values at zeros, infinities, poles and outside of the domain.
TRANSCENDENTAL = {
    "exp2": (lambda x: mpmath.power(2, x), np.exp2),
    "expm1": (mpmath.expm1, np.expm1),
    "log2": (lambda x: mpmath.log(x) / mpmath.log(2), np.log2),
    "log10": (lambda x: mpmath.log(x) / mpmath.log(10), np.log10),
    "log1p": (mpmath.log1p, np.log1p),
    "sin": (mpmath.sin, np.sin),
    "cos": (mpmath.cos, np.cos),
    "tan": (mpmath.tan, np.tan),
    "asin": (mpmath.asin, np.arcsin),
    "acos": (mpmath.acos, np.arccos),
    "atan": (mpmath.atan, np.arctan),
    "sinh": (mpmath.sinh, np.sinh),
    "cosh": (mpmath.cosh, np.cosh),
    "asinh": (mpmath.asinh, np.arcsinh),
    "acosh": (mpmath.acosh, np.arccosh),
    "atanh": (mpmath.atanh, np.arctanh),
    "erf": (mpmath.erf, special.erf),
    "erfc": (mpmath.erfc, special.erfc),
    "softplus": (softplus, lambda x: np.logaddexp(0.0, x)),
}
# Functions whose derivative is at most 1 in magnitude, and which are not monotone.
LIPSCHITZ = {"sin", "cos"}


def to_mpmath(x):
    high = float(x)
    return mpmath.mpf(high) + mpmath.mpf(float(x - np.longdouble(high)))


def to_long_double(x):
    high = float(x)
    return np.longdouble(high) + np.longdouble(float(x - mpmath.mpf(high)))


def precisely(name, values):
    """A transcendental function of each element, rounded to long double."""
    function, reference = TRANSCENDENTAL[name]
    values = np.asarray(values, dtype=np.longdouble)

    def one(x):
        expected = reference(np.float64(x))
        # Also where nothing of a result is left: at an argument of 10^300 a series would not end.
        if x == 0 or not np.isfinite(np.float64(x)) or not np.isfinite(expected) or (name == "erfc" and expected == 0):
            return np.longdouble(expected)
        with mpmath.workprec(PRECISION):
            return to_long_double(function(to_mpmath(x)))

    with np.errstate(all="ignore"):
        results = [one(x) for x in values.ravel()]
    return np.array(results, dtype=np.longdouble).reshape(values.shape)


class ElementwiseFunctions:
    def transcendental(self, name, a):
        value = precisely(name, a.value)
        if not np.any(a.bound):
            inherited = np.zeros(np.shape(value))
        elif name in LIPSCHITZ:
            inherited = a.bound
        else:
            ends = [np.abs(precisely(name, a.value + sign * a.bound) - value) for sign in (-1, 1)]
            inherited = np.maximum(*ends)
        return self.rounded(value, inherited, ulp=2)

    def exact(self, function, *operands):
        """A function that does not round: of operands that are exact themselves."""
        assert not any(np.any(operand.bound) for operand in operands), "an exact function of rounded operands"
        value = np.asarray(function(*(operand.value for operand in operands)))
        return Value(value, np.zeros(value.shape))

    def sign(self, a):
        return self.exact(np.sign, a)

    def floor(self, a):
        return self.exact(np.floor, a)

    def ceil(self, a):
        return self.exact(np.ceil, a)

    def round(self, a):
        return self.exact(np.rint, a)

    def truncate(self, a):
        return self.exact(np.trunc, a)

    def reciprocal(self, a):
        value = 1 / a.value
        return self.rounded(value, np.abs(value) * a.bound / (np.abs(a.value) - a.bound))

    def square(self, a):
        return self.multiply(a, a)

    def rsqrt(self, a):
        value = 1 / np.sqrt(a.value)
        # (v - b)^(-1/2) - v^(-1/2), for a relative error b / v.
        relative = np.where(a.bound > 0, a.bound / a.value, 0)
        return self.rounded(value, np.abs(value) * np.expm1(-np.log1p(-relative) / 2), ulp=2)

    def isNaN(self, a):
        return self.exact(np.isnan, a)

    def isInfinite(self, a):
        return self.exact(np.isinf, a)

    def isFinite(self, a):
        return self.exact(np.isfinite, a)

    def clamp(self, a, lower, upper):
        # In this order: where the bounds are swapped, the upper one stays.
        dtype = np.asarray(a.value).dtype.type
        return Value(np.minimum(np.maximum(a.value, dtype(lower)), dtype(upper)), a.bound)

    # Of two operands. The first two are NumPy's formulas in the type that is computed in.

    def computed_type(self):
        return np.float64 if self.element == "double" else np.float32

    def floorDivide(self, a, b):
        return self.exact(lambda x, y: np.floor_divide(*(np.asarray(z, self.computed_type()) for z in (x, y))), a, b)

    def remainder(self, a, b):
        return self.exact(lambda x, y: np.remainder(*(np.asarray(z, self.computed_type()) for z in (x, y))), a, b)

    def truncatedRemainder(self, a, b):
        return self.exact(lambda x, y: np.fmod(*(np.asarray(z, self.computed_type()) for z in (x, y))), a, b)

    def atan2(self, a, b):
        assert not np.any(a.bound) and not np.any(b.bound), "atan2 has a bound for exact operands only"
        return self.rounded(np.arctan2(a.value, b.value), np.zeros(()), ulp=2)

    def hypot(self, a, b):
        return self.rounded(np.hypot(a.value, b.value), a.bound + b.bound, ulp=2)


def add_method(name):
    def method(self, a):
        return self.transcendental(name, a)

    setattr(ElementwiseFunctions, name, method)


for transcendental in TRANSCENDENTAL:
    add_method(transcendental)
