"""The owner changes tables and is no superuser; the application reads and writes rows only."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from fairlead.config.embedded.layout import SUPERUSER, Layout
from fairlead.config.embedded.server import ensure_running
from fairlead.config.roles import write_history_rights

# Workers share the server.
DATABASE = f"roles_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
OWNER, APPLICATION = f"{DATABASE}_owner", f"{DATABASE}_app"
Connection = psycopg.Connection[tuple[object, ...]]


def connect(database: str, *, user: str = SUPERUSER) -> Connection:
    """Return a connection to the tests' own server."""
    layout = Layout(Path(os.environ["FAIRLEAD_HOME"]))
    ensure_running(layout, durable=False)
    place = str(layout.socket_folder)
    return psycopg.connect(host=place, user=user, dbname=database, autocommit=True)


def script() -> str:
    """Return what the command prints, without psql's own lines."""
    words = ("--database", DATABASE, "--owner", OWNER, "--application", APPLICATION)
    command = [sys.executable, "-m", "fairlead", "database", "roles", *words]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return "\n".join(line for line in said.splitlines() if not line.startswith("\\"))


@pytest.fixture
def server() -> Iterator[Connection]:
    """Return an administrator in a database with a table and a function of an older Fairlead."""
    with connect("postgres") as administrator:
        administrator.execute(f"CREATE DATABASE {DATABASE}")
        try:
            with connect(DATABASE) as inside:
                inside.execute("CREATE TABLE old (id bigint GENERATED ALWAYS AS IDENTITY, x int)")
                inside.execute("CREATE FUNCTION two() RETURNS int LANGUAGE sql AS 'SELECT 2'")
                inside.execute("CREATE DOMAIN small AS int CHECK (value < 9)")
                inside.execute("CREATE TYPE pair AS (a int, b int)")
                inside.execute("CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int)")
                inside.execute(script().encode())
                yield inside
        finally:
            administrator.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")
            administrator.execute(f"DROP ROLE IF EXISTS {OWNER}, {APPLICATION}")


def take(server: Connection, role: str) -> None:
    """Work as a role from now on."""
    server.execute(sql.SQL("SET SESSION AUTHORIZATION {}").format(sql.Identifier(role)))


def test_the_application_works_with_rows(server: Connection) -> None:
    take(server, OWNER)
    server.execute("CREATE TABLE new (id serial PRIMARY KEY, x int)")
    take(server, APPLICATION)
    for name in ("old", "new"):
        table = sql.Identifier(name)
        server.execute(sql.SQL("INSERT INTO {} (x) VALUES (two())").format(table))
        server.execute(sql.SQL("UPDATE {} SET x = x + 1").format(table))
        assert server.execute(sql.SQL("SELECT x FROM {}").format(table)).fetchall() == [(3,)]
        server.execute(sql.SQL("ANALYZE {}").format(table))
        server.execute(sql.SQL("DELETE FROM {}").format(table))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (x int)",
        "CREATE TEMPORARY TABLE mine (x int)",
        "CREATE SCHEMA mine",
        "ALTER TABLE old ADD COLUMN y int",
        "ALTER TABLE old DISABLE TRIGGER ALL",
        "DROP TABLE old",
        "TRUNCATE old",
        "CREATE OR REPLACE FUNCTION two() RETURNS int LANGUAGE sql AS 'SELECT 3'",
        "SET session_replication_role = replica",
        "SET ROLE the_owner",
        "COPY old FROM '/etc/passwd'",
        "COPY old TO PROGRAM 'true'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT lo_import('/etc/passwd')",
        "CREATE ROLE mine",
        "SELECT lo_create(0)",
        "SELECT lo_from_bytea(0, 'x')",
        "SELECT lo_open(1, 131072)",
        "SELECT pg_sleep(0)",
        "SELECT pg_sleep_for('0 seconds')",
        "SELECT pg_terminate_backend(0)",
        "SELECT pg_cancel_backend(0)",
        "SELECT pg_logical_emit_message(false, 'x', 'y')",
        "SELECT pg_export_snapshot()",
        "COPY (SELECT 1) TO '/tmp/x'",
        "CREATE FUNCTION three() RETURNS int LANGUAGE sql AS 'SELECT 3'",
    ],
)
def test_and_with_nothing_else(server: Connection, statement: str) -> None:
    take(server, APPLICATION)
    with pytest.raises(InsufficientPrivilege):
        server.execute(statement.replace("the_owner", OWNER).encode())


