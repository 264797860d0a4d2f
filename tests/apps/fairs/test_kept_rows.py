"""Rows of a table of which changes are revoked are only added, by anyone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.migrations import RunSQL
from django.db.migrations.state import ProjectState

from fairlead.apps.fairs.constraints import revoke_changes

pytestmark = pytest.mark.django_db

Query = Callable[..., list[tuple[object, ...]]]


@pytest.fixture
def query() -> Query:
    """Return a function that runs statements in the test's transaction."""

    def run(statement: str, *params: int | str) -> list[tuple[object, ...]]:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, params)
            return cursor.fetchall() if cursor.description else []

    return run


def apply(operation: RunSQL, *, backwards: bool = False) -> None:
    """Run an operation of a migration."""
    with connection.schema_editor(atomic=False) as editor:
        run = operation.database_backwards if backwards else operation.database_forwards
        run("fairs", editor, ProjectState(), ProjectState())


@pytest.fixture
def ledger(query: Query) -> str:
    """Return a table with two rows, which refers to another, and which others may write."""
    query("CREATE TABLE deal (id int PRIMARY KEY)")
    query(
        "CREATE TABLE entry (id int PRIMARY KEY, amount int, author_id int, note text,"
        " deal_id int CONSTRAINT entry_deal REFERENCES deal DEFERRABLE INITIALLY DEFERRED)"
    )
    query("INSERT INTO deal VALUES (1), (2)")
    query("INSERT INTO entry VALUES (1, 10, 7, 'a', 1), (2, 20, 8, 'b', 2)")
    query("CREATE ROLE kept_writer")
    query("GRANT USAGE ON SCHEMA public TO kept_writer")
    query("GRANT SELECT, INSERT, UPDATE, DELETE ON entry, deal TO kept_writer")
    query("SET CONSTRAINTS ALL IMMEDIATE")
    query("SET CONSTRAINTS ALL DEFERRED")
    return "entry"


CHANGES = ("UPDATE entry SET amount = 11", "UPDATE entry SET author_id = NULL", "DELETE FROM entry")


@pytest.mark.parametrize("change", CHANGES)
def test_a_row_is_added_and_never_changed(query: Query, ledger: str, change: str) -> None:
    apply(revoke_changes(ledger))
    with pytest.raises(IntegrityError, match="entry are only added"):  # its owner
        query(change)
    query("SET ROLE kept_writer")
    query("INSERT INTO entry VALUES (3, 30, 9, 'c', 1)")
    assert query("SELECT count(*) FROM entry") == [(3,)]
    with pytest.raises(ProgrammingError, match="permission denied"):
        query(change)


def test_who_wrote_it_can_be_forgotten(query: Query, ledger: str) -> None:
    apply(revoke_changes(ledger, forgettable=("author_id", "note")))
    query("SET ROLE kept_writer")
    query("UPDATE entry SET author_id = NULL WHERE id = 1")
    query("UPDATE entry SET author_id = NULL, note = NULL")
    assert query("SELECT DISTINCT author_id, note FROM entry") == [(None, None)]
    for change in ("UPDATE entry SET author_id = 8", "UPDATE entry SET note = 'c'"):
        with pytest.raises(IntegrityError):  # it is not written anew
            query(change)
    with pytest.raises(ProgrammingError):
        query("UPDATE entry SET amount = 11")
    query("RESET ROLE")
    with pytest.raises(IntegrityError):
        query("UPDATE entry SET amount = 11, author_id = NULL")


def test_a_row_goes_with_what_it_belongs_to(query: Query, ledger: str) -> None:
    apply(revoke_changes(ledger, goes_with="deal_id"))
    query("SET ROLE kept_writer")
    query("DELETE FROM deal WHERE id = 1")
    assert query("SELECT id FROM entry") == [(2,)]
    with pytest.raises(ProgrammingError):
        query("DELETE FROM entry")
    query("RESET ROLE")
    with pytest.raises(IntegrityError):
        query("DELETE FROM entry")


def test_it_may_stand_in_the_migration_that_makes_the_table(query: Query) -> None:
    query("CREATE TABLE deal (id int PRIMARY KEY)")
    operation = revoke_changes("entry", goes_with="deal_id")
    with connection.schema_editor(atomic=False) as editor:
        editor.execute("CREATE TABLE entry (id int, deal_id int)")
        editor.deferred_sql.append(
            "ALTER TABLE entry ADD CONSTRAINT entry_deal FOREIGN KEY (deal_id) REFERENCES deal"
        )
        operation.database_forwards("fairs", editor, ProjectState(), ProjectState())
    query("INSERT INTO deal VALUES (1)")
    query("INSERT INTO entry VALUES (1, 1)")
    query("DELETE FROM deal")
    assert query("SELECT * FROM entry") == []


def test_without_that_it_holds_what_it_belongs_to(query: Query, ledger: str) -> None:
    apply(revoke_changes(ledger))
    query("DELETE FROM deal WHERE id = 1")
    with pytest.raises(IntegrityError):
        query("SET CONSTRAINTS ALL IMMEDIATE")
    query("INSERT INTO deal VALUES (1)")


def test_it_can_be_undone(query: Query, ledger: str) -> None:
    operation = revoke_changes(ledger)
    apply(operation)
    apply(operation, backwards=True)
    query("DELETE FROM entry")
    assert query("SELECT * FROM entry") == []
