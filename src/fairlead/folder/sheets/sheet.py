"""A sheet as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: rows of texts, each with its number as the program shows it.

    ``faults`` are what is wrong with a cell, by row number and column, before anybody asks what
    it means: a formula never computed, an error instead of a value.
    """

    name: str
    rows: Sequence[tuple[str, ...]]
    numbers: Sequence[int]
    hidden: bool = False
    faults: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Return how many columns there are."""
        return max((len(row) for row in self.rows), default=0)
