"""Cases of elementwise functions: all special values, random bit patterns, and ordinary magnitudes."""

import numpy as np

from oracle_elementwise import TRANSCENDENTAL
from oracle_values import FLOATING, NUMPY_TYPES
from single_cases import BINARY, ELEMENTS, UNARY, grid_values
from values import bit_patterns, edge_values, magnitudes

ROUNDING = ("sign", "floor", "ceil", "round", "truncate")
PREDICATES = ("isNaN", "isInfinite", "isFinite")
NEW_UNARY = (*ROUNDING, "reciprocal", "square", "rsqrt", *TRANSCENDENTAL, *PREDICATES)
PATTERNS = {"float": 96, "double": 64, "float16": 64}
# Functions that are interesting between -1 and 1 only, or above 1.
UNIT_INTERVAL = ("asin", "acos", "atanh")


def ordinary_values(rng, element, name):
    count = PATTERNS[element] // 2
    if name in UNIT_INTERVAL:
        return np.concatenate([magnitudes(rng, element, count, -12, 0), 1 - np.abs(magnitudes(rng, element, 8, -9, 0))])
    if name == "acosh":
        return 1 + np.abs(magnitudes(rng, element, count, -9, 8))
    if name in ("log2", "log10", "rsqrt"):
        near_one = 1 + magnitudes(rng, element, 8, -9, -2)
        return np.concatenate([np.abs(magnitudes(rng, element, count, -12, 12)), near_one])
    if name in ("exp2", "expm1", "sinh", "cosh", "erfc", "softplus"):
        return magnitudes(rng, element, count, -12, {"float": 6.3, "double": 9.3, "float16": 3.4}[element])
    return magnitudes(rng, element, count)


def unary_functions(add, rng):
    for element in FLOATING:
        dtype = NUMPY_TYPES[element]
        for name in NEW_UNARY:
            add(f"{name}-special", element, {"a": edge_values(element)}, [name, "a"])
            values = ordinary_values(rng, element, name).astype(dtype)
            add(f"{name}-magnitudes", element, {"a": values}, [name, "a"])
        for name in UNARY if element == "float16" else ():
            add(f"{name}-special", element, {"a": edge_values(element)}, [name, "a"])
        for name in (*UNARY, *NEW_UNARY):
            add(f"{name}-patterns", element, {"a": bit_patterns(rng, element, PATTERNS[element])}, [name, "a"])
    for index, name in enumerate(NEW_UNARY):
        element = ELEMENTS[index % 2]
        dtype = NUMPY_TYPES[element]
        shape = ((), (1,), (2, 0, 3))[index % 3]
        add(f"{name}-shape", element, {"a": rng.uniform(0.5, 1, size=shape).astype(dtype)}, [name, "a"])
    for element in ELEMENTS:
        # A small function of a large argument: the reduction must use many digits of pi.
        whole = np.array(
            [11.0, 22.0, 33.0, 355.0, 710.0, 52174.0, 103993.0, 8388607.0, 16777216.0, 2.0**31, 2.0**60, 2.0**100]
        )
        hard = {"float": [16367173.0 * 2.0**72], "double": [6381956970095103.0 * 2.0**797, 5.0e22, 1.0e300]}[element]
        values = np.concatenate([whole, hard]).astype(NUMPY_TYPES[element])
        for name in ("sin", "cos", "tan"):
            add(f"{name}-large", element, {"a": np.concatenate([values, -values])}, [name, "a"])


ACTIVATIONS = (
    ("leakyRelu", "leakyRelu", {"slope": 0.01}),
    ("leakyRelu-steep", "leakyRelu", {"slope": 3.0}),
    ("elu", "elu", {"alpha": 1.0}),
    ("elu-alpha", "elu", {"alpha": 0.3}),
    ("celu", "celu", {"alpha": 1.0}),
    ("celu-alpha", "celu", {"alpha": 0.6}),
    ("selu", "selu", None),
    ("softsign", "softsign", None),
    ("silu", "silu", None),
    ("gelu-exact", "gelu", {"form": "exact"}),
    ("gelu-tanh", "gelu", {"form": "tanh"}),
    ("mish", "mish", None),
    ("hardSigmoid", "hardSigmoid", None),
    ("hardSwish", "hardSwish", None),
)


