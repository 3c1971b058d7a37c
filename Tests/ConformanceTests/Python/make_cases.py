"""Writes the oracle cases of the conformance tests: cases.json and cases.safetensors (README.md tells the format).

    python make_cases.py [FOLDER]        (default folder: ../Cases beside this script)
"""

import json
import sys
from pathlib import Path

import numpy as np
import scipy
from safetensors.numpy import save

import composed_cases
import single_cases
from oracle import result_and_tolerance

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
)


class Cases:
    """Collects cases and their arrays."""

    def __init__(self):
        self.cases = {}
        self.tensors = {}

    def add(self, name, element, inputs, expression):
        name = f"{name}-{element}"
        assert name not in self.cases, f"two cases have the name {name}"
        result, tolerance = result_and_tolerance(inputs, element, expression)
        case = {"name": name, "element": element, "inputs": {}, "expression": expression}
        for key, value in inputs.items():
            array = np.ascontiguousarray(value).reshape(np.shape(value))  # ascontiguousarray makes a scalar a vector
            self.tensors[f"{name}/{key}"] = array
            case["inputs"][key] = {"shape": list(array.shape), "array": f"{name}/{key}"}
        self.tensors[f"{name}/result"] = np.ascontiguousarray(result).reshape(np.shape(result))
        case |= {"result": f"{name}/result", "tolerance": tolerance}
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
    lines = ",\n".join("    " + json.dumps(case) for case in cases.cases.values())
    oracle = json.dumps(f"NumPy {np.__version__}, SciPy {scipy.__version__}")
    text = f'{{\n  "version": 1,\n  "oracle": {oracle},\n  "cases": [\n{lines}\n  ]\n}}\n'
    (folder / "cases.json").write_text(text)
    (folder / "cases.safetensors").write_bytes(save(cases.tensors))
    print(f"{len(cases.cases)} cases with {len(cases.tensors)} arrays; wrote {folder}")


if __name__ == "__main__":
    main()
