"""JAX: every workload jitted, its weights constants of the compiled function, its results waited for."""

import jax
import jax.numpy as jnp
import numpy as np

import minilm_jax
from server import Unsupported

UNARY = {
    "-": jnp.negative, "abs": jnp.abs, "sqrt": jnp.sqrt, "exp": jnp.exp, "log": jnp.log, "tanh": jnp.tanh,
    "sign": jnp.sign, "floor": jnp.floor, "ceil": jnp.ceil, "round": jnp.round, "truncate": jnp.trunc,
    "reciprocal": jnp.reciprocal, "square": jnp.square, "exp2": jnp.exp2, "expm1": jnp.expm1, "log2": jnp.log2,
    "log10": jnp.log10, "log1p": jnp.log1p, "sin": jnp.sin, "cos": jnp.cos, "tan": jnp.tan, "asin": jnp.arcsin,
    "acos": jnp.arccos, "atan": jnp.arctan, "sinh": jnp.sinh, "cosh": jnp.cosh, "asinh": jnp.arcsinh,
    "acosh": jnp.arccosh, "atanh": jnp.arctanh, "isNaN": jnp.isnan, "isInfinite": jnp.isinf, "isFinite": jnp.isfinite,
    "rsqrt": jax.lax.rsqrt, "erf": jax.lax.erf, "erfc": jax.lax.erfc, "relu": lambda x: jnp.maximum(x, 0),
    "sigmoid": jax.nn.sigmoid, "softplus": jax.nn.softplus, "silu": jax.nn.silu, "softsign": jax.nn.soft_sign,
    "gelu": lambda x: jax.nn.gelu(x, approximate=False), "geluTanh": lambda x: jax.nn.gelu(x, approximate=True),
    "elu": jax.nn.elu, "selu": jax.nn.selu, "celu": jax.nn.celu, "mish": jax.nn.mish,
    "hardSigmoid": lambda x: jnp.clip(x / 6 + 0.5, 0, 1), "hardSwish": lambda x: x * jnp.clip(x / 6 + 0.5, 0, 1),
    "leakyRelu": lambda x: jax.nn.leaky_relu(x, 0.01),
}  # fmt: skip
BINARY = {
    "+": jnp.add, "-": jnp.subtract, "*": jnp.multiply, "/": jnp.divide, "pow": jnp.power, "minimum": jnp.minimum,
    "maximum": jnp.maximum, "floorDivide": jnp.floor_divide, "remainder": jnp.remainder, "truncatedRemainder": jnp.fmod,
    "atan2": jnp.arctan2, "hypot": jnp.hypot,
}  # fmt: skip


def layer_norm(x, weight, bias):
    mean = x.mean(-1, keepdims=True)
    centred = x - mean
    return centred * jax.lax.rsqrt((centred * centred).mean(-1, keepdims=True) + 1e-5) * weight + bias


class Engine:
    name = "JAX"
    version = jax.__version__

    def __init__(self, threads):
        # XLA sizes its threads by the processors that the process may run on; the driver pins them. A call that is waited for is faster
        # when it is not handed to another thread first: 17 instead of 38 us for a small product.
        jax.config.update("jax_cpu_enable_async_dispatch", False)

    def prepare(self, workload, inputs, constants):
        build = getattr(self, workload["kind"], None)
        if build is None:
            raise Unsupported("not written with JAX")
        function = jax.jit(build(workload["parameters"], constants))
        operands = [jnp.asarray(value) for value in inputs.values()]
        return lambda: function(*operands).block_until_ready(), lambda: np.asarray(function(*operands))

    def mlp(self, parameters, constants):
        last = len(parameters["layers"]) - 2

        def network(x):
            for index in range(last + 1):
                x = x @ constants[f"weight{index}"] + constants[f"bias{index}"]
                x = jax.nn.relu(x) if index < last else jax.nn.softmax(x, axis=-1)
            return x

        return network

    def product(self, parameters, constants):
        return (lambda lhs: lhs @ constants["rhs"]) if constants else (lambda lhs, rhs: lhs @ rhs)

    def function(self, parameters, constants):
        name = parameters["function"]
        function = (UNARY if parameters["operands"] == 1 else BINARY).get(name)
        if function is None:
            raise Unsupported(f"JAX has no {name}")
        return function

    def chain(self, parameters, constants):
        return lambda x: jnp.tanh(x * 1.5 + 0.5) * 2 + jnp.exp(-x)

    def softmax(self, parameters, constants):
        return lambda x: jax.nn.softmax(x, axis=-1)

    def layerNorm(self, parameters, constants):
        return lambda x: layer_norm(x, constants["weight"], constants["bias"])

    def reduce(self, parameters, constants):
        function = {"sum": jnp.sum, "mean": jnp.mean}[parameters["function"]]
        return lambda x: function(x, axis=parameters["axis"])

    def transpose(self, parameters, constants):
        return lambda x: jnp.transpose(x, parameters["permutation"])

    def small(self, parameters, constants):
        def network(x):
            for index in range(parameters["operations"]):
                x = x * 0.5 if index % 2 == 0 else x + 1
            return x

        return network

    def minilm(self, parameters, constants):
        return minilm_jax.network({name: jnp.asarray(value) for name, value in constants.items()})
