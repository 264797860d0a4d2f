"""Clauses under way, and the counting networks they are made of.

A literal is a positive or negative whole number, as in DIMACS.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence


class Clauses:
    """A growing list of clauses, kept flat: each clause ends with a 0."""

    __slots__ = ("count", "flat", "variables")

    def __init__(self) -> None:
        """Start without variables or clauses."""
        self.flat = array("i")
        self.variables = 0
        self.count = 0

    def new(self) -> int:
        """Return a new variable."""
        self.variables += 1
        return self.variables

    def add(self, *literals: int) -> None:
        """Add a clause: at least one of the literals is true."""
        self.flat.extend(literals)
        self.flat.append(0)
        self.count += 1

    def fail(self) -> None:
        """Add a contradiction."""
        never = self.new()
        self.add(never)
        self.add(-never)

    def at_most_one(self, literals: Sequence[int]) -> None:
        """Add that no two of the literals are true, pair by pair."""
        for at, one in enumerate(literals):
            for other in literals[:at]:
                self.add(-one, -other)

    def any_of(self, literals: Sequence[int]) -> int:
        """Return a literal that is true exactly when one of the given ones is."""
        if len(literals) == 1:
            return literals[0]
        found = self.new()
        for literal in literals:
            self.add(-literal, found)
        self.add(-found, *literals)
        return found

    def at_most(self, literals: Sequence[int], most: int) -> None:
        """Add that at most so many of the literals are true."""
        if most < len(literals):
            self.add(-self.sorted(literals, most + 1)[most])

    def counts(self, literals: Sequence[int], top: int, *, exact: bool = False) -> list[list[int]]:
        """Return for each prefix the literals "at least 1, 2, ... of it", at most ``top`` of them.

        A sequential counter. They are true whenever that many are; with ``exact`` only then.
        """
        rows: list[list[int]] = []
        before: list[int] = []
        for at, literal in enumerate(literals):
            row = [self.new() for _ in range(min(at + 1, top))]
            for j, here in enumerate(row):
                if j < len(before):
                    self.add(-before[j], here)
                self.add(-literal, here, *([-before[j - 1]] if j else []))
                if exact:
                    self.add(-here, literal, *(before[j : j + 1]))
                    if j:
                        self.add(-here, *before[j : j + 1], before[j - 1])
            rows.append(row)
            before = row
        return rows

    def sorted(self, literals: Sequence[int], top: int, *, exact: bool = False) -> list[int]:
        """Return the literals "at least 1, 2, ... of these", at most ``top``, by a totalizer."""
        if len(literals) <= 1:
            return list(literals[:top])
        half = len(literals) // 2
        left = self.sorted(literals[:half], top, exact=exact)
        right = self.sorted(literals[half:], top, exact=exact)
        return self.merged(left, right, top, exact=exact)

    def merged(
        self, left: Sequence[int], right: Sequence[int], top: int, *, exact: bool = False
    ) -> list[int]:
        """Return the count of two counts, each given as literals "at least 1, 2, ..."."""
        size = min(len(left) + len(right), top)
        total = [self.new() for _ in range(size)]
        for i in range(len(left) + 1):
            for j in range(len(right) + 1):
                if i + j:
                    self.add(
                        total[min(i + j, size) - 1],
                        *([-left[i - 1]] if i else []),
                        *([-right[j - 1]] if j else []),
                    )
                if exact and i + j < size:
                    self.add(-total[i + j], *left[i : i + 1], *right[j : j + 1])
        return total

    def equal(self, one: Sequence[int], other: Sequence[int]) -> None:
        """Add that two exact counts, given as literals "at least 1, 2, ...", are the same."""
        for j in range(max(len(one), len(other))):
            if j >= len(one):
                self.add(-other[j])
            elif j >= len(other):
                self.add(-one[j])
            else:
                self.add(-one[j], other[j])
                self.add(one[j], -other[j])
