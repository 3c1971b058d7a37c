"""Layers of networks and sums of products of the oracle."""

import numpy as np

from oracle_values import Value


class Layers:
    def step(self, name, *operands):
        """An operation inside of a composition, with its own rounding where the element type is Float16."""
        return self.finish(name, getattr(self, name)(*operands))

    def linear(self, x, weight, bias=None):
        product = self.step("matmul", x, self.transpose(weight))
        return product if bias is None else self.add(product, bias)

    def normal(self, x, centred, axis, epsilon):
        """centred / sqrt(mean of its squares + epsilon), with a division or a product with the reciprocal."""
        mean = self.mean(self.multiply(centred, centred), [axis], True)
        deviation = self.squareRoot(self.add(mean, self.parameter(epsilon)))
        quotient = self.divide(centred, deviation)
        # What is divided by infinity is 0, in every evaluation.
        return self.rounded(quotient.value, np.where(np.isinf(deviation.value), 0, quotient.bound), ulp=1)

    def scaled(self, x, weight, bias):
        x = x if weight is None else self.multiply(x, weight)
        return x if bias is None else self.add(x, bias)

    def layerNorm(self, x, weight=None, bias=None, *, axis, epsilon):
        centred = self.subtract(x, self.mean(x, [axis], True))
        return self.scaled(self.normal(x, centred, axis, epsilon), weight, bias)

    def rmsNorm(self, x, weight=None, *, axis, epsilon):
        return self.scaled(self.normal(x, x, axis, epsilon), weight, None)

    def batchNorm(self, x, mean, variance, weight=None, bias=None, *, axis, epsilon):
        shape = [1] * np.ndim(x.value)
        shape[axis] = -1
        channels = [None if a is None else self.reshape(a, shape) for a in (mean, variance, weight, bias)]
        deviation = self.squareRoot(self.add(channels[1], self.parameter(epsilon)))
        return self.scaled(self.divide(self.subtract(x, channels[0]), deviation), *channels[2:])

    def embedding(self, table, indices):
        return self.gather(table, indices, 0)

    def attention(self, query, key, value, mask=None, *, causal, scale=None):
        factor = 1 / np.sqrt(np.float64(np.shape(query.value)[-1])) if scale is None else scale
        products = self.matmul(query, self.moved(lambda x: np.swapaxes(x, -1, -2), key))
        scores = self.multiply(products, self.parameter(factor))
        visible = np.ones((), dtype=bool) if mask is None else mask.value
        if causal:
            visible = visible & np.tri(*np.shape(scores.value)[-2:], dtype=bool)
        scores = Value(np.where(visible, scores.value, -np.inf), np.where(visible, scores.bound, 0))
        return self.matmul(self.softmax(scores, -1), value)

    def einsum(self, *operands, equation):
        def contract(arrays):
            return np.einsum(equation, *arrays, optimize=False)

        value = np.asarray(contract([a.value for a in operands]))
        magnitudes = [np.abs(a.value) for a in operands]
        # Every product of elements is rounded once a factor, and once for each term that it is summed with.
        count = contract([np.ones(np.shape(a.value)) for a in operands]).max(initial=0)
        inherited = contract([m + a.bound for m, a in zip(magnitudes, operands)]) - contract(magnitudes)
        own = max(count + len(operands) - 2, 0) * self.u * contract(magnitudes)
        return Value(value, np.asarray(inherited + own, dtype=np.float64))
