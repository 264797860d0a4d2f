"""The sieve as slow and plain as it can be: every row is asked about every facet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

Row = Mapping[str, Sequence[str]]


def passes(row: Row, chosen: Mapping[str, Sequence[str]], *, but: str = "") -> bool:
    """Return whether every facet lets the row through, not asking the facet ``but``."""
    return all(
        not values or name == but or any(value in row[name] for value in values)
        for name, values in chosen.items()
    )


def sift(
    rows: Sequence[Row], chosen: Mapping[str, Sequence[str]], *, among: set[int]
) -> tuple[list[int], dict[str, dict[str, int]]]:
    """Return the rows left, and how many each value of each facet would leave."""
    asked = [row for place, row in enumerate(rows) if place in among]
    counts = {
        name: dict(
            Counter(
                value for row in asked if passes(row, chosen, but=name) for value in set(row[name])
            )
        )
        for name in chosen
    }
    left = [place for place, row in enumerate(rows) if place in among and passes(row, chosen)]
    return left, counts
