"""Whether a database is up to date is told by names alone, as Django's plan would say it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from fairlead.cli.database import is_up_to_date


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
