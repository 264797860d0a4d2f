"""What the page's sections draw from: the fair, the chain's result, names by id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from fairlead.chain.dependency.assess import BLOC
from fairlead.chain.run import ChainResult
from fairlead.folder.codes import economy_names
from fairlead.folder.fair import Fair


@dataclass(frozen=True, slots=True)
class View:
    """The fair and its result, with names looked up once."""

    fair: Fair
    result: ChainResult
    organisations: dict[str, str]
    people: dict[str, str]
    employers: dict[str, str | None]

    @classmethod
    def of(cls, fair: Fair, result: ChainResult) -> View:
        """Return the view of a result."""
        people = fair.people["id"].to_pylist()
        return cls(
            fair=fair,
            result=result,
            organisations=_by_id(fair.organisations, "name"),
            people=_by_id(fair.people, "name"),
            employers=dict(zip(people, fair.people["organisation"].to_pylist(), strict=True)),
        )

    def economy(self, code: str) -> str:
        """Return an economy's name."""
        return "The bloc" if code == BLOC else economy_names().get(code, code)

    def person(self, person: str) -> str:
        """Return a person's name with the organisation's."""
        employer = self.employers.get(person)
        name = self.people.get(person, person)
        return f"{name}, {self.organisations[employer]}" if employer else name

    def subject(self) -> str | None:
        """Return the economy the page is about first: partner country, bloc, or the first."""
        judged = self.result.imports.table["economy"].unique().to_pylist()
        wanted = [self.fair.settings.partner_country, BLOC, *judged]
        return next((code for code in wanted if code in judged), None)


def _by_id(table: pa.Table, column: str) -> dict[str, str]:
    return dict(zip(table["id"].to_pylist(), table[column].to_pylist(), strict=True))


def rows(table: pa.Table) -> list[dict[str, Any]]:
    """Return the rows of a table as plain values."""
    listed: list[dict[str, Any]] = table.to_pylist()
    return listed
