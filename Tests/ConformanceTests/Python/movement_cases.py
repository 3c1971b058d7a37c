"""Cases of operations that move, choose and place elements."""

import numpy as np

from composed_cases import names_in
from oracle_values import NUMPY_TYPES
from values import random_elements

# Movement does not look at elements: every size in bytes.
TYPES = ("float", "float16", "int64", "bool")
# Additions at indices do.
INDEXED_TYPES = (*TYPES, "double", "int32", "int8", "uint8")

SLICES = (
    ("all", [[None, None, 1]]),
    ("middle", [[1, 3, 1], [0, 2, 1]]),
    ("negative-bounds", [[-3, -1, 1], [None, -2, 1], [-4, None, 1]]),
    ("clipped", [[-100, 100, 1], [2, 99, 1], [-99, 3, 1]]),
    ("stepped", [[None, None, 2], [1, None, 3], [0, 6, 5]]),
    ("negative-step", [[None, None, -1], [None, None, -2], [4, 0, -3]]),
    ("negative-clipped", [[100, -100, -1], [3, None, -1], [None, 1, -2]]),
    ("empty", [[3, 1, 1], [None, None, 1]]),
    ("empty-negative", [[1, 3, -1], [None, None, 1]]),
    ("empty-outside", [[50, 60, 1]]),
    ("one", [[2, 3, 1], [-1, None, 1], [0, 1, 1]]),
    ("long-step", [[None, None, 100], [None, None, -100]]),
)


def views(add, rng):
    for element in ("float", "int8"):
        a = {"a": random_elements(rng, element, (4, 5, 6))}
        for label, ranges in SLICES:
            add(f"slice-{label}", element, a, ["slice", "a", {"ranges": ranges}])
        for label, axes in (("all", None), ("0", [0]), ("last", [-1]), ("two", [0, 2]), ("none", [])):
            add(f"flip-{label}", element, a, ["flip", "a"] if axes is None else ["flip", "a", {"axes": axes}])
        add("flatten", element, a, ["flatten", "a"])
        add("flatten-transposed", element, a, ["flatten", ["transpose", "a"]])
        for axis in (0, 1, 3, -1, -4):
            add(f"expandDimensions-{axis}", element, a, ["expandDimensions", "a", {"axis": axis}])
        ones = {"a": random_elements(rng, element, (1, 3, 1, 2, 1))}
        for label, axes in (("all", None), ("0", [0]), ("last", [-1]), ("two", [0, 2]), ("none", [])):
            add(
                f"squeeze-{label}",
                element,
                ones,
                ["squeeze", "a"] if axes is None else ["squeeze", "a", {"axes": axes}],
            )
        for label, axis, index, sections in (
            ("into-0", 0, 1, {"into": 2}),
            ("into-last", -1, 2, {"into": 3}),
            ("into-one", 1, 0, {"into": 1}),
            ("at-first", 1, 0, {"at": [1, 4]}),
            ("at-middle", 1, 1, {"at": [1, 4]}),
            ("at-last", 1, 2, {"at": [1, 4]}),
            ("at-outside", 2, 2, {"at": [2, 99]}),
            ("at-negative", 2, 0, {"at": [-2]}),
        ):
            add(f"split-{label}", element, a, ["split", "a", {**sections, "axis": axis, "index": index}])
        scalar = {"a": random_elements(rng, element, ())}
        add("flatten-scalar", element, scalar, ["flatten", "a"])
        add("expandDimensions-scalar", element, scalar, ["expandDimensions", "a", {"axis": 0}])
        add(
            "slice-zero-sized",
            element,
            {"a": random_elements(rng, element, (0, 4))},
            ["slice", "a", {"ranges": [[None, None, -1], [1, 3, 1]]}],
        )


