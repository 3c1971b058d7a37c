"""Cases of a single operation: special values, broadcasting, zero-sized and scalar shapes, and random elements."""

import numpy as np

from oracle import NUMPY_TYPES

ELEMENTS = ("float", "double")
UNARY = (
    "negate",
    "absolute",
    "squareRoot",
    "exponential",
    "logarithm",
    "hyperbolicTangent",
    "sigmoid",
    "relu",
)
BINARY = ("add", "subtract", "multiply", "divide", "power", "minimum", "maximum")


def special_values(element):
    """Zeros, infinities, NaN, subnormal and extreme numbers, and the points where functions overflow or vanish."""
    dtype = NUMPY_TYPES[element]
    limits = np.finfo(dtype)
    magnitudes = [0.0, limits.smallest_subnormal, limits.tiny - limits.smallest_subnormal, limits.tiny, limits.eps / 2]
    magnitudes += [1e-4, 0.5, 1.0 - limits.epsneg, 1.0, 1.0 + limits.eps, 2.0, 2.5, 3.0, 17.0, 2.0**24 + 2, limits.max]
    magnitudes += [np.inf, np.log(limits.max), -np.log(limits.tiny), -np.log(limits.smallest_subnormal), 20.0, 40.0]
    values = np.array(magnitudes, dtype=dtype)
    return np.concatenate([values, -values, np.array([np.nan], dtype=dtype)])


def grid_values(element):
    """Fewer special values, for all pairs of them."""
    dtype = NUMPY_TYPES[element]
    limits = np.finfo(dtype)
    magnitudes = [0.0, limits.smallest_subnormal, limits.tiny, 1e-3, 0.5, 1.0, 1.5, 2.0, 3.0, limits.max, np.inf]
    values = np.array(magnitudes, dtype=dtype)
    return np.concatenate([values, -values, np.array([np.nan], dtype=dtype)])


def elementwise(add, rng):
    for element in ELEMENTS:
        dtype = NUMPY_TYPES[element]
        for name in UNARY:
            add(f"{name}-special", element, {"a": special_values(element)}, [name, "a"])
            # Random elements of every magnitude, and of both signs where the function has values for both.
            exponents = rng.uniform(-30, 6, size=(7, 19))
            magnitudes = np.exp2(exponents) * rng.choice([-1, 1], size=exponents.shape)
            positive = name in ("squareRoot", "logarithm")
            values = np.abs(magnitudes) if positive else magnitudes
            add(f"{name}-magnitudes", element, {"a": values.astype(dtype)}, [name, "a"])
            for label, shape in (("scalar", ()), ("one", (1,)), ("zero-sized", (2, 0, 3))):
                add(f"{name}-{label}", element, {"a": rng.uniform(0.5, 2, size=shape).astype(dtype)}, [name, "a"])
        for name in BINARY:
            values = grid_values(element)
            add(f"{name}-special", element, {"a": values[:, None], "b": values[None, :]}, [name, "a", "b"])
            for label, left, right in (
                ("same-shape", (5, 7), (5, 7)),
                ("row", (4, 9), (9,)),
                ("column", (4, 9), (4, 1)),
                ("outer", (6, 1), (1, 5)),
                ("ranks", (3, 1, 4), (2, 3, 5, 1)),
                ("scalar-shape", (), (3, 3)),
                ("zero-sized", (0, 3), (1, 3)),
                ("zero-sized-one", (2, 0), (2, 1)),
            ):
                inputs = {"a": rng.uniform(0.25, 4, size=left), "b": rng.uniform(-3, 3, size=right)}
                inputs = {key: np.asarray(value).astype(dtype) for key, value in inputs.items()}
                add(f"{name}-{label}", element, inputs, [name, "a", "b"])
            a = {"a": rng.uniform(0.25, 4, size=(3, 11)).astype(dtype)}
            add(f"{name}-number-right", element, a, [name, "a", 2.5])
            add(f"{name}-number-left", element, a, [name, 1.75, "a"])
        signed = {"a": rng.uniform(-4, 4, size=(3, 7)).astype(dtype)}
        for exponent in (2.0, 3.0, -1.0, 0.0, 0.5):
            add(f"power-number-{exponent:g}", element, signed, ["power", "a", exponent])
        add("divide-zero-by-zero", element, signed, ["divide", ["multiply", "a", 0.0], 0.0])


