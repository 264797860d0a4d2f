"""Rows of the database into the tables of a fair."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection
from django.db.models import QuerySet
from psycopg import Copy, sql
from psycopg.abc import Buffer, PQGen
from pyarrow import csv

from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.schema import Field, language_columns
from fairlead.folder.schemas import BY_NAME
from fairlead.folder.time_kinds import MOMENT

Only = Collection[str] | None
"""Some fields of a file; None for all of them."""
_BETWEEN = "|"  # of the values of a list, none of which has one: a folder writes it so, too


def tabulate(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], languages: Sequence[str]
) -> pa.Table:
    """Return the table of the file ``name`` from rows whose values are in order of ``columns``.

    What the database keeps as empty text or an empty list is null in a folder. A text has a
    column in each of the edition's languages; one that must be there and is not said in the
    edition's own language stands there in another one, so that no folder is written that cannot be
    read.
    """
    schema = BY_NAME[name]
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    by_name: dict[str, Sequence[Any]] = dict(zip(columns, values, strict=True))
    for field in schema.fields:
        if field.localized:
            texts = by_name.pop(field.name)
            for tag, column in language_columns(field.name, languages).items():
                by_name[column] = [text.get(tag) for text in texts]
            if field.required:
                own = languages[0]
                by_name[field.name] = [_say_in(own, text) for text in texts]
    arrow = schema.arrow(languages)
    return pa.table(
        [
            pa.array([_read_or_null(value) for value in by_name[one.name]], one.type)
            for one in arrow
        ],
        schema=arrow,
    )


def _say_in(tag: str, text: LocalizedText) -> str:
    return text.get(tag) or str(text.in_language(tag))


def _read_or_null(value: Any) -> Any:
    return None if value in ("", [], ()) else value


def group_rows(rows: Iterable[tuple[int, Any]]) -> Callable[[int], list[Any]]:
    """Return what finds the values of a row, in the order they came."""
    found: dict[int, list[Any]] = {}
    for row, value in rows:
        found.setdefault(row, []).append(value)
    return lambda row: found.get(row, [])


def copy_table(
    name: str,
    columns: Sequence[str],
    found: QuerySet[Any, Any],
    languages: Sequence[str],
    *,
    only: Only = None,
) -> pa.Table:
    """Return the table of the file ``name`` as `tabulate` does, by COPY: for what has many rows.

    The values of ``found`` are in the order of ``columns``; a list holds words, not numbers.
    With ``only`` some columns, the others are null.
    """
    schema = BY_NAME[name]
    fields = {field.name: field for field in schema.fields}
    wanted = [fields[column] for column in columns if only is None or column in only]
    expressions = [one for field in wanted for one in _write_columns(field, languages)]
    text, given = found.query.sql_with_params()
    with connection.cursor() as cursor:
        statement = sql.SQL("COPY (SELECT {} FROM ({}) AS found ({})) TO STDOUT (FORMAT csv)")
        filled = statement.format(
            sql.SQL(", ").join(one for _, one in expressions),
            sql.SQL(cursor.mogrify(text, given)),
            sql.SQL(", ").join(map(sql.Identifier, columns)),
        )
        with connection.wrap_database_errors, cursor.copy(filled.as_string(cursor.cursor)) as rows:
            body = _read_all(rows)
    return _read_rows(body, [column for column, _ in expressions], schema.arrow(languages))


def _read_all(rows: Copy) -> bytes:
    """Return all that is copied: to wait for each row takes longer than to read it."""

    def read() -> PQGen[bytes]:
        parts: list[Buffer] = []
        while part := (yield from rows._read_gen()):
            parts.append(part)
        return b"".join(parts)

    return rows.connection.wait(read())


# As `tabulate` says.
_ELSE_ANOTHER = """
coalesce({}, (SELECT said.value FROM jsonb_each_text({}) said ORDER BY said.key LIMIT 1))
"""


def _write_columns(field: Field, languages: Sequence[str]) -> Iterable[tuple[str, sql.Composable]]:
    """Return the columns of a field in a folder, each with its expression."""
    value = sql.Identifier(field.name)
    if field.localized:
        for tag, column in language_columns(field.name, languages).items():
            said = sql.SQL("{} ->> {}").format(value, sql.Literal(tag))
            if field.required and tag == languages[0]:
                said = sql.SQL(_ELSE_ANOTHER).format(said, value)
            yield column, said
    elif pa.types.is_list(field.kind.arrow):
        joined = sql.SQL("array_to_string({}, {})").format(value, sql.Literal(_BETWEEN))
        yield field.name, joined
    elif field.kind is MOMENT:
        yield field.name, sql.SQL("{} AT TIME ZONE 'UTC'").format(value)
    else:
        yield field.name, value


def _read_rows(body: bytes, names: Sequence[str], arrow: pa.Schema) -> pa.Table:
    if not body:
        return arrow.empty_table()
    types = {one.name: _choose_type(one.type) for one in arrow if one.name in names}
    read = csv.read_csv(
        io.BytesIO(body),
        csv.ReadOptions(column_names=names, block_size=len(body)),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(
            column_types=types,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )
    columns = [
        _finish(read[one.name], one.type)
        if one.name in types
        else pa.nulls(read.num_rows, one.type)
        for one in arrow
    ]
    return pa.table(columns, schema=arrow)


def _choose_type(wanted: pa.DataType) -> pa.DataType:
    """Return the type a column is read as, which differs where the reader knows no such type."""
    if pa.types.is_list(wanted):
        return pa.string()
    return pa.timestamp(wanted.unit) if pa.types.is_timestamp(wanted) else wanted


def _finish(column: pa.ChunkedArray, wanted: pa.DataType) -> pa.ChunkedArray:
    if pa.types.is_list(wanted):
        return pc.split_pattern(column, _BETWEEN)
    return pc.assume_timezone(column, "UTC") if pa.types.is_timestamp(wanted) else column
