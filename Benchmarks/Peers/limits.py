"""The physical limit: what the machine was measured to do at most, in the same run."""

# Working sets that a report shows: within the first cache, the second, the last, and beyond.
SHOWN = {1 << 14: "16 KiB", 1 << 18: "256 KiB", 1 << 23: "8 MiB", 1 << 28: "256 MiB"}


def working_set(workload):
    return int(workload.bytes_read + workload.bytes_written)


def working_sets(workloads):
    """The sizes whose bandwidths have to be measured."""
    return sorted({size for w in workloads if (size := working_set(w))} | set(SHOWN))


class Limits:
    """The best of what was measured before and after the workloads, since a busy neighbour only ever lowers it."""

    def __init__(self):
        self.operations = 0.0
        # By the bytes of a working set: bytes a second when it is read, and when half of it is copied to the other half.
        self.read, self.copy = {}, {}

    def add(self, measured):
        self.operations = max(self.operations, measured["operations"])
        for entry in measured["bandwidths"]:
            size = entry["bytes"]
            self.read[size] = max(self.read.get(size, 0), entry["read"])
            self.copy[size] = max(self.copy.get(size, 0), entry["copy"])

    def seconds(self, workload):
        """What the operations or the bytes of a workload take at least, whichever is longer; 0 for one that has neither."""
        seconds = workload.flops / self.operations
        if size := working_set(workload):
            rates = self.copy if workload.bytes_written * 4 >= workload.bytes_read else self.read
            seconds = max(seconds, size / rates[size])
        return seconds

    def record(self):
        return {"operations_a_second": self.operations, "read_bytes_a_second": self.read, "copy_bytes_a_second": self.copy}
