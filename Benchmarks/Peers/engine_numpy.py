"""NumPy, with every result written in place (`out=`)."""

import numpy as np

from server import Unsupported, aligned


def relu(x, out):
    np.maximum(x, 0, out=out)


def sigmoid(x, out):
    np.negative(x, out=out)
    np.exp(out, out=out)
    np.add(out, 1, out=out)
    np.reciprocal(out, out=out)


def softmax(x, out):
    np.subtract(x, x.max(axis=-1, keepdims=True), out=out)
    np.exp(out, out=out)
    out /= out.sum(axis=-1, keepdims=True)


def silu(x, out):
    sigmoid(x, out)
    out *= x


def softsign(x, out):
    np.abs(x, out=out)
    out += 1
    np.divide(x, out, out=out)


def clipped(x, out):
    np.multiply(x, np.float32(1 / 6), out=out)
    out += np.float32(0.5)
    np.clip(out, 0, 1, out=out)


def hard_swish(x, out):
    clipped(x, out)
    out *= x


def leaky_relu(x, out):
    # max(x, 0.01 x) is the same function, in two passes.
    np.multiply(x, np.float32(0.01), out=out)
    np.maximum(x, out, out=out)


def square_root_reciprocal(x, out):
    np.sqrt(x, out=out)
    np.reciprocal(out, out=out)


UNARY = {
    "-": np.negative, "abs": np.abs, "sqrt": np.sqrt, "exp": np.exp, "log": np.log, "tanh": np.tanh, "sign": np.sign,
    "floor": np.floor, "ceil": np.ceil, "round": np.rint, "truncate": np.trunc, "reciprocal": np.reciprocal,
    "square": np.square, "exp2": np.exp2, "expm1": np.expm1, "log2": np.log2, "log10": np.log10, "log1p": np.log1p,
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "asin": np.arcsin, "acos": np.arccos, "atan": np.arctan,
    "sinh": np.sinh, "cosh": np.cosh, "asinh": np.arcsinh, "acosh": np.arccosh, "atanh": np.arctanh,
    "isNaN": np.isnan, "isInfinite": np.isinf, "isFinite": np.isfinite,
    "relu": relu, "sigmoid": sigmoid, "silu": silu, "softsign": softsign, "hardSigmoid": clipped,
    "hardSwish": hard_swish, "leakyRelu": leaky_relu, "rsqrt": square_root_reciprocal,
    "softplus": lambda x, out: np.logaddexp(x, np.float32(0), out=out),
}  # fmt: skip
BINARY = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "pow": np.power, "minimum": np.minimum,
    "maximum": np.maximum, "floorDivide": np.floor_divide, "remainder": np.remainder, "truncatedRemainder": np.fmod,
    "atan2": np.arctan2, "hypot": np.hypot,
}  # fmt: skip


class Engine:
    name = "NumPy"
    version = np.__version__

    def __init__(self, threads):
        # The threads of its OpenBLAS are set by the environment, before it is loaded.
        pass

    def prepare(self, workload, inputs, constants):
        build = getattr(self, workload["kind"], None)
        if build is None:
            raise Unsupported("not written with NumPy")
        output, call = build(workload["parameters"], inputs, constants)
        return call, lambda: output

    def mlp(self, parameters, inputs, constants):
        x, layers = inputs["x"], parameters["layers"]
        values = [x] + [aligned((len(x), width)) for width in layers[1:]]

        def call():
            for index in range(len(layers) - 1):
                out = values[index + 1]
                np.matmul(values[index], constants[f"weight{index}"], out=out)
                np.add(out, constants[f"bias{index}"], out=out)
                if index + 2 < len(layers):
                    np.maximum(out, 0, out=out)
            softmax(values[-1], values[-1])

        return values[-1], call

    def product(self, parameters, inputs, constants):
        lhs, rhs = inputs["lhs"], (inputs | constants)["rhs"]
        out = aligned((parameters["size"],) * 2)
        return out, lambda: np.matmul(lhs, rhs, out=out)

    def function(self, parameters, inputs, constants):
        name, operands = parameters["function"], list(inputs.values())
        function = (UNARY if len(operands) == 1 else BINARY).get(name)
        if function is None:
            raise Unsupported(f"NumPy has no {name}")
        out = aligned(operands[0].shape, bool if name.startswith("is") else np.float32)
        return out, lambda: function(*operands, out=out)

    def chain(self, parameters, inputs, constants):
        x = inputs["x"]
        out, other = aligned(x.shape), aligned(x.shape)

        def call():
            np.multiply(x, np.float32(1.5), out=out)
            np.add(out, np.float32(0.5), out=out)
            np.tanh(out, out=out)
            np.multiply(out, np.float32(2), out=out)
            np.negative(x, out=other)
            np.exp(other, out=other)
            np.add(out, other, out=out)

        return out, call

    def softmax(self, parameters, inputs, constants):
        x = inputs["x"]
        out = aligned(x.shape)
        return out, lambda: softmax(x, out)

    def layerNorm(self, parameters, inputs, constants):
        x, weight, bias = inputs["x"], constants["weight"], constants["bias"]
        out, squares = aligned(x.shape), aligned(x.shape)

        def call():
            np.subtract(x, x.mean(axis=-1, keepdims=True), out=out)
            np.square(out, out=squares)
            np.divide(out, np.sqrt(squares.mean(axis=-1, keepdims=True) + np.float32(1e-5)), out=out)
            np.multiply(out, weight, out=out)
            np.add(out, bias, out=out)

        return out, call

    def reduce(self, parameters, inputs, constants):
        x, axis = inputs["x"], parameters["axis"]
        function = {"sum": np.sum, "mean": np.mean}[parameters["function"]]
        out = np.empty(() if axis is None else x.shape[1 - axis], np.float32)
        return out, lambda: function(x, axis=axis, out=out)

    def transpose(self, parameters, inputs, constants):
        view = inputs["x"].transpose(parameters["permutation"])
        out = aligned(view.shape)
        return out, lambda: np.copyto(out, view)

    def small(self, parameters, inputs, constants):
        x, operations = inputs["x"], parameters["operations"]
        out = aligned(x.shape)
        half, one = np.float32(0.5), np.float32(1)

        def call():
            np.multiply(x, half, out=out)
            for index in range(1, operations):
                if index % 2 == 0:
                    np.multiply(out, half, out=out)
                else:
                    np.add(out, one, out=out)

        return out, call
