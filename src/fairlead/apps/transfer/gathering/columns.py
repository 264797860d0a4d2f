"""Rows of the database into the tables of a fair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pyarrow as pa

from fairlead.folder.schema import language_columns
from fairlead.folder.schemas import BY_NAME


def tabulate(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], languages: Sequence[str]
) -> pa.Table:
    """Return the table of the file ``name`` from rows whose values are in order of ``columns``.

    What the database keeps as empty text or an empty list is null in a folder. A text has a
    column in each of the edition's languages.
    """
    schema = BY_NAME[name]
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    by_name: dict[str, Sequence[Any]] = dict(zip(columns, values, strict=True))
    for field in schema.fields:
        if field.localized:
            texts = by_name.pop(field.name)
            for tag, column in language_columns(field.name, languages).items():
                by_name[column] = [text.get(tag) for text in texts]
    arrow = schema.arrow(languages)
    return pa.table(
        [
            pa.array([_read_or_null(value) for value in by_name[one.name]], one.type)
            for one in arrow
        ],
        schema=arrow,
    )


def _read_or_null(value: Any) -> Any:
    return None if value in ("", [], ()) else value


def group_rows(rows: Iterable[tuple[int, Any]]) -> Callable[[int], list[Any]]:
    """Return what finds the values of a row, in the order they came."""
    found: dict[int, list[Any]] = {}
    for row, value in rows:
        found.setdefault(row, []).append(value)
    return lambda row: found.get(row, [])
