"""Statements for what pages ask all the time: Django writes each once, the database plans it once.

To write a statement of a dozen columns takes Django longer than PostgreSQL needs to answer it, and
to plan one of a dozen tables takes PostgreSQL longer than to run it. Each connection keeps what was
written, and has the database keep the plan (a prepared statement). What differs from request to
request stands in the query as `Parameter` (decision 687).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django.db import NotSupportedError, connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Expression,
    Field,
    Func,
    Model,
    QuerySet,
)
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler
from psycopg.adapt import Loader
from psycopg.pq import Format
from psycopg.sql import Literal
from psycopg.types.numeric import Int8

M = TypeVar("M", bound=Model)
_PLACE = re.compile(r"%%|%s")


class Parameter(Expression):
    """A placeholder in a query for a value given each time; a whole number by default."""

    def __init__(self, name: str, output_field: Field[Any, Any] | None = None) -> None:
        """Keep the name under which the value is given."""
        super().__init__(output_field=output_field or BigIntegerField())
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:  # noqa: ARG002
        """Return a place for the value."""
        return "%s", (self,)


class IsAmong(Func):
    """The condition that the first expression is among the elements of the second, an array."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as one connection has it: ``names`` are those of the values, in their order."""

    sql: str
    names: tuple[str, ...]
    compiler: SQLCompiler

    def bind(self, given: Mapping[str, object]) -> list[object]:
        """Return the values as they are sent, in the order of their places."""
        return [_bind(given[name]) for name in self.names]


class _Shape:
    """How rows of a statement become objects, found once for all of them."""

    def __init__(self, compiler: Any) -> None:
        """Find what Django finds each time that it reads."""
        kind = compiler.klass_info
        columns = [column for column, _, _ in compiler.select]
        self._compiler, self._model = compiler, kind["model"]
        self._first, self._end = kind["select_fields"][0], kind["select_fields"][-1] + 1
        self._names = [column.target.attname for column in columns[self._first : self._end]]
        self._related = cast("Any", get_related_populators)(kind, compiler.select, connection.alias)
        self._annotated = dict(compiler.annotation_col_map or {})
        self._converters = compiler.get_converters(columns[: compiler.col_count])

    def make(self, rows: Sequence[tuple[Any, ...]]) -> list[Any]:
        """Return the objects."""
        first, end, found = self._first, self._end, []
        for row in self._compiler.apply_converters(rows, self._converters):
            one = self._model.from_db(connection.alias, self._names, row[first:end])
            for populate in self._related:
                populate.populate(row, one)
            for name, place in self._annotated.items():
                setattr(one, name, row[place])
            found.append(one)
        return found


class PreparedQuery(Generic[M]):
    """A query that is written once; ``build`` returns it, with `Parameter` for what differs."""

    def __init__(self, build: Callable[[], QuerySet[M, Any]]) -> None:
        """Keep how it is built; it is written when it is first asked."""
        self._build = build

    def read_rows(self, **given: object) -> list[tuple[Any, ...]]:
        """Return the rows as the database gives them; a query."""
        statement = self.write()
        return ask_database(statement.sql, statement.bind(given))

    def read(self, **given: object) -> list[M]:
        """Return the objects, with what is selected besides and annotated; a query."""
        return self.make(self.read_rows(**given))

    def make(self, rows: Sequence[tuple[Any, ...]]) -> list[M]:
        """Return the objects that rows of the database hold."""
        known: dict[PreparedQuery[Any], _Shape] = connection.__dict__.setdefault(
            "_written_shapes", {}
        )
        if self not in known:
            known[self] = _Shape(self.write().compiler)
        return known[self].make(rows)

    def write(self) -> Statement:
        """Return the statement; the connection keeps it."""
        known: dict[PreparedQuery[Any], Statement] = connection.__dict__.setdefault(
            "_written_once", {}
        )
        if self not in known:
            connection.ensure_connection()  # knows how values are written
            compiler = self._build().query.get_compiler(connection=connection)
            known[self] = Statement(*_settle(*compiler.as_sql()), compiler)
        return known[self]


class _Cursor(ServerBindingCursor):
    """Knows what it asked also where the statement was prepared, for logs of queries."""

    def _convert_query(self, query: Any, params: Any = None) -> Any:
        self._query = super()._convert_query(query, params)  # type: ignore[misc]
        return self._query


def _settle(sql: str, values: Sequence[Any]) -> tuple[str, tuple[str, ...]]:
    """Return the statement with all values in it but those that are given, and their names."""
    left, names = iter(values), []

    def settle(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return "%%"
        value = next(left)
        if isinstance(value, Parameter):
            names.append(value.name)
            return "%s"
        return Literal(value).as_string(connection.connection).replace("%", "%%")

    return _PLACE.sub(settle, sql), tuple(names)


def _bind(value: object) -> object:
    """Return a value as it is sent: whole numbers of any size are of one type, so of one plan."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Int8(value)
    if isinstance(value, list | set | tuple | frozenset):
        return [_bind(one) for one in value]
    return value


def ask_database(
    sql: str, values: Sequence[object], *, loaders: Mapping[str, type[Loader]] | None = None
) -> list[tuple[Any, ...]]:
    """Return the rows of a statement; a query.

    With ``loaders`` (of types by their names) the values come in binary form.
    """
    try:
        return _ask(sql, values, loaders)
    except NotSupportedError:  # a table has changed its columns since the plan was made
        if connection.in_atomic_block:
            raise
        connection.close()
        return _ask(sql, values, loaders)


def _ask(
    sql: str, values: Sequence[object], loaders: Mapping[str, type[Loader]] | None
) -> list[tuple[Any, ...]]:
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        raw = cast("Any", _Cursor)(connection.connection)
        if loaders is not None:
            raw.format = Format.BINARY
            for name, loader in loaders.items():
                raw.adapters.register_loader(name, loader)
    with cast("Any", connection)._prepare_cursor(raw) as cursor:
        cursor.execute(sql, values)
        return cast("list[tuple[Any, ...]]", cursor.fetchall())