MATMUL_SHAPES = (
    ("dot", (3,), (3,)),
    ("dot-one", (1,), (1,)),
    ("vector-matrix", (4,), (4, 5)),
    ("matrix-vector", (5, 4), (4,)),
    ("square", (8, 8), (8, 8)),
    ("one", (1, 1), (1, 1)),
    ("small", (2, 3), (3, 4)),
    ("outer", (7, 1), (1, 5)),
    ("row", (1, 9), (9, 6)),
    ("odd", (17, 33), (33, 9)),
    ("long-inner", (2, 300), (300, 3)),
    ("wide", (3, 21), (21, 130)),
    ("tall", (67, 5), (5, 3)),
    ("tiles", (33, 65), (65, 31)),
    ("batched", (2, 3, 4), (2, 4, 5)),
    ("batched-left", (3, 2, 4), (4, 5)),
    ("batched-right", (3, 4), (2, 4, 5)),
    ("batched-broadcast", (2, 1, 3, 4), (1, 5, 4, 2)),
    ("batched-ranks", (5, 1, 2, 3), (4, 3, 2)),
    ("batched-ones", (1, 3, 4), (6, 4, 2)),
    ("vector-batched", (3,), (2, 3, 4)),
    ("batched-vector", (2, 4, 3), (3,)),
    ("no-rows", (0, 3), (3, 4)),
    ("no-inner", (3, 0), (0, 4)),
    ("no-columns", (3, 4), (4, 0)),
    ("no-elements-dot", (0,), (0,)),
    ("no-inner-vector", (0,), (0, 3)),
    ("no-batch", (0, 2, 3), (3, 4)),
    ("no-batch-broadcast", (0, 2, 3), (1, 3, 4)),
    ("batched-no-inner", (2, 3, 0), (2, 0, 2)),
)


def products(add, rng):
    for element in ELEMENTS:
        dtype = NUMPY_TYPES[element]
        for label, left, right in MATMUL_SHAPES:
            inputs = {"a": rng.standard_normal(left).astype(dtype), "b": rng.standard_normal(right).astype(dtype)}
            add(f"matmul-{label}", element, inputs, ["matmul", "a", "b"])
        inputs = {"a": rng.standard_normal((6, 5)).astype(dtype), "b": rng.standard_normal((6, 4)).astype(dtype)}
        add("matmul-transposed-left", element, inputs, ["matmul", ["transpose", "a"], "b"])
        add("matmul-transposed-right", element, inputs, ["matmul", ["transpose", "b"], "a"])
        add("matmul-gram", element, inputs, ["matmul", "a", ["transpose", "a"]])

        # A row of NaN or infinity must stay in its row of the product.
        special = rng.uniform(0.5, 1.5, size=(9, 13)).astype(dtype)
        special[2, 5] = np.nan
        special[4, 0] = np.inf
        special[7, 12] = -np.inf
        other = rng.uniform(0.5, 1.5, size=(13, 11)).astype(dtype)
        add("matmul-special-left", element, {"a": special, "b": other}, ["matmul", "a", "b"])
        operands = [["transpose", "b"], ["transpose", "a"]]
        add("matmul-special-right", element, {"a": special, "b": other}, ["matmul", *operands])


