"""Cases of reductions beyond sums, means and extremes, of cumulative ones, and of reductions in Float16."""

import numpy as np

from oracle_values import NUMPY_TYPES
from single_cases import ELEMENTS

AXES = (None, [0], [1], [-1], [0, 2], [1, -1], [])
LABELS = ("all", "0", "1", "-1", "0,2", "1,-1", "none")
ROWS = {"axes": [1], "keepingDimensions": False}
EVERYTHING = {"axes": None, "keepingDimensions": False}


def special_rows(rng, dtype):
    """Rows with NaN, with infinities of one sign and of both, with zeros of both signs, and an ordinary one."""
    values = rng.uniform(0.5, 1.5, size=(7, 21)).astype(dtype)
    values[1, 20] = np.nan
    values[2, 3] = np.inf
    values[3, 0] = -np.inf
    values[4, 7], values[4, 9] = np.inf, -np.inf
    values[5, :] = 0.0
    values[5, 4] = -0.0
    return values


def reductions(add, rng):
    for element in ELEMENTS:
        dtype = NUMPY_TYPES[element]
        for index, (label, axes) in enumerate(zip(LABELS, AXES)):
            options = {"axes": axes, "keepingDimensions": (index + (element == "double")) % 2 == 0}
            signed = rng.uniform(0.7, 1.4, size=(3, 4, 5)) * rng.choice([-1, 1], size=(3, 4, 5))
            add(f"product-axes-{label}", element, {"a": signed.astype(dtype)}, ["product", "a", options])
            for order in ("l1", "l2", "maximum"):
                a = {"a": rng.standard_normal((3, 4, 5)).astype(dtype)}
                add(f"norm-{order}-axes-{label}", element, a, ["norm", "a", {"order": order, **options}])
        special = special_rows(rng, dtype)
        for name, options in (("product", {}), ("norm-l1", {"order": "l1"}), ("norm-l2", {"order": "l2"})):
            operation = name.split("-")[0]
            add(f"{name}-special-rows", element, {"a": special}, [operation, "a", {**ROWS, **options}])
            add(f"{name}-special-columns", element, {"a": special}, [operation, "a", {**ROWS, "axes": [0], **options}])
            empty = {"a": np.zeros((0, 3), dtype=dtype)}
            add(f"{name}-zero-sized", element, empty, [operation, "a", {**EVERYTHING, **options}])
            long = {"a": (1 + rng.standard_normal((3, 519)) / 64).astype(dtype)}
            add(f"{name}-long-rows", element, long, [operation, "a", {**ROWS, **options}])
        add("norm-maximum-special-rows", element, {"a": special}, ["norm", "a", {**ROWS, "order": "maximum"}])
        scalar = {"a": np.asarray(-1.25, dtype=dtype)}
        add("product-scalar", element, scalar, ["product", "a", EVERYTHING])
        add("norm-l2-scalar", element, scalar, ["norm", "a", {"order": "l2", **EVERYTHING}])
        # Elements whose sums lie between the exponents' ends, though a square is small.
        wide = {"a": np.exp2(rng.uniform(-40, 40, size=(4, 33))).astype(dtype)}
        add("norm-l2-wide", element, wide, ["norm", "a", {"order": "l2", **ROWS}])

        ties = rng.integers(0, 4, size=(3, 5, 6)).astype(dtype)
        for axis in (None, 0, 1, 2, -1, -2):
            options = {"axis": axis, "keepingDimensions": axis in (1, -1)}
            add(f"argmin-ties-{'all' if axis is None else axis}", element, {"a": ties}, ["argmin", "a", options])
        for axis in (0, 1):
            options = {"axis": axis, "keepingDimensions": False}
            add(f"argmin-special-{axis}", element, {"a": special}, ["argmin", "a", options])
        long = {"a": rng.standard_normal((2, 1027)).astype(dtype)}
        add("argmin-long", element, long, ["argmin", "a", {"axis": -1, "keepingDimensions": False}])
        pi = {"axis": -1, "keepingDimensions": False}
        add("argmin-zero-sized", element, {"a": np.zeros((0, 3), dtype=dtype)}, ["argmin", "a", pi])

    for name in ("any", "all"):
        for label, axes in zip(LABELS, AXES):
            a = {"a": rng.random((3, 4, 5)) < (0.15 if name == "any" else 0.85)}
            for keeping in (False, True):
                options = {"axes": axes, "keepingDimensions": keeping}
                add(f"{name}-axes-{label}{'-kept' if keeping else ''}", "bool", a, [name, "a", options])
        for shape in ((0,), (0, 3), (3, 0)):
            label = ",".join(map(str, shape))
            options = {"axes": [0], "keepingDimensions": False}
            add(f"{name}-empty-{label}", "bool", {"a": np.zeros(shape, dtype=bool)}, [name, "a", options])
        # One element that decides, at every place of a long row.
        lonely = np.eye(67, dtype=bool)
        values = {"a": lonely if name == "any" else ~lonely}
        add(f"{name}-lonely", "bool", values, [name, "a", ROWS])
        add(f"{name}-unlonely", "bool", {"a": np.zeros((2, 67), bool) | (name == "all")}, [name, "a", ROWS])


