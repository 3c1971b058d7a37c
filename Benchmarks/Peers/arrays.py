"""The arrays of the workloads as npy files: the same numbers for every engine and in every run."""

import zlib

import numpy as np


def make(name, spec):
    if spec.kind == "mask":
        # The first row is full; the others end a little earlier, as lines of a batch do.
        rows, columns = spec.shape
        lengths = columns - np.arange(rows) * 5 % max(columns // 4, 1)
        return np.arange(columns)[None, :] < lengths[:, None]
    random = np.random.default_rng(zlib.crc32(name.encode()))
    if spec.step:
        steps = random.integers(round(spec.low / spec.step), round(spec.high / spec.step), spec.shape, endpoint=True)
        return (steps * spec.step).astype(spec.kind)
    return random.uniform(spec.low, spec.high, spec.shape).astype(spec.kind)


class Files:
    """Writes arrays into a folder; those of one workload are dropped before the next."""

    def __init__(self, folder):
        self.folder = folder

    def request(self, workload, weights):
        """The workload as engines are told of it, with paths in place of arrays."""
        for path in self.folder.glob("*.npy"):
            path.unlink()
        return {
            "kind": workload.kind,
            "parameters": workload.parameters,
            "inputs": self.write(workload.inputs),
            "constants": self.write(workload.constants),
            "weights": str(weights) if workload.kind == "minilm" else None,
        }

    def write(self, arrays):
        paths = {}
        for name, spec in arrays.items():
            paths[name] = str(self.folder / f"{name}.npy")
            np.save(paths[name], make(name, spec))
        return paths

    def result(self, engine):
        return self.folder / f"result-{engine}.npy"
