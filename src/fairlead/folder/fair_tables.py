"""Typed tables of a fair folder from plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.folder.figure_kinds import MONEY, to_money
from fairlead.folder.language_columns import OLD_LANGUAGES
from fairlead.folder.language_tags import order_languages
from fairlead.folder.schema import language_columns
from fairlead.folder.schemas import BY_NAME


def build_table(
    name: str,
    columns: Mapping[str, Sequence[Any]],
    *,
    languages: Sequence[str] = OLD_LANGUAGES,
) -> pa.Table:
    """Return the typed table of the file ``name`` from columns of plain values.

    A text is in the edition's own language, the first of the ``languages``; its column in
    another one ends with its tag (``name_ru``). Columns left out are null, or the schema's
    default; blank texts and empty lists become null, because a folder cannot tell them from an
    empty cell. Raises ValueError for an unknown column, lengths that differ, or a value of
    another type.
    """
    schema = BY_NAME[name]
    known = schema.columns(languages)
    unknown = sorted(set(columns) - {column.name for column in known})
    if unknown:
        raise ValueError(f"Expected columns of {schema.file}, got {', '.join(unknown)}.")
    rows = {len(values) for values in columns.values()}
    if len(rows) > 1:
        raise ValueError(f"Expected columns of equal length in {schema.file}, got {sorted(rows)}.")
    count = rows.pop() if rows else 0
    arrays = []
    for column in known:
        empty = column.kind.parse(column.default) if column.default else None
        arrays.append(_fill_column(column.kind.arrow, columns.get(column.name), empty, count))
    return pa.Table.from_arrays(arrays, schema=schema.arrow(languages))


def build_table_of_rows(
    name: str, rows: Iterable[Mapping[str, Any]], *, languages: Sequence[str] = OLD_LANGUAGES
) -> pa.Table:
    """Return the typed table of the file ``name`` from rows of plain values: see `build_table`."""
    listed = list(rows)
    names = {column for row in listed for column in row}
    columns = {column: [row.get(column) for row in listed] for column in names}
    return build_table(name, columns, languages=languages)


def build_text_column(
    rows: pa.Table, name: str, languages: Sequence[str], *, reader: str = ""
) -> pa.ChunkedArray:
    """Return a text of every row for a reader of a language, or in the edition's own.

    Where a row has none in that language it is the edition's own, else any; null where none is
    written.
    """
    columns = language_columns(name, languages)
    return pc.coalesce(*(rows[columns[tag]] for tag in order_languages(languages, reader)))


def _fill_column(
    kind: pa.DataType, values: Sequence[Any] | None, empty: Any, count: int
) -> pa.Array:
    """Return a column of a kind, with ``empty`` for what a folder cannot tell from nothing."""
    if values is None:
        return pa.repeat(pa.scalar(empty, kind), count)
    is_exact = kind in (MONEY, pa.list_(MONEY))
    if not is_exact and not pa.types.is_nested(kind):
        with suppress(pa.ArrowInvalid, pa.ArrowTypeError):
            column = pa.array(values, kind)
            if not pa.types.is_string(kind) or pc.all(_says_something(column)).as_py() is not False:
                return column if empty is None else column.fill_null(pa.scalar(empty, kind))
    plain = [_fill_value(value, empty) for value in values]
    return pa.array(_make_exact(plain) if is_exact else plain, kind)


def _says_something(column: pa.Array) -> pa.Array:
    """Return which texts hold a letter or a digit: these are not blank, others may be."""
    return pc.match_substring_regex(column, r"[\p{L}\p{N}]")


def _make_exact(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_make_exact(one) for one in value]
    return value if value is None else to_money(value)


def _fill_value(value: Any, empty: Any) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        return empty
    if isinstance(value, (list, tuple, dict)) and not value:
        return empty
    return list(value.items()) if isinstance(value, dict) else value