def copies(add, rng):
    for element in TYPES:

        def several(*shapes):
            return {key: random_elements(rng, element, shape) for key, shape in zip("abcd", shapes)}

        two = several((3, 4), (3, 2))
        add("concatenate-columns", element, two, ["concatenate", "a", "b", {"axis": 1}])
        add("concatenate-negative-axis", element, two, ["concatenate", "b", "a", {"axis": -1}])
        four = several((2, 3), (1, 3), (0, 3), (4, 3))
        add("concatenate-four", element, four, ["concatenate", "a", "b", "c", "d", {"axis": 0}])
        add("concatenate-one", element, several((2, 3)), ["concatenate", "a", {"axis": 0}])
        add("concatenate-self", element, several((2, 3)), ["concatenate", "a", ["flip", "a"], "a", {"axis": 0}])
        middle = several((2, 1, 5), (2, 3, 5), (2, 2, 5))
        add("concatenate-middle", element, middle, ["concatenate", "a", "b", "c", {"axis": 1}])
        views = ["concatenate", ["transpose", "a"], ["slice", "b", {"ranges": [[None, None, -1]]}], {"axis": 0}]
        add("concatenate-views", element, several((3, 4), (2, 3)), views)
        same = several((3, 4), (3, 4), (3, 4))
        for axis in (0, 1, 2, -1):
            add(f"stack-{axis}", element, same, ["stack", "a", "b", "c", {"axis": axis}])
        add("stack-scalars", element, several((), ()), ["stack", "a", "b", {"axis": 0}])

        matrix = several((3, 4))
        zero = 1.0 if element == "bool" else -2.0
        for label, widths in (("both", [[1, 2], [2, 1]]), ("rows", [[2, 0], [0, 0]]), ("columns", [[0, 0], [0, 3]])):
            for mode in ("constant", "edge", "reflect"):
                options = {"widths": widths, "mode": mode} | ({"value": zero} if mode == "constant" else {})
                add(f"pad-{mode}-{label}", element, matrix, ["pad", "a", options])
        most = {"widths": [[2, 2], [3, 3]], "mode": "reflect"}
        add("pad-reflect-most", element, matrix, ["pad", "a", most])
        empty = {"widths": [[1, 1], [0, 2]], "mode": "constant", "value": zero}
        add("pad-zero-sized", element, several((0, 2)), ["pad", "a", empty])
        for label, counts in (
            ("rows", [2, 1]),
            ("columns", [1, 3]),
            ("both", [2, 2]),
            ("none", [1, 1]),
            ("zero", [2, 0]),
        ):
            add(f"tile-{label}", element, matrix, ["tile", "a", {"counts": counts}])
        for axis, count in ((0, 2), (1, 3), (-1, 1), (0, 0)):
            add(f"repeat-{axis}-{count}", element, matrix, ["repeat", "a", {"count": count, "axis": axis}])
        for axis, distance in ((0, 1), (1, -1), (1, 5), (-1, -9), (0, 0)):
            add(f"roll-{axis}-{distance}", element, matrix, ["roll", "a", {"distance": distance, "axis": axis}])
        add("roll-zero-sized", element, several((0, 2)), ["roll", "a", {"distance": 3, "axis": 0}])
        for name in ("lowerTriangle", "upperTriangle"):
            for diagonal in (0, 1, -1, 5, -5):
                add(f"{name}-{diagonal}", element, matrix, [name, "a", {"diagonal": diagonal}])
            add(f"{name}-batched", element, several((2, 4, 3)), [name, "a", {"diagonal": 0}])
    for name in ("lowerTriangle", "upperTriangle"):
        infinite = np.full((3, 3), np.inf, dtype=np.float32)
        infinite[0, 2] = infinite[2, 0] = np.nan
        add(f"{name}-special", "float", {"a": infinite}, [name, "a", {"diagonal": 0}])


def indices(values):
    return np.asarray(values, dtype=np.int64)


def gathers(add, rng):
    for element in TYPES:
        table = random_elements(rng, element, (4, 5, 6))
        for label, axis, places in (
            ("vector", 0, [3, 0, 0, 2]),
            ("negative", 1, [-1, 0, -5, 4]),
            ("matrix", 1, [[0, 4], [2, 2], [-2, 1]]),
            ("last", -1, [5, 1]),
            ("scalar", 2, 3),
            ("none", 0, np.zeros((0,))),
        ):
            add(f"gather-{label}", element, {"a": table, "i": indices(places)}, ["gather", "a", "i", {"axis": axis}])
        for axis, extent in ((0, 2), (1, 7), (-1, 1)):
            shape = list(table.shape)
            limit = shape[axis]
            shape[axis] = extent
            places = indices(rng.integers(-limit, limit, size=shape))
            add(
                f"takeAlongAxis-{axis}", element, {"a": table, "i": places}, ["takeAlongAxis", "a", "i", {"axis": axis}]
            )
        for depth in (1, 2, 3):
            places = np.stack([rng.integers(-n, n, size=(2, 3)) for n in table.shape[:depth]], axis=-1)
            add(f"gatherND-{depth}", element, {"a": table, "i": indices(places)}, ["gatherND", "a", "i"])
        add("gatherND-none", element, {"a": table, "i": indices(np.zeros((0, 2)))}, ["gatherND", "a", "i"])


def scatters(add, rng):
    for element in INDEXED_TYPES:
        matrix = random_elements(rng, element, (4, 5))
        for axis in (0, 1, -1):
            shape = (3, 5) if axis == 0 else (4, 2)
            limit = matrix.shape[axis]
            # The first places differ; the last row repeats one, so that the order of the updates matters.
            places = indices(rng.integers(-limit, limit, size=shape))
            updates = random_elements(rng, element, shape)
            inputs = {"a": matrix, "i": places, "u": updates}
            add(f"scatter-{axis}", element, inputs, ["scatter", "a", "i", "u", {"axis": axis}])
            if element != "bool":
                add(f"scatterAdding-{axis}", element, inputs, ["scatterAdding", "a", "i", "u", {"axis": axis}])
        repeated = {"a": matrix, "i": indices(np.full((4, 3), 2)), "u": random_elements(rng, element, (4, 3))}
        add("scatter-repeated", element, repeated, ["scatter", "a", "i", "u", {"axis": 1}])
        if element != "bool":
            add("scatterAdding-repeated", element, repeated, ["scatterAdding", "a", "i", "u", {"axis": 1}])
        none = {"a": matrix, "i": indices(np.zeros((4, 0))), "u": random_elements(rng, element, (4, 0))}
        add("scatter-none", element, none, ["scatter", "a", "i", "u", {"axis": 1}])
        if element != "bool":
            places = indices([[0, 3, 1], [4, -1, 2]])  # those outside of the depth give zeros
            add("oneHot-matrix", element, {"i": places}, ["oneHot", "i", {"depth": 4}])
            add("oneHot-scalar", element, {"i": indices(2)}, ["oneHot", "i", {"depth": 3}])
            add("oneHot-none", element, {"i": indices(np.zeros(0))}, ["oneHot", "i", {"depth": 3}])


