"""Several statements asked as one: a page asks for all its lists with one query (decision 684)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from django.db.models import JSONField, Model
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format

from fairlead.apps.fairs.prepared_query import PreparedQuery, Statement, ask_database

M = TypeVar("M", bound=Model)


class _JsonLoader(Loader):
    """Leaves JSON a text, as Django's fields take it; a number of the form stands before it."""

    format = Format.BINARY

    def load(self, data: Buffer) -> str:
        """Return the text."""
        return bytes(data)[1:].decode()


_LOADERS = {"jsonb": _JsonLoader}


class QueryBatch:
    """Collects what is asked, and asks for it at once.

    The database answers with one row: of every list asked for an array of its rows, which come in
    binary form because in that form a row says which types its values have.
    """

    def __init__(self) -> None:
        """Start with nothing asked."""
        self._asked: list[tuple[PreparedQuery[Any], Mapping[str, object], list[Any]]] = []

    def add(self, written: PreparedQuery[M], **given: object) -> list[M]:
        """Return the list that `read` fills with what the statement gives."""
        found: list[M] = []
        self._asked.append((written, given, found))
        return found

    def read(self) -> None:
        """Fill the lists; one query, none where nothing is asked."""
        if not self._asked:
            return
        statements = [written.write() for written, _, _ in self._asked]
        parts = ", ".join(map(_write_part, statements))
        values = [
            value
            for statement, (_, given, _) in zip(statements, self._asked, strict=True)
            for value in statement.bind(given)
        ]
        answer = ask_database(f"SELECT {parts}", values, loaders=_LOADERS)
        for (written, _, found), rows in zip(self._asked, answer[0], strict=True):
            found.extend(written.make(rows))


def _write_part(statement: Statement) -> str:
    """Return what gives the rows of a statement as an array.

    Of a value of a domain, as our texts are, the driver would not know the type.
    """
    chosen = cast("Sequence[Any]", statement.compiler.select)
    names = [f"c{number}" for number, _ in enumerate(chosen)]
    values = [
        f"{name}::jsonb" if isinstance(column[0].output_field, JSONField) else name
        for name, column in zip(names, chosen, strict=True)
    ]
    part = f"({statement.sql}) part({', '.join(names)})"
    return f"ARRAY(SELECT ROW({', '.join(values)}) FROM {part})"  # noqa: S608
