"""Runs Tessera and its peers side by side and writes what came out.

    python compare.py --program BENCHMARKS [--only PATTERN] [--threads 1,2] [--quick] [--peers onnxruntime,...] [--torch]

Every engine is a process of its own, pinned to the same cores. For each workload all of them are prepared with the same arrays; then they
take turns, slice by slice, so that what disturbs the machine disturbs all of them, and those that wait are stopped. Results are compared.
"""

import argparse
import os
import re
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

import agreement
import engines
import report
from arrays import Files
from limits import Limits, working_sets
from quiet import Watch
from results import OWN, Row
from workloads import all_workloads

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WEIGHTS = ROOT / ".downloads/all-MiniLM-L6-v2/model.safetensors"
# Rounds of slices, seconds of a slice.
FULL, QUICK = (6, 0.04), (2, 0.02)
# How long each figure of the machine itself is measured, before the workloads and after them.
LIMIT_SECONDS = 0.05
# On a machine that is not quiet there are up to so many times the rounds, until so many in a row give no side a time that is better by more
# than 2 %.
MOST_ROUNDS, SETTLED_ROUNDS, SETTLED = 3, 3, 0.98
# Between two engines' slices, for caches of the file system, interrupts and the like to come to rest.
PAUSE_SECONDS = 0.002


def expression(text):
    try:
        return re.compile(text)
    except re.error as error:
        raise argparse.ArgumentTypeError(f"{text} is no regular expression: {error}") from None


def thread_counts(text):
    counts = [int(part) for part in text.split(",") if part.isdecimal() and int(part) > 0]
    available = len(os.sched_getaffinity(0))
    if len(counts) != len(text.split(",")):
        raise argparse.ArgumentTypeError(f"{text} is no list of numbers such as 1,2")
    if max(counts) > available:
        raise argparse.ArgumentTypeError(f"{max(counts)} threads, but this process may run on {available} processors")
    return counts


def peer_names(text):
    names = [] if text == "none" else text.split(",")
    for name in names:
        if name not in engines.PEERS:
            raise argparse.ArgumentTypeError(f"there is no peer {name}; there are {', '.join(engines.PEERS)}, or none")
    return names


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", help="the built benchmarks executable; without it only peers are measured")
    parser.add_argument("--only", type=expression, default="", help="a regular expression: measure only workloads whose names it finds")
    parser.add_argument("--threads", type=thread_counts, default="1,2", help="numbers of threads, such as 1,2")
    parser.add_argument("--quick", action="store_true", help="fewer and shorter slices")
    parser.add_argument("--peers", type=peer_names, default=",".join(engines.PEERS[:-1]), help="such as onnxruntime,openvino; or none")
    parser.add_argument("--torch", action="store_true", help="PyTorch too")
    parser.add_argument(
        "--output", type=Path, default=ROOT / ".build/benchmarks", help="folder for the results of a run that leaves something out"
    )
    parser.add_argument("--list", action="store_true", help="print the names of the workloads and end")
    return parser.parse_args()


