"""Times as figures, and figures as a table to read in a terminal."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def in_ms(seconds: float) -> str:
    """A time in milliseconds."""
    return f"{seconds * 1000:.1f}".replace(".", ",")


def percentile(times: Sequence[float], share: int) -> float:
    """The time that so many per cent stay within."""
    return statistics.quantiles(times, n=100, method="inclusive")[share - 1]


def spread(times: Sequence[float]) -> list[str]:
    """How many there are, the middle, the 95th percentile and the longest, as cells."""
    middle = statistics.median(times)
    return [str(len(times)), *map(in_ms, (middle, percentile(times, 95), max(times)))]


SPREAD = ["antal", "p50 ms", "p95 ms", "längst ms"]


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lines with the first column to the left and figures to the right."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    lines = [
        "  ".join(
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (head, *rows)
    ]
    return "\n".join([f"\n{title}", *(f"  {line}" for line in lines)])
