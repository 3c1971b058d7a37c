"""Activations of the oracle: their formulas, each with the error of its steps."""

import numpy as np
from scipy import special

from oracle_elementwise import precisely
from oracle_values import Value

SELU_SCALE, SELU_ALPHA = 1.0507009873554805, 1.6732632423543772


class Activations:
    def parameter(self, number):
        """A parameter, which becomes a number of the type that is computed in."""
        exact = np.longdouble(number)
        return Value(exact, np.asarray(np.abs(exact - np.longdouble(self.computed_type()(number))), dtype=np.float64))

    def quiet(self, a):
        """A factor without the error of a subnormal number where it vanishes altogether: every evaluation gives 0."""
        return Value(a.value, np.where(np.abs(a.value) < np.longdouble(self.tiny) / 8, 0, a.bound))

    def where_positive(self, a, other):
        positive = a.value > 0
        return Value(np.where(positive, a.value, other.value), np.where(positive, a.bound, other.bound))

    def leakyRelu(self, a, slope):
        return self.where_positive(a, self.multiply(a, self.parameter(slope)))

    def elu(self, a, alpha):
        return self.where_positive(a, self.multiply(self.negative_part(a), self.parameter(alpha)))

    def celu(self, a, alpha):
        scaled = self.divide(Value(np.minimum(a.value, 0), a.bound), self.parameter(alpha))
        return self.where_positive(a, self.multiply(self.negative_part(scaled), self.parameter(alpha)))

    def selu(self, a):
        elu = self.where_positive(a, self.multiply(self.negative_part(a), self.parameter(SELU_ALPHA)))
        return self.multiply(elu, self.parameter(SELU_SCALE))

    def negative_part(self, a):
        """e^x - 1 below 0; what it is above is not used. The derivative is at most 1 there."""
        value = precisely("expm1", np.minimum(a.value, 0))
        inherited = np.exp(np.minimum(a.value + a.bound, 0)) * a.bound
        return self.rounded(value, np.where(np.isinf(a.value), 0, inherited), ulp=2)

    def softsign(self, a):
        return self.divide(a, self.add(self.absolute(a), self.parameter(1)))

    def silu(self, a):
        return self.multiply(a, self.quiet(self.sigmoid(a)))

    def mish(self, a):
        rate = self.softplus(a)
        slope = 1 / np.cosh(np.minimum(rate.value, 5000)) ** 2  # without overflow in long double
        factor = self.rounded(np.tanh(rate.value), slope * rate.bound, ulp=2)
        return self.multiply(a, self.quiet(factor))

    def gelu(self, a, form):
        return {"exact": self.gelu_exact, "tanh": self.gelu_by_tanh}[form](a)

    def gelu_exact(self, a):
        # One kernel within 6 ULP; the derivative is at most 1.13.
        factor = precisely("erfc", -a.value * np.sqrt(np.longdouble(0.5))) / 2
        return self.rounded(a.value * factor, 1.13 * a.bound, ulp=6)

    def gelu_by_tanh(self, a):
        x = a.value
        y = np.longdouble(0.7978845608028654) * (x + np.longdouble(0.044715) * x**3)
        factor = special.expit(2 * y)  # (1 + tanh y) / 2 without cancellation
        # y has 6 roundings and two rounded constants, tanh 2 ULP, the sum 1; the derivative of tanh is 4 f (1 - f).
        own = 2 * factor * special.expit(-2 * y) * 8 * self.u * np.abs(y)
        error = np.where(np.isfinite(own), own, 0) + 3 * self.u
        # tanh is -1 or 1 where it is nearer to that than any other number is.
        error = np.where(special.expit(-2 * y) < self.u / 16, 0, error)
        error = np.where(factor < self.u / 16, factor, error)
        return self.multiply(a, Value(factor, error.astype(np.float64)))

    def hardSigmoid(self, a):
        line = self.multiply(self.add(a, self.parameter(3)), self.parameter(np.longdouble(1) / 6))
        inside = np.abs(line.value) < 2
        return Value(np.clip(line.value, 0, 1), np.where(inside, line.bound, 0))

    def hardSwish(self, a):
        return self.multiply(a, self.hardSigmoid(a))