def reductions(add, rng):
    shape = (3, 4, 5)
    choices = (None, [0], [1], [2], [-1], [-3], [0, 1], [0, 2], [1, 2], [-1, 0], [0, 1, 2], [])
    for element in ELEMENTS:
        dtype = NUMPY_TYPES[element]
        for name in ("sum", "mean", "max", "min"):
            for index, axes in enumerate(choices):
                # Both forms of the result over the two element types, alternating.
                options = {"axes": axes, "keepingDimensions": (index + (element == "double")) % 2 == 0}
                label = "all" if axes is None else "none" if axes == [] else ",".join(map(str, axes))
                a = {"a": rng.standard_normal(shape).astype(dtype)}
                add(f"{name}-axes-{label}", element, a, [name, "a", options])
            everything = {"axes": None, "keepingDimensions": False}
            rows = {"axes": [1], "keepingDimensions": False}
            columns = {"axes": [0], "keepingDimensions": False}
            scalar = {"a": np.asarray(rng.standard_normal(), dtype=dtype)}
            add(f"{name}-scalar", element, scalar, [name, "a", everything])
            long = {"a": rng.standard_normal((3, 1031)).astype(dtype)}
            add(f"{name}-long-rows", element, long, [name, "a", rows])
            add(f"{name}-long-columns", element, long, [name, ["transpose", "a"], columns])
            special = rng.uniform(-1, 1, size=(5, 21)).astype(dtype)
            special[1, 20] = np.nan
            special[2, 3] = np.inf
            special[3, 0] = -np.inf
            special[4, 7], special[4, 9] = np.inf, -np.inf
            add(f"{name}-special-rows", element, {"a": special}, [name, "a", rows])
            add(f"{name}-special-columns", element, {"a": special}, [name, "a", columns])
            empty = {"a": np.zeros((0, 3), dtype=dtype)}
            add(f"{name}-zero-sized-kept", element, empty, [name, "a", rows])
            if name in ("sum", "mean"):
                add(f"{name}-zero-sized", element, empty, [name, "a", everything])
                add(f"{name}-zero-sized-columns", element, empty, [name, "a", columns])
        # A constant that is not a short binary fraction: errors of a plain running sum all have one sign and add up.
        tenth = {"a": np.asarray(0.1, dtype=dtype)}
        rows = {"axes": [-1], "keepingDimensions": False}
        columns = {"axes": [0], "keepingDimensions": False}
        many = ["broadcast", "a", {"shape": [100_000]}]
        add("sum-constant", element, tenth, ["sum", many, {"axes": None, "keepingDimensions": False}])
        add("sum-constant-rows", element, tenth, ["sum", ["broadcast", "a", {"shape": [2, 50_000]}], rows])
        add("sum-constant-columns", element, tenth, ["sum", ["broadcast", "a", {"shape": [50_000, 3]}], columns])


def largest_indices(add, rng):
    for element in ELEMENTS:
        dtype = NUMPY_TYPES[element]
        values = rng.integers(0, 4, size=(3, 5, 6)).astype(dtype)  # few different values: many ties
        for axis in (None, 0, 1, 2, -1, -2):
            for keeping in (False, True):
                label = "all" if axis is None else str(axis)
                options = {"axis": axis, "keepingDimensions": keeping}
                name = f"argmax-ties-{label}{'-kept' if keeping else ''}"
                add(name, element, {"a": values}, ["argmax", "a", options])
        special = rng.uniform(-1, 1, size=(6, 37)).astype(dtype)
        special[0, 36] = np.nan
        special[1, 5], special[1, 20] = np.nan, np.nan
        special[2, 9], special[2, 30] = np.inf, np.nan
        special[3, 17] = np.inf
        special[4, :] = -np.inf
        special[5, :] = 0.0
        special[5, 3] = -0.0
        for axis in (0, 1):
            options = {"axis": axis, "keepingDimensions": False}
            add(f"argmax-special-{axis}", element, {"a": special}, ["argmax", "a", options])
        rows = {"axis": -1, "keepingDimensions": False}
        add("argmax-zero-sized", element, {"a": np.zeros((0, 3), dtype=dtype)}, ["argmax", "a", rows])
        add("argmax-one", element, {"a": np.zeros((4, 1), dtype=dtype)}, ["argmax", "a", rows])
        long = rng.standard_normal((2, 1027)).astype(dtype)
        add("argmax-long", element, {"a": long}, ["argmax", "a", rows])


