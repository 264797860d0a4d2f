"""A load under way: of a new edition, or into one that is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

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
from fairlead.apps.transfer.loading.update_rows import delete_children, find_by_code, update_rows
from fairlead.folder.fair import Fair
from fairlead.folder.schemas import BY_NAME


@dataclass(slots=True)
class Load:
    """The fair, the edition it becomes, and the ids given to rows so far.

    ``ids`` holds, for each file of the folder, the ids of its rows in the file's order. For an
    edition that is there, ``touched`` holds for each file which rows are new or become others:
    only these are written. It is None for a new edition, where every row is new.
    """

    cursor: Cursor
    fair: Fair
    edition: Edition
    touched: Mapping[str, pa.Array] | None = None
    ids: dict[str, pa.Array] = field(default_factory=dict)
    fresh: dict[str, pa.Array] = field(default_factory=dict)  # which rows were not there
    renumbered: list[int] = field(default_factory=list)  # stands with another number or hall

    def reserve(self, name: str, table: str) -> pa.Array:
        """Return the ids of the rows of a file, and remember them; fresh ones for new rows."""
        codes = self.fair.table(name)[BY_NAME[name].key[0]]
        self.ids[name] = self.reserve_codes(name, table, codes)
        return self.ids[name]

    def reserve_codes(self, name: str, table: str, codes: Column) -> pa.Array:
        """Return the ids of the rows of these codes, fresh ones for those that are not there."""
        if self.touched is None:
            return reserve_ids(self.cursor, table, len(codes))
        known = find_by_code(self.cursor, table, self.edition.pk)
        ids = [known.get(code) for code in codes.to_pylist()]
        self.fresh[name] = pa.array([one is None for one in ids], pa.bool_())
        return self.fill_ids(table, ids)

    def fill_ids(self, table: str, ids: Sequence[int | None]) -> pa.Array:
        """Return the ids, with fresh ones of the table where there is none."""
        fresh = iter(reserve_ids(self.cursor, table, sum(one is None for one in ids)).to_pylist())
        return pa.array([next(fresh) if one is None else one for one in ids], pa.int64())

    def refer(self, codes: Column, name: str) -> pa.Array:
        """Return the ids of rows of a file from their codes; raises ValueError for others."""
        return refer(codes, self.fair.table(name)["id"].combine_chunks(), self.ids[name])

    def write(
        self, name: str, table: str, columns: Mapping[str, Column], *, of_edition: bool = True
    ) -> None:
        """Write the rows of a file to a table, given as columns with their codes or their ids.

        New rows are added; of those that are there the ones that become others are changed.
        ``of_edition`` says that they have the edition's id.
        """
        given = dict(columns)
        if of_edition:
            given["edition_id"] = repeat_value(self.edition.pk, len(next(iter(given.values()))))
        if self.touched is None:
            copy_rows(self.cursor, table, given)
            return
        if "id" not in given:
            given = {"id": self.reserve_codes(name, table, given["code"]), **given}
        fresh = self.fresh[name]
        copy_rows(self.cursor, table, {key: pc.filter(one, fresh) for key, one in given.items()})
        changed = pc.and_(self.touched[name], pc.invert(fresh))
        kept = {key: pc.filter(one, changed) for key, one in given.items()}
        update_rows(self.cursor, table, kept)

    def write_parts(
        self, name: str, table: str, parent: str, columns: Mapping[str, Column], **same: str
    ) -> None:
        """Write what belongs to the rows of a file alone, such as the speakers of sessions.

        ``parent`` is the column of the row that they belong to. Of rows that become others, the
        parts that were there give way; ``same`` names columns of equal text that tell them from
        other parts in the table.
        """
        if self.touched is None:
            copy_rows(self.cursor, table, columns)
            return
        parents = pc.filter(self.ids[name], self.touched[name])
        delete_children(self.cursor, table, parent, parents.to_pylist(), **same)
        written = pc.is_in(columns[parent], value_set=parents)
        copy_rows(
            self.cursor, table, {key: pc.filter(one, written) for key, one in columns.items()}
        )

    def texts(self, name: str, *fields: str) -> dict[str, pa.Array]:
        """Return the named texts of a file's rows, in all languages of the edition."""
        rows, languages = self.fair.table(name), self.fair.settings.languages
        return {field: texts(rows, field, languages) for field in fields}

    def copy(self, table: str, columns: dict[str, Column]) -> None:
        """Add rows, given as columns of equal length, each with the edition."""
        count = len(next(iter(columns.values())))
        edition = {"edition_id": repeat_value(self.edition.pk, count)}
        copy_rows(self.cursor, table, edition | columns)

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
