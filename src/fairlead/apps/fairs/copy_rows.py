"""Arrow columns into PostgreSQL by COPY."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection
from psycopg import sql
from pyarrow import csv

from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.schema import language_columns

Column: TypeAlias = pa.Array | pa.ChunkedArray
# The sequence is looked for once and not for each id, and ids that follow one another are not
# listed: where somebody else drew some meanwhile they do not.
_RESERVE = """
WITH drawn AS MATERIALIZED (
    SELECT nextval(named.sequence) AS id
    FROM (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS sequence OFFSET 0) named,
        generate_series(1, %s)
)
SELECT min(id),
    CASE WHEN max(id) - min(id) + 1 <> count(*) THEN array_agg(id ORDER BY id) END
FROM drawn
"""


class Cursor(Protocol):
    """What is used of a cursor of psycopg, which Django's cursor wraps."""

    def execute(self, query: Any, params: Any = ...) -> Any:
        """Run a statement."""

    def executemany(self, query: Any, params: Any) -> Any:
        """Run a statement with each of the parameters."""

    def fetchall(self) -> list[Any]:
        """Return the rows left."""

    def copy(self, statement: Any, params: Any = ...) -> Any:
        """Return a context in which to write the rows, or read them."""


def reserve_ids(cursor: Cursor, table: str, count: int) -> pa.Array:
    """Return ``count`` fresh ids of a table, ascending, that nobody else will be given."""
    if not count:
        return pa.array([], pa.int64())
    cursor.execute(_RESERVE, (table, count))
    first, listed = cursor.fetchall()[0]
    return pa.array(range(first, first + count) if listed is None else listed, pa.int64())


def copy_rows(cursor: Cursor, table: str, columns: Mapping[str, Column]) -> None:
    """Write rows, given as columns of equal length; null becomes NULL."""
    rows = pa.table(dict(columns))
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    buffer = io.BytesIO()
    # Text is quoted and NULL is not, so that the empty text stays apart from NULL.
    csv.write_csv(rows, buffer, csv.WriteOptions(include_header=False))
    with connection.wrap_database_errors, cursor.copy(statement) as copy:
        copy.write(buffer.getbuffer())


def repeat_value(value: Any, count: int) -> pa.Array:
    """Return a column of one value."""
    return pa.repeat(pa.scalar(value), count)


def write_text_column(column: Column) -> Column:
    """Return a column of text with "" for null, as Django keeps absent text."""
    return pc.fill_null(column, "")


def texts(rows: pa.Table, name: str, languages: Sequence[str]) -> pa.Array:
    """Return a text in all its languages as JSON objects, from the columns it has in a folder."""
    return join_texts(rows, language_columns(name, languages))


def join_texts(rows: pa.Table, columns: Mapping[str, str]) -> pa.Array:
    """Return texts as JSON objects, from columns named by the language they are in."""
    said = None
    for tag, column in columns.items():
        written = rows[column].combine_chunks()
        pair = pc.binary_join_element_wise(f'"{tag}":"', _escape_json(written), '"', "")
        said = (
            pair
            if said is None
            else pc.coalesce(pc.binary_join_element_wise(said, pair, ","), said, pair)
        )
    return pc.binary_join_element_wise("{", pc.fill_null(said, ""), "}", "")


def _escape_json(column: pa.Array) -> pa.Array:
    """Return the texts as they stand between the quotes of JSON."""
    if not pc.any(pc.match_substring_regex(column, r'["\\\x00-\x1f]')).as_py():
        return column
    if pc.any(pc.match_substring_regex(column, r"[\x00-\x1f]")).as_py():
        return pa.array(
            [None if one is None else json.dumps(one)[1:-1] for one in column.to_pylist()],
            pa.string(),
        )
    return pc.replace_substring(pc.replace_substring(column, "\\", "\\\\"), '"', '\\"')


def text_json(value: LocalizedText) -> str:
    """Return one text as JSON, as `texts` does for a column."""
    return json.dumps(dict(value), ensure_ascii=False)


def write_array_column(column: Column) -> pa.Array:
    """Return lists in PostgreSQL's notation for arrays, {"a","b"}, with {} for null."""
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    values = column.flatten()
    if isinstance(values, pa.DictionaryArray):  # each different text is quoted once
        texts = _quote_elements(values.dictionary.cast(pa.string())).take(values.indices)
    elif pa.types.is_integer(values.type) or pa.types.is_floating(values.type):
        texts = pc.cast(values, pa.string())
    else:
        texts = _quote_elements(pc.cast(values, pa.string()))
    # The offsets of the column itself would not fit values flattened past nulls or a slice.
    ends = pc.cumulative_sum(pc.fill_null(pc.list_value_length(column), 0))
    offsets = pa.concat_arrays([pa.array([0], pa.int32()), ends])
    joined = pc.binary_join(pa.ListArray.from_arrays(offsets, texts), ",")
    return pc.binary_join_element_wise("{", joined, "}", "")


def _quote_elements(values: pa.Array) -> pa.Array:
    values = pc.replace_substring(pc.replace_substring(values, "\\", "\\\\"), '"', '\\"')
    return pc.binary_join_element_wise('"', values, '"', "")


def refer(codes: Column, known: Column, ids: pa.Array) -> pa.Array:
    """Return the id of each code, null for null; raises ValueError for a code not ``known``."""
    places = pc.index_in(codes, value_set=known)
    if isinstance(places, pa.ChunkedArray):
        places = places.combine_chunks()
    missing = pc.filter(codes, pc.and_(pc.is_valid(codes), pc.is_null(places)))
    if len(missing):
        raise ValueError(f"Expected only codes the fair defines, got {missing[0].as_py()!r}.")
    return ids.take(places)
