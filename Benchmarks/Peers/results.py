"""What a run measured, and the ratios that follow from it."""

import math
import re
from dataclasses import dataclass, field

OWN = "Tessera"
BARE = "cblas_sgemm"
# Sides that are no other library's.
NOT_PEERS = (OWN, BARE, "leakyRelu")


@dataclass
class Row:
    """One workload with one number of threads."""

    workload: object
    threads: int
    # Seconds of a call by side.
    best: dict = field(default_factory=dict)
    median: dict = field(default_factory=dict)
    # The largest difference of each side's result to ours.
    differences: dict = field(default_factory=dict)
    # What a side said when it failed.
    failures: dict = field(default_factory=dict)
    # Seconds that the machine needs at least.
    limit: float = 0.0

    @property
    def name(self):
        return self.workload.name

    @property
    def own(self):
        return self.best.get(OWN)

    @property
    def peers(self):
        return {side: time for side, time in self.best.items() if side not in NOT_PEERS}

    @property
    def best_peer(self):
        """Name and seconds of the fastest peer, or nothing."""
        return min(self.peers.items(), key=lambda item: item[1], default=None)

    def ratio(self, against):
        """Other time / our time; above 1 we are faster. Nothing where one of them is missing."""
        if against == "best peer":
            other = self.best_peer[1] if self.best_peer else None
        else:
            other = self.best.get(against)
        return other / self.own if other and self.own else None

    @property
    def disagreements(self):
        return {side: value for side, value in self.differences.items() if not value <= self.workload.bound}

    def record(self):
        return {
            "workload": self.name, "group": self.workload.group, "threads": self.threads, "best_seconds": self.best,
            "median_seconds": self.median, "ratio_to_best_peer": self.ratio("best peer"),
            "best_peer": self.best_peer[0] if self.best_peer else None, "ratio_to_cblas_sgemm": self.ratio(BARE),
            "limit_seconds": self.limit or None, "share_of_limit": self.limit / self.own if self.limit and self.own else None,
            "differences": self.differences, "bound": self.workload.bound, "failures": self.failures,
        }  # fmt: skip


def geometric_mean(values):
    return math.exp(sum(map(math.log, values)) / len(values))


@dataclass
class Verdict:
    """How far a goal is reached in a run."""

    goal: object
    count: int
    worst: float
    worst_name: str
    mean: float
    is_reached: bool


def ratio_for(goal, row, rows):
    if goal.against == "one thread":
        single = next((r for r in rows if r.name == row.name and r.threads == 1), None)
        return single.own / row.own if single and single.own and row.own else None
    return row.ratio(goal.against)


def judge(goal, rows):
    """The verdict, or nothing when the run has no workload of this goal."""
    found = [row for row in rows if re.fullmatch(goal.pattern, row.name) and row.threads in goal.threads]
    if goal.seconds:
        times = [(row.best[goal.side], row) for row in found if goal.side in row.best]
        if not times:
            return None
        worst, row = max(times, key=lambda item: item[0])
        return Verdict(goal, len(times), worst, row.name, worst, worst <= goal.seconds)
    ratios = [(ratio, row) for row in found if (ratio := ratio_for(goal, row, rows)) is not None]
    if not ratios:
        return None
    worst, row = min(ratios, key=lambda item: item[0])
    mean = geometric_mean([ratio for ratio, _ in ratios])
    name = f"{row.name}, {row.threads} thread{'s' if row.threads > 1 else ''}"
    return Verdict(goal, len(ratios), worst, name, mean, worst >= goal.each and mean >= goal.mean)
