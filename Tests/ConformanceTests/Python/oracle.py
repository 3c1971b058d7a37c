"""The oracle: an expression's value by NumPy and SciPy, and a bound for the rounding error of evaluating it.

An expression is an input's name, a number, or a list: the operation, its operands, sometimes a dictionary of options.
Beside each value goes a forward error bound: how far an evaluation in the element type may be from the exact value
when every operation is as accurate as Tessera promises. u is the unit roundoff, 2^-24 for float and 2^-53 for double.
"""

import numpy as np
from scipy import special

from oracle_activations import Activations
from oracle_elementwise import ElementwiseFunctions
from oracle_integers import IntegersAndChoices
from oracle_layers import Layers
from oracle_movement import Movement
from oracle_reductions import Reductions
from oracle_values import (
    NUMPY_TYPES,
    ULP_LIMIT,
    UNIT_ROUNDOFF,
    Value,
    element_of,
    is_floating,
    needed_ulp,
    sum_error,
)

# Largest error of a single elementwise operation, in units in the last place of the result. IEEE 754 rounds the basic
# operations correctly; Tessera promises 2 for the transcendental ones.
ELEMENTWISE_ULP = {
    "add": 0,
    "subtract": 0,
    "multiply": 0,
    "divide": 0,
    "minimum": 0,
    "maximum": 0,
    "negate": 0,
    "absolute": 0,
    "squareRoot": 0,
    "relu": 0,
    "power": 2,
    "exponential": 2,
    "logarithm": 2,
    "hyperbolicTangent": 2,
    "sigmoid": 2,
    "sign": 0,
    "floor": 0,
    "ceil": 0,
    "round": 0,
    "truncate": 0,
    "reciprocal": 0,
    "square": 0,
    "rsqrt": 2,
    "exp2": 2,
    "expm1": 2,
    "log2": 2,
    "log10": 2,
    "log1p": 2,
    "sin": 2,
    "cos": 2,
    "tan": 2,
    "asin": 2,
    "acos": 2,
    "atan": 2,
    "sinh": 2,
    "cosh": 2,
    "asinh": 2,
    "acosh": 2,
    "atanh": 2,
    "erf": 2,
    "erfc": 2,
    "softplus": 2,
    "floorDivide": 1,  # the formula in the element type rounds three times where the quotient has no exact whole part
    "remainder": 0,
    "truncatedRemainder": 0,
    "atan2": 2,
    "hypot": 2,
    "clamp": 0,
    "cast": 0,
}
# Operations that round once; their oracle is float64 itself (see working_type).
CORRECTLY_ROUNDED = {"add", "subtract", "multiply", "divide", "squareRoot", "reciprocal", "square", "cast"}
# Operations whose zeros carry a sign that IEEE 754 or C defines; of two zeros a maximum may return either.
SIGNED_ZEROS = set(ELEMENTWISE_ULP) - {"minimum", "maximum", "relu", "sign", "clamp"}
# Operations that copy or choose elements, and never round.
EXACT = {"max", "min", "argmax", "argmin", "reshape", "transpose", "broadcast", "flatten", "squeeze"}
EXACT |= {"expandDimensions"}
EXACT |= {"slice", "flip", "concatenate", "stack", "split", "pad", "tile", "repeat", "roll", "gather", "takeAlongAxis"}
EXACT |= {"gatherND", "scatter", "oneHot", "lowerTriangle", "upperTriangle", "embedding", "sort", "argsort", "topK"}
EXACT |= {"select", "equal", "notEqual", "less", "lessOrEqual", "greater", "greaterOrEqual", "isNaN", "isInfinite"}
EXACT |= {"isFinite", "logicalAnd", "logicalOr", "logicalExclusiveOr", "logicalNot", "any", "all"}
# Formulas of several elementwise operations: in ULP where their error bound is a few ULP everywhere, else absolute.
ACTIVATIONS = {"leakyRelu", "elu", "celu", "selu", "softsign", "silu", "gelu", "mish", "hardSigmoid", "hardSwish"}


