"""A load under way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from fairlead.apps.fairs.copy_rows import (
    Column,
    Cursor,
    copy_rows,
    refer,
    repeat_value,
    reserve_ids,
    texts,
)
from fairlead.apps.fairs.models import Edition
from fairlead.folder.fair import Fair


@dataclass(slots=True)
class Load:
    """The fair, the edition it becomes, and the ids given to rows so far.

    ``ids`` holds, for each file of the folder, the ids of its rows in the file's order.
    """

    cursor: Cursor
    fair: Fair
    edition: Edition
    ids: dict[str, pa.Array] = field(default_factory=dict)

    def reserve(self, name: str, table: str) -> pa.Array:
        """Return fresh ids for the rows of a file, and remember them."""
        self.ids[name] = reserve_ids(self.cursor, table, self.fair.table(name).num_rows)
        return self.ids[name]

    def refer(self, codes: Column, name: str) -> pa.Array:
        """Return the ids of rows of a file from their codes; raises ValueError for others."""
        return refer(codes, self.fair.table(name)["id"].combine_chunks(), self.ids[name])

    def copy(self, table: str, columns: dict[str, Column]) -> None:
        """Write rows, given as columns of equal length, each with the edition."""
        count = len(next(iter(columns.values())))
        edition = {"edition_id": repeat_value(self.edition.pk, count)}
        copy_rows(self.cursor, table, edition | columns)

    def texts(self, name: str, *fields: str) -> dict[str, pa.Array]:
        """Return the named texts of a file's rows, in all languages of the edition."""
        rows, languages = self.fair.table(name), self.fair.settings.languages
        return {field: texts(rows, field, languages) for field in fields}

    def values(self, name: str, column: str) -> Values:
        """Return the values of a file's column of lists, each with its row and place."""
        lists = self.fair.table(name)[column].to_pylist()
        return Values.of(
            (row, place, value)
            for row, values in zip(self.ids[name].to_pylist(), lists, strict=True)
            for place, value in enumerate(values or ())
        )


@dataclass(frozen=True, slots=True)
class Values:
    """The values of lists laid end to end: ``rows`` are ids, ``places`` count from 0 in a list."""

    rows: pa.Array
    places: pa.Array
    values: tuple[Any, ...]

    @classmethod
    def of(cls, triples: Iterable[tuple[int, int, Any]]) -> Values:
        """Return them from triples of row, place and value."""
        listed = list(triples)
        return cls(
            pa.array([row for row, _, _ in listed], pa.int64()),
            pa.array([place for _, place, _ in listed], pa.int64()),
            tuple(value for _, _, value in listed),
        )
