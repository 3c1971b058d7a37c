"""What is measured, as data: every engine gets the same arrays and the same parameters."""

from dataclasses import dataclass, field

MILLION = 1 << 20


@dataclass(frozen=True)
class Array:
    """An array that every run repeats: uniform in a range, or rounded to multiples of a step."""

    shape: tuple
    low: float = -0.5
    high: float = 0.5
    step: float = 0.0
    kind: str = "float32"


@dataclass(frozen=True)
class Workload:
    name: str
    group: str
    # What the engines build, with the parameters that belong to it.
    kind: str
    parameters: dict = field(default_factory=dict)
    inputs: dict = field(default_factory=dict)
    constants: dict = field(default_factory=dict)
    # What the physical limit is made of: operations, bytes read at least, bytes written at least.
    flops: float = 0
    bytes_read: float = 0
    bytes_written: float = 0
    # The largest difference between two engines' results, relative to a magnitude above 1. See `agreement.py` for where it comes from.
    bound: float = 1e-5
    # Not compared with peers where there is no like of it.
    peers: bool = True
    # Whether a second thread can help: others are measured with one.
    shared: bool = True


MLP_LAYERS = (784, 512, 256, 10)
MLP_BATCHES = (1, 8, 32, 64, 128, 512)
PRODUCT_SIZES = (16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048)
MINILM_SIZES = ((1, 16), (1, 128), (8, 128), (32, 64))
PLANNING_SIZES = (1000, 10_000, 100_000)

# Where a function is defined and what it meets in practice; others get the first range.
DEFAULT_RANGE = (-8.0, 8.0)
RANGES = {
    "sqrt": (0.01, 100.0), "rsqrt": (0.01, 100.0), "reciprocal": (0.1, 10.0),
    "log": (0.01, 100.0), "log2": (0.01, 100.0), "log10": (0.01, 100.0), "log1p": (-0.9, 100.0),
    "tan": (-1.5, 1.5), "asin": (-0.99, 0.99), "acos": (-0.99, 0.99), "atanh": (-0.99, 0.99), "acosh": (1.01, 100.0),
    "erf": (-4.0, 4.0), "erfc": (-4.0, 4.0), "sinh": (-4.0, 4.0), "cosh": (-4.0, 4.0), "exp2": (-8.0, 4.0),
    "exp": (-8.0, 2.0), "expm1": (-8.0, 2.0), "square": (-2.0, 2.0),
}  # fmt: skip
# Ranges of both operands; steps make quotients that every engine rounds to the same whole number.
PAIR_RANGES = {
    "/": (Array((MILLION,)), Array((MILLION,), 0.5, 2.0)),
    "pow": (Array((MILLION,), 0.5, 2.0), Array((MILLION,), -3.0, 3.0)),
    "floorDivide": (Array((MILLION,), -50, 50, 1 / 64), Array((MILLION,), 0.25, 8, 0.25)),
    "remainder": (Array((MILLION,), -50, 50, 1 / 64), Array((MILLION,), 0.25, 8, 0.25)),
    "truncatedRemainder": (Array((MILLION,), -50, 50, 1 / 64), Array((MILLION,), 0.25, 8, 0.25)),
}
TRUTH_VALUES = {"isNaN", "isInfinite", "isFinite"}


def mlp(batch, layers=MLP_LAYERS):
    constants, weights = {}, 0
    for index, (rows, columns) in enumerate(zip(layers, layers[1:])):
        # Sums of products stay near 1 in magnitude, whatever the width.
        constants[f"weight{index}"] = Array((rows, columns), -(3 / rows) ** 0.5, (3 / rows) ** 0.5)
        constants[f"bias{index}"] = Array((columns,))
        weights += rows * columns
    return Workload(
        f"mlp-{batch}", "mlp", "mlp", {"batch": batch, "layers": list(layers)},
        {"x": Array((batch, layers[0]), -1, 1)}, constants,
        flops=2 * batch * weights, bytes_read=4 * (weights + batch * layers[0]), bytes_written=4 * batch * layers[-1])  # fmt: skip


def product(size, constant):
    lhs, rhs = Array((size, size)), Array((size, size))
    return Workload(
        f"product-{'constant' if constant else 'variable'}-{size}", f"product-{'constant' if constant else 'variable'}",
        "product", {"size": size, "constant": constant},
        {"lhs": lhs} if constant else {"lhs": lhs, "rhs": rhs}, {"rhs": rhs} if constant else {},
        flops=2 * size**3, bytes_read=8 * size * size, bytes_written=4 * size * size,
        # Partial sums of n products grow like the root of n, and so does the error of adding them up one after the other.
        bound=max(1e-5, 2e-8 * size))  # fmt: skip


