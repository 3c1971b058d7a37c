"""Cases of several operations: formulas that people write, and random expressions that are well-conditioned."""

import numpy as np

from oracle import NUMPY_TYPES, UNIT_ROUNDOFF, Evaluation
from single_cases import BINARY, ELEMENTS

RANDOM_CASES = 60  # of each element type
# How often a random step is of a kind.
KINDS = {
    "unary": 0.28,
    "binary": 0.2,
    "number": 0.14,
    "reduction": 0.18,
    "softmax": 0.06,
    "move": 0.06,
    "matmul": 0.08,
}


def reduced(name, operand, axes, keeping):
    return [name, operand, {"axes": axes, "keepingDimensions": keeping}]


def formulas(add, rng):
    for element in ELEMENTS:
        dtype = NUMPY_TYPES[element]

        def normal(*shape):
            return rng.standard_normal(shape).astype(dtype)

        def one(name, inputs, expression):
            add(name, element, inputs, expression)

        # Weights are scaled as those of real layers, so that sums over the inputs stay near 1.
        layer = {"x": normal(9, 20), "w": normal(20, 7) / 4, "b": normal(7) / 4}
        affine = ["add", ["matmul", "x", "w"], "b"]
        one("layer-relu", layer, ["relu", affine])
        one("layer-tanh", layer, ["hyperbolicTangent", affine])
        one("layer-sigmoid", layer, ["sigmoid", affine])
        one("layer-softmax", layer, ["softmax", affine, {"axis": -1}])
        one("layer-log-softmax", layer, ["logSoftmax", affine, {"axis": -1}])
        one("layer-scaled-residual", layer, ["add", ["multiply", 0.5, affine], ["subtract", affine, "b"]])
        one("layer-without-rows", layer | {"x": normal(0, 20)}, ["softmax", ["relu", affine], {"axis": -1}])

        two = {"x": normal(6, 16), "v": normal(16, 12) / 4, "c": normal(12) / 4, "w": normal(12, 5) / 4, "b": normal(5)}
        hidden = ["relu", ["add", ["matmul", "x", "v"], "c"]]
        one("two-layers", two, ["softmax", ["add", ["matmul", hidden, "w"], "b"], {"axis": -1}])

        heads = {"q": normal(2, 3, 5, 4), "k": normal(2, 3, 6, 4), "v": normal(2, 3, 6, 4)}
        scores = ["multiply", ["matmul", "q", ["transpose", "k", {"permutation": [0, 1, 3, 2]}]], 0.5]
        attention = ["matmul", ["softmax", scores, {"axis": -1}], "v"]
        one("attention", heads, attention)
        merged = ["reshape", ["transpose", attention, {"permutation": [0, 2, 1, 3]}], {"shape": [2, 5, -1]}]
        one("attention-merged-heads", heads, merged)

        rows = {"x": normal(7, 33)}
        centred = ["subtract", "x", reduced("mean", "x", [-1], True)]
        variance = reduced("mean", ["multiply", centred, centred], [-1], True)
        one("centred", rows, centred)
        one("variance", rows, variance)
        one("layer-normalisation", rows, ["divide", centred, ["squareRoot", ["add", variance, 2.0**-17]]])
        mean_square = reduced("mean", ["multiply", "x", "x"], [-1], True)
        one("root-mean-square-normalisation", rows, ["divide", "x", ["squareRoot", ["add", mean_square, 2.0**-17]]])
        largest = reduced("max", "x", [-1], True)
        smallest = reduced("min", "x", [-1], True)
        one("scaled-to-unit-range", rows, ["divide", ["subtract", "x", smallest], ["subtract", largest, smallest]])
        shifted = ["exponential", ["subtract", "x", largest]]
        one("softmax-by-hand", rows, ["divide", shifted, reduced("sum", shifted, [-1], True)])
        one("log-sum-exp", rows, ["add", ["logarithm", reduced("sum", shifted, [-1], True)], largest])
        one("clipped", rows, ["minimum", ["maximum", "x", -0.5], 0.75])
        one("leaky-relu", rows, ["add", ["relu", "x"], ["multiply", -0.125, ["relu", ["negate", "x"]]]])
        one("swish", rows, ["multiply", "x", ["sigmoid", "x"]])
        cubic = ["add", "x", ["multiply", 0.044677734375, ["power", "x", 3.0]]]
        gate = ["add", 1.0, ["hyperbolicTangent", ["multiply", 0.7978515625, cubic]]]
        one("gelu-by-tanh", rows, ["multiply", ["multiply", 0.5, "x"], gate])
        softplus = ["add", ["relu", "x"], ["logarithm", ["add", 1.0, ["exponential", ["negate", ["absolute", "x"]]]]]]
        one("softplus", rows, softplus)

        pairs = {"a": normal(5, 8), "b": normal(6, 8)}
        norms = {
            name: ["squareRoot", reduced("sum", ["multiply", name, name], [1], True)] for name in ("a", "b")
        }
        unit = {name: ["divide", name, norms[name]] for name in norms}
        one("cosine-similarity", pairs, ["matmul", unit["a"], ["transpose", unit["b"]]])
        left = ["reshape", "a", {"shape": [5, 1, 8]}]
        right = ["reshape", "b", {"shape": [1, 6, 8]}]
        difference = ["subtract", left, right]
        one("distances", pairs, ["squareRoot", reduced("sum", ["multiply", difference, difference], [-1], False)])
        one("manhattan-distances", pairs, reduced("sum", ["absolute", difference], [2], False))
        one("outer-maximum-mean", pairs, reduced("mean", ["maximum", left, right], [0, 2], False))

        images = {"x": normal(2, 4, 4, 3), "scale": normal(3), "shift": normal(3)}
        spatial = reduced("mean", "x", [1, 2], True)
        one("channel-affine", images, ["add", ["multiply", "x", "scale"], "shift"])
        one("channel-centred-affine", images, ["add", ["multiply", ["subtract", "x", spatial], "scale"], "shift"])
        one("pooled-softmax", images, ["softmax", reduced("max", "x", [1, 2], False), {"axis": -1}])
        patches = ["transpose", ["reshape", "x", {"shape": [2, 2, 2, 2, 2, 3]}], {"permutation": [0, 1, 3, 2, 4, 5]}]
        one("patch-means", images, reduced("mean", patches, [3, 4], False))

        chain = "x"
        for step in range(40):
            chain = ["hyperbolicTangent", ["add", chain, 0.25 if step % 2 else -0.25]]
        one("long-chain", {"x": normal(3, 5)}, chain)