def statistics(add, rng):
    for element in ELEMENTS:
        dtype = NUMPY_TYPES[element]
        for index, (label, axes) in enumerate(zip(LABELS, AXES)):
            for name in ("variance", "standardDeviation", "logSumExp"):
                options = {"axes": axes, "keepingDimensions": (index + (element == "double")) % 2 == 0}
                if name != "logSumExp":
                    # Over single elements a correction of 1 would give nothing but NaN.
                    options["correction"] = index % 2 if axes else 0
                a = {"a": (2 * rng.standard_normal((3, 4, 5))).astype(dtype)}
                add(f"{name}-axes-{label}", element, a, [name, "a", options])
        rows = {"axes": [-1], "keepingDimensions": False}
        for correction in (0, 1, 2, 3):
            a = {"a": rng.standard_normal((4, 3)).astype(dtype)}
            for name in ("variance", "standardDeviation"):
                add(f"{name}-correction-{correction}", element, a, [name, "a", {**rows, "correction": correction}])
        # The mean is a thousand deviations away: a difference of squares would cancel.
        far = {"a": (1000 + rng.standard_normal((3, 257))).astype(dtype)}
        constant = {"a": np.full((2, 9), 0.1, dtype=dtype)}
        special = {"a": special_rows(rng, dtype)}
        one = {"a": rng.standard_normal((5, 1)).astype(dtype)}
        for name in ("variance", "standardDeviation"):
            options = {**rows, "correction": 1}
            add(f"{name}-far", element, far, [name, "a", options])
            add(f"{name}-far-columns", element, far, [name, ["transpose", "a"], {**options, "axes": [0]}])
            add(f"{name}-constant", element, constant, [name, "a", options])
            add(f"{name}-special-rows", element, special, [name, "a", options])
            add(f"{name}-one", element, one, [name, "a", {**rows, "correction": 0}])
            add(f"{name}-one-corrected", element, one, [name, "a", options])
            add(
                f"{name}-zero-sized",
                element,
                {"a": np.zeros((2, 0), dtype=dtype)},
                [name, "a", {**rows, "correction": 0}],
            )
        infinity = np.inf
        for label, values in (
            ("large", 1e4 + rng.standard_normal((3, 6))),
            ("far-apart", np.array([[0.0, 1000.0, -1000.0], [-80.0, 0.0, 80.0], [30.0, 30.0, -60.0]])),
            ("negative", -700 + rng.standard_normal((2, 5))),
            ("long", rng.standard_normal((2, 517))),
            ("minus-infinity", np.array([[0.0, -infinity, 1.0], [-infinity, -infinity, 2.0]])),
            ("all-minus-infinity", np.array([[-infinity, -infinity], [0.0, 1.0]])),
            ("infinity", np.array([[0.0, infinity, 1.0], [infinity, infinity, -infinity], [1.0, 2.0, 3.0]])),
            ("nan", np.array([[0.0, np.nan, 1.0], [np.nan, infinity, 0.0], [0.5, 0.25, 1.0]])),
            ("one", np.array([[0.1], [-3.0], [-infinity]])),
            ("no-rows", np.zeros((0, 4))),
        ):
            add(f"logSumExp-{label}", element, {"a": values.astype(dtype)}, ["logSumExp", "a", rows])


