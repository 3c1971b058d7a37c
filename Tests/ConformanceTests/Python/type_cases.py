"""Cases of integers, comparisons, logic, choices and casts, over all element types."""

import numpy as np

from oracle_values import CAST_TARGETS, FLOATING, INTEGERS, NUMPY_TYPES
from single_cases import grid_values
from elementwise_cases import half_grid
from values import bit_patterns, edge_values, integer_values, random_elements

INTEGER_BINARY = ("add", "subtract", "multiply", "power", "minimum", "maximum", "floorDivide", "remainder")
INTEGER_BINARY += ("truncatedRemainder",)
INTEGER_UNARY = ("negate", "absolute", "sign", "square")
COMPARISONS = ("equal", "notEqual", "less", "lessOrEqual", "greater", "greaterOrEqual")
EVERYTHING = {"axes": None, "keepingDimensions": False}


def integers(add, rng):
    for element in INTEGERS:
        edges = integer_values(element)
        lowest_divisor = 1 if element == "uint8" else -9
        for name in INTEGER_UNARY:
            values = np.concatenate([edges, random_elements(rng, element, 45)])
            add(f"{name}-integers", element, {"a": values}, [name, "a"])
        for name in INTEGER_BINARY:
            add(f"{name}-edges", element, {"a": edges[:, None], "b": edges[None, :]}, [name, "a", "b"])
            inputs = {"a": random_elements(rng, element, (4, 9)), "b": random_elements(rng, element, (4, 1))}
            if name in ("floorDivide", "remainder", "truncatedRemainder"):
                inputs["b"] = rng.integers(lowest_divisor, 10, size=(4, 1)).astype(NUMPY_TYPES[element])
            if name == "power":
                inputs["b"] = rng.integers(0, 12, size=(4, 1)).astype(NUMPY_TYPES[element])
            add(f"{name}-column", element, inputs, [name, "a", "b"])
            empty = {"a": random_elements(rng, element, (0, 3)), "b": random_elements(rng, element, 3)}
            add(f"{name}-empty", element, empty, [name, "a", "b"])
        limits = {"lower": 1.0, "upper": 100.0}
        add("clamp-integers", element, {"a": edges}, ["clamp", "a", limits])
        table = {"a": random_elements(rng, element, (5, 6, 7))}
        ties = {"a": rng.integers(0, 4, size=(5, 6, 7)).astype(NUMPY_TYPES[element])}
        for name in ("sum", "product", "max", "min"):
            for label, axes in (("all", None), ("0", [0]), ("-1", [-1]), ("0,2", [0, 2])):
                options = {"axes": axes, "keepingDimensions": label == "-1"}
                add(f"{name}-axes-{label}", element, table, [name, "a", options])
            if name in ("sum", "product"):
                add(f"{name}-none", element, {"a": random_elements(rng, element, (0, 3))}, [name, "a", EVERYTHING])
        for name in ("argmax", "argmin"):
            for axis in (None, 0, -1):
                options = {"axis": axis, "keepingDimensions": axis == 0}
                add(f"{name}-ties-{'all' if axis is None else axis}", element, ties, [name, "a", options])
            add(f"{name}-edges", element, {"a": edges}, [name, "a", {"axis": 0, "keepingDimensions": False}])
        for name in ("cumulativeSum", "cumulativeProduct"):
            for axis in (0, 1, -1):
                add(f"{name}-axis-{axis}", element, table, [name, "a", {"axis": axis}])


def comparisons(add, rng):
    grids = {"float": grid_values("float"), "double": grid_values("double"), "float16": half_grid()}
    for element in (*FLOATING, *INTEGERS, "bool"):
        values = grids.get(element)
        if values is None:
            values = np.array([False, True]) if element == "bool" else integer_values(element)
        for name in COMPARISONS[:2] if element == "bool" else COMPARISONS:
            add(f"{name}-special", element, {"a": values[:, None], "b": values[None, :]}, [name, "a", "b"])
            a = random_elements(rng, element, (4, 1, 9))
            b = np.where(rng.random((4, 3, 9)) < 0.5, a, random_elements(rng, element, (4, 3, 9)))
            add(f"{name}-broadcast", element, {"a": a, "b": b.astype(a.dtype)}, [name, "a", "b"])
            if element in FLOATING:
                patterns = {key: bit_patterns(rng, element, 64) for key in "ab"}
                patterns["b"][::4] = patterns["a"][::4]
                add(f"{name}-patterns", element, patterns, [name, "a", "b"])
                add(f"{name}-number", element, {"a": values}, [name, "a", 1.5])


