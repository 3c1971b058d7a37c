"""Whether the machine was quiet: how much of it others used during a run."""

import os
import resource
import time

# In the order of the first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal.
IDLE = (3, 4)
COLUMNS = 8
# Above this share of one processor, threads that wait for each other meet others' work in between, and lose far more than the share.
LARGEST_SHARE = 0.05


def busy_seconds():
    """Seconds of all processors together that were not idle, those that the host took away included."""
    with open("/proc/stat") as file:
        ticks = [int(value) for value in file.readline().split()[1 : COLUMNS + 1]]
    return sum(value for index, value in enumerate(ticks) if index not in IDLE) / os.sysconf("SC_CLK_TCK")


def own_seconds():
    """What this process and the children that have ended used."""
    usages = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


class Watch:
    def __init__(self):
        self.start = time.monotonic(), busy_seconds(), own_seconds()

    def share_of_others(self):
        """Processors that others kept busy on average since the start; to be asked when all children have ended."""
        wall, busy, own = self.start
        return max((busy_seconds() - busy) - (own_seconds() - own), 0.0) / (time.monotonic() - wall)
