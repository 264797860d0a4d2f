"""Existing rows: found by code, updated, and their dependent rows removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from psycopg import sql

from fairlead.apps.fairs.copy_rows import Column, Cursor


def find_by_code(cursor: Cursor, table: str, edition: int) -> dict[str, int]:
    """Return the ids of an edition's rows by their codes."""
    statement = sql.SQL("SELECT code, id FROM {} WHERE edition_id = %s")
    cursor.execute(statement.format(sql.Identifier(table)), (edition,))
    return dict(cursor.fetchall())


def update_rows(cursor: Cursor, table: str, columns: Mapping[str, Column]) -> None:
    """Change rows by their ids, given as columns in the notation of `copy_rows`, all at once.

    A constraint that PostgreSQL may defer is checked of all of them together.
    """
    names = [name for name in columns if name not in {"id", "edition_id", "code"}]
    if not names or not len(columns["id"]):
        return
    types = _find_types(cursor, table)
    given: dict[str, list[Any]] = {
        name: [_write(value) for value in columns[name].to_pylist()] for name in ("id", *names)
    }
    statement = sql.SQL(
        "UPDATE {table} AS held SET {changes} FROM unnest({arrays}) AS fresh ({names})"
        " WHERE held.id = fresh.id::bigint"
    ).format(
        table=sql.Identifier(table),
        changes=sql.SQL(", ").join(
            sql.SQL("{name} = fresh.{name}::{type}").format(
                name=sql.Identifier(name),
                type=sql.SQL(types[name]),  # as the catalogue writes it
            )
            for name in names
        ),
        arrays=sql.SQL(", ").join(sql.SQL("%s::text[]") for _ in given),
        names=sql.SQL(", ").join(map(sql.Identifier, given)),
    )
    with connection.wrap_database_errors:
        cursor.execute(statement, list(given.values()))


def delete_children(
    cursor: Cursor, table: str, parent: str, parents: Sequence[int], **same: str
) -> None:
    """Remove the rows of a table that belong to others and whose columns are the ``same``."""
    if not parents:
        return
    conditions = [sql.SQL("{} = ANY(%s)").format(sql.Identifier(parent))]
    conditions += [sql.SQL("{} = %s").format(sql.Identifier(name)) for name in same]
    statement = sql.SQL("DELETE FROM {} WHERE {}").format(
        sql.Identifier(table), sql.SQL(" AND ").join(conditions)
    )
    cursor.execute(statement, [list(parents), *same.values()])


def _find_types(cursor: Cursor, table: str) -> dict[str, str]:
    cursor.execute(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        (table,),
    )
    return dict(cursor.fetchall())


def _write(value: Any) -> str | None:
    return None if value is None else str(value)
