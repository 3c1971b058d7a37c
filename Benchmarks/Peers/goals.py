"""What the library must reach, as data: a ratio for each workload of a group, and a geometric mean over the group."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    title: str
    # Whole names of workloads match this expression.
    pattern: str
    # The least ratio, other time / our time, each and as a geometric mean over all sizes and thread counts.
    each: float = 0.0
    mean: float = 0.0
    # Whose time the ratio is of: the best peer's, that of another side, or our own with one thread.
    against: str = "best peer"
    # A time in seconds that must not be exceeded.
    seconds: float = 0.0
    # The side whose seconds are meant, where it is not the library's evaluation.
    side: str = "Tessera"
    threads: tuple = (1, 2)


LARGE = "(128|192|256|384|512|768|1024)"
GOALS = (
    Goal("MLP, every batch size, one and two threads", r"mlp-.*", each=1.0, mean=1.15),
    Goal("products with a constant right-hand side, 128 to 1024, against one cblas_sgemm", "product-constant-" + LARGE,
         each=1.05, against="cblas_sgemm", threads=(1,)),
    Goal("products from 16 to 2048, against one cblas_sgemm", r"product-.*", each=0.98, against="cblas_sgemm", threads=(1,)),
    Goal("each elementwise function, 1M floats", r"elementwise-.*", each=0.95, mean=1.2),
    Goal("the chain tanh(x*1.5+0.5)*2+exp(-x)", r"chain", each=1.3),
    Goal("a user's closure against the built-in leakyRelu", r"closure-.*", each=0.8, against="leakyRelu"),
    Goal("softmax, layer norm, reductions", r"(softmax|layerNorm|sum|mean)-.*", each=1.0),
    Goal("MiniLM, each size, one and two threads", r"minilm-.*", each=1.0, mean=1.05),
    Goal("expression of one element", r"one-element", seconds=500e-9),
    Goal("100 small operations", r"100-small-operations", seconds=5e-6),
    Goal("two workers against one", r"mlp-(32|64|128|512)|minilm-(1x128|8x128|32x64)", each=1.8, against="one thread",
         threads=(2,)),
    Goal("a program of 1,000 operations", r"planning-.*-1000", seconds=10e-3, side="program and plan"),
    Goal("a cached shape found", r"planning-.*-1000", seconds=200e-9, side="cached plan"),
)  # fmt: skip
