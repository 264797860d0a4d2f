"""Whether a database is up to date is told by names alone, as Django's plan would say it."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.db.migrations.exceptions import MigrationSchemaMissing
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings
from psycopg.errors import InsufficientPrivilege

from fairlead.cli.database import is_up_to_date, work_as_owner
from fairlead.folder.input_errors import InvalidInput


@pytest.mark.django_db
def test_it_agrees_with_djangos_plan() -> None:
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    assert executor.migration_plan(leaves) == []
    assert is_up_to_date()
    for app, name in leaves:
        recorder = MigrationRecorder(connection)
        recorder.record_unapplied(app, name)
        assert not is_up_to_date()
        recorder.record_applied(app, name)
    assert is_up_to_date()


def test_a_new_database_whose_tables_one_may_not_make_names_the_setting() -> None:
    def make_tables() -> None:
        try:
            raise InsufficientPrivilege("permission denied for schema public")
        except InsufficientPrivilege:
            raise MigrationSchemaMissing("no table of migrations")  # noqa: B904  as Django does

    with pytest.raises(InvalidInput, match="FAIRLEAD_DATABASE_OWNER_URL"), work_as_owner():
        make_tables()


def test_an_owners_address_that_does_not_answer_is_the_one_named() -> None:
    owner = {"HOST": "127.0.0.1", "PORT": "1", "USER": "fairlead_owner"}
    address = "postgresql://fairlead_app@127.0.0.1/fairlead"
    with (
        override_settings(FAIRLEAD_DATABASE_URL=address, DATABASE_AS_OWNER=owner),
        pytest.raises(InvalidInput, match="OWNER_URL: expected a server"),
        work_as_owner(),
    ):
        raise OperationalError("connection refused")
