"""How far two engines' results are apart.

The difference is absolute up to a magnitude of 1 and relative above: |a - b| / max(1, |b|). The bound of a workload is 1e-5 unless it says
otherwise: 80 roundings of a float32 near 1. Engines sum in other orders and have other polynomials for the same function, all within a few
roundings of each result; a wrong formula, constant, axis or mask is far outside.
"""

import numpy as np


def difference(a, b):
    """The largest difference of two results; infinite when their shapes differ or one has a NaN where the other has none."""
    if a.size != b.size:
        return float("inf")
    a, b = (value.reshape(-1).astype(np.float32, copy=False) for value in (a, b))
    if np.array_equal(a, b):
        return 0.0
    if not np.array_equal(np.isnan(a), np.isnan(b)):
        return float("inf")
    with np.errstate(invalid="ignore"):
        # Equal infinities have no difference, which the subtraction makes NaN.
        distance = np.abs(a - b) / np.maximum(1, np.abs(b))
    return float(np.nanmax(distance, initial=0))
