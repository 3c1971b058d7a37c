"""Writes the oracle cases of the conformance tests: cases.json and cases.safetensors (README.md tells the format).

python make_cases.py [FOLDER]        (default folder: ../Cases beside this script)
"""

import json
import sys
from pathlib import Path

import mpmath
import numpy as np
import scipy
from safetensors.numpy import save

import composed_cases
import elementwise_cases
import layer_cases
import movement_cases
import reduction_cases
import single_cases
import type_cases
from oracle import result_and_tolerance
from oracle_values import element_of

SEED = 20_231
GROUPS = (
    single_cases.elementwise,
    single_cases.products,
    single_cases.reductions,
    single_cases.largest_indices,
    single_cases.softmaxes,
    single_cases.shapes,
    composed_cases.formulas,
    composed_cases.random_expressions,
    elementwise_cases.unary_functions,
    elementwise_cases.activations,
    elementwise_cases.binary_functions,
    elementwise_cases.formulas,
    type_cases.integers,
    type_cases.comparisons,
    type_cases.logic_and_choices,
    type_cases.casts,
    reduction_cases.reductions,
    reduction_cases.statistics,
    reduction_cases.cumulative,
    reduction_cases.half_precision,
    movement_cases.views,
    movement_cases.copies,
    movement_cases.gathers,
    movement_cases.scatters,
    movement_cases.views_of_views,
    layer_cases.layers,
    layer_cases.attentions,
    layer_cases.orders,
    layer_cases.contractions,
)


class Cases:
    """Collects cases and their arrays."""

    def __init__(self):
        self.cases = {}
        self.tensors = {}
        self.names = {}  # of stored arrays, by their content

    def store(self, name, values):
        """Stores an array, once for all that are the same to the bit, and gives its name."""
        array = np.ascontiguousarray(values).reshape(np.shape(values))  # ascontiguousarray makes a scalar a vector
        stored = self.names.setdefault((array.dtype.str, array.shape, array.tobytes()), name)
        self.tensors.setdefault(stored, array)
        return stored

    def add(self, name, element, inputs, expression):
        name = f"{name}-{element}"
        assert name not in self.cases, f"two cases have the name {name}"
        try:
            result, tolerance, result_element = result_and_tolerance(inputs, element, expression)
        except Exception as error:
            error.add_note(f"in the case {name}")
            raise
        case = {"name": name, "element": element, "inputs": {}, "expression": expression}
        for key, value in inputs.items():
            case["inputs"][key] = {"shape": list(np.shape(value)), "array": self.store(f"{name}/{key}", value)}
            if element_of(value) != element:
                case["inputs"][key]["element"] = element_of(value)
        if result_element != element:
            case["resultElement"] = result_element
        case |= {"result": self.store(f"{name}/result", result), "tolerance": tolerance}
        self.cases[name] = case


def main():
    if np.finfo(np.longdouble).nmant < 63:
        sys.exit("the oracle needs a long double of at least 64 bits precision, which this processor does not have")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "Cases"
    cases = Cases()
    for index, group in enumerate(GROUPS):
        # A generator a group: a new case in one leaves the numbers of the others as they are.
        group(cases.add, np.random.default_rng([SEED, index]))

    folder.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join("    " + json.dumps(case, separators=(",", ":")) for case in cases.cases.values())
    oracle = json.dumps(f"NumPy {np.__version__}, SciPy {scipy.__version__}, mpmath {mpmath.__version__}")
    text = f'{{\n  "version": 1,\n  "oracle": {oracle},\n  "cases": [\n{lines}\n  ]\n}}\n'
    (folder / "cases.json").write_text(text)
    (folder / "cases.safetensors").write_bytes(save(cases.tensors))
    print(f"{len(cases.cases)} cases with {len(cases.tensors)} arrays; wrote {folder}")


if __name__ == "__main__":
    main()
