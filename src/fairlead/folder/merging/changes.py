"""What a merge does, row by row."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final


class Change(enum.StrEnum):
    """What becomes of a row that the folder says otherwise than it is here."""

    CREATED = "created"
    CHANGED = "changed"
    REMOVED = "removed"
    KEPT = "kept"  # as it is here, against the folder


class _Unknown(enum.Enum):
    """Says that the folder said nothing of a value so far; equal to no value."""

    UNKNOWN = "unknown"


UNKNOWN: Final = _Unknown.UNKNOWN


@dataclass(frozen=True, slots=True)
class CellChange:
    """A value here and in the folder, as a cell of a folder writes them; empty for none."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """What becomes of one row; of a kept one ``why``, and what the folder would have it be."""

    file: str
    key: str
    change: Change
    cells: tuple[CellChange, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a file there are of each kind; one may be both changed and kept."""

    created: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0
    same: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a merge does, in the order of the files."""

    rows: Sequence[RowChange] = ()
    sizes: dict[str, int] = field(default_factory=dict)  # rows of each file afterwards

    @property
    def does_something(self) -> bool:
        """Return whether anything here becomes another."""
        return any(row.change is not Change.KEPT for row in self.rows)

    def count(self) -> dict[str, Counts]:
        """Return the counts of every file that has rows or changes."""
        found: dict[str, Counter[str]] = {name: Counter() for name in self.sizes}
        moved: dict[str, set[str]] = {name: set() for name in self.sizes}
        for row in self.rows:
            counter = found.setdefault(row.file, Counter())
            counter[row.change] += 1
            if row.change is not Change.REMOVED:
                moved.setdefault(row.file, set()).add(row.key)
        return {
            name: Counts(same=self.sizes.get(name, 0) - len(moved[name]), **counter)
            for name, counter in found.items()
            if counter or self.sizes.get(name)
        }


def takes_folder(base: Any, here: Any, *, folder_wins: bool) -> bool:
    """Return whether the folder's value comes in where it is another than the one here.

    It does where nobody changed what the folder had said.
    """
    return folder_wins or (base is not UNKNOWN and here == base)