def softmaxes(add, rng):
    for element in ELEMENTS:
        dtype = NUMPY_TYPES[element]
        for name in ("softmax", "logSoftmax"):
            for axis in (0, 1, 2, -1, -2):
                a = {"a": (3 * rng.standard_normal((3, 4, 5))).astype(dtype)}
                add(f"{name}-axis-{axis}", element, a, [name, "a", {"axis": axis}])
            for label, values in (
                ("vector", rng.standard_normal(9)),
                ("one", rng.standard_normal((4, 1))),
                ("zero-sized", np.zeros((0, 3))),
                ("large", rng.standard_normal((4, 6)) + 1e4),
                ("far-apart", np.array([[0.0, 1000.0, -1000.0], [-80.0, 0.0, 80.0], [30.0, 30.0, -60.0]])),
                ("equal", np.full((2, 8), 7.25)),
                ("long", rng.standard_normal((2, 1031))),
                ("minus-infinity", np.array([[0.0, -np.inf, 1.0], [-np.inf, -np.inf, 2.0]])),
                ("nan", np.array([[0.0, np.nan, 1.0], [0.5, 0.25, 1.0]])),
                ("all-minus-infinity", np.array([[-np.inf, -np.inf], [0.0, 1.0]])),
            ):
                add(f"{name}-{label}", element, {"a": values.astype(dtype)}, [name, "a", {"axis": -1}])
        infinite = np.array([[0.0, np.inf, 1.0], [np.inf, np.inf, -np.inf], [1.0, 2.0, 3.0]], dtype=dtype)
        add("softmax-infinity", element, {"a": infinite}, ["softmax", "a", {"axis": -1}])


def shapes(add, rng):
    for element in ELEMENTS:
        dtype = NUMPY_TYPES[element]
        a = {"a": rng.standard_normal((2, 3, 4)).astype(dtype)}
        for shape in ([24], [6, 4], [-1], [4, -1], [2, -1, 2, 1], [1, 24, 1]):
            add(f"reshape-{','.join(map(str, shape))}", element, a, ["reshape", "a", {"shape": shape}])
        add("transpose-reversed", element, a, ["transpose", "a"])
        for permutation in ([0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]):
            label = ",".join(map(str, permutation))
            add(f"transpose-{label}", element, a, ["transpose", "a", {"permutation": permutation}])
        for label, source, target in (
            ("same", (2, 3), [2, 3]),
            ("rows", (3,), [4, 3]),
            ("columns", (4, 1), [4, 3]),
            ("scalar", (), [2, 2]),
            ("middle", (2, 1, 3), [5, 2, 4, 3]),
            ("zero-sized", (1, 3), [0, 3]),
        ):
            values = np.asarray(rng.standard_normal(source), dtype=dtype)
            add(f"broadcast-{label}", element, {"a": values}, ["broadcast", "a", {"shape": target}])
        scalar = {"a": np.asarray(1.5, dtype=dtype)}
        empty = {"a": np.zeros((0, 3), dtype=dtype)}
        add("reshape-scalar", element, scalar, ["reshape", "a", {"shape": [1, 1]}])
        add("reshape-to-scalar", element, {"a": np.full((1, 1), 1.5, dtype=dtype)}, ["reshape", "a", {"shape": []}])
        add("reshape-zero-sized", element, empty, ["reshape", "a", {"shape": [3, 0, 2]}])
        add("reshape-zero-sized-inferred", element, empty, ["reshape", "a", {"shape": [-1, 3]}])
        add("transpose-scalar", element, scalar, ["transpose", "a"])
        add("transpose-vector", element, {"a": rng.standard_normal(5).astype(dtype)}, ["transpose", "a"])
        add("transpose-zero-sized", element, empty, ["transpose", "a"])
        large = {"a": rng.standard_normal((37, 41)).astype(dtype)}
        add("transpose-large", element, large, ["transpose", "a"])
        add("transpose-then-reshape", element, large, ["reshape", ["transpose", "a"], {"shape": [37, -1]}])
