"""The physical limit: what the machine was measured to do at most, in the same run."""

import math


class Limits:
    def __init__(self, measured):
        self.operations = measured["operations"]
        self.bandwidths = measured["bandwidths"]

    def bandwidth(self, workload):
        """Bytes a second for the size of the working set; reading alone is another figure than copying."""
        size = workload.bytes_read + workload.bytes_written
        nearest = min(self.bandwidths, key=lambda entry: abs(math.log(entry["bytes"] / size)))
        return nearest["copy" if workload.bytes_written * 4 >= workload.bytes_read else "read"]

    def seconds(self, workload):
        """What the operations or the bytes of a workload take at least; 0 for one that has neither."""
        arithmetic = workload.flops / self.operations
        size = workload.bytes_read + workload.bytes_written
        return max(arithmetic, size / self.bandwidth(workload)) if size else arithmetic