class RandomExpression:
    """Grows an expression a step at a time; a step that makes it ill-conditioned is not taken."""

    def __init__(self, rng, element):
        self.rng = rng
        self.element = element
        dtype = NUMPY_TYPES[element]
        dimensions = [int(n) for n in rng.integers(2, 7, size=3)]
        shapes = [dimensions, dimensions[1:], [dimensions[0], 1, dimensions[2]], [dimensions[1], 1]]
        count = int(rng.integers(2, 5))
        self.inputs = {
            name: np.asarray(rng.standard_normal(shape) * 1.5).astype(dtype)
            for name, shape in zip("abcd"[:count], shapes)
        }
        self.evaluation = Evaluation(self.inputs, element, np.longdouble)
        self.pool = [(name, self.evaluation.evaluate(name), 1) for name in self.inputs]

    def pick(self):
        """An expression of the pool, more often a recent one."""
        weights = np.arange(1, len(self.pool) + 1) ** 2
        return self.pool[self.rng.choice(len(self.pool), p=weights / weights.sum())]

    def number(self):
        return float(self.rng.choice([-2.0, -0.75, 0.25, 0.5, 1.5, 3.0]))

    def axes(self, rank):
        count = int(self.rng.integers(1, rank + 1))
        axes = self.rng.choice(rank, size=count, replace=False)
        return [int(axis - rank if self.rng.random() < 0.3 else axis) for axis in axes]

    def step(self):
        expression, value, size = self.pick()
        rank = value.value.ndim
        kind = self.rng.choice(list(KINDS), p=list(KINDS.values()))
        if kind == "unary":
            names = ["negate", "absolute", "squareRoot", "exponential", "logarithm"]
            names += ["hyperbolicTangent", "sigmoid", "relu"]
            name = str(self.rng.choice(names))
            if name in ("squareRoot", "logarithm"):  # both need positive operands
                return [name, ["add", ["absolute", expression], 0.5]], size + 4
            return [name, expression], size + 1
        if kind == "number":
            name = str(self.rng.choice([name for name in BINARY if name != "power"]))
            operands = [expression, self.number()]
            if self.rng.random() < 0.4:
                operands.reverse()
            if self.rng.random() < 0.15:
                name, operands = "power", [expression, float(self.rng.choice([2.0, 3.0, 0.5, -1.0]))]
            return [name, *operands], size + 2
        if kind in ("binary", "matmul"):
            other, _, other_size = self.pick()
            name = "matmul" if kind == "matmul" else str(self.rng.choice(BINARY))
            if kind == "matmul" and rank >= 2 and self.rng.random() < 0.5:
                swapped = [*range(rank - 2), rank - 1, rank - 2]
                other = ["transpose", expression, {"permutation": swapped}]
                other_size = size + 1
            return [name, expression, other], size + other_size + 1
        if rank == 0:
            return None
        if kind == "reduction":
            name = str(self.rng.choice(["sum", "mean", "max", "min"]))
            axes = None if self.rng.random() < 0.1 else self.axes(rank)
            return reduced(name, expression, axes, bool(self.rng.random() < 0.6)), size + 1
        if kind == "softmax":
            name = str(self.rng.choice(["softmax", "logSoftmax"]))
            return [name, expression, {"axis": int(self.rng.integers(-rank, rank))}], size + 1
        choice = self.rng.integers(3)
        if choice == 0:
            return ["transpose", expression, {"permutation": [int(i) for i in self.rng.permutation(rank)]}], size + 1
        if choice == 1:
            shape = list(value.value.shape)
            merged = [-1, *shape[2:]] if rank > 1 else [1, -1]
            return ["reshape", expression, {"shape": merged}], size + 1
        return ["broadcast", expression, {"shape": [2, *value.value.shape]}], size + 1

    def is_well_conditioned(self, value):
        with np.errstate(over="ignore"):
            numbers = np.asarray(value.value, dtype=np.float64)
        if not (numbers.size and np.all(np.isfinite(numbers)) and np.all(np.isfinite(value.bound))):
            return False
        largest = np.abs(numbers).max()
        limit = 200 * UNIT_ROUNDOFF[self.element] * largest
        return numbers.size <= 600 and 1e-3 < largest < 1e3 and value.bound.max() <= limit and np.ptp(numbers) > 0

    def grow(self, steps):
        """The expression after so many steps, each of which was taken; None if it does not come to that."""
        for _ in range(60 * steps):
            if len(self.pool) == len(self.inputs) + steps:
                break
            step = self.step()
            if step is None or step[1] > 60:
                continue
            try:
                value = self.evaluation.evaluate(step[0])
            except ValueError:  # the shapes do not fit
                continue
            if self.is_well_conditioned(value):
                self.pool.append((step[0], value, step[1]))
        expression, _, size = self.pool[-1]
        return expression if len(self.pool) == len(self.inputs) + steps and size > steps else None


def names_in(expression):
    if isinstance(expression, str):
        return {expression}
    if not isinstance(expression, list):
        return set()
    return set().union(*map(names_in, expression[1:]))


def random_expressions(add, rng):
    for element in ELEMENTS:
        made = 0
        while made < RANDOM_CASES:
            random = RandomExpression(rng, element)
            expression = random.grow(int(rng.integers(4, 12)))
            if expression is not None:
                made += 1
                inputs = {name: random.inputs[name] for name in sorted(names_in(expression))}
                add(f"random-{made}", element, inputs, expression)