def operands_and_options(expression):
    if isinstance(expression[-1], dict):
        return expression[1:-1], expression[-1]
    return expression[1:], {}


def is_exact(expression):
    """Whether the expression only copies or chooses elements of its inputs."""
    if not isinstance(expression, list):
        return True
    operands, options = operands_and_options(expression)
    is_largest_magnitude = expression[0] == "norm" and options["order"] == "maximum"
    return (expression[0] in EXACT or is_largest_magnitude) and all(map(is_exact, operands))


def is_single(expression, operations):
    """Whether the expression is one of these operations on inputs, numbers, or chosen elements of inputs."""
    if not isinstance(expression, list):
        return False
    operands, _ = operands_and_options(expression)
    return expression[0] in operations and all(map(is_exact, operands))


def working_type(expression):
    """The type to compute in: more precise than both element types, but for operations that round once.

    For those, float64 is the correctly rounded result for double, and rounding it again to float is harmless because
    53 >= 2 * 24 + 2 bits; rounding a long double twice would not be harmless for double.
    """
    return np.float64 if is_single(expression, CORRECTLY_ROUNDED) else np.longdouble


def axes_tuple(axes):
    return None if axes is None else tuple(axes)


class Evaluation(ElementwiseFunctions, Activations, IntegersAndChoices, Reductions, Movement, Layers):
    """Evaluates expressions over one set of inputs."""

    def __init__(self, inputs, element, dtype):
        self.inputs = inputs
        self.element = element
        self.dtype = dtype
        # Float16 is computed in Float; each operation of an expression then rounds its result once more (finish).
        self.u = UNIT_ROUNDOFF["float" if element == "float16" else element] if is_floating(element) else 0.0
        computed = np.float64 if element == "double" else np.float32
        self.tiny = float(np.finfo(computed).smallest_subnormal) if is_floating(element) else 0.0

    def evaluate(self, expression):
        if isinstance(expression, str):
            value = np.asarray(self.inputs[expression])
            element = element_of(value)
            with np.errstate(invalid="ignore"):  # a signalling NaN becomes a quiet one
                working = value.astype(self.dtype) if is_floating(element) else value
            return Value(working, np.zeros(value.shape), element)
        if isinstance(expression, float):
            assert float(np.float32(expression)) == expression, f"{expression} is not a float32 value"
            return Value(self.dtype(expression), np.zeros(()))
        operands, options = operands_and_options(expression)
        name = expression[0]
        values = [self.evaluate(operand) for operand in operands]
        if np.asarray(values[0].value).dtype.kind in "iu" and hasattr(self, f"integer_{name}"):
            name = f"integer_{name}"
        with np.errstate(all="ignore"):
            return self.finish(expression[0], getattr(self, name)(*values, **options))

    def finish(self, name, result):
        """A result with its element type, and with the rounding to Float16 where that is the type."""
        kind = np.asarray(result.value).dtype.kind
        element = result.element or (self.element if kind == "f" else element_of(result.value))
        bound = result.bound
        if self.element == "float16" and kind == "f" and name not in EXACT:
            bound = bound + UNIT_ROUNDOFF["float16"] * (np.abs(result.value) + bound) + 2.0**-25
        return Value(result.value, bound, element)

    def rounded(self, value, inherited, ulp=0.5):
        """A result with the error inherited from its operands and its own, in units in the last place (at most 2u)."""
        own = 2 * ulp * self.u * np.abs(value) + self.tiny
        return Value(value, np.asarray(inherited + own, dtype=np.float64))

    # Elementwise

    def add(self, a, b):
        return self.rounded(a.value + b.value, a.bound + b.bound)

    def subtract(self, a, b):
        return self.rounded(a.value - b.value, a.bound + b.bound)

    def multiply(self, a, b):
        inherited = np.abs(a.value) * b.bound + np.abs(b.value) * a.bound + a.bound * b.bound
        return self.rounded(a.value * b.value, inherited)

    def divide(self, a, b):
        value = a.value / b.value
        return self.rounded(value, (a.bound + np.abs(value) * b.bound) / (np.abs(b.value) - b.bound))

    def power(self, a, b):
        value = np.power(a.value, b.value)
        relative = np.abs(b.value) * a.bound / (np.abs(a.value) - a.bound) + np.abs(np.log(np.abs(a.value))) * b.bound
        return self.rounded(value, np.abs(value) * np.expm1(relative), ulp=2)

    def minimum(self, a, b):
        return Value(np.minimum(a.value, b.value), np.maximum(a.bound, b.bound))

    def maximum(self, a, b):
        return Value(np.maximum(a.value, b.value), np.maximum(a.bound, b.bound))

    def negate(self, a):
        return Value(-a.value, a.bound)

    def absolute(self, a):
        return Value(np.abs(a.value), a.bound)

    def squareRoot(self, a):
        value = np.sqrt(a.value)
        inherited = a.bound / (value + np.sqrt(np.maximum(a.value - a.bound, 0)))
        return self.rounded(value, np.where(value > 0, inherited, np.sqrt(a.bound)))

    def exponential(self, a):
        value = np.exp(a.value)
        return self.rounded(value, value * np.expm1(a.bound), ulp=2)

    def logarithm(self, a):
        return self.rounded(np.log(a.value), -np.log1p(-a.bound / np.abs(a.value)), ulp=2)

    def hyperbolicTangent(self, a):
        return self.rounded(np.tanh(a.value), a.bound, ulp=2)  # its derivative is at most 1

    def sigmoid(self, a):
        return self.rounded(special.expit(a.value), a.bound / 4, ulp=2)  # its derivative is at most 1/4

    def relu(self, a):
        return Value(np.maximum(a.value, 0), a.bound)

    # Matrix products, reductions, softmax

    def matmul(self, a, b):
        value = np.matmul(a.value, b.value)
        magnitudes = [np.abs(x.value).astype(np.float64) for x in (a, b)]
        inherited = np.matmul(magnitudes[0], b.bound) + np.matmul(a.bound, magnitudes[1] + b.bound)
        # In whatever order the k terms are added, the error is at most about k u |a||b|.
        own = a.value.shape[-1] * self.u * np.matmul(*magnitudes)
        return Value(value, np.asarray(inherited + own))

    def count(self, a, axes):
        shape = np.shape(a.value)
        return int(np.prod([shape[axis] for axis in (range(len(shape)) if axes is None else axes)], dtype=np.int64))

    def sum(self, a, axes, keepingDimensions):
        def reduce(x):
            return np.sum(x, axis=axes_tuple(axes), keepdims=keepingDimensions)

        own = sum_error(self.count(a, axes)) * self.u * reduce(np.abs(a.value))
        return Value(reduce(a.value), np.asarray(reduce(a.bound) + own, dtype=np.float64))

    def mean(self, a, axes, keepingDimensions):
        count = self.count(a, axes)
        total = self.sum(a, axes, keepingDimensions)
        divisor = self.dtype(count)
        # One more rounding for a division, two for a product with the rounded reciprocal.
        return self.rounded(total.value / divisor, total.bound / divisor, ulp=1 if count != 1 else 0)

    def max(self, a, axes, keepingDimensions):
        return self.extreme(np.max, a, axes, keepingDimensions)

    def min(self, a, axes, keepingDimensions):
        return self.extreme(np.min, a, axes, keepingDimensions)

    def extreme(self, function, a, axes, keepingDimensions):
        def reduce(x, function):
            return function(x, axis=axes_tuple(axes), keepdims=keepingDimensions)

        return Value(reduce(a.value, function), np.asarray(reduce(a.bound, np.max)))

    def argmax(self, a, axis, keepingDimensions):
        value = np.argmax(a.value, axis=axis, keepdims=keepingDimensions)
        return Value(np.asarray(value, dtype=np.int64), np.zeros(np.shape(value)))

    def softmax_error(self, a, axis, value):
        """Errors of exp(x - max) / sum relative to the result: of a term and of the sum."""
        distance = np.abs(a.value - np.max(a.value, axis=axis, keepdims=True))
        distance = np.where(np.isinf(distance), 0, distance)  # -inf gives an exact 0
        inherited = 2 * np.max(a.bound, axis=axis, keepdims=True)
        # u |x - max| from the subtraction, 2 ULP (4u) from the exponential; the sum has the weighted mean of these.
        term = inherited + self.u * (distance + 4)
        weighted = np.sum(value * distance, axis=axis, keepdims=True)
        total = inherited + self.u * (weighted + 4 + sum_error(np.shape(a.value)[axis]))
        return distance, term, total

    def softmax(self, a, axis):
        value = special.softmax(a.value, axis=axis)
        _, term, total = self.softmax_error(a, axis, value)
        return self.rounded(value, value * np.expm1(term + total), ulp=1)

    def logSoftmax(self, a, axis):
        value = special.log_softmax(a.value, axis=axis)
        distance, _, total = self.softmax_error(a, axis, np.exp(value))
        inherited = 2 * np.max(a.bound, axis=axis, keepdims=True)
        logarithm = np.abs(value + distance)  # of the sum
        own = total + self.u * (distance + 4 * logarithm)
        return self.rounded(value, inherited + own)

    # Shapes

    def moved(self, function, a):
        return Value(function(a.value), function(a.bound))

    def reshape(self, a, shape):
        return self.moved(lambda x: np.reshape(x, shape), a)

    def transpose(self, a, permutation=None):
        return self.moved(lambda x: np.transpose(x, permutation), a)

    def broadcast(self, a, shape):
        return self.moved(lambda x: np.broadcast_to(x, shape), a)