class Run:
    def __init__(self, options):
        self.options = options
        self.rounds, self.seconds = QUICK if options.quick else FULL
        self.threads = options.threads
        self.peers = options.peers + (["torch"] if options.torch and "torch" not in options.peers else [])
        self.share_of_others = 0.0
        self.rows, self.versions, self.limits, self.blas_core = [], {}, {}, "unknown"
        # Only a run of everything may replace the published results.
        left_out = options.only.pattern or options.quick or options.threads != [1, 2] or not options.program
        self.is_complete = not left_out and set(engines.PEERS[:-1]) <= set(self.peers)

    def start(self, threads):
        """The processes by name; a peer that cannot start is left out, and said."""
        processes = {}
        if self.options.program:
            processes[OWN] = engines.tessera(self.options.program, threads)
        for name in self.peers:
            processes[name] = engines.peer(name, threads)
        descriptions = {}
        for name, process in list(processes.items()):
            try:
                descriptions[name] = process.ask(command="describe")
                self.versions[descriptions[name]["name"]] = descriptions[name]["version"]
            except engines.EngineError as error:
                if name == OWN:
                    raise
                print(f"left out: {error}", file=sys.stderr)
                del processes[name]
        if OWN in descriptions:
            self.blas_core = descriptions[OWN]["openBLASCore"]
        return processes, descriptions

    def workloads(self, descriptions):
        own = descriptions.get(OWN)
        names = [own[key] if own else [] for key in ("unary", "binary", "activations")]
        return [w for w in all_workloads(*names) if self.options.only.search(w.name)]

    def run(self):
        for count in self.threads:
            processes, descriptions = self.start(count)
            try:
                selected = [w for w in self.workloads(descriptions) if count == self.threads[0] or w.shared]
                if self.options.list:
                    print("\n".join(workload.name for workload in selected))
                    return
                self.measure_limits(count, processes, selected)
                with tempfile.TemporaryDirectory() as folder:
                    files = Files(Path(folder))
                    for index, workload in enumerate(selected):
                        row = self.measure(workload, count, processes, files)
                        self.rows.append(row)
                        print(f"[{index + 1}/{len(selected)}] {report.line(row)}", flush=True)
                self.measure_limits(count, processes, selected)
                for row in self.rows:
                    if row.threads in self.limits:
                        row.limit = self.limits[row.threads].seconds(row.workload)
            finally:
                for process in processes.values():
                    process.close()

    def measure_limits(self, threads, processes, workloads):
        if OWN in processes:
            reply = processes[OWN].ask(command="limits", seconds=LIMIT_SECONDS, sizes=working_sets(workloads))
            self.limits.setdefault(threads, Limits()).add(reply)

    def measure(self, workload, threads, processes, files):
        row = Row(workload, threads)
        request = files.request(workload, WEIGHTS)
        sides = []
        for name, process in processes.items():
            if name != OWN and not workload.peers:
                continue
            try:
                reply = process.ask(command="prepare", workload=request)
                sides += [(side, process) for side in reply.get("sides", [])]
            except engines.EngineError as error:
                row.failures[process.title] = str(error)
        medians = {}
        settled_rounds = 0
        for index in range(self.rounds * MOST_ROUNDS):
            before = dict(row.best)
            for side, process in list(sides):
                time.sleep(PAUSE_SECONDS)
                try:
                    reply = process.ask(command="measure", side=side, seconds=self.seconds)
                except engines.EngineError as error:
                    row.failures[side] = str(error)
                    sides.remove((side, process))
                    continue
                row.best[side] = min(row.best.get(side, float("inf")), reply["best"])
                medians.setdefault(side, []).append(reply["median"])
            is_settled = all(time > before.get(side, float("inf")) * SETTLED for side, time in row.best.items())
            settled_rounds = settled_rounds + 1 if is_settled else 0
            if index + 1 >= self.rounds and settled_rounds >= SETTLED_ROUNDS:
                break
        row.median = {side: float(np.median(values)) for side, values in medians.items()}
        if workload.group != "planning":
            self.compare(row, sides, files)
        if threads in self.limits:
            row.limit = self.limits[threads].seconds(workload)
        return row

    def compare(self, row, sides, files):
        """Notes how far every side's result is from ours, or from the first peer's without us."""
        outputs = {}
        for side, process in sides:
            path = files.result(side.replace(" ", "-"))
            try:
                process.ask(command="output", side=side, path=str(path))
            except engines.EngineError as error:
                row.failures[side] = str(error)
                continue
            outputs[side] = np.load(path)
        own = outputs.pop(OWN, None)
        if own is None and outputs:
            own = outputs.pop(next(iter(outputs)))
        for side, value in outputs.items():
            row.differences[side] = agreement.difference(value, own)


def main():
    options = arguments()
    if options.program and not os.access(options.program, os.X_OK):
        sys.exit(f"error: {options.program} cannot be started; `make bench` builds it")
    if not WEIGHTS.is_file():
        sys.exit("error: the language model is missing; `make weights` fetches it")
    start, watch = time.monotonic(), Watch()
    run = Run(options)
    run.run()
    run.share_of_others = watch.share_of_others()
    if options.list:
        return
    failed = report.write(run, time.monotonic() - start)
    if failed:
        sys.exit(1)


if __name__ == "__main__":
    main()