def is_superuser(server: Connection, role: str) -> bool:
    """Return whether a role is one, or has another right over the server."""
    found = server.execute(
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication"
        " FROM pg_roles WHERE rolname = %s",
        (role,),
    ).fetchone()
    assert found is not None
    return bool(found[0])


def test_the_owner_is_no_superuser_and_has_what_was_there(server: Connection) -> None:
    assert not is_superuser(server, OWNER)
    take(server, OWNER)
    server.execute("ALTER TABLE old ADD COLUMN y int")
    server.execute("CREATE OR REPLACE FUNCTION two() RETURNS int LANGUAGE sql AS 'SELECT 2'")
    server.execute("ALTER DOMAIN small DROP CONSTRAINT small_check")
    server.execute("ALTER TYPE pair ADD ATTRIBUTE c int")
    server.execute("DROP AGGREGATE total(int)")
    with pytest.raises(InsufficientPrivilege):
        server.execute("SELECT pg_read_file('/etc/passwd')")


def test_what_only_grows_and_what_was_migrated_is_not_the_applications_to_change(
    server: Connection,
) -> None:
    take(server, OWNER)
    server.execute("CREATE TABLE ledger (x int)")
    server.execute(f"REVOKE UPDATE, DELETE ON ledger FROM {APPLICATION}")
    server.execute("CREATE TABLE django_migrations (x int)")
    server.execute(write_history_rights())
    server.execute("RESET SESSION AUTHORIZATION")
    server.execute(script().encode())  # again: nothing that was taken is given back
    take(server, APPLICATION)
    server.execute("INSERT INTO ledger VALUES (1)")
    server.execute("SELECT * FROM django_migrations")
    for statement in (
        "UPDATE ledger SET x = 2",
        "DELETE FROM ledger",
        "INSERT INTO django_migrations VALUES (1)",
    ):
        with pytest.raises(InsufficientPrivilege):
            server.execute(statement.encode())


def test_what_only_grows_is_so_for_roles_that_come_later(server: Connection) -> None:
    """A server of one's own that had a single role is given two."""
    server.execute(f"DROP OWNED BY {APPLICATION}")
    take(server, OWNER)
    functions, _ = kept_rows()
    server.execute(functions.encode())
    server.execute("CREATE TABLE ledger (x int, who int)")
    server.execute("SELECT fairs_revoke_changes('ledger', '{who}', '')")
    server.execute("CREATE TABLE django_migrations (x int)")
    server.execute("RESET SESSION AUTHORIZATION")
    server.execute(script().encode())
    take(server, APPLICATION)
    server.execute("INSERT INTO ledger VALUES (1, 2)")
    server.execute("UPDATE ledger SET who = NULL")
    server.execute("SELECT * FROM django_migrations")
    for statement in (
        "UPDATE ledger SET x = 2",
        "DELETE FROM ledger",
        "TRUNCATE ledger",
        "DELETE FROM django_migrations",
    ):
        with pytest.raises(InsufficientPrivilege):
            server.execute(statement.encode())


def kept_rows() -> tuple[str, str]:
    """Return the SQL of the migration that lets tables only grow, and what undoes it."""
    operation = import_module("fairlead.apps.fairs.migrations.0011_kept_rows").Migration
    run = operation.operations[0]
    return run.sql, run.reverse_sql


def test_the_embedded_server_knows_who_connects() -> None:
    with connect("postgres") as administrator:
        rules = administrator.execute(
            "SELECT type, auth_method FROM pg_hba_file_rules ORDER BY rule_number"
        ).fetchall()
    assert rules == [("local", "peer"), ("local", "reject")]
    with connect("fairlead", user="fairlead_app") as pages:
        assert not is_superuser(pages, "fairlead_app")
        assert not is_superuser(pages, "fairlead_owner")
    with pytest.raises(psycopg.OperationalError):
        connect("postgres", user="postgres")
    for database in ("postgres", "template1"):
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            connect(database, user="fairlead_app")


@pytest.mark.parametrize(
    "words", [("--owner", "A b"), ("--owner", "same", "--application", "same"), ("--owner", "x;--")]
)
def test_wrong_names_of_roles(words: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "fairlead", "database", "roles", *words]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert "expected" in done.stderr
    assert done.stdout == ""