def views_of_views(add, rng):
    """Views into products, reductions and elementwise functions, none of which needs a copy to be right."""
    backwards = [None, None, -1]
    for element in ("float", "double"):
        dtype = NUMPY_TYPES[element]

        def normal(*shape):
            return rng.standard_normal(shape).astype(dtype)

        a = {"a": normal(6, 8), "b": normal(8, 6)}
        every_second = ["slice", "a", {"ranges": [[None, None, 2], [1, None, 2]]}]
        reversed_rows = ["slice", "b", {"ranges": [backwards]}]
        both = ["flip", ["transpose", ["slice", "a", {"ranges": [[1, 5, 1]]}]]]
        middle = ["slice", ["transpose", "b"], {"ranges": [[1, -1, 1], [None, None, 1]]}]
        broadcast = [
            "slice",
            ["broadcast", ["slice", "a", {"ranges": [[0, 1, 1]]}], {"shape": [5, 8]}],
            {"ranges": [[1, 4, 1], [2, 7, 1]]},
        ]
        diagonal = ["reshape", ["slice", ["flatten", "a"], {"ranges": [[None, 42, 7]]}], {"shape": [2, 3]}]
        heads = [
            "transpose",
            ["reshape", ["flip", "a", {"axes": [1]}], {"shape": [6, 2, 4]}],
            {"permutation": [1, 0, 2]},
        ]
        add("view-matmul-stepped", element, a, ["matmul", every_second, ["slice", "b", {"ranges": [[None, None, 2]]}]])
        add("view-matmul-reversed", element, a, ["matmul", "a", reversed_rows])
        add("view-matmul-flipped-transposed", element, a, ["matmul", both, ["slice", "a", {"ranges": [[0, 4, 1]]}]])
        add(
            "view-matmul-middle",
            element,
            a,
            ["matmul", middle, ["slice", "b", {"ranges": [[None, None, 1], [2, 5, 1]]}]],
        )
        add(
            "view-matmul-broadcast",
            element,
            a,
            ["matmul", broadcast, ["slice", "b", {"ranges": [[1, 6, 1], [None, None, 3]]}]],
        )
        add("view-matmul-heads", element, a, ["matmul", heads, ["transpose", heads, {"permutation": [0, 2, 1]}]])
        add("view-matmul-itself", element, a, ["matmul", ["flip", "a"], ["transpose", ["flip", "a", {"axes": [0]}]]])
        of_rows = (("stepped", every_second), ("reversed", reversed_rows), ("flipped-transposed", both))
        of_parts = (("middle", middle), ("broadcast", broadcast), ("diagonal", diagonal), ("heads", heads))
        for name, view in of_rows if element == "double" else of_rows[::2] + of_parts:
            inputs = {key: a[key] for key in sorted(names_in(view))}
            add(f"view-sum-{name}", element, inputs, ["sum", view, {"axes": [0], "keepingDimensions": False}])
            add(f"view-max-{name}", element, inputs, ["max", view, {"axes": [-1], "keepingDimensions": True}])
            add(f"view-argmin-{name}", element, inputs, ["argmin", view, {"axis": 1, "keepingDimensions": False}])
            add(f"view-softmax-{name}", element, inputs, ["softmax", view, {"axis": -1}])
            add(f"view-elementwise-{name}", element, inputs, ["multiply", ["add", view, 1.5], view])
            add(f"view-cumulative-{name}", element, inputs, ["cumulativeSum", view, {"axis": 0}])
            add(
                f"view-of-result-{name}",
                element,
                inputs,
                ["slice", ["exponential", view], {"ranges": [backwards, [0, 2, 1]]}],
            )
        add(
            "view-concatenated-product",
            element,
            a,
            ["matmul", ["concatenate", "a", every_second_rows(), {"axis": 0}], "b"],
        )
        padded = [
            "pad",
            ["slice", "a", {"ranges": [[1, -1, 1]]}],
            {"widths": [[1, 1], [1, 1]], "mode": "constant", "value": 0.0},
        ]
        add("view-padded-mean", element, a, ["mean", padded, {"axes": [0], "keepingDimensions": False}])
        # A convolution of width 3 as a product of shifted views.
        shifts = [["slice", "a", {"ranges": [[None, None, 1], [k, 6 + k, 1]]}] for k in range(3)]
        kernel = {"w": normal(3, 4)}
        add("view-convolution", element, {"a": a["a"]} | kernel, ["matmul", ["stack", *shifts, {"axis": -1}], "w"])


def every_second_rows():
    return ["slice", "a", {"ranges": [[None, None, -2]]}]
