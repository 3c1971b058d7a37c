"""Operations of the oracle that move, choose and place elements."""

import numpy as np

from oracle_values import NUMPY_TYPES, Value


class Movement:
    def together(self, function, *operands):
        """The same movement of values and of bounds."""
        value = function(*(operand.value for operand in operands))
        return Value(value, function(*(operand.bound for operand in operands)))

    def flatten(self, a):
        return self.moved(np.ravel, a)

    def squeeze(self, a, axes=None):
        return self.moved(lambda x: np.squeeze(x, axis=None if axes is None else tuple(axes)), a)

    def expandDimensions(self, a, axis):
        return self.moved(lambda x: np.expand_dims(x, axis), a)

    def slice(self, a, ranges):
        index = tuple(slice(*bounds) for bounds in ranges)
        return self.moved(lambda x: x[index], a)

    def flip(self, a, axes=None):
        return self.moved(lambda x: np.flip(x, axis=None if axes is None else tuple(axes)), a)

    def concatenate(self, *operands, axis):
        return self.together(lambda *x: np.concatenate(x, axis=axis), *operands)

    def stack(self, *operands, axis):
        return self.together(lambda *x: np.stack(x, axis=axis), *operands)

    def split(self, a, axis, index, into=None, at=None):
        return self.moved(lambda x: np.split(x, into if at is None else at, axis=axis)[index], a)

    def pad(self, a, widths, mode, value=0.0):
        widths = [tuple(width) for width in widths]
        if mode != "constant":
            return self.moved(lambda x: np.pad(x, widths, mode=mode), a)
        fill = np.asarray(a.value).dtype.type(value)
        return Value(np.pad(a.value, widths, constant_values=fill), np.pad(a.bound, widths))

    def tile(self, a, counts):
        return self.moved(lambda x: np.tile(x, counts), a)

    def repeat(self, a, count, axis):
        return self.moved(lambda x: np.repeat(x, count, axis=axis), a)

    def roll(self, a, distance, axis):
        return self.moved(lambda x: np.roll(x, distance, axis=axis), a)

    def gather(self, a, indices, axis):
        return self.moved(lambda x: np.take(x, indices.value, axis=axis), a)

    def takeAlongAxis(self, a, indices, axis):
        return self.moved(lambda x: np.take_along_axis(x, indices.value, axis=axis), a)

    def gatherND(self, a, indices):
        return self.moved(lambda x: x[tuple(np.moveaxis(indices.value, -1, 0))], a)

    def places(self, indices, axis):
        """The places of updates, one after the other in row-major order."""
        for position in np.ndindex(indices.value.shape):
            place = list(position)
            place[axis] = int(indices.value[position])
            yield position, tuple(place)

    def scatter(self, a, indices, updates, axis):
        value, bound = np.array(a.value), np.array(a.bound)
        for position, place in self.places(indices, axis):
            value[place] = updates.value[position]  # the last of several stays
            bound[place] = updates.bound[position]
        return Value(value, bound)

    def scatterAdding(self, a, indices, updates, axis):
        value, bound = np.array(a.value), np.array(a.bound)
        for position, place in self.places(indices, axis):
            value[place] += updates.value[position]
            bound[place] += updates.bound[position] + float(self.u * np.abs(value[place]))
        return Value(value, bound)

    def oneHot(self, indices, depth):
        dtype = NUMPY_TYPES[self.element]
        value = (indices.value[..., None] == np.arange(depth)).astype(dtype)
        return Value(value, np.zeros(value.shape), self.element)

    def lowerTriangle(self, a, diagonal):
        return self.moved(lambda x: np.tril(x, diagonal), a)

    def upperTriangle(self, a, diagonal):
        return self.moved(lambda x: np.triu(x, diagonal), a)

    # Order

    def order(self, a, axis, descending):
        """Stable in both directions, with NaN last in both."""
        value = np.asarray(a.value)
        if descending:
            value = ~value if value.dtype.kind in "iu" else -value  # ~x is -x - 1, also for the least integer
        return np.argsort(value, axis=axis, kind="stable").astype(np.int64)

    def argsort(self, a, axis, descending):
        return self.exact(lambda x: self.order(a, axis, descending), a)

    def sort(self, a, axis, descending):
        order = self.order(a, axis, descending)
        return self.moved(lambda x: np.take_along_axis(x, order, axis=axis), a)

    def topK(self, a, count, axis, largest, part):
        order = np.take(self.order(a, axis, largest), np.arange(count), axis=axis)
        if part == "indices":
            return self.exact(lambda x: order, a)
        return self.moved(lambda x: np.take_along_axis(x, order, axis=axis), a)
