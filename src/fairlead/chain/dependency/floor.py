"""Who is too small to be measured: a few shipments make an economy look like a specialist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fairlead.chain.flows.economies import find_economy, lookup
from fairlead.engines.dependency.complexity import Exports, leave_out
from fairlead.folder.input_errors import InputError, InvalidInput, report_invalid
from fairlead.folder.sheets.named_rows import read_named_rows
from fairlead.folder.source import read_given

LEAST_SHARE = 100_000
"""Economies that export less than such a part of all exports are left out, unless told else."""
_MOST_DIGITS = 12

UNINHABITED = frozenset({"ATA", "ATF", "BVT", "HMD", "SGS", "UMI"})
"""Territories where nobody lives: exports reported from there are mostly a wrong code."""


@dataclass(frozen=True, slots=True)
class Floor:
    """``dollars``: the least exports (None: a part of all, `LEAST_SHARE`, and nobody of the
    `UNINHABITED`; 0: everybody); ``people``: the least population, by ``population`` of alpha-3
    (0: not asked for).
    """

    dollars: int | None = None
    people: int = 0
    population: Mapping[str, int] | None = None

    def count_least(self, exports: Exports) -> int:
        """Return the least exports in dollars."""
        if self.dollars is not None:
            return self.dollars
        return int(exports.values.sum()) // LEAST_SHARE

    def leave_out_uninhabited(self, exports: Exports) -> tuple[Exports, tuple[str, ...]]:
        """Return the exports without places where nobody lives, and which those are."""
        if self.dollars is not None:
            return exports, ()
        return leave_out(exports, UNINHABITED.intersection(exports.economies))

    def leave_out_few_people(self, exports: Exports) -> tuple[Exports, tuple[str, ...]]:
        """Return the exports of those with enough people, and who has too few or no figure."""
        people = self.population
        if not self.people or people is None:
            return exports, ()
        few = {name for name in exports.economies if people.get(name, 0) < self.people}
        return leave_out(exports, few)


def read_population(file: Path) -> dict[str, int]:
    """Return people by alpha-3 from a CSV file or workbook with the columns economy and population.

    Raises InvalidInput for a file without them, an unknown economy or a figure that is none.
    """
    table = read_named_rows(read_given(file), str(file))
    if not {"economy", "population"} <= set(table.names):
        raise report_invalid(str(file), "expected the columns economy and population")
    found: dict[str, int] = {}
    for line, row in table.rows:
        name, people = row["economy"], row["population"]
        (known,) = lookup([name]).to_pylist()
        if known["apart"] is not None:
            continue
        if known["code"] is None:
            problem = InputError(str(file), known["hint"], line=line, value=name)
            raise InvalidInput([problem])
        if not people.isdecimal() or len(people) > _MOST_DIGITS:
            expected = f"expected a number of people for {name}"
            raise InvalidInput([InputError(str(file), expected, line=line, value=people)])
        found[find_economy(known["code"]).iso3] = int(people)
    return found
