"""The settings of the exact search."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakParams:
    """How `objective="breaks"` searches; the defaults suit two cores."""

    workers: int = 2
    """Solver processes at once. With 0 the solver runs in this process: nothing to start, but
    the time limit is only looked at between two questions."""
    solver: str = "cadical153"
    """The satisfiability solver, by its name in python-sat."""

    def __post_init__(self) -> None:
        """Refuse fewer than no workers."""
        if self.workers < 0:
            raise ValueError(f"Expected workers >= 0, got {self.workers}.")