def cumulative(add, rng):
    for element in ELEMENTS:
        dtype = NUMPY_TYPES[element]
        for name in ("cumulativeSum", "cumulativeProduct"):
            for axis in (0, 1, 2, -1, -3):
                values = rng.uniform(0.6, 1.5, size=(3, 4, 5)) * rng.choice([-1, 1], size=(3, 4, 5))
                add(f"{name}-axis-{axis}", element, {"a": values.astype(dtype)}, [name, "a", {"axis": axis}])
            for label, values in (
                ("vector", rng.uniform(0.5, 1.5, size=13)),
                ("long", 1 + rng.standard_normal((2, 300)) / 32),
                ("one", rng.standard_normal((4, 1))),
                ("zero-sized", np.zeros((3, 0))),
                ("no-rows", np.zeros((0, 3))),
            ):
                add(f"{name}-{label}", element, {"a": values.astype(dtype)}, [name, "a", {"axis": -1}])
            for axis in (0, 1):
                special = {"a": special_rows(rng, dtype)}
                add(f"{name}-special-{axis}", element, special, [name, "a", {"axis": axis}])
            reverse = ["flip", [name, ["flip", "a", {"axes": [1]}], {"axis": 1}], {"axes": [1]}]
            add(f"{name}-reverse", element, {"a": rng.uniform(0.5, 1.5, size=(3, 7)).astype(dtype)}, reverse)


def half_precision(add, rng):
    """Operations of Float16, which are computed in Float and rounded once."""
    element = "float16"

    def normal(*shape):
        return rng.standard_normal(shape).astype(np.float16)

    for index, (label, axes) in enumerate(zip(LABELS, AXES)):
        options = {"axes": axes, "keepingDimensions": index % 2 == 0}
        for name in ("sum", "mean", "max", "min"):
            add(f"{name}-axes-{label}", element, {"a": normal(3, 4, 5)}, [name, "a", options])
    rows = {"axes": [-1], "keepingDimensions": False}
    # A running sum in Float16 would stop at 2048, where adding 1 no longer changes anything.
    add("sum-many-ones", element, {"a": np.ones((2, 6000), dtype=np.float16)}, ["sum", "a", rows])
    add("mean-many", element, {"a": np.full((2, 5000), 20.0, dtype=np.float16)}, ["mean", "a", rows])
    add("sum-special-rows", element, {"a": special_rows(rng, np.float16)}, ["sum", "a", rows])
    add("product-rows", element, {"a": rng.uniform(0.7, 1.4, size=(3, 17)).astype(np.float16)}, ["product", "a", rows])
    for name in ("variance", "standardDeviation"):
        add(f"{name}-rows", element, {"a": normal(4, 19)}, [name, "a", {**rows, "correction": 1}])
    for order in ("l1", "l2", "maximum"):
        add(f"norm-{order}-rows", element, {"a": 8 * normal(4, 19)}, ["norm", "a", {"order": order, **rows}])
    # Squares of 300 are out of Float16's range.
    add(
        "norm-l2-large",
        element,
        {"a": np.full((2, 4), 300.0, dtype=np.float16)},
        ["norm", "a", {"order": "l2", **rows}],
    )
    add("logSumExp-rows", element, {"a": 3 * normal(4, 19)}, ["logSumExp", "a", rows])
    for name in ("softmax", "logSoftmax"):
        for axis in (0, -1):
            add(f"{name}-axis-{axis}", element, {"a": 3 * normal(5, 9)}, [name, "a", {"axis": axis}])
    for name in ("argmax", "argmin"):
        values = rng.integers(0, 4, size=(4, 9)).astype(np.float16)
        add(f"{name}-ties", element, {"a": values}, [name, "a", {"axis": 1, "keepingDimensions": False}])
    for name in ("cumulativeSum", "cumulativeProduct"):
        values = rng.uniform(0.8, 1.25, size=(3, 11)).astype(np.float16)
        add(f"{name}-rows", element, {"a": values}, [name, "a", {"axis": 1}])
    for label, left, right in (
        ("square", (8, 8), (8, 8)),
        ("odd", (17, 33), (33, 9)),
        ("vector-matrix", (9,), (9, 4)),
        ("batched", (2, 3, 4), (2, 4, 5)),
        ("no-inner", (3, 0), (0, 4)),
    ):
        add(f"matmul-{label}", element, {"a": normal(*left), "b": normal(*right)}, ["matmul", "a", "b"])
    # Each of these operations rounds to Float16, also in the middle.
    pair = {"a": normal(5, 7), "b": normal(7)}
    add("formula-affine", element, pair, ["add", ["multiply", "a", 1.5], "b"])
    add("formula-gated", element, pair, ["multiply", ["sigmoid", "a"], ["hyperbolicTangent", "b"]])
    add("transpose", element, pair, ["transpose", "a"])