def logic_and_choices(add, rng):
    truth = np.array([False, True])
    for name in ("logicalAnd", "logicalOr", "logicalExclusiveOr"):
        add(f"{name}-table", "bool", {"a": truth[:, None], "b": truth[None, :]}, [name, "a", "b"])
        inputs = {"a": rng.random((3, 1, 33)) < 0.5, "b": rng.random((5, 1)) < 0.5}
        add(f"{name}-broadcast", "bool", inputs, [name, "a", "b"])
        add(f"{name}-zero-sized", "bool", {"a": rng.random((0, 4)) < 0.5, "b": rng.random(4) < 0.5}, [name, "a", "b"])
    add("logicalNot-long", "bool", {"a": rng.random((7, 19)) < 0.5}, ["logicalNot", "a"])
    add("logicalNot-scalar", "bool", {"a": np.array(True)}, ["logicalNot", "a"])
    for element in (*FLOATING, *INTEGERS, "bool"):
        for label, condition, then, otherwise in (
            ("same-shape", (6, 11), (6, 11), (6, 11)),
            ("condition-column", (6, 1), (6, 11), (6, 11)),
            ("all-broadcast", (4, 1, 1), (3, 1), (5,)),
            ("scalars", (3, 7), (), ()),
            ("scalar-condition", (), (2, 5), (5,)),
            ("zero-sized", (0, 3), (3,), (1, 1)),
        ):
            inputs = {"c": np.asarray(rng.random(condition) < 0.5)}
            inputs |= {"a": random_elements(rng, element, then), "b": random_elements(rng, element, otherwise)}
            add(f"select-{label}", element, inputs, ["select", "c", "a", "b"])
        if element in FLOATING:
            # What is not chosen has no influence, not even NaN.
            values = edge_values(element)
            inputs = {"a": values, "b": values[::-1].copy()}
            add("select-special", element, inputs, ["select", ["greater", "a", 0.0], "a", "b"])
            add("select-instead-of-nan", element, inputs, ["select", ["isNaN", "a"], 0.0, "a"])
            masked = ["logicalOr", ["isInfinite", "a"], ["logicalNot", ["isFinite", "b"]]]
            add("logic-of-predicates", element, inputs, masked)
            inside = ["logicalAnd", ["greaterOrEqual", "a", -1.0], ["less", "a", 1.0]]
            add("logic-of-comparisons", element, inputs, inside)


def cast_values(rng, element):
    """Values at which casts round, wrap or saturate."""
    dtype = NUMPY_TYPES[element]
    if element == "bool":
        return np.array([False, True, True, False, True])
    if element in INTEGERS:
        limits = np.iinfo(dtype)
        wanted = [s * (2**n + d) for n in (7, 8, 11, 15, 16, 24, 31, 32, 53, 62) for d in (-1, 0, 1) for s in (1, -1)]
        wanted += [2**24 + 3, 2**53 + 3, 65504, 65519, 65520, 2048, 2049, 2051, 2**60 + 2**36, 2**60 + 2**36 + 1]
        chosen = [number for number in wanted if limits.min <= number <= limits.max]
        return np.concatenate(
            [integer_values(element), np.array(chosen, dtype=dtype), random_elements(rng, element, 40)]
        )
    values = [s * (2.0**n + d) for n in (7, 8, 31, 32, 53, 62, 63, 64) for d in (-1.0, -0.5, 0.0, 0.5) for s in (1, -1)]
    values += [0.5, 0.99, 1.5, 2.5, -0.5, -0.99, -1.5, -2.5, 127.9, -128.9, 255.9, -0.9, 1e19, -1e19, 1e300, -1e300]
    # Halfway between neighbours in Float16, and a little above: rounding by way of Float would lose the little.
    ties = [1 + 2.0**-11, 1 + 3 * 2.0**-11, 65519.99, 65520.0, 2.0**-25, 3 * 2.0**-25, 2.0**-14 - 2.0**-25]
    values += [s * tie * (1 + d) for tie in ties for d in (0.0, 2.0**-40, -(2.0**-40), 2.0**-22) for s in (1, -1)]
    values += [1 + 2.0**-24, 1 + 2.0**-24 + 2.0**-50, 3.5e38, 3.4028235677973366e38, 1e-45, 7e-46, 7.1e-46, 1e-310]
    with np.errstate(over="ignore"):
        finite = np.array(values).astype(dtype)
    return np.concatenate([edge_values(element), finite, bit_patterns(rng, element, 64)])


def casts(add, rng):
    for element in (*FLOATING, *INTEGERS, "bool"):
        values = cast_values(rng, element)
        for target in CAST_TARGETS:
            add(f"cast-to-{target}", element, {"a": values}, ["cast", "a", {"to": target}])
        scalar = {"a": np.asarray(values[1])}
        add("cast-scalar", element, scalar, ["cast", "a", {"to": "int64"}])
        add("cast-zero-sized", element, {"a": values[:0].reshape(3, 0)}, ["cast", "a", {"to": "float64"}])
    matrix = {"a": rng.integers(0, 256, size=(6, 9)).astype(np.uint8)}
    scaled = ["multiply", ["cast", "a", {"to": "float32"}], 0.0078125]
    add("cast-then-scale", "float", matrix, scaled)
    add("cast-of-transposed", "float", matrix, ["cast", ["transpose", "a"], {"to": "float32"}])
    mask = {"a": rng.standard_normal((7, 8)).astype(np.float32)}
    count = ["sum", ["cast", ["greater", "a", 0.25], {"to": "int64"}], {"axes": [1], "keepingDimensions": False}]
    add("cast-count-of-true", "float", mask, count)
