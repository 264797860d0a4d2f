"""The database of a test run."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
from django.apps import apps
from django.core.management.color import Style, no_style
from django.db import connection
from django.db.backends.postgresql.creation import DatabaseCreation
from django.db.backends.postgresql.operations import DatabaseOperations

from fairlead.config.first_tables.script import find_migrations, read_script

_IS_NEW = "SELECT to_regclass('django_migrations') IS NULL"
_OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


class QuickCreation(DatabaseCreation):
    """A run's database, made by the script of first tables as that of a new home is.

    What the script lacks, all of it where a migration of it has changed, is migrated after it.
    That script and migrations come to the same is tested elsewhere.
    """

    def _create_test_db(self, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:  # noqa: FBT001  Django's signature
        name: str = super()._create_test_db(verbosity, autoclobber, keepdb)  # type: ignore[misc]
        script = read_script()
        if script is not None and script.stands_for(find_migrations()):
            params = self.connection.get_connection_params() | {"dbname": name}
            for django_only in ("cursor_factory", "context"):
                params.pop(django_only, None)
            with psycopg.connect(**params) as alone:
                if alone.execute(_IS_NEW).fetchone() == (True,):
                    alone.execute(script.statements)
        return name


class QuickOperations(DatabaseOperations):
    """Empties the tables in which there is something, row by row.

    A test that commits leaves a few rows in a few of some two hundred tables; PostgreSQL takes ten
    times as long to truncate them all. Triggers and foreign keys keep still meanwhile, which only
    the run's own role may ask for.
    """

    def sql_flush(
        self,
        style: Style,
        tables: Sequence[str],
        *,
        reset_sequences: bool = False,
        allow_cascade: bool = False,
    ) -> list[str]:
        if reset_sequences or not tables:
            return super().sql_flush(
                style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade
            )
        quoted = [self.quote_name(table) for table in tables]
        questions = (f"(SELECT {number} FROM {name} LIMIT 1)" for number, name in enumerate(quoted))  # noqa: S608
        with self.connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(questions))
            held = [quoted[number] for (number,) in cursor.fetchall()]
        if not held:
            return []
        return [
            "SET LOCAL session_replication_role = replica",
            *(f"DELETE FROM {name}" for name in held),  # noqa: S608
            "SET LOCAL session_replication_role = origin",
        ]


def empty_tables(app: str) -> None:
    """Empty the tables of an app, whatever keeps its rows."""
    models = apps.get_app_config(app).get_models(include_auto_created=True)
    tables = [model._meta.db_table for model in models]
    # A thread that drives a browser has its own connection, which conftest.py does not know.
    quick = QuickOperations(connection)
    quick.execute_sql_flush(quick.sql_flush(no_style(), tables))


def end_other_sessions(*, patience: float) -> None:
    """Wait so many seconds for the other sessions of this database to end, then end them."""
    until = time.monotonic() + patience
    with connection.cursor() as cursor:
        while True:
            cursor.execute(f"SELECT count(*) {_OTHERS}")
            if not cursor.fetchone()[0]:
                return
            if time.monotonic() > until:
                break
            time.sleep(0.05)
        # Waits for each to be gone, so that the database can be dropped the next moment.
        cursor.execute(f"SELECT pg_terminate_backend(pid, 5000) {_OTHERS}")


@contextmanager
def rewriting_the_past() -> Iterator[None]:
    """Let a test set when rows were recorded of which the database refuses changes."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            cursor.execute("SET session_replication_role = origin")
