"""What a run says: a line a workload while it goes on; tables, JSON and a picture at its end."""

import json
import platform
from pathlib import Path

import chart
from goals import GOALS
from limits import SHOWN
from quiet import LARGEST_SHARE
from results import BARE, OWN, judge

BENCHMARKS = Path(__file__).resolve().parents[1]
NOTES = BENCHMARKS / "NOTES.md"

TITLES = {
    "mlp": "MLP 784-512-256-10 with bias, relu and softmax, by batch size",
    "minilm": "all-MiniLM-L6-v2, batch x tokens",
    "product-constant": "Square products with a constant right-hand side",
    "product-variable": "Square products of two inputs",
    "chain": "tanh(x * 1.5 + 0.5) * 2 + exp(-x), 1M floats",
    "closure": "A user's closure, map { $0 > 0 ? $0 : 0.01 * $0 }, 1M floats",
    "softmax": "Softmax of rows",
    "layerNorm": "Layer norm of rows",
    "reduction": "Sums and means",
    "transpose": "Transposes that are copied",
    "elementwise": "Elementwise functions, 1M floats (2^20)",
    "overhead": "Overhead",
    "planning": "Programs and plans, by the number of operations",
}


def duration(seconds):
    if seconds is None:
        return ""
    for unit, scale in (("ns", 1e9), ("us", 1e6), ("ms", 1e3)):
        value = seconds * scale
        if value < 1000 or unit == "ms":
            return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f} {unit}"
    return ""


def number(value, digits=2):
    return "" if value is None else f"{value:.{digits}f}"


def line(row):
    """A workload in one line of the terminal."""
    parts = [f"{row.name:28} {row.threads}t"]
    if row.workload.group == "planning":
        parts += [f"{side} {duration(time)}" for side, time in row.best.items()]
    else:
        parts.append(f"{duration(row.own) or '-':>9}")
        if row.best_peer:
            name, time = row.best_peer
            parts.append(f"{name} {duration(time)}, ratio {number(row.ratio('best peer')) or '-'}")
        for side in (BARE, "leakyRelu"):
            if side in row.best:
                parts.append(f"{side} {duration(row.best[side])}, ratio {number(row.ratio(side)) or '-'}")
        if row.limit and row.own:
            parts.append(f"{row.limit / row.own:.0%} of the limit")
    parts += [f"DIFFERS from {side} by {value:.1e}" for side, value in row.disagreements.items()]
    parts += [f"FAILED {reason}" for reason in row.failures.values()]
    return "  ".join(parts)


def goal_rows(rows):
    for verdict in (judge(goal, rows) for goal in GOALS):
        if verdict is None:
            continue
        goal = verdict.goal
        if goal.seconds:
            needed, found = f"at most {duration(goal.seconds)}", duration(verdict.worst)
        else:
            needed = f"{goal.each:.2f} each" + (f", mean {goal.mean:.2f}" if goal.mean else "")
            found = f"{verdict.worst:.2f} ({verdict.worst_name}), mean {verdict.mean:.2f}"
        yield goal.title, needed, found, "yes" if verdict.is_reached else "**no**"


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def group_table(group, rows):
    engines = list(dict.fromkeys(side for row in rows for side in row.best))
    if group == "planning":
        return table(["workload"] + engines, [[r.name] + [duration(r.best.get(e)) for e in engines] for r in rows])
    others = [engine for engine in engines if engine != OWN]
    header = ["workload", "threads", "Tessera", "median"] + others
    compared = [("best peer", "best peer / Tessera")] + [(s, f"{s} / Tessera") for s in (BARE, "leakyRelu") if s in others]
    compared = [(key, title) for key, title in compared if any(row.ratio(key) for row in rows)]
    header += [title for _, title in compared] + ["of the limit", "largest difference"]
    body = []
    for row in rows:
        cells = [row.name, str(row.threads), duration(row.own), duration(row.median.get(OWN))]
        cells += [duration(row.best.get(engine)) for engine in others]
        cells += [number(row.ratio(key)) for key, _ in compared]
        cells.append(f"{row.limit / row.own:.0%}" if row.limit and row.own else "")
        largest = max(row.differences.values(), default=None)
        cells.append("" if largest is None else f"{largest:.0e}" + (" **too large**" if row.disagreements else ""))
        body.append(cells)
    return table(header, body)


def scaling_table(rows):
    """How many times as fast each engine is with two threads as with one; nothing when the run had not both."""
    single = {row.name: row for row in rows if row.threads == 1}
    pairs = [(single[r.name], r) for r in rows if r.threads == 2 and r.workload.group in ("mlp", "minilm") and r.name in single]
    engines = list(dict.fromkeys(side for _, row in pairs for side in row.best))
    body = [
        [two.name] + [number(one.best[e] / two.best[e]) if e in one.best and e in two.best else "" for e in engines]
        for one, two in pairs
    ]
    return table(["workload"] + engines, body) if pairs else ""