def round_up(number):
    """The next number with three significant digits that is not smaller."""
    text = f"{number:.2e}"
    mantissa, exponent = text.split("e")
    while float(text) < number:
        mantissa = f"{float(mantissa) + 0.01:.2f}"
        text = f"{mantissa}e{exponent}"
    return float(text)


def result_and_tolerance(inputs, element, expression):
    """The result, as float64 where it is floating-point, the tolerance of a case, and the result's element type."""
    evaluated = Evaluation(inputs, element, working_type(expression)).evaluate(expression)
    if not is_floating(evaluated.element):
        return evaluated.value, {"ulp": 0}, evaluated.element
    with np.errstate(over="ignore"):
        result = np.asarray(evaluated.value, dtype=np.float64)
    return result, tolerance(result, evaluated, element, expression), evaluated.element


def tolerance(result, evaluated, element, expression):
    if is_exact(expression):
        return {"ulp": 0}
    if is_single(expression, ELEMENTWISE_ULP):
        # Float16 is computed in Float and rounded: that is within 1 ULP whatever the function.
        ulp = min(ELEMENTWISE_ULP[expression[0]], 1) if element == "float16" else ELEMENTWISE_ULP[expression[0]]
        return {"ulp": ulp, "signOfZero": True} if expression[0] in SIGNED_ZEROS else {"ulp": ulp}
    if is_single(expression, ACTIVATIONS):
        ulp = needed_ulp(evaluated.value, evaluated.bound, NUMPY_TYPES[element])
        if ulp <= ULP_LIMIT:
            return {"ulp": ulp}
    # The stored result is itself rounded once more, to the element type at the latest.
    with np.errstate(over="ignore", invalid="ignore"):
        finite = np.isfinite(result.astype(NUMPY_TYPES[element]))
        bounds = (evaluated.bound + UNIT_ROUNDOFF[element] * np.abs(result))[finite]
    assert np.all(np.isfinite(bounds)), "the bound of a finite element is not finite"
    return {"absolute": round_up(float(bounds.max()))} if bounds.size and bounds.max() > 0 else {"ulp": 0}
