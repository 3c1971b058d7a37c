"""One engine in a process of its own: requests as lines of JSON on standard input, replies on standard output.

    python server.py ENGINE THREADS

Sessions stay warm between slices, and what one engine does to its process (thread pools, allocators, environment) touches no other.
"""

import importlib
import json
import os
import sys
import time

import numpy as np
from safetensors.numpy import load_file

# A sample of the clock holds as many calls as take this long, so that reading the clock does not count.
SAMPLE_SECONDS = 20e-6


class Unsupported(Exception):
    """The engine has no operator for this workload."""


def sample(call, repeats):
    start = time.perf_counter_ns()
    for _ in range(repeats):
        call()
    return (time.perf_counter_ns() - start) * 1e-9 / repeats


def measure(call, seconds):
    """The best and the median time of a call within a slice."""
    first = sample(call, 1)
    # The first call after a pause finds cold caches; it counts only when it is as long as the slice, where they do not matter.
    samples = [first] if first >= seconds else []
    repeats = 1
    end = time.perf_counter() + seconds - first
    while not samples or time.perf_counter() < end:
        once = sample(call, repeats)
        samples.append(once)
        if once * repeats < SAMPLE_SECONDS / 2:
            # Samples this short are not kept.
            repeats = int(SAMPLE_SECONDS / max(once, 1e-9)) + 1
            samples.clear()
    samples.sort()
    return {"best": samples[0], "median": samples[len(samples) // 2], "calls": len(samples) * repeats}


def aligned(shape, kind=np.float32):
    """Memory at a multiple of 64 bytes, as every engine likes it and Tessera has it."""
    size = int(np.prod(shape)) * np.dtype(kind).itemsize
    memory = np.empty(size + 64, np.uint8)
    start = -memory.ctypes.data % 64
    return memory[start : start + size].view(kind).reshape(shape)


def load(paths):
    arrays = {}
    for name, path in paths.items():
        stored = np.load(path)
        arrays[name] = aligned(stored.shape, stored.dtype)
        arrays[name][...] = stored
    return arrays


class Server:
    def __init__(self, engine, threads):
        self.engine = importlib.import_module("engine_" + engine).Engine(threads)
        self.call = self.output = self.inputs = self.constants = None

    def prepare(self, workload):
        self.call = self.output = None
        # Kept as long as the session, because engines read them in place.
        self.inputs, self.constants = load(workload["inputs"]), load(workload["constants"])
        if workload["weights"] is not None:
            self.constants = load_file(workload["weights"])
        try:
            self.call, self.output = self.engine.prepare(workload, self.inputs, self.constants)
        except Unsupported as reason:
            return {"unsupported": str(reason)}
        self.call()
        return {"sides": [self.engine.name]}

    def reply(self, request):
        match request["command"]:
            case "describe":
                return {"name": self.engine.name, "version": self.engine.version}
            case "prepare":
                return self.prepare(request["workload"])
            case "measure":
                return measure(self.call, request["seconds"])
            case "output":
                self.call()
                np.save(request["path"], np.asarray(self.output()))
                return {}


def main():
    # Whatever a library prints must not stand between the replies.
    replies = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    server = Server(sys.argv[1], int(sys.argv[2]))
    for line in sys.stdin:
        try:
            reply = server.reply(json.loads(line))
        except Exception as error:  # The driver decides what an engine's failure means.
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), file=replies, flush=True)


if __name__ == "__main__":
    sys.modules["server"] = sys.modules["__main__"]
    main()