def function(name, operands):
    if operands == 1:
        inputs = {"x": Array((MILLION,), *RANGES.get(name, DEFAULT_RANGE))}
    else:
        x, y = PAIR_RANGES.get(name, (Array((MILLION,), -8, 8), Array((MILLION,), -8, 8)))
        inputs = {"x": x, "y": y}
    written = MILLION * (1 if name in TRUTH_VALUES else 4)
    word = {"+": "add", "-": "negate" if operands == 1 else "subtract", "*": "multiply", "/": "divide"}.get(name, name)
    return Workload(
        f"elementwise-{word}", "elementwise", "function", {"function": name, "operands": operands}, inputs,
        bytes_read=4 * MILLION * operands, bytes_written=written)  # fmt: skip


def rows(name, kind, rows, columns, constants=None, flops=0):
    return Workload(
        f"{name}-{rows}x{columns}", name, kind, {}, {"x": Array((rows, columns), -4, 4)}, constants or {},
        flops=flops, bytes_read=4 * rows * columns, bytes_written=4 * rows * columns)  # fmt: skip


def reduction(function, axis, extent=1024):
    count = extent * extent
    word = "all" if axis is None else f"axis-{axis}"
    return Workload(
        f"{function}-{word}-{extent}x{extent}", "reduction", "reduce", {"function": function, "axis": axis},
        {"x": Array((extent, extent))}, bytes_read=4 * count, bytes_written=4 * (1 if axis is None else extent),
        # Some peers add 1024 numbers one after the other, to partial sums of about 10: up to 1024 roundings of 5e-7.
        bound=1e-4)  # fmt: skip


def transpose(shape, permutation):
    count = 1
    for extent in shape:
        count *= extent
    word = "x".join(map(str, shape)) + "-" + "".join(map(str, permutation))
    return Workload(
        f"transpose-{word}", "transpose", "transpose", {"permutation": list(permutation)}, {"x": Array(shape)},
        bytes_read=4 * count, bytes_written=4 * count)  # fmt: skip


def minilm(batch, tokens):
    hidden, wide, layers, heads = 384, 1536, 6, 12
    weights = layers * (4 * hidden * hidden + 2 * hidden * wide)
    flops = 2 * batch * tokens * weights + layers * 4 * batch * tokens * tokens * hidden
    return Workload(
        f"minilm-{batch}x{tokens}", "minilm", "minilm", {"batch": batch, "tokens": tokens, "heads": heads},
        {"tokens": Array((batch, tokens), 1000, 30_000, 1, "int64"), "mask": Array((batch, tokens), kind="mask")},
        flops=flops, bytes_read=4 * weights, bytes_written=4 * batch * hidden)  # fmt: skip


def small(operations, elements):
    name = "one-element" if operations == 1 else f"{operations}-small-operations"
    return Workload(
        name, "overhead", "small", {"operations": operations}, {"x": Array((elements,))},
        flops=operations * elements, shared=False)  # fmt: skip


def planning(graph, operations):
    return Workload(
        f"planning-{graph}-{operations}", "planning", "planning", {"graph": graph, "operations": operations}, peers=False,
        shared=False)  # fmt: skip


def all_workloads(unary, binary, activations):
    """Everything, given the names of the elementwise functions that the library has."""
    million = Array((MILLION,), -3, 3)
    elementwise = dict(bytes_read=4 * MILLION, bytes_written=4 * MILLION)
    return [
        *(mlp(batch) for batch in MLP_BATCHES),
        *(minilm(*size) for size in MINILM_SIZES),
        *(product(size, constant) for constant in (True, False) for size in PRODUCT_SIZES),
        Workload("chain", "chain", "chain", {}, {"x": million}, **elementwise),
        Workload("closure-leakyRelu", "closure", "closure", {}, {"x": million}, **elementwise, peers=False),
        rows("softmax", "softmax", 512, 512),
        rows("layerNorm", "layerNorm", 512, 768, {"weight": Array((768,), 0.5, 1.5), "bias": Array((768,))}),
        *(reduction(function, axis) for function in ("sum", "mean") for axis in (0, 1, None)),
        transpose((1024, 1024), (1, 0)), transpose((2048, 512), (1, 0)), transpose((1000, 1000), (1, 0)),
        transpose((64, 128, 128), (0, 2, 1)), transpose((8, 128, 12, 32), (0, 2, 1, 3)),
        *(function(name, 1) for name in unary + activations),
        *(function(name, 2) for name in binary),
        small(1, 1), small(100, 16),
        *(planning(graph, count) for graph in ("chain", "mixed") for count in PLANNING_SIZES),
    ]  # fmt: skip