def machine():
    model = next((l.split(":", 1)[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
    processors = sum(l.startswith("processor") for l in open("/proc/cpuinfo"))
    return f"{model}, {processors} processors, {platform.system()} {platform.release()}"


def limits_text(limits):
    lines = []
    for threads, limit in limits.items():
        caches = ", ".join(f"{limit.copy[size] / 1e9:.0f} GB/s within {label}" for size, label in SHOWN.items())
        lines.append(
            f"- {threads} thread{'s' if threads > 1 else ''}: {limit.operations / 1e9:.0f} GFLOP/s of fused multiply-adds; "
            f"copying, bytes read and written together, {caches}"
        )
    return "\n".join(lines)


def markdown(run, seconds):
    rows = run.rows
    versions = ", ".join(f"{name} {version}" for name, version in run.versions.items() if name != OWN)
    parts = [
        "# Results",
        "Written by `make bench`; what the columns mean is below the tables.",
        f"- machine: {machine()}\n- OpenBLAS core: {run.blas_core}\n- peers: {versions}\n"
        f"- {run.rounds} rounds or more of slices of {run.seconds * 1000:.0f} ms for each engine and workload; {seconds:.0f} s in all\n"
        f"- other processes kept {run.share_of_others:.2f} processors busy meanwhile",
        "## What the machine can do, measured in the same run",
        limits_text(run.limits),
    ]
    goals = list(goal_rows(rows))
    if goals:
        parts += ["## Goals", table(["goal", "needed", "found, the least and where", "reached"], goals)]
    if NOTES.is_file():
        parts.append(NOTES.read_text(encoding="utf-8").strip())
    for group, title in TITLES.items():
        found = [row for row in rows if row.workload.group == group]
        if found:
            parts += [f"## {title}", group_table(group, found)]
    scaling = scaling_table(rows)
    if scaling:
        parts += ["## Two threads against one", scaling]
    parts += ["## How to read this", EXPLANATION]
    return "\n\n".join(parts) + "\n"


EXPLANATION = """\
- Times are of one call, the best of all rounds; the median is of the medians of the rounds. Engines take turns in slices, each in a process
  of its own on the same cores, and those that wait are stopped. Inputs are made before; results stay in memory that is used again where the
  engine allows it.
- best peer / Tessera: the time of the fastest peer by ours; above 1 Tessera is faster. A peer without a time has no such operator.
- of the limit: what the operations take at the measured peak of fused multiply-adds, or the bytes at the measured bandwidth of a working
  set of that size, whichever is longer, by our time. Of elementwise functions and reductions it counts only the bytes.
- largest difference of a peer's result to ours, absolute up to 1 and relative above. The bound is 1e-5, for products and sums that some
  engines add up in order a little more (`Peers/workloads.py`); what is above it is marked, and ends the run with an error.
- The peers are used as their documentation advises: ONNX Runtime with all graph optimisations, bound inputs and outputs, and its fused
  attention; OpenVINO with the float32 precision hint, fixed shapes and shared tensors; JAX jitted, weights as constants, without
  asynchronous dispatch; NumPy with `out=`."""


def write(run, seconds):
    """Writes the files; true when results disagree or an engine failed."""
    folder = BENCHMARKS if run.is_complete else run.options.output
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "RESULTS.md").write_text(markdown(run, seconds), encoding="utf-8")
    record = {
        "machine": machine(), "openblas_core": run.blas_core, "versions": run.versions,
        "seconds": seconds, "busy_processors_of_others": run.share_of_others,
        "limits": {threads: limit.record() for threads, limit in run.limits.items()},
        "rows": [row.record() for row in run.rows],
    }  # fmt: skip
    (folder / "results.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    (folder / "results.svg").write_text(chart.svg(run.rows), encoding="utf-8")
    print()
    for title, needed, found, is_reached in goal_rows(run.rows):
        print(f"{'reached' if is_reached == 'yes' else 'MISSED ':8} {title}: {needed}; {found}")
    bad = [row for row in run.rows if row.disagreements or row.failures]
    for row in bad:
        print("error: " + line(row))
    if run.share_of_others > LARGEST_SHARE:
        print(f"warning: other processes kept {run.share_of_others:.2f} processors busy; times are not reliable, least with two threads")
    print(f"{seconds:.0f} s; tables, JSON and picture in {folder}")
    return bool(bad)
