"""What people said of those who were proposed: kept in mind, or not wanted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from fairlead.chain.matching.profiles import Sides, find_positions
from fairlead.engines.matching.problem import Pairs, build_pairs
from fairlead.engines.matching.vectors import Flags, Ints

MARKS = pa.schema(
    [
        ("organisation", pa.string()),
        ("person", pa.string()),
        ("by_person", pa.bool_()),
        ("saved", pa.bool_()),
    ]
)
"""``by_person``: the person said it of the organisation; else its staff said it of the person."""


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Marks by the positions of both sides; of each pair and sayer one."""

    exhibitor: Ints
    person: Ints
    by_person: Flags
    saved: Flags

    @classmethod
    def of(cls, table: pa.Table, sides: Sides) -> Marks:
        """Return those whose both sides may meet in the market; hidden people move nobody."""
        exhibitor = find_positions(table["organisation"], _build_column(sides.exhibitors))
        person = find_positions(table["person"], _build_column(sides.people))
        known = (exhibitor >= 0) & (person >= 0)
        known[known] &= ~sides.people_profiles.hidden[person[known]]
        return cls(
            exhibitor[known].astype(np.int32),
            person[known].astype(np.int32),
            np.asarray(table["by_person"])[known].astype(bool),
            np.asarray(table["saved"])[known].astype(bool),
        )

    def take(self, kept: Flags) -> Marks:
        """Return the chosen marks."""
        return Marks(
            self.exhibitor[kept], self.person[kept], self.by_person[kept], self.saved[kept]
        )

    def __len__(self) -> int:
        """Return the number of marks."""
        return len(self.exhibitor)

    def list_dismissed(self) -> Pairs:
        """Return the pairs of which one side wants nothing: they come on no list."""
        return build_pairs(self.exhibitor[~self.saved], self.person[~self.saved])


def _build_column(ids: tuple[str, ...]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(ids, pa.string())])


NO_MARKS = Marks(
    np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.bool_), np.empty(0, np.bool_)
)
