"""What checks of a problem say where something is not as expected."""

from __future__ import annotations

import numpy as np

from fairlead.engines.scheduling.problem import Bools

MOST_SLOTS = 10_000
MOST_CELLS = 500_000_000
MOST_HOURS = 20_000_000
MOST_WEIGHT = 1e9


def expect(good: object, expected: str) -> None:
    """Raise `ValueError` with what was expected unless it is so."""
    if not good:
        raise ValueError(f"Expected {expected}.")


def find_first(bad: Bools) -> int:
    """Return the first position that is set."""
    return int(np.flatnonzero(bad)[0])


def check_size(people: int, slots: int) -> None:
    """Raise `ValueError` for more people and slots than there is memory for.

    Readers ask before they make the table of who is there when.
    """
    expect(slots <= MOST_SLOTS, f"at most {MOST_SLOTS} slots, got {slots}")
    cells = people * slots
    expect(cells <= MOST_CELLS, f"people times slots <= {MOST_CELLS}, got {cells}")


def check_hours(representatives: int, slots: int) -> None:
    """Raise `ValueError` for more representatives and slots than there is memory for."""
    cells = representatives * slots
    expect(cells <= MOST_HOURS, f"representatives times slots <= {MOST_HOURS}, got {cells}")