def activations(add, rng):
    for element in FLOATING:
        dtype = NUMPY_TYPES[element]
        limits = np.finfo(dtype)
        huge = np.array([limits.max, limits.max / 2, 3e4, 100.0], dtype=dtype)
        tiny = np.array([limits.smallest_subnormal, limits.tiny - limits.smallest_subnormal, limits.tiny], dtype=dtype)
        special = np.array([0.0, np.inf], dtype=dtype)
        special = np.concatenate([special, -special, [np.nan], tiny, -tiny, huge[:2], -huge[:2]]).astype(dtype)
        patterns = bit_patterns(rng, element, 2 * PATTERNS[element] // 3)
        patterns = patterns[np.isfinite(patterns)]
        # Parts in which one bound fits all elements: results of the argument's size, and results that vanish.
        parts = {
            "special": special,
            "positive-patterns": np.abs(patterns),
            "negative-patterns": -np.abs(patterns),
            "positive": np.abs(magnitudes(rng, element, 40, -6, 4)),
            "negative": -np.abs(magnitudes(rng, element, 40, -6, 3)),
            "small": magnitudes(rng, element, 24, -14, -8),
            "large": np.concatenate([huge, np.abs(magnitudes(rng, element, 12, 4.4, 7))]),
            "large-negative": -np.concatenate([huge, np.abs(magnitudes(rng, element, 12, 4.4, 7))]),
        }
        if element == "float16":  # whose random patterns are near these anyway
            del parts["small"], parts["large"], parts["large-negative"]
        for label, name, options in ACTIVATIONS:
            for part, values in parts.items():
                expression = [name, "a"] if options is None else [name, "a", options]
                add(f"{label}-{part}", element, {"a": values.astype(dtype)}, expression)
        for label, lower, upper in (
            ("", -0.5, 2.0),
            ("-zero", 0.0, 6.0),
            ("-equal", 1.0, 1.0),
            ("-swapped", 2.0, -2.0),
        ):
            options = {"lower": lower, "upper": upper}
            add(f"clamp{label}-special", element, {"a": edge_values(element)}, ["clamp", "a", options])
        patterns = bit_patterns(rng, element, PATTERNS[element])
        add("clamp-patterns", element, {"a": patterns}, ["clamp", "a", {"lower": -3.0, "upper": 1024.0}])
        for name in ("silu", "mish", "softsign", "hardSwish"):
            for shape in ((), (0, 2)):
                label = "scalar" if shape == () else "zero-sized"
                add(f"{name}-{label}", element, {"a": rng.uniform(0.5, 2, size=shape).astype(dtype)}, [name, "a"])


NEW_BINARY = ("floorDivide", "remainder", "truncatedRemainder", "atan2", "hypot")
SHAPES = (
    ("same-shape", (5, 7), (5, 7)),
    ("row", (4, 9), (9,)),
    ("column", (4, 9), (4, 1)),
    ("outer", (6, 1), (1, 5)),
    ("ranks", (3, 1, 4), (2, 3, 5, 1)),
    ("scalar-shape", (), (3, 3)),
    ("zero-sized", (0, 3), (1, 3)),
)


def binary_functions(add, rng):
    for element in FLOATING:
        dtype = NUMPY_TYPES[element]
        for name in (*BINARY, *NEW_BINARY):
            patterns = {key: bit_patterns(rng, element, PATTERNS[element]) for key in "ab"}
            if name in ("floorDivide", "remainder", "truncatedRemainder"):
                # Exponents that are not far apart, where quotients are more than 0 and infinity.
                near = magnitudes(rng, element, PATTERNS[element], -3, 6).astype(np.float64)
                with np.errstate(over="ignore", invalid="ignore"):
                    patterns["b"] = (patterns["a"].astype(np.float64) / near).astype(dtype)
            add(f"{name}-patterns", element, patterns, [name, "a", "b"])
            if name in BINARY and element != "float16":
                continue  # single_cases.py has them
            values = grid_values(element) if element != "float16" else half_grid()
            add(f"{name}-special", element, {"a": values[:, None], "b": values[None, :]}, [name, "a", "b"])
            for label, left, right in SHAPES if element != "float16" else SHAPES[:4]:
                inputs = {
                    "a": 4 * rng.standard_normal(left),
                    "b": rng.uniform(0.5, 3, size=right) * rng.choice([-1, 1]),
                }
                if name == "power":
                    inputs["a"] = np.abs(inputs["a"])
                inputs = {key: np.asarray(value).astype(dtype) for key, value in inputs.items()}
                add(f"{name}-{label}", element, inputs, [name, "a", "b"])
            a = {"a": rng.uniform(-9, 9, size=(3, 11)).astype(dtype)}
            add(f"{name}-number-right", element, a, [name, "a", 2.5])
            add(f"{name}-number-left", element, a, [name, 1.75, "a"])
    for element in FLOATING:
        # Exact multiples, and neighbours of them.
        divisors = np.array([0.1, 0.3, 0.5, 1.0, 3.0, 7.0, -0.1, -3.0], dtype=NUMPY_TYPES[element])
        factors = np.array([-7, -3, -1, 1, 2, 3, 9, 10], dtype=NUMPY_TYPES[element])[:, None]
        multiples = factors * divisors
        near = np.concatenate(
            [multiples, np.nextafter(multiples, 0), np.nextafter(multiples, np.inf, dtype=multiples.dtype)]
        )
        for name in ("floorDivide", "remainder", "truncatedRemainder"):
            inputs = {"a": near.astype(NUMPY_TYPES[element]), "b": divisors}
            add(f"{name}-multiples", element, inputs, [name, "a", "b"])


def half_grid():
    limits = np.finfo(np.float16)
    magnitudes = [0.0, limits.smallest_subnormal, limits.tiny, 1e-3, 0.5, 1.0, 1.5, 2.0, 3.0, limits.max, np.inf]
    values = np.array(magnitudes, dtype=np.float16)
    return np.concatenate([values, -values, np.array([np.nan], dtype=np.float16)])


def formulas(add, rng):
    """Elementwise functions of others' results, as groups that run together."""
    for element in ELEMENTS:
        dtype = NUMPY_TYPES[element]
        a = {"a": rng.uniform(0.25, 3, size=(6, 11)).astype(dtype)}
        two = {"a": rng.standard_normal((5, 1, 7)).astype(dtype), "b": rng.standard_normal((4, 1)).astype(dtype)}
        square = [["multiply", ["sin", "a"], ["sin", "a"]], ["square", ["cos", "a"]]]
        add("formula-sine-and-cosine", element, a, ["add", *square])
        add("formula-log1p-of-expm1", element, a, ["log1p", ["expm1", "a"]])
        add(
            "formula-normal-distribution",
            element,
            two,
            ["multiply", 0.5, ["erfc", ["multiply", ["add", "a", "b"], -0.75]]],
        )
        add("formula-asinh-of-sinh", element, a, ["asinh", ["sinh", "a"]])
        add("formula-rsqrt-of-square", element, a, ["rsqrt", ["square", "a"]])
        add("formula-entropy", element, a, ["negate", ["multiply", "a", ["log2", "a"]]])
        add("formula-softplus-difference", element, two, ["subtract", ["softplus", "a"], ["softplus", ["negate", "b"]]])
        add("formula-gated", element, two, ["multiply", ["silu", "a"], ["sigmoid", "b"]])
        add("formula-hypot-of-both", element, two, ["hypot", "a", ["exp2", "b"]])
        add(
            "formula-clamped-tangent",
            element,
            two,
            ["clamp", ["atan", ["multiply", "a", "b"]], {"lower": -0.5, "upper": 0.75}],
        )
        waves = ["sin", ["multiply", ["reshape", "a", {"shape": [66, 1]}], ["exp2", ["negate", "b"]]]]
        frequencies = {"b": np.arange(6, dtype=dtype)}
        add("formula-positions", element, a | frequencies, waves)
        add("formula-mish-by-hand", element, two, ["multiply", "a", ["hyperbolicTangent", ["softplus", "a"]]])
