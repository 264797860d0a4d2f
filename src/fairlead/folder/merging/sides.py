"""A table of a fair in the columns of a merge, and what it says nothing of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from fairlead.folder.schema import Schema, language_columns


@dataclass(frozen=True, slots=True)
class Side:
    """A table in the columns of the merge; those ``absent`` are null and say nothing.

    ``keys`` are what rows are known by, as text.
    """

    table: pa.Table
    absent: frozenset[str]
    keys: pa.Array

    def find(self, keys: pa.Array) -> NDArray[np.int64]:
        """Return the row of each key here, -1 for none."""
        found = pc.fill_null(pc.index_in(keys, value_set=self.keys), -1)
        return np.asarray(found.to_numpy(zero_copy_only=False), np.int64)


def arrange(
    schema: Schema,
    table: pa.Table,
    *,
    languages: Sequence[str],
    into: Sequence[str],
    said: Collection[str] | None = None,
) -> Side:
    """Return a table, whose texts are in ``languages``, in the columns of languages ``into``.

    ``said`` are the columns that it states, all of them where None.
    """
    sources: dict[str, str | None] = {}
    for field in schema.fields:
        if not field.localized:
            sources[field.name] = field.name
            continue
        there = language_columns(field.name, languages)
        for tag, name in language_columns(field.name, into).items():
            sources[name] = there.get(tag)
    arrow = schema.arrow(into)
    known = set(table.column_names) if said is None else set(said) & set(table.column_names)
    columns, absent = [], set()
    for one in arrow:
        source = sources[one.name]
        if source is None or source not in known:
            absent.add(one.name)
        if source is None or source not in table.column_names:
            columns.append(pa.nulls(table.num_rows, one.type))
        else:
            columns.append(table[source].combine_chunks().cast(one.type))
    whole = pa.Table.from_arrays(columns, schema=arrow)
    return Side(whole, frozenset(absent), key_rows(schema, whole))


def key_rows(schema: Schema, table: pa.Table) -> pa.Array:
    """Return what each row is known by; a part that is empty is no text."""
    parts = [
        pc.fill_null(table[name].combine_chunks().cast(pa.string()), "") for name in schema.key
    ]
    return parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, " ")


def differ(first: pa.Array, second: pa.Array) -> NDArray[np.bool_]:
    """Return where two columns differ; null is equal to null."""
    if pa.types.is_nested(first.type):
        pairs = zip(first.to_pylist(), second.to_pylist(), strict=True)
        return np.fromiter((a != b for a, b in pairs), np.bool_, len(first))
    same = pc.fill_null(pc.equal(first, second), False)
    nothing = pc.and_(pc.is_null(first), pc.is_null(second))
    return ~np.asarray(pc.or_(same, nothing).to_numpy(zero_copy_only=False), np.bool_)
