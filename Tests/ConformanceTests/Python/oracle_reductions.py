"""Reductions of the oracle beyond sums, means and extremes, and cumulative ones."""

import numpy as np

from oracle_values import Value, sum_error


class Reductions:
    def axes(self, axes):
        return None if axes is None else tuple(axes)

    def product(self, a, axes, keepingDimensions):
        def reduce(x):
            return np.prod(x, axis=self.axes(axes), keepdims=keepingDimensions)

        magnitude = reduce(np.abs(a.value))
        inherited = reduce(np.abs(a.value) + a.bound) - magnitude
        steps = max(self.count(a, axes) - 1, 0)
        own = magnitude * np.expm1(steps * self.u) + (self.tiny if steps else 0)
        return Value(reduce(a.value), np.asarray(inherited + own, dtype=np.float64))

    def any(self, a, axes, keepingDimensions):
        return self.exact(lambda x: np.any(x, axis=self.axes(axes), keepdims=keepingDimensions), a)

    def all(self, a, axes, keepingDimensions):
        return self.exact(lambda x: np.all(x, axis=self.axes(axes), keepdims=keepingDimensions), a)

    def argmin(self, a, axis, keepingDimensions):
        value = np.argmin(a.value, axis=axis, keepdims=keepingDimensions)
        return Value(np.asarray(value, dtype=np.int64), np.zeros(np.shape(value)))

    def variance(self, a, axes, correction, keepingDimensions):
        """In two passes: the mean, then the mean of the squared differences to it."""
        mean = self.mean(a, axes, True)
        value = a.value - mean.value
        # The differences add up to 0, so that an error d of the mean adds n d^2 to their squares and no more.
        difference = Value(value, a.bound + self.u * (np.abs(value) + mean.bound))
        total = self.sum(self.multiply(difference, difference), axes, keepingDimensions)
        shifts = np.sum(
            np.broadcast_to(mean.bound**2, np.shape(value)), axis=self.axes(axes), keepdims=keepingDimensions
        )
        divisor = self.dtype(max(self.count(a, axes) - correction, 0))
        return self.rounded(total.value / divisor, (total.bound + shifts) / divisor, ulp=1)

    def standardDeviation(self, a, axes, correction, keepingDimensions):
        return self.squareRoot(self.variance(a, axes, correction, keepingDimensions))

    def logSumExp(self, a, axes, keepingDimensions):
        axes = tuple(range(np.ndim(a.value))) if axes is None else tuple(axes)
        largest = np.max(a.value, axis=axes, keepdims=True)
        shift = np.where(np.isfinite(largest), largest, 0)
        distance = np.abs(a.value - shift)
        powers = np.exp(a.value - shift)
        total = np.sum(powers, axis=axes, keepdims=True)
        logarithm = np.log(total)
        # A power has the error of the difference and 2 ULP; the relative error of the sum is absolute in its logarithm.
        inherited = np.max(a.bound, axis=axes, keepdims=True)
        terms = powers * np.where(np.isinf(distance), 0, distance)
        weighted = np.sum(terms, axis=axes, keepdims=True) / total
        own = self.u * (weighted + 4 + sum_error(self.count(a, axes)) + 4 * np.abs(logarithm))
        result = self.rounded(logarithm + shift, inherited + own)
        return result if keepingDimensions else self.moved(lambda x: np.squeeze(x, axis=axes), result)

    def norm(self, a, order, axes, keepingDimensions):
        if order == "l1":
            return self.sum(self.absolute(a), axes, keepingDimensions)
        if order == "l2":
            return self.squareRoot(self.sum(self.multiply(a, a), axes, keepingDimensions))
        return self.max(self.absolute(a), axes, keepingDimensions)

    def cumulativeSum(self, a, axis):
        # At most one rounding for each element before, in whatever order they are added.
        magnitude = np.cumsum(np.abs(a.value), axis=axis)
        own = self.u * max(np.shape(a.value)[axis] - 1, 0) * magnitude
        return Value(np.cumsum(a.value, axis=axis), np.asarray(np.cumsum(a.bound, axis=axis) + own, dtype=np.float64))

    def cumulativeProduct(self, a, axis):
        magnitude = np.cumprod(np.abs(a.value), axis=axis)
        inherited = np.cumprod(np.abs(a.value) + a.bound, axis=axis) - magnitude
        own = magnitude * np.expm1(self.u * max(np.shape(a.value)[axis] - 1, 0)) + self.tiny
        return Value(np.cumprod(a.value, axis=axis), np.asarray(inherited + own, dtype=np.float64))
