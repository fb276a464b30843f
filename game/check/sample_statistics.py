"""Figures of samples: intervals of shares, and least, median and most of amounts."""

from __future__ import annotations

from collections import Counter
from math import sqrt

Z95 = 1.959964
"""Standard deviations on either side of the mean that hold 95% of a normal distribution."""


def wilson_interval(hits: int, runs: int) -> tuple[float, float]:
    """The 95% interval of a share.

    Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference".
    """
    if not runs:
        return 0.0, 1.0
    share, z2 = hits / runs, Z95 * Z95
    middle = share + z2 / (2 * runs)
    margin = Z95 * sqrt(share * (1 - share) / runs + z2 / (4 * runs * runs))
    whole = 1 + z2 / runs
    return max(0.0, (middle - margin) / whole), min(1.0, (middle + margin) / whole)


def least_median_most(counter: Counter[int]) -> tuple[int, int, int]:
    """Of the amounts that a counter holds; zeros where it holds none."""
    amounts = sorted(counter.elements())
    return (amounts[0], amounts[(len(amounts) - 1) // 2], amounts[-1]) if amounts else (0, 0, 0)
